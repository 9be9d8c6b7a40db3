/* Readings to values. One pass in order of text: a date may be reckoned from the one before it. */
#include "config.h"

#include "text/timex_grammar.h"
#include "text/timex_value.h"

#include <stdlib.h>
#include <string.h>

enum {
	RESOLVE_FAR = 250,  /* days: a date so far on the side that the tense says ... */
	RESOLVE_NEAR = 45,  /* ... gives way to one so near on the other side */
	RESOLVE_MONTH = 30,
	RESOLVE_BACK = 150, /* days that a narrative may step back without changing the year */
	RESOLVE_OLD = 2,    /* years: an article that mostly tells of dates older than this is history */
	RESOLVE_DATES = 4,  /* and how many such dates it takes to say so */
};

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
	struct interval range;   /* the last range of days told */
	int year;                /* last year stated in words, or TIMEX_NONE */
	int quarter, quarter_year;
	struct timex3 *out;
	size_t count;
};

/* ---- which year? ---- */

/* How many days a candidate lies off, for a tense; the smaller the better. */
static int64_t timex_resolve_cost(const struct timex_resolver *s, struct interval i, enum timex_tense tense)
{
	int64_t ahead = i.from > s->published ? i.from - s->published : 0;
	int64_t behind = i.to < s->published ? s->published - i.to : 0;
	switch (tense) {
	case TENSE_PAST:
		return ahead ? ahead + RESOLVE_FAR - RESOLVE_NEAR : behind;
	case TENSE_FUTURE:
		return behind ? behind + RESOLVE_FAR - RESOLVE_NEAR : ahead;
	case TENSE_UNKNOWN:
		return i.to - i.from >= RESOLVE_MONTH - 3 ? behind + 4 * ahead : behind + ahead;
	}
	return 0;
}

typedef struct interval timex_resolve_interval(const struct timex_resolver *, const struct timex_reading *, int year);

/* In a narrative the year of the date before goes on, and a month that would lie far behind is of the next:
 * "In December 1941 ... In February". News of no known day carries no year. */
static int timex_resolve_carried_year(const struct timex_resolver *s, const struct timex_reading *r, timex_resolve_interval *at)
{
	if (s->year == TIMEX_NONE || (s->news && !s->history))
		return TIMEX_NONE;
	struct interval i = at(s, r, s->year);
	bool behind = interval_known(i) && s->narrative != DAY_NONE && s->narrative_precision <= PRECISION_MONTH &&
		      i.to < s->narrative - RESOLVE_BACK;
	return s->year + behind;
}

/* The year of a date that states none; TIMEX_NONE when there is nothing to reckon from. */
static int timex_resolve_year(const struct timex_resolver *s, const struct timex_reading *r, timex_resolve_interval *at)
{
	if (r->year != TIMEX_NONE)
		return r->era == -1 ? 1 - r->year : r->year;
	if (s->history || s->published == DAY_NONE)
		return timex_resolve_carried_year(s, r, at);
	int base = day_civil(s->published).year, best = TIMEX_NONE;
	int reach = r->weekday == TIMEX_NONE || r->month == TIMEX_NONE ? 1 : 6;
	int64_t best_cost = INT64_MAX;
	for (int y = base - reach; y <= base + reach; y++) {
		struct interval i = at(s, r, y);
		if (!interval_known(i))
			continue;
		int64_t cost = timex_resolve_cost(s, i, r->tense);
		if (cost < best_cost) {
			best_cost = cost;
			best = y;
		}
	}
	return best;
}

static struct interval timex_resolve_month_day(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	(void)s;
	if (r->day == TIMEX_NONE)
		return interval_month(year, r->month);
	if (!day_is_valid(year, r->month, r->day))
		return INTERVAL_NONE;
	int32_t day = day_of(year, r->month, r->day);
	bool fits = r->weekday == TIMEX_NONE || (int)day_weekday(day) == r->weekday;
	return fits ? interval_day(day) : INTERVAL_NONE;
}

static struct interval timex_resolve_quarter_at(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	(void)s;
	return interval_quarter(year, r->quarter);
}

