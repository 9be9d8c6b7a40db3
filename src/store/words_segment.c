#include "config.h"

#include "store/words_segment.h"

#include "store/pack.h"
#include "store/tiers.h"

#include <string.h>

enum {
	WORDS_MERGED_MOST = 96 * 1024 * 1024,    /* bytes; larger ones stay, so that a merge has bounds */
	WORDS_EACH = 300,                        /* bytes that an article takes, about */
};

void words_segment_free(struct words_segment *s)
{
	buf_free(&s->words);
	buf_free(&s->ends);
	buf_free(&s->postings);
}

void words_segment_put(struct words_segment *s, struct str word, const uint32_t *articles, size_t n)
{
	buf_add_str(&s->words, word);
	buf_add_char(&s->words, '\n');
	uint32_t last = 0;
	for (size_t i = 0; i < n; i++) {
		pack_unsigned(&s->postings, articles[i] - last);
		last = articles[i];
	}
	pack_fixed32(&s->ends, (uint32_t)s->postings.n);
}

bool words_segment_write(struct words_segment *s, struct db *db, struct error *err)
{
	int64_t last;
	if (!db_integer(db, "SELECT max(id) FROM word_segment", 0, &last, err))
		return false;
	sqlite3_stmt *st =
		db_prepare(db, "INSERT INTO word_segment (id, first, last, scope, words, ends, postings) VALUES (?, ?, ?, ?, ?, ?, ?)", err);
	if (!st)
		return false;
	s->id = last + 1;
	sqlite3_bind_int64(st, 1, s->id);
	sqlite3_bind_int64(st, 2, s->first);
	sqlite3_bind_int64(st, 3, s->last);
	sqlite3_bind_int(st, 4, s->scope);
	db_bind_blob(st, 5, buf_str(&s->words));
	db_bind_blob(st, 6, buf_str(&s->ends));
	db_bind_blob(st, 7, buf_str(&s->postings));
	return db_finish(db, st, err);
}

/* ---- merging ---- */

/* Where a segment is read: its next word and that word's postings. */
struct words_cursor {
	const struct words_segment *part;
	size_t number;           /* of the word */
	size_t at;               /* in words */
	struct str word;
	bool done;
};

static void words_cursor_next(struct words_cursor *c)
{
	struct str words = buf_str(&c->part->words);
	c->done = c->at >= words.n;
	if (c->done)
		return;
	const char *end = memchr(words.p + c->at, '\n', words.n - c->at);
	size_t n = end ? (size_t)(end - words.p) - c->at : words.n - c->at;
	c->word = (struct str){words.p + c->at, n};
	c->at += n + 1;
	c->number++;
}

/* The articles of the cursor's word, moved to the merged segment's first. False on damage. */
static bool words_cursor_articles(const struct words_cursor *c, int64_t first, struct buf *articles, size_t *n)
{
	struct str ends = buf_str(&c->part->ends), postings = buf_str(&c->part->postings);
	if (c->number * 4 > ends.n)
		return false;
	size_t begin = c->number > 1 ? unpack_at32(ends, c->number - 2) : 0, end = unpack_at32(ends, c->number - 1);
	if (begin > end || end > postings.n)
		return false;
	struct unpack u = unpack_of(str_sub(postings, begin, end));
	uint64_t article = (uint64_t)(c->part->first - first), most = (uint64_t)(c->part->last - first);
	while (u.p != u.end && !u.bad) {
		article += unpack_unsigned(&u);
		if (article > most)
			return false;
		uint32_t v = (uint32_t)article;
		buf_add(articles, &v, sizeof v);
		++*n;
	}
	return !u.bad;
}

static struct words_cursor *words_least(struct words_cursor *cursors, size_t n)
{
	struct words_cursor *least = NULL;
	for (size_t i = 0; i < n; i++)
		if (!cursors[i].done && (!least || str_cmp(cursors[i].word, least->word) < 0))
			least = &cursors[i];
	return least;
}

