/* keys: which events share a key that the linker made (link/link.h).
 *
 * The keys of a batch are gathered in memory and written as a run (keys_run.h). A key may stand in several runs, the
 * older events in the older run; runs are merged as tiers.h says.
 *
 * The linker asks for the keys of many articles at once, in order: one pass over the pages that may have
 * them, each read once. A key has KEYS_MOST events at most, the earliest; it takes no more. */
#ifndef DATELINE_STORE_KEYS_H
#define DATELINE_STORE_KEYS_H

#include "base/vec.h"
#include "store/db.h"
#include "store/keys_page.h"

struct keys_slot {
	uint64_t key;
	uint32_t first, last; /* nodes + 1; 0: none */
	uint16_t count, old;  /* events; the first `old` of them are in the file */
	bool used;
};

enum { KEYS_NODE = 6 };

/* Events of one key, one behind the other: all nodes of a key are full but the last. Together the bytes of a line of cache,
 * for to go from node to node is to wait for memory. */
struct keys_node {
	int64_t events[KEYS_NODE];
	uint8_t sketches[KEYS_NODE];
	uint32_t next;        /* + 1 */
};

struct keys {
	VEC(struct keys_slot) slots; /* open addressing, a power of two */
	VEC(struct keys_node) nodes;
	size_t used;
};

void keys_free(struct keys *k);

/* Takes up what the file knows of these keys, in any order; those that are in memory already keep their events. */
bool keys_fetch(struct keys *k, struct db *db, const uint64_t *wanted, size_t n, struct error *err);
/* Has the memory come near that these keys' events are in: they are asked for next. */
void keys_expect(const struct keys *k, const uint64_t *keys, size_t n);
/* The events of a key that was fetched, rising; returns how many. */
size_t keys_events(const struct keys *k, uint64_t key, struct store_key_event out[static KEYS_MOST]);
/* Adds an event, later than those of the key that was fetched, unless the key is full. */
void keys_add(struct keys *k, uint64_t key, struct store_key_event event);
/* Writes what was added as a run, merges what is due, and forgets all. */
bool keys_flush(struct keys *k, struct db *db, struct error *err);

#endif
