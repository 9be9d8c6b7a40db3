/* The words of time, read. A malformed row ends the program with its line: a unit test opens the tables. */
#include "config.h"

#include "text/time_table.h"

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

_Noreturn void time_words_fail(const char *table, int line, struct str what)
{
	fprintf(stderr, "dateline: %s:%d: \"%.*s\" is not understood; see the head of the table\n", table, line,
		STR_ARG(what));
	abort();
}

int time_words_class(struct str name)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		if (str_eq(name, str_of(time_class_names[c])))
			return c;
	return -1;
}

bool time_words_int(struct str s, int *out)
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

/* What the rest of a word's entry says, once it and the rules are known. */
static void time_words_sum(const struct time_words *w, struct time_word *word)
{
	struct timex_item item = {.word = word};
	word->plain = !word->begins && !(word->classes & (w->triggers | CLASS_BIT(SMALL)));
	word->counts = (word->classes & TIME_NUMBERS) || timex_lex_value_of(&item, CLASS_UNIT) == UNIT_QUARTER;
	word->unsure = word->doubtful || (word->classes & (TIME_NAMES | CLASS_BIT(DIRECTION)));
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
	time_rules_read(w, language);
	w->words = o.words.v;
	w->word_count = (uint32_t)o.words.n;
	for (struct time_word *word = o.words.v; word < o.words.v + o.words.n; word++)
		time_words_sum(w, word);
	w->holidays = o.holidays.v;
	w->holiday_count = o.holidays.n;
	w->suffixes = o.suffixes.v;
	w->suffix_count = o.suffixes.n;
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
