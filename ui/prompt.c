#include "config.h"

#include "ui/prompt.h"

#include "base/utf8.h"

#include <string.h>

void prompt_free(struct prompt *p)
{
	buf_free(&p->text);
	buf_free(&p->draft);
	complete_free(&p->offers);
	for (int kind = 0; kind < PROMPT_KINDS; kind++) {
		for (size_t i = 0; i < p->past[kind].n; i++)
			buf_free(&p->past[kind].v[i]);
		vec_free(&p->past[kind]);
	}
}

const struct prompt_info *prompt_info(enum prompt_kind kind)
{
	static const struct prompt_info rows[PROMPT_KINDS] = {
		[PROMPT_SEARCH] = {"search", "/", COMPLETE_NOTHING, false},
		[PROMPT_WITHIN] = {"within", "in the article /", COMPLETE_NOTHING, false},
		[PROMPT_FILTER] = {"filter", "filter ", COMPLETE_QUERY, false},
		[PROMPT_SORT] = {NULL, "sort ", COMPLETE_ORDERS, true},
		[PROMPT_DATE] = {"date", "go to ", COMPLETE_DATES, false},
		[PROMPT_FIND] = {NULL, "country ", COMPLETE_NOTHING, false},
		[PROMPT_COMMAND] = {"command", ":", COMPLETE_ACTIONS, true},
		[PROMPT_FILE] = {NULL, "write to ", COMPLETE_NOTHING, false},
		[PROMPT_PIPE] = {"pipe", "pipe to ", COMPLETE_NOTHING, false},
		[PROMPT_SAVED] = {NULL, "saved search ", COMPLETE_SEARCHES, true},
		[PROMPT_SAVE] = {NULL, "save the filter as ", COMPLETE_SEARCHES, true},
		[PROMPT_FORGET] = {NULL, "forget the search ", COMPLETE_SEARCHES, true},
		[PROMPT_TAG] = {"tag", "tags ", COMPLETE_TAGS, false},
		[PROMPT_NOTE] = {NULL, "note ", COMPLETE_NOTHING, false},
		[PROMPT_WHEN] = {NULL, "date ", COMPLETE_NOTHING, false},
		[PROMPT_COUNTRIES] = {NULL, "countries ", COMPLETE_COUNTRIES, false},
		[PROMPT_KIND] = {NULL, "kind ", COMPLETE_KINDS, true},
		[PROMPT_SPLIT] = {NULL, "split before the words ", COMPLETE_NOTHING, false},
		[PROMPT_THEME] = {NULL, "theme ", COMPLETE_THEMES, true},
	};
	return &rows[kind];
}

void prompt_offer(struct prompt *p)
{
	if (!p->turn && prompt_info(p->kind)->offered)
		complete_find(&p->offers, prompt_info(p->kind)->what, &p->known, buf_str(&p->text), p->cursor);
}

static void prompt_set(struct prompt *p, struct str text)
{
	buf_set(&p->text, text);
	p->cursor = p->text.n;
}

void prompt_open(struct prompt *p, enum prompt_kind kind, struct str text)
{
	p->open = true;
	p->kind = kind;
	p->turn = 0;
	p->at = p->past[kind].n;
	buf_clear(&p->draft);
	p->offers.v.n = 0;
	prompt_set(p, text);
	prompt_offer(p);
}

void prompt_remember(struct prompt *p, enum prompt_kind kind, struct str text)
{
	size_t n = 0, older = 0;
	struct buf kept = BUF_INIT;
	for (size_t i = 0; i < p->past[kind].n; i++) {
		if (str_eq(buf_str(&p->past[kind].v[i]), text)) {
			buf_free(&p->past[kind].v[i]);
			older += i < p->loaded[kind];
		} else {
			p->past[kind].v[n++] = p->past[kind].v[i];
		}
	}
	p->past[kind].n = n;
	p->loaded[kind] -= older;
	buf_add_str(&kept, text);
	*vec_push(&p->past[kind]) = kept;
}

void prompt_close(struct prompt *p, bool keep)
{
	struct str text = p->kind == PROMPT_SEARCH ? buf_str(&p->text) : str_trim(buf_str(&p->text));
	p->open = false;
	if (keep && text.n)
		prompt_remember(p, p->kind, text);
}

