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
	EVENT_HEADLINE_MOST = 26,    /* where even what was said has no verb before */
	EVENT_HEADLINE_REACH = 18,   /* up to the noun for whose sake a whole clause is told */
	EVENT_HEADLINE_SHORT = 6,    /* a headline of fewer words is cut at the next border where it can be */
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
	return !event_scan_is(s, i, EVENT_BIT(MARK));
}

/* A word that counts towards a headline's length; the 's of a possessive does not. */
static bool event_headline_counts(const struct event_scan *s, uint32_t i)
{
	return event_headline_is_word(s, i) && s->tokens[i].lower.p[0] != '\'';
}

/* Past the end of an aside that begins at the comma i ("..., the minister of trade, "): i itself when there
 * is none, or when it holds a verb or is long. */
static uint32_t event_headline_aside(const struct event_scan *s, uint32_t i, uint32_t end)
{
	enum { LONGEST = 20 };
	if (!event_scan_is(s, i, EVENT_BIT(COMMA)) && !event_scan_mark(s, i, '(') && !event_scan_mark(s, i, '['))
		return i;
	if (event_scan_is(s, i, EVENT_BIT(COMMA)) && event_phrase_is_list(s, i, end))
		return i;
	char close = event_scan_mark(s, i, '(') ? ')' : event_scan_mark(s, i, '[') ? ']' : ',';
	for (uint32_t k = i + 1; k < end && k - i < LONGEST; k++) {
		const struct event_word *w = &s->marks[k].word;
		if (event_scan_mark(s, k, close) && !event_scan_joins_places(s, k))
			return k + 1;
		if (close == ',' && w->verb_strength && !w->noun_strength && (w->forms & (FORM_PAST | FORM_S)) && !event_scan_is(s, k - 1, EVENT_BIT(DET)))
			return i;
	}
	return i;
}

/* Whether the words from i are a date with what leads to it ("on Tuesday", "from May 23 to 25"): past its end,
 * or i. A date that ends at token `kept` describes what stands there: "last month's five-hour STRIKE". */
static uint32_t event_headline_date(const struct event_scan *s, uint32_t i, uint32_t end, uint32_t kept)
{
	const uint64_t leads = EVENT_BIT(PREP) | EVENT_BIT(BOUND) | EVENT_BIT(DET) | EVENT_BIT(AT_DATE);
	if (!event_scan_is(s, i, leads | EVENT_BIT(DATE)))
		return i;
	uint32_t k = i;
	while (k < end && k - i < 3 && event_scan_is(s, k, leads) && !event_scan_is(s, k, EVENT_BIT(DATE)))
		k++;
	if (k >= end || !event_scan_is(s, k, EVENT_BIT(DATE)) || s->in->timexes[s->marks[k].timex].type == TIMEX_DURATION)
		return i;
	uint32_t date = k;
	while (k < end && (s->marks[k].timex >= 0 || (k + 1 < end && s->marks[k + 1].timex >= 0 && event_scan_is(s, k, EVENT_BIT(AND)))))
		k++;
	/* "for the current outbreak": only the date goes where a noun follows it */
	bool describes = k < end && event_headline_is_word(s, k) && s->tokens[k].lower.p[0] != '\'' &&
			 !event_scan_is(s, k, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(TO) | EVENT_BIT(BE) | EVENT_BIT(THAT) |
						 EVENT_BIT(PRONOUN) | EVENT_BIT(DET) | EVENT_BIT(HE)) &&
			 !s->marks[k].word.acts;
	/* "in late-afternoon trading", "in early talks" */
	const struct timex3 *t = &s->in->timexes[s->marks[date].timex];
	bool trading = k < end && s->marks[k].word.forms == FORM_ING &&
		       (k + 1 >= end || event_scan_is(s, k + 1, EVENT_BIT(DATE) | EVENT_BIT(MARK) | EVENT_BIT(PREP)));
	if (trading || (describes && t->type == TIMEX_TIME)) {
		uint32_t lead = date;
		while (lead > 1 && event_scan_is(s, lead - 1, EVENT_BIT(AT_DATE)))
			lead--;
		if (lead && event_scan_is(s, lead - 1, t->type == TIMEX_TIME ? EVENT_BIT(PREP) : EVENT_BIT(AT_PLACE)))
			return i;
	}
	/* "from this year's quota" */
	bool owner = k + 1 < end && s->tokens[k].lower.p[0] == '\'' && event_headline_is_word(s, k + 1);
	if (owner && date > 0 && event_scan_is(s, date - 1, EVENT_BIT(PREP)))
		return i;
	bool determined = date > i && event_scan_is(s, date - 1, EVENT_BIT(DET));
	/* "of the recently announced plan" */
	describes |= determined && k < end && (s->marks[k].word.forms & FORM_PARTICIPLE);
	if (describes && determined)
		return i;
	/* the 's of "Tuesday's", the join of "May 23 to 25" */
	if (k < end && s->tokens[k].lower.n && s->tokens[k].lower.p[0] == '\'' && !s->tokens[k].space_before)
		k++;
	return kept && (k == kept || k == kept + 1) ? i : k;
}

