/* error: how a failure travels.
 *
 * A struct error lives with the caller, usually on its stack, and is filled at most once, at the
 * place that knows what went wrong. Functions that can fail return bool and take the error last;
 * error_set returns false, so that a failure is one line:
 *
 *     return error_set(err, ERROR_IO, "%s: cannot be read; check the path", path);
 *
 * The message names the object first, then the reason, then the remedy after a semicolon. It is
 * shown as it stands after "dateline: ", so it has no prefix and no full stop. What an article or a
 * user supplied may be in it raw: whoever prints makes controls visible (utf8_visible).
 * "Absent" is an answer, never an error. Programmer errors are assert(). */
#ifndef DATELINE_BASE_ERROR_H
#define DATELINE_BASE_ERROR_H

#include <stdbool.h>

enum error_code {
	ERROR_NONE,
	ERROR_USAGE,       /* the command line or a query is wrong: exit status 2 */
	ERROR_IO,          /* a file or the terminal said no: exit status 3, as all below */
	ERROR_SYNTAX,      /* input that cannot be read as what it claims to be */
	ERROR_SCHEMA,      /* not a corpus, or a newer one */
	ERROR_CORRUPT,     /* a corpus that is damaged */
	ERROR_BUSY,        /* another process writes; trying again later may help */
	ERROR_INTERRUPTED, /* the user stopped it: exit status 130 */
};

struct error {
	enum error_code code;
	int column; /* for ERROR_USAGE on a query or pattern: byte offset of the fault, or -1 */
	char msg[512];
};

#define ERROR_INIT {ERROR_NONE, -1, ""}

/* Fills err (NULL is allowed: nobody listens) and returns false. A longer message is cut. */
bool error_set(struct error *err, enum error_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The same, with the byte offset of the fault in the user's text. */
bool error_set_at(struct error *err, enum error_code code, int column, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* The exit status of the command line for a code: 0, 2, 3 or 130. */
int error_exit_status(enum error_code code);

#endif
