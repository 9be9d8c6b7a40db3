#include "config.h"

#include "text/event_scan.h"

static void event_scan_lookup(struct event_scan *s, uint32_t i, uint32_t end)
{
	struct event_mark *m = &s->marks[i];
	const struct token *t = &s->l->tokens[i];
	*m = (struct event_mark){.length = 1, .timex = -1, .place = -1};
	if (t->kind == TOKEN_NUMBER)
		return;
	m->word = event_words_get(s->words, t->word);
	if (m->word)
		m->phrase = event_words_phrase(s->words, s->l, i, end, &m->length);
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

/* ", Iraqi officials said.": the end of a sentence that only says who reports it. */
static bool event_scan_begins_tail(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 14 };
	uint32_t end = event_scan_sentence(s, i)->token_end;
	if (end - i > LONGEST)
		return false;
	for (uint32_t k = i; k < end; k++) {
		const struct event_word *w = s->marks[k].word;
		if (event_scan_mark(s, k, ','))
			return false;
		if (w && w->verb_strength == STRENGTH_WEAK && w->verb_kind == EVENT_STATEMENT && !w->noun_strength)
			return true;
	}
	return false;
}

bool event_scan_has_tense(const struct event_scan *s, uint32_t i)
{
	const struct event_word *w = s->marks[i].word;
	if (s->marks[i].timex >= 0 || s->marks[i].place >= 0)
		return false;
	if (event_scan_is(s, i, EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY)))
		return true;
	return w && w->verb_strength && !w->noun_strength && !(w->classes & EVENT_BIT(THING)) && (w->forms & (FORM_PAST | FORM_S));
}

/* ", unveiled in April, WILL PAY": whether a verb goes on behind the comma that follows token i. */
static bool event_scan_goes_on(const struct event_scan *s, uint32_t i)
{
	enum { NEAR = 3 };
	uint32_t end = event_scan_sentence(s, i)->token_end;
	while (i < end && !event_scan_mark(s, i, ','))
		i++;
	for (uint32_t k = i + 1; k < end && k - i <= NEAR; k++) {
		if (event_scan_has_tense(s, k))
			return true;
		if (event_scan_is(s, k, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(DET)))
			return false;
	}
	return false;
}

/* ", unveiled in April", ", signed last year", ", led by": a participle after a comma with what belongs to it. The first
 * verb of its sentence is one only when another goes on. */
static bool event_scan_is_participle(const struct event_scan *s, uint32_t i, bool verb)
{
	const struct event_word *w = s->marks[i].word;
	bool said = w && w->verb_kind == EVENT_STATEMENT && w->verb_strength == STRENGTH_WEAK;
	bool participle = w ? (w->forms & FORM_PARTICIPLE) && !w->noun_strength && !said : event_words_looks_past(s->words, s->l->tokens[i].lower);
	return participle && (verb || event_scan_goes_on(s, i)) && i + 1 < event_scan_sentence(s, i)->token_end &&
	       (s->marks[i + 1].timex >= 0 || event_scan_is(s, i + 1, EVENT_BIT(PREP)));
}

/* Whether a clause begins at token i: after a stop within the sentence, at a word that joins clauses, at
 * a participle after a comma ("..., killing five"), at "that" after a word that can govern it. `verb` is whether
 * the sentence has had one. */
static bool event_scan_begins_clause(const struct event_scan *s, uint32_t i, uint32_t begin, bool verb)
{
	bool comma = event_scan_mark(s, i - 1, ',');
	if (event_scan_mark(s, i - 1, ';') || event_scan_mark(s, i - 1, ':') || event_scan_mark(s, i, '(') || event_scan_mark(s, i, '['))
		return true;
	/* what is quoted after a stop, not a quoted word or two */
	if (event_scan_mark(s, i, '"') && (comma || event_scan_mark(s, i - 1, ':')))
		return true;
	if (event_scan_mark(s, i - 1, '"') && i - begin > 1 && s->l->tokens[i - 2].kind == TOKEN_MARK)
		return true;
	if (event_scan_mark(s, i, '-') && s->l->tokens[i].space_before && i - begin > 2)
		return true;
	if (s->marks[i].timex >= 0)
		return false;
	if (comma && (event_scan_is_verb_ing(s, i) || event_scan_is(s, i, EVENT_BIT(AND) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE) |
									   EVENT_BIT(AFTER_COMMA))))
		return true;
	if (comma && ((verb && event_scan_begins_tail(s, i)) || event_scan_is_participle(s, i, verb)))
		return true;
	if (event_scan_is(s, i, EVENT_BIT(THAT)))
		return comma || (s->marks[i - 1].word && s->marks[i - 1].word->verb_strength) || s->marks[i - 1].timex >= 0;
	return event_scan_is(s, i, EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE));
}

