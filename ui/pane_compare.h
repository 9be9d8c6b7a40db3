/* pane_compare: the reports of one event side by side. */
#ifndef DATELINE_UI_PANE_COMPARE_H
#define DATELINE_UI_PANE_COMPARE_H

#include "ui/pane.h"

void pane_compare_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
