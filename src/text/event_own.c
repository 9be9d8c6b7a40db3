#include "config.h"

#include "text/event_own.h"

#include "text/event_antecedent.h"
#include "text/event_host.h"
#include "text/event_kind.h"
#include "text/event_phrase.h"
#include "text/event_range.h"

/* The first token with a tense of a clause, at or after token `from`; the end of the clause when there is none. */
static uint32_t event_own_verb(const struct event_scan *s, const struct event_scope *c, uint16_t clause, uint32_t from)
{
	uint32_t end = s->clauses[clause].end, i = from;
	while (i < end && !(s->marks[i].clause == clause && event_scan_is(s, i, EVENT_BIT(TENSE))))
		i++;
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count && h->token < i; h++)
		if (h->clause == clause && h->token >= from && h->verb && h->finite)
			return h->token;
	return i;
}

/* Whether a clause has a verb that tells more than where something lies or who is on a list: ", which IS IN Lima", "the guests
 * INCLUDED". */
static bool event_own_has_verb(const struct event_scan *s, const struct event_scope *c, uint16_t clause)
{
	uint32_t begin = s->clauses[clause].begin, verb = event_own_verb(s, c, clause, begin);
	if (verb == s->clauses[clause].end || event_scan_is(s, verb, EVENT_BIT(BETWEEN) | EVENT_BIT(OCCURS)))
		return false;
	/* "the hotel where he WAS STAYING IN Lima" */
	bool there = event_scan_names(s, begin, EVENT_SORT(THERE)) && event_scan_is(s, verb + 2, EVENT_BIT(AT_PLACE));
	return !event_scan_is(s, verb, EVENT_BIT(BE)) || !(there || event_scan_is(s, verb + 1, EVENT_BIT(AT_PLACE)));
}

bool event_own_is_attribution(const struct event_scan *s, const struct event_scope *c, uint16_t clause)
{
	if (event_scan_is(s, s->clauses[clause].begin, EVENT_BIT(SOURCE)))
		return true;
	for (size_t i = 0; i < c->head_count; i++)
		if (c->heads[i].clause == clause && c->heads[i].verb && c->heads[i].kind == EVENT_STATEMENT)
			return true;
	return false;
}

/* Past the verb before the head that only speaks of it ("Chad SAID rebels attacked", "Chad CONDEMNED the attack") or has
 * another object ("Chad HONOURED victims of the attack"), or 0. Who speaks of a meeting or a pact takes part in it as a
 * rule. */
static uint32_t event_own_spoken(const struct event_scan *s, const struct event_scope *c, const struct event_head *head)
{
	bool sudden = event_kind_is_sudden(head->kind);
	uint32_t past = 0, before = sudden && !head->verb ? event_phrase_preposition(s, head->token) : UINT32_MAX;
	bool under = before != UINT32_MAX &&
		     !event_scan_is(s, before, EVENT_BIT(AT_PLACE) | EVENT_BIT(DURING) | EVENT_BIT(ON_DAY));
	for (const struct event_head *h = c->heads;
	     h < c->heads + c->head_count && h->token < head->token && (head->verb || sudden); h++)
		if (h->verb && h->finite && h->clause == head->clause && (h->kind == EVENT_STATEMENT || under))
			past = h->token + h->length;
	return past;
}

/* Whether a part names what was at another time or for another reason: "before the talks in Geneva", "amid protests in
 * Cairo". */
static bool event_own_is_frame(const struct event_scan *s, uint16_t clause)
{
	uint32_t begin = s->clauses[clause].begin;
	return event_scan_is(s, begin, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF)) &&
	       !event_scan_is(s, begin, EVENT_BIT(PRONOUN)) && !event_scan_names(s, begin, EVENT_SORT(THERE));
}

/* Whether a part without a verb, a list or a bracket, hangs on the clause of the head, or on no verb at all. */
static bool event_own_hangs(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			    uint16_t clause)
{
	while (clause != head->clause && !event_own_has_verb(s, c, clause) && !event_own_is_frame(s, clause)) {
		if (s->clauses[clause].outer == clause)
			return !head->verb;
		clause = s->clauses[clause].outer;
	}
	return clause == head->clause;
}