/* ---- places in the text ---- */

static size_t prompt_after(const struct prompt *p, size_t at)
{
	int width;
	if (at >= p->text.n)
		return p->text.n;
	return at + utf8_cluster(str_sub(buf_str(&p->text), at, p->text.n), &width);
}

static size_t prompt_before(const struct prompt *p, size_t at)
{
	size_t begin = 0;
	for (size_t i = 0; i < at; i = prompt_after(p, i))
		begin = i;
	return begin;
}

static bool prompt_is_blank(const struct prompt *p, size_t at)
{
	return at < p->text.n && p->text.p[at] == ' ';
}

static size_t prompt_word_before(const struct prompt *p, size_t at)
{
	while (at > 0 && prompt_is_blank(p, prompt_before(p, at)))
		at = prompt_before(p, at);
	while (at > 0 && !prompt_is_blank(p, prompt_before(p, at)))
		at = prompt_before(p, at);
	return at;
}

static size_t prompt_word_after(const struct prompt *p, size_t at)
{
	while (prompt_is_blank(p, at))
		at = prompt_after(p, at);
	while (at < p->text.n && !prompt_is_blank(p, at))
		at = prompt_after(p, at);
	return at;
}

/* ---- changes ---- */

static enum prompt_event prompt_cut(struct prompt *p, size_t begin, size_t end)
{
	if (begin == end)
		return PROMPT_NOTHING;
	memmove(p->text.p + begin, p->text.p + end, p->text.n - end);
	p->text.n -= end - begin;
	p->text.p[p->text.n] = 0;
	p->cursor = begin;
	return PROMPT_CHANGED;
}

enum prompt_event prompt_type(struct prompt *p, struct str text)
{
	if (!text.n || p->text.n + text.n > PROMPT_LONGEST)
		return PROMPT_NOTHING;
	struct buf next = BUF_INIT;
	buf_add_str(&next, str_sub(buf_str(&p->text), 0, p->cursor));
	utf8_repair(text, &next);
	size_t cursor = next.n;
	buf_add_str(&next, str_sub(buf_str(&p->text), p->cursor, p->text.n));
	buf_free(&p->text);
	p->text = next;
	p->cursor = cursor;
	return PROMPT_CHANGED;
}

static enum prompt_event prompt_history(struct prompt *p, int step)
{
	size_t n = p->past[p->kind].n;
	if ((step < 0 && p->at == 0) || (step > 0 && p->at == n))
		return PROMPT_NOTHING;
	if (p->at == n)
		buf_set(&p->draft, buf_str(&p->text));
	p->at = step < 0 ? p->at - 1 : p->at + 1;
	prompt_set(p, buf_str(p->at == n ? &p->draft : &p->past[p->kind].v[p->at]));
	return PROMPT_CHANGED;
}

/* The next (1) or the previous (-1) of what the term at the cursor could become. */
static enum prompt_event prompt_complete(struct prompt *p, int step)
{
	struct complete *c = &p->offers;
	if (!p->turn)
		complete_find(c, prompt_info(p->kind)->what, &p->known, buf_str(&p->text), p->cursor);
	size_t n = c->v.n;
	if (!n)
		return PROMPT_NOTHING;
	size_t back = p->turn ? p->turn + n - 2 : n - 1;
	size_t turn = (step > 0 ? p->turn : back) % n;
	prompt_cut(p, c->begin, c->end);
	p->cursor = c->begin;
	prompt_type(p, c->v.v[turn].text);
	c->end = p->cursor;
	p->turn = turn + 1;
	return PROMPT_CHANGED;
}

static enum prompt_event prompt_go(struct prompt *p, size_t at)
{
	p->cursor = at;
	return PROMPT_NOTHING;
}

enum prompt_command {
	KEEP, DROP, BACKSPACE, DELETE, LEFT, RIGHT, BEGIN, END, WORD_LEFT, WORD_RIGHT, CUT_WORD, CUT_BEFORE,
	CUT_AFTER, OLDER, NEWER, COMPLETE, COMPLETE_BACK,
};

