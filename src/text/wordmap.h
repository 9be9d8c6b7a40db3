/* wordmap: from a word to a number, for the tables of data/.
 *
 * Open addressing over FNV-1a, half full at most. Keys are borrowed: they point into a compiled-in table
 * or into memory that outlives the map. Filled once, then read only, by any number of threads. */
#ifndef DATELINE_TEXT_WORDMAP_H
#define DATELINE_TEXT_WORDMAP_H

#include "base/str.h"

#include <stdint.h>

struct wordmap_entry {
	struct str key;
	uint32_t hash;
	uint32_t value;
};

struct wordmap {
	struct wordmap_entry *entries;
	size_t count, size; /* size is a power of two, or 0 */
};

#define WORDMAP_INIT {NULL, 0, 0}
#define WORDMAP_NONE UINT32_MAX

void wordmap_free(struct wordmap *m);
/* Adds key, or gives the one that is there a new value. */
void wordmap_set(struct wordmap *m, struct str key, uint32_t value);
/* The key's value, or WORDMAP_NONE. */
uint32_t wordmap_get(const struct wordmap *m, struct str key);

#endif
