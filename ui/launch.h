/* launch: other programs, started by argv, never through a shell but where the user typed a command for one.
 *
 * A child gets the signals as they are by default, none blocked, and no descriptor but its standard three. The words of
 * $BROWSER, $EDITOR and $PAGER are cut here: nothing in them is expanded, and what is put in later (an address, a
 * path) is one word, whatever it holds. */
#ifndef DATELINE_UI_LAUNCH_H
#define DATELINE_UI_LAUNCH_H

#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"

#include <sys/types.h>

/* NULL at its end; memory in the arena that was given. */
struct launch_words {
	char **v;
	size_t n;
};

/* Cuts a command into words at blanks; '...', "..." and \ keep them together. Room is left for two words more. */
struct launch_words launch_words(struct str command, struct arena *arena);
/* The same, with each %s in a word replaced by `word` (%% is a %); where there is no %s, it is the last one. */
struct launch_words launch_words_with(struct str command, const char *word, struct arena *arena);

/* Runs a program on the terminal, which the caller has given back, until it ends. in, out: descriptors for its standard
 * input and output (and error), or -1: the terminal's. *status as waitpid gives it. */
bool launch_wait(char *const argv[], int in, int out, int *status, struct error *err);
/* Starts a program that needs no terminal, in a session of its own; its words go nowhere. */
struct launched {
	VEC(pid_t) running, fed;
};
bool launch_away(struct launched *l, char *const argv[], struct error *err);
/* The same, with a text for its standard input, which must be short (LAUNCH_FED bytes). How it ends is not told. */
enum { LAUNCH_FED = 1 << 16 };
bool launch_feed(struct launched *l, char *const argv[], struct str text, struct error *err);
/* Collects what has ended; the status of one that failed, else 0. */
int launch_reap(struct launched *l);
void launch_free(struct launched *l);

#endif
