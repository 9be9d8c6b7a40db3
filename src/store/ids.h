/* ids: numbers of rows (of events as store_event_row gives them, of articles, of sources) as a sorted list.
 *
 * A vec: zeros make an empty one, vec_push adds at its end, vec_free ends it. After the last push it is sorted, then
 * asked. */
#ifndef DATELINE_STORE_IDS_H
#define DATELINE_STORE_IDS_H

#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

struct ids {
	int64_t *v;
	size_t n, cap;
};

void ids_sort(struct ids *l);

/* Of a sorted list: whether the number is there, and how often. By halving. */
bool ids_has(const struct ids *l, int64_t id);
size_t ids_count(const struct ids *l, int64_t id);

#endif
