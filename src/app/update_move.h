/* update_move: where the keys go, and how far they move there. */
#ifndef DATELINE_APP_UPDATE_MOVE_H
#define DATELINE_APP_UPDATE_MOVE_H

#include "app/model.h"

/* The pane that has the keys from now on. */
void update_move_focus(struct model *m, enum pane pane);
/* Moves by rows in any pane: what its cursor stands on, or what it shows. */
void update_move(struct model *m, enum pane pane, long rows);
/* On the map, to the next country in a direction. */
void update_move_on_map(struct model *m, int x, int y);
/* The rows of a screenful of the pane that has the keys. */
long update_move_page(const struct model *m);

#endif
