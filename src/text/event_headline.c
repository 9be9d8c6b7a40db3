#include "config.h"

#include "text/event_headline.h"

#include "text/event_phrase.h"
#include "text/event_range.h"
#include "text/event_subject.h"

#include <string.h>

enum {
	EVENT_HEADLINE_WORDS = 12,
	EVENT_HEADLINE_BEFORE = 11, /* words before the head; a longer subject is cut to its end */
	EVENT_HEADLINE_LONG = 7,   /* with more before the head its subject loses what follows its first noun */
	EVENT_HEADLINE_SUBJECT = 9, /* a subject of more words is cut at "of" too */
	EVENT_HEADLINE_LONGEST = 16, /* words, where no phrase ends before */
	EVENT_HEADLINE_TOKENS = 64, /* of the clause that are looked at */
};

/* The tokens that are taken, in order. */
struct event_headline_pick {
	uint32_t token[EVENT_HEADLINE_TOKENS];
	size_t n;
	size_t head; /* index of the head's first token, or n */
};

static bool event_headline_is_word(const struct event_scan *s, uint32_t i)
{
	return s->l->tokens[i].kind != TOKEN_MARK;
}

/* Past the end of an aside that begins at the comma i ("..., the minister of trade, "): i itself when there
 * is none, or when it holds a verb or is long. */
static uint32_t event_headline_aside(const struct event_scan *s, uint32_t i, uint32_t end)
{
	enum { LONGEST = 20 };
	if (!event_scan_mark(s, i, ',') && !event_scan_mark(s, i, '(') && !event_scan_mark(s, i, '['))
		return i;
	if (event_scan_mark(s, i, ',') && event_phrase_is_list(s, i, end))
		return i;
	char close = event_scan_mark(s, i, '(') ? ')' : event_scan_mark(s, i, '[') ? ']' : ',';
	for (uint32_t k = i + 1; k < end && k - i < LONGEST; k++) {
		const struct event_word *w = s->marks[k].word;
		if (event_scan_mark(s, k, close) && !event_scan_joins_places(s, k))
			return k + 1;
		if (close == ',' && w && w->verb_strength && !w->noun_strength && (w->forms & (FORM_PAST | FORM_S)))
			return i;
	}
	return i;
}

/* Whether the words from i are a date with what leads to it ("on Tuesday", "from May 23 to 25"): past its end,
 * or i. */
static uint32_t event_headline_date(const struct event_scan *s, uint32_t i, uint32_t end)
{
	uint32_t k = i;
	while (k < end && k - i < 3 && s->marks[k].timex < 0 && event_scan_is(s, k, EVENT_BIT(PREP) | EVENT_BIT(BOUND) | EVENT_BIT(DET)))
		k++;
	if (k >= end || s->marks[k].timex < 0 || s->in->timexes[s->marks[k].timex].type == TIMEX_DURATION)
		return i;
	uint32_t date = k;
	while (k < end && (s->marks[k].timex >= 0 || (k + 1 < end && s->marks[k + 1].timex >= 0 && event_scan_is(s, k, EVENT_BIT(AND)))))
		k++;
	/* "for the current outbreak": only the date goes where a noun follows it */
	bool describes = k < end && event_headline_is_word(s, k) && s->l->tokens[k].lower.p[0] != '\'' &&
			 !event_scan_is(s, k, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(TO) | EVENT_BIT(BE) | EVENT_BIT(THAT) |
						 EVENT_BIT(PRONOUN) | EVENT_BIT(DET) | EVENT_BIT(HE)) &&
			 !(s->marks[k].word && s->marks[k].word->verb_strength && !s->marks[k].word->noun_strength &&
			   !(s->marks[k].word->classes & EVENT_BIT(THING)));
	bool determined = date > i && event_scan_is(s, date - 1, EVENT_BIT(DET));
	/* "of the recently announced plan" */
	const struct event_word *w = k < end ? s->marks[k].word : NULL;
	describes |= determined && w && (w->forms & FORM_PARTICIPLE);
	if (describes && determined)
		return i;
	/* the 's of "Tuesday's", the join of "May 23 to 25" */
	if (k < end && s->l->tokens[k].lower.n && s->l->tokens[k].lower.p[0] == '\'' && !s->l->tokens[k].space_before)
		k++;
	return k;
}

