/* terminal: a terminal in memory for tests: a pty, the program behind it, and libvterm that reads what it
 * draws. Everything waits for a condition up to a deadline; nothing sleeps for a fixed time. */
#ifndef DATELINE_TESTS_TUI_TERMINAL_H
#define DATELINE_TESTS_TUI_TERMINAL_H

#include "base/str.h"

#include <sys/types.h>
#include <termios.h>

enum { TERMINAL_DEADLINE_MS = 20000 }; /* sanitizers on a busy machine are slow */

struct terminal {
	int fd;            /* the side of the terminal; -1 when closed */
	int peer;          /* the program's side, kept open to look at its modes */
	pid_t pid;
	int status;        /* of waitpid, when ended */
	bool ended;
	struct buf log;    /* every byte that the program sent */
	struct termios modes; /* before the program ran */
	struct VTerm *vt;
	bool blind;        /* what comes is only logged: libvterm 0.1 does not survive every size */
	int w, h;
};

/* Runs argv (argv[0] is a path) in a terminal; env are NAME=VALUE added to the environment, NULL-ended; TERM is
 * xterm-256color unless env says otherwise. */
void terminal_open(struct terminal *t, char *const argv[], const char *const env[], int w, int h);
void terminal_free(struct terminal *t); /* kills what still runs */
void terminal_resize(struct terminal *t, int w, int h);
/* Looks away; looking again begins with an empty screen of the size of now. */
void terminal_look(struct terminal *t, bool look);
void terminal_hang_up(struct terminal *t); /* closes the terminal under the program */

void terminal_send(struct terminal *t, struct str bytes);
void terminal_key(struct terminal *t, const char *name); /* by its name in config.default */
/* buttons of SGR mouse reports: 0 left, 64 and 65 wheel; cells from 0 */
void terminal_mouse(struct terminal *t, int button, int x, int y);
void terminal_drag(struct terminal *t, int x, int y, int to_x, int to_y); /* with the left button */

/* Takes what the program sends, at most that long; false when nothing came. */
bool terminal_pump(struct terminal *t, int milliseconds);
/* The screen as canvas_dump writes one. */
void terminal_text(struct terminal *t, struct buf *out);
/* The screen cell by cell, where the looks change with them: "{bold, underline, italic, reverse, colour/colour behind
 * it}"; without marks in the last column. */
void terminal_looks(struct terminal *t, struct buf *out);
/* Where the cursor rests, from 0. */
void terminal_cursor(struct terminal *t, int *x, int *y);
/* Until the screen has this text; until it is exactly this picture; until these bytes were sent; until the program
 * ended. False: deadline. */
bool terminal_wait_text(struct terminal *t, const char *text);
bool terminal_wait_picture(struct terminal *t, struct str picture);
bool terminal_wait_log(struct terminal *t, const char *bytes);
bool terminal_wait_end(struct terminal *t);
bool terminal_log_has(const struct terminal *t, const char *bytes);
bool terminal_modes_restored(const struct terminal *t);

#endif
