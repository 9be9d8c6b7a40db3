#include "config.h"

#include "text/event_aim.h"

#include "text/event_phrase.h"

/* Whether the verb at a token only completes the one before it: "agreed [to SEND]", "arrested [for SELLING]". */
static bool event_aim_completes(const struct event_scan *s, uint32_t verb)
{
	const struct event_word *w = &s->marks[verb].word;
	if (event_scan_is(s, verb - 1, EVENT_BIT(TO)))
		return w->acts || (w->verb_strength && event_scan_is(s, verb + 1, EVENT_BIT(DET) | EVENT_BIT(PLACE)));
	/* "for selling", "for SWAMPING the shops", not "on fishing in Lima" */
	bool ing = (w->verb_strength && w->forms == FORM_ING) ||
		   (!w->known && event_scan_looks(s, verb, LOOKS_ING) &&
		    event_scan_is(s, verb + 1, EVENT_BIT(DET) | EVENT_BIT(PLACE) | EVENT_BIT(TO)));
	return ing && event_scan_is(s, verb - 1, EVENT_BIT(PREP)) && !event_scan_is(s, verb - 1, EVENT_BIT(AT_PLACE));
}

/* Why, or of what: "resigned OVER the war in [Chad]", "convicted OF spying for [Chad]"; not "won over Chad". */
static bool event_aim_gives_topic(const struct event_scan *s, uint32_t topic, uint32_t token)
{
	if (!event_scan_names(s, topic, EVENT_SORT(TOPIC)))
		return false;
	/* "handed over at", "left over 30 dead in" */
	bool particle = event_scan_is(s, topic + 1, EVENT_BIT(PREP)) || s->tokens[topic + 1].kind == TOKEN_NUMBER;
	return s->marks[topic].length > 1 || (!particle && topic + 1 + event_scan_is(s, topic + 1, EVENT_BIT(DET)) < token);
}

/* "a law THAT bans": behind a noun, a relative pronoun. Its part stays in the clause. */
static bool event_aim_is_that(const struct event_scan *s, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(THAT)) && event_scan_is(s, i + 1, EVENT_BIT(TENSE)) &&
	       !s->marks[i - 1].word.acts && !event_scan_is(s, i - 1, EVENT_BIT(MARK) | EVENT_BIT(PREP) | EVENT_BIT(AND));
}

/* "the Peruvian ambassador TO CHILE", "Peru's new envoy TO CHILE", "Peru's consul IN CHILE": an office that is held with a
 * country; not "sent a man to Chile", "sent an envoy to Chile". */
static bool event_aim_is_post(const struct event_scan *s, uint32_t token)
{
	enum { LONGEST = 4 };
	const uint64_t walls = EVENT_BIT(MARK) | EVENT_BIT(PREP) | EVENT_BIT(TENSE) | EVENT_BIT(SINGULAR) | EVENT_BIT(HE);
	bool to = token > 2 && event_scan_is(s, token - 1, EVENT_BIT(TO));
	if (token < 3 || !(to || event_scan_is(s, token - 1, EVENT_BIT(AT_PLACE))))
		return false;
	bool post = event_scan_names(s, token - 2, EVENT_SORT(POST));
	if (!post && !(to && event_scan_names(s, token - 2, EVENT_SORT(PERSON))))
		return false;
	for (uint32_t k = token - 2; k > 0 && token - k < LONGEST + 2; k--) {
		bool whose = s->tokens[k - 1].lower.p[0] == '\'';
		if (event_scan_is(s, k - 1, EVENT_BIT(PLACE)))
			return true;
		if (post && (whose || (to && event_scan_is(s, k - 1, EVENT_BIT(DEFINITE)))))
			return true;
		if ((!whose && event_scan_is(s, k - 1, walls)) || s->marks[k - 1].word.acts)
			return false;
	}
	return false;
}

/* "[Chilean]-born", "[Russian]-made" */
static bool event_aim_is_origin(const struct event_scan *s, uint32_t token)
{
	uint32_t k = token;
	while (k < s->count && s->marks[k].place == s->marks[token].place)
		k++;
	return k + 1 < s->count && event_scan_mark(s, k, '-') && !s->tokens[k].space_before &&
	       event_scan_names(s, k + 1, EVENT_SORT(ORIGIN));
}

