#include "config.h"

#include "store/rows.h"

#include "store/inside.h"
#include "store/pack.h"

#include <string.h>

enum {
	ROWS_REPORT = 1 << 7,
	ROWS_COUNTRIES_MOST = 255,
};

void rows_free(struct rows_table *t)
{
	vec_free(&t->entries);
	vec_free(&t->codes);
	vec_free(&t->by_id);
}

uint16_t rows_code(const char code[3])
{
	return (uint16_t)((code[0] - 'A') * 26 + (code[1] - 'A'));
}

void rows_code_name(uint16_t code, char out[static 3])
{
	out[0] = (char)('A' + code / 26);
	out[1] = (char)('A' + code % 26);
	out[2] = '\0';
}

uint16_t rows_importance(const struct event *e)
{
	/* what changes the world before what is said about it */
	static const uint8_t kinds[EVENT_KIND_COUNT] = {
		[EVENT_OTHER] = 0,       [EVENT_MEETING] = 90,   [EVENT_VISIT] = 80,     [EVENT_AGREEMENT] = 140,
		[EVENT_EXERCISE] = 90,   [EVENT_ATTACK] = 140,   [EVENT_CONFLICT] = 140, [EVENT_STATEMENT] = 20,
		[EVENT_ACCESSION] = 200, [EVENT_ELECTION] = 160, [EVENT_DISASTER] = 150,
	};
	size_t countries = e->country_count < 8 ? e->country_count : 8;
	unsigned sum = 2u * e->confidence + kinds[e->kind] + 30u * (unsigned)countries;
	if (e->modality == MODALITY_HAPPENED)
		sum += 60;
	if (e->basis == BASIS_STATED)
		sum += 60;
	if (interval_known(e->when) && e->when.to - e->when.from < 31)
		sum += 40;
	return (uint16_t)sum;
}

/* ---- packing: flags and precision, kind, modality, confidence, importance, first day, length, countries ---- */

static void rows_pack_head(struct buf *out, unsigned flags, struct interval when, const uint8_t kind_modality_confidence[3],
			   uint16_t importance)
{
	buf_add_char(out, (char)flags);
	buf_add(out, kind_modality_confidence, 3);
	pack_fixed16(out, importance);
	pack_fixed32(out, (uint32_t)when.from);
	pack_fixed32(out, (uint32_t)when.to);
}

static void rows_pack_event(const struct event *e, struct buf *out)
{
	const uint8_t kmc[3] = {(uint8_t)e->kind, (uint8_t)e->modality, e->confidence};
	size_t n = e->country_count < ROWS_COUNTRIES_MOST ? e->country_count : ROWS_COUNTRIES_MOST;
	rows_pack_head(out, e->precision, e->when, kmc, rows_importance(e));
	buf_add_char(out, (char)n);
	for (size_t i = 0; i < n; i++)
		pack_fixed16(out, rows_code(e->countries[i].code));
}

void rows_pack(const struct extraction *x, uint32_t source, struct buf *out)
{
	const uint8_t kmc[3] = {EVENT_OTHER, MODALITY_HAPPENED, 100};
	rows_pack_head(out, ROWS_REPORT | (unsigned)x->published.precision, x->published.when, kmc, 0);
	pack_fixed32(out, source);
	for (size_t i = 0; i < x->event_count; i++)
		rows_pack_event(&x->events[i], out);
}

/* ---- reading ---- */