static struct interval timex_resolve_half_at(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	(void)s;
	return (struct interval){day_of(year, 6 * r->half - 5, 1), day_of(year, 6 * r->half + 1, 1) - 1};
}

static struct interval timex_resolve_season_at(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	(void)s;
	return (struct interval){day_of(year, 3 * r->season + 3, 1), day_of(year, 3 * r->season + 6, 1) - 1};
}

static struct interval timex_resolve_holiday_at(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	const struct time_holiday *h = &s->w->holidays[r->holiday];
	if (!h->month)
		return interval_day(timex_value_easter(year) + h->easter);
	if (h->day)
		return interval_day(day_of(year, h->month, h->day));
	int32_t edge = h->nth > 0 ? day_of(year, h->month, 1) : day_of(year, h->month + 1, 1) - 7;
	int32_t first = edge + (h->weekday - (int)day_weekday(edge) + 7) % 7;
	return interval_day(first + (h->nth > 0 ? 7 * (h->nth - 1) : 0));
}

/* ---- what cannot be resolved ---- */

static void timex_resolve_open(struct timex_resolver *s, struct timex3 *t, struct str value, struct str symbolic)
{
	t->value = value;
	t->when = INTERVAL_NONE;
	t->anchor = TIMEX_ANCHOR_PUBLISHED;
	t->symbolic = symbolic;
	t->confidence = t->confidence / 2;
	(void)s;
}

static struct str timex_resolve_side(struct timex_resolver *s, int n, enum timex_unit unit)
{
	const char *word = timex_value_unit_word(unit);
	if (n == 0)
		return arena_printf(s->arena, "the %s of publication", word);
	if (n == 1 || n == -1)
		return arena_printf(s->arena, "the %s %s publication", word, n < 0 ? "before" : "after");
	return arena_printf(s->arena, "%d %ss %s publication", abs(n), word, n < 0 ? "before" : "after");
}

static struct str timex_resolve_open_value(enum timex_unit unit)
{
	switch (unit) {
	case UNIT_WEEK: case UNIT_FORTNIGHT:
		return STR("XXXX-WXX");
	case UNIT_WEEKEND:
		return STR("XXXX-WXX-WE");
	case UNIT_MONTH:
		return STR("XXXX-XX");
	case UNIT_QUARTER:
		return STR("XXXX-QX");
	case UNIT_YEAR:
		return STR("XXXX");
	case UNIT_DECADE:
		return STR("XXX");
	case UNIT_CENTURY: case UNIT_MILLENNIUM:
		return STR("XX");
	default:
		return STR("XXXX-XX-XX");
	}
}

/* How exactly a date must be known to reckon a unit from it. */
static enum precision timex_resolve_precision(enum timex_unit unit)
{
	static const enum precision needs[UNIT_COUNT] = {
		[UNIT_WEEKEND] = PRECISION_WEEK, [UNIT_WEEK] = PRECISION_WEEK,       [UNIT_FORTNIGHT] = PRECISION_WEEK,
		[UNIT_MONTH] = PRECISION_MONTH,  [UNIT_QUARTER] = PRECISION_QUARTER, [UNIT_YEAR] = PRECISION_YEAR,
		[UNIT_DECADE] = PRECISION_DECADE, [UNIT_CENTURY] = PRECISION_DECADE, [UNIT_MILLENNIUM] = PRECISION_DECADE,
	};
	return needs[unit];
}

/* A unit n units from publication: its period, or what it waits for. */
static void timex_resolve_from_published(struct timex_resolver *s, struct timex3 *t, enum timex_unit unit, int n)
{
	t->anchor = TIMEX_ANCHOR_PUBLISHED;
	if (s->published == DAY_NONE || (!s->published_exact && s->published_precision > timex_resolve_precision(unit))) {
		timex_resolve_open(s, t, timex_resolve_open_value(unit), timex_resolve_side(s, n, unit));
		return;
	}
	int32_t day = s->published;
	/* to a Sunday's reader the week just past is "last week", though ISO weeks end today */
	if ((unit == UNIT_WEEK && n != 0) && day_weekday(day) == SUNDAY)
		day++;
	timex_value_unit(t, day, unit, n, s->arena);
}

