#include "config.h"

#include "app/nav.h"

#include "app/stories.h"
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

static bool nav_is_row(const struct model *m, size_t line)
{
	return !lines_is_heading(&m->lines, line);
}

/* Lines of the screen; at least 1, though it shows none. */
static size_t nav_height(const struct model *m)
{
	return m->room.list_h > 0 ? (size_t)m->room.list_h : 1;
}

/* ---- the cursor ---- */

/* Days between a row and the spot; undated is as far from all dates as can be. */
static int64_t nav_distance(const struct model *m, struct row r)
{
	bool dated = interval_known(m->spot.when), row_dated = interval_known(r.when);
	if (!dated || !row_dated)
		return dated == row_dated ? 0 : INT64_MAX;
	int64_t d = (int64_t)r.when.from - m->spot.when.from;
	return d < 0 ? -d : d;
}

/* The row of a result where the spot stands; SIZE_MAX: it is not there. */
static size_t nav_spot_row(const struct model *m)
{
	const struct result *r = model_result(m);
	return r && m->spot.id ? result_find(r, (enum row_type)m->spot.type, m->spot.id, m->spot.article, m->spot.when) : SIZE_MAX;
}

/* The row that is nearest to the spot in time; of two, the later. */
static size_t nav_nearest_row(const struct model *m, const struct result *r)
{
	size_t dated = result_dated(r);
	if (!interval_known(m->spot.when) || dated == 0)
		return interval_known(m->spot.when) || dated == r->count ? 0 : dated;
	size_t after = result_at_day(r, m->spot.when.from);
	if (after == 0)
		return nav_distance(m, result_row(r, 0)) == 0 ? 0 : result_at_day(r, result_row(r, 0).when.from + 1) - 1;
	struct row before = result_row(r, after - 1);
	size_t first = result_at_day(r, before.when.from);
	if (after >= dated)
		return first;
	struct row next = result_row(r, after);
	int64_t way = nav_distance(m, next);
	if (way > nav_distance(m, before))
		return first;
	return way == 0 ? after : result_at_day(r, next.when.from + 1) - 1;
}

/* The row of the spot, or what is nearest to it in time; SIZE_MAX before anything is chosen, and when there are no rows. */
static size_t nav_here(const struct model *m)
{
	const struct result *r = model_result(m);
	size_t spot = nav_spot_row(m);
	if (spot != SIZE_MAX || !r || r->count == 0 || m->spot.id == 0)
		return spot;
	return nav_nearest_row(m, r);
}

/* The line of a row, of SIZE_MAX the first one; SIZE_MAX when its period holds it back, and when there are no rows. */
static size_t nav_locate(const struct model *m, size_t row)
{
	if (m->lines.rows == 0)
		return SIZE_MAX;
	if (row == SIZE_MAX)
		return lines_is_heading(&m->lines, 0) ? 1 : 0;
	return lines_of_row(&m->lines, row);
}

void nav_show(struct model *m)
{
	size_t h = nav_height(m);
	if (m->cursor == SIZE_MAX) {
		m->top = 0;
		return;
	}
	size_t first = m->cursor;
	if (h > 1 && first > 0 && !nav_is_row(m, first - 1))
		first--;
	if (m->top > first)
		m->top = first;
	if (m->cursor >= m->top + h)
		m->top = m->cursor - h + 1;
	if (lines_count(&m->lines) <= h)
		m->top = 0;
	else if (m->top + h > lines_count(&m->lines))
		m->top = lines_count(&m->lines) - h;
}

/* Tells the period of a line which of its candidates are of one event. False: nothing is to be told, or not all texts are there. */
static bool nav_tell_period(struct model *m, size_t line)
{
	const struct row_text *texts[LINES_CANDIDATES];
	int64_t ids[LINES_CANDIDATES];
	uint32_t stories[LINES_CANDIDATES];
	const uint32_t *rows;
	size_t n = lines_was_told(&m->lines, line) ? 0 : lines_candidates(&m->lines, line, &rows);
	for (size_t i = 0; i < n; i++) {
		struct row r = result_row(m->now->result, rows[i]);
		ids[i] = r.type == ROW_EVENT ? r.id : 0;
		texts[i] = model_text(m, &r);
		if (!texts[i])
			return false;
	}
	if (n == 0)
		return false;
	stories_number(ids, texts, n, stories);
	lines_tell(&m->lines, line, stories);
	return true;
}

void nav_tell(struct model *m)
{
	size_t h = nav_height(m), first = m->top > h ? m->top - h : 0, end = m->top + 2 * h;
	size_t here = m->cursor != SIZE_MAX ? lines_at(&m->lines, m->cursor).row : SIZE_MAX;
	bool told = false;
	for (size_t i = first; m->lines.periods && i < end && i < lines_count(&m->lines); i++)
		if (i == first || !nav_is_row(m, i))
			told |= nav_tell_period(m, i);
	if (!told || here == SIZE_MAX)
		return;
	size_t above = m->cursor > m->top ? m->cursor - m->top : 0; /* where the cursor stays */
	m->cursor = nav_locate(m, m->spot.id ? here : SIZE_MAX);
	if (m->cursor == SIZE_MAX) { /* the user has come to a row that gives way to another: it is the one to be kept */
		nav_lines(m);
		return;
	}
	m->top = m->cursor > above ? m->cursor - above : 0;
	nav_show(m);
}

void nav_lines(struct model *m)
{
	size_t row = nav_here(m);
	lines_make(&m->lines, model_result(m), &(struct lines_how){m->unit, m->by, model_order(m), row, nav_height(m)});
	m->cursor = nav_locate(m, row);
	if (m->cursor != SIZE_MAX)
		m->top = m->cursor > m->height ? m->cursor - m->height : 0;
	struct row here = model_row(m);
	m->outside = m->outside && !(here.id && nav_is_spot(&here, &m->spot));
	nav_show(m);
	nav_tell(m);
}

