#include "config.h"

#include "app/nav.h"

#include "app/walk.h"

static struct spot nav_spot(struct row r)
{
	return (struct spot){r.type, r.id, r.article, r.when};
}

static bool nav_is_spot(const struct row *r, const struct spot *s)
{
	return r->id == s->id && r->type == s->type;
}

struct interval nav_period_of(const struct model *m, struct row r)
{
	if (!interval_known(r.when) || r.precision > m->unit)
		return r.when;
	return interval_around(r.when.from, m->unit);
}

static bool nav_same(struct interval a, struct interval b)
{
	return a.from == b.from && a.to == b.to;
}

/* ---- making the lines ---- */

/* Some rows, by their indices in the result. */
struct nav_rows {
	VEC(uint32_t) of;
};

static void nav_line_row(struct model *m, uint32_t row)
{
	*vec_push(&m->lines) = (struct line){LINE_ROW, row, 1};
}

/* The rows of one period: a heading, then the most important ones in order of time; the spot's row is
 * always among them, so that a zoom never moves the cursor. */
static void nav_group(struct model *m, const struct nav_rows *g, enum line_type heading)
{
	const struct result *result = m->now->result;
	uint32_t best[NAV_SHOWN + 1];
	uint16_t importance[NAV_SHOWN + 1];
	size_t n = 0;
	if (g->of.n == 0)
		return;
	for (size_t i = 0; i < g->of.n; i++) {
		size_t at = n < NAV_SHOWN ? n++ : NAV_SHOWN;
		uint16_t own = result_row(result, g->of.v[i]).importance;
		for (; at > 0 && own > importance[at - 1]; at--) {
			best[at] = best[at - 1];
			importance[at] = importance[at - 1];
		}
		best[at] = g->of.v[i];
		importance[at] = own;
	}
	*vec_push(&m->lines) = (struct line){(uint8_t)heading, g->of.v[0], (uint32_t)g->of.n};
	for (size_t i = 0; i < g->of.n; i++) {
		/* one more is not worth hiding */
		struct row r = result_row(result, g->of.v[i]);
		bool shown = g->of.n <= NAV_SHOWN + 1 || nav_is_spot(&r, &m->spot);
		for (size_t k = 0; k < n && !shown; k++)
			shown = best[k] == g->of.v[i];
		if (shown)
			nav_line_row(m, g->of.v[i]);
	}
}

static void nav_flat(struct model *m, size_t dated)
{
	const struct result *r = m->now->result;
	for (size_t i = 0; i < r->count; i++) {
		if (i == dated)
			*vec_push(&m->lines) = (struct line){LINE_UNDATED, (uint32_t)i, (uint32_t)(r->count - i)};
		nav_line_row(m, (uint32_t)i);
	}
}

/* Rows [first, end) begin in the same period of the zoom. The vaguer ones among them, "in 2018" by months, are no rows
 * of that month: they stand before it under what they name. */
static void nav_period_rows(struct model *m, size_t first, size_t end)
{
	struct nav_rows own = {0}, vague = {0};
	struct interval last = INTERVAL_NONE;
	for (size_t i = first; i < end; i++) {
		struct row r = result_row(m->now->result, i);
		if (r.precision <= m->unit) {
			*vec_push(&own.of) = (uint32_t)i;
			continue;
		}
		if (vague.of.n > 0 && !nav_same(r.when, last)) {
			nav_group(m, &vague, LINE_PERIOD);
			vague.of.n = 0;
		}
		last = r.when;
		*vec_push(&vague.of) = (uint32_t)i;
	}
	nav_group(m, &vague, LINE_PERIOD);
	nav_group(m, &own, LINE_PERIOD);
	vec_free(&vague.of);
	vec_free(&own.of);
}

