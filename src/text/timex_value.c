#include "config.h"

#include "text/timex_value.h"

#include <stdlib.h>
#include <string.h>

static void timex_value_set(struct timex3 *t, struct str value, struct interval when, enum precision p)
{
	bool held = when.from >= DAY_MIN && when.to <= DAY_MAX;
	t->value = value;
	t->when = held ? when : INTERVAL_NONE; /* "the 28th millennium": said, but past what the calendar holds */
	t->precision = p;
}

/* "1998-05-23"; month or day 0 leaves it off: "1998-05", "1998". "BC0044-03-15". Most expressions are of these, so not
 * by printf. */
static struct str timex_value_date_text(int year, int month, int day, struct arena *a)
{
	const unsigned parts[] = {(unsigned)(year > 0 ? year : 1 - year), (unsigned)month, (unsigned)day};
	if (parts[0] > 9999) {
		struct str far = arena_printf(a, "%s%u", year > 0 ? "" : "BC", parts[0]);
		if (!month)
			return far;
		return day ? arena_printf(a, "%.*s-%02d-%02d", STR_ARG(far), month, day)
			   : arena_printf(a, "%.*s-%02d", STR_ARG(far), month);
	}
	char *text = arena_take(a, sizeof "BC0044-03-15", 1), *p = text;
	if (year <= 0) {
		*p++ = 'B';
		*p++ = 'C';
	}
	*p++ = (char)('0' + parts[0] / 1000);
	*p++ = (char)('0' + parts[0] / 100 % 10);
	*p++ = (char)('0' + parts[0] / 10 % 10);
	*p++ = (char)('0' + parts[0] % 10);
	for (size_t i = 1; i < 3 && parts[i]; i++) {
		*p++ = '-';
		*p++ = (char)('0' + parts[i] / 10);
		*p++ = (char)('0' + parts[i] % 10);
	}
	*p = '\0';
	return (struct str){text, (size_t)(p - text)};
}

void timex_value_day(struct timex3 *t, int32_t day, struct arena *a)
{
	struct civil c = day_civil(day);
	timex_value_set(t, timex_value_date_text(c.year, c.month, c.day, a), interval_day(day), PRECISION_DAY);
}

void timex_value_week(struct timex3 *t, int32_t day, struct arena *a)
{
	int year, week = day_iso_week(day, &year);
	timex_value_set(t, arena_printf(a, "%04d-W%02d", year, week), interval_around(day, PRECISION_WEEK), PRECISION_WEEK);
}

void timex_value_weekend(struct timex3 *t, int32_t day, struct arena *a)
{
	int year, week = day_iso_week(day, &year);
	int32_t saturday = day_week_start(day) + SATURDAY;
	timex_value_set(t, arena_printf(a, "%04d-W%02d-WE", year, week), (struct interval){saturday, saturday + 1},
			PRECISION_DAY);
}

void timex_value_feast(struct timex3 *t, struct interval when, struct arena *a)
{
	struct civil middle = day_civil(when.from + (when.to - when.from) / 2);
	if (when.to - when.from < 7)
		timex_value_week(t, when.to, a);
	else
		timex_value_month(t, middle.year, middle.month, a);
	t->when = when;
}

void timex_value_month(struct timex3 *t, int year, int month, struct arena *a)
{
	timex_value_set(t, timex_value_date_text(year, month, 0, a), interval_month(year, month), PRECISION_MONTH);
}

void timex_value_quarter(struct timex3 *t, int year, int quarter, struct arena *a)
{
	timex_value_set(t, arena_printf(a, "%04d-Q%d", year, quarter), interval_quarter(year, quarter), PRECISION_QUARTER);
}

void timex_value_half(struct timex3 *t, int year, int half, struct arena *a)
{
	struct interval when = {day_of(year, 6 * half - 5, 1), day_of(year, 6 * half + 1, 1) - 1};
	timex_value_set(t, arena_printf(a, "%04d-H%d", year, half), when, PRECISION_QUARTER);
}

