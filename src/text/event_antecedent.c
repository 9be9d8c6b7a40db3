#include "config.h"

#include "text/event_antecedent.h"

#include "text/event_phrase.h"

bool event_antecedent_is_relative(const struct event_scan *s, uint32_t group)
{
	return group && event_scan_is(s, group - 1, EVENT_BIT(PRONOUN)) &&
	       event_scan_is(s, group - 1, EVENT_BIT(SUB) | EVENT_BIT(THAT));
}

/* "the minister opened [a mine LEASED in May]": a participle right behind the noun that it describes. */
static bool event_antecedent_describes(const struct event_scan *s, const struct event_head *head, uint32_t group)
{
	if (head->finite || !(head->forms & FORM_PARTICIPLE) || group != head->token || group == 0)
		return false;
	uint32_t before = head->token - 1;
	return s->marks[before].clause == head->clause &&
	       !event_scan_is(s, before,
			      EVENT_BIT(MARK) | EVENT_BIT(DATE) | EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(TO) |
				      EVENT_BIT(DET) | EVENT_BIT(SUB) | EVENT_BIT(AS) | EVENT_BIT(BE) | EVENT_BIT(HAVE)) &&
	       !event_scan_looks(s, before, LOOKS_ADVERB);
}

/* "buyers [WHO are under pressure] left": the relative pronoun at `begin` whose clause has its verb before the verb group that
 * goes on without a comma; or the group. */
static uint32_t event_antecedent_relative(const struct event_scan *s, uint32_t begin, uint32_t group)
{
	const uint64_t joins = EVENT_BIT(COMMA) | EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(THAT) | EVENT_BIT(TO) |
			       EVENT_BIT(AS);
	if (begin == 0 || begin + 2 >= group || !event_antecedent_is_relative(s, begin + 1) ||
	    !event_scan_is(s, begin + 1, EVENT_BIT(TENSE)))
		return group;
	/* "who said it left", "who had left" */
	bool says = s->marks[begin + 1].word.reports || (s->marks[group].word.forms & FORM_BASE) ||
		    event_phrase_group(s, begin + 1, group) < group;
	if (says || event_scan_is(s, group - 1, EVENT_BIT(PRONOUN)) || event_scan_has(s, begin + 2, group, joins))
		return group;
	for (uint32_t i = begin + 2; i + 1 < group; i++) /* "and | a market left", but not "and | went" */
		if (event_scan_is(s, i, EVENT_BIT(AND)) &&
		    (event_scan_is(s, i + 1, EVENT_BIT(TENSE)) || s->marks[i + 1].word.acts))
			return group;
	return event_scan_is(s, group - 1, EVENT_BIT(AND)) ? group : begin;
}

/* Of the noun phrase *begin..*end before a relative clause with its verb at `group` the part that it speaks of: "two towers of
 * [the dam], which WAS", "[Juan Soto], a lawyer who won". */
static void event_antecedent_whose(const struct event_scan *s, uint32_t group, uint32_t *begin, uint32_t *end)
{
	uint32_t name = *begin - (*begin > 0);
	bool apposed = event_scan_is(s, *begin, EVENT_BIT(SINGULAR)) && event_scan_is(s, name, EVENT_BIT(COMMA));
	while (apposed && name > 0 && s->tokens[name - 1].upper_first && s->tokens[name - 1].kind == TOKEN_WORD &&
	       !event_scan_is(s, name - 1, EVENT_BIT(DET)))
		name--;
	if (apposed && name + 1 < *begin) {
		*end = *begin - 1;
		*begin = name;
		return;
	}
	bool one = event_scan_is(s, group, EVENT_BIT(BE) | EVENT_BIT(HAVE)) && event_scan_is(s, group, EVENT_BIT(TENSE)) &&
		   !event_scan_is(s, group, EVENT_BIT(HAD)) && !event_scan_names(s, group, EVENT_SORT(MANY)) &&
		   !event_scan_looks(s, *end - 1, LOOKS_PLURAL);
	for (uint32_t i = *begin + 1; one && i + 1 < *end; i++)
		if (event_scan_is(s, i, EVENT_BIT(OF)) && event_scan_looks(s, i - 1, LOOKS_PLURAL)) {
			*begin = i + 1;
			return;
		}
}