void nav_fit(struct model *m)
{
	if (m->lines.periods && m->room.list_h > 0 && m->lines.how.room != nav_height(m))
		nav_lines(m);
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
	size_t h = nav_height(m);
	if (m->cursor != SIZE_MAX && (m->cursor < m->top || m->cursor >= m->top + h))
		m->top = m->cursor > h / 3 ? m->cursor - h / 3 : 0;
	nav_show(m);
}

/* The user stands there now. */
static void nav_settle(struct model *m)
{
	m->height = m->cursor != SIZE_MAX && m->cursor >= m->top ? m->cursor - m->top : 0;
}

static void nav_put(struct model *m, size_t line)
{
	m->cursor = line;
	nav_take(m);
	nav_show(m);
	nav_settle(m);
}

static void nav_jump(struct model *m, size_t line)
{
	m->cursor = line;
	nav_take(m);
	nav_show_around(m);
	nav_settle(m);
}

void nav_choose(struct model *m, struct spot s)
{
	walk_end(m);
	m->note[0] = '\0';
	m->spot = s;
	m->outside = true;
	m->cursor = m->now ? nav_locate(m, nav_here(m)) : SIZE_MAX;
	struct row r = model_row(m);
	if (r.id && nav_is_spot(&r, &s))
		m->outside = false;
	else if (m->unit != PRECISION_DAY)
		nav_lines(m); /* the period may hold it back */
	nav_show_around(m);
	nav_settle(m);
}

/* ---- moves ---- */

void nav_move(struct model *m, long rows)
{
	if (m->cursor == SIZE_MAX)
		return;
	long way = rows < 0 ? -1 : 1;
	size_t at = m->cursor, here = at;
	if (rows * way >= (long)lines_count(&m->lines)) {
		nav_line(m, way < 0 ? 0 : lines_count(&m->lines));
		return;
	}
	for (long left = rows * way; left > 0;) {
		size_t next = at + (size_t)way;
		if (next >= lines_count(&m->lines)) /* both ends: 0 - 1 wraps to SIZE_MAX */
			break;
		at = next;
		if (!nav_is_row(m, at))
			continue;
		here = at;
		left--;
	}
	nav_put(m, here);
}

bool nav_reaches(const struct model *m, long rows)
{
	const struct result *r = model_result(m);
	size_t ahead = (size_t)(rows > 0 ? rows : 0) + 2 * (size_t)(m->room.list_h > 0 ? m->room.list_h : 0);
	if (!r || m->cursor == SIZE_MAX || m->lines.periods)
		return false;
	size_t last = m->cursor + ahead < r->count ? m->cursor + ahead : r->count - 1;
	return result_row(r, last).id != 0;
}

void nav_line(struct model *m, size_t line)
{
	size_t at = line < lines_count(&m->lines) ? line : lines_count(&m->lines);
	while (at < lines_count(&m->lines) && !nav_is_row(m, at))
		at++;
	if (at == lines_count(&m->lines)) {
		while (at > 0 && !nav_is_row(m, at - 1))
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
	while (line < lines_count(&m->lines) && !nav_is_row(m, line))
		line += (size_t)way;
	return line;
}

bool nav_period(struct model *m, int way)
{
	if (m->cursor == SIZE_MAX)
		return false;
	struct interval here = nav_period_of(m, model_row(m));
	size_t at = m->cursor;
	while (at < lines_count(&m->lines) && nav_same(nav_period_of(m, model_line_row(m, at)), here))
		at = nav_next(m, at + (size_t)way, way);
	if (at >= lines_count(&m->lines))
		return false;
	/* backwards: on to the first row of that period */
	struct interval there = nav_period_of(m, model_line_row(m, at));
	for (size_t i = at; way < 0 && i < lines_count(&m->lines) && nav_same(nav_period_of(m, model_line_row(m, i)), there);
	     i = nav_next(m, i - 1, -1))
		at = i;
	nav_jump(m, at);
	return true;
}

/* The next two look through all rows: a coarse zoom does not show every one, but shows the one that is chosen. */

bool nav_day(struct model *m, int32_t day)
{
	const struct result *r = model_result(m);
	size_t i = r ? result_at_day(r, day) : 0;
	if (!r || i >= result_dated(r))
		return false;
	nav_choose(m, nav_spot(result_row(r, i)));
	return true;
}

int32_t nav_date(const struct model *m)
{
	struct spot here = model_shown(m);
	const struct result *r = m->all ? m->all->result : NULL;
	size_t dated = r ? result_dated(r) : 0;
	if (here.id && interval_known(here.when))
		return here.when.from;
	return dated ? r->runs[result_run(r, dated - 1)].when.from : DAY_NONE;
}

bool nav_article(struct model *m, int way)
{
	if (m->cursor == SIZE_MAX)
		return false;
	const struct result *r = m->now->result;
	size_t here = lines_at(&m->lines, m->cursor).row;
	int64_t article = result_row(r, here).article;
	for (size_t i = lines_place(&m->lines, here) + (size_t)way; i < r->count; i += (size_t)way) {
		struct row row = result_row(r, lines_row(&m->lines, i));
		if (row.article == article)
			continue;
		nav_choose(m, nav_spot(row));
		return true;
	}
	return false;
}

void nav_order(struct model *m, enum order_by by)
{
	m->by = by;
	m->order_asked = 0;
	if (m->now)
		nav_lines(m);
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
