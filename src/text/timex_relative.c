/* Dates reckoned from others: last, this, next; ago, earlier, later; that and the same. */
#include "config.h"

#include "text/timex_resolver.h"

#include <stdlib.h>

/* ---- last, this, next ---- */

/* "The quarter", "the latest period": the one told of last, else the last that is over. "The period" alone is
 * one only where a quarter was told of. */
static void timex_relative_the_quarter(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (s->quarter != TIMEX_NONE) {
		timex_value_quarter(t, s->quarter_year, s->quarter, s->arena);
		t->anchor = s->narrative_index;
	} else if (r->count != 0) {
		timex_date_from_published(s, t, UNIT_QUARTER, -1);
	}
}

bool timex_relative_says_direction(const struct timex_resolver *s, const struct timex_reading *r)
{
	for (uint32_t i = r->token_begin; i < r->token_end; i++) {
		const struct time_word *w = timex_lex_known(s->w, s->l->tokens[i].word);
		if (w && (w->classes & CLASS_BIT(DIRECTION)) && !(w->doubtful & CLASS_BIT(DIRECTION)))
			return true;
	}
	return false;
}

/* "The weekend" on a Monday is the one just past, or the one that comes. */
static void timex_relative_weekend(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	bool early = s->published != DAY_NONE && day_weekday(s->published) < SATURDAY;
	timex_date_from_published(s, t, UNIT_WEEKEND, early && r->tense != TENSE_FUTURE ? -1 : 0);
}

/* A part of the day is counted in days. */
static enum timex_unit timex_relative_unit(const struct timex_reading *r)
{
	return r->unit == TIMEX_NONE ? UNIT_DAY : (enum timex_unit)r->unit;
}

/* "For the next year" looks ahead from now. */
static bool timex_relative_is_led(const struct timex_resolver *s, const struct timex_reading *r)
{
	return r->token_begin > 0 && (timex_lex_known(s->w, s->l->tokens[r->token_begin - 1].word)->classes & CLASS_BIT(WHEN));
}

/* "The following month", and "the next day", "the next morning", which nobody counts from today; "the next year he left". */
bool timex_relative_is_narrative(const struct timex_resolver *s, const struct timex_reading *r)
{
	bool day = r->unit == UNIT_DAY || (r->part != TIMEX_NONE && r->direction > 0);
	bool led = r->month == TIMEX_NONE && r->season == TIMEX_NONE && timex_relative_is_led(s, r);
	bool told = r->the && r->direction == 1 && (s->history || (r->tense == TENSE_PAST && !led));
	return abs(r->direction) == 2 || (day && r->direction != 0) || told;
}

/* Where the date told last puts it; what the past tells of as "the next week" lies no further on than publication. */
static bool timex_relative_from_told(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int32_t told)
{
	struct timex3 next = *t;
	timex_value_unit(&next, told, timex_relative_unit(r), r->direction > 0 ? 1 : -1, s->arena);
	if (r->direction == 1 && r->unit != UNIT_DAY && s->published != DAY_NONE && interval_known(next.when) &&
	    next.when.from > s->published)
		return false;
	*t = next;
	return true;
}

/* "The turn of the century": the one that began or begins nearest. */
static void timex_relative_turn(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	static const int half[UNIT_COUNT] = {[UNIT_YEAR] = 6, [UNIT_CENTURY] = 600, [UNIT_MILLENNIUM] = 6000};
	int32_t day = s->history && s->narrative != DAY_NONE ? s->narrative : s->published;
	if (day == DAY_NONE)
		timex_date_from_published(s, t, (enum timex_unit)r->unit, 0);
	else
		timex_value_unit(t, day_add_months(day, half[r->unit]), (enum timex_unit)r->unit, 0, s->arena);
}

/* A part of a year or a month that is last, this or next: "May of last year", "the 13th of this month". */
static bool timex_relative_part(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int year)
{
	if (r->day != TIMEX_NONE && r->unit == UNIT_MONTH && s->published_exact) {
		struct interval month = interval_around(s->published, PRECISION_MONTH);
		month = interval_step(month, PRECISION_MONTH, r->direction);
		int32_t day = month.from + r->day - 1;
		timex_value_day(t, day < month.to ? day : month.to, s->arena);
		return true;
	}
	if (r->unit != UNIT_YEAR || year == TIMEX_NONE)
		return false;
	if (r->quarter != TIMEX_NONE)
		timex_value_quarter(t, year, r->quarter, s->arena);
	else if (r->half != TIMEX_NONE)
		timex_value_half(t, year, r->half, s->arena);
	else if (r->month != TIMEX_NONE || r->season != TIMEX_NONE)
		timex_date_in_year(s, r, t, year);
	else
		return false;
	return true;
}

