/* message: what the program says to a person on standard error, "dateline: OBJECT: reason; remedy".
 *
 * Everything passes through utf8_visible: a message may hold names and texts from anywhere. */
#ifndef DATELINE_CLI_MESSAGE_H
#define DATELINE_CLI_MESSAGE_H

#include "base/error.h"
#include "base/str.h"

void message_print(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* A bad file or line: "WHERE: REASON"; where NULL: the reason says it. */
void message_bad(const char *where, const char *reason);
/* Prints the error and returns the exit status for it. */
int message_error(const struct error *err);
/* The same for an error in a text that the user typed (a query, a pattern): below the message stand
 * the text and a caret under the column of the fault. */
int message_error_in(const struct error *err, struct str typed);
/* Of `n` names the one that `typed` was likely meant to be, or NULL. */
const char *message_suggest(const char *typed, const char *const *names, size_t n);

#endif
