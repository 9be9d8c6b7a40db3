/* The patterns of time, read, and the tables by which the few are found that may begin at an item. */
#include "config.h"

#include "text/time_table.h"

#include "base/vec.h"
#include "text/table.h"

static const char *const time_rules_kinds[KIND_COUNT] = {
	[KIND_DATE] = "date",       [KIND_RELATIVE] = "relative", [KIND_OFFSET] = "offset",   [KIND_DAYREF] = "dayref",
	[KIND_SAME] = "same",       [KIND_REF] = "ref",           [KIND_DURATION] = "duration", [KIND_SET] = "set",
	[KIND_DECADE] = "decade",   [KIND_CENTURY] = "century",   [KIND_HOLIDAY] = "holiday", [KIND_NOTHING] = "nothing",
};

/* ---- a row ---- */

struct time_rules_open {
	struct time_rule *rule;
	int line, span;
	bool inside, after;
};

static void time_rules_fail(const struct time_rules_open *o, struct str what)
{
	time_words_fail("time_rules", o->line, what);
}

static void time_rules_element(struct time_rules_open *o, struct str text)
{
	struct time_rule *r = o->rule;
	if (r->count == RULE_ELEMENTS)
		time_rules_fail(o, text);
	struct time_element *e = &r->elements[r->count++];
	*e = (struct time_element){.span = (int8_t)(o->inside ? o->span : -1)};
	struct str rest = text, one;
	if (str_starts(rest, STR("!"))) {
		e->negative = true;
		rest = str_sub(rest, 1, rest.n);
	}
	if (str_starts(rest, STR("~"))) {
		e->adjacent = true;
		rest = str_sub(rest, 1, rest.n);
	}
	if (rest.n > 1 && rest.p[rest.n - 1] == '?') {
		e->optional = true;
		rest = str_sub(rest, 0, rest.n - 1);
	}
	while (str_split(&rest, '|', &one)) {
		struct str name;
		str_split(&one, '=', &name);
		int class = time_words_class(name);
		if (class < 0 ||
		    (one.p && (e->value_count == RULE_VALUES || !time_words_int(one, &e->values[e->value_count++]))))
			time_rules_fail(o, text);
		e->classes |= (time_classes)1 << class;
	}
}

static void time_rules_pattern(struct time_rules_open *o, struct str pattern)
{
	struct str one;
	struct time_rule *r = o->rule;
	while (str_split(&pattern, ' ', &one)) {
		if (str_eq(one, STR("["))) {
			if (o->span++ < 0)
				r->first = r->count;
			o->inside = true;
		} else if (str_eq(one, STR("]"))) {
			r->last = r->count;
			o->inside = false;
		} else if (one.n) {
			time_rules_element(o, one);
		}
	}
	r->spans = o->span + 1;
	if (o->inside || r->spans < 1 || r->spans > RULE_SPANS)
		time_rules_fail(o, pattern);
}

static void time_rules_constant(struct time_rules_open *o, struct str text)
{
	struct time_rule *r = o->rule;
	const struct {
		const char *name;
		int *slot;
	} slots[] = {
		{"direction", &r->set_direction}, {"ref", &r->set_ref},   {"unit", &r->set_unit},
		{"mod", &r->set_mod},             {"part", &r->set_part}, {"from", &r->set_from},
		{"count", &r->set_count},
	};
	struct str value = text, name;
	str_split(&value, '=', &name);
	if (str_eq(name, STR("range"))) {
		r->range = true;
		return;
	}
	for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
		if (str_eq(name, str_of(slots[i].name)) && value.p && time_words_int(value, slots[i].slot))
			return;
	time_rules_fail(o, text);
}

static void time_rules_row(struct time_rule *r, const struct table_row *row)
{
	struct time_rules_open o = {.rule = r, .line = row->line, .span = -1};
	int kind = 0, confidence = 0;
	while (kind < KIND_COUNT && !str_eq(row->field[1], str_of(time_rules_kinds[kind])))
		kind++;
	if (kind == KIND_COUNT || !time_words_int(row->field[2], &confidence))
		time_rules_fail(&o, row->field[1]);
	*r = (struct time_rule){
		.name = mem_copy(row->field[0].p, row->field[0].n),
		.kind = (enum timex_kind)kind,
		.confidence = (uint8_t)confidence,
		.set_direction = TIMEX_NONE, .set_ref = TIMEX_NONE, .set_unit = TIMEX_NONE,
		.set_mod = TIMEX_NONE, .set_part = TIMEX_NONE, .set_from = TIMEX_NONE,
		.set_count = TIMEX_NONE,
	};
	time_rules_pattern(&o, row->field[3]);
	struct str constants = row->field[4], one;
	while (str_split(&constants, ' ', &one))
		if (one.n)
			time_rules_constant(&o, one);
}

/* ---- the index ---- */

struct time_rules_table {
	struct time_words *w;
	VEC(struct time_rules) pairs;
};

static void time_rules_mark(struct time_rules *rules, size_t rule)
{
	rules->words[rule / 64] |= (uint64_t)1 << rule % 64;
}

