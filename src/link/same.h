/* same: is it one event, told twice? Also when it is told again much later. */
#ifndef DATELINE_LINK_SAME_H
#define DATELINE_LINK_SAME_H

#include "link/compare.h"

/* Could it be, as far as dates and modalities say? */
bool same_may(const struct sketch *a, const struct sketch *b);

/* The evidence in bits that a and b tell one event; false when their dates or modalities rule it out. */
bool same_judge(const struct comparison *c, const struct link_event *a, const struct link_event *b, float *bits);

/* Told well after it was news: background of another report. */
bool same_is_later(const struct link_event *e);

#endif
