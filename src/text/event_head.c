#include "config.h"

#include "text/event_head.h"

#define EVENT_AUXILIARY (EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(DO) | EVENT_BIT(WILL) | EVENT_BIT(MAY) | EVENT_BIT(WISH))

/* The token before i in its sentence, hyphens included, or UINT32_MAX. */
static uint32_t event_head_before(const struct event_scan *s, uint32_t i)
{
	return i > event_scan_sentence(s, i)->token_begin ? i - 1 : UINT32_MAX;
}

/* Whether an auxiliary or "to" ends right before token i, adverbs and "not" between them allowed. */
static bool event_head_after_auxiliary(const struct event_scan *s, uint32_t i)
{
	uint32_t begin = event_scan_sentence(s, i)->token_begin;
	for (uint32_t back = 1; back <= 5 && i - back + 1 > begin; back++) {
		uint32_t k = i - back;
		uint32_t n = event_scan_length(s, k, EVENT_AUXILIARY | EVENT_BIT(TO));
		if (n && (n == back || back <= 3))
			return true;
		if (back == 3 && !n)
			return false;
		if (s->l->tokens[k].kind != TOKEN_WORD || event_scan_is(s, k, EVENT_BIT(DET) | EVENT_BIT(PREP)))
			return false;
	}
	return false;
}

/* "the attack", "its visit", "Tuesday's meeting", "of attacks", "military exercise": what stands before a word
 * that could be both tells which it is. */
static bool event_head_reads_as_noun(const struct event_scan *s, uint32_t i, uint8_t forms)
{
	uint32_t before = event_head_before(s, i);
	if (before == UINT32_MAX)
		return !(forms & (FORM_PAST | FORM_ING));
	if (event_head_after_auxiliary(s, i))
		return (forms & ~(FORM_BASE | FORM_S)) == 0 && !event_scan_is(s, before, EVENT_BIT(TO)) &&
		       event_scan_is(s, before, EVENT_BIT(DET));
	if (event_scan_is(s, before, EVENT_BIT(PRONOUN)) && !event_scan_is(s, before, EVENT_BIT(DET)))
		return false;
	/* a plural or a name before the third person or the base: "Iran attacks", "the talks ended" */
	bool name = s->l->tokens[before].upper_first || s->marks[before].place >= 0;
	const struct sentence *e = event_scan_sentence(s, i);
	if ((forms & FORM_S) && name && e->heading)
		return false;
	return true;
}

static bool event_head_unknown_verb(const struct event_scan *s, uint32_t i)
{
	const struct token *t = &s->l->tokens[i];
	uint32_t before = event_head_before(s, i);
	if (t->kind != TOKEN_WORD || !event_words_looks_past(s->words, t->lower) || before == UINT32_MAX)
		return false;
	if (t->upper_first && !event_scan_sentence(s, i)->shouting)
		return false;
	return !event_scan_is(s, before, EVENT_BIT(DET) | EVENT_BIT(PREP)) && !event_scan_mark(s, before, '-');
}

/* A verb has a tense when an auxiliary stands before it, or when it is a past or a third person by form
 * and no participle after a noun by position. */
static bool event_head_is_finite(const struct event_scan *s, uint32_t i, uint8_t forms)
{
	uint32_t before = event_head_before(s, i);
	if (event_head_after_auxiliary(s, i))
		return !event_scan_is(s, before, EVENT_BIT(TO)) || event_scan_is(s, before, EVENT_BIT(WILL));
	if (forms & FORM_PAST)
		return true;
	return (forms & FORM_S) || ((forms & FORM_BASE) && before != UINT32_MAX);
}

static struct event_head event_head_verb(const struct event_scan *s, uint32_t i, uint32_t length, const struct event_word *w)
{
	return (struct event_head){
		.token = i, .length = length, .verb = true, .forms = w->forms, .kind = w->verb_kind,
		.strength = w->verb_strength, .clause = s->marks[i].clause,
		.finite = event_head_is_finite(s, i, w->forms),
	};
}

/* The head at token i, if one begins there. */
static bool event_head_at(const struct event_scan *s, uint32_t i, struct event_head *out)
{
	const struct event_mark *m = &s->marks[i];
	const struct event_word *w = m->phrase && (m->phrase->noun_strength || m->phrase->verb_strength) ? m->phrase : m->word;
	uint32_t length = w && w == m->phrase ? m->length : 1;
	if (m->timex >= 0)
		return false;
	if (!w || (!w->noun_strength && !w->verb_strength)) {
		if ((w && w->classes) || !event_head_unknown_verb(s, i))
			return false;
		static const struct event_word unknown = {
			.verb_kind = EVENT_OTHER, .verb_strength = STRENGTH_WEAK, .forms = FORM_PAST | FORM_PARTICIPLE};
		*out = event_head_verb(s, i, 1, &unknown);
		return true;
	}
	if (w->verb_strength && (!w->noun_strength || !event_head_reads_as_noun(s, i, w->forms))) {
		/* "the said vessel", "increased taxes": after a determiner a participle is an adjective */
		uint32_t before = event_head_before(s, i);
		if (before != UINT32_MAX && event_scan_is(s, before, EVENT_BIT(DET)) && !event_scan_is(s, before, EVENT_BIT(PRONOUN)))
			return false;
		*out = event_head_verb(s, i, length, w);
		return true;
	}
	if (!w->noun_strength)
		return false;
	*out = (struct event_head){.token = i, .length = length, .kind = w->noun_kind, .strength = w->noun_strength,
				   .clause = m->clause};
	return true;
}

size_t event_head_find(const struct event_scan *s, const struct sentence *e, struct event_head out[static EVENT_HEADS])
{
	size_t n = 0;
	for (uint32_t i = e->token_begin; i < e->token_end && n < EVENT_HEADS;) {
		bool found = event_head_at(s, i, &out[n]);
		i += found ? out[n].length : 1;
		n += found;
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

enum { EVENT_OBJECT_TOKENS = 12 }; /* a verb's object is no further away */

const struct event_head *event_head_meaning(const struct event_scan *s, const struct event_head *heads, size_t count,
					    const struct event_head *verb)
{
	if (!verb->verb || verb->kind != EVENT_OTHER)
		return verb;
	const struct event_head *subject = NULL;
	for (const struct event_head *n = heads; n < heads + count; n++) {
		if (n->verb || n->clause != verb->clause || n->strength < STRENGTH_WEAK)
			continue;
		bool strong = n->strength == STRENGTH_STRONG || verb->strength == STRENGTH_SUPPORT;
		if (n->token < verb->token) {
			if (strong && verb->strength == STRENGTH_SUPPORT && verb->token - n->token < EVENT_OBJECT_TOKENS)
				subject = n;
			continue;
		}
		if (n->token - verb->token > EVENT_OBJECT_TOKENS)
			break;
		/* a strong verb of its own keeps its event, but for an object of a kind: "launched an attack" */
		if (verb->strength == STRENGTH_STRONG && (n->kind == EVENT_OTHER || n->token - verb->token > 5))
			continue;
		if (strong && !(subject && event_scan_is(s, n->token - 1, EVENT_BIT(PREP))))
			return n;
	}
	return subject ? subject : verb;
}
