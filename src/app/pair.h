/* pair: the view of two countries: their contacts by periods, with the time between them. */
#ifndef DATELINE_APP_PAIR_H
#define DATELINE_APP_PAIR_H

#include "app/model.h"

/* The countries of the filter when two are chosen; one, with the country under the cursor while the list has the keys; else
 * the one under the cursor. Where no second is named, it is who stands beside the first most often.
 * False: there is no country. */
bool pair_open(struct model *m);
/* Asks for what is shown and not there; pair_take takes the answer. To be called while the view is open. */
void pair_ask(struct model *m);
void pair_take(struct model *m, struct paired *p); /* p's owner is the model now */
void pair_move(struct model *m, long rows);
/* To the next (1) or previous (-1) country that stands beside the first; false: there is none. */
bool pair_turn(struct model *m, int way);
bool pair_zoom(struct model *m, int steps);
/* The period under the cursor; NULL: none. Until the next answer. */
const struct tally_period *pair_here(const struct model *m);

#endif
