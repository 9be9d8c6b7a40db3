/* Items to readings: the rules matched, the longest first, their slots filled. */
#include "config.h"

#include "text/timex_grammar.h"

#include "base/vec.h"

#include <string.h>

struct timex_finder {
	const struct token_list *l;
	const struct time_words *w;
	const struct timex_items *items;
	VEC(struct timex_reading) found;
};

/* Which item each element of a rule took; FIND_NOTHING for the optional ones that took none. */
#define FIND_NOTHING SIZE_MAX

enum { FIND_PIVOT = 50 /* a year of two digits below it is of the 2000s */ };

struct timex_match {
	const struct time_rule *rule;
	size_t item[RULE_ELEMENTS];
	size_t begin, end;        /* items of all its spans */
	struct timex_reading readings[RULE_SPANS];
};

static const struct token *timex_find_token(const struct timex_finder *f, size_t at)
{
	return &f->l->tokens[f->items->v[at].token_begin];
}

/* ---- matching ---- */

static bool timex_find_fits(const struct timex_finder *f, const struct time_element *e, size_t at, uint32_t sentence)
{
	if (at >= f->items->n || timex_find_token(f, at)->sentence != sentence)
		return false;
	const struct timex_item *item = &f->items->v[at];
	time_classes both = item->classes & e->classes;
	if (!both || (e->adjacent && timex_find_token(f, at)->space_before))
		return false;
	if (e->value == TIMEX_NONE)
		return true;
	for (int c = 0; c < CLASS_COUNT; c++)
		if ((both >> c & 1) && timex_lex_value_of(item, (enum time_class)c) == e->value)
			return true;
	return false;
}

static bool timex_find_behind(const struct timex_finder *f, const struct time_rule *r, size_t at, uint32_t sentence)
{
	for (int e = r->first; e-- > 0;) {
		bool fits = at-- > 0 && timex_find_fits(f, &r->elements[e], at, sentence);
		if (fits == r->elements[e].negative)
			return false;
	}
	return true;
}

static bool timex_find_ahead(const struct timex_finder *f, const struct time_rule *r, size_t at, uint32_t sentence)
{
	for (int e = r->last; e < r->count; e++) {
		bool fits = timex_find_fits(f, &r->elements[e], at, sentence);
		if (fits == r->elements[e].negative)
			return false;
		at += !r->elements[e].negative;
	}
	return true;
}

/* Elements from e on at item `at`; optional ones take an item where they can, unless the rest then fails. */
static bool timex_find_elements(const struct timex_finder *f, struct timex_match *m, int e, size_t at, uint32_t sentence)
{
	const struct time_rule *r = m->rule;
	if (e == r->last) {
		m->end = at;
		return timex_find_ahead(f, r, at, sentence);
	}
	if (timex_find_fits(f, &r->elements[e], at, sentence)) {
		m->item[e] = at;
		if (timex_find_elements(f, m, e + 1, at + 1, sentence))
			return true;
	}
	m->item[e] = FIND_NOTHING;
	return r->elements[e].optional && timex_find_elements(f, m, e + 1, at, sentence);
}

/* ---- slots ---- */

static void timex_find_set(int *slot, int value)
{
	if (*slot == TIMEX_NONE)
		*slot = value;
}

static void timex_find_unit(struct timex_reading *r, int unit)
{
	bool quarter = unit == UNIT_QUARTER && r->ord != TIMEX_NONE;
	if (quarter)
		r->quarter = r->ord;
	if (r->unit == TIMEX_NONE || r->unit == UNIT_QUARTER)
		r->unit = quarter && r->unit != TIMEX_NONE ? r->unit : unit;
}

static void timex_find_direction(struct timex_reading *r, int direction, int from)
{
	timex_find_set(&r->direction, direction);
	timex_find_set(&r->from, from);
}

static void timex_find_numeric(struct timex_reading *r, const struct timex_item *item)
{
	const struct { int *slot, value; } parts[] = {
		{&r->year, item->year}, {&r->month, item->month}, {&r->day, item->day}, {&r->quarter, item->quarter}, {&r->half, item->half},
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].value)
			*parts[i].slot = parts[i].value;
}

