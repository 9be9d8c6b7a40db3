#include "config.h"

#include "text/event_head.h"

#define EVENT_HELPING (EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(DO) | EVENT_BIT(WILL) | EVENT_BIT(MAY) | EVENT_BIT(WISH))

/* The token before i, hyphens included, or UINT32_MAX. */
static uint32_t event_head_before(uint32_t i)
{
	return i > 0 ? i - 1 : UINT32_MAX;
}

static bool event_head_is_adverb(const struct event_scan *s, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(ADVERB) | EVENT_BIT(NOT)) ||
	       event_scan_looks(s, i, LOOKS_ADVERB);
}

enum { EVENT_HELPING_TOKENS = 6 }; /* "is widely expected to" and a few adverbs */

/* Whether a word or phrase of these classes ends right before token i, adverbs between them allowed. */
static bool event_head_follows(const struct event_scan *s, uint32_t i, uint64_t classes)
{
	uint32_t adverbs = 0, first = i > EVENT_HELPING_TOKENS ? i - EVENT_HELPING_TOKENS : 0;
	if (!event_scan_has(s, first, i, classes))
		return false;
	for (uint32_t k = i; k > first; k--) {
		uint32_t n = event_scan_length(s, k - 1, classes);
		if (n && k - 1 + n >= i - adverbs)
			return true;
		if (k == i - adverbs && event_head_is_adverb(s, k - 1))
			adverbs++;
	}
	return false;
}

/* Whether an auxiliary or "to" leads to token i. */
static bool event_head_is_helped(const struct event_scan *s, uint32_t i)
{
	return event_head_follows(s, i, EVENT_HELPING | EVENT_BIT(TO));
}

/* Whether what follows token i is what follows a verb: "visits the", "attacks Iran". */
static bool event_head_has_object(const struct event_scan *s, uint32_t i)
{
	uint32_t after = i + 1;
	return after < s->count && (s->tokens[after].kind == TOKEN_NUMBER ||
				    event_scan_is(s, after, EVENT_BIT(PLACE) | EVENT_BIT(DET) | EVENT_BIT(THAT)));
}

/* "there are signs", "it is work": a bare form or one in -s right after "are" or "has" is no verb. */
static bool event_head_is_predicate(const struct event_scan *s, uint32_t i, uint8_t forms)
{
	uint32_t before = event_head_before(i);
	return before != UINT32_MAX && !(forms & (FORM_ING | FORM_PARTICIPLE)) &&
	       event_scan_is(s, before, EVENT_BIT(BE) | EVENT_BIT(HAVE)) &&
	       !event_scan_is(s, before, EVENT_BIT(WILL) | EVENT_BIT(WISH));
}

/* "a truck crashes": a form in -s after a singular. */
static bool event_head_after_singular(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 4 };
	for (uint32_t k = i; k > 0 && i - k < LONGEST; k--) {
		if (event_scan_is(s, k - 1, EVENT_BIT(SINGULAR)))
			return k < i;
		if (s->tokens[k - 1].kind != TOKEN_WORD || event_scan_is(s, k - 1, EVENT_BIT(PREP) | EVENT_BIT(DET)))
			return false;
	}
	return false;
}

/* "thousands of people march on", "ministers meet on Monday": a bare form after a plural; where it is a noun as often, only
 * one of a table's, for "arms talks in". */
static bool event_head_after_plural(const struct event_scan *s, uint32_t i)
{
	const struct event_word *w = &s->marks[i].word;
	bool noun = event_scan_looks(s, i - 1, LOOKS_PLURAL) && !s->marks[i - 1].word.verb_strength; /* not "discuss progress" */
	bool plural = event_scan_names(s, i - 1, EVENT_SORT(PLURAL)) || (noun && w->verb_strength > w->noun_strength);
	return plural && i + 1 < s->count && event_scan_is(s, i + 1, EVENT_BIT(PREP) | EVENT_BIT(DET) | EVENT_BIT(DATE));
}

