/* facet: the countries pane, and the same countries on the map. The cursor, which is one for both, stands on a country,
 * whatever the counts do. */
#ifndef DATELINE_APP_FACET_H
#define DATELINE_APP_FACET_H

#include "app/model.h"

/* Finds the cursor's country again after the counts changed, and keeps it on the screen. */
void facet_locate(struct model *m);
void facet_move(struct model *m, long rows);
void facet_line(struct model *m, size_t i);
/* On the map: the nearest country of the list in that direction (x east, y south, one of them 0), a long way off to
 * the side counting twice. False: there is none. */
bool facet_step(struct model *m, int x, int y);
/* The country that a dot of m->world shows, or the nearest of the list within a few dots of it; false: open sea. */
bool facet_dot(struct model *m, int x, int y);
/* To the first country of the list of that code, else whose name begins with the text, else has it in it. False: there is
 * none. */
bool facet_find(struct model *m, struct str text);
/* Adds the country under the cursor to the filter, as one to be there or as one not to be there, or takes it out. False:
 * there is none. */
bool facet_toggle(struct model *m, bool without);

#endif
