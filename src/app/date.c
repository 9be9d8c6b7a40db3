#include "config.h"

#include "app/date.h"

#include <stdint.h>
#include <string.h>

/* ---- words ---- */

enum date_class {
	DATE_NUMBER, /* value; ordinal or not */
	DATE_MONTH,  /* 1..12 */
	DATE_WEEKDAY, /* enum weekday */
	DATE_SEASON, /* 0 spring .. 3 winter */
	DATE_UNIT,   /* enum precision */
	DATE_CENTURY,
	DATE_SIDE,   /* -1 last, 0 this, 1 next */
	DATE_AGO,    /* -1 ago, 1 later */
	DATE_DAYS,   /* -1 yesterday, 0 today, 1 tomorrow */
	DATE_PART,   /* 0 early, 1 mid, 2 late */
	DATE_QUARTER, /* 1..4, "q2" */
	DATE_NOTHING, /* "the", "of" */
	DATE_IN,      /* nothing in "in june", later in "in 3 weeks" */
};

static const struct date_known {
	const char *name;
	enum date_class class;
	int value;
	uint8_t least; /* letters that are enough; 0: all of them */
} date_table[] = {
	{"january", DATE_MONTH, 1, 3}, {"february", DATE_MONTH, 2, 3}, {"march", DATE_MONTH, 3, 3}, {"april", DATE_MONTH, 4, 3},
	{"may", DATE_MONTH, 5, 3}, {"june", DATE_MONTH, 6, 3}, {"july", DATE_MONTH, 7, 3}, {"august", DATE_MONTH, 8, 3},
	{"september", DATE_MONTH, 9, 3}, {"october", DATE_MONTH, 10, 3}, {"november", DATE_MONTH, 11, 3}, {"december", DATE_MONTH, 12, 3},
	{"last", DATE_SIDE, -1, 0}, {"next", DATE_SIDE, 1, 0}, {"this", DATE_SIDE, 0, 0}, {"previous", DATE_SIDE, -1, 4},
	{"past", DATE_SIDE, -1, 0}, {"following", DATE_SIDE, 1, 6}, {"coming", DATE_SIDE, 1, 0},
	{"monday", DATE_WEEKDAY, MONDAY, 3}, {"tuesday", DATE_WEEKDAY, TUESDAY, 3}, {"wednesday", DATE_WEEKDAY, WEDNESDAY, 3},
	{"thursday", DATE_WEEKDAY, THURSDAY, 3}, {"friday", DATE_WEEKDAY, FRIDAY, 3}, {"saturday", DATE_WEEKDAY, SATURDAY, 3},
	{"sunday", DATE_WEEKDAY, SUNDAY, 3},
	{"spring", DATE_SEASON, 0, 0}, {"summer", DATE_SEASON, 1, 0}, {"autumn", DATE_SEASON, 2, 0}, {"fall", DATE_SEASON, 2, 0},
	{"winter", DATE_SEASON, 3, 0},
	{"yesterday", DATE_DAYS, -1, 4}, {"today", DATE_DAYS, 0, 0}, {"tomorrow", DATE_DAYS, 1, 3},
	{"week", DATE_UNIT, PRECISION_WEEK, 0}, {"month", DATE_UNIT, PRECISION_MONTH, 0}, {"quarter", DATE_UNIT, PRECISION_QUARTER, 0},
	{"year", DATE_UNIT, PRECISION_YEAR, 0}, {"decade", DATE_UNIT, PRECISION_DECADE, 0}, {"day", DATE_UNIT, PRECISION_DAY, 0},
	{"century", DATE_CENTURY, 0, 4},
	{"weeks", DATE_UNIT, PRECISION_WEEK, 0}, {"months", DATE_UNIT, PRECISION_MONTH, 0}, {"quarters", DATE_UNIT, PRECISION_QUARTER, 0},
	{"years", DATE_UNIT, PRECISION_YEAR, 0}, {"decades", DATE_UNIT, PRECISION_DECADE, 0}, {"days", DATE_UNIT, PRECISION_DAY, 0},
	{"early", DATE_PART, 0, 0}, {"mid", DATE_PART, 1, 0}, {"late", DATE_PART, 2, 0}, {"end", DATE_PART, 2, 0}, {"beginning", DATE_PART, 0, 5},
	{"ago", DATE_AGO, -1, 0}, {"before", DATE_AGO, -1, 0}, {"earlier", DATE_AGO, -1, 0}, {"later", DATE_AGO, 1, 0},
	{"after", DATE_AGO, 1, 0}, {"hence", DATE_AGO, 1, 0},
	{"first", DATE_NUMBER, 1, 0}, {"second", DATE_NUMBER, 2, 0}, {"third", DATE_NUMBER, 3, 0}, {"fourth", DATE_NUMBER, 4, 0},
	{"a", DATE_NUMBER, 1, 0}, {"an", DATE_NUMBER, 1, 0}, {"one", DATE_NUMBER, 1, 0}, {"two", DATE_NUMBER, 2, 0},
	{"three", DATE_NUMBER, 3, 0}, {"four", DATE_NUMBER, 4, 0}, {"five", DATE_NUMBER, 5, 0}, {"six", DATE_NUMBER, 6, 0},
	{"seven", DATE_NUMBER, 7, 0}, {"eight", DATE_NUMBER, 8, 0}, {"nine", DATE_NUMBER, 9, 0}, {"ten", DATE_NUMBER, 10, 0},
	{"q1", DATE_QUARTER, 1, 0}, {"q2", DATE_QUARTER, 2, 0}, {"q3", DATE_QUARTER, 3, 0}, {"q4", DATE_QUARTER, 4, 0},
	{"the", DATE_NOTHING, 0, 0}, {"of", DATE_NOTHING, 0, 0}, {"in", DATE_IN, 0, 0}, {"on", DATE_NOTHING, 0, 0},
};
enum { DATE_TABLE = sizeof date_table / sizeof *date_table, DATE_OFFERED = 39 /* of it, in the order of the table */ };

