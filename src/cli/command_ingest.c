#include "config.h"

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "ingest/ingest.h"

#include <stdio.h>

static void command_ingest_report(void *ctx, const char *where, const char *reason)
{
	progress_clear(ctx);
	message_bad(where, reason);
}

static void command_ingest_progress(void *ctx, const struct ingest_counts *c, uint64_t done, uint64_t all)
{
	progress_show(ctx, c->added + c->known, c->bytes, done, all);
}

static void command_ingest_part(uint64_t n, const char *one, const char *more)
{
	if (n)
		printf(", %llu %s", (unsigned long long)n, n == 1 ? one : more);
}

static void command_ingest_summary(const struct ingest_counts *c, double seconds)
{
	uint64_t articles = c->added + c->known;
	printf("%llu new article%s with %llu event%s", (unsigned long long)c->added, c->added == 1 ? "" : "s",
	       (unsigned long long)c->events, c->events == 1 ? "" : "s");
	command_ingest_part(c->known, "already known", "already known");
	command_ingest_part(c->read.bad + c->failed, "bad file or line skipped", "bad files or lines skipped");
	command_ingest_part(c->read.flawed, "field left out", "fields left out");
	command_ingest_part(c->read.repaired, "bad UTF-8 sequence replaced", "bad UTF-8 sequences replaced");
	command_ingest_part(c->read.left_aside, "other file left aside", "other files left aside");
	printf("; %.1f s, %.0f articles/s\n", seconds, (double)articles / (seconds > 0.001 ? seconds : 0.001));
}

static int command_ingest_into(const char *corpus, struct ingest_options *o, int argc, char **argv)
{
	struct error err = ERROR_INIT;
	struct progress progress;
	struct ingest_counts counts = {0};
	progress_start(&progress);
	interrupt_catch();
	o->report = command_ingest_report;
	o->progress = command_ingest_progress;
	o->stopped = interrupt_came;
	o->ctx = &progress;
	bool ok = ingest_run(corpus, argv + 1, argc - 1, o, &counts, &err);
	progress_clear(&progress);
	if (ok || counts.bytes)
		command_ingest_summary(&counts, progress_seconds(&progress));
	if (!ok)
		return output_end(message_error(&err));
	bool bad = counts.read.bad || counts.failed;
	return output_end(bad ? 3 : counts.added || counts.known ? 0 : 1);
}

int command_ingest(const struct command *self, int argc, char **argv)
{
	const char *corpus = NULL, *format = NULL, *date = NULL, *source = NULL;
	const struct options_row rows[] = {
		{"corpus", "FILE", &corpus, NULL, "the corpus; made when it does not exist"},
		{"format", "FORMAT", &format, NULL, "text, markdown or jsonl; else by name and first bytes"},
		{"date", "DATE", &date, NULL, "publication date of articles that give none (2018-05-22, 2018-05)"},
		{"source", "NAME", &source, NULL, "source of articles that name none"},
	};
	static const char details[] =
		"Reads articles (files, folders, - for standard input), finds their events, and adds them to the corpus.\n"
		"An article that is there already is not added again. Bad files and lines are told and skipped. Ctrl-C\n"
		"stops; what was added is kept, and running it again adds the rest.\n";
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	struct ingest_options o = {.source = str_of(source)};
	if (!options_reading(self, format, date, &o.format, &o.published))
		return 2;
	if (!corpus)
		return options_wrong(self, "names no corpus; give --corpus FILE");
	if (argc < 2)
		return options_wrong(self, "names no articles; give files, folders, or - for standard input");
	return command_ingest_into(corpus, &o, argc, argv);
}
