#include "config.h"

#include "text/event_kind.h"

#include "text/event_phrase.h"

static bool event_kind_has(const struct event_scan *s, const struct event_scope *c, event_sorts sorts)
{
	for (uint32_t i = c->begin; i < c->end && (s->sorts & sorts); i++)
		if (event_scan_names(s, i, sorts))
			return true;
	return false;
}

/* The noun that a clause is about, past what hangs on it and back from "which": "the PRICE of bread", "a HALL, which". */
static uint32_t event_kind_noun(const struct event_scan *s, uint32_t begin, uint32_t i)
{
	enum { LONGEST = 14 };
	if (i > 1 && event_scan_names(s, i, EVENT_SORT(THING_ONLY))) {
		i -= event_scan_is(s, i - 1, EVENT_BIT(COMMA)) ? 2 : 1;
		begin = event_scan_clause(s, i)->begin;
	}
	uint32_t found = i;
	for (uint32_t k = i; k > begin && i - k < LONGEST && s->tokens[k].kind != TOKEN_MARK; k--) {
		bool begins = event_scan_is(s, k, EVENT_BIT(DET)) && !event_scan_is(s, k - 1, EVENT_BIT(PREP) | EVENT_BIT(DET));
		if (begins || event_scan_is(s, k, EVENT_BIT(TENSE) | EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB)) ||
		    s->marks[k - 1].word.acts)
			break;
		if (event_scan_is(s, k, EVENT_BIT(PREP)) && s->tokens[k - 1].kind == TOKEN_WORD)
			found = k - 1;
	}
	return found;
}

/* The word right before a verb and its auxiliaries, or UINT32_MAX: of who acts, or of what hangs on him. */
static uint32_t event_kind_before(const struct event_scan *s, const struct event_head *head)
{
	uint32_t begin = event_scan_clause(s, head->token)->begin;
	uint32_t i = event_phrase_group(s, begin, head->token);
	while (i > begin && event_scan_looks(s, i - 1, LOOKS_ADVERB))
		i--;
	return !head->verb || i == begin ? UINT32_MAX : i - 1;
}

/* Whether who acts is of these classes: "SHARES retreated", "the PRICE of bread exploded". */
static bool event_kind_subject(const struct event_scan *s, const struct event_head *head, event_sorts sorts)
{
	uint32_t last = event_kind_before(s, head);
	if (last == UINT32_MAX)
		return false;
	return event_scan_names(s, last, sorts) ||
	       event_scan_names(s, event_kind_noun(s, event_scan_clause(s, head->token)->begin, last), sorts);
}

/* "CLASHES erupted", "the TALKS collapsed": the kind of what befell so; "the GOVERNMENT collapsed" is of none. Else a disaster:
 * "the summit erupted" is a mountain's. */
static enum event_kind event_kind_befallen(const struct event_scan *s, const struct event_head *head)
{
	uint32_t last = event_kind_before(s, head);
	if (last == UINT32_MAX || !event_scan_names(s, head->token, EVENT_SORT(BEFALLS) | EVENT_SORT(FALLS)))
		return EVENT_DISASTER;
	uint32_t noun = event_kind_noun(s, event_scan_clause(s, head->token)->begin, last);
	if (event_scan_names(s, noun, EVENT_SORT(FAILS)))
		return EVENT_OTHER;
	const struct event_word *w = &s->marks[noun].word;
	bool told = w->noun_strength && (w->noun_kind != EVENT_MEETING || event_scan_looks(s, noun, LOOKS_PLURAL));
	return told && event_scan_names(s, head->token, EVENT_SORT(BEFALLS)) ? w->noun_kind : EVENT_DISASTER;
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
			  !event_scan_is(s, h->token, EVENT_BIT(HARM)) &&
			  !event_scan_names(s, h->token, EVENT_SORT(BY_FORCE) | EVENT_SORT(BLAST));
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
	bool won = (head->kind == EVENT_OTHER || head->kind == EVENT_CONFLICT) &&
		   event_scan_names(s, head->token, EVENT_SORT(WINS));
	for (uint32_t i = head->token; won && i < c->end; i++)
		if (s->marks[i].clause == head->clause && event_scan_names(s, i, EVENT_SORT(VOTES)))
			return true;
	return false;
}

/* "the collapse of PRICES", "a flood of DEALS", "Norda sank 8 PERCENT": nobody is hurt. An outbreak of disease is one. */
static enum event_kind event_kind_disaster(const struct event_scan *s, const struct event_head *head)
{
	uint32_t after = head->token + head->length;
	event_sorts figure = EVENT_SORT(ABSTRACT) | EVENT_SORT(FAILS);
	bool of = event_scan_is(s, after, EVENT_BIT(OF)) && event_phrase_object(s, after, 0, figure) &&
		  !event_phrase_object(s, after, 0, EVENT_SORT(ACCIDENT));
	bool weak = (head->verb || head->strength == STRENGTH_WEAK) && event_phrase_object(s, after, 0, EVENT_SORT(ABSTRACT));
	bool by = event_scan_names(s, head->token, EVENT_SORT(FALLS)) && s->tokens[after].kind == TOKEN_NUMBER &&
		  event_phrase_object(s, after, 0, EVENT_SORT(FAILS));
	if (of || weak || by || event_kind_subject(s, head, EVENT_SORT(ABSTRACT)))
		return EVENT_OTHER;
	return event_kind_befallen(s, head);
}

