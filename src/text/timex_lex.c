/* Tokens to items: classes for words, values for numbers. */
#include "config.h"

#include "text/timex_grammar.h"

#include <string.h>

enum {
	LEX_KEY = 64,          /* bytes of the longest entry of several words */
	LEX_YEAR_MIN = 1000, LEX_YEAR_MAX = 2100,
	LEX_LIKELY_MIN = 1900, LEX_LIKELY_MAX = 2049, /* a number that is a year unless something speaks against it */
	LEX_AT = 2,            /* the value of "at" in its class */
	LEX_PIVOT = 50,        /* two digits below it are of the 2000s */
};

struct timex_lexer {
	const struct token_list *l;
	const struct time_words *w;
	enum timex_scope scope;
	struct timex_items *out;
};

int timex_lex_value_of(const struct timex_item *item, enum time_class class)
{
	for (int i = 0; item->word && i < item->word->value_count; i++)
		if (item->word->values[i].class == class)
			return item->word->values[i].value;
	return TIMEX_NONE;
}

static struct timex_item *timex_lex_push(struct timex_lexer *x, size_t begin, size_t end, time_classes classes)
{
	struct timex_item *item = &x->out->v[x->out->n++];
	*item = (struct timex_item){.token_begin = (uint32_t)begin, .token_end = (uint32_t)end, .classes = classes};
	return item;
}

/* Token i, when it stands in the sentence of token `of` and follows what is before it without a blank. */
static const struct token *timex_lex_glued(const struct timex_lexer *x, size_t i)
{
	const struct token *t = i < x->l->count ? &x->l->tokens[i] : NULL;
	return t && !t->space_before ? t : NULL;
}

static bool timex_lex_is(const struct token *t, char mark)
{
	return t && t->kind == TOKEN_MARK && t->lower.n == 1 && t->lower.p[0] == mark;
}

static const struct time_word *timex_lex_word(const struct timex_lexer *x, struct str lower)
{
	if (x->scope == TIMEX_SCOPE_DIGITS)
		return NULL;
	uint32_t at = wordmap_get(&x->w->map, lower);
	return at == WORDMAP_NONE ? NULL : &x->w->words[at];
}

/* The entry of words that begins at token i and is the longest; *n is its tokens. */
static const struct time_word *timex_lex_entry(const struct timex_lexer *x, size_t i, size_t *n)
{
	const struct token *t = &x->l->tokens[i];
	const struct time_word *best = timex_lex_word(x, t->lower);
	*n = 1;
	if (!best || best->longest == 1)
		return best;
	char key[LEX_KEY];
	size_t used = 0, longest = best->longest;
	for (size_t k = 0; k < longest && i + k < x->l->count && t[k].sentence == t->sentence; k++) {
		if (used + t[k].lower.n + 1 > sizeof key)
			break;
		if (k)
			key[used++] = '_';
		memcpy(key + used, t[k].lower.p, t[k].lower.n);
		used += t[k].lower.n;
		const struct time_word *w = k ? timex_lex_word(x, (struct str){key, used}) : NULL;
		if (w && w->classes) {
			best = w;
			*n = k + 1;
		}
	}
	return best;
}

/* ---- numbers in words ---- */

static int timex_lex_value(const struct timex_lexer *x, size_t i, enum time_class class)
{
	if (i >= x->l->count || x->l->tokens[i].kind != TOKEN_WORD)
		return TIMEX_NONE;
	const struct time_word *w = timex_lex_word(x, x->l->tokens[i].lower);
	struct timex_item item = {.word = w};
	return w ? timex_lex_value_of(&item, class) : TIMEX_NONE;
}

