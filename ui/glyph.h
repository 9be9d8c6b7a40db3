/* glyph: a cluster as terminals agree to draw it.
 *
 * The canvas counts columns by Unicode; terminals count by the C library's wcwidth, a character at a time, and
 * differ in the rest. What they all draw in the same columns is one character with a few marks that take none. So
 * joined emoji lose their joiner, a picture selector is left out and its column padded with a space, a
 * flag is two letters side by side (which the terminal may join), and a character that is wider than its
 * cell, or has no width, is U+FFFD. The text itself is not changed: copying gives the original. */
#ifndef DATELINE_UI_GLYPH_H
#define DATELINE_UI_GLYPH_H

#include "ui/canvas.h"

#include <wchar.h>

enum { GLYPH_MARKS = 3 };

struct glyph {
	wchar_t text[GLYPH_MARKS + 2]; /* the character and its marks, NUL-terminated */
	wchar_t second;                /* what stands in the second column when the first does not fill both; 0: none */
};

/* columns: 1 or 2, what the cell has on the canvas. The locale's character set must be UTF-8. */
struct glyph glyph_of(const struct cell *cell, int columns);

#endif
