/* citation: names of passages, "dl:ARTICLE#bBEGIN-END", and the quotes that stand before them, read from a file that
 * somebody was given.
 *
 * Read are words (plain text, what the browser copied, --md, --html, --org), in which a quote is the last text in
 * double quotes (“...”, «...», „...“ or "...", but not ="..." as in markup) between a name and the one before it in its
 * paragraph; and what is no words: events as --json, --csv, --ics and --timelinejs write them. A calendar and a table are
 * told by their first line. */
#ifndef DATELINE_CLI_CITATION_H
#define DATELINE_CLI_CITATION_H

#include "base/str.h"

#include <stdio.h>

/* What a file says of the passage beside the quote, as it stands there: JSON and a table in fields, words in the heading of an
 * export (citation_head.h), a calendar in lines. */
enum citation_field {
	CITATION_TITLE,
	CITATION_SOURCE,
	CITATION_PUBLISHED,
	CITATION_PUBLISHED_FROM,
	CITATION_PUBLISHED_TO,
	CITATION_FROM,
	CITATION_TO,
	CITATION_COUNTRIES, /* "PK IN"; of JSON with their roles, "PK:host IN:participant" */
	CITATION_CORRECTED, /* "date (read as 2018-05-23)"; not of JSON, whose fields are taken as they were read */
	CITATION_WHEN,      /* of words: "2018-05-23…25" */
	CITATION_WHERE,     /* of words: "Pakistan (host), India; Islamabad" */
	CITATION_NAMES,     /* of a calendar: "Pakistan,India" */
};
enum { CITATION_COLUMNS = CITATION_CORRECTED + 1 /* what JSON and tables have */, CITATION_FIELDS = CITATION_NAMES + 1 };

struct citation {
	struct str name;
	struct str quote;   /* as it is written there, escapes and all; p NULL: none */
	struct str about;   /* in words, what stands between the quote and the name, as it is written there; else empty */
	struct str fields[CITATION_FIELDS]; /* p NULL: it is not there */
	unsigned long line; /* of the name, from 1 */
};

/* Hands on every citation in order, borrowed for the call. False as soon as `each` is, or when reading fails, which
 * ferror tells. A paragraph longer than 1 MiB is taken in parts. */
bool citation_read(FILE *f, bool (*each)(void *ctx, const struct citation *c), void *ctx);

#endif
