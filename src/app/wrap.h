/* wrap: a text set in lines of a readable width. Pure.
 *
 * Lines break where Unicode lets them (UAX 14, libunistring), at the last such place that fits; a word
 * longer than the line is cut between grapheme clusters. Blanks at the end of a line belong to it and
 * are not drawn. What lies in a folded span (page furniture) gives no line; lines that are blank stay,
 * but never two together nor at either end. A text that was broken into lines by hand (most of its lines go
 * on in small letters) is set anew: its line feeds within a paragraph are blanks. Control and format characters take the columns that
 * utf8_visible will show them with. */
#ifndef DATELINE_APP_WRAP_H
#define DATELINE_APP_WRAP_H

#include "base/vec.h"
#include "record.h"

struct wrap_line {
	uint32_t begin, end; /* bytes of the text; begin == end: a blank line */
};

struct wrap {
	int width; /* columns it was set for; 0: not set */
	VEC(struct wrap_line) lines;
};

void wrap_free(struct wrap *w);
/* Sets text anew (what w held is replaced). width < 1 counts as 1. folded: in order, not overlapping.
 * Cost: about 30 ns a byte. */
void wrap_text(struct wrap *w, struct str text, const struct span *folded, size_t folded_count, int width);
/* The line that holds byte `at`, or the last one before it; 0 when there are no lines. */
size_t wrap_line_at(const struct wrap *w, uint32_t at);

#endif
