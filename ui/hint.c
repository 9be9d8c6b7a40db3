#include "config.h"

#include "ui/hint.h"

#include "base/utf8.h"

#include <string.h>

/* What the hint bar offers in each pane, by use. Two actions are a pair with one label: "][ link". */
struct hint {
	int action, other; /* ACTION_NONE: alone */
};
enum { HINT_MOST = 13 };

static const struct hint hint_panes[PANE_COUNT][HINT_MOST + 1] = {
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
static const struct hint hint_chosen[] = {
	{ACTION_STAR, ACTION_NONE}, {ACTION_TAG, ACTION_NONE}, {ACTION_NOTE, ACTION_NONE}, {ACTION_CHOOSE_NONE, ACTION_NONE},
};
enum { HINT_CHOSEN = sizeof hint_chosen / sizeof *hint_chosen };

/* ---- hints, from the right ---- */

/* A key as the bar writes it: some are a sign where there is one. */
static const char *hint_key(const struct keymap *k, int action, bool ascii)
{
	static const char *const signs[][2] = {{"Enter", "⏎"}, {"Left", "←"}, {"Right", "→"}, {"Up", "↑"}, {"Down", "↓"}};
	const char *key = action == ACTION_NONE ? "" : keymap_key(k, (enum action)action);
	for (size_t i = 0; !ascii && i < sizeof signs / sizeof *signs; i++)
		if (strcmp(key, signs[i][0]) == 0)
			return signs[i][1];
	return key;
}

/* The keys of a hint into `keys`, its label into *label; false when it has no key. */
static bool hint_words(const struct keymap *k, struct hint h, bool ascii, struct buf *keys, struct str *label)
{
	const char *one = hint_key(k, h.action, ascii), *other = hint_key(k, h.other, ascii);
	buf_clear(keys);
	buf_addf(keys, "%s%s%s", one, utf8_width(str_of(one)) > 1 && *other ? " " : "", other);
	*label = str_of(action_info((enum action)h.action)->hint);
	return keys->n > 0;
}

/* Draws or only measures (c NULL) hints side by side from x, each a button of its keys; returns the columns. */
static int hint_row(const struct keymap *k, const struct hint *hints, int count, struct canvas *c, int x, bool ascii)
{
	struct buf keys = BUF_INIT;
	struct str label;
	int at = x;
	for (int i = 0; i < count; i++) {
		if (!hint_words(k, hints[i], ascii, &keys, &label))
			continue;
		int wide = utf8_width(buf_str(&keys)), all = wide + 1 + (int)label.n;
		if (c) {
			canvas_text(c, at, 0, wide, STYLE_HINT_KEY, buf_str(&keys));
			canvas_text(c, at + wide + 1, 0, (int)label.n, STYLE_DIM, label);
			canvas_button(c, at, 0, all, str_of(keymap_key(k, (enum action)hints[i].action)));
			if (hints[i].other != ACTION_NONE) {
				int second = utf8_width(str_of(hint_key(k, hints[i].other, ascii)));
				canvas_button(c, at + wide - second, 0, second, str_of(keymap_key(k, (enum action)hints[i].other)));
			}
		}
		at += all + 2;
	}
	buf_free(&keys);
	return at - x;
}

/* Where the filter leaves nothing, only what brings something back helps; in a corpus without articles, nothing does. */
static int hint_gather_empty(const struct model *m, struct hint *out)
{
	static const enum action back[] = {ACTION_FILTERS_TOGGLE, ACTION_FILTER, ACTION_SEARCH};
	int n = 0;
	if (filter_is_empty(&m->filter))
		out[n++] = (struct hint){ACTION_QUIT, ACTION_NONE};
	for (size_t i = 0; !filter_is_empty(&m->filter) && i < sizeof back / sizeof *back; i++)
		out[n++] = (struct hint){(int)back[i], ACTION_NONE};
	out[n++] = (struct hint){ACTION_HELP, ACTION_NONE};
	return n;
}

/* All hints of the moment, the help's last; returns how many. */
static int hint_gather(const struct model *m, struct hint out[static HINT_MOST + HINT_CHOSEN + 3])
{
	int n = 0;
	if (m->focus <= PANE_ARTICLE && model_result(m) && model_result(m)->count == 0)
		return hint_gather_empty(m, out);
	if (m->focus == PANE_LINKS && (!model_linked(m) || model_linked(m)->count == 0)) {
		out[n++] = (struct hint){ACTION_BACK, ACTION_NONE};
		out[n++] = (struct hint){ACTION_HELP, ACTION_NONE};
		return n;
	}
	if (m->chosen.n && m->focus <= PANE_ARTICLE)
		for (int i = 0; i < HINT_CHOSEN; i++)
			out[n++] = hint_chosen[i];
	if ((m->filter.pattern.n || m->find.pattern.n) && m->focus <= PANE_ARTICLE)
		out[n++] = (struct hint){ACTION_HIT_NEXT, ACTION_HIT_PREVIOUS};
	int first = n;
	for (const struct hint *h = hint_panes[m->focus]; h->action != ACTION_NONE; h++) {
		bool there = false;
		for (int i = 0; i < first; i++)
			there = there || out[i].action == h->action;
		if (!there)
			out[n++] = *h;
	}
	out[n++] = (struct hint){ACTION_HELP, ACTION_NONE};
	return n;
}

int hint_draw(const struct model *m, const struct keymap *k, struct canvas *c, int w, int room, int least)
{
	struct hint hints[HINT_MOST + HINT_CHOSEN + 3];
	int n = hint_gather(m, hints);
	least = least < n - 1 ? least : n - 1;
	int used = hint_row(k, hints, n, NULL, 0, c->ascii);
	while (n > 1 && used - 1 > room) {
		hints[n - 2] = hints[n - 1];
		n--;
		used = hint_row(k, hints, n, NULL, 0, c->ascii);
	}
	if (used - 1 > room || n - 1 < least)
		return 0;
	hint_row(k, hints, n, c, w - used + 1, c->ascii);
	return used;
}

/* ---- hints of what lies over the panes: keys that are nobody's to rebind ---- */

struct hint_sign {
	const char *keys[2];      /* what a click presses */
	const char *sign, *ascii; /* as they are written */
	const char *label;        /* NULL: no more */
};

static const struct hint_sign hint_signs[HINT_OFS][5] = {
	[HINT_QUERY] = {{{"Tab"}, "↓ Tab", "Down Tab", "complete"}, {{"Enter"}, "⏎", "Enter", "keep"}, {{"Esc"}, "Esc", "Esc", "as before"},
			{{"Up"}, "↑", "Up", "earlier ones"}},
	[HINT_SEARCH] = {{{"Enter"}, "⏎", "Enter", "keep"}, {{"Esc"}, "Esc", "Esc", "as before"},
			 {{"Up"}, "↑", "Up", "earlier ones"}},
	[HINT_NAMES] = {{{"Tab"}, "↓ Tab", "Down Tab", "complete"}, {{"Enter"}, "⏎", "Enter", "do it"}, {{"Esc"}, "Esc", "Esc", "cancel"},
			{{"Up"}, "↑", "Up", "earlier ones"}},
	[HINT_WORDS] = {{{"Enter"}, "⏎", "Enter", "do it"}, {{"Esc"}, "Esc", "Esc", "cancel"},
			{{"Up"}, "↑", "Up", "earlier ones"}},
	[HINT_MENU] = {{{"Enter"}, "⏎", "Enter", "take it"}, {{"Esc"}, "Esc", "Esc", "cancel"}, {{"Tab"}, "Tab", "Tab", "events"},
		       {{"Up", "Down"}, "↑↓", "Up Down", "format"}},
	[HINT_HELP] = {{{"Enter"}, "⏎", "Enter", "do it"}, {{"Up", "Down"}, "↑↓", "Up Down", "move"}, {{"Esc"}, "Esc", "Esc", "close"}},
	[HINT_WHICH] = {{{"Esc"}, "Esc", "Esc", "cancel"}},
	[HINT_QUESTION] = {{{"y"}, "y", "y", "yes"}, {{"n"}, "n", "n", "no"}},
};

static int hint_sign_width(const struct hint_sign *s, bool ascii)
{
	return utf8_width(str_of(ascii ? s->ascii : s->sign)) + 1 + (int)strlen(s->label);
}

void hint_draw_over(enum hint_of of, struct canvas *c, int w, int room)
{
	int used = 0, n = 0;
	for (; hint_signs[of][n].label; n++)
		used += hint_sign_width(&hint_signs[of][n], c->ascii) + 2;
	for (; n > 0 && used - 1 > room; n--)
		used -= hint_sign_width(&hint_signs[of][n - 1], c->ascii) + 2;
	int at = w - used + 1;
	for (int i = 0; i < n; i++) {
		const struct hint_sign *s = &hint_signs[of][i];
		int all = hint_sign_width(s, c->ascii);
		int keys = canvas_text(c, at, 0, w, STYLE_HINT_KEY, str_of(c->ascii ? s->ascii : s->sign));
		canvas_text(c, at + keys + 1, 0, w, STYLE_DIM, str_of(s->label));
		canvas_button(c, at, 0, all, str_of(s->keys[0]));
		if (s->keys[1])
			canvas_button(c, at + keys / 2, 0, keys - keys / 2, str_of(s->keys[1]));
		at += all + 2;
	}
}
