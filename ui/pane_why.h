/* pane_why: the evidence. Each field of the shown event with the words that gave it, the rule that read
 * them, and how the date was reckoned.
 *
 *     2018-09 · month · stated                    exercise · announced
 *
 *       “… joint military drills in September”
 *       rule month-name, from the publication date 2018-05-22 (given)
 *
 *     IN participant  “… of India and Pakistan will …”  demonym
 *
 * It stands over the other panes (`w`) and, where there is room, under the article. */
#ifndef DATELINE_UI_PANE_WHY_H
#define DATELINE_UI_PANE_WHY_H

#include "ui/pane.h"

void pane_why_draw(const struct model *m, const struct layout *l, struct canvas *c);
/* The lines from `top` on, in a rectangle of the clip; returns how many there are in all. */
int pane_why_lines(const struct model *m, struct canvas *c, struct rect r, size_t top);
/* How many there are for a pane of that width. */
int pane_why_count(const struct model *m, int width);

#endif
