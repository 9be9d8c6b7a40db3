#include "config.h"

#include "text/event.h"

#include "text/event_anchor.h"
#include "text/event_draft.h"
#include "text/event_headline.h"
#include "text/event_merge.h"
#include "text/timex.h"

#include <string.h>

/* What the reading of one article has come to. */
struct event_reader {
	struct event_scan scan;
	struct event_drafts drafts;
	size_t body;          /* sentences of the body read so far, headings and furniture not counted */
	size_t lead;          /* index of the event that is the article's news, or SIZE_MAX */
	size_t previous;      /* index of the event told last, or SIZE_MAX */
	uint32_t extended;    /* sentences that the previous event's passage has grown by */
};

/* The sentence that is being read. */
struct event_reading {
	uint32_t index;
	const struct sentence *sentence;
	struct event_head heads[EVENT_HEADS];
	size_t head_count;
	struct event_scope scope;
	size_t made;          /* events that it gave so far */
	bool main_made;       /* one of them is that of its main clause */
};

enum {
	EVENT_WINDOW = 200,      /* tokens of a sentence that are read: more is no sentence */
	EVENT_LEAD = 2,          /* sentences of the body that can be the lead */
	EVENT_NEWS = 3,          /* sentences that tell the news of the day without a date */
	EVENT_EXTENSION = 2,     /* sentences that a passage may grow by */
	EVENT_CARRY = 4,         /* sentences that a date is carried over */
};

/* What a draft is made of. */
struct event_make {
	const struct event_head *head, *verb;
	int date;                /* timex or -1 */
	struct interval when;
	enum precision precision;
	enum event_basis basis;
	bool narrow;
	int confidence;
};

static bool event_is_definite(const struct event_scan *s, const struct event_head *h)
{
	uint32_t first = event_scan_sentence(s, h->token)->token_begin;
	for (uint32_t k = h->token; !h->verb && k > first && h->token - k < 4; k--) {
		if (event_scan_is(s, k - 1, EVENT_BIT(DEFINITE)))
			return true;
		if (s->l->tokens[k - 1].kind == TOKEN_MARK || event_scan_is(s, k - 1, EVENT_BIT(PREP) | EVENT_BIT(DET)))
			return false;
	}
	return false;
}

static struct span event_head_span(const struct event_scan *s, const struct event_head *h)
{
	return (struct span){s->l->tokens[h->token].span.begin, s->l->tokens[h->token + h->length - 1].span.end};
}

/* An event that lies ahead of the publication has not happened, whatever its verb. */
static enum event_modality event_checked_modality(const struct event_reader *r, const struct event_mood *mood,
						  struct interval when)
{
	struct interval published = r->scan.in->published.when;
	bool ahead = interval_known(published) && interval_known(when) && when.from > published.to;
	return ahead && mood->modality == MODALITY_HAPPENED ? MODALITY_ANNOUNCED : mood->modality;
}

static size_t event_make(struct event_reader *r, struct event_reading *n, const struct event_make *m)
{
	const struct event_scan *s = &r->scan;
	struct event_draft d = {.first = n->index, .last = n->index, .heading = n->sentence->heading, .narrow = m->narrow};
	struct event_mood mood;
	event_modality_read(s, m->head, m->verb, &mood);
	d.e = (struct event){
		.head = event_head_span(s, m->head), .kind = m->head->kind, .when = m->when, .precision = m->precision,
		.basis = m->basis, .date = m->date, .modality = event_checked_modality(r, &mood, m->when),
		.modality_span = mood.span,
	};
	d.definite = event_is_definite(s, m->head);
	struct event_scope scope = n->scope;
	scope.narrow = m->narrow;
	event_role_read(s, &scope, m->head, &d.e);
	event_headline_build(s, &scope, m->head, m->verb, &d.e);
	event_merge_words(s, scope.begin, scope.end, &d);
	int confidence = m->confidence - (m->head->strength == STRENGTH_STRONG ? 0 : 15) -
			 (d.e.modality == MODALITY_HYPOTHETICAL ? 10 : 0);
	d.e.confidence = (uint8_t)(confidence < 5 ? 5 : confidence);
	n->made++;
	n->main_made |= !m->narrow;
	size_t i = event_merge_add(s, &r->drafts, &d);
	if (!d.heading) {
		r->previous = i;
		r->extended = 0;
	}
	return i;
}

