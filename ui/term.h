/* term: what a terminal does for the program; drivers: term_curses (a real one), term_script (none).
 *
 * A driver turns what the user does into struct input and sends a canvas out. Only term_curses.c
 * includes curses. */
#ifndef DATELINE_UI_TERM_H
#define DATELINE_UI_TERM_H

#include "base/error.h"
#include "ui/style.h"

enum input_type {
	INPUT_KEY,     /* a key by its name in config.default: "j", "Enter", "C-f", "PgDn" */
	INPUT_TEXT,    /* text typed as it stands, a cluster or a paste */
	INPUT_MOUSE,
	INPUT_RESIZE,
	INPUT_WAKE,    /* another thread has something to show */
	INPUT_SNAP,    /* script only: the next picture is printed; to be drawn when all searching is done */
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
	/* Waits for the next input, at most until another thread wakes it. ERROR_INTERRUPTED: a signal wants the end. */
	bool (*next)(struct term *t, struct input *in, struct error *err);
	/* Sends what differs from the picture before; nothing when nothing does. */
	void (*blit)(struct term *t, const struct canvas *c);
	/* The next blit sends everything: something else wrote on the terminal. */
	void (*redraw)(struct term *t);
	/* How the roles look from now on; borrowed until the next call. The next blit sends everything. */
	void (*style)(struct term *t, const struct style_set *set);
	/* The mouse comes here, or is left to the terminal, which selects and copies with it; off at first. */
	void (*mouse)(struct term *t, bool on);
	/* Puts text on the system's clipboard (OSC 52); text is printable. False, and nothing sent: the terminal is known to
	 * have none. */
	bool (*copy)(struct term *t, struct str text);
	/* Gives the terminal back for another program, and takes it again. */
	void (*suspend)(struct term *t);
	void (*resume)(struct term *t);
	/* The process sleeps until the shell wakes it (job control); the terminal is the shell's meanwhile. */
	void (*stop)(struct term *t);
	/* From any thread: next() returns INPUT_WAKE. */
	void (*wake)(struct term *t);
	void (*close)(struct term *t); /* the terminal as it was */
};

struct term {
	const struct term_driver *driver;
	int w, h;
	bool ascii;    /* the terminal's character set or its font has no lines and bars */
	bool no_mouse; /* better left to the terminal, unless the user wants it */
};

/* ERROR_USAGE when standard input or output is no terminal, ERROR_IO when TERM is unknown or too poor. */
bool term_curses_open(struct term **out, struct error *err);
/* Plays a script on a screen of w x h, to standard output. A line of the script is a key by its name
 * ("j", "Enter", "C-f"), a "quoted text" typed as it stands, a command, or a # comment. The commands:
 * `:snap [NAME]` prints the next picture, when all that it needs is there, under a line ":snap NAME"; `:size WxH`; `:wait`;
 * `:click X Y`, `:click2 X Y` (twice), `:drag X Y TO_X TO_Y`, `:wheel-up X Y`, `:wheel-down X Y`. ERROR_USAGE with the line's
 * number when one is none of these. */
enum term_script_print {
	TERM_SCRIPT_CELLS,  /* as it stands */
	TERM_SCRIPT_STYLES, /* also the grid of its roles under a line ":styles" */
	TERM_SCRIPT_PLAIN,  /* in words (canvas_dump_plain), under the name alone; a script without :snap prints its end */
};
bool term_script_open(struct str script, int w, int h, enum term_script_print print, struct term **out, struct error *err);

#endif
