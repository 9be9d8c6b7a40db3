#include "config.h"

#include "text/event_clause.h"

#include "text/event_phrase.h"

/* "Rebels in the town SHOOT at": nothing but a verb, no part of a name ("Norda Travel") nor behind an article ("a free port"), and
 * no auxiliary before it. */
static bool event_clause_is_bare(const struct event_scan *s, uint32_t i)
{
	return s->marks[i].word.bare && !event_scan_is(s, i, EVENT_BIT(DATE) | EVENT_BIT(PLACE)) && (!s->tokens[i].upper_first || s->sentence->shouting) &&
	       !event_scan_is(s, i - 1, EVENT_BIT(TO) | EVENT_BIT(MAY) | EVENT_BIT(WILL) | EVENT_BIT(DO) | EVENT_BIT(AND) | EVENT_BIT(SINGULAR) | EVENT_BIT(DEFINITE));
}

/* What only says who reports it: ", Iraqi officials said.", ", the ministry said on Tuesday, will". Past its end: the comma
 * or the end of the sentence; i when it is none. Behind its verb stand a date and who was told, no verb. */
static uint32_t event_clause_report_end(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 16 };
	bool said = false;
	for (uint32_t k = i; k < s->count && k - i < LONGEST; k++) {
		if (event_scan_is(s, k, EVENT_BIT(COMMA)))
			return said ? k : i;
		if (said && event_scan_is(s, k, EVENT_BIT(TENSE) | EVENT_BIT(THAT) | EVENT_BIT(SUB)))
			return i;
		said |= s->marks[k].word.reports && s->marks[k].timex < 0;
	}
	return said && s->count - i < LONGEST ? s->count : i;
}

/* ", unveiled in April, WILL PAY": whether a verb goes on behind the comma that follows token i. */
static bool event_clause_goes_on(const struct event_scan *s, uint32_t i)
{
	enum { NEAR = 3 };
	while (i < s->count && (!event_scan_is(s, i, EVENT_BIT(COMMA)) || event_scan_joins_places(s, i)))
		i++;
	for (uint32_t k = i + 1; k < s->count && k - i <= NEAR; k++)
		if (event_scan_is(s, k, EVENT_BIT(TENSE) | EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(DET)))
			return event_scan_is(s, k, EVENT_BIT(TENSE));
	return false;
}

/* ", unveiled in April", ", signed last year", ", led by": a participle after a comma with what belongs to it. The first
 * verb of its sentence is one only when another goes on. */
static bool event_clause_is_participle(const struct event_scan *s, uint32_t i, bool verb)
{
	const struct event_word *w = &s->marks[i].word;
	bool said = w->verb_kind == EVENT_STATEMENT && w->verb_strength == STRENGTH_WEAK;
	bool participle = w->known ? (w->forms & FORM_PARTICIPLE) && !w->noun_strength && !said : event_scan_looks(s, i, LOOKS_PAST);
	return participle && event_scan_is(s, i + 1, EVENT_BIT(DATE) | EVENT_BIT(PREP)) &&
	       (verb || event_scan_is_passive(s, i) || event_clause_goes_on(s, i));
}

/* Behind what stands between token `k` and the verb of its subject: ", who had met in Lima,", ", the mayor of Lima,", "(NRD.N)". k
 * itself when nothing does, or where no end of it is near. */
static uint32_t event_clause_past_aside(const struct event_scan *s, uint32_t k)
{
	enum { LONGEST = 14 };
	bool bracket = event_scan_mark(s, k, '('), relative = event_scan_is(s, k + 1, EVENT_BIT(SUB));
	if (!bracket && !event_scan_is(s, k, EVENT_BIT(COMMA)))
		return k;
	for (uint32_t i = k + 1; i < s->count && i - k < LONGEST; i++) {
		if (bracket ? event_scan_mark(s, i, ')') : event_scan_is(s, i, EVENT_BIT(COMMA)) && !event_scan_joins_places(s, i))
			return i;
		if (!bracket && !relative && event_scan_is(s, i, EVENT_BIT(TENSE) | EVENT_BIT(AND) | EVENT_BIT(STOP)))
			return k;
	}
	return k;
}

