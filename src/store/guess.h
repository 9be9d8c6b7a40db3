/* guess: "did you mean": which of the known words was meant.
 *
 * The fewest single letters changed, added, left out or swapped with their neighbour (Damerau's distance in
 * its "optimal string alignment" form), letter case aside; at most a third of the word, so that a guess
 * is a slip and not a shot in the dark. */
#ifndef DATELINE_STORE_GUESS_H
#define DATELINE_STORE_GUESS_H

#include "base/str.h"

struct guess {
	struct str word;
	struct str best;  /* empty: nothing is near */
	size_t distance;
};

struct guess guess_of(struct str word);
void guess_try(struct guess *g, struct str candidate);

#endif
