/* timex_resolver: what the steps of timex_resolve share.
 *
 * One pass in order of text: the resolver holds what is known at the reading at hand. `t` in the functions
 * is the expression in the making; `anchor`, `when`, `value` and `precision` are filled together. */
#ifndef DATELINE_TEXT_TIMEX_RESOLVER_H
#define DATELINE_TEXT_TIMEX_RESOLVER_H

#include "text/timex_grammar.h"
#include "text/timex_value.h"

struct timex_resolver {
	const struct token_list *l;
	const struct time_words *w;
	const struct timex_readings *readings;
	struct arena *arena;
	int32_t published;       /* the day reckoned from; DAY_NONE when unknown */
	bool published_exact;    /* known to the day */
	enum precision published_precision;
	bool news;               /* it speaks of "yesterday", of Tuesday: of its own time */
	bool history;            /* it tells of years long past: years carry from date to date */
	int32_t narrative;       /* first day of the last date told, or DAY_NONE */
	enum precision narrative_precision;
	int narrative_index;
	int32_t day;             /* the last date told to the day, or DAY_NONE; */
	int day_index;           /* its expression */
	struct interval range;   /* the last range of days told */
	int year;                /* last year stated in words, or TIMEX_NONE */
	uint32_t told_sentence;  /* that of the last date told */
	bool chain;              /* a whole date was told, and since then nothing was reckoned from publication */
	int quarter, quarter_year;
	struct timex3 *out;
	size_t count;
};

/* ---- which year? (timex_year.c) ---- */

/* The interval that a reading without its year names in a given one; INTERVAL_NONE when that year has none. */
typedef struct interval timex_year_interval(const struct timex_resolver *, const struct timex_reading *, int year);

/* How the intervals of this reading are made: by month, quarter, half or season; NULL when it names none. */
timex_year_interval *timex_year_how(const struct timex_reading *r);
struct interval timex_year_holiday(const struct timex_resolver *s, const struct timex_reading *r, int year);
/* Is the year that a reading leaves out that of the date told before, not one near publication? */
bool timex_year_follows(const struct timex_resolver *s, const struct timex_reading *r);
/* The year stated, else reckoned by tense, weekday and publication; TIMEX_NONE when there is nothing to go by. */
int timex_year_of(const struct timex_resolver *s, const struct timex_reading *r, timex_year_interval *at);
/* The year of "last May", "next winter": the nearest wholly on that side; "this May" is of this year. TIMEX_NONE without
 * publication or a date told before. */
int timex_year_directed(const struct timex_resolver *s, const struct timex_reading *r, timex_year_interval *at);

/* ---- dates (timex_date.c) ---- */

void timex_date_resolve(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t);
void timex_date_dayref(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t);
void timex_date_in_year(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int year);
/* Do readings i and i + 1 stand side by side, but for such a mark and at most a word ("on") behind it? Either
 * may lie outside the list. */
bool timex_date_is_beside(const struct timex_resolver *s, size_t i, const char *mark);
/* A weekday alone. direction: of "last", "this", "next", or TIMEX_NONE. */
void timex_date_weekday(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int direction);
/* The unit that lies n units from that of publication, or left open. */
void timex_date_from_published(struct timex_resolver *s, struct timex3 *t, enum timex_unit unit, int n);
/* No publication to reckon from: an open value, and in words what it waits for. */
void timex_date_leave_open(struct timex_resolver *s, struct timex3 *t, struct str value, struct str symbolic);
struct str timex_date_open_value(enum timex_unit unit); /* "XXXX-XX" */
void timex_date_open(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t);
/* The date told last, when it is known as exactly as this unit needs ("that day" in 1987 is no day), else
 * DAY_NONE; its expression in *index. A history counts on from its last day even behind "by the end of the month". */
int32_t timex_date_told(const struct timex_resolver *s, enum timex_unit unit, int *index);
/* News goes back to its own day when a time of day stands far behind the last date. */
bool timex_date_goes_back(const struct timex_resolver *s, const struct timex_reading *r);
/* Is the reading the far end of a range whose near end was told just now? */
bool timex_date_is_range_end(const struct timex_resolver *s, const struct timex_reading *r);

/* ---- last, later, that (timex_relative.c) ---- */

void timex_relative_resolve(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t);
void timex_relative_offset(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t);
/* Does a word of the reading say "last", "this", "next"? "The end of the month" has none. */
bool timex_relative_says_direction(const struct timex_resolver *s, const struct timex_reading *r);
/* "The following month", "the next day": counted from the date told last. */
bool timex_relative_is_narrative(const struct timex_resolver *s, const struct timex_reading *r);
void timex_relative_same(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t);

void timex_resolve_duration(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t);

#endif