/* Whether token i is none of the headline's: it stands in another clause, in the gap, at another date. */
static bool event_headline_is_out(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				  uint32_t i)
{
	if (i >= r->gap_begin && i < r->gap_end)
		return true;
	if (i >= r->head_end && (i < r->part_begin || i >= r->part_end))
		return true;
	bool report = head->verb && head->kind == EVENT_STATEMENT && (i > head->token || r->end <= head->token);
	return s->marks[i].clause != head->clause && !report && i >= s->marks[head->token].clause_begin;
}

/* A clause behind the head ends the headline: what follows it is seldom the head's. */
static bool event_headline_is_over(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				   uint32_t i)
{
	return i > head->token && !r->part_begin && s->marks[i].clause != head->clause &&
	       (event_scan_has_tense(s, i) || event_scan_is(s, i, EVENT_BIT(SUB)));
}

static void event_headline_pick(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				struct event_headline_pick *p)
{
	p->n = 0;
	p->head = EVENT_HEADLINE_TOKENS;
	for (uint32_t i = r->begin; i < r->end && p->n < EVENT_HEADLINE_TOKENS;) {
		if (event_headline_is_out(s, r, head, i)) {
			if (event_headline_is_over(s, r, head, i))
				break;
			/* the comma before what is left out goes with it */
			if (p->n && event_scan_mark(s, p->token[p->n - 1], ','))
				p->n--;
			i++;
			continue;
		}
		uint32_t past = event_headline_date(s, i, r->end);
		if (past == i && i != head->token)
			past = event_headline_aside(s, i, r->end);
		if (past > i && !(i <= head->token && head->token < past)) {
			i = past;
			continue;
		}
		if (i == head->token)
			p->head = p->n;
		bool join = i < head->token && ((event_scan_mark(s, i, ',') && i + 1 == s->marks[head->token].clause_begin) ||
						(i == s->marks[head->token].clause_begin && i > r->begin && event_scan_is(s, i, EVENT_BIT(SUB))));
		if (event_scan_mark(s, i, '"') || join)
			i++;
		else
			p->token[p->n++] = i++;
	}
}

/* "Chile joined in 2003 and [PERU in 2004]": at its own date only another subject stands: the pick becomes that
 * subject and the verb. */
static void event_headline_regroup(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				   struct event_headline_pick *p)
{
	size_t part = p->head;
	while (part < p->n && p->token[part] < r->part_begin)
		part++;
	if (!r->part_begin || !head->verb || part >= p->n || event_scan_is(s, r->part_begin, EVENT_BIT(PREP) | EVENT_BIT(DET)) ||
	    !event_scan_is(s, r->part_begin - 1, EVENT_BIT(AND)))
		return;
	uint32_t group = event_phrase_group(s, r->begin, head->token);
	struct event_headline_pick old = *p;
	p->n = 0;
	for (size_t k = part; k < old.n; k++)
		p->token[p->n++] = old.token[k];
	p->head = p->n;
	for (size_t k = 0; k < part; k++) {
		if (old.token[k] < head->token)
			p->head += old.token[k] >= group;
		if (old.token[k] >= group)
			p->token[p->n++] = old.token[k];
	}
}

/* Where the first phrase of a subject ends: at a comma or a preposition, and at "of" when it must be `short`. A participle
 * goes with what follows it: "countries [led by Chad] sued". */
static size_t event_headline_phrase(const struct event_scan *s, const struct event_headline_pick *p, uint32_t group, bool brief)
{
	size_t k = 1;
	for (; k < p->n && p->token[k] < group; k++) {
		uint32_t i = p->token[k];
		bool comma = event_scan_mark(s, i, ',') && !event_phrase_is_list(s, i, group) && !event_scan_joins_places(s, i);
		if (comma || (event_scan_is(s, i, EVENT_BIT(PREP)) && (brief || !event_scan_is(s, i, EVENT_BIT(OF))) && !event_scan_is(s, i, EVENT_BIT(ABOUT))))
			break;
	}
	const struct event_word *w = k > 1 && k < p->n ? s->marks[p->token[k - 1]].word : NULL;
	k -= k > 2 && w && w->verb_strength && !w->noun_strength && (w->forms & (FORM_ING | FORM_PARTICIPLE));
	while (k > 2 && event_scan_is(s, p->token[k - 1], EVENT_BIT(PREP)))
		k--;
	return k;
}

