/* What the words around an item say of it: a month or a verb, a year or a count? */
#include "config.h"

#include "text/timex_lexer.h"

#define TIMEX_DOUBT_LEAD (CLASS_BIT(WHEN) | CLASS_BIT(DIRECTION) | CLASS_BIT(MOD) | CLASS_BIT(EACH))
#define TIMEX_DOUBT_NUMBER (CLASS_BIT(DAY) | CLASS_BIT(YEAR))

/* ---- words ---- */

/* In a sentence of capitals they say nothing. */
static bool timex_doubt_shouts(const struct timex_lexer *x, size_t at)
{
	return x->l->sentences[x->l->tokens[x->out->v[at].token_begin].sentence].shouting;
}

/* In a sentence that knows capitals, a name of a month has one. */
static bool timex_doubt_wants_capital(const struct timex_lexer *x, size_t at)
{
	const struct token *t = &x->l->tokens[x->out->v[at].token_begin];
	const struct sentence *s = &x->l->sentences[t->sentence];
	return !t->upper_first && !s->shouting && x->l->tokens[s->token_begin].upper_first;
}

/* A capital says something when the sentence does not shout, and its word is neither the first nor
 * part of a name ("Theresa May"). */
static bool timex_doubt_telling_capital(const struct timex_lexer *x, size_t at)
{
	size_t i = x->out->v[at].token_begin;
	const struct token *t = &x->l->tokens[i];
	const struct sentence *s = &x->l->sentences[t->sentence];
	return t->upper_first && !s->shouting && i > s->token_begin && !t[-1].upper_first;
}

/* "The March of the Mothers", "the March for Peace": of a month something else would be told. */
static bool timex_doubt_is_title(const struct timex_lexer *x, size_t at)
{
	size_t next = x->out->v[at].token_end;
	bool of = timex_lex_neighbour(x, at, 1) & CLASS_BIT(OF), the = timex_lex_neighbour(x, at + 1, 1) & CLASS_BIT(THE);
	bool purpose = timex_lex_is_at(timex_lex_value(x, next, CLASS_WHEN)) && next + 1 < x->l->count &&
		       x->l->tokens[next + 1].upper_first;
	return (of && the) || purpose;
}

/* A capital, and none beside it: no verb and no part of a name. */
static bool timex_doubt_is_feast(const struct timex_lexer *x, size_t at)
{
	size_t end = x->out->v[at].token_end;
	const struct token *t = &x->l->tokens[x->out->v[at].token_begin];
	const struct sentence *s = &x->l->sentences[t->sentence];
	bool first = x->out->v[at].token_begin == s->token_begin, last = end >= s->token_end;
	return t->upper_first && (first || !t[-1].upper_first || t[-1].sentence != t->sentence) &&
	       (last || !x->l->tokens[end].upper_first);
}

/* What stands beside an item: the classes of its neighbours, of the one over a hyphen before it, and of the one that a
 * hyphen, "to" or "and" behind it joins to it ("May-June", "spring and summer"). */
struct timex_doubt_beside {
	time_classes before, over, after, joined;
};

static struct timex_doubt_beside timex_doubt_beside(const struct timex_lexer *x, size_t at)
{
	const time_classes joins = CLASS_BIT(HYPHEN) | CLASS_BIT(TO) | CLASS_BIT(AND) | CLASS_BIT(SLASH);
	struct timex_doubt_beside b = {.before = timex_lex_neighbour(x, at, -1), .after = timex_lex_neighbour(x, at, 1)};
	b.over = b.before & CLASS_BIT(HYPHEN) ? timex_lex_neighbour(x, at - 1, -1) : 0;
	b.joined = b.after & joins ? timex_lex_neighbour(x, at + 1, 1) : 0;
	return b;
}

