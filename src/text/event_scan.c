#include "config.h"

#include "text/event_scan.h"

#include "text/event_phrase.h"

enum { EVENT_DATELINE_TOKENS = 24 }; /* a dateline is no longer */

static void event_scan_lookup(struct event_scan *s, uint32_t i, uint32_t end)
{
	struct event_mark *m = &s->marks[i];
	const struct token *t = &s->l->tokens[i];
	*m = (struct event_mark){.length = 1, .timex = -1, .place = -1};
	if (t->kind == TOKEN_NUMBER)
		return;
	m->word = event_words_get(s->words, t->word);
	if (m->word && m->word->begins)
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

/* What only says who reports it: ", Iraqi officials said.", ", the ministry said on Tuesday, will". Past its end: the comma
 * or the end of the sentence; i when it is none. Behind its verb stand a date and who was told, no verb. */
static uint32_t event_scan_report_end(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 16 };
	uint32_t end = event_scan_sentence(s, i)->token_end;
	bool said = false;
	for (uint32_t k = i; k < end && k - i < LONGEST; k++) {
		const struct event_word *w = s->marks[k].word;
		if (event_scan_mark(s, k, ','))
			return said ? k : i;
		bool report = w && w->verb_strength == STRENGTH_WEAK && w->verb_kind == EVENT_STATEMENT && !w->noun_strength &&
			      !(w->classes & EVENT_BIT(THING)) && s->marks[k].timex < 0;
		if (said && (event_scan_has_tense(s, k) || event_scan_is(s, k, EVENT_BIT(THAT) | EVENT_BIT(SUB))))
			return event_scan_mark(s, k, '.') ? k : i;
		said |= report;
	}
	return said && end - i < LONGEST ? end : i;
}

static bool event_scan_begins_tail(const struct event_scan *s, uint32_t i)
{
	return event_scan_report_end(s, i) > i;
}

bool event_scan_is_passive(const struct event_scan *s, uint32_t i)
{
	const struct sentence *e = event_scan_sentence(s, i);
	if (i == e->token_begin || i + 2 >= e->token_end || !event_scan_is(s, i + 1, EVENT_BIT(BY)))
		return false;
	/* "rose by 5 percent", "began by naming", "met by Monday" */
	if (s->l->tokens[i + 2].kind == TOKEN_NUMBER || s->marks[i + 2].timex >= 0 || event_scan_is_verb_ing(s, i + 2))
		return false;
	return !event_scan_is(s, i - 1, EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(ADVERB));
}

bool event_scan_has_tense(const struct event_scan *s, uint32_t i)
{
	const struct event_word *w = s->marks[i].word;
	if (s->marks[i].timex >= 0 || s->marks[i].place >= 0)
		return false;
	if (w && (w->forms & FORM_PARTICIPLE) && event_scan_is_passive(s, i))
		return false;
	if (i && !s->l->tokens[i].space_before && event_scan_mark(s, i - 1, '-'))
		return false;
	if (event_scan_is(s, i, EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY)))
		return true;
	return w && w->verb_strength && !w->noun_strength && !(w->classes & EVENT_BIT(THING)) && (w->forms & (FORM_PAST | FORM_S));
}

bool event_scan_joins_places(const struct event_scan *s, uint32_t comma)
{
	const struct sentence *e = event_scan_sentence(s, comma);
	return comma > e->token_begin && comma + 1 < e->token_end && s->marks[comma - 1].place >= 0 && s->marks[comma + 1].place >= 0;
}

