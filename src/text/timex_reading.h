/* timex_reading: what a time expression states, before anything is reckoned.
 *
 * A reading is the filled form of one match of a rule of data/time_rules.*.tsv: each slot holds what the
 * words say ("February" month 2, "20" day 20, "last" direction -1), TIMEX_NONE where they say nothing.
 * Units are TimeML's; a count of TIMEX_MANY is an open one ("several": PX). */
#ifndef DATELINE_TEXT_TIMEX_READING_H
#define DATELINE_TEXT_TIMEX_READING_H

#include "record.h"

#include <limits.h>

#define TIMEX_NONE INT_MIN
#define TIMEX_MANY (-1)

/* How a reading is resolved: the second column of the rules. */
enum timex_kind {
	KIND_DATE,      /* month, day, year, weekday, season, quarter, part, clock: any of them */
	KIND_RELATIVE,  /* direction and unit, month, weekday, season, quarter: "last week", "next May" */
	KIND_OFFSET,    /* count and unit away from publication or from the date before: "two days ago" */
	KIND_DAYREF,    /* "yesterday", "tonight" */
	KIND_SAME,      /* the date before, in a unit: "that day", "the same year", "then" */
	KIND_REF,       /* "now", "recently", "the future" */
	KIND_DURATION,
	KIND_SET,
	KIND_DECADE,
	KIND_CENTURY,
	KIND_HOLIDAY,
	KIND_NOTHING,   /* no time expression: a rule that keeps others off ("the Year of the Tiger") */
	KIND_COUNT,
};

enum timex_unit {
	UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEKEND, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH,
	UNIT_QUARTER, UNIT_YEAR, UNIT_DECADE, UNIT_CENTURY, UNIT_MILLENNIUM,
	UNIT_COUNT,
};

enum timex_season { SEASON_SPRING, SEASON_SUMMER, SEASON_FALL, SEASON_WINTER, SEASON_COUNT };
enum timex_part { PART_MORNING, PART_MIDDAY, PART_AFTERNOON, PART_EVENING, PART_NIGHT, PART_DAYTIME, PART_COUNT };
enum timex_mod { MOD_START, MOD_MID, MOD_END, MOD_EARLIER, MOD_LATER, MOD_TURN, MOD_COUNT };
enum timex_ref { REF_PAST, REF_PRESENT, REF_FUTURE, REF_COUNT };
/* What stands before a length or a date: "about", "more than", "less than", "at least", "at most". */
enum timex_bound { BOUND_ABOUT, BOUND_MORE, BOUND_LESS, BOUND_LEAST, BOUND_MOST, BOUND_COUNT };
/* Where an offset starts: at publication ("ago"), or at the date before ("later"). */
enum timex_from { FROM_PUBLICATION, FROM_NARRATIVE };

struct timex_reading {
	struct span span;
	uint32_t token_begin, token_end;
	uint32_t sentence;
	enum timex_kind kind;
	const char *rule;
	uint8_t confidence;
	enum timex_tense tense;
	struct span tense_span; /* what told it; SPAN_NONE: no word of its own */
	bool approximate;
	bool fiscal;
	bool adjective;         /* "current": says when a thing is, not when something happened */
	bool adverb;            /* "soon", "now" */
	bool like_year;         /* the count could be a year: "1998 days" */
	bool plural;            /* the unit was: "years" */
	bool halved;            /* "a.m." or "p.m." stands in this very span */
	bool the;               /* it has the article: "the next year" */
	int year, month, day, weekday, season, quarter, half;
	int part, hour, minute, second;
	int dayref;             /* days from publication: yesterday -1 */
	int ref;                /* enum timex_ref */
	int mod, mod_to;        /* enum timex_mod; "mid-to-late" has two */
	int bound;              /* enum timex_bound */
	int unit, count, tenths;
	/* behind a duration: "two years, three months"; 0 ends them. Of an offset: "a year ago this month" */
	struct { int count, unit; } lesser[2];
	int direction;          /* last -1, this 0, next 1 */
	int from;               /* enum timex_from */
	int ord;
	int decade, century;
	int holiday;            /* row of the table of holidays */
	int era;                /* -1 before Christ */
	int range_with;         /* index of the reading at the other end of a range, or -1 */
	bool year_own;          /* the year stands in this very span, not in its range partner's */
};

#endif
