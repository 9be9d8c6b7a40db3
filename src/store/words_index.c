#include "config.h"

#include "store/words_index.h"

#include "base/utf8.h"
#include "store/pack.h"
#include "store/words_segment.h"

#include <string.h>

/* ---- sets ---- */

static size_t words_set_words(int64_t n)
{
	return (size_t)(n / 64 + 1);
}

struct words_set words_set_new(int64_t n)
{
	return (struct words_set){mem_zero(words_set_words(n), sizeof(uint64_t)), n};
}

void words_set_free(struct words_set *s)
{
	mem_free(s->bits);
	s->bits = NULL;
}

void words_set_add(struct words_set *s, int64_t article)
{
	if (article > 0 && article <= s->n)
		s->bits[article / 64] |= UINT64_C(1) << article % 64;
}

bool words_set_has(const struct words_set *s, int64_t article)
{
	return article > 0 && article <= s->n && s->bits[article / 64] >> article % 64 & 1;
}

size_t words_set_count(const struct words_set *s)
{
	size_t n = 0;
	for (size_t i = 0; i < words_set_words(s->n); i++)
		n += (size_t)__builtin_popcountll(s->bits[i]);
	return n;
}

void words_set_and(struct words_set *s, const struct words_set *other)
{
	for (size_t i = 0; i < words_set_words(s->n); i++)
		s->bits[i] &= other->bits[i];
}

void words_set_or(struct words_set *s, const struct words_set *other)
{
	for (size_t i = 0; i < words_set_words(s->n); i++)
		s->bits[i] |= other->bits[i];
}

/* ---- loading ---- */

void words_index_free(struct words_index *x)
{
	for (size_t i = 0; i < x->segments.n; i++)
		words_segment_free(&x->segments.v[i]);
	vec_free(&x->segments);
}

static struct words_segment *words_index_find(struct words_index *x, int64_t id)
{
	for (size_t i = 0; i < x->segments.n; i++)
		if (x->segments.v[i].id == id)
			return &x->segments.v[i];
	return NULL;
}

/* Straight into its place: what SQLite hands out as a column it has copied once already. */
static bool words_index_read_value(struct db *db, int64_t id, const char *column, struct buf *out, struct error *err)
{
	sqlite3_blob *blob;
	if (sqlite3_blob_open(db->handle, "main", "word_segment", column, id, 0, &blob) != SQLITE_OK)
		return db_fail(db, err);
	size_t n = (size_t)sqlite3_blob_bytes(blob);
	buf_clear(out);
	buf_reserve(out, n + 1);
	bool ok = sqlite3_blob_read(blob, out->p, (int)n, 0) == SQLITE_OK || db_fail(db, err);
	out->n = ok ? n : 0;
	sqlite3_blob_close(blob);
	return ok;
}

static bool words_index_read(struct words_segment *s, struct db *db, struct error *err)
{
	return words_index_read_value(db, s->id, "words", &s->words, err) && words_index_read_value(db, s->id, "ends", &s->ends, err);
}

bool words_index_load(struct words_index *x, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, first, last, scope FROM word_segment ORDER BY scope, first", err);
	if (!st)
		return false;
	struct words_index now = {0};
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW) {
		struct words_segment *new = vec_push(&now.segments), *old = words_index_find(x, sqlite3_column_int64(st, 0));
		*new = (struct words_segment){.id = sqlite3_column_int64(st, 0)};
		if (old) {
			*new = *old;
			*old = (struct words_segment){0};
		}
		new->first = sqlite3_column_int64(st, 1);
		new->last = sqlite3_column_int64(st, 2);
		new->scope = sqlite3_column_int(st, 3) == WORDS_TEXT ? WORDS_TEXT : WORDS_HEADS;
	}
	bool ok = r == DB_DONE;
	for (size_t i = 0; ok && i < now.segments.n; i++)
		if (now.segments.v[i].words.n == 0)
			ok = words_index_read(&now.segments.v[i], db, err);
	words_index_free(x);
	*x = now;
	return ok;
}

/* ---- matching ---- */

/* A search through one segment. */
struct words_search {
	const struct words_segment *segment;
	struct db *db;
	sqlite3_blob *postings;
	struct buf piece;
	size_t added;            /* articles of the word that was added last */
	struct error *err;
};