const char *date_word(size_t i)
{
	return i < DATE_OFFERED ? date_table[i].name : NULL;
}

static const struct date_known *date_find(struct str word)
{
	for (size_t i = 0; i < DATE_TABLE; i++) {
		const struct date_known *k = &date_table[i];
		size_t n = strlen(k->name);
		if (word.n > n || word.n < (k->least ? k->least : n))
			continue;
		if (str_eq_nocase(word, (struct str){k->name, word.n}))
			return k;
	}
	return NULL;
}

/* The digits that a word begins with; how many of them. */
static size_t date_digits(struct str word, int *out)
{
	size_t i = 0;
	for (*out = 0; i < word.n && i < 4 && word.p[i] >= '0' && word.p[i] <= '9'; i++)
		*out = *out * 10 + (word.p[i] - '0');
	return i;
}

/* ---- what is said ---- */

/* 0 where nothing is said of it, but for year, side and so on, which have a flag. */
struct date_said {
	bool has[DATE_IN + 1]; /* by class */
	int value[DATE_IN + 1];
	bool has_year, ordinal, before; /* before: of Christ, what is no year */
	int year;
	struct interval period; /* "1990s": as good as a year */
};

static bool date_take(struct date_said *s, enum date_class class, int value)
{
	if (s->has[class])
		return class >= DATE_NOTHING;
	s->has[class] = true;
	s->value[class] = value;
	return true;
}

static bool date_take_year(struct date_said *s, int year)
{
	if (s->has_year)
		return false;
	s->year = year;
	return s->has_year = true;
}

/* -1: before Christ, 1: after, 0: no such word. */
static int date_era(struct str word)
{
	if (str_eq_nocase(word, STR("bc")) || str_eq_nocase(word, STR("bce")))
		return -1;
	return str_eq_nocase(word, STR("ad")) || str_eq_nocase(word, STR("ce"));
}

/* The number of "44 BC": the year before 1 is 0, which is 1 BC. */
static bool date_take_era(struct date_said *s, struct str word, int era)
{
	int number;
	if (!word.n || date_digits(word, &number) != word.n || number == 0)
		return false;
	return date_take_year(s, era < 0 ? 1 - number : number);
}

