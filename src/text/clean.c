#include "config.h"

#include "text/clean.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/table.h"

#include <string.h>

struct clean_pattern {
	struct str glob, head, tail; /* head, tail: its letters before the first * or 0, and behind the last */
	size_t longest;              /* a longer line is prose */
};

/* Patterns by the first byte of the lines that they can fit; those that begin with * under 0. */
struct clean_words {
	VEC(struct clean_pattern) first[256];
	size_t longest;
};

enum {
	CLEAN_LONGEST = 160,   /* of a line, in bytes, where the table does not say */
	CLEAN_COPYRIGHT = 0xa9, /* the one sign that begins a line and means something */
	CLEAN_WRAP_SHORT = 50, /* wrapped lines are as long as this ... */
	CLEAN_WRAP_LONG = 90,  /* ... and no longer than that */
};

static size_t clean_parse_size(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n = n * 10 + (size_t)(s.p[i] - '0');
	return n;
}

static unsigned char clean_key(struct str glob)
{
	return glob.p[0] == '*' ? 0 : (unsigned char)glob.p[0];
}

static struct clean_pattern clean_pattern(struct str glob, size_t longest)
{
	size_t head = 0, tail = glob.n;
	while (head < glob.n && glob.p[head] != '*' && glob.p[head] != '0')
		head++;
	while (tail > head && glob.p[tail - 1] != '*' && glob.p[tail - 1] != '0')
		tail--;
	return (struct clean_pattern){glob, str_sub(glob, 0, head), str_sub(glob, tail, glob.n), longest};
}

struct clean_words *clean_words_open(void)
{
	struct clean_words *w = mem_zero(1, sizeof *w);
	struct str rest = table_text("furniture.en.tsv");
	struct table_row row;
	int line = 0;
	while (table_next(&rest, &line, &row)) {
		struct clean_pattern p = clean_pattern(row.field[0],
						       row.count > 1 ? clean_parse_size(row.field[1]) : CLEAN_LONGEST);
		*vec_push(&w->first[clean_key(p.glob)]) = p;
		if (p.longest > w->longest)
			w->longest = p.longest;
	}
	return w;
}

void clean_words_close(struct clean_words *w)
{
	for (size_t i = 0; w && i < 256; i++)
		vec_free(&w->first[i]);
	mem_free(w);
}

static bool clean_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of a number at the front: digits with inner points, commas and colons. */
static size_t clean_number(struct str s)
{
	size_t n = 0;
	while (n < s.n && (clean_is_digit(s.p[n]) || (n && n + 1 < s.n && strchr(".,:", s.p[n]) && clean_is_digit(s.p[n + 1]))))
		n++;
	return n;
}

/* The usual matcher with one star to come back to, so that it is linear for patterns with one star and
 * never worse than the product of both lengths. */
bool clean_fits(struct str pattern, struct str line)
{
	size_t p = 0, i = 0, star = SIZE_MAX, star_at = 0;
	while (i < line.n) {
		size_t n = p < pattern.n && pattern.p[p] == '0' ? clean_number(str_sub(line, i, line.n)) : 0;
		if (n) {
			p++;
			i += n;
		} else if (p < pattern.n && pattern.p[p] == '*') {
			star = p++;
			star_at = i;
		} else if (p < pattern.n && pattern.p[p] == line.p[i]) {
			p++;
			i++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			i = ++star_at;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}

/* As str_starts, for letters that nearly always differ at the second one. */
static bool clean_begins(struct str s, struct str head)
{
	size_t i = 0;
	while (i < head.n && i < s.n && s.p[i] == head.p[i])
		i++;
	return i == head.n;
}

static bool clean_fits_any(const struct clean_words *w, unsigned char key, struct str folded)
{
	for (size_t i = 0; i < w->first[key].n; i++) {
		const struct clean_pattern *p = &w->first[key].v[i];
		if (folded.n <= p->longest && clean_begins(folded, p->head) && str_ends(folded, p->tail) &&
		    clean_fits(p->glob, folded))
			return true;
	}
	return false;
}

/* A line as patterns see it, and what it is made in; kept from line to line. */
struct clean_line {
	struct buf folded, plain;
};

/* Folds case and runs of white space (the no-break space too), and leaves out what a page puts around
 * a label: bullets, brackets, arrows, the full stop after it. */
static void clean_fold(struct str line, struct clean_line *l)
{
	buf_clear(&l->folded);
	utf8_fold(line, &l->folded);
	struct str from = buf_str(&l->folded);
	buf_clear(&l->plain);
	buf_reserve(&l->plain, from.n);
	char *out = l->plain.p;
	size_t n = 0, step;
	bool space = false;
	for (size_t i = 0; i < from.n; i += step) {
		uint32_t cp = (unsigned char)from.p[i];
		step = cp < 0x80 ? 1 : utf8_decode(str_sub(from, i, from.n), &cp, NULL);
		if (cp == ' ' || (cp - 'a' >= 26 && utf8_is_space(cp))) {
			space = n > 0;
			continue;
		}
		if (!n && !utf8_is_letter(cp) && !utf8_is_digit(cp) && cp != CLEAN_COPYRIGHT)
			continue;
		if (space)
			out[n++] = ' ';
		space = false;
		if (cp == 0x2019) {
			out[n++] = '\'';
			continue;
		}
		for (size_t k = 0; k < step; k++)
			out[n++] = from.p[i + k];
	}
	while (n && strchr(".)]>-* ", out[n - 1]))
		n--;
	l->plain.n = n;
}

static bool clean_is_furniture(const struct clean_words *w, struct str line, struct clean_line *l)
{
	if (line.n == 0 || line.n > w->longest + 16)
		return false;
	clean_fold(line, l);
	struct str s = buf_str(&l->plain);
	if (s.n == 0)
		return false;
	unsigned char key = clean_is_digit(s.p[0]) ? '0' : (unsigned char)s.p[0];
	return clean_fits_any(w, key, s) || clean_fits_any(w, 0, s);
}

/* Whether a line of wrapped text runs on into the next one. */
static bool clean_runs_on(struct str line)
{
	return line.n >= CLEAN_WRAP_SHORT && line.n <= CLEAN_WRAP_LONG && !strchr(".!?:\")]", line.p[line.n - 1]);
}

void clean_furniture(struct str text, const struct clean_words *w, struct arena *arena, struct span **out,
		     size_t *count)
{
	VEC(struct span) found = {0};
	struct clean_line l = {BUF_INIT, BUF_INIT};
	struct str rest = text, raw;
	bool running = false;
	while (str_split(&rest, '\n', &raw)) {
		struct str line = str_trim(raw);
		if (!running && clean_is_furniture(w, line, &l)) {
			uint32_t begin = (uint32_t)(line.p - text.p);
			*vec_push(&found) = (struct span){begin, begin + (uint32_t)line.n};
		}
		running = clean_runs_on(line);
	}
	*count = found.n;
	*out = arena_alloc(arena, found.n ? found.n : 1, sizeof **out);
	if (found.n)
		memcpy(*out, found.v, found.n * sizeof **out);
	vec_free(&found);
	buf_free(&l.folded);
	buf_free(&l.plain);
}
