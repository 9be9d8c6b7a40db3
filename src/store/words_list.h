/* words_list: the articles of one word, and its places in each, in few bits.
 *
 * Articles are numbers below `range`, rising. Of a word that many of them hold, a bit each; else the low bits of every
 * number end to end, and its high ones as so many zeros before a one (Elias and Fano, 1974): about two bits more than
 * the least that a list of its length takes, read some ns each.
 *
 * Places are what a phrase is told by without its text: at which counts of words, taken modulo WORDS_PLACES, an article
 * has the word, as bits. More than WORDS_PLACES_MOST tell so little that they are kept as all of them. */
#ifndef DATELINE_STORE_WORDS_LIST_H
#define DATELINE_STORE_WORDS_LIST_H

#include "store/words_gather.h"

enum { WORDS_PLACES_MOST = 3 };

/* Appends n > 0 articles. */
void words_list_put(struct buf *out, const uint32_t *articles, size_t n, uint32_t range);
/* How many bytes that took. */
size_t words_list_bytes(size_t n, uint32_t range);
/* n of them from `bytes`, which is as long as that takes. False on damage. */
bool words_list_get(struct str bytes, size_t n, uint32_t range, uint32_t *articles);

/* Bits of WORDS_PLACES, of which at least one is set. */
void words_list_put_places(struct buf *out, const uint8_t *places, size_t n);
bool words_list_get_places(struct str bytes, size_t n, uint8_t *places);

/* Places of several lists end to end, without a look at what they are. Zeros are an empty one; bytes is the caller's to
 * free. */
struct words_list_places {
	struct buf bytes;
	uint32_t bits;  /* what waits for its byte */
	unsigned count; /*   bits, fewer than 32 */
};
/* Adds the places in n articles; false on damage. */
bool words_list_add_places(struct words_list_places *w, struct str bytes, size_t n);
/* Appends what was added; w is empty afterwards. */
void words_list_end_places(struct words_list_places *w, struct buf *out);

#endif
