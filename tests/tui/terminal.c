#include "config.h"

#include "terminal.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

static void terminal_fail(const char *what)
{
	fprintf(stderr, "terminal: %s: %s\n", what, strerror(errno));
	exit(99);
}

static long terminal_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void terminal_child(const struct terminal *t, char *const argv[], const char *const env[])
{
	setsid();
	ioctl(t->peer, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(t->peer, fd);
	setenv("TERM", "xterm-256color", 1);
	unsetenv("NO_COLOR");
	for (; env && *env; env++)
		putenv((char *)(uintptr_t)*env);
	execv(argv[0], argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

void terminal_look(struct terminal *t, bool look)
{
	t->blind = !look;
	if (t->vt)
		vterm_free(t->vt);
	t->vt = NULL;
	if (!look)
		return;
	t->vt = vterm_new(t->h, t->w);
	vterm_set_utf8(t->vt, 1);
	vterm_screen_enable_altscreen(vterm_obtain_screen(t->vt), 1);
	vterm_screen_reset(vterm_obtain_screen(t->vt), 1);
}

void terminal_open(struct terminal *t, char *const argv[], const char *const env[], int w, int h)
{
	struct winsize size = {.ws_row = (unsigned short)h, .ws_col = (unsigned short)w};
	*t = (struct terminal){.w = w, .h = h};
	t->fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (t->fd < 0 || grantpt(t->fd) != 0 || unlockpt(t->fd) != 0)
		terminal_fail("no pty");
	t->peer = open(ptsname(t->fd), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (t->peer < 0 || ioctl(t->fd, TIOCSWINSZ, &size) != 0 || tcgetattr(t->peer, &t->modes) != 0)
		terminal_fail("pty");
	terminal_look(t, true);
	t->pid = fork();
	if (t->pid < 0)
		terminal_fail("fork");
	if (t->pid == 0)
		terminal_child(t, argv, env);
}

void terminal_free(struct terminal *t)
{
	if (!t->ended) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, &t->status, 0);
	}
	if (t->fd >= 0)
		close(t->fd);
	if (t->peer >= 0)
		close(t->peer);
	terminal_look(t, false);
	buf_free(&t->log);
}

void terminal_resize(struct terminal *t, int w, int h)
{
	struct winsize size = {.ws_row = (unsigned short)h, .ws_col = (unsigned short)w};
	t->w = w;
	t->h = h;
	if (!t->blind)
		vterm_set_size(t->vt, h, w);
	ioctl(t->fd, TIOCSWINSZ, &size); /* sends SIGWINCH */
}

void terminal_hang_up(struct terminal *t)
{
	close(t->peer);
	close(t->fd);
	t->fd = t->peer = -1;
}

/* ---- to the program ---- */

void terminal_send(struct terminal *t, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(t->fd, bytes.p, bytes.n);
		if (n < 0 && errno != EINTR)
			terminal_fail("write");
		if (n > 0)
			bytes = str_sub(bytes, (size_t)n, bytes.n);
		terminal_pump(t, 0); /* so that neither side waits for the other */
	}
}

/* What xterm sends in application mode. */
static const struct {
	const char *name, *bytes;
} terminal_keys[] = {
	{"Enter", "\r"},      {"Esc", "\033"},	   {"Tab", "\t"},	{"S-Tab", "\033[Z"},   {"Space", " "},
	{"Backspace", "\177"}, {"Delete", "\033[3~"}, {"Insert", "\033[2~"}, {"Up", "\033OA"},   {"Down", "\033OB"},
	{"Right", "\033OC"},  {"Left", "\033OD"},  {"Home", "\033OH"},	{"End", "\033OF"},     {"PgUp", "\033[5~"},
	{"PgDn", "\033[6~"},  {"F1", "\033OP"},	   {"F2", "\033OQ"},	{"F5", "\033[15~"},    {"F12", "\033[24~"},
	{"M-Left", "\033[1;3D"}, {"M-Right", "\033[1;3C"},
};

/* An Esc is told from a sequence by what does not follow it: nothing is sent before the program has read it and done
 * what it says, which as a rule is seen. */
static void terminal_after_escape(struct terminal *t)
{
	enum { LEAST_MS = 100, MOST_MS = 800 };
	int left = 1;
	for (long end = terminal_now() + TERMINAL_DEADLINE_MS; left > 0 && terminal_now() < end;) {
		terminal_pump(t, 5);
		if (t->peer < 0 || ioctl(t->peer, FIONREAD, &left) != 0)
			break;
	}
	bool seen = false;
	for (long start = terminal_now(), now = start; now - start < (seen ? LEAST_MS : MOST_MS); now = terminal_now())
		seen = terminal_pump(t, 20) || seen;
}

void terminal_key(struct terminal *t, const char *name)
{
	char bytes[16];
	for (size_t i = 0; i < sizeof terminal_keys / sizeof *terminal_keys; i++)
		if (strcmp(terminal_keys[i].name, name) == 0) {
			terminal_send(t, str_of(terminal_keys[i].bytes));
			if (strcmp(name, "Esc") == 0)
				terminal_after_escape(t);
			return;
		}
	if (strncmp(name, "C-", 2) == 0 && name[2] && !name[3])
		snprintf(bytes, sizeof bytes, "%c", name[2] & 0x1F);
	else if (strncmp(name, "M-", 2) == 0 && name[2])
		snprintf(bytes, sizeof bytes, "\033%s", name + 2);
	else
		snprintf(bytes, sizeof bytes, "%s", name);
	terminal_send(t, str_of(bytes));
}

void terminal_mouse(struct terminal *t, int button, int x, int y)
{
	char bytes[64];
	snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dM", button, x + 1, y + 1);
	terminal_send(t, str_of(bytes));
	if (button >= 64)
		return;
	snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dm", button, x + 1, y + 1);
	terminal_send(t, str_of(bytes));
}

void terminal_drag(struct terminal *t, int x, int y, int to_x, int to_y)
{
	char bytes[96];
	snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<32;%d;%dM\033[<0;%d;%dm", x + 1, y + 1, to_x + 1, to_y + 1, to_x + 1, to_y + 1);
	terminal_send(t, str_of(bytes));
}

/* ---- from the program ---- */

static void terminal_reap(struct terminal *t)
{
	if (!t->ended && waitpid(t->pid, &t->status, WNOHANG) == t->pid)
		t->ended = true;
}

bool terminal_pump(struct terminal *t, int milliseconds)
{
	char bytes[4096];
	struct pollfd fd = {t->fd, POLLIN, 0};
	if (t->fd < 0 || poll(&fd, 1, milliseconds) <= 0 || !(fd.revents & POLLIN))
		return false;
	ssize_t n = read(t->fd, bytes, sizeof bytes);
	if (n <= 0)
		return false;
	buf_add(&t->log, bytes, (size_t)n);
	if (!t->blind)
		vterm_input_write(t->vt, bytes, (size_t)n);
	return true;
}

static void terminal_cell_text(const VTermScreenCell *cell, struct buf *out)
{
	if (!cell->chars[0])
		buf_add_char(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		char utf8[4];
		buf_add(out, utf8, utf8_encode(cell->chars[i], utf8));
	}
}

static void terminal_row(VTermScreen *screen, int y, int w, struct buf *out)
{
	struct buf row = BUF_INIT;
	for (int x = 0; x < w;) {
		VTermScreenCell cell;
		VTermPos at = {.row = y, .col = x};
		vterm_screen_get_cell(screen, at, &cell);
		terminal_cell_text(&cell, &row);
		x += cell.width > 0 ? cell.width : 1;
	}
	while (row.n && row.p[row.n - 1] == ' ')
		row.n--;
	buf_add(out, row.p, row.n);
	buf_add_char(out, '\n');
	buf_free(&row);
}

void terminal_text(struct terminal *t, struct buf *out)
{
	buf_clear(out);
	for (int y = 0; y < t->h; y++)
		terminal_row(vterm_obtain_screen(t->vt), y, t->w, out);
}

void terminal_cursor(struct terminal *t, int *x, int *y)
{
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
	*x = at.col;
	*y = at.row;
}

/* A colour as it was asked for, not as this terminal would show it. */
static void terminal_colour(const VTermColor *c, struct buf *out)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(c) || VTERM_COLOR_IS_DEFAULT_BG(c))
		buf_add_cstr(out, "-");
	else if (VTERM_COLOR_IS_INDEXED(c))
		buf_addf(out, "%d", c->indexed.idx);
	else
		buf_addf(out, "#%02x%02x%02x", c->rgb.red, c->rgb.green, c->rgb.blue);
}

