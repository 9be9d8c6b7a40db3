#include "config.h"

#include "ui/status.h"

#include "app/date.h"
#include "app/nav.h"
#include "base/era.h"
#include "base/utf8.h"
#include "ui/pane.h"

#include <string.h>

/* What the hint bar offers in each pane, by use. Two actions are a pair with one label: "][ link". */
struct hint {
	int action, other; /* ACTION_NONE: alone */
};
enum { HINTS = 13 };

static const struct hint status_hints[PANE_COUNT][HINTS + 1] = {
	[PANE_TIMELINE] = {{ACTION_OPEN, ACTION_NONE},
			   {ACTION_LINK_NEXT, ACTION_LINK_PREVIOUS},
			   {ACTION_SEARCH, ACTION_NONE},
			   {ACTION_FILTER, ACTION_NONE},
			   {ACTION_ZOOM_IN, ACTION_ZOOM_OUT},
			   {ACTION_WHY, ACTION_NONE},
			   {ACTION_STAR, ACTION_NONE},
			   {ACTION_LINKS, ACTION_NONE},
			   {ACTION_DATE, ACTION_NONE},
			   {ACTION_SORT, ACTION_NONE},
			   {ACTION_TAG, ACTION_NONE},
			   {ACTION_NOTE, ACTION_NONE},
			   {ACTION_PANE_NEXT, ACTION_NONE},
			   {ACTION_NONE, ACTION_NONE}},
	[PANE_COUNTRIES] = {{ACTION_TOGGLE, ACTION_NONE},
			    {ACTION_WITHOUT, ACTION_NONE},
			    {ACTION_FIND_COUNTRY, ACTION_NONE},
			    {ACTION_PAIR, ACTION_NONE},
			    {ACTION_GRID, ACTION_NONE},
			    {ACTION_MAP, ACTION_NONE},
			    {ACTION_SEARCH, ACTION_NONE},
			    {ACTION_FILTER, ACTION_NONE},
			    {ACTION_FILTERS_TOGGLE, ACTION_NONE},
			    {ACTION_PANE_NEXT, ACTION_NONE},
			    {ACTION_BACK, ACTION_NONE},
			    {ACTION_NONE, ACTION_NONE}},
	[PANE_ARTICLE] = {{ACTION_EVENT_NEXT, ACTION_EVENT_PREVIOUS},
			  {ACTION_LINK_NEXT, ACTION_LINK_PREVIOUS},
			  {ACTION_WHY, ACTION_NONE},
			  {ACTION_LINKS, ACTION_NONE},
			  {ACTION_SEARCH, ACTION_NONE},
			  {ACTION_HISTORY_BACK, ACTION_HISTORY_FORWARD},
			  {ACTION_BACK, ACTION_NONE},
			  {ACTION_NONE, ACTION_NONE}},
	[PANE_LINKS] = {{ACTION_OPEN, ACTION_NONE},
			{ACTION_COMPARE, ACTION_NONE},
			{ACTION_REJECT_LINK, ACTION_NONE},
			{ACTION_BACK, ACTION_NONE},
			{ACTION_NONE, ACTION_NONE}},
	[PANE_MAP] = {{ACTION_LEFT, ACTION_RIGHT},
		      {ACTION_TOGGLE, ACTION_NONE},
		      {ACTION_EITHER, ACTION_NONE},
		      {ACTION_BACK, ACTION_NONE},
		      {ACTION_NONE, ACTION_NONE}},
	[PANE_COMPARE] = {{ACTION_LEFT, ACTION_RIGHT},
			  {ACTION_DOWN, ACTION_UP},
			  {ACTION_OPEN, ACTION_NONE},
			  {ACTION_BACK, ACTION_NONE},
			  {ACTION_NONE, ACTION_NONE}},
	[PANE_PAIR] = {{ACTION_OPEN, ACTION_NONE},
		       {ACTION_LEFT, ACTION_RIGHT},
		       {ACTION_ZOOM_IN, ACTION_ZOOM_OUT},
		       {ACTION_TOGGLE, ACTION_NONE},
		       {ACTION_BACK, ACTION_NONE},
		       {ACTION_NONE, ACTION_NONE}},
	[PANE_GRID] = {{ACTION_OPEN, ACTION_NONE},
		       {ACTION_LEFT, ACTION_RIGHT},
		       {ACTION_PERIOD_NEXT, ACTION_PERIOD_PREVIOUS},
		       {ACTION_ZOOM_IN, ACTION_ZOOM_OUT},
		       {ACTION_TOGGLE, ACTION_NONE},
		       {ACTION_BACK, ACTION_NONE},
		       {ACTION_NONE, ACTION_NONE}},
	[PANE_WHY] = {{ACTION_DOWN, ACTION_UP}, {ACTION_BACK, ACTION_NONE}, {ACTION_NONE, ACTION_NONE}},
};

