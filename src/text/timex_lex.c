/* Tokens to items: classes for words, values for numbers. */
#include "config.h"

#include "text/timex_lexer.h"

int timex_lex_value_of(const struct timex_item *item, enum time_class class)
{
	for (int i = 0; item->word && i < item->word->value_count; i++)
		if (item->word->values[i].class == class)
			return item->word->values[i].value;
	return TIMEX_NONE;
}

static inline const struct time_word *timex_lex_word(const struct timex_lexer *x, uint32_t word)
{
	return &x->words[word < x->word_count ? word : 0];
}

/* The entry of words that begins at token i and is the longest; *n is its tokens. */
static const struct time_word *timex_lex_entry(const struct timex_lexer *x, size_t i, size_t *n)
{
	const struct token *t = &x->l->tokens[i];
	const struct time_word *best = timex_lex_word(x, t->word);
	*n = 1;
	uint32_t phrase = best->begins ? t->word : 0;
	for (size_t k = 1; phrase && i + k < x->l->count && t[k].sentence == t->sentence; k++) {
		phrase = vocabulary_get_next(x->w->vocabulary, phrase, t[k].word);
		const struct time_word *w = timex_lex_word(x, phrase);
		if (w->classes) {
			best = w;
			*n = k + 1;
		}
	}
	return best;
}

int timex_lex_value(const struct timex_lexer *x, size_t i, enum time_class class)
{
	if (i >= x->l->count || x->l->tokens[i].kind != TOKEN_WORD)
		return TIMEX_NONE;
	struct timex_item item = {.word = timex_lex_word(x, x->l->tokens[i].word)};
	return timex_lex_value_of(&item, class);
}

int timex_lex_phrase_value(const struct timex_lexer *x, size_t i, enum time_class class)
{
	size_t n;
	if (i >= x->l->count || x->l->tokens[i].kind != TOKEN_WORD)
		return TIMEX_NONE;
	struct timex_item item = {.word = timex_lex_entry(x, i, &n)};
	return timex_lex_value_of(&item, class);
}

bool timex_lex_has(const struct timex_lexer *x, size_t i, enum time_class class)
{
	return timex_lex_value(x, i, class) != TIMEX_NONE;
}

/* ---- words and marks ---- */

