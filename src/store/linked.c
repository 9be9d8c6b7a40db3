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
	int64_t origin, target, kind;
};

/* How far they are made. A step goes on at `at`, of its rows, links or events. */
struct linked_work {
	struct store *s;
	const struct rows_table *t;
	size_t step, at;
	bool over;                                 /* it was the step's last piece */
	struct ids doubted;                        /* events of whose links the user rejected some */
	struct linked_link last;                   /* that was read */
	VEC(struct linked_link) asked, same;       /* links of those; links between events that are both ahead */
	size_t *begins;                            /* of each article's events among all */
	uint8_t *events;
	uint8_t *rows;                             /* what comes of it all */
};

/* Some 0.5 ms each. */
enum { LINKED_ROWS = 16 * 1024, LINKED_LINKS = 2048, LINKED_ASKED = 8 };

/* Where the piece ends that begins at w->at of n. */
static size_t linked_piece(struct linked_work *w, size_t n, size_t most)
{
	w->over = n - w->at <= most;
	return w->over ? n : w->at + most;
}

/* ---- events by number ---- */

/* Room for the events of each article up to the last one that has a row. */
static void linked_make_room(struct linked_work *w)
{
	size_t n = w->t->sources.n;
	for (size_t i = 0; i < n; i++)
		w->begins[i + 1] += w->begins[i];
	w->events = mem_zero(w->begins[n] + 1, 1);
}