/* ---- dates ---- */

static void timex_resolve_date_open(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	struct str value;
	if (r->month != TIMEX_NONE && r->day != TIMEX_NONE)
		value = arena_printf(s->arena, "XXXX-%02d-%02d", r->month, r->day);
	else if (r->month != TIMEX_NONE)
		value = arena_printf(s->arena, "XXXX-%02d", r->month);
	else if (r->quarter != TIMEX_NONE)
		value = arena_printf(s->arena, "XXXX-Q%d", r->quarter);
	else if (r->half != TIMEX_NONE)
		value = arena_printf(s->arena, "XXXX-H%d", r->half);
	else
		value = arena_printf(s->arena, "XXXX-%s", timex_value_season_name(r->season));
	timex_resolve_open(s, t, value, STR("in a year that publication decides"));
}

/* "The first week of May", "the third Monday in January", "the last day of March". */
static void timex_resolve_nth(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int year)
{
	struct interval month = interval_month(year, r->month);
	bool last = r->ord == TIMEX_NONE;
	int step = r->weekday == TIMEX_NONE && r->unit == UNIT_DAY ? 1 : 7;
	int32_t first = last ? month.to - step + 1 : month.from + step * (r->ord - 1);
	if (r->weekday != TIMEX_NONE)
		first += (r->weekday - (int)day_weekday(first) + 7) % 7;
	if (first > month.to || (!last && r->ord < 1)) {
		timex_value_month(t, year, r->month, s->arena);
	} else if (r->weekday != TIMEX_NONE || step == 1) {
		timex_value_day(t, first, s->arena);
	} else {
		timex_value_week(t, first, s->arena);
		t->when = (struct interval){first, first + 6 < month.to ? first + 6 : month.to};
	}
}

static bool timex_resolve_is_nth(const struct timex_reading *r)
{
	return r->month != TIMEX_NONE && r->day == TIMEX_NONE && (r->ord != TIMEX_NONE || r->direction == -1) &&
	       (r->weekday != TIMEX_NONE || r->unit == UNIT_WEEK || r->unit == UNIT_DAY);
}

static void timex_resolve_in_year(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int year)
{
	bool day = r->month != TIMEX_NONE && r->day != TIMEX_NONE && day_is_valid(year, r->month, r->day);
	if (timex_resolve_is_nth(r))
		timex_resolve_nth(s, r, t, year);
	else if (r->month != TIMEX_NONE && r->unit == UNIT_QUARTER)
		timex_value_quarter(t, year, (r->month + 2) / 3, s->arena);
	else if (day && r->unit == UNIT_WEEK)
		timex_value_week(t, day_of(year, r->month, r->day), s->arena);
	else if (day)
		timex_value_day(t, day_of(year, r->month, r->day), s->arena);
	else if (r->month != TIMEX_NONE)
		timex_value_month(t, year, r->month, s->arena);
	else if (r->quarter != TIMEX_NONE)
		timex_value_quarter(t, year, r->quarter, s->arena);
	else if (r->half != TIMEX_NONE)
		timex_value_half(t, year, r->half, s->arena);
	else if (r->season != TIMEX_NONE)
		timex_value_season(t, year, r->season, s->arena);
	else
		timex_value_year(t, year, s->arena);
}

static timex_resolve_interval *timex_resolve_how(const struct timex_reading *r)
{
	if (r->month != TIMEX_NONE)
		return timex_resolve_month_day;
	if (r->quarter != TIMEX_NONE)
		return timex_resolve_quarter_at;
	if (r->half != TIMEX_NONE)
		return timex_resolve_half_at;
	return r->season != TIMEX_NONE ? timex_resolve_season_at : NULL;
}

/* Is the date told last known as exactly as this unit needs? "That day" in 1987 is no day. */
static bool timex_resolve_told(const struct timex_resolver *s, enum timex_unit unit)
{
	return s->narrative != DAY_NONE && s->narrative_precision <= timex_resolve_precision(unit);
}

