/* Numbers of a text: in words, in digits, and the dates and times that are written in digits. */
#include "config.h"

#include "text/timex_lexer.h"

enum {
	NUMBER_PIVOT = 50,       /* years of two digits below it are of the 2000s, */
	NUMBER_SHORT_PIVOT = 30, /* those with an apostrophe, which look back, below this: "the spirit of '45" */
};

/* ---- numbers in words ---- */

/* One to ninety-nine at token *i, or TIMEX_NONE. An ordinal at its end is told in *ordinal. */
static int timex_number_small(const struct timex_lexer *x, size_t *i, bool *ordinal)
{
	int ten = timex_lex_value(x, *i, CLASS_SMALL);
	if (ten < 20) {
		*i += ten != TIMEX_NONE;
		return ten;
	}
	size_t next = *i + 1;
	if (next < x->l->count && timex_lex_is(&x->l->tokens[next], '-'))
		next++;
	int digit = timex_lex_value(x, next, CLASS_SMALL), ord = timex_lex_value(x, next, CLASS_ORD);
	if (digit > 0 && digit < 10) {
		*i = next + 1;
		return ten + digit;
	}
	if (ord != TIMEX_NONE && ord < 10) {
		*ordinal = true;
		*i = next + 1;
		return ten + ord;
	}
	++*i;
	return ten;
}

static int timex_number_product(int64_t a, int b)
{
	return a * b > 100000000 ? 100000000 : (int)(a * b);
}

bool timex_number_words(struct timex_lexer *x, size_t i, size_t *end)
{
	bool ordinal = false, year = false;
	size_t at = i;
	int total = timex_number_small(x, &at, &ordinal);
	if (total == TIMEX_NONE)
		return false;
	for (int scale; !ordinal && (scale = timex_lex_value(x, at, CLASS_SCALE)) != TIMEX_NONE;) {
		total = timex_number_product(total, scale);
		at++;
		size_t rest = at + (timex_lex_value(x, at, CLASS_AND) != TIMEX_NONE);
		int more = timex_number_small(x, &rest, &ordinal);
		if (more != TIMEX_NONE && more < scale) {
			total += more;
			at = rest;
		}
	}
	size_t second = at;
	int low = total >= 10 && total < 22 ? timex_number_small(x, &second, &ordinal) : TIMEX_NONE;
	if (low >= 10) {
		total = total * 100 + low;
		at = second;
		year = true;
	}
	year |= i > 0 && timex_lex_value(x, i - 1, CLASS_UNIT) == UNIT_YEAR && total >= LEX_YEAR_MIN && total <= LEX_YEAR_MAX;
	time_classes classes = ordinal ? CLASS_BIT(ORD) : CLASS_BIT(NUM) | (year ? CLASS_BIT(YEAR) : 0);
	if (ordinal && total <= 31)
		classes |= CLASS_BIT(DAY);
	timex_lex_push(x, i, at, classes)->num = total;
	*end = at;
	return true;
}

/* ---- numbers in digits ---- */

static int timex_number_year_of(int two)
{
	return two < NUMBER_PIVOT ? 2000 + two : 1900 + two;
}

/* Which comes first in "3/12/04"? What the first such date says that can be read in one way only; America's
 * habit in English where none says it. */
static bool timex_number_day_first(struct timex_lexer *x)
{
	if (x->day_first >= 0)
		return x->day_first;
	x->day_first = x->scope != TIMEX_SCOPE_ALL;
	const struct token *t = x->l->tokens;
	for (size_t i = 0; i + 4 < x->l->count; i++) {
		if (!timex_lex_is(&t[i + 1], '/') || !timex_lex_is(&t[i + 3], '/') || t[i].lower.n > 2 || t[i + 4].number < 0)
			continue;
		bool day = t[i].number > 12 && t[i].number <= 31 && t[i + 2].number >= 1 && t[i + 2].number <= 12;
		bool month = t[i + 2].number > 12 && t[i + 2].number <= 31 && t[i].number >= 1 && t[i].number <= 12;
		if (day || month) {
			x->day_first = day;
			break;
		}
	}
	return x->day_first;
}

