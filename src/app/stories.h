/* stories: which of some rows tell one event. */
#ifndef DATELINE_APP_STORIES_H
#define DATELINE_APP_STORIES_H

#include "app/request.h"

/* Numbers events by story: those that are linked (row_text.told), also by way of one that is not among them, have the same. An id
 * of 0 is of a row that is no event, and a story of its own. Some us for a period. */
void stories_number(const int64_t *ids, const struct row_text *const *texts, size_t n, uint32_t *stories);

#endif
