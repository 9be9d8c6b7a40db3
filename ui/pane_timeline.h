/* pane_timeline: the density strip (strip.h), and under it the events in order of time.
 *
 *     2001▁ ▁▁  2005▂ ▁ ▁ 2010▁ ▁ ▁2015▃▁▄▅▇2018█▅▆2020▇▅▆▅▃▂
 *     ▌2018-05-23…25  SCO-RATS legal experts meet       ⇄2 PK +7
 *      2018-09        Joint drills in Russia  announced ↦1 IN PK
 *      2018-10-02     ◦ An article of that day            desk A
 *
 * Digits are never cut: a long date takes its columns from the headline. */
#ifndef DATELINE_UI_PANE_TIMELINE_H
#define DATELINE_UI_PANE_TIMELINE_H

#include "ui/pane.h"

void pane_timeline_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
