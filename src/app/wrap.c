#include "config.h"

#include "app/wrap.h"
#include "base/utf8.h"

#include <string.h>
#include <unilbrk.h>

/* A text being set. */
struct wrap_work {
	struct wrap *out;
	struct str text;
	struct buf visible; /* room to measure in */
	struct buf spaced;  /* the paragraph with blanks for line feeds */
	bool original;      /* bytes as they were read */
	bool by_hand;       /* the text has lines of its own, which mean nothing */
	struct buf breaks;  /* a byte of the paragraph -> may a line begin there? */
	bool blank;         /* a blank line waits for a line to come after it */
};

void wrap_free(struct wrap *w)
{
	vec_free(&w->lines);
	w->width = 0;
}

static void wrap_emit(struct wrap_work *k, size_t begin, size_t end)
{
	if (k->blank && k->out->lines.n > 0)
		*vec_push(&k->out->lines) = (struct wrap_line){(uint32_t)begin, (uint32_t)begin};
	k->blank = false;
	*vec_push(&k->out->lines) = (struct wrap_line){(uint32_t)begin, (uint32_t)end};
}

/* Columns of the cluster at the front of s as the canvas will show it, and its bytes. */
static size_t wrap_cluster(struct wrap_work *k, struct str s, int *columns)
{
	unsigned char c = (unsigned char)s.p[0];
	if (c >= 0x20 && c < 0x7f && (s.n < 2 || (unsigned char)s.p[1] < 0x80)) {
		*columns = 1;
		return 1;
	}
	size_t n = utf8_cluster(s, columns);
	buf_clear(&k->visible);
	utf8_visible_bytes(str_sub(s, 0, n), false, &k->visible);
	*columns = utf8_width(buf_str(&k->visible));
	return n;
}

static bool wrap_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static bool wrap_is_blank(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!wrap_is_space(s.p[i]))
			return false;
	return true;
}

/* The end of the line that begins at `from` in the paragraph s. */
static size_t wrap_line_end(struct wrap_work *k, struct str s, size_t from)
{
	int used = 0;
	size_t fit = 0; /* the last place where the line may end */
	for (size_t i = from; i < s.n;) {
		int columns;
		size_t n = wrap_cluster(k, str_sub(s, i, s.n), &columns);
		bool space = wrap_is_space(s.p[i]);
		if (i > from && k->breaks.p[i] == UC_BREAK_POSSIBLE)
			fit = i;
		if (used + columns > k->out->width && !space)
			return fit > from ? fit : i > from ? i : i + n;
		used += columns;
		i += n;
	}
	return s.n;
}

/* A letter for each byte that is no character: as in its <FF>, no line begins there. */
static void wrap_letters(struct buf *b)
{
	for (size_t i = 0, n; i < b->n; i += n) {
		uint32_t cp;
		bool bad;
		n = utf8_decode(str_sub(buf_str(b), i, b->n), &cp, &bad);
		if (bad)
			memset(b->p + i, 'x', n);
	}
}

/* Bytes [begin, end) of the text, set as one paragraph. */
static void wrap_lines(struct wrap_work *k, size_t begin, size_t end)
{
	struct str s = str_sub(k->text, begin, end);
	buf_set(&k->spaced, s);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\n')
			k->spaced.p[i] = ' ';
	if (k->original)
		wrap_letters(&k->spaced);
	buf_clear(&k->breaks);
	buf_reserve(&k->breaks, s.n);
	u8_possible_linebreaks((const uint8_t *)k->spaced.p, s.n, "UTF-8", k->breaks.p);
	for (size_t from = 0; from < s.n;) {
		size_t to = wrap_line_end(k, s, from);
		wrap_emit(k, begin + from, begin + to);
		from = to;
	}
}

static void wrap_paragraph(struct wrap_work *k, size_t begin, size_t end)
{
	struct str s = str_sub(k->text, begin, end);
	if (wrap_is_blank(s)) {
		k->blank = true;
		return;
	}
	/* one blank before a paragraph is an accident, more are an indent */
	if (s.n > 1 && s.p[0] == ' ' && s.p[1] != ' ')
		begin++;
	wrap_lines(k, begin, end);
}

/* Each line of [begin, end) by itself. Behind a last line feed is a line, too: nothing is in it. */
static void wrap_as_read(struct wrap_work *k, size_t begin, size_t end)
{
	struct str read = str_sub(k->text, 0, end);
	bool last = end == k->text.n && begin < end;
	for (size_t at = begin, stop; at < end + last; at = stop + 1) {
		size_t feed = str_find(read, STR("\n"), at);
		stop = feed < end ? feed : end;
		if (at < stop)
			wrap_lines(k, at, stop);
		else
			wrap_emit(k, at, at);
	}
}

enum { WRAP_BY_HAND = 40 }; /* bytes: a shorter line ends where its writer meant it to */

/* Is the line feed at `at` one that only keeps lines short? The line before it is long, and the next begins with a
 * letter: not indented, no bullet, not blank. */
static bool wrap_is_soft(struct str text, size_t line, size_t at)
{
	if (at < line + WRAP_BY_HAND || at + 1 >= text.n)
		return false;
	unsigned char next = (unsigned char)text.p[at + 1];
	bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next >= 0x80;
	return letter || (next >= '0' && next <= '9') || next == '"' || next == '(';
}

