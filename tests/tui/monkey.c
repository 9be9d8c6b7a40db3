/* monkey CORPUS INPUTS SEED [COMPARE]: random keys, texts, resizes and mouse events, without waiting for what they lead to;
 * with 0 INPUTS, every key that has an action in every pane, each with what it leads to. After each picture the model
 * must be whole and the picture well made, and the same when it is drawn from nothing (monkey_check.h). With COMPARE, the
 * pictures go out to the terminal `redrawn`, and each so many-th is compared with itself drawn from nothing there. On a fault,
 * the last inputs are told. The keys are those of data/config.default, so that a new action is tried from its first day. */
#include "config.h"

#include "base/mem.h"
#include "monkey_check.h"
#include "monkey_screen.h"
#include "ui/browser.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RECENT = 40, LONGEST_RUN = 300 };

struct monkey {
	struct term term;
	uint32_t random;
	struct term *real; /* where the pictures go out; NULL: nowhere */
	long compare, pictures; /* each so many-th of those sent there */
	long left;    /* inputs of all runs */
	long run;     /* of this one */
	struct settings settings; /* for the keys */
	struct str planned;       /* keys to be pressed next, with blanks between */
	bool every;               /* the planned ones only, each with what it leads to */
	bool way;                 /* nothing comes between the planned ones */
	struct input recent[RECENT];
	size_t count;
	long seen[PANE_COUNT]; /* pictures in which a pane had the keys */
	char data[600];        /* the user's folder, where what it says is kept for one run */
};

/* What was rejected and merged in one run would leave little to see in the next. */
static void monkey_forget(const struct monkey *k, bool all)
{
	static const char *const names[] = {"dateline/notes.db", "dateline/notes.db-wal", "dateline/notes.db-shm", "dateline", ""};
	char path[640];
	for (size_t i = 0; i < (all ? 5 : 3); i++) {
		snprintf(path, sizeof path, "%s/%s", k->data, names[i]);
		remove(path);
	}
}

static void monkey_fail(const struct monkey *m, const char *what)
{
	if (m->real)
		monkey_screen_close(m->real);
	printf("monkey: %s; the last inputs were:\n", what);
	for (size_t i = m->count > RECENT ? m->count - RECENT : 0; i < m->count; i++) {
		const struct input *in = &m->recent[i % RECENT];
		if (in->type == INPUT_RESIZE)
			printf(":size %dx%d\n", in->w, in->h);
		else if (in->type == INPUT_MOUSE)
			printf(":mouse %d%s %d %d\n", in->button, in->twice ? " twice" : "", in->x, in->y);
		else
			printf("%s\n", in->key);
	}
	monkey_forget(m, true);
	exit(1);
}

static uint32_t monkey_random(struct monkey *m, uint32_t below)
{
	m->random ^= m->random << 13; /* xorshift32, Marsaglia 2003 */
	m->random ^= m->random >> 17;
	m->random ^= m->random << 5;
	return m->random % below;
}

/* What must always be true. */
static void monkey_watch(void *ctx, struct browse *b)
{
	struct monkey *k = ctx;
	const char *wrong = monkey_check(b);
	k->seen[b->model.focus]++;
	if (wrong)
		monkey_fail(k, wrong);
}

/* ---- what the monkey does ---- */

/* What leads to where chance seldom does: to all rows, and from there to a view that needs one of its own kind. */
#define ALL_ROWS "Esc,Esc,Esc,1,f,C-u,Enter,/,C-u,Enter,:wait,g,"
static const char *const monkey_ways[] = {
	ALL_ROWS "f,l,i,n,k,:,s,a,m,e,Enter,:wait,g,:wait,=", ALL_ROWS "G,:wait,l", ALL_ROWS "G,w", ALL_ROWS "2,g,p",
	ALL_ROWS "t", ALL_ROWS "M", ALL_ROWS "x", ALL_ROWS "?", ALL_ROWS "Z,Z,Z,Z", ALL_ROWS "a,i,m,p,o,Enter",
};

/* Any key of the keymap, with those that follow it as planned, or a way; else one that is edited with, or that does
 * nothing. */
static void monkey_key(struct monkey *k, struct input *in)
{
	static const char *const keys[] = {"Enter", "Enter", "Esc", "Esc", "Tab", "Up", "Down", "Backspace", "Delete", "C-w", "C-a", "C-k",
					   "j", "j", "k", "e", "F5", "M-x", "é", "a", "b"};
	struct str key;
	in->type = INPUT_KEY;
	if (!k->planned.n && monkey_random(k, 3) > 0)
		k->planned = str_of(k->settings.keys.v[monkey_random(k, (uint32_t)k->settings.keys.n)].key);
	else if (!k->planned.n && monkey_random(k, 40) == 0)
		k->planned = str_of(monkey_ways[monkey_random(k, sizeof monkey_ways / sizeof *monkey_ways)]);
	k->way = k->planned.n && (k->way || k->planned.n > 10); /* longer than what follows a key of the keymap */
	if (!k->planned.n)
		key = str_of(keys[monkey_random(k, sizeof keys / sizeof *keys)]);
	else if (str_eq(k->planned, STR(",")) || !str_split(&k->planned, ',', &key)) {
		key = k->planned;
		k->planned = STR_NONE;
	}
	if (str_eq(key, STR(":wait")))
		in->type = INPUT_WAIT;
	snprintf(in->key, sizeof in->key, "%.*s", STR_ARG(key));
}

