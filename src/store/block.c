#include "config.h"

#include "store/block.h"

#include "store/pack.h"

#include <string.h>

enum {
	BLOCK_FULL = 1024 * 1024,
	BLOCK_RESUMED = 256 * 1024, /* rewriting more than this for one more article would cost too much */
};

void block_free(struct block *b)
{
	vec_free(&b->ends);
	buf_free(&b->text);
	block_release(b);
	*b = (struct block){0};
}

void block_release(struct block *b)
{
	sqlite3_blob_close(b->piece);
	b->piece = NULL;
}

static void block_begin(struct block *b, int64_t id, int64_t first)
{
	if (b->text.cap > 4 * BLOCK_FULL)
		buf_free(&b->text); /* of one that held a huge article */
	b->id = id;
	b->first = first;
	b->ends.n = 0;
	buf_clear(&b->text);
	b->dirty = false;
}

/* Takes up the block of the statement's row: id, first, ends, text. */
static void block_take_up(struct block *b, sqlite3_stmt *st)
{
	block_begin(b, sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1));
	struct str ends = db_column(st, 2);
	for (size_t i = 0; i < ends.n / 4; i++)
		*vec_push(&b->ends) = unpack_at32(ends, i);
	buf_add_str(&b->text, db_column(st, 3));
}

bool block_resume(struct block *b, struct db *db, int64_t next, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, first, ends, text, length(text) FROM block ORDER BY id DESC LIMIT 1", err);
	if (!st)
		return false;
	enum db_result r = db_step(db, st, err);
	if (r == DB_FAILED)
		return false;
	int64_t last = r == DB_ROW ? sqlite3_column_int64(st, 0) : 0;
	if (r == DB_ROW && sqlite3_column_int64(st, 4) < BLOCK_RESUMED)
		block_take_up(b, st);
	else
		block_begin(b, last + 1, next);
	db_done(st);
	if (b->first + (int64_t)b->ends.n != next || (b->ends.n && b->ends.v[b->ends.n - 1] != b->text.n))
		return error_set(err, ERROR_CORRUPT, "%s: block %lld does not hold the articles it should; `dateline check` says what is damaged",
				 db->path, (long long)b->id);
	return true;
}

static bool block_write_text(struct block *b, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "INSERT OR REPLACE INTO block (id, first, ends, text) VALUES (?, ?, ?, ?)", err);
	if (!st)
		return false;
	struct buf ends = BUF_INIT;
	for (size_t i = 0; i < b->ends.n; i++)
		pack_fixed32(&ends, b->ends.v[i]);
	sqlite3_bind_int64(st, 1, b->id);
	sqlite3_bind_int64(st, 2, b->first);
	db_bind_blob(st, 3, buf_str(&ends));
	db_bind_blob(st, 4, buf_str(&b->text));
	bool ok = db_finish(db, st, err);
	buf_free(&ends);
	return ok;
}

bool block_flush(struct block *b, struct db *db, struct error *err)
{
	if (!b->dirty)
		return true;
	if (!block_write_text(b, db, err))
		return false;
	b->dirty = false;
	return true;
}

bool block_add(struct block *b, struct db *db, struct str text, int64_t *id, struct error *err)
{
	if (b->ends.n && b->text.n + text.n > BLOCK_FULL) {
		if (!block_flush(b, db, err))
			return false;
		block_begin(b, b->id + 1, b->first + (int64_t)b->ends.n);
	}
	buf_add_str(&b->text, text);
	*vec_push(&b->ends) = (uint32_t)b->text.n;
	b->dirty = true;
	*id = b->id;
	return true;
}

static bool block_missing(struct db *db, int64_t block, int64_t article, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: the text of article %lld is not in block %lld; `dateline check` says what is damaged",
			 db->path, (long long)article, (long long)block);
}

/* Where the article's text begins and ends in its block. */
static bool block_bounds(struct db *db, int64_t block, int64_t article, uint32_t *begin, uint32_t *end, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT first, ends FROM block WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, block);
	enum db_result r = db_step(db, st, err);
	if (r == DB_FAILED)
		return false;
	bool found = false;
	if (r == DB_ROW) {
		int64_t i = article - sqlite3_column_int64(st, 0);
		struct str ends = db_column(st, 1);
		found = i >= 0 && (uint64_t)i < ends.n / 4;
		*begin = found && i ? unpack_at32(ends, (size_t)i - 1) : 0;
		*end = found ? unpack_at32(ends, (size_t)i) : 0;
	}
	db_done(st);
	return (found && *begin <= *end) || block_missing(db, block, article, err);
}

/* Moves the handle to a block; one that was written to since is of no use any more. */
static bool block_seek(struct block *b, struct db *db, int64_t block, struct error *err)
{
	if (b->piece && sqlite3_blob_reopen(b->piece, block) == SQLITE_OK)
		return true;
	block_release(b);
	return sqlite3_blob_open(db->handle, "main", "block", "text", block, 0, &b->piece) == SQLITE_OK || db_fail(db, err);
}

bool block_text(struct block *open, struct db *db, int64_t block, int64_t article, size_t most, struct arena *arena, struct str *out,
		struct error *err)
{
	if (open->id == block && open->dirty) {
		size_t i = (size_t)(article - open->first);
		if (article < open->first || i >= open->ends.n)
			return block_missing(db, block, article, err);
		struct str text = str_sub(buf_str(&open->text), i ? open->ends.v[i - 1] : 0, open->ends.v[i]);
		*out = arena_str(arena, str_sub(text, 0, most));
		return true;
	}
	uint32_t begin = 0, end = 0;
	if (!block_bounds(db, block, article, &begin, &end, err) || !block_seek(open, db, block, err))
		return false;
	bool ok = end <= (uint32_t)sqlite3_blob_bytes(open->piece) || block_missing(db, block, article, err);
	if (ok) {
		size_t n = end - begin < most ? end - begin : most;
		char *p = arena_alloc(arena, n + 1, 1);
		ok = sqlite3_blob_read(open->piece, p, (int)n, (int)begin) == SQLITE_OK || db_fail(db, err);
		*out = (struct str){p, n};
	}
	if (sqlite3_get_autocommit(db->handle))
		block_release(open);
	return ok;
}
