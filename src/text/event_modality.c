#include "config.h"

#include "text/event_modality.h"

enum {
	EVENT_GROUP_TOKENS = 8, /* from the first auxiliary to its verb */
	EVENT_NOUN_TOKENS = 8,  /* from a word such as "planned" to its noun */
	EVENT_CHANCE_TOKENS = 3, /* from "chances of" to the determiner of the noun */
	EVENT_OFF_TOKENS = 16,   /* from a noun to "was cancelled" */
	EVENT_DENIAL_TOKENS = 6, /* from "denied" to the clause that it governs */
};

/* Words that say whether something happened. */
#define EVENT_SPEAKING \
	(EVENT_BIT(NOT) | EVENT_BIT(DENY) | EVENT_BIT(WILL) | EVENT_BIT(MAY) | EVENT_BIT(WISH) | EVENT_BIT(PERHAPS))

static struct span event_modality_span(const struct event_scan *s, uint32_t token, uint32_t length)
{
	return (struct span){s->tokens[token].span.begin, s->tokens[token + length - 1].span.end};
}

/* Takes the modality of the words at token i, unless a word nearer to the verb has spoken. Denial goes
 * before all: "will not attend". */
static void event_modality_word(const struct event_scan *s, uint32_t i, struct event_mood *m)
{
	static const struct {
		uint64_t classes;
		enum event_modality modality;
	} rows[] = {
		{EVENT_BIT(NOT) | EVENT_BIT(DENY), MODALITY_DENIED},
		{EVENT_BIT(WILL), MODALITY_ANNOUNCED},
		{EVENT_BIT(MAY) | EVENT_BIT(WISH) | EVENT_BIT(PERHAPS), MODALITY_HYPOTHETICAL},
	};
	for (size_t k = 0; k < sizeof rows / sizeof *rows && event_scan_is(s, i, EVENT_SPEAKING); k++) {
		uint32_t n = event_scan_length(s, i, rows[k].classes);
		bool speaks = m->modality == MODALITY_HAPPENED || rows[k].modality == MODALITY_DENIED;
		if (n && speaks) {
			m->modality = rows[k].modality;
			m->span = event_modality_span(s, i, n);
			return;
		}
	}
}

/* A verb of its own, not part of a phrase ("is EXPECTED to", "PLANS to"): the group begins after it. */
static bool event_modality_is_other_verb(const struct event_scan *s, uint32_t k, uint32_t begin)
{
	const struct event_word *w = &s->marks[k].word;
	if (!w->verb_strength || w->classes || s->marks[k].phrase)
		return false;
	for (uint32_t back = 1; back <= 3 && k >= begin + back; back++)
		if (s->marks[k - back].phrase && s->marks[k - back].length > back)
			return false;
	return true;
}

/* Reads the auxiliaries before a verb, from the verb to the left. */
static void event_modality_group(const struct event_scan *s, const struct event_head *verb, struct event_mood *m)
{
	uint32_t begin = event_scan_clause(s, verb->token)->begin;
	uint32_t first = verb->token > EVENT_GROUP_TOKENS ? verb->token - EVENT_GROUP_TOKENS : 0;
	if (!event_scan_has(s, first, verb->token,
			    EVENT_SPEAKING | EVENT_BIT(TO) | EVENT_BIT(HAVE) | EVENT_BIT(HAD) | EVENT_BIT(BE)))
		return;
	bool to = false;
	for (uint32_t i = verb->token; i > begin && verb->token - i < EVENT_GROUP_TOKENS; i--) {
		uint32_t k = i - 1;
		if (s->tokens[k].kind != TOKEN_WORD || s->marks[k].timex >= 0)
			break;
		to |= verb->token - k == 1 && event_scan_is(s, k, EVENT_BIT(TO));
		m->perfect |= event_scan_is(s, k, EVENT_BIT(HAVE)) && !event_scan_is(s, k, EVENT_BIT(HAD));
		m->pluperfect |= event_scan_is(s, k, EVENT_BIT(HAD));
		m->perfect |= (verb->forms & FORM_ING) && event_scan_is(s, k, EVENT_BIT(BE)) &&
			      !event_scan_is(s, k, EVENT_BIT(PAST));
		event_modality_word(s, k, m);
		if (event_modality_is_other_verb(s, k, begin))
			break;
	}
	m->infinitive = to && m->modality == MODALITY_HAPPENED;
}

