#include "config.h"

#include "store/words_segment.h"

#include "store/words_grams.h"

#include <string.h>

enum { WORDS_PART_FULL = 24 * 1024 }; /* bytes of words */

void words_segment_free(struct words_segment *s)
{
	buf_free(&s->words);
	buf_free(&s->counts);
	buf_free(&s->postings);
}

uint32_t words_segment_range(const struct words_segment *s)
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

/* A word with its articles; its places come next. */
static void words_segment_put_word(struct words_segment *s, struct str word, const uint32_t *articles, size_t n)
{
	buf_add_str(&s->words, word);
	buf_add_char(&s->words, '\n');
	pack_unsigned(&s->counts, n);
	words_list_put(&s->postings, articles, n, words_segment_range(s));
}

void words_segment_put(struct words_segment *s, struct str word, const uint32_t *articles, const uint8_t *places, size_t n)
{
	words_segment_put_word(s, word, articles, n);
	if (s->scope != WORDS_TEXT)
		return;
	size_t begin = s->postings.n;
	words_list_put_places(&s->postings, places, n);
	pack_unsigned(&s->counts, s->postings.n - begin);
}

void words_segment_put_joined(struct words_segment *s, struct str word, const uint32_t *articles, size_t n, struct words_list_places *places)
{
	words_segment_put_word(s, word, articles, n);
	if (s->scope != WORDS_TEXT)
		return;
	size_t begin = s->postings.n;
	words_list_end_places(places, &s->postings);
	pack_unsigned(&s->counts, s->postings.n - begin);
}

/* ---- writing ---- */

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

bool words_segment_begin(struct words_writer *w, struct words_segment *s, struct db *db, struct error *err)
{
	int64_t last;
	*w = (struct words_writer){.s = s, .db = db};
	if (!db_integer(db, "SELECT max(id) FROM word_segment", 0, &last, err))
		return false;
	s->id = last + 1;
	return true;
}

void words_segment_leave(struct words_writer *w)
{
	words_outline_free(&w->outline);
}

/* The first so many bytes of words, with their counts and where the list of the first of them begins. */
static bool words_write_part(struct words_writer *w, struct str words, struct str counts, size_t begin, struct error *err)
{
	words_outline_add(&w->outline, words);
	sqlite3_stmt *st = db_prepare(w->db, "INSERT INTO word_part (id, words, counts, begin) VALUES (?, ?, ?, ?)", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, words_segment_row(w->s->id, w->parts++));
	db_bind_blob(st, 2, words);
	db_bind_blob(st, 3, counts);
	sqlite3_bind_int64(st, 4, (int64_t)begin);
	w->size += words.n + counts.n;
	return db_finish(w->db, st, err);
}

static bool words_write_piece(struct words_writer *w, struct str lists, struct error *err)
{
	sqlite3_stmt *st = db_prepare(w->db, "INSERT INTO word_piece (id, lists) VALUES (?, ?)", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, words_segment_row(w->s->id, w->pieces++));
	db_bind_blob(st, 2, lists);
	w->size += lists.n;
	return db_finish(w->db, st, err);
}

/* Takes the first n bytes away. */
static void words_buf_cut(struct buf *b, size_t n)
{
	b->n -= n;
	if (b->n)
		memmove(b->p, b->p + n, b->n);
}

/* Writes the parts that are full, or all. */
static bool words_write_parts(struct words_writer *w, bool all, struct error *err)
{
	struct words_segment *s = w->s;
	struct str words = buf_str(&s->words), counts = buf_str(&s->counts);
	struct unpack u = unpack_of(counts);
	size_t word = 0, count = 0;
	while (words.n - word >= WORDS_PART_FULL || (all && word < words.n)) {
		size_t begin = word, list = w->list;
		while (word < words.n && word - begin < WORDS_PART_FULL) {
			struct words_count c = words_segment_count(&u, s->scope, words_segment_range(s));
			const char *end = memchr(words.p + word, '\n', words.n - word);
			word = (size_t)(end - words.p) + 1;
			w->list += c.list + c.places;
		}
		if (!words_write_part(w, str_sub(words, begin, word), str_sub(counts, count, (size_t)(u.p - counts.p)), list, err))
			return false;
		count = (size_t)(u.p - counts.p);
	}
	words_buf_cut(&s->words, word);
	words_buf_cut(&s->counts, count);
	return true;
}

static bool words_write_pieces(struct words_writer *w, bool all, struct error *err)
{
	struct str lists = buf_str(&w->s->postings);
	size_t at = 0;
	while (lists.n - at >= WORDS_PIECE || (all && at < lists.n)) {
		struct str piece = str_sub(lists, at, at + WORDS_PIECE);
		if (!words_write_piece(w, piece, err))
			return false;
		at += piece.n;
	}
	words_buf_cut(&w->s->postings, at);
	return true;
}

bool words_segment_go_on(struct words_writer *w, struct error *err)
{
	return (w->s->words.n < WORDS_PART_FULL || words_write_parts(w, false, err)) &&
	       (w->s->postings.n < WORDS_PIECE || words_write_pieces(w, false, err));
}

bool words_segment_end(struct words_writer *w, struct error *err)
{
	const struct words_segment *s = w->s;
	const struct words_outline *o = &w->outline;
	if (!words_write_parts(w, true, err) || !words_write_pieces(w, true, err))
		return false;
	sqlite3_stmt *st = db_prepare(w->db, "INSERT INTO word_segment (id, first, last, scope, size, keys, grams) VALUES (?, ?, ?, ?, ?, ?, ?)", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, s->id);
	sqlite3_bind_int64(st, 2, s->first);
	sqlite3_bind_int64(st, 3, s->last);
	sqlite3_bind_int(st, 4, s->scope);
	sqlite3_bind_int64(st, 5, (int64_t)(w->size + o->grams.n));
	db_bind_blob(st, 6, buf_str(&o->keys));
	db_bind_blob(st, 7, buf_str(&o->grams));
	return db_finish(w->db, st, err);
}

bool words_segment_write(struct words_segment *s, struct db *db, struct error *err)
{
	struct words_writer w;
	bool ok = words_segment_begin(&w, s, db, err) && words_segment_end(&w, err);
	words_segment_leave(&w);
	return ok;
}

/* ---- reading ---- */

bool words_segment_damaged(struct db *db, struct error *err)
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
			return words_segment_damaged(db, err);
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
	return same || (r != DB_FAILED && words_segment_damaged(db, err));
}

bool words_segment_read(struct words_segment *s, struct db *db, struct error *err)
{
	struct words_outline outline = {.keys = BUF_INIT};
	size_t list = 0;
	bool ok = words_read_parts(s, db, &outline, &list, err) && words_read_outline(s->id, &outline, db, err) &&
		  words_read_pieces(s, db, err) && (list == s->postings.n || words_segment_damaged(db, err));
	words_outline_free(&outline);
	return ok;
}