/* "The end of March", "mid-March", "April and March" in a sentence of capitals, where none tells. */
static bool timex_doubt_is_shouted_month(const struct timex_lexer *x, size_t at, const struct timex_doubt_beside *b)
{
	const time_classes of = CLASS_BIT(OF) | CLASS_BIT(AND);
	time_classes lead = b->before & of ? timex_lex_neighbour(x, at - 1, -1) : b->over;
	return timex_doubt_shouts(x, at) && (lead & (b->before & CLASS_BIT(AND) ? CLASS_BIT(MONTH) : CLASS_BIT(MONTH) | CLASS_BIT(MOD)));
}

/* "THIS MAY INCLUDE": a verb. */
static bool timex_doubt_is_shouted_verb(const struct timex_lexer *x, size_t at, const struct timex_doubt_beside *b)
{
	return timex_doubt_shouts(x, at) && (b->before & CLASS_BIT(DIRECTION)) && (b->after & (CLASS_BIT(WORD) | CLASS_BIT(TENSE))) &&
	       timex_lex_value_of(&x->out->v[at - 1], CLASS_DIRECTION) == 0 && (x->out->v[at].classes & CLASS_BIT(TENSE));
}

static bool timex_doubt_month(const struct timex_lexer *x, size_t at, const struct timex_doubt_beside *b, bool strict)
{
	const time_classes lead = TIMEX_DOUBT_LEAD, number = TIMEX_DOUBT_NUMBER;
	if (timex_doubt_wants_capital(x, at))
		return false;
	if (strict)
		return (b->before | b->over | b->after) & number;
	bool numbered = (b->before & (lead | number)) || (b->after & number);
	if ((!numbered && timex_doubt_is_title(x, at)) || timex_doubt_is_shouted_verb(x, at, b))
		return false;
	return numbered || (b->joined & CLASS_BIT(MONTH)) || timex_doubt_telling_capital(x, at) ||
	       timex_doubt_is_shouted_month(x, at, b);
}

static bool timex_doubt_weekday(const struct timex_lexer *x, size_t at, const struct timex_doubt_beside *b)
{
	const time_classes dated = TIMEX_DOUBT_NUMBER | CLASS_BIT(MONTH);
	bool comma = (b->after & CLASS_BIT(COMMA)) && (timex_lex_neighbour(x, at + 1, 1) & dated);
	return !timex_doubt_wants_capital(x, at) &&
	       ((b->after & (dated | CLASS_BIT(PART))) || (b->before & CLASS_BIT(DIRECTION)) || comma);
}

static bool timex_doubt_season(const struct timex_lexer *x, size_t at, const struct timex_doubt_beside *b)
{
	if (b->joined & CLASS_BIT(SEASON))
		return true;
	if (b->before & CLASS_BIT(THE)) /* "in the fall", but not "the fall in prices" */
		return timex_lex_neighbour(x, at - 1, -1) & (TIMEX_DOUBT_LEAD | CLASS_BIT(OF) | CLASS_BIT(TO));
	return (b->before & TIMEX_DOUBT_LEAD) || (b->after & CLASS_BIT(YEAR));
}

/* "24 h", but not the model "450h" */
static bool timex_doubt_unit(const struct timex_lexer *x, size_t at, const struct timex_doubt_beside *b, bool strict)
{
	if (strict && !x->l->tokens[x->out->v[at].token_begin].space_before)
		return false;
	return (b->before | b->over) & (CLASS_BIT(NUM) | CLASS_BIT(FEW) | CLASS_BIT(EACH) | CLASS_BIT(SCALE));
}

static bool timex_doubt_direction(const struct timex_lexer *x, size_t at, const struct timex_doubt_beside *b, bool strict)
{
	const time_classes period = CLASS_BIT(UNIT) | CLASS_BIT(PERIOD) | CLASS_BIT(NUM) | CLASS_BIT(FISCAL) | CLASS_BIT(FEW) |
				    CLASS_BIT(PART) | CLASS_BIT(WEEKDAY) | CLASS_BIT(MONTH) | CLASS_BIT(SEASON);
	if (strict && !((timex_lex_neighbour(x, at + 1, 1) & CLASS_BIT(OF)) &&
			(timex_lex_neighbour(x, at + 2, 1) & (CLASS_BIT(MONTH) | CLASS_BIT(YEAR)))))
		return false;
	return (b->before & (CLASS_BIT(THE) | CLASS_BIT(POSSESSIVE))) && (b->after & period);
}

