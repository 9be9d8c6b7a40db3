#include "config.h"

#include "text/event_cut.h"

#include "text/event_border.h"
#include "text/event_phrase.h"

enum {
	EVENT_CUT_WORDS = 14,
	EVENT_CUT_LONGEST = 18, /* words, where no phrase ends well before */
	EVENT_CUT_REPORTER = 5, /* words of who reports, which are not counted */
	EVENT_CUT_MOST = 24,    /* where no phrase ends at all */
	EVENT_CUT_REACH = 24,   /* up to the noun for whose sake a whole clause is told */
	EVENT_CUT_SHORT = 8,    /* a headline of fewer words is cut at the next border where it can be */
};

/* A head far behind the first verb leaves the headline to that: "Chile, Peru and Bolivia BECAME observers of the union at
 * a summit". */
static void event_cut_aim(const struct event_scan *s, struct event_pick *p, const struct event_head *verb)
{
	size_t words = 0, at = p->n;
	for (size_t k = 0; k < p->head && k < p->n; k++) {
		words += event_pick_counts(s, p->token[k]);
		if (at == p->n &&
		    ((event_scan_is(s, p->token[k], EVENT_BIT(TENSE)) && !event_phrase_is_reduced(s, p->token[k])) ||
		     (verb && verb->finite && p->token[k] == verb->token)))
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
	if (i > 0 && event_scan_length(s, i - 1, EVENT_BIT(ABOUT)) > 1) /* "until at least" */
		return false;
	/* "a law declaring | the war over" */
	if (!aux && s->marks[i].word.acts && s->marks[i].word.forms == FORM_ING && event_scan_is(s, i + 1, EVENT_BIT(DET)))
		return false;
	uint64_t open = EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(DET) | EVENT_BIT(THAT) | EVENT_BIT(TO) |
			EVENT_BIT(IF) | EVENT_BIT(NOT) | EVENT_BIT(MENTION);
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

/* A head that is no verb where it stands: "said TOTAL sales", "a man HELD in Lima was". */
static bool event_cut_describes(const struct event_scan *s, const struct event_head *v)
{
	return event_phrase_is_reduced(s, v->token) ||
	       (v->forms == FORM_BASE && event_scan_is(s, v->token, EVENT_BIT(THING) | EVENT_BIT(FIGURE)));
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
	bool that = k < p->n && (event_scan_is(s, p->token[k], EVENT_BIT(THAT)) ||
				 (k > h + 1 && event_scan_is(s, p->token[k - 1], EVENT_BIT(THAT))));
	if (!event_range_reports(s, head) || (head->strength != STRENGTH_WEAK && !that))
		return k;
	uint32_t verb = UINT32_MAX;
	for (const struct event_head *v = c->heads; v < c->heads + c->head_count && verb == UINT32_MAX; v++)
		if (v->verb && v->finite && v->token > p->token[k < p->n ? k : h] && !event_cut_describes(s, v))
			verb = v->token;
	while (k < p->n && p->token[k] < verb && !event_cut_is_tail(s, p->token[k]) &&
	       (!event_scan_is(s, p->token[k], EVENT_BIT(TENSE)) || event_phrase_is_reduced(s, p->token[k])))
		k++;
	if (k < p->n && event_cut_is_tail(s, p->token[k]))
		return h + head->length;
	/* "said that it IS WORKING on" */
	k += k < p->n && event_scan_is(s, p->token[k], EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY));
	return k < p->n ? k + 1 : h + head->length;
}

/* How many words a headline may have more than another: those that only tell who reports it. */
static size_t event_cut_extra(const struct event_scan *s, const struct event_pick *p, size_t first, size_t h,
			      const struct event_head *head)
{
	size_t words = event_range_reports(s, head) ? event_pick_words(s, p, first, h + head->length) : 0;
	return words < EVENT_CUT_REPORTER ? words : EVENT_CUT_REPORTER;
}

/* Whether an inner clause is still without its verb behind picked token k: "after the house [HAS PASSED] it". */
enum event_cut_open { OPEN_NOT, OPEN_VERB, OPEN_WORD }; /* closed; to its verb; to the word behind its auxiliary */

static enum event_cut_open event_cut_is_opened(const struct event_scan *s, const struct event_scope *c,
					       const struct event_pick *p, size_t k, enum event_cut_open open)
{
	const uint64_t joins = EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF) | EVENT_BIT(THAT) | EVENT_BIT(AS);
	uint32_t i = p->token[k];
	/* "a statement SAYING abuses were" */
	bool says = event_scan_is_ing(s, i) && s->marks[i].word.verb_kind == EVENT_STATEMENT && k > p->head;
	if (says || (event_scan_is(s, i, joins) && i > 0 && s->marks[i].clause != s->marks[i - 1].clause &&
		     event_scan_clause(s, i)->begin == i))
		return OPEN_VERB;
	if (open == OPEN_NOT)
		return OPEN_NOT;
	if (event_scan_is(s, i, EVENT_AUXILIARY | EVENT_BIT(TO)) &&
	    (open == OPEN_WORD || event_scan_is(s, i, EVENT_BIT(TENSE))))
		return OPEN_WORD;
	if (open == OPEN_WORD)
		return event_border_is_adverb(s, i) || event_scan_is(s, i, EVENT_BIT(DET)) ? OPEN_WORD : OPEN_NOT;
	if (event_scan_is(s, i, EVENT_BIT(TENSE)))
		return OPEN_NOT;
	for (const struct event_head *v = c->heads; v < c->heads + c->head_count; v++)
		if (v->token == i && v->verb && (v->finite || v->helped))
			return OPEN_NOT;
	return OPEN_VERB;
}