/* ---- sentences with a date ---- */

/* What a reporting verb reports: the strongest verb with a tense in another clause. */
static const struct event_head *event_content(const struct event_reading *n, const struct event_head *report)
{
	const struct event_head *best = NULL;
	for (size_t i = 0; i < n->head_count; i++) {
		const struct event_head *h = &n->heads[i];
		if (h->clause == report->clause || !h->verb || !h->finite || h->kind == EVENT_STATEMENT)
			continue;
		if (!best || h->strength > best->strength)
			best = h;
	}
	return best;
}

/* News that a report's own date can be taken for: "police said on Monday that a bomb had killed five". A meeting
 * that a ministry speaks of on Tuesday need not be Tuesday's. */
static bool event_is_sudden(enum event_kind k)
{
	return k == EVENT_ATTACK || k == EVENT_DISASTER || k == EVENT_CONFLICT || k == EVENT_ELECTION;
}

static void event_dated(struct event_reader *r, struct event_reading *n, const struct event_date *date)
{
	const struct event_scan *s = &r->scan;
	const struct timex3 *t = &s->in->timexes[date->timex];
	bool noun;
	const struct event_head *head = event_anchor_head(s, n->heads, n->head_count, date, &noun);
	if (!head)
		return;
	struct event_make m = {.date = date->timex, .precision = t->precision, .basis = BASIS_STATED, .confidence = 90};
	m.when = timex_interval(s->in->timexes, s->in->timex_count, (size_t)date->timex);
	m.verb = event_head_governor(n->heads, n->head_count, head);
	m.head = noun ? head : event_head_meaning(s, n->heads, n->head_count, head);
	m.narrow = noun && date->bound;
	if (head->clause != s->marks[date->begin].clause)
		m.confidence = 70;
	if (head->verb && head->kind == EVENT_STATEMENT && head->strength == STRENGTH_WEAK) {
		const struct event_head *content = event_content(n, head);
		const struct event_head *meaning = content ? event_head_meaning(s, n->heads, n->head_count, content) : NULL;
		struct event_mood mood;
		if (meaning && event_is_sudden(meaning->kind)) {
			event_modality_read(s, meaning, content, &mood);
			if (mood.modality == MODALITY_HAPPENED) {
				m.head = meaning;
				m.verb = content;
				m.confidence = 65;
			}
		}
	}
	m.when = event_anchor_stretch(s, m.head, m.verb, m.when);
	event_make(r, n, &m);
}

/* Whether an earlier date of the sentence went to the same head: "Thursday, February 20". */
static bool event_is_repeated(const struct event_scan *s, const struct event_reading *n, const struct event_date *dates,
			      size_t i)
{
	bool noun, other;
	const struct event_head *head = event_anchor_head(s, n->heads, n->head_count, &dates[i], &noun);
	for (size_t k = 0; k < i; k++)
		if (event_anchor_head(s, n->heads, n->head_count, &dates[k], &other) == head)
			return true;
	return false;
}

static void event_dates(struct event_reader *r, struct event_reading *n)
{
	struct event_date dates[EVENT_DATES];
	size_t count = event_anchor_dates(&r->scan, n->scope.begin, n->scope.end, dates);
	for (size_t i = 0; i < count; i++)
		if (!event_is_repeated(&r->scan, n, dates, i))
			event_dated(r, n, &dates[i]);
}

/* ---- sentences without a date ---- */

/* The head of the main clause: the first verb with a tense that tells something, what it reports when it only
 * reports; for a title without a verb its first strong noun. */