static bool linked_number(struct linked_work *w, struct error *err)
{
	(void)err;
	const uint32_t *articles = w->t->column[ROWS_ARTICLE], *events = w->t->column[ROWS_EVENT];
	size_t *counts = w->begins + 1;
	for (size_t end = linked_piece(w, w->t->n, LINKED_ROWS); w->at < end; w->at++) {
		size_t article = articles[w->at] - (uint32_t)w->t->first;
		counts[article] = events[w->at] > counts[article] ? events[w->at] : counts[article];
	}
	if (w->over)
		linked_make_room(w);
	return true;
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

static bool linked_see_ahead(struct linked_work *w, struct error *err)
{
	(void)err;
	for (size_t end = linked_piece(w, w->t->n, LINKED_ROWS); w->at < end; w->at++)
		if (w->t->column[ROWS_EVENT][w->at] && linked_modality(w->t, w->at) != MODALITY_HAPPENED)
			*linked_row(w, w->at) |= LINKED_AHEAD;
	return true;
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

static bool linked_follows(const struct linked_link *l, const struct linked_link *last)
{
	if (l->target != last->target)
		return l->target > last->target;
	return l->kind != last->kind ? l->kind > last->kind : l->origin > last->origin;
}

/* In the order of the index that has all of a link but its words. */
static sqlite3_stmt *linked_read_behind(struct linked_work *w, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&w->s->db,
				      "SELECT kind, origin, target FROM link WHERE (target, kind, origin) > (?, ?, ?)"
				      " ORDER BY target, kind, origin",
				      err);
	if (!st)
		return NULL;
	sqlite3_bind_int64(st, 1, w->last.target);
	sqlite3_bind_int64(st, 2, w->last.kind);
	sqlite3_bind_int64(st, 3, w->last.origin);
	return st;
}

static bool linked_read(struct linked_work *w, struct error *err)
{
	sqlite3_stmt *st = linked_read_behind(w, err);
	enum db_result step = DB_FAILED;
	for (int n = 0; st && n < LINKED_LINKS && (step = db_step(&w->s->db, st, err)) == DB_ROW; n++) {
		struct linked_link l = {sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2), sqlite3_column_int64(st, 0)};
		if (!linked_follows(&l, &w->last)) { /* else a damaged index could lead round in circles */
			db_done(st);
			return error_set(err, ERROR_CORRUPT, "%s: its links are out of order; `dateline check` says what is damaged", w->s->db.path);
		}
		w->last = l;
		if (l.kind >= 0 && l.kind < LINK_KIND_COUNT)
			linked_take(w, &l);
	}
	if (step == DB_ROW)
		db_done(st);
	w->over = step == DB_DONE;
	return step != DB_FAILED;
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

static bool linked_ask_events(struct linked_work *w, struct error *err)
{
	struct arena arena = ARENA_INIT;
	bool ok = true;
	for (size_t end = linked_piece(w, w->doubted.n, LINKED_ASKED); ok && w->at < end; w->at++)
		ok = linked_ask_event(w, w->doubted.v[w->at], &arena, err);
	arena_free(&arena);
	return ok;
}

static bool linked_ask_links(struct linked_work *w, struct error *err)
{
	struct arena arena = ARENA_INIT;
	bool ok = true;
	for (size_t end = linked_piece(w, w->asked.n, LINKED_ASKED); ok && w->at < end; w->at++)
		ok = linked_ask_link(w, &w->asked.v[w->at], &arena, err);
	arena_free(&arena);
	return ok;
}

/* ---- what comes of it ---- */

static bool linked_pass_on(struct linked_work *w, struct error *err)
{
	(void)err;
	for (size_t end = linked_piece(w, w->same.n, LINKED_ROWS); w->at < end; w->at++) {
		const struct linked_link *l = &w->same.v[w->at];
		uint8_t *a = linked_event(w, l->origin), *b = linked_event(w, l->target);
		bool of_a = *a & LINKED_FULFILLED, of_b = *b & LINKED_FULFILLED;
		if (of_a != of_b)
			linked_set(of_a ? b : a, LINKED_FULFILLED_TOO);
	}
	return true;
}

static bool linked_by_rank(struct linked_work *w, struct error *err)
{
	(void)err;
	for (size_t end = linked_piece(w, w->t->n, LINKED_ROWS); w->at < end; w->at++) {
		unsigned event = w->t->column[ROWS_EVENT][w->at] ? *linked_row(w, w->at) : 0, kinds = event & (LINKED_AHEAD - 1);
		bool open = (event & LINKED_AHEAD) && !(event & (LINKED_FULFILLED | LINKED_FULFILLED_TOO)) &&
			    linked_modality(w->t, w->at) == MODALITY_ANNOUNCED;
		w->rows[w->at] = (uint8_t)(kinds | (open ? LINKED_OPEN : 0));
	}
	return true;
}

/* ---- all ---- */

static bool (*const linked_steps[])(struct linked_work *w, struct error *err) = {
	linked_number, linked_see_ahead, linked_read, linked_ask_events, linked_ask_links, linked_pass_on, linked_by_rank,
};
enum { LINKED_STEPS = sizeof linked_steps / sizeof *linked_steps };

/* Of what the user says only rejected links count: a star on another event leaves all of this as it is. */
static uint64_t linked_doubts(const struct store *s)
{
	const struct overlay *o = &s->overlay;
	uint64_t sum = 0;
	for (size_t i = 0; s->notes && i < o->marks.n; i++)
		if (o->marks.v[i].state->unlinked_count)
			sum += ((uint64_t)o->marks.v[i].id * 0x9E3779B97F4A7C15 ^ o->marks.v[i].state->said) * 0xD6E8FEB86659FD93;
	return sum;
}

static void linked_begin(struct store *s)
{
	struct linked *l = &s->linked;
	l->table = rows_share(s->table);
	l->doubts = linked_doubts(s);
	l->work = mem_zero(1, sizeof *l->work);
	l->work->s = s;
	l->work->t = l->table;
	l->work->begins = mem_zero(l->table->sources.n + 1, sizeof *l->work->begins);
	l->work->rows = mem_alloc(l->table->n + 1);
	l->work->last.target = INT64_MIN;
	linked_doubt(l->work);
}

/* Leaves w->rows to whom it was given. */
static void linked_work_free(struct linked_work *w)
{
	vec_free(&w->doubted);
	vec_free(&w->asked);
	vec_free(&w->same);
	mem_free(w->begins);
	mem_free(w->events);
	mem_free(w);
}

void linked_free(struct linked *l)
{
	if (l->work) {
		mem_free(l->work->rows);
		linked_work_free(l->work);
	}
	rows_free(l->table);
	mem_free(l->rows);
	*l = (struct linked){.table = NULL};
}

static bool linked_go_on(struct linked *l, const atomic_bool *cancel, struct error *err)
{
	struct linked_work *w = l->work;
	while (w->step < LINKED_STEPS) {
		if (!linked_steps[w->step](w, err)) {
			linked_free(l);
			return false;
		}
		if (w->over) {
			w->step++;
			w->at = 0;
		}
		if (w->step < LINKED_STEPS && cancel && atomic_load_explicit(cancel, memory_order_relaxed))
			return error_set(err, ERROR_INTERRUPTED, "query: stopped");
	}
	return true;
}

bool linked_load(struct store *s, const atomic_bool *cancel, struct error *err)
{
	struct linked *l = &s->linked;
	if (l->table != s->table || l->doubts != linked_doubts(s)) {
		linked_free(l);
		linked_begin(s);
	}
	if (!l->work)
		return true;
	if (!linked_go_on(l, cancel, err))
		return false;
	l->rows = l->work->rows;
	linked_work_free(l->work);
	l->work = NULL;
	return true;
}
