#include "config.h"

#include "text/event_kind.h"

#include "text/event_phrase.h"

static bool event_kind_has(const struct event_scan *s, const struct event_scope *c, uint32_t sorts)
{
	for (uint32_t i = c->begin; i < c->end && (s->sorts & sorts); i++)
		if (event_scan_names(s, i, sorts))
			return true;
	return false;
}

/* Whether who acts is of these classes: "SHARES retreated", "the PRICE of bread exploded". */
static bool event_kind_subject(const struct event_scan *s, const struct event_head *head, uint32_t sorts)
{
	uint32_t begin = event_scan_clause(s, head->token)->begin;
	uint32_t i = event_phrase_group(s, begin, head->token);
	while (i > begin && event_scan_looks(s, i - 1, LOOKS_ADVERB))
		i--;
	if (!head->verb || i == begin)
		return false;
	return event_scan_names(s, i - 1, sorts) ||
	       (i > begin + 2 && event_scan_is(s, i - 2, EVENT_BIT(OF)) && event_scan_names(s, i - 3, sorts));
}

/* Whether a noun of the sentence tells an event of that kind. */
static bool event_kind_names(const struct event_scope *c, enum event_kind kind)
{
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count; h++)
		if (h->kind == kind && !h->verb)
			return true;
	return false;
}

/* "Chad joins NATO" */
static bool event_kind_joins(const struct event_scan *s, const struct event_head *head)
{
	enum { NEAR = 6 };
	for (uint32_t i = head->token; i < event_scan_clause(s, head->token)->end && i - head->token < NEAR; i++)
		if (s->marks[i].place >= 0 && s->in->places[s->marks[i].place].kind == PLACE_ORGANISATION)
			return true;
	return false;
}

/* What those who were hurt in this sentence suffered from. */
static enum event_kind event_kind_cause(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
					enum event_kind before)
{
	bool disaster = false, attack = false;
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count; h++) {
		disaster |= h->kind == EVENT_DISASTER && (!h->verb || h->strength == STRENGTH_STRONG);
		attack |= (h->kind == EVENT_ATTACK || h->kind == EVENT_CONFLICT) && h->strength == STRENGTH_STRONG &&
			  !event_scan_is(s, h->token, EVENT_BIT(HARM)) && !event_scan_names(s, h->token, EVENT_SORT(BY_FORCE) | EVENT_SORT(BLAST));
	}
	if (attack)
		return EVENT_ATTACK;
	if (disaster)
		return EVENT_DISASTER;
	if (event_kind_has(s, c, EVENT_SORT(ARMS)))
		return EVENT_ATTACK;
	if (event_kind_has(s, c, EVENT_SORT(ACCIDENT)))
		return EVENT_DISASTER;
	return before == EVENT_DISASTER ? before : head->kind;
}

/* "wins a majority of the seats", "conceded defeat in the run-off": in the head's own clause. */
static bool event_kind_is_won(const struct event_scan *s, const struct event_head *head)
{
	const struct event_clause *c = event_scan_clause(s, head->token);
	bool won = (head->kind == EVENT_OTHER || head->kind == EVENT_CONFLICT) && event_scan_names(s, head->token, EVENT_SORT(WINS));
	for (uint32_t i = head->token; won && i < c->end; i++)
		if (s->marks[i].clause == head->clause && event_scan_names(s, i, EVENT_SORT(VOTES)))
			return true;
	return false;
}

enum event_kind event_kind_read(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				enum event_kind before)
{
	bool violent = head->kind == EVENT_ATTACK || head->kind == EVENT_CONFLICT;
	/* "an outbreak of disease" is one */
	if (violent || (head->kind == EVENT_DISASTER && (head->verb || head->strength == STRENGTH_WEAK)))
		if (event_phrase_object(s, head->token + head->length, 0, EVENT_SORT(ABSTRACT)) || event_kind_subject(s, head, EVENT_SORT(ABSTRACT)))
			return EVENT_OTHER;
	if (head->verb && event_scan_is(s, head->token, EVENT_BIT(HARM)))
		return event_kind_cause(s, c, head, before);
	if (violent && event_scan_names(s, head->token, EVENT_SORT(BY_FORCE)) && !event_kind_has(s, c, EVENT_SORT(ARMS)))
		return event_kind_names(c, EVENT_DISASTER) ? EVENT_DISASTER : event_kind_names(c, EVENT_AGREEMENT) ? EVENT_AGREEMENT : EVENT_OTHER;
	if (head->verb && head->length == 1 && head->kind == EVENT_ACCESSION && !event_kind_has(s, c, EVENT_SORT(BODY)) && !event_kind_joins(s, head))
		return EVENT_OTHER;
	if (violent && event_scan_names(s, head->token, EVENT_SORT(BLAST)) && event_kind_has(s, c, EVENT_SORT(ACCIDENT)) && !event_kind_has(s, c, EVENT_SORT(ARMS)))
		return EVENT_DISASTER;
	/* "returned to profit" */
	if (head->kind == EVENT_VISIT && head->verb && event_phrase_object(s, head->token + head->length, 0, EVENT_SORT(ABSTRACT)))
		return EVENT_OTHER;
	if (event_kind_is_won(s, head))
		return EVENT_ELECTION;
	if (head->verb && head->kind == EVENT_AGREEMENT && event_phrase_object(s, head->token + head->length, 0, EVENT_SORT(LAW)))
		return EVENT_OTHER;
	return head->kind;
}

bool event_kind_is_figure(const struct event_scan *s, const struct event_head *head, const struct event_head *verb)
{
	if (head->strength == STRENGTH_STRONG || head->kind != EVENT_OTHER)
		return false;
	const struct event_head *acts = verb ? verb : head;
	return event_scan_is(s, head->token, EVENT_BIT(FIGURE)) || event_scan_is(s, acts->token, EVENT_BIT(FIGURE)) ||
	       event_kind_subject(s, acts, EVENT_SORT(ABSTRACT));
}
