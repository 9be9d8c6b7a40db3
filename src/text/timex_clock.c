/* Times of day among the numbers of a text, in digits and in words. */
#include "config.h"

#include "text/timex_lexer.h"

/* ---- in digits ---- */

/* "at 1030 on Monday": does what follows belong to a date? */
static bool timex_clock_dates(const struct timex_lexer *x, size_t i)
{
	return timex_lex_has(x, i, CLASS_DAYREF) || timex_lex_has(x, i, CLASS_DIRECTION) ||
	       timex_lex_has(x, i, CLASS_NIGHTREF) || timex_lex_has(x, i, CLASS_WEEKDAY) ||
	       (timex_lex_has(x, i, CLASS_WHEN) && i + 1 < x->l->count &&
		(timex_lex_has(x, i + 1, CLASS_WEEKDAY) || timex_lex_has(x, i + 1, CLASS_MONTH) ||
		 x->l->tokens[i + 1].number > 0));
}

/* "10:35+02:00": the zone belongs to the clock. */
static void timex_clock_offset(const struct timex_lexer *x, size_t *end)
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

/* "20h30" */
static bool timex_clock_is_h(const struct timex_lexer *x, size_t i)
{
	const struct token *t = &x->l->tokens[i], *h = timex_lex_glued(x, i + 1), *two = timex_lex_glued(x, i + 2);
	const struct token *after = timex_lex_glued(x, i + 3);
	return t->lower.n <= 2 && h && str_eq(h->lower, STR("h")) && two && two->kind == TOKEN_NUMBER && two->lower.n == 2 &&
	       two->number < 60 && (!after || after->kind == TOKEN_MARK);
}

/* "0735 GMT", "1030 ON MONDAY"; "at 0735", and "AT APPROXIMATELY 1940" where all is in capitals. */
static bool timex_clock_is_military(const struct timex_lexer *x, size_t i)
{
	const struct token *t = &x->l->tokens[i];
	if (t->lower.n != 4 || t->number < 0 || t->number > 2400 || t->number % 100 > 59 || !i)
		return false;
	int before = timex_lex_value(x, i - 1, CLASS_WHEN);
	bool zero = t->lower.p[0] == '0';
	int zone = timex_lex_phrase_value(x, i + 1, CLASS_ZONE);
	if (zone != TIMEX_NONE)
		return zone != LEX_HOURS || zero || before >= LEX_AT;
	bool open = i + 1 < x->l->count && (timex_lex_is(&t[1], '(') || timex_lex_is(&t[1], '['));
	bool twice = open && timex_lex_has(x, i + 3, CLASS_ZONE); /* "at 2230 (0230 GMT)" */
	if (timex_lex_is_at(before) && (twice || timex_clock_dates(x, i + 1)))
		return true;
	bool about = i > 1 && timex_lex_has(x, i - 1, CLASS_APPROX);
	bool at = before == LEX_HOUR || (about && timex_lex_value(x, i - 2, CLASS_WHEN) == LEX_HOUR);
	bool range = timex_lex_is(timex_lex_glued(x, i + 1), '-'); /* "AT 2013-2014" */
	bool counts = range || timex_lex_has(x, i + 1, CLASS_AMOUNT) || timex_lex_has(x, i + 1, CLASS_UNIT);
	return at && !counts && (zero || x->l->sentences[t->sentence].shouting);
}

/* "10.35 p.m.", "at 10.35 on Friday", "at 15.30 hours", "22.00 CET" */
static bool timex_clock_is_pointed(const struct timex_lexer *x, size_t i)
{
	const struct token *t = &x->l->tokens[i];
	if (t->number >= 0)
		return false;
	bool at = i && timex_lex_is_at(timex_lex_value(x, i - 1, CLASS_WHEN));
	bool zone = timex_lex_has(x, i + 1, CLASS_ZONE) && (x->l->tokens[i + 1].upper_all ? t->lower.n == 5 : at);
	return timex_lex_has(x, i + 1, CLASS_AMPM) || zone || (at && timex_clock_dates(x, i + 1));
}

/* "10:35", "10:35:07", "10:35+02:00"; *end is past it. */
static bool timex_clock_is_colon(const struct timex_lexer *x, size_t i, size_t *end, struct timex_item *found)
{
	const struct token *t = &x->l->tokens[i], *two = timex_lex_glued(x, i + 2);
	if (!timex_lex_is(timex_lex_glued(x, i + 1), ':') || !two || two->kind != TOKEN_NUMBER || two->lower.n != 2 ||
	    two->number > 59 || t->lower.n > 2)
		return false;
	found->num = t->number;
	found->minute = (int8_t)two->number;
	*end = i + 3;
	const struct token *seconds = timex_lex_glued(x, i + 4);
	if (timex_lex_is(timex_lex_glued(x, i + 3), ':') && seconds && seconds->kind == TOKEN_NUMBER) {
		found->second = (int8_t)(seconds->number >= 0 && seconds->number < 60 ? seconds->number : -1);
		*end = i + 5;
	}
	timex_clock_offset(x, end);
	return true;
}

