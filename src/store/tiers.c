#include "config.h"

#include "store/tiers.h"

enum { TIERS_FAN = 8, TIERS_RATIO = 3, TIERS_ALWAYS = 4096, TIERS_EACH = 64 };

/* 0 for up to 63 articles, 1 for up to 511, and so on. */
static int tiers_of(int64_t articles)
{
	int tier = 0;
	for (articles /= TIERS_FAN * TIERS_FAN; articles > 0; articles /= TIERS_FAN)
		tier++;
	return tier;
}

size_t tiers_due(const struct tier_segment *segments, size_t n, int64_t most)
{
	size_t due = 0;
	int64_t size = 0;
	int tier = n ? tiers_of(segments[n - 1].articles) : 0;
	while (due < n && tiers_of(segments[n - 1 - due].articles) <= tier) {
		size += segments[n - 1 - due].size;
		if (size > most)
			break;
		due++;
	}
	return due >= TIERS_FAN ? due : 0;
}

size_t tiers_left(const struct tier_segment *segments, size_t n, int64_t most)
{
	size_t left = 0;
	int64_t after = 0;
	for (size_t i = n; i-- > 0;) {
		int64_t size = segments[i].size;
		if (size + after > most)
			break;
		if (after && size < TIERS_RATIO * after)
			left = n - i;
		after += size;
	}
	return left;
}

int64_t tiers_most(int64_t added, int64_t each, int64_t most)
{
	int64_t articles = added < INT32_MAX ? TIERS_ALWAYS + TIERS_EACH * added : INT32_MAX;
	return articles < most / each ? articles * each : most;
}
