#include "config.h"

#include "text/event_headline.h"

#include "text/event_antecedent.h"
#include "text/event_cut.h"
#include "text/event_phrase.h"
#include "text/event_quote.h"
#include "text/event_spare.h"
#include "text/event_subject.h"

#include <string.h>

static size_t event_headline_length(const struct token *t)
{
	return t->span.end - t->span.begin;
}

/* Writes a token as it stands in the text; past its end. */
static char *event_headline_put(const struct event_scan *s, const struct token *t, char *to)
{
	memcpy(to, s->l->text.p + t->span.begin, event_headline_length(t));
	return to + event_headline_length(t);
}

/* "Norda sold | The mine", "Ana Diaz said | We hope": whether a word has its capital only because it began its sentence. */
static bool event_headline_is_lowered(const struct event_scan *s, uint32_t i)
{
	bool quoted = i > 0 && event_scan_mark(s, i - 1, '"') && (i - 1 == s->body || event_scan_is(s, i - 2, EVENT_BIT(MARK) | EVENT_BIT(THAT)));
	bool began = i == s->body || quoted;
	bool self = event_scan_is(s, i, EVENT_BIT(PRONOUN)) && event_headline_length(&s->tokens[i]) == 1; /* "I" */
	return began && !self && !s->sentence->shouting &&
	       (event_scan_is(s, i, EVENT_BIT(DET) | EVENT_BIT(PRONOUN) | EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(PREP)) ||
		event_scan_looks(s, i, LOOKS_ADVERB));
}

/* The words of tokens with single spaces where the text has white space or where something was left out. The words of `name`
 * stand for the first token or phrase, if there are any. */
static struct str event_headline_text(const struct event_scan *s, const uint32_t *token, size_t n,
				      const struct event_subject *name)
{
	const struct token *named = s->l->tokens + s->l->sentences[name->sentence].token_begin;
	size_t most = sizeof "'s";
	for (uint32_t k = name->begin; k < name->end; k++)
		most += event_headline_length(&named[k]) + 1;
	for (size_t k = 0; k < n; k++)
		most += event_headline_length(&s->tokens[token[k]]) + 1;
	char *text = arena_take(s->arena, most, 1), *to = text;
	for (uint32_t k = name->begin; k < name->end; k++) {
		if (k > name->begin && named[k].space_before)
			*to++ = ' ';
		to = event_headline_put(s, &named[k], to);
	}
	bool stands = to > text;
	size_t replaced = event_subject_is_called(s, token[0]) ? s->marks[token[0]].length : 1;
	if (stands && replaced == 1 && event_scan_is(s, token[0], EVENT_BIT(DET))) /* "its" */
		to = stpcpy(to, to[-1] == 's' ? "'" : "'s");
	for (size_t k = stands ? replaced : 0; k < n; k++) {
		const struct token *t = &s->tokens[token[k]];
		bool gap = k && (token[k - 1] + 1 != token[k] || (stands && k == replaced));
		bool owns = stands && k == replaced && t->lower.p[0] == '\'';
		if (k && !owns && (t->space_before || (gap && t->kind != TOKEN_MARK)))
			*to++ = ' ';
		char *first = to;
		to = event_headline_put(s, t, to);
		if (k && event_headline_is_lowered(s, token[k]) && *first >= 'A' && *first <= 'Z')
			*first = (char)(*first - 'A' + 'a');
	}
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
	*to = '\0';
	return (struct str){text, (size_t)(to - text)};
}

static bool event_headline_is_pronoun(const struct event_scan *s, uint32_t token)
{
	return event_subject_is_pronoun(s, token) ||
	       (event_scan_is(s, token, EVENT_BIT(HE)) && event_scan_is(s, token, EVENT_BIT(DET)));
}

