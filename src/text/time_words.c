/* The tables of time, read. A malformed row ends the program with its line: a unit test opens them. */
#include "config.h"

#include "text/timex_grammar.h"

#include "base/vec.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const time_class_names[CLASS_COUNT] = {
#define X(id, name) [CLASS_##id] = name,
	TIME_CLASSES(X)
#undef X
};

static const char *const timex_kind_names[KIND_COUNT] = {
	[KIND_DATE] = "date",       [KIND_RELATIVE] = "relative", [KIND_OFFSET] = "offset",   [KIND_DAYREF] = "dayref",
	[KIND_SAME] = "same",       [KIND_REF] = "ref",           [KIND_DURATION] = "duration", [KIND_SET] = "set",
	[KIND_DECADE] = "decade",   [KIND_CENTURY] = "century",   [KIND_HOLIDAY] = "holiday", [KIND_NOTHING] = "nothing",
};

static _Noreturn void time_words_fail(const char *table, int line, struct str what)
{
	fprintf(stderr, "dateline: %s:%d: \"%.*s\" is not understood; see the head of the table\n", table, line,
		STR_ARG(what));
	abort();
}

static int time_words_class(struct str name)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		if (str_eq(name, str_of(time_class_names[c])))
			return c;
	return -1;
}

static bool time_words_int(struct str s, int *out)
{
	bool minus = str_starts(s, STR("-"));
	int v = 0;
	s = str_sub(s, minus, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || v > 100000)
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*out = minus ? -v : v;
	return s.n > 0;
}

/* ---- words ---- */

struct time_words_open {
	struct time_words *w;
	struct vocabulary *vocabulary;
	VEC(struct time_word) words;
	VEC(struct time_holiday) holidays;
	VEC(struct str) suffixes;
};

static struct time_word *time_words_entry(struct time_words_open *o, uint32_t number)
{
	uint32_t at = vocabulary_map_get(&o->w->map, number);
	if (!at) {
		at = (uint32_t)o->words.n;
		vocabulary_map_set(&o->w->map, number, at);
		*vec_push(&o->words) = (struct time_word){0};
	}
	return &o->words.v[at];
}

/* "easter-2", "hebrew9": a feast and the days from it. */
static bool time_words_feast(struct str s, struct time_holiday *h)
{
	static const char *const names[HOLIDAY_RULE_COUNT] = {
		[HOLIDAY_EASTER] = "easter", [HOLIDAY_ORTHODOX] = "orthodox", [HOLIDAY_HEBREW] = "hebrew",
	};
	for (int rule = 0; rule < HOLIDAY_RULE_COUNT; rule++) {
		struct str name = names[rule] ? str_of(names[rule]) : STR("");
		if (name.n && str_starts(s, name)) {
			h->rule = (enum holiday_rule)rule;
			return time_words_int(str_sub(s, name.n, s.n), &h->offset);
		}
	}
	return false;
}

/* "12-25", "11-w3-4", "y2001-9-11", "hijri10-1", "moon1-21h8", and the feasts. */
static bool time_words_holiday(struct str s, struct time_holiday *h)
{
	*h = (struct time_holiday){.rule = HOLIDAY_FIXED};
	if (time_words_feast(s, h))
		return true;
	struct str month, year, hours = {0};
	if (str_starts(s, STR("y")) && (!str_split(&s, '-', &year) || !time_words_int(str_sub(year, 1, year.n), &h->year)))
		return false;
	if (str_starts(s, STR("hijri"))) {
		h->rule = HOLIDAY_HIJRI;
		s = str_sub(s, 5, s.n);
	} else if (str_starts(s, STR("moon"))) {
		h->rule = HOLIDAY_MOON;
		hours = str_sub(s, 4, s.n);
		str_split(&hours, 'h', &s);
		if (!time_words_int(hours, &h->offset))
			return false;
	}
	if (!str_split(&s, '-', &month) || !time_words_int(month, &h->month))
		return false;
	if (!str_starts(s, STR("w")))
		return time_words_int(s, &h->day);
	h->rule = HOLIDAY_NTH;
	return time_words_int(str_sub(s, 1, 2), &h->weekday) && time_words_int(str_sub(s, 3, s.n), &h->nth);
}

