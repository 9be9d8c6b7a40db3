#include "config.h"

#include "store/keys_run.h"

enum {
	KEYS_MERGED_MOST = 64 << 20, /* entries; larger runs stay, so that a merge has bounds */
	KEYS_EACH = 25,              /* entries of an article, about */
	KEYS_STEPS = 1,              /* pages that are read to no use before the right one is looked up: a look-up reads none */
};

static const uint64_t keys_run_mask = (UINT64_C(1) << KEYS_BITS) - 1;

static int64_t keys_run_page_id(int64_t run, uint64_t key)
{
	return run << KEYS_BITS | (int64_t)key;
}

static bool keys_run_damaged(struct db *db, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: the keys of its links are damaged; make them again with `dateline check --rebuild`", db->path);
}

bool keys_run_list(struct db *db, struct tier_segment **out, size_t *count, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, entries FROM link_run ORDER BY id", err);
	if (!st)
		return false;
	VEC(struct tier_segment) runs = {0};
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW)
		*vec_push(&runs) = (struct tier_segment){sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 1)};
	*out = runs.v;
	*count = runs.n;
	return r == DB_DONE;
}

/* ---- writing ---- */

bool keys_run_begin(struct keys_run *r, struct db *db, struct error *err)
{
	int64_t last;
	*r = (struct keys_run){.db = db, .err = err};
	if (!db_integer(db, "SELECT max(id) FROM link_run", 0, &last, err))
		return false;
	r->id = last + 1;
	return true;
}

void keys_run_free(struct keys_run *r)
{
	keys_draft_free(&r->page);
	buf_free(&r->packed);
}

static bool keys_run_write_page(struct keys_run *r)
{
	sqlite3_stmt *st = db_prepare(r->db, "INSERT INTO link_page (id, entries) VALUES (?, ?)", r->err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, keys_run_page_id(r->id, r->page.first));
	buf_clear(&r->packed);
	keys_draft_end(&r->page, &r->packed);
	db_bind_blob(st, 2, buf_str(&r->packed));
	return db_finish(r->db, st, r->err);
}

bool keys_run_add(struct keys_run *r, const struct keys_entry *e)
{
	if (!keys_draft_add(&r->page, e) && !(keys_run_write_page(r) && keys_draft_add(&r->page, e)))
		return false;
	r->entries += (int64_t)e->count;
	return true;
}

bool keys_run_end(struct keys_run *r)
{
	if (r->page.entries && !keys_run_write_page(r))
		return false;
	sqlite3_stmt *st = db_prepare(r->db, "INSERT INTO link_run (id, entries) VALUES (?, ?)", r->err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, r->id);
	sqlite3_bind_int64(st, 2, r->entries);
	return db_finish(r->db, st, r->err);
}

/* ---- finding ---- */

/* A run that is gone through by rising keys; the page stands in the statement's row. */
struct keys_finder {
	struct db *db;
	struct error *err;
	int64_t run;
	sqlite3_stmt *st;
	struct keys_page page;
	bool open, over; /* there is a page; there is none any more */
};

/* The statement's next row. */
static bool keys_finder_step(struct keys_finder *f)
{
	enum db_result r = db_step(f->db, f->st, f->err);
	f->open = r == DB_ROW;
	f->over = r == DB_DONE;
	if (f->open)
		keys_page_open(&f->page, (uint64_t)sqlite3_column_int64(f->st, 0) & keys_run_mask, db_column(f->st, 1));
	return r != DB_FAILED && (!f->open || !f->page.bad || keys_run_damaged(f->db, f->err));
}

/* Goes to the page that would hold the key: the last one that does not begin after it. */
static bool keys_finder_jump(struct keys_finder *f, uint64_t key)
{
	int64_t page = keys_run_page_id(f->run, key), first = page;
	sqlite3_stmt *st = db_prepare(f->db, "SELECT id FROM link_page WHERE id <= ? ORDER BY id DESC LIMIT 1", f->err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, page);
	enum db_result r = db_step(f->db, st, f->err);
	if (r == DB_ROW && sqlite3_column_int64(st, 0) >> KEYS_BITS == f->run)
		first = sqlite3_column_int64(st, 0);
	db_done(st);
	if (r == DB_FAILED)
		return false;
	f->st = db_prepare(f->db, "SELECT id, entries FROM link_page WHERE id BETWEEN ? AND ? ORDER BY id", f->err);
	if (!f->st)
		return false;
	sqlite3_bind_int64(f->st, 1, first);
	sqlite3_bind_int64(f->st, 2, keys_run_page_id(f->run, keys_run_mask));
	return keys_finder_step(f);
}

/* To the page of the key, from page to page or by a jump. */
static bool keys_finder_reach(struct keys_finder *f, uint64_t key)
{
	if (f->open && key <= f->page.last)
		return true;
	for (int i = 0; f->open && i < KEYS_STEPS; i++) {
		if (!keys_finder_step(f))
			return false;
		if (f->open && key <= f->page.last)
			return true;
	}
	return f->over || keys_finder_jump(f, key);
}

bool keys_run_find(struct db *db, int64_t run, const uint64_t *keys, size_t n, void (*each)(void *ctx, const struct keys_entry *e), void *ctx,
		   struct error *err)
{
	struct keys_finder f = {.db = db, .err = err, .run = run};
	bool ok = true;
	for (size_t i = 0; ok && !f.over && i < n; i++) {
		ok = keys_finder_reach(&f, keys[i]);
		if (!ok || !f.open)
			continue;
		keys_page_seek(&f.page, keys[i]);
		ok = !f.page.bad || keys_run_damaged(db, err);
		if (ok && !f.page.ended && f.page.entry.key == keys[i])
			each(ctx, &f.page.entry);
	}
	if (f.st)
		db_done(f.st);
	return ok;
}

