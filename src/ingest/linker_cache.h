/* linker_cache: digests of events that were linked, from memory, or made again from the store.
 *
 * To make one again costs a hundred times what it takes to compare with it, and an event is compared with those of its
 * months: so the cache holds the events of some 100,000 articles. They are packed one behind the other in a ring of bytes,
 * and what is added overwrites the oldest. An event that is asked for from the older half is added anew: where many
 * articles tell of one day, it is the first of them that all others are compared with. */
#ifndef DATELINE_INGEST_LINKER_CACHE_H
#define DATELINE_INGEST_LINKER_CACHE_H

#include "link/link.h"
#include "store/store.h"

enum { LINKER_CACHE_BYTES = 96 << 20 }; /* some 300 an event */

struct linker_cache_slot {
	int64_t event;
	uint64_t at;   /* bytes that were added before it; 0: free */
};

/* Zeros are an empty one. */
struct linker_cache {
	char *ring;                      /* LINKER_CACHE_BYTES of them, touched as they are filled; NULL: not yet needed */
	struct linker_cache_slot *slots; /* by the hash of the event, in sets of LINKER_CACHE_WAYS */
	uint64_t added;                  /* bytes */
	struct link_event event;         /* the one that was asked for, and its words */
	struct link_word words[LINK_WORDS];
	struct arena arena;              /* an article as the store gives it, until it is digested */
};

void linker_cache_forget(struct linker_cache *c);
void linker_cache_free(struct linker_cache *c);
/* Takes a copy. */
void linker_cache_put(struct linker_cache *c, const struct link_event *e);
/* Is it in memory? */
bool linker_cache_has(const struct linker_cache *c, int64_t event);
/* NULL when there is no such event. It lives until the next call; its series has no name. */
bool linker_cache_get(struct linker_cache *c, struct store *s, const struct link_tables *t, const struct rarity *r, int64_t event,
		      const struct link_event **out, struct error *err);
/* An article from the store as far as linking asks for it, in the cache's arena. */
bool linker_cache_fetch(struct linker_cache *c, struct store *s, int64_t id, struct article *a, struct extraction *x, struct error *err);

#endif