/* Whether token i is none of the headline's: it stands in another clause, in the gap, at another date; behind the verb nothing is
 * before `reach`. `reports` is whether what the head says stands behind it. */
static bool event_headline_is_out(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				  uint32_t i, uint32_t reach, bool reports)
{
	if (i >= r->gap_begin && i < r->gap_end)
		return true;
	if (i > head->token && i < reach)
		return false;
	if (i >= r->head_end && (i < r->part_begin || i >= r->part_end))
		return true;
	if (s->marks[i].clause == head->clause || (reports && (i > head->token || r->end <= head->token)))
		return false;
	return i >= event_scan_clause(s, head->token)->begin;
}

/* A clause behind the head ends the headline: what follows it is seldom the head's. */
static bool event_headline_is_over(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				   uint32_t i)
{
	return i > head->token && !r->part_begin && s->marks[i].clause != head->clause &&
	       event_scan_is(s, i, EVENT_BIT(TENSE) | EVENT_BIT(SUB));
}

/* What follows an inner clause that was left out goes on with the clause of the head only as a phrase of it: "was opened, delighting
 * all, in Lima". */
static bool event_headline_goes_on(const struct event_scan *s, const struct event_head *head, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(MARK) | EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(TO)) || (!head->verb && event_scan_is(s, i, EVENT_BIT(TENSE)));
}

static void event_headline_pick(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				uint32_t kept, uint32_t reach, struct event_headline_pick *p)
{
	bool reports = event_range_reports(s, head);
	bool inner = false; /* the last token was one of an inner clause behind the head */
	p->n = 0;
	p->head = EVENT_HEADLINE_TOKENS;
	for (uint32_t i = r->begin; i < r->end && p->n < EVENT_HEADLINE_TOKENS;) {
		if (event_headline_is_out(s, r, head, i, reach, reports)) {
			if (event_headline_is_over(s, r, head, i))
				break;
			/* the comma before what is left out goes with it */
			if (p->n && event_scan_is(s, p->token[p->n - 1], EVENT_BIT(COMMA)))
				p->n--;
			inner = i > head->token && !r->part_begin && s->marks[i].clause != head->clause && !event_scan_mark(s, i, ')');
			i++;
			continue;
		}
		if (inner && !event_headline_goes_on(s, head, i))
			break;
		inner = false;
		uint32_t past = event_headline_date(s, i, r->end, kept);
		if (past == i && i != head->token)
			past = event_headline_aside(s, i, r->end);
		if (past > i && !(i <= head->token && head->token < past)) {
			/* ", including missiles, pumps": a list that is none of the clause's phrases */
			inner = i > head->token && event_scan_is(s, i, EVENT_BIT(COMMA)) && past < r->end && s->marks[i].timex < 0 && event_scan_is(s, past - 1, EVENT_BIT(COMMA));
			i = past;
			continue;
		}
		if (i == head->token)
			p->head = p->n;
		bool join = i < head->token && ((event_scan_is(s, i, EVENT_BIT(COMMA)) && i + 1 == event_scan_clause(s, head->token)->begin) ||
						(i == event_scan_clause(s, head->token)->begin && i > r->begin && event_scan_is(s, i, EVENT_BIT(SUB))));
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
		bool comma = event_scan_is(s, i, EVENT_BIT(COMMA)) && !event_phrase_is_list(s, i, group) && !event_scan_joins_places(s, i);
		/* "two of its ships" */
		bool counts = event_scan_is(s, i, EVENT_BIT(OF)) && (event_scan_is(s, p->token[k - 1], EVENT_BIT(DET)) || (s->tokens[p->token[k - 1]].kind == TOKEN_NUMBER && !s->tokens[p->token[k - 1]].upper_first));
		bool of = counts || (!brief && event_scan_is(s, i, EVENT_BIT(OF)));
		if (comma || (event_scan_is(s, i, EVENT_BIT(PREP)) && !of && !event_scan_is(s, i, EVENT_BIT(ABOUT))))
			break;
	}
	const struct event_word *w = k < p->n ? &s->marks[p->token[k - 1]].word : NULL;
	k -= k > 2 && w && w->verb_strength && !w->noun_strength && (w->forms & (FORM_ING | FORM_PARTICIPLE));
	while (k > 2 && event_scan_is(s, p->token[k - 1], EVENT_BIT(PREP)))
		k--;
	return k;
}