bool event_own_speaks(const struct event_scan *s, const struct event_scope *c, uint32_t name, uint32_t end)
{
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count && h->token < end; h++)
		if (h->token > name && h->verb && h->finite && h->kind == EVENT_STATEMENT && h->clause == s->marks[name].clause)
			return true;
	return false;
}

bool event_own_has(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, uint32_t token)
{
	uint16_t clause = s->marks[token].clause;
	bool parted = c->part_end > head->token; /* not where the dates of both come first */
	if (parted && token > head->token && (token < c->part_begin || token >= c->part_end))
		return false;
	if (clause == head->clause)
		return token >= event_own_spoken(s, c, head);
	if (c->narrow || event_own_is_attribution(s, c, clause))
		return false;
	return event_own_hangs(s, c, head, clause);
}

/* "a trader HIRED in May": what can be a participle, with what belongs to it. */
static bool event_own_is_led(const struct event_scan *s, uint32_t i)
{
	bool to = i > 0 && event_scan_is(s, i - 1, EVENT_BIT(TO)); /* "hired to SET up a bank" */
	return to || ((s->marks[i].word.forms & FORM_PARTICIPLE) && event_scan_is(s, i + 1, EVENT_BIT(PREP) | EVENT_BIT(DATE)));
}

/* "Norda, [OPERATOR OF] a mine in Lima,": a noun that needs no article, as "of" tells what it stands to. */
static bool event_own_is_bare(const struct event_scan *s, uint32_t i)
{
	const uint64_t other = EVENT_JOINING | EVENT_BIT(PREP) | EVENT_BIT(TO) | EVENT_BIT(ADVERB) | EVENT_BIT(ALSO) |
			       EVENT_BIT(DATE) | EVENT_BIT(MARK) | EVENT_BIT(PRONOUN);
	uint32_t of = i + 1 + !event_scan_is(s, i + 1, EVENT_BIT(OF));
	return event_scan_is(s, of, EVENT_BIT(OF)) && !event_scan_has(s, i, of, other) && !s->tokens[i].upper_first &&
	       s->tokens[i].kind == TOKEN_WORD && !s->marks[i].word.acts &&
	       !event_scan_looks(s, i, LOOKS_PAST | LOOKS_ADVERB | LOOKS_ING);
}

/* The comma before the apposition that a token stands in, or 0: a name, a comma, and words that begin with an article
 * and have no verb. With `participles` they may have one, and need no article. */
static uint32_t event_own_apposition(const struct event_scan *s, uint32_t begin, uint32_t token, bool participles)
{
	uint32_t k = token;
	while (k > begin + 1 && !event_scan_is(s, k - 1, EVENT_BIT(STOP)) &&
	       (!event_scan_is(s, k - 1, EVENT_BIT(TENSE)) || (participles && event_own_is_led(s, k - 1))))
		k--;
	bool opens = k > begin + 1 && event_scan_is(s, k - 1, EVENT_BIT(COMMA)) &&
		     (event_scan_is(s, k, EVENT_BIT(DET)) || (participles && event_own_is_bare(s, k)));
	return opens && s->tokens[k - 2].upper_first && !event_scan_is(s, k - 2, EVENT_BIT(DATE)) ? k - 1 : 0;
}

/* Whether an apposition is in the clause of no verb of its own, and ends at a comma: "Ana Diaz, [a miner in Lima,]
 * resigned". */
static bool event_own_is_apposed(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				 uint32_t comma, uint32_t token)
{
	uint32_t end = token;
	while (end < c->end && !event_scan_is(s, end, EVENT_BIT(STOP) | EVENT_BIT(TENSE)))
		end++;
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count; h++)
		if (h->token > comma && h->token < end &&
		    ((h->finite && !event_own_is_led(s, h->token)) || h->token == head->token))
			return false;
	return end == c->end || event_scan_is(s, end, EVENT_BIT(COMMA));
}

