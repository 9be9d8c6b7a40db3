/* Readings to values. One pass in order of text: a date may be reckoned from the one before it. */
#include "config.h"

#include "text/timex_resolver.h"

#include <stdlib.h>

enum {
	RESOLVE_OLD = 2,    /* years: an article that mostly tells of dates older than this is history */
	RESOLVE_DATES = 4,  /* and how many such dates it takes to say so, */
	RESOLVE_YEARS = 2,  /* or, where nothing is of its own time, how many such years */
	RESOLVE_LAST = 0,   /* the last part of a century */
};

/* ---- what needs no date ---- */

void timex_resolve_duration(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	t->type = TIMEX_DURATION;
	t->value = timex_value_duration(r->count == TIMEX_NONE ? 1 : r->count, r->tenths, (enum timex_unit)r->unit, s->arena);
	for (size_t i = 0; i < sizeof r->lesser / sizeof *r->lesser && r->lesser[i].count; i++)
		t->value = timex_value_lesser(t->value, r->lesser[i].count, (enum timex_unit)r->lesser[i].unit, s->arena);
}

static void timex_resolve_ref(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (r->ref == REF_FUTURE && r->adverb && r->tense == TENSE_PAST)
		return; /* "it soon spread": told, not foretold */
	t->value = str_of(timex_value_ref_name(r->ref));
	if (r->ref == REF_PRESENT && s->published_exact && !r->adjective) {
		t->when = interval_day(s->published);
		t->anchor = TIMEX_ANCHOR_PUBLISHED;
		t->approximate = true;
	}
}

static void timex_resolve_set(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	t->type = TIMEX_SET;
	if (r->weekday > SUNDAY)
		t->value = STR("XXXX-WXX-WD");
	else if (r->weekday != TIMEX_NONE)
		t->value = arena_printf(s->arena, "XXXX-WXX-%d", r->weekday + 1);
	else if (r->month != TIMEX_NONE)
		t->value = arena_printf(s->arena, "XXXX-%02d", r->month);
	else if (r->season != TIMEX_NONE)
		t->value = arena_printf(s->arena, "XXXX-%s", timex_value_season_name(r->season));
	else if (r->part != TIMEX_NONE)
		t->value = STR("XXXX-XX-XX");
	else if (r->unit == UNIT_WEEKEND && r->count == 1)
		t->value = STR("XXXX-WXX-WE");
	else
		t->value = timex_value_duration(r->count == TIMEX_NONE ? 1 : r->count, 0, (enum timex_unit)r->unit, s->arena);
	if (r->part != TIMEX_NONE)
		t->value = arena_printf(s->arena, "%.*sT%s", STR_ARG(t->value), timex_value_part_name(r->part));
}

static void timex_resolve_century(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (r->unit == UNIT_MILLENNIUM) {
		timex_value_millennium(t, r->era == -1 ? -1000 * (r->ord - 1) - 1 : 1000 * (r->ord - 1), s->arena);
		return;
	}
	int first = r->era == -1 ? -100 * (r->ord - 1) - 1 : 100 * (r->ord - 1),
	    part = r->direction == -1 ? RESOLVE_LAST : r->count;
	if (r->unit == UNIT_DECADE && !r->plural && first > 0 && part != TIMEX_NONE && part <= 10) {
		timex_value_decade(t, first + 10 * ((part == RESOLVE_LAST ? 10 : part) - 1), s->arena);
		return;
	}
	timex_value_century(t, first, s->arena);
	if (r->unit == UNIT_CENTURY && r->half == TIMEX_NONE && part != TIMEX_NONE && part <= 4)
		timex_value_quarter_of(t, part == RESOLVE_LAST ? 4 : part);
}

/* "The 1300s" are a century; "the 1900s" are ten years as often. */
static void timex_resolve_decade(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	if (r->decade % 100 == 0 && r->decade < 1900)
		timex_value_century(t, r->decade, s->arena);
	else
		timex_value_decade(t, r->decade, s->arena);
}

