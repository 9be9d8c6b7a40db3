/* browse: the loop of the browser. key -> action -> model -> canvas -> terminal, until the user has enough. */
#ifndef DATELINE_UI_BROWSE_H
#define DATELINE_UI_BROWSE_H

#include "app/model.h"
#include "ui/term.h"

struct browse; /* browser.h */

struct browse_options {
	const char *corpus;
	struct str query;  /* the filter to begin with; empty: none */
	struct str script; /* keys to play on a screen of w x h without a terminal (ui/term.h); p NULL: a terminal */
	int w, h;
	bool plain;        /* pictures of w x h in words, to standard output; without a script the first, and no more */
	bool styles;       /* script: also print the grid of roles */
	bool ascii;        /* borders and marks in ASCII */
	const enum style_theme *theme; /* NULL: the user's own */
	bool harmless;     /* no other program is started and no file written, whatever key is pressed */
	/* for tests: a driver of one's own in place of a script or a terminal, closed at the end like them; and what is
	 * to be called after each picture */
	struct term *term;
	void (*watch)(void *ctx, struct browse *b);
	void *ctx;
};

/* Returns when the user quits, the script is at its end, or the terminal is gone. Errors: those of
 * search_open and of the terminal; ERROR_USAGE for a wrong query or script. The user's own
 * settings (settings.h) are for a terminal only: a script does the same everywhere. */
bool browse_run(const struct browse_options *o, struct error *err);

#endif