/* "executes an ORDER", "attacked the PLAN", "attacked the bank for lending", "the SENATOR attacked him", "PROSECUTORS raided it": done with words or on
 * paper. The head's own kind when it is none of these. */
static enum event_kind event_kind_paper(const struct event_scan *s, const struct event_scope *c, const struct event_head *head)
{
	uint32_t after = head->token + head->length, end = event_scan_clause(s, head->token)->end;
	bool passive = event_scan_is_passive(s, head->token);
	if (event_scan_names(s, head->token, EVENT_SORT(EXECUTES))) {
		event_sorts paper = EVENT_SORT(PAPER) | EVENT_SORT(ABSTRACT);
		return event_phrase_object(s, after, 0, paper) || event_kind_subject(s, head, paper) ? EVENT_OTHER : head->kind;
	}
	if (event_kind_has(s, c, EVENT_SORT(ARMS)))
		return head->kind;
	if (event_scan_names(s, head->token, EVENT_SORT(SEARCHES)))
		return event_kind_has(s, c, EVENT_SORT(POLICE)) ? EVENT_OTHER : head->kind;
	if (!head->verb || !event_scan_names(s, head->token, EVENT_SORT(CRITICISES)))
		return head->kind;
	if (!passive && (event_phrase_object(s, after, 0, EVENT_SORT(ABSTRACT) | EVENT_SORT(PAPER)) ||
			 event_kind_subject(s, head, EVENT_SORT(CRITIC))))
		return EVENT_STATEMENT;
	for (uint32_t i = after; i + 1 < end; i++)
		if (event_scan_names(s, i, EVENT_SORT(FOR)) && event_scan_is_ing(s, i + 1))
			return EVENT_STATEMENT;
	return head->kind;
}

/* "returned to PROFIT", "POWER returned", "was flown to Lima", "returned the money": nobody goes to see anybody. */
static bool event_kind_stays(const struct event_scan *s, const struct event_head *head)
{
	uint32_t after = head->token + head->length;
	if (head->verb &&
	    (event_phrase_object(s, after, 0, EVENT_SORT(ABSTRACT)) || event_kind_subject(s, head, EVENT_SORT(NO_JOURNEY))))
		return true;
	if (!head->verb || head->strength != STRENGTH_WEAK)
		return false;
	if (event_phrase_object(s, after, 0, EVENT_SORT(NO_JOURNEY)))
		return true;
	bool given = after < s->count && event_scan_names(s, head->token, EVENT_SORT(GIVES_BACK)) &&
		     (s->tokens[after].kind == TOKEN_NUMBER || event_scan_is(s, after, EVENT_BIT(DET))) &&
		     s->marks[after].timex < 0;
	return given || event_scan_is_passive(s, head->token);
}

enum event_kind event_kind_read(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				enum event_kind before)
{
	bool violent = head->kind == EVENT_ATTACK || head->kind == EVENT_CONFLICT;
	bool armed = event_kind_has(s, c, EVENT_SORT(ARMS));
	enum event_kind paper = violent ? event_kind_paper(s, c, head) : head->kind;
	if (paper != head->kind)
		return paper;
	if (violent && (event_phrase_object(s, head->token + head->length, 0, EVENT_SORT(ABSTRACT)) ||
			event_kind_subject(s, head, EVENT_SORT(ABSTRACT))))
		return EVENT_OTHER;
	if (head->kind == EVENT_DISASTER)
		return event_kind_disaster(s, head);
	if (head->verb && event_scan_is(s, head->token, EVENT_BIT(HARM)))
		return event_kind_cause(s, c, head, before);
	if (violent && event_scan_names(s, head->token, EVENT_SORT(BY_FORCE)) && !armed)
		return event_kind_names(c, EVENT_DISASTER)    ? EVENT_DISASTER
		       : event_kind_names(c, EVENT_AGREEMENT) ? EVENT_AGREEMENT
							      : EVENT_OTHER;
	if (head->verb && head->length == 1 && head->kind == EVENT_ACCESSION && !event_kind_has(s, c, EVENT_SORT(BODY)) &&
	    !event_kind_joins(s, head))
		return EVENT_OTHER;
	if (violent && event_scan_names(s, head->token, EVENT_SORT(BLAST)) && event_kind_has(s, c, EVENT_SORT(ACCIDENT)) &&
	    !armed)
		return EVENT_DISASTER;
	if (head->kind == EVENT_VISIT && event_kind_stays(s, head))
		return EVENT_OTHER;
	if (event_kind_is_won(s, head))
		return EVENT_ELECTION;
	if (head->verb && head->kind == EVENT_AGREEMENT &&
	    event_phrase_object(s, head->token + head->length, 0, EVENT_SORT(LAW)))
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
