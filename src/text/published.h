/* published: when an article appeared.
 *
 * Given by metadata: taken as it is. Else from a byline or dateline ("Updated December 7th, 2021 at 07:57
 * IST", "BOGOTA, 3 JAN 90"). Else inferred from what the text pins down: the last date that it tells of
 * as past bounds it from below, announced dates from above, and weekdays that must fit their dates
 * ("Thursday, February 20" after September 2019 is 2020) choose the year; years in the title help. The
 * inference states its evidence in a sentence. Else unknown. A guess that could be a year off is not
 * made: wrong certainty is worse than none. */
#ifndef DATELINE_TEXT_PUBLISHED_H
#define DATELINE_TEXT_PUBLISHED_H

#include "text/timex.h"

/* given->basis is PUBLISHED_GIVEN (out is a copy of it) or PUBLISHED_UNKNOWN. title may be empty. */
void published_find(const struct token_list *l, const struct time_words *w, const struct timex_readings *readings,
		    struct str title, const struct published *given, struct arena *arena, struct published *out);

#endif