static bool words_index_damaged(struct words_search *w)
{
	return error_set(w->err, ERROR_CORRUPT, "%s: the word index of articles %lld to %lld is damaged; `dateline check` says where",
			 w->db->path, (long long)w->segment->first, (long long)w->segment->last);
}

/* Adds the articles of the i-th word to a set. */
static bool words_index_add(struct words_search *w, size_t i, struct words_set *set)
{
	struct str ends = buf_str(&w->segment->ends);
	if (4 * (i + 1) > ends.n)
		return words_index_damaged(w);
	uint32_t begin = i ? unpack_at32(ends, i - 1) : 0, end = unpack_at32(ends, i);
	if (begin > end || end > (uint32_t)sqlite3_blob_bytes(w->postings))
		return words_index_damaged(w);
	buf_clear(&w->piece);
	buf_reserve(&w->piece, end - begin);
	if (sqlite3_blob_read(w->postings, w->piece.p, (int)(end - begin), (int)begin) != SQLITE_OK)
		return db_fail(w->db, w->err);
	struct unpack u = unpack_of((struct str){w->piece.p, end - begin});
	uint64_t article = (uint64_t)w->segment->first;
	w->added = 0;
	while (u.p != u.end && !u.bad) {
		article += unpack_unsigned(&u);
		if (article > (uint64_t)w->segment->last)
			return words_index_damaged(w);
		words_set_add(set, (int64_t)article);
		w->added++;
	}
	return !u.bad || words_index_damaged(w);
}

