/* words_grams: which letters stand side by side in the words of a part of a vocabulary.
 *
 * Who looks for letters inside of words would have to go through all of them. So each part has a filter (Bloom, 1970, with
 * one hash): a bit for every WORDS_GRAM bytes that follow one another in a key. A part without the bits of what is looked
 * for has no such word; one with all of them has it or, seldom, has the pieces apart. */
#ifndef DATELINE_STORE_WORDS_GRAMS_H
#define DATELINE_STORE_WORDS_GRAMS_H

#include "base/str.h"

enum {
	WORDS_GRAM = 4,
	WORDS_GRAMS_BYTES = 2048, /* of a filter; of a full part it has about a fifth of the bits set */
};

/* Sets the bits of a key (words.h). */
void words_grams_add(char filter[static WORDS_GRAMS_BYTES], struct str key);
/* Can a word be there whose key holds those bytes? Of less than WORDS_GRAM bytes nothing is known: yes. */
bool words_grams_may_hold(const char filter[static WORDS_GRAMS_BYTES], struct str bytes);

#endif
