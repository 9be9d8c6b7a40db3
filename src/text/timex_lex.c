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
	timex_doubt(x);
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
