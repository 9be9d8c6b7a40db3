/* What the words of a match say, put into the slots of its readings. */
#include "config.h"

#include "text/timex_match.h"

enum {
	FILL_PIVOT = 50, /* a year of two digits below it is of the 2000s */
	FILL_NOUN = 10,  /* what a noun adds to the values of "early", "late", and "at least" to that of its bound */
	FILL_MOST = 1000000000, /* more are not counted */
	FILL_TURN = 90,  /* only so late in a century may "1999-01" end in the next */
};

/* ---- slots ---- */

void timex_fill_set(int *slot, int value)
{
	if (*slot == TIMEX_NONE)
		*slot = value;
}

/* "Five years and three months": the lesser part of a duration that is waiting for its count, or its unit. */
static int timex_fill_lesser(const struct timex_reading *r)
{
	bool more = r->kind == KIND_DURATION && r->unit != TIMEX_NONE;
	return !more ? -1 : !r->lesser[0].count || r->lesser[0].unit == TIMEX_NONE ? 0 : 1;
}

/* "A quarter of an hour", "three quarters of a century". */
static bool timex_fill_quarter_of(struct timex_reading *r, int unit)
{
	static const struct { int count, unit; } quarters[UNIT_COUNT] = {
		[UNIT_HOUR] = {15, UNIT_MINUTE}, [UNIT_YEAR] = {3, UNIT_MONTH}, [UNIT_CENTURY] = {25, UNIT_YEAR},
	};
	bool offset = r->kind == KIND_OFFSET && unit != UNIT_YEAR; /* "the quarter a year ago" */
	if (r->unit != UNIT_QUARTER || !(r->kind == KIND_DURATION || offset) || !quarters[unit].count)
		return false;
	r->count = quarters[unit].count * (r->count > 0 ? r->count : 1);
	r->unit = quarters[unit].unit;
	return true;
}

static void timex_fill_unit(struct timex_reading *r, int unit)
{
	if (timex_fill_quarter_of(r, unit))
		return;
	int lesser = timex_fill_lesser(r);
	if (lesser >= 0 && r->lesser[lesser].count) {
		r->lesser[lesser].unit = unit;
		return;
	}
	/* "the second decade of the 19th century" */
	if (r->kind == KIND_CENTURY && unit < UNIT_CENTURY && r->ord != TIMEX_NONE) {
		r->count = r->ord;
		r->ord = TIMEX_NONE;
	}
	if (r->kind == KIND_OFFSET && r->unit > UNIT_DAY && unit < UNIT_QUARTER) { /* "a year ago this month" */
		r->lesser[0].count = 1;
		r->lesser[0].unit = unit;
	}
	bool quarter = unit == UNIT_QUARTER && r->ord != TIMEX_NONE;
	if (quarter)
		r->quarter = r->ord;
	if (r->unit == TIMEX_NONE || r->unit == UNIT_QUARTER)
		r->unit = quarter && r->unit != TIMEX_NONE ? r->unit : unit;
}

static void timex_fill_direction(struct timex_reading *r, int direction, int from)
{
	timex_fill_set(&r->direction, direction);
	timex_fill_set(&r->from, from);
}

static void timex_fill_numeric(struct timex_reading *r, const struct timex_item *item)
{
	const struct { int *slot, value; } parts[] = {
		{&r->year, item->year}, {&r->month, item->month}, {&r->day, item->day}, {&r->quarter, item->quarter},
		{&r->half, item->half},
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].value)
			*parts[i].slot = parts[i].value;
	if (item->week)
		r->unit = UNIT_WEEK;
}

static void timex_fill_scale(struct timex_reading *r, int scale)
{
	bool half = r->count == 0 && r->tenths; /* "half a dozen" */
	if (half) {
		r->count = scale / 2;
		r->tenths = 0;
	} else if (scale < 0) {
		r->count = TIMEX_MANY; /* "billions" are not counted */
	} else if (r->count != TIMEX_MANY) { /* "2.5 million" */
		int64_t tenths = r->count == TIMEX_NONE ? 10 : 10LL * r->count + r->tenths;
		int64_t count = tenths * scale / 10;
		r->count = count < FILL_MOST ? (int)count : TIMEX_MANY;
		r->tenths = 0;
	}
}

