/* facet: the countries pane. Its cursor stands on a country, whatever the counts do. */
#ifndef DATELINE_APP_FACET_H
#define DATELINE_APP_FACET_H

#include "app/model.h"

/* Finds the cursor's country again after the counts changed, and keeps it on the screen. */
void facet_locate(struct model *m);
void facet_move(struct model *m, long rows);
void facet_line(struct model *m, size_t i);
/* Adds the country under the cursor to the filter, or takes it out. False: there is none. */
bool facet_toggle(struct model *m);

#endif
