#include "config.h"

#include "text/event_range.h"

#include "text/event_antecedent.h"
#include "text/event_phrase.h"

enum {
	EVENT_SUBJECT_TOKENS = 24, /* of a subject, asides with it */
	EVENT_REPORT_WORDS = 4,    /* before a report at the end that are worth more than the report */
};

/* "[WHERE the leaders will meet] is open": an inner clause that is the subject of the one verb more in it. */
static bool event_range_is_clausal(const struct event_scan *s, uint32_t begin)
{
	unsigned verbs = 0;
	if (begin > 0 || !event_scan_is(s, begin, EVENT_BIT(SUB) | EVENT_BIT(IF)))
		return false;
	for (uint32_t i = begin + 1; i < event_scan_clause(s, begin)->end && !event_scan_is(s, i, EVENT_BIT(COMMA)); i++)
		verbs += event_scan_is(s, i, EVENT_BIT(TENSE)) && !event_scan_is(s, i - 1, EVENT_BIT(TENSE));
	return verbs > 1;
}

/* Past the comma at a token that ends what leads in, and past what is said of the place before it: "In Lima, the capital of
 * Peru, ANA DIAZ". */
static uint32_t event_range_apposed(const struct event_scan *s, uint32_t comma, uint32_t head)
{
	uint32_t i = comma + 1, k = i, group = event_phrase_group(s, i, head);
	if (!event_scan_is(s, comma - 1, EVENT_BIT(PLACE)) || !event_scan_is(s, i, EVENT_BIT(DET)))
		return i;
	while (k < group && !event_scan_is(s, k, EVENT_BIT(COMMA) | EVENT_BIT(TENSE)))
		k++;
	if (k + 1 >= group || !event_scan_is(s, k, EVENT_BIT(COMMA)) || event_phrase_is_list(s, k, group))
		return i;
	for (uint32_t n = k + 1; n < group; n++)
		if (event_scan_is(s, n, EVENT_BIT(COMMA)))
			return i;
	return k + 1;
}

uint32_t event_range_subject(const struct event_scan *s, uint32_t begin, uint32_t head)
{
	uint32_t i = begin;
	if (event_range_is_clausal(s, begin))
		return begin;
	while (i < head) {
		bool possessive = s->tokens[i].lower.p[0] == '\'' && i > begin && s->marks[i - 1].timex >= 0;
		bool lead_in = possessive ||
			       event_scan_is(s, i,
					     EVENT_BIT(MARK) | EVENT_BIT(DATE) | EVENT_BIT(ALSO) | EVENT_BIT(SUB) |
						     EVENT_BIT(TIME_SUB) | EVENT_BIT(IF)) ||
			       (i == begin && event_scan_clause(s, i)->begin == i && event_scan_is(s, i, EVENT_BIT(AS))) ||
			       (i > 0 && event_scan_is(s, i, EVENT_BIT(THAT)));
		if (!lead_in && !event_scan_is(s, i, EVENT_BIT(ABOUT)) &&
		    event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(DURING) | EVENT_BIT(SOURCE))) {
			uint32_t k = i;
			while (k < head && (!event_scan_is(s, k, EVENT_BIT(COMMA)) || event_scan_joins_places(s, k)))
				k++;
			if (k == head)
				return i;
			i = event_range_apposed(s, k, head);
			continue;
		}
		if (!lead_in)
			return i;
		i += s->marks[i].phrase && event_scan_length(s, i, EVENT_BIT(ALSO) | EVENT_BIT(AS)) > 1 ? s->marks[i].length
													: 1;
	}
	return head;
}

bool event_range_reports(const struct event_scan *s, const struct event_head *head)
{
	uint32_t next = head->token + head->length -
			(head->length > 1 && event_scan_is(s, head->token + head->length - 1, EVENT_BIT(THAT)));
	return head->verb && (head->kind == EVENT_STATEMENT || (next < s->count && event_scan_is(s, next, EVENT_BIT(THAT)) &&
								s->marks[next].clause != head->clause));
}

bool event_range_is_apart(const struct event_scan *s, uint32_t begin, const struct event_head *report)
{
	uint32_t clause = event_scan_clause(s, report->token)->begin;
	return clause > begin &&
	       event_scan_is(s, clause, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(AND) | EVENT_BIT(AS));
}

/* "a man [who was robbed in Lima] DIED": where the verb that goes on behind a relative clause begins, or the end of the
 * range. */