static void timex_fill_half(struct timex_reading *r)
{
	if (r->kind != KIND_DURATION && (r->ord != TIMEX_NONE || r->direction == -1)) {
		r->half = r->ord == TIMEX_NONE ? 2 : r->ord; /* "the last half" */
		r->ord = TIMEX_NONE;                         /* "the first half of the third century" */
	} else {
		timex_fill_set(&r->count, r->unit == TIMEX_NONE ? 0 : 1); /* "half a year", "a year and a half" */
		r->tenths = 5;
	}
}

static void timex_fill_number(struct timex_reading *r, const struct timex_item *item)
{
	int lesser = timex_fill_lesser(r);
	if (lesser >= 0) {
		r->lesser[lesser].count = item->num;
		r->lesser[lesser].unit = TIMEX_NONE;
		return;
	}
	if (r->kind == KIND_SET)
		r->count = item->num; /* "once every three years" */
	timex_fill_set(&r->count, item->num);
	r->like_year |= (item->classes & CLASS_BIT(YEAR)) != 0;
	if (r->tenths == 0)
		r->tenths = item->tenths;
}

static void timex_fill_hour(struct timex_reading *r, int hour, int minute)
{
	timex_fill_set(&r->hour, hour);
	timex_fill_set(&r->minute, minute);
}

/* "5 p.m.": the number was the hour. */
static void timex_fill_ampm(struct timex_reading *r, int half)
{
	if (r->hour == TIMEX_NONE)
		timex_fill_hour(r, r->count, TIMEX_NONE);
	if (half < 0 || r->hour < 1 || r->hour > 12) /* o'clock, or no hour of twelve: the check will see */
		return;
	r->hour = r->hour % 12 + half;
	r->halved = true;
}

/* "This past winter": what is past takes the place of what is near. */
static void timex_fill_toward(struct timex_reading *r, int direction)
{
	if (r->direction == 0)
		r->direction = direction;
	timex_fill_set(&r->direction, direction);
}

static void timex_fill_mod(struct timex_reading *r, int mod)
{
	r->the = false; /* "the end of next year" */
	if (r->mod != TIMEX_NONE)
		r->mod_to = mod;
	timex_fill_set(&r->mod, mod);
}

static void timex_fill_bound(struct timex_reading *r, int bound)
{
	r->approximate = true;
	timex_fill_set(&r->bound, bound);
}

static void timex_fill_plural(struct timex_reading *r, int unit)
{
	timex_fill_unit(r, unit);
	timex_fill_set(&r->count, TIMEX_MANY);
	r->plural = true;
}

/* The slot that a class fills, where it fills one and says no more; NULL for any other. */
static int *timex_fill_slot_of(struct timex_reading *r, enum time_class class)
{
	switch (class) {
	case CLASS_MONTH: return &r->month;
	case CLASS_WEEKDAY: case CLASS_WEEKDAYS: return &r->weekday;
	case CLASS_SEASON: return &r->season;
	case CLASS_PART: return &r->part;
	case CLASS_NIGHTREF: case CLASS_DAYREF: return &r->dayref;
	case CLASS_REFNOUN: return &r->ref;
	case CLASS_HOLIDAY: return &r->holiday;
	case CLASS_ERA: return &r->era;
	case CLASS_ORDSUFFIX: case CLASS_ORD: return &r->ord;
	case CLASS_DAY: return &r->day;
	case CLASS_YEAR: case CLASS_YY: return &r->year;
	case CLASS_DECADE: return &r->decade;
	default: return NULL;
	}
}

