/* Dates as the text gives them, whole or in part, and days reckoned from publication. */
#include "config.h"

#include "text/timex_resolver.h"

#include <stdlib.h>

enum {
	DATE_NEAR = 2,  /* days: "Lawmakers meet Tuesday", printed so shortly before, is yet to come */
	DATE_REACH = 8, /* sentences that the day of an hour may lie back in news */
};

/* ---- what cannot be resolved ---- */

void timex_date_leave_open(struct timex_resolver *s, struct timex3 *t, struct str value, struct str symbolic)
{
	t->value = value;
	t->when = INTERVAL_NONE;
	t->anchor = TIMEX_ANCHOR_PUBLISHED;
	t->symbolic = symbolic;
	t->confidence = t->confidence / 2;
	(void)s;
}

static struct str timex_date_side(struct timex_resolver *s, int n, enum timex_unit unit)
{
	const char *word = timex_value_unit_word(unit);
	if (n == 0)
		return arena_printf(s->arena, "the %s of publication", word);
	if (n == 1 || n == -1)
		return arena_printf(s->arena, "the %s %s publication", word, n < 0 ? "before" : "after");
	return arena_printf(s->arena, "%d %ss %s publication", abs(n), word, n < 0 ? "before" : "after");
}

struct str timex_date_open_value(enum timex_unit unit)
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
static enum precision timex_date_precision(enum timex_unit unit)
{
	static const enum precision needs[UNIT_COUNT] = {
		[UNIT_WEEKEND] = PRECISION_WEEK, [UNIT_WEEK] = PRECISION_WEEK,       [UNIT_FORTNIGHT] = PRECISION_WEEK,
		[UNIT_MONTH] = PRECISION_MONTH,  [UNIT_QUARTER] = PRECISION_QUARTER, [UNIT_YEAR] = PRECISION_YEAR,
		[UNIT_DECADE] = PRECISION_DECADE, [UNIT_CENTURY] = PRECISION_DECADE, [UNIT_MILLENNIUM] = PRECISION_DECADE,
	};
	return needs[unit];
}

/* A unit n units from publication: its period, or what it waits for. */
void timex_date_from_published(struct timex_resolver *s, struct timex3 *t, enum timex_unit unit, int n)
{
	t->anchor = TIMEX_ANCHOR_PUBLISHED;
	if (s->published == DAY_NONE || (!s->published_exact && s->published_precision > timex_date_precision(unit))) {
		timex_date_leave_open(s, t, timex_date_open_value(unit), timex_date_side(s, n, unit));
		return;
	}
	timex_value_unit(t, s->published, unit, n, s->arena);
}

void timex_date_open(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
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
	timex_date_leave_open(s, t, value, STR("in a year that publication decides"));
}

/* ---- dates ---- */

/* "The first week of May", "the third Monday in January", "the last day of March". */
static void timex_date_nth(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int year)
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

static bool timex_date_is_nth(const struct timex_reading *r)
{
	return r->month != TIMEX_NONE && r->day == TIMEX_NONE && !r->plural && (r->ord != TIMEX_NONE || r->direction == -1) &&
	       (r->weekday != TIMEX_NONE || r->unit == UNIT_WEEK || r->unit == UNIT_DAY);
}

