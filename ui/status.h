/* status: the last row of the screen (where one is, what is filtered, what to press) and the row of
 * messages above it. */
#ifndef DATELINE_UI_STATUS_H
#define DATELINE_UI_STATUS_H

#include "app/model.h"
#include "ui/hint.h"

/* "12 of 418 (2000)  country:PK /border/  2018-05-23      ⏎ read  ][ link  / search  ? help". When room is short, hints go
 * first, whole ones, the help's last, but two or three are worth more than the date; then the filter is cut; a number never
 * is. While something lies over the panes, filter and date make room for its hints. */
void status_draw(const struct model *m, const struct keymap *k, enum hint_of of, struct canvas *c, struct rect r);
/* The message, or the note of the link that was followed, or how far a long search is. False, and nothing
 * drawn, when there is nothing to say. */
bool status_draw_message(const struct model *m, struct canvas *c, struct rect r);
/* What a prompt shows at its end: "3 events in 2 articles", with `before` in front. Replaces what out held. */
void status_count(const struct model *m, const char *before, struct buf *out);
/* What a typed date means: "2017-05, from 2018-05-23: 4 rows"; nothing while it means none. Appended to out. */
void status_date(const struct model *m, struct str text, bool ascii, struct buf *out);

#endif
