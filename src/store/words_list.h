/* words_list: the words of a text, each once, as the word index (words.h) takes them.
 *
 * Cutting texts into words is most of the work of indexing, and needs nothing but the text: it is done in any
 * thread. */
#ifndef DATELINE_STORE_WORDS_LIST_H
#define DATELINE_STORE_WORDS_LIST_H

#include "base/arena.h"

#include <stdint.h>

struct words_item {
	uint64_t head; /* its first bytes, as a number that sorts as they do: most words are no longer */
	struct str text;
	uint32_t hash;
};

struct words_list {
	struct arena *arena;
	struct words_item *v;
	size_t n, cap;
	uint32_t *slots; /* open addressing, twice cap: item + 1; 0: empty */
};

/* Adds the words of a text that are not there yet. The text is borrowed, as long as the list is used. */
void words_list_add(struct words_list *l, struct str text);
/* When all are added: moves the list, as small as it can be, to another arena. */
void words_list_keep(struct words_list *l, struct arena *arena);

#endif