/* "23", "23rd", "520", "2018". */
static bool date_take_number(struct date_said *s, struct str word)
{
	static const char *const ends[] = {"st", "nd", "rd", "th"};
	int number;
	size_t digits = date_digits(word, &number);
	struct str end = str_sub(word, digits, word.n);
	bool ordinal = false;
	for (size_t i = 0; i < 4; i++)
		ordinal |= str_eq_nocase(end, str_of(ends[i]));
	if (!digits || (end.n && !ordinal))
		return false;
	if (digits >= 3 && !ordinal)
		return date_take_year(s, number);
	s->ordinal |= ordinal;
	return digits <= 2 && number > 0 && date_take(s, DATE_NUMBER, number);
}

static bool date_say(struct date_said *s, struct str text)
{
	struct str word;
	while (str_split(&text, ' ', &word)) {
		while (word.n > 0 && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == '.'))
			word.n--;
		for (size_t cut; (cut = str_find(word, STR("-"), 0)) != SIZE_MAX && date_find(str_sub(word, 0, cut));) {
			if (!date_say(s, str_sub(word, 0, cut))) /* "mid-2018", "late-may" */
				return false;
			word = str_sub(word, cut + 1, word.n);
		}
		const struct date_known *k = word.n ? date_find(word) : NULL;
		enum precision precision;
		struct str rest = text;
		int era = date_era(str_word(&rest));
		if (word.n == 0)
			continue;
		if (era && date_take_era(s, word, era)) {
			text = str_trim(rest);
			continue;
		}
		if (date_era(word) < 0 && s->has[DATE_CENTURY]) {
			s->before = true;
			continue;
		}
		if (k ? date_take(s, k->class, k->value) : date_take_number(s, word)) {
			s->ordinal |= k && k->class == DATE_NUMBER && k->value <= 4 && k->name[strlen(k->name) - 1] != 'e' && k->name[0] != 'a';
			continue;
		}
		if (s->has_year || interval_known(s->period) || !interval_parse(word, &s->period, &precision) || precision != PRECISION_DECADE)
			return false;
	}
	return true;
}

/* ---- what is meant ---- */

static bool date_only(const struct date_said *s, unsigned classes)
{
	for (int i = 0; i < DATE_NOTHING; i++)
		if (s->has[i] && !(classes >> i & 1))
			return false;
	return true;
}

/* Something that comes once a year, in a year; INTERVAL_NONE: not in this one. */
static struct interval date_in_year(const struct date_said *s, int year)
{
	if (year < -9998 || year > 9998)
		return INTERVAL_NONE;
	if (s->has[DATE_SEASON]) {
		int month = 3 * s->value[DATE_SEASON] + 3;
		return (struct interval){day_of(year, month, 1), day_of(year, month + 3, 1) - 1};
	}
	if (s->has[DATE_QUARTER])
		return interval_quarter(year, s->value[DATE_QUARTER]);
	int month = s->value[DATE_MONTH], day = s->has[DATE_NUMBER] ? s->value[DATE_NUMBER] : 0;
	if (day && !day_is_valid(year, month, day))
		return INTERVAL_NONE;
	return day ? interval_day(day_of(year, month, day)) : interval_month(year, month);
}

static struct interval date_weekday(const struct date_said *s, int32_t week)
{
	return interval_day(week + s->value[DATE_WEEKDAY]);
}

/* How far two are apart: 0 when they meet. */
static bool date_nearer(struct interval a, struct interval b, int32_t from)
{
	int32_t x = interval_gap(a, interval_day(from)), y = interval_gap(b, interval_day(from));
	return x < y;
}

enum { DATE_YEARS = 8 /* between two 29 Februaries */ };