static void timex_resolve_holiday(struct timex_resolver *s, const struct timex_reading *r, struct timex3 *t)
{
	const struct time_holiday *h = &s->w->holidays[r->holiday];
	int fixed = h->year, index;
	int32_t told = r->unit == UNIT_YEAR ? timex_date_told(s, UNIT_YEAR, &index) : DAY_NONE; /* "Christmas of that year" */
	int year = fixed						    ? fixed
		   : told != DAY_NONE					    ? day_civil(told).year
		   : r->direction != TIMEX_NONE && s->published != DAY_NONE ? timex_year_directed(s, r, timex_year_holiday)
									    : timex_year_of(s, r, timex_year_holiday);
	if (year == TIMEX_NONE) {
		timex_date_leave_open(s, t, STR("XXXX-XX-XX"), STR("in a year that publication decides"));
		return;
	}
	struct interval i = timex_year_holiday(s, r, year);
	if (!interval_known(i))
		return; /* before its calendar began */
	bool day = r->unit == TIMEX_NONE || r->unit == UNIT_YEAR;
	t->approximate = h->rule == HOLIDAY_HIJRI; /* where the moon is awaited, a day */
	if (day && h->days > 1)
		timex_value_feast(t, i, s->arena);
	else if (day)
		timex_value_day(t, i.from, s->arena);
	else if (r->unit == UNIT_WEEKEND && day_weekday(i.from) <= TUESDAY) /* the days off before it */
		timex_value_weekend(t, i.from - 7, s->arena);
	else
		timex_value_unit(t, i.from, (enum timex_unit)r->unit, 0, s->arena);
	t->anchor = told != DAY_NONE ? index : r->year == TIMEX_NONE && !fixed ? TIMEX_ANCHOR_PUBLISHED : TIMEX_ANCHOR_NONE;
}

/* ---- the pass ---- */

/* "At 2230 (0230 GMT on 12 January)": the same hour by another clock, from which nothing is told on. */
static bool timex_resolve_is_aside(const struct timex_resolver *s, const struct timex_reading *r)
{
	size_t i = (size_t)(r - s->readings->v);
	return r->hour != TIMEX_NONE && i > 0 && r[-1].hour != TIMEX_NONE &&
	       (timex_date_is_beside(s, i - 1, "(") || timex_date_is_beside(s, i - 1, "["));
}

/* What later expressions may be reckoned from. */
static void timex_resolve_remember(struct timex_resolver *s, const struct timex_reading *r, const struct timex3 *t, int index)
{
	bool year = r->unit == UNIT_YEAR && r->count <= 1 && r->count != TIMEX_MANY;
	if (t->type == TIMEX_DURATION && (year || (r->unit == UNIT_MONTH && r->count >= 6)))
		s->quarter = TIMEX_NONE; /* results of nine months are compared with a year, not a quarter */
	if (timex_resolve_is_aside(s, r) || r->kind == KIND_REF || t->type == TIMEX_DURATION || t->type == TIMEX_SET ||
	    !interval_known(t->when))
		return;
	if (timex_date_is_range_end(s, r) && t->precision == PRECISION_DAY && s->narrative <= t->when.to)
		s->range = (struct interval){s->narrative, t->when.to};
	s->narrative = t->when.from;
	s->narrative_precision = t->precision;
	s->narrative_index = index;
	if (t->precision == PRECISION_DAY) {
		s->day = t->when.from;
		s->day_index = index;
	}
	if (r->year_own || ((s->history || s->chain) && r->month != TIMEX_NONE))
		s->year = day_civil(t->when.from).year;
	s->chain = (r->year_own && r->day != TIMEX_NONE) || (s->chain && t->anchor != TIMEX_ANCHOR_PUBLISHED);
	s->told_sentence = r->sentence;
	bool over = s->published == DAY_NONE || t->when.to < s->published;
	/* "the quarter ended July 31" may have a number of its firm's own */
	bool ended = r->month != TIMEX_NONE && r->unit == UNIT_QUARTER;
	if (t->precision == PRECISION_QUARTER && (r->quarter != TIMEX_NONE || ended) && r->kind != KIND_OFFSET &&
	    ((over && !ended) || s->quarter == TIMEX_NONE)) {
		s->quarter = (day_civil(t->when.from).month + 2) / 3;
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
	case KIND_DATE: timex_date_resolve(s, r, t); break;
	case KIND_RELATIVE: timex_relative_resolve(s, r, t); break;
	case KIND_OFFSET: timex_relative_offset(s, r, t); break;
	case KIND_DAYREF: timex_date_dayref(s, r, t); break;
	case KIND_SAME: timex_relative_same(s, r, t); break;
	case KIND_REF: timex_resolve_ref(s, r, t); break;
	case KIND_DURATION: timex_resolve_duration(s, r, t); break;
	case KIND_SET: timex_resolve_set(s, r, t); break;
	case KIND_DECADE: timex_resolve_decade(s, r, t); break;
	case KIND_CENTURY: timex_resolve_century(s, r, t); break;
	case KIND_HOLIDAY: timex_resolve_holiday(s, r, t); break;
	case KIND_NOTHING: case KIND_COUNT: break;
	}
	if (r->half != TIMEX_NONE && (r->month != TIMEX_NONE || r->decade != TIMEX_NONE || r->kind == KIND_CENTURY))
		timex_value_half_of(t, r->half);
	timex_value_mod(t, r->mod, r->mod_to, s->published);
	t->mod = timex_value_mod_name(r, t->type);
}

