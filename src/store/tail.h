/* tail: how a line must end for a pattern to match at its end.
 *
 * The lines of a text end in few ways, and are few: to look at their last bytes first spares most texts the pattern where
 * it ends with $ and it is known what may stand before. The word index knows of words only, not where lines end. */
#ifndef DATELINE_STORE_TAIL_H
#define DATELINE_STORE_TAIL_H

#include "base/str.h"

#include <stdint.h>

struct tail {
	bool known;         /* else the pattern may match anywhere */
	uint64_t bytes[4];  /* the last bytes of lines in which it can match, as bits */
};

/* folds: the pattern was compiled to fold case. */
struct tail tail_of(struct str pattern, bool folds);
/* Some ns a line. */
bool tail_can_match(const struct tail *t, struct str text);

#endif