/* Is it the far end of a range whose near end was told just now? */
static bool timex_resolve_is_range_end(const struct timex_resolver *s, const struct timex_reading *r)
{
	return r->range_with >= 0 && r->range_with == (int)(r - s->readings->v) - 1 && s->narrative != DAY_NONE;
}

/* A weekday alone: the nearest on the side that the tense says, today included. */
static void timex_resolve_weekday(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int direction)
{
	bool after_told = direction != TIMEX_NONE && abs(direction) == 2 && timex_resolve_told(s, UNIT_DAY);
	int32_t from = s->history || !s->published_exact || after_told ? s->narrative : s->published;
	if (from == DAY_NONE) {
		timex_resolve_open(s, t, arena_printf(s->arena, "XXXX-WXX-%d", r->weekday + 1),
				   arena_printf(s->arena, "the %s publication", r->tense == TENSE_FUTURE ? "weekday after" : "weekday before"));
		return;
	}
	int ahead = (r->weekday - (int)day_weekday(from) + 7) % 7;
	int32_t day = from + ahead;
	bool future = direction != TIMEX_NONE ? direction > 0 : r->tense == TENSE_FUTURE || (s->history && s->narrative == from);
	if (direction == 0)
		future = r->tense != TENSE_PAST;
	if (!future && ahead > 0)
		day -= 7;
	if (timex_resolve_is_range_end(s, r) && day <= s->narrative) /* "Monday to Wednesday" */
		day = s->narrative + (r->weekday - (int)day_weekday(s->narrative) + 7) % 7;
	if (direction != TIMEX_NONE && direction != 0 && ahead == 0)
		day += direction > 0 ? 7 : -7;
	timex_value_day(t, day, s->arena);
	t->anchor = from == s->published ? TIMEX_ANCHOR_PUBLISHED : s->narrative_index;
}

/* A time of day with no day: that of the date before, or of publication. */
static void timex_resolve_clock(struct timex_resolver *s, struct timex3 *t)
{
	bool told = s->narrative != DAY_NONE && s->narrative_precision == PRECISION_DAY;
	int32_t day = told ? s->narrative : s->published_exact ? s->published : DAY_NONE;
	if (day == DAY_NONE) {
		timex_resolve_open(s, t, STR("XXXX-XX-XX"), STR("a day that publication decides"));
		return;
	}
	timex_value_day(t, day, s->arena);
	t->anchor = told ? s->narrative_index : TIMEX_ANCHOR_PUBLISHED;
}

static void timex_resolve_date(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	timex_resolve_interval *how = timex_resolve_how(r);
	if (how) {
		int year = timex_resolve_year(s, r, how);
		if (year == TIMEX_NONE || (r->day != TIMEX_NONE && r->month != TIMEX_NONE && !day_is_valid(year, r->month, r->day)))
			timex_resolve_date_open(s, r, t);
		else
			timex_resolve_in_year(s, r, t, year);
		if (r->year == TIMEX_NONE && year != TIMEX_NONE) {
			t->anchor = s->history || s->published == DAY_NONE ? s->narrative_index : TIMEX_ANCHOR_PUBLISHED;
			t->confidence -= 8;
		}
	} else if (r->year != TIMEX_NONE) {
		timex_value_year(t, r->era == -1 ? 1 - r->year : r->year, s->arena);
	} else if (r->weekday != TIMEX_NONE) {
		timex_resolve_weekday(s, r, t, TIMEX_NONE);
	} else {
		timex_resolve_clock(s, t);
	}
	timex_value_time(t, r->hour, r->minute, r->part, s->arena);
}

static void timex_resolve_dayref(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	timex_resolve_from_published(s, t, UNIT_DAY, r->dayref);
	timex_value_time(t, r->hour, r->minute, r->part, s->arena);
}

/* ---- last, this, next ---- */