static struct time_rules *time_rules_pair(struct time_rules_table *o, int first, int second)
{
	uint16_t *pair = &o->w->pair[first][second];
	if (!*pair) {
		*pair = (uint16_t)o->pairs.n;
		*vec_push(&o->pairs) = (struct time_rules){0};
		o->w->follows[first] |= (time_classes)1 << second;
	}
	return &o->pairs.v[*pair];
}

/* A class that the first item can have, and behind that choice of it the second. */
static void time_rules_begin(struct time_rules_table *o, const struct time_rule *r, size_t rule, int element, int class)
{
	bool alone = true;
	for (int second = element + 1; alone && second < r->last; second++) {
		for (time_classes c = r->elements[second].classes; c; c &= c - 1)
			time_rules_mark(time_rules_pair(o, class, __builtin_ctzll(c)), rule);
		alone = r->elements[second].optional;
	}
	if (alone) {
		time_rules_mark(&o->w->alones[class], rule);
		o->w->alone |= (time_classes)1 << class;
	}
}

static void time_rules_index(struct time_rules_table *o, const struct time_rule *r, size_t rule)
{
	const time_classes marks = CLASS_BIT(COMMA) | CLASS_BIT(HYPHEN) | CLASS_BIT(SLASH) | CLASS_BIT(OPEN) | CLASS_BIT(CLOSE);
	bool optional = true;
	for (int first = r->first; optional && first < r->last; first++) {
		for (time_classes c = r->elements[first].classes & ~marks; c; c &= c - 1) /* no expression begins with a mark */
			time_rules_begin(o, r, rule, first, __builtin_ctzll(c));
		optional = r->elements[first].optional;
	}
}

/* An item takes an element of the rule's spans, or stands where one looks. */
static bool time_rules_is_needed(const struct time_rule *r, int element)
{
	const struct time_element *e = &r->elements[element];
	return !e->negative && (!e->optional || element < r->first || element >= r->last);
}

/* Classes without which the first few items are no match. */
static time_classes time_rules_near(const struct time_rule *r)
{
	time_classes near = 0;
	for (int i = r->first; i < r->count && i < r->first + RULE_NEAR; i++) {
		time_classes classes = r->elements[i].classes;
		bool one = (classes & (classes - 1)) == 0;
		near |= one && time_rules_is_needed(r, i) ? classes : 0;
	}
	return near;
}

/* One thing that the rule cannot do without: if it can be, none of what most sentences have. */
static time_classes time_rules_trigger(const struct time_rule *r)
{
	const time_classes common = CLASS_BIT(WORD) | CLASS_BIT(THE) | CLASS_BIT(A) | CLASS_BIT(OF) | CLASS_BIT(WHEN) |
				    CLASS_BIT(AND) | CLASS_BIT(TO) | CLASS_BIT(BETWEEN) | CLASS_BIT(SAME) | CLASS_BIT(TENSE) |
				    CLASS_BIT(POSSESSIVE) | CLASS_BIT(EACH) | CLASS_BIT(FEW) | CLASS_BIT(MORE) |
				    CLASS_BIT(APPROX) | CLASS_BIT(AMOUNT) | CLASS_BIT(DIRECTION) | CLASS_BIT(LATER) |
				    CLASS_BIT(MOD) | CLASS_BIT(NUM) | CLASS_BIT(ORD) | CLASS_BIT(DAY) | CLASS_BIT(YY) |
				    CLASS_BIT(HYPHEN) | CLASS_BIT(COMMA) | CLASS_BIT(SLASH) | CLASS_BIT(OPEN) |
				    CLASS_BIT(CLOSE);
	time_classes any = ~(time_classes)0;
	for (int i = 0; i < r->count; i++)
		if (time_rules_is_needed(r, i)) {
			any = r->elements[i].classes;
			if (!(any & common))
				break;
		}
	return any;
}

void time_rules_read(struct time_words *w, const char *language)
{
	VEC(struct time_rule) rules = {0};
	struct time_rules_table o = {.w = w};
	struct table_row row;
	struct str rest = table_in("time_rules", language);
	*vec_push(&o.pairs) = (struct time_rules){0};
	for (int line = 0; table_next(&rest, &line, &row);) {
		if (rules.n == 64 * RULE_WORDS)
			time_words_fail("time_rules", line, STR("one rule too many"));
		time_rules_row(vec_push(&rules), &row);
	}
	w->near = mem_zero(rules.n, sizeof *w->near);
	for (size_t i = 0; i < rules.n; i++) {
		w->near[i] = time_rules_near(&rules.v[i]);
		time_rules_index(&o, &rules.v[i], i);
		w->triggers |= time_rules_trigger(&rules.v[i]);
	}
	w->begins = w->alone;
	for (int class = 0; class < CLASS_COUNT; class++)
		w->begins |= w->follows[class] ? (time_classes)1 << class : 0;
	w->pairs = o.pairs.v;
	w->rules = rules.v;
	w->rule_count = rules.n;
}
