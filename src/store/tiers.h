/* tiers: which of the last segments of something are to become one.
 *
 * A batch makes a segment. Segments of like size are merged eight at a time, so that n batches leave
 * about 8 log8(n) segments and each article is written log8(n) times; or, where that costs more than to look through
 * more of them meanwhile, those of whole batches many at a time. At the end of an ingest they become few. */
#ifndef DATELINE_STORE_TIERS_H
#define DATELINE_STORE_TIERS_H

#include <stddef.h>
#include <stdint.h>

struct tier_segment {
	int64_t id, articles;
	int64_t size; /* in what the merge is limited by */
};

struct tiers_rule {
	size_t fan;    /* so many at a time, when they are of TIERS_ALWAYS articles or more */
	int64_t each;  /* size that an article takes, about */
	int64_t most;  /* size that no merge makes more of */
};

enum { TIERS_FAN = 8, TIERS_ALWAYS = 4096 };

/* How many of the last segments are to become one; 0: none. In the midst of an ingest (added 0) those of the last one's size
 * or smaller, if they are enough. At its end, when so many articles were added, the last ones from the first that is less than
 * three times as large as those after it together; a small ingest does little: it merges at most what TIERS_ALWAYS
 * articles take, and 64 times what was added. */
size_t tiers_choose(const struct tier_segment *segments, size_t n, const struct tiers_rule *rule, int64_t added);

#endif