/* "By the end of the year": of the one that a history tells of; "later in the day": than what was told just now. */
static bool timex_relative_is_narrated(const struct timex_resolver *s, const struct timex_reading *r, int32_t told)
{
	bool later = r->mod == MOD_LATER && r->unit <= UNIT_WEEK && r->tense == TENSE_PAST &&
		     r->sentence <= s->told_sentence + 1;
	return (s->history || later) && told != DAY_NONE && r->direction == 0 && r->count == TIMEX_NONE &&
	       !timex_relative_says_direction(s, r);
}

/* The year that a part of one lies in, or TIMEX_NONE: that of the date told last, or of publication, moved. */
static int timex_relative_year(const struct timex_resolver *s, const struct timex_reading *r, int32_t told, int side)
{
	if (timex_relative_is_narrated(s, r, told))
		return day_civil(told).year;
	if (timex_relative_is_narrative(s, r) && r->unit == UNIT_YEAR && told != DAY_NONE)
		return day_civil(told).year + side; /* "in May of the following year" */
	return s->published != DAY_NONE ? day_civil(s->published).year + side : TIMEX_NONE;
}

/* "Tuesday last week": of that week, and "Sunday week", a week behind the next one. */
static void timex_relative_week_day(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int side)
{
	if (s->published == DAY_NONE || !s->published_exact) {
		timex_date_weekday(s, r, t, r->direction);
		return;
	}
	int32_t monday = day_week_start(s->published) + 7 * side;
	int ahead = (r->weekday - (int)day_weekday(s->published) + 7) % 7;
	timex_value_day(t, r->count == TIMEX_NONE ? monday + r->weekday : s->published + ahead + 7 * r->count, s->arena);
}

void timex_relative_resolve(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	timex_year_interval *how = timex_year_how(r);
	int index, side = (r->direction > 0) - (r->direction < 0);
	int32_t told = timex_date_told(s, timex_relative_unit(r), &index);
	int year = timex_relative_year(s, r, told, side);
	if (r->mod == MOD_TURN && r->unit >= UNIT_YEAR && r->unit != UNIT_DECADE) {
		timex_relative_turn(s, r, t);
	} else if (timex_relative_part(s, r, t, year)) {
		/* done */
	} else if (how) {
		int directed = timex_year_directed(s, r, how);
		if (directed == TIMEX_NONE)
			timex_date_open(s, r, t);
		else
			timex_date_in_year(s, r, t, directed);
	} else if (r->weekday != TIMEX_NONE && r->unit == UNIT_WEEK && r->direction != TIMEX_NONE && abs(r->direction) < 2) {
		timex_relative_week_day(s, r, t, side);
	} else if (r->weekday != TIMEX_NONE) {
		timex_date_weekday(s, r, t, r->direction);
	} else if (timex_relative_is_narrative(s, r) && told != DAY_NONE && timex_relative_from_told(s, r, t, told)) {
		t->anchor = index;
	} else if (timex_relative_is_narrated(s, r, told)) {
		timex_value_unit(t, told, timex_relative_unit(r), 0, s->arena);
		t->anchor = index;
	} else if (r->unit == UNIT_QUARTER && r->direction <= 0 && !timex_relative_says_direction(s, r)) {
		timex_relative_the_quarter(s, r, t);
	} else if (r->unit == UNIT_WEEKEND && r->direction == 0 && !timex_relative_says_direction(s, r)) {
		timex_relative_weekend(s, r, t);
	} else {
		timex_date_from_published(s, t, timex_relative_unit(r), side);
	}
	if (t->anchor == TIMEX_ANCHOR_NONE)
		t->anchor = TIMEX_ANCHOR_PUBLISHED;
	timex_value_time(t, r, s->arena);
}

/* ---- ago, earlier, later ---- */