const char *timex_value_season_name(int season)
{
	static const char *const names[SEASON_COUNT] = {"SP", "SU", "FA", "WI"};
	return season >= 0 && season < SEASON_COUNT ? names[season] : "";
}

void timex_value_season(struct timex3 *t, int year, int season, struct arena *a)
{
	int month = 3 * season + 3;
	struct interval when = {day_of(year, month, 1), day_of(year, month + 3, 1) - 1};
	struct str y = timex_value_date_text(year, 0, 0, a);
	timex_value_set(t, arena_printf(a, "%.*s-%s", STR_ARG(y), timex_value_season_name(season)), when, PRECISION_QUARTER);
}

void timex_value_year(struct timex3 *t, int year, struct arena *a)
{
	timex_value_set(t, timex_value_date_text(year, 0, 0, a), interval_year(year), PRECISION_YEAR);
}

void timex_value_decade(struct timex3 *t, int year, struct arena *a)
{
	timex_value_set(t, arena_printf(a, "%03d", year / 10), interval_years(year / 10 * 10, year / 10 * 10 + 9),
			PRECISION_DECADE);
}

void timex_value_century(struct timex3 *t, int year, struct arena *a)
{
	int first = year / 100 * 100;
	if (year < 0)
		timex_value_set(t, arena_printf(a, "BC%02d", (99 - year) / 100 - 1), interval_years(first - 99, first),
				PRECISION_DECADE);
	else
		timex_value_set(t, arena_printf(a, "%02d", year / 100), interval_years(first, first + 99), PRECISION_DECADE);
}

void timex_value_millennium(struct timex3 *t, int year, struct arena *a)
{
	int first = year / 1000 * 1000;
	if (year < 0)
		timex_value_set(t, arena_printf(a, "BC%d", (999 - year) / 1000 - 1), interval_years(first - 999, first),
				PRECISION_DECADE);
	else
		timex_value_set(t, arena_printf(a, "%d", year / 1000), interval_years(first, first + 999), PRECISION_DECADE);
}

/* Does a period so many units from that year lie past what the calendar holds, with room? */
static bool timex_value_is_far(int year, enum timex_unit unit, int n)
{
	static const int64_t days[UNIT_COUNT] = {0, 0, 0, 1, 7, 7, 14, 31, 92, 366, 3653, 36525, 365250};
	return llabs(n * days[unit]) > 2000 * 366 || year < -5000 || year > 7000;
}

void timex_value_unit(struct timex3 *t, int32_t day, enum timex_unit unit, int n, struct arena *a)
{
	struct civil c = day_civil(day);
	if (timex_value_is_far(c.year, unit, n)) {
		t->value = str_of(timex_value_ref_name(n < 0 ? REF_PAST : REF_FUTURE));
		t->when = INTERVAL_NONE;
		return;
	}
	struct civil moved = unit == UNIT_MONTH || unit == UNIT_QUARTER
				     ? day_civil(day_of(c.year, c.month + n * (unit == UNIT_QUARTER ? 3 : 1), 1))
				     : c;
	switch (unit) {
	case UNIT_SECOND: case UNIT_MINUTE: case UNIT_HOUR: timex_value_day(t, day, a); break;
	case UNIT_DAY: timex_value_day(t, day + n, a); break;
	case UNIT_WEEKEND: timex_value_weekend(t, day + 7 * n, a); break;
	case UNIT_FORTNIGHT: timex_value_week(t, day + 14 * n, a); break;
	case UNIT_WEEK: timex_value_week(t, day + 7 * n, a); break;
	case UNIT_MONTH: timex_value_month(t, moved.year, moved.month, a); break;
	case UNIT_QUARTER: timex_value_quarter(t, moved.year, (moved.month + 2) / 3, a); break;
	case UNIT_YEAR: timex_value_year(t, c.year + n, a); break;
	case UNIT_DECADE: timex_value_decade(t, c.year + 10 * n, a); break;
	case UNIT_CENTURY: timex_value_century(t, c.year + 100 * n, a); break;
	case UNIT_MILLENNIUM: timex_value_millennium(t, c.year + 1000 * n, a); break;
	case UNIT_COUNT: break;
	}
}

