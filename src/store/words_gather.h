/* words_gather: the words of an article's texts, each once, as the word index (words.h) takes them.
 *
 * Cutting texts into words is most of the work of indexing, and needs nothing but the text: it is done in any
 * thread. */
#ifndef DATELINE_STORE_WORDS_GATHER_H
#define DATELINE_STORE_WORDS_GATHER_H

#include "base/arena.h"

#include <stdint.h>

struct words_item {
	uint64_t head; /* its first bytes, as a number that sorts as they do: most words are no longer */
	struct str text;
	uint32_t hash;
	uint8_t places; /* at which counts of words, modulo WORDS_PLACES, a text has it: a bit each */
};

enum { WORDS_PLACES = 8, WORDS_PLACES_ALL = (1 << WORDS_PLACES) - 1 };

struct words_gathered {
	struct arena *arena;
	struct words_item *v;
	size_t n, cap;
	uint32_t *slots; /* open addressing, twice cap: item + 1; 0: empty */
};

/* Adds the words of a text, those that are not there yet. The text is borrowed, as long as the list is used. */
void words_gather(struct words_gathered *l, struct str text);
/* When all are added: moves the list, as small as it can be, to another arena. */
void words_gather_keep(struct words_gathered *l, struct arena *arena);

#endif