/* "A week ago Friday", "two Fridays ago", "a week from Friday": weeks from the last such day, or the next. */
static void timex_relative_week_ago(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int n)
{
	int32_t day = s->published - ((int)day_weekday(s->published) - r->weekday + 7) % 7;
	timex_value_day(t, day + 7 * (n > 0 ? n + 1 : n), s->arena);
	t->anchor = TIMEX_ANCHOR_PUBLISHED;
}

/* "A year ago today": that very day, counted in its unit; "a year ago this month". */
static void timex_relative_anniversary(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t, int n)
{
	static const int months[UNIT_COUNT] = {
		[UNIT_MONTH] = 1, [UNIT_QUARTER] = 3, [UNIT_YEAR] = 12, [UNIT_DECADE] = 120, [UNIT_CENTURY] = 1200,
	};
	static const int days[UNIT_COUNT] = {[UNIT_DAY] = 1, [UNIT_WEEKEND] = 7, [UNIT_WEEK] = 7, [UNIT_FORTNIGHT] = 14};
	bool wider = r->dayref == TIMEX_NONE;
	if (n < -100 || n > 100 || (!months[r->unit] && !days[r->unit])) {
		timex_date_from_published(s, t, (enum timex_unit)r->unit, n);
		return;
	}
	int32_t day = day_add_months(s->published + (wider ? 0 : r->dayref), n * months[r->unit]) + n * days[r->unit];
	timex_value_unit(t, day, wider ? (enum timex_unit)r->lesser[0].unit : UNIT_DAY, 0, s->arena);
	t->anchor = TIMEX_ANCHOR_PUBLISHED;
}

/* "Three days earlier, on 3 February": the date says what the words before it only reckon. */
static bool timex_relative_is_told_twice(const struct timex_resolver *s, const struct timex_reading *r)
{
	const struct timex_reading *next = r + 1;
	if (!timex_date_is_beside(s, (size_t)(r - s->readings->v), ",") || next->kind != KIND_DATE || r->unit < UNIT_DAY)
		return false;
	if (r->unit == UNIT_YEAR)
		return next->year_own;
	return next->month != TIMEX_NONE && (next->day == TIMEX_NONE) == (r->unit > UNIT_WEEK);
}

/* "Half a year ago": six months, where the day they are counted from is known. */
static void timex_relative_half_year(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	int32_t day = day_add_months(s->published, 6 * (2 * r->count + 1) * r->direction);
	timex_value_unit(t, day, r->count ? UNIT_YEAR : UNIT_MONTH, 0, s->arena);
	t->anchor = TIMEX_ANCHOR_PUBLISHED;
}

/* "A year earlier" where results are compared: the same quarter of the year before. False where no quarter is told. */
static bool timex_relative_quarter_before(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (r->quarter != TIMEX_NONE && s->published != DAY_NONE) {
		timex_value_quarter(t, day_civil(s->published).year - 1, r->quarter, s->arena);
		return true;
	}
	if (s->quarter == TIMEX_NONE)
		return false;
	timex_value_quarter(t, s->quarter_year - 1, s->quarter, s->arena);
	t->anchor = s->narrative_index;
	return true;
}

/* "Two weeks later": n units from what was told last; a mere length where nothing was, or where it would lead past
 * publication. */
static void timex_relative_from_narrative(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t,
					  enum timex_unit unit, int n)
{
	int index;
	int32_t told = timex_date_told(s, unit, &index);
	if (told == DAY_NONE) {
		timex_resolve_duration(s, r, t);
		return;
	}
	timex_value_unit(t, told, unit == UNIT_WEEK ? UNIT_DAY : unit, unit == UNIT_WEEK ? 7 * n : n, s->arena);
	t->anchor = index;
	bool today = told == s->published && timex_date_is_beside(s, (size_t)(r - s->readings->v) - 1, ",");
	bool ahead = n > 0 && told <= s->published && t->when.from > s->published && s->published != DAY_NONE;
	if (ahead && (r->tense != TENSE_FUTURE || today)) {
		t->when = INTERVAL_NONE; /* "today, 70 years later": nothing told lies ahead */
		t->anchor = TIMEX_ANCHOR_NONE;
		timex_resolve_duration(s, r, t);
	}
}