/* "prices fell [AS demand waned]": behind "as" at token i a subject and a verb. */
static bool event_clause_is_while(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 24 };
	uint32_t first = i + event_scan_length(s, i, EVENT_BIT(AS)); /* "even as" is two */
	for (uint32_t k = first; k < s->count && k - i < LONGEST; k++) {
		uint32_t past = event_clause_past_aside(s, k);
		if (past == k && event_scan_is(s, k, EVENT_BIT(MARK)) && !event_scan_mark(s, k, '-') && s->tokens[k].lower.p[0] != '\'' &&
		    !(event_scan_is(s, k, EVENT_BIT(COMMA)) && (event_scan_joins_places(s, k) || event_phrase_is_list(s, k, s->count))))
			return false;
		k = past;
		if (event_scan_is(s, k, EVENT_BIT(SUB) | EVENT_BIT(THAT) | EVENT_BIT(TIME_SUB) | EVENT_BIT(TO) | EVENT_BIT(AS)))
			return false;
		/* "as miners BLOCK the" */
		if (event_scan_is(s, k, EVENT_BIT(TENSE)) || (s->marks[k].word.bare && event_scan_looks(s, k - 1, LOOKS_PLURAL)))
			return k > first;
	}
	return false;
}

/* "the first since 1918, led by": a date and no more up to the comma is no clause. */
static bool event_clause_is_only_date(const struct event_scan *s, uint32_t i)
{
	uint32_t k = i;
	while (event_scan_is(s, k, EVENT_BIT(DATE)))
		k++;
	return k > i && event_scan_is(s, k, EVENT_BIT(COMMA));
}

/* "The ministers met in May, THE EXPERTS MET in June": a subject and its verb after a comma, no comma between. */
static bool event_clause_is_main(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 10 };
	bool name = s->tokens[i].upper_first && !s->sentence->shouting;
	if (!name && !event_scan_is(s, i, EVENT_BIT(DET) | EVENT_BIT(PRONOUN) | EVENT_BIT(PLACE)))
		return false;
	for (uint32_t k = i + 1; k < s->count && k - i < LONGEST; k++)
		if (event_scan_is(s, k, EVENT_BIT(COMMA) | EVENT_BIT(AND) | EVENT_BIT(TENSE)))
			return !event_scan_is(s, k, EVENT_BIT(COMMA) | EVENT_BIT(AND));
	return false;
}

/* A dash between words, not the hyphen of a word nor the second stroke of a dash. */
static bool event_clause_is_dash(const struct event_scan *s, uint32_t i)
{
	return event_scan_mark(s, i, '-') && s->tokens[i].space_before && i > s->body;
}

/* Whether another dash closes what the dash at token i opens: "the plans - which cost ten lives - were dropped". */
static bool event_clause_closes(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 30 };
	for (uint32_t k = i + 2; k < s->count && k - i < LONGEST; k++)
		if (event_clause_is_dash(s, k))
			return true;
	return false;
}

/* The clauses that are open at a token: an inner one closes at its comma, and the outer one goes on. */
struct event_clause_walk {
	const struct event_scan *s;
	uint16_t stack[8];
	size_t depth;
	uint16_t next;    /* how many have begun */
	uint16_t opening; /* the clause that the sentence begins with */
	size_t dashed;    /* the depth that the second of two dashes goes back to, plus 1; 0: no dash is open */
	bool said;        /* the last verb with a tense is one that reports */
	bool verb;        /* the outermost clause has a verb with a tense */
	uint16_t told;    /* inner ones that have: a bit a depth */
};

/* Whether a clause begins behind or at the stop at token i or the one before it. */
static bool event_clause_is_stopped(const struct event_scan *s, uint32_t i)
{
	if (!event_scan_is(s, i, EVENT_BIT(STOP)) && !event_scan_is(s, i - 1, EVENT_BIT(STOP)))
		return false;
	bool comma = event_scan_is(s, i - 1, EVENT_BIT(COMMA));
	if (event_scan_mark(s, i - 1, ';') || event_scan_mark(s, i - 1, ':') || event_scan_mark(s, i, '(') || event_scan_mark(s, i, '['))
		return true;
	/* what is quoted after a stop, not a quoted word or two */
	if (event_scan_mark(s, i, '"') && (comma || event_scan_mark(s, i - 1, ':')))
		return true;
	if (event_scan_mark(s, i - 1, '"') && i - s->body > 1 && event_scan_is(s, i - 2, EVENT_BIT(MARK)))
		return true;
	return event_scan_mark(s, i, '-') && s->tokens[i].space_before && i - s->body > 2;
}