/* What is offered first while something is chosen. */
static const struct hint status_chosen[] = {
	{ACTION_STAR, ACTION_NONE}, {ACTION_TAG, ACTION_NONE}, {ACTION_NOTE, ACTION_NONE}, {ACTION_CHOOSE_NONE, ACTION_NONE},
};
enum { STATUS_CHOSEN = sizeof status_chosen / sizeof *status_chosen };

/* ---- hints, from the right ---- */

/* A key as the bar writes it: some are a sign where there is one. */
static const char *status_key(const struct keymap *k, int action, bool ascii)
{
	static const char *const signs[][2] = {{"Enter", "⏎"}, {"Left", "←"}, {"Right", "→"}, {"Up", "↑"}, {"Down", "↓"}};
	const char *key = action == ACTION_NONE ? "" : keymap_key(k, (enum action)action);
	for (size_t i = 0; !ascii && i < sizeof signs / sizeof *signs; i++)
		if (strcmp(key, signs[i][0]) == 0)
			return signs[i][1];
	return key;
}

/* The keys of a hint into `keys`, its label into *label; false when it has no key. */
static bool status_hint(const struct keymap *k, struct hint h, bool ascii, struct buf *keys, struct str *label)
{
	const char *one = status_key(k, h.action, ascii), *other = status_key(k, h.other, ascii);
	buf_clear(keys);
	buf_addf(keys, "%s%s%s", one, utf8_width(str_of(one)) > 1 && *other ? " " : "", other);
	*label = str_of(action_info((enum action)h.action)->hint);
	return keys->n > 0;
}

/* Draws or only measures (c NULL) hints side by side from x; returns the columns. */
static int status_hints_draw(const struct keymap *k, const struct hint *hints, int count, struct canvas *c, int x,
			     bool ascii)
{
	struct buf keys = BUF_INIT;
	struct str label;
	int at = x;
	for (int i = 0; i < count; i++) {
		if (!status_hint(k, hints[i], ascii, &keys, &label))
			continue;
		int wide = utf8_width(buf_str(&keys));
		if (c) {
			canvas_text(c, at, 0, wide, STYLE_HINT_KEY, buf_str(&keys));
			canvas_text(c, at + wide + 1, 0, (int)label.n, STYLE_DIM, label);
		}
		at += wide + 1 + (int)label.n + 2;
	}
	buf_free(&keys);
	return at - x;
}

/* All hints of the moment, the help's last; returns how many. */
static int status_hints_of(const struct model *m, struct hint out[static HINTS + STATUS_CHOSEN + 3])
{
	int n = 0;
	if (m->chosen.n && m->focus <= PANE_ARTICLE)
		for (int i = 0; i < STATUS_CHOSEN; i++)
			out[n++] = status_chosen[i];
	if ((m->filter.pattern.n || m->find.pattern.n) && m->focus <= PANE_ARTICLE)
		out[n++] = (struct hint){ACTION_HIT_NEXT, ACTION_HIT_PREVIOUS};
	int first = n;
	for (const struct hint *h = status_hints[m->focus]; h->action != ACTION_NONE; h++) {
		bool there = false;
		for (int i = 0; i < first; i++)
			there = there || out[i].action == h->action;
		if (!there)
			out[n++] = *h;
	}
	out[n++] = (struct hint){ACTION_HELP, ACTION_NONE};
	return n;
}