/* Keeps the tense as evidence where it chose: where the other one, all else alike, gives another date. */
static void timex_resolve_tense(struct timex_resolver *s, struct timex_reading *r, struct timex3 *t)
{
	struct timex3 other;
	enum timex_tense tense = r->tense;
	bool fixed = r->kind == KIND_DAYREF || r->kind == KIND_OFFSET; /* "yesterday", "two days ago" */
	if (tense == TENSE_UNKNOWN || fixed || t->anchor == TIMEX_ANCHOR_NONE || !interval_known(t->when))
		return;
	r->tense = tense == TENSE_PAST ? TENSE_FUTURE : TENSE_PAST;
	timex_resolve_one(s, r, &other);
	r->tense = tense;
	if (other.when.from == t->when.from && other.when.to == t->when.to)
		return;
	t->tense = tense;
	t->tense_span = r->tense_span;
}

/* Does the reading speak from the time of writing? */
static bool timex_resolve_is_deictic(const struct timex_resolver *s, const struct timex_reading *r)
{
	bool weekday = r->kind == KIND_DATE && r->weekday != TIMEX_NONE && r->day == TIMEX_NONE;
	bool near = r->kind == KIND_RELATIVE && r->unit != TIMEX_NONE && !timex_relative_is_narrative(s, r) &&
		    timex_relative_says_direction(s, r);
	return r->kind == KIND_DAYREF || weekday || near || (r->kind == KIND_OFFSET && r->from == FROM_PUBLICATION);
}

/* News or history? News speaks of its own days; a history may have a date of publication all the same. */
static void timex_resolve_judge(struct timex_resolver *s)
{
	size_t old = 0, near = 0, years = 0;
	for (size_t i = 0; i < s->readings->n; i++) {
		const struct timex_reading *r = &s->readings->v[i];
		bool dated = r->kind == KIND_DATE && r->year_own && (r->month != TIMEX_NONE || r->era == -1);
		bool long_ago = s->published == DAY_NONE || r->era == -1 ||
				r->year + RESOLVE_OLD <= day_civil(s->published).year;
		bool deictic = timex_resolve_is_deictic(s, r);
		s->news |= deictic;
		near += deictic || (dated && !long_ago);
		old += dated && long_ago;
		years += r->kind == KIND_DATE && r->year_own && long_ago;
	}
	s->history = (old >= RESOLVE_DATES && old > 2 * near) || (old && years >= RESOLVE_YEARS && !near);
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
		.day = DAY_NONE, .day_index = TIMEX_ANCHOR_NONE,
		.year = TIMEX_NONE, .quarter = TIMEX_NONE,
		.out = arena_alloc(arena, readings->n + 1, sizeof *s.out),
	};
	timex_resolve_judge(&s);
	int *index = arena_alloc(arena, readings->n + 1, sizeof *index);
	for (size_t i = 0; i < readings->n; i++) {
		struct timex_reading *r = &readings->v[i];
		index[i] = -1;
		if (l->sentences[r->sentence].furniture)
			continue;
		timex_resolve_one(&s, r, &s.out[s.count]);
		if (!s.out[s.count].value.n)
			continue; /* it turned out to be no date */
		timex_resolve_tense(&s, r, &s.out[s.count]);
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
