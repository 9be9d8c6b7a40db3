#include "config.h"

#include "text/extract.h"

#include "text/clean.h"
#include "text/event.h"
#include "text/gazetteer.h"
#include "text/language.h"
#include "text/lexicon.h"
#include "text/place.h"
#include "text/published.h"
#include "text/timex.h"
#include "text/token.h"

#include <string.h>

static void extract_times(const struct extract_input *in, const struct lexicon *l, const struct token_list *tokens,
			  const struct token_list *title, bool english, struct arena *arena, struct extraction *out)
{
	struct timex_readings readings;
	timex_find(tokens, l->time, english ? TIMEX_SCOPE_ALL : TIMEX_SCOPE_DIGITS, arena, &readings);
	published_find(tokens, l->time, &readings, title, &in->published, arena, &out->published);
	timex_resolve(tokens, l->time, &readings, &out->published, arena, &out->timexes, &out->timex_count);
}

void extract(const struct extract_input *in, const struct lexicon *l, struct arena *arena, struct extraction *out)
{
	*out = (struct extraction){.published = in->published};
	clean_furniture(in->text, l->clean, arena, &out->furniture, &out->furniture_count);
	language_guess(in->text, l->language, out->language);
	/* a text too short to tell is read as English: an item of one sentence often is */
	bool english = !out->language[0] || !strcmp(out->language, "en");
	struct token_list tokens, title, dateline;
	token_split(in->text, l->tokens, out->furniture, out->furniture_count, arena, &tokens);
	token_split(in->title, l->tokens, NULL, 0, arena, &title);
	token_split(in->dateline, l->tokens, NULL, 0, arena, &dateline);
	extract_times(in, l, &tokens, &title, english, arena, out);
	struct place_input places = {.tokens = &tokens, .title = in->title.n ? &title : NULL,
				     .dateline = in->dateline.n ? &dateline : NULL, .english = english};
	place_find(&places, l->places, arena, &out->places, &out->place_count);
	if (!english)
		return;
	struct event_input events = {
		.tokens = &tokens, .timexes = out->timexes, .timex_count = out->timex_count,
		.places = out->places, .place_count = out->place_count, .published = out->published,
	};
	event_find(&events, l->events, arena, &out->events, &out->event_count);
}
