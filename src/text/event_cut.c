#include "config.h"

#include "text/event_cut.h"

#include "text/event_phrase.h"

enum {
	EVENT_CUT_WORDS = 12,
	EVENT_CUT_LONGEST = 16, /* words, where no phrase ends before */
	EVENT_CUT_MOST = 26,    /* where even what was said has no verb before */
	EVENT_CUT_REACH = 18,   /* up to the noun for whose sake a whole clause is told */
	EVENT_CUT_SHORT = 6,    /* a headline of fewer words is cut at the next border where it can be */
};

/* How well a headline can end before a word: "met | in Lima", "the red house and the big garden" between. */
enum event_cut_border { BORDER_NONE, BORDER_WEAK, BORDER_TO, BORDER_FIRM };

static bool event_cut_is_adverb(const struct event_scan *s, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(ADVERB) | EVENT_BIT(NOT)) || event_scan_looks(s, i, LOOKS_ADVERB);
}

/* Whether picked token k needs what follows it: a participle that describes a noun ("signed BY"), a bare verb ("to serve
 * AS"). */
static bool event_cut_is_open(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	uint32_t i = p->token[k];
	const struct event_word *w = &s->marks[i].word;
	if (k <= p->head || s->tokens[i].kind != TOKEN_WORD || s->tokens[i].upper_first)
		return false;
	if (w->forms == FORM_BASE && !w->noun_strength && !(w->classes & EVENT_BIT(THING)))
		return true;
	size_t b = k;
	while (b > 1 && event_cut_is_adverb(s, p->token[b - 1]))
		b--;
	if (event_scan_is(s, p->token[b - 1], EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(AND) | EVENT_BIT(TO) | EVENT_BIT(PRONOUN)))
		return false;
	if (!w->known)
		return event_scan_looks(s, i, LOOKS_PAST);
	return w->acts && (w->forms & (FORM_ING | FORM_PARTICIPLE));
}

/* Whether the "and" at picked token k joins two that belong together: "both Chad and Niger", "between 2 and 5 years". */
static bool event_cut_is_pair(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	enum { NEAR = 6 };
	for (size_t b = k; b > 0 && k - b < NEAR; b--) {
		uint32_t i = p->token[b - 1];
		if ((event_scan_is(s, i, EVENT_BIT(ADVERB)) && event_scan_is(s, i, EVENT_BIT(DET))) ||
		    (event_scan_is(s, i, EVENT_BIT(PREP)) && event_scan_is(s, i, EVENT_BIT(BETWEEN))))
			return !event_scan_is(s, i, EVENT_BIT(OF));
		if (event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(MARK)))
			return false;
	}
	return false;
}

