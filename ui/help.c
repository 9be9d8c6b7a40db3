#include "config.h"

#include "ui/help.h"

#include "base/utf8.h"

#include <string.h>

enum { HELP_KEYS_W = 17, HELP_HEAD = 2 /* the search line and a blank one */ };

void help_free(struct help *h)
{
	buf_free(&h->words);
}

void help_open(struct help *h)
{
	h->open = true;
	buf_clear(&h->words);
	h->cursor = h->top = 0;
}

/* ---- the rows ---- */

/* All words stand in the row, whatever their case. */
static bool help_matches(const struct help *h, const struct keymap *k, enum action a)
{
	const struct action_info *info = action_info(a);
	struct buf row = BUF_INIT, folded = BUF_INIT, words = BUF_INIT;
	keymap_keys(k, a, &row);
	buf_addf(&row, " %s %s", info->name, info->help);
	utf8_fold(buf_str(&row), &folded);
	utf8_fold(buf_str(&h->words), &words);
	struct str rest = buf_str(&words), word;
	bool all = true;
	while (all && str_split(&rest, ' ', &word))
		all = str_find(buf_str(&folded), word, 0) != SIZE_MAX;
	buf_free(&row);
	buf_free(&folded);
	buf_free(&words);
	return all || !h->words.n;
}

static size_t help_rows(const struct help *h, const struct keymap *k, enum action rows[static ACTION_COUNT])
{
	size_t n = 0;
	for (int a = 0; a < ACTION_COUNT; a++)
		if (help_matches(h, k, (enum action)a))
			rows[n++] = (enum action)a;
	return n;
}

static void help_go(struct help *h, const struct keymap *k, long to)
{
	enum action rows[ACTION_COUNT];
	long n = (long)help_rows(h, k, rows);
	if (to > n - 1)
		to = n - 1;
	h->cursor = to > 0 ? (size_t)to : 0;
	if (h->cursor < h->top)
		h->top = h->cursor;
	if (h->rows && h->cursor >= h->top + h->rows)
		h->top = h->cursor - h->rows + 1;
}

void help_fit(struct help *h, struct rect r)
{
	int rows = r.h - 2 - HELP_HEAD;
	h->rows = rows > 1 ? (size_t)rows : 1;
	if (h->cursor >= h->top + h->rows)
		h->top = h->cursor - h->rows + 1;
}

/* ---- what is done to it ---- */

static enum help_event help_do(const struct help *h, const struct keymap *k, enum action *action)
{
	enum action rows[ACTION_COUNT];
	size_t n = help_rows(h, k, rows);
	if (h->cursor >= n)
		return HELP_NOTHING;
	*action = rows[h->cursor];
	return HELP_DO;
}

enum help_event help_type(struct help *h, const struct keymap *k, struct str text)
{
	if (h->words.n + text.n < 200)
		utf8_repair(text, &h->words);
	h->top = 0;
	help_go(h, k, 0);
	return HELP_NOTHING;
}

static enum help_event help_erase(struct help *h, const struct keymap *k, bool all)
{
	if (!h->words.n)
		return HELP_CLOSE;
	do
		h->words.n--;
	while (h->words.n && (all || ((unsigned char)h->words.p[h->words.n] & 0xC0) == 0x80));
	h->words.p[h->words.n] = 0;
	return help_type(h, k, STR(""));
}

/* Moves by the keys that are no characters: all characters search. */
static bool help_move(struct help *h, const struct keymap *k, const char *key)
{
	long page = (long)h->rows, cursor = (long)h->cursor;
	const struct {
		const char *key;
		long to;
	} moves[] = {
		{"Down", cursor + 1},	     {"Up", cursor - 1},	  {"C-n", cursor + 1},	   {"C-p", cursor - 1},
		{"PgDn", cursor + page},     {"PgUp", cursor - page},	  {"C-f", cursor + page},  {"C-b", cursor - page},
		{"C-d", cursor + page / 2},  {"C-u", cursor - page / 2},  {"Home", 0},		   {"End", ACTION_COUNT},
		{"Tab", cursor + 1},	     {"S-Tab", cursor - 1},
	};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (strcmp(moves[i].key, key) == 0) {
			help_go(h, k, moves[i].to);
			return true;
		}
	return false;
}