/* A place where the headline can end. */
struct event_cut_place {
	size_t at, words;
	enum event_border border;
};

/* Whether a border at picked token k, behind so many words, is better than the best before: a headline of a few words is no
 * good; the better border wins, then the later one, as long as the words are not `most`. */
static bool event_cut_is_better(const struct event_cut_place *best, enum event_border b, size_t words, size_t most)
{
	if (b == BORDER_NONE || best->words < EVENT_CUT_SHORT)
		return b != BORDER_NONE;
	return words <= most + 2 * (b == BORDER_TO) ? b >= best->border : b > best->border;
}

/* Whether picked token k stands within a number or a word of several: where there is nothing else, a headline does not end
 * there. */
static bool event_cut_is_inside(const struct event_scan *s, const struct event_pick *p, size_t k)
{
	return event_scan_mark(s, p->token[k], '-') ||
	       (k && (event_scan_mark(s, p->token[k - 1], '-') || s->tokens[p->token[k - 1]].kind == TOKEN_NUMBER));
}

/* Past the last picked token: the best border behind `least` of those that `most` words reach; else the next one; else what
 * there is room for. */
static size_t event_cut_search(const struct event_scan *s, const struct event_scope *c, const struct event_pick *p,
			       size_t first, size_t least, size_t extra)
{
	struct event_cut_place best = {0};
	size_t words = 0, full = 0, most = EVENT_CUT_WORDS + extra;
	enum event_cut_open open = OPEN_NOT;
	bool aside = false;
	for (size_t k = first; k < p->n; k++) {
		bool can_end = k > least && !open && event_cut_can_end(s, p->token[k - 1], false);
		enum event_border b = can_end ? event_border_before(s, p, k) : BORDER_NONE;
		/* ", with volume | at 18 percent" */
		b = aside && b > BORDER_WEAK ? BORDER_WEAK : b;
		if (event_cut_is_better(&best, b, words, most))
			best = (struct event_cut_place){k, words, b};
		aside |= b == BORDER_FIRM && event_scan_is(s, p->token[k], EVENT_BIT(COMMA)) &&
			 !event_scan_is_ing(s, p->token[k] + 1);
		open = event_cut_is_opened(s, c, p, k, open);
		if (words <= most && !event_cut_is_inside(s, p, k))
			full = k;
		bool over = best.at ? words >= EVENT_CUT_LONGEST + extra : words >= EVENT_CUT_MOST;
		if ((best.border == BORDER_FIRM && best.words >= EVENT_CUT_SHORT && words > most) || over)
			return best.at ? best.at : least > full ? k : full;
		words += event_pick_counts(s, p->token[k]);
	}
	return best.at ? best.at : p->n;
}