/* ", MATCHING the price of", ", DELIGHTING Chad": a word that no table has, by its ending and its object. */
static bool event_clause_is_doing(const struct event_scan *s, uint32_t i)
{
	bool ing = i > s->body && event_scan_looks(s, i, LOOKS_ING) && !s->marks[i].word.known && !s->tokens[i].upper_first;
	return ing && event_scan_is(s, i - 1, EVENT_BIT(COMMA)) && event_scan_is(s, i + 1, EVENT_BIT(DET) | EVENT_BIT(PLACE) | EVENT_BIT(DATE));
}

/* The same behind a comma: at a participle ("..., killing five"), before who says so. */
static bool event_clause_is_parted(const struct event_scan *s, uint32_t i, bool verb)
{
	if (event_scan_is_ing(s, i) || event_clause_is_doing(s, i) ||
	    event_scan_is(s, i, EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE) | EVENT_BIT(AFTER_COMMA) | EVENT_BIT(THAT)))
		return true;
	/* "Ana Diaz, the mayor, and her aide were": before a verb "and" goes on with the subject */
	if (verb && (event_scan_is(s, i, EVENT_BIT(AND)) || event_clause_report_end(s, i) > i))
		return true;
	return event_clause_is_participle(s, i, verb);
}

/* Whether a clause begins at token i, past the first: after a stop within the sentence, at a word that joins clauses, at
 * "that" after a word that can govern it. */
static bool event_clause_begins(const struct event_clause_walk *w, uint32_t i)
{
	const struct event_scan *s = w->s;
	if (event_clause_is_stopped(s, i))
		return true;
	if (event_scan_is(s, i, EVENT_BIT(DATE)))
		return false;
	if (event_scan_is(s, i - 1, EVENT_BIT(COMMA)) && event_clause_is_parted(s, i, w->verb))
		return true;
	if (w->verb && event_scan_is(s, i, EVENT_BIT(AS)) && event_clause_is_while(s, i))
		return true;
	/* "admits for the first time that it" */
	bool named = event_scan_is(s, i + 1, EVENT_BIT(HE)) && !event_scan_is(s, i + 1, EVENT_BIT(DET));
	if (event_scan_is(s, i, EVENT_BIT(THAT)))
		return named || s->marks[i - 1].word.verb_strength || event_scan_is(s, i - 1, EVENT_BIT(DATE));
	if (event_scan_is(s, i, EVENT_BIT(TIME_SUB)) && event_clause_is_only_date(s, i + 1))
		return false;
	return event_scan_is(s, i, EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE));
}

/* Whether the clause that begins at token i is an inner one, which the clause around it goes on behind. */
static bool event_clause_is_inner(const struct event_clause_walk *w, uint32_t i, bool verb)
{
	const struct event_scan *s = w->s;
	if (event_scan_is(s, i, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF) | EVENT_BIT(SOURCE) | EVENT_BIT(AFTER_COMMA)) ||
	    event_scan_is_ing(s, i) || event_scan_mark(s, i, '(') || event_scan_mark(s, i, '['))
		return true;
	if (event_clause_is_doing(s, i))
		return true;
	if (verb && event_scan_is(s, i, EVENT_BIT(AS)) && event_clause_is_while(s, i))
		return true;
	if (i == s->body || !event_scan_is(s, i - 1, EVENT_BIT(COMMA)))
		return false;
	uint32_t report = verb ? event_clause_report_end(s, i) : i;
	return (report > i && event_scan_is(s, report, EVENT_BIT(COMMA))) || event_clause_is_participle(s, i, verb);
}

/* Behind "and", a verb with a tense and no subject of its own: "and FLEW", "and later DIED". */
static bool event_clause_is_verb_behind(const struct event_scan *s, uint32_t and)
{
	enum { ADVERBS = 2 };
	if (!event_scan_is(s, and, EVENT_BIT(AND)))
		return false;
	uint32_t i = and + 1;
	while (i < s->count && i - and <= ADVERBS && (event_scan_is(s, i, EVENT_BIT(ADVERB)) || event_scan_looks(s, i, LOOKS_ADVERB)))
		i++;
	bool unknown = i < s->count && !s->marks[i].word.known && !s->tokens[i].upper_first && event_scan_looks(s, i, LOOKS_PAST);
	return unknown || event_scan_is(s, i, EVENT_BIT(TENSE));
}