/* Letters are keys as well: outside a prompt they do what their keys do. */
static void monkey_text(struct monkey *k, struct input *in)
{
	static const char *const texts[] = {"Pak", "(", "drill|map", "country:PK", "country:CN+IN ", "kind:meeting", "2018", "2018-05",
					    "-", "\\b", "日本", "is:starred", "from:2010 ", "key, later", "-key", "none", "CN:host RU", "meeting", "star", "tag:key", "the", "zz", "[a-", "\x1b[2J", "."};
	in->type = INPUT_TEXT;
	snprintf(in->key, sizeof in->key, "%s", texts[monkey_random(k, sizeof texts / sizeof *texts)]);
}

static void monkey_size(struct monkey *k, int w, int h)
{
	k->term.w = w;
	k->term.h = h;
	if (k->real)
		monkey_screen_size(k->real, w, h);
}

static void monkey_resize(struct monkey *k, struct input *in)
{
	static const int sizes[][2] = {{80, 24}, {120, 40}, {200, 60}, {60, 16}, {59, 15}, {20, 4}, {19, 3}, {1, 1}, {2, 30}, {100, 2}};
	uint32_t i = monkey_random(k, 14);
	in->type = INPUT_RESIZE;
	in->w = i < 10 ? sizes[i][0] : (int)monkey_random(k, 210) + 1;
	in->h = i < 10 ? sizes[i][1] : (int)monkey_random(k, 70) + 1;
	monkey_size(k, in->w, in->h);
}

static void monkey_mouse(struct monkey *k, struct input *in)
{
	static const enum mouse_button buttons[] = {MOUSE_LEFT, MOUSE_LEFT, MOUSE_LEFT, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN,
						    MOUSE_RIGHT, MOUSE_RELEASE, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_DRAG, MOUSE_DRAG};
	in->type = INPUT_MOUSE;
	in->button = buttons[monkey_random(k, sizeof buttons / sizeof *buttons)];
	in->twice = monkey_random(k, 3) == 0;
	in->x = (int)monkey_random(k, (uint32_t)k->term.w);
	in->y = (int)monkey_random(k, (uint32_t)k->term.h);
}

/* The planned keys one after the other, and after each what it leads to. */
static bool monkey_next_planned(struct monkey *k, struct input *in)
{
	struct str key = STR_NONE;
	if (k->run++ % 2 == 0)
		in->type = INPUT_WAIT;
	else if ((key = str_word(&k->planned)).n)
		in->type = INPUT_KEY;
	snprintf(in->key, sizeof in->key, "%.*s", STR_ARG(key));
	if (in->type != INPUT_END)
		k->recent[k->count++ % RECENT] = *in;
	return true;
}

static bool monkey_next(struct term *t, struct input *in, struct error *err)
{
	(void)err;
	struct monkey *k = (struct monkey *)t;
	*in = (struct input){.type = INPUT_END};
	if (k->every)
		return monkey_next_planned(k, in);
	if (k->left-- <= 0 || k->run++ > LONGEST_RUN)
		return true;
	uint32_t what = monkey_random(k, 100);
	if (what < 70 || (k->way && k->planned.n))
		monkey_key(k, in);
	else if (what < 80)
		monkey_text(k, in);
	else if (what < 86)
		monkey_resize(k, in);
	else if (what < 96)
		monkey_mouse(k, in);
	else
		in->type = what < 98 ? INPUT_WAKE : INPUT_WAIT;
	k->recent[k->count++ % RECENT] = *in;
	return true;
}

static void monkey_blit(struct term *t, const struct canvas *c)
{
	struct monkey *k = (struct monkey *)t;
	if (!k->real)
		return;
	bool compare = ++k->pictures % k->compare == 0;
	if (!monkey_screen_blit(k->real, c, compare))
		monkey_fail(k, "what the terminal shows is not what is drawn from nothing");
}

static void monkey_redraw(struct term *t)
{
	struct monkey *k = (struct monkey *)t;
	if (k->real)
		k->real->driver->redraw(k->real);
}

static bool monkey_copy(struct term *t, struct str text)
{
	(void)t;
	(void)text;
	return true;
}

static void monkey_style(struct term *t, const struct style_set *set)
{
	struct monkey *k = (struct monkey *)t;
	if (k->real)
		k->real->driver->style(k->real, set);
}