/* ", unveiled in April, WILL PAY": whether a verb goes on behind the comma that follows token i. */
static bool event_scan_goes_on(const struct event_scan *s, uint32_t i)
{
	enum { NEAR = 3 };
	uint32_t end = event_scan_sentence(s, i)->token_end;
	while (i < end && (!event_scan_mark(s, i, ',') || event_scan_joins_places(s, i)))
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

/* "prices fell [AS demand waned]": after the verb of the whole, a subject and a verb behind "as". */
static bool event_scan_is_while(const struct event_scan *s, uint32_t i, bool verb)
{
	enum { LONGEST = 20 };
	uint32_t end = event_scan_sentence(s, i)->token_end;
	if (!verb || !event_scan_is(s, i, EVENT_BIT(AS)))
		return false;
	for (uint32_t k = i + 1; k < end && k - i < LONGEST; k++) {
		/* ", who had met in Lima," */
		if (event_scan_mark(s, k, ',') && k + 1 < end && event_scan_is(s, k + 1, EVENT_BIT(SUB)))
			for (k++; k + 1 < end && k - i < LONGEST && !event_scan_mark(s, k, ',');)
				k++;
		else if (s->l->tokens[k].kind == TOKEN_MARK && !event_scan_mark(s, k, '-') && s->l->tokens[k].lower.p[0] != '\'' &&
		    !(event_scan_mark(s, k, ',') && (event_scan_joins_places(s, k) || event_phrase_is_list(s, k, end))))
			return false;
		if (event_scan_is(s, k, EVENT_BIT(SUB) | EVENT_BIT(THAT) | EVENT_BIT(TIME_SUB) | EVENT_BIT(TO) | EVENT_BIT(AS)))
			return false;
		if (event_scan_has_tense(s, k))
			return k > i + 1;
	}
	return false;
}

/* "the first since 1918, led by": a date and no more up to the comma is no clause. */
static bool event_scan_is_only_date(const struct event_scan *s, uint32_t i)
{
	uint32_t end = event_scan_sentence(s, i - 1)->token_end, k = i;
	while (k < end && s->marks[k].timex >= 0)
		k++;
	return k > i && k < end && event_scan_mark(s, k, ',');
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
	if (comma && (event_scan_is_verb_ing(s, i) || event_scan_is(s, i, EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE) | EVENT_BIT(AFTER_COMMA))))
		return true;
	/* "Ana Diaz, the mayor, and her aide were": before a verb "and" goes on with the subject */
	if (comma && verb && event_scan_is(s, i, EVENT_BIT(AND)))
		return true;
	if (comma && ((verb && event_scan_begins_tail(s, i)) || event_scan_is_participle(s, i, verb)))
		return true;
	if (event_scan_is_while(s, i, verb))
		return true;
	if (event_scan_is(s, i, EVENT_BIT(THAT)))
		return comma || (s->marks[i - 1].word && s->marks[i - 1].word->verb_strength) || s->marks[i - 1].timex >= 0;
	if (event_scan_is(s, i, EVENT_BIT(TIME_SUB)) && event_scan_is_only_date(s, i + 1))
		return false;
	return event_scan_is(s, i, EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE));
}

/* The clauses that are open at a token: an inner one closes at its comma, and the outer one goes on. */
struct event_scan_open {
	uint16_t stack[8];
	size_t depth;
	uint16_t next;
	uint16_t opening; /* the clause that the sentence begins with */
	size_t dashed;    /* the depth that the second of two dashes goes back to, plus 1; 0: no dash is open */
	bool said;        /* the last verb with a tense is one that reports */
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
	uint32_t report = after_comma && verb ? event_scan_report_end(s, i) : i;
	if (report > i && report < event_scan_sentence(s, i)->token_end && event_scan_mark(s, report, ','))
		return true;
	return (after_comma && event_scan_is_participle(s, i, verb)) || event_scan_is_while(s, i, verb) ||
	       event_scan_is(s, i, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF) | EVENT_BIT(SOURCE) | EVENT_BIT(AFTER_COMMA)) ||
	       event_scan_is_verb_ing(s, i) || event_scan_mark(s, i, '(') || event_scan_mark(s, i, '[');
}

/* "Rebels in the town SHOOT at": nothing but a verb, and no auxiliary before it. */
static bool event_scan_is_bare(const struct event_scan *s, uint32_t i)
{
	const struct event_word *w = s->marks[i].word;
	return w && w->verb_strength && !w->noun_strength && !w->classes && w->forms == FORM_BASE && s->marks[i].timex < 0 &&
	       s->marks[i].place < 0 && !event_scan_is(s, i - 1, EVENT_BIT(TO) | EVENT_BIT(MAY) | EVENT_BIT(WILL) | EVENT_BIT(DO) | EVENT_BIT(AND));
}

/* A dash between words, not the hyphen of a word nor the second stroke of a dash. */
static bool event_scan_is_dash(const struct event_scan *s, uint32_t i, uint32_t first)
{
	return event_scan_mark(s, i, '-') && s->l->tokens[i].space_before && i > first;
}

