/* The tense of a clause, by the verb nearest to the time expression. */
#include "config.h"

#include "text/timex_grammar.h"

enum {
	TENSE_REACH = 32, /* items looked at on either side */
	/* further values of the class in the table */
	TENSE_AUXILIARY = 3, TENSE_CLAUSE = 4, TENSE_PROGRESSIVE = 5, TENSE_PLUPERFECT = 6, TENSE_MODAL = 7, TENSE_PERFECT = 8,
	TENSE_COPULA = 10, TENSE_NOUN = 11, TENSE_DID = 12,
	/* the values of "since" ... in the class of words before dates */
	TENSE_SINCE = 1, TENSE_BESIDE = 3, TENSE_BY = 4, TENSE_UNTIL = 5, TENSE_AHEAD = 7, TENSE_IN = 0, TENSE_ON = 6,
};

struct timex_tense_scan {
	const struct token_list *l;
	const struct time_words *w;
	const struct timex_items *items;
	size_t first, last; /* the items that tell: "will" and "held" of "will be held" */
};

static const struct token *timex_tense_token(const struct timex_tense_scan *s, size_t at)
{
	return at < s->items->n ? &s->l->tokens[s->items->v[at].token_begin] : NULL;
}

static int timex_tense_value(const struct timex_item *item)
{
	bool verb = (item->classes & CLASS_BIT(TENSE)) && !(item->classes & CLASS_BIT(MONTH)); /* "in May" */
	return verb ? timex_lex_value_of(item, CLASS_TENSE) : TIMEX_NONE;
}

static bool timex_tense_has_ending(const struct timex_tense_scan *s, const struct token *t)
{
	if (t->kind != TOKEN_WORD || t->lower.n < 5 || (t->upper_first && !s->l->sentences[t->sentence].shouting))
		return false;
	for (const struct str *suffix = s->w->suffixes; suffix < s->w->suffixes + s->w->suffix_count; suffix++)
		if (t->lower.p[t->lower.n - 1] == suffix->p[suffix->n - 1] && str_ends(t->lower, *suffix))
			return true;
	return false;
}

/* A past form may be a participle: "will be completed", "to be completed", and "may be", but not "may have
 * been completed"; "being held" says nothing. */
static enum timex_tense timex_tense_of_past(struct timex_tense_scan *s, size_t at)
{
	bool perfect = false;
	while (at-- > 0 && timex_tense_token(s, at)) {
		int value = timex_tense_value(&s->items->v[at]);
		bool verb = (value >= TENSE_PAST && value <= TENSE_PERFECT && value != TENSE_CLAUSE) || value == TENSE_COPULA;
		s->first = verb ? at : s->first;
		if (value == TENSE_PAST || value == TENSE_FUTURE)
			return (enum timex_tense)value;
		if (value == TENSE_PLUPERFECT || value == TENSE_DID)
			return TENSE_PAST;
		if (value == TENSE_MODAL)
			return perfect ? TENSE_PAST : TENSE_FUTURE;
		if (value == TENSE_PROGRESSIVE)
			return TENSE_UNKNOWN;
		perfect |= value == TENSE_PERFECT;
		if (value != TENSE_AUXILIARY && value != TENSE_COPULA && value != TENSE_PERFECT)
			break;
	}
	return TENSE_PAST;
}

/* "Had been due to expire", "had planned", "did not meet": what was to come then is past now. */
static bool timex_tense_had(struct timex_tense_scan *s, size_t at)
{
	int verb = timex_tense_value(&s->items->v[at]);
	while (at-- > 0 && timex_tense_token(s, at)) {
		int value = timex_tense_value(&s->items->v[at]);
		if (value == TENSE_AUXILIARY || value == TENSE_COPULA || value == TENSE_PERFECT || value == TENSE_FUTURE)
			continue;
		bool past = value == TENSE_PLUPERFECT || (value == TENSE_DID && verb != TENSE_NOUN);
		s->first = past ? at : s->first;
		return past;
	}
	return false;
}

/* "The plan", "its aims", but not "they plan". */
static bool timex_tense_is_noun(const struct timex_tense_scan *s, size_t at)
{
	return at && (s->items->v[at - 1].classes & (CLASS_BIT(THE) | CLASS_BIT(A) | CLASS_BIT(POSSESSIVE) | CLASS_BIT(SAME)));
}

static enum timex_tense timex_tense_of(struct timex_tense_scan *s, size_t at)
{
	const struct timex_item *item = &s->items->v[at];
	int value = timex_tense_value(item);
	s->first = s->last = at;
	if (value == TENSE_NOUN && timex_tense_is_noun(s, at))
		return TENSE_UNKNOWN;
	if (value == TENSE_FUTURE && at && timex_tense_token(s, at - 1) && timex_tense_value(&s->items->v[at - 1]) == TENSE_FUTURE)
		return timex_tense_of(s, at - 1); /* "will meet" */
	if (value == TENSE_FUTURE || value == TENSE_NOUN)
		return timex_tense_had(s, at) ? TENSE_PAST : TENSE_FUTURE;
	if (value == TENSE_MODAL)
		return TENSE_FUTURE;
	if (value == TENSE_PLUPERFECT || value == TENSE_DID)
		return TENSE_PAST;
	if (value == TENSE_PAST)
		return timex_tense_of_past(s, at);
	if (item->classes == CLASS_BIT(WORD) && timex_tense_has_ending(s, &s->l->tokens[item->token_begin])) {
		int before = at && timex_tense_token(s, at - 1) ? timex_tense_value(&s->items->v[at - 1]) : TIMEX_NONE;
		bool thing = before == TENSE_FUTURE || before == TENSE_NOUN;
		return thing ? TENSE_PAST : timex_tense_of_past(s, at); /* "the plan unveiled in May" */
	}
	return TENSE_UNKNOWN;
}