/* More than half of the line feeds that could be soft have a small letter after them. */
static bool wrap_is_by_hand(struct str text)
{
	size_t soft = 0, small = 0, line = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '\n')
			continue;
		if (wrap_is_soft(text, line, i)) {
			soft++;
			small += text.p[i + 1] >= 'a' && text.p[i + 1] <= 'z';
		}
		line = i + 1;
	}
	return small > 1 && small * 2 > soft;
}

/* Cuts [begin, end) into paragraphs. */
static void wrap_piece(struct wrap_work *k, size_t begin, size_t end)
{
	for (size_t line = begin, i = begin; begin < end; i++) {
		if (i < end && k->text.p[i] != '\n')
			continue;
		if (i < end && k->by_hand && wrap_is_soft(k->text, line, i)) {
			line = i + 1;
			continue;
		}
		wrap_paragraph(k, begin, i);
		begin = line = i + 1;
	}
}

/* Sets [begin, end) of the text, without what is folded. */
static void wrap_range(struct wrap_work *k, size_t begin, size_t end, const struct span *folded, size_t folded_count)
{
	size_t from = begin;
	if (k->original) {
		wrap_as_read(k, begin, end);
		return;
	}
	for (size_t i = 0; i < folded_count && folded[i].begin < end; i++) {
		wrap_piece(k, from, folded[i].begin);
		size_t behind = folded[i].end;
		if (behind < k->text.n && k->text.p[behind] == '\n')
			behind++;
		from = behind > from ? behind : from;
	}
	wrap_piece(k, from, end);
}

static struct wrap_work wrap_begin(struct wrap *w, struct str text, bool original, int width)
{
	w->width = width < 1 ? 1 : width;
	w->lines.n = 0;
	w->part = 0;
	w->begin = 0;
	w->end = (uint32_t)text.n;
	bool by_hand = !original && wrap_is_by_hand(str_sub(text, 0, WRAP_WHOLE));
	return (struct wrap_work){.out = w, .text = text, .original = original, .by_hand = by_hand};
}

static void wrap_end(struct wrap_work *k)
{
	buf_free(&k->visible);
	buf_free(&k->spaced);
	buf_free(&k->breaks);
}

void wrap_text(struct wrap *w, struct str text, const struct span *folded, size_t folded_count, int width)
{
	struct wrap_work k = wrap_begin(w, text, false, width);
	wrap_range(&k, 0, text.n, folded, folded_count);
	wrap_end(&k);
}

/* ---- parts ---- */

enum { WRAP_SEEK = 16 * 1024 }; /* bytes: so far behind its place a cut may lie */

/* Where part number i begins: behind the next blank line, else line, else word, else character. */
static size_t wrap_cut(struct str text, size_t i)
{
	static const struct str ends[] = {STR("\n\n"), STR("\n"), STR(" ")};
	size_t at = i * WRAP_PART;
	if (at == 0 || at >= text.n)
		return at < text.n ? at : text.n;
	struct str near = str_sub(text, at, at + WRAP_SEEK);
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		size_t found = str_find(near, ends[k], 0);
		if (found != SIZE_MAX)
			return at + found + ends[k].n;
	}
	/* what was read may be nothing but bytes of that kind */
	for (size_t most = at + 3; at < text.n && at < most && ((unsigned char)text.p[at] & 0xC0) == 0x80;)
		at++;
	return at;
}

static size_t wrap_part_of(struct str text, uint32_t at)
{
	if (text.n <= WRAP_WHOLE)
		return 0;
	size_t i = (at < text.n ? at : text.n - 1) / WRAP_PART;
	return i > 0 && wrap_cut(text, i) > at ? i - 1 : i;
}

bool wrap_is_near(const struct wrap *w, struct str text, uint32_t at)
{
	return w->part == wrap_part_of(text, at);
}

static void wrap_parts(struct wrap_work *k, const struct span *folded, size_t folded_count, uint32_t at)
{
	struct wrap *w = k->out;
	w->part = wrap_part_of(k->text, at);
	size_t first = w->part ? w->part - 1 : 0;
	w->begin = w->end = (uint32_t)wrap_cut(k->text, first);
	for (size_t i = first; i < w->part + 2; i++) {
		size_t end = k->text.n <= WRAP_WHOLE ? k->text.n : wrap_cut(k->text, i + 1);
		wrap_range(k, w->end, end, folded, folded_count);
		w->end = (uint32_t)end;
	}
	wrap_end(k);
}

void wrap_near(struct wrap *w, struct str text, const struct span *folded, size_t folded_count, int width, uint32_t at)
{
	struct wrap_work k = wrap_begin(w, text, false, width);
	wrap_parts(&k, folded, folded_count, at);
}

void wrap_original_near(struct wrap *w, struct str bytes, int width, uint32_t at)
{
	struct wrap_work k = wrap_begin(w, bytes, true, width);
	wrap_parts(&k, NULL, 0, at);
}

size_t wrap_line_at(const struct wrap *w, uint32_t at)
{
	size_t low = 0, high = w->lines.n;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		if (w->lines.v[middle].begin <= at)
			low = middle;
		else
			high = middle;
	}
	/* a blank line has the place of the line that follows it */
	if (low + 1 < w->lines.n && w->lines.v[low].begin == w->lines.v[low].end && w->lines.v[low + 1].begin <= at)
		low++;
	return low;
}
