/* pane_compare: the reports of one event side by side. */
#ifndef DATELINE_UI_PANE_COMPARE_H
#define DATELINE_UI_PANE_COMPARE_H

#include "ui/pane.h"

/* Fills in how many lines there are, and how many of them are shown. */
void pane_compare_fit(const struct model *m, struct rect inside, struct room *room);
void pane_compare_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