/* What the pronoun that the headline begins with stands for, where it is the subject of the head or owns what is; or none. */
static struct event_subject event_headline_name(const struct event_scan *s, const struct event_scope *c,
						const struct event_pick *p)
{
	uint32_t pronoun = p->token[p->first];
	struct event_subject none = {.sentence = s->tokens[pronoun].sentence};
	if (p->first + 1 >= p->last)
		return none;
	/* "it was not clear whether" */
	for (size_t k = p->first; k < p->last && event_scan_names(s, pronoun, EVENT_SORT(IT)) &&
				  event_scan_is(s, p->token[p->first + 1], EVENT_BIT(BE));
	     k++)
		if (event_scan_is(s, p->token[k], EVENT_BIT(THAT) | EVENT_BIT(IF)))
			return none;
	/* in "the index for its region" it is the index */
	bool within = pronoun > c->begin + 1 && event_scan_is(s, pronoun - 1, EVENT_BIT(PREP)) &&
		      !event_scan_looks(s, pronoun - 2, LOOKS_PLURAL);
	bool owner = event_scan_is(s, pronoun, EVENT_BIT(HE)) && event_scan_is(s, pronoun, EVENT_BIT(DET)) && !within;
	bool called = event_subject_is_called(s, pronoun);
	size_t next = p->first + (called ? s->marks[pronoun].length : 1);
	bool acts = (called || event_subject_is_pronoun(s, pronoun)) && next < p->last &&
		    (event_scan_is(s, p->token[next], EVENT_BIT(TENSE)) || (called && s->tokens[p->token[next]].lower.p[0] == '\''));
	if (!acts && !owner)
		return none;
	struct event_subject name = event_subject_of(s, pronoun, c);
	return name.begin < name.end && p->last + name.end - name.begin <= EVENT_PICK_TOKENS ? name : none;
}

/* A noun or two that say too little by themselves: "Session", "the rally", not "Chile's election", "the G20 summit", "the
 * vote on the plan". */
static bool event_headline_is_bare(const struct event_scan *s, const struct event_pick *p)
{
	enum { WORDS = 3 };
	for (size_t k = p->first; k < p->last; k++) {
		uint32_t i = p->token[k];
		bool name = k > p->first && s->tokens[i].upper_first;
		if (name || s->tokens[i].upper_all ||
		    event_scan_is(s, i, EVENT_BIT(PLACE) | EVENT_BIT(TENSE) | EVENT_BIT(PREP) | EVENT_BIT(AND)))
			return false;
	}
	return event_pick_words(s, p, p->first, p->last) <= WORDS;
}

/* A verb that stands there without its subject: "Is found", "Unchanged", "Letting the pact expire". */
static bool event_headline_is_lost(const struct event_scan *s, const struct event_head *head, const struct event_pick *p)
{
	uint32_t i = p->token[p->first];
	return (head->verb &&
		(i == head->token || (event_scan_is_ing(s, i) && i > 0 && event_scan_is(s, i - 1, EVENT_BIT(COMMA))))) ||
	       event_scan_is(s, i, EVENT_BIT(TENSE) | EVENT_BIT(SOURCE)) || event_headline_is_pronoun(s, i);
}

/* Whether a head stands in a clause that opens with "after", "when", "as" and has no date of its own: what happened then is the
 * news. */
static bool event_headline_is_within(const struct event_scan *s, const struct event_head *head, const struct event *e)
{
	const struct event_clause *c = event_scan_first(s, head->token);
	/* "asks whether Norda can be sold": it is not said that it is */
	if (head->verb && event_scan_is(s, c->begin, EVENT_BIT(IF)) && &s->clauses[c->outer] != c)
		return true;
	bool joined = event_scan_is(s, c->begin, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(AS)) &&
		      event_scan_names(s, c->begin, EVENT_SORT(SCENE));
	if (!joined || &s->clauses[c->outer] == c || !head->verb)
		return false;
	for (uint32_t i = c->begin; e->date >= 0 && i < c->end; i++)
		if (s->marks[i].timex == e->date)
			return false;
	return true;
}

/* The main verb of the sentence: a head where the tables know it, else whatever has a tense. */
static bool event_headline_main(const struct event_scan *s, const struct event_scope *c, struct event_head *out)
{
	uint16_t clause = s->marks[c->begin].clause;
	while (s->clauses[clause].outer != clause)
		clause = s->clauses[clause].outer;
	const struct event_head *best = NULL;
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count; h++)
		if (h->verb && h->clause == clause && (!best || (h->finite && !best->finite)))
			best = h;
	if (best && (best->finite || (best->forms & (FORM_S | FORM_BASE)))) {
		*out = *best;
		return true;
	}
	for (uint32_t i = c->begin; i < c->end; i++)
		if (s->marks[i].clause == clause && event_scan_is(s, i, EVENT_BIT(TENSE))) {
			*out = (struct event_head){.token = i, .length = 1, .verb = true, .forms = FORM_PAST,
						   .kind = EVENT_OTHER, .strength = STRENGTH_WEAK,
						   .clause = clause, .finite = true};
			return true;
		}
	return false;
}

