#include "config.h"

#include "ui/pane_timeline.h"

#include "app/choose.h"
#include "app/nav.h"
#include "base/era.h"
#include "base/utf8.h"
#include "ui/strip.h"

#include <stdio.h>
#include <string.h>

enum {
	DATE_COLUMNS = 14,
	CODES_NARROW = 9, /* " IN PK RU" */
	CODES_WIDE = 18,
	SOURCE_COLUMNS = 14,
	WIDE_FROM = 72,
	CODES_FROM = 44,
	LINKS_FROM = 50,
	CAME_COLUMNS = 15, /* " ↦2018-08-22…29", " ↦as announced" */
};

/* ---- a row ---- */

/* Only what was announced is listed: what came of it stands beside it, in a column of its own. */
static bool timeline_of_announced(const struct model *m, int w)
{
	return w >= LINKS_FROM && !m->filter.off && filter_has_term(&m->filter, STR("is:announced"));
}

/* Of what was announced, whether something is known to have come of it. */
static const char *timeline_tag(const struct row *r, const struct row_text *t, bool wide)
{
	switch ((enum event_modality)r->modality) {
	case MODALITY_HAPPENED:
		return "";
	case MODALITY_ANNOUNCED:
		return !t->open ? "announced" : wide ? "announced, open" : "open";
	case MODALITY_DENIED:
		return "denied";
	case MODALITY_HYPOTHETICAL:
		return "hypothetical";
	}
	return "";
}

/* " IN PK RU", or " PK +7" when they do not all fit. */
static void timeline_codes(const struct row_text *t, int columns, struct buf *out)
{
	size_t known = sizeof t->countries / sizeof *t->countries;
	size_t fit = (size_t)columns / 3;
	size_t n = t->country_count;
	if (n > fit || n > known)
		for (n = fit < known ? fit : known; n > 1 && (int)n * 3 + 4 > columns;)
			n--;
	for (size_t i = 0; i < n; i++)
		buf_addf(out, " %s", t->countries[i]);
	if (n < t->country_count)
		buf_addf(out, " +%zu", t->country_count - n);
}

static void timeline_link(const struct canvas *c, enum pane_mark mark, unsigned n, struct buf *out)
{
	char number[8];
	if (n == 0)
		return;
	pane_number(n, number);
	buf_addf(out, " %.*s%s", STR_ARG(pane_mark(c, mark)), number);
}

static void timeline_outcome(const struct canvas *c, const struct row_text *t, bool dated, struct buf *out)
{
	char date[40] = "";
	if (dated)
		era_interval(t->outcome, t->outcome_precision, c->ascii, date);
	buf_addf(out, " %.*s%s", STR_ARG(pane_mark(c, PANE_AFTER)), date);
}

/* On wide panes what came of an announced event is told by its date. */
static void timeline_links(const struct canvas *c, const struct row_text *t, bool wide, struct buf *out)
{
	timeline_link(c, PANE_SAME, t->same, out);
	timeline_link(c, PANE_BEFORE, t->before, out);
	if (!wide || !interval_known(t->outcome))
		timeline_link(c, PANE_AFTER, t->after, out);
	else
		timeline_outcome(c, t, true, out);
}

/* Draws text at the right end of columns [x, *right) and moves *right before it. */
static void timeline_right(struct canvas *c, int y, int x, int *right, enum style style, struct str text)
{
	int w = utf8_width(text);
	if (w == 0 || *right - w < x)
		return;
	canvas_text(c, *right - w, y, w, style, text);
	*right -= w;
}

