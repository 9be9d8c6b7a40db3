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

static void extract_done(const struct extract_input *in, enum extract_step step)
{
	if (in->done)
		in->done(in->ctx, step);
}

/* What is cut into tokens: the text, and what came beside it. */
struct extract_tokens {
	struct token_list text, title, dateline;
};

static void extract_times(const struct extract_input *in, const struct lexicon *l, const struct extract_tokens *t,
			  bool known, struct arena *scratch, struct arena *arena, struct extraction *out)
{
	struct timex_readings readings;
	timex_find(&t->text, l->time, known ? TIMEX_SCOPE_ALL : TIMEX_SCOPE_DIGITS, scratch, &readings);
	extract_done(in, EXTRACT_TIMEX);
	published_find(&t->text, l->time, &readings, &t->title, &in->published, arena, &out->published);
	extract_done(in, EXTRACT_PUBLISHED);
	struct published written = published_written(&t->text, l->time, &readings, &out->published);
	timex_resolve(&t->text, l->time, &readings, &written, arena, &out->timexes, &out->timex_count);
	extract_done(in, EXTRACT_RESOLVE);
}

static void extract_places(const struct extract_input *in, const struct lexicon *l, const struct extract_tokens *t,
			   bool known, struct arena *arena, struct extraction *out)
{
	struct place_input places = {
		.tokens = &t->text, .title = in->title.n ? &t->title : NULL, .dateline = in->dateline.n ? &t->dateline : NULL,
		.known = known,
	};
	place_find(&places, l->places, arena, &out->places, &out->place_count);
	extract_done(in, EXTRACT_PLACE);
}

static void extract_events(const struct extract_input *in, const struct lexicon *l, const struct extract_tokens *t,
			   struct arena *scratch, struct arena *arena, struct extraction *out)
{
	struct event_input events = {
		.tokens = &t->text, .timexes = out->timexes, .timex_count = out->timex_count,
		.places = out->places, .place_count = out->place_count, .published = out->published,
	};
	event_find(&events, l->events, scratch, arena, &out->events, &out->event_count);
	extract_done(in, EXTRACT_EVENT);
}

void extract(const struct extract_input *in, const struct lexicon *l, struct arena *scratch, struct arena *arena,
	     struct extraction *out)
{
	*out = (struct extraction){.published = in->published};
	clean_furniture(in->text, l->clean, arena, &out->furniture, &out->furniture_count);
	extract_done(in, EXTRACT_CLEAN);
	language_guess(in->text, l->language, out->language);
	extract_done(in, EXTRACT_LANGUAGE);
	/* a text too short to tell is read in the first language: an item of one sentence often is */
	const struct lexicon *own = out->language[0] ? lexicon_of(l, out->language) : l;
	bool known = own;
	l = known ? own : l;
	struct extract_tokens t;
	token_split(in->text, l->tokens, out->furniture, out->furniture_count, scratch, &t.text);
	token_split(in->title, l->tokens, NULL, 0, scratch, &t.title);
	token_split(in->dateline, l->tokens, NULL, 0, scratch, &t.dateline);
	extract_done(in, EXTRACT_SENTENCE);
	extract_times(in, l, &t, known, scratch, arena, out);
	extract_places(in, l, &t, known, arena, out);
	if (known)
		extract_events(in, l, &t, scratch, arena, out);
}
