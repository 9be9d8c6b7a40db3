#include "config.h"

#include "ui/prompt.h"

#include "base/utf8.h"

static int prompt_width(struct str text)
{
	struct buf visible = BUF_INIT;
	utf8_visible(text, false, &visible);
	int width = utf8_width(buf_str(&visible));
	buf_free(&visible);
	return width;
}

/* The text from `at` on stands at x; a text that is longer than the line is scrolled so that the cursor is
 * in it. Returns the first byte that is drawn. */
static size_t prompt_scroll(const struct prompt *p, int columns)
{
	size_t from = 0;
	while (from < p->cursor && prompt_width(str_sub(buf_str(&p->text), from, p->cursor)) >= columns)
		from = prompt_after(p, from);
	return from;
}

/* What is wrong, without what stands above it anyway: "/a(/: missing ) at column 3; ..." -> "missing )", "date: ..." behind the
 * prompt "date" -> "...". The remedy stays, but for a pattern: that is half typed, more often than wrong. Appended to out. */
static void prompt_fault_words(const struct prompt *p, const struct error *fault, struct buf *out)
{
	struct str what = str_of(fault->msg), text = buf_str(&p->text), column = STR(" at column ");
	if (str_starts(what, STR("/")) && str_starts(str_sub(what, 1, what.n), text) &&
	    str_starts(str_sub(what, 1 + text.n, what.n), STR("/: ")))
		what = str_sub(what, text.n + 4, what.n);
	struct str label = str_trim(str_of(prompt_info(p->kind)->label));
	if (str_starts(what, STR("query: ")))
		what = str_sub(what, 7, what.n);
	else if (label.n && str_starts(what, label) && str_starts(str_sub(what, label.n, what.n), STR(": ")))
		what = str_sub(what, label.n + 2, what.n);
	bool pattern = str_find(str_of(fault->msg), STR("/: "), 0) != SIZE_MAX;
	size_t at = str_find(what, column, 0), rest = pattern ? what.n : at;
	if (at != SIZE_MAX && !pattern)
		for (rest += column.n; rest < what.n && what.p[rest] >= '0' && what.p[rest] <= '9';)
			rest++;
	buf_add_str(out, str_sub(what, 0, at));
	buf_add_str(out, str_sub(what, rest, what.n));
}

/* "▲ missing )" with the mark under the fault, the words on the side that has room. */
static void prompt_draw_fault(struct canvas *c, struct rect below, int x, struct str what)
{
	struct rect old = canvas_clip(c, below);
	struct str mark = c->ascii ? STR("^") : STR("▲");
	canvas_fill(c, (struct rect){0, 0, below.w, 1}, STYLE_TEXT, STR(" "));
	if (x < 0 || x >= below.w)
		x = 0;
	canvas_text(c, x, 0, 1, STYLE_ERROR, mark);
	int width = prompt_width(what);
	if (x + 2 + width < below.w || (x < below.w / 2 && x < width + 2))
		canvas_text_cut(c, x + 2, 0, below.w - x - 3, STYLE_ERROR, what);
	else
		canvas_text_cut(c, x > width + 1 ? x - width - 1 : 1, 0, x - 2, STYLE_ERROR, what);
	canvas_clip(c, old);
}

