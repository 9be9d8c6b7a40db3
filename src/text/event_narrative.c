#include "config.h"

#include "text/event_kind.h"
#include "text/event_merge.h"
#include "text/event_phrase.h"
#include "text/event_reader.h"
#include "text/event_subject.h"
#include "text/timex.h"

enum {
	EVENT_FRAME = 8,         /* tokens from the sentence's beginning to the event that frames it */
	EVENT_NEWS = 3,          /* sentences that tell the news of the day without a date */
	EVENT_CARRY = 4,         /* sentences that a date is carried over */
	EVENT_TOLD_WORDS = 15,   /* percent of its words that a second telling of a plan shares with the first beside it */
	EVENT_RETOLD_WORDS = 45, /* the same of what has happened: two meetings often follow each other */
};

/* "unveiled the plan at the summit": names the event before as the place where this one happened. */
static bool event_narrative_is_at(const struct event_reader *r, const struct event_reading *n)
{
	const struct event_scan *s = &r->scan;
	if (r->previous == SIZE_MAX || r->drafts.list.v[r->previous].e.precision != PRECISION_DAY)
		return false;
	for (const struct event_head *h = n->heads; h < n->heads + n->head_count; h++) {
		if (h->verb || h->kind != r->drafts.list.v[r->previous].e.kind || h->kind == EVENT_OTHER ||
		    !event_make_is_definite(s, h))
			continue;
		uint32_t k = h->token;
		while (k > n->scope.begin && !event_scan_is(s, k - 1, EVENT_BIT(DEFINITE)))
			k--;
		if (k > n->scope.begin + 1 && event_scan_is(s, k - 2, EVENT_BIT(DURING) | EVENT_BIT(AT_PLACE)))
			return true;
	}
	return false;
}

/* "At the meeting, ...", "He also ...": the sentence goes on with the event before it. */
static bool event_narrative_goes_on(const struct event_reader *r, const struct event_reading *n, enum event_kind kind)
{
	const struct event_scan *s = &r->scan;
	uint32_t i = n->scope.begin, end = n->scope.end;
	while (i < end && event_scan_is(s, i, EVENT_BIT(MARK) | EVENT_BIT(ALSO)))
		i++;
	if (i >= end)
		return false;
	if (event_narrative_is_at(r, n))
		return true;
	uint32_t length = event_scan_length(s, i, EVENT_BIT(DURING));
	if (length && i + length < end)
		return event_scan_is(s, i + length, EVENT_BIT(DEFINITE) | EVENT_BIT(AGAIN));
	if (r->previous != SIZE_MAX && r->drafts.list.v[r->previous].e.precision != PRECISION_DAY)
		return false;
	return kind != EVENT_STATEMENT && event_scan_is(s, i, EVENT_BIT(HE));
}

/* The day that "on the first day" names, of the event that was told before. */
static bool event_narrative_day_of(const struct event_reader *r, const struct event_reading *n, struct interval *out,
			 size_t *whole)
{
	if (r->previous == SIZE_MAX)
		return false;
	if (!(r->scan.classes & (EVENT_BIT(FIRST_DAY) | EVENT_BIT(LAST_DAY))))
		return false;
	for (uint32_t i = n->scope.begin; i < n->scope.end; i++) {
		bool first = event_scan_is(&r->scan, i, EVENT_BIT(FIRST_DAY));
		if (!first && !event_scan_is(&r->scan, i, EVENT_BIT(LAST_DAY)))
			continue;
		for (size_t back = r->previous + 1; back > event_merge_recent(&r->drafts); back--) {
			struct interval when = r->drafts.list.v[back - 1].e.when;
			if (interval_known(when) && r->drafts.list.v[back - 1].e.precision == PRECISION_DAY) {
				*out = interval_day(first ? when.from : when.to);
				*whole = back - 1;
				return true;
			}
		}
	}
	return false;
}

static void event_narrative_published(struct event_reader *r, struct event_reading *n, struct event_make *m)
{
	m->basis = BASIS_PUBLISHED;
	m->when = event_anchor_stretch(&r->scan, m->head, m->verb, r->scan.in->published.when);
	m->precision = r->scan.in->published.precision;
	m->confidence = n->lead ? 88 : 60;
	event_make_draft(r, n, m);
}

