#include "config.h"

#include "ui/term.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/glyph.h"
#include "ui/keymap.h"
#include "ui/mouse.h"
#include "ui/osc52.h"
#include "ui/signals.h"
#include "ui/style.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <assert.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* Of <term.h>, which cannot be included: it has a struct term, and makes macros of words like `columns`. */
int setupterm(const char *name, int fd, int *status);
struct term *set_curterm(struct term *terminal); /* theirs, not ours */
int del_curterm(struct term *terminal);

enum {
	ESCAPE_MS = 25,       /* how long an Esc waits for the rest of a sequence */
	PIECE_MS = 500,       /* how long the rest of a paste or of a mouse report may take */
	CODE_PASTE_BEGIN = KEY_MAX + 1000, /* above those that curses gives to terminfo's own extensions */
	CODE_PASTE_END,
	CODE_MOUSE,
	CODE_ALT_FIRST,
};

/* Bracketed paste, on and off. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct curses_term {
	struct term term;
	SCREEN *screen;
	WINDOW *keys;         /* a pad: reading from it never draws */
	struct canvas shown;  /* what the terminal shows; w == 0: nothing is known */
	attr_t looks[STYLE_COUNT];
	int colours;          /* that the terminal has and may use */
	bool coloured;        /* by the theme */
	bool pasting;
	struct mouse mouse;
	bool has_mouse, mouse_on;
	bool ended;           /* by a signal */
	struct buf leave;     /* what gives the terminal back after a crash */
};

/* ---- drawing ---- */

static void term_curses_redraw(struct term *term)
{
	((struct curses_term *)term)->shown.w = 0;
	clearok(stdscr, TRUE);
}

static attr_t term_curses_attributes(unsigned bits)
{
	attr_t a = A_NORMAL;
	if (bits & STYLE_BOLD)
		a |= A_BOLD;
	if (bits & STYLE_FAINT)
		a |= A_DIM;
	if (bits & STYLE_REVERSE)
		a |= A_REVERSE;
	if (bits & STYLE_UNDERLINE)
		a |= A_UNDERLINE;
	if (bits & STYLE_ITALIC)
		a |= A_ITALIC;
	return a;
}

/* How many colours there are to use. https://no-color.org */
static int term_curses_colours(void)
{
	const char *no = getenv("NO_COLOR");
	if ((!no || !*no) && has_colors() && start_color() == OK && use_default_colors() == OK)
		return COLORS;
	return 0;
}

/* A colour pair a role, numbered as the role plus one. */
static void term_curses_style(struct term *term, const struct style_set *set)
{
	struct curses_term *t = (struct curses_term *)term;
	struct style_set settled = *set;
	settled.theme = style_settle(set->theme, getenv("COLORFGBG"), getenv("TERM"));
	t->coloured = t->colours >= 8 && settled.theme != STYLE_MONO;
	for (int role = 0; role < STYLE_COUNT; role++) {
		struct style_look look = style_look(&settled, (enum style)role, t->colours);
		t->looks[role] = term_curses_attributes(look.attributes);
		if (t->coloured)
			init_pair((short)(role + 1), look.fg, look.bg);
	}
	term_curses_redraw(term);
}

static int term_curses_cell(const struct curses_term *t, const struct cell *cell, int columns, cchar_t out[static 2])
{
	struct glyph g = glyph_of(cell, columns);
	wchar_t second[2] = {g.second, 0};
	attr_t look = t->looks[cell->style];
	short pair = t->coloured ? (short)(cell->style + 1) : 0;
	setcchar(&out[0], g.text, look, pair, NULL);
	if (!g.second)
		return 1;
	setcchar(&out[1], second, look, pair, NULL);
	return 2;
}

static void term_curses_row(struct curses_term *t, const struct canvas *c, int y)
{
	const struct cell *row = &c->cells[y * c->w];
	const struct cell *old = t->shown.w ? &t->shown.cells[y * c->w] : NULL;
	if (old && memcmp(row, old, (size_t)c->w * sizeof *row) == 0)
		return;
	cchar_t *line = mem_alloc(((size_t)c->w + 2) * sizeof *line);
	int n = 0;
	for (int x = 0; x < c->w;) {
		int columns = x + 1 < c->w && row[x + 1].n == 0 ? 2 : 1;
		n += term_curses_cell(t, &row[x], columns, line + n);
		x += columns;
	}
	mvadd_wchnstr(y, 0, line, n);
	mem_free(line);
}