static uint32_t event_range_related(const struct event_scan *s, const struct event_head *head, uint32_t group, uint32_t end)
{
	const uint64_t joins = EVENT_BIT(AND) | EVENT_BIT(COMMA) | EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(THAT) |
			       EVENT_BIT(AS);
	uint32_t i = head->token + head->length;
	if (!(event_scan_is(s, event_scan_clause(s, head->token)->begin, EVENT_BIT(SUB)) ||
	      event_antecedent_is_relative(s, group)) ||
	    !event_scan_is(s, group, EVENT_BIT(TENSE)) || event_range_reports(s, head))
		return end;
	while (i < end && !event_scan_is(s, i, joins | EVENT_BIT(TENSE) | EVENT_BIT(PRONOUN)))
		i++;
	return i > head->token + head->length && i < end && event_scan_is(s, i, EVENT_BIT(TENSE)) &&
			       !event_scan_is(s, i, EVENT_BIT(PRONOUN))
		       ? event_phrase_group(s, head->token + head->length, i)
		       : end;
}

/* "Since [IT JOINED the league] last June no match was lost": without a comma the date closes the clause that opens
 * the sentence. */
static uint32_t event_range_opening(const struct event_scan *s, const struct event_head *head, uint32_t end)
{
	uint32_t i = head->token + head->length;
	if (event_scan_clause(s, head->token)->begin > 0 || !event_scan_is(s, 0, EVENT_BIT(TIME_SUB)))
		return end;
	while (i < end && s->marks[i].timex < 0)
		i++;
	uint32_t date = i;
	while (i < end && !event_scan_is(s, i, EVENT_BIT(TENSE)))
		i++;
	return i < end ? date : end;
}

/* "[the treaty signed on Monday] bans": where the verb behind a participle begins, or the end of the range. */
static uint32_t event_range_reduced(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				    uint32_t end)
{
	uint8_t both = FORM_PAST | FORM_PARTICIPLE;
	bool participle = head->verb && (head->forms & both) == both && head->token + 1 < end &&
			  (s->marks[head->token + 1].timex >= 0 || event_scan_is(s, head->token + 1, EVENT_BIT(PREP)));
	for (size_t i = 0; participle && i < c->head_count; i++) {
		const struct event_head *v = &c->heads[i];
		if (!v->verb || !v->finite || v->clause != head->clause || v->token <= head->token)
			continue;
		uint32_t group = event_phrase_group(s, head->token + 1, v->token);
		if (event_scan_is(s, group, EVENT_BIT(TO)))
			continue;
		while (group > head->token + 2 && event_scan_looks(s, group - 1, LOOKS_ADVERB))
			group--;
		return s->marks[group - 1].timex >= 0 || s->marks[group - 1].place >= 0 ? group : end;
	}
	return end;
}

/* A noun told with its date: from there on, and without the verb when it is not the subject. */
static void event_range_from(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			     uint32_t from, struct event_range *r)
{
	enum { LEAD = 3 };
	bool subject = from <= r->begin + LEAD && !event_head_is_under(s, head->token);
	r->begin = from;
	for (size_t i = c->head_count; i > 0 && !subject; i--) {
		const struct event_head *v = &c->heads[i - 1];
		if (v->verb && v->finite && v->token > head->token && v->token < r->end)
			r->end = event_phrase_group(s, head->token + head->length, v->token);
	}
	/* "Eyeing the November 4 ELECTIONS, the house voted": its subject goes with the verb */
	for (uint32_t i = r->end; i > head->token + head->length && !subject; i--)
		if (event_scan_is(s, i - 1, EVENT_BIT(COMMA)) && !event_scan_joins_places(s, i - 1) &&
		    !event_phrase_is_list(s, i - 1, r->end))
			r->end = i - 1;
}

/* ", and the experts", ", who", ", to which": behind the comma begins what is not said. */
static bool event_range_is_new(const struct event_scan *s, uint32_t i)
{
	if (!i || !event_scan_is(s, i - 1, EVENT_BIT(COMMA)))
		return false;
	uint32_t next = i + event_scan_is(s, i, EVENT_BIT(PREP));
	return event_scan_is(s, i, EVENT_BIT(AND)) ||
	       (next < s->count && event_scan_is(s, next, EVENT_BIT(SUB)) && event_scan_is(s, next, EVENT_BIT(PRONOUN)));
}

/* ", indicating that", "even as some": what only goes along with the clause before it. */
static bool event_range_is_aside(const struct event_scan *s, uint32_t i)
{
	return event_scan_clause(s, i)->begin == i &&
	       (event_scan_is_ing(s, i) || event_scan_is(s, i, EVENT_BIT(AS) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SUB)));
}

/* "Norda stood by its forecast, the firm SAID IN A NOTE ON MONDAY": behind the report stands nothing that was said, and the
 * sentence does not open with what only leads in. */
