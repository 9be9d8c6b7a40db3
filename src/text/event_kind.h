/* event_kind: the kind of an event, where its head alone does not tell it.
 *
 * Rebels who hit a town attack it, prices that hit a high do not; nor is the battle against inflation one. Which words
 * decide is in data/event_words.en.tsv: arms, by-force, abstract, accident, law, body. */
#ifndef DATELINE_TEXT_EVENT_KIND_H
#define DATELINE_TEXT_EVENT_KIND_H

#include "text/event_role.h"

/* The kind of the event that `head` tells in its sentence. `before` is the kind of the event told right before it in the
 * article, or EVENT_OTHER: who dies without a cause dies of that. */
enum event_kind event_kind_read(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				enum event_kind before);

/* An event that strikes: one told in the present has happened all the same, and a comment on it is none of its own. */
static inline bool event_kind_is_violent(enum event_kind kind)
{
	return kind == EVENT_ATTACK || kind == EVENT_CONFLICT || kind == EVENT_DISASTER;
}

/* One that is news on its own day, whoever speaks of it; a meeting that a ministry speaks of on Tuesday need not be
 * Tuesday's. */
static inline bool event_kind_is_sudden(enum event_kind kind)
{
	return event_kind_is_violent(kind) || kind == EVENT_ELECTION;
}

/* Whether a weak head tells a figure, which is kept with little confidence: "sales rose 4 percent", "shares changed little". */
bool event_kind_is_figure(const struct event_scan *s, const struct event_head *head, const struct event_head *verb);

#endif