static bool term_curses_is_shown(const struct curses_term *t, const struct canvas *c)
{
	return t->shown.w == c->w && t->shown.h == c->h && t->shown.cursor_x == c->cursor_x &&
	       t->shown.cursor_y == c->cursor_y &&
	       memcmp(t->shown.cells, c->cells, (size_t)(c->w * c->h) * sizeof *c->cells) == 0;
}

static void term_curses_remember(struct curses_term *t, const struct canvas *c)
{
	if (t->shown.w != c->w || t->shown.h != c->h)
		canvas_resize(&t->shown, c->w, c->h);
	memcpy(t->shown.cells, c->cells, (size_t)(c->w * c->h) * sizeof *c->cells);
	t->shown.cursor_x = c->cursor_x;
	t->shown.cursor_y = c->cursor_y;
}

static void term_curses_blit(struct term *term, const struct canvas *c)
{
	struct curses_term *t = (struct curses_term *)term;
	if (c->w != term->w || c->h != term->h || term_curses_is_shown(t, c))
		return; /* after a resize the next picture fits */
	for (int y = 0; y < c->h; y++)
		term_curses_row(t, c, y);
	bool cursor = c->cursor_x >= 0 && c->cursor_x < c->w && c->cursor_y >= 0 && c->cursor_y < c->h;
	curs_set(cursor);
	move(cursor ? c->cursor_y : c->h - 1, cursor ? c->cursor_x : c->w - 1);
	refresh();
	term_curses_remember(t, c);
}

/* ---- keys ---- */

static const struct {
	const char *capability, *key; /* a capability of terminfo (or NULL: `code` is curses' own) */
	int code;
} curses_keys[] = {
	{NULL, "Up", KEY_UP},	      {NULL, "Down", KEY_DOWN},	  {NULL, "Left", KEY_LEFT},  {NULL, "Right", KEY_RIGHT},
	{NULL, "Home", KEY_HOME},     {NULL, "End", KEY_END},	  {NULL, "PgUp", KEY_PPAGE}, {NULL, "PgDn", KEY_NPAGE},
	{NULL, "Home", KEY_FIND},     {NULL, "End", KEY_SELECT},  {NULL, "S-Tab", KEY_BTAB}, {NULL, "Delete", KEY_DC},
	{NULL, "Insert", KEY_IC},     {NULL, "Enter", KEY_ENTER}, {NULL, "Backspace", KEY_BACKSPACE},
	{"kUP3", "M-Up", 0},	      {"kDN3", "M-Down", 0},	  {"kLFT3", "M-Left", 0},    {"kRIT3", "M-Right", 0},
	{"kHOM3", "M-Home", 0},	      {"kEND3", "M-End", 0},	  {"kPRV3", "M-PgUp", 0},    {"kNXT3", "M-PgDn", 0},
};
enum { CURSES_KEYS = sizeof curses_keys / sizeof *curses_keys };

/* A string of terminfo, or NULL. */
static const char *term_curses_capability(const char *name)
{
	const char *s = tigetstr(name);
	return s == (char *)-1 ? NULL : s;
}

/* Sequences that curses does not know by itself get codes of ours. */
static void term_curses_define_keys(void)
{
	define_key("\033[200~", CODE_PASTE_BEGIN);
	define_key("\033[201~", CODE_PASTE_END);
	define_key("\033[<", CODE_MOUSE);
	for (int i = 0; i < CURSES_KEYS; i++) {
		const char *sequence = curses_keys[i].capability ? term_curses_capability(curses_keys[i].capability) : NULL;
		if (sequence)
			define_key(sequence, CODE_ALT_FIRST + i);
	}
}

/* A key of curses (KEY_CODE_YES), or a character (OK) put together from its bytes here, because curses waits for more
 * after a byte that begins no character, and loses what comes then. */
