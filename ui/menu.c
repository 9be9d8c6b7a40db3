#include "config.h"

#include "ui/menu.h"

#include "ui/pane.h"

#include <stdio.h>
#include <string.h>

enum { MENU_W = 76, MENU_HEAD = 2, MENU_NAME_W = 14, MENU_KEY_W = 4, MENU_FORMATS_MOST = 16 };

static size_t menu_formats(void)
{
	size_t n = 0;
	while (export_format_at(n))
		n++;
	return n;
}

void menu_open(struct menu *m, size_t filter, size_t all, size_t chosen)
{
	m->open = true;
	m->counts[MENU_FILTER] = filter;
	m->counts[MENU_CHOSEN] = chosen;
	if (chosen)
		m->what = MENU_CHOSEN;
	else if (m->what == MENU_CHOSEN)
		m->what = MENU_FILTER;
	m->all = all;
}

/* A letter takes its format at once. */
static const char *const menu_letters[MENU_FORMATS_MOST] = {"m", "h", "o", "c", "i", "t", "l"};

static enum menu_event menu_step(struct menu *m, int step)
{
	size_t n = menu_formats();
	m->format = (m->format + n + (size_t)((int)n + step)) % n;
	return MENU_NOTHING;
}

static enum menu_event menu_other(struct menu *m, int step)
{
	int n = m->counts[MENU_CHOSEN] ? MENU_WHATS : MENU_CHOSEN;
	m->what = (enum menu_what)(((int)m->what + n + step) % n);
	return MENU_NOTHING;
}

enum menu_event menu_key(struct menu *m, const char *key)
{
	static const struct {
		const char *key;
		int step;
	} steps[] = {{"Down", 1}, {"j", 1}, {"C-n", 1}, {"Up", -1}, {"k", -1}, {"C-p", -1}};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (strcmp(key, steps[i].key) == 0)
			return menu_step(m, steps[i].step);
	if (strcmp(key, "Tab") == 0 || strcmp(key, "Right") == 0)
		return menu_other(m, 1);
	if (strcmp(key, "S-Tab") == 0 || strcmp(key, "Left") == 0)
		return menu_other(m, -1);
	if (strcmp(key, "Enter") == 0)
		return MENU_TAKE;
	if (strcmp(key, "Esc") == 0 || strcmp(key, "C-c") == 0 || strcmp(key, "q") == 0 || strcmp(key, "x") == 0)
		return MENU_CLOSE;
	for (size_t i = 0; i < menu_formats(); i++)
		if (menu_letters[i] && strcmp(key, menu_letters[i]) == 0) {
			m->format = i;
			return MENU_TAKE;
		}
	return MENU_NOTHING;
}

enum menu_event menu_click(struct menu *m, int x, int y, bool twice)
{
	if (y == 0 && x >= 0)
		return menu_other(m, 1);
	if (y < MENU_HEAD || (size_t)(y - MENU_HEAD) >= menu_formats())
		return MENU_NOTHING;
	m->format = (size_t)(y - MENU_HEAD);
	return twice ? MENU_TAKE : MENU_NOTHING;
}

struct rect menu_rect(int w, int h)
{
	int rows = (int)menu_formats() + MENU_HEAD + 2;
	int width = w < MENU_W ? w : MENU_W, height = h < rows ? h : rows;
	return (struct rect){(w - width) / 2, (h - height) / 2, width, height};
}

static void menu_draw_what(const struct menu *m, struct canvas *c, int w)
{
	char filter[40], chosen[40];
	snprintf(filter, sizeof filter, m->counts[MENU_FILTER] == m->all ? " all %zu " : " the filter's %zu ", m->counts[MENU_FILTER]);
	snprintf(chosen, sizeof chosen, " the chosen %zu ", m->counts[MENU_CHOSEN]);
	const struct str names[MENU_WHATS] = {str_of(filter), STR(" all starred "), str_of(chosen)};
	int x = 2;
	for (int i = 0; i < (m->counts[MENU_CHOSEN] ? MENU_WHATS : MENU_CHOSEN) && x < w; i++) {
		int used = canvas_text_cut(c, x, 0, w - x, i == (int)m->what ? STYLE_TITLE : STYLE_DIM, names[i]);
		/* told without colour too */
		if (i == (int)m->what) {
			canvas_text(c, x, 0, 1, STYLE_HINT_KEY, STR("["));
			canvas_text(c, x + used - 1, 0, 1, STYLE_HINT_KEY, STR("]"));
		}
		x += used + 1;
	}
	if (w - x > 14)
		canvas_text(c, w - 13, 0, 12, STYLE_DIM, STR("Tab: other"));
}

void menu_draw(const struct menu *m, struct canvas *c, struct rect r)
{
	struct rect old = canvas_clip(c, r);
	canvas_fill(c, (struct rect){0, 0, r.w, r.h}, STYLE_TEXT, STR(" "));
	canvas_frame(c, (struct rect){0, 0, r.w, r.h}, STYLE_BORDER_FOCUS, STYLE_TITLE, STR("Export"));
	canvas_clip(c, (struct rect){r.x + 1, r.y + 1, r.w - 2, r.h - 2});
	int w = r.w - 2;
	menu_draw_what(m, c, w);
	for (size_t i = 0; i < menu_formats(); i++) {
		const struct export_format *f = export_format_at(i);
		int y = MENU_HEAD + (int)i, x = 2 + MENU_KEY_W + MENU_NAME_W;
		bool marked = i == m->format;
		canvas_text(c, 0, y, 1, STYLE_HINT_KEY, marked ? pane_mark(c, PANE_CURSOR) : STR(" "));
		canvas_text(c, 2, y, 1, STYLE_HINT_KEY, str_of(menu_letters[i]));
		canvas_text_cut(c, 2 + MENU_KEY_W, y, MENU_NAME_W, STYLE_TEXT, str_of(export_title(f)));
		canvas_text_cut(c, x, y, w - x - 1, STYLE_TEXT, str_of(export_help(f)));
		if (marked) {
			canvas_restyle(c, (struct rect){0, y, w, 1}, STYLE_SELECTED);
			canvas_cursor(c, 0, y);
		}
	}
	canvas_clip(c, old);
}