static void nav_periods(struct model *m, size_t dated)
{
	const struct result *r = m->now->result;
	for (size_t i = 0; i < dated;) {
		struct interval period = interval_around(result_row(r, i).when.from, m->unit);
		size_t end = i + 1;
		while (end < dated && result_row(r, end).when.from <= period.to)
			end++;
		nav_period_rows(m, i, end);
		i = end;
	}
	struct nav_rows undated = {0};
	for (size_t i = dated; i < r->count; i++)
		*vec_push(&undated.of) = (uint32_t)i;
	nav_group(m, &undated, LINE_UNDATED);
	vec_free(&undated.of);
}

/* ---- the cursor ---- */

/* Days between a row and the spot; undated is as far from all dates as can be. */
static int64_t nav_distance(const struct model *m, const struct row *r)
{
	bool dated = interval_known(m->spot.when), row_dated = interval_known(r->when);
	if (!dated || !row_dated)
		return dated == row_dated ? 0 : INT64_MAX;
	int64_t d = (int64_t)r->when.from - m->spot.when.from;
	return d < 0 ? -d : d;
}

/* The line of the spot, or of the row that is nearest to it in time (of two, the later); before anything is chosen,
 * the first row. SIZE_MAX when there are no rows. */
static size_t nav_locate(const struct model *m)
{
	size_t best = SIZE_MAX;
	int64_t nearest = INT64_MAX;
	for (size_t i = 0; i < m->lines.n; i++) {
		if (m->lines.v[i].type != LINE_ROW)
			continue;
		struct row r = model_line_row(m, i);
		if (nav_is_spot(&r, &m->spot) || m->spot.id == 0)
			return i;
		int64_t d = nav_distance(m, &r);
		if (best == SIZE_MAX || d < nearest || (d == nearest && d > 0 && r.when.from > m->spot.when.from)) {
			best = i;
			nearest = d;
		}
	}
	return best;
}

void nav_show(struct model *m)
{
	size_t h = m->room.list_h > 0 ? (size_t)m->room.list_h : 1;
	if (m->cursor == SIZE_MAX) {
		m->top = 0;
		return;
	}
	size_t first = m->cursor;
	if (h > 1 && first > 0 && m->lines.v[first - 1].type != LINE_ROW)
		first--;
	if (m->top > first)
		m->top = first;
	if (m->cursor >= m->top + h)
		m->top = m->cursor - h + 1;
	if (m->lines.n <= h)
		m->top = 0;
	else if (m->top + h > m->lines.n)
		m->top = m->lines.n - h;
}

void nav_lines(struct model *m)
{
	size_t height = m->cursor != SIZE_MAX && m->cursor >= m->top ? m->cursor - m->top : 0;
	m->lines.n = 0;
	m->cursor = SIZE_MAX;
	const struct result *r = model_result(m);
	if (r) {
		size_t dated = r->count;
		while (dated > 0 && !interval_known(result_row(r, dated - 1).when))
			dated--;
		if (m->unit == PRECISION_DAY)
			nav_flat(m, dated);
		else
			nav_periods(m, dated);
		m->cursor = nav_locate(m);
	}
	if (m->cursor != SIZE_MAX)
		m->top = m->cursor > height ? m->cursor - height : 0;
	struct row here = model_row(m);
	m->outside = m->outside && !(here.id && nav_is_spot(&here, &m->spot));
	nav_show(m);
}

void nav_take(struct model *m)
{
	struct row r = model_row(m);
	if (!r.id)
		return;
	m->spot = nav_spot(r);
	m->outside = false;
	m->note[0] = '\0';
	walk_end(m);
}

/* A place far off is shown with what is around it, a third from the top. */
static void nav_show_around(struct model *m)
{
	size_t h = m->room.list_h > 0 ? (size_t)m->room.list_h : 1;
	if (m->cursor != SIZE_MAX && (m->cursor < m->top || m->cursor >= m->top + h))
		m->top = m->cursor > h / 3 ? m->cursor - h / 3 : 0;
	nav_show(m);
}

static void nav_put(struct model *m, size_t line)
{
	m->cursor = line;
	nav_take(m);
	nav_show(m);
}