static int term_curses_get(struct curses_term *t, wint_t *out)
{
	char bytes[4];
	size_t n = 0;
	uint32_t cp = 0;
	int ch = wgetch(t->keys);
	if (ch == ERR || ch > 0xFF) {
		*out = (wint_t)ch;
		return ch == ERR ? ERR : KEY_CODE_YES;
	}
	bytes[n++] = (char)ch;
	size_t whole = ch < 0xC2 || ch >= 0xF5 ? 1 : ch < 0xE0 ? 2 : ch < 0xF0 ? 3 : 4;
	if (whole > 1)
		wtimeout(t->keys, ESCAPE_MS);
	while (n < whole) {
		ch = wgetch(t->keys);
		if (ch < 0x80 || ch > 0xBF) {
			if (ch != ERR)
				ungetch(ch);
			break;
		}
		bytes[n++] = (char)ch;
	}
	utf8_decode((struct str){bytes, n}, &cp, NULL);
	*out = (wint_t)cp;
	return OK;
}

static void term_curses_name(struct input *in, const char *prefix, struct str name)
{
	snprintf(in->key, sizeof in->key, "%s%.*s", prefix, STR_ARG(name));
	in->type = INPUT_KEY;
}

/* A key that is a code of curses; false when it is none that has a name. */
static bool term_curses_code(struct input *in, const char *prefix, int code)
{
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		char name[8];
		snprintf(name, sizeof name, "F%d", code - KEY_F0);
		term_curses_name(in, prefix, str_of(name));
		return true;
	}
	for (int i = 0; i < CURSES_KEYS; i++)
		if (code == (curses_keys[i].capability ? CODE_ALT_FIRST + i : curses_keys[i].code)) {
			term_curses_name(in, prefix, str_of(curses_keys[i].key));
			return true;
		}
	return false;
}

/* The rest of a mouse report, which the terminal sends in one piece. */
static bool term_curses_mouse(struct curses_term *t, struct input *in)
{
	char report[32];
	struct timespec now;
	size_t n = 0;
	wint_t ch = 0;
	wtimeout(t->keys, PIECE_MS);
	while (ch != 'M' && ch != 'm' && n + 1 < sizeof report && term_curses_get(t, &ch) == OK && ch < 0x7F)
		report[n++] = (char)ch;
	report[n] = 0;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return mouse_read(&t->mouse, report, now.tv_sec * 1000 + now.tv_nsec / 1000000, in);
}

/* Pasted text, as much as one input holds; what stands for no character is left out. */
static void term_curses_paste(struct curses_term *t, struct input *in, wint_t first)
{
	size_t n = 0;
	wint_t ch = first;
	int rc = OK;
	wtimeout(t->keys, PIECE_MS);
	while (t->pasting) {
		if (rc == KEY_CODE_YES && ch == CODE_PASTE_END)
			t->pasting = false;
		else if (rc == OK && ch)
			n += utf8_encode(ch == '\r' || ch == '\n' || ch == '\t' ? ' ' : (uint32_t)ch, in->key + n);
		if (!t->pasting || n + 5 > sizeof in->key)
			break;
		rc = term_curses_get(t, &ch);
		if (rc == ERR)
			t->pasting = false;
	}
	in->key[n] = 0;
	in->type = INPUT_TEXT;
}

/* After "ESC [": the rest of a sequence that curses does not know, up to its final byte. False: there is none,
 * it was Alt-[. */
static bool term_curses_skip(struct curses_term *t)
{
	wint_t ch;
	bool any = false;
	while (term_curses_get(t, &ch) == OK) {
		any = true;
		if (ch < 0x20 || ch >= 0x40)
			break;
	}
	return any;
}

/* One key of curses; false when it means nothing here. */
static bool term_curses_key(struct curses_term *t, struct input *in, int rc, wint_t ch)
{
	if (rc == KEY_CODE_YES && (ch == CODE_PASTE_BEGIN || ch == CODE_PASTE_END)) {
		t->pasting = ch == CODE_PASTE_BEGIN;
		ch = 0;
	}
	if (t->pasting) {
		term_curses_paste(t, in, rc == OK ? ch : 0);
		return in->key[0] != 0;
	}
	if (rc == KEY_CODE_YES && ch == CODE_MOUSE)
		return term_curses_mouse(t, in);
	const char *prefix = "";
	wint_t next;
	wtimeout(t->keys, ESCAPE_MS);
	if (rc == OK && ch == 0x1B && (rc = term_curses_get(t, &next)) != ERR) {
		if (rc == OK && next == '[' && term_curses_skip(t))
			return false;
		prefix = "M-";
		ch = next;
	}
	if (rc == ERR)
		rc = OK; /* nothing followed: the Esc itself */
	if (rc == KEY_CODE_YES)
		return term_curses_code(in, prefix, (int)ch);
	in->type = INPUT_KEY;
	return keymap_name(ch, *prefix != 0, in->key);
}