static void monkey_mouse_on(struct term *t, bool on)
{
	(void)t;
	(void)on;
}

static void monkey_nothing(struct term *t)
{
	(void)t;
}

static void monkey_run(struct monkey *k, const struct browse_options *o, const struct term_driver *driver)
{
	struct error err = ERROR_INIT;
	k->term = (struct term){.driver = driver, };
	monkey_size(k, 80, 24);
	k->run = 0;
	k->count = 0;
	monkey_forget(k, false);
	if (!k->every)
		k->planned = str_of(monkey_ways[monkey_random(k, sizeof monkey_ways / sizeof *monkey_ways)]);
	if (!browse_run(o, &err))
		monkey_fail(k, err.msg);
}

/* The action that opens a pane. */
static enum action monkey_way(int pane)
{
	static const enum action ways[] = {
		[PANE_TIMELINE] = ACTION_GO_TIMELINE, [PANE_COUNTRIES] = ACTION_GO_COUNTRIES, [PANE_ARTICLE] = ACTION_GO_ARTICLE,
		[PANE_LINKS] = ACTION_LINKS,          [PANE_WHY] = ACTION_WHY,                [PANE_MAP] = ACTION_MAP,
		[PANE_PAIR] = ACTION_PAIR,            [PANE_GRID] = ACTION_GRID,              [PANE_COMPARE] = ACTION_COMPARE,
	};
	_Static_assert(sizeof ways / sizeof *ways == PANE_COUNT, "a pane that the monkey knows no way to");
	return ways[pane];
}

/* Every key after an action, over what is chosen at first; then an answer to whatever it asks, and the way back. */
static void monkey_every_key(struct monkey *k, const struct browse_options *o, const struct term_driver *driver, enum action way)
{
	/* to an event that others tell, too: there is something to see of it */
	bool linked = way == ACTION_LINKS || way == ACTION_WHY || way == ACTION_COMPARE;
	for (size_t i = 0; i < k->settings.keys.n; i++) {
		struct buf plan = BUF_INIT;
		const char *keys = k->settings.keys.v[i].key;
		buf_addf(&plan, "%s%s ", linked ? "f l i n k : s a m e Enter g " : "", keymap_key(&k->settings.keys, way));
		for (const char *c = keys; *c; c++)
			buf_add_char(&plan, *c == ',' && c > keys && c[1] ? ' ' : *c);
		buf_add_cstr(&plan, " a Enter j Esc Esc Esc g");
		k->planned = buf_str(&plan);
		monkey_run(k, o, driver);
		buf_free(&plan);
	}
}

/* In every pane, and in all that lies over them. */
static void monkey_every(struct monkey *k, const struct browse_options *o, const struct term_driver *driver)
{
	static const enum action over[] = {ACTION_HELP, ACTION_EXPORT, ACTION_SEARCH, ACTION_FILTER, ACTION_DATE, ACTION_COMMAND, ACTION_MARK};
	k->every = true;
	for (int p = 0; p < PANE_COUNT; p++)
		monkey_every_key(k, o, driver, monkey_way(p));
	for (size_t i = 0; i < sizeof over / sizeof *over; i++)
		monkey_every_key(k, o, driver, over[i]);
}

int main(int argc, char **argv)
{
	static const struct term_driver driver = {
		.next = monkey_next, .blit = monkey_blit, .copy = monkey_copy, .redraw = monkey_redraw,
		.style = monkey_style, .mouse = monkey_mouse_on, .suspend = monkey_nothing,
		.resume = monkey_nothing, .stop = monkey_nothing, .wake = monkey_nothing, .close = monkey_nothing,
	};
	struct error err = ERROR_INIT;
	if (argc != 4 && argc != 5)
		return 99;
	struct monkey k = {.left = atol(argv[2]), .random = (uint32_t)atol(argv[3]), .compare = argc == 5 ? atol(argv[4]) : 0};
	struct browse_options o = {.corpus = argv[1], .term = &k.term, .watch = monkey_watch, .ctx = &k, .harmless = true};
	if (!getcwd(k.data, sizeof k.data - 20))
		return 99;
	strcat(k.data, "/monkey-XXXXXX"); /* XDG takes no relative paths */
	if (!mkdtemp(k.data) || setenv("XDG_DATA_HOME", k.data, 1) != 0)
		return 99;
	if (k.compare && !term_curses_open(&k.real, &err))
		return 99;
	settings_init(&k.settings);
	if (k.left == 0)
		monkey_every(&k, &o, &driver);
	while (k.left > 0)
		monkey_run(&k, &o, &driver);
	if (k.real)
		monkey_screen_close(k.real);
	for (int p = 0; p < PANE_COUNT; p++)
		printf("%ld pictures with the keys in the %s\n", k.seen[p], action_pane_name((enum pane)p));
	settings_free(&k.settings);
	monkey_forget(&k, true);
	return 0;
}