/* An entry of a chronology or of a diary: the date before it dates it. */
static void event_narrative_entry(struct event_reader *r, struct event_reading *n, struct event_make *m)
{
	const struct event_input *in = r->scan.in;
	m->basis = BASIS_STATED;
	m->date = n->entry;
	m->when = timex_interval(in->timexes, in->timex_count, (size_t)n->entry);
	m->precision = in->timexes[n->entry].precision;
	m->confidence = 80;
	event_make_draft(r, n, m);
}

/* Adds to event `to` what its sentence takes from the event before: who acts, where it begins with "he" or "during the visit";
 * at "the meeting" where that is. */
static void event_narrative_share(struct event_reader *r, const struct event_reading *n, struct event *to,
				  const struct event_draft *from)
{
	const struct event_scan *s = &r->scan;
	uint32_t i = n->scope.begin;
	while (i < n->scope.end && event_scan_is(s, i, EVENT_BIT(MARK) | EVENT_BIT(ALSO)))
		i++;
	struct event_subject he = {0};
	if (event_scan_is(s, i, EVENT_BIT(HE)))
		he = event_subject_of(s, i, &n->scope);
	else if (event_scan_is(s, i, EVENT_BIT(DURING)))
		he = n->scope.before;
	if (he.begin < he.end && he.sentence >= from->sentence && he.sentence <= from->last) {
		const struct token *t = s->l->tokens + s->l->sentences[he.sentence].token_begin;
		event_role_join_actors(to, &from->e, (struct span){t[he.begin].span.begin, t[he.end - 1].span.end}, s->arena);
	}
	for (const struct event_head *h = n->heads; h < n->heads + n->head_count; h++)
		if (!h->verb && event_make_is_definite(s, h) &&
		    (h->kind == from->e.kind || event_merge_names(&from->gist, &s->tokens[h->token]))) {
			event_role_join_host(to, &from->e, s->arena);
			return;
		}
}

static void event_narrative_carried(struct event_reader *r, struct event_reading *n, struct event_make *m, size_t from,
				    bool goes_on)
{
	const struct event *e = &r->drafts.list.v[from].e;
	m->basis = e->basis == BASIS_PUBLISHED ? BASIS_PUBLISHED : BASIS_CARRIED;
	m->when = e->when;
	m->precision = e->precision;
	m->date = e->date;
	m->confidence = goes_on ? 50 : 40;
	size_t i = event_make_draft(r, n, m);
	if (goes_on && i != from && r->drafts.list.v[i].e.country_count <= 1)
		event_narrative_share(r, n, &r->drafts.list.v[i].e, &r->drafts.list.v[from]);
}

/* The event of the sentence before that this one tells again, as little known as there: "will take part in
 * drills. Troops will take part in the drill in Russia." */
static size_t event_narrative_told_before(const struct event_reader *r, struct event_reading *n, const struct event_head *head,
				enum event_modality modality)
{
	if (r->previous == SIZE_MAX || head->strength < STRENGTH_STRONG)
		return SIZE_MAX;
	const struct event_draft *d = &r->drafts.list.v[r->previous];
	bool same = d->last + 1 == n->index && d->e.kind == head->kind && d->e.modality == modality && !d->heading;
	unsigned enough = modality == MODALITY_HAPPENED ? EVENT_RETOLD_WORDS : EVENT_TOLD_WORDS;
	return same && event_merge_overlap(&d->gist, event_make_gist(r, n)) >= enough ? r->previous : SIZE_MAX;
}

/* The event whose date the narrative carries on to this sentence: the one told before it in the paragraph,
 * else the article's news; only what has happened carries, and not far. */
