/* listing: what the commands share that ask a corpus a query: options, corpus, query, answer. */
#ifndef DATELINE_CLI_LISTING_H
#define DATELINE_CLI_LISTING_H

#include "cli/options.h"
#include "cli/progress.h"
#include "export/export.h"
#include "store/notes.h"
#include "store/query.h"

struct listing {
	const char *corpus; /* --corpus */
	bool json, csv;     /* --json, --csv, and the other formats of export/export.h: */
	bool md, html, org, ics, timelinejs;
	struct export export; /* .format NULL: lines for people */
	struct store *store;
	struct notes *notes; /* NULL: none */
	struct query *query;
	struct result *result;
	bool count;          /* instead of a result, only: */
	size_t articles;     /*   how many articles answer */
	size_t undecided;
	struct arena arena; /* of one row; reset it */
	struct buf out;     /* what is to be printed */
	int width;          /* of the terminal, 0: none */
	struct progress progress; /* of the search, and of writing to what is no terminal */
	size_t records, all; /* written; of how many, 0: not known */
};

/* The rows of these options, for a command's table. */
#define LISTING_CORPUS(l) {"corpus", "FILE", &(l).corpus, NULL, "the corpus; without it the sample"}
#define LISTING_JSON(l, what) {"json", NULL, NULL, &(l).json, "JSON Lines, an object " what}
#define LISTING_FORMAT(l, name) {#name, NULL, NULL, &(l).name, export_help(export_format(STR(#name)))}
#define LISTING_TABLES(l) LISTING_FORMAT(l, csv), LISTING_FORMAT(l, md), LISTING_FORMAT(l, html), LISTING_FORMAT(l, org)
#define LISTING_FORMATS(l) LISTING_TABLES(l), LISTING_FORMAT(l, ics), LISTING_FORMAT(l, timelinejs)

/* What a command's help says of the query. */
#define LISTING_QUERY_HELP                                                                                   \
	"QUERY: words, \"phrases\", /regex/, country:PK (PK+IN both, PK,IN either), from:2018 to:2020-06 on:2018-05,\n" \
	"kind:meeting, source:NAME, tag:NAME, is:undated, link:same; - negates, terms are and-ed. A query from a\n"      \
	"shell wants quotes: dateline events 'country:PK /border (post|town)/'.\n"

/* Opens the corpus, and runs the query. False: the reason was printed and *status is the exit status. */
bool listing_open(struct listing *l, struct str query, int *status);
/* The same with the arguments argv[1..argc-1], joined by blanks, as the query. */
bool listing_open_arguments(struct listing *l, int argc, char **argv, int *status);
/* Is a format asked for? Then l->export is ready to count (export/export.h). */
bool listing_export(struct listing *l, enum export_what what);
/* Prints what is left, tells what an export left out, tells of articles that a limit kept from an answer, releases everything. The exit
 * status: that of `err` when it is set, 0 when `found`, else 1. */
int listing_close(struct listing *l, const struct error *err, bool found);

/* Ends a record: prints what has gathered now and then. False when standard output takes no more or the
 * user stopped it. Empties the arena. */
bool listing_next(struct listing *l);

/* "2018-05-23…25", "undated" */
struct str listing_when(struct arena *arena, struct interval when, uint8_t precision);

#endif
