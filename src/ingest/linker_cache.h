/* linker_cache: digests of events that were linked, from memory, or made again from the store. */
#ifndef DATELINE_INGEST_LINKER_CACHE_H
#define DATELINE_INGEST_LINKER_CACHE_H

#include "link/link.h"
#include "store/store.h"

/* Events: some 75 MB. Those that nobody asked for make room for each other only: where many articles tell of one day, it
 * is the first of them that all others are compared with. */
enum { LINKER_CACHE_ASKED = 1 << 16, LINKER_CACHE_NEW = 1 << 14 };

struct linker_cache {
	struct link_event *asked[LINKER_CACHE_ASKED], *new[LINKER_CACHE_NEW]; /* by the hash of their id; NULL: free */
	bool used;
	struct arena arena; /* an article as the store gives it, until it is digested */
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
