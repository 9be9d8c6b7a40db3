/* reckon: how the date of an event came about: the words, the rule that read them, what they were reckoned from, what came
 * out. */
#ifndef DATELINE_UI_RECKON_H
#define DATELINE_UI_RECKON_H

#include "ui/why.h"

/* Lines for the date of an event as it was read, with the article's own where that does not stand among them. */
void reckon_date(struct why *w, const struct event *e);
/* When the article appeared, and what says so. */
void reckon_published(struct why *w);

#endif
