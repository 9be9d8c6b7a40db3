/* nav: the timeline's lines, and the ways through them. */
#ifndef DATELINE_APP_NAV_H
#define DATELINE_APP_NAV_H

#include "app/model.h"

/* Makes the lines of m->now at m->unit anew and finds the cursor for m->spot: its own row, else the nearest in
 * time. The row under the cursor stays at its height on the screen. */
void nav_lines(struct model *m);
/* Lets the periods on the screen, and a screenful more on either side, show different events, as far as the texts tell. */
void nav_tell(struct model *m);
/* The same where the room for the lines has changed, and with it how many a period shows. */
void nav_fit(struct model *m);
/* Keeps the cursor on the screen, headings of its row included. */
void nav_show(struct model *m);
/* Moves by rows (headings are passed over), and makes that the spot. */
void nav_move(struct model *m, long rows);
/* Are all rows there that a move by so many would show? Of a large corpus only the first are, to begin with. */
bool nav_reaches(const struct model *m, long rows);
/* To the row at or nearest after a line. */
void nav_line(struct model *m, size_t line);
/* The next (1) or previous (-1) period of the zoom that has rows; false: there is none. */
bool nav_period(struct model *m, int way);
/* To the first row that begins on that day or later; false: there is none. */
bool nav_day(struct model *m, int32_t day);
/* The day that "last May" is spoken on: that of the row under the cursor, for that is what the user is reading of, where it
 * has none that of the last dated row; DAY_NONE: there is none. */
int32_t nav_date(const struct model *m);
/* To the next (1) or previous (-1) row of another article; false: there is none. */
bool nav_article(struct model *m, int way);
/* Zooms by steps (-1: finer); false at either end. */
bool nav_zoom(struct model *m, int steps);
/* Lists the rows in another order; the one under the cursor stays under it. */
void nav_order(struct model *m, enum order_by by);
/* The period of the zoom that a row stands in. */
struct interval nav_period_of(const struct model *m, struct row r);

/* A chosen spot: a jump to a row that the filter may hide. Ends a walk. */
void nav_choose(struct model *m, struct spot s);
/* Makes the row under the cursor the spot. */
void nav_take(struct model *m);

#endif
