#include "config.h"

#include "store/rows_segment.h"

#include "store/pack.h"
#include "store/rows_merge.h"
#include "store/tiers.h"

#include <string.h>

enum {
	ROWS_PART = 65536,               /* rows of a part */
	ROWS_PART_BITS = 16,             /* of a part's id; the segment's stands above them */
	ROWS_MERGED_MOST = 8 << 20,      /* rows; larger ones stay, so that a merge has bounds */
	ROWS_EACH = 5,                   /* rows that an article takes, about */
	ROWS_RUN_BYTES = 12,
	ROWS_LINK_BYTES = 12,
};

static bool rows_damaged(struct db *db, int64_t segment, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: part %lld of its list rows is damaged; `dateline check` says what is damaged", db->path,
			 (long long)segment);
}

/* ---- writing ---- */

static void rows_pack_countries(const struct rows_table *t, struct buf *out)
{
	uint32_t counts[ROWS_CODES] = {0};
	rows_count_countries(t, counts);
	for (uint16_t code = 0; code < ROWS_CODES; code++) {
		if (!counts[code])
			continue;
		pack_fixed16(out, code);
		pack_fixed32(out, counts[code]);
	}
}

static void rows_pack_runs(const struct rows_table *t, struct buf *out)
{
	for (size_t i = 0; i < t->runs.n; i++) {
		pack_fixed32(out, (uint32_t)t->runs.v[i].when.from);
		pack_fixed32(out, (uint32_t)t->runs.v[i].when.to);
		pack_fixed32(out, t->runs.v[i].end);
	}
}

static void rows_pack_lists(const struct rows_table *t, struct buf *out)
{
	for (uint32_t list = 0; list < t->lists.ends.n; list++) {
		size_t n;
		const uint16_t *codes = rows_lists_get(&t->lists, list, &n);
		pack_fixed16(out, (uint16_t)n);
		for (size_t i = 0; i < n; i++)
			pack_fixed16(out, codes[i]);
	}
}

static bool rows_write_parts(const struct rows_table *t, struct db *db, int64_t id, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "INSERT OR REPLACE INTO row_part (id, packed) VALUES (?, ?)", err);
	struct buf packed = BUF_INIT;
	bool ok = st != NULL;
	for (size_t part = 0; ok && part * ROWS_PART < t->n; part++) {
		size_t begin = part * ROWS_PART, n = t->n - begin < ROWS_PART ? t->n - begin : ROWS_PART;
		buf_clear(&packed);
		for (int c = 0; c < ROWS_COLUMNS; c++)
			pack_array32(&packed, t->column[c] + begin, n);
		sqlite3_bind_int64(st, 1, (id << ROWS_PART_BITS) + (int64_t)part);
		db_bind_blob(st, 2, buf_str(&packed));
		ok = db_finish(db, st, err);
	}
	buf_free(&packed);
	return ok;
}

static bool rows_write(const struct rows_table *t, struct db *db, struct error *err)
{
	int64_t id;
	sqlite3_stmt *st = db_prepare(db,
				      "INSERT INTO row_segment (id, first, last, count, countries, runs, lists, sources)"
				      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
				      err);
	if (!st || !db_integer(db, "SELECT max(id) FROM row_segment", 0, &id, err))
		return false;
	struct buf countries = BUF_INIT, runs = BUF_INIT, lists = BUF_INIT, sources = BUF_INIT;
	rows_pack_countries(t, &countries);
	rows_pack_runs(t, &runs);
	rows_pack_lists(t, &lists);
	pack_array32(&sources, t->sources.v, t->sources.n);
	sqlite3_bind_int64(st, 1, ++id);
	sqlite3_bind_int64(st, 2, t->first);
	sqlite3_bind_int64(st, 3, t->first + (int64_t)t->sources.n - 1);
	sqlite3_bind_int64(st, 4, (int64_t)t->n);
	db_bind_blob(st, 5, buf_str(&countries));
	db_bind_blob(st, 6, buf_str(&runs));
	db_bind_blob(st, 7, buf_str(&lists));
	db_bind_blob(st, 8, buf_str(&sources));
	bool ok = db_finish(db, st, err) && rows_write_parts(t, db, id, err);
	buf_free(&countries);
	buf_free(&runs);
	buf_free(&lists);
	buf_free(&sources);
	return ok;
}

