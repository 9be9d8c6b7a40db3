#include "config.h"

#include "store/texts.h"

#include "store/pack.h"

enum { TEXTS_MANY = 2 }; /* one in so many texts of a block: then it is read whole, at the speed of a copy */

static void texts_close(struct texts_open *o)
{
	sqlite3_blob_close(o->blob);
	o->blob = NULL;
	o->id = 0;
}

bool texts_begin(struct texts *t, struct db *db, const struct words_set *wanted, const bool *sparse, struct error *err)
{
	*t = (struct texts){.db = db, .wanted = wanted, .sparse = sparse};
	sqlite3_stmt *st = db_prepare(db, "SELECT id, first FROM block ORDER BY first", err);
	if (!st)
		return false;
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW)
		*vec_push(&t->blocks) = (struct texts_block){sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1)};
	return r == DB_DONE;
}

void texts_end(struct texts *t)
{
	for (int i = 0; i < TEXTS_OPEN; i++) {
		texts_close(&t->open[i]);
		buf_free(&t->open[i].ends);
		buf_free(&t->open[i].text);
	}
	vec_free(&t->blocks);
}

static bool texts_missing(struct texts *t, int64_t article, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: the text of article %lld is missing; `dateline check` says what is damaged", t->db->path,
			 (long long)article);
}

static const struct texts_block *texts_find(const struct texts *t, int64_t article)
{
	size_t low = 0, high = t->blocks.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (t->blocks.v[middle].first <= article)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &t->blocks.v[low - 1] : NULL;
}

static bool texts_read_ends(struct texts *t, struct texts_open *o, struct error *err)
{
	sqlite3_stmt *st = db_prepare(t->db, "SELECT ends FROM block WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, o->id);
	enum db_result r = db_step(t->db, st, err);
	buf_clear(&o->ends);
	if (r == DB_ROW)
		buf_add_str(&o->ends, db_column(st, 0));
	db_done(st);
	return r == DB_ROW || (r == DB_DONE && texts_missing(t, o->first, err));
}

static bool texts_wants_many(const struct texts *t, const struct texts_open *o)
{
	int64_t wanted = 0, n = (int64_t)(o->ends.n / 4);
	if (*t->sparse)
		return false;
	if (!t->wanted->bits)
		return true;
	for (int64_t i = 0; i < n; i++)
		wanted += words_set_has(t->wanted, o->first + i);
	return wanted * TEXTS_MANY >= n;
}

static bool texts_open_block(struct texts *t, struct texts_open *o, const struct texts_block *b, struct error *err)
{
	texts_close(o);
	o->first = b->first;
	o->id = b->id;
	if (!texts_read_ends(t, o, err) ||
	    (sqlite3_blob_open(t->db->handle, "main", "block", "text", b->id, 0, &o->blob) != SQLITE_OK && !db_fail(t->db, err))) {
		o->id = 0;
		return false;
	}
	buf_clear(&o->text);
	if (!texts_wants_many(t, o))
		return true;
	size_t n = (size_t)sqlite3_blob_bytes(o->blob);
	buf_reserve(&o->text, n + 1);
	bool ok = sqlite3_blob_read(o->blob, o->text.p, (int)n, 0) == SQLITE_OK || db_fail(t->db, err);
	o->text.n = n;
	texts_close(o);
	o->id = ok ? b->id : 0;
	return ok;
}

/* The open block of that number, or the one that was not used longest. */
static struct texts_open *texts_slot(struct texts *t, int64_t id)
{
	struct texts_open *oldest = &t->open[0];
	for (int i = 0; i < TEXTS_OPEN; i++) {
		if (t->open[i].id == id)
			return &t->open[i];
		if (t->open[i].used < oldest->used)
			oldest = &t->open[i];
	}
	return oldest;
}

bool texts_get(struct texts *t, int64_t article, struct str *out, struct error *err)
{
	const struct texts_block *b = texts_find(t, article);
	if (!b)
		return texts_missing(t, article, err);
	struct texts_open *o = texts_slot(t, b->id);
	if (o->id != b->id && !texts_open_block(t, o, b, err))
		return false;
	o->used = ++t->uses;
	size_t i = (size_t)(article - b->first);
	struct str ends = buf_str(&o->ends);
	if (i >= ends.n / 4)
		return texts_missing(t, article, err);
	uint32_t begin = i ? unpack_at32(ends, i - 1) : 0, end = unpack_at32(ends, i);
	size_t all = o->blob ? (size_t)sqlite3_blob_bytes(o->blob) : o->text.n;
	if (begin > end || end > all)
		return texts_missing(t, article, err);
	if (!o->blob) {
		*out = str_sub(buf_str(&o->text), begin, end);
		return true;
	}
	buf_clear(&o->text);
	buf_reserve(&o->text, (size_t)(end - begin) + 1);
	if (sqlite3_blob_read(o->blob, o->text.p, (int)(end - begin), (int)begin) != SQLITE_OK)
		return db_fail(t->db, err);
	o->text.n = end - begin;
	*out = buf_str(&o->text);
	return true;
}