/* "prices rose in May AND DEMAND for tin FELL": a subject without an article, and its verb. "An exercise or event HELD in May" is none:
 * what can be a participle is a verb only where the first clause has told its day or place. */
static bool event_clause_is_plain(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 10 };
	const uint64_t walls = EVENT_JOINING | EVENT_BIT(MARK) | EVENT_BIT(PRONOUN) | EVENT_BIT(TO);
	if (s->tokens[i].kind != TOKEN_WORD || s->marks[i].word.acts || event_scan_looks(s, i, LOOKS_PAST | LOOKS_ING) ||
	    event_scan_is(s, i, walls | EVENT_BIT(PREP) | EVENT_BIT(DATE) | EVENT_BIT(NOT) | EVENT_BIT(ADVERB) | EVENT_BIT(ALSO)))
		return false;
	for (uint32_t k = i + 1; k < s->count && k - i < LONGEST; k++)
		if (event_scan_is(s, k, walls | EVENT_BIT(TENSE))) {
			bool participle = (s->marks[k].word.forms & FORM_PARTICIPLE) && event_scan_is(s, k + 1, EVENT_BIT(PREP) | EVENT_BIT(DATE));
			return event_scan_is(s, k, EVENT_BIT(TENSE)) && (!participle || event_scan_is(s, i - 2, EVENT_BIT(DATE) | EVENT_BIT(PLACE) | EVENT_BIT(TENSE)));
		}
	return false;
}

/* "ten died AND TWO TOWNS WERE lost": behind "and" a subject and its verb; what a report says goes on. */
static bool event_clause_is_second(const struct event_clause_walk *w, uint32_t i)
{
	return event_scan_is(w->s, i, EVENT_BIT(AND)) && w->verb && !w->said && w->depth == 0 && i + 1 < w->s->count &&
	       !event_clause_is_verb_behind(w->s, i) && (event_clause_is_main(w->s, i + 1) || event_clause_is_plain(w->s, i + 1));
}

/* "a judge, who is one of three in Lima HAS RESIGNED": an auxiliary with nothing to join it ends a relative clause that tells no
 * more than who somebody is, without a comma. */
static bool event_clause_is_back(const struct event_clause_walk *w, uint32_t i)
{
	const struct event_scan *s = w->s;
	uint32_t begin = s->clauses[w->stack[w->depth]].begin;
	const uint64_t joins = EVENT_JOINING | EVENT_BIT(STOP) | EVENT_BIT(TENSE) | EVENT_BIT(PRONOUN) | EVENT_BIT(NOT);
	bool relative = w->depth && event_scan_is(s, begin, EVENT_BIT(SUB)) && event_scan_is(s, begin, EVENT_BIT(PRONOUN)) &&
			event_scan_is(s, begin + 1, EVENT_BIT(BE)) && event_scan_is(s, i, EVENT_AUXILIARY) && event_scan_is(s, i, EVENT_BIT(TENSE));
	uint32_t k = begin + 2;
	while (relative && k < i && !event_scan_is(s, k, joins) && !s->marks[k].word.acts)
		k++;
	return relative && k == i && i > begin + 3;
}

/* Whether a date or a place stands between tokens `i` and the next verb or stop, to the right. */
static bool event_clause_is_set(const struct event_scan *s, uint32_t i)
{
	enum { LONGEST = 30 };
	for (uint32_t k = i; k < s->count && k - i < LONGEST; k++) {
		if (event_scan_is(s, k, EVENT_BIT(DATE) | EVENT_BIT(PLACE)))
			return true;
		if (event_scan_is(s, k, EVENT_BIT(STOP) | EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(THAT)))
			return false;
	}
	return false;
}

/* "was born in Rome AND DIED in Paris": behind "and" another verb of the same subject, each at its own place or date. What
 * shares them stays one clause: "attacked and burned a village in Mali". */
