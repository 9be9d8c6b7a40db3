#include "config.h"

#include "store/words_index.h"

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

static bool words_index_read(struct words_segment *s, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT words, ends FROM word_segment WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, s->id);
	enum db_result r = db_step(db, st, err);
	if (r == DB_ROW) {
		buf_add_str(&s->words, db_column(st, 0));
		buf_add_str(&s->ends, db_column(st, 1));
	}
	db_done(st);
	return r != DB_FAILED;
}

bool words_index_load(struct words_index *x, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, first, last FROM word_segment ORDER BY first", err);
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
	struct words_set *set;
	struct error *err;
};

static bool words_index_damaged(struct words_search *w)
{
	return error_set(w->err, ERROR_CORRUPT, "%s: the word index of articles %lld to %lld is damaged; `dateline check` says where",
			 w->db->path, (long long)w->segment->first, (long long)w->segment->last);
}

/* Adds the articles of the i-th word. */
static bool words_index_add(struct words_search *w, size_t i)
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
	while (u.p != u.end && !u.bad) {
		article += unpack_unsigned(&u);
		if (article > (uint64_t)w->segment->last)
			return words_index_damaged(w);
		words_set_add(w->set, (int64_t)article);
	}
	return !u.bad || words_index_damaged(w);
}

static size_t words_index_count_lines(struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* Every line in which the pattern matches, each once. */
static bool words_index_walk(struct words_search *w, const struct regex *pattern, struct regex_match *m, enum regex_outcome *outcome)
{
	struct str words = buf_str(&w->segment->words);
	size_t at = 0, line = 0, begin, end;
	while (at < words.n) {
		enum regex_outcome o = regex_find(pattern, m, words, at, &begin, &end);
		if (o == REGEX_UNDECIDED)
			*outcome = o;
		if (o != REGEX_YES || begin >= words.n)
			return true;
		line += words_index_count_lines(str_sub(words, at, begin));
		if (!words_index_add(w, line))
			return false;
		const char *next = memchr(words.p + begin, '\n', words.n - begin);
		at = next ? (size_t)(next - words.p) + 1 : words.n;
		line++;
	}
	return true;
}

static bool words_index_search(struct words_search *w, const struct regex *pattern, struct regex_match *m, enum regex_outcome *outcome)
{
	struct str words = buf_str(&w->segment->words);
	if (words.n == 0)
		return true;
	if (sqlite3_blob_open(w->db->handle, "main", "word_segment", "postings", w->segment->id, 0, &w->postings) != SQLITE_OK)
		return db_fail(w->db, w->err);
	/* the empty word stands for those that were too long to keep */
	bool ok = (words.p[0] != '\n' || words_index_add(w, 0)) && words_index_walk(w, pattern, m, outcome);
	sqlite3_blob_close(w->postings);
	buf_free(&w->piece);
	return ok;
}

bool words_index_match(const struct words_index *x, struct db *db, const struct regex *pattern, struct words_set *set,
		       enum regex_outcome *outcome, struct error *err)
{
	struct regex_match *m = regex_match_new(pattern);
	int64_t next = 1;
	bool ok = true;
	*outcome = REGEX_YES;
	for (size_t i = 0; ok && *outcome == REGEX_YES && i < x->segments.n; i++) {
		struct words_search w = {.segment = &x->segments.v[i], .db = db, .set = set, .err = err};
		for (; next < w.segment->first && next <= set->n; next++)
			words_set_add(set, next);
		ok = words_index_search(&w, pattern, m, outcome);
		if (w.segment->last >= next)
			next = w.segment->last + 1;
	}
	for (; next <= set->n; next++)
		words_set_add(set, next);
	regex_match_free(m);
	return ok;
}