static size_t event_narrative_carrier(const struct event_reader *r, const struct event_reading *n)
{
	size_t from = r->previous;
	if (from == SIZE_MAX)
		return SIZE_MAX;
	if (n->index - r->drafts.list.v[from].last > EVENT_CARRY)
		return SIZE_MAX;
	bool paragraph = true;
	for (uint32_t i = r->drafts.list.v[from].sentence + 1; i <= n->index; i++)
		paragraph &= !r->scan.l->sentences[i].paragraph_start;
	if (!paragraph && r->lead != SIZE_MAX)
		from = r->lead;
	const struct event_draft *d = &r->drafts.list.v[from];
	bool close = d->e.precision <= PRECISION_WEEK || !interval_known(d->e.when);
	return close && d->e.modality == MODALITY_HAPPENED && !d->narrow ? from : SIZE_MAX;
}

/* "An observer takes part in meetings": the present without an auxiliary. */
static bool event_narrative_is_present(const struct event_scan *s, const struct event_head *verb)
{
	return verb && verb->finite && !(verb->forms & (FORM_PAST | FORM_PARTICIPLE | FORM_ING)) &&
	       event_phrase_group(s, 0, verb->token) == verb->token;
}

/* "Security was kept for other meetings", "no date was given for a meeting": a noun in passing, not what happened. */
static bool event_narrative_is_passing(const struct event_scan *s, const struct event_head *head, const struct event_head *verb)
{
	return !head->verb && verb && verb->token < head->token && event_head_is_under(s, head->token) &&
	       !event_scan_is(s, verb->token, EVENT_BIT(ATTENDS));
}

/* "The extradition has caused fear in Chad": what an event did, not where it was. */
static bool event_narrative_is_topic(const struct event_scan *s, const struct event_head *head, const struct event_head *verb)
{
	const uint64_t part = EVENT_BIT(BEGINS) | EVENT_BIT(ENDS) | EVENT_BIT(OCCURS) | EVENT_BIT(ATTENDS) | EVENT_BIT(HOST) |
			      EVENT_BIT(HARM);
	if (head->verb || !verb || verb->token < head->token || event_scan_is(s, verb->token, part))
		return false;
	/* "was held in Mali" has no object */
	uint32_t next = verb->token + verb->length;
	return verb->strength != STRENGTH_SUPPORT ||
	       !event_scan_is(s, next, EVENT_BIT(PREP) | EVENT_BIT(DATE) | EVENT_BIT(MARK));
}

/* "At a meeting on June 1, the mayor unveiled a plan": the event of this sentence whose day is that of its main verb
 * too: it stands in front of it. */
static size_t event_narrative_frame(const struct event_reader *r, const struct event_reading *n)
{
	for (size_t i = event_merge_recent(&r->drafts); i < r->drafts.list.n; i++) {
		const struct event_draft *d = &r->drafts.list.v[i];
		if (d->sentence == n->index && d->e.precision == PRECISION_DAY && interval_known(d->e.when) &&
		    d->e.modality == MODALITY_HAPPENED && event_scan_is(&r->scan, n->scope.begin, EVENT_BIT(PREP)) &&
		    event_scan_token_at(&r->scan, d->e.head.begin) < n->scope.begin + EVENT_FRAME)
			return i;
	}
	return SIZE_MAX;
}

/* "A hearing is set for June. "It is late," said the mayor": what is said today belongs to no event ahead. */
static bool event_narrative_is_comment(const struct event_reader *r, const struct event_head *head)
{
	return head->verb && head->kind == EVENT_STATEMENT && r->previous != SIZE_MAX &&
	       r->drafts.list.v[r->previous].e.modality == MODALITY_ANNOUNCED;
}

static bool event_narrative_has_happened(const struct event_mood *mood)
{
	return mood->modality == MODALITY_HAPPENED && !mood->infinitive && !mood->pluperfect;
}

/* Whether an event can stand for itself: its word tells one for certain, and in no inner clause. */
static bool event_narrative_is_strong(const struct event_scan *s, const struct event_make *m)
{
	return m->head->strength == STRENGTH_STRONG && !(m->verb && event_main_is_inner(s, m->verb));
}

/* An event on the first or last day of the one told before: where that took place, this one did. */
static void event_narrative_on_day(struct event_reader *r, struct event_reading *n, struct event_make *m, struct interval day,
				   size_t whole)
{
	m->when = day;
	m->basis = BASIS_CARRIED;
	m->confidence = 65;
	size_t made = event_make_draft(r, n, m);
	event_role_join_host(&r->drafts.list.v[made].e, &r->drafts.list.v[whole].e, r->scan.arena);
}

