/* stem: the words of a text as linking compares them.
 *
 * A word is a run of letters or of digits (with inner apostrophes and, in numbers, commas and points). It is
 * folded, its possessive and regular endings (-s, -ies, -ed, -ing) are cut as in the first step of Porter's
 * stemmer (Program 14(3), 1980), irregular and American forms are mapped by data/link.en.tsv, and what is
 * left is hashed: two words are the same when their hashes are. Words of one letter, years, and numbers up
 * to 31 (days of months) say nothing. Text in other languages passes through folded and whole. */
#ifndef DATELINE_LINK_STEM_H
#define DATELINE_LINK_STEM_H

#include "base/str.h"

#include <stdint.h>

enum stem_class {
	STEM_PLAIN,
	STEM_COMMON, /* news are full of it */
	STEM_STOP,   /* says nothing */
};

struct stem {
	struct str text; /* the word as it stands */
	uint32_t hash;
	enum stem_class class;
};

struct stem_table;

/* The table that is compiled in; ends the program on a malformed row. Read only, for all threads. */
struct stem_table *stem_open(void);
void stem_close(struct stem_table *t);

/* Cuts the next word off the front of *rest; false at the end. About 20 ns a word. */
bool stem_next(const struct stem_table *t, struct str *rest, struct stem *out);
/* The hash of one word. */
uint32_t stem_hash(const struct stem_table *t, struct str word);

#endif