static size_t event_headline_words(const struct event_scan *s, const struct event_headline_pick *p, size_t from, size_t to)
{
	size_t words = 0;
	for (size_t k = from; k < to && k < p->n; k++)
		words += event_headline_counts(s, p->token[k]);
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
	bool pair = false; /* "the mayor of Lima and two of his aides" */
	for (size_t k = 0; k < from; k++)
		pair |= event_scan_is(s, p->token[k], EVENT_BIT(AND)) && event_scan_is(s, p->token[k] + 1, EVENT_BIT(DET));
	size_t subject = event_headline_words(s, p, 0, from);
	if (subject > EVENT_HEADLINE_SUBJECT && !(pair && subject <= EVENT_HEADLINE_BEFORE))
		to = from = event_headline_phrase(s, p, group, true);
	bool owner = false; /* "the centre for rights's head": what is possessed acts */
	for (; to < p->n && p->token[to] < group; to++) {
		uint32_t i = p->token[to];
		if (event_scan_is(s, i, EVENT_BIT(TENSE)))
			return;
		if (event_scan_is(s, i, EVENT_BIT(COMMA) | EVENT_BIT(PREP)))
			owner = false;
		if (event_scan_is(s, i, EVENT_BIT(AND)) && event_scan_is(s, i + 1, EVENT_BIT(DET)) && event_scan_names(s, group, EVENT_SORT(MANY)))
			break;
		owner |= s->tokens[i].lower.p[0] == '\'' && to && s->marks[p->token[to - 1]].place < 0;
	}
	if (owner)
		return;
	if (to == from || to > p->head || to >= p->n)
		return;
	memmove(p->token + from, p->token + to, (p->n - to) * sizeof *p->token);
	p->n -= to - from;
	p->head -= to - from;
}

/* How well a headline can end before a word: "met | in Lima", "the red house and the big garden" between. */
enum event_headline_border { BORDER_NONE, BORDER_WEAK, BORDER_TO, BORDER_FIRM };

static bool event_headline_is_adverb(const struct event_scan *s, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(ADVERB) | EVENT_BIT(NOT)) || event_scan_looks(s, i, LOOKS_ADVERB);
}

/* Whether picked token k needs what follows it: a participle that describes a noun ("signed BY"), a bare verb ("to serve
 * AS"). */
static bool event_headline_is_open(const struct event_scan *s, const struct event_headline_pick *p, size_t k)
{
	uint32_t i = p->token[k];
	const struct event_word *w = &s->marks[i].word;
	if (k <= p->head || s->tokens[i].kind != TOKEN_WORD || s->tokens[i].upper_first)
		return false;
	if (w->forms == FORM_BASE && !w->noun_strength && !(w->classes & EVENT_BIT(THING)))
		return true;
	size_t b = k;
	while (b > 1 && event_headline_is_adverb(s, p->token[b - 1]))
		b--;
	if (event_scan_is(s, p->token[b - 1], EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(AND) | EVENT_BIT(TO) | EVENT_BIT(PRONOUN)))
		return false;
	if (!w->known)
		return event_scan_looks(s, i, LOOKS_PAST);
	return w->acts && (w->forms & (FORM_ING | FORM_PARTICIPLE));
}

/* Whether the "and" at picked token k joins two that belong together: "both Chad and Niger", "between 2 and 5 years". */
static bool event_headline_is_pair(const struct event_scan *s, const struct event_headline_pick *p, size_t k)
{
	enum { NEAR = 6 };
	for (size_t b = k; b > 0 && k - b < NEAR; b--) {
		uint32_t i = p->token[b - 1];
		if ((event_scan_is(s, i, EVENT_BIT(ADVERB)) && event_scan_is(s, i, EVENT_BIT(DET))) || (event_scan_is(s, i, EVENT_BIT(PREP)) && event_scan_is(s, i, EVENT_BIT(BETWEEN))))
			return !event_scan_is(s, i, EVENT_BIT(OF));
		if (event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(MARK)))
			return false;
	}
	return false;
}