/* Whether a phrase can end before picked token k, `end` the last token that may be looked at. */
static enum event_cut_border event_cut_border(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	if (k >= p->n)
		return BORDER_FIRM;
	uint32_t i = p->token[k], last = p->token[p->n - 1] + 1;
	if (k && (event_cut_is_open(s, p, k - 1) || s->tokens[p->token[k - 1]].lower.p[0] == '\''))
		return BORDER_NONE;
	const struct event_word *next = k + 1 < p->n ? &s->marks[p->token[k + 1]].word : NULL;
	bool verb = next && next->acts;
	/* "accused the ministry [on Monday] OF hiding", "banned it FROM fishing" */
	bool gerund = verb && next->forms == FORM_ING && event_scan_is(s, i, EVENT_BIT(PREP)) && !event_scan_is(s, i, EVENT_BIT(TIME_SUB));
	uint32_t left = k ? p->token[k - 1] + 1 : i; /* the first token that was left out, if any */
	if (left < i && event_scan_is(s, left, EVENT_BIT(COMMA)))
		return BORDER_FIRM;
	if (gerund || event_scan_is(s, i, EVENT_BIT(OF)))
		return BORDER_NONE;
	if (event_scan_is(s, i, EVENT_BIT(TO)))
		return k > p->head + 2 && !event_scan_is(s, i - 1, EVENT_BIT(ABOUT) | EVENT_BIT(WISH)) ? BORDER_TO : BORDER_NONE;
	/* what stands in parentheses or between quotes seldom ends a phrase: "Norda (NOR.L) shares", "a "large" sum" */
	if (left < i && !event_scan_mark(s, left, '(') && !event_scan_mark(s, left, '"'))
		return BORDER_FIRM;
	bool participle = k + 1 < p->n && (!s->marks[i].word.known || (s->marks[i].word.forms & FORM_PARTICIPLE)) && event_cut_is_open(s, p, k);
	if (participle && event_scan_is(s, p->token[k + 1], EVENT_BIT(PREP)) && !event_cut_is_adverb(s, i - 1))
		return BORDER_WEAK;
	bool compound = (k && event_scan_mark(s, p->token[k - 1], '-')) || (k + 1 < p->n && event_scan_mark(s, p->token[k + 1], '-'));
	if (compound && !s->tokens[i].space_before)
		return BORDER_NONE;
	if (event_scan_is(s, i, EVENT_BIT(COMMA)))
		return event_phrase_is_list(s, i, last) ? BORDER_WEAK : BORDER_FIRM;
	if (event_scan_is(s, i, EVENT_BIT(AND)))
		return event_cut_is_pair(s, p, k) ? BORDER_NONE : verb ? BORDER_FIRM : k && s->tokens[p->token[k - 1]].upper_first ? BORDER_TO : BORDER_WEAK;
	bool mark = event_scan_mark(s, i, ';') || event_scan_mark(s, i, '(') || (event_scan_mark(s, i, '-') && s->tokens[i].space_before) ||
		    (event_scan_mark(s, i, '.') && (k + 1 >= p->n || s->tokens[p->token[k + 1]].space_before));
	bool word = event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(SUB)) && !event_scan_is(s, i, EVENT_BIT(DET) | EVENT_BIT(ABOUT));
	return mark || word ? BORDER_FIRM : BORDER_NONE;
}

/* A noun far behind its verb leaves the headline to the verb: "Chile, Peru and Bolivia BECAME observers of the union at
 * a summit". */
static void event_cut_aim(const struct event_scan *s, struct event_pick *p, const struct event_head *head, const struct event_head *verb)
{
	size_t words = 0, at = p->n;
	/* "and ASKED a judge": its subject stands before another verb */
	bool joined = head->token > 0 && event_scan_is(s, head->token - 1, EVENT_BIT(AND));
	if (head->verb && head->finite && !joined)
		return;
	for (size_t k = 0; k < p->head && k < p->n; k++) {
		words += event_pick_counts(s, p->token[k]);
		bool other = verb && verb->finite && verb->token < p->token[p->head < p->n ? p->head : 0];
		if (other ? p->token[k] == verb->token : at == p->n && event_scan_is(s, p->token[k], EVENT_BIT(TENSE)))
			at = k;
	}
	if (at < p->n && words > EVENT_PICK_BEFORE)
		p->head = at;
}

/* Whether a headline can end with token i; `aux` is whether it may be an auxiliary. */
static bool event_cut_can_end(const struct event_scan *s, uint32_t i, bool aux)
{
	if (event_scan_mark(s, i, ')') || event_scan_mark(s, i, '"') || event_scan_mark(s, i, '%'))
		return true;
	/* "so it | could" */
	if (event_scan_is(s, i, EVENT_BIT(HE)) && event_scan_is(s, i + 1, EVENT_BIT(TENSE)))
		return false;
	uint64_t open = EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(DET) | EVENT_BIT(THAT) | EVENT_BIT(TO) | EVENT_BIT(NOT) | EVENT_BIT(MENTION);
	if (!aux)
		open |= EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY);
	return event_pick_is_word(s, i) && !event_scan_is(s, i, open);
}

