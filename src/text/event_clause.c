#include "config.h"

#include "text/event_clause.h"

#include "text/event_opening.h"
#include "text/event_phrase.h"

/* "Rebels in the town SHOOT at": nothing but a verb, no part of a name ("Norda Travel") nor behind an article ("a free port"),
 * and no auxiliary before it. */
static bool event_clause_is_bare(const struct event_scan *s, uint32_t i)
{
	return s->marks[i].word.bare && !event_scan_is(s, i, EVENT_BIT(DATE) | EVENT_BIT(PLACE)) &&
	       (!s->tokens[i].upper_first || s->sentence->shouting) &&
	       !event_scan_is(s, i - 1,
			      EVENT_BIT(TO) | EVENT_BIT(MAY) | EVENT_BIT(WILL) | EVENT_BIT(DO) | EVENT_BIT(AND) |
				      EVENT_BIT(SINGULAR) | EVENT_BIT(DEFINITE));
}

/* "the first since 1918, led by": a date and no more up to the comma is no clause. */
static bool event_clause_is_only_date(const struct event_scan *s, uint32_t i)
{
	uint32_t k = i;
	while (event_scan_is(s, k, EVENT_BIT(DATE)))
		k++;
	return k > i && event_scan_is(s, k, EVENT_BIT(COMMA));
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
	if (event_scan_mark(s, i - 1, ';') || event_scan_mark(s, i - 1, ':') || event_scan_mark(s, i, '(') ||
	    event_scan_mark(s, i, '['))
		return true;
	/* what is quoted after a stop, not a quoted word or two */
	if (event_scan_mark(s, i, '"') && (comma || event_scan_mark(s, i - 1, ':')))
		return true;
	if (event_scan_mark(s, i - 1, '"') && i - s->body > 1 && event_scan_is(s, i - 2, EVENT_BIT(MARK)))
		return true;
	return event_scan_mark(s, i, '-') && s->tokens[i].space_before && i - s->body > 2;
}

/* The same behind a comma: at a participle ("..., killing five"), before who says so. */
static bool event_clause_is_parted(const struct event_scan *s, uint32_t i, bool verb)
{
	if (event_scan_is_ing(s, i) || event_opening_is_doing(s, i) ||
	    event_scan_is(s, i, EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE) | EVENT_BIT(AFTER_COMMA) | EVENT_BIT(THAT)))
		return true;
	/* "Ana Diaz, the mayor, and her aide were": before a verb "and" goes on with the subject */
	if (verb && (event_scan_is(s, i, EVENT_BIT(AND)) || event_opening_report(s, i) > i))
		return true;
	return event_opening_is_participle(s, i, verb);
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
	if (w->verb && event_scan_is(s, i, EVENT_BIT(AS)) && event_opening_is_while(s, i))
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
	if (event_scan_is(s, i,
			  EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF) | EVENT_BIT(SOURCE) | EVENT_BIT(AFTER_COMMA)) ||
	    event_scan_is_ing(s, i) || event_scan_mark(s, i, '(') || event_scan_mark(s, i, '['))
		return true;
	if (event_opening_is_doing(s, i))
		return true;
	if (verb && event_scan_is(s, i, EVENT_BIT(AS)) && event_opening_is_while(s, i))
		return true;
	if (i == s->body || !event_scan_is(s, i - 1, EVENT_BIT(COMMA)))
		return false;
	uint32_t report = verb ? event_opening_report(s, i) : i;
	return (report > i && event_scan_is(s, report, EVENT_BIT(COMMA))) || event_opening_is_participle(s, i, verb);
}

/* "ten died AND TWO TOWNS WERE lost": behind "and" a subject and its verb; what a report says goes on. */
static bool event_clause_is_second(const struct event_clause_walk *w, uint32_t i)
{
	return w->verb && !w->said && w->depth == 0 && i + 1 < w->s->count && !event_opening_is_verb_behind(w->s, i) &&
	       (event_opening_is_main(w->s, i + 1) || event_opening_is_plain(w->s, i + 1));
}

/* "a judge, who is one of three in Lima HAS RESIGNED": an auxiliary with nothing to join it ends a relative clause that tells
 * no more than who somebody is, without a comma. */
static bool event_clause_is_back(const struct event_clause_walk *w, uint32_t i)
{
	const struct event_scan *s = w->s;
	uint32_t begin = s->clauses[w->stack[w->depth]].begin;
	const uint64_t joins = EVENT_JOINING | EVENT_BIT(STOP) | EVENT_BIT(TENSE) | EVENT_BIT(PRONOUN) | EVENT_BIT(NOT);
	bool relative = w->depth && event_scan_is(s, begin, EVENT_BIT(SUB)) && event_scan_is(s, begin, EVENT_BIT(PRONOUN)) &&
			event_scan_is(s, begin + 1, EVENT_BIT(BE)) && event_scan_is(s, i, EVENT_AUXILIARY) &&
			event_scan_is(s, i, EVENT_BIT(TENSE));
	uint32_t k = begin + 2;
	while (relative && k < i && !event_scan_is(s, k, joins) && !s->marks[k].word.acts)
		k++;
	return relative && k == i && i > begin + 3;
}

