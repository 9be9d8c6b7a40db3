/* clean: page furniture, marked and never cut.
 *
 * A page that was copied off the web carries lines that are no part of the article: "Advertisement",
 * "3 min read", "Image: ...", "Updated ... at 07:57 IST". Each is a line of its own that fits a pattern of
 * data/furniture.en.tsv. The spans keep the text as it was read, so every offset stays true; the
 * extractor reads no event from them, and the publication step still sees their dates.
 *
 * Text wrapped at a fixed width has lines that end in the middle of a sentence: such a line can begin
 * like furniture by chance, so a line that runs on from a full line before it is never furniture. */
#ifndef DATELINE_TEXT_CLEAN_H
#define DATELINE_TEXT_CLEAN_H

#include "base/arena.h"
#include "record.h"

struct clean_words;

struct clean_words *clean_words_open(void);
void clean_words_close(struct clean_words *w);

/* The furniture of a text, in order, each span a line without white space at its ends; lines that
 * follow each other are spans of their own. Linear in the text. */
void clean_furniture(struct str text, const struct clean_words *w, struct arena *arena, struct span **out,
		     size_t *count);

/* Whether a folded line fits a pattern: 0 is a number, * any text, a space any white space, all else
 * itself. The head of furniture.en.tsv tells more. */
bool clean_fits(struct str pattern, struct str line);

#endif
