#include "config.h"

#include "base/mem.h"
#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "ingest/linker.h"

#include <stdio.h>
#include <string.h>

static void command_check_report(void *ctx, const char *line)
{
	const char *path = store_path(ctx);
	size_t n = strlen(path);
	/* an error of reading names the file, a damage does not */
	bool named = strncmp(line, path, n) == 0 && line[n] == ':';
	message_print("%s%s%s", named ? "" : path, named ? "" : ": ", line);
}

static int command_check_one(struct store *s)
{
	struct error err = ERROR_INIT;
	struct store_counts c;
	int64_t damages = 0, links;
	if (!store_check(s, command_check_report, s, &damages, &err))
		return message_error(&err);
	if (damages) {
		message_print("%s: %lld damage%s; restore the file from a copy or ingest again",
			      store_path(s), (long long)damages, damages == 1 ? "" : "s");
		return 3;
	}
	if (!store_count(s, &c, &err) || !store_count_links(s, &links, &err))
		return message_error(&err);
	printf("%lld articles, %lld events, %lld links: no damage\n", (long long)c.articles, (long long)c.events, (long long)links);
	return 0;
}

/* The corpus is opened for reading first: for writing it would be made where there is none. */
static int command_check_rebuild(const char *named)
{
	struct store *s = NULL;
	struct error err = ERROR_INIT;
	if (!corpus_open(named, &s, &err))
		return message_error(&err);
	char *path = mem_copy(store_path(s), strlen(store_path(s)));
	store_close(s);
	s = NULL;
	bool ok = store_open(path, STORE_WRITE, &s, &err);
	if (ok) {
		struct linker *l = linker_open(s);
		ok = linker_rebuild(l, &err);
		linker_close(l);
	}
	int status = ok ? command_check_one(s) : message_error(&err);
	store_close(s);
	mem_free(path);
	return status;
}

int command_check(const struct command *self, int argc, char **argv)
{
	const char *corpus = NULL;
	bool rebuild = false;
	const struct options_row rows[] = {
		{"corpus", "FILE", &corpus, NULL, "the corpus; without it the sample"},
		{"rebuild", NULL, NULL, &rebuild, "make word index, list rows, sums and links again before"},
	};
	static const char details[] = "Reads the whole corpus and says what is damaged. Exit status 3 when something is.\n";
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	if (argc > 2 || (argc == 2 && corpus))
		return options_wrong(self, "one corpus can be checked at a time");
	if (rebuild)
		return command_check_rebuild(argc == 2 ? argv[1] : corpus);
	struct store *s = NULL;
	struct error err = ERROR_INIT;
	bool ok = corpus_open_damaged(argc == 2 ? argv[1] : corpus, &s, &err);
	status = ok ? command_check_one(s) : message_error(&err);
	store_close(s);
	return output_end(status);
}
