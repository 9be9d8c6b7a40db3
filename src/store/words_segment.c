#include "config.h"

#include "store/words_segment.h"

#include "store/tiers.h"
#include "store/words_grams.h"
#include "store/words_list.h"

#include <string.h>

enum {
	WORDS_PART_FULL = 24 * 1024,             /* bytes of words */
	WORDS_MERGED_MOST = 96 * 1024 * 1024,    /* bytes; larger ones stay, so that a merge has bounds */
	WORDS_EACH = 300,                        /* bytes that an article takes, about */
};

void words_segment_free(struct words_segment *s)
{
	buf_free(&s->words);
	buf_free(&s->counts);
	buf_free(&s->postings);
}

static uint32_t words_segment_range(const struct words_segment *s)
{
	return (uint32_t)(s->last - s->first + 1);
}

struct words_count words_segment_count(struct unpack *counts, enum words_scope scope, int64_t range)
{
	struct words_count c = {.articles = (size_t)unpack_below(counts, (uint64_t)range + 1)};
	if (scope == WORDS_TEXT)
		c.places = (size_t)unpack_below(counts, INT32_MAX);
	if (counts->bad || c.articles == 0)
		return (struct words_count){0};
	c.list = words_list_bytes(c.articles, (uint32_t)range);
	return c;
}

void words_segment_put(struct words_segment *s, struct str word, const uint32_t *articles, const uint8_t *places, size_t n)
{
	buf_add_str(&s->words, word);
	buf_add_char(&s->words, '\n');
	pack_unsigned(&s->counts, n);
	words_list_put(&s->postings, articles, n, words_segment_range(s));
	if (s->scope != WORDS_TEXT)
		return;
	size_t begin = s->postings.n;
	words_list_put_places(&s->postings, places, n);
	pack_unsigned(&s->counts, s->postings.n - begin);
}

/* ---- writing ---- */

/* What is known of the parts of a segment without reading them. */
struct words_outline {
	struct buf keys;              /* of their first words, a line feed after each */
	struct buf grams;             /* a filter each */
	struct buf key;               /* of a word */
};

static void words_outline_free(struct words_outline *o)
{
	buf_free(&o->keys);
	buf_free(&o->grams);
	buf_free(&o->key);
}

/* Adds a part. */
static void words_outline_add(struct words_outline *o, struct str words)
{
	size_t filter = o->grams.n;
	buf_reserve(&o->grams, WORDS_GRAMS_BYTES);
	memset(o->grams.p + filter, 0, WORDS_GRAMS_BYTES + 1);
	o->grams.n += WORDS_GRAMS_BYTES;
	for (size_t at = 0; at < words.n;) {
		const char *end = memchr(words.p + at, '\n', words.n - at);
		buf_clear(&o->key);
		words_key(str_sub(words, at, (size_t)(end - words.p)), &o->key);
		words_grams_add(o->grams.p + filter, buf_str(&o->key));
		if (at == 0) {
			buf_add_str(&o->keys, buf_str(&o->key));
			buf_add_char(&o->keys, '\n');
		}
		at = (size_t)(end - words.p) + 1;
	}
}

/* Where a part begins, on the way through a segment. */
struct words_writer {
	struct words_segment *s;
	struct db *db;
	struct words_outline outline;
	size_t word, list;            /* bytes of words and of lists before */
	struct unpack counts;
	int64_t parts;
};

static bool words_write_part(struct words_writer *w, struct error *err)
{
	struct str words = buf_str(&w->s->words);
	const char *counts = w->counts.p;
	size_t begin = w->word, first = w->list;
	while (w->word < words.n && w->word - begin < WORDS_PART_FULL) {
		struct words_count c = words_segment_count(&w->counts, w->s->scope, words_segment_range(w->s));
		const char *end = memchr(words.p + w->word, '\n', words.n - w->word);
		w->word = (size_t)(end - words.p) + 1;
		w->list += c.list + c.places;
	}
	words_outline_add(&w->outline, str_sub(words, begin, w->word));
	sqlite3_stmt *st = db_prepare(w->db, "INSERT INTO word_part (id, words, counts, begin) VALUES (?, ?, ?, ?)", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, words_segment_row(w->s->id, w->parts++));
	db_bind_blob(st, 2, str_sub(words, begin, w->word));
	db_bind_blob(st, 3, (struct str){counts, (size_t)(w->counts.p - counts)});
	sqlite3_bind_int64(st, 4, (int64_t)first);
	return db_finish(w->db, st, err);
}

