/* complete: what a half-typed term of the filter line could become. Pure.
 *
 * A word becomes a field; a value of country:, kind:, is: or link: one of its values, a country by its code
 * or by the beginning of any of its names ("country:pak" -> PK). After + or , the next country. */
#ifndef DATELINE_UI_COMPLETE_H
#define DATELINE_UI_COMPLETE_H

#include "base/str.h"
#include "base/vec.h"

struct completion {
	struct str text;  /* what is put in */
	struct str label; /* what it means; may be empty */
};

struct complete {
	size_t begin, end; /* bytes of the text that a completion takes the place of */
	VEC(struct completion) v;
};

/* Replaces what c held. Texts live as long as the program. */
void complete_find(struct complete *c, struct str text, size_t cursor);
void complete_free(struct complete *c);

#endif
