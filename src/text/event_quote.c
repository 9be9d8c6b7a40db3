#include "config.h"

#include "text/event_quote.h"

#include <string.h>

enum {
	EVENT_QUOTE_SPEAKER = 10, /* tokens of who speaks */
	EVENT_QUOTE_HEARER = 4,   /* of who is told */
	EVENT_QUOTE_ASIDE = 20,   /* of what may stand between the speaker and the verb */
};

/* Who says a quotation, the verb, and who is told: tokens of the sentence. */
struct event_quote {
	uint32_t token[EVENT_QUOTE_SPEAKER + 1 + EVENT_QUOTE_HEARER];
	size_t n;
};

/* A verb that reports, where it has a tense. */
static bool event_quote_reports(const struct event_scan *s, uint32_t i)
{
	return s->marks[i].word.reports && event_scan_is(s, i, EVENT_BIT(TENSE)) &&
	       !(i > 0 && event_scan_is(s, i - 1, EVENT_BIT(BE)));
}

static bool event_quote_stops(const struct event_scan *s, uint32_t i)
{
	const uint64_t stops = EVENT_BIT(PREP) | EVENT_BIT(DATE) | EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(THAT) |
			       EVENT_BIT(ADVERB) | EVENT_BIT(AND) | EVENT_BIT(AT_DATE);
	if (event_scan_is(s, i, EVENT_BIT(MARK)))
		return !event_scan_mark(s, i, '-') && !event_scan_mark(s, i, '.') && !event_scan_mark(s, i, '&') &&
		       s->tokens[i].lower.p[0] != '\'';
	return event_scan_is(s, i, stops) && !event_scan_is(s, i, EVENT_BIT(OF));
}

/* Adds the words from token i on, up to `end`, that no phrase or date parts, without the codes in brackets between them. */
static void event_quote_add(const struct event_scan *s, uint32_t i, uint32_t end, uint32_t most, struct event_quote *q)
{
	for (size_t first = q->n; i < end && q->n - first < most; i++) {
		uint32_t close = i;
		while (event_scan_mark(s, i, '(') && close < end && !event_scan_mark(s, close, ')'))
			close++;
		if (close > i && close < end) {
			i = close;
			continue;
		}
		if (event_quote_stops(s, i))
			break;
		q->token[q->n++] = i;
	}
	if (q->n && event_scan_mark(s, q->token[q->n - 1], '.'))
		q->n--;
}

/* Behind a closing quotation mark, from token i on: "SAID ANA DIAZ", or "ANA DIAZ, the mayor, TOLD REPORTERS". */
static bool event_quote_said(const struct event_scan *s, const struct event_scope *c, uint32_t i, struct event_quote *q)
{
	uint32_t verb = i;
	while (verb < c->end && verb - i < EVENT_QUOTE_ASIDE && !event_quote_reports(s, verb) && !event_scan_mark(s, verb, '"'))
		verb++;
	if (verb >= c->end || !event_quote_reports(s, verb))
		return false;
	bool inverted = verb == i;
	q->n = 0;
	event_quote_add(s, inverted ? i + 1 : i, inverted ? c->end : verb, EVENT_QUOTE_SPEAKER, q);
	if (!q->n)
		return false;
	q->token[q->n++] = verb;
	size_t told = q->n;
	if (!inverted)
		event_quote_add(s, verb + 1, c->end, EVENT_QUOTE_HEARER, q);
	/* "said | the bank would pay" */
	if (event_scan_has(s, verb + 1, q->token[q->n - 1] + 2, EVENT_BIT(TENSE)))
		q->n = told;
	return true;
}

/* Who says what a quotation mark behind token `last` closes that the sentence began with, or the one before. */
static bool event_quote_find(const struct event_scan *s, const struct event_scope *c, uint32_t last, struct event_quote *q)
{
	uint32_t i = last + 1;
	while (i < c->end && !s->marks[i].word.reports && !event_scan_mark(s, i, '"'))
		i++;
	if (i + 1 >= c->end || !event_scan_mark(s, i, '"'))
		return false;
	unsigned marks = 0;
	for (uint32_t k = c->begin; k <= last; k++)
		marks += event_scan_mark(s, k, '"');
	if (marks % 2 && !event_scan_mark(s, c->begin, '"'))
		return false;
	bool before = event_scan_is(s, i - 1, EVENT_BIT(COMMA)), behind = event_scan_is(s, i + 1, EVENT_BIT(COMMA));
	return (before || behind) && event_quote_said(s, c, i + 1 + (!before && behind), q);
}

void event_quote_lead(const struct event_scan *s, const struct event_scope *c, struct event_pick *p)
{
	uint32_t last = 0;
	bool acts = false; /* "the offer" is not what was said */
	for (size_t k = p->first; k < p->last; k++) {
		if (s->marks[p->token[k]].word.reports)
			return;
		const struct event_word *w = &s->marks[p->token[k]].word;
		acts |= event_scan_is(s, p->token[k], EVENT_BIT(TENSE) | EVENT_AUXILIARY | EVENT_BIT(HE)) ||
			(w->verb_strength && !w->noun_strength && !(w->classes & EVENT_BIT(THING)));
		last = p->token[k] > last ? p->token[k] : last;
	}
	struct event_quote q;
	size_t kept = p->last - p->first;
	if (!acts || !event_quote_find(s, c, last, &q) || q.n + kept > EVENT_PICK_TOKENS)
		return;
	memmove(p->token + q.n, p->token + p->first, kept * sizeof *p->token);
	memcpy(p->token, q.token, q.n * sizeof *p->token);
	p->first = 0;
	p->last = q.n + kept;
}
