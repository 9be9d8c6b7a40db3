#include "config.h"

#include "cli/command.h"
#include "export/jot_record.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "ingest/pipeline.h"

static void command_extract_work(void *ctx, struct pipeline_item *item, struct arena *scratch, struct arena *arena,
				 struct buf *out)
{
	(void)ctx;
	(void)scratch;
	jot_record_extraction(out, &item->article, &item->found, arena);
}

static bool command_extract_article(void *ctx, struct pipeline_item *item)
{
	(void)ctx;
	return output_write(item->made);
}

static void command_extract_report(void *ctx, const char *where, const char *reason)
{
	(void)ctx;
	message_bad(where, reason);
}

static int command_extract_all(struct pipeline_options *o, int argc, char **argv)
{
	struct lexicon *l = lexicon_open();
	struct reader_counts counts;
	o->work = command_extract_work;
	o->article = command_extract_article;
	o->report = command_extract_report;
	int failed = pipeline_run(argv + 1, argc - 1, o, l, &counts);
	lexicon_close(l);
	return output_end(failed || counts.bad ? 3 : counts.articles ? 0 : 1);
}

int command_extract(const struct command *self, int argc, char **argv)
{
	const char *format = NULL, *date = NULL;
	const struct options_row rows[] = {
		{"format", "FORMAT", &format, NULL, "text, markdown or jsonl; else by name and first bytes"},
		{"date", "DATE", &date, NULL, "publication date of articles that give none (2018-05-22, 2018-05)"},
	};
	static const char details[] =
		"Reads articles (files, folders, - for standard input) and prints a JSON object a line and article, in\n"
		"the order of the input: its publication date, the date expressions, places and events found in it.\n"
		"Offsets are bytes of the UTF-8 text.\n";
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	struct pipeline_options o = {0};
	if (!options_reading(self, format, date, &o.format, &o.published))
		return 2;
	if (argc < 2)
		return options_wrong(self, "names no articles; give files, folders, or - for standard input");
	return command_extract_all(&o, argc, argv);
}