static bool words_write_pieces(const struct words_segment *s, struct db *db, struct error *err)
{
	struct str all = buf_str(&s->postings);
	for (size_t i = 0; i * WORDS_PIECE < all.n; i++) {
		sqlite3_stmt *st = db_prepare(db, "INSERT INTO word_piece (id, lists) VALUES (?, ?)", err);
		if (!st)
			return false;
		size_t end = (i + 1) * WORDS_PIECE;
		sqlite3_bind_int64(st, 1, words_segment_row(s->id, (int64_t)i));
		db_bind_blob(st, 2, str_sub(all, i * WORDS_PIECE, end < all.n ? end : all.n));
		if (!db_finish(db, st, err))
			return false;
	}
	return true;
}

static bool words_write_head(const struct words_segment *s, const struct words_outline *o, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "INSERT INTO word_segment (id, first, last, scope, size, keys, grams) VALUES (?, ?, ?, ?, ?, ?, ?)", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, s->id);
	sqlite3_bind_int64(st, 2, s->first);
	sqlite3_bind_int64(st, 3, s->last);
	sqlite3_bind_int(st, 4, s->scope);
	sqlite3_bind_int64(st, 5, (int64_t)(s->words.n + s->counts.n + s->postings.n + o->grams.n));
	db_bind_blob(st, 6, buf_str(&o->keys));
	db_bind_blob(st, 7, buf_str(&o->grams));
	return db_finish(db, st, err);
}

bool words_segment_write(struct words_segment *s, struct db *db, struct error *err)
{
	int64_t last;
	if (!db_integer(db, "SELECT max(id) FROM word_segment", 0, &last, err))
		return false;
	s->id = last + 1;
	struct words_writer w = {.s = s, .db = db, .counts = unpack_of(buf_str(&s->counts))};
	bool ok = true;
	while (ok && w.word < s->words.n)
		ok = words_write_part(&w, err);
	ok = ok && words_write_pieces(s, db, err) && words_write_head(s, &w.outline, db, err);
	words_outline_free(&w.outline);
	return ok;
}

/* ---- reading ---- */

static bool words_read_damaged(struct db *db, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: the word index is damaged; `dateline check` says where", db->path);
}

/* Takes the next part of the statement's row, if it begins as is said of it. */
static bool words_read_part(struct words_segment *s, sqlite3_stmt *st, struct words_outline *o, size_t *list)
{
	struct str words = db_column(st, 0), counts = db_column(st, 1);
	if (words.n == 0 || words.p[words.n - 1] != '\n' || sqlite3_column_int64(st, 2) != (int64_t)*list)
		return false;
	words_outline_add(o, words);
	buf_add_str(&s->words, words);
	buf_add_str(&s->counts, counts);
	struct unpack u = unpack_of(counts);
	while (u.p != u.end) {
		struct words_count c = words_segment_count(&u, s->scope, words_segment_range(s));
		if (c.articles == 0)
			return false;
		*list += c.list + c.places;
	}
	return true;
}

static bool words_read_parts(struct words_segment *s, struct db *db, struct words_outline *o, size_t *list, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT words, counts, begin FROM word_part WHERE id BETWEEN ? AND ? ORDER BY id", err);
	if (!st)
		return false;
	enum db_result r;
	sqlite3_bind_int64(st, 1, words_segment_row(s->id, 0));
	sqlite3_bind_int64(st, 2, words_segment_row(s->id, UINT32_MAX));
	while ((r = db_step(db, st, err)) == DB_ROW) {
		if (!words_read_part(s, st, o, list)) {
			db_done(st);
			return words_read_damaged(db, err);
		}
	}
	return r == DB_DONE;
}

