#include "config.h"

#include "text/event_anchor.h"

#include "text/timex.h"

enum {
	EVENT_FAR = 60,           /* tokens; a head that is further off is none of the date's */
	EVENT_CLAUSE_COST = 10,
	EVENT_ATTRIBUTE_TOKENS = 6, /* from a date to the noun that it describes */
	EVENT_FRONT_TOKENS = 12, /* of a sentence, where its frame stands */
	EVENT_LONGEST_DAYS = 60,
};

/* Whether the expression at token i is such a date. */
static bool event_anchor_is_date(const struct event_scan *s, uint32_t i)
{
	const uint64_t day = EVENT_BIT(FIRST_DAY) | EVENT_BIT(LAST_DAY);
	int timex = s->marks[i].timex;
	const struct timex3 *t = &s->in->timexes[timex];
	if (t->type != TIMEX_DATE && t->type != TIMEX_TIME)
		return false;
	while (i > 0 && s->marks[i - 1].timex == timex)
		i--;
	/* "at 8 p.m. (0100 GMT on Friday)" tells one hour twice */
	bool bracket = i > 1 && (event_scan_mark(s, i - 1, '(') || event_scan_mark(s, i - 1, '['));
	if (bracket && t->type == TIMEX_TIME && s->marks[i - 2].timex >= 0 &&
	    s->in->timexes[s->marks[i - 2].timex].type == TIMEX_TIME)
		return false;
	/* "on the last day" is a day of an event; the sentence names or goes on with that event */
	for (; (s->classes & day) && s->marks[i].timex == timex; i++)
		if (event_scan_is(s, i, day))
			return false;
	return !str_ends(t->value, STR("_REF")) && t->value.n;
}

/* "up from 14 per cent a year ago": a number between the word of comparison and the date. */
static bool event_anchor_is_compared(const struct event_scan *s, uint32_t begin)
{
	enum { LONGEST = 7 };
	bool number = false;
	for (uint32_t i = begin; i > event_scan_clause(s, begin)->begin && begin - i < LONGEST; i--) {
		number |= s->tokens[i - 1].kind == TOKEN_NUMBER;
		if (event_scan_is(s, i - 1, EVENT_BIT(COMPARE)))
			return number;
	}
	return false;
}

/* "postponed UNTIL JUNE", "put the vote off TO JUNE": when it will be, no bound. */
static bool event_anchor_is_put_off(const struct event_scan *s, uint32_t begin)
{
	enum { NEAR = 10 };
	if (!(s->classes & EVENT_BIT(PUT_OFF)) || begin == 0 || !event_scan_is(s, begin - 1, EVENT_BIT(SUB) | EVENT_BIT(TO)))
		return false;
	for (uint32_t i = begin - 1; i > 0 && begin - i < NEAR && !event_scan_is(s, i - 1, EVENT_BIT(STOP)); i--)
		if (event_scan_is(s, i - 1, EVENT_BIT(PUT_OFF)))
			return true;
	return false;
}

/* "since THE May 5 vote", "more than IN May": the word that bounds stands before a little word. */
static bool event_anchor_is_led(const struct event_scan *s, uint32_t begin)
{
	if (begin < 2)
		return false;
	if (event_scan_is(s, begin - 1, EVENT_BIT(DET)))
		return event_scan_is(s, begin - 2, EVENT_BIT(TIME_SUB) | EVENT_BIT(COMPARE));
	return event_scan_is(s, begin - 1, EVENT_BIT(ON_DAY)) &&
	       event_scan_is(s, begin - 2, EVENT_BIT(COMPARE) | EVENT_BIT(AS));
}

/* "since 1998", "by June", "extended to June"; not the ends of a range ("from May 23 to 25"). */
static bool event_anchor_is_bound(const struct event_scan *s, uint32_t begin, int timex)
{
	struct interval own = s->in->timexes[timex].when;
	struct interval whole = timex_interval(s->in->timexes, s->in->timex_count, (size_t)timex);
	if (interval_known(own) && (whole.from != own.from || whole.to != own.to))
		return false;
	if (event_anchor_is_put_off(s, begin))
		return false;
	return begin > 0 && (event_scan_is(s, begin - 1, EVENT_BIT(BOUND) | EVENT_BIT(TO)) || event_anchor_is_led(s, begin) ||
			     event_anchor_is_compared(s, begin));
}

/* "the exercise Steel Tide 2018", "ran with Agenda 2030": a bare year right behind a capitalised word, none of the
 * calendar and no event, is part of a name. */
static bool event_anchor_is_name(const struct event_scan *s, uint32_t begin, uint32_t end)
{
	if (end - begin != 1 || begin < 2 || s->sentence->shouting)
		return false;
	const struct token *t = &s->tokens[begin], *name = &s->tokens[begin - 1];
	const struct event_word *w = &s->marks[begin - 1].word;
	bool event = w->noun_strength || w->verb_strength || w->classes;
	return t->kind == TOKEN_NUMBER && t->lower.n == 4 && name->kind == TOKEN_WORD && name->upper_first && !event &&
	       s->marks[begin - 1].timex < 0 && s->marks[begin - 1].place < 0;
}

