#include "config.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What runs without the name of a command. */
static const struct command browse = {"browse", "[OPTION]... [CORPUS]", "Opens the browser", command_browse};

static const struct command commands[] = {
	{"ingest", "--corpus FILE [OPTION]... PATH...|-", "Adds articles to a corpus", command_ingest},
	{"extract", "[OPTION]... PATH...|-", "Prints the dated events of articles as JSON Lines", command_extract},
	{"events", "[OPTION]... [QUERY]", "Lists the events that answer a query, by date", command_events},
	{"articles", "[OPTION]... [QUERY]", "Lists the articles that answer a query, by publication date", command_articles},
	{"countries", "[OPTION]... [QUERY]", "Counts the countries of the events that answer a query", command_countries},
	{"search", "[OPTION]... REGEX [QUERY]", "Finds a regular expression in the articles", command_search},
	{"timeline", "[OPTION]... [QUERY]", "Counts events by day, month or year, or ranks days", command_timeline},
	{"links", "[OPTION]... [EVENT]", "Lists what belongs to an event, or all links", command_links},
	{"show", "[OPTION]... EVENT|ARTICLE", "Shows an event with its evidence, or an article", command_show},
	{"verify", "[--corpus FILE] FILE", "Checks that cited passages still stand", command_verify},
	{"check", "[CORPUS]", "Looks for damage in a corpus", command_check},
	{"config", "[--check [FILE]]", "Prints the browser's default settings, or checks yours", command_config},
	{"notes", "export | import FILE", "Takes the user's notes out, or in", command_notes},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void main_help(void)
{
	printf("Usage: dateline [OPTION]... [CORPUS]\n"
	       "       dateline COMMAND [OPTION]... [ARGUMENT]...\n"
	       "Turns news articles into a chronology, and opens it (without CORPUS, the sample).\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].summary);
	printf("\ndateline COMMAND --help tells more; dateline browse --help, of the browser.\n"
	       "Exit status: 0 found or done, 1 nothing found, 2 usage or query error, 3 data error,\n"
	       "130 interrupted.\n");
}

static int main_unknown(const char *typed)
{
	const char *names[COMMANDS];
	for (size_t i = 0; i < COMMANDS; i++)
		names[i] = commands[i].name;
	const char *meant = message_suggest(typed, names, COMMANDS);
	if (meant)
		message_print("%s: no such command, did you mean %s? See dateline --help", typed, meant);
	else
		message_print("%s: no such command or corpus; see dateline --help", typed);
	return 2;
}

/* Is it meant as a corpus, though it may not be there? A bare word that is no file is more likely a command. */
static bool main_is_path(const char *typed)
{
	return strpbrk(typed, "./") || access(typed, F_OK) == 0;
}

int main(int argc, char **argv)
{
	signal(SIGXFSZ, SIG_IGN); /* a file that may grow no more is an error like a full disk */
	if (argc < 2)
		return browse.run(&browse, argc, argv);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		main_help();
		return output_end(0);
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("dateline " PACKAGE_VERSION "\n");
		return output_end(0);
	}
	for (size_t i = 0; i < COMMANDS; i++) {
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(&commands[i], argc - 1, argv + 1);
	}
	if (strcmp(argv[1], browse.name) == 0)
		return browse.run(&browse, argc - 1, argv + 1);
	if (argv[1][0] == '-' || main_is_path(argv[1]))
		return browse.run(&browse, argc, argv);
	return main_unknown(argv[1]);
}