/* Puts what an item says as a class that fills no slot alone into the reading. */
static void timex_fill_class(struct timex_reading *r, const struct timex_item *item, enum time_class class)
{
	int value = timex_lex_value_of(item, class);
	switch (class) {
	case CLASS_UNIT: timex_fill_unit(r, value); r->plural |= (item->classes & CLASS_BIT(PLURAL)) != 0; break;
	case CLASS_PLURAL: timex_fill_plural(r, timex_lex_value_of(item, CLASS_UNIT)); break;
	case CLASS_LASTING: timex_fill_unit(r, value); break;
	case CLASS_CLOCKWORD: timex_fill_hour(r, value / 60, value % 60); break;
	case CLASS_AMPM: timex_fill_ampm(r, value); break;
	case CLASS_DIRECTION: timex_fill_toward(r, value); break;
	case CLASS_AGO: timex_fill_direction(r, value, FROM_PUBLICATION); break;
	case CLASS_LATER: timex_fill_direction(r, value, FROM_NARRATIVE); break;
	case CLASS_REF: timex_fill_set(&r->ref, value); r->adverb = true; break;
	case CLASS_REFWORD: timex_fill_set(&r->ref, value); r->adjective = true; break;
	case CLASS_MOD: timex_fill_mod(r, value % FILL_NOUN); break;
	case CLASS_APPROX: case CLASS_ORSO: timex_fill_bound(r, class == CLASS_APPROX ? value % FILL_NOUN : BOUND_ABOUT); break;
	case CLASS_FEW: r->count = value; break;
	case CLASS_TIMES: r->count = 1; break;
	case CLASS_THE: r->the = true; break;
	case CLASS_SCALE: timex_fill_scale(r, value); break;
	case CLASS_HALF: timex_fill_half(r); break;
	case CLASS_FISCAL: r->fiscal = true; break;
	case CLASS_FREQUENCY: timex_fill_set(&r->unit, value); timex_fill_set(&r->count, 1); break;
	case CLASS_NUM: timex_fill_number(r, item); break;
	case CLASS_CLOCK:
		timex_fill_hour(r, item->num, item->minute);
		if (item->second >= 0)
			timex_fill_set(&r->second, item->second);
		break;
	case CLASS_NUMERIC: timex_fill_numeric(r, item); break;
	default: break;
	}
}

/* Puts what an item says, as the element's classes, into the reading. */
static void timex_fill_item(struct timex_reading *r, const struct timex_item *item, time_classes as)
{
	const time_classes numbers = CLASS_BIT(ORDSUFFIX) | CLASS_BIT(ORD) | CLASS_BIT(DAY) | CLASS_BIT(YEAR) | CLASS_BIT(YY) |
				     CLASS_BIT(DECADE);
	for (; as; as &= as - 1) {
		enum time_class class = (enum time_class)__builtin_ctzll(as);
		int *slot = timex_fill_slot_of(r, class);
		if (slot && r->direction == TIMEX_NONE)
			r->the = false; /* "the spring of next year" */
		if (slot)
			timex_fill_set(slot, numbers >> class & 1 ? item->num : timex_lex_value_of(item, class));
		else
			timex_fill_class(r, item, class);
	}
}

/* An item of several classes is taken as the narrowest that the element names. */
static time_classes timex_fill_narrow(time_classes both)
{
	static const time_classes narrow[] = {CLASS_BIT(NUMERIC), CLASS_BIT(CLOCK), CLASS_BIT(FEW), CLASS_BIT(YEAR),
					      CLASS_BIT(DAY)};
	for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++)
		if (both & narrow[i])
			return narrow[i];
	return both;
}

/* ---- readings ---- */

static void timex_fill_init(struct timex_reading *r, const struct time_rule *rule)
{
	*r = (struct timex_reading){
		.kind = rule->kind, .rule = rule->name, .confidence = rule->confidence, .range_with = -1,
		.year = TIMEX_NONE, .month = TIMEX_NONE, .day = TIMEX_NONE, .weekday = TIMEX_NONE, .season = TIMEX_NONE,
		.quarter = TIMEX_NONE, .half = TIMEX_NONE, .part = TIMEX_NONE, .hour = TIMEX_NONE, .minute = TIMEX_NONE,
		.second = TIMEX_NONE,
		.dayref = TIMEX_NONE, .ref = rule->set_ref, .mod = rule->set_mod, .mod_to = TIMEX_NONE, .bound = TIMEX_NONE, .unit = TIMEX_NONE,
		.count = TIMEX_NONE,
		.direction = TIMEX_NONE, .from = rule->set_from, .ord = TIMEX_NONE, .decade = TIMEX_NONE,
		.century = TIMEX_NONE, .holiday = TIMEX_NONE, .era = TIMEX_NONE,
	};
}

static void timex_fill_constants(struct timex_reading *r, const struct time_rule *rule)
{
	timex_fill_set(&r->direction, rule->set_direction);
	timex_fill_set(&r->unit, rule->set_unit);
	timex_fill_set(&r->count, rule->set_count);
	timex_fill_set(&r->part, rule->set_part);
	if (r->kind == KIND_SET && r->ord != TIMEX_NONE)
		timex_fill_set(&r->count, r->ord); /* "every second year" */
	if (r->kind == KIND_DATE && r->era != TIMEX_NONE)
		timex_fill_set(&r->year, r->count); /* "44 BC": a number is a year by its era alone */
	if (r->kind == KIND_DATE && r->direction == -1 && r->unit == UNIT_QUARTER && r->year != TIMEX_NONE)
		timex_fill_set(&r->quarter, 4); /* "the last quarter of 2005" */
	if (r->kind == KIND_CENTURY && r->plural && r->count == 1)
		timex_fill_set(&r->mod, MOD_START); /* "the first decades of the 19th century" */
	bool day = r->kind == KIND_DATE || r->kind == KIND_DAYREF || r->kind == KIND_RELATIVE;
	if (day && r->part != TIMEX_NONE && r->hour == TIMEX_NONE && r->count > 0 && r->count <= 12)
		timex_fill_hour(r, r->count, TIMEX_NONE); /* "4 in the morning" */
	r->year_own = r->year != TIMEX_NONE;
}