/* "a cousin of [Chad]'s president", "[Chad]'s president's cousin": the president takes no part. */
static bool event_aim_is_kin(const struct event_scan *s, uint32_t token)
{
	enum { LONGEST = 8 };
	const uint64_t walls = EVENT_BIT(STOP) | EVENT_BIT(TENSE) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(AT_PLACE);
	if (!(s->sorts & EVENT_SORT(KIN)))
		return false;
	bool of = false, office = false;
	for (uint32_t k = token; k > 0 && token - k < LONGEST && !event_scan_is(s, k - 1, walls); k--) {
		if (of && event_scan_names(s, k - 1, EVENT_SORT(KIN)))
			return true;
		of |= event_scan_is(s, k - 1, EVENT_BIT(OF));
	}
	for (uint32_t k = token + 1; k + 1 < s->count && k - token < LONGEST && !event_scan_is(s, k, walls); k++) {
		office |= event_scan_names(s, k, EVENT_SORT(PERSON));
		if (office && s->tokens[k].lower.p[0] == '\'' && event_scan_names(s, k + 1, EVENT_SORT(KIN)))
			return true;
	}
	return false;
}

bool event_aim_describes(const struct event_scan *s, uint32_t token)
{
	return event_aim_is_post(s, token) || event_aim_is_origin(s, token) || event_aim_is_kin(s, token);
}

bool event_aim_has(const struct event_scan *s, const struct event_head *head, uint32_t token)
{
	bool aim = false;
	bool topic = event_aim_describes(s, token);
	for (uint32_t k = head->token + head->length; k < token && !topic; k++) {
		aim |= k > 0 && event_aim_completes(s, k);
		topic = event_aim_gives_topic(s, k, token) || (k > 0 && event_aim_is_that(s, k));
	}
	/* "Chad found [a bomb] that KILLED": who acts behind the pronoun is the noun before it */
	for (uint32_t k = token + 1; k < head->token && !topic; k++)
		topic = event_aim_is_that(s, k) && token < event_phrase_noun(s, 0, k);
	bool partner = token > 0 && event_scan_is(s, token - 1, EVENT_BIT(BETWEEN)) &&
		       !event_scan_is(s, token - 1, EVENT_BIT(OF) | EVENT_BIT(AND));
	return topic || (aim && !partner);
}

/* The preposition that leads to a noun, past those of what it is the end or the last day of: "[AT] the end of the summit". */
static uint32_t event_aim_leads(const struct event_scan *s, uint32_t noun)
{
	uint32_t found = event_phrase_preposition(s, noun), outer = found;
	while (outer != UINT32_MAX && outer > 0 && event_scan_is(s, found, EVENT_BIT(OF))) {
		outer = event_phrase_preposition(s, outer);
		found = outer != UINT32_MAX ? outer : found;
	}
	return found;
}

bool event_aim_is_elsewhere(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			    uint32_t token)
{
	const struct event_head *last = NULL;
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count && h->token < token; h++)
		if (h->clause == head->clause && (h == head || h->verb || h->strength == STRENGTH_STRONG))
			last = h;
	if (!last || last->verb || last->token == head->token || head->kind == EVENT_VISIT)
		return false;
	/* "won the first round of the election in Chad" */
	if (last->kind == EVENT_ELECTION && event_scan_names(s, head->token, EVENT_SORT(WINS)))
		return false;
	uint32_t before = event_aim_leads(s, last->token);
	if (before == UINT32_MAX || event_scan_is(s, before, EVENT_BIT(AT_PLACE) | EVENT_BIT(DURING) | EVENT_BIT(ON_DAY)))
		return false;
	/* "on Monday, the second and last day of the summit in Lima" */
	bool day = before > 1 && (event_scan_is(s, before - 1, EVENT_BIT(DATE)) ||
				  event_scan_is(s, before - 2, EVENT_BIT(LAST_DAY) | EVENT_BIT(FIRST_DAY)));
	return !(day && event_scan_is(s, before, EVENT_BIT(OF)));
}