static bool words_read_pieces(struct words_segment *s, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT lists FROM word_piece WHERE id BETWEEN ? AND ? ORDER BY id", err);
	if (!st)
		return false;
	enum db_result r;
	sqlite3_bind_int64(st, 1, words_segment_row(s->id, 0));
	sqlite3_bind_int64(st, 2, words_segment_row(s->id, UINT32_MAX));
	while ((r = db_step(db, st, err)) == DB_ROW)
		buf_add_str(&s->postings, db_column(st, 0));
	return r == DB_DONE;
}

static bool words_read_outline(int64_t id, const struct words_outline *o, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT keys, grams FROM word_segment WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, id);
	enum db_result r = db_step(db, st, err);
	bool same = r == DB_ROW && str_eq(db_column(st, 0), buf_str(&o->keys)) && str_eq(db_column(st, 1), buf_str(&o->grams));
	db_done(st);
	return same || (r != DB_FAILED && words_read_damaged(db, err));
}

bool words_segment_read(struct words_segment *s, struct db *db, struct error *err)
{
	struct words_outline outline = {.keys = BUF_INIT};
	size_t list = 0;
	bool ok = words_read_parts(s, db, &outline, &list, err) && words_read_outline(s->id, &outline, db, err) &&
		  words_read_pieces(s, db, err) && (list == s->postings.n || words_read_damaged(db, err));
	words_outline_free(&outline);
	return ok;
}

/* ---- merging ---- */

/* Where a segment is read: its next word and that word's postings. */
struct words_cursor {
	const struct words_segment *part;
	size_t at, list;         /* in words, in postings */
	struct unpack counts;
	struct str word;
	struct buf key;
	struct words_count count; /* of the word */
	bool done, damaged;
};

static void words_cursor_next(struct words_cursor *c)
{
	struct str words = buf_str(&c->part->words);
	c->list += c->count.list + c->count.places;
	c->done = c->at >= words.n;
	if (c->done)
		return;
	const char *end = memchr(words.p + c->at, '\n', words.n - c->at);
	size_t n = end ? (size_t)(end - words.p) - c->at : words.n - c->at;
	c->word = (struct str){words.p + c->at, n};
	c->at += n + 1;
	buf_clear(&c->key);
	words_key(c->word, &c->key);
	c->count = words_segment_count(&c->counts, c->part->scope, words_segment_range(c->part));
	c->damaged = c->count.articles == 0 || c->list + c->count.list + c->count.places > c->part->postings.n;
}

/* What the parts together say of a word. */
struct words_merged {
	VEC(uint32_t) articles;
	VEC(uint8_t) places;
};

/* Adds the articles of the cursor's word, moved to the merged segment's first. False on damage. */
static bool words_cursor_add(const struct words_cursor *c, const struct words_segment *out, struct words_merged *m)
{
	struct str all = buf_str(&c->part->postings);
	size_t n = c->count.articles, end = c->list + c->count.list;
	uint32_t shift = (uint32_t)(c->part->first - out->first);
	if (c->damaged)
		return false;
	vec_reserve(&m->articles, n);
	vec_reserve(&m->places, n);
	if (!words_list_get(str_sub(all, c->list, end), n, words_segment_range(c->part), m->articles.v + m->articles.n))
		return false;
	for (size_t i = 0; i < n; i++)
		m->articles.v[m->articles.n + i] += shift;
	if (c->part->scope == WORDS_TEXT && !words_list_get_places(str_sub(all, end, end + c->count.places), n, m->places.v + m->places.n))
		return false;
	m->articles.n += n;
	m->places.n += n;
	return true;
}

static int words_cursor_compare(const struct words_cursor *a, const struct words_cursor *b)
{
	int order = str_cmp(buf_str(&a->key), buf_str(&b->key));
	return order ? order : str_cmp(a->word, b->word);
}

static struct words_cursor *words_least(struct words_cursor *cursors, size_t n)
{
	struct words_cursor *least = NULL;
	for (size_t i = 0; i < n; i++)
		if (!cursors[i].done && (!least || words_cursor_compare(&cursors[i], least) < 0))
			least = &cursors[i];
	return least;
}