static size_t event_headline_words(const struct event_scan *s, const struct event_headline_pick *p, size_t from, size_t to)
{
	size_t words = 0;
	for (size_t k = from; k < to && k < p->n; k++)
		words += event_headline_is_word(s, p->token[k]);
	return words;
}

/* Leaves out what stands between a long subject's first phrase and its verb: "the two countries [in an
 * unexpected move] are going to". */
static void event_headline_shorten(const struct event_scan *s, struct event_headline_pick *p, const struct event_head *verb)
{
	bool about = p->n && event_scan_is(s, p->token[0], EVENT_BIT(ABOUT));
	bool phrase = p->n && !about && event_scan_is(s, p->token[0], EVENT_BIT(PREP) | EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(SOURCE));
	if (event_headline_words(s, p, 0, p->head) <= EVENT_HEADLINE_LONG || !verb || p->head >= p->n || phrase)
		return;
	uint32_t group = event_phrase_group(s, p->token[0], verb->token);
	size_t from = event_headline_phrase(s, p, group, false), to = from;
	if (event_headline_words(s, p, 0, from) > EVENT_HEADLINE_SUBJECT)
		to = from = event_headline_phrase(s, p, group, true);
	bool owner = false; /* "the centre for rights's head": what is possessed acts */
	for (; to < p->n && p->token[to] < group; to++) {
		uint32_t i = p->token[to];
		if (event_scan_has_tense(s, i))
			return;
		if (event_scan_mark(s, i, ',') || event_scan_is(s, i, EVENT_BIT(PREP)))
			owner = false;
		owner |= s->l->tokens[i].lower.p[0] == '\'' && to && s->marks[p->token[to - 1]].place < 0;
	}
	if (owner)
		return;
	if (to == from || to > p->head || to >= p->n)
		return;
	memmove(p->token + from, p->token + to, (p->n - to) * sizeof *p->token);
	p->n -= to - from;
	p->head -= to - from;
}

/* Whether a phrase can end before picked token k. */
static bool event_headline_is_border(const struct event_scan *s, const struct event_headline_pick *p, size_t k)
{
	if (k >= p->n)
		return true;
	uint32_t i = p->token[k];
	if (k && p->token[k - 1] + 1 != i)
		return true;
	bool compound = (k && event_scan_mark(s, p->token[k - 1], '-')) || (k + 1 < p->n && event_scan_mark(s, p->token[k + 1], '-'));
	if (compound && !s->l->tokens[i].space_before)
		return false;
	return event_scan_mark(s, i, ',') || event_scan_mark(s, i, ';') || event_scan_mark(s, i, '(') || event_scan_mark(s, i, '.') ||
	       (event_scan_mark(s, i, '-') && s->l->tokens[i].space_before) ||
	       (event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB)) &&
		!event_scan_is(s, i, EVENT_BIT(OF) | EVENT_BIT(TO) | EVENT_BIT(DET) | EVENT_BIT(ABOUT)));
}

/* A noun far behind its verb leaves the headline to the verb: "Chile, Peru and Bolivia BECAME observers of the union at
 * a summit". */
static void event_headline_aim(const struct event_scan *s, struct event_headline_pick *p, const struct event_head *verb)
{
	size_t words = 0, at = p->n;
	for (size_t k = 0; k < p->head && k < p->n; k++) {
		words += event_headline_is_word(s, p->token[k]);
		if (verb && p->token[k] == verb->token)
			at = k;
	}
	if (at < p->n && words > EVENT_HEADLINE_BEFORE)
		p->head = at;
}

