#include "config.h"

#include "text/event_headline.h"

#include "text/event_cut.h"
#include "text/event_phrase.h"
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

/* The words of tokens with single spaces where the text has white space or where something was left out. The words of `name`
 * stand for the first token, if there are any. */
static struct str event_headline_text(const struct event_scan *s, const uint32_t *token, size_t n, const struct event_subject *name)
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
	if (stands && event_scan_is(s, token[0], EVENT_BIT(DET))) /* "its" */
		to = stpcpy(to, to[-1] == 's' ? "'" : "'s");
	for (size_t k = stands; k < n; k++) {
		const struct token *t = &s->tokens[token[k]];
		bool gap = k && (token[k - 1] + 1 != token[k] || (stands && k == 1));
		if (k && (t->space_before || (gap && t->kind != TOKEN_MARK)))
			*to++ = ' ';
		to = event_headline_put(s, t, to);
	}
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
	*to = '\0';
	return (struct str){text, (size_t)(to - text)};
}

/* What the pronoun that the headline begins with stands for, where it is the subject of the head or owns what is; or none. */
static struct event_subject event_headline_name(const struct event_scan *s, const struct event_scope *c, const struct event_pick *p)
{
	uint32_t pronoun = p->token[p->first];
	struct event_subject none = {.sentence = s->tokens[pronoun].sentence};
	if (p->first + 1 >= p->last)
		return none;
	/* in "the index for its region" it is the index */
	bool within = pronoun > c->begin && event_scan_is(s, pronoun - 1, EVENT_BIT(PREP));
	bool owner = event_scan_is(s, pronoun, EVENT_BIT(HE)) && event_scan_is(s, pronoun, EVENT_BIT(DET)) && !within;
	bool acts = event_subject_is_pronoun(s, pronoun) && event_scan_is(s, p->token[p->first + 1], EVENT_BIT(TENSE));
	if (!acts && !owner)
		return none;
	struct event_subject name = event_subject_of(s, pronoun, &c->own, &c->before);
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
		if (name || s->tokens[i].upper_all || event_scan_is(s, i, EVENT_BIT(PLACE) | EVENT_BIT(TENSE) | EVENT_BIT(PREP) | EVENT_BIT(AND)))
			return false;
	}
	return event_pick_words(s, p, p->first, p->last) <= WORDS;
}

/* The main verb of the sentence: a head where the tables know it, else whatever has a tense. */
static bool event_headline_main(const struct event_scan *s, const struct event_scope *c, struct event_head *out)
{
	uint16_t clause = s->marks[c->begin].clause;
	for (const struct event_head *h = c->heads; h < c->heads + c->head_count; h++)
		if (h->verb && h->finite && h->clause == clause) {
			*out = *h;
			return true;
		}
	for (uint32_t i = c->begin; i < c->end; i++)
		if (s->marks[i].clause == clause && event_scan_is(s, i, EVENT_BIT(TENSE))) {
			*out = (struct event_head){.token = i, .length = 1, .verb = true, .forms = FORM_PAST, .kind = EVENT_OTHER, .strength = STRENGTH_WEAK,
						   .clause = clause, .finite = true};
			return true;
		}
	return false;
}

/* Picks and cuts the words of a headline. `kept` is where a date ends that stays, `reach` past the noun that is to be told with
 * the clause; or 0. */
static void event_headline_choose(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, const struct event_head *verb,
				  uint32_t from, uint32_t kept, uint32_t reach, struct event_pick *pick)
{
	const struct event_head *acts = from ? NULL : verb;
	struct event_range r = event_range_find(s, c, head, verb, from);
	r.end = reach > r.end ? reach : r.end;
	event_pick_read(s, &r, head, acts, kept, reach, pick);
	event_cut_read(s, c, head, verb, acts, reach, pick);
}

/* For a noun that says too little by itself: the clause of the main verb, if it tells the noun. */
static bool event_headline_whole(const struct event_scan *s, const struct event_scope *c, const struct event_head *noun, uint32_t from,
				 struct event_pick *out)
{
	struct event_head main;
	struct event_scope whole = *c;
	whole.part_begin = 0;
	whole.part_end = UINT32_MAX;
	if (!event_headline_main(s, c, &main))
		return false;
	event_headline_choose(s, &whole, &main, &main, 0, from, noun->token + noun->length, out);
	for (size_t k = out->first; k < out->last; k++)
		if (out->token[k] == noun->token)
			return true;
	return false;
}

uint32_t event_headline_build(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			      const struct event_head *verb, uint32_t from, struct event *out)
{
	/* "the summit, which will be held in May": the inner clause tells more than the noun */
	if (verb && !from && verb->clause != head->clause && verb->token > head->token &&
	    event_range_is_relative(s, event_phrase_group(s, head->token, verb->token)))
		head = verb;
	struct event_pick picks[2], *p = &picks[0];
	event_headline_choose(s, c, head, verb, from, 0, 0, p);
	if (!head->verb && p->first < p->last && event_headline_is_bare(s, p) && event_headline_whole(s, c, head, from, &picks[1]))
		p = &picks[1];
	if (p->first >= p->last) {
		p->token[0] = head->token;
		p->first = 0;
		p->last = 1;
	}
	struct event_subject name = event_headline_name(s, c, p);
	out->headline = event_headline_text(s, p->token + p->first, p->last - p->first, &name);
	bool whole = name.begin == name.end;
	for (size_t k = p->first + 1; k < p->last; k++)
		whole &= p->token[k] == p->token[k - 1] + 1;
	if (whole)
		out->headline_span = (struct span){s->tokens[p->token[p->first]].span.begin, s->tokens[p->token[p->last - 1]].span.end};
	return name.sentence;
}