static void time_words_add(struct time_words_open *o, struct str word, int class, int value, char doubt)
{
	uint32_t first, number = vocabulary_add_phrase(o->vocabulary, word, '_', &first);
	time_words_entry(o, first)->begins |= number != first;
	struct time_word *w = time_words_entry(o, number);
	if (w->value_count == TIME_WORD_CLASSES)
		time_words_fail("time", 0, word);
	w->classes |= (time_classes)1 << class;
	if (doubt)
		w->doubtful |= (time_classes)1 << class;
	if (doubt == '!')
		w->strict |= (time_classes)1 << class;
	w->values[w->value_count].class = (uint8_t)class;
	w->values[w->value_count++].value = value;
}

static void time_words_row(struct time_words_open *o, const struct table_row *row)
{
	const char *table = "time";
	struct str name = row->field[0];
	char last = name.n ? name.p[name.n - 1] : 0, doubt = last == '?' || last == '!' ? last : 0;
	int class = time_words_class(str_sub(name, 0, name.n - (doubt != 0))), value;
	if (class < 0)
		time_words_fail(table, row->line, name);
	if (class == CLASS_HOLIDAY) {
		struct time_holiday h;
		if (!time_words_holiday(row->field[1], &h))
			time_words_fail(table, row->line, row->field[1]);
		value = (int)o->holidays.n;
		*vec_push(&o->holidays) = h;
	} else if (!time_words_int(row->field[1], &value)) {
		time_words_fail(table, row->line, row->field[1]);
	}
	struct str words = row->field[2], word;
	while (str_split(&words, ' ', &word)) {
		if (class == CLASS_TENSE && word.n > 1 && word.p[0] == '-')
			*vec_push(&o->suffixes) = str_sub(word, 1, word.n);
		else if (word.n)
			time_words_add(o, word, class, value, doubt);
	}
}

/* ---- rules ---- */

struct time_words_rule_open {
	struct time_rule *rule;
	int line, span;
	bool inside, after;
};

static void time_words_rule_fail(const struct time_words_rule_open *o, struct str what)
{
	time_words_fail("time_rules", o->line, what);
}

static void time_words_rule_element(struct time_words_rule_open *o, struct str text)
{
	struct time_rule *r = o->rule;
	if (r->count == RULE_ELEMENTS)
		time_words_rule_fail(o, text);
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
		if (class < 0 || (one.p && (e->value_count == RULE_VALUES || !time_words_int(one, &e->values[e->value_count++]))))
			time_words_rule_fail(o, text);
		e->classes |= (time_classes)1 << class;
	}
}

static void time_words_rule_pattern(struct time_words_rule_open *o, struct str pattern)
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
			time_words_rule_element(o, one);
		}
	}
	r->spans = o->span + 1;
	if (o->inside || r->spans < 1 || r->spans > RULE_SPANS)
		time_words_rule_fail(o, pattern);
}

static void time_words_rule_constant(struct time_words_rule_open *o, struct str text)
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
	time_words_rule_fail(o, text);
}

static void time_words_rule_row(struct time_rule *r, const struct table_row *row)
{
	struct time_words_rule_open o = {.rule = r, .line = row->line, .span = -1};
	int kind = 0, confidence = 0;
	while (kind < KIND_COUNT && !str_eq(row->field[1], str_of(timex_kind_names[kind])))
		kind++;
	if (kind == KIND_COUNT || !time_words_int(row->field[2], &confidence))
		time_words_rule_fail(&o, row->field[1]);
	*r = (struct time_rule){
		.name = mem_copy(row->field[0].p, row->field[0].n),
		.kind = (enum timex_kind)kind,
		.confidence = (uint8_t)confidence,
		.set_direction = TIMEX_NONE, .set_ref = TIMEX_NONE, .set_unit = TIMEX_NONE,
		.set_mod = TIMEX_NONE, .set_part = TIMEX_NONE, .set_from = TIMEX_NONE,
		.set_count = TIMEX_NONE,
	};
	time_words_rule_pattern(&o, row->field[3]);
	struct str constants = row->field[4], one;
	while (str_split(&constants, ' ', &one))
		if (one.n)
			time_words_rule_constant(&o, one);
}

static void time_words_rule_mark(uint64_t table[CLASS_COUNT][RULE_WORDS], time_classes classes, size_t rule)
{
	for (; classes; classes &= classes - 1)
		table[__builtin_ctzll(classes)][rule / 64] |= (uint64_t)1 << rule % 64;
}