/* "During Lent", but not "lent it"; "the Ramadan truce", but not "Ali Ramadan" */
static bool timex_doubt_feast(const struct timex_lexer *x, size_t at, const struct timex_doubt_beside *b)
{
	if (timex_doubt_shouts(x, at))
		return b->before & (TIMEX_DOUBT_LEAD | CLASS_BIT(THE) | CLASS_BIT(OF));
	return timex_doubt_is_feast(x, at);
}

static bool timex_doubt_is_believed(const struct timex_lexer *x, size_t at, enum time_class class)
{
	const struct timex_doubt_beside b = timex_doubt_beside(x, at);
	bool strict = x->out->v[at].word->strict >> class & 1;
	switch (class) {
	case CLASS_MONTH: return timex_doubt_month(x, at, &b, strict);
	case CLASS_WEEKDAY: return timex_doubt_weekday(x, at, &b);
	case CLASS_SEASON: return timex_doubt_season(x, at, &b);
	case CLASS_UNIT: return timex_doubt_unit(x, at, &b, strict);
	case CLASS_DIRECTION: return timex_doubt_direction(x, at, &b, strict);
	case CLASS_HOLIDAY: return timex_doubt_feast(x, at, &b);
	case CLASS_LATER: /* "the day before, he": the clause ends with it */
		return (b.before & CLASS_BIT(UNIT)) && !(b.after & ~(CLASS_BIT(COMMA) | CLASS_BIT(CLOSE)));
	case CLASS_AGO: /* "two days' time", "a week from Tuesday" */
		return ((b.before & CLASS_BIT(POSSESSIVE)) && (timex_lex_neighbour(x, at - 1, -1) & CLASS_BIT(UNIT))) ||
		       ((b.before & CLASS_BIT(UNIT)) && (b.after & (CLASS_BIT(DAYREF) | CLASS_BIT(WEEKDAY))));
	default:
		return false;
	}
}

/* "Will last two years": a verb, not the two years just past. */
static bool timex_doubt_is_verb(const struct timex_lexer *x, size_t at)
{
	const time_classes counted = CLASS_BIT(NUM) | CLASS_BIT(FEW) | CLASS_BIT(A) | CLASS_BIT(APPROX);
	return at && (timex_lex_neighbour(x, at, -1) & (CLASS_BIT(TENSE) | CLASS_BIT(TO))) &&
	       (timex_lex_neighbour(x, at, 1) & counted);
}

/* In a sentence of small letters a capital makes a name: "USA Today", "60 Minutes", "This Week", "The Daily Mail". */
static bool timex_doubt_is_name(const struct timex_lexer *x, size_t at)
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

static void timex_doubt_words(struct timex_lexer *x)
{
	for (size_t k = 0; k < x->again_count; k++) {
		size_t at = x->again[k];
		struct timex_item *item = &x->out->v[at];
		if ((item->classes & CLASS_BIT(DIRECTION)) && timex_doubt_is_verb(x, at))
			item->classes &= ~CLASS_BIT(DIRECTION);
		if (item->word && timex_doubt_is_name(x, at))
			item->classes = CLASS_BIT(WORD);
		if (!item->word || !item->word->doubtful)
			continue;
		for (time_classes c = item->word->doubtful; c; c &= c - 1)
			if (!timex_doubt_is_believed(x, at, (enum time_class)__builtin_ctzll(c)))
				item->classes &= ~(c & -c);
	}
}

/* ---- years ---- */

