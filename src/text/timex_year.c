/* The year of a date that states none. */
#include "config.h"

#include "text/timex_resolver.h"

#include <stdlib.h>

enum {
	YEAR_FAR = 250,  /* days: a date so far on the side that the tense says ... */
	YEAR_NEAR = 45,  /* ... gives way to one so near on the other side */
	YEAR_MONTH = 30,
	YEAR_NAMED = 8,  /* years that a thing with a year in its name may lie ahead */
	YEAR_BACK = 150, /* days that a narrative may step back without changing the year */
};

static struct interval timex_year_month_day(const struct timex_resolver *s, const struct timex_reading *r, int year)
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

static struct interval timex_year_quarter(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	(void)s;
	return interval_quarter(year, r->quarter);
}

static struct interval timex_year_half(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	(void)s;
	return (struct interval){day_of(year, 6 * r->half - 5, 1), day_of(year, 6 * r->half + 1, 1) - 1};
}

static struct interval timex_year_season(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	(void)s;
	return (struct interval){day_of(year, 3 * r->season + 3, 1), day_of(year, 3 * r->season + 6, 1) - 1};
}

timex_year_interval *timex_year_how(const struct timex_reading *r)
{
	if (r->month != TIMEX_NONE)
		return timex_year_month_day;
	if (r->quarter != TIMEX_NONE)
		return timex_year_quarter;
	if (r->half != TIMEX_NONE)
		return timex_year_half;
	return r->season != TIMEX_NONE ? timex_year_season : NULL;
}

struct interval timex_year_holiday(const struct timex_resolver *s, const struct timex_reading *r, int year)
{
	return timex_holiday_days(&s->w->holidays[r->holiday], year, s->published);
}

/* How many days a candidate lies off, for a tense; the smaller the better. */
static int64_t timex_year_cost(const struct timex_resolver *s, struct interval i, enum timex_tense tense)
{
	int64_t ahead = i.from > s->published ? i.from - s->published : 0;
	int64_t behind = i.to < s->published ? s->published - i.to : 0;
	switch (tense) {
	case TENSE_PAST:
		return ahead ? ahead + YEAR_FAR - YEAR_NEAR : behind;
	case TENSE_FUTURE:
		return behind ? behind + YEAR_FAR - YEAR_NEAR : ahead;
	case TENSE_UNKNOWN:
		return i.to - i.from >= YEAR_MONTH - 3 ? behind + 4 * ahead : behind + ahead + ahead / 4;
	}
	return 0;
}

/* "He was held on May 5, 1998, and freed on May 20", in news too. Figures jump: "the lowest since December 2008,
 * from 7.9% in January". */
static bool timex_year_chained(const struct timex_resolver *s, const struct timex_reading *r)
{
	return s->chain && r->day != TIMEX_NONE && r->sentence == s->told_sentence && r->tense != TENSE_FUTURE;
}

bool timex_year_follows(const struct timex_resolver *s, const struct timex_reading *r)
{
	return s->history || s->published == DAY_NONE || timex_year_chained(s, r);
}

/* In a narrative the year of the date before goes on, and a month that would lie far behind is of the next:
 * "In December 1941 ... In February". News of no known day carries no year. */
static int timex_year_carried(const struct timex_resolver *s, const struct timex_reading *r, timex_year_interval *at)
{
	if (s->year == TIMEX_NONE || (s->news && !s->history && !timex_year_chained(s, r)))
		return TIMEX_NONE;
	struct interval i = at(s, r, s->year);
	bool behind = interval_known(i) && s->narrative != DAY_NONE && s->narrative_precision <= PRECISION_QUARTER &&
		      i.to < s->narrative - YEAR_BACK;
	return s->year + behind;
}