static bool event_clause_is_joined(const struct event_clause_walk *w, uint32_t i)
{
	const struct event_scan *s = w->s;
	uint32_t begin = s->clauses[w->stack[w->depth]].begin;
	if (!event_clause_is_verb_behind(s, i) || !event_clause_is_set(s, i + 1))
		return false;
	bool set = false;
	for (uint32_t k = i; k > begin; k--) {
		if (event_scan_is(s, k - 1, EVENT_BIT(TENSE)))
			return set;
		set |= event_scan_is(s, k - 1, EVENT_BIT(DATE) | EVENT_BIT(PLACE));
	}
	return false;
}

/* "as Marda[, the largest bank of Peru,] SOLD": whether an inner clause goes on behind a comma, as its verb is still to come. What
 * opens with a preposition ("amid protests,") need not have one. */
static bool event_clause_waits(const struct event_clause_walk *w, uint32_t comma)
{
	enum { LONGEST = 24 };
	const struct event_scan *s = w->s;
	uint32_t begin = s->clauses[w->stack[w->depth]].begin;
	bool opens = event_scan_is(s, begin, EVENT_BIT(SUB) | EVENT_BIT(IF)) && !event_scan_is(s, begin, EVENT_BIT(PREP));
	for (uint32_t i = begin + 1; i < comma && opens; i++) /* a verb that no table has */
		opens = comma - begin < LONGEST && !event_scan_looks(s, i, LOOKS_PAST);
	if ((w->told >> w->depth & 1) || !(opens || (event_scan_is(s, begin, EVENT_BIT(AS)) && event_clause_is_while(s, begin))))
		return false;
	uint32_t past = event_clause_past_aside(s, comma);
	return event_scan_is(s, comma + 1, EVENT_BIT(TENSE)) || (past > comma && event_scan_is(s, past + 1, EVENT_BIT(TENSE)));
}

/* "said Ana Diaz[, head of a bank in Lima.]": behind the comma of an inner clause nothing but a name's apposition, as the outer clause
 * has its verb and no other follows. */
static bool event_clause_trails(const struct event_clause_walk *w, uint32_t i)
{
	enum { LONGEST = 40 };
	const struct event_scan *s = w->s;
	if (!w->verb || !(w->told >> w->depth & 1) || event_scan_is(s, i, EVENT_JOINING | EVENT_BIT(PREP) | EVENT_BIT(DATE) | EVENT_BIT(PRONOUN) | EVENT_BIT(MARK)))
		return false;
	for (uint32_t k = i; k < s->count && k - i < LONGEST; k++)
		if (event_scan_is(s, k, EVENT_BIT(TENSE)) || s->marks[k].word.bare)
			return false;
	return s->count - i < LONGEST;
}

/* Begins a clause at token i: within the one that is open, or after it. */
static void event_clause_open(struct event_clause_walk *w, uint32_t i, bool inner)
{
	struct event_clause *c = &w->s->clauses[w->next];
	bool first = w->next == w->opening;
	*c = (struct event_clause){.begin = i, .outer = first ? w->next : w->stack[w->depth], .joined = !first && event_clause_is_verb_behind(w->s, i)};
	w->depth += inner && w->depth + 1 < sizeof w->stack / sizeof *w->stack;
	w->verb &= w->depth > 0;
	w->told &= ~(1u << w->depth);
	w->stack[w->depth] = w->next++;
}

/* "after [Ana Diaz, the mayor of Lima, IS SHOT]": the comma before token i parts the subject of an inner clause from its verb, or opens
 * what is said of the subject. */
static bool event_clause_is_apposed(const struct event_clause_walk *w, uint32_t i)
{
	enum { LONGEST = 12 };
	const struct event_scan *s = w->s;
	uint32_t begin = s->clauses[w->stack[w->depth]].begin, k = i;
	if (!event_scan_is(s, begin, EVENT_BIT(TIME_SUB)) || event_scan_has(s, begin, i, EVENT_BIT(TENSE) | EVENT_BIT(DATE)))
		return false;
	for (; k < s->count && k - i < LONGEST && !event_scan_is(s, k, EVENT_BIT(TENSE)); k++)
		if (event_scan_is(s, k, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(AND) | EVENT_BIT(PRONOUN)))
			return false;
	bool closes = event_scan_is(s, k, EVENT_BIT(TENSE)) && event_scan_is(s, k - 1, EVENT_BIT(COMMA));
	return closes && (k == i || event_scan_is(s, i, EVENT_BIT(DET)));
}

