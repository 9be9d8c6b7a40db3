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
	VEC(uint32_t) gone;      /* ranks */
	struct rows_batch more;  /* rows in their place, and new ones */
};

void overlay_free(struct overlay *o)
{
	vec_free(&o->marks);
	vec_free(&o->flags);
}

static uint8_t overlay_flags(const struct note_state *state)
{
	return (uint8_t)((state->starred ? ROW_STARRED : 0) | (state->tag_count ? ROW_TAGGED : 0) | (state->text.n ? ROW_NOTED : 0) |
			 (notes_corrects(state) ? ROW_CORRECTED : 0) |
			 (state->date.n ? ROW_NEW_DATE : 0) | (state->countries.n ? ROW_NEW_COUNTRIES : 0) |
			 (state->kind.n ? ROW_NEW_KIND : 0));
}

static void overlay_mark(struct overlay *o, int64_t id, const struct note_state *state)
{
	*vec_push(&o->marks) = (struct overlay_mark){id, state};
	if (overlay_flags(state))
		*vec_push(&o->flags) = (struct row_mark){id, overlay_flags(state)};
}

/* The row of an event as it was read, corrected; its importance and links stay its own. */
static void overlay_correct(struct overlay_work *w, size_t rank, int64_t article, size_t index, const struct event *was,
			    const struct note_state *state)
{
	static const uint32_t own = UINT32_C(0x3F) << ROWS_LINKS | UINT32_C(0x3FF) << ROWS_IMPORTANCE;
	struct arena arena = ARENA_INIT;
	struct event event = *was;
	notes_correct(state, &arena, &event);
	struct rows_entry e = rows_batch_event(&w->more, article, index, &event);
	uint32_t traits = rank == SIZE_MAX ? e.value[ROWS_TRAITS] : w->t->column[ROWS_TRAITS][rank];
	e.value[ROWS_TRAITS] = (e.value[ROWS_TRAITS] & ~own) | (traits & own);
	*vec_push(&w->more.entries) = e;
	arena_free(&arena);
}

/* What is said of an event. One that was split off has no rank: it is not among the rows. */
static void overlay_event(struct overlay_work *w, int64_t article, size_t index, const struct event *e, const struct note_state *state)
{
	size_t rank = rows_find(w->t, e->when, article, (uint32_t)index + 1);
	bool goes = state && (state->rejected || state->merged.n), changes = state && notes_corrects(state);
	if (rank != SIZE_MAX && (goes || changes))
		*vec_push(&w->gone) = (uint32_t)rank;
	if (!goes && (changes || rank == SIZE_MAX)) {
		struct note_state none = {.target = {.span = SPAN_NONE}};
		overlay_correct(w, rank, article, index, e, state ? state : &none);
	}
	if (state && !goes)
		overlay_mark(w->o, store_event_row(article, index), state);
}

/* All notes on an article and its passages; two events may share a passage: what is said of it holds for both. */
static bool overlay_article(struct overlay_work *w, int64_t article, const struct note_state *states, size_t n, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct extraction x = {0};
	bool ok = store_extraction(w->s, article, &arena, &x, NULL, err);
	for (size_t i = 0; ok && i < n; i++)
		if (states[i].target.span.end == 0)
			overlay_mark(w->o, -article, &states[i]);
	for (size_t i = 0; ok && i < x.event_count; i++) {
		const struct event *e = &x.events[i];
		const struct note_state *state = NULL;
		for (size_t k = 0; k < n && !state; k++)
			if (states[k].target.span.end && states[k].target.span.begin == e->span.begin && states[k].target.span.end == e->span.end)
				state = &states[k];
		if (state || rows_find(w->t, e->when, article, (uint32_t)i + 1) == SIZE_MAX)
			overlay_event(w, article, i, e, state);
	}
	arena_free(&arena);
	return ok;
}

static bool overlay_read(struct overlay_work *w, struct error *err)
{
	size_t count, n;
	const struct note_state *states = notes_all(w->s->notes, &count);
	for (size_t i = 0; i < count; i += n) {
		int64_t article;
		for (n = 1; i + n < count && strcmp(states[i + n].target.article, states[i].target.article) == 0; n++)
			;
		if (!store_find_article(w->s, str_of(states[i].target.article), &article, err))
			return false;
		if (article && !overlay_article(w, article, states + i, n, err))
			return false;
	}
	return true;
}

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
static void overlay_patch(struct overlay_work *w, struct rows_table **t)
{
	if (w->gone.n == 0 && w->more.entries.n == 0)
		return;
	qsort(w->gone.v, w->gone.n, sizeof *w->gone.v, overlay_by_rank);
	if (w->more.entries.n)
		qsort(w->more.entries.v, w->more.entries.n, sizeof *w->more.entries.v, overlay_by_time);
	rows_lists_number(&w->more.lists, NULL, 0);
	struct rows_table *more = rows_batch_seal(&w->more);
	struct rows_table *patched = rows_merge_patch(*t, w->gone.v, w->gone.n, more);
	rows_free(more);
	rows_free(*t);
	*t = patched;
}

bool overlay_lay(struct overlay *o, struct store *s, struct rows_table **t, struct error *err)
{
	struct overlay_work w = {.o = o, .s = s, .t = *t};
	o->marks.n = o->flags.n = 0;
	if (!s->notes)
		return true;
	bool ok = overlay_read(&w, err);
	if (ok)
		overlay_patch(&w, t);
	if (o->marks.n)
		qsort(o->marks.v, o->marks.n, sizeof *o->marks.v, overlay_by_id);
	if (o->flags.n)
		qsort(o->flags.v, o->flags.n, sizeof *o->flags.v, overlay_by_id);
	vec_free(&w.gone);
	rows_batch_free(&w.more);
	return ok;
}

bool overlay_asks(struct store *s, bool *any, bool *hides, struct error *err)
{
	size_t count = 0;
	*any = *hides = false;
	if (!s->notes || !notes_refresh(s->notes, err))
		return !s->notes;
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