/* The year of "last May", "next winter": the nearest wholly on that side, "this" the one of this year. */
static int timex_resolve_directed_year(struct timex_resolver *s, const struct timex_reading *r, timex_resolve_interval *at)
{
	bool told = s->narrative != DAY_NONE && (abs(r->direction) == 2 || s->history);
	int32_t from = told ? s->narrative : s->published;
	int year = day_civil(from).year;
	struct interval i = at(s, r, year);
	if (r->direction < 0 && i.to >= from)
		return year - 1;
	if (r->direction > 0 && i.from <= from)
		return year + 1;
	return year;
}

/* "the quarter", "the latest period": the one told of last, else the last that is over. */
static void timex_resolve_the_quarter(struct timex_resolver *s, struct timex3 *t)
{
	if (s->quarter != TIMEX_NONE) {
		timex_value_quarter(t, s->quarter_year, s->quarter, s->arena);
		t->anchor = s->narrative_index;
	} else {
		timex_resolve_from_published(s, t, UNIT_QUARTER, -1);
	}
}

static bool timex_resolve_says_direction(const struct timex_resolver *s, const struct timex_reading *r)
{
	for (uint32_t i = r->token_begin; i < r->token_end; i++) {
		uint32_t at = wordmap_get(&s->w->map, s->l->tokens[i].lower);
		if (at != WORDMAP_NONE && (s->w->words[at].classes & CLASS_BIT(DIRECTION)) &&
		    !(s->w->words[at].doubtful & CLASS_BIT(DIRECTION)))
			return true;
	}
	return false;
}

/* "The weekend" on a Monday is the one just past, or the one that comes. */
static void timex_resolve_weekend(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	bool early = s->published != DAY_NONE && day_weekday(s->published) < SATURDAY;
	timex_resolve_from_published(s, t, UNIT_WEEKEND, early && r->tense != TENSE_FUTURE ? -1 : 0);
}

/* A part of the day is counted in days. */
static enum timex_unit timex_resolve_unit(const struct timex_reading *r)
{
	return r->unit == TIMEX_NONE ? UNIT_DAY : (enum timex_unit)r->unit;
}

/* "The following month", and "the next day", "the next morning", which nobody counts from today. */
static bool timex_resolve_is_narrative(const struct timex_reading *r)
{
	bool day = r->unit == UNIT_DAY || (r->part != TIMEX_NONE && r->direction > 0);
	return abs(r->direction) == 2 || (day && r->direction != 0);
}

static void timex_resolve_relative(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	timex_resolve_interval *how = timex_resolve_how(r);
	if (r->quarter != TIMEX_NONE && r->unit == UNIT_YEAR && s->published != DAY_NONE) {
		timex_value_quarter(t, day_civil(s->published).year + r->direction, r->quarter, s->arena);
	} else if (r->half != TIMEX_NONE && s->published != DAY_NONE) {
		timex_value_half(t, day_civil(s->published).year + r->direction, r->half, s->arena);
	} else if (r->month != TIMEX_NONE && r->unit == UNIT_YEAR && s->published != DAY_NONE) {
		timex_resolve_in_year(s, r, t, day_civil(s->published).year + r->direction);
	} else if (how) {
		if (s->published == DAY_NONE)
			timex_resolve_date_open(s, r, t);
		else
			timex_resolve_in_year(s, r, t, timex_resolve_directed_year(s, r, how));
	} else if (r->weekday != TIMEX_NONE) {
		timex_resolve_weekday(s, r, t, r->direction);
	} else if (timex_resolve_is_narrative(r) && timex_resolve_told(s, timex_resolve_unit(r))) {
		timex_value_unit(t, s->narrative, timex_resolve_unit(r), r->direction > 0 ? 1 : -1, s->arena);
		t->anchor = s->narrative_index;
	} else if (s->history && r->direction == 0 && timex_resolve_told(s, timex_resolve_unit(r)) && !timex_resolve_says_direction(s, r)) {
		timex_value_unit(t, s->narrative, timex_resolve_unit(r), 0, s->arena); /* "by the end of the year" */
		t->anchor = s->narrative_index;
	} else if (r->unit == UNIT_QUARTER && r->direction == 0 && !timex_resolve_says_direction(s, r)) {
		timex_resolve_the_quarter(s, t);
	} else if (r->unit == UNIT_WEEKEND && r->direction == 0 && !timex_resolve_says_direction(s, r)) {
		timex_resolve_weekend(s, r, t);
	} else {
		timex_resolve_from_published(s, t, timex_resolve_unit(r), (r->direction > 0) - (r->direction < 0));
	}
	if (t->anchor == TIMEX_ANCHOR_NONE)
		t->anchor = TIMEX_ANCHOR_PUBLISHED;
	timex_value_time(t, r->hour, r->minute, r->part, s->arena);
}