/* How many bytes all sources on the screen begin with, whole words of them: what they share tells nothing. */
static size_t timeline_shared(const struct model *m)
{
	struct str first = STR_NONE;
	size_t shared = 0;
	for (size_t i = 0; m->texts && i < m->texts->count; i++) {
		struct str s = m->texts->rows[i].text.source;
		if (s.n == 0)
			return 0;
		if (first.n == 0) {
			first = s;
			shared = s.n;
		}
		size_t n = 0;
		while (n < shared && n < s.n && s.p[n] == first.p[n])
			n++;
		shared = n;
	}
	while (shared > 0 && shared < first.n && first.p[shared - 1] != ' ')
		shared--;
	/* a rest of a few letters keeps the word before it: "desk A" */
	if (shared > 0 && shared < first.n && first.n - shared < 4)
		for (shared--; shared > 0 && first.p[shared - 1] != ' ';)
			shared--;
	return shared;
}

static void timeline_source(const struct model *m, struct canvas *c, int y, int columns, int *right, struct str source)
{
	source = str_sub(source, timeline_shared(m), source.n);
	int w = utf8_width(source);
	w = w < columns ? w : columns - 1;
	if (w <= 0)
		return;
	canvas_text_cut(c, *right - w, y, w, STYLE_DIM, source);
	*right -= w + 1;
}

/* What stands right of the headline, from the right: countries, links, modality. */
static int timeline_draw_right(const struct model *m, struct canvas *c, int y, int w, int x, const struct row *r,
			       const struct row_text *t)
{
	int right = w - 1, codes = w >= WIDE_FROM ? CODES_WIDE : CODES_NARROW;
	struct buf b = BUF_INIT;
	if (w >= CODES_FROM && r->type == ROW_REPORT) {
		timeline_source(m, c, y, w >= LINKS_FROM ? SOURCE_COLUMNS : codes, &right, t->source);
	} else if (w >= (timeline_of_announced(m, w) ? WIDE_FROM : CODES_FROM)) {
		timeline_codes(t, codes, &b);
		timeline_right(c, y, x, &right, r->flags & ROW_NEW_COUNTRIES ? STYLE_CORRECTED : STYLE_COUNTRY, buf_str(&b));
	}
	if (w >= LINKS_FROM) {
		buf_clear(&b);
		bool announced = timeline_of_announced(m, w);
		if (!announced)
			timeline_links(c, t, w >= WIDE_FROM, &b);
		timeline_right(c, y, x, &right, STYLE_LINK, buf_str(&b));
		bool told = announced || (!m->filter.off && filter_has_term(&m->filter, STR("is:open"))); /* of every row */
		const char *tag = told ? "" : timeline_tag(r, t, w >= WIDE_FROM);
		buf_clear(&b);
		if (*tag)
			buf_addf(&b, " %s", tag);
		timeline_right(c, y, x + 12, &right, STYLE_DIM, buf_str(&b));
	}
	buf_free(&b);
	return right;
}

/* "1520s≈", "2018-05-23?": what the user wrote there himself is neither. */
static void timeline_doubt(const struct canvas *c, const struct row *r, const struct row_text *t, char date[static 48])
{
	size_t n = strlen(date);
	bool told = r->type == ROW_EVENT && !(r->flags & ROW_NEW_DATE);
	if (told && t && t->approximate && n > 0)
		n += (size_t)snprintf(date + n, 48 - n, "%.*s", STR_ARG(pane_mark(c, PANE_ABOUT)));
	if (told && r->confidence < ROW_DOUBT_BELOW && n > 0)
		snprintf(date + n, 48 - n, "%.*s", STR_ARG(pane_mark(c, PANE_DOUBT)));
}

static int timeline_draw_date(struct canvas *c, int y, int x, int w, const struct row *r, const struct row_text *t)
{
	char date[48] = "";
	if (interval_known(r->when))
		era_interval(r->when, (enum precision)r->precision, c->ascii, date);
	timeline_doubt(c, r, t, date);
	enum style style = r->flags & ROW_NEW_DATE ? STYLE_CORRECTED : r->type == ROW_REPORT ? STYLE_DIM : STYLE_DATE;
	int used = canvas_text(c, x, y, w - x, style, str_of(date));
	int columns = w < 40 ? used : DATE_COLUMNS;
	return x + (used > columns ? used : columns) + 1;
}

