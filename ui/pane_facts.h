/* pane_facts: beside a wide article what is known of it as a whole: when and where it appeared, the countries that its events
 * name, the events themselves.
 *
 *     published  2001-06-16, given
 *     source     desk B
 *     countries  CN 2  KZ 1  RU 1
 *     events     2
 *      2001-06-15  A new organisation…
 *     ▌1996        That group was founded… */
#ifndef DATELINE_UI_PANE_FACTS_H
#define DATELINE_UI_PANE_FACTS_H

#include "ui/pane.h"

/* Columns that they take of an article of that width; 0: none, the text needs them. */
int pane_facts_columns(int w);
/* Draws the facts of the opened article. */
void pane_facts_draw(const struct model *m, struct canvas *c, struct rect r);

#endif