/* The next key that curses has, without waiting. */
static bool term_curses_read(struct curses_term *t, struct input *in)
{
	for (;;) {
		wint_t ch;
		wtimeout(t->keys, 0);
		int rc = term_curses_get(t, &ch);
		if (rc == ERR)
			return false;
		if (term_curses_key(t, in, rc, ch))
			return true;
	}
}

static void term_curses_size(struct curses_term *t)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	getmaxyx(stdscr, t->term.h, t->term.w);
	clearok(stdscr, TRUE);
	t->shown.w = 0;
}

static bool term_curses_signal(struct curses_term *t, struct input *in)
{
	switch (signals_take()) {
	case SIGNALS_NONE:
		return false;
	case SIGNALS_WAKE:
		in->type = INPUT_WAKE;
		return true;
	case SIGNALS_STOP:
		term_curses_name(in, "", STR("C-z"));
		return true;
	case SIGNALS_RESIZE:
		term_curses_size(t);
		*in = (struct input){.type = INPUT_RESIZE, .w = t->term.w, .h = t->term.h};
		return true;
	case SIGNALS_END:
		t->ended = true;
		return true;
	}
	return false;
}

/* Readable, but with no byte to read: the other side has closed. */
static bool term_curses_is_gone(short events)
{
	int waiting = 0;
	if (events & (POLLERR | POLLNVAL))
		return true;
	if (!(events & (POLLIN | POLLHUP)))
		return false;
	return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

static bool term_curses_next(struct term *term, struct input *in, struct error *err)
{
	struct curses_term *t = (struct curses_term *)term;
	*in = (struct input){.type = INPUT_END};
	for (;;) {
		if (term_curses_signal(t, in) || term_curses_read(t, in))
			return !t->ended || error_set(err, ERROR_INTERRUPTED, "browser: ended by a signal");
		struct pollfd fds[] = {{STDIN_FILENO, POLLIN, 0}, {signals_fd(), POLLIN, 0}};
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return error_set(err, ERROR_IO, "terminal: %s; start again", strerror(errno));
		if (term_curses_is_gone(fds[0].revents) && !fds[1].revents)
			return true;
	}
}

/* ---- the terminal as a whole ---- */

static void term_curses_write(const char *bytes, size_t n)
{
	while (n) {
		ssize_t done = write(STDOUT_FILENO, bytes, n);
		if (done < 0 && errno != EINTR)
			return; /* the terminal is gone: next() will say so */
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
}

static void term_curses_copy(struct term *term, struct str text)
{
	(void)term;
	struct buf out = BUF_INIT;
	osc52_write(text, &out);
	term_curses_write(out.p, out.n);
	buf_free(&out);
}

/* What curses does not do by itself: pasted text in brackets; the mouse, where it is wanted and terminfo knows of one. */
static void term_curses_extras(struct curses_term *t, bool on)
{
	const char *paste = on ? PASTE_ON : PASTE_OFF, *mouse = on ? MOUSE_ON : MOUSE_OFF;
	term_curses_write(paste, strlen(paste));
	if (t->mouse_on)
		term_curses_write(mouse, strlen(mouse));
}

static void term_curses_mouse_on(struct term *term, bool on)
{
	struct curses_term *t = (struct curses_term *)term;
	const char *bytes = on ? MOUSE_ON : MOUSE_OFF;
	if (!t->has_mouse || t->mouse_on == on)
		return;
	t->mouse_on = on;
	term_curses_write(bytes, strlen(bytes));
}

static void term_curses_suspend(struct term *term)
{
	term_curses_extras((struct curses_term *)term, false);
	endwin();
}

static void term_curses_resume(struct term *term)
{
	struct curses_term *t = (struct curses_term *)term;
	refresh();
	term_curses_extras(t, true);
	term_curses_size(t);
}

static void term_curses_stop(struct term *term)
{
	term_curses_suspend(term);
	signals_stop();
	term_curses_resume(term);
}

static void term_curses_wake(struct term *term)
{
	(void)term;
	signals_wake();
}

static void term_curses_close(struct term *term)
{
	struct curses_term *t = (struct curses_term *)term;
	term_curses_suspend(term);
	signals_close();
	delwin(t->keys);
	delscreen(t->screen);
	canvas_free(&t->shown);
	buf_free(&t->leave);
	mem_free(t);
}

/* What gives the terminal back after a crash, without the delays that old ones ask for ("$<5>"). */
static void term_curses_leave(struct buf *out)
{
	const char *const strings[] = {PASTE_OFF,
				       term_curses_capability("kmous") ? MOUSE_OFF : NULL,
				       term_curses_capability("sgr0"),
				       term_curses_capability("rmkx"),
				       term_curses_capability("cnorm"),
				       term_curses_capability("rmcup")};
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		for (const char *p = strings[i]; p && *p; p++) {
			const char *delay = p[0] == '$' && p[1] == '<' ? strchr(p, '>') : NULL;
			if (delay)
				p = delay;
			else
				buf_add_char(out, *p);
		}
}

/* Is TERM a terminal whose cursor can be placed? Asked first, because curses would end the program. */
static bool term_curses_check(struct buf *leave, struct error *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(err, ERROR_USAGE,
				 "standard %s: not a terminal; browse in a terminal, print a screen with --plain, or use a command (dateline --help)",
				 isatty(STDIN_FILENO) ? "output" : "input");
	const char *name = getenv("TERM");
	int status = 0;
	if (!name || !*name)
		return error_set(err, ERROR_IO, "TERM: not set; set it to the terminal's name, such as xterm-256color");
	if (setupterm(name, STDOUT_FILENO, &status) != OK)
		return error_set(err, ERROR_IO, "TERM=%s: unknown terminal; set TERM to a known one, such as xterm-256color",
				 name);
	bool good = term_curses_capability("cup") && term_curses_capability("clear");
	term_curses_leave(leave);
	del_curterm(set_curterm(NULL));
	if (!good)
		return error_set(err, ERROR_IO,
				 "TERM=%s: this terminal cannot place the cursor; use another, or dateline --plain, or a command (dateline --help)",
				 name);
	return true;
}

/* UTF-8 goes out. A locale that is not set at all is taken for UTF-8, as terminals are today; one that names
 * another character set is believed. */
static bool term_curses_locale(void)
{
	const char *set = setlocale(LC_CTYPE, "");
	if (!set || strcmp(set, "C") == 0 || strcmp(set, "POSIX") == 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Terminals whose fonts lack the lines and signs: the DEC line and the Linux console, by their names in terminfo. */
static bool term_curses_is_plain(const char *name)
{
	static const char *const plain[] = {"vt52", "vt100", "vt102", "vt200", "vt220", "vt320", "vt400", "vt420", "vt510", "vt520", "linux"};
	struct str family = str_sub(str_of(name), 0, strcspn(name, "-+"));
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (str_eq(family, str_of(plain[i])))
			return true;
	return false;
}

static void term_curses_modes(struct curses_term *t)
{
	raw(); /* Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q are keys like others */
	noecho();
	nonl();
	set_escdelay(ESCAPE_MS);
	t->has_mouse = term_curses_capability("kmous") != NULL;
	t->keys = newpad(1, 1);
	assert(t->keys);
	keypad(t->keys, TRUE);
	term_curses_define_keys();
	term_curses_extras(t, true);
}

bool term_curses_open(struct term **out, struct error *err)
{
	static const struct term_driver driver = {
		.next = term_curses_next,
		.blit = term_curses_blit,
		.copy = term_curses_copy,
		.redraw = term_curses_redraw,
		.style = term_curses_style,
		.mouse = term_curses_mouse_on,
		.suspend = term_curses_suspend,
		.resume = term_curses_resume,
		.stop = term_curses_stop,
		.wake = term_curses_wake,
		.close = term_curses_close,
	};
	struct curses_term *t = mem_zero(1, sizeof *t);
	if (!term_curses_check(&t->leave, err)) {
		buf_free(&t->leave);
		mem_free(t);
		return false;
	}
	t->term.driver = &driver;
	t->term.ascii = !term_curses_locale() || term_curses_is_plain(getenv("TERM"));
	signals_open(buf_cstr(&t->leave));
	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen) {
		signals_close();
		buf_free(&t->leave);
		mem_free(t);
		return error_set(err, ERROR_IO, "TERM=%s: the terminal cannot be used; set TERM to its name", getenv("TERM"));
	}
	term_curses_modes(t);
	t->colours = term_curses_colours();
	term_curses_size(t);
	*out = &t->term;
	return true;
}
