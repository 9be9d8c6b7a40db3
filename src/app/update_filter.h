/* update_filter: what the user filters by without typing: countries, bars of the strip, cells and periods of the views. */
#ifndef DATELINE_APP_UPDATE_FILTER_H
#define DATELINE_APP_UPDATE_FILTER_H

#include "app/model.h"

/* By a period, or no longer when it is that one already. */
void update_filter_period(struct model *m, struct interval when);
/* By the bar of the strip that the row under the cursor is in; without a strip, by the period of the zoom. */
void update_filter_bar(struct model *m);
/* By what stands under the cursor of a list of countries, of the map, the pair or the grid. */
void update_filter_toggle(struct model *m);
/* What was announced, and what came of it; then what is still open of it; then all again. */
void update_filter_announced(struct model *m);
/* The country under the cursor must not be there, or may again. */
void update_filter_without(struct model *m);
/* Several countries: all of them, or any. */
void update_filter_either(struct model *m);

#endif