/* ---- reading ---- */

static bool rows_unpack_runs(struct rows_table *t, struct str packed, size_t count)
{
	uint32_t end = 0;
	uint64_t time = 0;
	if (packed.n % ROWS_RUN_BYTES)
		return false;
	for (size_t i = 0; i < packed.n / ROWS_RUN_BYTES; i++) {
		struct row_run r = {{(int32_t)unpack_at32(packed, 3 * i), (int32_t)unpack_at32(packed, 3 * i + 1)}, unpack_at32(packed, 3 * i + 2)};
		bool days = r.when.from == DAY_NONE ? r.when.to == DAY_NONE
						    : r.when.from >= DAY_MIN && r.when.from <= r.when.to && r.when.to <= DAY_MAX;
		if (!days || r.end <= end || (i && rows_time(r.when) <= time))
			return false;
		end = r.end;
		time = rows_time(r.when);
		*vec_push(&t->runs) = r;
	}
	return end == count;
}

static bool rows_unpack_lists(struct rows_table *t, struct str packed)
{
	struct unpack u = unpack_of(packed);
	while (u.p != u.end && !u.bad) {
		for (uint16_t n = unpack_fixed16(&u); n > 0; n--) {
			uint16_t code = unpack_fixed16(&u);
			u.bad |= rows_bare(code) >= ROWS_CODES;
			*vec_push(&t->lists.codes) = code;
		}
		*vec_push(&t->lists.ends) = (uint32_t)t->lists.codes.n;
	}
	return !u.bad && (t->n == 0 || t->lists.ends.n > 0);
}

/* Values that others use as places in arrays. */
static bool rows_are_good(const struct rows_table *t)
{
	uint32_t lists = (uint32_t)t->lists.ends.n, first = (uint32_t)t->first, articles = (uint32_t)t->sources.n;
	bool bad = false;
	for (size_t i = 0; i < t->n; i++) {
		uint32_t traits = t->column[ROWS_TRAITS][i];
		bad |= t->column[ROWS_COUNTRIES][i] >= lists;
		bad |= t->column[ROWS_ARTICLE][i] - first >= articles;
		bad |= t->column[ROWS_EVENT][i] >= t->n; /* each event and the report have a row */
		bad |= rows_trait(traits, ROWS_PRECISION, 3) >= PRECISION_COUNT;
		bad |= rows_trait(traits, ROWS_KIND, 4) >= EVENT_KIND_COUNT;
	}
	return !bad;
}

/* The statement's columns: first, last, count, runs, and for the whole lists and sources. */
static bool rows_take_head(sqlite3_stmt *st, size_t rows, bool whole, struct rows_table **out)
{
	int64_t first = sqlite3_column_int64(st, 0), last = sqlite3_column_int64(st, 1), count = sqlite3_column_int64(st, 2);
	if (first < 1 || last < first || last > UINT32_MAX || count < last - first + 1 || count > UINT32_MAX)
		return false;
	struct rows_table *t = rows_new((size_t)count < rows ? (size_t)count : rows);
	t->first = first;
	bool ok = rows_unpack_runs(t, db_column(st, 3), (size_t)count);
	if (ok && whole) {
		struct str sources = db_column(st, 5);
		ok = rows_unpack_lists(t, db_column(st, 4)) && sources.n == 4 * (size_t)(last - first + 1);
		vec_reserve(&t->sources, sources.n / 4);
		t->sources.n = sources.n / 4;
		unpack_array32(sources, t->sources.v);
	}
	*out = t;
	return ok;
}

