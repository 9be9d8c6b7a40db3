#include "config.h"

#include "store/words_merge.h"

#include "store/tiers.h"
#include "store/words_segment.h"

enum {
	WORDS_MERGED_MOST = 96 * 1024 * 1024, /* bytes; larger ones stay, so that a merge takes seconds */
	WORDS_EACH = 300,                     /* bytes that an article takes, about */
};

/* ---- reading ---- */

/* Where a segment is read: its next word and that word's lists. */
struct words_cursor {
	struct words_segment s;   /* the part that is read, and of the lists what is read of them and needed */
	int64_t part, piece;      /* the next ones */
	size_t at;                /* in the part's words */
	size_t list, begin;       /* where the word's lists begin; where s.postings does, in the bytes of all pieces */
	struct unpack counts;
	struct str word;
	struct buf key;
	uint64_t head;            /* of the key */
	struct words_count count; /* of the word */
	bool done;
};

/* The statement at the row of a segment's i-th part or piece, if it is there. */
static bool words_cursor_row(struct db *db, const char *sql, int64_t segment, int64_t i, sqlite3_stmt **out, bool *there, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, sql, err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, words_segment_row(segment, i));
	enum db_result r = db_step(db, st, err);
	*there = r == DB_ROW;
	*out = st;
	return r != DB_FAILED;
}

/* Takes up the next part; the segment is done when there is none. */
static bool words_cursor_part(struct words_cursor *c, struct db *db, struct error *err)
{
	sqlite3_stmt *st;
	bool there;
	if (!words_cursor_row(db, "SELECT words, counts, begin FROM word_part WHERE id = ?", c->s.id, c->part++, &st, &there, err))
		return false;
	c->done = !there;
	if (!there)
		return c->list == c->begin + c->s.postings.n || words_segment_damaged(db, err);
	buf_set(&c->s.words, db_column(st, 0));
	buf_set(&c->s.counts, db_column(st, 1));
	bool fits = sqlite3_column_int64(st, 2) == (int64_t)c->list && c->s.words.n && c->s.words.p[c->s.words.n - 1] == '\n';
	db_done(st);
	c->at = 0;
	c->counts = unpack_of(buf_str(&c->s.counts));
	return fits || words_segment_damaged(db, err);
}

/* Reads on until the lists up to `end` are there. What stands before them is not needed any more. */
static bool words_cursor_lists(struct words_cursor *c, size_t end, struct db *db, struct error *err)
{
	struct buf *b = &c->s.postings;
	if (end - c->begin <= b->n)
		return true;
	b->n -= c->list - c->begin;
	if (b->n)
		memmove(b->p, b->p + (c->list - c->begin), b->n);
	c->begin = c->list;
	while (end - c->begin > b->n) {
		sqlite3_stmt *st;
		bool there;
		if (!words_cursor_row(db, "SELECT lists FROM word_piece WHERE id = ?", c->s.id, c->piece++, &st, &there, err))
			return false;
		struct str lists = there ? db_column(st, 0) : STR_NONE;
		buf_add_str(b, lists);
		db_done(st);
		if (!lists.n)
			return words_segment_damaged(db, err);
	}
	return true;
}

static bool words_cursor_next(struct words_cursor *c, struct db *db, struct error *err)
{
	c->list += c->count.list + c->count.places;
	c->count = (struct words_count){0};
	if (c->at == c->s.words.n && !words_cursor_part(c, db, err))
		return false;
	if (c->done)
		return true;
	const char *from = c->s.words.p + c->at, *end = memchr(from, '\n', c->s.words.n - c->at);
	c->word = (struct str){from, (size_t)(end - from)};
	c->at += c->word.n + 1;
	buf_clear(&c->key);
	words_key(c->word, &c->key);
	c->head = words_head(buf_str(&c->key));
	c->count = words_segment_count(&c->counts, c->s.scope, words_segment_range(&c->s));
	if (!c->count.articles)
		return words_segment_damaged(db, err);
	return words_cursor_lists(c, c->list + c->count.list + c->count.places, db, err);
}

static bool words_cursor_open(struct words_cursor *c, int64_t id, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT first, last, scope FROM word_segment WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, id);
	enum db_result r = db_step(db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: a part of the word index is missing; `dateline check` says which", db->path);
	c->s = (struct words_segment){.id = id, .first = sqlite3_column_int64(st, 0), .last = sqlite3_column_int64(st, 1)};
	c->s.scope = sqlite3_column_int(st, 2) == WORDS_TEXT ? WORDS_TEXT : WORDS_HEADS;
	db_done(st);
	return words_cursor_next(c, db, err);
}

static void words_cursor_close(struct words_cursor *c)
{
	words_segment_free(&c->s);
	buf_free(&c->key);
}

/* ---- merging ---- */

struct words_merger {
	struct db *db;
	struct words_cursor *cursors;
	size_t n;
	struct words_segment out;
	struct words_writer writer;
	VEC(uint32_t) articles;  /* what the segments together say of a word */
	struct words_list_places places;
};

