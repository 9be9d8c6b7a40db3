#include "config.h"

#include "store/overlay.h"

#include "store/inside.h"

#include <string.h>

void overlay_free(struct overlay *o)
{
	vec_free(&o->marks);
}

static uint8_t overlay_flags(const struct note_state *state)
{
	return (uint8_t)((state->starred ? ROW_STARRED : 0) | (state->tag_count ? ROW_TAGGED : 0) | (state->text.n ? ROW_NOTED : 0) |
			 (notes_corrects(state) ? ROW_CORRECTED : 0));
}

static void overlay_correct(struct rows_table *rows, struct rows_entry *e, const struct note_state *state)
{
	struct arena arena = ARENA_INIT;
	struct event event = {.when = e->row.when, .precision = e->row.precision, .kind = e->row.kind};
	notes_correct(state, &arena, &event);
	e->row.when = event.when;
	e->row.precision = (uint8_t)event.precision;
	e->row.kind = (uint8_t)event.kind;
	if (state->countries.n) {
		e->codes = (uint32_t)rows->codes.n;
		e->code_count = (uint8_t)(event.country_count < UINT8_MAX ? event.country_count : UINT8_MAX);
		for (size_t i = 0; i < e->code_count; i++)
			*vec_push(&rows->codes) = rows_code(event.countries[i].code);
	}
	arena_free(&arena);
}

static void overlay_lay(struct overlay *o, struct rows_table *rows, int64_t id, bool event, const struct note_state *state)
{
	struct rows_entry *e = rows_find(rows, id, event);
	if (!e)
		return;
	e->row.flags |= overlay_flags(state);
	if (event) {
		overlay_correct(rows, e, state);
		e->rejected = state->rejected || state->merged.n;
	}
	*vec_push(&o->marks) = (struct overlay_mark){event ? id : -id, state};
}

/* Two events may share a passage: what is said of it holds for both. */
static bool overlay_lay_passage(struct overlay *o, struct store *s, struct rows_table *rows, int64_t article,
				const struct note_state *state, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct extraction x = {0};
	bool ok = store_extraction(s, article, &arena, &x, NULL, err);
	/* what was split off has no row yet */
	for (size_t i = 0; ok && state->split_count && i < x.event_count; i++)
		rows_add(rows, article, i, &x.events[i]);
	for (size_t i = 0; ok && i < x.event_count; i++)
		if (x.events[i].span.begin == state->target.span.begin && x.events[i].span.end == state->target.span.end)
			overlay_lay(o, rows, store_event_row(article, i), true, state);
	arena_free(&arena);
	return ok;
}

bool overlay_apply(struct overlay *o, const struct notes *n, struct store *s, struct rows_table *rows, struct error *err)
{
	size_t count;
	const struct note_state *states = notes_all(n, &count);
	o->marks.n = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t article;
		if (!store_find_article(s, str_of(states[i].target.article), &article, err))
			return false;
		if (!article)
			continue;
		if (states[i].target.span.end == 0)
			overlay_lay(o, rows, article, false, &states[i]);
		else if (!overlay_lay_passage(o, s, rows, article, &states[i], err))
			return false;
	}
	return true;
}