static bool rows_unpack_one(struct rows_table *t, struct unpack *u, int64_t *article, size_t *index, uint32_t *source)
{
	uint8_t flags = unpack_fixed8(u);
	bool report = flags & ROWS_REPORT;
	struct row r = {.type = report ? ROW_REPORT : ROW_EVENT, .precision = flags & ~ROWS_REPORT};
	r.kind = unpack_fixed8(u);
	r.modality = unpack_fixed8(u);
	r.confidence = unpack_fixed8(u);
	r.importance = unpack_fixed16(u);
	r.when.from = (int32_t)unpack_fixed32(u);
	r.when.to = (int32_t)unpack_fixed32(u);
	struct rows_entry e = {.codes = (uint32_t)t->codes.n};
	if (report) {
		++*article;
		*index = 0;
		*source = unpack_fixed32(u);
	} else {
		e.code_count = unpack_fixed8(u);
	}
	for (int i = 0; i < e.code_count; i++) {
		uint16_t code = unpack_fixed16(u);
		u->bad |= code >= ROWS_CODES;
		*vec_push(&t->codes) = code;
	}
	r.article = *article;
	r.id = report ? *article : store_event_row(*article, (*index)++);
	e.source = *source;
	e.row = r;
	*vec_push(&t->entries) = e;
	bool days = r.when.from == DAY_NONE || (r.when.from >= DAY_MIN && r.when.from <= r.when.to && r.when.to <= DAY_MAX);
	return !u->bad && days && r.precision < PRECISION_COUNT && r.kind < EVENT_KIND_COUNT && r.modality <= MODALITY_HYPOTHETICAL;
}

static bool rows_unpack(struct rows_table *t, struct str packed, int64_t first)
{
	struct unpack u = unpack_of(packed);
	int64_t article = first - 1;
	size_t index = 0;
	uint32_t source = 0;
	while (u.p != u.end)
		if (!rows_unpack_one(t, &u, &article, &index, &source) || article < first)
			return false;
	return true;
}

static bool rows_read_blocks(struct rows_table *t, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT b.first, r.packed, b.id FROM block b JOIN rows r ON r.block = b.id ORDER BY b.id", err);
	if (!st)
		return false;
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW) {
		if (rows_unpack(t, db_column(st, 1), sqlite3_column_int64(st, 0)))
			continue;
		error_set(err, ERROR_CORRUPT, "%s: the rows of block %lld are damaged; `dateline check` says what is damaged", db->path,
			  (long long)sqlite3_column_int64(st, 2));
		db_done(st);
		return false;
	}
	return r == DB_DONE;
}

/* ---- order of time ---- */

struct rows_key {
	uint64_t when; /* first day, then last day, as unsigned numbers in the same order */
	uint32_t entry;
};

static uint64_t rows_key_of(struct interval i)
{
	uint32_t undated = UINT32_MAX;
	uint32_t from = interval_known(i) ? (uint32_t)i.from + 0x80000000u : undated;
	uint32_t to = interval_known(i) ? (uint32_t)i.to + 0x80000000u : undated;
	return (uint64_t)from << 32 | to;
}

/* Sorts by one byte of the key, keeping the order of equals; false when the byte is the same in all. */
static bool rows_sort_byte(const struct rows_key *from, struct rows_key *to, size_t n, int shift)
{
	size_t counts[256] = {0}, at = 0;
	for (size_t i = 0; i < n; i++)
		counts[from[i].when >> shift & 0xFF]++;
	if (n && counts[from[0].when >> shift & 0xFF] == n)
		return false;
	for (size_t b = 0; b < 256; b++) {
		size_t count = counts[b];
		counts[b] = at;
		at += count;
	}
	for (size_t i = 0; i < n; i++)
		to[counts[from[i].when >> shift & 0xFF]++] = from[i];
	return true;
}

/* Byte by byte, the lowest first: a third of qsort's time, and equals stay in order of article. */
static void rows_sort(struct rows_key **keys, size_t n)
{
	struct rows_key *other = mem_alloc(n * sizeof *other);
	for (int shift = 0; shift < 64; shift += 8) {
		if (!rows_sort_byte(*keys, other, n, shift))
			continue;
		struct rows_key *sorted = other;
		other = *keys;
		*keys = sorted;
	}
	mem_free(other);
}

static void rows_drop_rejected(struct rows_table *t)
{
	size_t n = 0;
	for (size_t i = 0; i < t->entries.n; i++)
		if (!t->entries.v[i].rejected)
			t->entries.v[n++] = t->entries.v[i];
	t->entries.n = n;
	t->by_id.n = n;
}

