/* outcome: what was announced, and what came of it. */
#ifndef DATELINE_LINK_OUTCOME_H
#define DATELINE_LINK_OUTCOME_H

#include "link/compare.h"

/* Could it be, as far as dates and modalities say? */
bool outcome_may(const struct sketch *a, const struct sketch *b);

/* The evidence in bits that b reports as news what a announced before; false when dates, modalities or the order
 * of publication rule it out. */
bool outcome_judge(const struct comparison *c, const struct link_event *a, const struct link_event *b, float *bits);

#endif