/* Fills rows [begin, begin + n) of the columns with the first n of a part that has `all`. */
static bool rows_read_part(struct rows_table *t, struct db *db, int64_t id, size_t begin, size_t n, size_t all, struct error *err)
{
	sqlite3_blob *blob;
	if (sqlite3_blob_open(db->handle, "main", "row_part", "packed", id, 0, &blob) != SQLITE_OK)
		return rows_damaged(db, id >> ROWS_PART_BITS, err);
	bool ok = (size_t)sqlite3_blob_bytes(blob) == all * ROWS_COLUMNS * sizeof(uint32_t);
	for (int c = 0; ok && c < ROWS_COLUMNS; c++) {
		uint32_t *to = t->column[c] + begin;
		ok = sqlite3_blob_read(blob, to, (int)(n * sizeof *to), (int)(c * all * sizeof *to)) == SQLITE_OK;
		unpack_array32((struct str){(const char *)to, n * sizeof *to}, to);
	}
	sqlite3_blob_close(blob);
	return ok || rows_damaged(db, id >> ROWS_PART_BITS, err);
}

/* The first t->n rows of a segment of `count`. */
static bool rows_read_parts(struct rows_table *t, struct db *db, int64_t id, size_t count, struct error *err)
{
	bool ok = true;
	for (size_t begin = 0; ok && begin < t->n; begin += ROWS_PART) {
		size_t n = t->n - begin < ROWS_PART ? t->n - begin : ROWS_PART, all = count - begin < ROWS_PART ? count - begin : ROWS_PART;
		ok = rows_read_part(t, db, (id << ROWS_PART_BITS) + (int64_t)(begin / ROWS_PART), begin, n, all, err);
	}
	return ok;
}

/* The first `rows` rows of a segment. */
static bool rows_read_some(struct db *db, int64_t id, size_t rows, struct rows_table **out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT first, last, count, runs, lists, sources FROM row_segment WHERE id = ?", err);
	if (!st)
		return false;
	bool whole = rows == SIZE_MAX;
	struct rows_table *t = NULL;
	sqlite3_bind_int64(st, 1, id);
	enum db_result r = db_step(db, st, err);
	bool ok = r == DB_ROW && (rows_take_head(st, rows, whole, &t) || rows_damaged(db, id, err));
	size_t count = ok ? (size_t)sqlite3_column_int64(st, 2) : 0;
	db_done(st);
	if (r == DB_DONE)
		rows_damaged(db, id, err);
	ok = ok && rows_read_parts(t, db, id, count, err) && (!whole || rows_are_good(t) || rows_damaged(db, id, err));
	if (ok)
		*out = t;
	else
		rows_free(t);
	return ok;
}

bool rows_segment_read(struct db *db, int64_t id, struct rows_table **out, struct error *err)
{
	return rows_read_some(db, id, SIZE_MAX, out, err);
}

/* ---- links that wait ---- */

struct rows_links {
	VEC(struct rows_link) v;
};

static bool rows_read_links(struct db *db, struct rows_links *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT packed FROM row_link ORDER BY id", err);
	if (!st)
		return false;
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW) {
		struct str packed = db_column(st, 0);
		for (size_t i = 0; i < packed.n / ROWS_LINK_BYTES; i++)
			*vec_push(&out->v) = (struct rows_link){unpack_at32(packed, 3 * i), unpack_at32(packed, 3 * i + 1),
								(int32_t)unpack_at32(packed, 3 * i + 2)};
	}
	return r == DB_DONE;
}

