#include "config.h"

#include "store/fulfilled.h"

struct fulfilled_link {
	int64_t kind, origin, target;
};

struct fulfilled_pair {
	int64_t a, b;
};

struct fulfilled_work {
	struct ids ahead; /* events that did not happen as they are told: announced, denied, supposed */
	struct ids *out;
	VEC(struct fulfilled_pair) same;
};

static void fulfilled_read_rows(struct fulfilled_work *w, const struct rows_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->column[ROWS_EVENT][i] && rows_trait(t->column[ROWS_TRAITS][i], ROWS_MODALITY, 2) != MODALITY_HAPPENED)
			*vec_push(&w->ahead) = store_event_row(t->column[ROWS_ARTICLE][i], t->column[ROWS_EVENT][i] - 1);
	ids_sort(&w->ahead);
}

/* An announced event that is linked to what came of it. */
static void fulfilled_take(struct fulfilled_work *w, int64_t kind, int64_t origin, int64_t target)
{
	if (kind == LINK_OUTCOME) {
		*vec_push(w->out) = origin;
		return;
	}
	bool a = ids_has(&w->ahead, origin), b = ids_has(&w->ahead, target);
	if (a && b)
		*vec_push(&w->same) = (struct fulfilled_pair){origin, target};
	else if (a || b)
		*vec_push(w->out) = a ? origin : target;
}

/* Does the user let this link stand? Few have words on links at all. */
static bool fulfilled_stands(struct store *s, int64_t kind, int64_t origin, int64_t target, bool *stands, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct link *links = NULL;
	size_t n = 0;
	*stands = true;
	bool ok = store_links_of(s, origin, &arena, &links, &n, err);
	for (size_t i = 0; ok && i < n; i++)
		if (links[i].kind == kind && links[i].from == origin && links[i].to == target)
			*stands = !links[i].rejected;
	arena_free(&arena);
	return ok;
}

/* Events whose links the user rejected, in order. */
static void fulfilled_doubted(const struct store *s, struct ids *out)
{
	for (size_t i = 0; s->notes && i < s->overlay.marks.n; i++)
		if (s->overlay.marks.v[i].state->unlinked_count)
			*vec_push(out) = s->overlay.marks.v[i].id;
	ids_sort(out);
}

static bool fulfilled_read_links(struct fulfilled_work *w, struct store *s, struct error *err)
{
	struct ids doubted = {0};
	VEC(struct fulfilled_link) links = {0};
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT kind, origin, target FROM link", err);
	enum db_result step = DB_FAILED;
	fulfilled_doubted(s, &doubted);
	while (st && (step = db_step(&s->db, st, err)) == DB_ROW) {
		struct fulfilled_link l = {sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2)};
		if (l.kind != LINK_OUTCOME && l.kind != LINK_SAME)
			continue;
		if (ids_has(&doubted, l.origin) || ids_has(&doubted, l.target))
			*vec_push(&links) = l; /* asked one by one, behind this statement */
		else
			fulfilled_take(w, l.kind, l.origin, l.target);
	}
	bool ok = step == DB_DONE, stands;
	for (size_t i = 0; ok && i < links.n; i++) {
		ok = fulfilled_stands(s, links.v[i].kind, links.v[i].origin, links.v[i].target, &stands, err);
		if (ok && stands)
			fulfilled_take(w, links.v[i].kind, links.v[i].origin, links.v[i].target);
	}
	vec_free(&links);
	vec_free(&doubted);
	return ok;
}

bool fulfilled_find(struct store *s, struct ids *out, struct error *err)
{
	struct fulfilled_work w = {.out = out};
	fulfilled_read_rows(&w, s->table);
	bool ok = fulfilled_read_links(&w, s, err);
	ids_sort(out);
	for (size_t i = 0, n = out->n; ok && i < w.same.n; i++) {
		struct ids known = {out->v, n, out->cap};
		bool a = ids_has(&known, w.same.v[i].a), b = ids_has(&known, w.same.v[i].b);
		if (a != b)
			*vec_push(out) = a ? w.same.v[i].b : w.same.v[i].a;
	}
	ids_sort(out);
	vec_free(&w.same);
	vec_free(&w.ahead);
	return ok;
}

/* ---- one event ---- */

static bool fulfilled_look(struct store *s, int64_t event, bool further, struct arena *arena, struct fulfilled_outcome *out,
			   struct error *err)
{
	struct link *links;
	size_t n;
	if (!store_links_of(s, event, arena, &links, &n, err))
		return false;
	/* outcomes stand behind what is the same: their date is the better one */
	for (size_t i = n; i-- > 0 && !out->is;) {
		struct event e;
		int64_t article, other = links[i].from == event ? links[i].to : links[i].from;
		bool outcome = links[i].kind == LINK_OUTCOME && links[i].from == event;
		if (links[i].rejected || !(outcome || links[i].kind == LINK_SAME))
			continue;
		if (!store_event(s, other, arena, &e, &article, err))
			return false;
		if (outcome || e.modality == MODALITY_HAPPENED)
			*out = (struct fulfilled_outcome){true, e.when, e.precision, e.headline};
		else if (further && !fulfilled_look(s, other, false, arena, out, err))
			return false;
	}
	return true;
}

bool fulfilled_one(struct store *s, int64_t event, struct arena *arena, struct fulfilled_outcome *out, struct error *err)
{
	*out = (struct fulfilled_outcome){.when = INTERVAL_NONE};
	return fulfilled_look(s, event, true, arena, out, err);
}
