#include "config.h"

#include "text/timex_sense.h"

/* Each part of a length is of a lesser unit, and less than one of the unit before: "two years, four months". */
static bool timex_sense_is_length(const struct timex_reading *r)
{
	static const int most[UNIT_COUNT] = {
		[UNIT_SECOND] = 60, [UNIT_MINUTE] = 60, [UNIT_HOUR] = 24, [UNIT_DAY] = 31, [UNIT_WEEK] = 5, [UNIT_MONTH] = 12,
	};
	int above = r->unit;
	for (size_t i = 0; i < sizeof r->lesser / sizeof *r->lesser && r->lesser[i].count; i++) {
		int unit = r->lesser[i].unit;
		if (unit == TIMEX_NONE || unit >= above || above > UNIT_YEAR || r->lesser[i].count >= most[unit] || r->tenths)
			return false;
		above = unit;
	}
	return true;
}

/* A rule that forgets a slot that its kind lives on is a fault of the table: it never matches. */
static bool timex_sense_complete(const struct timex_reading *r)
{
	bool named = r->weekday != TIMEX_NONE || r->month != TIMEX_NONE || r->season != TIMEX_NONE || r->part != TIMEX_NONE;
	switch (r->kind) {
	case KIND_RELATIVE:
		return r->direction != TIMEX_NONE && (named || r->unit != TIMEX_NONE) &&
		       !(r->plural && r->quarter == TIMEX_NONE);
	case KIND_OFFSET:
		return r->direction != TIMEX_NONE && r->unit != TIMEX_NONE;
	case KIND_DURATION:
		return r->unit != TIMEX_NONE && timex_sense_is_length(r);
	case KIND_SET:
		return named || r->unit != TIMEX_NONE;
	case KIND_DAYREF:
		return r->dayref != TIMEX_NONE;
	case KIND_REF:
		return r->ref != TIMEX_NONE;
	case KIND_DECADE:
		return r->decade != TIMEX_NONE;
	case KIND_CENTURY:
		return r->ord != TIMEX_NONE && r->ord >= 1 && r->ord <= 99;
	case KIND_HOLIDAY:
		return r->holiday != TIMEX_NONE;
	case KIND_DATE: case KIND_SAME: case KIND_NOTHING: case KIND_COUNT:
		break;
	}
	return true;
}

static bool timex_sense_of(const struct timex_reading *r)
{
	if (r->year != TIMEX_NONE && (r->year < 1 || r->year > 9999))
		return false;
	if (r->era != TIMEX_NONE && r->count != TIMEX_NONE && (r->count < 1 || r->count > 9999))
		return false;
	if (r->day != TIMEX_NONE && r->month != TIMEX_NONE &&
	    !day_is_valid(r->year == TIMEX_NONE ? 2000 : r->year, r->month, r->day))
		return false;
	if (r->kind == KIND_DATE && r->ord != TIMEX_NONE && (r->ord < 1 || r->ord > 31))
		return false;
	if (r->kind == KIND_DATE && r->plural && r->unit == UNIT_YEAR && r->year != TIMEX_NONE)
		return false; /* "the years 1939-45": their ends are dates, not the word */
	if (r->quarter != TIMEX_NONE && (r->quarter < 1 || r->quarter > 4))
		return false;
	if (r->like_year && r->count >= (r->unit == UNIT_YEAR ? 1900 : 1000) && r->count <= 2100 && r->kind == KIND_DURATION)
		return false; /* a year and a word that happens to be a unit */
	if (r->half != TIMEX_NONE && (r->half < 1 || r->half > 2))
		return false;
	if (r->hour != TIMEX_NONE && (r->hour < 0 || r->hour > 24))
		return false;
	if (!timex_sense_complete(r))
		return false;
	return r->era != -1 || r->kind == KIND_CENTURY || r->count != TIMEX_NONE || r->year != TIMEX_NONE;
}

bool timex_sense_has(const struct timex_match *m)
{
	for (int s = 0; s < m->rule->spans; s++)
		if (!timex_sense_of(&m->readings[s]))
			return false;
	const struct timex_reading *a = &m->readings[0], *b = &m->readings[m->rule->spans - 1];
	if (m->rule->range && a->hour != TIMEX_NONE)
		return true; /* "from 9 p.m. to 2 a.m." */
	if (m->rule->range && a->ord != TIMEX_NONE && a->month == TIMEX_NONE)
		return a->ord < b->ord; /* "from the 5th to the 9th" */
	if (m->rule->range && a->day != TIMEX_NONE && a->month == b->month && a->day >= b->day)
		return false;
	bool in_order = a->era == -1 ? a->year > b->year : a->year < b->year;
	return !m->rule->range || a->day != TIMEX_NONE || a->month != TIMEX_NONE || in_order;
}