static void terminal_cell_look(const VTermScreenCell *cell, struct buf *out)
{
	buf_addf(out, "{%s%s%s%s", cell->attrs.bold ? "b" : "", cell->attrs.underline ? "u" : "", cell->attrs.italic ? "i" : "",
		 cell->attrs.reverse ? "r" : "");
	terminal_colour(&cell->fg, out);
	buf_add_char(out, '/');
	terminal_colour(&cell->bg, out);
	buf_add_char(out, '}');
}

void terminal_looks(struct terminal *t, struct buf *out)
{
	int cursor_x, cursor_y;
	struct buf before = BUF_INIT, now = BUF_INIT;
	terminal_cursor(t, &cursor_x, &cursor_y);
	buf_clear(out);
	for (int y = 0; y < t->h; y++, buf_add_char(out, '\n'))
		for (int x = 0; x < t->w;) {
			VTermScreenCell cell;
			vterm_screen_get_cell(vterm_obtain_screen(t->vt), (VTermPos){.row = y, .col = x}, &cell);
			buf_clear(&now);
			terminal_cell_look(&cell, &now);
			if (x == 0 || !str_eq(buf_str(&now), buf_str(&before)))
				buf_add(out, now.p, now.n);
			buf_clear(&before);
			buf_add(&before, now.p, now.n);
			if (x == cursor_x && y == cursor_y)
				buf_add_cstr(out, "{cursor}");
			x += cell.width > 0 ? cell.width : 1;
			if (x >= t->w)
				cell.chars[1] = 0; /* libvterm 0.1 loses marks there when a read ends before them */
			terminal_cell_text(&cell, out);
		}
	buf_free(&before);
	buf_free(&now);
}

