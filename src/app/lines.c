#include "config.h"

#include "app/lines.h"

#include "app/periods.h"

void lines_free(struct lines *l)
{
	periods_free(l->periods);
	*l = (struct lines){.rows = 0};
}

/* Undated rows have a heading where the others have their place in time. */
static bool lines_headed(const struct lines *l)
{
	return !l->how.order && l->dated < l->rows;
}

size_t lines_count(const struct lines *l)
{
	return l->periods ? periods_lines(l->periods) : l->rows + lines_headed(l);
}

static bool lines_is_newest(const struct lines *l)
{
	return l->how.by == ORDER_NEWEST;
}

/* Either way: from the newest on, the last dated row is the first. */
static size_t lines_turn(const struct lines *l, size_t i)
{
	return lines_is_newest(l) && i < l->dated ? l->dated - 1 - i : i;
}

size_t lines_row(const struct lines *l, size_t i)
{
	return l->how.order ? l->how.order->rows[i] : lines_turn(l, i);
}

size_t lines_place(const struct lines *l, size_t row)
{
	return l->how.order ? l->how.order->places[row] : lines_turn(l, row);
}

struct line lines_at(const struct lines *l, size_t i)
{
	if (l->periods)
		return periods_line(l->periods, i);
	if (i == l->dated && lines_headed(l))
		return (struct line){LINE_UNDATED, (uint32_t)i, (uint32_t)(l->rows - l->dated)};
	return (struct line){LINE_ROW, (uint32_t)lines_row(l, i - (lines_headed(l) && i > l->dated)), 1};
}

bool lines_is_heading(const struct lines *l, size_t i)
{
	return l->periods ? periods_is_heading(l->periods, i) : i == l->dated && lines_headed(l);
}

size_t lines_of_row(const struct lines *l, size_t row)
{
	if (l->periods)
		return periods_of_row(l->periods, row);
	size_t at = lines_place(l, row);
	return at + (lines_headed(l) && at >= l->dated);
}

size_t lines_candidates(const struct lines *l, size_t line, const uint32_t **rows)
{
	return l->periods ? periods_candidates(l->periods, line, rows) : 0;
}

bool lines_was_told(const struct lines *l, size_t line)
{
	return l->periods && periods_was_told(l->periods, line);
}

void lines_tell(struct lines *l, size_t line, const uint32_t *stories)
{
	if (l->periods)
		periods_tell(l->periods, line, stories);
}

void lines_make(struct lines *l, const struct result *r, const struct lines_how *how)
{
	lines_free(l);
	l->how = *how;
	l->rows = r ? r->count : 0;
	l->dated = r ? result_dated(r) : 0;
	if (r && r->sums && how->unit != PRECISION_DAY && order_is_of_time(how->by))
		l->periods = periods_new(r, how);
}