/* "★ ✎ ": what the user says of it; returns the columns. */
static int timeline_draw_said(struct canvas *c, int x, int y, int right, uint8_t flags)
{
	static const struct {
		uint8_t flag;
		enum pane_mark mark;
	} marks[] = {{ROW_STARRED, PANE_STARRED}, {ROW_CORRECTED | ROW_REJECTED, PANE_CORRECTED}, {ROW_TAGGED, PANE_TAGGED}, {ROW_NOTED, PANE_NOTED}};
	int used = 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (flags & marks[i].flag)
			used += canvas_printf(c, x + used, y, right - x - used, STYLE_STAR, "%.*s ", STR_ARG(pane_mark(c, marks[i].mark)));
	return used;
}

/* Where the column of what came of it begins: half of the row between date and countries, or as much as a date takes. */
static int timeline_came_at(int w)
{
	int words = DATE_COLUMNS + 2, room = w - 1 - CODES_WIDE - words;
	return w >= WIDE_FROM ? words + room / 2 : w - 1 - CAME_COLUMNS;
}

/* " ↦2018-08-22…29 Soldiers drill side by side", " ↦as announced"; of what is open no more than that, at the end of the row.
 * Returns the column before it. */
static int timeline_draw_came(struct canvas *c, int y, int w, int right, const struct row *r, const struct row_text *t)
{
	int at = timeline_came_at(w);
	bool dated = interval_known(t->outcome), moved = dated && (t->outcome.from != r->when.from || t->outcome.to != r->when.to);
	bool told = w >= WIDE_FROM && t->outcome_headline.n > 0;
	struct buf b = BUF_INIT;
	if (t->open)
		timeline_right(c, y, DATE_COLUMNS, &right, STYLE_DIM, STR(" open"));
	if (t->open)
		return right;
	if (!dated && t->outcome_headline.n == 0)
		return at;
	timeline_outcome(c, t, moved, &b);
	if (!moved && !told)
		buf_add_cstr(&b, "as announced");
	int x = at + canvas_text(c, at, y, right - at, STYLE_LINK, buf_str(&b)) + moved;
	if (told)
		canvas_text_cut(c, x, y, right - x, STYLE_TEXT, t->outcome_headline);
	buf_free(&b);
	return at;
}

static void timeline_draw_row(const struct model *m, struct canvas *c, int y, int w, const struct row *r)
{
	const struct row_text *t = model_text(m, r);
	int x = timeline_draw_date(c, y, 1, w, r, t);
	if (!t) {
		canvas_text(c, x, y, w - x, STYLE_DIM, STR("…"));
		return;
	}
	int right = timeline_draw_right(m, c, y, w, x, r, t);
	/* reports are quieter than events, where there are events */
	bool quiet = r->type == ROW_REPORT ? m->all->result->events > 0
					   : r->modality == MODALITY_HYPOTHETICAL || (r->flags & ROW_REJECTED);
	enum style style = m->dimmed || quiet ? STYLE_DIM : STYLE_TEXT;
	x += timeline_draw_said(c, x, y, right, r->flags);
	if (r->type == ROW_REPORT)
		x += canvas_printf(c, x, y, 2, STYLE_DIM, "%.*s ", STR_ARG(pane_mark(c, PANE_REPORT)));
	if (timeline_of_announced(m, w))
		right = timeline_draw_came(c, y, w, right, r, t);
	canvas_text_cut(c, x, y, right - x, style, t->headline);
}

/* ---- headings ---- */

