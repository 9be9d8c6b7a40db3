/* tiers: which of the last segments of something are to become one.
 *
 * A batch makes a segment. Segments of like size are merged eight at a time, so that n batches leave
 * about 8 log8(n) segments and each article is written log8(n) times. */
#ifndef DATELINE_STORE_TIERS_H
#define DATELINE_STORE_TIERS_H

#include <stddef.h>
#include <stdint.h>

struct tier_segment {
	int64_t id, articles;
	int64_t size; /* in what the merge is limited by */
};

/* How many of the last segments are due: those of the last one's size or smaller, if they are enough and not
 * larger than `most` together; else 0. */
size_t tiers_due(const struct tier_segment *segments, size_t n, int64_t most);
/* The same at the end of an ingest, so that readers find few segments: the last ones, from the first that is less than
 * three times as large as those after it together. `most` lets a small ingest do little: tiers_most. */
size_t tiers_left(const struct tier_segment *segments, size_t n, int64_t most);
/* What may be merged after so many articles were added, when one takes `each`: what 4,096 articles take, and 64 times
 * what was added; at most `most`. */
int64_t tiers_most(int64_t added, int64_t each, int64_t most);

#endif