/* A count that is known, of whole units. */
static void timex_relative_count(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t,
				 enum timex_unit unit, int n)
{
	bool year_back = unit == UNIT_YEAR && n == -1;
	if (year_back && timex_relative_quarter_before(s, r, t))
		return;
	bool compared = year_back && s->published != DAY_NONE && !s->history; /* results again: this year's with the last */
	if (r->weekday != TIMEX_NONE && unit == UNIT_WEEK && s->published_exact)
		timex_relative_week_ago(s, r, t, n);
	else if (r->from == FROM_NARRATIVE && timex_relative_is_told_twice(s, r))
		timex_date_resolve(s, r + 1, t);
	else if (r->from == FROM_PUBLICATION || (s->narrative == DAY_NONE && n < 0) || compared)
		timex_date_from_published(s, t, unit, n);
	else
		timex_relative_from_narrative(s, r, t, unit, n);
}

void timex_relative_offset(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	enum timex_unit unit = (enum timex_unit)r->unit;
	int n = (r->count == TIMEX_NONE ? 1 : r->count) * ((r->direction > 0) - (r->direction < 0));
	if (r->tenths == 5 && (unit == UNIT_DECADE || unit == UNIT_CENTURY)) { /* "half a century ago" */
		n = (2 * r->count + 1) * (unit == UNIT_DECADE ? 5 : 50) * r->direction;
		unit = UNIT_YEAR;
	} else if (r->tenths == 5 && unit == UNIT_YEAR && r->from == FROM_PUBLICATION && s->published_exact) {
		timex_relative_half_year(s, r, t);
		return;
	}
	if ((r->dayref != TIMEX_NONE || r->lesser[0].count) && s->published_exact && r->count != TIMEX_MANY)
		timex_relative_anniversary(s, r, t, n);
	else if (r->from == FROM_NARRATIVE && (r->count == TIMEX_MANY || unit < UNIT_DAY)) /* "an hour later" is a length */
		timex_resolve_duration(s, r, t);
	else if (r->count == TIMEX_MANY)
		t->value = str_of(timex_value_ref_name(r->direction < 0 ? REF_PAST : REF_FUTURE));
	else
		timex_relative_count(s, r, t, unit, n);
}

/* "On the second day": of the range told last ("from May 23 to 25"). Without one it is no date: news often
 * means the very day it told before, history the day after. */
static void timex_relative_ordinal_day(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (!interval_known(s->range) || r->ord < 1 || r->ord > s->range.to - s->range.from + 1)
		return;
	timex_value_day(t, s->range.from + r->ord - 1, s->arena);
	t->anchor = s->narrative_index;
}

void timex_relative_same(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (r->ord != TIMEX_NONE) {
		timex_relative_ordinal_day(s, r, t);
		return;
	}
	bool of_year = r->season != TIMEX_NONE || r->month != TIMEX_NONE;
	enum timex_unit unit = r->unit != TIMEX_NONE ? (enum timex_unit)r->unit : of_year ? UNIT_YEAR : UNIT_DAY;
	int index;
	int32_t told = timex_date_told(s, unit, &index);
	if (r->year != TIMEX_NONE) { /* "the 1988 period" */
		if (s->quarter != TIMEX_NONE)
			timex_value_quarter(t, r->year, s->quarter, s->arena);
		else
			timex_value_year(t, r->year, s->arena);
	} else if (told == DAY_NONE && r->weekday != TIMEX_NONE) {
		timex_date_weekday(s, r, t, TIMEX_NONE);
	} else if (r->from == FROM_PUBLICATION && timex_date_goes_back(s, r)) { /* "in the morning" */
		timex_date_from_published(s, t, unit, 0);
	} else if (told == DAY_NONE && s->history) {
		timex_date_leave_open(s, t, timex_date_open_value(unit), STR("in a time told before"));
	} else if (told == DAY_NONE && (!of_year || s->published == DAY_NONE)) {
		timex_date_from_published(s, t, unit, 0);
		t->confidence /= 2;
	} else if (r->season != TIMEX_NONE || r->month != TIMEX_NONE) { /* "that summer" */
		timex_date_in_year(s, r, t, day_civil(told == DAY_NONE ? s->published : told).year);
		t->anchor = told == DAY_NONE ? TIMEX_ANCHOR_PUBLISHED : index;
	} else if (r->weekday != TIMEX_NONE) {
		timex_value_day(t, day_week_start(told) + r->weekday, s->arena);
		t->anchor = index;
	} else {
		timex_value_unit(t, told, unit, 0, s->arena);
		t->anchor = index;
	}
	timex_value_time(t, r, s->arena);
}
