#include "config.h"

#include "ui/pane_grid.h"

#include "app/grid.h"
#include "base/country.h"
#include "base/era.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum {
	NAMES_FROM = 100, /* columns of the inside */
	NAME_COLUMNS = 18,
	TOTAL_COLUMNS = 6,
	NUMBERS_FROM = 6, /* columns of a cell */
	LINES_AROUND = 4, /* periods above; articles, the cell in words and the marks below */
	LINES_FROM = 8,
};

static int grid_name_columns(int w)
{
	return w >= NAMES_FROM ? NAME_COLUMNS + 2 : 4;
}

void pane_grid_fit(struct rect in, struct room *room)
{
	int w = in.w - grid_name_columns(in.w) - TOTAL_COLUMNS - 1, h = in.h >= LINES_FROM ? in.h - LINES_AROUND : in.h - 1;
	room->grid_x = grid_name_columns(in.w);
	room->grid_w = w > 0 ? w : 0;
	room->grid_h = h > 0 ? h : 0;
}

/* ---- the cells ---- */

/* 1..8 by cube roots: what is rare is still told apart, and what is common does not look all the same. */
static int grid_eighths(uint32_t n, uint32_t most)
{
	return n == 0 ? 0 : most < 2 ? 8 : 1 + (int)(7 * (cbrt(n) - 1) / (cbrt(most) - 1) + 0.5);
}

/* No article is of then: that none of its events is told means nothing. Or some are, and tell of none. */
static const char *grid_none(const struct canvas *c, uint32_t articles)
{
	return articles ? (c->ascii ? "-" : "·") : c->ascii ? "x" : "×";
}

static void grid_draw_cell(const struct model *m, struct canvas *c, int x, int y, int w, uint32_t n, uint32_t most, uint32_t articles)
{
	struct str bar = pane_column(c, grid_eighths(n, most));
	enum style style = m->dimmed ? STYLE_DIM : STYLE_BAR;
	char number[8];
	if (n == 0) {
		canvas_text(c, x + (w >= NUMBERS_FROM), y, 1, STYLE_DIM, str_of(grid_none(c, articles)));
		return;
	}
	for (int i = 0; i < (w < 4 ? 1 : 2); i++)
		canvas_text(c, x + i, y, 1, style, bar);
	pane_number(n, number);
	if (w >= NUMBERS_FROM && (int)strlen(number) <= w - 3)
		canvas_text(c, x + w - 1 - (int)strlen(number), y, w, STYLE_TEXT, str_of(number));
}

/* ---- the periods above ---- */

/* Years (of decades, every tenth), so many that none treads on the next; over days and weeks, their months. */
static int grid_every(const struct gridded *g, int cell)
{
	static const int every[] = {1, 2, 5, 10, 20, 50, 100, 500}, in_year[PRECISION_COUNT] = {365, 52, 12, 4, 1, 1};
	int scale = g->unit == PRECISION_DECADE ? 10 : 1;
	size_t i = 0;
	while (i + 1 < sizeof every / sizeof *every && every[i] * cell * in_year[g->unit] < 5 + (scale == 10))
		i++;
	return every[i] * scale;
}

static bool grid_label(const struct gridded *g, size_t i, int every, struct buf *out)
{
	struct interval when = g->tally.periods[i];
	struct civil c = day_civil(g->unit == PRECISION_WEEK ? when.to : when.from), last = {.month = 0};
	bool days = g->unit <= PRECISION_WEEK;
	if (when.from == DAY_MIN || when.to == DAY_MAX || c.year % every != 0)
		return false;
	if (i > 0 && g->tally.periods[i - 1].from != DAY_MIN)
		last = day_civil(g->unit == PRECISION_WEEK ? g->tally.periods[i - 1].to : g->tally.periods[i - 1].from);
	if (last.month && last.year == c.year && (!days || last.month == c.month))
		return false;
	buf_clear(out);
	buf_addf(out, days ? "%d-%02d" : g->unit == PRECISION_DECADE ? "%ds" : "%d", c.year, c.month);
	return true;
}