/* One word with the articles of all parts that have it: the parts are in order, so the articles are. */
static bool words_merge_word(struct words_cursor *cursors, size_t n, struct str word, struct words_merged *m, struct words_segment *out)
{
	m->articles.n = m->places.n = 0;
	for (size_t i = 0; i < n; i++) {
		if (cursors[i].done || !str_eq(cursors[i].word, word))
			continue;
		if (!words_cursor_add(&cursors[i], out, m))
			return false;
		words_cursor_next(&cursors[i]);
	}
	words_segment_put(out, word, m->articles.v, m->places.v, m->articles.n);
	return true;
}

/* Each behind the one before it, as only a damaged file has them otherwise. */
static bool words_are_consecutive(const struct words_segment *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (parts[i].first < 1 || parts[i].last < parts[i].first || (i && parts[i].first <= parts[i - 1].last))
			return false;
	return parts[n - 1].last - parts[0].first < INT32_MAX;
}

bool words_segment_merge(const struct words_segment *parts, size_t n, struct words_segment *out)
{
	*out = (struct words_segment){.first = parts[0].first, .last = parts[n - 1].last, .scope = parts[0].scope};
	if (!words_are_consecutive(parts, n))
		return false;
	struct words_cursor *cursors = mem_zero(n, sizeof *cursors), *least;
	struct words_merged m = {0};
	for (size_t i = 0; i < n; i++) {
		cursors[i].part = &parts[i];
		cursors[i].counts = unpack_of(buf_str(&parts[i].counts));
		words_cursor_next(&cursors[i]);
	}
	bool ok = true;
	while (ok && (least = words_least(cursors, n)))
		ok = words_merge_word(cursors, n, least->word, &m, out);
	for (size_t i = 0; i < n; i++)
		buf_free(&cursors[i].key);
	vec_free(&m.articles);
	vec_free(&m.places);
	mem_free(cursors);
	if (!ok)
		words_segment_free(out);
	return ok;
}

/* ---- which are due ---- */

static bool words_read_whole(struct words_segment *s, struct db *db, int64_t id, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT first, last, scope FROM word_segment WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, id);
	enum db_result r = db_step(db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: a part of the word index is missing; `dateline check` says which", db->path);
	*s = (struct words_segment){.id = id, .first = sqlite3_column_int64(st, 0), .last = sqlite3_column_int64(st, 1)};
	s->scope = sqlite3_column_int(st, 2) == WORDS_TEXT ? WORDS_TEXT : WORDS_HEADS;
	db_done(st);
	return words_segment_read(s, db, err);
}

static bool words_delete(struct db *db, int64_t id, struct error *err)
{
	static const char *const rows[] = {"DELETE FROM word_part WHERE id BETWEEN ? AND ?", "DELETE FROM word_piece WHERE id BETWEEN ? AND ?"};
	sqlite3_stmt *st;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!(st = db_prepare(db, rows[i], err)))
			return false;
		sqlite3_bind_int64(st, 1, words_segment_row(id, 0));
		sqlite3_bind_int64(st, 2, words_segment_row(id, UINT32_MAX));
		if (!db_finish(db, st, err))
			return false;
	}
	if (!(st = db_prepare(db, "DELETE FROM word_segment WHERE id = ?", err)))
		return false;
	sqlite3_bind_int64(st, 1, id);
	return db_finish(db, st, err);
}

static bool words_merge_last(struct db *db, const struct tier_segment *sizes, size_t n, struct error *err)
{
	struct words_segment *parts = mem_zero(n, sizeof *parts), merged = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		ok = words_read_whole(&parts[i], db, sizes[i].id, err);
	if (ok && !words_segment_merge(parts, n, &merged))
		ok = words_read_damaged(db, err);
	/* the new one takes a number of its own: what readers keep in memory is known by it */
	ok = ok && words_segment_write(&merged, db, err);
	for (size_t i = 0; i < n; i++) {
		ok = ok && words_delete(db, sizes[i].id, err);
		words_segment_free(&parts[i]);
	}
	mem_free(parts);
	words_segment_free(&merged);
	return ok;
}

static bool words_list_sizes(enum words_scope scope, struct db *db, struct tier_segment **out, size_t *count, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, last - first + 1, size FROM word_segment WHERE scope = ? ORDER BY id", err);
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
