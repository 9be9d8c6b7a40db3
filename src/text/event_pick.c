#include "config.h"

#include "text/event_pick.h"

#include "text/event_phrase.h"
#include "text/event_spare.h"

#include <string.h>

enum {
	EVENT_PICK_LONG = 7,    /* with more words before the head its subject loses what follows its first noun, if there is no room */
	EVENT_PICK_SUBJECT = 9, /* a subject of more words is cut at "of" too */
};

/* Whether token i is none of the headline's: it stands in another clause, in the gap, at another date; behind the verb nothing
 * is before `reach`. `reports` is whether what the head says stands behind it. */
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

/* A clause behind the head that is none of its scene ends the headline: what follows it is seldom the head's. */
static bool event_pick_is_over(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
			       uint32_t i)
{
	bool gap = i >= r->gap_begin && i < r->gap_end;
	return i > head->token && !gap && !r->part_begin && s->marks[i].clause != head->clause &&
	       event_scan_is(s, i, EVENT_BIT(TENSE) | EVENT_BIT(SUB));
}

/* What follows an inner clause that was left out goes on with the clause of the head only as a phrase of it: "was opened,
 * delighting all, in Lima". */
static bool event_pick_goes_on(const struct event_scan *s, const struct event_head *head, uint32_t i)
{
	return event_scan_is(s, i, EVENT_BIT(MARK) | EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(TO)) ||
	       (!head->verb && event_scan_is(s, i, EVENT_BIT(TENSE)));
}

/* Past what the headline can do without at token i, or i. The head is never among it. */
static uint32_t event_pick_spare(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				 uint32_t kept, const struct event_pick *p, uint32_t i)
{
	uint32_t past = i;
	if (event_scan_is(s, i, EVENT_SPARE_LEADS | EVENT_BIT(DATE) | EVENT_BIT(BEGINS) | EVENT_BIT(WILL)) ||
	    event_scan_looks(s, i, LOOKS_ADVERB))
		past = event_spare_date(s, i, r->end, kept, p->n ? p->token[p->n - 1] : UINT32_MAX);
	if (past == i && i != head->token && event_scan_is(s, i, EVENT_BIT(STOP)))
		past = event_spare_aside(s, i, r->end);
	if (past == i && (s->tokens[i].upper_all || event_scan_is(s, i, EVENT_BIT(MARK))))
		past = event_spare_code(s, i, r->end);
	return i <= head->token && head->token < past ? i : past;
}

/* Whether an aside at i..past behind the head is a list that is none of the clause's phrases: ", including missiles, pumps". */
static bool event_pick_is_list(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
			       uint32_t i, uint32_t past)
{
	return past > i && i > head->token && past < r->end && event_scan_is(s, i, EVENT_BIT(COMMA)) && s->marks[i].timex < 0 &&
	       event_scan_is(s, past - 1, EVENT_BIT(COMMA)) && !event_scan_is(s, past, EVENT_BIT(TENSE)) &&
	       !s->marks[past].word.bare;
}

/* Whether token i only joins what it stands between: a quotation mark, what opens the clause of the head, the second dash of
 * "the firm - a mine - said". */
static bool event_pick_joins(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
			     const struct event_pick *p, uint32_t i)
{
	uint32_t begin = event_scan_clause(s, head->token)->begin;
	if (!event_scan_is(s, i, EVENT_BIT(MARK) | EVENT_BIT(SUB)))
		return false;
	if (event_scan_mark(s, i, '"'))
		return true;
	if (i < head->token && (i + 1 == begin ? event_scan_is(s, i, EVENT_BIT(COMMA))
					       : i == begin && i > r->begin && event_scan_is(s, i, EVENT_BIT(SUB))))
		return true;
	bool gap = p->n && p->token[p->n - 1] + 1 != i;
	/* "said that [in May], Norda" */
	if (gap && event_scan_is(s, i, EVENT_BIT(COMMA)) && event_scan_is(s, p->token[p->n - 1], EVENT_BIT(THAT)))
		return true;
	return gap && event_scan_mark(s, i, '-') && (s->tokens[i].space_before || event_scan_mark(s, i - 1, '-'));
}

/* Where a date ends that stays: `kept`, or past the one that begins at token i, if it goes with what was picked last. */
static uint32_t event_pick_told(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
				uint32_t kept, const struct event_pick *p, uint32_t i)
{
	bool next = p->n && p->token[p->n - 1] + 1 == i && (i != head->token + head->length || !head->finite);
	uint32_t past = next && event_scan_is(s, i, EVENT_SPARE_LEADS | EVENT_BIT(DATE)) ? event_spare_told(s, i, r->end) : 0;
	return past ? past : kept;
}

