/* place: the countries, places and organisations that a text names.
 *
 * Names are found in the gazetteer (text/gazetteer.h), longest first. What a name means is decided by
 * the words around it, then by the article as a whole: its dateline, its title, the countries and
 * divisions that its unmistakable names point to, what its other names have in common, and at last
 * population. A name that stays doubtful is left out: a wrong country costs a reader more than a
 * missing village. The rule that decided is in every mention, and how sure it is in percent. */
#ifndef DATELINE_TEXT_PLACE_H
#define DATELINE_TEXT_PLACE_H

#include "text/token.h"

struct gazetteer;

struct place_input {
	const struct token_list *tokens; /* of the article's text */
	const struct token_list *title;  /* informs; NULL for none */
	const struct token_list *dateline; /* the line of place and date, where it was given apart from the text; NULL */
	/* False: the text is in a language that has no tables. Then only names of countries and capitals count that
	 * are no English word and that its words cannot mistake; no adjectives, no names of regions. */
	bool known;
};

/* All mentions in order of text, never overlapping; in `arena`, names borrowed from the gazetteer.
 * Cannot fail. Linear in the text. */
void place_find(const struct place_input *in, const struct gazetteer *g, struct arena *arena, struct place **out,
		size_t *count);

#endif
