/* reader: files in, articles out.
 *
 * A reader turns bytes into articles (record.h), one at a time, in order; it knows nothing of the
 * store. What a reader cannot read it reports through `report` with the name and line ("a.jsonl:12"),
 * counts and skips: the rest goes on. Formats: plain text, Markdown with front matter, JSON Lines; each
 * plain or compressed (gzip, zstd, xz, bzip2), alone or in a tar or zip archive; files, folders (in
 * order of name; hidden files, links and files of no known suffix left aside) and standard input ("-"). HTML and
 * XML are told and not read, unless the format is said to be text.
 *
 * JSON Lines: an object a line, {"id", "date", "title", "source", "url", "dateline", "text"}, of which only the text
 * is required. It is kept to the byte, so that spans count in what the writer of the line sees. The
 * text of the other formats is repaired UTF-8 with LF line ends, without the white space at its end. */
#ifndef DATELINE_INGEST_READER_H
#define DATELINE_INGEST_READER_H

#include "base/arena.h"
#include "base/error.h"
#include "record.h"

enum reader_format { READER_AUTO, READER_TEXT, READER_MARKDOWN, READER_JSONL };
bool reader_format_parse(struct str s, enum reader_format *out); /* "auto", "text", "markdown", "jsonl" */

struct reader_options {
	enum reader_format format;   /* AUTO: by name, else by first bytes */
	struct published published;  /* --date: for articles that give none */
	struct str source;           /* --source: the same */
	/* Called per article; the article lives until the call returns. Its title is the one that was given,
	 * or empty. False stops reading. */
	bool (*article)(void *ctx, struct article *a);
	/* Called per bad file or line: "name:line" (or the name), and the reason with its remedy. */
	void (*report)(void *ctx, const char *where, const char *reason);
	/* Called before every article with the bytes of the path read so far, and all of them when known
	 * (0: unknown). May be NULL. */
	void (*progress)(void *ctx, uint64_t done, uint64_t all);
	/* Asked before every read from a file; true ends reading with ERROR_INTERRUPTED. May be NULL. */
	bool (*stopped)(void *ctx);
	void *ctx;
};

struct reader_counts {
	uint64_t articles;
	uint64_t bad;        /* files and lines skipped */
	uint64_t flawed;     /* fields that could not be read; their articles were kept without them: told, no error */
	uint64_t left_aside; /* files of a folder or archive whose names say that they are no articles */
	uint64_t bytes;      /* of the articles' texts */
	uint64_t repaired;   /* bad UTF-8 sequences replaced */
};

/* Reads one path and adds to *counts. False when nothing could be read at all (ERROR_IO: no such file,
 * a folder without articles) or when it was stopped by `stopped`; single bad files and lines are
 * reported and counted. */
bool reader_read(const char *path, const struct reader_options *o, struct reader_counts *counts, struct error *err);

/* The day, month or year that a date names, as given. Read are: what interval_parse reads; ISO 8601 with
 * a time (the day as it is written, whatever the zone); "2018/05/22", "20180522"; "22 May 2018",
 * "May 22, 2018", "Tue, 22 May 2018 10:00:00 +0500"; "22/05/2018", "05/22/2018", "22.05.2018". Not read: what two
 * conventions read in two ways ("05/06/2018"). */
bool reader_date(struct str s, struct published *out);

#endif
