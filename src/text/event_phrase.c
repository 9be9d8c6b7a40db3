#include "config.h"

#include "text/event_phrase.h"

uint32_t event_phrase_group(const struct event_scan *s, uint32_t begin, uint32_t verb)
{
	enum { LONGEST = 6 };
	uint32_t group = verb;
	for (uint32_t i = verb; i > begin && verb - i < LONGEST; i--) {
		if (event_scan_is(s, i - 1,
				  EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(DO) | EVENT_BIT(WILL) | EVENT_BIT(MAY) |
					  EVENT_BIT(TO)))
			group = i - 1;
		else if (event_scan_is(s, i - 1,
				       EVENT_BIT(COMMA) | EVENT_BIT(PREP) | EVENT_BIT(DEFINITE) | EVENT_BIT(SINGULAR) |
					       EVENT_BIT(SUB) | EVENT_BIT(PRONOUN)))
			break;
	}
	return group;
}

/* A word that is nothing but a verb, of the tables or by its ending; after a determiner it only describes: "the
 * armed men". */
static bool event_phrase_is_verb(const struct event_scan *s, uint32_t i, uint32_t first)
{
	const struct event_word *w = &s->marks[i].word;
	/* "the LOWER-cost chain" */
	if ((event_scan_mark(s, i + 1, '-') && !s->tokens[i + 1].space_before) ||
	    (i > 0 && event_scan_mark(s, i - 1, '-') && !s->tokens[i].space_before))
		return false;
	if (i > first && event_scan_is(s, i - 1, EVENT_BIT(DET)) && !event_scan_is(s, i - 1, EVENT_BIT(PRONOUN)))
		return false;
	/* "piracy, smuggling and fraud" */
	if (w->verb_strength && w->forms == FORM_ING)
		return event_scan_is(s, i + 1, EVENT_BIT(DET));
	if (w->verb_strength)
		return !w->noun_strength && !(w->classes & EVENT_BIT(THING));
	return !w->known && !s->tokens[i].upper_first && event_scan_looks(s, i, LOOKS_PAST);
}

bool event_phrase_is_currency(const struct event_scan *s, uint32_t i)
{
	const uint64_t stops = EVENT_BIT(STOP);
	bool glued = i + 1 < s->count && s->tokens[i + 1].kind == TOKEN_NUMBER && !s->tokens[i + 1].space_before;
	return glued && event_scan_is(s, i, EVENT_BIT(MARK)) && !event_scan_is(s, i, stops) && !event_scan_mark(s, i, '-') &&
	       !event_scan_mark(s, i, '/') && !event_scan_mark(s, i, '.') && s->tokens[i].lower.p[0] != '\'';
}

/* Whether no noun phrase reaches over token i: verbs, words that join clauses, dates, stops. */
static bool event_phrase_is_wall(const struct event_scan *s, uint32_t i, uint32_t first, uint32_t end)
{
	const struct token *t = &s->tokens[i];
	if (event_phrase_is_currency(s, i))
		return false;
	if (t->kind == TOKEN_MARK)
		return !event_scan_mark(s, i, '-') && t->lower.p[0] != '\'' &&
		       !(event_scan_is(s, i, EVENT_BIT(COMMA)) && event_phrase_is_list(s, i, end));
	enum timex_type type = s->marks[i].timex >= 0 ? s->in->timexes[s->marks[i].timex].type : TIMEX_DURATION;
	bool date = type != TIMEX_DURATION && type != TIMEX_SET;
	if (date || event_phrase_is_verb(s, i, first))
		return true;
	/* "say THAT the pump" */
	if (event_scan_is(s, i, EVENT_BIT(THAT)) && (event_scan_is(s, i + 1, EVENT_BIT(DET)) || s->tokens[i + 1].upper_first))
		return true;
	/* "and the treaty that" begins a phrase of its own */
	if (event_scan_is(s, i, EVENT_BIT(AND)))
		return event_scan_is(s, i + 1, EVENT_BIT(DET)) || i == first || event_phrase_is_verb(s, i - 1, first);
	return event_scan_is(s, i,
			     EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY) | EVENT_BIT(SUB) |
				     EVENT_BIT(TIME_SUB) | EVENT_BIT(IF) | EVENT_BIT(TO) | EVENT_BIT(PRONOUN) |
				     EVENT_BIT(ADVERB) | EVENT_BIT(AS)) &&
	       !event_scan_is(s, i, EVENT_BIT(DET) | EVENT_BIT(OF));
}

