/* linker_ahead: makes the digests of many events at once, before the linker asks for them.
 *
 * An event that the cache has not is read from anywhere in the file. Those that the waiting articles will ask for are
 * known before any of them is compared: they are read in order, each article once, by two threads. */
#ifndef DATELINE_INGEST_LINKER_AHEAD_H
#define DATELINE_INGEST_LINKER_AHEAD_H

#include "ingest/linker_cache.h"
#include "store/ids.h"

/* Zeros are an empty one. */
struct linker_ahead {
	int64_t committed;    /* what is of later articles cannot be wanted: other connections do not see it */
	struct ids events;    /* that are wanted */
	struct store *second; /* of the thread that helps; NULL: not needed yet, or not to be had */
};

void linker_ahead_free(struct linker_ahead *a);
void linker_ahead_want(struct linker_ahead *a, int64_t event);
/* Puts into the cache what is wanted, and wants nothing any more. */
bool linker_ahead_run(struct linker_ahead *a, struct store *s, const struct link_tables *t, const struct rarity *r, struct linker_cache *c,
		      struct error *err);

#endif
