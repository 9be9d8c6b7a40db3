/* event_pick: the tokens of a headline, before it is cut.
 *
 * Of the range of a head (event_range) what says who did what: without dates, asides, quotation marks and the clauses
 * that lie within, a long subject down to its first phrase. */
#ifndef DATELINE_TEXT_EVENT_PICK_H
#define DATELINE_TEXT_EVENT_PICK_H

#include "text/event_range.h"

enum {
	EVENT_PICK_TOKENS = 64, /* of the clause that are looked at */
	EVENT_PICK_BEHIND = 40, /* of them behind the head: more than a headline has room for */
	EVENT_PICK_WHOLE = 18,  /* words of a headline that loses none */
	EVENT_PICK_BEFORE = 11, /* words before the head; a longer subject is cut to its end */
};

/* The tokens that are taken, in order, and those of them that the headline is made of. */
struct event_pick {
	uint32_t token[EVENT_PICK_TOKENS];
	size_t n;
	size_t head;  /* index of the head's first token, or n or more */
	size_t scene; /* index of the first token of a clause that tells how it came (event_range_is_scene), or n or more */
	size_t first, last; /* see event_cut */
};

/* Picks the tokens of a range. `verb` is the one whose subject may lose words, or NULL; `kept` is where a date ends that
 * stays, `reach` past the noun that is to be told with the clause; or 0. */
void event_pick_read(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
		     const struct event_head *verb, uint32_t kept, uint32_t reach, struct event_pick *p);

/* How many of picked tokens from..to are words that count towards a headline's length. */
size_t event_pick_words(const struct event_scan *s, const struct event_pick *p, size_t from, size_t to);

static inline bool event_pick_is_word(const struct event_scan *s, uint32_t i)
{
	return !event_scan_is(s, i, EVENT_BIT(MARK));
}

/* A word that counts; the 's of a possessive does not. */
static inline bool event_pick_counts(const struct event_scan *s, uint32_t i)
{
	return event_pick_is_word(s, i) && s->tokens[i].lower.p[0] != '\'';
}

#endif