static void timex_resolve_duration(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	t->type = TIMEX_DURATION;
	t->value = timex_value_duration(r->count == TIMEX_NONE ? 1 : r->count, r->tenths, (enum timex_unit)r->unit, s->arena);
}

/* ---- ago, earlier, later ---- */

static void timex_resolve_offset(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	enum timex_unit unit = (enum timex_unit)r->unit;
	int n = (r->count == TIMEX_NONE ? 1 : r->count) * r->direction;
	bool year_back = unit == UNIT_YEAR && n == -1;
	if (r->count == TIMEX_MANY && r->from == FROM_NARRATIVE) {
		timex_resolve_duration(s, r, t);
		return;
	}
	if (r->count == TIMEX_MANY) {
		t->value = str_of(timex_value_ref_name(r->direction < 0 ? REF_PAST : REF_FUTURE));
		return;
	}
	if (year_back && r->quarter != TIMEX_NONE && s->published != DAY_NONE) {
		timex_value_quarter(t, day_civil(s->published).year - 1, r->quarter, s->arena);
		return;
	}
	if (year_back && s->quarter != TIMEX_NONE) { /* results are compared with the same quarter of the year before */
		timex_value_quarter(t, s->quarter_year - 1, s->quarter, s->arena);
		t->anchor = s->narrative_index;
		return;
	}
	bool compared = year_back && s->published != DAY_NONE && !s->history; /* results again: this year's with the last */
	if (r->from == FROM_PUBLICATION || s->narrative == DAY_NONE || compared) {
		timex_resolve_from_published(s, t, unit, n);
		return;
	}
	if (!timex_resolve_told(s, unit)) {
		timex_resolve_duration(s, r, t);
		return;
	}
	timex_value_unit(t, s->narrative, unit == UNIT_WEEK ? UNIT_DAY : unit, unit == UNIT_WEEK ? 7 * n : n, s->arena);
	t->anchor = s->narrative_index;
}

/* "On the second day": of the range told last ("from May 23 to 25"). Without one it is no date: news often
 * means the very day it told before, history the day after. */
static void timex_resolve_ordinal_day(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (!interval_known(s->range) || r->ord < 1 || r->ord > s->range.to - s->range.from + 1)
		return;
	timex_value_day(t, s->range.from + r->ord - 1, s->arena);
	t->anchor = s->narrative_index;
}

static void timex_resolve_same(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (r->ord != TIMEX_NONE) {
		timex_resolve_ordinal_day(s, r, t);
		return;
	}
	enum timex_unit unit = r->unit != TIMEX_NONE ? (enum timex_unit)r->unit : r->month != TIMEX_NONE ? UNIT_MONTH : UNIT_DAY;
	if (r->year != TIMEX_NONE) { /* "the 1988 period" */
		if (s->quarter != TIMEX_NONE)
			timex_value_quarter(t, r->year, s->quarter, s->arena);
		else
			timex_value_year(t, r->year, s->arena);
	} else if (!timex_resolve_told(s, unit)) {
		timex_resolve_from_published(s, t, unit, 0);
		t->confidence /= 2;
	} else {
		timex_value_unit(t, s->narrative, unit, 0, s->arena);
		t->anchor = s->narrative_index;
	}
	timex_value_time(t, r->hour, r->minute, r->part, s->arena);
}

/* ---- the rest ---- */