/* Whether the year of a name dates nothing: the sentence has a date beside it, or the news is of that year. */
static bool event_anchor_is_idle(const struct event_scan *s, const struct event_date *dates, size_t n, size_t i)
{
	struct interval published = s->in->published.when, year = s->in->timexes[dates[i].timex].when;
	bool news = interval_known(published) && interval_known(year) && published.from <= year.to && published.to >= year.from;
	if (!event_anchor_is_name(s, dates[i].begin, dates[i].end))
		return false;
	for (size_t k = 0; k < n && !news; k++)
		news = k != i && !event_anchor_is_name(s, dates[k].begin, dates[k].end);
	return news;
}

size_t event_anchor_dates(const struct event_scan *s, uint32_t begin, uint32_t end, struct event_date out[static EVENT_DATES])
{
	size_t n = 0;
	if (!(s->classes & EVENT_BIT(DATE)))
		return 0;
	for (uint32_t i = begin; i < end && n < EVENT_DATES; i++) {
		if (!event_scan_is(s, i, EVENT_BIT(DATE)) || !event_anchor_is_date(s, i))
			continue;
		int timex = s->marks[i].timex;
		uint32_t from = i;
		while (i + 1 < end && s->marks[i + 1].timex == timex)
			i++;
		/* "June 4 to 5" is one date, of one head */
		if (n && s->in->timexes[timex].range_with == out[n - 1].timex) {
			out[n - 1].end = i + 1;
			continue;
		}
		out[n++] = (struct event_date){
			.timex = timex, .begin = from, .end = i + 1,
			.when = timex_interval(s->in->timexes, s->in->timex_count, (size_t)timex),
			.precision = s->in->timexes[timex].precision, .basis = BASIS_STATED,
			.bound = event_anchor_is_bound(s, from, timex), .put_off = event_anchor_is_put_off(s, from),
		};
	}
	bool idle[EVENT_DATES];
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		idle[i] = event_anchor_is_idle(s, out, n, i);
	for (size_t i = 0; i < n; i++)
		if (!idle[i])
			out[kept++] = out[i];
	return kept;
}

static bool event_anchor_parts(const struct event_scan *s, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(COMMA) | EVENT_BIT(PREP) | EVENT_BIT(DET) | EVENT_BIT(BE) | EVENT_BIT(AND));
}

/* "last month's tense standoff", "a Wednesday media event": the noun right after the date, no stop, no
 * preposition and no verb between them. */
static const struct event_head *event_anchor_attribute(const struct event_scan *s, const struct event_head *heads,
						       size_t count, const struct event_date *date)
{
	const struct event_head *found = NULL;
	/* "warned on Monday profit would lag" */
	bool adverbial = date->begin > 0 && date->end < s->count && event_scan_is(s, date->begin - 1, EVENT_BIT(ON_DAY)) &&
			 s->tokens[date->end - 1].lower.p[0] != '\'' && s->tokens[date->end].lower.p[0] != '\'';
	/* "since the May 5, 1998, attack" */
	bool comma = date->bound && event_anchor_is_led(s, date->begin) && date->end < s->count &&
		     event_scan_is(s, date->end, EVENT_BIT(COMMA));
	for (const struct event_head *h = heads; h < heads + count && !adverbial; h++) {
		if (h->token < date->end)
			continue;
		bool apart = !comma && s->marks[h->token].clause != s->marks[date->begin].clause;
		if (h->verb || h->token - date->end > EVENT_ATTRIBUTE_TOKENS || apart)
			break;
		for (uint32_t i = date->end + comma; i < h->token; i++) {
			if (s->marks[i].timex < 0 && event_anchor_parts(s, i))
				return found;
		}
		found = h;
	}
	return found;
}

static int event_anchor_cost(const struct event_scan *s, const struct event_head *h, const struct event_date *date)
{
	uint32_t d = h->token < date->begin ? date->begin - h->token - h->length : h->token - date->end;
	int apart = (int)s->marks[date->begin].clause - (int)h->clause;
	int cost = (int)d + EVENT_CLAUSE_COST * (apart < 0 ? -apart : apart);
	if (!h->verb)
		cost += (h->strength == STRENGTH_STRONG ? 5 : 9) + (event_head_is_under(s, h->token) ? 3 : 0);
	else if (!h->finite)
		cost += h->forms & FORM_PARTICIPLE ? 3 : 6;
	/* past "and" another verb begins: "met on Monday AND will meet again" */
	for (uint32_t i = date->end; i < h->token && i < date->end + 2; i++)
		cost += event_scan_is(s, i, EVENT_BIT(AND)) ? EVENT_CLAUSE_COST : 0;
	/* "the accord SIGNED on Friday bans": right behind the date the verb of the whole goes on */
	if (h->verb && h->token == date->end && s->marks[h->token].clause == s->marks[date->begin].clause)
		cost += 4;
	/* a reporting verb takes the date that stands at it, and leaves the others to what it reports */
	if (h->verb && h->kind == EVENT_STATEMENT && h->strength == STRENGTH_WEAK)
		cost += d <= 2 ? -3 : 6;
	return cost;
}