/* Puts three numbers into a date; digits of the year tell its place. */
static bool timex_number_date(struct timex_lexer *x, const int n[3], const size_t digits[3], char sep, struct timex_item *out)
{
	int year, month, day;
	if (digits[0] == 4) {
		year = n[0];
		month = n[1];
		day = n[2];
	} else if (digits[2] == 4 || (digits[2] == 2 && sep == '/')) {
		bool month_first = sep == '/' && !timex_number_day_first(x);
		year = digits[2] == 4 ? n[2] : timex_number_year_of(n[2]);
		if (n[month_first ? 0 : 1] > 12)
			month_first = !month_first;
		month = n[month_first ? 0 : 1];
		day = n[month_first ? 1 : 0];
	} else {
		return false;
	}
	if (year < LEX_YEAR_MIN || year > LEX_YEAR_MAX || !day_is_valid(year, month, day))
		return false;
	out->year = year;
	out->month = month;
	out->day = day;
	return true;
}

static int timex_number_value(struct str s)
{
	int v = 0;
	for (size_t i = 0; i < s.n && i < 8; i++)
		v = v * 10 + (s.p[i] - '0');
	return v;
}

/* "23.05.2018" is one token. */
static bool timex_number_dotted(struct timex_lexer *x, size_t i)
{
	struct str rest = x->l->tokens[i].lower, part;
	int n[3];
	size_t digits[3], parts = 0;
	while (str_split(&rest, '.', &part)) {
		if (parts == 3)
			return false;
		n[parts] = timex_number_value(part);
		digits[parts++] = part.n;
	}
	struct timex_item found = {0};
	if (parts != 3 || !timex_number_date(x, n, digits, '.', &found))
		return false;
	struct timex_item *item = timex_lex_push(x, i, i + 1, CLASS_BIT(NUMERIC));
	item->year = found.year;
	item->month = found.month;
	item->day = found.day;
	return true;
}

/* A letter or a mark of a script that sets no spaces: three bytes or more in UTF-8. */
static bool timex_number_is_unspaced(const struct token *t)
{
	return (unsigned char)t->lower.p[0] >= 0xE3;
}

bool timex_number_fenced(const struct timex_lexer *x, size_t begin, size_t end)
{
	const struct token *t = x->l->tokens;
	if (begin && !t[begin].space_before && !timex_number_is_unspaced(&t[begin - 1]) && !timex_lex_is(&t[begin - 1], '(') && !timex_lex_is(&t[begin - 1], '[') &&
	    !timex_lex_is(&t[begin - 1], '"') && !timex_lex_is(&t[begin - 1], '\''))
		return false;
	const struct token *after = timex_lex_glued(x, end);
	if (!after || timex_number_is_unspaced(after))
		return true;
	if (after->kind != TOKEN_MARK)
		return after->kind == TOKEN_WORD && str_eq(after->lower, STR("t")); /* 2018-05-23T10:00 */
	const struct token *then = timex_lex_glued(x, end + 1);
	return !then || then->kind != TOKEN_NUMBER || timex_lex_is(after, '(');
}

/* "2018-05-23", "5/23/18", and "2018-05" for a month. */
static bool timex_number_separated(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i];
	const struct token *sep = timex_lex_glued(x, i + 1), *two = timex_lex_glued(x, i + 2);
	if (!sep || !two || two->number < 0 || !(timex_lex_is(sep, '-') || timex_lex_is(sep, '/')))
		return false;
	const struct token *again = timex_lex_glued(x, i + 3), *three = timex_lex_glued(x, i + 4);
	char mark = sep->lower.p[0];
	struct timex_item found = {0};
	*end = i + 5;
	if (timex_lex_is(again, mark) && three && three->number >= 0) {
		int n[3] = {t->number, two->number, three->number};
		size_t digits[3] = {t->lower.n, two->lower.n, three->lower.n};
		if (!timex_number_date(x, n, digits, mark, &found))
			return false;
	} else {
		bool next_year = two->number == (t->number + 1) % 100; /* "2001-02" is a season of sport, or a budget's */
		if (mark != '-' || t->lower.n != 4 || two->lower.n != 2 || t->number < LEX_LIKELY_MIN ||
		    t->number > LEX_LIKELY_MAX || two->number < 1 || two->number > 12 || next_year)
			return false;
		found.year = t->number;
		found.month = two->number;
		*end = i + 3;
	}
	if (!timex_number_fenced(x, i, *end))
		return false;
	struct timex_item *item = timex_lex_push(x, i, *end, CLASS_BIT(NUMERIC));
	item->year = found.year;
	item->month = found.month;
	item->day = found.day;
	const struct token *letter = timex_lex_glued(x, *end), *hour = timex_lex_glued(x, *end + 1);
	bool clock = hour && hour->kind == TOKEN_NUMBER && timex_lex_is(timex_lex_glued(x, *end + 2), ':');
	if (letter && letter->kind == TOKEN_WORD && clock)
		item->token_end = (uint32_t)++*end; /* the T of "2018-05-23T10:00" */
	return true;
}