/* Whether a headline can end with token i; `aux` is whether it may be an auxiliary. */
static bool event_headline_can_end(const struct event_scan *s, uint32_t i, bool aux)
{
	if (event_scan_mark(s, i, ')') || event_scan_mark(s, i, '"') || event_scan_mark(s, i, '%'))
		return true;
	uint64_t open = EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(DET) | EVENT_BIT(THAT) | EVENT_BIT(TO);
	if (!aux)
		open |= EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY);
	return event_headline_is_word(s, i) && !event_scan_is(s, i, open);
}

/* What a report says has a verb, which the headline does not stop before: "said that the hole SHOWS no". */
static size_t event_headline_least(const struct event_scan *s, const struct event_scope *c, const struct event_headline_pick *p, size_t h,
				   const struct event_head *head)
{
	size_t k = h + head->length;
	if (!head->verb || head->kind != EVENT_STATEMENT || head->strength != STRENGTH_WEAK)
		return k;
	uint32_t verb = UINT32_MAX;
	for (const struct event_head *v = c->heads; v < c->heads + c->head_count && verb == UINT32_MAX; v++)
		if (v->verb && v->finite && v->token > head->token)
			verb = v->token;
	while (k < p->n && !event_scan_has_tense(s, p->token[k]) && p->token[k] < verb)
		k++;
	return k < p->n ? k + 1 : h + head->length;
}

/* Past the last picked token: where a phrase ends, after as many words as the headline may have; else at the next end
 * of one, else after those words. */
static size_t event_headline_end(const struct event_scan *s, const struct event_scope *c, const struct event_headline_pick *p, size_t first,
				 size_t h, const struct event_head *head)
{
	size_t words = 0, border = 0, full = 0, soft = 0, least = event_headline_least(s, c, p, h, head);
	for (size_t k = first; k < p->n; k++) {
		bool ends = k > least && event_headline_is_border(s, p, k) && event_headline_can_end(s, p->token[k - 1], false);
		if (ends && (words <= EVENT_HEADLINE_WORDS || !border))
			border = k;
		if (k > least + 2 && event_scan_is(s, p->token[k], EVENT_BIT(TO)))
			soft = k;
		if (words <= EVENT_HEADLINE_WORDS)
			full = k;
		if (words >= EVENT_HEADLINE_LONGEST || (border && words > EVENT_HEADLINE_WORDS))
			return border ? border : soft ? soft : least > full ? k : full;
		words += event_headline_is_word(s, p->token[k]);
	}
	return words <= EVENT_HEADLINE_WORDS || !border ? (words <= EVENT_HEADLINE_LONGEST ? p->n : full) : border;
}

/* Cuts the pick to first..last so that it holds the head and ten words at most. */
static void event_headline_cut(const struct event_scan *s, const struct event_scope *c, const struct event_headline_pick *p,
			       const struct event_head *head, size_t *first, size_t *last)
{
	size_t words = 0, h = p->head < p->n ? p->head : 0;
	*first = 0;
	for (size_t k = h; k > 0; k--) {
		words += event_headline_is_word(s, p->token[k - 1]);
		if (words > EVENT_HEADLINE_BEFORE) {
			/* start at the nearest border to the head's left that leaves something to say */
			for (size_t b = k; b < h; b++)
				if (event_headline_is_border(s, p, b) && event_headline_is_word(s, p->token[b])) {
					*first = b;
					break;
				}
			break;
		}
	}
	*last = event_headline_end(s, c, p, *first, h, head);
}

/* Whether a headline can begin at picked token k: with a lead-in that has its verb behind it ("In Chile the leaders
 * met"), else with no preposition, and never with a mark or a joining word. */
static bool event_headline_can_begin(const struct event_scan *s, const struct event_headline_pick *p, size_t k, const struct event_head *verb)
{
	uint32_t i = p->token[k];
	if (event_scan_is(s, i, EVENT_BIT(ABOUT)))
		return true;
	if (!event_headline_is_word(s, i) || s->l->tokens[i].lower.p[0] == '\'')
		return false;
	bool whole = k == 0 && verb && verb->token > i;
	uint64_t joins = EVENT_BIT(AND) | EVENT_BIT(ALSO) | (whole ? 0 : EVENT_BIT(SUB) | EVENT_BIT(PREP));
	return !event_scan_is(s, i, joins);
}