bool event_own_is_apart(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, uint32_t token)
{
	uint32_t comma = event_own_apposition(s, c->begin, token, true);
	/* "in Arica, a port in Chile, ten died" */
	bool place = comma && event_scan_is(s, comma - 1, EVENT_BIT(PLACE) | EVENT_BIT(DATE));
	return comma && !place && comma < head->token && token < head->token && event_own_is_apposed(s, c, head, comma, token);
}

bool event_own_is_title(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, uint32_t token)
{
	uint32_t comma = event_own_apposition(s, c->begin, token, false), last = token;
	if (!comma)
		return false;
	while (last > comma && !event_scan_is(s, last, EVENT_BIT(PREP) | EVENT_BIT(TO)))
		last--;
	/* a country is nobody's minister: "Bolivia, a neighbour of Chile" */
	bool country = event_scan_is(s, comma - 1, EVENT_BIT(PLACE)) &&
		       !event_host_led_by(s, comma - 1, c->begin, EVENT_BIT(AT_PLACE));
	/* "the foreign MINISTER of Chile", not "a partner of the champion of Chile" */
	bool office = false;
	for (uint32_t i = comma + 1; i < last; i++)
		office |= event_scan_names(s, i, EVENT_SORT(PERSON) | EVENT_SORT(FIRM));
	bool whose = event_scan_is(s, last, EVENT_BIT(OF))
			     ? office && !country
			     : event_scan_is(s, last, EVENT_BIT(BY) | EVENT_BIT(AT_PLACE)) && !country;
	return last != comma && !whose && event_own_is_apposed(s, c, head, comma, token);
}

/* Whether a part is a participle and what belongs to it: ", SPARKED by fears in Lima", ", SENDING its shares up in Lima". */
static bool event_own_is_participle(const struct event_scan *s, uint32_t begin)
{
	const struct event_word *w = &s->marks[begin].word;
	if (event_scan_is(s, begin, EVENT_BIT(PREP) | EVENT_BIT(BETWEEN)) || s->tokens[begin].upper_first)
		return false;
	return event_scan_is_ing(s, begin) ||
	       (w->known ? w->acts && (w->forms & FORM_PARTICIPLE) : w->looks & (LOOKS_ING | LOOKS_PAST));
}

bool event_own_is_aside(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, uint32_t token)
{
	uint16_t clause = s->marks[token].clause;
	if (clause == head->clause || !event_own_is_participle(s, s->clauses[clause].begin))
		return false;
	bool violent = event_kind_is_violent(head->kind) || event_scan_is(s, head->token, EVENT_BIT(HARM));
	return !(violent && event_own_is_scene(s, c, head, clause));
}

bool event_own_is_named_after(const struct event_scan *s, uint32_t begin, uint32_t end)
{
	const struct event_mark *of = begin > 1 && event_scan_is(s, begin - 1, EVENT_BIT(OF)) ? &s->marks[begin - 2] : NULL;
	if (!event_host_is_town(s, begin))
		return false;
	return (of && of->word.noun_strength == STRENGTH_STRONG && of->word.noun_kind == EVENT_AGREEMENT) ||
	       (s->marks[end].word.noun_strength == STRENGTH_STRONG && s->marks[end].word.noun_kind == EVENT_AGREEMENT);
}

/* What the relative pronoun at the head of a clause stands for, as its subject. */
static bool event_own_antecedent(const struct event_scan *s, uint32_t pronoun, uint32_t *begin, uint32_t *end)
{
	*end = pronoun - event_scan_is(s, pronoun - 1, EVENT_BIT(COMMA));
	*begin = event_phrase_noun(s, 0, *end);
	/* "a report to President Diaz, WHICH": a thing before the person */
	bool person = false;
	for (uint32_t i = *begin; i < *end && event_scan_names(s, pronoun, EVENT_SORT(THING_ONLY)); i++)
		person |= event_scan_names(s, i, EVENT_SORT(PERSON));
	return *begin < *end && !person;
}

/* Whom a pronoun stands for: the subject of the sentence, where that comes before it. */
static bool event_own_named(const struct event_scope *c, uint32_t pronoun, uint32_t *begin, uint32_t *end)
{
	if (c->own.begin == c->own.end || c->own.end > pronoun || c->own.pronoun)
		return false;
	*begin = c->own.begin;
	*end = c->own.end;
	return true;
}

