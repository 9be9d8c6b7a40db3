/* options: the options of a command, from one table that is both read and shown by --help.
 *
 *     bool json = false;
 *     const char *corpus = NULL;
 *     const struct options_row rows[] = {
 *         {"corpus", "FILE", &corpus, NULL, "the corpus; without it the sample"},
 *         {"json", NULL, NULL, &json, "JSON Lines, an object an event"},
 *     };
 *
 * Long options only, "--name value" or "--name=value", anywhere before "--". A lone "-" is no option. */
#ifndef DATELINE_CLI_OPTIONS_H
#define DATELINE_CLI_OPTIONS_H

#include "cli/command.h"
#include "ingest/reader.h"

struct options_row {
	const char *name;
	const char *value;  /* what the value is called in the help; NULL: a flag */
	const char **text;  /* where a value goes */
	bool *flag;         /* what a flag sets */
	const char *help;
};

#define OPTIONS_COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Reads argv[1..*argc-1] and moves what is no option to its front; *argc is then the count of those and
 * argv[0]. False: --help was printed or the fault was, and *status is the exit status. `details` follows the
 * options in the help; may be NULL. */
bool options_read(const struct command *command, const struct options_row *rows, size_t n, const char *details,
		  int *argc, char **argv, int *status);
/* The values of --format and --date (NULL: not given); false when one is wrong: it was told, exit status 2. */
bool options_reading(const struct command *command, const char *format, const char *date, enum reader_format *out_format,
		     struct published *out_date);
/* Prints that the command line is wrong and how to learn more; returns exit status 2. */
int options_wrong(const struct command *command, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