/* Of what comes again: the nearest to a day, or, on a side, the nearest wholly there. */
static struct interval date_again(const struct date_said *s, int32_t from)
{
	struct interval best = INTERVAL_NONE;
	int year = day_civil(from).year;
	bool sided = s->has[DATE_SIDE] && s->value[DATE_SIDE] != 0;
	int side = sided ? s->value[DATE_SIDE] : 0;
	if (s->has[DATE_SIDE] && !side && !s->has[DATE_WEEKDAY])
		return date_in_year(s, year);
	for (int i = -DATE_YEARS; i <= DATE_YEARS; i++) {
		struct interval at = s->has[DATE_WEEKDAY] ? date_weekday(s, day_week_start(from) + 7 * i) : date_in_year(s, year + i);
		if (!interval_known(at) || (side < 0 && at.to >= from) || (side > 0 && at.from <= from))
			continue;
		if (s->has[DATE_SIDE] && !side && i != 0) /* "this Friday": of this week */
			continue;
		if (!interval_known(best) || date_nearer(at, best, from))
			best = at;
	}
	return best;
}

/* A third of a year or of a month. */
static struct interval date_part(struct interval whole, int part)
{
	struct civil c = day_civil(whole.from);
	if (whole.to - whole.from < 31) {
		int32_t tenth = whole.from + 10 * part;
		return (struct interval){tenth, part == 2 ? whole.to : tenth + 9};
	}
	if (whole.to - whole.from < 366)
		return (struct interval){day_of(c.year, 1 + 4 * part, 1), day_of(c.year, 5 + 4 * part, 1) - 1};
	int years = (day_civil(whole.to).year - c.year + 1) / 3, first = c.year + years * part;
	return interval_years(first, part == 2 ? day_civil(whole.to).year : first + years - 1);
}

static struct interval date_step(int32_t from, enum precision unit, int n)
{
	struct civil c = day_civil(from);
	if (c.year + (n < 0 ? -1100 : 1100) < -9999 || c.year + (n < 0 ? -1100 : 1100) > 9999)
		return INTERVAL_NONE;
	return interval_step(interval_around(from, unit), unit, n);
}

/* What is meant without a day to speak from: a year is named. */
static struct interval date_absolute(const struct date_said *s)
{
	unsigned yearly = 1u << DATE_MONTH | 1u << DATE_SEASON | 1u << DATE_QUARTER;
	bool named = s->has[DATE_MONTH] + s->has[DATE_SEASON] + s->has[DATE_QUARTER] == 1;
	if (s->has[DATE_CENTURY] && s->ordinal && date_only(s, 1u << DATE_CENTURY | 1u << DATE_NUMBER)) {
		int n = s->value[DATE_NUMBER];
		if (!s->has[DATE_NUMBER] || s->has_year)
			return INTERVAL_NONE;
		return s->before ? interval_years(1 - 100 * n, 100 - 100 * n) : interval_years(100 * (n - 1), 100 * n - 1);
	}
	if (interval_known(s->period))
		return date_only(s, 0) ? s->period : INTERVAL_NONE;
	if (!s->has_year)
		return INTERVAL_NONE;
	if (date_only(s, 0))
		return interval_year(s->year);
	if (named && date_only(s, yearly) ) /* no day */
		return date_in_year(s, s->year);
	if (s->has[DATE_MONTH] && date_only(s, 1u << DATE_MONTH | 1u << DATE_NUMBER))
		return date_in_year(s, s->year);
	return INTERVAL_NONE;
}

