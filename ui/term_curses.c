#include "config.h"

#include "ui/term.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/glyph.h"
#include "ui/osc52.h"
#include "ui/signals.h"
#include "ui/style.h"
#include "ui/term_curses_info.h"
#include "ui/term_curses_keys.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct curses_term {
	struct term term;
	SCREEN *screen;
	struct term_curses_keys keys;
	struct canvas shown;  /* what the terminal shows; w == 0: nothing is known */
	attr_t looks[STYLE_COUNT];
	int colours;          /* that the terminal has and may use */
	bool coloured;        /* by the theme */
	bool has_mouse, mouse_on;
	bool plain;           /* a terminal of old, or the Linux console */
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

/* A colour as the terminal counts them: one that has more than 256 takes red, green and blue, but for the first eight. */
static int term_curses_colour(const struct curses_term *t, short colour)
{
	int rgb[3];
	if (t->colours <= 256 || colour < 8)
		return colour;
	style_rgb(colour, rgb);
	return rgb[0] << 16 | rgb[1] << 8 | rgb[2];
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
			init_extended_pair(role + 1, term_curses_colour(t, look.fg), term_curses_colour(t, look.bg));
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

static void term_curses_size(struct curses_term *t)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	getmaxyx(stdscr, t->term.h, t->term.w);
	t->term.w -= t->term.w > 1 && term_curses_info_is_hasty(); /* the last column stays free */
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
		term_curses_keys_name(in, "", STR("C-z"));
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
		if (term_curses_signal(t, in) || term_curses_keys_read(&t->keys, in))
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

static bool term_curses_in_tmux(void)
{
	const char *tmux = getenv("TMUX");
	return tmux && *tmux;
}

/* GNU screen, which is a terminal of its own and knows less than the one around it. */
static bool term_curses_in_screen(void)
{
	const char *screen = getenv("STY");
	return screen && *screen;
}

static bool term_curses_copy(struct term *term, struct str text)
{
	struct buf out = BUF_INIT;
	if (((struct curses_term *)term)->plain && !term_curses_in_screen() && !term_curses_in_tmux())
		return false;
	osc52_write(text, &out);
	if (term_curses_in_screen())
		osc52_write_through(text, &out);
	else if (term_curses_in_tmux())
		osc52_write_through_tmux(text, &out);
	term_curses_write(out.p, out.n);
	buf_free(&out);
	return true;
}

/* What curses does not do by itself: pasted text in brackets, also for terminals of old, as whose other ones are often passed off;
 * the mouse, where it is wanted and terminfo knows of one. */
static void term_curses_extras(struct curses_term *t, bool on)
{
	const char *paste = on ? TERM_CURSES_PASTE_ON : TERM_CURSES_PASTE_OFF, *mouse = on ? MOUSE_ON : MOUSE_OFF;
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

/* Where the screen of before does not come back (screen, the Linux console), the shell's next line stands on the last row. */
static void term_curses_suspend(struct term *term)
{
	term_curses_extras((struct curses_term *)term, false);
	move(LINES - 1, 0);
	clrtoeol();
	refresh();
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
	term_curses_keys_close(&t->keys);
	delscreen(t->screen);
	canvas_free(&t->shown);
	buf_free(&t->leave);
	mem_free(t);
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

static void term_curses_modes(struct curses_term *t)
{
	raw(); /* Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q are keys like others */
	noecho();
	nonl();
	t->has_mouse = !t->plain && term_curses_info_string("kmous"); /* "linux-16color" speaks of one that nobody reports */
	term_curses_keys_open(&t->keys);
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
	if (!term_curses_info_check(&t->leave, err)) {
		buf_free(&t->leave);
		mem_free(t);
		return false;
	}
	t->term.driver = &driver;
	t->term.no_mouse = term_curses_in_screen(); /* with the mouse on it keeps an Esc until the next key */
	t->plain = term_curses_info_is_plain(getenv("TERM"));
	t->term.ascii = !term_curses_locale() || t->plain;
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
