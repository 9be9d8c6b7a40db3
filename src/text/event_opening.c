#include "config.h"

#include "text/event_opening.h"

#include "text/event_phrase.h"

uint32_t event_opening_report(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 16 };
	bool said = false;
	for (uint32_t k = i; k < s->count && k - i < LONGEST; k++) {
		if (event_scan_is(s, k, EVENT_BIT(COMMA)))
			return said ? k : i;
		if (said && event_scan_is(s, k, EVENT_BIT(TENSE) | EVENT_BIT(THAT) | EVENT_BIT(SUB)))
			return i;
		said |= s->marks[k].word.reports && s->marks[k].timex < 0;
	}
	return said && s->count - i < LONGEST ? s->count : i;
}

/* ", unveiled in April, WILL PAY": whether a verb goes on behind the comma that follows token i. */
static bool event_opening_goes_on(const struct event_scan *s, uint32_t i)
{
	enum { NEAR = 3 };
	while (i < s->count && (!event_scan_is(s, i, EVENT_BIT(COMMA)) || event_scan_joins_places(s, i)))
		i++;
	for (uint32_t k = i + 1; k < s->count && k - i <= NEAR; k++)
		if (event_scan_is(s, k, EVENT_BIT(TENSE) | EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(DET)))
			return event_scan_is(s, k, EVENT_BIT(TENSE));
	return false;
}

bool event_opening_is_participle(const struct event_scan *s, uint32_t i, bool verb)
{
	const struct event_word *w = &s->marks[i].word;
	bool said = w->verb_kind == EVENT_STATEMENT && w->verb_strength == STRENGTH_WEAK;
	bool participle = w->known ? (w->forms & FORM_PARTICIPLE) && !w->noun_strength && !said
				   : event_scan_looks(s, i, LOOKS_PAST);
	return participle && event_scan_is(s, i + 1, EVENT_BIT(DATE) | EVENT_BIT(PREP)) &&
	       (verb || event_scan_is_passive(s, i) || event_opening_goes_on(s, i));
}

bool event_opening_is_doing(const struct event_scan *s, uint32_t i)
{
	bool ing = i > s->body && event_scan_looks(s, i, LOOKS_ING) && !s->marks[i].word.known && !s->tokens[i].upper_first;
	return ing && event_scan_is(s, i - 1, EVENT_BIT(COMMA)) &&
	       event_scan_is(s, i + 1, EVENT_BIT(DET) | EVENT_BIT(PLACE) | EVENT_BIT(DATE));
}

uint32_t event_opening_past_aside(const struct event_scan *s, uint32_t k)
{
	enum { LONGEST = 14 };
	bool bracket = event_scan_mark(s, k, '('), relative = event_scan_is(s, k + 1, EVENT_BIT(SUB));
	if (!bracket && !event_scan_is(s, k, EVENT_BIT(COMMA)))
		return k;
	for (uint32_t i = k + 1; i < s->count && i - k < LONGEST; i++) {
		if (bracket ? event_scan_mark(s, i, ')')
			    : event_scan_is(s, i, EVENT_BIT(COMMA)) && !event_scan_joins_places(s, i))
			return i;
		if (!bracket && !relative && event_scan_is(s, i, EVENT_BIT(TENSE) | EVENT_BIT(AND) | EVENT_BIT(STOP)))
			return k;
	}
	return k;
}

bool event_opening_is_while(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 24 };
	uint32_t first = i + event_scan_length(s, i, EVENT_BIT(AS)); /* "even as" is two */
	for (uint32_t k = first; k < s->count && k - i < LONGEST; k++) {
		uint32_t past = event_opening_past_aside(s, k);
		if (past == k && event_scan_is(s, k, EVENT_BIT(MARK)) && !event_scan_mark(s, k, '-') &&
		    s->tokens[k].lower.p[0] != '\'' &&
		    !(event_scan_is(s, k, EVENT_BIT(COMMA)) &&
		      (event_scan_joins_places(s, k) || event_phrase_is_list(s, k, s->count))))
			return false;
		k = past;
		if (event_scan_is(s, k, EVENT_BIT(SUB) | EVENT_BIT(THAT) | EVENT_BIT(TIME_SUB) | EVENT_BIT(TO) | EVENT_BIT(AS)))
			return false;
		/* "as miners BLOCK the" */
		if (event_scan_is(s, k, EVENT_BIT(TENSE)) ||
		    (s->marks[k].word.bare && event_scan_looks(s, k - 1, LOOKS_PLURAL)))
			return k > first;
	}
	return false;
}

bool event_opening_is_main(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 10 };
	bool name = s->tokens[i].upper_first && !s->sentence->shouting;
	if (!name && !event_scan_is(s, i, EVENT_BIT(DET) | EVENT_BIT(PRONOUN) | EVENT_BIT(PLACE)))
		return false;
	for (uint32_t k = i + 1; k < s->count && k - i < LONGEST; k++)
		if (event_scan_is(s, k, EVENT_BIT(COMMA) | EVENT_BIT(AND) | EVENT_BIT(TENSE)))
			return !event_scan_is(s, k, EVENT_BIT(COMMA) | EVENT_BIT(AND));
	return false;
}

bool event_opening_is_plain(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 10 };
	const uint64_t walls = EVENT_JOINING | EVENT_BIT(MARK) | EVENT_BIT(PRONOUN) | EVENT_BIT(TO);
	if (s->tokens[i].kind != TOKEN_WORD || s->marks[i].word.acts || event_scan_looks(s, i, LOOKS_PAST | LOOKS_ING) ||
	    event_scan_is(s, i,
			  walls | EVENT_BIT(PREP) | EVENT_BIT(DATE) | EVENT_BIT(NOT) | EVENT_BIT(ADVERB) | EVENT_BIT(ALSO)))
		return false;
	for (uint32_t k = i + 1; k < s->count && k - i < LONGEST; k++)
		if (event_scan_is(s, k, walls | EVENT_BIT(TENSE))) {
			bool participle = (s->marks[k].word.forms & FORM_PARTICIPLE) &&
					  event_scan_is(s, k + 1, EVENT_BIT(PREP) | EVENT_BIT(DATE));
			return event_scan_is(s, k, EVENT_BIT(TENSE)) &&
			       (!participle || event_scan_is(s, i - 2, EVENT_BIT(DATE) | EVENT_BIT(PLACE) | EVENT_BIT(TENSE)));
		}
	return false;
}

bool event_opening_is_verb_behind(const struct event_scan *s, uint32_t and)
{
	enum { ADVERBS = 2 };
	if (!event_scan_is(s, and, EVENT_BIT(AND)))
		return false;
	uint32_t i = and + 1;
	while (i < s->count && i - and <= ADVERBS &&
	       (event_scan_is(s, i, EVENT_BIT(ADVERB)) || event_scan_looks(s, i, LOOKS_ADVERB)))
		i++;
	bool unknown = i < s->count && !s->marks[i].word.known && !s->tokens[i].upper_first &&
		       event_scan_looks(s, i, LOOKS_PAST);
	return unknown || event_scan_is(s, i, EVENT_BIT(TENSE));
}
