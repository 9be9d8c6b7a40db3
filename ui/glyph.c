#include "config.h"

#include "ui/glyph.h"

#include "base/utf8.h"

enum { GLYPH_JOINER = 0x200D, GLYPH_PICTURE = 0xFE0F, GLYPH_UNKNOWN = 0xFFFD };

struct glyph glyph_of(const struct cell *cell, int columns)
{
	struct glyph g = {.text = {L'?'}};
	int marks = 0, width = 0;
	for (size_t i = 0; i < cell->n;) {
		uint32_t cp;
		i += utf8_decode((struct str){cell->bytes + i, cell->n - i}, &cp, NULL);
		int w = wcwidth((wchar_t)cp);
		if (width == 0) {
			bool fits = w > 0 && w <= columns;
			width = fits ? w : 1;
			g.text[0] = fits ? (wchar_t)cp : GLYPH_UNKNOWN;
		} else if (w == 0 && cp != GLYPH_JOINER && cp != GLYPH_PICTURE && marks < GLYPH_MARKS) {
			g.text[++marks] = (wchar_t)cp;
		} else if (w == 1 && width < columns && !g.second) {
			g.second = (wchar_t)cp; /* of a flag */
		}
	}
	if (width < columns && !g.second)
		g.second = L' ';
	return g;
}
