/* Dates that are written in digits. */
#include "config.h"

#include "text/timex_lexer.h"

enum { DIGITS_PIVOT = 50 }; /* years of two digits below it are of the 2000s */

/* ---- what the digits are ---- */

int timex_digits_value(struct str s)
{
	int v = 0;
	for (size_t i = 0; i < s.n && i < 8; i++)
		v = v * 10 + (s.p[i] - '0');
	return v;
}

static int timex_digits_year_of(int two)
{
	return two < DIGITS_PIVOT ? 2000 + two : 1900 + two;
}

/* Which comes first in "3/12/04"? What the first such date says that can be read in one way only; America's
 * habit in English where none says it. */
static bool timex_digits_day_first(struct timex_lexer *x)
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

/* "5/23/18", "23.05.18", "12-11-89"; "(22-10-12)" is what a club has won, lost and drawn. */
static bool timex_digits_is_short(const int n[3], const size_t digits[3], char sep)
{
	enum { DAYS = 31 };
	bool zero = (digits[0] == 2 && n[0] < 10) || (digits[1] == 2 && n[1] < 10);
	return sep == '/' || (sep == '.' && digits[0] == 2 && digits[1] == 2) || (sep == '-' && (zero || n[2] > DAYS));
}

/* Puts three numbers into a date; digits of the year tell its place. */
static bool timex_digits_date(struct timex_lexer *x, const int n[3], const size_t digits[3], char sep, struct timex_item *out)
{
	int year, month, day;
	if (digits[0] == 4) {
		year = n[0];
		month = n[1];
		day = n[2];
	} else if (digits[2] == 4 || (digits[2] == 2 && timex_digits_is_short(n, digits, sep))) {
		bool month_first = sep == '/' && !timex_digits_day_first(x);
		year = digits[2] == 4 ? n[2] : timex_digits_year_of(n[2]);
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

/* What was found becomes an item. */
static void timex_digits_push(struct timex_lexer *x, size_t begin, size_t end, const struct timex_item *found)
{
	struct timex_item *item = timex_lex_push(x, begin, end, CLASS_BIT(NUMERIC));
	item->year = found->year;
	item->month = found->month;
	item->day = found->day;
	item->week = found->week;
	item->quarter = found->quarter;
	item->half = found->half;
}

/* ---- dates of numbers alone ---- */

/* "23.05.2018", "23.05.18": one token. */
static bool timex_digits_dotted(struct timex_lexer *x, size_t i)
{
	struct str rest = x->l->tokens[i].lower, part;
	int n[3];
	size_t digits[3], parts = 0;
	while (str_split(&rest, '.', &part)) {
		if (parts == 3)
			return false;
		n[parts] = timex_digits_value(part);
		digits[parts++] = part.n;
	}
	struct timex_item found = {0};
	if (parts != 3 || !timex_digits_date(x, n, digits, '.', &found))
		return false;
	timex_digits_push(x, i, i + 1, &found);
	return true;
}

/* A letter or a mark of a script that sets no spaces: three bytes or more in UTF-8. */
static bool timex_digits_is_unspaced(const struct token *t)
{
	return (unsigned char)t->lower.p[0] >= 0xE3;
}

bool timex_digits_fenced(const struct timex_lexer *x, size_t begin, size_t end)
{
	const struct token *t = x->l->tokens;
	if (begin && !t[begin].space_before && !timex_digits_is_unspaced(&t[begin - 1]) && !timex_lex_is(&t[begin - 1], '(') &&
	    !timex_lex_is(&t[begin - 1], '[') && !timex_lex_is(&t[begin - 1], '"') && !timex_lex_is(&t[begin - 1], '\''))
		return false;
	const struct token *after = timex_lex_glued(x, end);
	if (!after || timex_digits_is_unspaced(after))
		return true;
	if (after->kind != TOKEN_MARK)
		return after->kind == TOKEN_WORD && str_eq(after->lower, STR("t")); /* 2018-05-23T10:00 */
	const struct token *then = timex_lex_glued(x, end + 1);
	return !then || then->kind != TOKEN_NUMBER || timex_lex_is(after, '(');
}

/* Three numbers between marks of a kind: "2018-05-23", "5/23/18". */
static bool timex_digits_three(struct timex_lexer *x, size_t i, char mark, struct timex_item *found)
{
	const struct token *t = &x->l->tokens[i], *two = &t[2], *again = timex_lex_glued(x, i + 3),
			   *three = timex_lex_glued(x, i + 4);
	if (!timex_lex_is(again, mark) || !three || three->number < 0)
		return false;
	const int n[3] = {t->number, two->number, three->number};
	const size_t digits[3] = {t->lower.n, two->lower.n, three->lower.n};
	return timex_digits_date(x, n, digits, mark, found);
}

/* "2018-05" is a month, but "2001-02" a season of sport, or a budget's. */
static bool timex_digits_month(const struct token *t, char mark, struct timex_item *found)
{
	const struct token *two = &t[2];
	bool next_year = two->number == (t->number + 1) % 100;
	if (mark != '-' || t->lower.n != 4 || two->lower.n != 2 || t->number < LEX_LIKELY_MIN || t->number > LEX_LIKELY_MAX ||
	    two->number < 1 || two->number > 12 || next_year)
		return false;
	found->year = (int16_t)t->number;
	found->month = (int8_t)two->number;
	return true;
}

/* "On 12/25", "Friday 5/23", but not "on 3/4 of the land". */
static bool timex_digits_day(struct timex_lexer *x, size_t i, char mark, struct timex_item *found)
{
	const struct token *t = &x->l->tokens[i], *two = &t[2];
	bool dated = i && (timex_lex_value(x, i - 1, CLASS_WHEN) == LEX_ON || timex_lex_has(x, i - 1, CLASS_WEEKDAY));
	if (mark != '/' || !dated || t->lower.n > 2 || two->lower.n > 2 || timex_lex_has(x, i + 3, CLASS_OF))
		return false;
	bool month_first = !timex_digits_day_first(x);
	if (t[month_first ? 0 : 2].number > 12)
		month_first = !month_first;
	found->month = (int8_t)t[month_first ? 0 : 2].number;
	found->day = (int8_t)t[month_first ? 2 : 0].number;
	enum { LEAP = 2000 };
	return day_is_valid(LEAP, found->month, found->day);
}

static bool timex_digits_separated(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i], *sep = timex_lex_glued(x, i + 1), *two = timex_lex_glued(x, i + 2);
	if (!sep || !two || two->number < 0 || !(timex_lex_is(sep, '-') || timex_lex_is(sep, '/')))
		return false;
	char mark = sep->lower.p[0];
	bool three = timex_lex_is(timex_lex_glued(x, i + 3), mark) && timex_lex_glued(x, i + 4) && t[4].number >= 0;
	struct timex_item found = {0};
	*end = i + (three ? 5 : 3);
	bool is = three ? timex_digits_three(x, i, mark, &found)
			: timex_digits_month(t, mark, &found) || timex_digits_day(x, i, mark, &found);
	if (!is || !timex_digits_fenced(x, i, *end))
		return false;
	timex_digits_push(x, i, *end, &found);
	const struct token *letter = timex_lex_glued(x, *end), *hour = timex_lex_glued(x, *end + 1);
	bool clock = hour && hour->kind == TOKEN_NUMBER && timex_lex_is(timex_lex_glued(x, *end + 2), ':');
	if (letter && letter->kind == TOKEN_WORD && clock)
		x->out->v[x->out->n - 1].token_end = (uint32_t)++*end; /* the T of "2018-05-23T10:00" */
	return true;
}

/* ---- dates with a letter among the numbers ---- */

/* "2018-W21", "2018-W21-3" of ISO 8601. */
static bool timex_digits_week(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i], *w = timex_lex_glued(x, i + 2), *week = timex_lex_glued(x, i + 3);
	if (t->lower.n != 4 || t->number < LEX_YEAR_MIN || !timex_lex_is(timex_lex_glued(x, i + 1), '-') || !w ||
	    !str_eq(w->lower, STR("w")) || !week || week->lower.n != 2 || week->number < 1 || week->number > 53)
		return false;
	const struct token *day = timex_lex_glued(x, i + 5);
	bool of_day = timex_lex_is(timex_lex_glued(x, i + 4), '-') && day && day->lower.n == 1 && day->number >= 1 &&
		      day->number <= 7;
	*end = i + (of_day ? 6 : 4);
	if (!timex_digits_fenced(x, i, *end))
		return false;
	int32_t monday = day_week_start(day_of(t->number, 1, 4)) + 7 * (week->number - 1); /* 4 January is of the first week */
	struct civil c = day_civil(monday + (of_day ? day->number - 1 : 0));
	struct timex_item found = {.year = (int16_t)c.year, .month = (int8_t)c.month, .day = (int8_t)c.day, .week = !of_day};
	timex_digits_push(x, i, *end, &found);
	return true;
}

