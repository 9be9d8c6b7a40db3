#include "config.h"

#include "app/grid.h"

#include "app/ask.h"

#include <string.h>

enum { GRID_NARROW = 2, GRID_FIT = 3, GRID_WIDE = 7 }; /* columns of a period: at least, to fit, at most */

void grid_open(struct model *m)
{
	struct grid_view *v = &m->grid;
	size_t n = model_country_count(m);
	struct spot s = model_shown(m);
	v->unit = m->unit;
	v->fit = true;
	v->asked = 0;
	if (n > 0)
		memcpy(v->code, model_country(m, m->country < n ? m->country : 0).code, sizeof v->code);
	v->day = interval_known(s.when) ? s.when.from : DAY_MIN;
}

/* The periods that fit: a year's column is narrow when there is no room for a wider one. */
static size_t grid_most(const struct model *m)
{
	return m->grid.fit && m->room.grid_w > 0 ? (size_t)m->room.grid_w / GRID_NARROW : 0;
}

void grid_ask(struct model *m)
{
	struct grid_view *v = &m->grid;
	if (!m->now || model_is_beginning(m) || m->room.grid_w == 0 || (v->asked == m->rows && v->most == grid_most(m)))
		return;
	struct request *r = ask_new(m, REQUEST_GRID);
	ask_results(m, r);
	r->unit = v->unit;
	r->most = v->most = grid_most(m);
	r->within = !m->filter.off && filter_has_period(&m->filter);
	v->asked = m->rows;
}

static const struct tally_grid *grid_tally(const struct model *m)
{
	return m->grid.gridded ? &m->grid.gridded->tally : NULL;
}

int grid_cell(const struct model *m)
{
	const struct tally_grid *t = grid_tally(m);
	int room = t && t->period_count ? m->room.grid_w / (int)t->period_count : 0;
	return room > GRID_WIDE ? GRID_WIDE : room >= GRID_NARROW ? room : GRID_FIT;
}

size_t grid_shown(const struct model *m)
{
	const struct tally_grid *t = grid_tally(m);
	size_t n = (size_t)(m->room.grid_w > 0 ? m->room.grid_w : 0) / (size_t)grid_cell(m);
	return !t ? 0 : n < t->period_count ? n : t->period_count;
}

/* The first one shown, so that the cursor is among them. */
static size_t grid_scroll(size_t top, size_t at, size_t shown, size_t n)
{
	shown = shown ? shown : 1;
	top = top > at ? at : at >= top + shown ? at - shown + 1 : top;
	return n <= shown ? 0 : top + shown > n ? n - shown : top;
}

void grid_settle(struct model *m)
{
	struct grid_view *v = &m->grid;
	const struct tally_grid *t = grid_tally(m);
	size_t rows = t ? t->country_count : 0, columns = t ? t->period_count : 0;
	v->row = v->row < rows ? v->row : rows ? rows - 1 : 0;
	v->column = v->column < columns ? v->column : columns ? columns - 1 : 0;
	v->top = grid_scroll(v->top, v->row, m->room.grid_h > 0 ? (size_t)m->room.grid_h : 1, rows);
	v->left = grid_scroll(v->left, v->column, grid_shown(m), columns);
}

void grid_take(struct model *m, struct gridded *g)
{
	struct grid_view *v = &m->grid;
	request_gridded_free(v->gridded);
	v->gridded = g;
	v->unit = v->fit ? v->unit : g->unit;
	v->row = v->column = 0;
	for (size_t i = 0; i < g->tally.country_count; i++)
		if (strcmp(g->tally.countries[i].code, v->code) == 0)
			v->row = i;
	while (v->column + 1 < g->tally.period_count && g->tally.periods[v->column].to < v->day)
		v->column++;
	grid_settle(m);
}

void grid_go(struct model *m, size_t country, size_t period)
{
	struct grid_view *v = &m->grid;
	const struct tally_grid *t = grid_tally(m);
	v->row = country;
	v->column = period;
	grid_settle(m);
	if (t && t->country_count) {
		memcpy(v->code, t->countries[v->row].code, sizeof v->code);
		memcpy(m->country_code, v->code, sizeof m->country_code); /* one cursor for the countries, wherever they stand */
	}
	if (t && t->period_count)
		v->day = t->periods[v->column].from;
}

void grid_move(struct model *m, long countries, long periods)
{
	grid_go(m, model_moved(m->grid.row, countries), model_moved(m->grid.column, periods));
}

uint32_t grid_events(const struct model *m, size_t country, size_t period)
{
	const struct tally_grid *t = grid_tally(m);
	bool there = t && country < t->country_count && period < t->period_count;
	return there ? t->events[country * t->period_count + period] : 0;
}

bool grid_next(struct model *m, int way)
{
	const struct tally_grid *t = grid_tally(m);
	size_t at = m->grid.column;
	do
		at += (size_t)way; /* before the first wraps */
	while (t && at < t->period_count && grid_events(m, m->grid.row, at) == 0);
	if (!t || at >= t->period_count)
		return false;
	grid_go(m, m->grid.row, at);
	return true;
}

bool grid_zoom(struct model *m, int steps)
{
	struct grid_view *v = &m->grid;
	int unit = (int)(v->gridded ? v->gridded->unit : v->unit) + steps;
	if (unit < PRECISION_DAY || unit > PRECISION_DECADE)
		return false;
	v->unit = (enum precision)unit;
	v->fit = false;
	v->asked = 0;
	return true;
}

bool grid_at(const struct model *m, int x, int y, size_t *country, size_t *period)
{
	const struct tally_grid *t = grid_tally(m);
	if (!t || x < m->room.grid_x || y < 1 || y > m->room.grid_h)
		return false;
	*country = m->grid.top + (size_t)y - 1;
	*period = m->grid.left + (size_t)(x - m->room.grid_x) / (size_t)grid_cell(m);
	return *country < t->country_count && *period < m->grid.left + grid_shown(m);
}

struct row grid_first(const struct model *m)
{
	const struct tally_grid *t = grid_tally(m);
	size_t at = t ? m->grid.row * t->period_count + m->grid.column : 0;
	if (!t || t->period_count == 0 || grid_events(m, m->grid.row, m->grid.column) == 0)
		return (struct row){.when = INTERVAL_NONE};
	return result_row(m->grid.gridded->now, t->first[at]);
}