/* The classes that the first item can have, and behind each choice of it the second. */
static void time_words_rule_index(struct time_words *w, const struct time_rule *r, size_t rule)
{
	for (int first = r->first; first < r->last; first++) {
		int second = first + 1;
		time_words_rule_mark(w->begins, r->elements[first].classes, rule);
		bool alone = true;
		while (alone && second < r->last) {
			time_words_rule_mark(w->seconds, r->elements[second].classes, rule);
			alone = r->elements[second++].optional;
		}
		if (alone)
			w->singles[rule / 64] |= (uint64_t)1 << rule % 64;
		if (!r->elements[first].optional)
			break;
	}
}

/* Sentences seldom lack little words, numbers and commas: other needs rule more out. */
static bool time_words_need_is_telling(time_classes classes)
{
	return !(classes & (CLASS_BIT(WORD) | CLASS_BIT(THE) | CLASS_BIT(A) | CLASS_BIT(OF) | CLASS_BIT(WHEN) | CLASS_BIT(AND) | CLASS_BIT(TO) |
			    CLASS_BIT(COMMA) | CLASS_BIT(NUM) | CLASS_BIT(TENSE)));
}

/* An item takes an element of the rule's spans, or stands where one looks. */
static bool time_words_rule_is_needed(const struct time_rule *r, int element)
{
	const struct time_element *e = &r->elements[element];
	return !e->negative && (!e->optional || element < r->first || element >= r->last);
}

/* What the rule cannot do without, the telling needs first. */
static void time_words_rule_asked(const struct time_rule *r, struct time_asked *out)
{
	size_t n = 0;
	memset(out->needs, 0xFF, sizeof out->needs);
	for (int telling = 1; telling >= 0; telling--)
		for (int i = 0; i < r->count && n < RULE_NEEDS; i++)
			if (time_words_rule_is_needed(r, i) && time_words_need_is_telling(r->elements[i].classes) == telling)
				out->needs[n++] = r->elements[i].classes;
	out->begin = 0;
	for (int i = r->first; i < r->last; i++) {
		out->begin |= r->elements[i].classes;
		if (!r->elements[i].optional)
			break;
	}
}

static void time_words_rule_group(struct time_words *w, size_t rule)
{
	size_t n = 0;
	while (n < w->need_count && w->needs[n].classes != w->asked[rule].needs[0])
		n++;
	if (n == w->need_count) {
		w->needs = mem_resize(w->needs, ++w->need_count, sizeof *w->needs);
		w->needs[n] = (struct time_need){.classes = w->asked[rule].needs[0]};
	}
	w->needs[n].rules[rule / 64] |= (uint64_t)1 << rule % 64;
}

struct time_words *time_words_open(struct vocabulary *v, const char *language)
{
	struct time_words *w = mem_zero(1, sizeof *w);
	w->vocabulary = v;
	struct time_words_open o = {.w = w, .vocabulary = v};
	*vec_push(&o.words) = (struct time_word){0};
	struct table_row row;
	struct str rest = table_in("time", language);
	for (int line = 0; table_next(&rest, &line, &row);)
		time_words_row(&o, &row);
	VEC(struct time_rule) rules = {0};
	rest = table_in("time_rules", language);
	for (int line = 0; table_next(&rest, &line, &row);) {
		if (rules.n == 64 * RULE_WORDS)
			time_words_fail("time_rules", line, STR("one rule too many"));
		time_words_rule_row(vec_push(&rules), &row);
	}
	w->asked = mem_zero(rules.n + 1, sizeof *w->asked);
	for (size_t i = 0; i < rules.n; i++) {
		time_words_rule_index(w, &rules.v[i], i);
		time_words_rule_asked(&rules.v[i], &w->asked[i]);
		time_words_rule_group(w, i);
	}
	w->words = o.words.v;
	w->word_count = o.words.n;
	w->holidays = o.holidays.v;
	w->holiday_count = o.holidays.n;
	w->suffixes = o.suffixes.v;
	w->suffix_count = o.suffixes.n;
	w->rules = rules.v;
	w->rule_count = rules.n;
	return w;
}

void time_words_close(struct time_words *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->rule_count; i++)
		mem_free((char *)w->rules[i].name);
	vocabulary_map_free(&w->map);
	mem_free(w->words);
	mem_free(w->holidays);
	mem_free(w->suffixes);
	mem_free(w->rules);
	mem_free(w->asked);
	mem_free(w->needs);
	mem_free(w);
}
