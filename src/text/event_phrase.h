/* event_phrase: where the phrases of a clause begin. */
#ifndef DATELINE_TEXT_EVENT_PHRASE_H
#define DATELINE_TEXT_EVENT_PHRASE_H

#include "text/event_scan.h"

/* First token of the verb group that ends in the verb, no further left than `begin`: its auxiliaries with it. */
uint32_t event_phrase_group(const struct event_scan *s, uint32_t begin, uint32_t verb);

/* First token of the noun phrase that ends before token `end`, no further left than `first`; `end` when there is
 * none: "met [the leaders of the ten members], who". */
uint32_t event_phrase_noun(const struct event_scan *s, uint32_t first, uint32_t end);

/* The preposition that leads to the noun at a token, no more than a short phrase before it; UINT32_MAX when none does: "[FOR]
 * the second meeting". */
uint32_t event_phrase_preposition(const struct event_scan *s, uint32_t noun);

/* Whether the mark at a token is that of money before a number: "$3 billion". */
bool event_phrase_is_currency(const struct event_scan *s, uint32_t token);

/* Whether the comma at a token stands between the items of a list ("Chile, Peru and Bolivia"), read up to `end`. */
bool event_phrase_is_list(const struct event_scan *s, uint32_t comma, uint32_t end);

/* Whether the last word of the noun phrase that begins at `first`, right behind a verb or noun or its preposition, is of
 * these classes or sorts: "killed [the BILL]", "the war [on WANT]", "attacked [the mayor's new PLAN]". */
bool event_phrase_object(const struct event_scan *s, uint32_t first, uint64_t classes, event_sorts sorts);

/* Whether a participle only describes, as another verb goes on behind it: "one of the clerks HELD in Lima was". */
bool event_phrase_is_reduced(const struct event_scan *s, uint32_t token);

#endif