static bool terminal_shows(struct terminal *t, struct str text, bool whole)
{
	struct buf now = BUF_INIT;
	terminal_text(t, &now);
	bool yes = whole ? str_eq(buf_str(&now), text) : str_find(buf_str(&now), text, 0) != SIZE_MAX;
	buf_free(&now);
	return yes;
}

static bool terminal_wait(struct terminal *t, struct str text, bool whole)
{
	for (long end = terminal_now() + TERMINAL_DEADLINE_MS; !terminal_shows(t, text, whole);) {
		terminal_reap(t);
		if (!terminal_pump(t, 50) && (t->ended || terminal_now() > end))
			return false;
	}
	return true;
}

bool terminal_wait_text(struct terminal *t, const char *text)
{
	return terminal_wait(t, str_of(text), false);
}

bool terminal_wait_picture(struct terminal *t, struct str picture)
{
	return terminal_wait(t, picture, true);
}

bool terminal_wait_log(struct terminal *t, const char *bytes)
{
	for (long end = terminal_now() + TERMINAL_DEADLINE_MS; !terminal_log_has(t, bytes);) {
		terminal_reap(t);
		if (!terminal_pump(t, 50) && (t->ended || terminal_now() > end))
			return false;
	}
	return true;
}

bool terminal_wait_end(struct terminal *t)
{
	for (long end = terminal_now() + TERMINAL_DEADLINE_MS; !t->ended && terminal_now() < end;) {
		if (t->fd < 0)
			poll(NULL, 0, 10);
		terminal_pump(t, 10);
		terminal_reap(t);
	}
	while (terminal_pump(t, 0))
		;
	return t->ended;
}

bool terminal_log_has(const struct terminal *t, const char *bytes)
{
	return str_find(buf_str(&t->log), str_of(bytes), 0) != SIZE_MAX;
}

bool terminal_modes_restored(const struct terminal *t)
{
	struct termios now;
	return tcgetattr(t->peer, &now) == 0 && now.c_lflag == t->modes.c_lflag && now.c_iflag == t->modes.c_iflag &&
	       now.c_oflag == t->modes.c_oflag;
}
