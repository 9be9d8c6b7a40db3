/* browser: what the rooms of the loop share. browse.c is the loop itself; browse_key and browse_mouse say what a key and the
 * mouse mean at the moment, browse_do does it, browse_draw shows what came of it. */
#ifndef DATELINE_UI_BROWSER_H
#define DATELINE_UI_BROWSER_H

#include "ui/away.h"
#include "ui/browse.h"
#include "ui/help.h"
#include "ui/layout.h"
#include "ui/prompt.h"
#include "ui/settings.h"
#include "ui/term.h"
#include "ui/which.h"

struct browse {
	const struct browse_options *options;
	struct model model;
	struct search *search;
	struct term *term;
	struct canvas canvas;
	struct settings settings;
	struct prompt prompt;
	struct help help;
	struct away away;
	struct which which;
	bool scripted;
	bool mouse;                    /* it comes here */
	enum style_theme theme_before; /* the theme prompt was opened: what cancelling it returns to */
	enum layout_border dragged;    /* the border that the mouse holds, */
	int drag_x, drag_y;            /* how far beside it, */
	bool drag_moved;               /* and whether it was more than a click */
};

/* Everything, where the terminal's size has it. The same browser gives the same picture, whatever the canvas held before. */
void browse_draw_on(struct browse *b, struct canvas *c);
void browse_draw(struct browse *b); /* on its own canvas, and out to the terminal */
struct layout browse_draw_layout(const struct browse *b);
struct rect browse_draw_help_rect(const struct browse *b, const struct layout *l);

/* What an action does here and now: where it means nothing, that is said. */
void browse_do(struct browse *b, enum action a);
void browse_do_with(struct browse *b, enum action a, const char *key); /* with the one key that it waited for */
/* What came of the prompt, the menu, the help. */
void browse_do_prompt(struct browse *b, enum prompt_event event);
void browse_do_menu(struct browse *b, enum menu_event event);
void browse_do_help(struct browse *b, enum help_event event, enum action a);

void browse_key(struct browse *b, const char *key);
void browse_key_paste(struct browse *b, struct str text);
void browse_mouse(struct browse *b, const struct input *in);

#endif
