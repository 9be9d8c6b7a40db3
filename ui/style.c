#include "config.h"

#include "ui/style.h"

enum { NONE = STYLE_DEFAULT, B = STYLE_BOLD, F = STYLE_FAINT, R = STYLE_REVERSE, U = STYLE_UNDERLINE };
enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };
/* of the 256: names by what they look like */
enum {
	GREY = 243, SLATE = 67, AZURE = 32, TEAL = 30, OCHRE = 130, PLUM = 97, BRICK = 160,
	NAVY = 25, SNOW = 231, INK = 16, STRAW = 222, ORANGE = 208, GOLD = 136,
};

static const struct {
	struct style_look mono, eight, many;
} style_rows[STYLE_COUNT] = {
	/*                        attributes only     8 colours                   256 colours */
	[STYLE_TEXT]          = {{NONE, NONE, 0},     {NONE, NONE, 0},            {NONE, NONE, 0}},
	[STYLE_DIM]           = {{NONE, NONE, 0},     {NONE, NONE, F},            {GREY, NONE, 0}},
	[STYLE_BORDER]        = {{NONE, NONE, 0},     {NONE, NONE, F},            {GREY, NONE, 0}},
	[STYLE_BORDER_FOCUS]  = {{NONE, NONE, B},     {CYAN, NONE, 0},            {AZURE, NONE, 0}},
	[STYLE_TITLE]         = {{NONE, NONE, B},     {NONE, NONE, B},            {NONE, NONE, B}},
	[STYLE_SELECTED]      = {{NONE, NONE, R},     {NONE, NONE, R},            {SNOW, NAVY, B}},
	[STYLE_SELECTED_BLUR] = {{NONE, NONE, U},     {NONE, NONE, B | U},        {SNOW, GREY, 0}},
	[STYLE_DATE]          = {{NONE, NONE, 0},     {CYAN, NONE, 0},            {TEAL, NONE, 0}},
	[STYLE_COUNTRY]       = {{NONE, NONE, 0},     {YELLOW, NONE, 0},          {OCHRE, NONE, 0}},
	[STYLE_PASSAGE]       = {{NONE, NONE, B},     {NONE, NONE, B},            {NONE, NONE, B}},
	[STYLE_HIT]           = {{NONE, NONE, R},     {BLACK, YELLOW, 0},         {INK, STRAW, 0}},
	[STYLE_HIT_CURRENT]   = {{NONE, NONE, R | B | U}, {BLACK, CYAN, U},       {INK, ORANGE, B}},
	[STYLE_LINK]          = {{NONE, NONE, 0},     {MAGENTA, NONE, 0},         {PLUM, NONE, 0}},
	[STYLE_BAR]           = {{NONE, NONE, 0},     {BLUE, NONE, 0},            {SLATE, NONE, 0}},
	[STYLE_STRIP]         = {{NONE, NONE, 0},     {NONE, NONE, F},            {GREY, NONE, 0}},
	[STYLE_STRIP_MATCH]   = {{NONE, NONE, B},     {CYAN, NONE, 0},            {AZURE, NONE, 0}},
	[STYLE_STATUS]        = {{NONE, NONE, 0},     {NONE, NONE, 0},            {NONE, NONE, 0}},
	[STYLE_HINT_KEY]      = {{NONE, NONE, B},     {CYAN, NONE, 0},            {AZURE, NONE, B}},
	[STYLE_PROMPT]        = {{NONE, NONE, B},     {NONE, NONE, B},            {NONE, NONE, B}},
	[STYLE_ERROR]         = {{NONE, NONE, B},     {RED, NONE, B},             {BRICK, NONE, B}},
	[STYLE_STAR]          = {{NONE, NONE, B},     {YELLOW, NONE, B},          {GOLD, NONE, B}},
	[STYLE_STRIP_HERE]    = {{NONE, NONE, R},     {YELLOW, NONE, B},          {ORANGE, NONE, B}},
	[STYLE_CORRECTED]     = {{NONE, NONE, U},     {YELLOW, NONE, U},          {GOLD, NONE, U}},
};

struct style_look style_look(enum style role, int colours)
{
	if (colours >= 256)
		return style_rows[role].many;
	return colours >= 8 ? style_rows[role].eight : style_rows[role].mono;
}