/* The clause of a token past the first that turns. */
static uint16_t event_clause_step(struct event_clause_walk *w, uint32_t i)
{
	const struct event_scan *s = w->s;
	bool comma = event_scan_is(s, i - 1, EVENT_BIT(COMMA)) && !event_scan_joins_places(s, i - 1);
	if (w->depth && event_scan_is(s, i - 1, EVENT_BIT(STOP)) && (event_scan_mark(s, i - 1, ')') || event_scan_mark(s, i - 1, ']')))
		w->depth--;
	bool dash = event_clause_is_dash(s, i);
	if (dash && w->dashed) {
		uint16_t inner = w->stack[w->depth];
		w->depth = w->dashed - 1;
		w->dashed = 0;
		return inner;
	}
	if (dash && w->depth + 1 < sizeof w->stack / sizeof *w->stack && event_clause_closes(s, i)) {
		event_clause_open(w, i, true);
		w->dashed = w->depth;
	} else if (w->depth && comma && event_clause_is_apposed(w, i)) {
		return w->stack[w->depth];
	} else if (event_clause_is_second(w, i)) {
		event_clause_open(w, i, false);
	} else if (event_clause_is_joined(w, i)) {
		event_clause_open(w, i, false);
	} else if (event_clause_begins(w, i)) {
		event_clause_open(w, i, event_clause_is_inner(w, i, w->verb));
	} else if (event_clause_is_back(w, i)) {
		w->depth--;
	} else if (comma && w->depth == 0 && w->verb && event_clause_is_main(s, i)) {
		event_clause_open(w, i, false);
	} else if (w->depth && comma && (event_clause_waits(w, i - 1) || event_clause_trails(w, i))) {
		return w->stack[w->depth];
	} else if (w->depth && comma) {
		w->depth--;
	} else if (comma && w->stack[0] == w->opening && w->next == w->opening + 1 && event_clause_is_inner(w, s->body, false)) {
		/* a sentence that opens with an inner clause: what follows its comma is the main one */
		event_clause_open(w, i, false);
		struct event_clause *main = &s->clauses[w->next - 1];
		main->outer = s->clauses[w->opening].outer = (uint16_t)(w->next - 1);
		main->joined = false;
	}
	return w->stack[w->depth];
}

/* Whether the clause has its verb by token i. */
static void event_clause_verb(struct event_clause_walk *w, uint32_t i)
{
	const struct event_mark *m = &w->s->marks[i];
	if (m->classes & EVENT_BIT(TENSE)) {
		w->said = m->word.verb_kind == EVENT_STATEMENT;
		w->verb |= w->depth == 0;
		w->told |= 1u << w->depth;
	} else if (i > w->s->body && w->depth == 0) {
		w->verb |= event_clause_is_bare(w->s, i);
	}
}

/* Ends a clause, or a part of one. The scan has given all tokens the first. */
static void event_clause_fill(const struct event_scan *s, uint32_t begin, uint32_t end, uint16_t clause)
{
	struct event_mark *past = s->marks + end;
	for (struct event_mark *m = s->marks + begin; clause && m < past; m++)
		m->clause = clause;
	s->clauses[clause].end = end;
}

/* A clause goes on over all words but those that the scan found to turn. */
void event_clause_read(struct event_scan *s)
{
	struct event_clause_walk w = {.s = s};
	uint16_t clause = w.opening = w.next = s->body > 0;
	uint32_t begin = s->body;
	s->clauses[0] = (struct event_clause){.begin = 0};
	event_clause_fill(s, 0, s->body, 0);
	event_clause_open(&w, s->body, false);
	for (uint32_t k = 0; k < s->turning_count; k++) {
		uint32_t i = s->turning[k];
		if (i < s->body)
			continue;
		bool turns = i > s->body && (event_scan_is(s, i, EVENT_JOINING | EVENT_AUXILIARY | EVENT_BIT(STOP)) || event_scan_is(s, i - 1, EVENT_BIT(STOP)));
		uint16_t next = turns ? event_clause_step(&w, i) : clause;
		if (next != clause) {
			event_clause_fill(s, begin, i, clause);
			begin = i;
			clause = next;
		}
		event_clause_verb(&w, i);
	}
	event_clause_fill(s, begin, s->count, clause);
}