/* One to ninety-nine at token *i, or TIMEX_NONE. An ordinal at its end is told in *ordinal. */
static int timex_lex_small(const struct timex_lexer *x, size_t *i, bool *ordinal)
{
	int ten = timex_lex_value(x, *i, CLASS_TEN);
	if (ten == TIMEX_NONE) {
		int one = timex_lex_value(x, *i, CLASS_SMALL);
		*i += one != TIMEX_NONE;
		return one;
	}
	size_t next = *i + 1;
	if (next < x->l->count && timex_lex_is(&x->l->tokens[next], '-'))
		next++;
	int digit = timex_lex_value(x, next, CLASS_SMALL), ord = timex_lex_value(x, next, CLASS_ORD);
	if (digit != TIMEX_NONE && digit < 10) {
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

static int timex_lex_product(int64_t a, int b)
{
	return a * b > 100000000 ? 100000000 : (int)(a * b);
}

/* A number in words at token i; *end is past it. "nineteen ninety-six" is a year. */
static bool timex_lex_number_words(struct timex_lexer *x, size_t i, size_t *end)
{
	bool ordinal = false, year = false;
	size_t at = i;
	int total = timex_lex_small(x, &at, &ordinal);
	if (total == TIMEX_NONE)
		return false;
	for (int scale; !ordinal && (scale = timex_lex_value(x, at, CLASS_SCALE)) != TIMEX_NONE;) {
		total = timex_lex_product(total, scale);
		at++;
		size_t rest = at + (timex_lex_value(x, at, CLASS_AND) != TIMEX_NONE);
		int more = timex_lex_small(x, &rest, &ordinal);
		if (more != TIMEX_NONE && more < scale) {
			total += more;
			at = rest;
		}
	}
	size_t second = at;
	int low = total >= 10 && total < 22 ? timex_lex_small(x, &second, &ordinal) : TIMEX_NONE;
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

static int timex_lex_year_of(int two)
{
	return two < LEX_PIVOT ? 2000 + two : 1900 + two;
}

/* Puts three numbers into a date; digits of the year tell its place. */
static bool timex_lex_date(const struct timex_lexer *x, const int n[3], const size_t digits[3], char sep, struct timex_item *out)
{
	int year, month, day;
	if (digits[0] == 4) {
		year = n[0];
		month = n[1];
		day = n[2];
	} else if (digits[2] == 4 || (digits[2] == 2 && sep == '/')) {
		bool month_first = sep == '/' && x->scope == TIMEX_SCOPE_ALL;
		year = digits[2] == 4 ? n[2] : timex_lex_year_of(n[2]);
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

static int timex_lex_digits(struct str s)
{
	int v = 0;
	for (size_t i = 0; i < s.n && i < 8; i++)
		v = v * 10 + (s.p[i] - '0');
	return v;
}

/* "23.05.2018" is one token. */
static bool timex_lex_dotted(struct timex_lexer *x, size_t i)
{
	struct str rest = x->l->tokens[i].lower, part;
	int n[3];
	size_t digits[3], parts = 0;
	while (str_split(&rest, '.', &part)) {
		if (parts == 3)
			return false;
		n[parts] = timex_lex_digits(part);
		digits[parts++] = part.n;
	}
	struct timex_item found = {0};
	if (parts != 3 || !timex_lex_date(x, n, digits, '.', &found))
		return false;
	struct timex_item *item = timex_lex_push(x, i, i + 1, CLASS_BIT(NUMERIC));
	item->year = found.year;
	item->month = found.month;
	item->day = found.day;
	return true;
}

/* Is a run of digits and marks cut out of a longer one ("1-800-555-2020", "v1.2")? */
static bool timex_lex_fenced(const struct timex_lexer *x, size_t begin, size_t end)
{
	const struct token *t = x->l->tokens;
	if (begin && !t[begin].space_before && !timex_lex_is(&t[begin - 1], '(') && !timex_lex_is(&t[begin - 1], '[') &&
	    !timex_lex_is(&t[begin - 1], '"') && !timex_lex_is(&t[begin - 1], '\''))
		return false;
	const struct token *after = timex_lex_glued(x, end);
	if (!after)
		return true;
	if (after->kind != TOKEN_MARK)
		return after->kind == TOKEN_WORD && str_eq(after->lower, STR("t")); /* 2018-05-23T10:00 */
	const struct token *then = timex_lex_glued(x, end + 1);
	return !then || then->kind != TOKEN_NUMBER || timex_lex_is(after, '(');
}

/* "2018-05-23", "5/23/18", and "2018-05" for a month. */
static bool timex_lex_separated(struct timex_lexer *x, size_t i, size_t *end)
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
		if (!timex_lex_date(x, n, digits, mark, &found))
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
	if (!timex_lex_fenced(x, i, *end))
		return false;
	struct timex_item *item = timex_lex_push(x, i, *end, CLASS_BIT(NUMERIC));
	item->year = found.year;
	item->month = found.month;
	item->day = found.day;
	return true;
}

static bool timex_lex_has(const struct timex_lexer *x, size_t i, enum time_class class)
{
	return timex_lex_value(x, i, class) != TIMEX_NONE;
}

/* "at 1030 on Monday": does what follows belong to a date? */
static bool timex_lex_dates(const struct timex_lexer *x, size_t i)
{
	return timex_lex_has(x, i, CLASS_DAYREF) || timex_lex_has(x, i, CLASS_DIRECTION) || timex_lex_has(x, i, CLASS_NIGHTREF) ||
	       timex_lex_has(x, i, CLASS_WEEKDAY) || (timex_lex_has(x, i, CLASS_WHEN) && i + 1 < x->l->count &&
	       (timex_lex_has(x, i + 1, CLASS_WEEKDAY) || timex_lex_has(x, i + 1, CLASS_MONTH) || x->l->tokens[i + 1].number > 0));
}

/* "10:35", "10:35:07", "10.35 p.m.", "0735 GMT" */
static bool timex_lex_clock(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i];
	const struct token *colon = timex_lex_glued(x, i + 1), *two = timex_lex_glued(x, i + 2);
	int hour = t->number, minute = 0;
	*end = i + 1;
	if (timex_lex_is(colon, ':') && two && two->kind == TOKEN_NUMBER && two->lower.n == 2 && two->number < 60 &&
	    t->lower.n <= 2) {
		minute = two->number;
		*end = i + 3;
		const struct token *seconds = timex_lex_glued(x, i + 4);
		if (timex_lex_is(timex_lex_glued(x, i + 3), ':') && seconds && seconds->kind == TOKEN_NUMBER)
			*end = i + 5;
	} else if (t->lower.n == 4 && t->number >= 0 && timex_lex_has(x, i + 1, CLASS_ZONE)) {
		hour = t->number / 100;
		minute = t->number % 100;
	} else if (t->lower.n == 4 && t->number >= 0 && i && timex_lex_value(x, i - 1, CLASS_WHEN) == LEX_AT && timex_lex_dates(x, i + 1)) {
		hour = t->number / 100;
		minute = t->number % 100;
	} else if (t->number < 0 && timex_lex_has(x, i + 1, CLASS_AMPM)) {
		struct str rest = t->lower, part;
		str_split(&rest, '.', &part);
		if (part.n > 2 || rest.n != 2)
			return false;
		hour = timex_lex_digits(part);
		minute = timex_lex_digits(rest);
	} else {
		return false;
	}
	if (hour < 0 || hour > 24 || minute > 59)
		return false;
	struct timex_item *item = timex_lex_push(x, i, *end, CLASS_BIT(CLOCK));
	item->num = hour;
	item->minute = minute;
	return true;
}

/* "1990s", "1990's", "'80s"; i is the number. */
static bool timex_lex_decade(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i], *s = timex_lex_glued(x, i + 1);
	if (!s || !(str_eq(s->lower, STR("s")) || str_eq(s->lower, STR("'s"))) || t->number < 10 || t->number % 10 ||
	    !(t->lower.n == 2 || (t->lower.n == 4 && t->number <= LEX_YEAR_MAX)))
		return false;
	bool short_form = t->lower.n == 2;
	if (short_form && s->lower.p[0] == '\'')
		return false;
	size_t begin = i;
	if (short_form && i && timex_lex_is(&x->l->tokens[i - 1], '\'') && !t->space_before) {
		x->out->n--; /* the apostrophe was an item of its own */
		begin--;
	}
	timex_lex_push(x, begin, i + 2, CLASS_BIT(DECADE))->num = short_form ? 1900 + t->number : t->number;
	*end = i + 2;
	return true;
}

/* "'98" */
static bool timex_lex_short_year(struct timex_lexer *x, size_t i)
{
	const struct token *t = &x->l->tokens[i];
	if (t->lower.n != 2 || t->number < 0 || !i || t->space_before || !timex_lex_is(&t[-1], '\'') || !t[-1].space_before)
		return false;
	x->out->n--;
	timex_lex_push(x, i - 1, i + 1, CLASS_BIT(YEAR))->num = timex_lex_year_of(t->number);
	return true;
}

/* A value with commas or a point: "1,500", "2.5". */
static void timex_lex_decimal(struct timex_item *item, struct str s)
{
	int64_t v = 0;
	size_t i = 0;
	for (; i < s.n && s.p[i] != '.'; i++)
		if (s.p[i] != ',' && v < 100000000)
			v = v * 10 + (s.p[i] - '0');
	item->num = v > 100000000 ? 100000000 : (int)v;
	item->tenths = i + 1 < s.n ? s.p[i + 1] - '0' : 0;
}

static bool timex_lex_currency(const struct token *t)
{
	return t->kind == TOKEN_MARK && (timex_lex_is(t, '$') || timex_lex_is(t, '#') || str_eq(t->lower, STR("£")) ||
					 str_eq(t->lower, STR("€")) || str_eq(t->lower, STR("¥")));
}

static time_classes timex_lex_plain_classes(const struct timex_lexer *x, size_t i)
{
	const struct token *t = &x->l->tokens[i], *after = timex_lex_glued(x, i + 1);
	if (i && timex_lex_currency(&t[-1]) && !t->space_before)
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
	if (t->lower.n == 4 && t->number >= LEX_YEAR_MIN && t->number <= LEX_YEAR_MAX && !glued_word && !after_point &&
	    !part_of_code && !timex_lex_is(after, '%'))
		classes |= CLASS_BIT(YEAR);
	return classes;
}

/* "Q3", "3Q", "H1": i is the first of two tokens. */
static bool timex_lex_quarter(struct timex_lexer *x, size_t i)
{
	const struct token *a = &x->l->tokens[i], *b = timex_lex_glued(x, i + 1);
	const struct token *letter = a->kind == TOKEN_WORD ? a : b, *digit = a->kind == TOKEN_WORD ? b : a;
	if (!letter || !digit || letter->kind != TOKEN_WORD || letter->lower.n != 1 || digit->lower.n != 1 ||
	    !letter->upper_first || timex_lex_glued(x, i + 2))
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

static void timex_lex_digits_item(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i];
	*end = i + 2;
	if (timex_lex_quarter(x, i))
		return;
	*end = i + 1;
	if (timex_lex_separated(x, i, end) || timex_lex_clock(x, i, end) || timex_lex_decade(x, i, end))
		return;
	*end = i + 1;
	if (timex_lex_dotted(x, i) || timex_lex_short_year(x, i))
		return;
	if (t->number < 0) {
		timex_lex_decimal(timex_lex_push(x, i, i + 1, CLASS_BIT(NUM)), t->lower);
	} else if (timex_lex_glued(x, i + 1) && timex_lex_has(x, i + 1, CLASS_ORDSUFFIX)) {
		time_classes day = t->number >= 1 && t->number <= 31 ? CLASS_BIT(DAY) : 0;
		timex_lex_push(x, i, i + 2, CLASS_BIT(ORD) | day)->num = t->number;
		*end = i + 2;
	} else {
		timex_lex_push(x, i, i + 1, timex_lex_plain_classes(x, i))->num = t->number;
	}
}

/* ---- words and marks ---- */

static void timex_lex_word_item(struct timex_lexer *x, size_t i, size_t *end)
{
	size_t n;
	const struct time_word *w = timex_lex_entry(x, i, &n);
	const time_classes numbers = CLASS_BIT(SMALL) | CLASS_BIT(TEN);
	*end = i + 2;
	if (timex_lex_quarter(x, i))
		return;
	*end = i + n;
	if (w && n == 1 && (w->classes & numbers) && timex_lex_number_words(x, i, end))
		return;
	struct timex_item *item = timex_lex_push(x, i, *end, w ? w->classes & ~numbers : 0);
	item->word = w;
	if (!item->classes)
		item->classes = CLASS_BIT(WORD);
	if (item->classes & CLASS_BIT(ORD)) {
		item->num = timex_lex_value_of(item, CLASS_ORD);
		item->classes |= item->num <= 31 ? CLASS_BIT(DAY) : 0;
	}
	if (item->classes & CLASS_BIT(DECADE))
		item->num = 1900 + timex_lex_value_of(item, CLASS_DECADE);
}

static time_classes timex_lex_mark(const struct token *t)
{
	if (timex_lex_is(t, '-'))
		return CLASS_BIT(HYPHEN);
	if (timex_lex_is(t, ','))
		return CLASS_BIT(COMMA);
	if (timex_lex_is(t, '&'))
		return CLASS_BIT(AND);
	if (timex_lex_is(t, '/'))
		return CLASS_BIT(SLASH);
	return timex_lex_is(t, '(') || timex_lex_is(t, '[') ? CLASS_BIT(OPEN) : 0;
}

/* ---- doubt ---- */

static time_classes timex_lex_neighbour(const struct timex_lexer *x, size_t at, int step)
{
	size_t other = at + (size_t)step;
	const struct timex_items *items = x->out;
	if (other >= items->n)
		return 0;
	const struct token *a = &x->l->tokens[items->v[at].token_begin], *b = &x->l->tokens[items->v[other].token_begin];
	return a->sentence == b->sentence ? items->v[other].classes : 0;
}

/* In a sentence that knows capitals, a name of a month has one. */
static bool timex_lex_wants_capital(const struct timex_lexer *x, size_t at)
{
	const struct token *t = &x->l->tokens[x->out->v[at].token_begin];
	const struct sentence *s = &x->l->sentences[t->sentence];
	return !t->upper_first && !s->shouting && x->l->tokens[s->token_begin].upper_first;
}

/* A capital says something when the sentence does not shout, and its word is neither the first nor
 * part of a name ("Theresa May"). */
static bool timex_lex_telling_capital(const struct timex_lexer *x, size_t at)
{
	size_t i = x->out->v[at].token_begin;
	const struct token *t = &x->l->tokens[i];
	const struct sentence *s = &x->l->sentences[t->sentence];
	return t->upper_first && !s->shouting && i > s->token_begin && !t[-1].upper_first;
}

static bool timex_lex_is_believed(const struct timex_lexer *x, size_t at, enum time_class class)
{
	const time_classes lead = CLASS_BIT(WHEN) | CLASS_BIT(DIRECTION) | CLASS_BIT(MOD) | CLASS_BIT(EACH);
	const time_classes number = CLASS_BIT(DAY) | CLASS_BIT(YEAR);
	time_classes before = timex_lex_neighbour(x, at, -1), after = timex_lex_neighbour(x, at, 1);
	time_classes over = before & CLASS_BIT(HYPHEN) ? timex_lex_neighbour(x, at - 1, -1) : 0;
	bool strict = x->out->v[at].word->strict >> class & 1;
	switch (class) {
	case CLASS_MONTH:
		if (strict)
			return !timex_lex_wants_capital(x, at) && ((before | after) & number);
		return !timex_lex_wants_capital(x, at) &&
		       ((before & (lead | number)) || (after & number) || timex_lex_telling_capital(x, at));
	case CLASS_WEEKDAY:
		return !timex_lex_wants_capital(x, at) &&
		       ((after & (number | CLASS_BIT(PART) | CLASS_BIT(MONTH))) || (before & CLASS_BIT(DIRECTION)) ||
			((after & CLASS_BIT(COMMA)) && (timex_lex_neighbour(x, at + 1, 1) & (number | CLASS_BIT(MONTH)))));
	case CLASS_SEASON:
		return (before & (lead | CLASS_BIT(THE))) || (after & CLASS_BIT(YEAR));
	case CLASS_UNIT:
		return ((before | over) & (CLASS_BIT(NUM) | CLASS_BIT(FEW) | CLASS_BIT(EACH) | CLASS_BIT(SCALE)));
	case CLASS_DIRECTION:
		return (before & (CLASS_BIT(THE) | CLASS_BIT(POSSESSIVE))) && (after & (CLASS_BIT(UNIT) | CLASS_BIT(PERIOD) | CLASS_BIT(NUM)));
	default:
		return false;
	}
}

static void timex_lex_doubt(struct timex_lexer *x)
{
	for (size_t at = 0; at < x->out->n; at++) {
		struct timex_item *item = &x->out->v[at];
		if (!item->word || !item->word->doubtful)
			continue;
		for (int c = 0; c < CLASS_COUNT; c++)
			if ((item->word->doubtful >> c & 1) && !timex_lex_is_believed(x, at, (enum time_class)c))
				item->classes &= ~((time_classes)1 << c);
	}
}

/* A number of four digits is a year by its size, or by what stands before it. */
static void timex_lex_years(struct timex_lexer *x)
{
	const time_classes lead = CLASS_BIT(WHEN) | CLASS_BIT(OF) | CLASS_BIT(MOD) | CLASS_BIT(MONTH) | CLASS_BIT(DAY) |
				  CLASS_BIT(TO) | CLASS_BIT(BETWEEN) | CLASS_BIT(OPEN) | CLASS_BIT(SEASON) | CLASS_BIT(FISCAL);
	for (size_t at = 0; at < x->out->n; at++) {
		struct timex_item *item = &x->out->v[at];
		if (!(item->classes & CLASS_BIT(YEAR)) || item->token_end - item->token_begin > 1)
			continue;
		time_classes before = timex_lex_neighbour(x, at, -1), after = timex_lex_neighbour(x, at, 1);
		if (before & CLASS_BIT(COMMA))
			before = timex_lex_neighbour(x, at - 1, -1) & (CLASS_BIT(DAY) | CLASS_BIT(MONTH));
		if (at && timex_lex_value_of(&x->out->v[at - 1], CLASS_WHEN) == LEX_AT)
			before &= ~lead;
		bool likely = item->num >= LEX_LIKELY_MIN && item->num <= LEX_LIKELY_MAX;
		bool counted = !(after & CLASS_BIT(ORD)) && (after & (CLASS_BIT(PLURAL) | CLASS_BIT(AMOUNT) | CLASS_BIT(SCALE))) &&
			       !(before & CLASS_BIT(OF));
		if ((!likely && !(before & lead)) || counted)
			item->classes &= ~CLASS_BIT(YEAR);
	}
}

void timex_lex(const struct token_list *l, const struct time_words *w, enum timex_scope scope, struct arena *arena,
	       struct timex_items *out)
{
	struct timex_lexer x = {.l = l, .w = w, .scope = scope, .out = out};
	*out = (struct timex_items){.v = arena_alloc(arena, l->count + 1, sizeof *out->v)};
	for (size_t i = 0, end; i < l->count; i = end) {
		end = i + 1;
		switch (l->tokens[i].kind) {
		case TOKEN_WORD:
			timex_lex_word_item(&x, i, &end);
			break;
		case TOKEN_NUMBER:
			timex_lex_digits_item(&x, i, &end);
			break;
		case TOKEN_MARK:
			timex_lex_push(&x, i, i + 1, timex_lex_mark(&l->tokens[i]));
			break;
		}
	}
	timex_lex_doubt(&x);
	timex_lex_years(&x);
	for (size_t i = 0; scope == TIMEX_SCOPE_DIGITS && i < out->n; i++)
		out->v[i].classes &= CLASS_BIT(NUMERIC);
}