/* Tells more of an event that is known: who takes part and how long it goes on. */
static void event_narrative_again(struct event_reader *r, struct event_reading *n, const struct event_make *m, size_t known)
{
	struct event told = {0};
	struct event *e = &r->drafts.list.v[known].e;
	if (!event_narrative_is_topic(&r->scan, m->head, m->verb)) {
		event_role_read(&r->scan, &n->scope, m->head, &told);
		event_role_join(e, &told, r->scan.arena);
	}
	e->when = event_anchor_stretch(&r->scan, m->head, m->verb, e->when);
	event_make_extend(r, n, known);
}

/* The event told before that this sentence names or tells again; SIZE_MAX when it tells one of its own. */
static size_t event_narrative_known(const struct event_reader *r, struct event_reading *n, const struct event_head *head,
				    enum event_modality modality)
{
	size_t known = event_make_is_definite(&r->scan, head) ? event_merge_known(&r->drafts, head->kind) : SIZE_MAX;
	return known == SIZE_MAX ? event_narrative_told_before(r, n, head, modality) : known;
}

/* What has happened in a sentence that dates and names no event before: news of the day, an event of the day that the narrative
 * is at, or a word more on the one before. */
static void event_narrative_happened(struct event_reader *r, struct event_reading *n, struct event_make *m,
				     const struct event_mood *mood, bool general)
{
	const struct event_head *head = m->head;
	bool strong = event_narrative_is_strong(&r->scan, m);
	size_t from = event_narrative_carrier(r, n);
	if (strong && r->body <= EVENT_NEWS && mood->perfect)
		event_narrative_published(r, n, m);
	else if (general || event_narrative_is_passing(&r->scan, head, m->verb))
		event_make_extend(r, n, r->previous);
	else if (strong && event_narrative_goes_on(r, n, head->kind) && r->previous != SIZE_MAX)
		event_narrative_carried(r, n, m, r->previous, true);
	else if (strong && !mood->perfect && head->kind != EVENT_OTHER && head->kind != EVENT_STATEMENT && from != SIZE_MAX)
		event_narrative_carried(r, n, m, from, false);
	else if (!event_narrative_is_comment(r, head))
		event_make_extend(r, n, r->previous);
}

/* A sentence behind the news: it tells what was told before, or an event of its own. `general` is a present tense that tells
 * what is as a rule. */
static void event_narrative_follow(struct event_reader *r, struct event_reading *n, struct event_make *m,
				   const struct event_mood *mood, bool general)
{
	struct interval day;
	size_t whole, known = event_narrative_known(r, n, m->head, mood->modality);
	if (event_narrative_is_strong(&r->scan, m) && event_narrative_day_of(r, n, &day, &whole))
		event_narrative_on_day(r, n, m, day, whole);
	else if (known != SIZE_MAX)
		event_narrative_again(r, n, m, known);
	else if (event_narrative_has_happened(mood))
		event_narrative_happened(r, n, m, mood, general);
}

void event_narrative_read(struct event_reader *r, struct event_reading *n)
{
	const struct event_head *verb = NULL;
	struct event_mood mood;
	const struct event_head *head = event_main_read(r, n, &verb, &mood);
	struct event_make m = {.head = head, .verb = verb, .date = -1};
	if (!head && !n->sentence->heading)
		event_make_extend(r, n, r->previous);
	if (!head || event_make_is_told(n, head, verb))
		return;
	if (n->entry >= 0) {
		event_narrative_entry(r, n, &m);
		return;
	}
	bool present = event_narrative_is_present(&r->scan, verb);
	if (n->lead)
		r->present |= present;
	bool news = n->lead && event_narrative_has_happened(&mood);
	size_t framed = news ? event_narrative_frame(r, n) : SIZE_MAX;
	if (framed != SIZE_MAX)
		event_narrative_carried(r, n, &m, framed, true);
	else if (n->sentence->heading || news)
		event_narrative_published(r, n, &m);
	else
		event_narrative_follow(r, n, &m, &mood, present && !r->present && !event_kind_is_violent(head->kind));
}