bool event_own_subject(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, uint32_t *begin,
		       uint32_t *end)
{
	enum { DEPTH = 8 };
	uint16_t clause = head->clause;
	uint32_t spoken = event_own_spoken(s, c, head);
	/* "Chad left [after Monday's ATTACK]", "Chad left, [praising the DECISION of Peru]": whose it is is not told; "holding
	 * TALKS" are the subject's */
	const struct event_head *governor = event_head_governor(c->heads, c->head_count, head);
	bool apart = head->kind == EVENT_ATTACK || head->kind == EVENT_DISASTER ||
		     event_own_is_participle(s, s->clauses[clause].begin);
	if (!head->verb && apart && !(governor && governor->strength == STRENGTH_SUPPORT))
		return false;
	for (unsigned depth = 0; depth < DEPTH; depth++) {
		const struct event_clause *e = &s->clauses[clause];
		uint32_t first = spoken ? spoken : e->begin > c->begin ? e->begin : c->begin;
		uint32_t verb = event_own_verb(s, c, clause, first);
		if (verb < e->end && !e->joined) {
			uint32_t group = event_phrase_group(s, first, verb);
			if (group > 1 && event_antecedent_is_relative(s, group))
				return event_own_antecedent(s, group - 1, begin, end);
			*begin = event_range_subject(s, first, group);
			*end = group;
			/* "it met", "its troops met"; "both Soto and his aide met" */
			bool pronoun = *begin < *end && event_scan_is(s, *begin, EVENT_BIT(HE));
			bool all = c->own.several && event_scan_is(s, *begin, EVENT_BIT(ADVERB)) &&
				   event_scan_is(s, *begin, EVENT_BIT(DET));
			if (*begin < *end && (pronoun || all) && event_own_named(c, *begin, begin, end))
				return true;
			if (*begin < *end && !pronoun)
				return depth > 0;
		}
		if (spoken || e->outer == clause)
			return false;
		clause = e->outer;
	}
	return false;
}

uint32_t event_own_beside(const struct event_scan *s, const struct event_scope *c, const struct event_head *head)
{
	uint16_t main = s->marks[c->begin].clause;
	if (head->strength != STRENGTH_WEAK || head->clause == main || event_range_is_apart(s, c->begin, head))
		return 0;
	uint32_t verb = event_own_verb(s, c, main, c->begin);
	return verb < s->clauses[main].end && verb < head->token ? verb : 0;
}

uint32_t event_own_quoted(const struct event_scan *s, const struct event_scope *c, const struct event_head *head)
{
	return head->verb && head->kind == EVENT_STATEMENT ? event_own_beside(s, c, head) : 0;
}

static bool event_own_harms(const struct event_scan *s, const struct event_scope *c, uint16_t clause)
{
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count; h++)
		if (h->clause == clause && event_scan_is(s, h->token, EVENT_BIT(HARM)))
			return true;
	return false;
}

/* "ten died AND SIX WERE WOUNDED": one toll. */
static bool event_own_is_toll(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			      uint16_t clause)
{
	return event_scan_is(s, head->token, EVENT_BIT(HARM)) && event_scan_is(s, s->clauses[clause].begin, EVENT_BIT(AND)) &&
	       event_own_harms(s, c, clause);
}

bool event_own_is_scene(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, uint16_t clause)
{
	uint32_t begin = s->clauses[clause].begin;
	uint16_t outer = s->clauses[clause].outer;
	const struct event_clause *own = &s->clauses[head->clause];
	if (event_own_is_toll(s, c, head, clause))
		return true;
	/* "in Lima ten were wounded [FOLLOWING AN ATTACK]" */
	if (own->outer == clause && event_scan_names(s, own->begin, EVENT_SORT(SCENE)) && event_own_harms(s, c, clause))
		return true;
	if (outer != head->clause && !event_own_is_toll(s, c, head, outer))
		return false;
	return event_scan_names(s, begin, EVENT_SORT(SCENE)) || event_scan_is_ing(s, begin);
}
