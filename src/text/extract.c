#include "config.h"

#include "text/extract.h"

#include "text/clean.h"
#include "text/event.h"
#include "text/gazetteer.h"
#include "text/language.h"
#include "text/lexicon.h"
#include "text/place.h"
#include "text/portion.h"
#include "text/published.h"
#include "text/timex.h"
#include "text/token.h"

static void extract_done(const struct extract_input *in, enum extract_step step)
{
	if (in->done)
		in->done(in->ctx, step);
}

/* How the portions of a text are read. */
struct extract_reading {
	const struct clean_words *clean;
	const struct lexicon *l; /* of its language; of the first, where that has no tables */
	bool known;              /* it has */
	bool again;              /* not the first portion: the publication date is in *out, or it is not to be had */
};

/* What is cut into tokens: the text, and what came beside it. */
struct extract_tokens {
	struct token_list text, title, dateline;
};

static void extract_times(const struct extract_input *in, const struct extract_reading *how, const struct extract_tokens *t,
			  struct arena *scratch, struct arena *arena, struct extraction *out)
{
	const struct time_words *w = how->l->time;
	struct timex_readings readings;
	timex_find(&t->text, w, how->known ? TIMEX_SCOPE_ALL : TIMEX_SCOPE_DIGITS, scratch, &readings);
	extract_done(in, EXTRACT_TIMEX);
	if (!how->again)
		published_find(&t->text, w, &readings, &t->title, &in->published, arena, &out->published);
	extract_done(in, EXTRACT_PUBLISHED);
	struct published written = published_written(&t->text, w, &readings, &out->published);
	timex_resolve(&t->text, w, &readings, &written, arena, &out->timexes, &out->timex_count);
	extract_done(in, EXTRACT_RESOLVE);
}

static void extract_places(const struct extract_input *in, const struct extract_reading *how, const struct extract_tokens *t,
			   struct arena *arena, struct extraction *out)
{
	struct place_input places = {
		.tokens = &t->text, .title = in->title.n ? &t->title : NULL, .dateline = in->dateline.n ? &t->dateline : NULL,
		.known = how->known,
	};
	place_find(&places, how->l->places, arena, &out->places, &out->place_count);
	extract_done(in, EXTRACT_PLACE);
}

static void extract_events(const struct extract_input *in, const struct extract_reading *how, const struct extract_tokens *t,
			   struct arena *scratch, struct arena *arena, struct extraction *out)
{
	struct event_input events = {
		.tokens = &t->text, .timexes = out->timexes, .timex_count = out->timex_count,
		.places = out->places, .place_count = out->place_count, .published = out->published,
	};
	event_find(&events, how->l->events, scratch, arena, &out->events, &out->event_count);
	extract_done(in, EXTRACT_EVENT);
}

/* What is told of its language and publication is in *out. */
static void extract_portion(const struct extract_input *in, const struct extract_reading *how, struct arena *scratch,
			    struct arena *arena, struct extraction *out)
{
	const struct token_words *w = how->l->tokens;
	struct extract_tokens t;
	clean_furniture(in->text, how->clean, arena, &out->furniture, &out->furniture_count);
	extract_done(in, EXTRACT_CLEAN);
	token_split(in->text, w, out->furniture, out->furniture_count, scratch, &t.text);
	token_split(in->title, w, NULL, 0, scratch, &t.title);
	token_split(in->dateline, w, NULL, 0, scratch, &t.dateline);
	extract_done(in, EXTRACT_SENTENCE);
	extract_times(in, how, &t, scratch, arena, out);
	extract_places(in, how, &t, arena, out);
	if (how->known)
		extract_events(in, how, &t, scratch, arena, out);
}

/* A portion after the other, each in the same memory. */
static void extract_long(const struct extract_input *in, struct extract_reading *how, struct arena *scratch, struct arena *arena,
			 struct extraction *out)
{
	struct portion_list list = {.arena = arena};
	struct extraction x = *out;
	for (size_t begin = 0, end; begin < in->text.n && !(in->stopped && in->stopped(in->ctx)); begin = end) {
		struct extract_input portion = *in;
		end = portion_end(in->text, begin, EXTRACT_PORTION);
		portion.text = str_sub(in->text, begin, end);
		arena_reset(scratch);
		extract_portion(&portion, how, scratch, scratch, &x);
		if (!how->again)
			out->published = portion_published(&list, &x);
		portion_add(&list, &x, begin);
		x = *out;
		how->again = true;
	}
	portion_finish(&list, out);
}

void extract(const struct extract_input *in, const struct lexicon *l, struct arena *scratch, struct arena *arena,
	     struct extraction *out)
{
	*out = (struct extraction){.published = in->published};
	language_guess(in->text, l->language, out->language);
	extract_done(in, EXTRACT_LANGUAGE);
	/* a text too short to tell is read in the first language: an item of one sentence often is */
	const struct lexicon *own = out->language[0] ? lexicon_of(l, out->language) : l;
	struct extract_reading how = {.clean = l->clean, .l = own ? own : l, .known = own};
	if (in->text.n > EXTRACT_PORTION)
		extract_long(in, &how, scratch, arena, out);
	else
		extract_portion(in, &how, scratch, arena, out);
}