/* Whether a phrase can end before picked token k, `end` the last token that may be looked at. */
static enum event_headline_border event_headline_border(const struct event_scan *s, const struct event_headline_pick *p, size_t k)
{
	if (k >= p->n)
		return BORDER_FIRM;
	uint32_t i = p->token[k], last = p->token[p->n - 1] + 1;
	if (k && (event_headline_is_open(s, p, k - 1) || s->tokens[p->token[k - 1]].lower.p[0] == '\''))
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
	bool participle = k + 1 < p->n && (!s->marks[i].word.known || (s->marks[i].word.forms & FORM_PARTICIPLE)) && event_headline_is_open(s, p, k);
	if (participle && event_scan_is(s, p->token[k + 1], EVENT_BIT(PREP)) && !event_headline_is_adverb(s, i - 1))
		return BORDER_WEAK;
	bool compound = (k && event_scan_mark(s, p->token[k - 1], '-')) || (k + 1 < p->n && event_scan_mark(s, p->token[k + 1], '-'));
	if (compound && !s->tokens[i].space_before)
		return BORDER_NONE;
	if (event_scan_is(s, i, EVENT_BIT(COMMA)))
		return event_phrase_is_list(s, i, last) ? BORDER_WEAK : BORDER_FIRM;
	if (event_scan_is(s, i, EVENT_BIT(AND)))
		return event_headline_is_pair(s, p, k) ? BORDER_NONE : verb ? BORDER_FIRM : k && s->tokens[p->token[k - 1]].upper_first ? BORDER_TO : BORDER_WEAK;
	bool mark = event_scan_mark(s, i, ';') || event_scan_mark(s, i, '(') || (event_scan_mark(s, i, '.') && (k + 1 >= p->n || s->tokens[p->token[k + 1]].space_before)) || (event_scan_mark(s, i, '-') && s->tokens[i].space_before);
	bool word = event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(SUB)) && !event_scan_is(s, i, EVENT_BIT(DET) | EVENT_BIT(ABOUT));
	return mark || word ? BORDER_FIRM : BORDER_NONE;
}

/* A noun far behind its verb leaves the headline to the verb: "Chile, Peru and Bolivia BECAME observers of the union at
 * a summit". */
static void event_headline_aim(const struct event_scan *s, struct event_headline_pick *p, const struct event_head *head, const struct event_head *verb)
{
	size_t words = 0, at = p->n;
	/* "and ASKED a judge": its subject stands before another verb */
	bool joined = head->token > 0 && event_scan_is(s, head->token - 1, EVENT_BIT(AND));
	if (head->verb && head->finite && !joined)
		return;
	for (size_t k = 0; k < p->head && k < p->n; k++) {
		words += event_headline_counts(s, p->token[k]);
		bool other = verb && verb->finite && verb->token < p->token[p->head < p->n ? p->head : 0];
		if (other ? p->token[k] == verb->token : at == p->n && event_scan_is(s, p->token[k], EVENT_BIT(TENSE)))
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
	/* "so it | could" */
	if (event_scan_is(s, i, EVENT_BIT(HE)) && event_scan_is(s, i + 1, EVENT_BIT(TENSE)))
		return false;
	uint64_t open = EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(DET) | EVENT_BIT(THAT) | EVENT_BIT(TO) | EVENT_BIT(NOT) | EVENT_BIT(MENTION);
	if (!aux)
		open |= EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY);
	return event_headline_is_word(s, i) && !event_scan_is(s, i, open);
}

/* ", thereby bringing", ", killing": behind the comma begins what came of it. */
static bool event_headline_is_tail(const struct event_scan *s, uint32_t comma)
{
	if (!event_scan_is(s, comma, EVENT_BIT(COMMA)) || comma + 1 >= s->count)
		return false;
	return event_scan_is_ing(s, comma + 1) || event_scan_looks(s, comma + 1, LOOKS_ADVERB) ||
	       event_scan_is(s, comma + 1, EVENT_BIT(ALSO));
}

/* What a report says has a verb, which the headline does not stop before: "said that the hole SHOWS no"; so has a noun
 * that acts: "the sale, a success, ENDED". */
static size_t event_headline_least(const struct event_scan *s, const struct event_scope *c, const struct event_headline_pick *p, size_t h,
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
	while (k < p->n && !event_scan_is(s, p->token[k], EVENT_BIT(TENSE)) && p->token[k] < verb && !event_headline_is_tail(s, p->token[k]))
		k++;
	if (k < p->n && event_headline_is_tail(s, p->token[k]))
		return h + head->length;
	/* "said that it IS WORKING on" */
	k += k < p->n && event_scan_is(s, p->token[k], EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY));
	return k < p->n ? k + 1 : h + head->length;
}