static void timex_find_scale(struct timex_reading *r, int scale)
{
	r->count = scale * (r->count == TIMEX_NONE || r->count > 1000 ? 1 : r->count);
}

static void timex_find_half(struct timex_reading *r)
{
	if (r->ord != TIMEX_NONE) {
		r->half = r->ord;
	} else {
		timex_find_set(&r->count, 0);
		r->tenths = 5;
	}
}

static void timex_find_number(struct timex_reading *r, const struct timex_item *item)
{
	timex_find_set(&r->count, item->num);
	if (r->tenths == 0)
		r->tenths = item->tenths;
}

static void timex_find_hour(struct timex_reading *r, int hour, int minute)
{
	timex_find_set(&r->hour, hour);
	timex_find_set(&r->minute, minute);
}

/* "5 p.m.": the number was the hour. */
static void timex_find_ampm(struct timex_reading *r, int half)
{
	if (r->hour == TIMEX_NONE)
		timex_find_hour(r, r->count, TIMEX_NONE);
	if (half == TIMEX_NONE || r->hour < 1 || r->hour > 12) /* o'clock, or no hour of twelve: the check will see */
		return;
	r->hour = r->hour % 12 + half;
}

/* Puts what an item says, as one of the element's classes, into the reading. */
static void timex_find_fill(struct timex_reading *r, const struct timex_item *item, time_classes as)
{
	for (int c = 0; c < CLASS_COUNT; c++) {
		if (!(as >> c & 1))
			continue;
		int value = timex_lex_value_of(item, (enum time_class)c);
		switch ((enum time_class)c) {
		case CLASS_MONTH: timex_find_set(&r->month, value); break;
		case CLASS_WEEKDAY: timex_find_set(&r->weekday, value); break;
		case CLASS_SEASON: timex_find_set(&r->season, value); break;
		case CLASS_UNIT:
			timex_find_unit(r, value);
			r->plural = item->classes & CLASS_BIT(PLURAL);
			break;
		case CLASS_PART: timex_find_set(&r->part, value); break;
		case CLASS_NIGHTREF:
		case CLASS_DAYREF: timex_find_set(&r->dayref, value); break;
		case CLASS_CLOCKWORD: timex_find_hour(r, value, 0); break;
		case CLASS_AMPM: timex_find_ampm(r, value); break;
		case CLASS_OCLOCK: timex_find_ampm(r, TIMEX_NONE); break;
		case CLASS_A: timex_find_set(&r->count, 1); break;
		case CLASS_DIRECTION: timex_find_set(&r->direction, value); break;
		case CLASS_AGO: timex_find_direction(r, value, FROM_PUBLICATION); break;
		case CLASS_LATER: timex_find_direction(r, value, FROM_NARRATIVE); break;
		case CLASS_REFNOUN:
		case CLASS_REFWORD:
		case CLASS_REF: timex_find_set(&r->ref, value); break;
		case CLASS_MOD: timex_find_set(&r->mod, value); break;
		case CLASS_APPROX:
		case CLASS_ORSO: r->approximate = true; break;
		case CLASS_FEW: r->count = value; break;
		case CLASS_TIMES: r->count = 1; break;
		case CLASS_PLURAL:
			timex_find_unit(r, timex_lex_value_of(item, CLASS_UNIT));
			timex_find_set(&r->count, TIMEX_MANY);
			break;
		case CLASS_SCALE: timex_find_scale(r, value); break;
		case CLASS_HALF: timex_find_half(r); break;
		case CLASS_FISCAL: r->fiscal = true; break;
		case CLASS_FREQUENCY: timex_find_set(&r->unit, value); timex_find_set(&r->count, 1); break;
		case CLASS_HOLIDAY: timex_find_set(&r->holiday, value); break;
		case CLASS_ERA: timex_find_set(&r->era, value); break;
		case CLASS_ORD: timex_find_set(&r->ord, item->num); break;
		case CLASS_NUM: timex_find_number(r, item); break;
		case CLASS_DAY: timex_find_set(&r->day, item->num); break;
		case CLASS_YEAR: timex_find_set(&r->year, item->num); break;
		case CLASS_YY: timex_find_set(&r->year, item->num); break;
		case CLASS_DECADE: timex_find_set(&r->decade, item->num); break;
		case CLASS_CLOCK: timex_find_hour(r, item->num, item->minute); break;
		case CLASS_NUMERIC: timex_find_numeric(r, item); break;
		default: break;
		}
	}
}