/* "Flight 1951", "at least 1950". */
static bool timex_doubt_is_numbered(const struct timex_lexer *x, size_t at)
{
	time_classes before = timex_lex_neighbour(x, at, -1);
	if ((before & CLASS_BIT(AMOUNT)) && timex_lex_value_of(&x->out->v[at - 1], CLASS_AMOUNT) == LEX_NUMBERED)
		return true;
	bool until = timex_lex_neighbour(x, at - 1, -1) & (CLASS_BIT(WHEN) | CLASS_BIT(TO)); /* "until at least 2012" */
	return (before & CLASS_BIT(APPROX)) && timex_lex_value_of(&x->out->v[at - 1], CLASS_APPROX) >= LEX_LEAST && !until &&
	       !(timex_lex_neighbour(x, at, 1) & CLASS_BIT(POSSESSIVE));
}

/* "The 2010 Women's Cup", "the 2010 men's race": the people are not counted. */
static bool timex_doubt_is_of_name(const struct timex_lexer *x, size_t at)
{
	size_t i = x->out->v[at].token_end;
	bool capital = i < x->l->count && x->l->tokens[i].upper_first && !x->l->sentences[x->l->tokens[i].sentence].shouting;
	return capital || (timex_lex_neighbour(x, at + 1, 1) & CLASS_BIT(POSSESSIVE));
}

/* "1500 square kilometres", "(1725 km)", "2000 more deaths": a round number, or one that is no likely year, and
 * what is counted behind it. */
static bool timex_doubt_is_count(const struct timex_lexer *x, size_t at, time_classes before, bool likely)
{
	const time_classes names = CLASS_BIT(THE) | CLASS_BIT(POSSESSIVE) | CLASS_BIT(MONTH) | CLASS_BIT(SEASON);
	const time_classes measures = CLASS_BIT(PLURAL) | CLASS_BIT(AMOUNT) | CLASS_BIT(SCALE) | CLASS_BIT(ZONE);
	const struct timex_item *item = &x->out->v[at];
	time_classes after = timex_lex_neighbour(x, at, 1);
	bool measured = (after & measures) && !(after & CLASS_BIT(ORD)) &&
			timex_lex_value_of(item + 1, CLASS_AMOUNT) != LEX_NUMBERED && !(likely && timex_doubt_is_of_name(x, at));
	bool leads = (before & CLASS_BIT(WHEN)) && !timex_lex_is_at(timex_lex_value_of(item - 1, CLASS_WHEN));
	bool dated = (before & CLASS_BIT(MONTH)) || (likely && ((before & CLASS_BIT(OF)) || (leads && item->num % 100)));
	if ((measured && !dated) || timex_doubt_is_numbered(x, at))
		return true;
	if (!(after & (CLASS_BIT(WORD) | CLASS_BIT(MORE))) || item->num % 100 || (before & names))
		return false;
	const struct token *t = &x->l->tokens[item->token_end];
	return t->kind == TOKEN_WORD && (!likely || !t->upper_first) && !(likely && (before & CLASS_BIT(WHEN)));
}

/* "The year 1812", "(1491-1547)": the far end of a range is a year because the near one is. */
static bool timex_doubt_follows_year(const struct timex_lexer *x, size_t at)
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
static bool timex_doubt_leads_year(const struct timex_lexer *x, size_t at)
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
static void timex_doubt_years(struct timex_lexer *x)
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
		if (timex_doubt_follows_year(x, at) || timex_doubt_leads_year(x, at))
			before |= CLASS_BIT(TO);
		bool likely = item->num >= LEX_LIKELY_MIN && item->num <= LEX_LIKELY_MAX;
		if ((!likely && !(before & lead)) || timex_doubt_is_count(x, at, before, likely))
			item->classes &= ~CLASS_BIT(YEAR);
	}
}

void timex_doubt(struct timex_lexer *x)
{
	timex_doubt_words(x);
	timex_doubt_years(x);
}