void prompt_draw(const struct prompt *p, struct canvas *c, struct rect line, struct rect below, struct str info,
		 const struct error *fault)
{
	struct str text = buf_str(&p->text);
	struct rect old = canvas_clip(c, line);
	canvas_fill(c, (struct rect){0, 0, line.w, 1}, STYLE_TEXT, STR(" "));
	int x = line.w > 20 ? 1 : 0;
	x += canvas_text(c, x, 0, line.w, STYLE_HINT_KEY, str_of(prompt_info(p->kind)->label));
	size_t from = prompt_scroll(p, line.w - x);
	bool one_row = below.y == line.y || below.h == 0;
	struct buf words = BUF_INIT, offer = BUF_INIT;
	if (fault)
		prompt_fault_words(p, fault, &words);
	if (fault && one_row)
		info = buf_str(&words);
	if (p->turn && p->turn <= p->offers.v.n && (p->offers.v.n > 1 || p->offers.v.v[0].label.n)) {
		struct str label = p->offers.v.v[p->turn - 1].label;
		buf_addf(&offer, "%.*s%s%zu of %zu", STR_ARG(label), label.n ? ", " : "", p->turn, p->offers.v.n);
		info = buf_str(&offer);
	}
	int used = canvas_text(c, x, 0, line.w - x, STYLE_PROMPT, str_sub(text, from, text.n));
	int room = line.w - x - used - 3, width = prompt_width(info);
	if (info.n && (width <= room || (fault && one_row)))
		canvas_text_cut(c, line.w - 1 - (width < room ? width : room), 0, room,
				fault && one_row ? STYLE_ERROR : STYLE_DIM, info);
	int cursor = x + prompt_width(str_sub(text, from, p->cursor));
	canvas_clip(c, old);
	if (fault && !one_row) {
		size_t column = fault->column >= 0 ? (size_t)fault->column : 0;
		prompt_draw_fault(c, below, x + prompt_width(str_sub(text, from, column)), buf_str(&words));
	}
	canvas_clip(c, line);
	canvas_cursor(c, cursor < line.w ? cursor : line.w - 1, 0);
	canvas_clip(c, old);
	buf_free(&words);
	buf_free(&offer);
}

enum { OFFERS_MOST = 10, OFFERS_W = 100, OFFERS_TEXT_W = 34 };

/* The width of what is put in, over all that is shown: the labels stand in one column. */
static int prompt_offer_width(const struct prompt *p, size_t first, size_t n)
{
	int width = 4;
	for (size_t i = first; i < first + n; i++) {
		int own = prompt_width(p->offers.v.v[i].text);
		width = own > width ? own : width;
	}
	return width < OFFERS_TEXT_W ? width : OFFERS_TEXT_W;
}

void prompt_draw_offers(const struct prompt *p, struct canvas *c, int bottom)
{
	size_t all = p->offers.v.n, n = all, here = p->turn ? p->turn - 1 : SIZE_MAX;
	int most = bottom > 4 ? bottom - 3 : 0, width = 24;
	if (!prompt_info(p->kind)->offered && (!p->turn || all == 1))
		return;
	n = n < OFFERS_MOST ? n : OFFERS_MOST;
	n = n < (size_t)most ? n : (size_t)most;
	if (n == 0)
		return;
	size_t first = here != SIZE_MAX && here >= n ? here - n + 1 : 0;
	int text = prompt_offer_width(p, first, n);
	for (size_t i = first; i < first + n; i++) {
		int own = text + 6 + prompt_width(p->offers.v.v[i].label);
		width = own > width ? own : width;
	}
	width = width < OFFERS_W ? width : OFFERS_W;
	width = width < c->w ? width : c->w;
	struct rect old = canvas_clip(c, (struct rect){0, bottom - (int)n - 2, width, (int)n + 2});
	canvas_fill(c, (struct rect){0, 0, width, (int)n + 2}, STYLE_TEXT, STR(" "));
	canvas_frame(c, (struct rect){0, 0, width, (int)n + 2}, STYLE_BORDER_FOCUS, STYLE_TITLE, STR_NONE);
	if (all > n)
		canvas_printf(c, width - 14, (int)n + 1, 13, STYLE_DIM, " %zu of %zu ", here == SIZE_MAX ? n : here + 1, all);
	for (size_t i = first; i < first + n; i++) {
		int y = (int)(i - first) + 1;
		canvas_text_cut(c, 2, y, text, STYLE_HINT_KEY, p->offers.v.v[i].text);
		canvas_text_cut(c, text + 4, y, width - text - 6, STYLE_TEXT, p->offers.v.v[i].label);
		if (i == here)
			canvas_restyle(c, (struct rect){1, y, width - 2, 1}, STYLE_SELECTED);
	}
	canvas_clip(c, old);
}
