#include "config.h"

#include "store/overlay.h"

#include "store/inside.h"
#include "store/rows_merge.h"

#include <stdlib.h>
#include <string.h>

/* The notes at work on a table. */
struct overlay_work {
	struct overlay *o;
	struct store *s;
	const struct rows_table *t;
	struct overlay_article *before; /* what was known of articles, and their parts */
	size_t before_count;
	const struct overlay_part *parts;
};

void overlay_forget(struct overlay *o)
{
	vec_free(&o->articles);
	vec_free(&o->parts);
	rows_lists_free(&o->lists);
}

void overlay_free(struct overlay *o)
{
	overlay_forget(o);
	vec_free(&o->marks);
	vec_free(&o->flags);
}

static bool overlay_goes(const struct note_state *state)
{
	return state->rejected || state->merged.n;
}

static uint8_t overlay_flags(const struct note_state *state)
{
	return (uint8_t)((state->starred ? ROW_STARRED : 0) | (state->tag_count ? ROW_TAGGED : 0) | (state->text.n ? ROW_NOTED : 0) |
			 (notes_corrects(state) ? ROW_CORRECTED : 0) |
			 (state->date.n ? ROW_NEW_DATE : 0) | (state->countries.n ? ROW_NEW_COUNTRIES : 0) |
			 (state->kind.n ? ROW_NEW_KIND : 0) | (overlay_goes(state) ? ROW_REJECTED : 0));
}

static void overlay_mark(struct overlay *o, int64_t id, const struct note_state *state)
{
	*vec_push(&o->marks) = (struct overlay_mark){id, state};
	if (overlay_flags(state))
		*vec_push(&o->flags) = (struct row_mark){id, overlay_flags(state)};
}

/* ---- what the notes on an article come to ---- */

/* The row of an event as it was read, corrected; its importance and links stay its own. */
static struct rows_entry overlay_correct(struct overlay_work *w, size_t rank, int64_t article, size_t index, const struct event *was,
					 const struct note_state *state)
{
	static const uint32_t own = UINT32_C(0x3F) << ROWS_LINKS | UINT32_C(0x3FF) << ROWS_IMPORTANCE;
	struct arena arena = ARENA_INIT;
	struct rows_batch batch = {.lists = w->o->lists};
	struct event event = *was;
	if (state)
		notes_correct(state, &arena, &event);
	struct rows_entry e = rows_batch_event(&batch, article, index, &event);
	uint32_t traits = rank == SIZE_MAX ? e.value[ROWS_TRAITS] : w->t->column[ROWS_TRAITS][rank];
	e.value[ROWS_TRAITS] = (e.value[ROWS_TRAITS] & ~own) | (traits & own);
	w->o->lists = batch.lists;
	arena_free(&arena);
	return e;
}

/* What is said of an event. One that was split off has no rank: it is not among the rows. */
static void overlay_event(struct overlay_work *w, int64_t article, size_t index, const struct event *e, const struct note_state *states,
			  const struct note_state *state)
{
	size_t rank = rows_find(w->t, e->when, article, (uint32_t)index + 1);
	if (!state && rank != SIZE_MAX)
		return;
	struct overlay_part *p = vec_push(&w->o->parts);
	*p = (struct overlay_part){
		.id = store_event_row(article, index),
		.article = article,
		.rank = rank == SIZE_MAX ? UINT32_MAX : (uint32_t)rank,
		.state = state ? (uint32_t)(state - states) : UINT32_MAX,
		.goes = state && overlay_goes(state),
		.changes = rank == SIZE_MAX || notes_corrects(state),
	};
	if (p->changes)
		p->row = overlay_correct(w, rank, article, index, e, state);
}

/* All notes on an article and its passages; two events may share a passage: what is said of it holds for both. */
static bool overlay_article(struct overlay_work *w, int64_t article, const struct note_state *states, size_t n, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct extraction x = {0};
	bool ok = store_extraction(w->s, article, &arena, &x, NULL, err);
	for (size_t i = 0; ok && i < n; i++)
		if (states[i].target.span.end == 0)
			*vec_push(&w->o->parts) = (struct overlay_part){.id = -article, .article = article, .rank = UINT32_MAX, .state = (uint32_t)i};
	for (size_t i = 0; ok && i < x.event_count; i++) {
		const struct event *e = &x.events[i];
		const struct note_state *state = NULL;
		for (size_t k = 0; k < n && !state; k++)
			if (states[k].target.span.end && states[k].target.span.begin == e->span.begin && states[k].target.span.end == e->span.end)
				state = &states[k];
		overlay_event(w, article, i, e, states, state);
	}
	arena_free(&arena);
	return ok;
}