/* Whether the verb with a tense at token i has its object behind it, as no participle has: "SIGNED a pact", not "talks HELD in
 * Lima". */
static bool event_clause_acts(const struct event_scan *s, uint32_t i)
{
	const uint64_t joins = EVENT_JOINING | EVENT_BIT(STOP) | EVENT_BIT(TENSE) | EVENT_BIT(PRONOUN) | EVENT_BIT(NOT);
	return event_scan_is(s, i, EVENT_BIT(TENSE)) && !event_scan_is(s, i, EVENT_AUXILIARY) &&
	       event_scan_is(s, i + 1, EVENT_BIT(DET) | EVENT_BIT(PLACE)) && !event_scan_is(s, i + 1, EVENT_BIT(DATE)) &&
	       !event_scan_is(s, i - 1, joins);
}

/* "the minister, who visited Chad following the talks in Lima SIGNED a pact": a verb in a part that can have none, behind a
 * relative clause that has its own, is the verb that the sentence still lacks. */
static bool event_clause_is_lacked(const struct event_clause_walk *w, uint32_t i)
{
	const struct event_scan *s = w->s;
	size_t depth = w->depth;
	if (!depth || w->verb || w->said || !event_clause_acts(s, i))
		return false;
	uint32_t begin = s->clauses[w->stack[depth]].begin;
	depth -= !(w->told >> depth & 1) && event_scan_is(s, begin, EVENT_BIT(SUB)) && event_scan_is(s, begin, EVENT_BIT(PREP));
	while (depth && (w->told >> depth & 1)) {
		begin = s->clauses[w->stack[depth]].begin;
		if (!event_scan_is(s, begin, EVENT_BIT(SUB)) || !event_scan_is(s, begin, EVENT_BIT(PRONOUN)) ||
		    !event_scan_is(s, begin + 1, EVENT_BIT(TENSE)) || event_phrase_group(s, begin + 1, i) < i ||
		    event_scan_has(s, begin + 1, i, EVENT_BIT(AS) | EVENT_BIT(THAT) | EVENT_BIT(AND) | EVENT_BIT(IF)))
			return false;
		depth--;
	}
	return !depth;
}

/* "ten died[, including a child,] and two were hurt": whether the clause that is open only tells who is among them. */
static bool event_clause_is_example(const struct event_clause_walk *w)
{
	const struct event_scan *s = w->s;
	uint32_t begin = s->clauses[w->stack[w->depth]].begin;
	return w->depth && !(w->told >> w->depth & 1) && event_scan_is_ing(s, begin) && event_scan_is(s, begin, EVENT_BIT(BETWEEN));
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
	if (!event_opening_is_verb_behind(s, i) || !event_clause_is_set(s, i + 1))
		return false;
	bool set = false;
	for (uint32_t k = i; k > begin; k--) {
		if (event_scan_is(s, k - 1, EVENT_BIT(TENSE)))
			return set;
		set |= event_scan_is(s, k - 1, EVENT_BIT(DATE) | EVENT_BIT(PLACE));
	}
	return false;
}

/* "as Marda[, the largest bank of Peru,] SOLD": whether an inner clause goes on behind a comma, as its verb is still to come.
 * What opens with a preposition ("amid protests,") need not have one. */
static bool event_clause_waits(const struct event_clause_walk *w, uint32_t comma)
{
	enum { LONGEST = 24 };
	const struct event_scan *s = w->s;
	uint32_t begin = s->clauses[w->stack[w->depth]].begin;
	bool opens = event_scan_is(s, begin, EVENT_BIT(SUB) | EVENT_BIT(IF)) && !event_scan_is(s, begin, EVENT_BIT(PREP));
	for (uint32_t i = begin + 1; i < comma && opens; i++) /* a verb that no table has */
		opens = comma - begin < LONGEST && !event_scan_looks(s, i, LOOKS_PAST);
	if ((w->told >> w->depth & 1) ||
	    !(opens || (event_scan_is(s, begin, EVENT_BIT(AS)) && event_opening_is_while(s, begin))))
		return false;
	uint32_t past = event_opening_past_aside(s, comma);
	return event_scan_is(s, comma + 1, EVENT_BIT(TENSE)) || (past > comma && event_scan_is(s, past + 1, EVENT_BIT(TENSE)));
}

/* "said Ana Diaz[, head of a bank in Lima.]": behind the comma of an inner clause nothing but a name's apposition, as the outer
 * clause has its verb and no other follows. */