static void nav_jump(struct model *m, size_t line)
{
	m->cursor = line;
	nav_take(m);
	nav_show_around(m);
}

void nav_choose(struct model *m, struct spot s)
{
	walk_end(m);
	m->note[0] = '\0';
	m->spot = s;
	m->outside = true;
	m->cursor = m->now ? nav_locate(m) : SIZE_MAX;
	struct row r = model_row(m);
	if (r.id && nav_is_spot(&r, &s))
		m->outside = false;
	else if (m->unit != PRECISION_DAY)
		nav_lines(m); /* the period may hold it back */
	nav_show_around(m);
}

/* ---- moves ---- */

void nav_move(struct model *m, long rows)
{
	if (m->cursor == SIZE_MAX)
		return;
	long way = rows < 0 ? -1 : 1;
	size_t at = m->cursor, here = at;
	for (long left = rows * way; left > 0;) {
		size_t next = at + (size_t)way;
		if (next >= m->lines.n) /* both ends: 0 - 1 wraps to SIZE_MAX */
			break;
		at = next;
		if (m->lines.v[at].type != LINE_ROW)
			continue;
		here = at;
		left--;
	}
	nav_put(m, here);
}

void nav_line(struct model *m, size_t line)
{
	size_t at = line < m->lines.n ? line : m->lines.n;
	while (at < m->lines.n && m->lines.v[at].type != LINE_ROW)
		at++;
	if (at == m->lines.n) {
		while (at > 0 && m->lines.v[at - 1].type != LINE_ROW)
			at--;
		if (at == 0)
			return;
		at--;
	}
	nav_put(m, at);
}

/* The next line that is a row, from `line` on in the direction; lines.n or beyond: none. */
static size_t nav_next(const struct model *m, size_t line, int way)
{
	while (line < m->lines.n && m->lines.v[line].type != LINE_ROW)
		line += (size_t)way;
	return line;
}

bool nav_period(struct model *m, int way)
{
	if (m->cursor == SIZE_MAX)
		return false;
	struct interval here = nav_period_of(m, model_row(m));
	size_t at = m->cursor;
	while (at < m->lines.n && nav_same(nav_period_of(m, model_line_row(m, at)), here))
		at = nav_next(m, at + (size_t)way, way);
	if (at >= m->lines.n)
		return false;
	/* backwards: on to the first row of that period */
	struct interval there = nav_period_of(m, model_line_row(m, at));
	for (size_t i = at; way < 0 && i < m->lines.n && nav_same(nav_period_of(m, model_line_row(m, i)), there);
	     i = nav_next(m, i - 1, -1))
		at = i;
	nav_jump(m, at);
	return true;
}

/* The next two look through all rows: a coarse zoom does not show every one, but shows the one that is chosen. */

bool nav_day(struct model *m, int32_t day)
{
	const struct result *r = model_result(m);
	for (size_t i = 0; r && i < r->count; i++) {
		struct row row = result_row(r, i);
		if (!interval_known(row.when))
			break;
		if (row.when.from < day)
			continue;
		nav_choose(m, nav_spot(row));
		return true;
	}
	return false;
}

bool nav_article(struct model *m, int way)
{
	if (m->cursor == SIZE_MAX)
		return false;
	const struct result *r = m->now->result;
	size_t here = m->lines.v[m->cursor].row;
	int64_t article = result_row(r, here).article;
	for (size_t i = here + (size_t)way; i < r->count; i += (size_t)way) {
		struct row row = result_row(r, i);
		if (row.article == article)
			continue;
		nav_choose(m, nav_spot(row));
		return true;
	}
	return false;
}

bool nav_zoom(struct model *m, int steps)
{
	int unit = (int)m->unit + steps;
	if (unit < PRECISION_DAY || unit > PRECISION_DECADE)
		return false;
	if (m->spot.id == 0)
		nav_take(m); /* what stood first stays under the cursor */
	m->unit = (enum precision)unit;
	nav_lines(m);
	return true;
}
