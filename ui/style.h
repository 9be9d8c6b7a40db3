/* style: how each role looks. The one place for colours.
 *
 * Meaning never hangs on colour alone; eight colours and attributes suffice, 256 are quieter. The default
 * background is kept but for the marked row and the hits, so that a light and a dark terminal both do:
 * the 256 colours are chosen with a contrast of about 4:1 against black and against white. Without
 * colours (NO_COLOR, or a terminal that has none) only attributes are used. */
#ifndef DATELINE_UI_STYLE_H
#define DATELINE_UI_STYLE_H

#include "ui/canvas.h"

enum style_attribute {
	STYLE_BOLD = 1 << 0,
	STYLE_FAINT = 1 << 1,
	STYLE_REVERSE = 1 << 2,
	STYLE_UNDERLINE = 1 << 3,
	STYLE_ITALIC = 1 << 4,
};

enum { STYLE_DEFAULT = -1 }; /* the terminal's own colour */

struct style_look {
	short fg, bg;        /* STYLE_DEFAULT, or a colour number */
	unsigned attributes; /* STYLE_BOLD ... */
};

/* The look of a role on a terminal of that many colours: below 8 none are used. */
struct style_look style_look(enum style role, int colours);

#endif