/* An item of several classes is taken as the narrowest that the element names. */
static time_classes timex_find_narrow(time_classes both)
{
	static const time_classes narrow[] = {CLASS_BIT(NUMERIC), CLASS_BIT(CLOCK), CLASS_BIT(FEW), CLASS_BIT(YEAR), CLASS_BIT(DAY)};
	for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++)
		if (both & narrow[i])
			return narrow[i];
	return both;
}

static void timex_find_reading_init(struct timex_reading *r, const struct time_rule *rule)
{
	*r = (struct timex_reading){
		.kind = rule->kind, .rule = rule->name, .confidence = rule->confidence, .range_with = -1,
		.year = TIMEX_NONE, .month = TIMEX_NONE, .day = TIMEX_NONE, .weekday = TIMEX_NONE, .season = TIMEX_NONE,
		.quarter = TIMEX_NONE, .half = TIMEX_NONE, .part = TIMEX_NONE, .hour = TIMEX_NONE, .minute = TIMEX_NONE,
		.dayref = TIMEX_NONE, .ref = rule->set_ref, .mod = rule->set_mod, .unit = TIMEX_NONE, .count = TIMEX_NONE,
		.direction = TIMEX_NONE, .from = rule->set_from, .ord = TIMEX_NONE, .decade = TIMEX_NONE,
		.century = TIMEX_NONE, .holiday = TIMEX_NONE, .era = TIMEX_NONE,
	};
}

static void timex_find_constants(struct timex_reading *r, const struct time_rule *rule)
{
	timex_find_set(&r->direction, rule->set_direction);
	timex_find_set(&r->unit, rule->set_unit);
	timex_find_set(&r->part, rule->set_part);
	if (r->kind == KIND_DATE && r->era != TIMEX_NONE)
		timex_find_set(&r->year, r->count); /* "44 BC": a number is a year by its era alone */
	r->year_own = r->year != TIMEX_NONE;
}

static void timex_find_fill_spans(const struct timex_finder *f, struct timex_match *m)
{
	const time_classes marks = CLASS_BIT(COMMA) | CLASS_BIT(HYPHEN) | CLASS_BIT(SLASH);
	for (int s = 0; s < m->rule->spans; s++) {
		struct timex_reading *r = &m->readings[s];
		timex_find_reading_init(r, m->rule);
		for (int e = m->rule->first; e < m->rule->last; e++) {
			const struct time_element *element = &m->rule->elements[e];
			size_t at = m->item[e];
			if (element->span != s || at == FIND_NOTHING)
				continue;
			const struct timex_item *item = &f->items->v[at];
			if (item->classes & marks)
				continue; /* between the words of a span, never at its ends */
			m->end = at + 1;
			timex_find_fill(r, item, timex_find_narrow(item->classes & element->classes));
			if (r->span.end == 0) {
				r->token_begin = item->token_begin;
				r->span.begin = f->l->tokens[item->token_begin].span.begin;
				r->sentence = f->l->tokens[item->token_begin].sentence;
			}
			r->token_end = item->token_end;
			r->span.end = f->l->tokens[item->token_end - 1].span.end;
		}
		timex_find_constants(r, m->rule);
	}
}

