#include "config.h"

#include "ui/pane.h"

#include "app/wrap.h"
#include "base/utf8.h"

#include <stdio.h>

struct str pane_mark(const struct canvas *c, enum pane_mark m)
{
	static const struct {
		const char *mark, *ascii;
	} marks[] = {
		[PANE_CURSOR] = {"▌", ">"},  [PANE_BAR] = {"▐", "|"},   [PANE_REPORT] = {"◦", "o"},
		[PANE_STARRED] = {"★", "*"}, [PANE_CORRECTED] = {"✎", "e"},
		[PANE_TAGGED] = {"#", "#"},  [PANE_NOTED] = {"¶", "n"},
		[PANE_SAME] = {"⇄", "="},    [PANE_BEFORE] = {"↤", "<"}, [PANE_AFTER] = {"↦", ">"},
		[PANE_CHOSEN] = {"✓", "*"},  [PANE_WITHOUT] = {"✗", "-"},  [PANE_EVENT] = {"·", "."}, [PANE_MORE] = {"▾", "v"},
		[PANE_NONE_HIT] = {"·", "."}, [PANE_RULE] = {"─", "-"},  [PANE_DOT] = {"·", "-"},
		[PANE_ARROW] = {"→", ">"},   [PANE_EARLIER] = {"‹", "<"}, [PANE_LATER] = {"›", ">"},
		[PANE_DIFFERS] = {"≠", "!"}, [PANE_ABOUT] = {"≈", "~"},  [PANE_DOUBT] = {"?", "?"},
	};
	return str_of(c->ascii ? marks[m].ascii : marks[m].mark);
}

void pane_bar(const struct canvas *c, int eighths, struct buf *out)
{
	static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	for (; eighths >= 8; eighths -= 8)
		buf_add_cstr(out, c->ascii ? "#" : "█");
	if (!c->ascii && eighths > 0)
		buf_add_cstr(out, parts[eighths]);
}

struct str pane_column(const struct canvas *c, int eighths)
{
	static const char *const parts[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char *const ascii[] = {" ", ".", ".", ":", ":", "|", "|", "#", "#"};
	return str_of((c->ascii ? ascii : parts)[eighths < 0 ? 0 : eighths > 8 ? 8 : eighths]);
}

void pane_popup_title(const struct model *m, const struct canvas *c, const char *name, struct buf *out)
{
	const struct opened *o = model_opened(m);
	int event = model_event(m);
	buf_add_cstr(out, name);
	if (o)
		buf_addf(out, " %.*s %.*s", STR_ARG(pane_mark(c, PANE_DOT)),
			 STR_ARG(event >= 0 ? o->found.events[event].headline : o->article.title));
}

/* " text " in the upper edge, cut to `columns`. */
static void pane_title(struct canvas *c, int x, int y, int columns, bool focused, struct str text)
{
	enum style border = focused ? STYLE_BORDER_FOCUS : STYLE_BORDER;
	if (columns <= 0 || text.n == 0)
		return;
	int used = canvas_text_cut(c, x, y, columns, focused ? STYLE_TITLE : border, text);
	canvas_text(c, x - 1, y, 1, border, STR(" "));
	canvas_text(c, x + used, y, 1, border, STR(" "));
}

/* The right one is whole or not there: it has numbers. The left one gives way to a short one. */
static void pane_frame(struct canvas *c, struct rect r, bool focused, struct str left, struct str right)
{
	enum style border = focused ? STYLE_BORDER_FOCUS : STYLE_BORDER;
	int room = r.w - 4, lw = utf8_width(left), rw = utf8_width(right);
	canvas_frame(c, r, border, border, STR_NONE);
	if (r.w < 6 || r.h < 2)
		return;
	if (rw > 0 && (lw + rw + 3 <= room || rw <= room / 3)) {
		pane_title(c, r.x + r.w - 2 - rw, r.y, rw, focused, right);
		room -= rw + 3;
	}
	pane_title(c, r.x + 2, r.y, room, focused, left);
}

struct rect pane_open(struct canvas *c, const struct layout *l, const struct model *m, enum pane p, struct str left,
		      struct str right)
{
	canvas_clip(c, (struct rect){0, 0, c->w, c->h});
	if (l->frames)
		pane_frame(c, l->pane[p], m->focus == p, left, right);
	struct rect inside = layout_inside(l, p);
	canvas_clip(c, inside);
	return (struct rect){0, 0, inside.w, inside.h};
}

void pane_say(struct canvas *c, struct rect inside, const char *text)
{
	struct str s = str_of(text);
	struct wrap w = {0};
	int width = inside.w > 4 ? inside.w - 4 : inside.w;
	wrap_text(&w, s, NULL, 0, width > 60 ? 60 : width);
	int y = ((int)inside.h - (int)w.lines.n) / 2;
	for (size_t i = 0; i < w.lines.n; i++) {
		struct str line = str_trim(str_sub(s, w.lines.v[i].begin, w.lines.v[i].end));
		canvas_text(c, (inside.w - utf8_width(line)) / 2, (y > 0 ? y : 0) + (int)i, inside.w, STYLE_DIM, line);
	}
	wrap_free(&w);
}

/* Columns of the line's text before a byte, as the canvas shows it. */
static int pane_text_column(struct str text, const struct wrap_line *l, uint32_t at)
{
	struct buf b = BUF_INIT;
	utf8_visible(str_sub(text, l->begin, at), false, &b);
	int w = utf8_width(buf_str(&b));
	buf_free(&b);
	return w;
}

void pane_light(struct canvas *c, int left, int y, struct str text, const struct wrap_line *l, struct span s, enum style style)
{
	uint32_t begin = s.begin > l->begin ? s.begin : l->begin, end = s.end < l->end ? s.end : l->end;
	if (begin >= end)
		return;
	/* the blanks that a line ends with are not lit */
	while (end > begin && text.p[end - 1] == ' ' && end == l->end)
		end--;
	int x = pane_text_column(text, l, begin);
	canvas_restyle(c, (struct rect){left + x, y, pane_text_column(text, l, end) - x, 1}, style);
}

void pane_number(uint64_t n, char out[static 8])
{
	if (n < 100000)
		snprintf(out, 8, "%u", (unsigned)n);
	else if (n < 999500)
		snprintf(out, 8, "%uk", (unsigned)((n + 500) / 1000));
	else
		snprintf(out, 8, "%uM", (unsigned)((n + 500000) / 1000000 % 1000));
}