static const struct event_head *event_main(const struct event_reader *r, const struct event_reading *n,
					   const struct event_head **verb)
{
	const struct event_scan *s = &r->scan;
	const struct event_head *found = NULL;
	for (size_t i = 0; i < n->head_count && !found; i++) {
		const struct event_head *h = &n->heads[i];
		if (!h->verb || !h->finite)
			continue;
		*verb = h;
		found = event_head_meaning(s, n->heads, n->head_count, h);
		if (found->strength == STRENGTH_SUPPORT)
			found = NULL;
	}
	if (found && found->verb && found->kind == EVENT_STATEMENT && found->strength == STRENGTH_WEAK) {
		const struct event_head *content = event_content(n, found);
		const struct event_head *meaning = content ? event_head_meaning(s, n->heads, n->head_count, content) : NULL;
		if (meaning && meaning->strength == STRENGTH_STRONG) {
			*verb = content;
			return meaning;
		}
	}
	for (size_t i = 0; i < n->head_count && !found && n->sentence->heading; i++)
		if (!n->heads[i].verb && n->heads[i].strength == STRENGTH_STRONG) {
			found = &n->heads[i];
			*verb = event_head_governor(n->heads, n->head_count, found);
		}
	return found;
}

/* "At the meeting, ...", "He also ...": the sentence goes on with the event before it. */
static bool event_goes_on(const struct event_reader *r, const struct event_reading *n)
{
	const struct event_scan *s = &r->scan;
	uint32_t i = n->scope.begin, end = n->scope.end;
	while (i < end && (s->l->tokens[i].kind == TOKEN_MARK || event_scan_is(s, i, EVENT_BIT(ALSO))))
		i++;
	if (i >= end)
		return false;
	uint32_t length = event_scan_length(s, i, EVENT_BIT(DURING));
	if (length && i + length < end)
		return event_scan_is(s, i + length, EVENT_BIT(DEFINITE) | EVENT_BIT(AGAIN));
	return event_scan_is(s, i, EVENT_BIT(HE));
}

/* The day that "on the first day" names, of the event that was told before. */
static bool event_day_of(const struct event_reader *r, const struct event_reading *n, struct interval *out)
{
	if (r->previous == SIZE_MAX)
		return false;
	for (uint32_t i = n->scope.begin; i < n->scope.end; i++) {
		bool first = event_scan_is(&r->scan, i, EVENT_BIT(FIRST_DAY));
		if (!first && !event_scan_is(&r->scan, i, EVENT_BIT(LAST_DAY)))
			continue;
		for (size_t back = r->previous + 1; back > 0; back--) {
			struct interval when = r->drafts.list.v[back - 1].e.when;
			if (interval_known(when) && r->drafts.list.v[back - 1].e.precision == PRECISION_DAY) {
				*out = interval_day(first ? when.from : when.to);
				return true;
			}
		}
	}
	return false;
}

static void event_published(struct event_reader *r, struct event_reading *n, struct event_make *m)
{
	m->basis = BASIS_PUBLISHED;
	m->when = event_anchor_stretch(&r->scan, m->head, m->verb, r->scan.in->published.when);
	m->precision = r->scan.in->published.precision;
	m->confidence = 70;
	size_t i = event_make(r, n, m);
	if (r->lead == SIZE_MAX && !n->sentence->heading)
		r->lead = i;
}

static void event_carried(struct event_reader *r, struct event_reading *n, struct event_make *m, size_t from, int confidence)
{
	const struct event *e = &r->drafts.list.v[from].e;
	m->basis = e->basis == BASIS_PUBLISHED ? BASIS_PUBLISHED : BASIS_CARRIED;
	m->when = e->when;
	m->precision = e->precision;
	m->date = e->date;
	m->confidence = confidence;
	event_make(r, n, m);
}

/* A sentence of weak words right after an event belongs to its passage. */
static void event_extend(struct event_reader *r, const struct event_reading *n)
{
	if (r->previous == SIZE_MAX || r->extended >= EVENT_EXTENSION)
		return;
	struct event_draft *d = &r->drafts.list.v[r->previous];
	if (d->last + 1 != n->index || d->narrow)
		return;
	d->last = n->index;
	r->extended++;
}