static bool event_range_trails(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			       uint32_t end)
{
	const uint64_t leads = EVENT_BIT(PREP) | EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(TIME_SUB) | EVENT_BIT(AS) |
			       EVENT_BIT(DATE) | EVENT_BIT(SOURCE) | EVENT_BIT(AND) | EVENT_BIT(ALSO);
	uint32_t i = head->token + head->length;
	while (i < end && (event_scan_is(s, i, EVENT_BIT(DATE)) || event_scan_is(s, i, EVENT_BIT(MARK))))
		i++;
	bool phrase = i >= end || (event_scan_is(s, i, EVENT_BIT(PREP)) && !event_scan_is(s, i, EVENT_BIT(OF)));
	return phrase && !event_scan_is(s, c->begin, leads) &&
	       !(i < end && event_scan_has(s, i, end, EVENT_BIT(TENSE) | EVENT_BIT(THAT) | EVENT_BIT(PRONOUN)));
}

/* What was said stands in the clauses that follow, up to the next main one, or before a report at the end. */
static void event_range_said(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				struct event_range *r)
{
	bool last = r->end >= c->end || event_range_is_aside(s, r->end);
	uint32_t stop = r->begin > c->begin + 1 ? r->begin - 1 - event_scan_mark(s, r->begin - 1, '"') : r->begin;
	bool content = false; /* "in a statement" says nothing */
	for (uint32_t i = c->begin; i < stop && !content; i++)
		content = event_scan_is(s, i, EVENT_BIT(TENSE));
	for (size_t i = 0; i < c->head_count && !content; i++)
		content = c->heads[i].verb && c->heads[i].finite && c->heads[i].token < stop;
	content |= last && event_range_trails(s, c, head, r->end);
	content &= !event_range_is_apart(s, c->begin, head);
	if (last && content && head->strength == STRENGTH_WEAK && r->begin > c->begin + EVENT_REPORT_WORDS &&
	    event_scan_is(s, stop, EVENT_BIT(COMMA))) {
		r->end = r->begin;
		r->begin = c->begin;
		return;
	}
	uint32_t end = last ? r->end : c->end;
	for (r->end = head->token + head->length; r->end < end && !event_range_is_new(s, r->end);)
		r->end++;
}

/* A verb without a subject has that of the sentence: "LINERS fell, ENDING their worst year"; where it is not certain
 * whose verb it is ("since joining"), the words before it say more. */
static void event_range_lend(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				struct event_range *r)
{
	const struct event_clause *clause = event_scan_first(s, head->token);
	uint32_t first = clause->begin < event_scan_clause(s, head->token)->begin && clause->begin > c->begin ? clause->begin
													      : c->begin;
	uint32_t begin = head->token > first ? event_range_subject(s, first, head->token) : head->token, verb = begin;
	if (!head->verb || r->gap_end || begin >= r->begin || event_phrase_group(s, r->begin, head->token) != r->begin)
		return;
	while (verb < r->begin && !event_scan_is(s, verb, EVENT_BIT(TENSE)) && verb - begin < EVENT_SUBJECT_TOKENS)
		verb++;
	bool own = verb == r->begin && s->marks[verb].clause != s->marks[begin].clause;
	bool participle = !head->finite && event_scan_is(s, r->begin - 1, EVENT_BIT(COMMA)) &&
			  event_scan_is(s, verb, EVENT_BIT(TENSE));
	/* "Norda said that it was late, AND PREDICTED a loss" */
	bool joined = head->finite && (first > c->begin || event_scan_is(s, r->begin - 1, EVENT_BIT(AND))) && verb > begin &&
		      verb < r->begin && event_scan_is(s, verb, EVENT_BIT(TENSE));
	if (own || participle || joined) {
		r->gap_begin = verb;
		r->gap_end = r->begin;
		r->begin = begin;
	} else if (!head->finite) {
		r->end = r->begin;
		r->begin = begin;
	}
}

/* "ten died | AND SIX WERE HURT". */
static bool event_range_is_toll(const struct event_scan *s, uint32_t i)
{
	const struct event_clause *c = event_scan_clause(s, i);
	return c->begin == i && !c->joined && event_scan_is(s, i, EVENT_BIT(AND)) &&
	       event_scan_has(s, i, c->end, EVENT_BIT(HARM));
}

bool event_range_is_scene(const struct event_scan *s, const struct event_range *r, const struct event_head *head, uint32_t i)
{
	if (i <= head->token || r->part_begin || r->part_end < i || s->marks[i].clause == head->clause ||
	    event_scan_clause(s, i)->begin != i)
		return false;
	if (r->gap_end <= r->gap_begin && event_range_is_toll(s, i))
		return true;
	/* "the truce, killing ten": there it is another verb's */
	if (!r->acts || event_scan_is(s, i, EVENT_BIT(SOURCE)))
		return false;
	bool comma = event_scan_is(s, i - 1, EVENT_BIT(COMMA));
	if (comma && event_scan_is_ing(s, i))
		return s->marks[i].word.verb_kind != EVENT_STATEMENT || !event_range_reports(s, head);
	if (comma)
		return event_scan_names(s, i, EVENT_SORT(SCENE)) && !event_scan_names(s, i, EVENT_SORT(THERE)) &&
		       !event_scan_is(s, i, EVENT_BIT(AS));
	return event_scan_is(s, i, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(AS) | EVENT_BIT(IF)) ||
	       (event_scan_is(s, i, EVENT_BIT(THAT)) && !event_range_reports(s, head));
}

