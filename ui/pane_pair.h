/* pane_pair: two countries: their contacts by periods, the time between, who hosted. */
#ifndef DATELINE_UI_PANE_PAIR_H
#define DATELINE_UI_PANE_PAIR_H

#include "ui/pane.h"

/* Lines for periods inside it. */
int pane_pair_lines(struct rect inside);
void pane_pair_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