uint32_t event_phrase_noun(const struct event_scan *s, uint32_t first, uint32_t end)
{
	enum { LONGEST = 14 };
	uint32_t begin = end;
	for (uint32_t i = end; i > first && end - i < LONGEST; i--) {
		uint32_t k = i - 1;
		/* ", BLAMING rebels, who" */
		bool opens = event_scan_is_ing(s, k) && event_scan_clause(s, k)->begin == k;
		if (opens || event_phrase_is_wall(s, k, first, end))
			break;
		if (event_scan_is(s, k, EVENT_BIT(MARK) | EVENT_BIT(AND) | EVENT_BIT(PREP)) && !event_phrase_is_currency(s, k))
			continue;
		begin = k;
		bool whole = event_scan_is(s, k, EVENT_BIT(DET)) &&
			     (k == first || !event_scan_is(s, k - 1, EVENT_BIT(OF) | EVENT_BIT(DET)));
		if (whole)
			break;
	}
	return begin;
}

bool event_phrase_is_list(const struct event_scan *s, uint32_t comma, uint32_t end)
{
	enum { ITEM = 4, ITEMS = 40 };
	if (comma + 1 >= end || event_scan_is(s, comma + 1, EVENT_BIT(DET)))
		return false;
	for (uint32_t i = comma + 1, words = 0; i < end && i - comma < ITEMS; i++) {
		if (event_scan_is(s, i, EVENT_BIT(AND)))
			return words > 0;
		if (event_scan_is(s, i, EVENT_BIT(COMMA)) && words) {
			words = 0;
			continue;
		}
		if (s->tokens[i].kind != TOKEN_WORD || ++words > ITEM ||
		    event_scan_is(s, i,
				  EVENT_BIT(DATE) | EVENT_BIT(TENSE) | EVENT_BIT(PREP) | EVENT_BIT(SUB) | EVENT_BIT(PRONOUN) |
					  EVENT_BIT(TO)))
			return false;
	}
	return false;
}

bool event_phrase_object(const struct event_scan *s, uint32_t first, uint64_t classes, event_sorts sorts)
{
	enum { LONGEST = 7 };
	if (first >= s->count || first == 0)
		return false;
	uint32_t end = event_scan_clause(s, first - 1)->end, last = UINT32_MAX;
	if (first < end && event_scan_is(s, first, EVENT_BIT(PREP)))
		first++;
	for (uint32_t i = first; i < end && i - first < LONGEST; i++) {
		bool mark = s->tokens[i].kind == TOKEN_MARK && s->tokens[i].lower.p[0] != '\'' && !event_scan_mark(s, i, '-');
		bool joins = event_scan_is(s, i,
					   EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(TO) | EVENT_BIT(THAT));
		if (mark || s->marks[i].timex >= 0 || event_scan_is(s, i, EVENT_BIT(TENSE)) ||
		    (joins && !event_scan_is(s, i, EVENT_BIT(DET))))
			break;
		last = i;
	}
	return last != UINT32_MAX && (event_scan_is(s, last, classes) || event_scan_names(s, last, sorts));
}

bool event_phrase_is_reduced(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 30 };
	const struct event_word *w = &s->marks[i].word;
	bool participle = w->known ? (w->forms & FORM_PARTICIPLE) && (w->forms & FORM_PAST)
				   : event_scan_looks(s, i, LOOKS_PAST);
	if (!participle || !event_scan_is(s, i + 1, EVENT_BIT(PREP) | EVENT_BIT(DATE)))
		return false;
	for (uint32_t k = i + 1; k < s->count && k - i < LONGEST &&
				 !event_scan_is(s, k,
						EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(THAT) | EVENT_BIT(AS) |
							EVENT_BIT(TIME_SUB) | EVENT_BIT(PRONOUN));
	     k++)
		if (event_scan_is(s, k, EVENT_AUXILIARY) && event_scan_is(s, k, EVENT_BIT(TENSE)))
			return true;
	return false;
}

uint32_t event_phrase_preposition(const struct event_scan *s, uint32_t token)
{
	enum { PHRASE = 6 };
	for (uint32_t k = token; k > 0 && token - k < PHRASE; k--) {
		/* "set OFF an explosion" */
		bool particle = k > 1 && s->marks[k - 2].phrase && s->marks[k - 2].phrase->verb_strength;
		if (particle || s->marks[k - 1].word.acts || event_scan_is(s, k - 1, EVENT_BIT(MARK)))
			break;
		if (event_scan_is(s, k - 1, EVENT_BIT(PREP)))
			return k - 1;
	}
	return UINT32_MAX;
}
