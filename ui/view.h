/* view: the model drawn on a canvas. Reads the model only; the same model gives the same picture. */
#ifndef DATELINE_UI_VIEW_H
#define DATELINE_UI_VIEW_H

#include "app/update.h"
#include "ui/layout.h"

/* Where the panes stand on a screen of that size: layout_of, with the popup that is open no taller than what is in
 * it. */
struct layout view_layout(const struct model *m, int w, int h);

/* Tells the model what room its panes have on a screen of that size. To be called after each update and
 * before view_draw: which panes stand there, and how tall, follows the focus. */
void view_fit(struct model *m, int w, int h);

/* The panes and what lies over them (links, why); not the prompt, the help and the status line. The cursor, which
 * screen readers follow, rests on what is chosen in the pane that has the keys, or at that pane's corner. */
void view_draw(const struct model *m, struct canvas *c);

#endif
