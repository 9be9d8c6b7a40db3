#include "config.h"

#include "base/day.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Floor division and its remainder: C's own round towards zero. */
static int64_t day_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t day_mod(int64_t a, int64_t b)
{
	int64_t r = a % b;
	return r < 0 ? r + b : r;
}

static bool day_is_leap(int year)
{
	return day_mod(year, 4) == 0 && (day_mod(year, 100) != 0 || day_mod(year, 400) == 0);
}

int day_month_length(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	assert(month >= 1 && month <= 12);
	return month == 2 && day_is_leap(year) ? 29 : length[month - 1];
}

bool day_is_valid(int year, int month, int day)
{
	return year >= -9999 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= day_month_length(year, month);
}

int32_t day_of(int year, int month, int day)
{
	int64_t y = year + day_div(month - 1, 12);
	int64_t m = day_mod(month - 1, 12) + 1;
	y -= m <= 2;
	int64_t era = day_div(y, 400);
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return (int32_t)(era * 146097 + doe - 719468);
}

struct civil day_civil(int32_t day)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = day_div(z, 146097);
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int month = (int)(mp < 10 ? mp + 3 : mp - 9);
	return (struct civil){
		.year = (int)(yoe + era * 400 + (month <= 2)),
		.month = month,
		.day = (int)(doy - (153 * mp + 2) / 5 + 1),
	};
}

enum weekday day_weekday(int32_t day)
{
	return (enum weekday)day_mod((int64_t)day + THURSDAY, 7);
}

int32_t day_week_start(int32_t day)
{
	return day - (int32_t)day_weekday(day);
}

/* Its Monday. */
static int32_t day_of_iso_week(int year, int week)
{
	/* 4 January is always in week 1 */
	return day_week_start(day_of(year, 1, 4)) + 7 * (week - 1);
}

int day_iso_week(int32_t day, int *year)
{
	/* the Thursday decides which year a week belongs to */
	struct civil thursday = day_civil(day_week_start(day) + 3);
	if (year)
		*year = thursday.year;
	return (day - day_of_iso_week(thursday.year, 1)) / 7 + 1;
}

int32_t day_add_months(int32_t day, int months)
{
	struct civil c = day_civil(day);
	int64_t m = (int64_t)c.year * 12 + c.month - 1 + months;
	int year = (int)day_div(m, 12), month = (int)day_mod(m, 12) + 1;
	int last = day_month_length(year, month);
	return day_of(year, month, c.day < last ? c.day : last);
}

bool interval_known(struct interval i)
{
	return i.from != DAY_NONE;
}

bool interval_meets(struct interval a, struct interval b)
{
	return interval_known(a) && interval_known(b) && a.from <= b.to && b.from <= a.to;
}

bool interval_contains(struct interval outer, struct interval inner)
{
	return interval_known(outer) && interval_known(inner) && outer.from <= inner.from && inner.to <= outer.to;
}

int32_t interval_gap(struct interval a, struct interval b)
{
	assert(interval_known(a) && interval_known(b));
	if (interval_meets(a, b))
		return 0;
	return a.to < b.from ? b.from - a.to : a.from - b.to;
}

struct interval interval_day(int32_t day)
{
	return (struct interval){day, day};
}

struct interval interval_month(int year, int month)
{
	return (struct interval){day_of(year, month, 1), day_of(year, month + 1, 1) - 1};
}

struct interval interval_quarter(int year, int quarter)
{
	return (struct interval){day_of(year, 3 * quarter - 2, 1), day_of(year, 3 * quarter + 1, 1) - 1};
}

struct interval interval_years(int from, int to)
{
	return (struct interval){day_of(from, 1, 1), day_of(to + 1, 1, 1) - 1};
}

struct interval interval_year(int year)
{
	return interval_years(year, year);
}

static struct interval interval_decade(int year)
{
	int first = (int)day_div(year, 10) * 10;
	return interval_years(first, first + 9);
}

