/* term_curses_info: what terminfo says of the terminal. Apart, because <term.h> has a struct term of its own, and makes macros
 * of words like `columns`. */
#ifndef DATELINE_UI_TERM_CURSES_INFO_H
#define DATELINE_UI_TERM_CURSES_INFO_H

#include "base/error.h"
#include "base/str.h"

/* Bracketed paste, on and off, which terminfo does not tell of. */
#define TERM_CURSES_PASTE_ON "\033[?2004h"
#define TERM_CURSES_PASTE_OFF "\033[?2004l"

/* Can TERM be drawn on? Asked first, because curses would end the program. `leave` gets what gives the terminal back after
 * a crash. */
bool term_curses_info_check(struct buf *leave, struct error *err);
/* A string of the terminal that is open, or NULL. */
const char *term_curses_info_string(const char *name);
/* Terminals whose fonts lack the lines and signs, by their names in terminfo: the DEC line, consoles of old and Linux's. They
 * have no clipboard and report no mouse, whatever terminfo says. */
bool term_curses_info_is_plain(const char *name);
/* Is a character in the last column said to move the cursor to the next line at once? Curses counts on it, but what goes by
 * the names of such terminals today ("ansi") moves it only with the next character, as xterm does. */
bool term_curses_info_is_hasty(void);

#endif