/* Parts of an article whose notes are what they were, or NULL. Articles are asked for in order. */
static const struct overlay_article *overlay_before(struct overlay_work *w, const char *id, uint64_t said)
{
	while (w->before_count && strcmp(w->before->id, id) < 0) {
		w->before++;
		w->before_count--;
	}
	bool same = w->before_count && strcmp(w->before->id, id) == 0 && w->before->said == said;
	return same ? w->before : NULL;
}

static bool overlay_learn(struct overlay_work *w, const struct note_state *states, size_t n, struct error *err)
{
	struct overlay_article a = {.first = w->o->parts.n};
	int64_t article;
	memcpy(a.id, states->target.article, sizeof a.id);
	for (size_t i = 0; i < n; i++)
		a.said = a.said * 31 + states[i].said;
	const struct overlay_article *before = overlay_before(w, a.id, a.said);
	for (size_t i = 0; before && i < before->count; i++)
		*vec_push(&w->o->parts) = w->parts[before->first + i];
	if (!before && (!store_find_article(w->s, str_of(a.id), &article, err) ||
			(article && !overlay_article(w, article, states, n, err))))
		return false;
	a.count = w->o->parts.n - a.first;
	*vec_push(&w->o->articles) = a;
	return true;
}

/* ---- laying it over the rows ---- */

struct overlay_patch {
	VEC(uint32_t) gone;      /* ranks */
	struct rows_batch more;  /* rows in their place, and new ones */
};

static void overlay_apply(struct overlay *o, const struct overlay_part *p, const struct note_state *state, bool rejected,
			  struct overlay_patch *patch)
{
	bool goes = p->goes && !rejected;
	if (p->rank != UINT32_MAX && (goes || p->changes))
		*vec_push(&patch->gone) = p->rank;
	if (!goes && p->changes)
		*vec_push(&patch->more.entries) = p->row;
	if (!goes && state)
		overlay_mark(o, p->id, state);
}

/* How many states from here on are of one article. */
static size_t overlay_same_article(const struct note_state *states, size_t count)
{
	size_t n = 1;
	while (n < count && strcmp(states[n].target.article, states->target.article) == 0)
		n++;
	return n;
}

static bool overlay_read(struct overlay_work *w, bool rejected, struct overlay_patch *patch, struct error *err)
{
	size_t count, n;
	const struct note_state *states = notes_all(w->s->notes, &count);
	for (size_t i = 0; i < count; i += n) {
		n = overlay_same_article(states + i, count - i);
		size_t first = w->o->parts.n;
		if (!overlay_learn(w, states + i, n, err))
			return false;
		for (size_t k = first; k < w->o->parts.n; k++) {
			const struct overlay_part *p = &w->o->parts.v[k];
			overlay_apply(w->o, p, p->state == UINT32_MAX ? NULL : &states[i + p->state], rejected, patch);
		}
	}
	return true;
}

/* Numbers of 32 bits. */
static int overlay_by_rank(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static int overlay_by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b; /* the first member of both */
	return (*x > *y) - (*x < *y);
}

static int overlay_by_time(const void *a, const void *b)
{
	return rows_compare(a, b);
}

/* What was split off stands behind the others of its article, which may not be its place in time. */
static struct rows_table *overlay_patch(struct overlay *o, struct rows_table *t, struct overlay_patch *patch)
{
	struct rows_batch *more = &patch->more;
	if (patch->gone.n == 0 && more->entries.n == 0)
		return rows_share(t);
	if (patch->gone.n)
		qsort(patch->gone.v, patch->gone.n, sizeof *patch->gone.v, overlay_by_rank);
	if (more->entries.n)
		qsort(more->entries.v, more->entries.n, sizeof *more->entries.v, overlay_by_time);
	rows_lists_number(&o->lists, NULL, 0);
	more->lists = o->lists;
	struct rows_table *rows = rows_batch_seal(more);
	struct rows_table *patched = rows_merge_patch(t, patch->gone.v, patch->gone.n, rows);
	o->lists = rows->lists;
	rows->lists = (struct rows_lists){0};
	rows_free(rows);
	return patched;
}

