/* day: civil days, intervals of them, and how precise they are.
 *
 * A day is an int32_t: days since 1970-01-01 in the proleptic Gregorian calendar (day 0 is a
 * Thursday), years -9999..9999 with a year 0 as in ISO 8601. No time_t, no time zone, no locale:
 * a day is what a newspaper means by one. The conversion is Howard Hinnant's days_from_civil
 * ("chrono-Compatible Low-Level Date Algorithms"), exact over the whole range, a few divisions.
 *
 * What a text says is seldom one day. An interval holds the first and the last day that it can
 * mean, both inclusive; the precision says which unit was named. */
#ifndef DATELINE_BASE_DAY_H
#define DATELINE_BASE_DAY_H

#include "base/str.h"

#include <stdint.h>

#define DAY_NONE INT32_MIN
#define DAY_MIN (-4371587) /* -9999-01-01 */
#define DAY_MAX 2932896    /* 9999-12-31 */

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

/* From fine to coarse. A century or more counts as a decade: a list need not tell them apart. */
enum precision {
	PRECISION_DAY,
	PRECISION_WEEK,
	PRECISION_MONTH,
	PRECISION_QUARTER,
	PRECISION_YEAR,
	PRECISION_DECADE,
};
enum { PRECISION_COUNT = PRECISION_DECADE + 1 };

struct civil {
	int year;  /* -9999..9999 */
	int month; /* 1..12 */
	int day;   /* 1..31 */
};

struct interval {
	int32_t from, to; /* first and last day, from <= to; DAY_NONE in both: none */
};

#define INTERVAL_NONE ((struct interval){DAY_NONE, DAY_NONE})

bool day_is_valid(int year, int month, int day);
int day_month_length(int year, int month);
/* Undefined outside day_is_valid; a month outside 1..12 carries into the year (13 is next January). */
int32_t day_of(int year, int month, int day);
struct civil day_civil(int32_t day);
enum weekday day_weekday(int32_t day);
int32_t day_week_start(int32_t day);               /* its Monday */
/* ISO 8601 week: 1..53, and the year that the week belongs to. */
int day_iso_week(int32_t day, int *year);
int32_t day_add_months(int32_t day, int months);   /* the day clipped to the month's length */

bool interval_known(struct interval i);
bool interval_meets(struct interval a, struct interval b);     /* they share a day */
bool interval_contains(struct interval outer, struct interval inner);
int32_t interval_gap(struct interval a, struct interval b);    /* days between, 0 when they meet */
struct interval interval_day(int32_t day);
struct interval interval_month(int year, int month);
struct interval interval_quarter(int year, int quarter);       /* 1..4 */
struct interval interval_year(int year);
struct interval interval_years(int from, int to);              /* both whole */
/* The period of that precision (day, week, month, quarter, year, decade) that a day falls in; and the
 * same period n further. The second is the way over a strip with its empty periods. */
struct interval interval_around(int32_t day, enum precision unit);
struct interval interval_step(struct interval period, enum precision unit, int n);

/* "2018-05-23"; negative years as "-0044-03-15". At most 12 bytes with the NUL. */
void day_format(int32_t day, char out[static 16]);
/* "2018-05-23", "2018-05-23…25", "2018-05", "2018-Q2", "2018-W21", "2018", "2010s", "2018-05-30…06-02", and by
 * months or years where no day was named: "2018-03…05", "1700…1799":
 * the shortest that tells the interval; ascii uses ".." for the ellipsis. Always NUL-terminated. */
void interval_format(struct interval i, enum precision p, bool ascii, char out[static 40]);
/* "2018", "2018-05", "2018-05-23" (years of four digits, with a sign allowed), and "2018-W21",
 * "2018-Q2", "2010s"; the whole text must be one. False leaves the outputs alone. */
bool interval_parse(struct str s, struct interval *out, enum precision *p);

/* "day", "week", "month", "quarter", "year", "decade" */
const char *precision_name(enum precision p);
bool precision_parse(struct str s, enum precision *out);

#endif