static const struct {
	const char *key;
	enum prompt_command command;
} prompt_keys[] = {
	{"Enter", KEEP},	  {"Esc", DROP},	    {"C-c", DROP},	  {"Backspace", BACKSPACE},
	{"Delete", DELETE},	  {"C-d", DELETE},	    {"Left", LEFT},	  {"C-b", LEFT},
	{"Right", RIGHT},	  {"C-f", RIGHT},	    {"Home", BEGIN},	  {"C-a", BEGIN},
	{"End", END},		  {"C-e", END},		    {"M-b", WORD_LEFT},	  {"M-Left", WORD_LEFT},
	{"M-f", WORD_RIGHT},	  {"M-Right", WORD_RIGHT}, {"C-w", CUT_WORD},	  {"M-Backspace", CUT_WORD},
	{"C-u", CUT_BEFORE},	  {"C-k", CUT_AFTER},	    {"Up", OLDER},	  {"C-p", OLDER},
	{"Down", NEWER},	  {"C-n", NEWER},	    {"Tab", COMPLETE},	  {"S-Tab", COMPLETE_BACK},
};

static enum prompt_event prompt_command(struct prompt *p, enum prompt_command command)
{
	size_t at = p->cursor, end = p->text.n;
	switch (command) {
	case KEEP: return PROMPT_KEEP;
	case DROP: return PROMPT_DROP;
	case BACKSPACE: return end ? prompt_cut(p, prompt_before(p, at), at) : PROMPT_DROP;
	case DELETE: return prompt_cut(p, at, prompt_after(p, at));
	case LEFT: return prompt_go(p, prompt_before(p, at));
	case RIGHT: return prompt_go(p, prompt_after(p, at));
	case BEGIN: return prompt_go(p, 0);
	case END: return prompt_go(p, end);
	case WORD_LEFT: return prompt_go(p, prompt_word_before(p, at));
	case WORD_RIGHT: return prompt_go(p, prompt_word_after(p, at));
	case CUT_WORD: return prompt_cut(p, prompt_word_before(p, at), at);
	case CUT_BEFORE: return prompt_cut(p, 0, at);
	case CUT_AFTER: return prompt_cut(p, at, end);
	case OLDER: return prompt_history(p, -1);
	case NEWER: return prompt_history(p, 1);
	case COMPLETE: return prompt_complete(p, 1);
	case COMPLETE_BACK: return prompt_complete(p, -1);
	}
	return PROMPT_NOTHING;
}

static enum prompt_event prompt_press(struct prompt *p, const char *key)
{
	struct str name = str_of(key);
	uint32_t cp;
	for (size_t i = 0; i < sizeof prompt_keys / sizeof *prompt_keys; i++)
		if (strcmp(prompt_keys[i].key, key) == 0)
			return prompt_command(p, prompt_keys[i].command);
	if (strcmp(key, "Space") == 0)
		return prompt_type(p, STR(" "));
	if (name.n && utf8_decode(name, &cp, NULL) == name.n)
		return prompt_type(p, name);
	return PROMPT_NOTHING;
}

enum prompt_event prompt_key(struct prompt *p, const char *key)
{
	if (strcmp(key, "Tab") != 0 && strcmp(key, "S-Tab") != 0)
		p->turn = 0;
	enum prompt_event event = prompt_press(p, key);
	if (event == PROMPT_CHANGED)
		prompt_offer(p);
	return event;
}

/* ---- drawing ---- */

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

/* What is wrong, without what stands above it anyway: "/a(/: missing ) at column 3" -> "missing )". The remedy
 * after it stays. Appended to out. */
static void prompt_fault_words(const struct prompt *p, const struct error *fault, struct buf *out)
{
	struct str what = str_of(fault->msg), text = buf_str(&p->text), column = STR(" at column ");
	if (str_starts(what, STR("/")) && str_starts(str_sub(what, 1, what.n), text) &&
	    str_starts(str_sub(what, 1 + text.n, what.n), STR("/: ")))
		what = str_sub(what, text.n + 4, what.n);
	if (str_starts(what, STR("query: ")))
		what = str_sub(what, 7, what.n);
	size_t at = str_find(what, column, 0), rest = at;
	if (at != SIZE_MAX)
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
	if (x + 2 + width <= below.w || x < below.w / 2)
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
