/* lines: the lines of a timeline: rows, and headings over them.
 *
 * By days every row has its line, in order, so nothing is listed: a line is reckoned from its number. By coarser
 * units a period shows its most important rows only, and the lines, a few a period, are listed; from the newest on
 * they are the same, the other way round. In an order that is not of time there are no periods: every row has its line. */
#ifndef DATELINE_APP_LINES_H
#define DATELINE_APP_LINES_H

#include "base/vec.h"
#include "store/order.h"

enum line_type {
	LINE_ROW,
	LINE_PERIOD,  /* the heading of a period, with its count; the cursor passes over it */
	LINE_UNDATED, /* the heading of the undated rows */
};

struct line {
	uint8_t type;   /* enum line_type */
	uint32_t row;   /* index in the result; of a heading: the first row that it stands over */
	uint32_t count; /* rows that a heading stands over, shown or not */
};

struct lines {
	size_t rows, dated;     /* of the result: all, and how many have a date */
	bool newest;            /* the dated ones from the last on */
	const struct order *order; /* borrowed; NULL: by time */
	VEC(struct line) listed; /* by coarser units */
};

void lines_free(struct lines *l);
size_t lines_count(const struct lines *l);
struct line lines_at(const struct lines *l, size_t i);
/* By days: the line of a row. */
size_t lines_of_row(const struct lines *l, size_t row);
/* The i-th row as they are listed, shown or held back by a period; and where a row is among them. */
size_t lines_row(const struct lines *l, size_t i);
size_t lines_place(const struct lines *l, size_t row);

/* Makes the lines of a result. By coarser units than days a period shows `shown` rows of its own, and always
 * the row `kept` (SIZE_MAX: none). About 1 ns a row then; by days nothing. order, which has to outlive the lines, is NULL
 * where `by` is an order of time, and where it is still to be made. */
enum { LINES_SHOWN = 3 };
void lines_make(struct lines *l, const struct result *r, enum precision unit, enum order_by by, const struct order *order, size_t kept);

#endif
