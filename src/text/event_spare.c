#include "config.h"

#include "text/event_spare.h"

#include "text/event_phrase.h"
#include "text/event_pick.h"

uint32_t event_spare_aside(const struct event_scan *s, uint32_t i, uint32_t end)
{
	enum { LONGEST = 20 };
	if (!event_scan_is(s, i, EVENT_BIT(COMMA)) && !event_scan_mark(s, i, '(') && !event_scan_mark(s, i, '['))
		return i;
	if (event_scan_is(s, i, EVENT_BIT(COMMA)) && event_phrase_is_list(s, i, end))
		return i;
	char close = event_scan_mark(s, i, '(') ? ')' : event_scan_mark(s, i, '[') ? ']' : ',';
	bool participle = false;
	for (uint32_t k = i + 1; k < end && k - i < LONGEST; k++) {
		const struct event_word *w = &s->marks[k].word;
		if (event_scan_mark(s, k, close) && !event_scan_joins_places(s, k))
			return !participle || event_scan_is(s, k + 1, EVENT_BIT(TENSE)) ? k + 1 : i;
		if (k == i + 1 && close == ',' && (w->forms & FORM_PARTICIPLE)) {
			participle = true; /* ", named Dune, WAS" */
			continue;
		}
		if (close == ',' && w->verb_strength && !w->noun_strength && (w->forms & (FORM_PAST | FORM_S)) &&
		    !event_scan_is(s, k - 1, EVENT_BIT(DET)) && !event_scan_mark(s, k - 1, '-'))
			return i;
	}
	return i;
}

uint32_t event_spare_code(const struct event_scan *s, uint32_t i, uint32_t end)
{
	enum { SUFFIX = 2 };
	uint32_t dot = i + !event_scan_mark(s, i, '.');
	const struct token *t = &s->tokens[dot];
	if (i == 0 || dot + 1 >= end || !event_scan_mark(s, dot, '.') || !s->tokens[i].space_before || t[1].space_before ||
	    t[1].kind != TOKEN_WORD || !(t[1].upper_all || (t[1].upper_first && t[1].lower.n == 1)))
		return i;
	bool name = dot > i && !t->space_before && s->tokens[i].upper_all && s->tokens[i].lower.n > 1 && t[1].lower.n <= SUFFIX;
	return name || dot == i ? dot + 2 : i;
}

/* Whether a noun follows the date that ends before token k: "for the current OUTBREAK". */
static bool event_spare_describes(const struct event_scan *s, uint32_t k, uint32_t end)
{
	return k < end && event_pick_is_word(s, k) && s->tokens[k].lower.p[0] != '\'' &&
	       !event_scan_is(s, k,
			      EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(TO) | EVENT_BIT(BE) | EVENT_BIT(DO) |
				      EVENT_BIT(THAT) | EVENT_BIT(PRONOUN) | EVENT_BIT(DET) | EVENT_BIT(HE) |
				      EVENT_BIT(TENSE)) &&
	       !s->marks[k].word.acts;
}

/* Whether the date at tokens date..k is a noun of the clause and not when it was: "entering THE FOURTH QUARTER", "the year to
 * MARCH". `from` is where its preposition stands, if it has one. */
static bool event_spare_is_noun(const struct event_scan *s, uint32_t from, uint32_t date, uint32_t k, uint32_t before)
{
	const struct timex3 *t = &s->in->timexes[s->marks[date].timex];
	bool joined = before != UINT32_MAX && before + 1 == from;
	if (!joined)
		return false;
	/* "the best year since 2007"; not "has been closed since 2007" */
	uint32_t since = from == date ? before : from;
	if (event_scan_is(s, since, EVENT_BIT(TIME_SUB)) && event_scan_is(s, since, EVENT_BIT(COMPARE)))
		return from == date || !(s->marks[before].word.forms & FORM_PARTICIPLE);
	/* "in the week ended May 4" */
	if (from == date && before > 0 && event_scan_is(s, before, EVENT_BIT(ENDS)) && s->marks[before - 1].timex >= 0)
		return true;
	if (t->precision <= PRECISION_WEEK)
		return false;
	uint32_t to = from == date ? before : from;
	if (event_scan_is(s, to, EVENT_BIT(TO)) && to > 0 && s->marks[to - 1].timex >= 0)
		return true;
	return from == date && t->precision == PRECISION_QUARTER && s->marks[before].word.acts &&
	       !s->marks[before].word.reports && event_scan_is(s, from, EVENT_BIT(DEFINITE)) &&
	       event_scan_is(s, k, EVENT_BIT(PREP) | EVENT_BIT(MARK));
}

/* "the 2014 games": a year that tells which. */
static bool event_spare_is_year(const struct event_scan *s, uint32_t date, uint32_t k)
{
	enum { LONGEST = 3 };
	const struct timex3 *t = &s->in->timexes[s->marks[date].timex];
	if (t->precision != PRECISION_YEAR || s->tokens[date].kind != TOKEN_NUMBER || k - date > LONGEST ||
	    event_scan_is(s, k, EVENT_BIT(ADVERB)))
		return false;
	return date > 0 && !event_scan_is(s, date - 1, EVENT_BIT(PREP) | EVENT_BIT(BOUND));
}

