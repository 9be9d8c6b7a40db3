/* export: what a query answered, written for other programs and for readers. One writer a format.
 *
 *     struct export x = {.format = export_format(STR("html")), .what = EXPORT_EVENTS, ...};
 *     export_count(&x, result);
 *     export_begin(&x);
 *     export_rows(&x, result, cancel, &err);
 *     export_end(&x);
 *     export_left_out(&x, &text);       // what is not in it, in words
 *     export_free(&x);
 *
 * The command line and the browser's searching thread call the same. Writers stream: what has gathered goes to
 * `write` now and then, and a million events need no more memory than one. Everything from an article is escaped
 * as its format asks (HTML, Markdown, Org, CSV, iCalendar, JSON) after utf8_visible; links are only of the web
 * (base/url.h). An export has no clock and no random name in it but iCalendar's DTSTAMP. */
#ifndef DATELINE_EXPORT_EXPORT_H
#define DATELINE_EXPORT_EXPORT_H

#include "store/notes.h"
#include "store/query.h"

/* "news" of "/home/a/news.dateline": how an export calls its corpus. */
struct str export_corpus(const char *path);

enum export_what { EXPORT_EVENTS, EXPORT_ARTICLES, EXPORT_PERIODS, EXPORT_COUNTRIES };

struct export_format; /* export_writer.h */
struct export_writer;

/* By the name of its option, which is also the ending of its files: md html csv ics timelinejs org json; NULL: none
 * of that name. */
const struct export_format *export_format(struct str name);
const struct export_format *export_format_at(size_t i); /* in the order of menus; NULL past the last */
const char *export_name(const struct export_format *f);   /* "md" */
const char *export_ending(const struct export_format *f); /* "md"; of timelinejs "timeline.json" */
const char *export_title(const struct export_format *f);  /* "Markdown" */
const char *export_help(const struct export_format *f);   /* what the option's help says */

struct export_tally {
	size_t written;
	size_t undated, outside; /* left out: without a day; with one that the format cannot hold */
	size_t rejected;         /* of the corpus, by the user: only is:rejected answers with them, and then it is 0 */
	size_t events_undated, events_vague; /* that no period counts: without a day, or named to a longer period */
	size_t undecided;        /* articles that the pattern did not decide */
	struct interval span;    /* first and last day of what is dated */
	size_t dated;
};

struct export {
	/* given by the caller, who keeps it all alive */
	const struct export_format *format;
	enum export_what what;
	struct store *store;
	const struct notes *notes; /* NULL: none */
	struct str query;          /* what was asked; empty: everything */
	struct str corpus;         /* its name, for the title */
	enum precision unit;       /* PERIODS */
	bool (*keeps)(void *ctx, const struct row *r); /* of a result: which events; NULL: all */
	int64_t now;               /* seconds since 1970, for DTSTAMP */
	bool (*write)(void *ctx, struct str bytes); /* false: no more is taken */
	void *ctx;                 /* of keeps and write */

	struct export_tally tally;
	struct export_writer *writer; /* between begin and free */
};

/* Counts what is there before it is written: whole answers, or a day at a time. */
bool export_count(struct export *x, const struct result *r, struct error *err);
void export_count_day(struct export *x, struct interval when);

void export_begin(struct export *x);
/* All events of an answer. ERROR_INTERRUPTED when cancel (may be NULL) was set. False without an error: write took no
 * more. */
bool export_rows(struct export *x, const struct result *r, const atomic_bool *cancel, struct error *err);
/* One thing a time. Countries have no days: a format that holds only days (ics, timelinejs) has no place for them. */
bool export_article(struct export *x, int64_t article, uint32_t events, struct error *err);
bool export_period(struct export *x, struct interval when, uint32_t events, uint64_t score, struct str headline);
bool export_country(struct export *x, const char *code, uint32_t events);
bool export_end(struct export *x);
void export_free(struct export *x); /* also without export_end */

/* "12 undated, 3 outside the years 1 to 9999" or nothing; replaces what out held. */
void export_left_out(const struct export *x, struct buf *out);

#endif
