#include "config.h"

#include "text/event_pick.h"

#include "text/event_phrase.h"

#include <string.h>

enum {
	EVENT_PICK_LONG = 7,    /* with more words before the head its subject loses what follows its first noun */
	EVENT_PICK_SUBJECT = 9, /* a subject of more words is cut at "of" too */
};

/* Past the end of an aside that begins at the comma i ("..., the minister of trade, "): i itself when there
 * is none, or when it holds a verb or is long. */
static uint32_t event_pick_aside(const struct event_scan *s, uint32_t i, uint32_t end)
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
static uint32_t event_pick_date(const struct event_scan *s, uint32_t i, uint32_t end, uint32_t kept)
{
	const uint64_t leads = EVENT_BIT(PREP) | EVENT_BIT(BOUND) | EVENT_BIT(DET) | EVENT_BIT(AT_DATE);
	/* "year-on-year in June" */
	bool glued = i > 0 && event_scan_mark(s, i - 1, '-') && !s->tokens[i].space_before;
	if (glued || !event_scan_is(s, i, leads | EVENT_BIT(DATE)))
		return i;
	uint32_t k = i;
	while (k < end && k - i < 3 && event_scan_is(s, k, leads) && !event_scan_is(s, k, EVENT_BIT(DATE)))
		k++;
	if (k >= end || !event_scan_is(s, k, EVENT_BIT(DATE)))
		return i;
	const struct timex3 *t = &s->in->timexes[s->marks[k].timex];
	if (t->type == TIMEX_DURATION || t->type == TIMEX_SET) /* how long and how often is what happened */
		return i;
	uint32_t date = k;
	while (k < end && (s->marks[k].timex >= 0 || (k + 1 < end && s->marks[k + 1].timex >= 0 && (event_scan_is(s, k, EVENT_BIT(AND)) || event_scan_mark(s, k, '-')))))
		k++;
	/* "for the current outbreak": only the date goes where a noun follows it */
	bool describes = k < end && event_pick_is_word(s, k) && s->tokens[k].lower.p[0] != '\'' &&
			 !event_scan_is(s, k, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(TO) | EVENT_BIT(BE) | EVENT_BIT(THAT) |
						 EVENT_BIT(PRONOUN) | EVENT_BIT(DET) | EVENT_BIT(HE)) &&
			 !s->marks[k].word.acts;
	/* "in late-afternoon trading", "in early talks" */
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
	bool owner = k + 1 < end && s->tokens[k].lower.p[0] == '\'' && event_pick_is_word(s, k + 1);
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
static bool event_pick_is_out(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
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
static bool event_pick_is_over(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
			       uint32_t i)
{
	return i > head->token && !r->part_begin && s->marks[i].clause != head->clause &&
	       event_scan_is(s, i, EVENT_BIT(TENSE) | EVENT_BIT(SUB));
}

/* What follows an inner clause that was left out goes on with the clause of the head only as a phrase of it: "was opened, delighting
 * all, in Lima". */
static bool event_pick_goes_on(const struct event_scan *s, const struct event_head *head, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(MARK) | EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(TO)) || (!head->verb && event_scan_is(s, i, EVENT_BIT(TENSE)));
}

static void event_pick_gather(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
			      uint32_t kept, uint32_t reach, struct event_pick *p)
{
	bool reports = event_range_reports(s, head);
	bool inner = false; /* the last token was one of an inner clause behind the head */
	p->n = 0;
	p->head = EVENT_PICK_TOKENS;
	for (uint32_t i = r->begin; i < r->end && p->n < EVENT_PICK_TOKENS;) {
		if (event_pick_is_out(s, r, head, i, reach, reports)) {
			if (event_pick_is_over(s, r, head, i))
				break;
			/* the comma before what is left out goes with it */
			if (p->n && event_scan_is(s, p->token[p->n - 1], EVENT_BIT(COMMA)))
				p->n--;
			inner = i > head->token && !r->part_begin && s->marks[i].clause != head->clause && !event_scan_mark(s, i, ')');
			i++;
			continue;
		}
		if (inner && !event_pick_goes_on(s, head, i))
			break;
		inner = false;
		uint32_t past = event_pick_date(s, i, r->end, kept);
		if (past == i && i != head->token)
			past = event_pick_aside(s, i, r->end);
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
static void event_pick_regroup(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
			       struct event_pick *p)
{
	size_t part = p->head;
	while (part < p->n && p->token[part] < r->part_begin)
		part++;
	if (!r->part_begin || !head->verb || part >= p->n || event_scan_is(s, r->part_begin, EVENT_BIT(PREP) | EVENT_BIT(DET)) ||
	    !event_scan_is(s, r->part_begin - 1, EVENT_BIT(AND)))
		return;
	uint32_t group = event_phrase_group(s, r->begin, head->token);
	struct event_pick old = *p;
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
static size_t event_pick_phrase(const struct event_scan *s, const struct event_pick *p, uint32_t group, bool brief)
{
	size_t k = 1;
	for (; k < p->n && p->token[k] < group; k++) {
		uint32_t i = p->token[k];
		bool comma = event_scan_is(s, i, EVENT_BIT(COMMA)) && !event_phrase_is_list(s, i, group) && !event_scan_joins_places(s, i);
		/* "two of its ships" */
		uint32_t before = p->token[k - 1];
		bool number = s->tokens[before].kind == TOKEN_NUMBER && !s->tokens[before].upper_first;
		bool counts = event_scan_is(s, i, EVENT_BIT(OF)) && (number || event_scan_is(s, before, EVENT_BIT(DET)));
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

size_t event_pick_words(const struct event_scan *s, const struct event_pick *p, size_t from, size_t to)
{
	size_t words = 0;
	for (size_t k = from; k < to && k < p->n; k++)
		words += event_pick_counts(s, p->token[k]);
	return words;
}

/* Leaves out what stands between a long subject's first phrase and its verb: "the two countries [in an
 * unexpected move] are going to". */
static void event_pick_shorten(const struct event_scan *s, struct event_pick *p, const struct event_head *verb)
{
	bool about = p->n && event_scan_is(s, p->token[0], EVENT_BIT(ABOUT));
	bool phrase = p->n && !about && event_scan_is(s, p->token[0], EVENT_BIT(PREP) | EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(SOURCE));
	if (event_pick_words(s, p, 0, p->head) <= EVENT_PICK_LONG || !verb || p->head >= p->n || phrase)
		return;
	uint32_t group = event_phrase_group(s, p->token[0], verb->token);
	size_t from = event_pick_phrase(s, p, group, false), to = from;
	bool pair = false; /* "the mayor of Lima and two of his aides" */
	for (size_t k = 0; k < from; k++)
		pair |= event_scan_is(s, p->token[k], EVENT_BIT(AND)) && event_scan_is(s, p->token[k] + 1, EVENT_BIT(DET));
	size_t subject = event_pick_words(s, p, 0, from);
	if (subject > EVENT_PICK_SUBJECT && !(pair && subject <= EVENT_PICK_BEFORE))
		to = from = event_pick_phrase(s, p, group, true);
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

void event_pick_read(const struct event_scan *s, const struct event_range *r, const struct event_head *head, const struct event_head *verb,
		     uint32_t kept, uint32_t reach, struct event_pick *p)
{
	event_pick_gather(s, r, head, kept, reach, p);
	event_pick_regroup(s, r, head, p);
	event_pick_shorten(s, p, verb);
}