/* ", thereby bringing", ", killing": behind the comma begins what came of it. */
static bool event_cut_is_tail(const struct event_scan *s, uint32_t comma)
{
	if (!event_scan_is(s, comma, EVENT_BIT(COMMA)) || comma + 1 >= s->count)
		return false;
	return event_scan_is_ing(s, comma + 1) || event_scan_looks(s, comma + 1, LOOKS_ADVERB) ||
	       event_scan_is(s, comma + 1, EVENT_BIT(ALSO));
}

/* What a report says has a verb, which the headline does not stop before: "said that the hole SHOWS no"; so has a noun
 * that acts: "the sale, a success, ENDED". */
static size_t event_cut_least(const struct event_scan *s, const struct event_scope *c, const struct event_pick *p, size_t h,
			      const struct event_head *head)
{
	size_t k = h + head->length;
	bool acts = !head->verb && !event_head_is_under(s, head->token);
	for (size_t i = 0; i < h && acts; i++)
		acts = !event_scan_is(s, p->token[i], EVENT_BIT(TENSE));
	for (size_t i = k; i < p->n && acts; i++)
		if (event_scan_is(s, p->token[i], EVENT_BIT(TENSE)))
			return i + 1;
	bool that = k < p->n && (event_scan_is(s, p->token[k], EVENT_BIT(THAT)) || (k > h + 1 && event_scan_is(s, p->token[k - 1], EVENT_BIT(THAT))));
	if (!event_range_reports(s, head) || (head->strength != STRENGTH_WEAK && !that))
		return k;
	uint32_t verb = UINT32_MAX;
	for (const struct event_head *v = c->heads; v < c->heads + c->head_count && verb == UINT32_MAX; v++)
		if (v->verb && v->finite && v->token > head->token)
			verb = v->token;
	while (k < p->n && !event_scan_is(s, p->token[k], EVENT_BIT(TENSE)) && p->token[k] < verb && !event_cut_is_tail(s, p->token[k]))
		k++;
	if (k < p->n && event_cut_is_tail(s, p->token[k]))
		return h + head->length;
	/* "said that it IS WORKING on" */
	k += k < p->n && event_scan_is(s, p->token[k], EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY));
	return k < p->n ? k + 1 : h + head->length;
}

/* Past the last picked token: where a phrase ends, after as many words as the headline may have; else at the next end
 * of one, else after those words. The better border wins, then the later one; a headline of a few words is no good. */
static size_t event_cut_end(const struct event_scan *s, const struct event_scope *c, const struct event_pick *p, size_t first,
			    size_t h, const struct event_head *head, uint32_t reach)
{
	size_t words = 0, full = 0, least = event_cut_least(s, c, p, h, head);
	for (size_t k = first; k < p->n && reach; k++)
		if (p->token[k] + 1 == reach && event_pick_words(s, p, first, k + 1) <= EVENT_CUT_REACH && k >= least)
			least = k;
	struct {
		size_t at, words;
		enum event_cut_border border;
	} best = {0};
	for (size_t k = first; k < p->n; k++) {
		enum event_cut_border b = k > least && event_cut_can_end(s, p->token[k - 1], false) ? event_cut_border(s, p, k) : BORDER_NONE;
		bool better = best.words < EVENT_CUT_SHORT || (words <= EVENT_CUT_WORDS + 2 * (b == BORDER_TO) ? b >= best.border : b > best.border);
		if (b && better) {
			best.at = k;
			best.words = words;
			best.border = b;
		}
		bool inside = event_scan_mark(s, p->token[k], '-') || (k && (event_scan_mark(s, p->token[k - 1], '-') || s->tokens[p->token[k - 1]].kind == TOKEN_NUMBER));
		if (words <= EVENT_CUT_WORDS && !inside)
			full = k;
		bool over = words >= (best.at ? EVENT_CUT_LONGEST : EVENT_CUT_REACH) && (k > least || words >= EVENT_CUT_MOST);
		if ((best.border == BORDER_FIRM && best.words >= EVENT_CUT_SHORT && words > EVENT_CUT_WORDS) || over)
			return best.at ? best.at : least > full ? k : full;
		words += event_pick_counts(s, p->token[k]);
	}
	return words <= EVENT_CUT_WORDS || best.border < BORDER_FIRM ? (words <= EVENT_CUT_LONGEST ? p->n : best.at ? best.at : least > full ? p->n : full) : best.at;
}