/* Picks and cuts the words of a headline. `kept` is where a date ends that stays, `reach` past the head that is to be told with
 * the clause; or 0. */
static void event_headline_choose(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				  const struct event_head *verb, uint32_t from, uint32_t kept, uint32_t reach,
				  struct event_pick *pick)
{
	const struct event_head *acts = from ? NULL : verb;
	struct event_range r = event_range_find(s, c, head, verb, from);
	r.end = reach > r.end ? reach : r.end;
	event_pick_read(s, &r, head, acts, kept, reach, pick);
	event_cut_read(s, c, head, verb, acts, reach, pick);
}

/* Past what is to be told of a head in the clause of another: "data [released ON MONDAY]", "after it [bought A MINE]". */
static uint32_t event_headline_reach(const struct event_scan *s, const struct event_scope *c, const struct event_head *head)
{
	enum { OBJECT = 6 };
	uint32_t past = head->token + head->length, told = past < c->end ? event_spare_told(s, past, c->end) : 0;
	if (told || !head->verb)
		return told ? told : past;
	uint32_t i = past;
	while (i < c->end && i - past < OBJECT && s->marks[i].clause == head->clause && s->marks[i].timex < 0 &&
	       !event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(STOP) | EVENT_BIT(TO)))
		i++;
	return i - past < OBJECT ? i : past;
}

/* For a head that says too little by itself: the clause of the main verb, if it tells the head, or what was done at it: "At the
 * meeting on Monday, TWO FIRMS AGREED", or what a source says: "SALES ROSE, according to a report published on Monday". */
static bool event_headline_whole(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				 uint32_t from, struct event_pick *out)
{
	struct event_head main;
	struct event_scope whole = *c;
	whole.part_begin = 0;
	whole.part_end = UINT32_MAX;
	if (!event_headline_main(s, c, &main) || main.token == head->token)
		return false;
	event_headline_choose(s, &whole, &main, &main, 0, from, event_headline_reach(s, c, head), out);
	for (size_t k = out->first; k < out->last; k++)
		if (out->token[k] == head->token)
			return true;
	if (out->first < out->last && event_scan_is(s, event_scan_clause(s, head->token)->begin, EVENT_BIT(SOURCE)))
		return true;
	bool at = event_scan_is(s, c->begin, EVENT_BIT(DURING)) &&
		  !event_scan_is(s, c->begin, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB));
	return at && !head->verb && out->first < out->last && head->token < out->token[out->first] &&
	       event_head_is_under(s, head->token);
}

/* Puts tokens begin..end before the picked ones. */
static void event_headline_lead(struct event_pick *p, uint32_t begin, uint32_t end)
{
	size_t n = end - begin;
	if (p->last - p->first + n > EVENT_PICK_TOKENS)
		return;
	memmove(p->token + n, p->token + p->first, (p->last - p->first) * sizeof *p->token);
	for (size_t k = 0; k < n; k++)
		p->token[k] = begin + (uint32_t)k;
	p->last += n - p->first;
	p->first = 0;
}

