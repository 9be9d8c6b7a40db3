/* timex_holiday: on which day a feast falls.
 *
 * Data/time.en.tsv says how each is found. Those of the moon are computed: Easter by both calendars and the Hebrew
 * year exactly, the Islamic year by its tables, from which sightings of the moon differ by a day, and new moons to
 * the minute (Meeus, "Astronomical Algorithms", chapter 49, the greater terms). */
#ifndef DATELINE_TEXT_TIMEX_HOLIDAY_H
#define DATELINE_TEXT_TIMEX_HOLIDAY_H

#include "base/day.h"

enum holiday_rule {
	HOLIDAY_FIXED,    /* month, day */
	HOLIDAY_NTH,      /* offset days from the nth (-1 last) weekday of month */
	HOLIDAY_EASTER,   /* offset days from Easter Sunday */
	HOLIDAY_ORTHODOX, /* from that of the Julian calendar */
	HOLIDAY_HEBREW,   /* from Rosh Hashanah, in a year of a short second month */
	HOLIDAY_HIJRI,    /* day of month of the Islamic year */
	HOLIDAY_MOON,     /* the first new moon from that day on; it is the feast's day offset hours later, by UTC */
	HOLIDAY_RULE_COUNT,
};

struct time_holiday {
	enum holiday_rule rule;
	int month, day, weekday, nth, offset;
	int year; /* 0, or the only one that is meant: "9/11" */
	int days; /* how long it lasts; 0 for one day */
};

/* The feast that begins in a Gregorian year; where two do (the Islamic year is shorter), the one nearer to a day, which
 * may be DAY_NONE: the first. INTERVAL_NONE where none does. */
struct interval timex_holiday_days(const struct time_holiday *h, int year, int32_t near);

#endif
