/* periods: the lines of a timeline by units coarser than days: a heading for each period, under it its most important rows.
 *
 * How many lines a period has follows from how many rows it has, and that from sums over them; which rows they are is found
 * when a line of it is looked at, for most of them never are. So a zoom over millions of rows and thousands of periods costs no
 * more than their runs. For one thread at a time.
 *
 * Rows do not know which of them tell one event: four reports of a summit are the four most important rows of their month. Who
 * has read what the rows tell says so of the periods on the screen, and each then shows different events. */
#ifndef DATELINE_APP_PERIODS_H
#define DATELINE_APP_PERIODS_H

#include "app/lines.h"

enum { PERIODS_SHOWN = 3 /* rows of a period, and the one that is kept; one more is not worth hiding */, PERIODS_CANDIDATES = LINES_CANDIDATES };

struct periods;

/* The periods of a result that has its sums (store/best.h), of which they are one user more. Where the room holds all periods
 * with more than PERIODS_SHOWN rows of each, it is filled; or, up to a third of it for each, all that have at least a tenth of
 * the rows of the largest. Some 10 ns a run. */
struct periods *periods_new(const struct result *r, const struct lines_how *how);
void periods_free(struct periods *p); /* NULL is allowed */
size_t periods_lines(const struct periods *p);
/* Is that line a heading? */
bool periods_is_heading(const struct periods *p, size_t line);
/* Of a period that nobody looked at before, 1 ns for 64 of its rows; then 50 ns. */
struct line periods_line(struct periods *p, size_t line);
/* The rows that the period of a line may show once it is known which of them tell one event (periods_tell): its most important
 * ones, in order. 0: it hides nothing. Borrowed until another line is looked at. */
size_t periods_candidates(struct periods *p, size_t line, const uint32_t **rows);
/* Was it told already? */
bool periods_was_told(const struct periods *p, size_t line);
/* Numbers of the stories of these candidates. The period then shows one row of each, as long as there are others; the kept row
 * stays. It has as many lines as before. */
void periods_tell(struct periods *p, size_t line, const uint32_t *stories);
/* The line of a row; SIZE_MAX: its period holds it back. */
size_t periods_of_row(struct periods *p, size_t row);

#endif
