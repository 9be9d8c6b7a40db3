#include "config.h"

#include "ui/why.h"

#include "app/wrap.h"
#include "base/era.h"
#include "base/utf8.h"

/* ---- writing ---- */

void why_line(struct why *w)
{
	w->y++;
	w->lines++;
	w->x = 0;
}

enum { WHY_IN = 3 };

void why_need(struct why *w, int columns)
{
	if (w->x <= WHY_IN || w->r.w - w->x >= columns)
		return;
	why_line(w);
	w->x = WHY_IN;
}

void why_put(struct why *w, enum style style, struct str text)
{
	int room = w->r.w - w->x;
	if (w->c && w->y >= 0 && w->y < w->r.h && room > 0)
		w->x += canvas_text_cut(w->c, w->r.x + w->x, w->r.y + (int)w->y, room, style, text);
	else
		w->x += utf8_width(text);
}

void why_printf(struct why *w, enum style style, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;
	va_start(ap, fmt);
	buf_addv(&b, fmt, ap);
	va_end(ap);
	why_put(w, style, buf_str(&b));
	buf_free(&b);
}

void why_tab(struct why *w, int x)
{
	if (w->x < x)
		w->x = x;
}

void why_date_as(struct why *w, enum style style, struct interval when, enum precision precision)
{
	char text[48] = "no date";
	if (interval_known(when))
		era_interval(when, precision, w->c && w->c->ascii, text);
	why_put(w, style, str_of(text));
}

void why_date(struct why *w, struct interval when, enum precision precision)
{
	why_date_as(w, STYLE_DATE, when, precision);
}

void why_dot(struct why *w)
{
	why_printf(w, STYLE_DIM, " %s ", w->c && w->c->ascii ? "-" : "·");
}

/* ---- quotations ---- */

static bool why_is_edge(char c)
{
	return c == '\n';
}

/* The words before `at`, at most `columns` of them (bytes, rather fewer columns), from a word's beginning. */
static struct str why_before(struct str text, uint32_t at, size_t columns)
{
	size_t begin = at > columns ? at - columns : 0;
	for (size_t i = begin; i < at; i++)
		if (why_is_edge(text.p[i]))
			begin = i + 1;
	if (begin > 0 && !why_is_edge(text.p[begin - 1]))
		while (begin < at && text.p[begin] != ' ')
			begin++;
	while (begin < at && text.p[begin] == ' ')
		begin++;
	return str_sub(text, begin, at);
}

static struct str why_after(struct str text, uint32_t at, size_t columns)
{
	size_t end = at + columns < text.n ? at + columns : text.n;
	for (size_t i = at; i < end; i++)
		if (why_is_edge(text.p[i]))
			end = i;
	if (end < text.n && !why_is_edge(text.p[end]))
		while (end > at && text.p[end] != ' ')
			end--;
	return str_sub(text, at, end);
}

void why_quote_of(struct why *w, struct str text, struct span s, int spare, enum style style)
{
	if (s.begin >= s.end || s.end > text.n)
		return;
	int words = utf8_width(str_sub(text, s.begin, s.end));
	int around = (w->r.w - w->x - words - 2 - spare) / 2;
	size_t columns = around > 40 ? 40 : around > 0 ? (size_t)around : 0;
	why_put(w, STYLE_TEXT, STR("“"));
	why_put(w, STYLE_TEXT, why_before(text, s.begin, columns));
	why_put(w, style, str_sub(text, s.begin, s.end));
	why_put(w, STYLE_TEXT, why_after(text, s.end, columns));
	why_put(w, STYLE_TEXT, STR("”"));
}

void why_quote(struct why *w, struct span s, int spare, enum style style)
{
	why_quote_of(w, w->o->article.text, s, spare, style);
}

void why_words(struct why *w, struct span s, enum style style)
{
	why_quote(w, s, w->r.w, style);
}

void why_text(struct why *w, enum style style, struct str text)
{
	struct wrap lines = {0};
	wrap_text(&lines, text, NULL, 0, w->r.w > 12 ? w->r.w - 4 : w->r.w);
	for (size_t i = 0; i < lines.lines.n; i++) {
		why_tab(w, 2);
		why_put(w, style, str_trim(str_sub(text, lines.lines.v[i].begin, lines.lines.v[i].end)));
		why_line(w);
	}
	wrap_free(&lines);
}