/* "at 1030 on Monday": does what follows belong to a date? */
static bool timex_number_dates(const struct timex_lexer *x, size_t i)
{
	return timex_lex_has(x, i, CLASS_DAYREF) || timex_lex_has(x, i, CLASS_DIRECTION) || timex_lex_has(x, i, CLASS_NIGHTREF) ||
	       timex_lex_has(x, i, CLASS_WEEKDAY) || (timex_lex_has(x, i, CLASS_WHEN) && i + 1 < x->l->count &&
	       (timex_lex_has(x, i + 1, CLASS_WEEKDAY) || timex_lex_has(x, i + 1, CLASS_MONTH) || x->l->tokens[i + 1].number > 0));
}

/* "10:35+02:00": the zone belongs to the clock. */
static void timex_number_offset(const struct timex_lexer *x, size_t *end)
{
	const struct token *sign = timex_lex_glued(x, *end), *hours = timex_lex_glued(x, *end + 1);
	if ((!timex_lex_is(sign, '+') && !timex_lex_is(sign, '-')) || !hours || hours->kind != TOKEN_NUMBER)
		return;
	const struct token *minutes = timex_lex_glued(x, *end + 3);
	if (hours->lower.n == 2 && timex_lex_is(timex_lex_glued(x, *end + 2), ':') && minutes && minutes->lower.n == 2)
		*end += 4;
	else if (hours->lower.n == 4 && hours->number >= 0 && hours->number <= 1400 && timex_lex_is(sign, '+'))
		*end += 2;
}

/* "10:35", "10:35:07", "10.35 p.m.", "0735 GMT", "at 10.35 on Friday" */
static bool timex_number_clock(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i];
	const struct token *colon = timex_lex_glued(x, i + 1), *two = timex_lex_glued(x, i + 2);
	int hour = t->number, minute = 0, second = -1;
	*end = i + 1;
	if (timex_lex_is(colon, ':') && two && two->kind == TOKEN_NUMBER && two->lower.n == 2 && two->number < 60 &&
	    t->lower.n <= 2) {
		minute = two->number;
		*end = i + 3;
		const struct token *seconds = timex_lex_glued(x, i + 4);
		if (timex_lex_is(timex_lex_glued(x, i + 3), ':') && seconds && seconds->kind == TOKEN_NUMBER) {
			second = seconds->number >= 0 && seconds->number < 60 ? seconds->number : -1;
			*end = i + 5;
		}
		timex_number_offset(x, end);
	} else if (t->lower.n == 4 && t->number >= 0 && timex_lex_has(x, i + 1, CLASS_ZONE) &&
		   (timex_lex_value(x, i + 1, CLASS_ZONE) != LEX_HOURS || t->lower.p[0] == '0' ||
		    (i && timex_lex_value(x, i - 1, CLASS_WHEN) >= LEX_AT))) {
		hour = t->number / 100;
		minute = t->number % 100;
	} else if (t->lower.n == 4 && t->number >= 0 && i && timex_lex_value(x, i - 1, CLASS_WHEN) == LEX_AT && timex_number_dates(x, i + 1)) {
		hour = t->number / 100;
		minute = t->number % 100;
	} else if (t->number < 0 && (timex_lex_has(x, i + 1, CLASS_AMPM) ||
				     (i && timex_lex_value(x, i - 1, CLASS_WHEN) == LEX_AT && timex_number_dates(x, i + 1)))) {
		struct str rest = t->lower, part;
		str_split(&rest, '.', &part);
		if (part.n > 2 || rest.n != 2)
			return false;
		hour = timex_number_value(part);
		minute = timex_number_value(rest);
	} else {
		return false;
	}
	if (hour < 0 || hour > 24 || minute > 59)
		return false;
	struct timex_item *item = timex_lex_push(x, i, *end, CLASS_BIT(CLOCK));
	item->num = hour;
	item->minute = minute;
	item->second = second;
	return true;
}

