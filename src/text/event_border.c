#include "config.h"

#include "text/event_border.h"

#include "text/event_phrase.h"

bool event_border_is_adverb(const struct event_scan *s, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(ADVERB) | EVENT_BIT(NOT)) || event_scan_looks(s, i, LOOKS_ADVERB);
}

/* Whether picked token k needs what follows it: a participle that describes a noun ("signed BY"), a bare verb ("to serve
 * AS"). */
static bool event_border_is_open(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	uint32_t i = p->token[k];
	const struct event_word *w = &s->marks[i].word;
	if (k <= p->head || s->tokens[i].kind != TOKEN_WORD || s->tokens[i].upper_first)
		return false;
	if (w->forms == FORM_BASE && !w->noun_strength && !(w->classes & EVENT_BIT(THING)))
		return true;
	size_t b = k;
	while (b > 1 && event_border_is_adverb(s, p->token[b - 1]))
		b--;
	if (event_scan_is(s, p->token[b - 1],
			  EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(AND) | EVENT_BIT(TO) | EVENT_BIT(PRONOUN)))
		return false;
	if (!w->known)
		return event_scan_looks(s, i, LOOKS_PAST);
	return w->acts && (w->forms & (FORM_ING | FORM_PARTICIPLE));
}

/* Whether the "and" at picked token k joins two that belong together: "both Chad and Niger", "between 2 and 5 years". */
static bool event_border_is_pair(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	enum { NEAR = 6 };
	for (size_t b = k; b > 0 && k - b < NEAR; b--) {
		uint32_t i = p->token[b - 1];
		if ((event_scan_is(s, i, EVENT_BIT(ADVERB)) && event_scan_is(s, i, EVENT_BIT(DET))) ||
		    (event_scan_is(s, i, EVENT_BIT(PREP)) && event_scan_is(s, i, EVENT_BIT(BETWEEN))))
			return !event_scan_is(s, i, EVENT_BIT(OF));
		if (event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(MARK)))
			return false;
	}
	return false;
}

/* "asked Chad TO close": whether nothing but what the head is done to stands between it and the "to" at picked token k. */
static bool event_border_is_asked(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	for (size_t b = p->head + 1; b < k; b++)
		if (event_scan_is(s, p->token[b], EVENT_BIT(PREP) | EVENT_BIT(STOP) | EVENT_JOINING))
			return false;
	return p->head + 1 < k;
}

/* Whether the "to" at picked token k goes with the word before it: "agreed TO", "are unlikely TO", "more than TO". */
static bool event_border_is_bound(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	uint32_t before = p->token[k - 1];
	if (event_scan_is(s, before, EVENT_BIT(ABOUT) | EVENT_BIT(WISH)))
		return true;
	/* "was sent | to Lima" */
	const struct event_word *next = k + 1 < p->n ? &s->marks[p->token[k + 1]].word : NULL;
	if (!next || !next->verb_strength || !(next->forms & FORM_BASE))
		return false;
	if (s->marks[before].word.acts || event_border_is_asked(s, p, k))
		return true;
	size_t b = k - 1;
	while (b > 1 && event_border_is_adverb(s, p->token[b - 1]))
		b--;
	return b > 0 && event_scan_is(s, p->token[b - 1], EVENT_BIT(BE)) && !s->tokens[before].upper_first;
}

/* Whether the comma at picked token k parts a subject from its verb: "Ana Diaz, a clerk, | HAS". */
static bool event_border_is_subject(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	uint32_t next = p->token[k] + 1;
	bool verb = event_scan_is(s, next, EVENT_BIT(TENSE)) && !s->marks[next].word.reports;
	for (size_t b = 0; b < k && verb; b++)
		verb = !event_scan_is(s, p->token[b], EVENT_BIT(TENSE)) || event_phrase_is_reduced(s, p->token[b]);
	return verb;
}

/* Whether picked token k goes with what stands before it: "in order | TO", "a year | AND a half", "what it describes | AS". */
static bool event_border_is_joint(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	uint32_t i = p->token[k];
	for (uint32_t b = 1; b <= 2 && b <= i; b++)
		if (s->marks[i - b].phrase && s->marks[i - b].length > b &&
		    (event_scan_is(s, i - b, EVENT_BIT(TO) | EVENT_BIT(PREP)) || event_scan_names(s, i - b, EVENT_SORT(TOPIC))))
			return true;
	if (i > 0 && event_scan_is(s, i, EVENT_BIT(AND)) && s->marks[i - 1].timex >= 0 &&
	    event_scan_is(s, i + 1, EVENT_BIT(SINGULAR)))
		return true;
	if (i > 0 && event_scan_is(s, i, EVENT_BIT(AS)) && s->marks[i - 1].word.acts &&
	    s->marks[i].clause == s->marks[i - 1].clause)
		return true;
	/* "said [on Monday] | it would" */
	uint32_t said = k ? p->token[k - 1] : i;
	if (k && s->marks[said].word.reports && event_scan_is(s, said, EVENT_BIT(TENSE)) && !event_scan_is(s, i, EVENT_BIT(MARK)) &&
	    !(k > 1 && event_scan_is(s, p->token[k - 2], EVENT_BIT(BE))))
		return true;
	return k && (event_border_is_open(s, p, k - 1) || s->tokens[p->token[k - 1]].lower.p[0] == '\'');
}

