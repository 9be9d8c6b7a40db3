/* Numbers of a text, in words and in digits. */
#include "config.h"

#include "text/timex_lexer.h"

/* years of two digits with an apostrophe, which look back, are of the 2000s below it: "the spirit of '45" */
enum { NUMBER_SHORT_PIVOT = 30 };

/* ---- numbers in words ---- */

int timex_number_small(const struct timex_lexer *x, size_t *i, bool *ordinal)
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
	enum { MOST = 1000000000 };
	return a * b > MOST ? MOST : (int)(a * b);
}

bool timex_number_words(struct timex_lexer *x, size_t i, size_t *end)
{
	bool ordinal = false, year = false;
	size_t at = i;
	int total = timex_number_small(x, &at, &ordinal);
	if (total == TIMEX_NONE)
		return false;
	if (!ordinal && timex_clock_words(x, i, end))
		return true;
	for (int scale; !ordinal && (scale = timex_lex_value(x, at, CLASS_SCALE)) > 0;) {
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
	if (t->lower.n != 2 || t->number < 0 || !timex_number_has_apostrophe(x, i) ||
	    !(t[-1].space_before || (i > 1 && timex_lex_is(&t[-2], '-'))))
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
	if (!half || !timex_digits_fenced(x, i + 1, *end))
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
	bool glued_word = after && after->kind == TOKEN_WORD && after->lower.p[0] != '\'';
	bool after_point = i && !t->space_before && t[-1].kind != TOKEN_MARK && !timex_lex_has(x, i - 1, CLASS_FISCAL) &&
			   !timex_lex_has(x, i - 1, CLASS_MONTH);
	bool part_of_code = i > 1 && !t->space_before && timex_lex_is(&t[-1], '-') && !t[-1].space_before &&
			    t[-2].kind == TOKEN_NUMBER && t[-2].lower.n == 3;
	bool in_path = i > 1 && !t->space_before && timex_lex_is(&t[-1], '/') && !t[-1].space_before &&
		       t[-2].kind == TOKEN_WORD;
	if (in_path)
		return CLASS_BIT(NUM); /* "example.com/2004/01/" */
	bool size = t->lower.n == 4 ? t->number >= LEX_YEAR_MIN && t->number <= LEX_YEAR_MAX
				    : x->ancient && t->lower.n == 3 && t->number >= LEX_ANCIENT_MIN;
	if (size && !glued_word && !after_point &&
	    !part_of_code && !timex_number_is_ticker(x, i) && !timex_lex_is(after, '%'))
		classes |= CLASS_BIT(YEAR);
	return classes;
}

void timex_number_digits(struct timex_lexer *x, size_t i, size_t *end)
{
	const struct token *t = &x->l->tokens[i];
	if (timex_digits(x, i, end) || timex_clock_digits(x, i, end) || timex_number_decade(x, i, end))
		return;
	if (timex_number_half(x, i, end))
		return;
	*end = i + 1;
	if (timex_number_short_year(x, i))
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