/* Gives a verb that lost its subject that of the sentence. */
static void event_headline_lend(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				struct event_pick *p)
{
	uint32_t i = p->token[p->first];
	/* ", unchanged from May" */
	if ((s->marks[i].word.forms & FORM_PARTICIPLE || event_scan_looks(s, i, LOOKS_PAST)) && i > 0 &&
	    event_scan_is(s, i - 1, EVENT_BIT(COMMA)) && event_scan_is(s, i + 1, EVENT_BIT(PREP)) &&
	    !event_scan_is(s, i + 1, EVENT_BIT(TO)))
		return;
	bool verb = (event_scan_is_ing(s, i) && !event_scan_is(s, i, EVENT_BIT(BETWEEN))) || event_scan_is(s, i, EVENT_BIT(TENSE)) ||
		    (head->verb && head->finite && i == head->token);
	/* "no clue who | was behind it": who did is another */
	uint32_t begin = event_scan_clause(s, i)->begin;
	verb &= !event_scan_is(s, begin, EVENT_BIT(SUB) | EVENT_BIT(THAT) | EVENT_BIT(IF)) && i > 0 &&
		!event_scan_is(s, i - 1, EVENT_BIT(PRONOUN) | EVENT_BIT(THAT));
	if (verb && !c->own.pronoun && c->own.begin < c->own.end && c->own.end <= i)
		event_headline_lead(p, c->own.begin, c->own.end);
}

/* Whose a noun is that is told with its date: "ITS 2008 deal", "NORDA'S July offer". */
static void event_headline_owner(const struct event_scan *s, const struct event_scope *c, uint32_t from, struct event_pick *p)
{
	uint32_t date = from;
	while (date > c->begin && s->marks[date - 1].timex >= 0)
		date--;
	if (date == from || date == c->begin || p->token[p->first] != from)
		return;
	if (event_scan_is(s, date - 1, EVENT_BIT(HE)) && event_scan_is(s, date - 1, EVENT_BIT(DET))) {
		struct event_subject of = event_subject_of(s, date - 1, c);
		if (of.begin < of.end)
			event_headline_lead(p, date - 1, date);
	} else if (s->tokens[date - 1].lower.p[0] == '\'' && date > c->begin + 1) {
		uint32_t owner = event_phrase_noun(s, c->begin, date - 1);
		if (owner < date - 1)
			event_headline_lead(p, owner, date);
	}
}

/* The picked words with who says them before them, put into `room`, where they are quoted; not where nobody knows who "he" is
 * who says them. */
static struct event_pick *event_headline_quoted(const struct event_scan *s, const struct event_scope *c, struct event_pick *p,
						struct event_pick *room)
{
	*room = *p;
	event_quote_lead(s, c, room);
	struct event_subject name = event_headline_name(s, c, room);
	return event_headline_is_pronoun(s, room->token[room->first]) && name.begin == name.end ? p : room;
}

uint32_t event_headline_build(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			      const struct event_head *verb, uint32_t from, struct event *out)
{
	/* "the summit, which will be held in May": the inner clause tells more than the noun */
	if (verb && !from && verb->clause != head->clause && verb->token > head->token &&
	    event_antecedent_is_relative(s, event_phrase_group(s, head->token, verb->token)))
		head = verb;
	struct event_pick picks[2], *p = &picks[0];
	event_headline_choose(s, c, head, verb, from, 0, 0, p);
	if (p->first >= p->last) {
		p->token[0] = head->token;
		p->first = 0;
		p->last = 1;
	}
	bool lost = event_headline_is_lost(s, head, p);
	struct event_subject name = event_headline_name(s, c, p);
	bool poor = head->verb ? (lost && name.begin == name.end) || event_headline_is_within(s, head, out)
			       : event_headline_is_bare(s, p);
	bool whole = poor && event_headline_whole(s, c, head, from, &picks[1]) && !event_headline_is_lost(s, head, &picks[1]);
	/* "fell as demand | shrank further" is worth less than the clause alone */
	if (whole && (lost || !head->verb || picks[1].last == picks[1].n || picks[1].token[picks[1].last - 1] != head->token))
		p = &picks[1];
	else if (lost)
		event_headline_lend(s, c, head, p);
	else if (from)
		event_headline_owner(s, c, from, p);
	p = event_headline_quoted(s, c, p, p == picks ? &picks[1] : picks);
	name = event_headline_name(s, c, p);
	out->headline = event_headline_text(s, p->token + p->first, p->last - p->first, &name);
	bool standing = name.begin == name.end;
	for (size_t k = p->first + 1; k < p->last; k++)
		standing &= p->token[k] == p->token[k - 1] + 1;
	if (standing)
		out->headline_span = (struct span){s->tokens[p->token[p->first]].span.begin,
						   s->tokens[p->token[p->last - 1]].span.end};
	return name.sentence;
}
