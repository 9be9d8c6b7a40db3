/* lines: the lines of a timeline: rows, and headings over them.
 *
 * By days every row has its line, in order, so nothing is listed: a line is reckoned from its number. By coarser
 * units a period shows its most important rows only (periods.h); from the newest on
 * they are the same, the other way round. In an order that is not of time there are no periods: every row has its line. */
#ifndef DATELINE_APP_LINES_H
#define DATELINE_APP_LINES_H

#include "store/order.h"

enum line_type {
	LINE_ROW,
	LINE_PERIOD,  /* the heading of a period, with its count; the cursor passes over it */
	LINE_UNDATED, /* the heading of the undated rows */
};

struct line {
	enum line_type type;
	uint32_t row;   /* index in the result; of a heading: the first row that it stands over */
	uint32_t count; /* rows that a heading stands over, shown or not */
};

/* What a list is to be. */
struct lines_how {
	enum precision unit;
	enum order_by by;
	const struct order *order; /* borrowed; NULL: `by` is an order of time, or the order is still to be made */
	size_t kept;               /* a row that is always shown, so that a zoom never moves the cursor; SIZE_MAX: none */
	size_t room;               /* lines of the screen: where there is room for more rows of a period, more are shown */
};

struct lines {
	struct lines_how how;
	size_t rows, dated;        /* of the result: all, and how many have a date */
	struct periods *periods;   /* by coarser units; NULL: a line is reckoned from its number */
};

void lines_free(struct lines *l);
size_t lines_count(const struct lines *l);
struct line lines_at(const struct lines *l, size_t i);
/* The same as asking for its type, and never slow. */
bool lines_is_heading(const struct lines *l, size_t i);
/* The line of a row; SIZE_MAX: its period holds it back. */
size_t lines_of_row(const struct lines *l, size_t row);
/* The i-th row as they are listed, shown or held back by a period; and where a row is among them. */
size_t lines_row(const struct lines *l, size_t i);
size_t lines_place(const struct lines *l, size_t row);

/* Different events for the periods of coarser units (periods.h); by days there are no candidates. */
enum { LINES_CANDIDATES = 128 };
size_t lines_candidates(const struct lines *l, size_t line, const uint32_t **rows);
bool lines_was_told(const struct lines *l, size_t line);
void lines_tell(struct lines *l, size_t line, const uint32_t *stories);

/* Makes the lines of a result: by days nothing, by coarser units some 10 ns a run of the result. */
void lines_make(struct lines *l, const struct result *r, const struct lines_how *how);

#endif
