/* pane_map: the countries pane as a map of the world in braille cells, over the other panes (`M`).
 *
 * A country is the denser the more events of the filter name it; the countries of the filter and the one under the
 * cursor are full, the rest of the land is its borders only. The most important ones wear their codes. In ASCII a
 * cell is one sign for what most of it shows. */
#ifndef DATELINE_UI_PANE_MAP_H
#define DATELINE_UI_PANE_MAP_H

#include "ui/pane.h"

/* Where the map stands in the inside of its pane, and how many dots it is wide. */
void pane_map_fit(struct rect inside, struct room *room);
void pane_map_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