/* Whether another dash closes what the dash at token i opens: "the plans - which cost ten lives - were dropped". */
static bool event_scan_dash_closes(const struct event_scan *s, uint32_t i, uint32_t first)
{
	enum { LONGEST = 30 };
	uint32_t end = event_scan_sentence(s, i)->token_end;
	for (uint32_t k = i + 2; k < end && k - i < LONGEST; k++)
		if (event_scan_is_dash(s, k, first))
			return true;
	return false;
}

/* "ten died AND TWO TOWNS WERE lost": behind "and" a subject and its verb; what a report says goes on. */
static bool event_scan_begins_second(const struct event_scan *s, uint32_t i, const struct event_scan_open *o)
{
	return o->verb && !o->said && o->depth == 0 && event_scan_is(s, i, EVENT_BIT(AND)) && i + 1 < event_scan_sentence(s, i)->token_end &&
	       event_scan_begins_main(s, i + 1);
}

/* The clause of token i. `first` is the sentence's first token. */
static uint16_t event_scan_step(const struct event_scan *s, uint32_t i, uint32_t first, struct event_scan_open *o)
{
	bool comma = i > first && event_scan_mark(s, i - 1, ',') && !event_scan_joins_places(s, i - 1);
	bool closed = i > first && (event_scan_mark(s, i - 1, ')') || event_scan_mark(s, i - 1, ']'));
	if (closed && o->depth)
		o->depth--;
	if (event_scan_is_dash(s, i, first) && o->dashed) {
		uint16_t inner = o->stack[o->depth];
		o->depth = o->dashed - 1;
		o->dashed = 0;
		return inner;
	} else if (event_scan_is_dash(s, i, first) && o->depth + 1 < sizeof o->stack / sizeof *o->stack && event_scan_dash_closes(s, i, first)) {
		o->dashed = ++o->depth;
		o->stack[o->depth] = o->next;
		o->next += o->next < UINT16_MAX;
	} else if (i > first && event_scan_begins_second(s, i, o)) {
		o->stack[0] = o->next;
		o->next += o->next < UINT16_MAX;
	} else if (i > first && event_scan_begins_clause(s, i, first, o->verb)) {
		bool inner = event_scan_opens(s, i, first, o->verb) && o->depth + 1 < sizeof o->stack / sizeof *o->stack;
		o->depth += inner;
		o->stack[o->depth] = o->next;
		o->next += o->next < UINT16_MAX;
	} else if (comma && o->depth == 0 && o->verb && event_scan_begins_main(s, i)) {
		o->stack[0] = o->next;
		o->next += o->next < UINT16_MAX;
	} else if (o->depth && comma) {
		o->depth--;
	} else if (comma && o->stack[0] == o->opening && o->next == o->opening + 1 && event_scan_opens(s, first, first, false)) {
		/* a sentence that opens with an inner clause: what follows its comma is the main one */
		o->stack[0] = o->next++;
	}
	if (event_scan_has_tense(s, i))
		o->said = s->marks[i].word && s->marks[i].word->verb_kind == EVENT_STATEMENT;
	o->verb |= o->depth == 0 && (event_scan_has_tense(s, i) || (i > first && event_scan_is_bare(s, i)));
	return o->stack[o->depth];
}

/* "TIME RUNS OUT Ministers met": past a heading in capitals that runs into its sentence, or the first token. */
static uint32_t event_scan_heading(const struct event_scan *s, const struct sentence *e)
{
	enum { WORDS = 3, LETTERS = 10, LONGEST = 12 };
	unsigned words = 0, letters = 0;
	uint32_t i = e->token_begin;
	for (; !e->shouting && i < e->token_end && i - e->token_begin < LONGEST; i++) {
		const struct token *t = &s->l->tokens[i];
		bool capital = t->upper_all || (t->upper_first && t->lower.n == 1);
		if (t->kind == TOKEN_WORD && !capital)
			break;
		words += t->kind == TOKEN_WORD;
		letters += t->kind == TOKEN_WORD ? (unsigned)t->lower.n : 0;
		if (event_scan_mark(s, i, '.') || (event_scan_mark(s, i, '(') && words < WORDS))
			return e->token_begin;
	}
	bool heading = words >= WORDS && letters >= LETTERS && i < e->token_end && s->l->tokens[i].upper_first && s->l->tokens[i].kind == TOKEN_WORD;
	return heading ? i : e->token_begin;
}

/* "TOKYO, Sept. 2.—A quake", "ANKARA—Ministers met": a dash with no space before it ends a dateline behind capitals, a
 * full stop or a bracket, before a sentence. */