static bool rows_write_links(struct db *db, const struct rows_link *links, size_t n, struct error *err)
{
	if (n == 0)
		return true;
	sqlite3_stmt *st = db_prepare(db, "INSERT INTO row_link (packed) VALUES (?)", err);
	if (!st)
		return false;
	struct buf packed = BUF_INIT;
	for (size_t i = 0; i < n; i++) {
		pack_fixed32(&packed, links[i].article);
		pack_fixed32(&packed, links[i].event);
		pack_fixed32(&packed, (uint32_t)links[i].more);
	}
	db_bind_blob(st, 1, buf_str(&packed));
	bool ok = db_finish(db, st, err);
	buf_free(&packed);
	return ok;
}

/* Puts the links of articles from `first` on in front; returns how many there are. */
static size_t rows_part_links(struct rows_link *links, size_t n, int64_t first)
{
	size_t front = 0;
	for (size_t i = 0; i < n; i++) {
		if (links[i].article < first)
			continue;
		struct rows_link t = links[front];
		links[front++] = links[i];
		links[i] = t;
	}
	return front;
}

/* Where links are counted anew, all of them are in the file. */
struct rows_recount {
	struct db *db;
	struct error *err;
	bool failed;
};

static int32_t rows_count_links(void *ctx, int64_t event)
{
	struct rows_recount *c = ctx;
	sqlite3_stmt *st = db_prepare(
		c->db, "SELECT (SELECT count(*) FROM link WHERE origin = ?1) + (SELECT count(*) FROM link WHERE target = ?1)", c->err);
	if (st)
		sqlite3_bind_int64(st, 1, event);
	if (!st || db_step(c->db, st, c->err) != DB_ROW) {
		c->failed = true;
		return 0;
	}
	int32_t n = sqlite3_column_int(st, 0);
	db_done(st);
	return n;
}

static bool rows_add_links(struct rows_table *t, const struct rows_link *links, size_t n, struct db *db, struct error *err)
{
	struct rows_recount c = {.db = db, .err = err};
	rows_batch_add_links(t, links, n, rows_count_links, &c);
	return !c.failed;
}

/* Counts the links in that wait for the rows of a table, which is to be the last segment. */
static bool rows_take_links(struct rows_table *t, struct db *db, struct error *err)
{
	struct rows_links links = {0};
	bool ok = rows_read_links(db, &links, err);
	size_t own = ok ? rows_part_links(links.v.v, links.v.n, t->first) : 0;
	if (own) {
		ok = rows_add_links(t, links.v.v, own, db, err) && db_exec(db, "DELETE FROM row_link", err) && rows_write_links(db, links.v.v + own, links.v.n - own, err);
	}
	vec_free(&links.v);
	return ok;
}

bool rows_segment_forget_links(struct db *db, struct error *err)
{
	VEC(int64_t) ids = {0};
	sqlite3_stmt *st = db_prepare(db, "SELECT id FROM row_segment", err);
	enum db_result r = DB_FAILED;
	while (st && (r = db_step(db, st, err)) == DB_ROW)
		*vec_push(&ids) = sqlite3_column_int64(st, 0);
	bool ok = r == DB_DONE && db_exec(db, "DELETE FROM row_link", err);
	for (size_t i = 0; ok && i < ids.n; i++) {
		struct rows_table *t;
		if (!(ok = rows_segment_read(db, ids.v[i], &t, err)))
			break;
		for (size_t k = 0; k < t->n; k++)
			t->column[ROWS_TRAITS][k] = rows_traits_add_links(t->column[ROWS_TRAITS][k], -ROWS_LINKS_MOST);
		ok = rows_write_parts(t, db, ids.v[i], err);
		rows_free(t);
	}
	vec_free(&ids);
	return ok;
}

/* ---- all segments ---- */

struct rows_segments {
	VEC(struct tier_segment) v; /* by first article; size: rows */
	VEC(struct rows_table *) tables;
};

static void rows_segments_free(struct rows_segments *s)
{
	for (size_t i = 0; i < s->tables.n; i++)
		rows_free(s->tables.v[i]);
	vec_free(&s->tables);
	vec_free(&s->v);
}

