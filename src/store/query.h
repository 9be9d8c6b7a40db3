/* query: the one language of the filter line and the command line, and its answers.
 *
 *     words "phrases" /regex/  country:PK  country:PK+IN  country:PK,IN  from:2018 to:2020-06 on:2018-05
 *     kind:meeting  source:"desk A"  tag:x  is:starred|undated|doubtful|announced|corrected|report  link:same
 *     -negated; terms are and-ed
 *
 * A source is named by its name or by whole words of it ("desk A" of "sample desk A"), whatever their case.
 * Strict: an unknown field or value is ERROR_USAGE with the column and a suggestion, never a wider
 * answer. Parsing touches no corpus; running does, and only it can tell that no source has a name.
 *
 * Words and phrases are literal with smart case, at word boundaries (a script without spaces has none); a space
 * is any white space, an accent is the same composed or apart. A pattern is Perl's (base/regex.h), a / in it
 * is written \/. -country:PK leaves out what names Pakistan: events, and the reports of articles of which any event does.
 * An event answers by its passage or its headline, a report by its article's text or title,
 * each a text of its own. from/to/on keep what meets the interval. country: takes codes and names; + joins, a
 * comma parts alternatives. is: also knows denied, hypothetical, noted, tagged, open: announced, and nothing is known
 * that came of it, and rejected: what the user rejected or merged into another event, which only a query that asks for
 * it finds.
 *
 * Dates and countries are asked of runs and lists, of which there are few (rows.h); the rest of the fields is
 * one pass over what they leave, some ns a row. For words and patterns the word index names the articles that
 * can answer (plan.h), and only their texts are read.
 *
 * A result is a list of rows in order of time: events by first day, and (unless the query names
 * something that only events have) reports: articles at their publication date. Undated rows stand at
 * the end. */
#ifndef DATELINE_STORE_QUERY_H
#define DATELINE_STORE_QUERY_H

#include "store/store.h"

#include <stdatomic.h>

struct query;

/* NULL or "" gives the query that everything answers. */
bool query_parse(struct str text, struct query **out, struct error *err);
void query_free(struct query *q);
/* The days that its from:, to: and on: leave, of which a row may be longer: none of them is before .from or after .to. */
struct interval query_days(const struct query *q);
/* The query as text again, normalised ("country:PK+IN /border/"). Borrowed from q. */
struct str query_text(const struct query *q);

enum row_type { ROW_EVENT, ROW_REPORT };

struct row {
	int64_t id;             /* of the event; of the article for a report */
	int64_t article;
	struct interval when;   /* INTERVAL_NONE: undated */
	uint8_t type;           /* enum row_type */
	uint8_t precision;
	uint8_t kind;           /* enum event_kind */
	uint8_t modality;
	uint8_t confidence;
	uint8_t flags;          /* ROW_STARRED ... */
	uint16_t importance;    /* to choose what a period shows: links, countries, confidence; larger is more */
};

/* Corrected: in any way; the last three say which field. */
enum {
	ROW_STARRED = 1 << 0, ROW_TAGGED = 1 << 1, ROW_NOTED = 1 << 2, ROW_CORRECTED = 1 << 3,
	ROW_NEW_DATE = 1 << 4, ROW_NEW_COUNTRIES = 1 << 5, ROW_NEW_KIND = 1 << 6,
	ROW_REJECTED = 1 << 7, /* or merged; only in the answer to is:rejected */
};

/* Percent. An event whose date is less sure stands there with a ?, and is:doubtful finds it. */
enum { ROW_DOUBT_BELOW = 50 };

/* Rows of a result that have one interval, side by side. */
struct row_run {
	struct interval when;
	uint32_t end;           /* the index behind the last of them */
};

/* The index of the first of a run's rows. */
static inline size_t rows_run_begin(const struct row_run *runs, size_t run)
{
	return run ? runs[run - 1].end : 0;
}

/* What the user's notes say of a row. */
struct row_mark {
	int64_t id;             /* of the event; of a report, minus its article */
	uint8_t flags;          /* ROW_STARRED ... */
};

struct rows_table;

struct result {
	size_t count;
	const struct row_run *runs; /* all rows by time, undated last: who counts by periods asks these */
	size_t run_count;
	size_t events, reports, articles; /* articles: distinct ones with a row */
	size_t undecided;       /* articles that a match limit kept from an answer */
	size_t total;           /* rows of the whole corpus */
	struct country_count {
		char code[3];
		uint32_t events;
	} *countries;           /* most first; counts events of the result by country */
	size_t country_count;
	struct best_sum *sums, *run_sums; /* for best.h; NULL: the rows are not all there (query_beginning) */
	/* result_row's own */
	atomic_uint users;
	struct rows_table *table;
	uint32_t *ranks;        /* in the table; NULL: all of it */
	struct row_run *own_runs;
	struct row_mark *marks;
	size_t mark_count;
};

