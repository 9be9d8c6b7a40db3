/* event_spare: what a headline can do without, from within: dates, which stand beside it, asides and codes. */
#ifndef DATELINE_TEXT_EVENT_SPARE_H
#define DATELINE_TEXT_EVENT_SPARE_H

#include "text/event_scan.h"

/* What can lead to a date. */
#define EVENT_SPARE_LEADS (EVENT_BIT(PREP) | EVENT_BIT(BOUND) | EVENT_BIT(DET) | EVENT_BIT(AT_DATE))

/* Whether the words from token i, up to `end`, are a date with what leads to it ("on Tuesday", "from May 23 to 25") that says
 * nothing but when: past its end, or i. A date that ends at token `kept` describes what stands there: "last month's five-hour
 * STRIKE". `before` is the last token that the headline has kept, or UINT32_MAX. */
uint32_t event_spare_date(const struct event_scan *s, uint32_t i, uint32_t end, uint32_t kept, uint32_t before);

/* Past the date at token i that says when what the participle before it tells was done, with what leads to it: "a report
 * published [on Monday] said"; 0 for any other. Without its date such a participle says nothing. */
uint32_t event_spare_told(const struct event_scan *s, uint32_t i, uint32_t end);

/* Past the end of an aside that begins at the comma or bracket i ("..., the minister of trade, "): i itself when there
 * is none, or when it holds a verb or is long. */
uint32_t event_spare_aside(const struct event_scan *s, uint32_t i, uint32_t end);

/* Past the code by which a share is traded ("Norda NRD.OB", ".SPX") that begins at token i, or i. */
uint32_t event_spare_code(const struct event_scan *s, uint32_t i, uint32_t end);

#endif