/* What is meant by one who speaks on a day. */
static struct interval date_relative(const struct date_said *s, int32_t from)
{
	const unsigned unit = 1u << DATE_UNIT, side = 1u << DATE_SIDE, number = 1u << DATE_NUMBER;
	bool yearly = s->has[DATE_MONTH] + s->has[DATE_SEASON] + s->has[DATE_QUARTER] == 1;
	if (from == DAY_NONE || s->has_year)
		return INTERVAL_NONE;
	if (s->has[DATE_DAYS])
		return date_only(s, 1u << DATE_DAYS) ? interval_day(from + s->value[DATE_DAYS]) : INTERVAL_NONE;
	if (s->has[DATE_UNIT] && s->has[DATE_AGO] && date_only(s, unit | number | 1u << DATE_AGO))
		return s->has[DATE_NUMBER] ? date_step(from, (enum precision)s->value[DATE_UNIT], s->value[DATE_AGO] * s->value[DATE_NUMBER])
					   : INTERVAL_NONE;
	if (s->has[DATE_UNIT] && s->has[DATE_NUMBER] && s->has[DATE_IN] && date_only(s, unit | number))
		return date_step(from, (enum precision)s->value[DATE_UNIT], s->value[DATE_NUMBER]);
	if (s->has[DATE_UNIT])
		return s->has[DATE_SIDE] && date_only(s, unit | side) ? date_step(from, (enum precision)s->value[DATE_UNIT], s->value[DATE_SIDE])
								      : INTERVAL_NONE;
	if (s->has[DATE_WEEKDAY] && date_only(s, 1u << DATE_WEEKDAY | side))
		return date_again(s, from);
	if (yearly && date_only(s, 1u << DATE_MONTH | 1u << DATE_SEASON | 1u << DATE_QUARTER | side | (s->has[DATE_MONTH] ? number : 0)))
		return date_again(s, from);
	if (s->has[DATE_NUMBER] && s->ordinal && date_only(s, number)) { /* "the 23rd" */
		struct civil c = day_civil(from);
		bool there = day_is_valid(c.year, c.month, s->value[DATE_NUMBER]);
		return there ? interval_day(day_of(c.year, c.month, s->value[DATE_NUMBER])) : INTERVAL_NONE;
	}
	return INTERVAL_NONE;
}

/* "second quarter" is a quarter by its number. */
static void date_settle(struct date_said *s)
{
	if (s->has[DATE_UNIT] && s->value[DATE_UNIT] == PRECISION_QUARTER && s->ordinal && s->value[DATE_NUMBER] <= 4) {
		s->has[DATE_UNIT] = s->has[DATE_NUMBER] = false;
		date_take(s, DATE_QUARTER, s->value[DATE_NUMBER]);
	}
}

static bool date_words(struct str text, int32_t from, struct interval *out, bool *relative)
{
	struct date_said s = {.period = INTERVAL_NONE};
	if (!date_say(&s, text))
		return false;
	date_settle(&s);
	int part = s.has[DATE_PART] ? s.value[DATE_PART] : -1;
	s.has[DATE_PART] = false;
	struct interval when = date_absolute(&s);
	*relative = !interval_known(when);
	if (*relative)
		when = date_relative(&s, from);
	if (!interval_known(when) || when.from < DAY_MIN || when.to > DAY_MAX || (part >= 0 && when.to - when.from < 27))
		return false;
	*out = part >= 0 ? date_part(when, part) : when;
	return true;
}

/* "2018-5-3", "2018/05/03": as typed in haste; "3.5.2018", where the point tells which is the day. */
static bool date_in_digits(struct str text, struct interval *out)
{
	int n[3] = {0, 1, 1}, count = 0;
	bool points = str_find(text, STR("."), 0) != SIZE_MAX;
	char joint = points ? '.' : str_find(text, STR("/"), 0) != SIZE_MAX ? '/' : '-';
	struct str word;
	while (str_split(&text, joint, &word)) {
		bool year = count == (points ? 2 : 0);
		if (count == 3 || (year ? word.n != 4 : word.n > 2) || !word.n || date_digits(word, &n[count++]) != word.n)
			return false;
	}
	if (points && count == 3) {
		int day = n[0];
		n[0] = n[2];
		n[2] = day;
	}
	if (count < 2 + points || !day_is_valid(n[0], n[1], n[2]))
		return false;
	*out = count == 3 ? interval_day(day_of(n[0], n[1], n[2])) : interval_month(n[0], n[1]);
	return true;
}

bool date_read_from(struct str text, int32_t from, struct interval *out, bool *relative, struct error *err)
{
	struct str s = str_trim(text);
	enum precision precision;
	*relative = false;
	if (interval_parse(s, out, &precision) || date_in_digits(s, out) || date_words(s, from, out, relative))
		return true;
	return error_set_at(err, ERROR_USAGE, 0, from == DAY_NONE ? "%.*s: no date; write 2018, 2018-05, 2018-05-23 or may 2018"
								  : "%.*s: no date; write 2018, 2018-05, may 2018, last may",
			    STR_ARG(s));
}

bool date_read(struct str text, struct interval *out, struct error *err)
{
	bool relative;
	return date_read_from(text, DAY_NONE, out, &relative, err);
}