/* Past the last picked token: where a phrase ends, after as many words as the headline may have; else at the next end
 * of one, else after those words. The better border wins, then the later one; a headline of a few words is no good. */
static size_t event_headline_end(const struct event_scan *s, const struct event_scope *c, const struct event_headline_pick *p, size_t first,
				 size_t h, const struct event_head *head, uint32_t reach)
{
	size_t words = 0, full = 0, least = event_headline_least(s, c, p, h, head);
	for (size_t k = first; k < p->n && reach; k++)
		if (p->token[k] + 1 == reach && event_headline_words(s, p, first, k + 1) <= EVENT_HEADLINE_REACH && k >= least)
			least = k;
	struct {
		size_t at, words;
		enum event_headline_border border;
	} best = {0};
	for (size_t k = first; k < p->n; k++) {
		enum event_headline_border b = k > least && event_headline_can_end(s, p->token[k - 1], false) ? event_headline_border(s, p, k) : BORDER_NONE;
		bool better = best.words < EVENT_HEADLINE_SHORT || (words <= EVENT_HEADLINE_WORDS + 2 * (b == BORDER_TO) ? b >= best.border : b > best.border);
		if (b && better) {
			best.at = k;
			best.words = words;
			best.border = b;
		}
		bool inside = event_scan_mark(s, p->token[k], '-') || (k && (event_scan_mark(s, p->token[k - 1], '-') || s->tokens[p->token[k - 1]].kind == TOKEN_NUMBER));
		if (words <= EVENT_HEADLINE_WORDS && !inside)
			full = k;
		bool over = words >= (best.at ? EVENT_HEADLINE_LONGEST : EVENT_HEADLINE_REACH) && (k > least || words >= EVENT_HEADLINE_MOST);
		if ((best.border == BORDER_FIRM && best.words >= EVENT_HEADLINE_SHORT && words > EVENT_HEADLINE_WORDS) || over)
			return best.at ? best.at : least > full ? k : full;
		words += event_headline_counts(s, p->token[k]);
	}
	return words <= EVENT_HEADLINE_WORDS || best.border < BORDER_FIRM ? (words <= EVENT_HEADLINE_LONGEST ? p->n : best.at ? best.at : least > full ? p->n : full) : best.at;
}

/* Cuts the pick to first..last so that it holds the head and ten words at most. */
static void event_headline_cut(const struct event_scan *s, const struct event_scope *c, const struct event_headline_pick *p,
			       const struct event_head *head, uint32_t reach, size_t *first, size_t *last)
{
	size_t words = 0, h = p->head < p->n ? p->head : 0;
	*first = 0;
	for (size_t k = h; k > 0; k--) {
		words += event_headline_counts(s, p->token[k - 1]);
		if (words > EVENT_HEADLINE_BEFORE) {
			/* start at the nearest border to the head's left that leaves something to say */
			for (size_t b = k; b < h; b++)
				if (event_headline_border(s, p, b) && event_headline_is_word(s, p->token[b])) {
					*first = b;
					break;
				}
			break;
		}
	}
	*last = event_headline_end(s, c, p, *first, h, head, reach);
}

/* Whether a headline can begin at picked token k: with a lead-in that has its verb behind it ("In Chile the leaders
 * met"), else with no preposition, and never with a mark or a joining word. */
