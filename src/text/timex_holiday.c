/* Feasts: fixed days, weekdays of a month, and the calendars of the moon. */
#include "config.h"

#include "text/timex_holiday.h"

#include <math.h>
#include <stdlib.h>

/* The anonymous Gregorian algorithm (Nature, 1876; Meeus, "Astronomical Algorithms", chapter 8). */
static int32_t timex_holiday_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = (a + 11 * d + 22 * e) / 451;
	int month = (d + e - 7 * f + 114) / 31, day = (d + e - 7 * f + 114) % 31 + 1;
	return day_of(year, month, day);
}

/* Meeus's Julian algorithm, and the days between the calendars. */
static int32_t timex_holiday_orthodox(int year)
{
	int d = (19 * (year % 19) + 15) % 30, e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
	int month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
	return day_of(year, month, day) + year / 100 - year / 400 - 2;
}

/* ---- the Hebrew year (Reingold and Dershowitz, "Calendrical Calculations") ---- */

static int64_t timex_holiday_elapsed(int64_t year)
{
	int64_t months = (235 * year - 234) / 19, parts = 12084 + 13753 * months;
	int64_t day = 29 * months + parts / 25920;
	return day + (3 * (day + 1) % 7 < 3);
}

static int32_t timex_holiday_rosh_hashanah(int gregorian)
{
	enum { EPOCH = -1373427 - 719163 /* from 1970 */, YEARS = 3761 };
	int64_t year = gregorian + YEARS, before = timex_holiday_elapsed(year - 1);
	int64_t day = timex_holiday_elapsed(year), after = timex_holiday_elapsed(year + 1);
	int delay = after - day == 356 ? 2 : day - before == 382;
	return (int32_t)(EPOCH + day + delay);
}

/* The second month of some years is a day longer; what falls behind it is reckoned from the short one. */
static int32_t timex_holiday_hebrew(int gregorian, int offset)
{
	enum { MONTHS = 59 };
	int32_t first = timex_holiday_rosh_hashanah(gregorian);
	int32_t length = offset < MONTHS ? 0 : timex_holiday_rosh_hashanah(gregorian + 1) - first;
	return first + offset + (length == 355 || length == 385);
}

/* ---- the Islamic year, thirty of which have eleven leap days ---- */

static int32_t timex_holiday_hijri(int year, int month, int day)
{
	enum { EPOCH = -492148 /* 16 July 622 of the Julian calendar, from 1970 */ };
	return EPOCH + day - 1 + (59 * (month - 1) + 1) / 2 + 354 * (year - 1) + (3 + 11 * year) / 30;
}

static int32_t timex_holiday_islamic(int gregorian, int month, int day, int32_t near)
{
	int about = (int)((gregorian - 622) * 33LL / 32);
	int32_t best = DAY_NONE;
	for (int year = about < 2 ? 1 : about - 1; year <= about + 2; year++) {
		int32_t at = timex_holiday_hijri(year, month, day);
		bool nearer = best == DAY_NONE || (near != DAY_NONE && abs(at - near) < abs(best - near));
		if (day_civil(at).year == gregorian && nearer)
			best = at;
	}
	return best;
}

/* ---- new moons ---- */

/* New moon number k since that of 6 January 2000, in days from 1970, UTC within some minutes. */
static double timex_holiday_new_moon(double k)
{
	const double degree = acos(-1) / 180;
	double t = k / 1236.85, e = 1 - 0.002516 * t;
	double sun = (2.5534 + 29.10535670 * k) * degree;
	double moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * degree;
	double node = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * degree;
	double at = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t;
	at += -0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node);
	at += 0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun);
	return at - 2440587.5 - 65 / 86400.0; /* dynamical time runs about a minute ahead */
}

static int32_t timex_holiday_moon(int32_t from, int offset)
{
	double k = floor((from - 10962) / 29.530588861) - 1, at;
	do
		at = timex_holiday_new_moon(k++);
	while (at < from);
	return (int32_t)floor(at + offset / 24.0);
}

static int32_t timex_holiday_first(const struct time_holiday *h, int year, int32_t near)
{
	int32_t edge;
	switch (h->rule) {
	case HOLIDAY_FIXED:
		return day_of(year, h->month, h->day);
	case HOLIDAY_NTH:
		edge = h->nth > 0 ? day_of(year, h->month, 1) : day_of(year, h->month + 1, 1) - 7;
		edge += (h->weekday - (int)day_weekday(edge) + 7) % 7;
		return edge + (h->nth > 0 ? 7 * (h->nth - 1) : 0) + h->offset;
	case HOLIDAY_EASTER:
		return timex_holiday_easter(year) + h->offset;
	case HOLIDAY_ORTHODOX:
		return timex_holiday_orthodox(year) + h->offset;
	case HOLIDAY_HEBREW:
		return timex_holiday_hebrew(year, h->offset);
	case HOLIDAY_HIJRI:
		return timex_holiday_islamic(year, h->month, h->day, near);
	case HOLIDAY_MOON:
		return timex_holiday_moon(day_of(year, h->month, h->day), h->offset);
	case HOLIDAY_RULE_COUNT:
		break;
	}
	return DAY_NONE;
}

struct interval timex_holiday_days(const struct time_holiday *h, int year, int32_t near)
{
	int32_t first = timex_holiday_first(h, year, near);
	return first == DAY_NONE ? INTERVAL_NONE : (struct interval){first, first + (h->days ? h->days - 1 : 0)};
}
