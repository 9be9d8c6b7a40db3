#include "config.h"

#include "ui/pane_compare.h"

#include "app/compare.h"
#include "base/era.h"
#include "base/utf8.h"

enum { COLUMN_LEAST = 36, TEXT_MOST = 72, NAME_COLUMNS = 9, COLUMNS_MOST = 4, HEAD_LINES = 1 };

/* Which reports stand beside each other; the first column is of the event's own. In one column the own stands below. The columns
 * are of one width, a border apart, and no line is longer than can be read. */
struct compare_layout {
	int columns, wide, text; /* wide: of a column, text: of its lines, a blank on either side of them */
	size_t first, others; /* reports beside the own */
};

static struct compare_layout compare_layout(const struct model *m, const struct compared *k, int w)
{
	int n = w / COLUMN_LEAST;
	n = n > COLUMNS_MOST ? COLUMNS_MOST : n < 1 ? 1 : n;
	n = (size_t)n > k->count ? (int)k->count : n;
	struct compare_layout l = {.columns = n, .wide = (w + 1) / n - 1, .first = m->compare.at};
	l.text = l.wide - 2 > TEXT_MOST ? TEXT_MOST : l.wide - 2;
	l.others = n > 1 ? (size_t)n - 1 : 1;
	if (l.first + l.others > k->count)
		l.first = k->count - l.others;
	return l;
}

/* Where the column of one of the others begins. */
static int compare_at(const struct compare_layout *l, size_t other)
{
	return l->columns > 1 ? (int)(other + 1) * (l->wide + 1) : 0;
}

/* A column being drawn, or only counted (c NULL). */
struct compare_column {
	struct canvas *c;
	int x, y, w;    /* the next line */
	const struct report *report;
};

/* ---- the lines ---- */

static void compare_wrapped(struct compare_column *k, enum style style, struct str text, bool lit)
{
	static const enum style own[] = {
		[TELLING_WORD] = STYLE_PASSAGE, [TELLING_DATE] = STYLE_CORRECTED, [TELLING_COUNTRY] = STYLE_CORRECTED, [TELLING_NUMBER] = STYLE_CORRECTED,
	}, shared[] = {
		[TELLING_WORD] = STYLE_TEXT, [TELLING_DATE] = STYLE_DATE, [TELLING_COUNTRY] = STYLE_COUNTRY, [TELLING_NUMBER] = STYLE_TEXT,
	};
	const struct report *r = k->report;
	struct wrap w = {0};
	wrap_text(&w, text, NULL, 0, k->w);
	for (size_t i = 0, piece = 0; i < w.lines.n; i++, k->y++) {
		const struct wrap_line *l = &w.lines.v[i];
		if (!k->c)
			continue;
		canvas_text(k->c, k->x, k->y, k->w, style, str_sub(text, l->begin, l->end));
		while (lit && piece < r->told_count && r->told[piece].span.end <= l->begin)
			piece++;
		for (size_t t = piece; lit && t < r->told_count && r->told[t].span.begin < l->end; t++) {
			const struct telling *p = &r->told[t];
			pane_light(k->c, k->x, k->y, text, l, p->span, (p->own ? own : shared)[p->what]);
		}
	}
	wrap_free(&w);
}

/* Did the user correct it? */
static bool compare_corrected(const struct note_state *said, enum compare_field f)
{
	switch (f) {
	case COMPARE_WHEN: return said->date.n > 0;
	case COMPARE_HOST:
	case COMPARE_WHO: return said->countries.n > 0;
	case COMPARE_KIND: return said->kind.n > 0;
	case COMPARE_WHERE:
	case COMPARE_STATE:
	case COMPARE_NUMBERS: break;
	}
	return false;
}

static void compare_named(struct compare_column *k, const char *name, struct str value, bool differs)
{
	if (k->c && value.n) {
		canvas_text(k->c, k->x, k->y, NAME_COLUMNS, STYLE_DIM, str_of(name));
		canvas_text_cut(k->c, k->x + NAME_COLUMNS, k->y, k->w - NAME_COLUMNS - 2, differs ? STYLE_CORRECTED : STYLE_TEXT, value);
		if (differs)
			canvas_text(k->c, k->x + k->w - 1, k->y, 1, STYLE_CORRECTED, pane_mark(k->c, PANE_DIFFERS));
	}
	k->y++;
}

/* A field has a line in every column when any report here tells it. */
static void compare_fields(struct compare_column *k, const bool told[static COMPARE_FIELDS])
{
	struct buf value = BUF_INIT;
	for (int f = 0; f < COMPARE_FIELDS; f++) {
		buf_clear(&value);
		compare_value(k->report, (enum compare_field)f, k->c && k->c->ascii, &value);
		if (k->c && value.n && compare_corrected(&k->report->said, (enum compare_field)f))
			buf_addf(&value, "  %.*s", STR_ARG(pane_mark(k->c, PANE_CORRECTED)));
		if (told[f])
			compare_named(k, compare_field_name((enum compare_field)f), buf_str(&value),
				      compare_is_unlike(k->report, (enum compare_field)f));
	}
	buf_clear(&value);
	if (k->report->own >= 0)
		buf_addf(&value, "%d %% its own", k->report->own);
	compare_named(k, "words", buf_str(&value), false);
	buf_free(&value);
}

/* "desk A · 2018-05-22": it stays while the rest is scrolled. */
static void compare_head(struct canvas *c, int x, int y, int w, const struct report *report)
{
	struct buf b = BUF_INIT;
	const struct published *p = &report->published;
	char date[40] = "no date";
	if (interval_known(p->when))
		era_interval(p->when, p->precision, c->ascii, date);
	if (report->source.n)
		buf_addf(&b, "%.*s %.*s ", STR_ARG(report->source), STR_ARG(pane_mark(c, PANE_DOT)));
	buf_add_cstr(&b, date);
	canvas_text_cut(c, x, y, w, STYLE_DIM, buf_str(&b));
	buf_free(&b);
}

