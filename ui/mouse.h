/* mouse: what xterm's SGR mouse reports mean (mode 1006; "ESC [ < BUTTON ; X ; Y M", m on release).
 *
 * Read here and not by curses, which merges a press and a release that come together and may lose both. */
#ifndef DATELINE_UI_MOUSE_H
#define DATELINE_UI_MOUSE_H

#include <stdbool.h>

struct input;

/* Clicks and the wheel; motion while a button is held (1002), which terminals that lack it leave out; the form. */
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"

struct mouse {
	int x, y; /* of the last click */
	long ms;  /* when it was */
};

/* A report without its "ESC [ <": "0;11;7M", at a time in milliseconds. False: nothing that means anything here. */
bool mouse_read(struct mouse *m, const char *report, long ms, struct input *in);

#endif