static void timex_resolve_ref(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	t->value = str_of(timex_value_ref_name(r->ref));
	if (r->ref == REF_PRESENT && s->published_exact) {
		t->when = interval_day(s->published);
		t->anchor = TIMEX_ANCHOR_PUBLISHED;
		t->approximate = true;
	}
}

static void timex_resolve_set(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	t->type = TIMEX_SET;
	if (r->weekday != TIMEX_NONE)
		t->value = arena_printf(s->arena, "XXXX-WXX-%d", r->weekday + 1);
	else if (r->month != TIMEX_NONE)
		t->value = arena_printf(s->arena, "XXXX-%02d", r->month);
	else if (r->season != TIMEX_NONE)
		t->value = arena_printf(s->arena, "XXXX-%s", timex_value_season_name(r->season));
	else if (r->part != TIMEX_NONE)
		t->value = STR("XXXX-XX-XX");
	else
		t->value = timex_value_duration(r->count == TIMEX_NONE ? 1 : r->count, 0, (enum timex_unit)r->unit, s->arena);
	if (r->part != TIMEX_NONE)
		t->value = arena_printf(s->arena, "%.*sT%s", STR_ARG(t->value), timex_value_part_name(r->part));
}

static void timex_resolve_century(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	timex_value_century(t, r->era == -1 ? -100 * (r->ord - 1) - 1 : 100 * (r->ord - 1), s->arena);
}

static void timex_resolve_holiday(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	int year = r->direction != TIMEX_NONE && s->published != DAY_NONE
			   ? timex_resolve_directed_year(s, r, timex_resolve_holiday_at)
			   : timex_resolve_year(s, r, timex_resolve_holiday_at);
	if (year == TIMEX_NONE) {
		timex_resolve_open(s, t, STR("XXXX-XX-XX"), STR("in a year that publication decides"));
		return;
	}
	struct interval i = timex_resolve_holiday_at(s, r, year);
	if (r->unit == TIMEX_NONE)
		timex_value_day(t, i.from, s->arena);
	else if (r->unit == UNIT_WEEKEND && day_weekday(i.from) <= TUESDAY) /* the days off before it */
		timex_value_weekend(t, i.from - 7, s->arena);
	else
		timex_value_unit(t, i.from, (enum timex_unit)r->unit, 0, s->arena);
	t->anchor = r->year == TIMEX_NONE ? TIMEX_ANCHOR_PUBLISHED : TIMEX_ANCHOR_NONE;
}

/* ---- the pass ---- */

/* What later expressions may be reckoned from. */
static void timex_resolve_remember(struct timex_resolver *s, const struct timex_reading *r, const struct timex3 *t, int index)
{
	if (t->type == TIMEX_DURATION && ((r->unit == UNIT_MONTH && r->count >= 6) || r->unit == UNIT_YEAR))
		s->quarter = TIMEX_NONE; /* results of nine months are compared with a year, not a quarter */
	if (r->kind == KIND_REF || t->type == TIMEX_DURATION || t->type == TIMEX_SET || !interval_known(t->when))
		return;
	if (timex_resolve_is_range_end(s, r) && t->precision == PRECISION_DAY && s->narrative <= t->when.to)
		s->range = (struct interval){s->narrative, t->when.to};
	s->narrative = t->when.from;
	s->narrative_precision = t->precision;
	s->narrative_index = index;
	if (r->year_own || (s->history && r->month != TIMEX_NONE))
		s->year = day_civil(t->when.from).year;
	bool over = s->published == DAY_NONE || t->when.to < s->published;
	if (t->precision == PRECISION_QUARTER && r->quarter != TIMEX_NONE && r->kind != KIND_OFFSET &&
	    (over || s->quarter == TIMEX_NONE)) {
		s->quarter = r->quarter;
		s->quarter_year = day_civil(t->when.from).year;
	}
}

