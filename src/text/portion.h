/* portion: a long text in parts, and what was found in them as if in one.
 *
 * What the steps of extract() need while they work is tens of bytes for a byte of text, thousands on hostile ones. So a
 * text is read a portion at a time, and only what was found in it is kept. Portions end between paragraphs where
 * there are any, so that no sentence is cut. */
#ifndef DATELINE_TEXT_PORTION_H
#define DATELINE_TEXT_PORTION_H

#include "base/arena.h"
#include "base/vec.h"
#include "record.h"

/* Where the portion that begins at `begin` ends: the text is cut into as few of at most `most` bytes (at least 8) as it can
 * be, of about one size: between paragraphs, else lines, else words, else characters. */
size_t portion_end(struct str text, size_t begin, size_t most);

/* What was found in the portions so far. Begin with zeros and the arena. */
struct portion_list {
	struct arena *arena; /* of what they point at */
	VEC(struct span) furniture;
	VEC(struct timex3) timexes;
	VEC(struct place) places;
	VEC(struct event) events;
	size_t beside; /* places, the last ones: of the title and the dateline, which stand in no portion */
};

/* Adds what was found in the portion that begins at `begin`, whose spans count from there; copied, but for the names of
 * places, which are the gazetteer's or the text's. */
void portion_add(struct portion_list *l, const struct extraction *x, size_t begin);
/* The publication date that was found in the first portion, to outlive it. */
struct published portion_published(struct portion_list *l, const struct extraction *first);
/* Moves the lists to the arena; the rest of *out is the caller's. */
void portion_finish(struct portion_list *l, struct extraction *out);

#endif
