/* pane_links: the list of the shown event's links, over the other panes.
 *
 *     ⇄ same event   96 %  2018-05-23…25  RATS lawyers gather in Islamabad
 *                          desk B: date, place, 8 countries */
#ifndef DATELINE_UI_PANE_LINKS_H
#define DATELINE_UI_PANE_LINKS_H

#include "ui/pane.h"

void pane_links_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
