/* event_headline: a few of the passage's own words that say what happened.
 *
 * The clause of the head, from its subject on (event_range), without dates, parentheses and asides (event_spare), with how it
 * came and what came of it where there is room: "ten died when a lift fell". It is cut at the border of a phrase (event_cut).
 * A head that says too little by itself ("the session", "was found", "it fell") is told with the clause of the main verb, or
 * lent the sentence's subject; a pronoun gives way to what it stands for (event_subject). */
#ifndef DATELINE_TEXT_EVENT_HEADLINE_H
#define DATELINE_TEXT_EVENT_HEADLINE_H

#include "text/event_role.h"

/* Fills headline and headline_span of *out; returns the sentence of its first word, where a passage must begin to be
 * understood. `verb` governs the head, or is NULL. A noun told with its date
 * ("the 1987 murder of") begins its headline at token `from`, after the date; 0 for any other. */
uint32_t event_headline_build(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head,
			      const struct event_head *verb, uint32_t from, struct event *out);

#endif