static bool event_headline_can_begin(const struct event_scan *s, const struct event_headline_pick *p, size_t k, const struct event_head *verb)
{
	uint32_t i = p->token[k];
	if (event_scan_is(s, i, EVENT_BIT(ABOUT)))
		return true;
	if (!event_headline_is_word(s, i) || s->tokens[i].lower.p[0] == '\'')
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
				  (*last > *first + 1 && event_scan_is(s, p->token[*last - 2], EVENT_BIT(COMMA)) && event_scan_is(s, p->token[*last - 1], EVENT_BIT(ADVERB)))))
		--*last;
	/* "soared, hours | after" */
	if (*last > *first + 4 && event_scan_is(s, p->token[*last - 2], EVENT_BIT(COMMA)) && *last < p->n && !event_scan_joins_places(s, p->token[*last - 2]) && !event_phrase_is_list(s, p->token[*last - 2], p->token[*last - 1] + 8))
		*last -= 2;
	/* "Norda's" of "Norda's three ships" */
	uint32_t end = *last > *first ? p->token[*last - 1] : 0;
	if (*last > *first + 1 && s->tokens[end].lower.p[0] == '\'' && end + 1 < s->count && s->tokens[end + 1].kind != TOKEN_MARK)
		--*last;
}

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
static struct event_subject event_headline_name(const struct event_scan *s, const struct event_scope *c, const struct event_headline_pick *p,
						size_t first, size_t last)
{
	uint32_t pronoun = p->token[first];
	struct event_subject none = {.sentence = s->tokens[pronoun].sentence};
	bool owner = event_scan_is(s, pronoun, EVENT_BIT(HE)) && event_scan_is(s, pronoun, EVENT_BIT(DET));
	bool acts = first + 1 < last && event_subject_is_pronoun(s, pronoun) && event_scan_is(s, p->token[first + 1], EVENT_BIT(TENSE));
	if (first + 1 >= last || (!acts && !owner))
		return none;
	struct event_subject name = event_subject_of(s, pronoun, &c->own, &c->before);
	return name.begin < name.end && last + name.end - name.begin <= EVENT_HEADLINE_TOKENS ? name : none;
}

/* A noun or two that say too little by themselves: "Session", "the rally", not "Chile's election", "the G20 summit", "the
 * vote on the plan". */
static bool event_headline_is_bare(const struct event_scan *s, const struct event_headline_pick *p, size_t first, size_t last)
{
	enum { WORDS = 3 };
	for (size_t k = first; k < last; k++) {
		uint32_t i = p->token[k];
		bool name = k > first && s->tokens[i].upper_first;
		if (name || s->tokens[i].upper_all || event_scan_is(s, i, EVENT_BIT(PLACE) | EVENT_BIT(TENSE) | EVENT_BIT(PREP) | EVENT_BIT(AND)))
			return false;
	}
	return event_headline_words(s, p, first, last) <= WORDS;
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

/* The words of a headline, from first to last of the pick. `kept` is where a date ends that stays, `reach` past the noun that is
 * to be told with the clause; or 0. */
static void event_headline_choose(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, const struct event_head *verb,
				  uint32_t from, uint32_t kept, uint32_t reach, struct event_headline_pick *pick, size_t *first, size_t *last)
{
	struct event_range r = event_range_find(s, c, head, verb, from);
	r.end = reach > r.end ? reach : r.end;
	event_headline_pick(s, &r, head, kept, reach, pick);
	event_headline_regroup(s, &r, head, pick);
	event_headline_shorten(s, pick, from ? NULL : verb);
	event_headline_aim(s, pick, head, from ? NULL : verb);
	event_headline_cut(s, c, pick, head, reach, first, last);
	event_headline_trim(s, pick, verb, first, last);
}

uint32_t event_headline_build(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			  const struct event_head *verb, uint32_t from, struct event *out)
{
	/* "the summit, which will be held in May": the inner clause tells more than the noun */
	if (verb && !from && verb->clause != head->clause && verb->token > head->token &&
	    event_range_is_relative(s, event_phrase_group(s, head->token, verb->token)))
		head = verb;
	struct event_headline_pick pick;
	size_t first, last;
	event_headline_choose(s, c, head, verb, from, 0, 0, &pick, &first, &last);
	struct event_head main;
	if (!head->verb && first < last && event_headline_is_bare(s, &pick, first, last) && event_headline_main(s, c, &main)) {
		struct event_scope whole = *c;
		whole.part_begin = 0;
		whole.part_end = UINT32_MAX;
		struct event_headline_pick clause;
		size_t begin, end;
		event_headline_choose(s, &whole, &main, &main, 0, from, head->token + head->length, &clause, &begin, &end);
		bool told = false;
		for (size_t k = begin; k < end; k++)
			told |= clause.token[k] == head->token;
		if (told) {
			pick = clause;
			first = begin;
			last = end;
		}
	}
	if (first >= last) {
		pick.token[0] = head->token;
		first = 0;
		last = 1;
	}
	struct event_subject name = event_headline_name(s, c, &pick, first, last);
	out->headline = event_headline_text(s, pick.token + first, last - first, &name);
	bool whole = name.begin == name.end;
	for (size_t k = first + 1; k < last; k++)
		whole &= pick.token[k] == pick.token[k - 1] + 1;
	if (whole)
		out->headline_span = (struct span){s->tokens[pick.token[first]].span.begin, s->tokens[pick.token[last - 1]].span.end};
	return name.sentence;
}