/* Takes the tokens of the clause that tells how it came, from i on, up to a clause within it that has a verb. */
static void event_pick_scene(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
			     uint32_t kept, uint32_t i, struct event_pick *p)
{
	const struct event_clause *scene = event_scan_clause(s, i);
	/* of "in Lima, Peru, killing ten" one comma stays */
	if (event_scan_is(s, i - 1, EVENT_BIT(COMMA)) && p->n && p->token[p->n - 1] + 1 < i &&
	    !event_scan_is(s, p->token[p->n - 1], EVENT_BIT(COMMA)))
		p->token[p->n++] = i - 1;
	p->scene = p->n - (p->n && event_scan_is(s, p->token[p->n - 1], EVENT_BIT(COMMA)));
	while (i < scene->end && i < r->end && p->n < EVENT_PICK_TOKENS) {
		if (event_scan_clause(s, i) != scene && event_scan_is(s, i, EVENT_BIT(TENSE) | EVENT_BIT(SUB)))
			return;
		kept = event_pick_told(s, r, head, kept, p, i);
		uint32_t past = event_pick_spare(s, r, head, kept, p, i);
		if (event_pick_is_list(s, r, head, i, past) && !event_pick_goes_on(s, head, past))
			return;
		if (past == i && !event_pick_joins(s, r, head, p, i))
			p->token[p->n++] = i;
		i = past > i ? past : i + 1;
	}
}

/* What somebody says with what he does, or who is among those it befell: "sued the bank, ALLEGING fraud", ", INCLUDING two". */
static bool event_pick_is_tail(const struct event_scan *s, uint32_t i)
{
	return event_scan_is_ing(s, i) &&
	       (s->marks[i].word.verb_kind == EVENT_STATEMENT || event_scan_is(s, i, EVENT_BIT(BETWEEN)));
}

