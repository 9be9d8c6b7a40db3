/* The words and patterns of a query over the texts of the rows that its fields left.
 *
 * Block by block, the newest first: a block is read once, however many of its articles are asked for. An
 * event answers by its passage or its headline, a report by its article's text or title, each taken as a
 * text of its own. */
#include "config.h"

#include "base/utf8.h"
#include "store/found.h"
#include "store/pack.h"
#include "store/query_run.h"

struct scan_block {
	int64_t id, first, count;
};

struct scan {
	struct query_run *r;
	struct regex_match **matches; /* one a term; NULL for fields */
	VEC(struct scan_block) blocks;
	struct arena arena;           /* of one article */
	size_t done, all, hits;       /* articles, rows */
};

/* What one article has to search. */
struct scan_article {
	int64_t id;
	struct str text, title;
	struct extraction passages;
};

static struct str scan_clean(struct str text, struct arena *arena)
{
	if (utf8_is_valid(text))
		return text;
	struct buf b = BUF_INIT;
	utf8_repair(text, &b);
	struct str clean = arena_str(arena, buf_str(&b));
	buf_free(&b);
	return clean;
}

/* ---- one row ---- */

static enum regex_outcome scan_look(const struct term *t, struct regex_match *m, struct str first, struct str second)
{
	size_t begin, end;
	enum regex_outcome a = regex_find(t->regex, m, first, 0, &begin, &end);
	if (a == REGEX_YES)
		return a;
	enum regex_outcome b = regex_find(t->regex, m, second, 0, &begin, &end);
	return b == REGEX_NO ? a : b;
}

/* All terms must say yes; a no beats what could not be decided. */
static enum regex_outcome scan_row(const struct scan *s, struct str first, struct str second)
{
	enum regex_outcome all = REGEX_YES;
	const struct query *q = s->r->q;
	for (size_t i = 0; i < q->terms.n; i++) {
		if (!s->matches[i])
			continue;
		enum regex_outcome o = scan_look(&q->terms.v[i], s->matches[i], first, second);
		if (o == REGEX_UNDECIDED)
			all = REGEX_UNDECIDED;
		else if ((o == REGEX_YES) == q->terms.v[i].negated)
			return REGEX_NO;
	}
	return all;
}

static enum regex_outcome scan_entry(struct scan *s, const struct scan_article *a, const struct row *row)
{
	if (row->type == ROW_REPORT)
		return scan_row(s, a->text, a->title);
	size_t i = store_event_index(row->id);
	if (i >= a->passages.event_count)
		return REGEX_NO;
	const struct event *e = &a->passages.events[i];
	return scan_row(s, scan_clean(str_sub(a->text, e->span.begin, e->span.end), &s->arena), scan_clean(e->headline, &s->arena));
}

/* ---- one article ---- */

static bool scan_passages(struct scan *s, struct scan_article *a, struct error *err)
{
	struct db *db = &s->r->s->db;
	sqlite3_stmt *st = db_prepare(db, "SELECT title, found FROM article WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, a->id);
	enum db_result r = db_step(db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: article %lld is missing; `dateline check` says what is damaged", db->path,
						 (long long)a->id);
	a->title = scan_clean(arena_str(&s->arena, db_column(st, 0)), &s->arena);
	bool ok = found_passages(db, db_column(st, 1), a->id, &s->arena, &a->passages, err);
	db_done(st);
	return ok;
}

/* The rows [from, to) of by_id are this article's. */
static bool scan_one(struct scan *s, int64_t article, struct str text, size_t from, size_t to, struct error *err)
{
	const struct rows_table *rows = &s->r->s->rows;
	arena_reset(&s->arena);
	struct scan_article a = {.id = article, .text = scan_clean(text, &s->arena)};
	if (!scan_passages(s, &a, err))
		return false;
	bool undecided = false;
	for (size_t i = from; i < to; i++) {
		uint8_t *keep = &s->r->keep[rows->by_id.v[i]];
		if (!*keep)
			continue;
		enum regex_outcome o = scan_entry(s, &a, &rows->entries.v[rows->by_id.v[i]].row);
		*keep = o == REGEX_YES;
		s->hits += *keep;
		undecided |= o == REGEX_UNDECIDED;
	}
	s->r->undecided += undecided;
	s->done++;
	return true;
}

/* ---- one block ---- */

static bool scan_wanted(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->r->keep[s->r->s->rows.by_id.v[i]])
			return true;
	return false;
}

static int64_t scan_article_at(const struct scan *s, size_t i)
{
	const struct rows_table *rows = &s->r->s->rows;
	return i < rows->by_id.n ? rows->entries.v[rows->by_id.v[i]].row.article : INT64_MAX;
}

/* Where in by_id the rows of the first article at or after `article` begin. */
static size_t scan_position(const struct scan *s, int64_t article)
{
	size_t low = 0, high = s->r->s->rows.by_id.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (scan_article_at(s, middle) < article)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool scan_texts(struct scan *s, const struct scan_block *b, struct str ends, struct str text, size_t at, struct error *err)
{
	for (int64_t k = 0; k < b->count; k++) {
		size_t from = at;
		while (scan_article_at(s, at) == b->first + k)
			at++;
		if (!scan_wanted(s, from, at))
			continue;
		if (query_cancelled(s->r, err))
			return false;
		size_t begin = k ? unpack_at32(ends, (size_t)k - 1) : 0, end = unpack_at32(ends, (size_t)k);
		if (!scan_one(s, b->first + k, str_sub(text, begin, end), from, at, err))
			return false;
	}
	return true;
}

static bool scan_block(struct scan *s, const struct scan_block *b, struct error *err)
{
	size_t at = scan_position(s, b->first);
	if (!scan_wanted(s, at, scan_position(s, b->first + b->count)))
		return true;
	struct db *db = &s->r->s->db;
	sqlite3_stmt *st = db_prepare(db, "SELECT ends, text FROM block WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, b->id);
	enum db_result r = db_step(db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: block %lld is missing; `dateline check` says what is damaged", db->path,
						 (long long)b->id);
	bool ok = scan_texts(s, b, db_column(st, 0), db_column(st, 1), at, err);
	db_done(st);
	if (ok && s->r->watch && s->r->watch->progress)
		s->r->watch->progress(s->r->watch->ctx, s->done, s->all, s->hits);
	return ok;
}

/* ---- all ---- */

static bool scan_list_blocks(struct scan *s, struct error *err)
{
	struct db *db = &s->r->s->db;
	sqlite3_stmt *st = db_prepare(db, "SELECT id, first, length(ends) / 4 FROM block ORDER BY id DESC", err);
	if (!st)
		return false;
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW)
		*vec_push(&s->blocks) = (struct scan_block){sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2)};
	return r == DB_DONE;
}

bool query_scan(struct query_run *r, struct error *err)
{
	struct scan s = {.r = r};
	s.matches = mem_zero(r->q->terms.n, sizeof *s.matches);
	for (size_t i = 0; i < r->q->terms.n; i++)
		if (term_is_text(&r->q->terms.v[i]))
			s.matches[i] = regex_match_new(r->q->terms.v[i].regex);
	s.all = query_count_articles(r);
	bool ok = scan_list_blocks(&s, err);
	for (size_t i = 0; ok && i < s.blocks.n; i++)
		ok = scan_block(&s, &s.blocks.v[i], err);
	for (size_t i = 0; i < r->q->terms.n; i++)
		regex_match_free(s.matches[i]);
	mem_free(s.matches);
	vec_free(&s.blocks);
	arena_free(&s.arena);
	return ok;
}