static void timex_lex_word_item(struct timex_lexer *x, size_t i, size_t *end)
{
	size_t n;
	const struct time_word *w = timex_lex_entry(x, i, &n);
	if (timex_digits_quarter(x, i, end))
		return;
	*end = i + n;
	if (n == 1 && (w->classes & CLASS_BIT(SMALL)) && timex_number_words(x, i, end))
		return;
	if (n == 1 && (w->classes & (CLASS_BIT(HALF) | CLASS_BIT(UNIT))) && timex_clock_words(x, i, end))
		return;
	struct timex_item *item = timex_lex_push(x, i, *end, w->classes & ~CLASS_BIT(SMALL));
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

/* A date that its numbers name: "9/11", "post-9/11", but not "9/11/18". */
static bool timex_lex_name(struct timex_lexer *x, size_t i, size_t *end)
{
	size_t n;
	const struct time_word *w = timex_lex_entry(x, i, &n);
	bool joined = i > 1 && timex_lex_glued(x, i) && timex_lex_is(timex_lex_glued(x, i - 1), '-') &&
		      x->l->tokens[i - 2].kind == TOKEN_WORD;
	if (!(w->classes & CLASS_BIT(HOLIDAY)) || !(joined || timex_digits_fenced(x, i, i + n)) || !timex_lex_glued(x, i + 1) ||
	    !timex_lex_glued(x, i + 2))
		return false;
	timex_lex_push(x, i, i + n, CLASS_BIT(HOLIDAY))->word = w;
	*end = i + n;
	return true;
}

/* ---- doubt ---- */

static time_classes timex_lex_neighbour(const struct timex_lexer *x, size_t at, int step)
{
	size_t other = at + (size_t)step;
	return other < x->out->n ? x->out->v[other].classes : 0;
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

/* "The March of the Mothers", "the March for Peace": of a month something else would be told. */
static bool timex_lex_is_title(const struct timex_lexer *x, size_t at)
{
	size_t next = x->out->v[at].token_end;
	bool of = timex_lex_neighbour(x, at, 1) & CLASS_BIT(OF), the = timex_lex_neighbour(x, at + 1, 1) & CLASS_BIT(THE);
	bool purpose = timex_lex_is_at(timex_lex_value(x, next, CLASS_WHEN)) && next + 1 < x->l->count &&
		       x->l->tokens[next + 1].upper_first;
	return (of && the) || purpose;
}

/* A capital, and none beside it: no verb and no part of a name. */
static bool timex_lex_is_feast(const struct timex_lexer *x, size_t at)
{
	size_t end = x->out->v[at].token_end;
	const struct token *t = &x->l->tokens[x->out->v[at].token_begin];
	const struct sentence *s = &x->l->sentences[t->sentence];
	bool first = x->out->v[at].token_begin == s->token_begin, last = end >= s->token_end;
	return t->upper_first && (s->shouting || ((first || !t[-1].upper_first || t[-1].sentence != t->sentence) &&
						  (last || !x->l->tokens[end].upper_first)));
}

static bool timex_lex_is_believed(const struct timex_lexer *x, size_t at, enum time_class class)
{
	const time_classes lead = CLASS_BIT(WHEN) | CLASS_BIT(DIRECTION) | CLASS_BIT(MOD) | CLASS_BIT(EACH);
	const time_classes number = CLASS_BIT(DAY) | CLASS_BIT(YEAR);
	const time_classes period = CLASS_BIT(UNIT) | CLASS_BIT(PERIOD) | CLASS_BIT(NUM) | CLASS_BIT(FISCAL) | CLASS_BIT(FEW) |
				    CLASS_BIT(PART) | CLASS_BIT(WEEKDAY) | CLASS_BIT(MONTH) | CLASS_BIT(SEASON);
	time_classes before = timex_lex_neighbour(x, at, -1), after = timex_lex_neighbour(x, at, 1);
	time_classes over = before & CLASS_BIT(HYPHEN) ? timex_lex_neighbour(x, at - 1, -1) : 0;
	bool strict = x->out->v[at].word->strict >> class & 1;
	const time_classes joins = CLASS_BIT(HYPHEN) | CLASS_BIT(TO) | CLASS_BIT(AND) | CLASS_BIT(SLASH);
	time_classes joined = after & joins ? timex_lex_neighbour(x, at + 1, 1) : 0; /* "May-June", "spring and summer" */
	switch (class) {
	case CLASS_MONTH:
		if (strict)
			return !timex_lex_wants_capital(x, at) && ((before | over | after) & number);
		if (!((before & (lead | number)) || (after & number)) && timex_lex_is_title(x, at))
			return false;
		return !timex_lex_wants_capital(x, at) && ((before & (lead | number)) || (after & number) ||
							   (joined & CLASS_BIT(MONTH)) || timex_lex_telling_capital(x, at));
	case CLASS_WEEKDAY:
		return !timex_lex_wants_capital(x, at) &&
		       ((after & (number | CLASS_BIT(PART) | CLASS_BIT(MONTH))) || (before & CLASS_BIT(DIRECTION)) ||
			((after & CLASS_BIT(COMMA)) && (timex_lex_neighbour(x, at + 1, 1) & (number | CLASS_BIT(MONTH)))));
	case CLASS_SEASON:
		if (joined & CLASS_BIT(SEASON))
			return true;
		if (before & CLASS_BIT(THE)) /* "in the fall", but not "the fall in prices" */
			return timex_lex_neighbour(x, at - 1, -1) & (lead | CLASS_BIT(OF) | CLASS_BIT(TO));
		return (before & lead) || (after & CLASS_BIT(YEAR));
	case CLASS_UNIT: /* "24 h", but not the model "450h" */
		if (strict && !x->l->tokens[x->out->v[at].token_begin].space_before)
			return false;
		return ((before | over) & (CLASS_BIT(NUM) | CLASS_BIT(FEW) | CLASS_BIT(EACH) | CLASS_BIT(SCALE)));
	case CLASS_DIRECTION:
		if (strict && !((timex_lex_neighbour(x, at + 1, 1) & CLASS_BIT(OF)) &&
				(timex_lex_neighbour(x, at + 2, 1) & (CLASS_BIT(MONTH) | CLASS_BIT(YEAR)))))
			return false;
		return (before & (CLASS_BIT(THE) | CLASS_BIT(POSSESSIVE))) && (after & period);
	case CLASS_LATER: /* "the day before, he": the clause ends with it */
		return (before & CLASS_BIT(UNIT)) && !(after & ~(CLASS_BIT(COMMA) | CLASS_BIT(CLOSE)));
	case CLASS_HOLIDAY: /* "during Lent", but not "lent it"; "the Ramadan truce", but not "Ali Ramadan" */
		return timex_lex_is_feast(x, at);
	case CLASS_AGO: /* "two days' time", "a week from Tuesday" */
		return ((before & CLASS_BIT(POSSESSIVE)) && (timex_lex_neighbour(x, at - 1, -1) & CLASS_BIT(UNIT))) ||
		       ((before & CLASS_BIT(UNIT)) && (after & (CLASS_BIT(DAYREF) | CLASS_BIT(WEEKDAY))));
	default:
		return false;
	}
}

/* "Will last two years": a verb, not the two years just past. */
static bool timex_lex_is_verb(const struct timex_lexer *x, size_t at)
{
	const time_classes counted = CLASS_BIT(NUM) | CLASS_BIT(FEW) | CLASS_BIT(A) | CLASS_BIT(APPROX);
	return at && (timex_lex_neighbour(x, at, -1) & (CLASS_BIT(TENSE) | CLASS_BIT(TO))) &&
	       (timex_lex_neighbour(x, at, 1) & counted);
}

/* In a sentence of small letters a capital makes a name: "USA Today", "60 Minutes", "This Week", "The Daily Mail". */
static bool timex_lex_is_name(const struct timex_lexer *x, size_t at)
{
	const time_classes common = TIME_NAMES & ~CLASS_BIT(FREQUENCY);
	const time_classes lead = CLASS_BIT(WORD) | CLASS_BIT(DIRECTION) | CLASS_BIT(NUM);
	size_t i = x->out->v[at].token_begin, end = x->out->v[at].token_end;
	const struct token *t = &x->l->tokens[i];
	const struct sentence *s = &x->l->sentences[t->sentence];
	if (!t->upper_first || s->shouting || s->heading || i == s->token_begin)
		return false;
	if (x->out->v[at].classes & CLASS_BIT(FREQUENCY))
		return end < s->token_end && x->l->tokens[end].upper_first;
	bool hyphen = (timex_lex_neighbour(x, at, -1) & CLASS_BIT(HYPHEN)) && i > s->token_begin + 1;
	bool number = hyphen && (timex_lex_neighbour(x, at - 1, -1) & CLASS_BIT(NUM));
	if (number && (x->out->v[at].classes & CLASS_BIT(UNIT)) && t[-2].upper_first && !t->upper_all) /* "the Six-Day War" */
		return end < s->token_end && x->l->tokens[end].upper_first;
	if (!(x->out->v[at].classes & common) || !(timex_lex_neighbour(x, at, -1) & lead))
		return false;
	bool leads = t[-1].upper_first && i - 1 > s->token_begin;
	return leads || t[-1].kind == TOKEN_NUMBER;
}

static void timex_lex_doubt(struct timex_lexer *x)
{
	for (size_t k = 0; k < x->again_count; k++) {
		size_t at = x->again[k];
		struct timex_item *item = &x->out->v[at];
		if ((item->classes & CLASS_BIT(DIRECTION)) && timex_lex_is_verb(x, at))
			item->classes &= ~CLASS_BIT(DIRECTION);
		if (item->word && timex_lex_is_name(x, at))
			item->classes = CLASS_BIT(WORD);
		if (!item->word || !item->word->doubtful)
			continue;
		for (time_classes c = item->word->doubtful; c; c &= c - 1)
			if (!timex_lex_is_believed(x, at, (enum time_class)__builtin_ctzll(c)))
				item->classes &= ~(c & -c);
	}
}

/* "Flight 1951", "at least 1950". */
static bool timex_lex_is_numbered(const struct timex_lexer *x, size_t at)
{
	time_classes before = timex_lex_neighbour(x, at, -1);
	if ((before & CLASS_BIT(AMOUNT)) && timex_lex_value_of(&x->out->v[at - 1], CLASS_AMOUNT) == LEX_NUMBERED)
		return true;
	bool until = timex_lex_neighbour(x, at - 1, -1) & (CLASS_BIT(WHEN) | CLASS_BIT(TO)); /* "until at least 2012" */
	return (before & CLASS_BIT(APPROX)) && timex_lex_value_of(&x->out->v[at - 1], CLASS_APPROX) >= LEX_LEAST && !until &&
	       !(timex_lex_neighbour(x, at, 1) & CLASS_BIT(POSSESSIVE));
}

/* "The 2010 Women's Cup", "the 2010 men's race": the people are not counted. */
static bool timex_lex_is_of_name(const struct timex_lexer *x, size_t at)
{
	size_t i = x->out->v[at].token_end;
	bool capital = i < x->l->count && x->l->tokens[i].upper_first && !x->l->sentences[x->l->tokens[i].sentence].shouting;
	return capital || (timex_lex_neighbour(x, at + 1, 1) & CLASS_BIT(POSSESSIVE));
}

/* "1500 square kilometres", "(1725 km)", "2000 more deaths": a round number, or one that is no likely year, and
 * what is counted behind it. */
static bool timex_lex_is_count(const struct timex_lexer *x, size_t at, time_classes before, bool likely)
{
	const time_classes names = CLASS_BIT(THE) | CLASS_BIT(POSSESSIVE) | CLASS_BIT(MONTH) | CLASS_BIT(SEASON);
	const time_classes measures = CLASS_BIT(PLURAL) | CLASS_BIT(AMOUNT) | CLASS_BIT(SCALE) | CLASS_BIT(ZONE);
	const struct timex_item *item = &x->out->v[at];
	time_classes after = timex_lex_neighbour(x, at, 1);
	bool measured = (after & measures) && !(after & CLASS_BIT(ORD)) &&
			timex_lex_value_of(item + 1, CLASS_AMOUNT) != LEX_NUMBERED && !(likely && timex_lex_is_of_name(x, at));
	bool leads = (before & CLASS_BIT(WHEN)) && !timex_lex_is_at(timex_lex_value_of(item - 1, CLASS_WHEN));
	bool dated = (before & CLASS_BIT(MONTH)) || (likely && ((before & CLASS_BIT(OF)) || (leads && item->num % 100)));
	if ((measured && !dated) || timex_lex_is_numbered(x, at))
		return true;
	if (!(after & (CLASS_BIT(WORD) | CLASS_BIT(MORE))) || item->num % 100 || (before & names))
		return false;
	const struct token *t = &x->l->tokens[item->token_end];
	return t->kind == TOKEN_WORD && (!likely || !t->upper_first) && !(likely && (before & CLASS_BIT(WHEN)));
}

/* "The year 1812", "(1491-1547)": the far end of a range is a year because the near one is. */
static bool timex_lex_follows_year(const struct timex_lexer *x, size_t at)
{
	const time_classes counts = CLASS_BIT(NUM) | CLASS_BIT(FEW);
	time_classes before = timex_lex_neighbour(x, at, -1), first = timex_lex_neighbour(x, at - 2, -1);
	if (before & CLASS_BIT(UNIT)) /* "the years 1812 and 1813", but not "for 3 years 1812 men" */
		return timex_lex_value_of(&x->out->v[at - 1], CLASS_UNIT) == UNIT_YEAR &&
		       !((before & CLASS_BIT(PLURAL)) && (timex_lex_neighbour(x, at - 1, -1) & counts));
	bool follows = (before & (CLASS_BIT(HYPHEN) | CLASS_BIT(AND))) &&
		       (timex_lex_neighbour(x, at - 1, -1) & CLASS_BIT(YEAR)) && x->out->v[at].num > x->out->v[at - 2].num;
	return follows && ((before & CLASS_BIT(HYPHEN)) || (first & (CLASS_BIT(BETWEEN) | CLASS_BIT(UNIT))));
}

/* "1899-1902", "1509-1547", "1895-96": the near end of a range is one because it reads as one with the far end. */
static bool timex_lex_leads_year(const struct timex_lexer *x, size_t at)
{
	enum { SPAN = 100, ROUND = 50 };
	const time_classes measures = CLASS_BIT(PLURAL) | CLASS_BIT(AMOUNT) | CLASS_BIT(SCALE) | CLASS_BIT(WORD);
	const struct timex_item *near = &x->out->v[at], *far = near + 2;
	if (at + 2 >= x->out->n || !(near[1].classes & CLASS_BIT(HYPHEN)) ||
	    !timex_digits_fenced(x, near->token_begin, far->token_end))
		return false;
	if (far->classes & CLASS_BIT(YY))
		return far->num == near->num % 100 + 1 && timex_lex_glued(x, far->token_begin);
	bool likely = far->num >= LEX_LIKELY_MIN && far->num <= LEX_LIKELY_MAX;
	bool counted = timex_lex_neighbour(x, at + 2, 1) & measures;
	return (far->classes & CLASS_BIT(YEAR)) && far->num > near->num && far->num - near->num <= SPAN &&
	       (likely || (!counted && near->num % ROUND && far->num % ROUND));
}

/* A number of four digits is a year by its size, or by what stands before it. */
static void timex_lex_years(struct timex_lexer *x)
{
	const time_classes lead = CLASS_BIT(WHEN) | CLASS_BIT(OF) | CLASS_BIT(MOD) | CLASS_BIT(MONTH) | CLASS_BIT(DAY) |
				  CLASS_BIT(TO) | CLASS_BIT(BETWEEN) | CLASS_BIT(OPEN) | CLASS_BIT(SEASON) | CLASS_BIT(FISCAL);
	for (size_t k = 0; k < x->again_count; k++) {
		size_t at = x->again[k];
		struct timex_item *item = &x->out->v[at];
		if (!(item->classes & CLASS_BIT(YEAR)) || item->token_end - item->token_begin > 1)
			continue;
		time_classes before = timex_lex_neighbour(x, at, -1);
		if (before & CLASS_BIT(COMMA))
			before = timex_lex_neighbour(x, at - 1, -1) & (CLASS_BIT(DAY) | CLASS_BIT(MONTH));
		if (at && timex_lex_is_at(timex_lex_value_of(&x->out->v[at - 1], CLASS_WHEN)))
			before &= ~lead;
		if (timex_lex_follows_year(x, at) || timex_lex_leads_year(x, at))
			before |= CLASS_BIT(TO);
		bool likely = item->num >= LEX_LIKELY_MIN && item->num <= LEX_LIKELY_MAX;
		if ((!likely && !(before & lead)) || timex_lex_is_count(x, at, before, likely))
			item->classes &= ~CLASS_BIT(YEAR);
	}
}

/* ---- sentences ---- */

/* Token i and what belongs to it. */
static size_t timex_lex_token(struct timex_lexer *x, size_t i, const struct time_word *w)
{
	size_t end = i + 1;
	switch ((enum token_kind)x->l->tokens[i].kind) {
	case TOKEN_WORD:
		timex_lex_word_item(x, i, &end);
		break;
	case TOKEN_NUMBER:
		if (!timex_lex_name(x, i, &end))
			timex_number_digits(x, i, &end);
		break;
	case TOKEN_MARK:
		timex_lex_push(x, i, end, w->classes);
		break;
	}
	return end;
}

/* Does a phrase begin with word i, as far as its next word tells? */
static inline bool timex_lex_begins(const struct timex_lexer *x, size_t i, const struct time_word *w)
{
	return w->begins && i + 1 < x->l->count && timex_lex_word(x, x->l->tokens[i + 1].word)->continues;
}

/* The last item may lose a class by what stands around it. */
static void timex_lex_again(struct timex_lexer *x)
{
	x->again[x->again_count++] = (uint32_t)(x->out->n - 1);
}

void timex_lex(struct timex_lexer *x, const struct sentence *e)
{
	size_t i = x->from < e->token_begin ? e->token_begin : x->from;
	x->out->n = x->again_count = 0;
	while (i < e->token_end) {
		const struct token *t = &x->l->tokens[i];
		const struct time_word *w = timex_lex_word(x, t->word);
		bool word = (t->kind == TOKEN_WORD) & (t->lower.n > 1) & !w->counts;
		if (word && !timex_lex_begins(x, i, w)) {
			timex_lex_push(x, i, i + 1, w->classes ? w->classes : CLASS_BIT(WORD))->word = w;
			i++;
			if (w->unsure)
				timex_lex_again(x);
			continue;
		}
		i = timex_lex_token(x, i, w);
		const struct timex_item *item = &x->out->v[x->out->n - 1];
		if ((item->classes & CLASS_BIT(YEAR)) || (item->word && item->word->unsure))
			timex_lex_again(x);
	}
	x->from = i;
	for (size_t k = 0; !x->ancient && k < x->out->n; k++)
		x->ancient = (x->out->v[k].classes & CLASS_BIT(ERA)) && (timex_lex_neighbour(x, k, -1) & CLASS_BIT(NUM));
	timex_lex_doubt(x);
	timex_lex_years(x);
	for (size_t k = 0; x->scope == TIMEX_SCOPE_DIGITS && k < x->out->n; k++)
		x->out->v[k].classes &= CLASS_BIT(NUMERIC);
}

/* ---- is there anything? ---- */

/* A number of four digits, a date with points, or what a mark or a few letters make one of: "5/23", "80s", "'98", "Q3". */
static bool timex_lex_number_may_tell(const struct timex_lexer *x, size_t i)
{
	enum { YEAR = 4, DOTTED = 8, LETTERS = 2 };
	const struct token *t = &x->l->tokens[i], *next = timex_lex_glued(x, i + 1), *then = timex_lex_glued(x, i + 2);
	if (t->lower.n == YEAR || t->lower.n >= DOTTED || (x->ancient && t->lower.n == YEAR - 1))
		return true;
	if (i && !t->space_before && (t[-1].kind == TOKEN_WORD || timex_lex_is(&t[-1], '\'')))
		return true;
	if (!next || next->kind == TOKEN_WORD)
		return next && next->lower.n <= LETTERS;
	if (then && then->kind == TOKEN_WORD)
		return next->kind == TOKEN_MARK && timex_digits_roman(then); /* "12-XI-89" */
	return then && then->kind == TOKEN_NUMBER &&
	       (timex_lex_is(next, '-') || timex_lex_is(next, '/') || timex_lex_is(next, ':'));
}

bool timex_lex_may_tell(const struct timex_lexer *x, const struct sentence *e)
{
	unsigned small = 0; /* words of numbers: two can make a year */
	for (size_t i = e->token_begin; i < e->token_end; i++) {
		const struct token *t = &x->l->tokens[i];
		const struct time_word *w = timex_lex_word(x, t->word);
		size_t n;
		if (w->plain & (t->kind != TOKEN_NUMBER))
			continue;
		small += (w->classes & CLASS_BIT(SMALL)) != 0;
		if ((w->classes & x->w->triggers) || small > 1 ||
		    (timex_lex_begins(x, i, w) && (timex_lex_entry(x, i, &n)->classes & x->w->triggers)) ||
		    (t->kind == TOKEN_NUMBER && timex_lex_number_may_tell(x, i)))
			return true;
	}
	return false;
}