/* What one end of a range or list leaves out, the other says: "May 23 to 25", "7-8 December 2021". */
static void timex_find_share(struct timex_match *m)
{
	for (int s = 0; s < m->rule->spans; s++) {
		for (int o = 0; o < m->rule->spans; o++) {
			struct timex_reading *r = &m->readings[s];
			const struct timex_reading *other = &m->readings[o];
			if (r->year != TIMEX_NONE && r->year < 100 && other->year >= 100 && r->era == TIMEX_NONE) /* "2001-02" */
				r->year += other->year / 100 * 100 + (r->year < other->year % 100 ? 100 : 0);
			timex_find_set(&r->era, other->era);
			if (r->era != TIMEX_NONE)
				timex_find_set(&r->year, r->count); /* "264 to 146 BC" */
			timex_find_set(&r->year, other->year);
			if (s == o && r->era == TIMEX_NONE && r->year >= 0 && r->year < 100 && m->rule->spans == 1) /* "3 JAN 90" */
				r->year += r->year < FIND_PIVOT ? 2000 : 1900;
			if (r->weekday == TIMEX_NONE || r->day != TIMEX_NONE)
				timex_find_set(&r->month, other->month);
		}
	}
}

/* ---- does it make sense? ---- */

/* A rule that forgets a slot that its kind lives on is a fault of the table: it never matches. */
static bool timex_find_complete(const struct timex_reading *r)
{
	bool named = r->weekday != TIMEX_NONE || r->month != TIMEX_NONE || r->season != TIMEX_NONE || r->part != TIMEX_NONE;
	switch (r->kind) {
	case KIND_RELATIVE:
		return r->direction != TIMEX_NONE && (named || r->unit != TIMEX_NONE) && !(r->plural && r->quarter == TIMEX_NONE);
	case KIND_OFFSET:
		return r->direction != TIMEX_NONE && r->unit != TIMEX_NONE;
	case KIND_DURATION:
		return r->unit != TIMEX_NONE;
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

static bool timex_find_valid(const struct timex_reading *r)
{
	if (r->year != TIMEX_NONE && (r->year < 1 || r->year > 9999))
		return false;
	if (r->era != TIMEX_NONE && r->count != TIMEX_NONE && (r->count < 1 || r->count > 9999))
		return false;
	if (r->day != TIMEX_NONE && r->month != TIMEX_NONE &&
	    !day_is_valid(r->year == TIMEX_NONE ? 2000 : r->year, r->month, r->day))
		return false;
	if (r->quarter != TIMEX_NONE && (r->quarter < 1 || r->quarter > 4))
		return false;
	if (r->count >= 1000 && r->count <= 2100 && r->kind == KIND_DURATION && r->unit != UNIT_YEAR)
		return false; /* a year and a word that happens to be a unit */
	if (r->half != TIMEX_NONE && (r->half < 1 || r->half > 2))
		return false;
	if (r->hour != TIMEX_NONE && (r->hour < 0 || r->hour > 24))
		return false;
	if (!timex_find_complete(r))
		return false;
	return r->era != -1 || r->kind == KIND_CENTURY || r->count != TIMEX_NONE || r->year != TIMEX_NONE;
}

static bool timex_find_match_valid(const struct timex_match *m)
{
	for (int s = 0; s < m->rule->spans; s++)
		if (!timex_find_valid(&m->readings[s]))
			return false;
	const struct timex_reading *a = &m->readings[0], *b = &m->readings[m->rule->spans - 1];
	if (m->rule->range && a->day != TIMEX_NONE && a->month == b->month && a->day >= b->day)
		return false;
	bool in_order = a->era == -1 ? a->year > b->year : a->year < b->year;
	return !m->rule->range || a->day != TIMEX_NONE || a->month != TIMEX_NONE || in_order;
}

/* ---- all of it ---- */

/* Tries one rule at an item; a longer match than *best replaces it. */
static void timex_find_try(const struct timex_finder *f, const struct time_rule *rule, size_t at, struct timex_match *best)
{
	uint32_t sentence = timex_find_token(f, at)->sentence;
	struct timex_match m;
	m.rule = rule;
	m.begin = at;
	if (!timex_find_behind(f, rule, at, sentence) || !timex_find_elements(f, &m, rule->first, at, sentence) ||
	    m.end <= best->end)
		return;
	timex_find_fill_spans(f, &m);
	timex_find_share(&m);
	if (timex_find_match_valid(&m))
		*best = m;
}

static bool timex_find_at(const struct timex_finder *f, size_t at, struct timex_match *best)
{
	best->end = 0;
	for (size_t word = 0; word < RULE_WORDS; word++) {
		uint64_t rules = 0, seconds = f->w->singles[word];
		for (time_classes c = f->items->v[at].classes; c; c &= c - 1)
			rules |= f->w->begins[__builtin_ctzll(c)][word];
		for (time_classes c = at + 1 < f->items->n ? f->items->v[at + 1].classes : 0; c; c &= c - 1)
			seconds |= f->w->seconds[__builtin_ctzll(c)][word];
		for (rules &= seconds; rules; rules &= rules - 1)
			timex_find_try(f, &f->w->rules[64 * word + (size_t)__builtin_ctzll(rules)], at, best);
	}
	return best->end > 0;
}

static void timex_find_add(struct timex_finder *f, const struct timex_match *m)
{
	if (m->rule->kind == KIND_NOTHING)
		return;
	int first = (int)f->found.n;
	for (int s = 0; s < m->rule->spans; s++) {
		struct timex_reading *r = vec_push(&f->found);
		*r = m->readings[s];
		if (m->rule->range)
			r->range_with = s == 0 ? first + m->rule->spans - 1 : first;
		r->tense = timex_tense_at(f->l, f->w, f->items, m->begin, m->end);
	}
}

static bool timex_find_can_range(const struct timex_reading *r)
{
	return (r->kind == KIND_DATE || r->kind == KIND_DAYREF || r->kind == KIND_RELATIVE) && r->range_with < 0;
}

/* "from June 5 to July 3", "between 1985 and 1987": two expressions that were matched apart. before and
 * between are the items beside them. */
static bool timex_find_is_range(time_classes before, time_classes between)
{
	return (between & (CLASS_BIT(TO) | CLASS_BIT(HYPHEN))) || ((between & CLASS_BIT(AND)) && (before & CLASS_BIT(BETWEEN)));
}

static void timex_find_join(struct timex_finder *f, time_classes before, time_classes between)
{
	size_t n = f->found.n;
	struct timex_reading *a = &f->found.v[n - 2], *b = &f->found.v[n - 1];
	if (a->sentence != b->sentence || !timex_find_can_range(a) || !timex_find_can_range(b) ||
	    !timex_find_is_range(before, between))
		return;
	a->range_with = (int)n - 1;
	b->range_with = (int)n - 2;
	if (a->kind == KIND_DATE && b->kind == KIND_DATE && a->month != TIMEX_NONE && b->month != TIMEX_NONE && b->year_own)
		timex_find_set(&a->year, b->month < a->month ? b->year - 1 : b->year);
}

void timex_find(const struct token_list *l, const struct time_words *w, enum timex_scope scope, struct arena *arena,
		struct timex_readings *out)
{
	struct timex_items items;
	timex_lex(l, w, scope, arena, &items);
	struct timex_finder f = {.l = l, .w = w, .items = &items};
	struct timex_match m;
	size_t last_begin = 0, last_end = SIZE_MAX;
	const time_classes cannot_begin = CLASS_BIT(WORD) | CLASS_BIT(COMMA) | CLASS_BIT(HYPHEN) | CLASS_BIT(SLASH) | CLASS_BIT(OPEN);
	for (size_t at = 0; at < items.n;) {
		if (!(items.v[at].classes & ~cannot_begin) || !timex_find_at(&f, at, &m)) {
			at++;
			continue;
		}
		size_t before = f.found.n;
		timex_find_add(&f, &m);
		if (before && m.rule->spans == 1 && f.found.n > before && last_end + 1 == m.begin)
			timex_find_join(&f, last_begin ? items.v[last_begin - 1].classes : 0, items.v[last_end].classes);
		last_begin = m.begin;
		last_end = m.end;
		at = m.end;
	}
	out->n = f.found.n;
	out->v = arena_alloc(arena, f.found.n + 1, sizeof *out->v);
	if (f.found.n)
		memcpy(out->v, f.found.v, f.found.n * sizeof *out->v);
	vec_free(&f.found);
}