/* What a relative clause says that it was done to, before its pronoun at `which`: its first token, or `which`. Sets object_end
 * where somebody else did it. */
static uint32_t event_antecedent_object(const struct event_scan *s, uint32_t which, uint32_t group, struct event_range *r)
{
	uint32_t noun = event_phrase_noun(s, 0, which - event_scan_is(s, which - 1, EVENT_BIT(COMMA))), who = which + 1;
	while (who < group && (event_scan_is(s, who, EVENT_BIT(ADVERB) | EVENT_BIT(ALSO) | EVENT_BIT(DATE)) ||
			       event_scan_looks(s, who, LOOKS_ADVERB)))
		who++;
	if (noun == which || s->tokens[noun].kind == TOKEN_NUMBER)
		return which;
	/* "which RUNS the index, took" */
	bool verb = event_scan_is(s, who, EVENT_BIT(TENSE) | EVENT_BIT(PREP)) || s->marks[who].word.acts ||
		    (s->marks[who].word.verb_strength && event_scan_is(s, who + 1, EVENT_BIT(DET))) ||
		    event_scan_has(s, which, group, EVENT_BIT(COMMA));
	if (who < group && !verb) {
		r->object_end = which;
		for (uint32_t i = noun; i + 1 < which; i++)
			if (event_scan_is(s, i, EVENT_BIT(PREP)) && !event_scan_is(s, i, EVENT_BIT(OF)))
				noun = i + 1;
	}
	return noun;
}

/* Past the phrase that the clause of `head` speaks of, which has its verb group at `group`, or 0 when the clause has its
 * subject. `over` is the pronoun of a relative clause that the sentence goes on behind without a comma, or `group`. */
static uint32_t event_antecedent_end(const struct event_scan *s, const struct event_head *head, uint32_t begin, uint32_t group,
				     uint32_t over)
{
	uint32_t end = group;
	const struct event_clause *c = event_scan_first(s, head->token);
	if (c->begin < event_scan_clause(s, head->token)->begin)
		for (end = c->begin; end < group && !event_scan_is(s, end, EVENT_BIT(TENSE));)
			end++;
	if (over < group)
		end = over;
	else if (end > 0 && event_antecedent_is_relative(s, end))
		end--;
	else if ((head->token != begin || head->forms == FORM_ING) && !event_antecedent_describes(s, head, group))
		return 0;
	if (!end)
		return 0;
	end -= event_scan_is(s, end - 1, EVENT_BIT(COMMA));
	/* "a report for March, which" */
	while (end > 2 && end < group &&
	       (s->marks[end - 1].timex >= 0 || (s->marks[end].timex >= 0 && event_scan_is(s, end - 1, EVENT_BIT(PREP)))))
		end--;
	return end;
}

/* "a pump, WHICH Norda unveiled in May": whether the pronoun at token `which` may stand for what something was done to. */
static bool event_antecedent_is_object(const struct event_scan *s, uint32_t which, uint32_t group)
{
	return which > 0 && group > which + 1 && event_scan_is(s, which, EVENT_BIT(SUB)) &&
	       event_scan_is(s, which, EVENT_BIT(PRONOUN)) && !event_scan_is(s, which - 1, EVENT_BIT(PREP) | EVENT_BIT(AND));
}

bool event_antecedent_find(const struct event_scan *s, const struct event_head *head, struct event_range *r)
{
	if (!head->verb)
		return false;
	uint32_t group = event_phrase_group(s, 0, head->token), over = event_antecedent_relative(s, r->begin, group);
	if (over == group && event_antecedent_is_object(s, r->begin, group)) {
		uint32_t which = r->begin;
		r->begin = event_antecedent_object(s, which, group, r);
		return r->begin != which;
	}
	uint32_t end = event_antecedent_end(s, head, r->begin, group, over);
	uint32_t begin = end == group || !end ? end : event_phrase_noun(s, 0, end);
	if (begin == end)
		return false;
	event_antecedent_whose(s, over < group ? over + 1 : group, &begin, &end);
	r->begin = begin;
	r->gap_begin = end;
	r->gap_end = group;
	return true;
}
