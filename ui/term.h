/* term: what a terminal does for the program; drivers: term_curses (a real one), term_script (none).
 *
 * A driver turns what the user does into struct input and sends a canvas out. Only term_curses.c
 * includes curses. */
#ifndef DATELINE_UI_TERM_H
#define DATELINE_UI_TERM_H

#include "base/error.h"
#include "ui/canvas.h"

enum input_type {
	INPUT_KEY,     /* a key by its name in keys.default: "j", "Enter", "C-f", "PgDn" */
	INPUT_TEXT,    /* text typed as it stands, a cluster or a paste */
	INPUT_MOUSE,
	INPUT_RESIZE,
	INPUT_WAKE,    /* another thread has something to show */
	INPUT_SNAP,    /* script only: print the screen */
	INPUT_WAIT,    /* script only: until all searching is done */
	INPUT_END,     /* the terminal is gone, or the script is at its end */
};

enum mouse_button { MOUSE_LEFT, MOUSE_RIGHT, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN, MOUSE_DRAG, MOUSE_RELEASE };

struct input {
	enum input_type type;
	char key[32];        /* KEY, TEXT, and the name of a SNAP; a single character is both key and text */
	int x, y;            /* MOUSE */
	enum mouse_button button;
	bool twice;          /* a double click */
	int w, h;            /* RESIZE */
};

struct term;

struct term_driver {
	/* Waits for the next input, at most until another thread wakes it. */
	bool (*next)(struct term *t, struct input *in, struct error *err);
	void (*blit)(struct term *t, const struct canvas *c);
	/* Puts text on the system's clipboard (OSC 52); text is printable. */
	void (*copy)(struct term *t, struct str text);
	/* Gives the terminal back for another program, and takes it again. */
	void (*suspend)(struct term *t);
	void (*resume)(struct term *t);
	/* From any thread: next() returns INPUT_WAKE. */
	void (*wake)(struct term *t);
	void (*close)(struct term *t); /* the terminal as it was */
};

struct term {
	const struct term_driver *driver;
	int w, h;
};

/* ERROR_USAGE when standard input or output is no terminal, ERROR_IO when TERM is unknown or too poor. */
bool term_curses_open(struct term **out, struct error *err);
/* Plays a script (lines: a key, a "quoted text", :snap [NAME], :size WxH, :wait) on a screen of w x h;
 * :snap prints the screen to `out` as text, with styles a second grid. */
bool term_script_open(struct str script, int w, int h, bool styles, struct term **out, struct error *err);

#endif
