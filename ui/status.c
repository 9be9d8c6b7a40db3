#include "config.h"

#include "ui/status.h"

#include "app/date.h"
#include "app/nav.h"
#include "base/era.h"
#include "base/utf8.h"
#include "ui/pane.h"

#include <string.h>

/* ---- where one is, from the left ---- */

/* "450 of 580 (98094)", or as much of it as fits: without the total, with short numbers ("98k"), the count
 * alone, nothing. A number is never cut: half a number is a wrong one. */
static void status_position(const struct model *m, int room, struct buf *out)
{
	const struct result *r = model_result(m);
	char at[8], count[8];
	if (!r)
		return;
	size_t place = model_position(m);
	pane_number(place, at);
	pane_number(r->count, count);
	for (int form = 0; form < 4; form++) {
		buf_clear(out);
		if (place && form < 2)
			buf_addf(out, "%zu of ", place);
		if (place && form == 2)
			buf_addf(out, "%s of ", at);
		if (form < 2)
			buf_addf(out, "%zu", r->count);
		else
			buf_add_cstr(out, count);
		if (r->count != r->total && form == 0)
			buf_addf(out, " (%zu)", r->total);
		if (m->chosen.n)
			buf_addf(out, form < 2 ? "  %zu chosen" : "  %zu", m->chosen.n);
		if (model_is_searching(m))
			buf_add_cstr(out, " …");
		if (utf8_width(buf_str(out)) <= room)
			return;
	}
	buf_clear(out);
}

static void status_filter(const struct model *m, struct buf *out)
{
	struct buf text = BUF_INIT;
	filter_text_all(&m->filter, &text);
	buf_addf(out, "%s%.*s", m->filter.off ? "filters off: " : "", STR_ARG(buf_str(&text)));
	buf_free(&text);
}

static int status_draw_date(const struct model *m, struct canvas *c, int x, int room)
{
	struct spot spot = model_shown(m);
	struct row row = model_row(m);
	char date[40] = "undated";
	if (!spot.id)
		return 0;
	enum precision p = row.id == spot.id ? (enum precision)row.precision : PRECISION_DAY;
	if (interval_known(spot.when))
		era_interval(spot.when, p, c->ascii, date);
	int wide = utf8_width(str_of(date));
	return wide <= room ? canvas_text(c, x, 0, room, STYLE_DATE, str_of(date)) : 0;
}

/* The whole row: the hints have as much as is left of it, but some are worth more than the date or the end of the filter. */
static void status_draw_row(const struct model *m, const struct keymap *k, struct canvas *c, int w, struct str position)
{
	enum { MARGIN = 1, GAP = 2, FILTER_LEAST = 12, FILTER_MOST = 40, DATE_W = 13 };
	struct buf filter = BUF_INIT;
	if (!filter_is_empty(&m->filter))
		status_filter(m, &filter);
	int wide = utf8_width(buf_str(&filter));
	int left = MARGIN + utf8_width(position) + GAP;
	int whole = wide ? (wide > FILTER_MOST ? FILTER_MOST : wide) + GAP : 0;
	int cut = wide ? (wide > FILTER_LEAST ? FILTER_LEAST : wide) + GAP : 0;
	const struct {
		int columns, hints; /* what stands left of the hints, and how many of these it may leave */
	} forms[] = {{left + whole + DATE_W + GAP, 3}, {left + whole, 2}, {left + cut, 0}, {left, 0}};
	int hints = 0;
	for (size_t i = 0; !hints && i < sizeof forms / sizeof *forms; i++)
		hints = hint_draw(m, k, c, w, w - forms[i].columns, forms[i].hints);
	int room = w - hints - 1;
	int x = MARGIN;
	x += canvas_text(c, x, 0, room - x, STYLE_STATUS, position) + (position.n ? GAP : 0);
	if (filter.n && room - x >= (wide < FILTER_LEAST ? wide : FILTER_LEAST))
		x += canvas_text_cut(c, x, 0, room - x - (room - x - DATE_W - GAP > wide ? DATE_W + GAP : 0),
				     m->filter.off ? STYLE_DIM : STYLE_PROMPT, buf_str(&filter)) + GAP;
	status_draw_date(m, c, x, room - x);
	buf_free(&filter);
}

