/* strip: the density of the rows over time, as bars above the timeline: what src/app/density.h reckoned, drawn.
 *
 *     2001▁ ▁▁  2005▂ ▁ ▁ 2010▁ ▁ ▁2015▃▁▄▅▇2018█▅▆2020▇▅▆▅▃▂ */
#ifndef DATELINE_UI_STRIP_H
#define DATELINE_UI_STRIP_H

#include "ui/pane.h"

/* Its lines in a pane of that size: it gives way to the list on small screens, and on tall ones has two. They
 * are one bar, or while there is a filter all rows above those that match. On one line only what matches has a bar, and a
 * dot stands where nothing of what there is does. */
int strip_lines(struct rect inside);
/* Draws it on so many lines of the pane, from its top. */
void strip_draw(const struct model *m, struct canvas *c, int lines);

#endif
