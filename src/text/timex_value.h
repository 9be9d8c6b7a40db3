/* timex_value: TIMEX3 values and the intervals that go with them.
 *
 * Each function fills value, when and precision of a struct timex3 together, so that the two can never
 * tell different stories. Values are TimeML's: "1998-02-13", "1998-W07", "1998-Q1", "1998-SU", "199",
 * "19", "1998-02-13TMO", "P2D", "XXXX-WXX-2"; years before Christ "BC0044". */
#ifndef DATELINE_TEXT_TIMEX_VALUE_H
#define DATELINE_TEXT_TIMEX_VALUE_H

#include "base/arena.h"
#include "text/timex_reading.h"

void timex_value_day(struct timex3 *t, int32_t day, struct arena *a);
void timex_value_week(struct timex3 *t, int32_t day, struct arena *a);     /* the ISO week that day is in */
void timex_value_weekend(struct timex3 *t, int32_t day, struct arena *a);  /* of that week: Saturday, Sunday */
/* Days of a feast, which TIMEX3 has no value for: that of the week or the month that most of them are in. */
void timex_value_feast(struct timex3 *t, struct interval when, struct arena *a);
void timex_value_month(struct timex3 *t, int year, int month, struct arena *a);
void timex_value_quarter(struct timex3 *t, int year, int quarter, struct arena *a);
void timex_value_half(struct timex3 *t, int year, int half, struct arena *a);
/* Northern seasons by whole months; winter begins in December of its year. */
void timex_value_season(struct timex3 *t, int year, int season, struct arena *a);
void timex_value_year(struct timex3 *t, int year, struct arena *a);        /* 0 is 1 BC */
void timex_value_decade(struct timex3 *t, int year, struct arena *a);      /* that year is in */
void timex_value_century(struct timex3 *t, int year, struct arena *a);
void timex_value_millennium(struct timex3 *t, int year, struct arena *a);
/* The period of that unit which day is in, moved by n units. Units below a day are the day. */
void timex_value_unit(struct timex3 *t, int32_t day, enum timex_unit unit, int n, struct arena *a);

/* Makes a DATE of a day a TIME, where the reading tells an hour or a part of the day. */
void timex_value_time(struct timex3 *t, const struct timex_reading *r, struct arena *a);
/* Cuts the interval to its first, middle or last part (days 1-10, 11-20, 21- of a month; thirds of a year;
 * 4, 3 and 3 years of a decade), to what lies before or after publication ("earlier this year"), or to the
 * time about its beginning ("the turn of the century"). mod_to: where "mid-to-late" ends, or TIMEX_NONE. */
void timex_value_mod(struct timex3 *t, int mod, int mod_to, int32_t published);

/* The mod of TIMEX3: of a part ("early" START), of a length ("more than two years" MORE_THAN), of a date so far off ("more
 * than two years ago" BEFORE); NULL for none. */
const char *timex_value_mod_name(const struct timex_reading *r, enum timex_type type);

/* Cuts the interval to its first or second half. */
void timex_value_half_of(struct timex3 *t, int half);
/* And to a quarter of a century. */
void timex_value_quarter_of(struct timex3 *t, int quarter);

/* "P2D", "PT30M", "P2.5Y", "PXM". unit must be one. */
struct str timex_value_duration(int count, int tenths, enum timex_unit unit, struct arena *a);
/* The same with a lesser part behind it: "P5Y" and three months are "P5Y3M". */
struct str timex_value_lesser(struct str duration, int count, enum timex_unit unit, struct arena *a);
/* "SU", "MO": empty when the number is none. */
const char *timex_value_season_name(int season);
const char *timex_value_part_name(int part);
const char *timex_value_ref_name(int ref);
const char *timex_value_unit_word(enum timex_unit unit); /* "month": for sentences */

#endif
