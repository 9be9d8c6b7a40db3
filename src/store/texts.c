#include "config.h"

#include "store/texts.h"

#include "store/pack.h"

enum { TEXTS_MANY = 4 }; /* one in so many texts of a block: then it is read whole, at the speed of a copy */

static void texts_close(struct texts_open *o)
{
	sqlite3_blob_close(o->blob);
	o->blob = NULL;
	o->id = 0;
}

/* A blob that is open already is moved, which costs less than to open one. */
static bool texts_open_blob(struct texts *t, struct texts_open *o, int64_t id, struct error *err)
{
	int code = o->blob ? sqlite3_blob_reopen(o->blob, id) : sqlite3_blob_open(t->db->handle, "main", "block", "text", id, 0, &o->blob);
	return code == SQLITE_OK || db_fail(t->db, err);
}

void texts_begin(struct texts *t, struct db *db)
{
	*t = (struct texts){.db = db};
}

void texts_expect(struct texts *t, const uint32_t *articles, size_t count)
{
	t->articles = articles;
	t->count = count;
}

void texts_end(struct texts *t)
{
	for (int i = 0; i < TEXTS_OPEN; i++) {
		texts_close(&t->open[i]);
		extents_free(&t->open[i].extents);
		buf_free(&t->open[i].ends);
		buf_free(&t->open[i].text);
	}
	extents_end(&t->file);
}

static bool texts_missing(struct texts *t, int64_t article, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: the text of article %lld is missing; `dateline check` says what is damaged", t->db->path,
			 (long long)article);
}

/* The block that has the article, if any has: its number and its first one. */
static bool texts_find_block(struct texts *t, int64_t article, struct texts_open *o, struct error *err)
{
	sqlite3_stmt *st = db_prepare(t->db, "SELECT id, first FROM block WHERE first <= ? ORDER BY first DESC LIMIT 1", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, article);
	enum db_result r = db_step(t->db, st, err);
	if (r == DB_ROW) {
		o->id = sqlite3_column_int64(st, 0);
		o->first = sqlite3_column_int64(st, 1);
	}
	db_done(st);
	return r == DB_ROW || (r == DB_DONE && texts_missing(t, article, err));
}

/* How many of the expected articles come before one. */
static size_t texts_before(const struct texts *t, int64_t article)
{
	size_t low = 0, high = t->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (t->articles[middle] < article)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool texts_wants_many(const struct texts *t, const struct texts_open *o)
{
	size_t n = o->ends.n / 4, wanted = texts_before(t, o->first + (int64_t)n) - texts_before(t, o->first);
	return wanted * TEXTS_MANY >= n;
}

/* Where its texts end, and where they are, by its extents if that may be. */
static bool texts_reach(struct texts *t, struct texts_open *o)
{
	enum { ENDS = 2, TEXT = 3, COLUMNS };
	struct extents_column c[COLUMNS];
	if (!t->looked)
		extents_begin(&t->file, t->db, "block");
	t->looked = true;
	if (!t->file.file || !extents_find(&t->file, o->id, &o->extents) || !extents_columns(&t->file, &o->extents, c, COLUMNS))
		return false;
	buf_reserve(&o->ends, c[ENDS].n);
	if (!extents_read(&t->file, &o->extents, c[ENDS].at, c[ENDS].n, o->ends.p))
		return false;
	o->ends.n = c[ENDS].n;
	o->begin = c[TEXT].at;
	o->size = c[TEXT].n;
	sqlite3_blob_close(o->blob);
	o->blob = NULL;
	return true;
}

/* The same through SQLite, with a handle. */
static bool texts_ask(struct texts *t, int64_t article, struct texts_open *o, struct error *err)
{
	sqlite3_stmt *st = db_prepare(t->db, "SELECT ends FROM block WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, o->id);
	enum db_result r = db_step(t->db, st, err);
	if (r == DB_ROW)
		buf_add_str(&o->ends, db_column(st, 0));
	db_done(st);
	if (r != DB_ROW)
		return r == DB_DONE && texts_missing(t, article, err);
	if (!texts_open_blob(t, o, o->id, err))
		return false;
	o->size = (size_t)sqlite3_blob_bytes(o->blob);
	return true;
}

/* The bytes [begin, end) of a block, which has them, into its `text`. */
static bool texts_read(struct texts *t, struct texts_open *o, size_t begin, size_t end, struct error *err)
{
	buf_clear(&o->text);
	buf_reserve(&o->text, end - begin + 1);
	o->text.n = end - begin;
	if (!o->blob)
		return extents_read(&t->file, &o->extents, o->begin + begin, end - begin, o->text.p) ||
		       error_set(err, ERROR_IO, "%s: cannot be read; look at the disk that it is on", t->db->path);
	return sqlite3_blob_read(o->blob, o->text.p, (int)(end - begin), (int)begin) == SQLITE_OK || db_fail(t->db, err);
}

static bool texts_open_block(struct texts *t, int64_t article, struct texts_open *o, struct error *err)
{
	o->id = 0;
	buf_clear(&o->ends);
	bool ok = texts_find_block(t, article, o, err) && (texts_reach(t, o) || texts_ask(t, article, o, err));
	o->whole = ok && texts_wants_many(t, o);
	ok = ok && (!o->whole || texts_read(t, o, 0, o->size, err));
	if (!ok)
		texts_close(o);
	return ok;
}

/* The open block that has the article, or the one that was not used longest. */
static struct texts_open *texts_slot(struct texts *t, int64_t article, bool *has)
{
	struct texts_open *oldest = &t->open[0];
	for (int i = 0; i < TEXTS_OPEN; i++) {
		struct texts_open *o = &t->open[i];
		*has = o->id && article >= o->first && (uint64_t)(article - o->first) < o->ends.n / 4;
		if (*has)
			return o;
		if (o->used < oldest->used)
			oldest = o;
	}
	return oldest;
}

bool texts_get(struct texts *t, int64_t article, struct str *out, struct error *err)
{
	bool has;
	struct texts_open *o = texts_slot(t, article, &has);
	if (!has && !texts_open_block(t, article, o, err))
		return false;
	o->used = ++t->uses;
	size_t i = (size_t)(article - o->first);
	struct str ends = buf_str(&o->ends);
	if (i >= ends.n / 4)
		return texts_missing(t, article, err);
	uint32_t begin = i ? unpack_at32(ends, i - 1) : 0, end = unpack_at32(ends, i);
	if (begin > end || end > o->size)
		return texts_missing(t, article, err);
	if (!o->whole && !texts_read(t, o, begin, end, err))
		return false;
	*out = o->whole ? str_sub(buf_str(&o->text), begin, end) : buf_str(&o->text);
	return true;
}
