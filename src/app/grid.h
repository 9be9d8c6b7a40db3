/* grid: the view of countries by periods. */
#ifndef DATELINE_APP_GRID_H
#define DATELINE_APP_GRID_H

#include "app/model.h"

void grid_open(struct model *m);
/* Asks for what is shown and not there; grid_take takes the answer. To be called while the view is open. */
void grid_ask(struct model *m);
void grid_take(struct model *m, struct gridded *g); /* g's owner is the model now */
/* Brings the cursor into the view and the view into the table, when the room is another. */
void grid_settle(struct model *m);
/* By countries and periods; beyond an edge is the edge. */
void grid_move(struct model *m, long countries, long periods);
void grid_go(struct model *m, size_t country, size_t period);
/* To the country's next (1) or previous (-1) period with events; false: there is none. */
bool grid_next(struct model *m, int way);
bool grid_zoom(struct model *m, int steps);
/* Columns of a period in the room, and how many are shown. */
int grid_cell(const struct model *m);
size_t grid_shown(const struct model *m);
/* The country and the period at a place inside the pane; false: elsewhere. */
bool grid_at(const struct model *m, int x, int y, size_t *country, size_t *period);
/* The events of a cell. */
uint32_t grid_events(const struct model *m, size_t country, size_t period);
/* The first event of the cell under the cursor; id 0: none. */
struct row grid_first(const struct model *m);

#endif
