/* pane_grid: countries by periods: how many events, and whether none are told or nobody tells. */
#ifndef DATELINE_UI_PANE_GRID_H
#define DATELINE_UI_PANE_GRID_H

#include "ui/pane.h"

/* What room->grid_* is inside it. */
void pane_grid_fit(struct rect inside, struct room *room);
void pane_grid_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
