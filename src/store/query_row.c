/* What a list line shows of a row. */
#include "config.h"

#include "store/fulfilled.h"
#include "store/inside.h"
#include "store/query.h"

#include <string.h>

static bool query_row_links(struct store *s, int64_t event, struct arena *arena, struct row_text *out, struct error *err)
{
	struct link *links;
	size_t n;
	if (!store_links_of(s, event, arena, &links, &n, err))
		return false;
	out->told = arena_alloc(arena, n, sizeof *out->told);
	for (size_t i = 0; i < n; i++) {
		bool origin = links[i].from == event;
		if (links[i].rejected)
			continue;
		if (links[i].kind != LINK_SERIES)
			out->told[out->told_count++] = origin ? links[i].to : links[i].from;
		switch (links[i].kind) {
		case LINK_SAME:
			out->same++;
			break;
		case LINK_SERIES:
			out->series++;
			break;
		case LINK_OUTCOME:
			out->after += origin;
			out->before += !origin;
			break;
		case LINK_BACKGROUND:
			out->background += origin;
			break;
		}
	}
	return true;
}

static void query_row_countries(const struct event *e, struct row_text *out)
{
	out->country_count = e->country_count;
	size_t most = sizeof out->countries / sizeof *out->countries;
	for (size_t i = 0; i < e->country_count && i < most; i++)
		memcpy(out->countries[i], e->countries[i].code, 3);
}

bool query_row_text(struct store *s, const struct row *r, struct arena *arena, struct row_text *out, struct error *err)
{
	struct row_text text = {.outcome = INTERVAL_NONE};
	struct article a;
	if (!store_article_head(s, r->article, arena, &a, err))
		return false;
	text.source = a.source;
	text.headline = a.title;
	if (r->type == ROW_EVENT) {
		struct event e;
		if (!large_event(s, r->id, arena, &e, &text.approximate, NULL, err) ||
		    !query_row_links(s, r->id, arena, &text, err))
			return false;
		const struct note_state *state = s->notes ? notes_find(s->notes, a.id, e.span) : NULL;
		if (state)
			notes_correct(state, arena, &e);
		text.headline = e.headline;
		query_row_countries(&e, &text);
		struct fulfilled_outcome came = {.when = INTERVAL_NONE};
		if (e.modality == MODALITY_ANNOUNCED && !fulfilled_one(s, r->id, arena, &came, err))
			return false;
		text.open = e.modality == MODALITY_ANNOUNCED && !came.is;
		text.outcome = came.when;
		text.outcome_precision = came.precision;
		text.outcome_headline = came.headline;
	}
	*out = text;
	return true;
}