static void grid_draw_labels(const struct model *m, struct canvas *c, int x, int cell)
{
	const struct gridded *g = m->grid.gridded;
	struct buf label = BUF_INIT;
	int every = grid_every(g, cell), end = 0;
	for (size_t i = 0; i < grid_shown(m); i++) {
		size_t p = m->grid.left + i;
		struct interval when = g->tally.periods[p];
		int at = x + (int)i * cell;
		bool here = p == m->grid.column;
		if (when.from == DAY_MIN || when.to == DAY_MAX)
			canvas_text(c, at, 0, 1, STYLE_DIM, pane_mark(c, when.from == DAY_MIN ? PANE_EARLIER : PANE_LATER));
		else if (grid_label(g, p, every, &label) && at > end)
			end = at + canvas_text(c, at, 0, c->w, here ? STYLE_TITLE : STYLE_DATE, buf_str(&label));
	}
	buf_free(&label);
}

/* ---- the lines ---- */

static void grid_draw_country(const struct model *m, struct canvas *c, int y, int w, size_t row)
{
	const struct tally_grid *t = &m->grid.gridded->tally;
	struct country_count k = t->countries[row];
	int names = grid_name_columns(w), cell = grid_cell(m);
	bool here = row == m->grid.row, chosen = !m->filter.off && filter_has_country(&m->filter, k.code);
	char total[8];
	if (chosen)
		canvas_text(c, 0, y, 1, STYLE_STAR, pane_mark(c, PANE_CHOSEN));
	canvas_text_cut(c, 1, y, names - 2, here ? STYLE_TITLE : STYLE_COUNTRY,
			names > NAME_COLUMNS ? country_name(str_of(k.code)) : str_of(k.code));
	for (size_t i = 0; i < grid_shown(m); i++) {
		size_t p = m->grid.left + i;
		int x = names + (int)i * cell;
		grid_draw_cell(m, c, x, y, cell, t->events[row * t->period_count + p], t->most, t->articles[p]);
		if (!here || p != m->grid.column)
			continue;
		canvas_restyle(c, (struct rect){x, y, cell - 1, 1}, STYLE_SELECTED);
		canvas_cursor(c, x, y);
	}
	pane_number(k.events, total);
	canvas_text(c, w - 1 - (int)strlen(total), y, 8, STYLE_DIM, str_of(total));
}

static void grid_draw_articles(const struct model *m, struct canvas *c, int y, int w)
{
	const struct tally_grid *t = &m->grid.gridded->tally;
	int names = grid_name_columns(w), cell = grid_cell(m);
	uint32_t most = 0;
	for (size_t i = 0; i < t->period_count; i++)
		most = t->articles[i] > most ? t->articles[i] : most;
	canvas_text(c, 1, y, names - 1, STYLE_DIM, names > NAME_COLUMNS ? STR("articles published") : pane_mark(c, PANE_REPORT));
	for (size_t i = 0; i < grid_shown(m); i++) {
		size_t p = m->grid.left + i;
		int x = names + (int)i * cell;
		char number[8];
		pane_number(t->articles[p], number);
		if (t->articles[p] && (int)strlen(number) < cell)
			canvas_text(c, x + (cell >= NUMBERS_FROM ? cell - 1 - (int)strlen(number) : 0), y, cell, STYLE_DIM, str_of(number));
		else if (t->articles[p])
			canvas_text(c, x, y, 1, STYLE_STRIP, pane_column(c, grid_eighths(t->articles[p], most)));
		else
			canvas_text(c, x + (cell >= NUMBERS_FROM), y, 1, STYLE_DIM, str_of(grid_none(c, 0)));
	}
}

static void grid_period_name(const struct gridded *g, size_t p, bool ascii, struct buf *out)
{
	struct interval when = g->tally.periods[p];
	char name[40];
	bool far = when.from == DAY_MIN || when.to == DAY_MAX;
	if (far)
		era_day(when.from == DAY_MIN ? when.to : when.from, name);
	else
		era_interval(when, g->unit, ascii, name);
	buf_addf(out, "%s%s", when.from == DAY_MIN ? "until " : far ? "from " : "", name);
}

