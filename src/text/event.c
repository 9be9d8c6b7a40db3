#include "config.h"

#include "text/event.h"

#include "text/event_clause.h"
#include "text/event_merge.h"
#include "text/event_reader.h"
#include "text/event_scene.h"
#include "text/event_subject.h"

enum {
	EVENT_WINDOW = 200, /* tokens of a sentence that are read: more is no sentence */
	EVENT_LEAD = 2,     /* sentences of the body that can be the lead */
};

static bool event_is_report(const struct event_head *h)
{
	return h->verb && h->kind == EVENT_STATEMENT && h->strength == STRENGTH_WEAK;
}

/* Whether the sentence's dates leave nothing to tell. A lead can tell its news beside them: "who tested positive
 * yesterday, tests negative"; "said it lost money in the first quarter". A dated report has told what it reports. */
static bool event_dates_suffice(const struct event_reader *r, const struct event_reading *n)
{
	if (n->told_count == 0 || !n->lead)
		return n->told_count > 0;
	const struct event_head *verb = NULL;
	struct event_mood mood;
	const struct event_head *head = event_main_read(r, n, &verb, &mood);
	if (!head || event_make_is_told(n, head, verb))
		return true;
	for (size_t i = 0; i < n->told_count; i++)
		if (event_is_report(n->told[i]))
			return true;
	for (size_t i = event_merge_recent(&r->drafts); i < r->drafts.list.n && event_is_report(head); i++) {
		const struct event_draft *d = &r->drafts.list.v[i];
		if (d->sentence == n->index && !d->narrow && d->e.precision == PRECISION_DAY)
			return true;
	}
	return false;
}

/* The news goes on in a sentence that tells of months and years past beside it. */
static void event_extend_lead(struct event_reader *r, const struct event_reading *n)
{
	if (r->lead == SIZE_MAX || n->lead)
		return;
	for (size_t i = event_merge_recent(&r->drafts); i < r->drafts.list.n; i++)
		if (r->drafts.list.v[i].last == n->index && r->drafts.list.v[i].e.precision <= PRECISION_WEEK)
			return;
	event_make_extend(r, n, r->lead);
}

/* Whom the sentence speaks of, and whom the pronouns of the next one can stand for. */
static void event_pronouns(struct event_reader *r, struct event_scope *scope)
{
	enum { FAR = 2, FIRM_FAR = 3 }; /* sentences back */
	scope->own = event_subject_find(&r->scan, scope);
	if (r->subject.begin < r->subject.end && r->subject.sentence + FAR >= scope->own.sentence)
		scope->before = r->subject;
	if (r->firm.firm < r->firm.end && r->firm.sentence + FIRM_FAR >= scope->own.sentence)
		scope->firm = r->firm;
	/* "the company" names nobody anew */
	bool called = scope->firm.end && event_subject_is_called(&r->scan, scope->own.begin);
	if (scope->own.begin < scope->own.end && !scope->own.pronoun && !called)
		r->subject = scope->own;
	if (scope->own.firm < scope->own.end)
		r->firm = scope->own;
}

/* The date at the head of an entry: "12 May 1998 - India tests", "* 1965: War breaks out"; -1 where more than a date
 * stands there, as in a dateline, or nothing. */
static int event_entry(const struct event_scan *s)
{
	int date = -1;
	for (uint32_t i = 0; i < s->body; i++) {
		if (!event_scan_is(s, i, EVENT_BIT(DATE) | EVENT_BIT(MARK)))
			return -1;
		if (date < 0)
			date = s->marks[i].timex;
	}
	return date >= 0 && interval_known(s->in->timexes[date].when) ? date : -1;
}

