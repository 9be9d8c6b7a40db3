/* event_offset: "two days after the vote": a length and what it is counted from. */
#ifndef DATELINE_TEXT_EVENT_OFFSET_H
#define DATELINE_TEXT_EVENT_OFFSET_H

#include "text/event_reader.h"

/* Adds to the dates of a sentence the day that such a length gives, with where its head may stand. It is the day
 * of the sentence's event where the other is dated, beside it ("two days after the vote on May 3") or in what was
 * told before ("a day after the blast"); else the other's, where the sentence's own is ("on Tuesday, a day after
 * rebels seized the town"). Returns the new count; at most one more than before. */
size_t event_offset_add(const struct event_reader *r, const struct event_reading *n,
			struct event_date dates[static EVENT_DATES], size_t count);

#endif