/* "The 2020 Games will open on 24 July": what is to come has the year of its name. */
static int timex_year_named(const struct timex_resolver *s, const struct timex_reading *r)
{
	const struct timex_reading *last = r > s->readings->v ? r - 1 : NULL;
	if (!last || last->sentence != r->sentence || last->kind != KIND_DATE || last->year == TIMEX_NONE ||
	    timex_year_how(last))
		return TIMEX_NONE;
	const struct token *name = &s->l->tokens[last->token_end];
	int ahead = last->year - day_civil(s->published).year;
	bool named = name->kind == TOKEN_WORD && name->upper_first && !s->l->sentences[r->sentence].shouting;
	return named && r->tense == TENSE_FUTURE && ahead > 0 && ahead <= YEAR_NAMED ? last->year : TIMEX_NONE;
}

/* "From May to September": the end of a range lies behind its beginning. */
static int timex_year_of_end(const struct timex_resolver *s, const struct timex_reading *r, timex_year_interval *at)
{
	int year = day_civil(s->narrative).year;
	struct interval i = at(s, r, year);
	return year + (interval_known(i) && i.to < s->narrative);
}

/* "In May, June or July": the months of a list are of one year. */
static bool timex_year_goes_on(const struct timex_resolver *s, const struct timex_reading *r)
{
	const struct timex_reading *last = r > s->readings->v ? r - 1 : NULL;
	return last && last->sentence == r->sentence && r->token_begin <= last->token_end + 2 && last->kind == KIND_DATE &&
	       !last->year_own && last->month != TIMEX_NONE && r->month > last->month && last->day == TIMEX_NONE &&
	       r->day == TIMEX_NONE && s->narrative != DAY_NONE && day_civil(s->narrative).month == last->month &&
	       !(r->tense == TENSE_PAST && day_of(day_civil(s->narrative).year, r->month, 1) > s->published);
}

/* The year of a date that states none; TIMEX_NONE when there is nothing to reckon from. */
int timex_year_of(const struct timex_resolver *s, const struct timex_reading *r, timex_year_interval *at)
{
	if (r->year != TIMEX_NONE)
		return r->era == -1 ? 1 - r->year : r->year;
	if (timex_year_follows(s, r))
		return timex_year_carried(s, r, at);
	if (timex_date_is_range_end(s, r) && r[-1].month != TIMEX_NONE)
		return timex_year_of_end(s, r, at);
	if (timex_year_goes_on(s, r))
		return day_civil(s->narrative).year;
	int base = day_civil(s->published).year, best = TIMEX_NONE;
	int reach = r->weekday == TIMEX_NONE || r->month == TIMEX_NONE ? 1 : 6;
	int64_t best_cost = INT64_MAX;
	if (timex_year_named(s, r) != TIMEX_NONE)
		return timex_year_named(s, r);
	for (int y = base - reach; y <= base + reach; y++) {
		struct interval i = at(s, r, y);
		if (!interval_known(i))
			continue;
		int64_t cost = timex_year_cost(s, i, r->tense);
		if (cost < best_cost) {
			best_cost = cost;
			best = y;
		}
	}
	return best;
}

/* The year of "last May", "next winter": the nearest wholly on that side, "this" the one of this year. */
int timex_year_directed(const struct timex_resolver *s, const struct timex_reading *r, timex_year_interval *at)
{
	bool told = s->narrative != DAY_NONE && (abs(r->direction) == 2 || s->history);
	int32_t from = told ? s->narrative : s->published;
	if (from == DAY_NONE)
		return TIMEX_NONE;
	int year = day_civil(from).year;
	struct interval i = at(s, r, year);
	/* that were "last month" */
	bool just_over = r->month != TIMEX_NONE && r->day == TIMEX_NONE && from - i.to <= YEAR_MONTH;
	if (r->direction < 0 && (i.to >= from || (r->direction == -1 && just_over)))
		return year - 1;
	if (r->direction > 0 && i.from <= from)
		return year + 1;
	/* "this winter" began last year: while it lasts, and as long as it is spoken of in spring */
	int month = day_civil(from).month;
	if (r->direction == 0 && r->season == SEASON_WINTER && (month <= 2 || (month <= 5 && r->tense != TENSE_FUTURE)))
		return year - 1;
	return year;
}
