/* event: which sentences tell an event, and what they say of it.
 *
 * A sentence tells an event when one of its words is a head (data/event_heads.en.tsv): a verb or a noun
 * such as "met", "attack". Each date of the sentence goes to the head that it belongs to, so a sentence
 * gives one event a date; a sentence without a date gives one where the narrative carries a date on or where
 * it is the news of the day. The steps, each in a file of its own:
 *
 *   event_words     the tables
 *   event_scan      the words of a sentence looked up
 *   event_clause    its clauses
 *   event_head      heads: which words tell an event, verb or noun
 *   event_modality  happened, announced, denied, hypothetical
 *   event_anchor    which head a date belongs to, and the days that it means for it
 *   event_role      host, participants, place
 *   event_headline  a few of the passage's own words: event_range says from where, event_pick which, event_cut how far
 *   event_subject   whom a pronoun stands for
 *   event_kind      the kind, where the head alone does not tell it
 *   event_merge     one event told twice is one event
 *   event_make      a draft of an event from its head, verb and date
 *   event_date      the dates of a sentence and what each of them tells
 *   event_quote     who says what is quoted
 *   event_main      what a sentence without a date tells first of all
 *   event_narrative sentences without a date: the news of the day, a date carried on
 *   event           a sentence at a time
 *
 * The grammar knows classes of words, never words: they are in data/. */
#ifndef DATELINE_TEXT_EVENT_H
#define DATELINE_TEXT_EVENT_H

#include "text/token.h"

struct event_words;

struct event_words *event_words_open(struct vocabulary *v, const char *language); /* v lives longer */
void event_words_close(struct event_words *w);

struct event_input {
	const struct token_list *tokens;
	const struct timex3 *timexes;
	size_t timex_count;
	const struct place *places;
	size_t place_count;
	struct published published;
};

/* All events in order of text; in `arena`, or pointing into the text. Cannot fail. Linear in the text. */
void event_find(const struct event_input *in, const struct event_words *w, struct arena *scratch, struct arena *arena,
		struct event **out, size_t *count);

#endif