static bool rows_list(struct db *db, struct rows_segments *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, last - first + 1, count FROM row_segment ORDER BY first", err);
	if (!st)
		return false;
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW)
		*vec_push(&out->v) = (struct tier_segment){sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2)};
	return r == DB_DONE;
}

/* The tables of segments [from, ...), of each the first `rows` rows. */
static bool rows_load(struct db *db, struct rows_segments *s, size_t from, size_t rows, struct error *err)
{
	for (size_t i = from; i < s->v.n; i++) {
		struct rows_table *t;
		if (!rows_read_some(db, s->v.v[i].id, rows, &t, err))
			return false;
		*vec_push(&s->tables) = t;
	}
	return true;
}

static bool rows_delete(struct db *db, int64_t id, struct error *err)
{
	sqlite3_stmt *parts = db_prepare(db, "DELETE FROM row_part WHERE id BETWEEN ? AND ?", err);
	sqlite3_stmt *segment = db_prepare(db, "DELETE FROM row_segment WHERE id = ?", err);
	if (!parts || !segment)
		return false;
	sqlite3_bind_int64(parts, 1, id << ROWS_PART_BITS);
	sqlite3_bind_int64(parts, 2, (id << ROWS_PART_BITS) + (1 << ROWS_PART_BITS) - 1);
	sqlite3_bind_int64(segment, 1, id);
	return db_finish(db, parts, err) && db_finish(db, segment, err);
}

bool rows_segment_merge_due(struct db *db, int64_t added, struct error *err)
{
	for (;;) {
		struct rows_segments s = {0};
		bool ok = rows_list(db, &s, err);
		size_t due = !ok ? 0 : added ? tiers_left(s.v.v, s.v.n, tiers_most(added, ROWS_EACH, ROWS_MERGED_MOST)) : tiers_due(s.v.v, s.v.n, ROWS_MERGED_MOST);
		size_t from = s.v.n - due;
		if (ok && due && (ok = rows_load(db, &s, from, SIZE_MAX, err))) {
			struct rows_table *merged = rows_merge(s.tables.v, s.tables.n);
			ok = rows_take_links(merged, db, err) && rows_write(merged, db, err);
			rows_free(merged);
			for (size_t i = from; ok && i < s.v.n; i++)
				ok = rows_delete(db, s.v.v[i].id, err);
		}
		rows_segments_free(&s);
		if (!ok || !due)
			return ok;
	}
}

bool rows_segment_flush(struct rows_batch *b, struct db *db, struct error *err)
{
	size_t own = 0;
	bool ok = true, rows = b->first != 0;
	if (rows) {
		own = rows_part_links(b->links.v, b->links.n, b->first);
		struct rows_table *t = rows_batch_seal(b);
		ok = rows_add_links(t, b->links.v, own, db, err) && rows_write(t, db, err);
		rows_free(t);
	}
	ok = ok && (own == b->links.n || rows_write_links(db, b->links.v + own, b->links.n - own, err)) && (!rows || rows_segment_merge_due(db, 0, err));
	rows_batch_free(b);
	return ok;
}

/* Tables that somebody else may share are not changed: a merge makes a new one. */
static struct rows_table *rows_join(struct rows_segments *s)
{
	return s->tables.n == 1 ? rows_share(s->tables.v[0]) : rows_merge(s->tables.v, s->tables.n);
}

bool rows_segment_read_all(struct db *db, struct rows_table **out, struct error *err)
{
	struct rows_segments s = {0};
	struct rows_links links = {0};
	bool ok = rows_list(db, &s, err) && rows_load(db, &s, 0, SIZE_MAX, err) && rows_read_links(db, &links, err);
	struct rows_table *all = ok ? rows_join(&s) : NULL;
	ok = ok && rows_add_links(all, links.v.v, links.v.n, db, err);
	if (ok)
		*out = all;
	else
		rows_free(all);
	vec_free(&links.v);
	rows_segments_free(&s);
	return ok;
}

/* ---- beginnings ---- */