static void timex_resolve_one(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	*t = (struct timex3){
		.span = r->span, .type = TIMEX_DATE, .when = INTERVAL_NONE, .rule = r->rule, .confidence = r->confidence,
		.approximate = r->approximate || r->fiscal, .anchor = TIMEX_ANCHOR_NONE, .range_with = -1,
	};
	switch (r->kind) {
	case KIND_DATE: timex_resolve_date(s, r, t); break;
	case KIND_RELATIVE: timex_resolve_relative(s, r, t); break;
	case KIND_OFFSET: timex_resolve_offset(s, r, t); break;
	case KIND_DAYREF: timex_resolve_dayref(s, r, t); break;
	case KIND_SAME: timex_resolve_same(s, r, t); break;
	case KIND_REF: timex_resolve_ref(s, r, t); break;
	case KIND_DURATION: timex_resolve_duration(s, r, t); break;
	case KIND_SET: timex_resolve_set(s, r, t); break;
	case KIND_DECADE: timex_value_decade(t, r->decade, s->arena); break;
	case KIND_CENTURY: timex_resolve_century(s, r, t); break;
	case KIND_HOLIDAY: timex_resolve_holiday(s, r, t); break;
	case KIND_NOTHING: case KIND_COUNT: break;
	}
	timex_value_mod(t, r->mod, s->published);
}

/* Does the reading speak from the time of writing? */
static bool timex_resolve_is_deictic(const struct timex_reading *r)
{
	bool weekday = r->kind == KIND_DATE && r->weekday != TIMEX_NONE && r->day == TIMEX_NONE;
	bool near = r->kind == KIND_RELATIVE && r->unit != TIMEX_NONE && abs(r->direction) < 2;
	return r->kind == KIND_DAYREF || weekday || near || (r->kind == KIND_OFFSET && r->from == FROM_PUBLICATION);
}

/* News or history? News speaks of its own days; a history may have a date of publication all the same. */
static void timex_resolve_judge(struct timex_resolver *s)
{
	size_t old = 0, near = 0;
	for (size_t i = 0; i < s->readings->n; i++) {
		const struct timex_reading *r = &s->readings->v[i];
		bool dated = r->kind == KIND_DATE && r->year_own && r->month != TIMEX_NONE;
		bool long_ago = s->published != DAY_NONE && r->year + RESOLVE_OLD <= day_civil(s->published).year;
		s->news |= timex_resolve_is_deictic(r);
		near += timex_resolve_is_deictic(r) || (dated && !long_ago);
		old += dated && long_ago;
	}
	s->history = old >= RESOLVE_DATES && old > 2 * near;
}

void timex_resolve(const struct token_list *l, const struct time_words *w, const struct timex_readings *readings,
		   const struct published *published, struct arena *arena, struct timex3 **out, size_t *count)
{
	struct timex_resolver s = {
		.l = l, .w = w, .readings = readings, .arena = arena,
		.published = interval_known(published->when) ? published->when.to : DAY_NONE,
		.published_exact = interval_known(published->when) && published->when.from == published->when.to,
		.published_precision = published->precision,
		.range = INTERVAL_NONE, .narrative = DAY_NONE, .narrative_index = TIMEX_ANCHOR_NONE,
		.year = TIMEX_NONE, .quarter = TIMEX_NONE,
		.out = arena_alloc(arena, readings->n + 1, sizeof *s.out),
	};
	timex_resolve_judge(&s);
	int *index = arena_alloc(arena, readings->n + 1, sizeof *index);
	for (size_t i = 0; i < readings->n; i++) {
		const struct timex_reading *r = &readings->v[i];
		index[i] = -1;
		if (l->sentences[r->sentence].furniture)
			continue;
		timex_resolve_one(&s, r, &s.out[s.count]);
		if (!s.out[s.count].value.n)
			continue; /* it turned out to be no date */
		index[i] = (int)s.count;
		timex_resolve_remember(&s, r, &s.out[s.count], (int)s.count);
		s.count++;
	}
	for (size_t i = 0; i < readings->n; i++)
		if (index[i] >= 0 && readings->v[i].range_with >= 0)
			s.out[index[i]].range_with = index[readings->v[i].range_with];
	*out = s.out;
	*count = s.count;
}