/* "the attack", "its visit", "Tuesday's meeting", "of attacks", "military exercise": what stands around a word
 * that could be both tells which it is. */
static bool event_head_reads_as_noun(const struct event_scan *s, uint32_t i, uint8_t forms, bool helped)
{
	uint32_t before = event_head_before(i);
	if (before == UINT32_MAX)
		return !(forms & (FORM_PAST | FORM_ING));
	bool noun_before = event_scan_is(s, before, EVENT_BIT(DET)) && !event_scan_is(s, before, EVENT_BIT(ADVERB));
	if (helped)
		return (!(forms & (FORM_BASE | FORM_S)) && noun_before) || event_head_is_predicate(s, i, forms);
	bool pronoun = event_scan_is(s, before, EVENT_BIT(PRONOUN)) && !noun_before;
	if (pronoun || event_head_is_adverb(s, before))
		return false;
	if (noun_before || event_scan_is(s, before, EVENT_BIT(PREP)) || s->tokens[before].kind == TOKEN_NUMBER)
		return true;
	if (event_head_has_object(s, i) || (forms & FORM_PAST) || ((forms & FORM_S) && event_head_after_singular(s, i)))
		return false;
	if (forms == FORM_BASE && event_head_after_plural(s, i))
		return false;
	bool name = s->tokens[before].upper_first || s->marks[before].place >= 0;
	return !((forms & FORM_S) && name && s->sentence->heading);
}

/* "hurricane SEASON", "election CAMPAIGN": a noun before a plain noun only describes it. A plural seldom does. */
static bool event_head_describes(const struct event_scan *s, uint32_t i, uint32_t length)
{
	uint32_t last = i + length - 1, after = last + 1;
	if (after >= s->count || s->sentence->shouting || event_scan_looks(s, last, LOOKS_PLURAL))
		return false;
	const struct token *t = &s->tokens[after];
	/* "an election agency", "a murder suspect" */
	bool plain = !s->marks[after].word.known ||
		     (event_scan_names(s, after, EVENT_SORT(FIRM) | EVENT_SORT(PERSON)) && !s->marks[after].word.verb_strength);
	return t->kind == TOKEN_WORD && !t->upper_first && t->space_before && plain &&
	       !event_scan_is(s, after, EVENT_BIT(DATE)) && !event_scan_looks(s, after, LOOKS_PAST | LOOKS_ADVERB);
}

static bool event_head_unknown_verb(const struct event_scan *s, uint32_t i)
{
	const struct token *t = &s->tokens[i];
	if (t->kind != TOKEN_WORD || !event_scan_looks(s, i, LOOKS_PAST))
		return false;
	uint32_t before = event_head_before(i);
	if (before == UINT32_MAX)
		return false;
	if (t->upper_first && !s->sentence->shouting)
		return false;
	return !event_scan_is(s, before, EVENT_BIT(DET) | EVENT_BIT(PREP)) && !event_scan_mark(s, before, '-');
}

/* A verb has a tense when an auxiliary stands before it, or when it is a past or a third person by form
 * and no participle after a noun by position. */
static bool event_head_is_finite(const struct event_scan *s, uint32_t i, uint8_t forms, bool helped)
{
	uint32_t before = event_head_before(i);
	if (helped)
		return !event_scan_is(s, before, EVENT_BIT(TO) | EVENT_BIT(AFTER_COMMA)) ||
		       event_head_follows(s, i, EVENT_BIT(WILL));
	if (forms & FORM_PAST)
		return !(forms & FORM_PARTICIPLE) || !event_scan_is_passive(s, i);
	return (forms & FORM_S) || ((forms & FORM_BASE) && before != UINT32_MAX);
}

