/* reader: files in, articles out.
 *
 * A reader turns bytes into articles (record.h), one at a time, in order; it knows nothing of the
 * store. What a reader cannot read it reports through `report` with the name and line ("a.jsonl:12"),
 * counts and skips: the rest goes on. Formats: plain text, Markdown with front matter, JSON Lines; each
 * plain or compressed (libarchive); files, folders (in order of name, hidden files and links that
 * lead out left aside) and standard input ("-"). */
#ifndef DATELINE_INGEST_READER_H
#define DATELINE_INGEST_READER_H

#include "base/arena.h"
#include "base/error.h"
#include "record.h"

enum reader_format { READER_AUTO, READER_TEXT, READER_MARKDOWN, READER_JSONL };
bool reader_format_parse(struct str s, enum reader_format *out); /* "text", "markdown", "jsonl" */

struct reader_options {
	enum reader_format format;   /* AUTO: by name and first bytes */
	struct published published;  /* --date: for articles that give none */
	struct str source;           /* --source: the same */
	/* Called per article; the article lives until the call returns. False stops reading. */
	bool (*article)(void *ctx, struct article *a);
	/* Called per bad file or line: "name:line" (or the name), and the reason with its remedy. */
	void (*report)(void *ctx, const char *where, const char *reason);
	/* Called now and then with bytes read so far, and all bytes when known (0: unknown). */
	void (*progress)(void *ctx, uint64_t done, uint64_t all);
	void *ctx;
};

struct reader_counts {
	uint64_t articles, bad, bytes, repaired;
};

/* Reads one path. False only when nothing could be read at all (ERROR_IO: no such file, a folder
 * without articles); single bad files and lines are reported and counted. */
bool reader_read(const char *path, const struct reader_options *o, struct reader_counts *counts, struct error *err);

#endif
