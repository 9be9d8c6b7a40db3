/* term_curses_keys: what curses reads, as inputs: keys by their names, pastes, mouse reports. */
#ifndef DATELINE_UI_TERM_CURSES_KEYS_H
#define DATELINE_UI_TERM_CURSES_KEYS_H

#include "ui/mouse.h"
#include "ui/term.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>

enum { ESCAPE_MS = 25 /* how long an Esc waits for the rest of a sequence */ };

struct term_curses_keys {
	WINDOW *pad; /* reading from it never draws */
	bool pasting;
	struct mouse mouse;
};

void term_curses_keys_open(struct term_curses_keys *k); /* after newterm */
void term_curses_keys_close(struct term_curses_keys *k);
/* The next input that curses has, without waiting; false: none. */
bool term_curses_keys_read(struct term_curses_keys *k, struct input *in);
/* An input that is a key. */
void term_curses_keys_name(struct input *in, const char *prefix, struct str name);

#endif
