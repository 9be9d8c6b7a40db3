/* fulfilled: which announced events are known to have come about. For `is:open`, which asks for the others.
 *
 * One has when it is linked to its outcome, or when another article tells the same event as one that happened; and
 * when that holds for another announcement of the same. Links that the user rejected do not count. */
#ifndef DATELINE_STORE_FULFILLED_H
#define DATELINE_STORE_FULFILLED_H

#include "store/ids.h"
#include "store/inside.h"

/* Their rows, sorted. Cost: a pass over the rows and one over the links of the corpus. What out held is kept. */
bool fulfilled_find(struct store *s, struct ids *out, struct error *err);

/* What came of an announced event. */
struct fulfilled_outcome {
	bool is;              /* it is known to have come about: */
	struct interval when; /*   INTERVAL_NONE where that has no date */
	enum precision precision;
	struct str headline;
};

/* The same of one announced event. Cost: its links, and those of the other announcements of it. */
bool fulfilled_one(struct store *s, int64_t event, struct arena *arena, struct fulfilled_outcome *out, struct error *err);

#endif
