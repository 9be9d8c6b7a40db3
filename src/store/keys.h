/* keys: which events share a key that the linker made (link/link.h).
 *
 * The keys of a batch are gathered in memory and written as a run: pages of some 4 KB, sorted by key, each
 * the row of its run and first key, an entry about 5 bytes: key, event, and a number below 32 that
 * the linker keeps beside it. A key may stand in several runs, the older events in the
 * older run. Runs are merged as tiers.h says; merging uses the room of what it has
 * read.
 *
 * The linker asks for the keys of many articles at once, in order: one pass over the pages that may have
 * them, each read once. A key has KEYS_MOST events at most, the earliest; it takes no more. */
#ifndef DATELINE_STORE_KEYS_H
#define DATELINE_STORE_KEYS_H

#include "base/vec.h"
#include "store/db.h"
#include "store/store.h"

#include <stdint.h>

enum {
	KEYS_MOST = STORE_KEY_MOST,
	KEYS_BITS = 42, /* of a key */
};

struct keys_slot {
	uint64_t key;
	uint32_t first, last; /* nodes + 1; 0: none */
	uint16_t count, old;  /* events; the first `old` of them are in the file */
	bool used;
};

struct keys_node {
	struct store_key_event event;
	uint32_t next;        /* + 1 */
};

struct keys {
	VEC(struct keys_slot) slots; /* open addressing, a power of two */
	VEC(struct keys_node) nodes;
	size_t used;
};

void keys_free(struct keys *k);

/* Takes up what the file knows of these keys, rising; those that are in memory already keep their events. */
bool keys_fetch(struct keys *k, struct db *db, const uint64_t *wanted, size_t n, struct error *err);
/* The events of a key that was fetched, rising; returns how many. */
size_t keys_events(const struct keys *k, uint64_t key, struct store_key_event out[static KEYS_MOST]);
/* Adds an event, later than those of the key that was fetched, unless the key is full. */
void keys_add(struct keys *k, uint64_t key, struct store_key_event event);
/* Writes what was added as a run, merges what is due, and forgets all. */
bool keys_flush(struct keys *k, struct db *db, struct error *err);

/* Merges the last runs that are due (tiers.h); `added` is 0 in the midst of an ingest, at its end how many articles it
 * added. */
bool keys_merge_due(struct db *db, int64_t added, struct error *err);

/* Every entry of the file, by run and key: for the check. False: damaged, or `each` said so. */
bool keys_walk(struct db *db, void (*each)(void *ctx, uint64_t key, int64_t event), void *ctx, struct error *err);

#endif