/* Past the last token of the dates that follow one another from token k on: "May 23 to 25", "its quarter ended May 4". */
static uint32_t event_spare_dates(const struct event_scan *s, uint32_t k, uint32_t end)
{
	const uint64_t joins = EVENT_BIT(AND) | EVENT_BIT(ENDS);
	while (k < end && (s->marks[k].timex >= 0 || (k + 1 < end && s->marks[k + 1].timex >= 0 &&
						      (event_scan_is(s, k, joins) || event_scan_mark(s, k, '-')))))
		k++;
	return k;
}

/* "A day after the vote" says when, "for a day before the vote" how long. */
static bool event_spare_is_offset(const struct event_scan *s, uint32_t date)
{
	uint32_t past = date;
	while (past < s->count && s->marks[past].timex == s->marks[date].timex)
		past++;
	bool led = date > 0 && event_scan_is(s, date - 1, EVENT_BIT(PREP));
	return !led && past < s->count && event_scan_is(s, past, EVENT_BIT(TIME_SUB));
}

/* Past a date behind what only says that it is one: "the talks [initially scheduled for Monday]", or i. */
static uint32_t event_spare_schedule(const struct event_scan *s, uint32_t i, uint32_t end)
{
	uint32_t word = i + (i + 1 < end && event_scan_looks(s, i, LOOKS_ADVERB));
	uint32_t k = word + event_scan_length(s, word, EVENT_BIT(WILL));
	if (i == 0 || k < word + 2 || k >= end || s->marks[k].timex < 0 || !event_scan_is(s, k - 1, EVENT_BIT(PREP)))
		return i;
	/* "more than expected in May" */
	if (event_scan_is(s, i - 1, EVENT_AUXILIARY | EVENT_BIT(MARK) | EVENT_BIT(NOT) | EVENT_BIT(PRONOUN) | EVENT_BIT(COMPARE)))
		return i;
	return event_spare_dates(s, k, end);
}

/* Past a date with the participle that leads to it ("their flights [STARTING on Monday]"), or i. */
static uint32_t event_spare_starting(const struct event_scan *s, uint32_t i, uint32_t end)
{
	if (i == 0 || i + 1 >= end || !event_scan_is(s, i, EVENT_BIT(BEGINS)) || s->marks[i].word.forms != FORM_ING ||
	    event_scan_is(s, i - 1, EVENT_BIT(BE)))
		return i;
	uint32_t past = event_spare_date(s, i + 1, end, 0, UINT32_MAX);
	return past > i + 1 ? past : i;
}

/* "in late-afternoon trading", "in early talks": what the date at tokens date..k tells of stands behind it. */
static bool event_spare_is_trading(const struct event_scan *s, uint32_t date, uint32_t k, uint32_t end)
{
	bool time = s->in->timexes[s->marks[date].timex].type == TIMEX_TIME;
	bool trading = k < end && s->marks[k].word.forms == FORM_ING &&
		       (k + 1 >= end || event_scan_is(s, k + 1, EVENT_BIT(DATE) | EVENT_BIT(MARK) | EVENT_BIT(PREP)));
	if (!trading && !(time && event_spare_describes(s, k, end)))
		return false;
	uint32_t lead = date;
	while (lead > 1 && event_scan_is(s, lead - 1, EVENT_BIT(AT_DATE)))
		lead--;
	return lead && event_scan_is(s, lead - 1, time ? EVENT_BIT(PREP) : EVENT_BIT(AT_PLACE));
}

/* Whether what leads to the date at tokens date..k, from token i on, belongs to the noun behind it: "below recent PEAKS". */
static bool event_spare_leads_on(const struct event_scan *s, uint32_t i, uint32_t date, uint32_t k, uint32_t end)
{
	const struct timex3 *t = &s->in->timexes[s->marks[date].timex];
	bool long_one = t->precision > PRECISION_WEEK, prep = date > 0 && event_scan_is(s, date - 1, EVENT_BIT(PREP));
	/* "from this year's quota"; of "from Friday's rally" only the date goes */
	bool owner = k + 1 < end && s->tokens[k].lower.p[0] == '\'' &&
		     (event_pick_is_word(s, k + 1) || (k + 2 < end && s->tokens[k + 2].kind == TOKEN_NUMBER)); /* "'s $2 gain" */
	if (owner && prep && (date > i || long_one))
		return true;
	bool describes = event_spare_describes(s, k, end),
	     determined = date > i && event_scan_is(s, date - 1, EVENT_BIT(DET) | EVENT_BIT(OF));
	/* "of the recently announced plan" */
	describes |= determined && k < end && (s->marks[k].word.forms & FORM_PARTICIPLE);
	/* not "in May Chile held" */
	determined |= date > i && k < end && prep && !s->tokens[k].upper_first && !event_scan_looks(s, k, LOOKS_ADVERB) &&
		      t->type == TIMEX_DATE && (long_one || !interval_known(t->when));
	return describes && (determined || event_spare_is_year(s, date, k));
}