/* The same before a preposition or a word that joins clauses. */
static enum event_border event_border_word(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	uint32_t i = p->token[k];
	/* "fell | DUE TO a fire" */
	uint32_t topic = event_scan_names(s, i, EVENT_SORT(TOPIC)) ? i + s->marks[i].length - 1 : i;
	if (topic > i && event_scan_is(s, topic, EVENT_BIT(TO)))
		return BORDER_FIRM;
	if (!event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(SUB)) || event_scan_is(s, i, EVENT_BIT(DET) | EVENT_BIT(ABOUT)))
		return BORDER_NONE;
	/* "opened a road to press | FOR talks" */
	if (k > 1 && event_scan_is(s, p->token[k - 2], EVENT_BIT(TO)) && (s->marks[p->token[k - 1]].word.forms & FORM_BASE))
		return BORDER_NONE;
	/* "the ties | BETWEEN Chad and Mali", not "in Lima | WITH ten men" */
	bool with = k && event_scan_is(s, i, EVENT_BIT(PREP)) && event_scan_is(s, i, EVENT_BIT(BETWEEN)) &&
		    !event_scan_is(s, p->token[k - 1], EVENT_BIT(PLACE));
	return with ? BORDER_WEAK : BORDER_FIRM;
}

/* The same before a comma, "and" or another mark. */
static enum event_border event_border_mark(const struct event_scan *s, const struct event_pick *p, size_t k, bool verb)
{
	uint32_t i = p->token[k];
	if (event_scan_is(s, i, EVENT_BIT(COMMA)))
		return event_phrase_is_list(s, i, p->token[p->n - 1] + 1) ? BORDER_WEAK
		       : event_border_is_subject(s, p, k)	       ? BORDER_NONE
								       : BORDER_FIRM;
	if (event_scan_is(s, i, EVENT_BIT(AND)))
		return event_border_is_pair(s, p, k)		     ? BORDER_NONE
		       : verb					     ? BORDER_FIRM
		       : k && s->tokens[p->token[k - 1]].upper_first ? BORDER_TO
								     : BORDER_WEAK;
	bool mark = event_scan_mark(s, i, ';') || event_scan_mark(s, i, '(') ||
		    (event_scan_mark(s, i, '-') && s->tokens[i].space_before) ||
		    (event_scan_mark(s, i, '.') && (k + 1 >= p->n || s->tokens[p->token[k + 1]].space_before));
	return mark ? BORDER_FIRM : BORDER_NONE;
}

/* Whether picked token k stands within what a hyphen joins. */
static bool event_border_is_compound(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	return ((k && event_scan_mark(s, p->token[k - 1], '-')) ||
		(k + 1 < p->n && event_scan_mark(s, p->token[k + 1], '-'))) &&
	       !s->tokens[p->token[k]].space_before;
}

enum event_border event_border_before(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	if (k >= p->n)
		return BORDER_FIRM;
	uint32_t i = p->token[k];
	if (event_border_is_joint(s, p, k))
		return BORDER_NONE;
	const struct event_word *next = k + 1 < p->n ? &s->marks[p->token[k + 1]].word : NULL;
	bool verb = next && next->acts;
	/* "accused the ministry [on Monday] OF hiding", "banned it FROM fishing" */
	bool gerund = verb && next->forms == FORM_ING && event_scan_is(s, i, EVENT_BIT(PREP)) &&
		      !event_scan_is(s, i, EVENT_BIT(TIME_SUB));
	uint32_t left = k ? p->token[k - 1] + 1 : i; /* the first token that was left out, if any */
	if (left < i && event_scan_is(s, left, EVENT_BIT(COMMA)))
		return BORDER_FIRM;
	if (gerund || event_scan_is(s, i, EVENT_BIT(OF)))
		return BORDER_NONE;
	if (event_scan_is(s, i, EVENT_BIT(TO)))
		return k > p->head + 2 && !event_border_is_bound(s, p, k) ? BORDER_TO : BORDER_NONE;
	/* what stands in parentheses or between quotes seldom ends a phrase: "Norda (NOR.L) shares", "a "large" sum" */
	if (left < i && !event_scan_mark(s, left, '(') && !event_scan_mark(s, left, '"'))
		return BORDER_FIRM;
	bool participle = next && (!s->marks[i].word.known || (s->marks[i].word.forms & FORM_PARTICIPLE)) &&
			  event_border_is_open(s, p, k);
	if (participle && event_scan_is(s, p->token[k + 1], EVENT_BIT(PREP)) && !event_border_is_adverb(s, i - 1))
		return BORDER_WEAK;
	if (event_border_is_compound(s, p, k))
		return BORDER_NONE;
	return event_scan_is(s, i, EVENT_BIT(MARK) | EVENT_BIT(AND)) ? event_border_mark(s, p, k, verb)
								     : event_border_word(s, p, k);
}