/* One word with the articles of all parts that have it: the parts are in order, so the articles are. */
static bool words_merge_word(struct words_cursor *cursors, size_t n, struct str word, struct buf *articles, struct words_segment *out)
{
	size_t count = 0;
	buf_clear(articles);
	for (size_t i = 0; i < n; i++) {
		if (cursors[i].done || !str_eq(cursors[i].word, word))
			continue;
		if (!words_cursor_articles(&cursors[i], out->first, articles, &count))
			return false;
		words_cursor_next(&cursors[i]);
	}
	words_segment_put(out, word, (const uint32_t *)(const void *)buf_cstr(articles), count);
	return true;
}

bool words_segment_merge(const struct words_segment *parts, size_t n, struct words_segment *out)
{
	struct words_cursor *cursors = mem_zero(n, sizeof *cursors), *least;
	struct buf articles = BUF_INIT;
	*out = (struct words_segment){.first = parts[0].first, .last = parts[n - 1].last, .scope = parts[0].scope};
	for (size_t i = 0; i < n; i++) {
		cursors[i].part = &parts[i];
		words_cursor_next(&cursors[i]);
	}
	bool ok = true;
	while (ok && (least = words_least(cursors, n)))
		ok = words_merge_word(cursors, n, least->word, &articles, out);
	buf_free(&articles);
	mem_free(cursors);
	if (!ok)
		words_segment_free(out);
	return ok;
}

/* ---- which are due ---- */

static bool words_read_segment(struct words_segment *s, struct db *db, int64_t id, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT first, last, words, ends, postings, scope FROM word_segment WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, id);
	enum db_result r = db_step(db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: a part of the word index is missing; `dateline check` says which", db->path);
	*s = (struct words_segment){.id = id, .first = sqlite3_column_int64(st, 0), .last = sqlite3_column_int64(st, 1)};
	s->scope = sqlite3_column_int(st, 5) == WORDS_TEXT ? WORDS_TEXT : WORDS_HEADS;
	buf_add_str(&s->words, db_column(st, 2));
	buf_add_str(&s->ends, db_column(st, 3));
	buf_add_str(&s->postings, db_column(st, 4));
	db_done(st);
	return true;
}

static bool words_delete_range(enum words_scope scope, struct db *db, int64_t first, int64_t last, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "DELETE FROM word_segment WHERE id BETWEEN ? AND ? AND scope = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, first);
	sqlite3_bind_int64(st, 2, last);
	sqlite3_bind_int(st, 3, scope);
	return db_finish(db, st, err);
}

static bool words_merge_last(struct db *db, const struct tier_segment *sizes, size_t n, struct error *err)
{
	struct words_segment *parts = mem_zero(n, sizeof *parts), merged = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		ok = words_read_segment(&parts[i], db, sizes[i].id, err);
	if (ok && !words_segment_merge(parts, n, &merged))
		ok = error_set(err, ERROR_CORRUPT, "%s: the word index is damaged; `dateline check` says where", db->path);
	/* the new one takes a number of its own: what readers keep in memory is known by it */
	ok = ok && words_segment_write(&merged, db, err);
	ok = ok && words_delete_range(merged.scope, db, sizes[0].id, sizes[n - 1].id, err);
	for (size_t i = 0; i < n; i++)
		words_segment_free(&parts[i]);
	mem_free(parts);
	words_segment_free(&merged);
	return ok;
}

static bool words_list_sizes(enum words_scope scope, struct db *db, struct tier_segment **out, size_t *count, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db,
				      "SELECT id, last - first + 1, length(words) + length(ends) + length(postings) FROM word_segment"
				      " WHERE scope = ? ORDER BY id",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int(st, 1, scope);
	VEC(struct tier_segment) sizes = {0};
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW)
		*vec_push(&sizes) = (struct tier_segment){sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2)};
	*out = sizes.v;
	*count = sizes.n;
	return r == DB_DONE;
}

bool words_segment_merge_due(enum words_scope scope, struct db *db, int64_t added, struct error *err)
{
	for (;;) {
		struct tier_segment *sizes = NULL;
		size_t n = 0;
		bool ok = words_list_sizes(scope, db, &sizes, &n, err);
		size_t due = !ok ? 0 : added ? tiers_left(sizes, n, tiers_most(added, WORDS_EACH, WORDS_MERGED_MOST)) : tiers_due(sizes, n, WORDS_MERGED_MOST);
		ok = ok && (!due || words_merge_last(db, sizes + n - due, due, err));
		mem_free(sizes);
		if (!ok || !due)
			return ok;
	}
}
