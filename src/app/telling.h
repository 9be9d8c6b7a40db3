/* telling: what the passage of a report says, piece by piece, so that reports can be held against each other: its
 * dates, countries and numbers by what they mean, its other words by their stems. */
#ifndef DATELINE_APP_TELLING_H
#define DATELINE_APP_TELLING_H

#include "app/request.h"
#include "link/stem.h"

/* Fills out->told with pieces in order of the passage, which do not overlap; memory in arena. Words that say nothing are
 * no pieces. text is the article's, passage a span of it. */
void telling_read(const struct stem_table *stems, struct str text, struct span passage, const struct extraction *found,
		  struct arena *arena, struct report *out);
/* Finds the pieces that are a report's own, and how many of its words are; a date is said by whom has one that agrees with it.
 * Every piece is held against every other: some milliseconds, for the thread that read them. */
void telling_judge(struct compared *c);

#endif
