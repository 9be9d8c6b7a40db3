#include "config.h"

#include "store/linked.h"

#include "store/ids.h"
#include "store/inside.h"

/* Of an event, beside the kinds of its links, while they are gone through. */
enum {
	LINKED_AHEAD = 1 << LINK_KIND_COUNT,       /* it did not happen as it is told: announced, denied, supposed */
	LINKED_FULFILLED = LINKED_AHEAD << 1,      /* by an outcome or a report of what happened */
	LINKED_FULFILLED_TOO = LINKED_AHEAD << 2,  /* by another announcement that is */
};

struct linked_link {
	int64_t origin, target;
	uint8_t kind;
};

struct linked_work {
	struct store *s;
	const struct rows_table *t;
	const atomic_bool *cancel;
	struct ids doubted;                        /* events of whose links the user rejected some */
	VEC(struct linked_link) asked, same;       /* links of those; links between events that are both ahead */
	size_t *begins;                            /* of each article's events among all */
	uint8_t *events;
};

static bool linked_cancelled(const struct linked_work *w, struct error *err)
{
	if (!w->cancel || !atomic_load_explicit(w->cancel, memory_order_relaxed))
		return false;
	error_set(err, ERROR_INTERRUPTED, "query: stopped");
	return true;
}

/* ---- events by number ---- */

/* Room for the events of each article up to the last one that has a row. */
static void linked_number(struct linked_work *w)
{
	size_t n = w->t->sources.n;
	const uint32_t *articles = w->t->column[ROWS_ARTICLE], *events = w->t->column[ROWS_EVENT];
	w->begins = mem_zero(n + 1, sizeof *w->begins);
	size_t *counts = w->begins + 1;
	for (size_t i = 0; i < w->t->n; i++) {
		size_t article = articles[i] - (uint32_t)w->t->first;
		counts[article] = events[i] > counts[article] ? events[i] : counts[article];
	}
	for (size_t i = 0; i < n; i++)
		w->begins[i + 1] += w->begins[i];
	w->events = mem_zero(w->begins[n] + 1, 1);
}

/* NULL: it has no row. */
static uint8_t *linked_event(struct linked_work *w, int64_t event)
{
	int64_t article = store_event_article(event) - w->t->first;
	if (article < 0 || (uint64_t)article >= w->t->sources.n)
		return NULL;
	size_t at = w->begins[article] + store_event_index(event);
	return at < w->begins[article + 1] ? &w->events[at] : NULL;
}

static uint8_t *linked_row(struct linked_work *w, size_t rank)
{
	return w->events + w->begins[w->t->column[ROWS_ARTICLE][rank] - (uint32_t)w->t->first] + w->t->column[ROWS_EVENT][rank] - 1;
}

static uint32_t linked_modality(const struct rows_table *t, size_t rank)
{
	return rows_trait(t->column[ROWS_TRAITS][rank], ROWS_MODALITY, 2);
}

static void linked_see_ahead(struct linked_work *w)
{
	for (size_t i = 0; i < w->t->n; i++)
		if (w->t->column[ROWS_EVENT][i] && linked_modality(w->t, i) != MODALITY_HAPPENED)
			*linked_row(w, i) |= LINKED_AHEAD;
}

/* ---- links ---- */

static void linked_set(uint8_t *event, unsigned bits)
{
	if (event)
		*event |= (uint8_t)bits;
}

/* What one link says of what came of its ends. */
static void linked_fulfil(struct linked_work *w, const struct linked_link *l, uint8_t *origin, uint8_t *target)
{
	bool a = origin && (*origin & LINKED_AHEAD), b = target && (*target & LINKED_AHEAD);
	if (l->kind == LINK_OUTCOME)
		linked_set(origin, LINKED_FULFILLED);
	else if (l->kind == LINK_SAME && a && b)
		*vec_push(&w->same) = *l;
	else if (l->kind == LINK_SAME && (a || b))
		linked_set(a ? origin : target, LINKED_FULFILLED);
}

/* Links of events on whose links the user had a word are asked one by one, behind the statement. */
static void linked_take(struct linked_work *w, const struct linked_link *l)
{
	uint8_t *origin = linked_event(w, l->origin), *target = linked_event(w, l->target);
	linked_set(origin, 1u << l->kind);
	linked_set(target, 1u << l->kind);
	if (w->doubted.n && (ids_has(&w->doubted, l->origin) || ids_has(&w->doubted, l->target)))
		*vec_push(&w->asked) = *l;
	else
		linked_fulfil(w, l, origin, target);
}

