#include "config.h"

#include "text/event_kind.h"
#include "text/event_merge.h"
#include "text/event_offset.h"
#include "text/event_phrase.h"
#include "text/event_reader.h"
#include "text/event_subject.h"
#include "text/timex.h"

/* The finite verb before a head that has no tense and no noun of its own: "will pay, STARTING next month", but not
 * "after LOSING the port in May". */
static const struct event_head *event_date_finite_before(const struct event_scan *s, const struct event_reading *n,
							 const struct event_head *h)
{
	const struct event_head *found = NULL;
	if (h->token > 0 && event_scan_is(s, h->token - 1, EVENT_BIT(TIME_SUB)))
		return NULL;
	for (const struct event_head *v = n->heads; v < h; v++)
		if (v->verb && v->finite)
			found = v;
	return found;
}

/* "It will end on Friday", where nothing says what. */
static bool event_date_is_nobody(const struct event_scan *s, const struct event_scope *c, const struct event_head *verb)
{
	uint32_t group = event_phrase_group(s, c->begin, verb->token);
	if (group == c->begin || !event_subject_is_pronoun(s, group - 1))
		return false;
	struct event_subject of = event_subject_of(s, group - 1, c);
	return of.begin == of.end;
}

/* "SAID in a letter dated Monday", "data released on Monday SHOWED": the verb that reports what the letter and the data say,
 * where the date is that of their appearing. NULL for any other head. */
static const struct event_head *event_date_message(const struct event_scan *s, const struct event_reading *n,
						   const struct event_head *at)
{
	if (!at->verb || !(at->forms & FORM_PARTICIPLE) || at->kind != EVENT_OTHER || at->token == n->scope.begin ||
	    !event_scan_names(s, at->token - 1, EVENT_SORT(MESSAGE)))
		return NULL;
	for (const struct event_head *v = n->heads; v < n->heads + n->head_count; v++)
		if (v->verb && v->finite && v->clause == at->clause && v->kind == EVENT_STATEMENT &&
		    v->strength == STRENGTH_WEAK && (v > at || !at->finite))
			return v;
	return NULL;
}

/* The head and the verb that a date tells of, from the word that it belongs to. False when they tell no event. */
static bool event_date_resolve(const struct event_reader *r, const struct event_reading *n, const struct event_head *at,
			       bool noun, bool put_off, struct event_make *m)
{
	const struct event_scan *s = &r->scan;
	const struct event_head *said = noun ? NULL : event_date_message(s, n, at);
	at = said ? said : at;
	m->head = noun ? at : event_head_meaning(s, n->heads, n->head_count, at);
	if (m->head == at && at->verb && !at->finite && at->strength == STRENGTH_SUPPORT &&
	    (!(at->forms & FORM_PARTICIPLE) || event_scan_is(s, at->token, EVENT_BIT(ENDS)))) {
		const struct event_head *before = event_date_finite_before(s, n, at);
		at = before ? before : at;
		m->head = event_head_meaning(s, n->heads, n->head_count, at);
	}
	m->verb = event_head_governor(n->heads, n->head_count, at->verb && !at->finite ? m->head : at);
	/* "the SUMMIT was postponed until June" */
	struct event_head empty = *at;
	empty.strength = STRENGTH_SUPPORT;
	const struct event_head *noun_off = put_off && at->verb ? event_head_meaning(s, n->heads, n->head_count, &empty)
								: &empty;
	if (noun_off != &empty) {
		m->head = noun_off;
		m->verb = at;
	}
	/* a weak noun without a verb is a name: "the Plan - 2020" */
	if (!m->verb && !noun && m->head->strength < STRENGTH_STRONG)
		return false;
	if (m->head->verb && m->head->strength == STRENGTH_SUPPORT && event_date_is_nobody(s, &n->scope, m->head))
		return false;
	if (m->head->verb && m->head->strength == STRENGTH_SUPPORT)
		return event_scan_is(s, m->head->token, EVENT_BIT(BEGINS) | EVENT_BIT(ENDS) | EVENT_BIT(OCCURS));
	return true;
}