static void timex_fill_spans(const struct token_list *l, const struct timex_items *items, struct timex_match *m)
{
	const time_classes marks = CLASS_BIT(COMMA) | CLASS_BIT(HYPHEN) | CLASS_BIT(SLASH);
	for (int s = 0; s < m->rule->spans; s++) {
		struct timex_reading *r = &m->readings[s];
		timex_fill_init(r, m->rule);
		for (int e = m->rule->first; e < m->rule->last; e++) {
			const struct time_element *element = &m->rule->elements[e];
			size_t at = m->item[e];
			if (element->span != s || at == MATCH_NOTHING)
				continue;
			const struct timex_item *item = &items->v[at];
			if (item->classes & marks)
				continue; /* between the words of a span, never at its ends */
			m->end = at + 1;
			timex_fill_item(r, item, timex_fill_narrow(item->classes & element->classes));
			if (r->span.end == 0) {
				r->token_begin = item->token_begin;
				r->span.begin = l->tokens[item->token_begin].span.begin;
				r->sentence = l->tokens[item->token_begin].sentence;
			}
			r->token_end = item->token_end;
			r->span.end = l->tokens[item->token_end - 1].span.end;
		}
		timex_fill_constants(r, m->rule);
	}
}

/* What one end of a range or list leaves out, the other says: "May 23 to 25", "7-8 December 2021". */
static void timex_fill_share(struct timex_match *m)
{
	for (int s = 0; s < m->rule->spans; s++) {
		for (int o = 0; o < m->rule->spans; o++) {
			struct timex_reading *r = &m->readings[s];
			const struct timex_reading *other = &m->readings[o];
			/* "2001-02" */
			if (r->year != TIMEX_NONE && r->year < 100 && other->year >= 100 && r->era == TIMEX_NONE) {
				int of_century = other->year % 100;
				bool turned = r->year < of_century && of_century >= FILL_TURN;
				r->year += other->year - of_century + (turned ? 100 : 0);
			}
			timex_fill_set(&r->era, other->era);
			if (r->kind == KIND_RELATIVE) { /* "Monday and Tuesday of last week" */
				timex_fill_set(&r->direction, other->direction);
				timex_fill_set(&r->unit, other->unit);
			}
			if (r->era != TIMEX_NONE)
				timex_fill_set(&r->year, r->count); /* "264 to 146 BC" */
			timex_fill_set(&r->year, other->year);
			if (s != o && m->rule->range && other->hour != TIMEX_NONE && r->hour == TIMEX_NONE) /* "1-3 p.m." */
				timex_fill_hour(r, r->count + 12 <= other->hour ? r->count + 12 : r->count, TIMEX_NONE);
			bool later = s != o && m->rule->range && r->hour != TIMEX_NONE && !r->halved && other->halved &&
				     r->hour + 12 <= other->hour;
			if (later && r->hour > 0) /* "6:00 to 7:30 p.m." */
				r->hour += 12;
			/* "3 JAN 90" */
			if (s == o && r->era == TIMEX_NONE && r->year >= 0 && r->year < 100 && m->rule->spans == 1)
				r->year += r->year < FILL_PIVOT ? 2000 : 1900;
			if (r->hour != TIMEX_NONE && r->month == TIMEX_NONE) { /* "8:15 a.m. (0515 GMT) on Friday" */
				timex_fill_set(&r->weekday, other->weekday);
				timex_fill_set(&r->day, other->day);
			}
			if (r->weekday == TIMEX_NONE || r->day != TIMEX_NONE)
				timex_fill_set(&r->month, other->month);
		}
	}
}

void timex_fill_match(const struct token_list *l, const struct timex_items *items, struct timex_match *m)
{
	timex_fill_spans(l, items, m);
	timex_fill_share(m);
}