static void event_sentence(struct event_reader *r, uint32_t index)
{
	const struct sentence *e = &r->scan.l->sentences[index];
	struct event_scan *s = &r->scan;
	if (e->furniture || e->token_begin == e->token_end)
		return;
	event_scan_read(s, e);
	struct event_reading n;
	n.index = index;
	n.sentence = e;
	n.entry = event_entry(s);
	n.told_count = 0;
	n.summed = false;
	if (e->heading && r->body && n.entry < 0)
		return;
	event_clause_read(s);
	if (!e->heading)
		r->body++;
	n.scope = (struct event_scope){.begin = s->body, .heads = n.heads, .lead = r->body == 1, .part_end = UINT32_MAX};
	n.scope.end = s->count - s->body > EVENT_WINDOW ? s->body + EVENT_WINDOW : s->count;
	if (e->heading && n.entry < 0 && !r->title.count) {
		r->title = *event_make_gist(r, &n);
		r->title_sentence = index;
	}
	n.lead = r->lead == SIZE_MAX && r->body <= EVENT_LEAD && n.entry < 0;
	n.scope.head_count = n.head_count = event_head_find(s, n.heads);
	event_pronouns(r, &n.scope);
	event_date_read(r, &n);
	if (n.entry >= 0 || !event_dates_suffice(r, &n))
		event_narrative_read(r, &n);
	else
		event_extend_lead(r, &n);
}

/* The passages that events have, in a hash: indexes of events, plus 1. */
struct event_spans {
	const struct event *events;
	uint32_t *slots;
	size_t size; /* a power of two, at least twice the events */
};

static struct event_spans event_spans_of(const struct event *events, size_t count, struct arena *scratch)
{
	struct event_spans t = {.events = events, .size = 4};
	while (t.size < 2 * count)
		t.size *= 2;
	t.slots = arena_alloc(scratch, t.size, sizeof *t.slots);
	return t;
}

/* The slot of a passage, or the free one where it belongs. */
static uint32_t *event_spans_slot(const struct event_spans *t, struct span span)
{
	uint64_t hash = ((uint64_t)span.begin << 32 | span.end) * UINT64_C(0x9E3779B97F4A7C15);
	size_t i = (size_t)(hash >> 32) & (t->size - 1);
	while (t->slots[i] &&
	       (t->events[t->slots[i] - 1].span.begin != span.begin || t->events[t->slots[i] - 1].span.end != span.end))
		i = (i + 1) & (t->size - 1);
	return &t->slots[i];
}

/* An event is named by its passage, which goes to the end of sentence `last`. Where one passage tells several, the later ones
 * leave words off its end, first of all the full stop, until the name is theirs alone. */
static struct span event_own_span(const struct token_list *l, const struct event_spans *taken, struct span span, uint32_t last)
{
	for (uint32_t k = l->sentences[last].token_end; k > 1 && *event_spans_slot(taken, span); k--)
		if (l->tokens[k - 2].span.begin >= span.begin)
			span.end = l->tokens[k - 2].span.end;
	return span;
}

static void event_finish(struct event_reader *r, struct arena *scratch, struct arena *arena, struct event **out, size_t *count)
{
	const struct token_list *l = r->scan.l;
	event_merge_titles(&r->drafts);
	event_scene_share(r->scan.in, &r->drafts, arena);
	*count = r->drafts.list.n;
	*out = arena_alloc(arena, *count ? *count : 1, sizeof **out);
	struct event_spans taken = event_spans_of(*out, *count, scratch);
	for (size_t i = 0; i < *count; i++) {
		struct event_draft *d = &r->drafts.list.v[i];
		uint32_t first = d->context < d->first ? d->context : d->first;
		struct span whole = {l->sentences[first].span.begin, l->sentences[d->last].span.end};
		d->e.span = event_own_span(l, &taken, whole, d->last);
		(*out)[i] = d->e;
		*event_spans_slot(&taken, d->e.span) = (uint32_t)i + 1;
	}
	vec_free(&r->drafts.list);
}

void event_find(const struct event_input *in, const struct event_words *w, struct arena *scratch, struct arena *arena,
		struct event **out, size_t *count)
{
	struct event_reader r = {.lead = SIZE_MAX, .previous = SIZE_MAX};
	event_scan_init(&r.scan, in, w, scratch, arena);
	for (uint32_t i = 0; i < in->tokens->sentence_count; i++)
		event_sentence(&r, i);
	event_finish(&r, scratch, arena, out, count);
}