/* What the word before the expression is: "since Monday", "since the May 5 vote", "by May". */
static int timex_tense_lead(const struct timex_tense_scan *s, size_t begin)
{
	size_t at = begin - (begin && (s->items->v[begin - 1].classes & CLASS_BIT(THE)));
	return at && timex_tense_token(s, at - 1) ? timex_lex_value_of(&s->items->v[at - 1], CLASS_WHEN) : TIMEX_NONE;
}

/* "Before the May vote": where no verb tells, the vote is to come. */
static bool timex_tense_is_before(const struct timex_tense_scan *s, size_t begin)
{
	size_t at = begin - (begin && (s->items->v[begin - 1].classes & CLASS_BIT(THE)));
	return at && timex_lex_value_of(&s->items->v[at - 1], CLASS_WHEN) == TENSE_BESIDE &&
	       timex_lex_value_of(&s->items->v[at - 1], CLASS_LATER) < 0;
}

/* "The vote is on Sunday", "the deadline is Friday". */
static bool timex_tense_is_told(const struct timex_tense_scan *s, size_t begin, int lead)
{
	size_t at = begin - (lead == TENSE_IN || lead == TENSE_ON);
	return at && timex_tense_value(&s->items->v[at - 1]) == TENSE_COPULA;
}

/* "To pay the loan by May", "until May to pay": an aim. */
static bool timex_tense_is_aim(const struct timex_tense_scan *s, size_t at)
{
	const struct token *verb = timex_tense_token(s, at + 1);
	return (s->items->v[at].classes & CLASS_BIT(TO)) && verb && s->items->v[at + 1].classes == CLASS_BIT(WORD) &&
	       !verb->upper_first;
}

static enum timex_tense timex_tense_by(struct timex_tense_scan *s, size_t at, enum timex_tense tense)
{
	s->first = s->last = at;
	return tense;
}

/* The tense of the items from begin to end, and in s->first and s->last what tells it. */
static enum timex_tense timex_tense_around(struct timex_tense_scan *s, size_t begin, size_t end)
{
	int lead = timex_tense_lead(s, begin);
	/* "would look for a way round Wednesday's ruling": the verb before dates the looking */
	const struct token *after = timex_tense_token(s, end);
	/* not "on Monday her chief" */
	bool owner = after && !after->space_before && (s->items->v[end].classes & CLASS_BIT(POSSESSIVE));
	if (lead == TENSE_SINCE)
		return timex_tense_by(s, begin - 1, TENSE_PAST);
	if (lead == TENSE_AHEAD)
		return timex_tense_by(s, begin - 1, TENSE_FUTURE);
	if (!owner && timex_tense_is_told(s, begin, lead))
		return timex_tense_by(s, begin - 1, TENSE_FUTURE);
	if (lead == TENSE_UNTIL && end < s->items->n && timex_tense_is_aim(s, end))
		return timex_tense_by(s, end + 1, TENSE_FUTURE);
	for (size_t n = 1; !owner && n <= TENSE_REACH && begin >= n && timex_tense_token(s, begin - n); n++) {
		enum timex_tense t = timex_tense_of(s, begin - n);
		if (t == TENSE_UNKNOWN && lead == TENSE_BY && timex_tense_is_aim(s, begin - n))
			return timex_tense_by(s, begin - n + 1, TENSE_FUTURE);
		if (t != TENSE_UNKNOWN)
			return t;
		if (timex_tense_value(&s->items->v[begin - n]) == TENSE_CLAUSE ||
		    token_is_mark(timex_tense_token(s, begin - n), ';'))
			break;
	}
	for (size_t n = 0; n < TENSE_REACH && timex_tense_token(s, end + n); n++) {
		enum timex_tense t = timex_tense_of(s, end + n);
		if (t != TENSE_UNKNOWN)
			return t;
	}
	if (owner) /* "Thursday's decision" */
		return timex_tense_by(s, end, TENSE_PAST);
	return timex_tense_is_before(s, begin) ? timex_tense_by(s, begin - 1, TENSE_FUTURE) : TENSE_UNKNOWN;
}

enum timex_tense timex_tense_at(const struct token_list *l, const struct time_words *w, const struct timex_items *items,
				size_t begin, size_t end, struct span *told)
{
	struct timex_tense_scan s = {l, w, items, 0, 0};
	enum timex_tense tense = timex_tense_around(&s, begin, end);
	uint32_t first = items->v[s.first].token_begin, last = items->v[s.last].token_end - 1;
	*told = tense == TENSE_UNKNOWN ? SPAN_NONE : (struct span){l->tokens[first].span.begin, l->tokens[last].span.end};
	return tense;
}