/* Marks, prepositions and joining words at the ends say nothing. */
static void event_headline_trim(const struct event_scan *s, const struct event_headline_pick *p, const struct event_head *verb,
				size_t *first, size_t *last)
{
	while (*first < *last && !event_headline_can_begin(s, p, *first, verb))
		++*first;
	while (*last > *first && (!event_headline_can_end(s, p->token[*last - 1], *last - 1 <= p->head) ||
				  (*last > *first + 1 && event_scan_mark(s, p->token[*last - 2], ',') && event_scan_is(s, p->token[*last - 1], EVENT_BIT(ADVERB)))))
		--*last;
}

/* The picked tokens with single spaces where the text has white space or where something was left out. */
static struct str event_headline_text(const struct event_scan *s, const uint32_t *token, size_t n)
{
	struct buf b = BUF_INIT;
	for (size_t k = 0; k < n; k++) {
		const struct token *t = &s->l->tokens[token[k]];
		if (k && (t->space_before || (token[k - 1] + 1 != token[k] && t->kind != TOKEN_MARK)))
			buf_add_char(&b, ' ');
		buf_add_str(&b, token_text(s->l, t->span));
	}
	if (b.n && b.p[0] >= 'a' && b.p[0] <= 'z')
		b.p[0] = (char)(b.p[0] - 'a' + 'A');
	struct str copy = arena_str(s->arena, buf_str(&b));
	buf_free(&b);
	return copy;
}

/* Puts the words that the pronoun picked first stands for into its place, where it is the subject of the head; the
 * sentence that they are from. */
static uint32_t event_headline_resolve(const struct event_scan *s, const struct event_scope *c, struct event_headline_pick *p, size_t *first,
				       size_t *last)
{
	uint32_t pronoun = p->token[*first], own = s->l->tokens[pronoun].sentence;
	if (*first + 1 >= *last || !event_subject_is_pronoun(s, pronoun) || !event_scan_has_tense(s, p->token[*first + 1]))
		return own;
	struct event_subject name = event_subject_of(s, pronoun, &c->own, &c->before);
	size_t extra = name.end - name.begin;
	if (!extra || *last + extra > EVENT_HEADLINE_TOKENS)
		return own;
	memmove(p->token + *first + extra, p->token + *first + 1, (*last - *first - 1) * sizeof *p->token);
	for (size_t k = 0; k < extra; k++)
		p->token[*first + k] = name.begin + (uint32_t)k;
	*last += extra - 1;
	return name.sentence;
}

uint32_t event_headline_build(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			  const struct event_head *verb, uint32_t from, struct event *out)
{
	/* "the summit, which will be held in May": the inner clause tells more than the noun */
	if (verb && !from && verb->clause != head->clause && verb->token > head->token &&
	    event_range_is_relative(s, event_phrase_group(s, head->token, verb->token)))
		head = verb;
	struct event_range r = event_range_find(s, c, head, verb, from);
	struct event_headline_pick pick;
	event_headline_pick(s, &r, head, &pick);
	event_headline_regroup(s, &r, head, &pick);
	event_headline_shorten(s, &pick, from ? NULL : verb);
	event_headline_aim(s, &pick, from ? NULL : verb);
	size_t first, last;
	event_headline_cut(s, c, &pick, head, &first, &last);
	event_headline_trim(s, &pick, verb, &first, &last);
	if (first >= last) {
		pick.token[0] = head->token;
		first = 0;
		last = 1;
	}
	uint32_t sentence = event_headline_resolve(s, c, &pick, &first, &last);
	out->headline = event_headline_text(s, pick.token + first, last - first);
	bool whole = true;
	for (size_t k = first + 1; k < last; k++)
		whole &= pick.token[k] == pick.token[k - 1] + 1;
	if (whole)
		out->headline_span = (struct span){s->l->tokens[pick.token[first]].span.begin,
						   s->l->tokens[pick.token[last - 1]].span.end};
	return sentence;
}