static bool linked_read(struct linked_work *w, struct error *err)
{
	enum { AT_ONCE = 4096 };
	sqlite3_stmt *st = db_prepare(&w->s->db, "SELECT kind, origin, target FROM link", err);
	enum db_result step = DB_FAILED;
	size_t n = 0;
	while (st && (n++ % AT_ONCE || !linked_cancelled(w, err)) && (step = db_step(&w->s->db, st, err)) == DB_ROW) {
		int64_t kind = sqlite3_column_int64(st, 0);
		if (kind >= 0 && kind < LINK_KIND_COUNT)
			linked_take(w, &(struct linked_link){sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2), (uint8_t)kind});
	}
	if (st && step == DB_ROW)
		db_done(st);
	return step == DB_DONE;
}

/* ---- what the user rejected ---- */

static void linked_doubt(struct linked_work *w)
{
	const struct overlay *o = &w->s->overlay;
	for (size_t i = 0; w->s->notes && i < o->marks.n; i++)
		if (o->marks.v[i].id >= 0 && o->marks.v[i].state->unlinked_count)
			*vec_push(&w->doubted) = o->marks.v[i].id;
	ids_sort(&w->doubted);
}

/* Only kinds of which a link is left standing are kept. */
static bool linked_ask_event(struct linked_work *w, int64_t id, struct arena *arena, struct error *err)
{
	struct link *links = NULL;
	size_t n = 0;
	uint8_t *event = linked_event(w, id);
	if (!store_links_of(w->s, id, arena, &links, &n, err))
		return false;
	if (event)
		*event &= (uint8_t)~(LINKED_AHEAD - 1);
	for (size_t i = 0; i < n; i++)
		if (!links[i].rejected)
			linked_set(event, 1u << links[i].kind);
	return true;
}

static bool linked_ask_link(struct linked_work *w, const struct linked_link *l, struct arena *arena, struct error *err)
{
	struct link *links = NULL;
	size_t n = 0;
	bool stands = true;
	if (!store_links_of(w->s, l->origin, arena, &links, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (links[i].kind == l->kind && links[i].from == l->origin && links[i].to == l->target)
			stands = !links[i].rejected;
	if (stands)
		linked_fulfil(w, l, linked_event(w, l->origin), linked_event(w, l->target));
	return true;
}

static bool linked_ask(struct linked_work *w, struct error *err)
{
	struct arena arena = ARENA_INIT;
	bool ok = true;
	for (size_t i = 0; ok && i < w->doubted.n; i++)
		ok = linked_ask_event(w, w->doubted.v[i], &arena, err);
	for (size_t i = 0; ok && i < w->asked.n; i++)
		ok = linked_ask_link(w, &w->asked.v[i], &arena, err);
	arena_free(&arena);
	return ok;
}

/* ---- all ---- */

static void linked_pass_on(struct linked_work *w)
{
	for (size_t i = 0; i < w->same.n; i++) {
		uint8_t *a = linked_event(w, w->same.v[i].origin), *b = linked_event(w, w->same.v[i].target);
		bool of_a = *a & LINKED_FULFILLED, of_b = *b & LINKED_FULFILLED;
		if (of_a != of_b)
			linked_set(of_a ? b : a, LINKED_FULFILLED_TOO);
	}
}

static uint8_t *linked_by_rank(struct linked_work *w)
{
	uint8_t *rows = mem_alloc(w->t->n + 1);
	for (size_t i = 0; i < w->t->n; i++) {
		unsigned event = w->t->column[ROWS_EVENT][i] ? *linked_row(w, i) : 0, kinds = event & (LINKED_AHEAD - 1);
		bool open = (event & LINKED_AHEAD) && !(event & (LINKED_FULFILLED | LINKED_FULFILLED_TOO)) && linked_modality(w->t, i) == MODALITY_ANNOUNCED;
		rows[i] = (uint8_t)(kinds | (open ? LINKED_OPEN : 0));
	}
	return rows;
}

void linked_free(struct linked *l)
{
	rows_free(l->table);
	mem_free(l->rows);
	*l = (struct linked){.table = NULL};
}

bool linked_load(struct store *s, const atomic_bool *cancel, struct error *err)
{
	struct linked_work w = {.s = s, .t = s->table, .cancel = cancel};
	if (s->linked.table == s->table && s->linked.notes == s->table_notes)
		return true;
	linked_free(&s->linked);
	linked_number(&w);
	linked_see_ahead(&w);
	linked_doubt(&w);
	bool ok = linked_read(&w, err) && linked_ask(&w, err);
	if (ok) {
		linked_pass_on(&w);
		s->linked = (struct linked){rows_share(s->table), s->table_notes, linked_by_rank(&w)};
	}
	vec_free(&w.doubted);
	vec_free(&w.asked);
	vec_free(&w.same);
	mem_free(w.begins);
	mem_free(w.events);
	return ok;
}
