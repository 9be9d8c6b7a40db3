/* event_antecedent: what a clause without a subject of its own speaks of: "[the plan], unveiled in April", "[Mr Khan], who
 * tested positive". */
#ifndef DATELINE_TEXT_EVENT_ANTECEDENT_H
#define DATELINE_TEXT_EVENT_ANTECEDENT_H

#include "text/event_range.h"

/* Whether the verb group at a token has "who", "which" or "that" for its subject. */
bool event_antecedent_is_relative(const struct event_scan *s, uint32_t group);

/* Lets a range that begins with the clause of `head` begin with the phrase that the clause speaks of: "[the pact] that was
 * signed". The words between it and the verb go into the gap. Of "a pump, which Norda unveiled", where somebody else acts, all
 * is kept, and object_end is set. False, with the range as it was, when the clause has its subject or the head is no verb. */
bool event_antecedent_find(const struct event_scan *s, const struct event_head *head, struct event_range *r);

#endif