int timex_digits_roman(const struct token *t)
{
	static const char *const months[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};
	struct str s = str_sub(t->lower, 0, t->lower.n - str_ends(t->lower, STR(".")));
	for (size_t i = 0; t->upper_first && i < sizeof months / sizeof *months; i++)
		if (str_eq(s, str_of(months[i])))
			return (int)i + 1;
	return 0;
}

/* "3.IV.1992", "12-XI-89": the month in Roman numbers. */
static bool timex_digits_with_roman(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i], *sep = timex_lex_glued(x, i + 1), *roman = timex_lex_glued(x, i + 2);
	if (t->lower.n > 2 || !sep || !roman || sep->kind != TOKEN_MARK || !timex_digits_roman(roman))
		return false;
	bool initial = str_ends(roman->lower, STR(".")); /* "V." is one token */
	size_t at = i + 3 + !initial;
	const struct token *year = timex_lex_glued(x, at);
	bool same = initial ? timex_lex_is(sep, '.') : timex_lex_glued(x, i + 3) && str_eq(t[3].lower, sep->lower);
	if (!same || !year || (year->lower.n != 4 && year->lower.n != 2) || year->number < 0)
		return false;
	struct timex_item found = {
		.year = (int16_t)(year->lower.n == 2 ? timex_digits_year_of(year->number) : year->number),
		.month = (int8_t)timex_digits_roman(roman), .day = (int8_t)t->number,
	};
	*end = at + 1;
	if (!day_is_valid(found.year, found.month, found.day) || !timex_digits_fenced(x, i, *end))
		return false;
	timex_digits_push(x, i, *end, &found);
	return true;
}