bool event_head_is_under(const struct event_scan *s, uint32_t i)
{
	enum { PHRASE = 6 };
	for (uint32_t k = i; k > 0 && i - k < PHRASE; k--) {
		if (s->marks[k - 1].word.acts)
			return false;
		/* "launched a WAVE of attacks" */
		if (k > 1 && event_scan_is(s, k - 1, EVENT_BIT(OF)) && event_scan_names(s, k - 2, EVENT_SORT(SERIES)))
			continue;
		if (event_scan_is(s, k - 1, EVENT_BIT(PREP)))
			return true;
		if (event_scan_is(s, k - 1, EVENT_BIT(DET)) || s->tokens[k - 1].kind == TOKEN_MARK)
			return k > 1 && event_scan_is(s, k - 2, EVENT_BIT(PREP));
	}
	return false;
}

static struct event_head event_head_verb(const struct event_scan *s, uint32_t i, uint32_t length, const struct event_word *w,
					 bool helped)
{
	return (struct event_head){
		.token = i, .length = length, .verb = true, .forms = w->forms, .kind = w->verb_kind,
		.strength = w->verb_strength, .clause = s->marks[i].clause,
		.helped = helped, .finite = event_head_is_finite(s, i, w->forms, helped),
	};
}

/* "the EIGHT met in Lima": behind two determiners, with no noun after the verb, the second one is the subject. */
static bool event_head_after_count(const struct event_scan *s, uint32_t i)
{
	return i >= 2 && i + 1 < s->count && event_scan_is(s, i - 1, EVENT_BIT(DET)) &&
	       event_scan_is(s, i - 2, EVENT_BIT(DET)) &&
	       (s->marks[i + 1].timex >= 0 || event_scan_is(s, i + 1, EVENT_BIT(PREP)));
}

/* "the said vessel", "increased taxes": after a determiner a participle is an adjective; "amid signs of": after a
 * preposition no tense can follow. */
static bool event_head_is_no_verb(const struct event_scan *s, uint32_t i, uint8_t forms, bool helped)
{
	uint32_t before = event_head_before(i);
	if (before == UINT32_MAX || event_head_is_predicate(s, i, forms))
		return before != UINT32_MAX;
	if (helped || ((forms & FORM_PAST) && event_head_after_count(s, i)))
		return false;
	/* "a split-adjusted basis" */
	if (event_scan_mark(s, before, '-') && !s->tokens[i].space_before)
		return true;
	/* "the maker's recall" */
	if (str_eq(s->tokens[before].lower, STR("'s")) && !(forms & (FORM_PAST | FORM_PARTICIPLE | FORM_ING)))
		return true;
	bool adverb = event_head_is_adverb(s, before) && before > 0;
	if (event_scan_is(s, before - adverb, EVENT_BIT(DET)) &&
	    !event_scan_is(s, before - adverb, EVENT_BIT(PRONOUN) | EVENT_BIT(ADVERB)))
		return true;
	if (forms & (FORM_ING | FORM_PAST | FORM_PARTICIPLE))
		return false;
	if (event_scan_is(s, before, EVENT_BIT(PREP)))
		return true;
	/* the bare form has a plural or a pronoun before it, or an object behind it: "nations sign a pact" */
	bool subject = event_scan_is(s, before, EVENT_BIT(PRONOUN) | EVENT_BIT(AND)) ||
		       event_scan_names(s, before, EVENT_SORT(PLURAL)) || event_scan_looks(s, before, LOOKS_PLURAL);
	return forms == FORM_BASE && !subject && !event_head_has_object(s, i);
}

/* "in fighting terrorism": a form in -ing between a preposition and its object is no event. */
static bool event_head_is_gerund(const struct event_scan *s, uint32_t i, uint8_t forms)
{
	uint32_t before = event_head_before(i), after = i + 1;
	if (!(forms & FORM_ING) || before == UINT32_MAX || !event_scan_is(s, before, EVENT_BIT(PREP)))
		return false;
	return after < s->count && s->tokens[after].kind == TOKEN_WORD &&
	       !event_scan_is(s, after, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(BE));
}