enum help_event help_key(struct help *h, const struct keymap *k, const char *key, enum action *action)
{
	struct str name = str_of(key);
	uint32_t cp;
	if (help_move(h, k, key))
		return HELP_NOTHING;
	if (strcmp(key, "Enter") == 0)
		return help_do(h, k, action);
	if (strcmp(key, "Esc") == 0 || strcmp(key, "C-c") == 0)
		return HELP_CLOSE;
	if (strcmp(key, "Backspace") == 0 || strcmp(key, "C-w") == 0)
		return help_erase(h, k, key[0] == 'C');
	if (!h->words.n && (keymap_action(k, key) == ACTION_HELP || keymap_action(k, key) == ACTION_BACK))
		return HELP_CLOSE;
	if (strcmp(key, "Space") == 0)
		return help_type(h, k, STR(" "));
	if (name.n && utf8_decode(name, &cp, NULL) == name.n)
		return help_type(h, k, name);
	return HELP_NOTHING;
}

void help_wheel(struct help *h, const struct keymap *k, int lines)
{
	help_go(h, k, (long)h->cursor + lines);
}

enum help_event help_click(struct help *h, const struct keymap *k, int y, bool twice, enum action *action)
{
	enum action rows[ACTION_COUNT];
	if (y < HELP_HEAD || h->top + (size_t)(y - HELP_HEAD) >= help_rows(h, k, rows))
		return HELP_NOTHING;
	help_go(h, k, (long)h->top + y - HELP_HEAD);
	return twice ? help_do(h, k, action) : HELP_NOTHING;
}

/* ---- drawing ---- */

/* Where an action means something, when that is not everywhere: "timeline, article". */
static void help_panes(unsigned panes, struct buf *out)
{
	const char *between = "";
	if ((panes & IN_MAIN) == IN_MAIN)
		return;
	for (int p = 0; p < PANE_COUNT; p++)
		if (panes & (1u << p)) {
			buf_addf(out, "%s%s", between, action_pane_name((enum pane)p));
			between = ", ";
		}
}

static void help_draw_row(const struct keymap *k, struct canvas *c, int y, int w, enum action a, bool marked)
{
	const struct action_info *info = action_info(a);
	struct buf keys = BUF_INIT, panes = BUF_INIT;
	keymap_keys(k, a, &keys);
	help_panes(info->panes, &panes);
	int wide = w >= 70 ? utf8_width(buf_str(&panes)) : 0;
	canvas_text(c, 0, y, 1, STYLE_HINT_KEY, !marked ? STR(" ") : c->ascii ? STR(">") : STR("▌"));
	canvas_text_cut(c, 2, y, HELP_KEYS_W, STYLE_HINT_KEY, buf_str(&keys));
	canvas_text_cut(c, 3 + HELP_KEYS_W, y, w - 6 - HELP_KEYS_W - wide, STYLE_TEXT, str_of(info->help));
	if (wide)
		canvas_text(c, w - wide - 1, y, wide, STYLE_DIM, buf_str(&panes));
	if (marked) {
		canvas_restyle(c, (struct rect){0, y, w, 1}, STYLE_SELECTED);
		canvas_cursor(c, 0, y);
	}
	buf_free(&keys);
	buf_free(&panes);
}

void help_draw(const struct help *h, const struct keymap *k, struct canvas *c, struct rect r)
{
	enum action rows[ACTION_COUNT];
	size_t n = help_rows(h, k, rows);
	struct rect old = canvas_clip(c, r);
	canvas_fill(c, (struct rect){0, 0, r.w, r.h}, STYLE_TEXT, STR(" "));
	canvas_frame(c, (struct rect){0, 0, r.w, r.h}, STYLE_BORDER_FOCUS, STYLE_TITLE, STR("Help"));
	struct buf count = BUF_INIT;
	buf_addf(&count, " %zu of %zu ", n ? h->cursor + 1 : 0, n);
	if (r.w > 30)
		canvas_text(c, r.w - 1 - (int)count.n, 0, (int)count.n, STYLE_DIM, buf_str(&count));
	buf_free(&count);
	canvas_clip(c, (struct rect){r.x + 1, r.y + 1, r.w - 2, r.h - 2});
	int x = 2 + canvas_text(c, 2, 0, r.w - 4, STYLE_PROMPT, buf_str(&h->words));
	if (!h->words.n)
		canvas_text_cut(c, 3, 0, r.w - 6, STYLE_DIM, STR("type to search; Enter does it; Esc closes"));
	canvas_cursor(c, x, 0);
	for (size_t i = 0; i < h->rows && h->top + i < n; i++)
		help_draw_row(k, c, HELP_HEAD + (int)i, r.w - 2, rows[h->top + i], h->top + i == h->cursor);
	if (!n)
		canvas_text_cut(c, 2, HELP_HEAD, r.w - 4, STYLE_DIM,
				STR("No action has these words. Backspace takes them back."));
	canvas_clip(c, old);
}
