#include "config.h"

#include "ui/prompt.h"

#include "base/utf8.h"

#include <string.h>

void prompt_free(struct prompt *p)
{
	buf_free(&p->text);
	buf_free(&p->draft);
	buf_free(&p->typed);
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

size_t prompt_after(const struct prompt *p, size_t at)
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
	p->at = p->past[p->kind].n;
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
	p->at = p->past[p->kind].n;
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

/* How many there are of what the term at the cursor could become. */
static size_t prompt_offered(struct prompt *p)
{
	if (!p->turn)
		complete_find(&p->offers, prompt_info(p->kind)->what, &p->known, buf_str(&p->text), p->cursor);
	return p->offers.v.n;
}

/* Puts one of them into the text, from 1; 0: what was typed. */
static enum prompt_event prompt_turn(struct prompt *p, size_t turn)
{
	struct complete *c = &p->offers;
	if (p->turn == 0) {
		buf_set(&p->typed, buf_str(&p->text));
		p->typed_cursor = p->cursor;
	}
	if (turn == 0) {
		buf_set(&p->text, buf_str(&p->typed));
		p->cursor = p->typed_cursor;
	} else {
		prompt_cut(p, c->begin, c->end);
		p->cursor = c->begin;
		prompt_type(p, c->v.v[turn - 1].text);
		c->end = p->cursor;
	}
	p->turn = turn;
	return PROMPT_CHANGED;
}

/* The next (1) or the previous (-1), round at either end. */
static enum prompt_event prompt_complete(struct prompt *p, int step)
{
	size_t n = prompt_offered(p);
	if (!n)
		return PROMPT_NOTHING;
	if (step > 0)
		return prompt_turn(p, p->turn % n + 1);
	return prompt_turn(p, p->turn > 1 ? p->turn - 1 : n);
}

/* Above the line stands what was kept before, below it what it could become: up and down go through both. */
static enum prompt_event prompt_up(struct prompt *p)
{
	return p->turn ? prompt_turn(p, p->turn - 1) : prompt_history(p, -1);
}

static enum prompt_event prompt_down(struct prompt *p)
{
	if (p->at < p->past[p->kind].n)
		return prompt_history(p, 1);
	return p->turn < prompt_offered(p) ? prompt_turn(p, p->turn + 1) : PROMPT_NOTHING;
}

static enum prompt_event prompt_go(struct prompt *p, size_t at)
{
	p->cursor = at;
	return PROMPT_NOTHING;
}

enum prompt_command {
	KEEP, DROP, BACKSPACE, DELETE, LEFT, RIGHT, BEGIN, END, WORD_LEFT, WORD_RIGHT, CUT_WORD, CUT_BEFORE,
	CUT_AFTER, UP, DOWN, COMPLETE, COMPLETE_BACK,
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
	{"C-u", CUT_BEFORE},	  {"C-k", CUT_AFTER},	    {"Up", UP},	  {"C-p", UP},
	{"Down", DOWN},	  {"C-n", DOWN},	    {"Tab", COMPLETE},	  {"S-Tab", COMPLETE_BACK},
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
	case UP: return prompt_up(p);
	case DOWN: return prompt_down(p);
	case COMPLETE: return prompt_complete(p, 1);
	case COMPLETE_BACK: return prompt_complete(p, -1);
	}
	return PROMPT_NOTHING;
}

/* These go on from the offer that is in the text; any other key takes it as it stands. */
static bool prompt_turns(enum prompt_command command)
{
	return command == COMPLETE || command == COMPLETE_BACK || command == UP || command == DOWN;
}

static enum prompt_event prompt_press(struct prompt *p, const char *key)
{
	struct str name = str_of(key);
	uint32_t cp;
	for (size_t i = 0; i < sizeof prompt_keys / sizeof *prompt_keys; i++) {
		if (strcmp(prompt_keys[i].key, key) != 0)
			continue;
		if (!prompt_turns(prompt_keys[i].command))
			p->turn = 0;
		return prompt_command(p, prompt_keys[i].command);
	}
	p->turn = 0;
	if (strcmp(key, "Space") == 0)
		return prompt_type(p, STR(" "));
	if (name.n && utf8_decode(name, &cp, NULL) == name.n)
		return prompt_type(p, name);
	return PROMPT_NOTHING;
}

enum prompt_event prompt_key(struct prompt *p, const char *key)
{
	enum prompt_event event = prompt_press(p, key);
	if (event == PROMPT_CHANGED)
		prompt_offer(p);
	return event;
}