bool keys_run_walk(struct db *db, void (*each)(void *ctx, const struct keys_entry *e), void *ctx, struct error *err)
{
	struct keys_page page;
	sqlite3_stmt *st = db_prepare(db, "SELECT id, entries FROM link_page ORDER BY id", err);
	if (!st)
		return false;
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW) {
		keys_page_open(&page, (uint64_t)sqlite3_column_int64(st, 0) & keys_run_mask, db_column(st, 1));
		for (; !page.ended; keys_page_next(&page))
			each(ctx, &page.entry);
		if (page.bad) {
			db_done(st);
			return keys_run_damaged(db, err);
		}
	}
	return r == DB_DONE;
}

/* ---- merging ---- */

/* A run that is read from its beginning to its end; its pages go as they are read. */
struct keys_cursor {
	struct keys_page page;
	struct buf bytes;
	int64_t run;
};

/* Takes up the first page that is left, and away. */
static bool keys_cursor_page(struct keys_cursor *c, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, entries FROM link_page WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, keys_run_page_id(c->run, 0));
	sqlite3_bind_int64(st, 2, keys_run_page_id(c->run, keys_run_mask));
	enum db_result r = db_step(db, st, err);
	int64_t id = r == DB_ROW ? sqlite3_column_int64(st, 0) : 0;
	buf_clear(&c->bytes);
	if (r == DB_ROW)
		buf_add_str(&c->bytes, db_column(st, 1));
	db_done(st);
	c->page.ended = true;
	if (r != DB_ROW)
		return r == DB_DONE;
	keys_page_open(&c->page, (uint64_t)id & keys_run_mask, buf_str(&c->bytes));
	st = db_prepare(db, "DELETE FROM link_page WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, id);
	return db_finish(db, st, err) && (!c->page.bad || keys_run_damaged(db, err));
}

static bool keys_cursor_next(struct keys_cursor *c, struct db *db, struct error *err)
{
	keys_page_next(&c->page);
	if (c->page.bad)
		return keys_run_damaged(db, err);
	return !c->page.ended || keys_cursor_page(c, db, err);
}

static struct keys_cursor *keys_cursor_least(struct keys_cursor *cursors, size_t n)
{
	struct keys_cursor *least = NULL;
	for (size_t i = 0; i < n; i++)
		if (!cursors[i].page.ended && (!least || cursors[i].page.entry.key < least->page.entry.key))
			least = &cursors[i];
	return least;
}

/* The events of one key in all runs, the oldest run first. */
static bool keys_run_merge_key(struct keys_run *r, struct keys_cursor *cursors, size_t n, uint64_t key)
{
	struct keys_entry all;
	all.key = key;
	all.count = 0;
	for (size_t i = 0; i < n; i++) {
		const struct keys_page *page = &cursors[i].page;
		if (page->ended || page->entry.key != key)
			continue;
		for (size_t j = 0; j < page->entry.count && all.count < KEYS_MOST; j++)
			all.events[all.count++] = page->entry.events[j];
		if (!keys_cursor_next(&cursors[i], r->db, r->err))
			return false;
	}
	return keys_run_add(r, &all);
}

static bool keys_run_remove(struct db *db, int64_t first, int64_t last, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "DELETE FROM link_run WHERE id BETWEEN ? AND ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, first);
	sqlite3_bind_int64(st, 2, last);
	return db_finish(db, st, err);
}

static bool keys_run_merge(struct db *db, const struct tier_segment *runs, size_t n, int64_t id, struct error *err)
{
	struct keys_cursor *cursors = mem_zero(n, sizeof *cursors), *least;
	struct keys_run merged = {.db = db, .err = err, .id = id};
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++) {
		cursors[i].run = runs[i].id;
		ok = keys_cursor_page(&cursors[i], db, err);
	}
	while (ok && (least = keys_cursor_least(cursors, n)))
		ok = keys_run_merge_key(&merged, cursors, n, least->page.entry.key);
	ok = ok && keys_run_remove(db, runs[0].id, runs[n - 1].id, err) && keys_run_end(&merged);
	for (size_t i = 0; i < n; i++)
		buf_free(&cursors[i].bytes);
	mem_free(cursors);
	keys_run_free(&merged);
	return ok;
}

static bool keys_run_merge_last(struct db *db, const struct tier_segment *runs, size_t n, size_t due, struct error *err)
{
	/* numbers follow age, and small ones come free again */
	const struct tier_segment *first = &runs[n - due];
	int64_t before = n > due ? first[-1].id : 0;
	return keys_run_merge(db, first, due, before + 1 < first->id ? before + 1 : runs[n - 1].id + 1, err);
}

bool keys_run_merge_due(struct db *db, int64_t added, struct error *err)
{
	for (;;) {
		struct tier_segment *runs = NULL;
		size_t n = 0;
		bool ok = keys_run_list(db, &runs, &n, err);
		size_t due = !ok ? 0 : added ? tiers_left(runs, n, tiers_most(added, KEYS_EACH, KEYS_MERGED_MOST)) : tiers_due(runs, n, KEYS_MERGED_MOST);
		ok = ok && (!due || keys_run_merge_last(db, runs, n, due, err));
		mem_free(runs);
		if (!ok || !due)
			return ok;
	}
}