/* "The 2011 version of the suite": the year says which, where no noun of an event stands behind it. */
static bool event_anchor_is_which(const struct event_scan *s, const struct event_date *date)
{
	const struct token *year = &s->tokens[date->begin], *thing = &s->tokens[date->end];
	return date->end - date->begin == 1 && year->kind == TOKEN_NUMBER && year->lower.n == 4 && date->begin > 0 &&
	       date->end < s->count && event_scan_is(s, date->begin - 1, EVENT_BIT(DET)) && thing->kind == TOKEN_WORD &&
	       s->marks[date->end].timex < 0 && !event_anchor_parts(s, date->end);
}

/* "was re-elected AFTER BEING ousted in 2009": the date is that of what comes after or before. */
static bool event_anchor_is_parted(const struct event_scan *s, const struct event_head *h, const struct event_date *date)
{
	for (uint32_t i = h->token + h->length; i + 2 < date->begin; i++)
		if (event_scan_is(s, i, EVENT_BIT(TIME_SUB)) && event_scan_is_ing(s, i + 1))
			return true;
	return false;
}

/* May the head be the date's by where it stands? */
static bool event_anchor_may_have(const struct event_scan *s, const struct event_head *h, const struct event_date *date)
{
	bool inside = h->token >= date->from && h->token < date->to;
	return !(date->to && inside != date->inside) && !event_anchor_is_parted(s, h, date);
}

const struct event_head *event_anchor_head(const struct event_scan *s, const struct event_head *heads, size_t count,
					   const struct event_date *date, bool *noun)
{
	const struct event_head *best = date->to ? NULL : event_anchor_attribute(s, heads, count, date);
	/* "In a May 1 statement, the ministry said": what was done in it is the event */
	bool front = best && best->token < EVENT_FRONT_TOKENS;
	const struct event_head *verb = front && best->strength == STRENGTH_WEAK && !date->bound &&
							event_head_is_under(s, best->token)
						? event_head_governor(heads, count, best)
						: NULL;
	if (verb && verb->finite) {
		*noun = false;
		return verb;
	}
	*noun = best != NULL;
	if (best || date->bound || event_anchor_is_which(s, date))
		return best;
	int least = EVENT_FAR;
	/* a clause whose own verb is none of ours keeps its date: "whose term expires in October" */
	uint16_t clause = s->marks[date->begin].clause;
	bool closed = !date->put_off && event_scan_is(s, event_scan_first(s, date->begin)->begin, EVENT_BIT(SUB));
	for (const struct event_head *h = heads; h < heads + count; h++) {
		if ((!h->verb && h->strength == STRENGTH_SUPPORT) || !event_anchor_may_have(s, h, date))
			continue;
		int cost = event_anchor_cost(s, h, date);
		if (date->put_off && !event_scan_is(s, h->token, EVENT_BIT(PUT_OFF)))
			continue;
		if (cost < least && (!closed || h->clause == clause)) {
			least = cost;
			best = h;
		}
	}
	return best;
}

/* The length that stands before the head ("a two-day meeting") or after its verb of ending ("concluded
 * after two days"). */
static int event_anchor_length(const struct event_scan *s, const struct event_head *head, bool ends)
{
	const struct event_clause *c = event_scan_clause(s, head->token);
	if (!(s->classes & EVENT_BIT(DATE)))
		return 0;
	for (uint32_t i = c->begin; i < c->end; i++) {
		if (s->marks[i].timex < 0)
			continue;
		bool near = i < head->token && head->token - i <= EVENT_ATTRIBUTE_TOKENS;
		int days = timex_days(&s->in->timexes[s->marks[i].timex]);
		if (i + 1 < c->end && event_scan_is(s, i + 1, EVENT_BIT(TIME_SUB))) /* "two days after the vote" */
			continue;
		if ((near || ends) && days > 1 && days <= EVENT_LONGEST_DAYS)
			return days;
	}
	return 0;
}

struct interval event_anchor_stretch(const struct event_scan *s, const struct event_head *head,
				     const struct event_head *verb, struct interval when)
{
	bool ends = verb && event_scan_is(s, verb->token, EVENT_BIT(ENDS));
	int days = event_anchor_length(s, head, ends);
	if (!interval_known(when) || when.from != when.to || days < 2)
		return when;
	if (ends)
		return (struct interval){when.from - days + 1, when.to};
	return (struct interval){when.from, when.to + days - 1};
}
