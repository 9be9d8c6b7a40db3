/* find: words found within the article that is read; the timeline stays as it is.
 *
 * While the article has the keys, the hits that are lit and stepped through are those of this pattern, not of the
 * filter, and n goes round at either end. Another article that is walked to is searched as well; going to the
 * timeline or the countries ends it. */
#ifndef DATELINE_APP_FIND_H
#define DATELINE_APP_FIND_H

#include "app/model.h"

/* A pattern is found. */
bool find_is_on(const struct model *m);
/* The prompt: begin remembers the place; type goes to the first hit from there on, a wrong pattern sets m->fault and leaves
 * the last good one; keep (with no text: the pattern of before) is false while there is a fault; drop goes back. */
void find_begin(struct model *m);
void find_type(struct model *m, struct str pattern);
bool find_keep(struct model *m);
void find_drop(struct model *m);
void find_end(struct model *m);
/* To the next (1) or previous (-1) hit; from the last on at the first, and it is told. */
void find_next(struct model *m, int way);

/* The hits of another pattern are there. */
void find_answered(struct model *m);
/* "3 of 17", "1 of 1000+", "no hit"; of the filter's hits as well. Empty: nothing is searched for. Appended to out. */
void find_count(const struct model *m, struct buf *out);

#endif
