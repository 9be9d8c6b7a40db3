#include "config.h"

#include "text/event_headline.h"
#include "text/event_kind.h"
#include "text/event_merge.h"
#include "text/event_range.h"
#include "text/event_reader.h"

enum {
	EVENT_FIGURE_DOUBT = 30, /* percent of confidence that figures lose */
	EVENT_EXTENSION = 4,    /* sentences that a passage may grow by */
	EVENT_TITLE_WORDS = 15, /* percent of its words that a title shares with the lead that tells it */
};

bool event_make_is_definite(const struct event_scan *s, const struct event_head *h)
{
	enum { LONGEST = 9 };
	for (uint32_t k = h->token; !h->verb && k > 0 && h->token - k < LONGEST; k--) {
		if (event_scan_is(s, k - 1, EVENT_BIT(DEFINITE)))
			return true;
		if (s->marks[k - 1].timex >= 0 || event_scan_mark(s, k - 1, '-') ||
		    (event_scan_is(s, k - 1, EVENT_BIT(COMMA)) && event_scan_joins_places(s, k - 1)))
			continue;
		if (event_scan_is(s, k - 1, EVENT_BIT(MARK) | EVENT_BIT(PREP) | EVENT_BIT(DET)))
			return false;
	}
	return false;
}

static struct span event_make_span(const struct event_scan *s, const struct event_head *h)
{
	return (struct span){s->tokens[h->token].span.begin, s->tokens[h->token + h->length - 1].span.end};
}

/* An event that lies ahead of the publication has not happened, whatever its verb; what was called off never will. */
static void event_make_mood(const struct event_reader *r, const struct event_make *m, struct event_mood *mood)
{
	struct interval published = r->scan.in->published.when;
	bool ahead = interval_known(published) && interval_known(m->when) && m->when.from > published.to;
	event_modality_read(&r->scan, m->head, m->verb, mood);
	if (ahead && mood->modality == MODALITY_HAPPENED)
		mood->modality = MODALITY_ANNOUNCED;
	if (ahead && mood->modality == MODALITY_ANNOUNCED && !m->head->verb)
		event_modality_off(&r->scan, m->head, mood);
}

/* The kind of the event told in the sentence before, if it is the article's last. */
static enum event_kind event_make_before(const struct event_reader *r, const struct event_reading *n)
{
	if (r->previous == SIZE_MAX || r->drafts.list.v[r->previous].last + 1 != n->index)
		return EVENT_OTHER;
	return r->drafts.list.v[r->previous].e.kind;
}

const struct event_gist *event_make_gist(const struct event_reader *r, struct event_reading *n)
{
	if (!n->summed)
		event_merge_gist(&r->scan, n->scope.begin, n->scope.end, &n->gist);
	n->summed = true;
	return &n->gist;
}

size_t event_make_draft(struct event_reader *r, struct event_reading *n, const struct event_make *m)
{
	const struct event_scan *s = &r->scan;
	struct event_draft d = {.sentence = n->index, .first = n->index, .last = n->index,
				.heading = n->sentence->heading && n->entry < 0, .narrow = m->narrow};
	struct event_mood mood;
	event_make_mood(r, m, &mood);
	d.e = (struct event){
		.head = event_make_span(s, m->head), .kind = event_kind_read(s, &n->scope, m->head, event_make_before(r, n)),
		.when = m->when, .precision = m->precision,
		.basis = m->basis, .date = m->date, .modality = mood.modality,
		.modality_span = mood.span,
	};
	d.definite = event_make_is_definite(s, m->head);
	struct event_scope scope = n->scope;
	scope.narrow = m->narrow;
	event_role_read(s, &scope, m->head, &d.e);
	d.context = event_headline_build(s, &scope, m->shown ? m->shown : m->head, m->shown ? m->shown_verb : m->verb, m->from,
					 &d.e);
	d.gist = *event_make_gist(r, n);
	int confidence = m->confidence - (m->head->strength == STRENGTH_STRONG ? 0 : 8) -
			 (d.e.modality == MODALITY_HYPOTHETICAL ? 10 : 0) -
			 (event_kind_is_figure(s, m->head, m->verb) ? EVENT_FIGURE_DOUBT : 0);
	d.e.confidence = (uint8_t)(confidence < 5 ? 5 : confidence);
	n->told[n->told_count] = m->head;
	n->verbs[n->told_count++] = m->verb;
	if (m->shown) {
		n->told[n->told_count] = m->shown;
		n->verbs[n->told_count++] = m->shown_verb;
	}
	bool lead = n->lead && !d.heading && !d.narrow && d.e.precision <= PRECISION_WEEK;
	if (lead && r->title.count && event_merge_overlap(&r->title, &d.gist) >= EVENT_TITLE_WORDS)
		d.first = r->title_sentence;
	size_t i = event_merge_add(s, &r->drafts, &d);
	if (d.heading)
		return i;
	r->previous = i;
	if (lead)
		r->lead = i;
	return i;
}

void event_make_extend(struct event_reader *r, const struct event_reading *n, size_t event)
{
	if (event == SIZE_MAX)
		return;
	struct event_draft *d = &r->drafts.list.v[event];
	if (d->last + 1 != n->index || d->narrow || d->e.precision != PRECISION_DAY)
		return;
	if (d->extended == EVENT_EXTENSION)
		return;
	d->last = n->index;
	d->extended++;
}

bool event_make_is_told(const struct event_reading *n, const struct event_head *head, const struct event_head *verb)
{
	for (size_t i = 0; i < n->told_count; i++)
		if (n->told[i] == head || n->told[i] == verb || (n->verbs[i] && n->verbs[i] == verb))
			return true;
	return false;
}

const struct event_head *event_make_content(const struct event_scan *s, const struct event_reading *n,
					    const struct event_head *report)
{
	const struct event_head *best = NULL;
	bool apart = event_range_is_apart(s, n->scope.begin, report);
	for (size_t i = 0; i < n->head_count; i++) {
		const struct event_head *h = &n->heads[i];
		if (h->clause == report->clause || !h->verb || !h->finite || h->kind == EVENT_STATEMENT ||
		    (apart && h < report))
			continue;
		/* "had to act [AFTER A CRISIS CAME], he said": why, not what */
		if (h < report && event_scan_is(s, event_scan_first(s, h->token)->begin, EVENT_BIT(TIME_SUB)))
			continue;
		if (!best || h->strength > best->strength)
			best = h;
	}
	return best;
}