static void timeline_draw_heading(const struct model *m, struct canvas *c, int y, int w, const struct line *l)
{
	char name[40] = "no date";
	struct row r = result_row(m->now->result, l->row);
	if (l->type == LINE_PERIOD)
		era_interval(nav_period_of(m, r), r.precision > m->unit ? (enum precision)r.precision : m->unit, c->ascii,
				name);
	char count[8];
	pane_number(l->count, count);
	int x = 1 + canvas_text(c, 1, y, w - 1, STYLE_TITLE, str_of(name)) + 1;
	int right = w - 1 - (int)strlen(count);
	if (right > x + 2) {
		canvas_fill(c, (struct rect){x, y, right - 1 - x, 1}, STYLE_BORDER, pane_mark(c, PANE_RULE));
		canvas_text(c, right, y, 8, STYLE_DIM, str_of(count));
	}
}

static void timeline_draw_line(const struct model *m, struct canvas *c, int y, int w, size_t i)
{
	struct line l = lines_at(&m->lines, i);
	if (l.type != LINE_ROW) {
		timeline_draw_heading(m, c, y, w, &l);
		return;
	}
	struct row r = model_line_row(m, i);
	timeline_draw_row(m, c, y, w, &r);
	bool chosen = choose_has(m, r.id, r.type);
	if (chosen)
		canvas_text(c, 0, y, 1, STYLE_STAR, pane_mark(c, PANE_CHOSEN));
	if (i != m->cursor)
		return;
	enum style style = m->focus == PANE_TIMELINE && !m->outside ? STYLE_SELECTED : STYLE_SELECTED_BLUR;
	canvas_restyle(c, (struct rect){0, y, w, 1}, style);
	if (!chosen)
		canvas_text(c, 0, y, 1, style, m->outside ? STR(" ") : pane_mark(c, PANE_CURSOR));
	if (m->focus == PANE_TIMELINE)
		canvas_cursor(c, 0, y);
}

/* ---- nothing to show ---- */

static void timeline_say_empty(const struct model *m, struct canvas *c, struct rect inside)
{
	struct buf b = BUF_INIT;
	if (!m->all) {
		buf_add_cstr(&b, "Reading the corpus …");
	} else if (m->all->result->count == 0) {
		buf_add_cstr(&b, "There are no articles yet.\n"
				 "dateline ingest --corpus FILE PATH adds some: text, Markdown or JSON Lines.");
	} else {
		struct buf filter = BUF_INIT;
		filter_text(&m->filter, &filter);
		buf_addf(&b, "Nothing matches %s\nF switches the filter off, f changes it%s", buf_cstr(&filter),
			 m->filter.pattern.n > 0 ? ", Esc clears the search." : ".");
		buf_free(&filter);
	}
	pane_say(c, inside, buf_cstr(&b));
	buf_free(&b);
}

static void timeline_title(const struct model *m, struct canvas *c, struct buf *left, struct buf *right)
{
	const struct result *r = model_result(m);
	buf_addf(left, "Timeline %.*s ", STR_ARG(pane_mark(c, PANE_DOT)));
	if (order_is_of_time(m->by))
		buf_addf(left, "by %s%s", precision_name(m->unit), m->by == ORDER_NEWEST ? ", newest first" : "");
	else
		buf_addf(left, "%s%s", order_words(m->by), model_order(m) ? "" : " …");
	if (model_is_searching(m) && m->todo > 0)
		buf_addf(right, "searching %zu %%", m->done * 100 / m->todo);
	else if (r && m->now == m->all)
		buf_addf(right, "%zu", r->count);
	else if (r)
		buf_addf(right, "%zu of %zu", r->count, r->total);
}

void pane_timeline_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	timeline_title(m, c, &left, &right);
	struct rect in = pane_open(c, l, m, PANE_TIMELINE, buf_str(&left), buf_str(&right));
	buf_free(&left);
	buf_free(&right);
	int strip = strip_lines(in);
	if (strip && m->all)
		strip_draw(m, c, strip);
	for (int y = strip; y < in.h && m->top + (size_t)(y - strip) < lines_count(&m->lines); y++)
		timeline_draw_line(m, c, y, in.w, m->top + (size_t)(y - strip));
	if (lines_count(&m->lines) == 0)
		timeline_say_empty(m, c, in);
}