/* What goes up and down: "sales rose", "posted a loss"; not "raised a wreck", "closed the mine". */
static bool event_date_is_figure(const struct event_scan *s, const struct event_head *h)
{
	if (!event_scan_is(s, h->token, EVENT_BIT(FIGURE)))
		return false;
	uint32_t next = h->token + h->length;
	bool object = h->verb && next < s->count && event_scan_is(s, next, EVENT_BIT(DET)) &&
		      !event_scan_is(s, next, EVENT_BIT(DATE));
	return !object || event_phrase_object(s, h->token + h->length, EVENT_BIT(FIGURE), EVENT_SORT(ABSTRACT));
}

/* Weak words with a year or a quarter are figures and states, not events; so are figures with a month. */
static bool event_date_is_vague(const struct event_scan *s, const struct event_make *m)
{
	bool figure = event_date_is_figure(s, m->head) || (m->verb && event_date_is_figure(s, m->verb));
	if (figure && (m->head->kind == EVENT_OTHER || m->head->kind == EVENT_DISASTER))
		return m->precision > PRECISION_DAY;
	bool occurs = m->verb && event_scan_is(s, m->verb->token, EVENT_BIT(OCCURS));
	struct event_mood mood;
	event_modality_read(s, m->head, m->verb, &mood);
	bool weak = m->head->strength == STRENGTH_WEAK && !occurs;
	return weak && (m->precision > PRECISION_MONTH || mood.modality == MODALITY_HYPOTHETICAL);
}

/* What a report's own date says of what it reports. News that breaks is the report's day; else the date is the
 * report's, told in the words of what it reports where those come first. */
static void event_date_report(const struct event_reader *r, const struct event_reading *n, struct event_make *m)
{
	const struct event_scan *s = &r->scan;
	const struct event_head *content = event_make_content(s, n, m->head);
	if (!content)
		return;
	const struct event_head *meaning = event_head_meaning(s, n->heads, n->head_count, content);
	struct event_mood mood;
	event_modality_read(s, meaning, content, &mood);
	if (event_kind_is_sudden(meaning->kind) && mood.modality == MODALITY_HAPPENED) {
		m->head = meaning;
		m->verb = content;
		m->confidence = 60;
	} else if (content->token < m->head->token) {
		m->shown = meaning;
		m->shown_verb = content;
	}
}

/* "The summit will end on Monday", after "will meet from Sunday": the end of an event that is known. */
static bool event_date_ends_known(struct event_reader *r, struct event_reading *n, const struct event_make *m)
{
	enum { LONGEST = 31 };
	const struct event_scan *s = &r->scan;
	size_t known = event_make_is_definite(s, m->head) ? event_merge_known(&r->drafts, m->head->kind) : SIZE_MAX;
	if (known == SIZE_MAX || !m->verb || !event_scan_is(s, m->verb->token, EVENT_BIT(ENDS)) ||
	    m->precision != PRECISION_DAY)
		return false;
	struct event *e = &r->drafts.list.v[known].e;
	if (e->precision != PRECISION_DAY || !interval_known(e->when) || !interval_known(m->when) || m->when.to <= e->when.to ||
	    m->when.to - e->when.from > LONGEST)
		return false;
	e->when.to = m->when.to;
	struct event told = {0};
	event_role_read(s, &n->scope, m->head, &told);
	event_role_join(e, &told, s->arena);
	n->told[n->told_count] = m->head;
	n->verbs[n->told_count++] = m->verb;
	event_make_extend(r, n, known);
	return true;
}

static bool event_date_has_head(const struct event_reading *n, uint16_t clause)
{
	for (size_t i = 0; i < n->head_count; i++)
		if (n->heads[i].clause == clause)
			return true;
	return false;
}