/* "the programme Meet the People", "the Lima Express": a capital within a sentence begins a name, not a verb. */
static bool event_head_is_name(const struct event_scan *s, uint32_t i)
{
	const struct sentence *e = s->sentence;
	return s->tokens[i].upper_first && i > 0 && !e->heading && !e->shouting && s->tokens[i - 1].kind == TOKEN_WORD &&
	       !s->tokens[i].upper_all;
}

/* The head at token i, if one begins there. */
static bool event_head_at(const struct event_scan *s, uint32_t i, struct event_head *out)
{
	const struct event_mark *m = &s->marks[i];
	const struct event_word *w = m->phrase && (m->phrase->noun_strength || m->phrase->verb_strength) ? m->phrase : &m->word;
	uint32_t length = w == m->phrase ? m->length : 1;
	if (m->classes & (EVENT_BIT(DATE) | EVENT_BIT(PLACE)))
		return false;
	if (!w->noun_strength && !w->verb_strength) {
		if (w->classes || !event_head_unknown_verb(s, i))
			return false;
		static const struct event_word unknown = {
			.verb_kind = EVENT_OTHER, .verb_strength = STRENGTH_WEAK, .forms = FORM_PAST | FORM_PARTICIPLE};
		*out = event_head_verb(s, i, 1, &unknown, event_head_is_helped(s, i));
		return true;
	}
	bool helped = w->verb_strength && event_head_is_helped(s, i);
	if (w->verb_strength && (w->acts || !event_head_reads_as_noun(s, i, w->forms, helped)) && !event_head_is_name(s, i)) {
		if (length == 1 && event_head_is_no_verb(s, i, w->forms, helped))
			return false;
		*out = event_head_verb(s, i, length, w, helped);
		return true;
	}
	if (!w->noun_strength || event_head_is_gerund(s, i, w->forms) || event_head_describes(s, i, length))
		return false;
	*out = (struct event_head){.token = i, .length = length, .kind = w->noun_kind, .strength = w->noun_strength,
				   .clause = m->clause};
	return true;
}

/* "invited them to an event HOSTED there": past or participle by form, and its clause has its verb already. */
static bool event_head_is_participle(const struct event_scan *s, const struct event_head *heads, size_t count,
				     const struct event_head *h)
{
	uint8_t both = FORM_PAST | FORM_PARTICIPLE;
	if (!h->verb || (h->forms & both) != both || h->helped)
		return false;
	for (size_t i = count; i > 0; i--) {
		if (!heads[i - 1].verb || !heads[i - 1].finite || heads[i - 1].clause != h->clause)
			continue;
		for (uint32_t k = heads[i - 1].token; k < h->token; k++)
			if (event_scan_is(s, k, EVENT_BIT(AND) | EVENT_BIT(COMMA)))
				return false;
		return true;
	}
	return false;
}

size_t event_head_find(const struct event_scan *s, struct event_head out[static EVENT_HEADS])
{
	size_t n = 0;
	uint32_t next = s->body;
	for (uint32_t k = 0; k < s->telling_count && n < EVENT_HEADS; k++) {
		uint32_t i = s->telling[k];
		if (i < next)
			continue;
		uint32_t idle = s->marks[i].phrase ? event_scan_length(s, i, EVENT_BIT(IDLE)) : 0;
		next = i + idle;
		if (idle > 1 || !event_head_at(s, i, &out[n]))
			continue;
		if (event_head_is_participle(s, out, n, &out[n]))
			out[n].finite = false;
		next = i + out[n++].length;
	}
	return n;
}

const struct event_head *event_head_governor(const struct event_head *heads, size_t count, const struct event_head *h)
{
	if (h->verb)
		return h;
	const struct event_head *found = NULL;
	for (const struct event_head *v = heads; v < heads + count; v++) {
		if (!v->verb || v->clause != h->clause)
			continue;
		if (v->token > h->token)
			return found && found->finite ? found : v;
		if (!found || v->finite || !found->finite)
			found = v;
	}
	return found;
}