/* Adds the articles of the cursor's word, moved to the merged segment's first. False on damage. */
static bool words_merge_lists(struct words_merger *m, const struct words_cursor *c)
{
	struct str all = str_sub(buf_str(&c->s.postings), c->list - c->begin, SIZE_MAX);
	size_t n = c->count.articles, end = c->count.list;
	uint32_t shift = (uint32_t)(c->s.first - m->out.first);
	vec_reserve(&m->articles, n);
	if (!words_list_get(str_sub(all, 0, end), n, words_segment_range(&c->s), m->articles.v + m->articles.n))
		return false;
	for (size_t i = 0; i < n; i++)
		m->articles.v[m->articles.n + i] += shift;
	m->articles.n += n;
	return c->s.scope != WORDS_TEXT || words_list_add_places(&m->places, str_sub(all, end, end + c->count.places), n);
}

static int words_cursor_compare(const struct words_cursor *a, const struct words_cursor *b)
{
	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	int order = str_cmp(buf_str(&a->key), buf_str(&b->key));
	return order ? order : str_cmp(a->word, b->word);
}

/* Marks the cursors that are at the first of all words; returns one of them, or NULL at the end. */
static const struct words_cursor *words_merge_least(const struct words_merger *m, bool *at_it)
{
	const struct words_cursor *least = NULL;
	for (size_t i = 0; i < m->n; i++) {
		const struct words_cursor *c = &m->cursors[i];
		int order = c->done ? 1 : least ? words_cursor_compare(c, least) : -1;
		at_it[i] = order <= 0;
		if (order >= 0)
			continue;
		memset(at_it, 0, i * sizeof *at_it);
		least = c;
	}
	return least;
}

/* One word with the articles of all segments that have it: the segments are in order, so the articles are. */
static bool words_merge_word(struct words_merger *m, const struct words_cursor *least, const bool *at_it, struct error *err)
{
	m->articles.n = 0;
	for (size_t i = 0; i < m->n; i++)
		if (at_it[i] && !words_merge_lists(m, &m->cursors[i]))
			return words_segment_damaged(m->db, err);
	words_segment_put_joined(&m->out, least->word, m->articles.v, m->articles.n, &m->places);
	for (size_t i = 0; i < m->n; i++)
		if (at_it[i] && !words_cursor_next(&m->cursors[i], m->db, err))
			return false;
	return words_segment_go_on(&m->writer, err);
}

/* Each behind the one before it, as only a damaged file has them otherwise. */
static bool words_merge_fits(const struct words_merger *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct words_segment *s = &m->cursors[i].s;
		if (s->first < 1 || s->last < s->first || (i && s->first <= m->cursors[i - 1].s.last))
			return false;
	}
	return m->cursors[m->n - 1].s.last - m->cursors[0].s.first < INT32_MAX;
}

static bool words_merge_all(struct words_merger *m, struct error *err)
{
	const struct words_segment *first = &m->cursors[0].s, *last = &m->cursors[m->n - 1].s;
	if (!words_merge_fits(m))
		return words_segment_damaged(m->db, err);
	/* the new one takes a number of its own: what readers keep in memory is known by it */
	m->out = (struct words_segment){.first = first->first, .last = last->last, .scope = first->scope};
	bool ok = words_segment_begin(&m->writer, &m->out, m->db, err);
	bool *at_it = mem_zero(m->n, sizeof *at_it);
	const struct words_cursor *least;
	while (ok && (least = words_merge_least(m, at_it)))
		ok = words_merge_word(m, least, at_it, err);
	mem_free(at_it);
	return ok && words_segment_end(&m->writer, err);
}

static bool words_merge_delete(struct db *db, int64_t id, struct error *err)
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

bool words_merge(const int64_t *ids, size_t n, struct db *db, struct error *err)
{
	struct words_merger m = {.db = db, .n = n, .cursors = mem_zero(n, sizeof *m.cursors)};
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		ok = words_cursor_open(&m.cursors[i], ids[i], db, err);
	ok = ok && words_merge_all(&m, err);
	for (size_t i = 0; i < n; i++) {
		ok = ok && words_merge_delete(db, ids[i], err);
		words_cursor_close(&m.cursors[i]);
	}
	words_segment_free(&m.out);
	words_segment_leave(&m.writer);
	vec_free(&m.articles);
	buf_free(&m.places.bytes);
	mem_free(m.cursors);
	return ok;
}

/* ---- which are due ---- */

static bool words_merge_list(enum words_scope scope, struct db *db, struct tier_segment **out, size_t *count, struct error *err)
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

static bool words_merge_last(const struct tier_segment *sizes, size_t n, struct db *db, struct error *err)
{
	int64_t *ids = mem_alloc(n * sizeof *ids);
	for (size_t i = 0; i < n; i++)
		ids[i] = sizes[i].id;
	bool ok = words_merge(ids, n, db, err);
	mem_free(ids);
	return ok;
}

bool words_merge_due(enum words_scope scope, struct db *db, int64_t added, struct error *err)
{
	for (;;) {
		struct tier_segment *sizes = NULL;
		size_t n = 0;
		bool ok = words_merge_list(scope, db, &sizes, &n, err);
		size_t due = !ok ? 0 : added ? tiers_left(sizes, n, tiers_most(added, WORDS_EACH, WORDS_MERGED_MOST)) : tiers_due(sizes, n, WORDS_MERGED_MOST);
		ok = ok && (!due || words_merge_last(sizes + n - due, due, db, err));
		mem_free(sizes);
		if (!ok || !due)
			return ok;
	}
}
