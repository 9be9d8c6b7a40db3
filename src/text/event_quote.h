/* event_quote: whose words a quotation is.
 *
 * "We expect a good year," Ana Diaz said on Monday: the words alone tell nobody who expects it, so a headline made of them
 * begins with who says them: "Ana Diaz said we expect a good year". */
#ifndef DATELINE_TEXT_EVENT_QUOTE_H
#define DATELINE_TEXT_EVENT_QUOTE_H

#include "text/event_pick.h"

/* Puts who says it before the picked words, if all of them are quoted and the sentence goes on with who says so. */
void event_quote_lead(const struct event_scan *s, const struct event_scope *c, struct event_pick *p);

#endif