static void event_date_tell(struct event_reader *r, struct event_reading *n, const struct event_date *date,
			const struct event_head *at, bool noun, int32_t to)
{
	const struct event_scan *s = &r->scan;
	struct event_make m = {.date = date->timex, .precision = date->precision, .basis = date->basis, .confidence = 82};
	if (!event_date_resolve(r, n, at, noun, date->put_off, &m) || event_date_is_vague(s, &m))
		return;
	m.when = date->when;
	if (interval_known(m.when) && to > m.when.to)
		m.when.to = to;
	m.narrow = noun && date->bound;
	m.from = noun && at->token >= date->end ? date->end : 0;
	/* a date of another clause is seldom the event's; of a weak one hardly ever, unless that clause says
	 * nothing else: "ended, after two days, on Monday" */
	bool apart = at->clause != s->marks[date->begin].clause;
	if (apart && m.head->strength < STRENGTH_STRONG && event_date_has_head(n, s->marks[date->begin].clause))
		return;
	if (apart && !date->put_off)
		m.confidence = 40;
	if (m.head->verb && m.head->kind == EVENT_STATEMENT && m.head->strength == STRENGTH_WEAK)
		event_date_report(r, n, &m);
	m.when = event_anchor_stretch(s, m.head, m.verb, m.when);
	if (!event_date_ends_known(r, n, &m))
		event_make_draft(r, n, &m);
}

/* The dates of a sentence, each with the word that it belongs to. */
struct event_date_list {
	struct event_date dates[EVENT_DATES];
	const struct event_head *at[EVENT_DATES];
	bool noun[EVENT_DATES];
	size_t count;
};

/* Two dates of one head that say one thing: "Thursday, February 20". */
static bool event_date_are_one(const struct event_date_list *d, size_t a, size_t b)
{
	struct interval x = d->dates[a].when, y = d->dates[b].when;
	return d->dates[a].end == d->dates[b].begin || !interval_known(x) || !interval_known(y) || interval_gap(x, y) <= 1;
}

/* "in Bonn in 2001 AND in Rome in 2003", not "cut its forecast for 2010 on Monday" */
static bool event_date_are_apart(const struct event_scan *s, const struct event_date *a, const struct event_date *b)
{
	for (uint32_t i = a->end; i < b->begin; i++)
		if (event_scan_is(s, i, EVENT_BIT(AND) | EVENT_BIT(COMMA)) || event_scan_mark(s, i, ';'))
			return true;
	return false;
}

static bool event_date_is_report(const struct event_head *h)
{
	return h && h->verb && h->kind == EVENT_STATEMENT && h->strength == STRENGTH_WEAK;
}

void event_date_read(struct event_reader *r, struct event_reading *n)
{
	struct event_date_list d;
	d.count = event_anchor_dates(&r->scan, n->scope.begin, n->scope.end, d.dates);
	d.count = event_offset_add(r, n, d.dates, d.count);
	if (!d.count)
		return;
	const struct event_scope whole = n->scope;
	bool content = false;
	for (size_t i = 0; i < d.count; i++) {
		d.at[i] = event_anchor_head(&r->scan, n->heads, n->head_count, &d.dates[i], &d.noun[i]);
		content |= d.at[i] && !event_date_is_report(d.at[i]) &&
			   !event_scan_is(&r->scan, d.at[i]->token, EVENT_BIT(FIGURE)) && d.dates[i].precision == PRECISION_DAY;
	}
	for (size_t i = 0; i < d.count; i++) {
		bool one = !d.at[i] || (content && event_date_is_report(d.at[i]));
		int32_t to = DAY_NONE;
		n->scope.part_begin = 0;
		n->scope.part_end = UINT32_MAX;
		for (size_t k = 0; k < d.count && !one; k++) {
			if (k == i || d.at[k] != d.at[i])
				continue;
			bool same = event_date_are_one(&d, k < i ? k : i, k < i ? i : k);
			one = same && k < i;
			/* "on Saturday and Sunday" */
			const struct event_date *other = &d.dates[k];
			if (same && other->precision == PRECISION_DAY && interval_known(other->when))
				to = other->when.to;
			if (!same && k < i && event_date_are_apart(&r->scan, &d.dates[k], &d.dates[i]))
				n->scope.part_begin = d.dates[k].end;
			if (!same && (k < i || event_date_are_apart(&r->scan, &d.dates[i], &d.dates[k])))
				n->scope.part_end = d.dates[i].end;
		}
		if (!one)
			event_date_tell(r, n, &d.dates[i], d.at[i], d.noun[i], to);
	}
	n->scope = whole;
}