uint32_t event_spare_date(const struct event_scan *s, uint32_t i, uint32_t end, uint32_t kept, uint32_t before)
{
	const uint64_t leads = EVENT_SPARE_LEADS;
	/* "year-on-year in June" */
	bool glued = i > 0 && (event_scan_mark(s, i - 1, '-') || event_scan_mark(s, i - 1, '/')) && !s->tokens[i].space_before;
	bool begun = s->marks[i].timex >= 0 && before != UINT32_MAX && before + 1 == i &&
		     s->marks[before].timex == s->marks[i].timex;
	uint32_t set = event_spare_starting(s, i, end);
	set = set > i ? set : event_spare_schedule(s, i, end);
	if (set > i)
		return set;
	if (glued || begun || !event_scan_is(s, i, leads | EVENT_BIT(DATE)))
		return i;
	uint32_t date = i;
	while (date < end && date - i < 3 && event_scan_is(s, date, leads) && !event_scan_is(s, date, EVENT_BIT(DATE)))
		date++;
	if (date >= end || !event_scan_is(s, date, EVENT_BIT(DATE)))
		return i;
	const struct timex3 *t = &s->in->timexes[s->marks[date].timex];
	/* how long and how often is what happened */
	if (t->type == TIMEX_SET || (t->type == TIMEX_DURATION && !event_spare_is_offset(s, date)))
		return i;
	uint32_t k = event_spare_dates(s, date, end);
	/* "the 2008/09 crisis" */
	if (k < end && event_scan_mark(s, k, '/') && !s->tokens[k].space_before)
		return i;
	/* "its first full year of sales" */
	bool of = k < end && event_scan_is(s, k, EVENT_BIT(OF)) && (t->precision > PRECISION_DAY || !interval_known(t->when));
	if (of || event_spare_is_noun(s, i, date, k, before) || event_spare_is_trading(s, date, k, end) ||
	    event_spare_leads_on(s, i, date, k, end))
		return i;
	/* the 's of "Tuesday's", the join of "May 23 to 25" */
	if (k < end && s->tokens[k].lower.n && s->tokens[k].lower.p[0] == '\'' && !s->tokens[k].space_before)
		k++;
	return kept && (k == kept || k == kept + 1) ? i : k;
}

/* Whether the word at a token is a participle that describes the noun before it. */
static bool event_spare_describing(const struct event_scan *s, uint32_t i)
{
	const struct event_word *w = &s->marks[i].word;
	if (w->reports || !(w->verb_strength ? w->forms & FORM_PARTICIPLE : !w->known && event_scan_looks(s, i, LOOKS_PAST)))
		return false;
	/* "was published on Monday", "the newly built" */
	if (!event_pick_is_word(s, i - 1) || event_scan_looks(s, i - 1, LOOKS_ADVERB) ||
	    event_scan_is(s, i - 1,
			  EVENT_AUXILIARY | EVENT_BIT(NOT) | EVENT_BIT(PRONOUN) | EVENT_BIT(ADVERB) | EVENT_BIT(AND) |
				  EVENT_BIT(DET) | EVENT_BIT(PREP) | EVENT_BIT(AS) | EVENT_BIT(THAT) | EVENT_BIT(DATE)))
		return false;
	/* "after a bomb EXPLODED on Sunday": the verb of its clause */
	uint32_t begin = event_scan_clause(s, i)->begin;
	return !event_scan_is(s, begin, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(AS) | EVENT_BIT(IF)) ||
	       event_scan_has(s, begin, i, EVENT_BIT(TENSE));
}

uint32_t event_spare_told(const struct event_scan *s, uint32_t i, uint32_t end)
{
	const uint64_t behind = EVENT_BIT(TO) | EVENT_BIT(DET) | EVENT_BIT(PRONOUN) | EVENT_BIT(PREP);
	uint32_t date = i;
	if (i < 2 || !event_pick_is_word(s, i - 1))
		return 0;
	while (date < end && s->marks[date].timex < 0 && event_scan_is(s, date, EVENT_SPARE_LEADS))
		date++;
	if ( date >= end || s->marks[date].timex < 0 || s->in->timexes[s->marks[date].timex].type != TIMEX_DATE ||
	    !event_spare_describing(s, i - 1))
		return 0;
	uint32_t past = event_spare_date(s, i, end, 0, UINT32_MAX);
	/* "said Norda agreed on Monday TO buy": there it is a verb; "arrested on Monday IN Lima" says enough; "a memo filed on
	 * Monday THAT" */
	bool that = past < end && event_scan_is(s, past, EVENT_BIT(THAT)) && s->marks[i - 1].word.verb_kind != EVENT_STATEMENT;
	return past > i && (that || past == end || !event_scan_is(s, past, behind)) ? past : 0;
}
