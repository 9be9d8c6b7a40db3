/* hint: what can be pressed at the moment, at the right end of the status row. A click on a hint presses its key. */
#ifndef DATELINE_UI_HINT_H
#define DATELINE_UI_HINT_H

#include "app/model.h"
#include "ui/canvas.h"
#include "ui/keymap.h"

/* Whom the next key goes to. */
enum hint_of {
	HINT_PANE,     /* the pane or view in front */
	HINT_QUERY,    /* the prompt of the filter line, */
	HINT_SEARCH,   /* of a pattern, */
	HINT_NAMES,    /* of names that can be completed, */
	HINT_WORDS,    /* of any words */
	HINT_MENU,
	HINT_HELP,
	HINT_WHICH,    /* it is the second key of two */
	HINT_QUESTION, /* y or anything else */
};
enum { HINT_OFS = HINT_QUESTION + 1 };

/* Draws as many hints of the pane in front as fit into `room` columns, right-aligned in a row of w, the help's always; returns
 * the columns used. 0, and nothing drawn, when besides it not even `least` would fit (or all, where there are fewer). */
int hint_draw(const struct model *m, const struct keymap *k, struct canvas *c, int w, int room, int least);
/* The same of all others: as many as fit, the first of them first. */
void hint_draw_over(enum hint_of of, struct canvas *c, int w, int room);

#endif
