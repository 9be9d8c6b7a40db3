#include "config.h"

#include "store/large.h"

#include "base/utf8.h"
#include "store/inside.h"
#include "store/notes.h"

#include <string.h>

void large_free(struct large *l)
{
	arena_free(&l->kept);
	arena_free(&l->scratch);
	*l = (struct large){.kept = ARENA_INIT, .scratch = ARENA_INIT};
}

static void large_keep(struct large *l, int64_t article, int64_t version, uint64_t notes)
{
	arena_free(&l->kept);
	l->kept = l->scratch;
	l->scratch = (struct arena)ARENA_INIT;
	l->article = article;
	l->version = version;
	l->notes = notes;
}

/* What was found in an article, and its text: until the next is asked for. */
static bool large_read(struct store *s, int64_t article, struct extraction *found, struct str *text, struct error *err)
{
	struct large *l = &s->large;
	int64_t version;
	uint64_t notes = s->notes ? notes_version(s->notes) : 0;
	if (!store_version(s, &version, err))
		return false;
	bool same = !s->writing && l->article == article && l->version == version && l->notes == notes;
	if (!same) {
		struct article a;
		arena_reset(&l->scratch);
		if (!store_text_and_extraction(s, article, &l->scratch, &a, found, err))
			return false;
		*text = a.text;
		if (a.text.n < LARGE_FROM || s->writing)
			return true;
		large_keep(l, article, version, s->notes ? notes_version(s->notes) : 0);
		l->found = *found;
		l->text = a.text;
	}
	*found = l->found;
	*text = l->text;
	return true;
}

static void large_copy(struct event *e, struct arena *arena)
{
	struct event_country *countries = arena_alloc(arena, e->country_count, sizeof *countries);
	if (e->country_count)
		memcpy(countries, e->countries, e->country_count * sizeof *countries);
	e->countries = countries;
	e->headline = e->headline.n ? arena_str(arena, e->headline) : STR_NONE; /* its place lives in the names */
}

bool large_event(struct store *s, int64_t event, struct arena *arena, struct event *out, bool *approximate, struct str *passage,
		 struct error *err)
{
	struct extraction x;
	struct str text;
	int64_t article = store_event_article(event);
	size_t i = store_event_index(event);
	if (!large_read(s, article, &x, &text, err))
		return false;
	if (i >= x.event_count)
		return error_set(err, ERROR_CORRUPT, "%s: article %lld has no event %zu; `dateline check` says what is damaged", s->db.path,
				 (long long)article, i);
	*out = x.events[i];
	large_copy(out, arena);
	if (approximate)
		*approximate = out->date >= 0 && (size_t)out->date < x.timex_count && x.timexes[out->date].approximate;
	if (passage)
		*passage = utf8_clean(arena_str(arena, str_sub(text, out->span.begin, out->span.end)), arena);
	return true;
}