/* ---- the columns ---- */

static void compare_told(const struct compared *k, const struct compare_layout *l, bool told[static COMPARE_FIELDS])
{
	struct buf value = BUF_INIT;
	for (int f = 0; f < COMPARE_FIELDS; f++) {
		told[f] = false;
		for (size_t i = 0; i <= l->others && !told[f]; i++) {
			buf_clear(&value);
			compare_value(&k->reports[i ? l->first + i - 1 : 0], (enum compare_field)f, true, &value);
			told[f] = value.n > 0;
		}
	}
	buf_free(&value);
}

/* Titles of different height push nothing down: the fields stand side by side. */
static int compare_title_lines(const struct compared *k, const struct compare_layout *l)
{
	int most = 0;
	for (size_t i = 0; i <= l->others; i++) {
		struct compare_column c = {.w = l->text, .report = &k->reports[i ? l->first + i - 1 : 0]};
		compare_wrapped(&c, STYLE_TITLE, c.report->title, false);
		most = c.y > most ? c.y : most;
	}
	return most;
}

/* Draws a report from line y on; returns the lines. */
static int compare_report(struct compare_column *k, int titles, const bool told[static COMPARE_FIELDS])
{
	int y = k->y;
	compare_wrapped(k, STYLE_TITLE, k->report->title, false);
	k->y = y + titles + 1;
	compare_fields(k, told);
	k->y++;
	compare_wrapped(k, STYLE_TEXT, k->report->passage, true);
	return k->y - y;
}

/* Below the heads; c NULL: only counts. Returns the lines of the longest column. */
static int compare_draw_below(const struct model *m, const struct compared *k, struct canvas *c, int w, int y)
{
	struct compare_layout l = compare_layout(m, k, w);
	const struct report *own = &k->reports[0];
	bool told[COMPARE_FIELDS];
	int titles = compare_title_lines(k, &l), most = 0, lines;
	compare_told(k, &l, told);
	for (size_t i = 0; i < l.others; i++) {
		struct compare_column column = {c, compare_at(&l, i) + 1, y, l.text, &k->reports[l.first + i]};
		lines = compare_report(&column, titles, told);
		most = lines > most ? lines : most;
	}
	struct compare_column column = {c, 1, l.columns > 1 ? y : y + most + 2, l.text, own};
	if (l.columns == 1 && c)
		compare_head(c, 1, y + most + 1, column.w, own);
	lines = compare_report(&column, titles, told);
	return l.columns == 1 ? most + 2 + lines : lines > most ? lines : most;
}

static void compare_draw_heads(const struct model *m, const struct compared *k, struct canvas *c, struct rect in)
{
	struct compare_layout l = compare_layout(m, k, in.w);
	canvas_fill(c, (struct rect){0, 0, in.w, HEAD_LINES}, STYLE_TEXT, STR(" "));
	for (size_t i = 0; i < l.others; i++) {
		int x = compare_at(&l, i);
		if (x > 0)
			canvas_fill(c, (struct rect){x - 1, 0, 1, in.h}, STYLE_BORDER, c->ascii ? STR("|") : STR("│"));
		compare_head(c, x + 1, 0, l.text, &k->reports[l.first + i]);
		if (l.first + i != m->compare.at)
			continue;
		canvas_restyle(c, (struct rect){x, 0, l.wide, 1}, STYLE_SELECTED);
		canvas_cursor(c, x + 1, 0);
	}
	if (l.columns > 1)
		compare_head(c, 1, 0, l.text, &k->reports[0]);
}

void pane_compare_fit(const struct model *m, struct rect in, struct room *room)
{
	const struct compared *k = compare_reports(m);
	room->compare_h = in.h > HEAD_LINES ? in.h - HEAD_LINES : 0;
	room->compare_n = k && k->count > 1 ? compare_draw_below(m, k, NULL, in.w, 0) : 0;
}

void pane_compare_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	const struct compared *k = compare_reports(m);
	struct buf left = BUF_INIT, right = BUF_INIT;
	buf_add_cstr(&left, m->compare.with.n ? "Events" : "Reports");
	if (k && k->count) {
		buf_addf(&left, " %.*s %.*s", STR_ARG(pane_mark(c, PANE_DOT)), STR_ARG(k->reports[0].event.headline));
		if (k->count > 2)
			buf_addf(&right, "%.*s unlike most %.*s ", STR_ARG(pane_mark(c, PANE_DIFFERS)), STR_ARG(pane_mark(c, PANE_DOT)));
		buf_addf(&right, "%zu of %zu", m->compare.at + 1, k->count);
		if ((size_t)m->room.compare_n > m->compare.top + (size_t)m->room.compare_h)
			buf_addf(&right, " %.*s", STR_ARG(pane_mark(c, PANE_MORE)));
	}
	struct rect in = pane_open(c, l, m, PANE_COMPARE, buf_str(&left), buf_str(&right));
	buf_free(&left);
	buf_free(&right);
	canvas_fill(c, in, STYLE_TEXT, STR(" "));
	if (!k) {
		pane_say(c, in, "Reading the reports …");
	} else if (k->count < 2) {
		pane_say(c, in, "No other article tells this event");
	} else {
		compare_draw_below(m, k, c, in.w, HEAD_LINES - (int)m->compare.top);
		compare_draw_heads(m, k, c, in);
	}
}
