/* needle: bytes that stand in every text in which a pattern matches.
 *
 * A phrase that folds case takes PCRE2 1.5 us a KB, for some of its letters begin many words. To look for the whole of it
 * first, or for the longest run that the pattern cannot do without, takes a tenth: its first and its last byte are compared
 * in many places at once ("generic SIMD" of Mula, 2016). Of a run inside one word nothing is made: texts without the word
 * are none of those that the word index names. */
#ifndef DATELINE_STORE_NEEDLE_H
#define DATELINE_STORE_NEEDLE_H

#include "base/str.h"

enum { NEEDLE_LEAST = 3, NEEDLE_MOST = 32 }; /* bytes; fewer are found too often to spare anything */

struct needle {
	size_t n;                            /* 0: none is known */
	unsigned char bytes[NEEDLE_MOST];    /* of a pattern that folds case, small letters */
	unsigned char fold[NEEDLE_MOST];     /* the bit that a capital lacks, else 0 */
	bool between;                        /* there are others than letters of words among them */
	bool ascii;                          /* other characters fold to its letters, too: it says nothing of texts with such */
};

/* folds: the pattern was compiled to fold case. */
struct needle needle_of(struct str pattern, bool folds);
/* Some 10 GB/s. */
bool needle_may_stand(const struct needle *n, struct str text);

#endif