/* Past the last picked token: all of them, if they are few; without what tells how it came, if that makes them few; else where
 * a phrase ends. */
static size_t event_cut_end(const struct event_scan *s, const struct event_scope *c, const struct event_pick *p, size_t first,
			    size_t h, const struct event_head *head, uint32_t reach)
{
	size_t least = event_cut_least(s, c, p, h, head), extra = event_cut_extra(s, p, first, h, head);
	if (event_pick_words(s, p, first, p->n) <= EVENT_PICK_WHOLE + extra)
		return p->n;
	for (size_t k = first; k < p->n && reach; k++)
		if (p->token[k] + 1 == reach && event_pick_words(s, p, first, k + 1) <= EVENT_CUT_REACH && k >= least)
			least = k;
	size_t scene = p->scene < p->n && p->scene > least ? event_pick_words(s, p, first, p->scene) : SIZE_MAX;
	if (scene > EVENT_PICK_WHOLE + extra)
		return event_cut_search(s, c, p, first, least, extra);
	return scene > EVENT_CUT_WORDS + extra ? p->scene : event_cut_search(s, c, p, first, p->scene - 1, extra);
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
				if (event_border_before(s, p, b) && event_pick_is_word(s, p->token[b])) {
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
	if (event_phrase_is_currency(s, i))
		return true;
	if (!event_pick_is_word(s, i) || s->tokens[i].lower.p[0] == '\'')
		return false;
	if (event_scan_is_ing(s, i) && event_scan_is(s, i, EVENT_BIT(BETWEEN))) /* "including a pact signed in May" */
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
	while (p->last > p->first &&
	       (!event_cut_can_end(s, p->token[p->last - 1], p->last - 1 <= p->head) ||
		(p->last > p->first + 1 && event_scan_is(s, p->token[p->last - 2], EVENT_BIT(COMMA) | EVENT_BIT(AND)) &&
		 event_scan_is(s, p->token[p->last - 1], EVENT_BIT(ADVERB) | EVENT_BIT(ALSO)))))
		--p->last;
	/* "soared, hours | after" */
	uint32_t comma = p->last > p->first + 4 && p->last < p->n ? p->token[p->last - 2] : s->count;
	if (event_scan_is(s, comma, EVENT_BIT(COMMA)) && !event_scan_joins_places(s, comma) &&
	    !event_cut_is_list(s, comma, p->token[p->last - 1]))
		p->last -= 2;
	/* "Norda's" of "Norda's three ships" */
	uint32_t end = p->last > p->first ? p->token[p->last - 1] : 0;
	if (p->last > p->first + 1 && s->tokens[end].lower.p[0] == '\'' && end + 1 < s->count &&
	    s->tokens[end + 1].kind != TOKEN_MARK)
		--p->last;
}

void event_cut_read(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
		    const struct event_head *verb, const struct event_head *aim, uint32_t reach, struct event_pick *p)
{
	p->first = 0;
	p->last = p->n;
	if (p->n > EVENT_PICK_WHOLE && event_pick_words(s, p, 0, p->n) > EVENT_PICK_WHOLE) {
		event_cut_aim(s, p, aim);
		event_cut_bounds(s, c, p, head, reach);
	}
	event_cut_trim(s, p, verb);
}
