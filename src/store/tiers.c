#include "config.h"

#include "store/tiers.h"

enum { TIERS_FAN = 8 };

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