/* The clauses that are open at a token: an inner one closes at its comma, and the outer one goes on. */
struct event_scan_open {
	uint16_t stack[8];
	size_t depth;
	uint16_t next;
	bool verb;   /* the outermost clause has a verb with a tense */
};

/* "The ministers met in May, THE EXPERTS MET in June": a subject and its verb after a comma, no comma between. */
static bool event_scan_begins_main(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 10 };
	uint32_t end = event_scan_sentence(s, i)->token_end;
	if (!event_scan_is(s, i, EVENT_BIT(DET) | EVENT_BIT(PRONOUN)) && s->marks[i].place < 0 && !s->l->tokens[i].upper_first)
		return false;
	for (uint32_t k = i + 1; k < end && k - i < LONGEST; k++) {
		if (event_scan_mark(s, k, ',') || event_scan_is(s, k, EVENT_BIT(AND)))
			return false;
		if (event_scan_has_tense(s, k))
			return true;
	}
	return false;
}

static bool event_scan_opens(const struct event_scan *s, uint32_t i, uint32_t first, bool verb)
{
	bool after_comma = i > first && event_scan_mark(s, i - 1, ',');
	return (after_comma && event_scan_is_participle(s, i, verb)) ||
	       event_scan_is(s, i, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF) | EVENT_BIT(SOURCE) | EVENT_BIT(AFTER_COMMA)) ||
	       event_scan_is_verb_ing(s, i) || event_scan_mark(s, i, '(') || event_scan_mark(s, i, '[');
}

/* The clause of token i. `first` is the sentence's first token. */
static uint16_t event_scan_step(const struct event_scan *s, uint32_t i, uint32_t first, struct event_scan_open *o)
{
	/* the comma of "in Bern, Switzerland" joins */
	bool names = i > first + 1 && s->marks[i].place >= 0 && s->marks[i - 2].place >= 0;
	bool comma = i > first && event_scan_mark(s, i - 1, ',') && !names;
	if (i > first && event_scan_begins_clause(s, i, first, o->verb)) {
		bool inner = event_scan_opens(s, i, first, o->verb) && o->depth + 1 < sizeof o->stack / sizeof *o->stack;
		o->depth += inner;
		o->stack[o->depth] = o->next;
		o->next += o->next < UINT16_MAX;
	} else if (comma && o->depth == 0 && o->verb && event_scan_begins_main(s, i)) {
		o->stack[0] = o->next;
		o->next += o->next < UINT16_MAX;
	} else if (o->depth && (comma || (i > first && (event_scan_mark(s, i - 1, ')') || event_scan_mark(s, i - 1, ']'))))) {
		o->depth--;
	} else if (comma && o->stack[0] == 0 && o->next == 1 && event_scan_opens(s, first, first, false)) {
		/* a sentence that opens with an inner clause: what follows its comma is the main one */
		o->stack[0] = o->next++;
	}
	o->verb |= o->depth == 0 && event_scan_has_tense(s, i);
	return o->stack[o->depth];
}

static void event_scan_clauses(struct event_scan *s, const struct sentence *e)
{
	struct event_scan_open open = {.next = 1};
	for (uint32_t i = e->token_begin; i < e->token_end; i++)
		s->marks[i].clause = event_scan_step(s, i, e->token_begin, &open);
	uint32_t *extent = arena_alloc(s->scratch, 2u * open.next, sizeof *extent);
	for (uint32_t i = e->token_begin; i < e->token_end; i++) {
		uint16_t c = s->marks[i].clause;
		if (!extent[2 * c + 1])
			extent[2 * c] = i;
		extent[2 * c + 1] = i + 1;
	}
	for (uint32_t i = e->token_begin; i < e->token_end; i++) {
		s->marks[i].clause_begin = extent[2 * s->marks[i].clause];
		s->marks[i].clause_end = extent[2 * s->marks[i].clause + 1];
	}
}

void event_scan_init(struct event_scan *s, const struct event_input *in, const struct event_words *w,
		     struct arena *scratch, struct arena *arena)
{
	const struct token_list *l = in->tokens;
	*s = (struct event_scan){in, l, w, scratch, arena, arena_take(scratch, l->count + 1, sizeof *s->marks)};
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

void event_scan_clause(const struct event_scan *s, uint32_t token, uint32_t *begin, uint32_t *end)
{
	*begin = s->marks[token].clause_begin;
	*end = s->marks[token].clause_end;
}