/* "Pakistan, 2018: 12 events; 11 articles are of then": the cell under the cursor. */
static void grid_draw_words(const struct model *m, struct canvas *c, int y, int w)
{
	const struct gridded *g = m->grid.gridded;
	const struct tally_grid *t = &g->tally;
	size_t p = m->grid.column;
	uint32_t n = grid_events(m, m->grid.row, p), articles = t->articles[p];
	struct buf text = BUF_INIT;
	buf_addf(&text, "%.*s, ", STR_ARG(country_name(str_of(t->countries[m->grid.row].code))));
	grid_period_name(g, p, c->ascii, &text);
	if (t->rows[p] == 0)
		buf_add_cstr(&text, ": no sources, no article is of then or tells of it");
	else if (n == 0 && articles == 0)
		buf_add_cstr(&text, ": no sources");
	else if (n == 0)
		buf_add_cstr(&text, ": no events");
	else
		buf_addf(&text, ": %u event%s", n, n == 1 ? "" : "s");
	if (articles)
		buf_addf(&text, "; %u article%s of then", articles, articles == 1 ? " is" : "s are");
	else if (t->rows[p])
		buf_add_cstr(&text, "; no article is of then, others tell of it");
	canvas_text_cut(c, 1, y, w - 2, STYLE_TEXT, buf_str(&text));
	buf_free(&text);
}

/* The events that no column counts, in as many words as fit. */
static void grid_draw_outside(struct canvas *c, int x, int y, int room, size_t n)
{
	struct buf text = BUF_INIT;
	buf_addf(&text, "  %zu undated or vaguer", n);
	if (utf8_width(buf_str(&text)) > room) {
		buf_clear(&text);
		buf_addf(&text, "  %zu left out", n);
	}
	if (utf8_width(buf_str(&text)) <= room)
		canvas_text(c, x, y, room, STYLE_DIM, buf_str(&text));
	buf_free(&text);
}

static void grid_draw_marks(const struct model *m, struct canvas *c, int y, int w)
{
	const struct tally_grid *t = &m->grid.gridded->tally;
	struct buf text = BUF_INIT;
	if (t->most > 1)
		buf_addf(&text, "%.*s 1 to ", STR_ARG(pane_column(c, 1)));
	buf_addf(&text, "%.*s %u event%s", STR_ARG(pane_column(c, 8)), t->most, t->most == 1 ? "" : "s");
	buf_addf(&text, "  %s no events  %s no sources", grid_none(c, 1), grid_none(c, 0));
	if (grid_name_columns(w) < NAME_COLUMNS)
		buf_addf(&text, "  %.*s articles", STR_ARG(pane_mark(c, PANE_REPORT)));
	int at = 1 + canvas_text_cut(c, 1, y, w - 2, STYLE_DIM, buf_str(&text));
	if (t->outside)
		grid_draw_outside(c, at, y, w - 1 - at, t->outside);
	buf_free(&text);
}

void pane_grid_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	const struct gridded *g = m->grid.gridded;
	struct buf left = BUF_INIT, right = BUF_INIT;
	buf_addf(&left, "Countries by %s", precision_name(g ? g->unit : m->grid.unit));
	if (g)
		buf_addf(&right, "%zu of %zu", g->tally.country_count ? m->grid.row + 1 : 0, g->tally.country_count);
	struct rect in = pane_open(c, l, m, PANE_GRID, buf_str(&left), buf_str(&right));
	buf_free(&left);
	buf_free(&right);
	canvas_fill(c, in, STYLE_TEXT, STR(" "));
	if (!g || g->tally.country_count == 0 || g->tally.period_count == 0) {
		pane_say(c, in, !g ? "Counting …" : "No dated event here names a country");
		return;
	}
	grid_draw_labels(m, c, grid_name_columns(in.w), grid_cell(m));
	int y = 0;
	for (; y < m->room.grid_h && m->grid.top + (size_t)y < g->tally.country_count; y++)
		grid_draw_country(m, c, y + 1, in.w, m->grid.top + (size_t)y);
	if (in.h < LINES_FROM)
		return;
	grid_draw_articles(m, c, y + 1, in.w); /* next to what it is held against */
	grid_draw_words(m, c, in.h - 2, in.w);
	grid_draw_marks(m, c, in.h - 1, in.w);
}
