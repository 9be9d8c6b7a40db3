/* wordmap: what is known of words in one article: from a word to a number.
 *
 * Open addressing, half full at most. A word is known by its key of the vocabulary (vocabulary_key), so nothing
 * is borrowed and no bytes are compared. */
#ifndef DATELINE_TEXT_WORDMAP_H
#define DATELINE_TEXT_WORDMAP_H

#include "base/str.h"

#include <stdint.h>

struct wordmap_entry {
	uint64_t key; /* 0: free */
	uint32_t value;
};

struct wordmap {
	struct wordmap_entry *entries;
	size_t count, size; /* size is a power of two, or 0 */
};

#define WORDMAP_INIT {NULL, 0, 0}
#define WORDMAP_NONE UINT32_MAX

void wordmap_free(struct wordmap *m);
/* Adds a word, which is not empty, or gives the one that is there a new value. */
void wordmap_set(struct wordmap *m, struct str word, uint32_t value);
/* The word's value, or WORDMAP_NONE. */
uint32_t wordmap_get(const struct wordmap *m, struct str word);

#endif