/* "WILL be arrested in Lima and charged in Cuzco": the auxiliaries of the first verb are those of a participle joined to it. */
static void event_modality_joined(const struct event_scan *s, const struct event_head *verb, struct event_mood *m)
{
	const struct event_clause *c = event_scan_clause(s, verb->token);
	if (!c->joined || verb->helped || !(verb->forms & FORM_PARTICIPLE))
		return;
	uint32_t i = s->clauses[c->outer].begin;
	while (i < c->begin && !(s->marks[i].clause == c->outer && event_scan_is(s, i, EVENT_BIT(TENSE))))
		i++;
	for (; i < c->begin && event_scan_is(s, i, EVENT_AUXILIARY | EVENT_SPEAKING); i++)
		event_modality_word(s, i, m);
}

/* "the chances of a meeting": the words before the determiner at k. */
static bool event_modality_of_chance(const struct event_scan *s, uint32_t k, struct event_mood *m)
{
	for (uint32_t back = 1; back <= EVENT_CHANCE_TOKENS && k >= back; back++) {
		uint32_t n = event_scan_length(s, k - back, EVENT_BIT(PERHAPS));
		if (n >= 2 && k - back + n <= k + 1) {
			m->modality = MODALITY_HYPOTHETICAL;
			m->span = event_modality_span(s, k - back, n);
			return true;
		}
	}
	return false;
}

/* "the planned visit", "a possible attack", "no meeting" */
static void event_modality_noun(const struct event_scan *s, const struct event_head *head, struct event_mood *m)
{
	uint32_t begin = event_scan_clause(s, head->token)->begin;
	uint32_t first = head->token > EVENT_NOUN_TOKENS + EVENT_CHANCE_TOKENS
				 ? head->token - EVENT_NOUN_TOKENS - EVENT_CHANCE_TOKENS
				 : 0;
	if (!event_scan_has(s, first, head->token, EVENT_BIT(UPCOMING) | EVENT_BIT(PERHAPS) | EVENT_BIT(NO)))
		return;
	for (uint32_t i = head->token; i > begin && head->token - i < EVENT_NOUN_TOKENS; i--) {
		uint32_t k = i - 1;
		if (s->marks[k].timex >= 0)
			continue;
		if (s->tokens[k].kind == TOKEN_MARK && !event_scan_mark(s, k, '-'))
			return;
		uint64_t classes = m->modality == MODALITY_HAPPENED ? EVENT_BIT(UPCOMING) | EVENT_BIT(PERHAPS) : 0;
		uint32_t n = event_scan_length(s, k, classes | EVENT_BIT(NO));
		if (n) {
			m->modality = event_scan_is(s, k, EVENT_BIT(NO)) ? MODALITY_DENIED :
				      event_scan_is(s, k, EVENT_BIT(UPCOMING)) ? MODALITY_ANNOUNCED : MODALITY_HYPOTHETICAL;
			m->span = event_modality_span(s, k, n);
			return;
		}
		bool compound = event_scan_mark(s, k + 1, '-') || (k > begin && event_scan_mark(s, k - 1, '-'));
		if (!compound && event_scan_is(s, k, EVENT_BIT(DET) | EVENT_BIT(PREP)) && k > begin &&
		    event_modality_of_chance(s, k, m))
			return;
		if (!compound && event_scan_is(s, k, EVENT_BIT(DET) | EVENT_BIT(PREP)))
			return;
	}
}

/* "if they meet"; "denied that they had met" */
static void event_modality_clause(const struct event_scan *s, uint32_t token, struct event_mood *m)
{
	uint32_t begin = event_scan_first(s, token)->begin;
	uint32_t n = event_scan_length(s, begin, EVENT_BIT(IF)), opening = event_scan_length(s, 0, EVENT_BIT(IF));
	if (!n && opening) {
		m->modality = MODALITY_HYPOTHETICAL;
		m->span = event_modality_span(s, 0, opening);
	} else if (n && m->modality == MODALITY_HAPPENED) {
		m->modality = MODALITY_HYPOTHETICAL;
		m->span = event_modality_span(s, begin, n);
	}
	if (!event_scan_is(s, begin, EVENT_BIT(THAT)))
		return;
	for (uint32_t back = 1; back <= EVENT_DENIAL_TOKENS && begin >= back; back++) {
		uint32_t k = begin - back;
		const struct event_word *w = &s->marks[k].word;
		n = event_scan_length(s, k, EVENT_BIT(DENY));
		if (n) {
			m->modality = MODALITY_DENIED;
			m->span = event_modality_span(s, k, n);
			return;
		}
		if (w->verb_strength)
			return;
	}
}