const char *timex_value_part_name(int part)
{
	static const char *const names[PART_COUNT] = {"MO", "MI", "AF", "EV", "NI", "DT"};
	return part >= 0 && part < PART_COUNT ? names[part] : "";
}

void timex_value_time(struct timex3 *t, const struct timex_reading *r, struct arena *a)
{
	int hour = r->hour, part = r->part;
	if (hour == TIMEX_NONE && part == TIMEX_NONE)
		return;
	t->type = TIMEX_TIME;
	bool later_half = part == PART_AFTERNOON || part == PART_EVENING || (part == PART_NIGHT && hour > 5);
	if (hour >= 1 && hour < 12 && later_half) /* "5 o'clock in the afternoon" */
		hour += 12;
	if (hour == TIMEX_NONE)
		t->value = arena_printf(a, "%.*sT%s", STR_ARG(t->value), timex_value_part_name(part));
	else
		t->value = arena_printf(a, "%.*sT%02d:%02d", STR_ARG(t->value), hour, r->minute == TIMEX_NONE ? 0 : r->minute);
	if (hour != TIMEX_NONE && r->second != TIMEX_NONE)
		t->value = arena_printf(a, "%.*s:%02d", STR_ARG(t->value), r->second);
}

/* The first, middle or last part: ten days of a month, thirds of months, years in decades as 4, 3, 3. */
static struct interval timex_value_third(struct interval i, int third)
{
	int32_t days = i.to - i.from + 1;
	struct civil c = day_civil(i.from);
	int years = (days + 1) / 365;
	if (years >= 3) {
		int edges[] = {0, years * 4 / 10, years * 7 / 10, years};
		return interval_years(c.year + edges[third], c.year + edges[third + 1] - 1);
	}
	int months = (days + 2) / 30;
	if (months >= 3)
		return (struct interval){day_add_months(i.from, months * third / 3),
					 third == 2 ? i.to : day_add_months(i.from, months * (third + 1) / 3) - 1};
	int32_t size = days > 20 ? 10 : days / 3;
	struct interval out = {i.from + third * size, i.from + third * size + size - 1};
	if (third == 2)
		out.to = i.to;
	return size ? out : i;
}

void timex_value_mod(struct timex3 *t, int mod, int mod_to, int32_t published)
{
	if (mod == TIMEX_NONE || !interval_known(t->when) || t->when.from == t->when.to)
		return;
	t->approximate = true;
	if (mod == MOD_TURN) { /* a twentieth on either side of where it begins */
		int32_t near = (t->when.to - t->when.from) / 20;
		t->when = (struct interval){t->when.from - near, t->when.from + near};
	} else if (mod <= MOD_END) {
		int32_t to = mod_to >= mod && mod_to <= MOD_END ? timex_value_third(t->when, mod_to).to : DAY_NONE;
		t->when = timex_value_third(t->when, mod);
		t->when.to = to == DAY_NONE ? t->when.to : to;
	}
	if (published != DAY_NONE && mod == MOD_EARLIER && published >= t->when.from && published < t->when.to)
		t->when.to = published;
	else if (published != DAY_NONE && mod == MOD_LATER && published > t->when.from && published < t->when.to)
		t->when.from = published;
}

