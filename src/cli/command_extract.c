#include "config.h"

#include "cli/command.h"
#include "cli/json_record.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "ingest/reader.h"
#include "text/extract.h"

#include <stdio.h>

enum { EXTRACT_FLUSH = 1 << 16 };

struct command_extract {
	struct lexicon *lexicon;
	struct arena arena;
	struct buf out;
};

static bool command_extract_article(void *ctx, struct article *a)
{
	struct command_extract *c = ctx;
	struct extract_input in = {a->text, a->title, a->published};
	struct extraction x;
	extract(&in, c->lexicon, &c->arena, &x);
	json_record_extraction(&c->out, a, &x, &c->arena);
	arena_reset(&c->arena);
	return c->out.n < EXTRACT_FLUSH || output_write(&c->out);
}

static void command_extract_report(void *ctx, const char *where, const char *reason)
{
	(void)ctx;
	message_print("%s: %s", where, reason);
}

static int command_extract_all(struct reader_options *o, int argc, char **argv)
{
	struct command_extract c = {.lexicon = lexicon_open()};
	struct reader_counts counts = {0};
	int status = 0;
	o->article = command_extract_article;
	o->report = command_extract_report;
	o->ctx = &c;
	for (int i = 1; i < argc; i++) {
		struct error err = ERROR_INIT;
		if (!reader_read(argv[i], o, &counts, &err))
			status = message_error(&err);
	}
	output_write(&c.out);
	buf_free(&c.out);
	arena_free(&c.arena);
	lexicon_close(c.lexicon);
	if (status == 0 && (counts.bad || counts.flawed))
		status = 3;
	return output_end(status ? status : counts.articles ? 0 : 1);
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
	switch (options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv)) {
	case OPTIONS_HELP:
		return output_end(0);
	case OPTIONS_BAD:
		return 2;
	case OPTIONS_RUN:
		break;
	}
	struct reader_options o = {0};
	if (format && !reader_format_parse(str_of(format), &o.format))
		return options_wrong(self, "--format %s is unknown: text, markdown or jsonl", format);
	if (date && !reader_date(str_of(date), &o.published))
		return options_wrong(self, "--date %s is no date; write 2018-05-22, 2018-05 or 2018", date);
	if (argc < 2)
		return options_wrong(self, "names no articles; give files, folders, or - for standard input");
	return command_extract_all(&o, argc, argv);
}