/* ---- quarters ---- */

/* "Q3", "3Q", "H1": i is the first of two tokens. */
static bool timex_digits_code(const struct timex_lexer *x, size_t i, struct timex_item *found)
{
	const struct token *a = &x->l->tokens[i], *b = timex_lex_glued(x, i + 1);
	const struct token *letter = a->kind == TOKEN_WORD ? a : b, *digit = a->kind == TOKEN_WORD ? b : a;
	if (!b || letter->kind != TOKEN_WORD || letter->lower.n != 1 || digit->lower.n != 1 || !letter->upper_first)
		return false;
	if (letter->lower.p[0] == 'q' && digit->number >= 1 && digit->number <= 4)
		found->quarter = (int8_t)digit->number;
	else if (letter->lower.p[0] == 'h' && digit->number >= 1 && digit->number <= 2)
		found->half = (int8_t)digit->number;
	return found->quarter || found->half;
}

/* The year right behind such a code: "1Q13", "Q4'12", "Q4/2012"; 0 for none. */
static int timex_digits_code_year(const struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *mark = timex_lex_glued(x, i);
	bool between = timex_lex_is(mark, '\'') || timex_lex_is(mark, '/') || timex_lex_is(mark, '-');
	const struct token *year = timex_lex_glued(x, i + between);
	if (!year || year->number < 0 || !(year->lower.n == 4 || (year->lower.n == 2 && !timex_lex_is(mark, '-'))))
		return 0;
	*end = i + between + 1;
	return year->lower.n == 2 ? timex_digits_year_of(year->number) : year->number;
}

/* "2012Q4", "2012-Q4", "2012 Q4" */
static bool timex_digits_year_code(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i];
	size_t code = i + 1 + timex_lex_is(timex_lex_glued(x, i + 1), '-');
	struct timex_item found = {.year = (int16_t)t->number};
	*end = code + 2;
	if (t->lower.n != 4 || t->number < LEX_LIKELY_MIN || t->number > LEX_LIKELY_MAX || *end > x->l->count ||
	    x->l->tokens[code].sentence != t->sentence || x->l->tokens[code].kind != TOKEN_WORD ||
	    !timex_digits_code(x, code, &found) || !timex_digits_fenced(x, i, *end))
		return false;
	timex_digits_push(x, i, *end, &found);
	return true;
}

bool timex_digits_quarter(struct timex_lexer *x, size_t i, size_t *end)
{
	struct timex_item found = {0};
	*end = i + 2;
	if (!timex_digits_code(x, i, &found))
		return false;
	found.year = (int16_t)timex_digits_code_year(x, i + 2, end);
	const struct token *after = timex_lex_glued(x, *end);
	if (after && after->kind != TOKEN_MARK)
		return false;
	timex_digits_push(x, i, *end, &found);
	return true;
}

bool timex_digits(struct timex_lexer *x, size_t i, size_t *end)
{
	if (timex_digits_quarter(x, i, end) || timex_digits_separated(x, i, end) || timex_digits_week(x, i, end) ||
	    timex_digits_with_roman(x, i, end) || timex_digits_year_code(x, i, end))
		return true;
	*end = i + 1;
	return timex_digits_dotted(x, i);
}
