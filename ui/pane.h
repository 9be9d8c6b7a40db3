/* pane: what all panes share: a frame with two titles, marks, empty states, short numbers. */
#ifndef DATELINE_UI_PANE_H
#define DATELINE_UI_PANE_H

#include "app/model.h"
#include "ui/canvas.h"
#include "ui/layout.h"

/* Marks by meaning: one column each, in ASCII where the canvas asks for it. */
enum pane_mark {
	PANE_CURSOR,   /* the row under the cursor */
	PANE_BAR,      /* the passage in the article's margin */
	PANE_STARRED,
	PANE_CORRECTED,
	PANE_TAGGED,
	PANE_NOTED,
	PANE_REPORT,   /* an article at its publication date */
	PANE_SAME,     /* told elsewhere */
	PANE_BEFORE,   /* announced before */
	PANE_AFTER,    /* came to pass */
	PANE_CHOSEN,   /* a country of the filter, an event that the next word is said of */
	PANE_WITHOUT,  /* a country that the filter leaves out */
	PANE_EVENT,    /* another event begins on this line of the article */
	PANE_MORE,     /* the text goes on below */
	PANE_NONE_HIT, /* a period with rows, none of which match */
	PANE_RULE,     /* a line across */
	PANE_DOT,      /* between parts of a title */
	PANE_ARROW,    /* from words to what they mean */
	PANE_EARLIER,  /* rows far before all that the strip shows */
	PANE_LATER,
	PANE_DIFFERS,  /* told otherwise in another report */
	PANE_ABOUT,    /* the date is an approximate one */
	PANE_DOUBT,    /* that it is one event, and of this date, is uncertain */
};
struct str pane_mark(const struct canvas *c, enum pane_mark m);

/* A bar of `eighths` eighths of a column, growing to the right (a whole line of them) or upwards (one cell). */
void pane_bar(const struct canvas *c, int eighths, struct buf *out);
struct str pane_column(const struct canvas *c, int eighths); /* 0: a space */

/* Draws a pane's frame, when it has one, with a text at each end of its upper edge (the right one goes
 * first when they do not both fit), and clips to the inside. Returns its size; x and y are 0. */
struct rect pane_open(struct canvas *c, const struct layout *l, const struct model *m, enum pane p, struct str left,
		      struct str right);

/* "Links · Legal experts meet in Islamabad": what a popup is about, for it may lie over the row. */
void pane_popup_title(const struct model *m, const struct canvas *c, const char *name, struct buf *out);

/* Says why there is nothing, and what next: lines set apart by LF, wrapped, in the middle of the inside. */
void pane_say(struct canvas *c, struct rect inside, const char *text);

/* Lights a span of a text where it stands on a line of it, which is drawn from column `left` on. */
void pane_light(struct canvas *c, int left, int y, struct str text, const struct wrap_line *l, struct span s, enum style style);
/* "99999", "120k", "3M": never more than five columns, never cut. */
void pane_number(uint64_t n, char out[static 8]);

#endif
