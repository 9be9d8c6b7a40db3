/* outline: the world as a grid of dots, each of a country or of the sea (data/outlines.tsv).
 *
 * Plate carrée: a degree is as wide as it is high everywhere, from 180° west to 180° east and from 84°
 * north to 56° south, so that a dot is found by a division and a map can be clicked. A dot shows the country that its
 * middle lies in; a country too small for any dot gets the dot nearest to it all the same. */
#ifndef DATELINE_BASE_OUTLINE_H
#define DATELINE_BASE_OUTLINE_H

#include "base/str.h"

#include <stdint.h>

enum { OUTLINE_SEA = 0 };

struct outline_country {
	char code[3];
	int16_t x, y; /* a dot in the middle of its largest part */
	uint32_t dots;
};

struct outline {
	int w, h;                          /* dots */
	uint16_t *at;                      /* a dot each, row by row: OUTLINE_SEA, or the index of its country + 1 */
	struct outline_country *countries; /* by code */
	size_t count;
};

/* A world `w` dots wide, and as high as that makes it: see outline_height. Some milliseconds, 2 bytes a dot; the
 * caller frees it. w >= 1. */
void outline_make(struct outline *o, int w);
void outline_free(struct outline *o);
int outline_height(int w);

/* The index of a country in o->countries, or -1: not on the map (a state that is gone). */
int outline_find(const struct outline *o, struct str code);

#endif