struct interval interval_around(int32_t day, enum precision unit)
{
	struct civil c = day_civil(day);
	switch (unit) {
	case PRECISION_DAY:
		return interval_day(day);
	case PRECISION_WEEK:
		return (struct interval){day_week_start(day), day_week_start(day) + 6};
	case PRECISION_MONTH:
		return interval_month(c.year, c.month);
	case PRECISION_QUARTER:
		return interval_quarter(c.year, (c.month + 2) / 3);
	case PRECISION_YEAR:
		return interval_year(c.year);
	case PRECISION_DECADE:
		return interval_decade(c.year);
	}
	return INTERVAL_NONE;
}

struct interval interval_step(struct interval period, enum precision unit, int n)
{
	int months = 0;
	switch (unit) {
	case PRECISION_DAY:
		return interval_day(period.from + n);
	case PRECISION_WEEK:
		return interval_around(period.from + 7 * n, unit);
	case PRECISION_MONTH:
		months = 1;
		break;
	case PRECISION_QUARTER:
		months = 3;
		break;
	case PRECISION_YEAR:
		months = 12;
		break;
	case PRECISION_DECADE:
		months = 120;
		break;
	}
	return interval_around(day_add_months(period.from, months * n), unit);
}

static char *day_put(char *p, unsigned v, int count)
{
	for (int i = count; i-- > 0; v /= 10)
		p[i] = (char)('0' + v % 10);
	return p + count;
}

static char *day_put_year(char *p, int year)
{
	if (year < 0)
		*p++ = '-';
	return day_put(p, (unsigned)abs(year), 4);
}

/* This and interval_format by hand: every date of every article is written once to see whether it is what its days say. */
void day_format(int32_t day, char out[static 16])
{
	struct civil c = day_civil(day);
	char *p = day_put_year(out, c.year);
	*p++ = '-';
	p = day_put(p, (unsigned)c.month, 2);
	*p++ = '-';
	p = day_put(p, (unsigned)c.day, 2);
	*p = '\0';
}

/* Is the second day the last of a month, of a year, when the first is the first of one? */
static bool interval_whole(struct interval i, enum precision unit)
{
	return interval_around(i.from, unit).from == i.from && interval_around(i.to, unit).to == i.to;
}

/* Two days with as little of the second as tells it: "2018-05-23…25"; whole years and months need no days:
 * "1700…1799", "2018-03…05". */
static void interval_format_range(struct interval i, enum precision p, bool ascii, char out[static 40])
{
	char from[16], to[16];
	day_format(i.from, from);
	day_format(i.to, to);
	struct civil a = day_civil(i.from), b = day_civil(i.to);
	bool years = p >= PRECISION_YEAR && interval_whole(i, PRECISION_YEAR);
	bool months = p >= PRECISION_MONTH && interval_whole(i, PRECISION_MONTH);
	int cut = years ? 6 : months ? 3 : 0;
	int skip = 0;
	if (a.year == b.year)
		skip = (a.year < 0 ? 6 : 5) + (a.month == b.month ? 3 : 0);
	snprintf(out, 40, "%.*s%s%.*s", (int)strlen(from) - cut, from, ascii ? ".." : "…", (int)strlen(to) - cut - skip,
		 to + skip);
}

/* What tells a unit behind its year: "-05", "-Q2", "s". */
static char *interval_put_part(char *p, enum precision unit, int month, int week)
{
	if (unit == PRECISION_DECADE)
		*p++ = 's';
	if (unit >= PRECISION_YEAR)
		return p;
	*p++ = '-';
	if (unit == PRECISION_MONTH)
		return day_put(p, (unsigned)month, 2);
	*p++ = unit == PRECISION_WEEK ? 'W' : 'Q';
	return unit == PRECISION_WEEK ? day_put(p, (unsigned)week, 2) : day_put(p, (unsigned)(month + 2) / 3, 1);
}

