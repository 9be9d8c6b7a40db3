#include "config.h"

#include "ui/style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NONE = 0, B = STYLE_BOLD, F = STYLE_FAINT, R = STYLE_REVERSE, U = STYLE_UNDERLINE };
enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

/* OWN is the terminal's own colour, or the theme's when it paints. */
enum style_hue {
	OWN, GREY, SLATE, AZURE, TEAL, OCHRE, PLUM, BRICK, GOLD, ORANGE, /* of words and signs */
	NAVY, ASH, STRAW, AMBER,                                         /* behind words, */
	SNOW, MIST, INK,                                                 /* which are these */
	HUES
};

/* ---- roles ---- */

static const struct {
	const char *name;
	enum style_hue fg, bg;
	unsigned mono, eight, many; /* attributes without colours, with eight, with 256 */
} style_roles[STYLE_COUNT] = {
	[STYLE_TEXT]          = {"text", OWN, OWN, NONE, NONE, NONE},
	[STYLE_DIM]           = {"dim", GREY, OWN, NONE, F, NONE},
	[STYLE_BORDER]        = {"border", GREY, OWN, NONE, F, NONE},
	[STYLE_BORDER_FOCUS]  = {"border-focus", AZURE, OWN, B, NONE, NONE},
	[STYLE_TITLE]         = {"title", OWN, OWN, B, B, B},
	[STYLE_SELECTED]      = {"selected", SNOW, NAVY, R, R, B},
	[STYLE_SELECTED_BLUR] = {"selected-blur", MIST, ASH, U, B | U, NONE},
	[STYLE_DATE]          = {"date", TEAL, OWN, NONE, NONE, NONE},
	[STYLE_COUNTRY]       = {"country", OCHRE, OWN, NONE, NONE, NONE},
	[STYLE_PASSAGE]       = {"passage", OWN, OWN, B, B, B},
	[STYLE_HIT]           = {"hit", INK, STRAW, R, NONE, NONE},
	[STYLE_HIT_CURRENT]   = {"hit-current", INK, AMBER, R | B | U, U, B},
	[STYLE_LINK]          = {"link", PLUM, OWN, NONE, NONE, NONE},
	[STYLE_BAR]           = {"bar", SLATE, OWN, NONE, NONE, NONE},
	[STYLE_STRIP]         = {"strip", GREY, OWN, NONE, F, NONE},
	[STYLE_STRIP_MATCH]   = {"strip-match", AZURE, OWN, B, NONE, NONE},
	[STYLE_STATUS]        = {"status", OWN, OWN, NONE, NONE, NONE},
	[STYLE_HINT_KEY]      = {"hint-key", AZURE, OWN, B, B, B},
	[STYLE_PROMPT]        = {"prompt", OWN, OWN, B, B, B},
	[STYLE_ERROR]         = {"error", BRICK, OWN, B, B, B},
	[STYLE_STAR]          = {"star", GOLD, OWN, B, B, B},
	[STYLE_STRIP_HERE]    = {"strip-here", ORANGE, OWN, R, B, B},
	[STYLE_CORRECTED]     = {"corrected", GOLD, OWN, U, U, U},
};

/* ---- themes ---- */

enum { KEEP = STYLE_DEFAULT };

/* A hue of eight, of 256. Of eight, what stands on the terminal's own background is KEEP where no colour of these
 * does. */
struct style_colours {
	short eight, many;
};