/* Many bytes at a time, as the machine has it: rounds of lanes that no byte overflows. */
static size_t words_index_count_lines(struct str text)
{
	enum { LANES = 64, ROUNDS = 255 };
	size_t n = 0, i = 0;
	while (text.n - i >= LANES) {
		uint8_t lanes[LANES] = {0};
		for (int round = 0; round < ROUNDS && text.n - i >= LANES; round++, i += LANES)
			for (int k = 0; k < LANES; k++)
				lanes[k] = (uint8_t)(lanes[k] + (text.p[i + (size_t)k] == '\n'));
		for (int k = 0; k < LANES; k++)
			n += lanes[k];
	}
	for (; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* Where the words begin whose first byte is `byte` or above: they are sorted. */
static size_t words_index_from(struct str words, unsigned byte)
{
	size_t low = 0, high = words.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2, line = middle;
		while (line > low && words.p[line - 1] != '\n')
			line--;
		/* the empty word stands before all others */
		if (words.p[line] != '\n' && (unsigned char)words.p[line] >= byte) {
			high = line;
		} else {
			const char *next = memchr(words.p + middle, '\n', words.n - middle);
			low = next ? (size_t)(next - words.p) + 1 : words.n;
		}
	}
	return low;
}

/* A stretch of the vocabulary, and how many words stand before it. */
struct words_stretch {
	size_t at, end, line;
};

/* Every line of a stretch in which the pattern matches, each once. */
static bool words_index_walk(struct words_search *w, const struct regex *pattern, struct regex_match *m, struct words_stretch s,
			     struct words_found *found, enum regex_outcome *outcome)
{
	struct str words = str_sub(buf_str(&w->segment->words), 0, s.end);
	size_t begin, end;
	while (s.at < words.n) {
		enum regex_outcome o = regex_find(pattern, m, words, s.at, &begin, &end);
		if (o == REGEX_UNDECIDED)
			*outcome = o;
		if (o != REGEX_YES || begin >= words.n)
			return true;
		s.line += words_index_count_lines(str_sub(words, s.at, begin));
		if (!words_index_add(w, s.line, &found->set))
			return false;
		found->seen += w->added;
		if (found->most && found->seen > found->most) {
			*outcome = REGEX_UNDECIDED;
			return true;
		}
		const char *next = memchr(words.p + begin, '\n', words.n - begin);
		s.at = next ? (size_t)(next - words.p) + 1 : words.n;
		s.line++;
	}
	return true;
}

/* All stretches of words that begin with one of the bytes. */
static bool words_index_walk_first(struct words_search *w, const struct regex *pattern, struct regex_match *m, const bool *first,
				   struct words_found *found, enum regex_outcome *outcome)
{
	struct str words = buf_str(&w->segment->words);
	struct words_stretch s = {0, 0, 0};
	bool ok = true;
	for (unsigned byte = 0; ok && *outcome != REGEX_UNDECIDED && byte < 256; byte++) {
		if (!first[byte])
			continue;
		size_t at = words_index_from(words, byte);
		s.line += words_index_count_lines(str_sub(words, s.at, at));
		while (byte < 255 && first[byte + 1])
			byte++;
		s.at = at;
		s.end = byte < 255 ? words_index_from(words, byte + 1) : words.n;
		ok = words_index_walk(w, pattern, m, s, found, outcome);
	}
	return ok;
}

static bool words_index_open(struct words_search *w)
{
	return sqlite3_blob_open(w->db->handle, "main", "word_segment", "postings", w->segment->id, 0, &w->postings) == SQLITE_OK ||
	       db_fail(w->db, w->err);
}

static void words_index_close(struct words_search *w)
{
	sqlite3_blob_close(w->postings);
	buf_free(&w->piece);
}

static bool words_index_search(struct words_search *w, const struct regex *pattern, struct regex_match *m, const bool *first,
			       struct words_found *found, enum regex_outcome *outcome)
{
	struct str words = buf_str(&w->segment->words);
	if (words.n == 0)
		return true;
	if (!words_index_open(w))
		return false;
	/* the empty word stands for those that were too long to keep */
	bool empty = words.p[0] == '\n';
	bool ok = (!empty || words_index_add(w, 0, &found->set)) &&
		  (!empty || !found->unsure.bits || words_index_add(w, 0, &found->unsure)) &&
		  (first ? words_index_walk_first(w, pattern, m, first, found, outcome)
			 : words_index_walk(w, pattern, m, (struct words_stretch){0, words.n, 0}, found, outcome));
	words_index_close(w);
	return ok;
}

static void words_index_miss(struct words_found *found, int64_t article)
{
	words_set_add(&found->set, article);
	if (found->unsure.bits)
		words_set_add(&found->unsure, article);
}

bool words_index_match(const struct words_index *x, struct db *db, enum words_scope scope, const struct regex *pattern,
		       const bool *first, struct words_found *found, enum regex_outcome *outcome, struct error *err)
{
	struct regex_match *m = regex_match_new(pattern);
	int64_t next = 1;
	bool ok = true;
	*outcome = REGEX_YES;
	for (size_t i = 0; ok && *outcome == REGEX_YES && i < x->segments.n; i++) {
		struct words_search w = {.segment = &x->segments.v[i], .db = db, .err = err};
		if (w.segment->scope != scope)
			continue;
		for (; next < w.segment->first && next <= found->set.n; next++)
			words_index_miss(found, next);
		ok = words_index_search(&w, pattern, m, first, found, outcome);
		if (w.segment->last >= next)
			next = w.segment->last + 1;
	}
	for (; next <= found->set.n; next++)
		words_index_miss(found, next);
	regex_match_free(m);
	return ok;
}

/* ---- units ---- */

static bool words_index_add_units(struct words_search *w, struct words_set *set)
{
	struct str words = buf_str(&w->segment->words);
	size_t at = words_index_from(words, 0x80) /* not in ASCII */;
	if (at == words.n)
		return true;
	bool ok = words_index_open(w);
	for (size_t line = words_index_count_lines(str_sub(words, 0, at)); ok && at < words.n; line++) {
		uint32_t cp;
		utf8_decode(str_sub(words, at, words.n), &cp, NULL);
		if (words_class_of(cp) == WORDS_UNIT)
			ok = words_index_add(w, line, set);
		const char *next = memchr(words.p + at, '\n', words.n - at);
		at = next ? (size_t)(next - words.p) + 1 : words.n;
	}
	words_index_close(w);
	return ok;
}

bool words_index_units(const struct words_index *x, struct db *db, enum words_scope scope, struct words_set *set, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < x->segments.n; i++) {
		struct words_search w = {.segment = &x->segments.v[i], .db = db, .err = err};
		if (w.segment->scope == scope)
			ok = words_index_add_units(&w, set);
	}
	return ok;
}