static bool rows_read_sums(struct db *db, struct rows_sums *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT last - first + 1, count, countries, id FROM row_segment", err);
	if (!st)
		return false;
	enum db_result r;
	bool bad = false;
	while (!bad && (r = db_step(db, st, err)) == DB_ROW) {
		struct unpack u = unpack_of(db_column(st, 2));
		out->articles += (size_t)sqlite3_column_int64(st, 0);
		out->rows += (size_t)sqlite3_column_int64(st, 1);
		while (u.p != u.end && !u.bad) {
			uint16_t code = unpack_fixed16(&u);
			uint32_t count = unpack_fixed32(&u);
			bad |= u.bad || code >= ROWS_CODES;
			if (!bad)
				out->countries[code] += count;
		}
		if (bad)
			rows_damaged(db, sqlite3_column_int64(st, 3), err);
	}
	db_done(st);
	return !bad && r == DB_DONE;
}

struct rows_runs {
	VEC(struct row_run) v;
};

/* All runs of all tables, added up; the tables keep those of the rows that they have. */
static void rows_add_runs(struct rows_segments *s, struct rows_runs *out)
{
	size_t *at = mem_zero(s->tables.n, sizeof *at);
	for (uint32_t end = 0;;) {
		uint64_t least = 0;
		struct interval when = INTERVAL_NONE;
		bool more = false;
		for (size_t i = 0; i < s->tables.n; i++) {
			const struct rows_table *t = s->tables.v[i];
			uint64_t time = at[i] < t->runs.n ? rows_time(t->runs.v[at[i]].when) : 0;
			if (at[i] == t->runs.n || (more && time >= least))
				continue;
			least = time;
			when = t->runs.v[at[i]].when;
			more = true;
		}
		if (!more)
			break;
		for (size_t i = 0; i < s->tables.n; i++) {
			const struct rows_table *t = s->tables.v[i];
			if (at[i] == t->runs.n || rows_time(t->runs.v[at[i]].when) != least)
				continue;
			end += t->runs.v[at[i]].end - (uint32_t)rows_run_begin(t->runs.v, at[i]);
			at[i]++;
		}
		*vec_push(&out->v) = (struct row_run){when, end};
	}
	for (size_t i = 0; i < s->tables.n; i++) {
		struct rows_table *t = s->tables.v[i];
		t->runs.n = rows_run_of(t->runs.v, t->runs.n, t->n);
		if (rows_run_begin(t->runs.v, t->runs.n) < t->n)
			t->runs.v[t->runs.n++].end = (uint32_t)t->n;
	}
	mem_free(at);
}

/* Of a table that is not read whole the countries are not known. */
static void rows_drop_lists(struct rows_segments *s)
{
	for (size_t i = 0; i < s->tables.n; i++) {
		struct rows_table *t = s->tables.v[i];
		memset(t->column[ROWS_COUNTRIES], 0, t->n * sizeof *t->column[ROWS_COUNTRIES]);
		rows_lists_number(&t->lists, NULL, 0);
	}
}

bool rows_segment_read_beginning(struct db *db, size_t n, size_t least, struct rows_sums *sums, struct rows_table **out, struct error *err)
{
	struct rows_segments s = {0};
	struct rows_runs runs = {0};
	*sums = (struct rows_sums){0};
	*out = NULL;
	if (!rows_read_sums(db, sums, err))
		return false;
	if (sums->rows <= least)
		return true;
	bool ok = rows_list(db, &s, err) && rows_load(db, &s, 0, n, err);
	if (ok) {
		rows_add_runs(&s, &runs);
		rows_drop_lists(&s);
		struct rows_table *t = rows_merge(s.tables.v, s.tables.n);
		t->n = t->n < n ? t->n : n;
		vec_free(&t->runs);
		memcpy(&t->runs, &runs.v, sizeof t->runs);
		*out = t;
	}
	rows_segments_free(&s);
	return ok;
}
