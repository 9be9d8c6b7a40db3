#include "config.h"

#include "text/event_subject.h"

#include "text/event_phrase.h"
#include "text/event_range.h"

enum { EVENT_SUBJECT_LONGEST = 8 }; /* tokens of a subject that can stand for a pronoun */

bool event_subject_is_pronoun(const struct event_scan *s, uint32_t token)
{
	return event_scan_is(s, token, EVENT_BIT(PRONOUN)) && event_scan_is(s, token, EVENT_BIT(HE)) &&
	       !event_scan_is(s, token, EVENT_BIT(DET));
}

/* "Ana Diaz", "Prime Minister Juan Soto" */
static bool event_subject_is_person(const struct event_scan *s, const struct event_subject *p)
{
	unsigned names = 0;
	for (uint32_t i = p->begin; i < p->end; i++) {
		/* "doctors treating Ana Diaz" are several */
		if (event_scan_is_ing(s, i) || event_scan_names(s, i, EVENT_SORT(FIRM)) ||
		    event_scan_is(s, i, EVENT_BIT(AND)) || event_scan_mark(s, i, '&'))
			return false;
		names = s->tokens[i].upper_first && !event_scan_is(s, i, EVENT_BIT(PLACE) | EVENT_BIT(DET)) ? names + 1 : 0;
	}
	return names >= 2;
}

static bool event_subject_is_plural(const struct event_scan *s, const struct event_subject *p)
{
	bool capital = s->tokens[p->end - 1].upper_first;
	for (uint32_t i = p->begin; i < p->end; i++) {
		/* "the House Energy and Trade Committee" is one */
		if (event_scan_is(s, i, EVENT_BIT(AND)) && !(capital && event_scan_names(s, p->end - 1, EVENT_SORT(FIRM))))
			return true;
	}
	return !capital && event_scan_looks(s, p->end - 1, LOOKS_PLURAL);
}

/* "the bank", "Norda Corp", "Chile", "Norda" */
static bool event_subject_is_thing(const struct event_scan *s, const struct event_subject *p)
{
	if (event_scan_is(s, p->begin, EVENT_BIT(DEFINITE)) && !s->tokens[p->end - 1].upper_first)
		return !event_scan_names(s, p->end - 1, EVENT_SORT(PERSON));
	for (uint32_t i = p->begin; i < p->end; i++)
		if (event_scan_names(s, i, EVENT_SORT(FIRM)))
			return true;
	if (s->marks[p->end - 1].place >= 0)
		return p->end - p->begin <= 2;
	/* "Pumps were sold": a capital that began its sentence tells nothing */
	bool common = p->begin == s->body && !s->tokens[p->begin].upper_all && (s->marks[p->begin].word.known || event_scan_looks(s, p->begin, LOOKS_PLURAL));
	return p->end - p->begin == 1 && s->tokens[p->begin].upper_first && !common;
}

/* Where the name of the firm begins that ends a subject, or its end: "Norda Corp", "Norda ( NRD.N )", of "shares of Norda Corp"
 * the last two; not "the court". */
static uint32_t event_subject_firm(const struct event_scan *s, const struct event_subject *p)
{
	uint32_t last = p->end - 1, begin = p->begin;
	if (!s->tokens[last].upper_first || event_scan_is(s, last, EVENT_BIT(PLACE)) ||
	    !(event_scan_names(s, last, EVENT_SORT(FIRM)) || event_scan_mark(s, p->end, '(')))
		return p->end;
	for (uint32_t i = begin + 1; i < last; i++)
		if (event_scan_is(s, i, EVENT_BIT(OF)) && (!s->tokens[i - 1].upper_first || event_scan_looks(s, i - 1, LOOKS_PLURAL)))
			begin = i + 1;
	return begin;
}

bool event_subject_is_called(const struct event_scan *s, uint32_t token)
{
	return event_scan_is(s, token, EVENT_BIT(DEFINITE)) && event_scan_names(s, token, EVENT_SORT(IT)) &&
	       s->marks[token].length > 1;
}

struct event_subject event_subject_find(const struct event_scan *s, const struct event_scope *c)
{
	const struct event_subject none = {.sentence = s->tokens[c->begin].sentence};
	struct event_subject found = none;
	uint32_t verb = c->begin;
	const struct event_head *h = c->heads, *end = c->heads + c->head_count;
	while (h < end && !(h->verb && h->finite))
		h++;
	while (verb < c->end && !event_scan_is(s, verb, EVENT_BIT(TENSE)) && !(h < end && h->token == verb))
		verb++;
	if (verb == c->end || s->marks[verb].clause != s->marks[c->begin].clause)
		return none;
	found.begin = event_range_subject(s, c->begin, verb);
	for (found.end = found.begin; found.end < verb; found.end++) {
		uint32_t i = found.end;
		bool stop = event_scan_is(s, i, EVENT_BIT(MARK)) && !event_scan_mark(s, i, '-') &&
			    !event_scan_mark(s, i, '&') && !event_scan_mark(s, i, '.') && s->tokens[i].lower.p[0] != '\'';
		if (stop || event_scan_is(s, i, EVENT_BIT(DATE)) ||
		    (event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(SUB)) && !event_scan_is(s, i, EVENT_BIT(OF))))
			break;
	}
	bool whole = found.end > found.begin && found.end - found.begin <= EVENT_SUBJECT_LONGEST;
	found.firm = found.end;
	found.pronoun = whole && event_subject_is_pronoun(s, found.begin);
	if (!whole || (!found.pronoun && event_scan_is(s, found.end - 1, EVENT_BIT(DET))))
		return none;
	if (!found.pronoun && !s->sentence->shouting) {
		found.several = event_subject_is_plural(s, &found);
		found.thing = !found.several && event_subject_is_thing(s, &found);
		found.person = event_subject_is_person(s, &found);
		found.firm = found.several ? found.end : event_subject_firm(s, &found);
	}
	return found;
}

static bool event_subject_fits(const struct event_scan *s, uint32_t pronoun, const struct event_subject *p)
{
	if (event_subject_is_called(s, pronoun))
		return p->firm < p->end;
	if (event_scan_names(s, pronoun, EVENT_SORT(THEY)))
		return p->several;
	return event_scan_names(s, pronoun, EVENT_SORT(IT)) ? p->thing : p->person;
}

struct event_subject event_subject_of(const struct event_scan *s, uint32_t pronoun, const struct event_scope *c)
{
	const struct event_subject *own = &c->own;
	bool called = event_subject_is_called(s, pronoun);
	/* behind a subject of its own sentence that is no pronoun, it is that or nobody */
	bool inside = own->begin < own->end && own->end <= pronoun && !own->pronoun;
	struct event_subject found = inside ? *own : called ? c->firm : c->before;
	if (!event_subject_fits(s, pronoun, &found))
		return (struct event_subject){0};
	found.begin = called ? found.firm : found.begin;
	return found;
}
