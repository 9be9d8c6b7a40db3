/* fulfilled: what came of an announced event: its outcome, or a report of the same event as one that happened, also by
 * another announcement of it. Links that the user rejected do not count. Of all events at once: linked.h. */
#ifndef DATELINE_STORE_FULFILLED_H
#define DATELINE_STORE_FULFILLED_H

#include "store/inside.h"

/* What came of an announced event. */
struct fulfilled_outcome {
	bool is;              /* it is known to have come about: */
	struct interval when; /*   INTERVAL_NONE where that has no date */
	enum precision precision;
	struct str headline;
};

/* Of one announced event. Cost: its links, and those of the other announcements of it. */
bool fulfilled_one(struct store *s, int64_t event, struct arena *arena, struct fulfilled_outcome *out, struct error *err);

#endif