static bool event_clause_trails(const struct event_clause_walk *w, uint32_t i)
{
	enum { LONGEST = 40 };
	const struct event_scan *s = w->s;
	if (!w->verb || !(w->told >> w->depth & 1) ||
	    event_scan_is(s, i, EVENT_JOINING | EVENT_BIT(PREP) | EVENT_BIT(DATE) | EVENT_BIT(PRONOUN) | EVENT_BIT(MARK)))
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
	bool joined = !first && event_opening_is_verb_behind(w->s, i);
	*c = (struct event_clause){.begin = i, .outer = first ? w->next : w->stack[w->depth], .joined = joined};
	w->depth += inner && w->depth + 1 < sizeof w->stack / sizeof *w->stack;
	w->verb &= w->depth > 0;
	w->told &= ~(1u << w->depth);
	w->stack[w->depth] = w->next++;
}

/* "after [Ana Diaz, the mayor of Lima, IS SHOT]": the comma before token i parts the subject of an inner clause from its verb,
 * or opens what is said of the subject. */
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

/* At a dash that closes another goes back to the clause around the two, and opens one at a dash that another will close. False
 * at any other token. */
static bool event_clause_dash(struct event_clause_walk *w, uint32_t i)
{
	if (!event_clause_is_dash(w->s, i))
		return false;
	if (w->dashed) {
		w->depth = w->dashed - 1;
		w->dashed = 0;
		return true;
	}
	if (w->depth + 1 >= sizeof w->stack / sizeof *w->stack || !event_clause_closes(w->s, i))
		return false;
	event_clause_open(w, i, true);
	w->dashed = w->depth;
	return true;
}

/* A sentence that opens with an inner clause: what follows its comma at token i is the main one. */
static void event_clause_main(struct event_clause_walk *w, uint32_t i)
{
	event_clause_open(w, i, false);
	struct event_clause *main = &w->s->clauses[w->next - 1];
	main->outer = w->s->clauses[w->opening].outer = (uint16_t)(w->next - 1);
	main->joined = false;
}

/* Behind a comma at which nothing else begins: the inner clause that is open closes, unless its verb is still to come or what
 * follows only trails; without one a main clause may begin. */
static void event_clause_comma(struct event_clause_walk *w, uint32_t i)
{
	if (w->depth) {
		if (!event_clause_waits(w, i - 1) && !event_clause_trails(w, i))
			w->depth--;
		/* "who visited Chad following talks in Lima, SIGNED": no clause that has its verb takes another */
		while (w->depth && !w->verb && (w->told >> w->depth & 1) && event_scan_is(w->s, i, EVENT_BIT(TENSE)))
			w->depth--;
	} else if (w->verb && event_opening_is_main(w->s, i)) {
		event_clause_open(w, i, false);
	} else if (w->stack[0] == w->opening && w->next == w->opening + 1 && event_clause_is_inner(w, w->s->body, false)) {
		event_clause_main(w, i);
	}
}

/* The clause of a token past the first that turns; the second of two dashes still goes with what it closes. */
static uint16_t event_clause_step(struct event_clause_walk *w, uint32_t i)
{
	const struct event_scan *s = w->s;
	bool comma = event_scan_is(s, i - 1, EVENT_BIT(COMMA)) && !event_scan_joins_places(s, i - 1);
	if (w->depth && event_scan_is(s, i - 1, EVENT_BIT(STOP)) &&
	    (event_scan_mark(s, i - 1, ')') || event_scan_mark(s, i - 1, ']')))
		w->depth--;
	uint16_t before = w->stack[w->depth];
	bool dashed = w->dashed;
	if (event_clause_dash(w, i))
		return dashed ? before : w->stack[w->depth];
	if (w->depth && comma && event_clause_is_apposed(w, i))
		return before;
	bool back = comma && event_scan_is(s, i, EVENT_BIT(AND)) && event_clause_is_example(w);
	w->depth -= back;
	if (event_scan_is(s, i, EVENT_BIT(AND)) && (event_clause_is_second(w, i) || event_clause_is_joined(w, i)))
		event_clause_open(w, i, false);
	else if (back)
		return w->stack[w->depth];
	else if (event_clause_begins(w, i))
		event_clause_open(w, i, event_clause_is_inner(w, i, w->verb));
	else if (event_clause_is_back(w, i))
		w->depth--;
	else if (!comma && event_clause_is_lacked(w, i))
		w->depth = 0;
	else if (comma)
		event_clause_comma(w, i);
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
		bool turns = i > s->body && (event_scan_is(s, i, EVENT_JOINING | EVENT_AUXILIARY | EVENT_BIT(STOP)) ||
					     event_scan_is(s, i - 1, EVENT_BIT(STOP)) ||
					     (w.depth && !w.verb && event_scan_is(s, i, EVENT_BIT(TENSE))));
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