/* What the caller wants to be told, and to be able to stop. */
struct query_watch {
	const atomic_bool *cancel;      /* NULL: cannot be stopped */
	/* How many of the rows are done. NULL: nobody looks. */
	void (*progress)(void *ctx, size_t done, size_t all, size_t hits);
	/* What was found so far around `near`, more each time; the callee's to free. NULL: nobody looks. */
	void (*found)(void *ctx, struct result *part);
	struct interval near;           /* where the caller looks: texts near it come first; INTERVAL_NONE: all alike */
	void *ctx;
};

/* ERROR_INTERRUPTED when watch->cancel was set. The result is the caller's: result_free. */
bool query_run(struct store *s, const struct query *q, const struct query_watch *watch, struct result **out,
	       struct error *err);
/* After a query that was watched: reads what lies around watch->near, so that the next one finds it in memory. Some
 * ms, in which watch->cancel is looked at; false: it was not finished. */
bool query_keep_near(struct store *s, const struct query_watch *watch, struct error *err);
/* Makes ready what the first link: or is:open would wait for, in a corpus with more than `least` rows: some hundred ms for
 * a million articles, and a byte a row for as long as the corpus stays. watch->cancel is looked at about every ms, at first after 5; false: it
 * was not finished, and the next call goes on from there. Nothing is done before the first query, nor when the corpus or
 * the notes have changed since the last one. */
bool query_keep_links(struct store *s, size_t least, const struct query_watch *watch, struct error *err);
void result_free(struct result *r); /* one user less; NULL is allowed */
struct result *result_share(struct result *r); /* one user more, who may be in another thread */
/* What a first screen needs of a corpus with more than `least` rows, in some ms however large it is: the result of the
 * empty query with its sums and runs, of whose rows only the first `rows` are there (id 0: it is not). What the user
 * corrected elsewhere is not in the sums yet. *out NULL: the corpus is not so large, or notes change these rows; ask
 * the empty query. */
bool query_beginning(struct store *s, size_t least, size_t rows, struct result **out, struct error *err);
/* Only how many articles have a row that answers: without fields no rows are read, and of a pattern that can only
 * match inside one word no texts. */
bool query_count(struct store *s, const struct query *q, const struct query_watch *watch, size_t *articles, size_t *undecided,
		 struct error *err);
/* The i-th row in order of time; i below count. About 50 ns. A result may be used by several threads. */
struct row result_row(const struct result *r, size_t i);
/* Its importance alone, at a few ns. */
uint16_t result_importance(const struct result *r, size_t i);
/* The run that the i-th row is in. */
size_t result_run(const struct result *r, size_t i);
/* The first row that begins on that day or later; count when there is none, or the first undated one. */
size_t result_at_day(const struct result *r, int32_t day);
/* How many rows have a date: they stand before the others. */
size_t result_dated(const struct result *r);
/* Where a row stands that has this interval; SIZE_MAX: not here. */
size_t result_find(const struct result *r, enum row_type type, int64_t id, int64_t article, struct interval when);
/* A result of given rows, in order of time: for who has no corpus. Rows keep what a table keeps of them. */
struct result *result_of(const struct row *rows, size_t n);

/* What a list line shows of a row; memory in arena. */
struct row_text {
	struct str headline;   /* of a report: the article's title */
	struct str source;
	char countries[8][3];  /* host first; country_count may be larger than 8 */
	size_t country_count;
	uint16_t same, series, before, after, background; /* links: told elsewhere, series, announced before, came to pass, told later */
	int64_t *told;         /* the events that tell the same, elsewhere, before or later: all that it is linked to but a series */
	size_t told_count;
	bool approximate;      /* its date is: "about 520", "early in May" */
	bool open;             /* announced, and nothing is known that came of it (is:open) */
	struct interval outcome; /* announced: when it came to pass; INTERVAL_NONE: not known, or not dated */
	enum precision outcome_precision;
	struct str outcome_headline; /* what was told of it then; empty: nothing */
};
bool query_row_text(struct store *s, const struct row *r, struct arena *arena, struct row_text *out,
		    struct error *err);

/* The hits of the query's regexes, words and phrases in a text, in order, not overlapping, at most
 * `max`; returns how many. For lighting them and for n and N. */
size_t query_hits(const struct query *q, struct str text, struct span *out, size_t max);

#endif
