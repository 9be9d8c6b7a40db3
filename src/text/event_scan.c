#include "config.h"

#include "text/event_scan.h"

static void event_scan_lookup(struct event_scan *s, uint32_t i, uint32_t end)
{
	struct event_mark *m = &s->marks[i];
	const struct token *t = &s->l->tokens[i];
	*m = (struct event_mark){.length = 1, .timex = -1, .place = -1};
	if (t->kind == TOKEN_NUMBER)
		return;
	m->word = event_words_get(s->words, t->lower);
	if (m->word && m->word->longest > 1)
		m->phrase = event_words_phrase(s->words, s->l, i, end, m->word, &m->length);
}

/* Marks the tokens that the spans cover. Spans are in order, so one walk serves all of them. */
static void event_scan_timexes(struct event_scan *s)
{
	uint32_t t = 0;
	for (size_t i = 0; i < s->in->timex_count; i++) {
		struct span span = s->in->timexes[i].span;
		while (t < s->l->count && s->l->tokens[t].span.end <= span.begin)
			t++;
		for (uint32_t k = t; k < s->l->count && s->l->tokens[k].span.begin < span.end; k++)
			s->marks[k].timex = (int32_t)i;
	}
}

static void event_scan_places(struct event_scan *s)
{
	uint32_t t = 0;
	for (size_t i = 0; i < s->in->place_count; i++) {
		struct span span = s->in->places[i].span;
		while (t < s->l->count && s->l->tokens[t].span.end <= span.begin)
			t++;
		for (uint32_t k = t; k < s->l->count && s->l->tokens[k].span.begin < span.end; k++)
			s->marks[k].place = (int32_t)i;
	}
}

static bool event_scan_is_verb_ing(const struct event_scan *s, uint32_t i)
{
	const struct event_word *w = s->marks[i].word;
	return w && w->verb_strength && w->forms == FORM_ING;
}

/* Whether a clause begins at token i: after a stop within the sentence, at a word that joins clauses, at
 * a participle after a comma ("..., killing five"), at "that" after a word that can govern it. */
static bool event_scan_begins_clause(const struct event_scan *s, uint32_t i, uint32_t begin)
{
	bool comma = event_scan_mark(s, i - 1, ',');
	if (event_scan_mark(s, i - 1, ';') || event_scan_mark(s, i - 1, ':') || event_scan_mark(s, i, '('))
		return true;
	if (event_scan_mark(s, i - 1, ')') || event_scan_mark(s, i - 1, '"') || event_scan_mark(s, i, '"'))
		return true;
	if (event_scan_mark(s, i, '-') && s->l->tokens[i].space_before && i - begin > 2)
		return true;
	if (s->marks[i].timex >= 0)
		return false;
	if (comma && (event_scan_is_verb_ing(s, i) || event_scan_is(s, i, EVENT_BIT(AND) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE))))
		return true;
	if (event_scan_is(s, i, EVENT_BIT(THAT)))
		return comma || (s->marks[i - 1].word && s->marks[i - 1].word->verb_strength) || s->marks[i - 1].timex >= 0;
	return event_scan_is(s, i, EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE));
}

static void event_scan_clauses(struct event_scan *s, const struct sentence *e)
{
	uint16_t clause = 0;
	for (uint32_t i = e->token_begin; i < e->token_end; i++) {
		if (i > e->token_begin && clause < UINT16_MAX && event_scan_begins_clause(s, i, e->token_begin))
			clause++;
		s->marks[i].clause = clause;
	}
}

void event_scan_init(struct event_scan *s, const struct event_input *in, const struct event_words *w, struct arena *arena)
{
	const struct token_list *l = in->tokens;
	*s = (struct event_scan){in, l, w, arena, arena_alloc(arena, l->count + 1, sizeof *s->marks)};
	for (size_t k = 0; k < l->sentence_count; k++)
		for (uint32_t i = l->sentences[k].token_begin; i < l->sentences[k].token_end; i++)
			event_scan_lookup(s, i, l->sentences[k].token_end);
	event_scan_timexes(s);
	event_scan_places(s);
	for (size_t k = 0; k < l->sentence_count; k++)
		event_scan_clauses(s, &l->sentences[k]);
}

uint32_t event_scan_length(const struct event_scan *s, uint32_t token, uint64_t classes)
{
	const struct event_mark *m = &s->marks[token];
	if (m->phrase && (m->phrase->classes & classes))
		return m->length;
	return m->word && (m->word->classes & classes);
}

bool event_scan_is(const struct event_scan *s, uint32_t token, uint64_t classes)
{
	return event_scan_length(s, token, classes) > 0;
}

bool event_scan_mark(const struct event_scan *s, uint32_t token, char mark)
{
	const struct token *t = &s->l->tokens[token];
	return t->kind == TOKEN_MARK && t->lower.n == 1 && t->lower.p[0] == mark;
}

uint32_t event_scan_token_at(const struct event_scan *s, uint32_t byte)
{
	uint32_t low = 0, high = (uint32_t)s->l->count;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (s->l->tokens[mid].span.end <= byte)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct sentence *event_scan_sentence(const struct event_scan *s, uint32_t token)
{
	return &s->l->sentences[s->l->tokens[token].sentence];
}

/* A clause of more tokens than this is no clause; the bound keeps hostile texts linear. */
enum { EVENT_CLAUSE_TOKENS = 120 };

void event_scan_clause(const struct event_scan *s, uint32_t token, uint32_t *begin, uint32_t *end)
{
	const struct sentence *e = event_scan_sentence(s, token);
	uint16_t clause = s->marks[token].clause;
	*begin = token;
	*end = token + 1;
	while (*begin > e->token_begin && s->marks[*begin - 1].clause == clause && token - *begin < EVENT_CLAUSE_TOKENS)
		--*begin;
	while (*end < e->token_end && s->marks[*end].clause == clause && *end - token < EVENT_CLAUSE_TOKENS)
		++*end;
}