/* As many as fit into `room` columns, right-aligned, the help's always; returns the columns used. */
static int status_draw_hints(const struct model *m, const struct keymap *k, struct canvas *c, int w, int room)
{
	struct hint hints[HINTS + STATUS_CHOSEN + 3];
	int n = status_hints_of(m, hints);
	int used = status_hints_draw(k, hints, n, NULL, 0, c->ascii);
	while (n > 1 && used - 1 > room) {
		hints[n - 2] = hints[n - 1];
		n--;
		used = status_hints_draw(k, hints, n, NULL, 0, c->ascii);
	}
	if (used - 1 > room)
		return 0;
	status_hints_draw(k, hints, n, c, w - used + 1, c->ascii);
	return used;
}

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

void status_draw(const struct model *m, const struct keymap *k, struct canvas *c, struct rect r)
{
	enum { MARGIN = 1, GAP = 2, FILTER_LEAST = 12, FILTER_MOST = 40, DATE_W = 13, HELP_W = 7 };
	if (r.w <= 0 || r.h <= 0)
		return;
	struct rect old = canvas_clip(c, r);
	struct buf position = BUF_INIT, filter = BUF_INIT;
	canvas_fill(c, (struct rect){0, 0, r.w, 1}, STYLE_STATUS, STR(" "));
	status_position(m, r.w - MARGIN - GAP - HELP_W, &position);
	if (!filter_is_empty(&m->filter))
		status_filter(m, &filter);
	int wide = utf8_width(buf_str(&filter));
	int left = MARGIN + utf8_width(buf_str(&position)) + GAP;
	/* what stands left of the hints: with filter and date, without the date, the filter cut, neither */
	int whole = wide ? (wide > FILTER_MOST ? FILTER_MOST : wide) + GAP : 0;
	int cut = wide ? (wide > FILTER_LEAST ? FILTER_LEAST : wide) + GAP : 0;
	const int needed[] = {left + whole + DATE_W + GAP, left + whole, left + cut, left};
	int hints = 0;
	for (size_t i = 0; !hints && i < sizeof needed / sizeof *needed; i++)
		hints = status_draw_hints(m, k, c, r.w, r.w - needed[i]);
	int room = r.w - hints - 1;
	int x = MARGIN;
	x += canvas_text(c, x, 0, room - x, STYLE_STATUS, buf_str(&position)) + (position.n ? GAP : 0);
	if (filter.n && room - x >= (wide < FILTER_LEAST ? wide : FILTER_LEAST))
		x += canvas_text_cut(c, x, 0, room - x - (room - x - DATE_W - GAP > wide ? DATE_W + GAP : 0),
				     m->filter.off ? STYLE_DIM : STYLE_PROMPT, buf_str(&filter)) + GAP;
	status_draw_date(m, c, x, room - x);
	buf_free(&position);
	buf_free(&filter);
	canvas_clip(c, old);
}

void status_draw_prompt(const struct model *m, enum prompt_kind kind, struct canvas *c, struct rect r)
{
	bool query = kind == PROMPT_SEARCH || kind == PROMPT_WITHIN || kind == PROMPT_FILTER;
	const struct {
		const char *key, *ascii, *label;
	} hints[] = {{"↓ Tab", "Down Tab", "complete"}, {"⏎", "Enter", query ? "keep" : "do it"}, {"Esc", "Esc", query ? "as before" : "cancel"},
		     {"↑", "Up", "earlier ones"}};
	enum { HINT_COUNT = sizeof hints / sizeof *hints };
	struct buf position = BUF_INIT;
	if (r.w <= 0 || r.h <= 0)
		return;
	struct rect old = canvas_clip(c, r);
	status_position(m, r.w - 2, &position);
	int x = 1 + canvas_text(c, 1, 0, r.w - 1, STYLE_STATUS, buf_str(&position)), at = r.w + 1;
	size_t first = prompt_info(kind)->what != COMPLETE_NOTHING ? 0 : 1;
	for (size_t i = first; i < HINT_COUNT; i++)
		at -= utf8_width(str_of(c->ascii ? hints[i].ascii : hints[i].key)) + (int)strlen(hints[i].label) + 3;
	for (size_t i = first; at > x + 2 && i < HINT_COUNT; i++) {
		at += canvas_text(c, at, 0, r.w, STYLE_HINT_KEY, str_of(c->ascii ? hints[i].ascii : hints[i].key)) + 1;
		at += canvas_text(c, at, 0, r.w, STYLE_DIM, str_of(hints[i].label)) + 2;
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