static void event_undated(struct event_reader *r, struct event_reading *n)
{
	const struct event_head *verb = NULL, *head = event_main(r, n, &verb);
	struct event_make m = {.head = head, .verb = verb, .date = -1};
	if (!head)
		return;
	struct event_mood mood;
	event_modality_read(&r->scan, head, verb, &mood);
	bool lead = n->sentence->heading || (r->lead == SIZE_MAX && r->body <= EVENT_LEAD);
	bool happened = mood.modality == MODALITY_HAPPENED && !mood.infinitive && !mood.pluperfect;
	bool strong = head->strength == STRENGTH_STRONG;
	struct interval day;
	if (lead && (happened || n->sentence->heading)) {
		event_published(r, n, &m);
		return;
	}
	if (n->sentence->heading)
		return;
	size_t known = event_is_definite(&r->scan, head) ? event_merge_known(&r->drafts, head->kind) : SIZE_MAX;
	if (strong && event_day_of(r, n, &day)) {
		m.when = day;
		m.basis = BASIS_CARRIED;
		m.confidence = 70;
		event_make(r, n, &m);
	} else if (known != SIZE_MAX) {
		struct event told = {0};
		event_role_read(&r->scan, &n->scope, head, &told);
		event_role_join(&r->drafts.list.v[known].e, &told, r->scan.arena);
		event_extend(r, n);
	} else if (happened && strong && r->body <= EVENT_NEWS && mood.perfect) {
		event_published(r, n, &m);
	} else if (happened && strong && r->previous != SIZE_MAX && event_goes_on(r, n)) {
		event_carried(r, n, &m, r->previous, 65);
	} else if (happened && !mood.perfect && strong && head->kind != EVENT_OTHER && head->kind != EVENT_STATEMENT &&
		   r->previous != SIZE_MAX && n->index - r->drafts.list.v[r->previous].last <= EVENT_CARRY) {
		event_carried(r, n, &m, r->previous, 55);
	} else if (happened) {
		event_extend(r, n);
	}
}

static void event_sentence(struct event_reader *r, uint32_t index)
{
	const struct sentence *e = &r->scan.l->sentences[index];
	if (e->furniture || e->token_begin == e->token_end || (e->heading && r->body))
		return;
	struct event_reading n = {.index = index, .sentence = e};
	if (!e->heading)
		r->body++;
	n.scope = (struct event_scope){.sentence = e, .begin = event_role_dateline(&r->scan, e), .heads = n.heads, .lead = r->body == 1};
	n.scope.end = e->token_end - n.scope.begin > EVENT_WINDOW ? n.scope.begin + EVENT_WINDOW : e->token_end;
	n.head_count = event_head_find(&r->scan, e, n.heads);
	n.scope.head_count = n.head_count;
	event_dates(r, &n);
	if (!n.main_made)
		event_undated(r, &n);
}

static void event_finish(struct event_reader *r, struct arena *arena, struct event **out, size_t *count)
{
	event_merge_titles(&r->drafts);
	*count = r->drafts.list.n;
	*out = arena_alloc(arena, *count ? *count : 1, sizeof **out);
	for (size_t i = 0; i < *count; i++) {
		struct event_draft *d = &r->drafts.list.v[i];
		d->e.span = (struct span){r->scan.l->sentences[d->first].span.begin, r->scan.l->sentences[d->last].span.end};
		(*out)[i] = d->e;
	}
	vec_free(&r->drafts.list);
}

void event_find(const struct event_input *in, const struct event_words *w, struct arena *arena, struct event **out,
		size_t *count)
{
	struct event_reader r = {.lead = SIZE_MAX, .previous = SIZE_MAX};
	event_scan_init(&r.scan, in, w, arena);
	for (uint32_t i = 0; i < in->tokens->sentence_count; i++)
		event_sentence(&r, i);
	event_finish(&r, arena, out, count);
}