void rows_arrange(struct rows_table *t)
{
	rows_drop_rejected(t);
	size_t n = t->entries.n;
	struct rows_key *keys = mem_alloc(n * sizeof *keys);
	for (size_t i = 0; i < n; i++)
		keys[i] = (struct rows_key){rows_key_of(t->entries.v[i].row.when), (uint32_t)i};
	rows_sort(&keys, n);
	struct rows_table sorted = {0};
	vec_reserve(&sorted.entries, n);
	for (size_t i = 0; i < n; i++) {
		sorted.entries.v[i] = t->entries.v[keys[i].entry];
		t->by_id.v[keys[i].entry] = (uint32_t)i;
	}
	mem_free(keys);
	mem_free(t->entries.v);
	t->entries.v = sorted.entries.v;
	t->entries.cap = sorted.entries.cap;
}

/* Being linked makes an event matter: what many tell, what belongs to a series. */
static bool rows_weigh_links(struct rows_table *t, struct db *db, struct error *err)
{
	enum { EACH = 25, MOST = 1000 };
	sqlite3_stmt *st = db_prepare(db, "SELECT origin, target FROM link", err);
	if (!st)
		return false;
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW)
		for (int side = 0; side < 2; side++) {
			struct rows_entry *e = rows_find(t, sqlite3_column_int64(st, side), true);
			if (e && e->row.importance + EACH <= MOST)
				e->row.importance += EACH;
		}
	return r == DB_DONE;
}

bool rows_read(struct rows_table *t, struct db *db, struct error *err)
{
	rows_free(t);
	if (!rows_read_blocks(t, db, err))
		return false;
	vec_reserve(&t->by_id, t->entries.n);
	for (size_t i = 0; i < t->entries.n; i++)
		t->by_id.v[i] = (uint32_t)i;
	t->by_id.n = t->entries.n;
	return rows_weigh_links(t, db, err);
}

/* Where a row stands in by_id's order: by article, its report, its events. */
static int rows_order(const struct row *r, int64_t id, bool event)
{
	int64_t article = event ? store_event_article(id) : id;
	if (r->article != article)
		return r->article < article ? -1 : 1;
	bool is_event = r->type == ROW_EVENT;
	if (is_event != event)
		return event ? -1 : 1;
	return (r->id > id) - (r->id < id);
}

struct rows_entry *rows_find(struct rows_table *t, int64_t id, bool event)
{
	size_t low = 0, high = t->by_id.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct rows_entry *e = &t->entries.v[t->by_id.v[middle]];
		int order = rows_order(&e->row, id, event);
		if (order == 0)
			return e;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

void rows_add(struct rows_table *t, int64_t article, size_t index, const struct event *e)
{
	int64_t id = store_event_row(article, index);
	const struct rows_entry *report = rows_find(t, article, false);
	if (!report || rows_find(t, id, true))
		return;
	struct rows_entry new = {.source = report->source, .codes = (uint32_t)t->codes.n};
	new.row = (struct row){.id = id, .article = article, .type = ROW_EVENT, .when = e->when, .precision = (uint8_t)e->precision,
			       .kind = (uint8_t)e->kind, .modality = (uint8_t)e->modality, .confidence = e->confidence,
			       .importance = rows_importance(e)};
	for (size_t i = 0; i < e->country_count && new.code_count < UINT8_MAX; i++, new.code_count++)
		*vec_push(&t->codes) = rows_code(e->countries[i].code);
	/* as yet the entries are in the order of by_id; few events are ever split, so moving the rest is cheap enough */
	size_t at = t->entries.n;
	vec_push(&t->entries);
	for (; at > 0 && rows_order(&t->entries.v[at - 1].row, id, true) > 0; at--)
		t->entries.v[at] = t->entries.v[at - 1];
	t->entries.v[at] = new;
	*vec_push(&t->by_id) = (uint32_t)t->by_id.n;
}
