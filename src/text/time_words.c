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
	VEC(struct time_rules) pairs;
	VEC(struct time_holiday) holidays;
	VEC(struct str) suffixes;
};

static struct time_word *time_words_entry(struct time_words_open *o, uint32_t number)
{
	while (o->words.n <= number)
		*vec_push(&o->words) = (struct time_word){0};
	return &o->words.v[number];
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

/* "12-25", "11-w3-4", "11-w3-4@1", "y2001-9-11", "hijri10-1", "moon1-21h8", and the feasts; "+30" behind any of them is how long. */
static bool time_words_holiday(struct str days, struct time_holiday *h)
{
	struct str s;
	*h = (struct time_holiday){.rule = HOLIDAY_FIXED};
	str_split(&days, '+', &s);
	if (days.n && !time_words_int(days, &h->days))
		return false;
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
	struct str nth;
	h->rule = HOLIDAY_NTH;
	str_split(&s, '@', &nth);
	return time_words_int(str_sub(nth, 1, 2), &h->weekday) && time_words_int(str_sub(nth, 3, nth.n), &h->nth) &&
	       (!s.n || time_words_int(s, &h->offset));
}

static void time_words_add(struct time_words_open *o, struct str word, int class, int value, char doubt)
{
	uint32_t first, number = vocabulary_add_phrase(o->vocabulary, word, '_', &first);
	if (number != first) {
		struct str rest = word, second;
		str_split(&rest, '_', &second);
		str_split(&rest, '_', &second);
		time_words_entry(o, first)->begins = true;
		time_words_entry(o, vocabulary_add(o->vocabulary, second))->continues = true;
	}
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
		if (class < 0 ||
		    (one.p && (e->value_count == RULE_VALUES || !time_words_int(one, &e->values[e->value_count++]))))
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

static void time_words_rule_mark(struct time_rules *rules, size_t rule)
{
	rules->words[rule / 64] |= (uint64_t)1 << rule % 64;
}

static struct time_rules *time_words_pair(struct time_words_open *o, int first, int second)
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
static void time_words_rule_begin(struct time_words_open *o, const struct time_rule *r, size_t rule, int element, int class)
{
	bool alone = true;
	for (int second = element + 1; alone && second < r->last; second++) {
		for (time_classes c = r->elements[second].classes; c; c &= c - 1)
			time_words_rule_mark(time_words_pair(o, class, __builtin_ctzll(c)), rule);
		alone = r->elements[second].optional;
	}
	if (alone) {
		time_words_rule_mark(&o->w->alones[class], rule);
		o->w->alone |= (time_classes)1 << class;
	}
}

static void time_words_rule_index(struct time_words_open *o, const struct time_rule *r, size_t rule)
{
	const time_classes marks = CLASS_BIT(COMMA) | CLASS_BIT(HYPHEN) | CLASS_BIT(SLASH) | CLASS_BIT(OPEN) | CLASS_BIT(CLOSE);
	bool optional = true;
	for (int first = r->first; optional && first < r->last; first++) {
		for (time_classes c = r->elements[first].classes & ~marks; c; c &= c - 1) /* no expression begins with a mark */
			time_words_rule_begin(o, r, rule, first, __builtin_ctzll(c));
		optional = r->elements[first].optional;
	}
}

/* An item takes an element of the rule's spans, or stands where one looks. */
static bool time_words_rule_is_needed(const struct time_rule *r, int element)
{
	const struct time_element *e = &r->elements[element];
	return !e->negative && (!e->optional || element < r->first || element >= r->last);
}

/* Classes without which the first few items are no match. */
static time_classes time_words_rule_near(const struct time_rule *r)
{
	time_classes near = 0;
	for (int i = r->first; i < r->count && i < r->first + RULE_NEAR; i++) {
		time_classes classes = r->elements[i].classes;
		bool one = (classes & (classes - 1)) == 0;
		near |= one && time_words_rule_is_needed(r, i) ? classes : 0;
	}
	return near;
}

/* One thing that the rule cannot do without: if it can be, none of what most sentences have. */
static time_classes time_words_rule_trigger(const struct time_rule *r)
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
		if (time_words_rule_is_needed(r, i)) {
			any = r->elements[i].classes;
			if (!(any & common))
				break;
		}
	return any;
}

struct time_words *time_words_open(struct vocabulary *v, const char *language)
{
	struct time_words *w = mem_zero(1, sizeof *w);
	w->vocabulary = v;
	struct time_words_open o = {.w = w, .vocabulary = v};
	*vec_push(&o.words) = (struct time_word){0};
	*vec_push(&o.pairs) = (struct time_rules){0};
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
	w->near = mem_zero(rules.n, sizeof *w->near);
	for (size_t i = 0; i < rules.n; i++) {
		w->near[i] = time_words_rule_near(&rules.v[i]);
		time_words_rule_index(&o, &rules.v[i], i);
		w->triggers |= time_words_rule_trigger(&rules.v[i]);
	}
	w->words = o.words.v;
	w->word_count = (uint32_t)o.words.n;
	for (struct time_word *word = o.words.v; word < o.words.v + o.words.n; word++) {
		word->plain = !word->begins && !(word->classes & (w->triggers | CLASS_BIT(SMALL)));
		struct timex_item item = {.word = word};
		word->counts = (word->classes & TIME_NUMBERS) || timex_lex_value_of(&item, CLASS_UNIT) == UNIT_QUARTER;
		word->unsure = word->doubtful || (word->classes & (TIME_NAMES | CLASS_BIT(DIRECTION)));
	}
	w->pairs = o.pairs.v;
	w->begins = w->alone;
	for (int class = 0; class < CLASS_COUNT; class++)
		w->begins |= w->follows[class] ? (time_classes)1 << class : 0;
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
	mem_free(w->words);
	mem_free(w->holidays);
	mem_free(w->suffixes);
	mem_free(w->rules);
	mem_free(w->pairs);
	mem_free(w->near);
	mem_free(w);
}