const char *timex_value_mod_name(const struct timex_reading *r, enum timex_type type)
{
	static const char *const parts[MOD_COUNT] = {[MOD_START] = "START", [MOD_MID] = "MID", [MOD_END] = "END"};
	static const char *const lengths[BOUND_COUNT] = {"APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"};
	static const char *const ago[BOUND_COUNT] = {"APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"};
	static const char *const ahead[BOUND_COUNT] = {"APPROX", "AFTER", "BEFORE", "ON_OR_AFTER", "ON_OR_BEFORE"};
	if (r->mod != TIMEX_NONE)
		return parts[r->mod];
	if (r->bound == TIMEX_NONE)
		return NULL;
	if (type == TIMEX_DURATION || type == TIMEX_SET)
		return lengths[r->bound];
	return r->kind == KIND_OFFSET && r->direction < 0 ? ago[r->bound] : ahead[r->bound];
}

void timex_value_half_of(struct timex3 *t, int half)
{
	if (!interval_known(t->when))
		return;
	int32_t days = t->when.to - t->when.from + 1;
	int months = (int)(days * 12 / 365.2425 + 0.5);
	int32_t middle = months > 1 ? day_add_months(t->when.from, months / 2) : t->when.from + days / 2;
	if (half == 1)
		t->when.to = middle - 1;
	else
		t->when.from = middle;
	t->approximate = true;
}

void timex_value_quarter_of(struct timex3 *t, int quarter)
{
	enum { MONTHS = 300 };
	int32_t first = t->when.from;
	t->when.from = day_add_months(first, MONTHS * (quarter - 1));
	t->when.to = day_add_months(first, MONTHS * quarter) - 1;
	t->approximate = true;
}

static const char *const timex_value_unit_letters[UNIT_COUNT] = {"S", "M", "H", "D",  "WE", "W", "W",
								 "M", "Q", "Y", "DE", "CE", "ML"};

struct str timex_value_duration(int count, int tenths, enum timex_unit unit, struct arena *a)
{
	const char *const *names = timex_value_unit_letters;
	const char *time = unit <= UNIT_HOUR ? "T" : "";
	if (unit == UNIT_FORTNIGHT && count > 0)
		count *= 2;
	if (unit == UNIT_HOUR && count == 24 && !tenths)
		return STR("P1D");
	if (count == TIMEX_MANY)
		return arena_printf(a, "P%sX%s", time, names[unit]);
	if (tenths && unit == UNIT_HOUR && count)
		return arena_printf(a, "PT%dH%dM", count, tenths * 6);
	if (tenths && unit == UNIT_HOUR)
		return arena_printf(a, "PT%dM", tenths * 6);
	if (tenths == 5 && unit == UNIT_YEAR)
		return count ? arena_printf(a, "P%dY6M", count) : STR("P6M");
	if (tenths == 5 && (unit == UNIT_DECADE || unit == UNIT_CENTURY))
		return arena_printf(a, "P%lldY", (2LL * count + 1) * (unit == UNIT_DECADE ? 5 : 50));
	if (tenths == 5 && count && unit == UNIT_MINUTE)
		return arena_printf(a, "PT%dM30S", count);
	if (tenths)
		return arena_printf(a, "P%s%d.%d%s", time, count, tenths, names[unit]);
	if (unit == UNIT_DECADE || unit == UNIT_CENTURY)
		return arena_printf(a, "P%lldY", count * (unit == UNIT_DECADE ? 10LL : 100LL));
	return arena_printf(a, "P%s%d%s", time, count, names[unit]);
}

struct str timex_value_lesser(struct str duration, int count, enum timex_unit unit, struct arena *a)
{
	bool time = unit <= UNIT_HOUR && !memchr(duration.p, 'T', duration.n);
	return arena_printf(a, "%.*s%s%d%s", STR_ARG(duration), time ? "T" : "", count, timex_value_unit_letters[unit]);
}

const char *timex_value_ref_name(int ref)
{
	static const char *const names[REF_COUNT] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
	return ref >= 0 && ref < REF_COUNT ? names[ref] : "";
}

const char *timex_value_unit_word(enum timex_unit unit)
{
	static const char *const words[UNIT_COUNT] = {"second", "minute", "hour", "day", "weekend", "week", "fortnight",
						      "month", "quarter", "year", "decade", "century", "millennium"};
	return words[unit];
}
