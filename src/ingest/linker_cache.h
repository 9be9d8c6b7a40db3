/* linker_cache: digests of events that were linked, from memory, or made again from the store. */
#ifndef DATELINE_INGEST_LINKER_CACHE_H
#define DATELINE_INGEST_LINKER_CACHE_H

#include "link/link.h"
#include "store/store.h"

enum { LINKER_CACHE = 1 << 16 }; /* events: some 60 MB */

struct linker_cache {
	struct {
		int64_t id; /* 0: free */
		struct link_event *event;
	} slots[LINKER_CACHE]; /* by the hash of their id */
	size_t used;
	struct arena arena;    /* an article as the store gives it, until it is digested */
};

void linker_cache_forget(struct linker_cache *c);
void linker_cache_free(struct linker_cache *c);
/* Takes the digest, a copy of linker_digest_copy. */
void linker_cache_put(struct linker_cache *c, struct link_event *e);
/* NULL when there is no such event. It lives until another takes its place. */
bool linker_cache_get(struct linker_cache *c, struct store *s, const struct link_tables *t, const struct rarity *r, int64_t event,
		      const struct link_event **out, struct error *err);
/* An article from the store, in the cache's arena. */
bool linker_cache_fetch(struct linker_cache *c, struct store *s, int64_t id, struct article *a, struct extraction *x, struct error *err);

#endif
