#include "config.h"

#include "ui/pane_compare.h"

#include "app/compare.h"
#include "app/wrap.h"
#include "base/utf8.h"

enum { COLUMN_LEAST = 36, COLUMN_MOST = 72, NAME_COLUMNS = 9, COLUMNS_MOST = 4, HEADLINE_LINES = 2 };

/* Columns on the screen; the first is of the event's own report. */
static int compare_columns(int w, size_t reports)
{
	int n = w / COLUMN_LEAST;
	n = n > COLUMNS_MOST ? COLUMNS_MOST : n < 1 ? 1 : n;
	return (size_t)n > reports ? (int)reports : n;
}

static int compare_draw_wrapped(struct canvas *c, struct rect r, enum style style, struct str text)
{
	struct wrap w = {0};
	wrap_text(&w, text, NULL, 0, r.w);
	int n = (int)w.lines.n < r.h ? (int)w.lines.n : r.h;
	for (int y = 0; y < n; y++) {
		struct str line = str_sub(text, w.lines.v[y].begin, w.lines.v[y].end);
		bool cut = y + 1 == r.h && w.lines.n > (size_t)r.h;
		canvas_text(c, r.x, r.y + y, cut ? r.w - 2 : r.w, style, line);
		if (cut)
			canvas_text(c, r.x + r.w - 1, r.y + y, 1, style, STR("…"));
	}
	wrap_free(&w);
	return n;
}

static int compare_draw_head(struct canvas *c, struct rect r, const struct report *report)
{
	struct buf b = BUF_INIT;
	const struct published *p = &report->published;
	char date[40] = "no date";
	if (interval_known(p->when))
		interval_format(p->when, p->precision, c->ascii, date);
	if (report->source.n)
		buf_addf(&b, "%.*s %.*s ", STR_ARG(report->source), STR_ARG(pane_mark(c, PANE_DOT)));
	buf_add_cstr(&b, date);
	canvas_text_cut(c, r.x, r.y, r.w, STYLE_DIM, buf_str(&b));
	buf_free(&b);
	struct rect title = {r.x, r.y + 1, r.w, HEADLINE_LINES};
	compare_draw_wrapped(c, title, STYLE_TITLE, report->title);
	return 1 + HEADLINE_LINES;
}

/* A field marked where the reports beside it tell it differently. */
static void compare_draw_field(struct canvas *c, struct rect r, int y, const struct report *report, enum compare_field f, bool differs)
{
	struct buf value = BUF_INIT;
	compare_value(report, f, c->ascii, &value);
	if (value.n) {
		canvas_text(c, r.x, y, NAME_COLUMNS, STYLE_DIM, str_of(compare_field_name(f)));
		canvas_text_cut(c, r.x + NAME_COLUMNS, y, r.w - NAME_COLUMNS - 2, differs ? STYLE_CORRECTED : STYLE_TEXT, buf_str(&value));
	}
	if (value.n && differs)
		canvas_text(c, r.x + r.w - 1, y, 1, STYLE_CORRECTED, pane_mark(c, PANE_DIFFERS));
	buf_free(&value);
}

static void compare_draw_report(struct canvas *c, struct rect r, const struct report *report, const bool differs[static COMPARE_FIELDS])
{
	int y = r.y + compare_draw_head(c, r, report) + 1;
	for (int f = 0; f < COMPARE_FIELDS && y < r.y + r.h; f++)
		compare_draw_field(c, r, y++, report, (enum compare_field)f, differs[f]);
	y++;
	if (y < r.y + r.h)
		compare_draw_wrapped(c, (struct rect){r.x, y, r.w, r.y + r.h - y}, STYLE_PASSAGE, report->passage);
}

/* The first, and from the cursor on as many others as there is room for. */
static void compare_draw_columns(const struct model *m, const struct compared *k, struct canvas *c, struct rect in)
{
	int columns = compare_columns(in.w, k->count), wide = in.w / columns > COLUMN_MOST ? COLUMN_MOST : in.w / columns;
	size_t others = columns > 1 ? (size_t)columns - 1 : 1, first = m->compare.at;
	if (first + others > k->count)
		first = k->count - others;
	bool any[COMPARE_FIELDS] = {false};
	for (size_t i = 0; i < others; i++) {
		const struct report *report = &k->reports[first + i];
		bool differs[COMPARE_FIELDS];
		for (int f = 0; f < COMPARE_FIELDS; f++)
			any[f] |= differs[f] = compare_differs(&k->reports[0], report, (enum compare_field)f);
		int x = columns > 1 ? (int)(i + 1) * wide : 0;
		if (x > 0)
			canvas_fill(c, (struct rect){x, 0, 1, in.h}, STYLE_BORDER, c->ascii ? STR("|") : STR("│"));
		compare_draw_report(c, (struct rect){x + 2, 0, wide - 3, in.h}, report, differs);
		if (first + i == m->compare.at) {
			canvas_restyle(c, (struct rect){x + 1, 0, wide - 1, 1}, STYLE_SELECTED);
			canvas_cursor(c, x + 2, 0);
		}
	}
	if (columns > 1)
		compare_draw_report(c, (struct rect){1, 0, wide - 2, in.h}, &k->reports[0], any);
}

void pane_compare_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	const struct compared *k = compare_reports(m);
	struct buf left = BUF_INIT, right = BUF_INIT;
	buf_add_cstr(&left, "Reports");
	if (k && k->count) {
		buf_addf(&left, " %.*s %.*s", STR_ARG(pane_mark(c, PANE_DOT)), STR_ARG(k->reports[0].event.headline));
		buf_addf(&right, "%zu of %zu", m->compare.at + 1, k->count);
	}
	struct rect in = pane_open(c, l, m, PANE_COMPARE, buf_str(&left), buf_str(&right));
	buf_free(&left);
	buf_free(&right);
	canvas_fill(c, in, STYLE_TEXT, STR(" "));
	if (!k)
		pane_say(c, in, "Reading the reports …");
	else if (k->count < 2)
		pane_say(c, in, "No other article tells this event");
	else
		compare_draw_columns(m, k, c, in);
}