void timex_date_in_year(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int year)
{
	bool day = r->month != TIMEX_NONE && r->day != TIMEX_NONE && day_is_valid(year, r->month, r->day);
	if (timex_date_is_nth(r))
		timex_date_nth(s, r, t, year);
	else if (r->month != TIMEX_NONE && r->unit == UNIT_QUARTER)
		timex_value_quarter(t, year, (r->month + 2) / 3, s->arena);
	else if (day && r->unit == UNIT_WEEK)
		timex_value_week(t, day_of(year, r->month, r->day), s->arena);
	else if (day && r->unit == UNIT_WEEKEND)
		timex_value_weekend(t, day_of(year, r->month, r->day), s->arena);
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

int32_t timex_date_told(const struct timex_resolver *s, enum timex_unit unit, int *index)
{
	bool exact = s->narrative != DAY_NONE && s->narrative_precision <= timex_date_precision(unit);
	bool on = !exact && s->history && unit <= UNIT_WEEK;
	*index = on ? s->day_index : s->narrative_index;
	return exact ? s->narrative : on ? s->day : DAY_NONE;
}

/* Is it the far end of a range whose near end was told just now? */
bool timex_date_is_range_end(const struct timex_resolver *s, const struct timex_reading *r)
{
	return r->range_with >= 0 && r->range_with == (int)(r - s->readings->v) - 1 && s->narrative != DAY_NONE;
}

/* "Tuesday, Wednesday and Thursday": behind a day that is to come, where no verb tells. */
static bool timex_date_goes_on(const struct timex_resolver *s, const struct timex_reading *r)
{
	const struct timex_reading *last = r > s->readings->v ? r - 1 : NULL;
	return last && r->tense == TENSE_UNKNOWN && last->kind == KIND_DATE && last->weekday != TIMEX_NONE &&
	       last->sentence == r->sentence && r->token_begin <= last->token_end + 2 && s->published != DAY_NONE &&
	       s->narrative >= s->published;
}

bool timex_date_is_beside(const struct timex_resolver *s, size_t i, const char *mark)
{
	if (i >= s->readings->n || i + 1 == s->readings->n)
		return false;
	const struct timex_reading *a = &s->readings->v[i], *b = a + 1;
	const struct token *between = &s->l->tokens[a->token_end];
	bool near = a->sentence == b->sentence && b->token_begin > a->token_end && b->token_begin - a->token_end <= 2;
	return near && between->kind == TOKEN_MARK && str_eq(between->lower, str_of(mark));
}

/* A weekday that only repeats the date beside it: "5 May (Saturday)", "Saturday (5 May)". */
static bool timex_date_repeats(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	size_t i = (size_t)(r - s->readings->v);
	bool told = s->narrative != DAY_NONE && s->narrative_precision == PRECISION_DAY;
	if (told && timex_date_is_beside(s, i - 1, "(")) {
		timex_value_day(t, s->narrative, s->arena);
	} else if (timex_date_is_beside(s, i, "(") && r[1].kind == KIND_DATE && r[1].day != TIMEX_NONE) {
		struct timex3 beside = *t;
		timex_date_resolve(s, r + 1, &beside);
		if (interval_known(beside.when))
			timex_value_day(t, beside.when.from, s->arena);
	}
	return interval_known(t->when) && (int)day_weekday(t->when.from) == r->weekday;
}

/* A weekday alone: the nearest on the side that the tense says, today included. */
void timex_date_weekday(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int direction)
{
	if (direction == TIMEX_NONE && timex_date_repeats(s, r, t))
		return;
	int index;
	int32_t told = timex_date_told(s, UNIT_DAY, &index);
	bool after_told = direction != TIMEX_NONE && abs(direction) == 2 && told != DAY_NONE;
	int32_t from = after_told ? told : s->history || !s->published_exact ? s->narrative : s->published;
	if (from == DAY_NONE) {
		timex_date_leave_open(s, t, arena_printf(s->arena, "XXXX-WXX-%d", r->weekday + 1),
				      arena_printf(s->arena, "the %s publication",
						   r->tense == TENSE_FUTURE ? "weekday after" : "weekday before"));
		return;
	}
	int ahead = (r->weekday - (int)day_weekday(from) + 7) % 7;
	int32_t day = from + ahead;
	bool future = direction != TIMEX_NONE ? direction > 0
					      : r->tense == TENSE_FUTURE || (s->history && s->narrative == from);
	future |= direction == TIMEX_NONE && timex_date_goes_on(s, r);
	if (direction == 0)
		future = r->tense != TENSE_PAST;
	future |= direction == TIMEX_NONE && r->tense == TENSE_UNKNOWN && ahead <= DATE_NEAR && from == s->published;
	if (!future && ahead > 0)
		day -= 7;
	if (timex_date_is_range_end(s, r) && day <= s->narrative) /* "Monday to Wednesday" */
		day = s->narrative + (r->weekday - (int)day_weekday(s->narrative) + 7) % 7;
	if (direction != TIMEX_NONE && direction != 0 && ahead == 0)
		day += direction > 0 ? 7 : -7;
	timex_value_day(t, day, s->arena);
	t->anchor = from == s->published ? TIMEX_ANCHOR_PUBLISHED : after_told ? index : s->narrative_index;
}

bool timex_date_goes_back(const struct timex_resolver *s, const struct timex_reading *r)
{
	return !s->history && s->published_exact && r->sentence > s->told_sentence + DATE_REACH;
}

/* A time of day with no day: that of the date just told, or of publication. */
static void timex_date_clock(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	bool told = s->narrative != DAY_NONE && s->narrative_precision == PRECISION_DAY && !timex_date_goes_back(s, r);
	int32_t day = told ? s->narrative : s->published_exact ? s->published : DAY_NONE;
	if (day == DAY_NONE) {
		timex_date_leave_open(s, t, STR("XXXX-XX-XX"), STR("a day that publication decides"));
		return;
	}
	timex_value_day(t, day, s->arena);
	t->anchor = told ? s->narrative_index : TIMEX_ANCHOR_PUBLISHED;
}

/* "From 5 to 23 May it was besieged; on the 22nd": a day of the range told just now. */
static int32_t timex_date_day_in_range(const struct timex_resolver *s, int day)
{
	bool near = interval_known(s->range) && s->narrative == s->range.to;
	for (int32_t d = near ? s->range.to : DAY_NONE; near && d >= s->range.from && d > s->range.to - 28; d--)
		if (day_civil(d).day == day)
			return d;
	return DAY_NONE;
}

/* "On the 15th": of the month told last; in news that told none the nearest on the side that the tense says. */
static void timex_date_day_alone(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	int index;
	int32_t day = timex_date_day_in_range(s, r->ord);
	if (day != DAY_NONE) {
		timex_value_day(t, day, s->arena);
		t->anchor = s->narrative_index;
		return;
	}
	int32_t month_told = s->history || !s->published_exact ? timex_date_told(s, UNIT_MONTH, &index) : DAY_NONE;
	bool told = month_told != DAY_NONE;
	if (!told && !s->published_exact) {
		timex_date_leave_open(s, t, arena_printf(s->arena, "XXXX-XX-%02d", r->ord),
				      STR("in a month that publication decides"));
		return;
	}
	struct civil c = day_civil(told ? month_told : s->published);
	int month = c.month;
	if (!told && r->tense == TENSE_FUTURE)
		month += r->ord < c.day;
	else if (!told || r->ord < c.day)
		month += told ? 1 : -(r->ord > c.day);
	struct civil first = day_civil(day_of(c.year, month, 1));
	int step = told || r->tense == TENSE_FUTURE ? 1 : -1;
	while (!day_is_valid(first.year, first.month, r->ord)) /* the 31st: of a month that has one */
		first = day_civil(day_add_months(day_of(first.year, first.month, 1), step));
	timex_value_day(t, day_of(first.year, first.month, r->ord), s->arena);
	t->anchor = told ? index : TIMEX_ANCHOR_PUBLISHED;
}

void timex_date_resolve(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	timex_year_interval *how = timex_year_how(r);
	if (how) {
		int year = timex_year_of(s, r, how);
		if (year == TIMEX_NONE ||
		    (r->day != TIMEX_NONE && r->month != TIMEX_NONE && !day_is_valid(year, r->month, r->day)))
			timex_date_open(s, r, t);
		else
			timex_date_in_year(s, r, t, year);
		if (r->year == TIMEX_NONE && year != TIMEX_NONE) {
			t->anchor = timex_year_follows(s, r) ? s->narrative_index : TIMEX_ANCHOR_PUBLISHED;
			t->confidence -= 8;
		}
	} else if (r->year != TIMEX_NONE) {
		bool before = r->era == -1 || (r->era == TIMEX_NONE && r->year < 1000 && s->narrative != DAY_NONE &&
					       day_civil(s->narrative).year <= 0);
		timex_value_year(t, before ? 1 - r->year : r->year, s->arena); /* "264 BC", and behind it "in 262" */
	} else if (r->weekday != TIMEX_NONE && r->ord == TIMEX_NONE) {
		timex_date_weekday(s, r, t, TIMEX_NONE);
	} else if (r->ord != TIMEX_NONE) {
		timex_date_day_alone(s, r, t);
	} else {
		timex_date_clock(s, r, t);
	}
	timex_value_time(t, r, s->arena);
}

void timex_date_dayref(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	timex_date_from_published(s, t, UNIT_DAY, r->dayref);
	timex_value_time(t, r, s->arena);
}