/* Is the apostrophe before "'98" the last item? A sentence that is cut for its length may begin between them. */
static bool timex_number_has_apostrophe(const struct timex_lexer *x, size_t i)
{
	const struct token *t = &x->l->tokens[i];
	return x->out->n && !t->space_before && timex_lex_is(&t[-1], '\'');
}

/* "1990s", "1990's", "'80s"; i is the number. */
static bool timex_number_decade(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i], *s = timex_lex_glued(x, i + 1);
	if (!s || !(str_eq(s->lower, STR("s")) || str_eq(s->lower, STR("'s"))) || t->number < 10 || t->number % 10 ||
	    !(t->lower.n == 2 || (t->lower.n == 4 && t->number <= LEX_YEAR_MAX)))
		return false;
	bool code = i > 1 && !t->space_before && timex_lex_is(&t[-1], '-') && t[-2].upper_all; /* "MD-80s" */
	if (code)
		return false;
	bool short_form = t->lower.n == 2;
	if (short_form && s->lower.p[0] == '\'')
		return false;
	size_t begin = i;
	if (short_form && timex_number_has_apostrophe(x, i)) {
		x->out->n--; /* the apostrophe was an item of its own */
		begin--;
	}
	timex_lex_push(x, begin, i + 2, CLASS_BIT(DECADE))->num = short_form ? 1900 + t->number : t->number;
	*end = i + 2;
	return true;
}

/* "'98" */
static bool timex_number_short_year(struct timex_lexer *x, size_t i)
{
	const struct token *t = &x->l->tokens[i];
	const struct token *after = timex_lex_glued(x, i + 1);
	if (t->lower.n != 2 || t->number < 0 || !timex_number_has_apostrophe(x, i) || !t[-1].space_before)
		return false;
	if (after && after->kind == TOKEN_WORD && after->lower.p[0] != '\'')
		return false; /* "the '48ers" */
	x->out->n--;
	timex_lex_push(x, i - 1, i + 1, CLASS_BIT(YEAR))->num = (t->number < NUMBER_SHORT_PIVOT ? 2000 : 1900) + t->number;
	return true;
}

/* A value with commas or a point: "1,500", "2.5". */
static void timex_number_decimal(struct timex_item *item, struct str s)
{
	int64_t v = 0;
	size_t i = 0;
	for (; i < s.n && s.p[i] != '.'; i++)
		if (s.p[i] != ',' && v < 100000000)
			v = v * 10 + (s.p[i] - '0');
	item->num = v > 100000000 ? 100000000 : (int)v;
	item->tenths = i + 1 < s.n ? s.p[i + 1] - '0' : 0;
}

/* "2 1/2" */
static bool timex_number_half(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i];
	bool half = i + 3 < x->l->count && t->lower.n <= 2 && t->number >= 0 && t[1].space_before && t[1].number == 1 &&
		    timex_lex_is(timex_lex_glued(x, i + 2), '/') && timex_lex_glued(x, i + 3) && t[3].number == 2;
	*end = i + 4;
	if (!half || !timex_number_fenced(x, i + 1, *end))
		return false;
	struct timex_item *item = timex_lex_push(x, i, *end, CLASS_BIT(NUM));
	item->num = t->number;
	item->tenths = 5;
	return true;
}

static bool timex_number_currency(const struct token *t)
{
	return t->kind == TOKEN_MARK && (timex_lex_is(t, '$') || timex_lex_is(t, '#') || str_eq(t->lower, STR("£")) ||
					 str_eq(t->lower, STR("€")) || str_eq(t->lower, STR("¥")));
}

/* "1398.HK" and "7203.T", a share; but "2003.A new law" has lost a blank. */
static bool timex_number_is_ticker(const struct timex_lexer *x, size_t i)
{
	const struct token *exchange = timex_lex_glued(x, i + 2);
	if (!timex_lex_is(timex_lex_glued(x, i + 1), '.') || !exchange || exchange->kind != TOKEN_WORD)
		return false;
	bool letter = exchange->lower.n == 1 && exchange->upper_first && !str_eq(exchange->lower, STR("a")) &&
		      !str_eq(exchange->lower, STR("i"));
	return letter || (exchange->upper_all && exchange->lower.n <= 3);
}

