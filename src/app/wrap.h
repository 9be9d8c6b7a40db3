/* wrap: a text set in lines of a readable width. Pure.
 *
 * Lines break where Unicode lets them (UAX 14, libunistring), at the last such place that fits; a word
 * longer than the line is cut between grapheme clusters. Blanks at the end of a line belong to it and
 * are not drawn. What lies in a folded span (page furniture) gives no line; lines that are blank stay,
 * but never two together nor at either end. A text that was broken into lines by hand (most of its lines go
 * on in small letters) is set anew: its line feeds within a paragraph are blanks. Control and format characters take the columns that
 * utf8_visible will show them with.
 *
 * A text of more than WRAP_WHOLE bytes can be set in parts, so that neither the time nor the lines grow with it: it is cut every
 * WRAP_PART bytes or a little behind, where a paragraph ends if one does, and a cut ends a line. The lines are the same whichever
 * parts are set. */
#ifndef DATELINE_APP_WRAP_H
#define DATELINE_APP_WRAP_H

#include "base/vec.h"
#include "record.h"

struct wrap_line {
	uint32_t begin, end; /* bytes of the text; begin == end: a blank line */
};

enum { WRAP_WHOLE = 512 * 1024, WRAP_PART = 128 * 1024 };

struct wrap {
	int width; /* columns it was set for; 0: not set */
	size_t part; /* of a large text: this one is set, with the one before and the one behind it */
	uint32_t begin, end; /* bytes of the text that are set */
	VEC(struct wrap_line) lines;
};

void wrap_free(struct wrap *w);
/* Sets text anew (what w held is replaced). width < 1 counts as 1. folded: in order, not overlapping.
 * Cost: about 30 ns a byte. */
void wrap_text(struct wrap *w, struct str text, const struct span *folded, size_t folded_count, int width);
/* Sets the part of the text that byte `at` is in and its neighbours; a text that is not large, as wrap_text. */
void wrap_near(struct wrap *w, struct str text, const struct span *folded, size_t folded_count, int width, uint32_t at);
/* The same of an article as it was read, which may be no UTF-8 (it is shown by utf8_visible_bytes): its lines are each set by
 * themselves, and every blank stays. */
void wrap_original_near(struct wrap *w, struct str bytes, int width, uint32_t at);
/* Would wrap_near set the same part again? */
bool wrap_is_near(const struct wrap *w, struct str text, uint32_t at);
/* The line that holds byte `at`, or the last one before it; 0 when there are no lines. */
size_t wrap_line_at(const struct wrap *w, uint32_t at);

#endif