static const struct {
	const char *name, *help;
	struct style_colours fg, bg; /* painted everywhere; KEEP: the terminal's own */
	struct style_colours hue[HUES];
} style_themes[] = {
	[STYLE_AUTO] = {"auto", "goes by the terminal, or does on dark and light", {KEEP, KEEP}, {KEEP, KEEP}, {
		[GREY] = {KEEP, 243}, [SLATE] = {KEEP, 67}, [AZURE] = {MAGENTA, 32}, [TEAL] = {MAGENTA, 30},
		[OCHRE] = {RED, 130}, [PLUM] = {MAGENTA, 97}, [BRICK] = {RED, 160}, [GOLD] = {RED, 100},
		[ORANGE] = {RED, 166}, [NAVY] = {KEEP, 25}, [ASH] = {KEEP, 241}, [STRAW] = {YELLOW, 222},
		[AMBER] = {CYAN, 208}, [SNOW] = {KEEP, 231}, [MIST] = {KEEP, 231}, [INK] = {BLACK, 16}}},
	[STYLE_DARK] = {"dark", "for a dark background", {KEEP, KEEP}, {KEEP, KEEP}, {
		[GREY] = {KEEP, 246}, [SLATE] = {GREEN, 67}, [AZURE] = {CYAN, 75}, [TEAL] = {CYAN, 79},
		[OCHRE] = {YELLOW, 179}, [PLUM] = {MAGENTA, 176}, [BRICK] = {RED, 203}, [GOLD] = {YELLOW, 220},
		[ORANGE] = {YELLOW, 208}, [NAVY] = {KEEP, 25}, [ASH] = {KEEP, 239}, [STRAW] = {YELLOW, 222},
		[AMBER] = {CYAN, 208}, [SNOW] = {KEEP, 231}, [MIST] = {KEEP, 231}, [INK] = {BLACK, 16}}},
	[STYLE_LIGHT] = {"light", "for a light background", {KEEP, KEEP}, {KEEP, KEEP}, {
		[GREY] = {KEEP, 241}, [SLATE] = {BLUE, 61}, [AZURE] = {BLUE, 25}, [TEAL] = {BLUE, 24},
		[OCHRE] = {RED, 94}, [PLUM] = {MAGENTA, 90}, [BRICK] = {RED, 124}, [GOLD] = {MAGENTA, 94},
		[ORANGE] = {RED, 160}, [NAVY] = {KEEP, 25}, [ASH] = {KEEP, 252}, [STRAW] = {YELLOW, 222},
		[AMBER] = {CYAN, 214}, [SNOW] = {KEEP, 231}, [MIST] = {KEEP, 16}, [INK] = {BLACK, 16}}},
	[STYLE_CONTRAST] = {"high-contrast", "bright on black, whatever the terminal's background", {WHITE, 231}, {BLACK, 16}, {
		[GREY] = {WHITE, 252}, [SLATE] = {CYAN, 123}, [AZURE] = {CYAN, 87}, [TEAL] = {CYAN, 123},
		[OCHRE] = {YELLOW, 228}, [PLUM] = {WHITE, 219}, [BRICK] = {YELLOW, 217}, [GOLD] = {YELLOW, 226},
		[ORANGE] = {YELLOW, 226}, [NAVY] = {YELLOW, 226}, [ASH] = {WHITE, 252}, [STRAW] = {CYAN, 123},
		[AMBER] = {GREEN, 120}, [SNOW] = {BLACK, 16}, [MIST] = {BLACK, 16}, [INK] = {BLACK, 16}}},
	[STYLE_MONO] = {"mono", "no colours", {KEEP, KEEP}, {KEEP, KEEP}, {{KEEP, KEEP}}},
};

static short style_hue(enum style_theme theme, enum style_hue hue, struct style_colours own, int colours)
{
	struct style_colours c = hue == OWN ? own : style_themes[theme].hue[hue];
	return colours >= 256 ? c.many : c.eight;
}

/* Of the theme alone. */
static struct style_look style_given(enum style_theme theme, enum style role, int colours)
{
	struct style_look look = {STYLE_DEFAULT, STYLE_DEFAULT, style_roles[role].mono};
	if (colours < 8 || theme == STYLE_MONO)
		return look;
	look.attributes = colours >= 256 ? style_roles[role].many : style_roles[role].eight;
	look.fg = style_hue(theme, style_roles[role].fg, style_themes[theme].fg, colours);
	look.bg = style_hue(theme, style_roles[role].bg, style_themes[theme].bg, colours);
	if (style_themes[theme].bg.eight != KEEP)
		look.attributes &= ~(unsigned)(F | R); /* what is painted needs neither */
	return look;
}

/* ---- the user's own ---- */

