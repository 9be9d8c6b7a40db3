/* sentence: where sentences, headings and paragraphs begin and end.
 *
 * A paragraph ends at an empty line, or at a line end that is no mere wrapping: texts come with one
 * paragraph a line, and with lines broken at 75 columns. In a block of lines that are all short enough to
 * have been wrapped, a line end is a wrap when the next line's first word would not have fitted.
 * A sentence ends at its paragraph's end, at a full stop before what can open a sentence, and at the
 * borders of page furniture; never after a title ("Gen."), and after other abbreviations ("Inc.") only
 * before a capitalised opener ("The"). What goes on for a thousand tokens is cut there. */
#ifndef DATELINE_TEXT_SENTENCE_H
#define DATELINE_TEXT_SENTENCE_H

#include "text/token.h"

/* Fills l->sentences, and `sentence` of each token. Called by token_split. */
void sentence_split(struct token_list *l, const struct token_words *w, const struct span *furniture,
		    size_t furniture_count, struct arena *arena);

#endif