/* Cuts the pick to first..last so that it holds the head and ten words at most. */
static void event_cut_bounds(const struct event_scan *s, const struct event_scope *c, struct event_pick *p,
			     const struct event_head *head, uint32_t reach)
{
	size_t words = 0, h = p->head < p->n ? p->head : 0;
	p->first = 0;
	for (size_t k = h; k > 0; k--) {
		words += event_pick_counts(s, p->token[k - 1]);
		if (words > EVENT_PICK_BEFORE) {
			/* start at the nearest border to the head's left that leaves something to say */
			for (size_t b = k; b < h; b++)
				if (event_cut_border(s, p, b) && event_pick_is_word(s, p->token[b])) {
					p->first = b;
					break;
				}
			break;
		}
	}
	p->last = event_cut_end(s, c, p, p->first, h, head, reach);
}

/* Whether a headline can begin at picked token k: with a lead-in that has its verb behind it ("In Chile the leaders
 * met"), else with no preposition, and never with a mark or a joining word. */
static bool event_cut_can_begin(const struct event_scan *s, const struct event_pick *p, size_t k, const struct event_head *verb)
{
	uint32_t i = p->token[k];
	if (event_scan_is(s, i, EVENT_BIT(ABOUT)))
		return true;
	if (!event_pick_is_word(s, i) || s->tokens[i].lower.p[0] == '\'')
		return false;
	bool whole = k == 0 && verb && verb->token > i;
	uint64_t joins = EVENT_BIT(AND) | EVENT_BIT(ALSO) | (whole ? 0 : EVENT_BIT(SUB) | EVENT_BIT(PREP));
	return !event_scan_is(s, i, joins);
}

/* Whether a comma is one of a list, as far as it shows near the last token. */
static bool event_cut_is_list(const struct event_scan *s, uint32_t comma, uint32_t last)
{
	enum { NEAR = 8 };
	return event_phrase_is_list(s, comma, last + NEAR < s->count ? last + NEAR : s->count);
}

/* Marks, prepositions and joining words at the ends say nothing. */
static void event_cut_trim(const struct event_scan *s, struct event_pick *p, const struct event_head *verb)
{
	while (p->first < p->last && !event_cut_can_begin(s, p, p->first, verb))
		++p->first;
	while (p->last > p->first && (!event_cut_can_end(s, p->token[p->last - 1], p->last - 1 <= p->head) ||
				  (p->last > p->first + 1 && event_scan_is(s, p->token[p->last - 2], EVENT_BIT(COMMA)) && event_scan_is(s, p->token[p->last - 1], EVENT_BIT(ADVERB)))))
		--p->last;
	/* "soared, hours | after" */
	uint32_t comma = p->last > p->first + 4 && p->last < p->n ? p->token[p->last - 2] : s->count;
	if (event_scan_is(s, comma, EVENT_BIT(COMMA)) && !event_scan_joins_places(s, comma) && !event_cut_is_list(s, comma, p->token[p->last - 1]))
		p->last -= 2;
	/* "Norda's" of "Norda's three ships" */
	uint32_t end = p->last > p->first ? p->token[p->last - 1] : 0;
	if (p->last > p->first + 1 && s->tokens[end].lower.p[0] == '\'' && end + 1 < s->count && s->tokens[end + 1].kind != TOKEN_MARK)
		--p->last;
}

void event_cut_read(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, const struct event_head *verb,
		    const struct event_head *aim, uint32_t reach, struct event_pick *p)
{
	event_cut_aim(s, p, head, aim);
	event_cut_bounds(s, c, p, head, reach);
	event_cut_trim(s, p, verb);
}
