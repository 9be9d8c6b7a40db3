/* fulfilled: which announced events are known to have come about. For `is:open`, which asks for the others.
 *
 * One has when it is linked to its outcome, or when another article tells the same event as one that happened; and
 * when that holds for another announcement of the same. Links that the user rejected do not count. */
#ifndef DATELINE_STORE_FULFILLED_H
#define DATELINE_STORE_FULFILLED_H

#include "store/inside.h"

struct fulfilled {
	int64_t *v; /* event rows, sorted; freed with vec_free */
	size_t n, cap;
};

/* Cost: a pass over the rows and one over the links of the corpus. What out held is kept. */
bool fulfilled_find(struct store *s, struct fulfilled *out, struct error *err);

/* The same of one announced event; *when: when it came to pass, INTERVAL_NONE where that has no date. Cost: its links, and
 * those of the other announcements of it. */
bool fulfilled_one(struct store *s, int64_t event, struct arena *arena, bool *is, struct interval *when, enum precision *precision,
		   struct error *err);

#endif
