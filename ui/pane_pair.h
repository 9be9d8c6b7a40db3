/* pane_pair: two countries: their contacts by periods, the time between, who hosted. */
#ifndef DATELINE_UI_PANE_PAIR_H
#define DATELINE_UI_PANE_PAIR_H

#include "ui/pane.h"

/* Lines for periods inside it. */
int pane_pair_lines(struct rect inside);
/* The period that stands in line y of the inside; false: none. */
bool pane_pair_at(const struct model *m, struct rect inside, int y, size_t *period);
void pane_pair_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
