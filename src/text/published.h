/* published: when an article appeared.
 *
 * Given by metadata: taken as it is. Else from a byline or dateline at the front or the end ("Updated
 * December 7th, 2021 at 07:57 IST", "BOGOTA, 3 JAN 90 (AFP)"). Else inferred, from a date without its year
 * and the latest date that text or title tell as past: the year must let a weekday fit ("Thursday, February
 * 20" after September 2019 is 2020) and be that date's or the next; or the date is yet to come while
 * something "has been since June 2017". The inference states its evidence in a sentence; its interval is as
 * wide as what it rests on. Else unknown: the years that news mentions are seldom its own (in 2,000
 * dated reports the latest year told, where it was not ahead, was the report's own in one of three), and
 * wrong certainty is worse than none. */
#ifndef DATELINE_TEXT_PUBLISHED_H
#define DATELINE_TEXT_PUBLISHED_H

#include "text/timex.h"

/* given->basis is PUBLISHED_GIVEN (out is a copy of it) or PUBLISHED_UNKNOWN. The title may have no tokens. */
void published_find(const struct token_list *l, const struct time_words *w, const struct timex_readings *readings,
		    const struct token_list *title, const struct published *given, struct arena *arena, struct published *out);

/* From when an article speaks: its publication, or the day of its dateline where that lies up to three days before
 * it. "PEKING, Feb. 21 -" in a paper of 22 February: what is told of "today" is the 21st. */
struct published published_written(const struct token_list *l, const struct time_words *w,
				   const struct timex_readings *readings, const struct published *published);

#endif