static time_classes timex_number_plain_classes(const struct timex_lexer *x, size_t i)
{
	const struct token *t = &x->l->tokens[i], *after = timex_lex_glued(x, i + 1);
	if (i && timex_number_currency(&t[-1]) && !t->space_before)
		return CLASS_BIT(AMOUNT);
	time_classes classes = CLASS_BIT(NUM);
	if (t->lower.n <= 2 && t->number >= 1 && t->number <= 31)
		classes |= CLASS_BIT(DAY);
	if (t->lower.n == 2)
		classes |= CLASS_BIT(YY);
	bool glued_word = after && (after->kind == TOKEN_WORD && after->lower.p[0] != '\'');
	bool after_point = i && !t->space_before && t[-1].kind != TOKEN_MARK && !timex_lex_has(x, i - 1, CLASS_FISCAL);
	bool part_of_code = i > 1 && !t->space_before && timex_lex_is(&t[-1], '-') && !t[-1].space_before &&
			    t[-2].kind == TOKEN_NUMBER && t[-2].lower.n == 3;
	bool in_path = i > 1 && !t->space_before && timex_lex_is(&t[-1], '/') && !t[-1].space_before && t[-2].kind == TOKEN_WORD;
	if (in_path)
		return CLASS_BIT(NUM); /* "example.com/2004/01/" */
	bool size = t->lower.n == 4 ? t->number >= LEX_YEAR_MIN && t->number <= LEX_YEAR_MAX
				    : x->ancient && t->lower.n == 3 && t->number >= LEX_ANCIENT_MIN;
	if (size && !glued_word && !after_point &&
	    !part_of_code && !timex_number_is_ticker(x, i) && !timex_lex_is(after, '%'))
		classes |= CLASS_BIT(YEAR);
	return classes;
}

bool timex_number_quarter(struct timex_lexer *x, size_t i)
{
	const struct token *a = &x->l->tokens[i], *b = a->lower.n == 1 ? timex_lex_glued(x, i + 1) : NULL;
	const struct token *letter = a->kind == TOKEN_WORD ? a : b, *digit = a->kind == TOKEN_WORD ? b : a;
	if (!letter || !digit || letter->kind != TOKEN_WORD || letter->lower.n != 1 || digit->lower.n != 1 ||
	    !letter->upper_first || (timex_lex_glued(x, i + 2) && x->l->tokens[i + 2].kind != TOKEN_MARK))
		return false;
	bool quarter = letter->lower.p[0] == 'q' && digit->number >= 1 && digit->number <= 4;
	bool half = letter->lower.p[0] == 'h' && digit->number >= 1 && digit->number <= 2;
	if (!quarter && !half)
		return false;
	struct timex_item *item = timex_lex_push(x, i, i + 2, CLASS_BIT(NUMERIC));
	item->quarter = quarter ? digit->number : 0;
	item->half = half ? digit->number : 0;
	return true;
}

void timex_number_digits(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i];
	*end = i + 2;
	if (timex_number_quarter(x, i))
		return;
	*end = i + 1;
	if (timex_number_separated(x, i, end) || timex_number_clock(x, i, end) || timex_number_decade(x, i, end))
		return;
	if (timex_number_half(x, i, end))
		return;
	*end = i + 1;
	if (timex_number_dotted(x, i) || timex_number_short_year(x, i))
		return;
	if (t->number < 0) {
		timex_number_decimal(timex_lex_push(x, i, i + 1, CLASS_BIT(NUM)), t->lower);
	} else if (timex_lex_glued(x, i + 1) && timex_lex_has(x, i + 1, CLASS_ORDSUFFIX)) {
		time_classes day = t->number >= 1 && t->number <= 31 ? CLASS_BIT(DAY) : 0;
		timex_lex_push(x, i, i + 2, CLASS_BIT(ORD) | CLASS_BIT(ORDSUFFIX) | day)->num = t->number;
		*end = i + 2;
	} else {
		timex_lex_push(x, i, i + 1, timex_number_plain_classes(x, i))->num = t->number;
	}
}
