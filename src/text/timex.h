/* timex: time expressions, found, then resolved.
 *
 * Reading goes in two steps, because the publication date stands between them:
 *
 *     timex_find     what is stated: "last" + "month"; "Thursday"; "February 20"       -> readings
 *     published_find when the article appeared (published.h), from the readings
 *     timex_resolve  what it means: a TIMEX3 value and an interval, from one reckoning  -> struct timex3
 *
 * The TIMEX3 value follows TimeML 1.2.1 as TempEval-3 annotates it ("1998-02-13TMO", "P2D", "1989-Q3",
 * "PRESENT_REF"); the interval serves the timeline: "last month" is the whole month, "early June" its
 * first ten days and approximate, "now" the day of publication, a time of day its day; durations, sets
 * and vague references ("recently", "the future") have none.
 * Without a publication date relative expressions keep an open value ("XXXX-06") and say in words what
 * they wait for ("the month before publication").
 *
 * The words stand in data/time.*.tsv, the patterns in data/time_rules.*.tsv; no code knows a language.
 * Inside: timex_lex, timex_number and timex_clock make items of tokens, timex_find matches rules on them, timex_fill
 * puts what they say into readings, timex_tense reads the clause's tense; timex_year, timex_date and
 * timex_relative reckon for timex_resolve, timex_value writes values and intervals. */
#ifndef DATELINE_TEXT_TIMEX_H
#define DATELINE_TEXT_TIMEX_H

#include "text/token.h"

struct time_words;     /* the table of a language; read only */
struct timex_reading;  /* text/timex_reading.h */

struct time_words *time_words_open(struct vocabulary *v, const char *language); /* v lives longer */
void time_words_close(struct time_words *w);

enum timex_scope {
	TIMEX_SCOPE_ALL,    /* English */
	TIMEX_SCOPE_DIGITS, /* any other language: only dates in digits, "2018-05-23", "23.05.2018" */
};

struct timex_readings {
	struct timex_reading *v;
	size_t n;
};

/* In order of text, never overlapping. Furniture is read too (a byline often is furniture); the readings
 * in it serve published_find and are dropped by timex_resolve. Linear in the tokens. */
void timex_find(const struct token_list *l, const struct time_words *w, enum timex_scope scope, struct arena *arena,
		struct timex_readings *out);

/* One struct timex3 a reading, but for those in furniture and those that turn out to be no time. */
void timex_resolve(const struct token_list *l, const struct time_words *w, const struct timex_readings *readings,
		   const struct published *published, struct arena *arena, struct timex3 **out, size_t *count);

/* The interval that an event dated by timex i fills: its own, or that of the range it is an end of
 * ("May 23 to 25": both ends give 23..25). INTERVAL_NONE as in `when`. */
struct interval timex_interval(const struct timex3 *list, size_t count, size_t i);

/* The length of a duration in days, where its value says it for certain: "P2D" is 2, "P1W" 7, "P3M" and
 * "PXD" are 0 as is all that is no duration. */
int timex_days(const struct timex3 *t);

#endif
