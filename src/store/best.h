/* best: the most important rows of a stretch of a result, for who shows a few of many.
 *
 * Who makes a result sums its rows up, 64 at a time and by runs. What is asked of a stretch is then asked of the sums,
 * some ns each, and of the rows of those few blocks only that may have one of the best. A row is vague when its precision is coarser than
 * the unit that is asked for: "in 2018" by months. */
#ifndef DATELINE_STORE_BEST_H
#define DATELINE_STORE_BEST_H

#include "store/query.h"

enum { BEST_BLOCK = 64, BEST_MOST = 128 };

/* Of some rows. */
struct best_sum {
	uint16_t importance;      /* of the most important one */
	uint8_t finest, vaguest;  /* enum precision */
};

/* Makes r->sums of blocks and of runs, about 2 ns a row; the caller frees them. For who makes a result; the others below
 * need them. */
void best_make(struct result *r);
/* How many rows of a run are vague. */
size_t best_vague(const struct result *r, size_t run, enum precision unit);
/* The first vague row of [begin, end), or the first of the others; end: there is none. */
size_t best_first(const struct result *r, size_t begin, size_t end, enum precision unit, bool vague);
/* The `most` (at least 1, at most BEST_MOST) most important of the vague rows of [begin, end), or of the others; of equals the
 * first. Into out, in order of rows; returns how many there are. */
size_t best_rows(const struct result *r, size_t begin, size_t end, enum precision unit, bool vague, size_t most,
		 uint32_t out[static BEST_MOST]);

#endif