static bool event_scan_is_tight_dash(const struct event_scan *s, uint32_t i, const struct sentence *e)
{
	const struct token *t = &s->l->tokens[i];
	if (!event_scan_mark(s, i, '-') || t->span.end - t->span.begin < 2 || i == e->token_begin || i + 1 == e->token_end)
		return false;
	const struct str before = t[-1].lower;
	bool closed = t[-1].upper_all || s->marks[i - 1].timex >= 0 || before.p[before.n - 1] == '.' || event_scan_mark(s, i - 1, ')');
	return closed && t[1].upper_first;
}

uint32_t event_scan_dateline(const struct event_scan *s, const struct sentence *e)
{
	uint32_t heading = event_scan_heading(s, e);
	if (heading > e->token_begin)
		return heading;
	uint32_t end = e->token_end - e->token_begin > EVENT_DATELINE_TOKENS ? e->token_begin + EVENT_DATELINE_TOKENS : e->token_end;
	/* a dateline has a place or a date, or an agency alone: "(AP) - " */
	bool known = e->token_begin < end && event_scan_mark(s, e->token_begin, '(');
	for (uint32_t i = e->token_begin; i < end; i++) {
		const struct token *t = &s->l->tokens[i];
		known |= s->marks[i].place >= 0 || s->marks[i].timex >= 0;
		bool stop = event_scan_mark(s, i, ':') || (event_scan_mark(s, i, '-') && t->space_before) || event_scan_is_tight_dash(s, i, e);
		if (stop && known) {
			while (i < e->token_end && s->l->tokens[i].kind == TOKEN_MARK && !event_scan_mark(s, i, '['))
				i++;
			while (i < e->token_end && event_scan_mark(s, i, '[')) {
				while (i < e->token_end && !event_scan_mark(s, i, ']'))
					i++;
				i += i < e->token_end;
			}
			return i < e->token_end ? i : e->token_begin;
		}
		if (t->kind == TOKEN_WORD && !t->upper_first && !event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(DET)))
			break;
		if (s->marks[i].word && s->marks[i].word->verb_strength == STRENGTH_STRONG && !s->marks[i].word->noun_strength)
			break;
	}
	return e->token_begin;
}

/* Whether the clause goes on at a token, and has no verb by it: away from marks, a word that says nothing of clauses.
 * So are most; they need not be looked at as event_scan_step does, which asks for these classes where no mark stands. */
static bool event_scan_stays(const struct event_scan *s, uint32_t i)
{
	const uint64_t telling = EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE) | EVENT_BIT(THAT) | EVENT_BIT(AND) | EVENT_BIT(AS) |
				 EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY);
	const struct token *t = &s->l->tokens[i];
	const struct event_mark *m = &s->marks[i];
	if (t->kind == TOKEN_MARK || t[-1].kind == TOKEN_MARK || m->phrase)
		return false;
	return !m->word || (!(m->word->classes & telling) && !m->word->verb_strength);
}

static void event_scan_clauses(struct event_scan *s, const struct sentence *e)
{
	uint32_t body = event_scan_dateline(s, e);
	uint16_t opening = body > e->token_begin;
	struct event_scan_open open = {.stack = {opening}, .next = (uint16_t)(opening + 1), .opening = opening};
	for (uint32_t i = e->token_begin; i < body; i++)
		s->marks[i].clause = 0;
	for (uint32_t i = body; i < e->token_end; i++)
		s->marks[i].clause = i > body && event_scan_stays(s, i) ? open.stack[open.depth] : event_scan_step(s, i, body, &open);
	if (open.next == 1) {
		for (uint32_t i = e->token_begin; i < e->token_end; i++) {
			s->marks[i].clause_begin = e->token_begin;
			s->marks[i].clause_end = e->token_end;
		}
		return;
	}
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

bool event_scan_names(const struct event_scan *s, uint32_t token, uint16_t sorts)
{
	const struct event_mark *m = &s->marks[token];
	return (m->phrase && (m->phrase->sorts & sorts)) || (m->word && (m->word->sorts & sorts));
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

void event_scan_clause(const struct event_scan *s, uint32_t token, uint32_t *begin, uint32_t *end)
{
	*begin = s->marks[token].clause_begin;
	*end = s->marks[token].clause_end;
}