/* Whole periods of a unit are named: "2018-05", "2018-Q2", "2018-W21", "2018", "2010s". */
static bool interval_format_period(struct interval i, enum precision p, char out[static 40])
{
	struct interval whole = interval_around(i.from, p);
	if (p == PRECISION_DAY || whole.from != i.from || whole.to != i.to)
		return false;
	struct civil c = day_civil(i.from);
	int year = c.year, week = p == PRECISION_WEEK ? day_iso_week(i.from, &year) : 0;
	*interval_put_part(day_put_year(out, year), p, c.month, week) = '\0';
	return true;
}

void interval_format(struct interval i, enum precision p, bool ascii, char out[static 40])
{
	out[0] = '\0';
	if (!interval_known(i))
		return;
	if (i.from == i.to)
		day_format(i.from, out);
	else if (!interval_format_period(i, p, out) && !interval_format_period(i, PRECISION_MONTH, out) &&
		 !interval_format_period(i, PRECISION_YEAR, out))
		interval_format_range(i, p, ascii, out);
}

/* Reads exactly `digits` digits off the front of *s. */
static bool day_digits(struct str *s, size_t digits, int *out)
{
	if (s->n < digits)
		return false;
	int v = 0;
	for (size_t i = 0; i < digits; i++) {
		if (s->p[i] < '0' || s->p[i] > '9')
			return false;
		v = v * 10 + (s->p[i] - '0');
	}
	*s = str_sub(*s, digits, s->n);
	*out = v;
	return true;
}

static bool day_literal(struct str *s, char c)
{
	if (!s->n || s->p[0] != c)
		return false;
	*s = str_sub(*s, 1, s->n);
	return true;
}

static bool interval_give(struct interval is, enum precision precision, struct interval *out, enum precision *p)
{
	*out = is;
	*p = precision;
	return true;
}

static bool interval_parse_week(struct str s, int year, struct interval *out, enum precision *p)
{
	int n, in = 0;
	if (!day_digits(&s, 2, &n) || s.n || n < 1 || n > 53)
		return false;
	int32_t monday = day_of_iso_week(year, n);
	day_iso_week(monday, &in);
	/* else a week 53 in a year that has none */
	return in == year && interval_give(interval_around(monday, PRECISION_WEEK), PRECISION_WEEK, out, p);
}

static bool interval_parse_quarter(struct str s, int year, struct interval *out, enum precision *p)
{
	int n;
	return day_digits(&s, 1, &n) && !s.n && n >= 1 && n <= 4 &&
	       interval_give(interval_quarter(year, n), PRECISION_QUARTER, out, p);
}

bool interval_parse(struct str s, struct interval *out, enum precision *p)
{
	int year, month, day;
	bool negative = day_literal(&s, '-');
	if (!day_digits(&s, 4, &year))
		return false;
	if (negative)
		year = -year;
	if (s.n == 0)
		return interval_give(interval_year(year), PRECISION_YEAR, out, p);
	if (str_eq(s, STR("s")))
		return day_mod(year, 10) == 0 && interval_give(interval_decade(year), PRECISION_DECADE, out, p);
	if (!day_literal(&s, '-'))
		return false;
	if (day_literal(&s, 'W'))
		return interval_parse_week(s, year, out, p);
	if (day_literal(&s, 'Q'))
		return interval_parse_quarter(s, year, out, p);
	if (!day_digits(&s, 2, &month) || month < 1 || month > 12)
		return false;
	if (s.n == 0)
		return interval_give(interval_month(year, month), PRECISION_MONTH, out, p);
	return day_literal(&s, '-') && day_digits(&s, 2, &day) && !s.n && day_is_valid(year, month, day) &&
	       interval_give(interval_day(day_of(year, month, day)), PRECISION_DAY, out, p);
}

static const char *const precision_names[PRECISION_COUNT] = {"day", "week", "month", "quarter", "year", "decade"};

const char *precision_name(enum precision p)
{
	return precision_names[p];
}

bool precision_parse(struct str s, enum precision *out)
{
	for (int i = 0; i < PRECISION_COUNT; i++) {
		if (str_eq(s, str_of(precision_names[i]))) {
			*out = (enum precision)i;
			return true;
		}
	}
	return false;
}