/* What is under a reporting verb of the past is announced by "would", not doubted: "said it would meet". */
static bool event_modality_reported(const struct event_scan *s, uint32_t token)
{
	uint32_t begin = event_scan_clause(s, token)->begin;
	/* "said its chief would step down": without a "that" the clause is the report's own */
	for (uint32_t k = begin; k < token; k++) {
		const struct event_word *w = &s->marks[k].word;
		if (w->verb_strength && w->verb_kind == EVENT_STATEMENT && event_scan_is(s, k, EVENT_BIT(TENSE)))
			return true;
	}
	for (uint32_t k = begin; k > 0 && begin - k < EVENT_DENIAL_TOKENS; k--) {
		const struct event_word *w = &s->marks[k - 1].word;
		if (w->verb_strength && w->verb_kind == EVENT_STATEMENT)
			return true;
	}
	return false;
}

void event_modality_off(const struct event_scan *s, const struct event_head *head, struct event_mood *m)
{
	const uint64_t walls = EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(THAT) | EVENT_BIT(IF) | EVENT_BIT(AND);
	uint32_t said = UINT32_MAX;
	for (uint32_t k = head->token; k > 0 && head->token - k < EVENT_NOUN_TOKENS; k--) {
		uint32_t of_two = k > 1 && event_scan_length(s, k - 2, EVENT_BIT(DENY)) == 2; /* "called off" */
		if (of_two || (event_scan_is(s, k - 1, EVENT_BIT(DENY)) && !event_scan_is(s, k - 1, EVENT_BIT(PREP)))) {
			said = k - 1 - of_two;
			break;
		}
		if (event_scan_is(s, k - 1, (walls & ~EVENT_BIT(THAT)) | EVENT_BIT(MARK)) ||
		    (event_scan_is(s, k - 1, EVENT_BIT(PREP)) && !event_scan_is(s, k - 1, EVENT_BIT(DET))))
			break;
	}
	for (uint32_t k = head->token + 1; said == UINT32_MAX && k < s->count && k - head->token < EVENT_OFF_TOKENS; k++) {
		bool lists = event_scan_is(s, k, EVENT_BIT(AND)) && k + 1 < s->count && s->marks[k + 1].place >= 0;
		/* its date is that of the end */
		bool ends = event_scan_is(s, k, EVENT_BIT(WILL)) && event_scan_is(s, k + 1, EVENT_BIT(BE));
		if ((event_scan_is(s, k, walls) && !lists) || ends)
			break;
		if (event_scan_is(s, k, EVENT_BIT(DENY)) && event_scan_is(s, k - 1, EVENT_BIT(BE)))
			said = k;
	}
	uint32_t n = said == UINT32_MAX ? 0 : event_scan_length(s, said, EVENT_BIT(DENY));
	if (!n || event_scan_is(s, said + n - 1, EVENT_BIT(TO)))
		return;
	m->modality = MODALITY_DENIED;
	m->span = event_modality_span(s, said, n);
}

void event_modality_read(const struct event_scan *s, const struct event_head *head, const struct event_head *verb,
			 struct event_mood *out)
{
	*out = (struct event_mood){.modality = MODALITY_HAPPENED};
	if (verb) {
		event_modality_group(s, verb, out);
		event_modality_joined(s, verb, out);
		if (out->modality == MODALITY_HYPOTHETICAL &&
		    event_scan_is(s, event_scan_token_at(s, out->span.begin), EVENT_BIT(WOULD)) &&
		    event_modality_reported(s, verb->token))
			out->modality = MODALITY_ANNOUNCED;
	}
	bool away = out->modality == MODALITY_DENIED && verb && !head->verb &&
		    event_scan_is(s, verb->token, EVENT_BIT(ATTENDS));
	if (away) {
		out->modality = MODALITY_HAPPENED;
		out->span = SPAN_NONE;
	}
	if (!head->verb)
		event_modality_noun(s, head, out);
	event_modality_clause(s, head->token, out);
}