void status_draw(const struct model *m, const struct keymap *k, enum hint_of of, struct canvas *c, struct rect r)
{
	enum { HELP_W = 7 };
	if (r.w <= 0 || r.h <= 0)
		return;
	struct rect old = canvas_clip(c, r);
	struct buf position = BUF_INIT;
	canvas_fill(c, (struct rect){0, 0, r.w, 1}, STYLE_STATUS, STR(" "));
	status_position(m, r.w - 3 - HELP_W, &position);
	if (of == HINT_PANE) {
		status_draw_row(m, k, c, r.w, buf_str(&position));
	} else {
		int x = 1 + canvas_text(c, 1, 0, r.w - 1, STYLE_STATUS, buf_str(&position));
		hint_draw_over(of, c, r.w, r.w - x - 2);
	}
	buf_free(&position);
	canvas_clip(c, old);
}

/* ---- the message row ---- */

/* "# for later, key  ¶ ask the author": what the user says of what is shown, besides star and corrections. */
static bool status_said(const struct model *m, const struct canvas *c, struct buf *out)
{
	const struct note_state *said = model_said(m);
	for (size_t i = 0; said && i < said->tag_count; i++)
		buf_addf(out, "%.*s%s%.*s", i ? 0 : (int)pane_mark(c, PANE_TAGGED).n, pane_mark(c, PANE_TAGGED).p, i ? ", " : " ",
			 STR_ARG(said->tags[i]));
	if (said && said->text.n)
		buf_addf(out, "%s%.*s %.*s", out->n ? "  " : "", STR_ARG(pane_mark(c, PANE_NOTED)), STR_ARG(said->text));
	return out->n > 0;
}

bool status_draw_message(const struct model *m, struct canvas *c, struct rect r)
{
	struct buf text = BUF_INIT;
	enum style style = STYLE_STATUS;
	if (m->message[0]) {
		buf_add_cstr(&text, m->message);
		style = m->message_is_error ? STYLE_ERROR : STYLE_STATUS;
	} else if (m->todo && model_is_searching(m)) {
		buf_addf(&text, "searching: %zu of %zu events", m->done, m->todo);
		style = STYLE_DIM;
	} else if (m->note[0]) {
		buf_add_cstr(&text, m->note);
		style = STYLE_LINK;
	} else if (c->w >= 20 && c->h >= 4 && status_said(m, c, &text)) { /* a bare pane has no row for it */
		style = STYLE_STAR;
	}
	bool any = text.n > 0;
	if (any) {
		struct rect old = canvas_clip(c, r);
		canvas_fill(c, (struct rect){0, 0, r.w, 1}, STYLE_STATUS, STR(" "));
		canvas_text_cut(c, r.w > 20 ? 1 : 0, 0, r.w - 2, style, buf_str(&text));
		canvas_clip(c, old);
	}
	buf_free(&text);
	return any;
}

void status_count(const struct model *m, const char *before, struct buf *out)
{
	const struct result *r = model_result(m);
	buf_clear(out);
	if (!r)
		return;
	buf_addf(out, "%s%zu event%s", before, r->events, r->events == 1 ? "" : "s");
	if (r->reports)
		buf_addf(out, ", %zu report%s", r->reports, r->reports == 1 ? "" : "s");
	buf_addf(out, " in %zu article%s", r->articles, r->articles == 1 ? "" : "s");
	if (model_is_searching(m))
		buf_add_cstr(out, " …");
	if (r->undecided)
		buf_addf(out, "; %zu undecided", r->undecided);
}

void status_date(const struct model *m, struct str text, bool ascii, struct buf *out)
{
	const struct result *r = model_result(m);
	struct interval when;
	bool relative;
	char name[40];
	if (!r || !str_trim(text).n || !date_read_from(text, nav_date(m), &when, &relative, NULL))
		return;
	size_t first = result_at_day(r, when.from), end = when.to < DAY_MAX ? result_at_day(r, when.to + 1) : result_dated(r);
	era_interval(when, PRECISION_DAY, ascii, name);
	buf_add_cstr(out, name);
	if (relative) {
		era_day(nav_date(m), name);
		buf_addf(out, ", from %s", name);
	}
	if (end > first) {
		buf_addf(out, ": %zu row%s", end - first, end - first == 1 ? "" : "s");
	} else if (first < result_dated(r)) {
		era_day(r->runs[result_run(r, first)].when.from, name);
		buf_addf(out, ": none; the next %s", name);
	} else {
		buf_add_cstr(out, ": nothing on or after it");
	}
}