static void event_pick_gather(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
			      uint32_t kept, uint32_t reach, struct event_pick *p)
{
	bool reports = event_range_reports(s, head);
	bool inner = false; /* the last token was one of an inner clause behind the head */
	bool said = false;  /* which says who reports it */
	p->n = 0;
	p->head = p->scene = EVENT_PICK_TOKENS;
	for (uint32_t i = r->begin;
	     i < r->end && p->n < EVENT_PICK_TOKENS && p->n - (p->n > p->head ? p->head : 0) < EVENT_PICK_BEHIND;) {
		if (event_range_is_scene(s, r, head, i) && !(i < reach && event_pick_is_tail(s, i))) {
			event_pick_scene(s, r, head, kept, i, p);
			break;
		}
		if (event_pick_is_out(s, r, head, i, reach, reports)) {
			if (event_pick_is_over(s, r, head, i))
				break;
			/* the comma before what is left out goes with it */
			if (p->n && event_scan_is(s, p->token[p->n - 1], EVENT_BIT(COMMA)))
				p->n--;
			inner = i > head->token && !r->part_begin && s->marks[i].clause != head->clause &&
				!event_scan_mark(s, i, ')');
			said |= inner && s->marks[i].word.reports;
			i++;
			continue;
		}
		/* "will pay, said the mayor, in an interview" */
		if (inner && (said || !event_pick_goes_on(s, head, i)))
			break;
		kept = event_pick_told(s, r, head, kept, p, i);
		uint32_t past = event_pick_spare(s, r, head, kept, p, i);
		inner = event_pick_is_list(s, r, head, i, past);
		if (i == head->token)
			p->head = p->n;
		if (past == i && !event_pick_joins(s, r, head, p, i))
			p->token[p->n++] = i;
		i = past > i ? past : i + 1;
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
	if (!r->part_begin || !head->verb || part >= p->n ||
	    event_scan_is(s, r->part_begin, EVENT_BIT(PREP) | EVENT_BIT(DET)) ||
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

/* "a mine, which Norda sold in May to Sarda": who did it goes first. */
static void event_pick_turn(const struct event_range *r, const struct event_head *head, struct event_pick *p)
{
	size_t object = 0, past = p->head + head->length;
	while (object < p->n && p->token[object] < r->object_end)
		object++;
	if (!object || object >= p->head || past > p->n)
		return;
	struct event_pick old = *p;
	memcpy(p->token, old.token + object, (past - object) * sizeof *p->token);
	memcpy(p->token + past - object, old.token, object * sizeof *p->token);
	p->head -= object;
}

/* Where the first phrase of a subject ends: at a comma or a preposition, and at "of" when it must be `short`. A participle
 * goes with what follows it: "countries [led by Chad] sued". */
static size_t event_pick_phrase(const struct event_scan *s, const struct event_pick *p, uint32_t group, bool brief)
{
	size_t k = 1;
	for (; k < p->n && p->token[k] < group; k++) {
		uint32_t i = p->token[k];
		bool comma = event_scan_is(s, i, EVENT_BIT(COMMA)) && !event_phrase_is_list(s, i, group) &&
			     !event_scan_joins_places(s, i);
		/* "two of its ships" */
		uint32_t before = p->token[k - 1];
		bool number = s->tokens[before].kind == TOKEN_NUMBER && !s->tokens[before].upper_first;
		bool counts = event_scan_is(s, i, EVENT_BIT(OF)) && (number || event_scan_is(s, before, EVENT_BIT(DET)));
		/* "a pact between Chile and Peru" */
		bool of = counts || (!brief && event_scan_is(s, i, EVENT_BIT(OF) | EVENT_BIT(BETWEEN)));
		if (comma || (event_scan_is(s, i, EVENT_BIT(PREP)) && !of && !event_scan_is(s, i, EVENT_BIT(ABOUT))))
			break;
	}
	const struct event_word *w = k < p->n ? &s->marks[p->token[k - 1]].word : NULL;
	/* "appeared TO HAVE died" */
	bool bound = k + 1 < p->n && event_scan_is(s, p->token[k], EVENT_BIT(TO)) &&
		     (event_scan_is(s, p->token[k + 1], EVENT_AUXILIARY) || s->marks[p->token[k + 1]].word.acts);
	k -= k > 1 && !bound && w && w->verb_strength && !w->noun_strength && (w->forms & (FORM_ING | FORM_PARTICIPLE));
	while (k > 2 && event_scan_is(s, p->token[k - 1], EVENT_BIT(PREP)))
		k--;
	/* "buyers [such as Norda] sued" */
	uint32_t such = p->token[k - 1];
	return k - (k > 1 && event_scan_is(s, such + 1, EVENT_BIT(AS)) && event_scan_length(s, such, EVENT_BIT(BETWEEN)) > 1);
}

size_t event_pick_words(const struct event_scan *s, const struct event_pick *p, size_t from, size_t to)
{
	size_t words = 0;
	for (size_t k = from; k < to && k < p->n; k++)
		words += event_pick_counts(s, p->token[k]);
	return words;
}

/* The last "and" among picked tokens from..to, behind a subject's first phrase, that joins another subject of the verb group to
 * it: "Juan Soto of Lima AND Ana Diaz of Arica take office"; `to` where none does. */
static size_t event_pick_and(const struct event_scan *s, const struct event_pick *p, uint32_t group, size_t from, size_t to)
{
	uint8_t forms = s->marks[group].word.forms;
	bool many = event_scan_names(s, group, EVENT_SORT(MANY));
	/* one takes no plural verb alone, "the presidents of Chile and Peru" do */
	bool single = (many || ((forms & FORM_BASE) && !(forms & FORM_PAST))) &&
		      !event_scan_looks(s, p->token[from - 1], LOOKS_PLURAL) &&
		      !event_scan_is(s, p->token[from - 1], EVENT_BIT(DET)) &&
		      !event_scan_names(s, p->token[from - 1], EVENT_SORT(PLURAL));
	size_t last = to;
	for (size_t k = from; k < to; k++) {
		uint32_t i = p->token[k];
		bool another = event_scan_is(s, i + 1, EVENT_BIT(DET));
		if (event_scan_is(s, i, EVENT_BIT(AND)) &&
		    ((another && many) || (single && (another || s->tokens[i + 1].upper_first))))
			last = k;
		/* "the war between Chad and Mali" */
		single &= !event_scan_is(s, i, EVENT_BIT(BETWEEN)) || event_scan_is(s, i, EVENT_BIT(AND) | EVENT_BIT(OF));
	}
	return last;
}

/* Past the last of the picked tokens from `from` on that a subject can lose before its verb group; `from` where it can lose
 * none. */
static size_t event_pick_loss(const struct event_scan *s, const struct event_pick *p, uint32_t group, size_t from)
{
	bool owner = false; /* "the centre for rights's head": what is possessed acts */
	size_t past = from, to = from;
	while (past < p->n && p->token[past] < group)
		past++;
	for (past = from ? event_pick_and(s, p, group, from, past) : past; to < past; to++) {
		uint32_t i = p->token[to];
		if (event_scan_is(s, i, EVENT_BIT(TENSE)) && !event_phrase_is_reduced(s, i))
			return from;
		if (event_scan_is(s, i, EVENT_BIT(COMMA) | EVENT_BIT(PREP)))
			owner = false;
		owner |= s->tokens[i].lower.p[0] == '\'' && to && s->marks[p->token[to - 1]].place < 0;
	}
	return owner || to > p->head || to >= p->n ? from : to;
}

/* Leaves out what stands between a long subject's first phrase and its verb: "the two countries [in an
 * unexpected move] are going to". */
static void event_pick_shorten(const struct event_scan *s, struct event_pick *p, const struct event_head *verb)
{
	bool about = p->n && event_scan_is(s, p->token[0], EVENT_BIT(ABOUT));
	bool phrase = p->n && !about &&
		      event_scan_is(s, p->token[0], EVENT_BIT(PREP) | EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(SOURCE));
	bool room = p->n <= EVENT_PICK_WHOLE || p->head <= EVENT_PICK_LONG ||
		    event_pick_words(s, p, 0, p->n) <= EVENT_PICK_WHOLE;
	if (room || !verb || p->head >= p->n || phrase || event_pick_words(s, p, 0, p->head) <= EVENT_PICK_LONG ||
	    event_phrase_is_reduced(s, verb->token))
		return;
	uint32_t group = event_phrase_group(s, p->token[0], verb->token);
	size_t from = event_pick_phrase(s, p, group, false);
	bool pair = false; /* "the mayor of Lima and two of his aides" */
	for (size_t k = 0; k < from; k++) {
		/* "they ARE in the first stages of talks": behind a verb it is no subject */
		if (event_scan_is(s, p->token[k], EVENT_BIT(TENSE)) && !event_phrase_is_reduced(s, p->token[k]))
			return;
		pair |= event_scan_is(s, p->token[k], EVENT_BIT(AND)) && event_scan_is(s, p->token[k] + 1, EVENT_BIT(DET));
	}
	size_t subject = event_pick_words(s, p, 0, from);
	if (subject > EVENT_PICK_SUBJECT && !(pair && subject <= EVENT_PICK_BEFORE))
		from = event_pick_phrase(s, p, group, true);
	size_t to = event_pick_loss(s, p, group, from);
	memmove(p->token + from, p->token + to, (p->n - to) * sizeof *p->token);
	p->n -= to - from;
	p->scene -= to - from;
	p->head -= to - from;
}

/* Without room for both, how it came says more than a toll: "25 people are killed [and 17 hurt] when a bus crashes". */
static void event_pick_untoll(const struct event_scan *s, struct event_pick *p)
{
	size_t toll = p->head + 1;
	if (p->scene >= p->n || event_scan_is(s, p->token[p->scene], EVENT_BIT(BETWEEN) | EVENT_BIT(COMMA)) || p->n <= EVENT_PICK_WHOLE || event_pick_words(s, p, 0, p->n) <= EVENT_PICK_WHOLE)
		return;
	while (toll < p->scene && !event_scan_is(s, p->token[toll], EVENT_BIT(AND)))
		toll++;
	if (toll == p->scene || !event_scan_is(s, p->token[p->scene - 1], EVENT_BIT(HARM)))
		return;
	memmove(p->token + toll, p->token + p->scene, (p->n - p->scene) * sizeof *p->token);
	p->n -= p->scene - toll;
	p->scene = toll;
}

/* A tail stays only where there is room for all of it. */
static void event_pick_untail(const struct event_scan *s, struct event_pick *p)
{
	if (p->scene + 1 >= p->n || event_pick_words(s, p, 0, p->n) <= EVENT_PICK_WHOLE)
		return;
	if (event_pick_is_tail(s, p->token[p->scene + event_scan_is(s, p->token[p->scene], EVENT_BIT(COMMA))]))
		p->n = p->scene;
}

void event_pick_read(const struct event_scan *s, const struct event_range *r, const struct event_head *head,
		     const struct event_head *verb, uint32_t kept, uint32_t reach, struct event_pick *p)
{
	event_pick_gather(s, r, head, kept, reach, p);
	event_pick_regroup(s, r, head, p);
	event_pick_turn(r, head, p);
	event_pick_untail(s, p);
	event_pick_shorten(s, p, verb);
	event_pick_untoll(s, p);
}
