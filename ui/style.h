/* style: how each role looks. The one place for colours.
 *
 * Meaning never hangs on colour alone. A role names its colours by hue (grey, teal ...); a theme says which colour
 * a hue is, of eight and of 256, so that a new role needs one row and a new theme one table. Without colours
 * (NO_COLOR, a terminal that has none, the theme mono) only attributes are used.
 *
 * AUTO, DARK and LIGHT keep the terminal's own background but for marked rows and hits: AUTO's colours have a contrast
 * of about 4:1 (WCAG 2) against black and against white, DARK's and LIGHT's of 4.5:1 and more against theirs. CONTRAST
 * paints black itself, and has 7:1 everywhere (tests/unit/test_style.c reckons all of them). */
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
	short fg, bg;        /* STYLE_DEFAULT, or a colour number of the 256 */
	unsigned attributes; /* STYLE_BOLD ... */
};

enum style_theme { STYLE_AUTO, STYLE_DARK, STYLE_LIGHT, STYLE_CONTRAST, STYLE_MONO };
enum { STYLE_THEMES = STYLE_MONO + 1 };

/* A theme, and the looks that the user's own file gives in place of it. */
struct style_set {
	enum style_theme theme;
	struct {
		bool given;
		struct style_look look;
	} own[STYLE_COUNT];
};

/* The look of a role on a terminal of that many colours: below 8 none are used. */
struct style_look style_look(const struct style_set *set, enum style role, int colours);
/* What AUTO is on a terminal: COLORFGBG ("15;0": the colours of text and background; NULL: not set) tells of the
 * background, the Linux console's is black; else AUTO itself. Other themes are what they are. */
enum style_theme style_settle(enum style_theme theme, const char *colorfgbg, const char *terminal);

const char *style_theme_name(enum style_theme theme); /* "high-contrast" */
const char *style_theme_help(enum style_theme theme); /* one line of what it is for */
int style_theme_of(struct str name);                  /* -1: no theme */
const char *style_name(enum style role);              /* as a file of the user's has it: "border-focus" */
int style_of(struct str name);                        /* -1: no role */
/* "cyan", "bright-red", "214", "#ffaf00" (the nearest of the 256), "default"; false when it is no colour. */
bool style_colour(struct str name, short *out);
/* Red, green and blue of one of the 256, as xterm has them. */
void style_rgb(int colour, int out[static 3]);

#endif