bool overlay_lay(struct overlay *o, struct store *s, struct rows_table *t, bool rejected, struct rows_table **out, struct error *err)
{
	struct overlay old = *o;
	struct overlay_patch patch = {0};
	struct overlay_work w = {o, s, t, old.articles.v, old.articles.n, old.parts.v};
	o->marks.n = o->flags.n = 0;
	memset(&o->articles, 0, sizeof o->articles);
	memset(&o->parts, 0, sizeof o->parts);
	bool ok = !s->notes || overlay_read(&w, rejected, &patch, err);
	if (ok)
		*out = overlay_patch(o, t, &patch);
	if (o->marks.n)
		qsort(o->marks.v, o->marks.n, sizeof *o->marks.v, overlay_by_id);
	if (o->flags.n)
		qsort(o->flags.v, o->flags.n, sizeof *o->flags.v, overlay_by_id);
	vec_free(&old.articles);
	vec_free(&old.parts);
	vec_free(&patch.gone);
	rows_batch_free(&patch.more);
	return ok;
}

/* ---- beginnings ---- */

/* Events of the article that are not among the rows are passed over. */
static bool overlay_mark_article(struct overlay *o, struct store *s, const struct rows_table *t, int64_t article,
				 const struct note_state *states, size_t n, bool *whole, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct extraction x = {0};
	bool ok = store_extraction(s, article, &arena, &x, NULL, err);
	for (size_t k = 0; ok && k < n; k++) {
		*whole |= states[k].split_count != 0;
		if (states[k].target.span.end == 0)
			overlay_mark(o, -article, &states[k]);
		for (size_t i = 0; i < x.event_count; i++) {
			const struct event *e = &x.events[i];
			if (e->span.begin != states[k].target.span.begin || e->span.end != states[k].target.span.end ||
			    rows_find(t, e->when, article, (uint32_t)i + 1) == SIZE_MAX)
				continue;
			*whole |= overlay_goes(&states[k]) || notes_corrects(&states[k]);
			overlay_mark(o, store_event_row(article, i), &states[k]);
		}
	}
	arena_free(&arena);
	return ok;
}

bool overlay_mark_beginning(struct overlay *o, struct store *s, const struct rows_table *t, bool *whole, struct error *err)
{
	*whole = false;
	if (!s->notes || !notes_refresh(s->notes, err))
		return !s->notes;
	size_t count, n;
	const struct note_state *states = notes_all(s->notes, &count);
	uint32_t *articles = mem_alloc((t->n + 1) * sizeof *articles);
	memcpy(articles, t->column[ROWS_ARTICLE], t->n * sizeof *articles);
	qsort(articles, t->n, sizeof *articles, overlay_by_rank);
	bool ok = true;
	for (size_t i = 0; ok && !*whole && i < count; i += n) {
		int64_t article;
		n = overlay_same_article(states + i, count - i);
		ok = store_find_article(s, str_of(states[i].target.article), &article, err);
		uint32_t number = (uint32_t)article;
		if (ok && bsearch(&number, articles, t->n, sizeof *articles, overlay_by_rank))
			ok = overlay_mark_article(o, s, t, article, states + i, n, whole, err);
	}
	mem_free(articles);
	if (o->flags.n)
		qsort(o->flags.v, o->flags.n, sizeof *o->flags.v, overlay_by_id);
	return ok;
}

/* ---- does it matter? ---- */

static bool overlay_looks(struct store *s, bool *any, bool *hides, struct error *err)
{
	size_t count = 0;
	const struct note_state *states = notes_all(s->notes, &count);
	for (size_t i = 0; i < count; i++) {
		int64_t article;
		if (!store_find_article(s, str_of(states[i].target.article), &article, err))
			return false;
		*any |= article != 0;
		*hides |= article && (states[i].rejected || states[i].merged.n || states[i].split_count);
	}
	return true;
}

bool overlay_asks(struct store *s, bool *any, bool *hides, struct error *err)
{
	*any = *hides = false;
	if (!s->notes || !notes_refresh(s->notes, err))
		return !s->notes;
	bool held = !sqlite3_get_autocommit(s->db.handle); /* a lock once is much less than a lock a note */
	if (!held && !store_hold(s, err))
		return false;
	bool ok = overlay_looks(s, any, hides, err);
	if (!held)
		store_release(s);
	return ok;
}