/* Goes on with how it came behind a toll, which says less; where nothing does, with the toll. */
static void event_range_toll(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			     struct event_range *r)
{
	uint32_t toll = r->end, past = event_scan_clause(s, toll)->end;
	for (uint32_t i = toll + 1; i < c->end && i <= past && !r->gap_end; i++)
		/* ", including two children" tells less than the toll */
		if (event_range_is_scene(s, r, head, i) && !event_scan_is(s, i, EVENT_BIT(BETWEEN))) {
			r->gap_begin = toll;
			r->gap_end = i;
			past = event_scan_clause(s, i)->end;
		}
	r->end = past;
}

/* Which of the words behind the head stand at the event's own date. */
static void event_range_part(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			     struct event_range *r)
{
	r->part_begin = c->part_begin;
	r->part_end = c->part_end;
	if (r->part_end <= head->token || r->part_begin <= head->token) {
		r->part_begin = 0;
		r->part_end = r->part_end <= head->token ? UINT32_MAX : r->part_end;
	}
	while (r->part_begin && r->part_begin + 1 < c->end &&
	       event_scan_is(s, r->part_begin, EVENT_BIT(COMMA) | EVENT_BIT(AND)))
		r->part_begin++;
	/* ", sources said on Monday": who says so stands at another date, not what is said */
	if (r->part_begin && r->part_begin < c->end && s->marks[r->part_begin].clause != head->clause) {
		r->part_begin = 0;
		r->part_end = UINT32_MAX;
	}
}

/* Where the words begin: at the subject, or at what a clause without one speaks of. */
static void event_range_open(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			     const struct event_head *verb, uint32_t from, struct event_range *r)
{
	bool told = from > r->begin;
	if (told)
		event_range_from(s, c, head, from, r);
	if (r->begin < c->begin && head->token >= c->begin)
		r->begin = c->begin;
	uint32_t anchor = verb && !told && verb->token < head->token ? verb->token : head->token;
	if (anchor < r->begin)
		anchor = head->token;
	/* "Ana Diaz, who will speak at the SUMMIT" */
	bool governed = !head->verb && !told && verb && verb->finite && verb->clause == head->clause &&
			verb->token < head->token;
	if (told || !event_antecedent_find(s, governed ? verb : head, r))
		r->begin = event_range_subject(s, r->begin, anchor);
	if (r->begin < c->begin && head->token >= c->begin)
		r->begin = c->begin;
	if (!told)
		event_range_lend(s, c, head, r);
}

/* Where they end: before what the clause is only part of, or past what was said and how it came. */
static void event_range_close(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			      struct event_range *r)
{
	r->end = event_range_reduced(s, c, head, event_range_opening(s, head, r->end));
	if (head->verb) {
		uint32_t begin = event_scan_clause(s, head->token)->begin;
		r->end = event_range_related(s, head, event_phrase_group(s, begin, head->token), r->end);
	}
	if (event_range_reports(s, head))
		event_range_said(s, c, head, r);
	else if (r->end < c->end && event_range_is_toll(s, r->end))
		event_range_toll(s, c, head, r);
	else if (r->end < c->end && event_range_is_scene(s, r, head, r->end))
		r->end = event_scan_clause(s, r->end)->end;
}

/* "became a partner in May and AN OBSERVER in June": the object at the event's own date takes the place of the first. */
static void event_range_replace(const struct event_scan *s, const struct event_head *head, const struct event_head *verb,
				struct event_range *r)
{
	if (!r->part_begin || !event_scan_is(s, r->part_begin, EVENT_BIT(DET)))
		return;
	if (head->verb) {
		r->head_end = head->token + 1;
	} else if (verb && verb->token < head->token && !r->gap_end) {
		r->gap_begin = verb->token + 1;
		r->gap_end = r->head_end;
	}
}

struct event_range event_range_find(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				    const struct event_head *verb, uint32_t from)
{
	const struct event_clause *clause = event_scan_clause(s, head->token);
	struct event_range r = {.begin = clause->begin, .end = clause->end, .head_end = head->token + head->length};
	r.acts = head->verb || (verb && verb->finite && !from);
	event_range_part(s, c, head, &r);
	event_range_open(s, c, head, verb, from, &r);
	event_range_close(s, c, head, &r);
	event_range_replace(s, head, verb, &r);
	return r;
}
