#include "config.h"

#include "ui/term_curses_info.h"

#include "ui/mouse.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

const char *term_curses_info_string(const char *name)
{
	const char *s = tigetstr(name);
	return s == (char *)-1 ? NULL : s;
}

/* What gives the terminal back after a crash, without the delays that old ones ask for ("$<5>"). */
static void term_curses_info_leave(const char *name, struct buf *out)
{
	const char *const strings[] = {TERM_CURSES_PASTE_OFF,
				       term_curses_info_string("kmous") && !term_curses_info_is_plain(name) ? MOUSE_OFF : NULL,
				       term_curses_info_string("sgr0"),
				       term_curses_info_string("rmkx"),
				       term_curses_info_string("cnorm"),
				       term_curses_info_string("rmcup")};
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
bool term_curses_info_check(struct buf *leave, struct error *err)
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
	bool good = term_curses_info_string("cup") && term_curses_info_string("clear");
	term_curses_info_leave(name, leave);
	del_curterm(set_curterm(NULL));
	if (!good)
		return error_set(err, ERROR_IO,
				 "TERM=%s: this terminal cannot place the cursor; use another, or dateline --plain, or a command (dateline --help)",
				 name);
	return true;
}

bool term_curses_info_is_plain(const char *name)
{
	static const char *const plain[] = {"vt52", "vt100", "vt102", "vt200", "vt220", "vt320", "vt400", "vt420", "vt510", "vt520",
					    "ansi", "pcansi", "scoansi", "cons25", "sun", "linux"};
	struct str family = str_sub(str_of(name), 0, strcspn(name, "-+"));
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (str_eq(family, str_of(plain[i])))
			return true;
	return false;
}

bool term_curses_info_is_hasty(void)
{
	return tigetflag("am") > 0 && tigetflag("xenl") <= 0;
}