enum {
	EVENT_OBJECT_TOKENS = 12, /* a verb's object is no further away */
	EVENT_SUBJECT_TOKENS = 24, /* its subject may be, past an apposition */
};

/* The noun that an inner clause speaks of: "the meeting, being held in May", "a conference, which was opened". */
static const struct event_head *event_head_antecedent(const struct event_head *heads, size_t count,
						      const struct event_head *verb)
{
	enum { APART = 6 };
	const struct event_head *found = verb;
	for (const struct event_head *n = heads; n < heads + count && n->token < verb->token; n++)
		if (!n->verb && n->strength == STRENGTH_STRONG && verb->strength == STRENGTH_SUPPORT &&
		    n->clause != verb->clause && verb->token - n->token <= APART)
			found = n;
	return found;
}

/* The noun that acts: "a BLAST occurred", "an EARTHQUAKE killed ten". The first strong one before the verb that
 * stands under no preposition, else the last. */
static const struct event_head *event_head_subject(const struct event_scan *s, const struct event_head *heads, size_t count,
						   const struct event_head *verb)
{
	const struct event_head *found = NULL;
	for (const struct event_head *n = heads; n < heads + count && n->token < verb->token; n++) {
		if (n->verb || event_scan_first(s, n->token) != event_scan_first(s, verb->token) ||
		    verb->token - n->token >= EVENT_SUBJECT_TOKENS)
			continue;
		bool under = event_head_is_under(s, n->token);
		bool weak = n->strength == STRENGTH_WEAK && verb->strength == STRENGTH_SUPPORT && !under;
		bool fits = n->strength == STRENGTH_STRONG || weak;
		if (fits && (!found || !under))
			found = n;
	}
	return found;
}

/* The noun that a verb acts on: "held TALKS", "launched an ATTACK". A strong verb keeps its own event but for an
 * object of a kind of its own. */
static const struct event_head *event_head_object(const struct event_scan *s, const struct event_head *heads, size_t count,
						  const struct event_head *verb)
{
	for (const struct event_head *n = heads; n < heads + count; n++) {
		if (n->verb || n->clause != verb->clause || n->token < verb->token)
			continue;
		if (n->token - verb->token > EVENT_OBJECT_TOKENS)
			break;
		bool support = verb->strength == STRENGTH_SUPPORT;
		if (verb->strength == STRENGTH_STRONG && (n->kind == EVENT_OTHER || n->token - verb->token > 5))
			continue;
		if (!support && (n->strength < STRENGTH_STRONG || event_head_is_under(s, n->token)))
			continue;
		return n;
	}
	return NULL;
}

/* "an earthquake struck", "the bomb blast killed ten": what killed is the event. */
static bool event_head_is_cause(const struct event_head *noun)
{
	return noun->kind == EVENT_DISASTER || noun->kind == EVENT_ATTACK || noun->kind == EVENT_CONFLICT;
}

const struct event_head *event_head_meaning(const struct event_scan *s, const struct event_head *heads, size_t count,
					    const struct event_head *verb)
{
	if (!verb->verb || (verb->kind != EVENT_OTHER && verb->kind != EVENT_ATTACK))
		return verb;
	const struct event_head *subject = event_head_subject(s, heads, count, verb);
	if (verb->kind == EVENT_ATTACK || verb->strength == STRENGTH_WEAK)
		if (subject && event_head_is_cause(subject) && !event_head_is_under(s, subject->token))
			return subject;
	if (verb->kind == EVENT_ATTACK)
		return verb;
	if (verb->strength != STRENGTH_SUPPORT)
		subject = NULL;
	const struct event_head *object = event_head_object(s, heads, count, verb);
	bool acts = subject && !event_head_is_under(s, subject->token);
	if (object && !(acts && event_head_is_under(s, object->token)))
		return object;
	return subject ? subject : event_head_antecedent(heads, count, verb);
}