void style_rgb(int colour, int out[static 3])
{
	/* xterm's sixteen, its cube of six to the side, its greys */
	static const uint8_t first[16][3] = {{0, 0, 0}, {205, 0, 0}, {0, 205, 0}, {205, 205, 0}, {0, 0, 238}, {205, 0, 205},
					     {0, 205, 205}, {229, 229, 229}, {127, 127, 127}, {255, 0, 0}, {0, 255, 0},
					     {255, 255, 0}, {92, 92, 255}, {255, 0, 255}, {0, 255, 255}, {255, 255, 255}};
	int cube = colour - 16;
	const int digits[] = {cube / 36, cube / 6 % 6, cube % 6};
	for (int i = 0; i < 3; i++)
		if (colour < 16)
			out[i] = first[colour][i];
		else if (colour < 232)
			out[i] = digits[i] ? 55 + 40 * digits[i] : 0;
		else
			out[i] = 8 + 10 * (colour - 232);
}

/* The nearest of the colours from `first` up to `end`. */
static short style_nearest(const int rgb[static 3], int first, int end)
{
	long best = -1;
	short found = 0;
	for (int i = first; i < end; i++) {
		int other[3];
		style_rgb(i, other);
		long far = 0;
		for (int k = 0; k < 3; k++)
			far += (long)(rgb[k] - other[k]) * (rgb[k] - other[k]);
		if (best < 0 || far < best) {
			best = far;
			found = (short)i;
		}
	}
	return found;
}

static short style_fit(short colour, int colours)
{
	int rgb[3];
	if (colour < colours)
		return colour;
	if (colour < 16)
		return (short)(colour - 8);
	style_rgb(colour, rgb);
	return style_nearest(rgb, 0, colours >= 16 ? 16 : 8);
}

struct style_look style_look(const struct style_set *set, enum style role, int colours)
{
	struct style_look look = style_given(set->theme, role, colours);
	if (!set->own[role].given)
		return look;
	struct style_look own = set->own[role].look;
	if (colours < 8 || set->theme == STYLE_MONO) { /* a colour may have been all that it was */
		look.attributes = own.attributes ? own.attributes : look.attributes;
		return look;
	}
	return (struct style_look){style_fit(own.fg, colours), style_fit(own.bg, colours), own.attributes};
}

static int style_name_of(struct str name, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		if (str_eq(name, str_of(names[i])))
			return i;
	return -1;
}

bool style_colour(struct str name, short *out)
{
	static const char *const names[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
	bool bright = str_starts(name, STR("bright-"));
	int i = style_name_of(bright ? str_sub(name, 7, name.n) : name, names, 8);
	char text[8], end;
	unsigned r, g, b;
	if (str_eq(name, STR("default")))
		i = STYLE_DEFAULT;
	else if (i >= 0)
		i += bright ? 8 : 0;
	else if (name.n == 0 || name.n >= sizeof text)
		return false;
	else {
		snprintf(text, sizeof text, "%.*s", STR_ARG(name));
		if (text[0] == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == 6 && name.n == 7) {
			sscanf(text, "#%2x%2x%2x", &r, &g, &b);
			i = style_nearest((const int[]){(int)r, (int)g, (int)b}, 16, 256);
		} else if (strspn(text, "0123456789") != name.n || sscanf(text, "%3d%c", &i, &end) != 1 || i > 255) {
			return false;
		}
	}
	*out = (short)i;
	return true;
}

/* ---- names ---- */

const char *style_theme_name(enum style_theme theme)
{
	return style_themes[theme].name;
}

const char *style_theme_help(enum style_theme theme)
{
	return style_themes[theme].help;
}

int style_theme_of(struct str name)
{
	for (int i = 0; i < STYLE_THEMES; i++)
		if (str_eq(name, str_of(style_themes[i].name)))
			return i;
	return -1;
}

const char *style_name(enum style role)
{
	return style_roles[role].name;
}

int style_of(struct str name)
{
	for (int i = 0; i < STYLE_COUNT; i++)
		if (str_eq(name, str_of(style_roles[i].name)))
			return i;
	return -1;
}

enum style_theme style_settle(enum style_theme theme, const char *colorfgbg, const char *terminal)
{
	const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
	if (theme != STYLE_AUTO)
		return theme;
	if (last && strspn(last + 1, "0123456789") == strlen(last + 1) && last[1]) {
		int bg = atoi(last + 1);
		return bg == WHITE || (bg > 8 && bg < 16) ? STYLE_LIGHT : STYLE_DARK; /* as vim and rxvt have it */
	}
	return terminal && str_eq(str_sub(str_of(terminal), 0, 5), STR("linux")) ? STYLE_DARK : STYLE_AUTO;
}
