/* The rows of a result in orders that are not of time: a key of 32 bits each, the smallest first, and sorted so that
 * rows of one key stay in order of time. */
#include "config.h"

#include "store/order.h"

#include "base/mem.h"
#include "store/ids.h"
#include "store/query_run.h"

#include <string.h>

static const struct {
	const char *name, *words, *help;
} order_table[ORDER_COUNT] = {
	[ORDER_OLDEST] = {"oldest", "oldest first", "in order of time, as at first"},
	[ORDER_NEWEST] = {"newest", "newest first", "the last first"},
	[ORDER_IMPORTANCE] = {"importance", "by importance", "the most important first: kind, countries, links"},
	[ORDER_REPORTS] = {"reports", "by reports", "what most articles tell first"},
	[ORDER_PUBLISHED] = {"published", "by publication", "what appeared last first, whatever it tells of"},
};

const char *order_name(enum order_by by)
{
	return order_table[by].name;
}

const char *order_words(enum order_by by)
{
	return order_table[by].words;
}

const char *order_help(enum order_by by)
{
	return order_table[by].help;
}

int order_named(struct str name)
{
	for (int i = 0; i < ORDER_COUNT; i++)
		if (str_eq_nocase(name, str_of(order_table[i].name)))
			return i;
	return -1;
}

bool order_is_of_time(enum order_by by)
{
	return by <= ORDER_NEWEST;
}

void order_free(struct order *o)
{
	if (!o)
		return;
	mem_free(o->rows);
	mem_free(o->places);
	mem_free(o);
}

static size_t order_rank(const struct result *r, size_t i)
{
	return r->ranks ? r->ranks[i] : i;
}

/* ---- importance ---- */

static uint32_t order_unimportance(const struct result *r, size_t i)
{
	return UINT16_MAX - result_importance(r, i);
}

static void order_importance(const struct result *r, uint32_t *keys)
{
	for (size_t i = 0; i < r->count; i++)
		keys[i] = order_unimportance(r, i);
}

/* ---- how many articles tell it ---- */

/* Links that the user rejected, by the events of which he said so: both ends of each. */
static bool order_read_rejected(struct store *s, struct ids *out, struct error *err)
{
	struct arena arena = ARENA_INIT;
	if (!s->notes || !notes_unlinks(s->notes))
		return true;
	bool ok = store_load_rows(s, false, err);
	for (size_t i = 0; ok && i < s->overlay.marks.n; i++) {
		struct link *links = NULL;
		size_t n = 0;
		int64_t id = s->overlay.marks.v[i].id;
		if (id < 0 || !s->overlay.marks.v[i].state->unlinked_count)
			continue;
		ok = store_links_of(s, id, &arena, &links, &n, err);
		for (size_t k = 0; ok && k < n; k++)
			if (links[k].rejected && links[k].kind == LINK_SAME)
				*vec_push(out) = id;
	}
	arena_free(&arena);
	ids_sort(out);
	return ok;
}

static bool order_read_told(struct store *s, const struct query_watch *watch, struct ids *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT origin, target FROM link WHERE kind = ?", err);
	enum db_result step = DB_FAILED;
	if (!st)
		return false;
	sqlite3_bind_int(st, 1, LINK_SAME);
	while ((step = db_step(&s->db, st, err)) == DB_ROW) {
		*vec_push(out) = sqlite3_column_int64(st, 0);
		*vec_push(out) = sqlite3_column_int64(st, 1);
		if (watch && watch->cancel && atomic_load(watch->cancel)) {
			sqlite3_reset(st);
			return error_set(err, ERROR_INTERRUPTED, "stopped");
		}
	}
	ids_sort(out);
	return step == DB_DONE;
}

static bool order_reports(struct store *s, const struct result *r, const struct query_watch *watch, uint32_t *keys, struct error *err)
{
	struct ids told = {0}, rejected = {0}; /* an event for each article that tells it too */
	const struct rows_table *t = r->table;
	bool ok = order_read_told(s, watch, &told, err) && order_read_rejected(s, &rejected, err);
	for (size_t i = 0; ok && i < r->count; i++) {
		size_t rank = order_rank(r, i), n = 0;
		if (t->column[ROWS_EVENT][rank] && t->column[ROWS_TRAITS][rank] >> ROWS_LINKS) {
			int64_t id = store_event_row(t->column[ROWS_ARTICLE][rank], t->column[ROWS_EVENT][rank] - 1);
			n = ids_count(&told, id) - ids_count(&rejected, id);
		}
		keys[i] = (UINT16_MAX - (uint32_t)(n < UINT16_MAX ? n : UINT16_MAX)) << 16 | order_unimportance(r, i);
	}
	vec_free(&told);
	vec_free(&rejected);
	return ok;
}

/* ---- when its article appeared ---- */

/* An article's report stands at the day of its publication. */
static void order_published(const struct result *r, uint32_t *keys)
{
	const struct rows_table *t = r->table;
	uint32_t *days = mem_alloc((t->sources.n + 1) * sizeof *days);
	memset(days, 0xFF, (t->sources.n + 1) * sizeof *days);
	for (size_t run = 0, rank = 0; run < t->runs.n; run++) {
		struct interval when = t->runs.v[run].when;
		for (; rank < t->runs.v[run].end; rank++)
			if (!t->column[ROWS_EVENT][rank] && interval_known(when))
				days[t->column[ROWS_ARTICLE][rank] - (uint32_t)t->first] = (uint32_t)(DAY_MAX - when.from);
	}
	for (size_t i = 0; i < r->count; i++)
		keys[i] = days[t->column[ROWS_ARTICLE][order_rank(r, i)] - (uint32_t)t->first];
	mem_free(days);
}

/* ---- sorting ---- */

/* One pass by half of the key: rows of one half stay in the order that they came in. */
static void order_pass(const uint32_t *keys, int shift, const uint32_t *from, size_t n, uint32_t *to)
{
	size_t *begin = mem_zero(UINT16_MAX + 2, sizeof *begin);
	for (size_t i = 0; i < n; i++)
		begin[(keys[i] >> shift & UINT16_MAX) + 1]++;
	for (size_t i = 1; i <= UINT16_MAX; i++)
		begin[i] += begin[i - 1];
	for (size_t i = 0; i < n; i++) {
		uint32_t row = from ? from[i] : (uint32_t)i;
		to[begin[keys[row] >> shift & UINT16_MAX]++] = row;
	}
	mem_free(begin);
}

bool order_make(struct store *s, const struct result *r, enum order_by by, const struct query_watch *watch, struct order **out,
		struct error *err)
{
	uint32_t *keys = mem_zero(r->count + 1, sizeof *keys);
	bool ok = true;
	switch (by) {
	case ORDER_OLDEST:
	case ORDER_NEWEST:
		break;
	case ORDER_IMPORTANCE:
		order_importance(r, keys);
		break;
	case ORDER_REPORTS:
		ok = order_reports(s, r, watch, keys, err);
		break;
	case ORDER_PUBLISHED:
		order_published(r, keys);
		break;
	}
	if (ok) {
		struct order *o = mem_zero(1, sizeof *o);
		*o = (struct order){.by = by, .n = r->count};
		o->rows = mem_alloc((r->count + 1) * sizeof *o->rows);
		o->places = mem_alloc((r->count + 1) * sizeof *o->places);
		order_pass(keys, 0, NULL, r->count, o->places);
		order_pass(keys, 16, o->places, r->count, o->rows);
		for (size_t i = 0; i < r->count; i++)
			o->places[o->rows[i]] = (uint32_t)i;
		*out = o;
	}
	mem_free(keys);
	return ok;
}
