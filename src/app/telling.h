/* telling: what the passage of a report says, piece by piece, so that two reports can be held against each other: its
 * dates, countries and numbers by what they mean, its other words by their stems. */
#ifndef DATELINE_APP_TELLING_H
#define DATELINE_APP_TELLING_H

#include "app/request.h"
#include "link/stem.h"

/* Fills out->told with pieces in order of the passage, which do not overlap; memory in arena. Words that say nothing are
 * no pieces. text is the article's, passage a span of it. */
void telling_read(const struct stem_table *stems, struct str text, struct span passage, const struct extraction *found,
		  struct arena *arena, struct report *out);
/* Does a report say this, too? Of a date: one that agrees with it. */
bool telling_has(const struct report *r, const struct telling *piece);
/* Of a hundred words, how many the other does not have; -1: it has no words. */
int telling_own(const struct report *r, const struct report *other);

#endif