/* "20h30", "0735 GMT", "10.35 p.m.", "at 10.35 on Friday" */
static bool timex_clock_is_other(const struct timex_lexer *x, size_t i, size_t *end, struct timex_item *found)
{
	const struct token *t = &x->l->tokens[i];
	*end = i + 1;
	if (timex_clock_is_h(x, i)) {
		found->num = t->number;
		found->minute = (int8_t)t[2].number;
		*end = i + 3;
	} else if (timex_clock_is_military(x, i)) {
		found->num = t->number / 100;
		found->minute = (int8_t)(t->number % 100);
	} else if (timex_clock_is_pointed(x, i)) {
		struct str rest = t->lower, part;
		str_split(&rest, '.', &part);
		if (part.n > 2 || rest.n != 2 || timex_digits_value(rest) > 59)
			return false;
		found->num = timex_digits_value(part);
		found->minute = (int8_t)timex_digits_value(rest);
	} else {
		return false;
	}
	return true;
}

/* "Won in 2:05:10", "a time of 1:12:30": with its seconds behind such a word it is a length. */
static bool timex_clock_is_length(const struct timex_lexer *x, size_t i, const struct timex_item *found)
{
	return found->second >= 0 && i && (timex_lex_value(x, i - 1, CLASS_WHEN) == 0 || timex_lex_has(x, i - 1, CLASS_OF));
}

static void timex_clock_push(struct timex_lexer *x, size_t begin, size_t end, const struct timex_item *found)
{
	struct timex_item *item = timex_lex_push(x, begin, end, CLASS_BIT(CLOCK));
	item->num = found->num;
	item->minute = found->minute;
	item->second = found->second;
}

bool timex_clock_digits(struct timex_lexer *x, size_t i, size_t *end)
{
	struct timex_item found = {.second = -1};
	if (!timex_clock_is_colon(x, i, end, &found) && !timex_clock_is_other(x, i, end, &found))
		return false;
	if (found.num < 0 || found.num > 24)
		return false;
	if (timex_clock_is_length(x, i, &found))
		timex_lex_push(x, i, *end, CLASS_BIT(WORD));
	else
		timex_clock_push(x, i, *end, &found);
	return true;
}

/* ---- in words ---- */

enum { CLOCK_HOURS = 12, CLOCK_QUARTER = 15, CLOCK_HALF = 30, CLOCK_HOUR = 60 };

/* The hour at *i in words or in digits, past which *i goes; or TIMEX_NONE. *words: it is no digit. */
static int timex_clock_hour(const struct timex_lexer *x, size_t *i, bool *words)
{
	bool ordinal = false;
	*words = *i < x->l->count && x->l->tokens[*i].kind == TOKEN_WORD;
	int n = *words ? timex_number_small(x, i, &ordinal) : *i < x->l->count ? x->l->tokens[(*i)++].number : TIMEX_NONE;
	return n >= 1 && n <= CLOCK_HOURS && !ordinal ? n : TIMEX_NONE;
}

/* "Half", "a quarter", "five", "ten minutes": those past or before an hour; *i goes past them. 0 for none. *sure: they are
 * hardly anything else. */
static int timex_clock_minutes(const struct timex_lexer *x, size_t *i, bool *sure)
{
	bool half = timex_lex_has(x, *i, CLASS_HALF), quarter = timex_lex_value(x, *i, CLASS_UNIT) == UNIT_QUARTER;
	bool ordinal = false;
	*sure = half || quarter;
	if (*sure) {
		++*i;
		return half ? CLOCK_HALF : CLOCK_QUARTER;
	}
	int n = timex_number_small(x, i, &ordinal);
	*sure = timex_lex_value(x, *i, CLASS_UNIT) == UNIT_MINUTE;
	*i += *sure;
	return n > 0 && n < CLOCK_HALF && !ordinal ? n : 0;
}

/* 1 for "past", "after", -1 for "to", "till"; 0 for any other word. */
static int timex_clock_side(const struct timex_lexer *x, size_t i)
{
	if (timex_lex_value(x, i, CLASS_REFNOUN) == REF_PAST || timex_lex_value(x, i, CLASS_LATER) > 0)
		return 1;
	return timex_lex_has(x, i, CLASS_TO) ? -1 : 0;
}

/* "At five past ten", "twenty to six in the evening", "a quarter to nine"; "ten to six" alone may be the result of a vote,
 * and "ten to six p.m." eight hours. */
bool timex_clock_words(struct timex_lexer *x, size_t i, size_t *end)
{
	bool sure, words;
	size_t at = i;
	int minutes = timex_clock_minutes(x, &at, &sure), side = minutes ? timex_clock_side(x, at++) : 0;
	int hour = side && !(minutes == CLOCK_HALF && side < 0) ? timex_clock_hour(x, &at, &words) : TIMEX_NONE;
	if (hour == TIMEX_NONE)
		return false;
	bool article = x->out->n && i && timex_lex_has(x, i - 1, CLASS_A);
	bool led = i && timex_lex_value(x, i - 1 - article, CLASS_WHEN) == LEX_HOUR;
	bool told = timex_lex_has(x, at, CLASS_AMPM) ||
		    (timex_lex_value(x, at, CLASS_WHEN) == 0 && timex_lex_has(x, at + 2, CLASS_PART));
	bool hours = side < 0 && !sure && minutes <= CLOCK_HOURS;
	if (!led && !(told && !hours) && !(sure && words))
		return false;
	struct timex_item found = {.num = hour, .minute = (int8_t)minutes, .second = -1};
	if (side < 0) {
		found.num = hour > 1 ? hour - 1 : CLOCK_HOURS;
		found.minute = (int8_t)(CLOCK_HOUR - minutes);
	}
	x->out->n -= article;
	timex_clock_push(x, i - article, at, &found);
	*end = at;
	return true;
}
