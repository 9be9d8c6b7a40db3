/* command: what `dateline NAME` runs. One file a command, one row a command in main.c. */
#ifndef DATELINE_CLI_COMMAND_H
#define DATELINE_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

struct command {
	const char *name;
	const char *arguments; /* as the usage line shows them */
	const char *summary;   /* one line */
	/* argv[0] is the command's name. Returns the exit status: 0 found or done, 1 nothing found, 2 usage
	 * or query error, 3 data error, 130 interrupted. */
	int (*run)(const struct command *self, int argc, char **argv);
};

int command_articles(const struct command *self, int argc, char **argv);
int command_browse(const struct command *self, int argc, char **argv);
int command_check(const struct command *self, int argc, char **argv);
int command_config(const struct command *self, int argc, char **argv);
int command_countries(const struct command *self, int argc, char **argv);
int command_events(const struct command *self, int argc, char **argv);
int command_extract(const struct command *self, int argc, char **argv);
int command_ingest(const struct command *self, int argc, char **argv);
int command_links(const struct command *self, int argc, char **argv);
int command_notes(const struct command *self, int argc, char **argv);
int command_search(const struct command *self, int argc, char **argv);
int command_show(const struct command *self, int argc, char **argv);
int command_timeline(const struct command *self, int argc, char **argv);
int command_verify(const struct command *self, int argc, char **argv);

#endif
