/* density: how much happened when, as one row of bars. Pure.
 *
 * The span of all rows is cut into periods of equal kind (a day, a week, a month, a quarter, a year, a decade, or a
 * few of them), the finest that fits the width together with the year labels. Empty periods are
 * periods too. A row counts in the period of its first day; one that is vaguer than a period counts nowhere, as
 * undated ones do.
 *
 * A few rows far from all others (a century named in passing) would leave the others one bar: where the first or the
 * last hundredth of the rows makes the span half as long again, it is gathered in a bar of its own at that end. */
#ifndef DATELINE_APP_DENSITY_H
#define DATELINE_APP_DENSITY_H

#include "base/vec.h"
#include "store/query.h"

struct density_bar {
	int32_t from, to;    /* days, both inclusive */
	uint32_t all, match; /* rows of the corpus, rows of the current result */
	int16_t x;           /* its column */
};

struct density_label {
	int16_t x;
	int year;
};

struct density {
	int width;               /* columns it was made for */
	enum precision unit;     /* a bar is `step` of these */
	int step;
	bool earlier, later;     /* the first, the last bar gathers what is far off */
	uint32_t most;           /* the largest `all` of the other bars */
	uint32_t most_match;
	VEC(struct density_bar) bars;
	VEC(struct density_label) labels;
};

void density_free(struct density *d);
/* Replaces what d held. No dated row, or width < 1: no bars. Cost: linear in the runs of the results, some ns each. */
void density_make(struct density *d, const struct result *all, const struct result *match, int width);
/* The first and last day of what a picture of a result should show. earlier, later: in, may what is far off be gathered at
 * that end; out, it is to be: *first or *last leave it out. False: no row has a date. */
bool density_span(const struct result *r, int32_t *first, int32_t *last, bool *earlier, bool *later);
/* How many rows lie so far before all others that they are gathered; their number is the row where one starts to read. */
size_t density_start(const struct result *r);
/* The bar of a day, or -1. */
int density_at(const struct density *d, int32_t day);

#endif
