#include "config.h"

#include "base/mem.h"
#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "ingest/linker.h"

#include <stdio.h>
#include <string.h>

struct command_check {
	struct store *store;
	struct progress progress;
};

static void command_check_report(void *ctx, const char *line)
{
	struct command_check *c = ctx;
	const char *path = store_path(c->store);
	progress_clear(&c->progress);
	size_t n = strlen(path);
	/* an error of reading names the file, a damage does not */
	bool named = strncmp(line, path, n) == 0 && line[n] == ':';
	message_print("%s%s%s", named ? "" : path, named ? "" : ": ", line);
}

static void command_check_progress(void *ctx, const char *part, int64_t done, int64_t all)
{
	struct command_check *c = ctx;
	progress_task(&c->progress, part, (uint64_t)done, (uint64_t)all);
}

static int command_check_one(struct store *s, bool rebuilt)
{
	struct error err = ERROR_INIT;
	struct store_counts c;
	struct command_check self = {.store = s};
	struct store_damages damages = {0};
	int64_t links;
	progress_start(&self.progress);
	bool ok = store_check(s, &(struct store_watch){command_check_report, command_check_progress, &self}, &damages, &err);
	progress_clear(&self.progress);
	if (!ok)
		return message_error(&err);
	if (damages.all) {
		message_print("%s: %lld damage%s; %s", store_path(s), (long long)damages.all, damages.all == 1 ? "" : "s",
			      rebuilt || damages.derived < damages.all ? "restore the file from a copy or ingest again" :
							"no article is lost: make the rest again with `dateline check --rebuild`");
		return 3;
	}
	if (!store_count(s, &c, &err) || !store_count_links(s, &links, &err))
		return message_error(&err);
	printf("%lld article%s, %lld event%s, %lld link%s: no damage\n", (long long)c.articles, c.articles == 1 ? "" : "s",
	       (long long)c.events, c.events == 1 ? "" : "s", (long long)links, links == 1 ? "" : "s");
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
		struct command_check self = {.store = s};
		struct linker *l = linker_open(s);
		progress_start(&self.progress);
		ok = linker_rebuild(l, &(struct store_watch){NULL, command_check_progress, &self}, &err);
		progress_clear(&self.progress);
		linker_close(l);
	}
	int status = ok ? command_check_one(s, true) : message_error(&err);
	store_close(s);
	mem_free(path);
	return output_end(status);
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
	status = ok ? command_check_one(s, false) : message_error(&err);
	store_close(s);
	return output_end(status);
}
