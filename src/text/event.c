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
	struct event_draft title; /* words of the first heading; its sentence in first; word_count 0: none */
	size_t previous;      /* index of the event told last, or SIZE_MAX */
};

/* The sentence that is being read. */
struct event_reading {
	uint32_t index;
	const struct sentence *sentence;
	struct event_head heads[EVENT_HEADS];
	size_t head_count;
	struct event_scope scope;
	const struct event_head *told[2 * EVENT_DATES + 2]; /* heads and verbs of the events that it gave so far */
	const struct event_head *verbs[2 * EVENT_DATES + 2];
	size_t told_count;
	bool lead;            /* it can be the article's news: the first of the body, or the second after a first without */
};

enum {
	EVENT_WINDOW = 200,      /* tokens of a sentence that are read: more is no sentence */
	EVENT_LEAD = 2,          /* sentences of the body that can be the lead */
	EVENT_NEWS = 3,          /* sentences that tell the news of the day without a date */
	EVENT_EXTENSION = 4,     /* sentences that a passage may grow by */
	EVENT_CARRY = 4,         /* sentences that a date is carried over */
	EVENT_TOLD_WORDS = 15,   /* percent of its words that a second telling of a plan shares with the first beside it */
	EVENT_RETOLD_WORDS = 45, /* the same of what has happened: two meetings often follow each other */
	EVENT_TITLE_WORDS = 30,  /* percent of its words that a title shares with the lead that tells it */
};

/* What a draft is made of. */
struct event_make {
	const struct event_head *head, *verb;
	int date;                /* timex or -1 */
	struct interval when;
	enum precision precision;
	enum event_basis basis;
	const struct event_head *shown, *shown_verb; /* what the headline shows instead of the head; or NULL */
	bool narrow;
	uint32_t from;           /* token that the headline begins at, 0 for that of the clause */
	int confidence;
};

/* "the meeting", "the two-day SCO conclave": spoken of as known. */
static bool event_is_definite(const struct event_scan *s, const struct event_head *h)
{
	enum { LONGEST = 9 };
	uint32_t first = event_scan_sentence(s, h->token)->token_begin;
	for (uint32_t k = h->token; !h->verb && k > first && h->token - k < LONGEST; k--) {
		if (event_scan_is(s, k - 1, EVENT_BIT(DEFINITE)))
			return true;
		if (s->marks[k - 1].timex >= 0 || event_scan_mark(s, k - 1, '-'))
			continue;
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

/* "Ten people are killed when a bus overturns": the accident in the clause behind makes it one. */
static enum event_kind event_kind_of(const struct event_scan *s, const struct event_reading *n, const struct event_head *head)
{
	if (head->verb && event_scan_is(s, head->token, EVENT_BIT(HARM)))
		for (size_t i = 0; i < n->head_count; i++)
			if (n->heads[i].kind == EVENT_DISASTER && n->heads[i].strength == STRENGTH_STRONG && n->heads[i].token > head->token)
				return EVENT_DISASTER;
	return head->kind;
}

static size_t event_make(struct event_reader *r, struct event_reading *n, const struct event_make *m)
{
	const struct event_scan *s = &r->scan;
	struct event_draft d = {.sentence = n->index, .first = n->index, .last = n->index, .heading = n->sentence->heading, .narrow = m->narrow};
	struct event_mood mood;
	event_modality_read(s, m->head, m->verb, &mood);
	d.e = (struct event){
		.head = event_head_span(s, m->head), .kind = event_kind_of(s, n, m->head), .when = m->when, .precision = m->precision,
		.basis = m->basis, .date = m->date, .modality = event_checked_modality(r, &mood, m->when),
		.modality_span = mood.span,
	};
	d.definite = event_is_definite(s, m->head);
	struct event_scope scope = n->scope;
	scope.narrow = m->narrow;
	event_role_read(s, &scope, m->head, &d.e);
	event_headline_build(s, &scope, m->shown ? m->shown : m->head, m->shown ? m->shown_verb : m->verb, m->from, &d.e);
	event_merge_words(s, scope.begin, scope.end, &d);
	int confidence = m->confidence - (m->head->strength == STRENGTH_STRONG ? 0 : 15) -
			 (d.e.modality == MODALITY_HYPOTHETICAL ? 10 : 0);
	d.e.confidence = (uint8_t)(confidence < 5 ? 5 : confidence);
	n->told[n->told_count] = m->head;
	n->verbs[n->told_count++] = m->verb;
	if (m->shown) {
		n->told[n->told_count] = m->shown;
		n->verbs[n->told_count++] = m->shown_verb;
	}
	bool lead = n->lead && !d.heading && !d.narrow && d.e.precision <= PRECISION_WEEK;
	if (lead && r->title.word_count && event_merge_overlap(&r->title, &d) >= EVENT_TITLE_WORDS)
		d.first = r->title.first;
	size_t i = event_merge_add(s, &r->drafts, &d);
	if (d.heading)
		return i;
	r->previous = i;
	if (lead)
		r->lead = i;
	return i;
}

/* A sentence of weak words right after an event belongs to its passage. */
static void event_extend(struct event_reader *r, const struct event_reading *n, size_t event)
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

/* Whether a date of the sentence has told this head, or the verb that it hangs on. */
static bool event_is_told(const struct event_reading *n, const struct event_head *head, const struct event_head *verb)
{
	for (size_t i = 0; i < n->told_count; i++)
		if (n->told[i] == head || n->told[i] == verb || (n->verbs[i] && n->verbs[i] == verb))
			return true;
	return false;
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

/* The finite verb before a head that has no tense and no noun of its own: "will pay, STARTING next month". */
static const struct event_head *event_finite_before(const struct event_reading *n, const struct event_head *h)
{
	const struct event_head *found = NULL;
	for (const struct event_head *v = n->heads; v < h; v++)
		if (v->verb && v->finite)
			found = v;
	return found;
}

/* The head and the verb that a date tells of, from the word that it belongs to. False when they tell no event. */
static bool event_resolve(const struct event_reader *r, const struct event_reading *n, const struct event_head *at, bool noun,
			  struct event_make *m)
{
	const struct event_scan *s = &r->scan;
	m->head = noun ? at : event_head_meaning(s, n->heads, n->head_count, at);
	if (m->head == at && at->verb && !at->finite && at->strength == STRENGTH_SUPPORT) {
		const struct event_head *before = event_finite_before(n, at);
		at = before ? before : at;
		m->head = event_head_meaning(s, n->heads, n->head_count, at);
	}
	m->verb = event_head_governor(n->heads, n->head_count, at->verb && !at->finite ? m->head : at);
	/* a weak noun without a verb is a name: "the Plan - 2020" */
	if (!m->verb && !noun && m->head->strength < STRENGTH_STRONG)
		return false;
	if (m->head->verb && m->head->strength == STRENGTH_SUPPORT)
		return event_scan_is(s, m->head->token, EVENT_BIT(BEGINS) | EVENT_BIT(ENDS) | EVENT_BIT(OCCURS));
	return true;
}

/* Weak words with a year or a quarter are figures and states, not events; so are figures with a month. */
static bool event_is_vague(const struct event_scan *s, const struct event_make *m)
{
	bool figure = event_scan_is(s, m->head->token, EVENT_BIT(FIGURE)) || (m->verb && event_scan_is(s, m->verb->token, EVENT_BIT(FIGURE)));
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
static void event_report(const struct event_reader *r, const struct event_reading *n, struct event_make *m)
{
	const struct event_scan *s = &r->scan;
	const struct event_head *content = event_content(n, m->head);
	if (!content)
		return;
	const struct event_head *meaning = event_head_meaning(s, n->heads, n->head_count, content);
	struct event_mood mood;
	event_modality_read(s, meaning, content, &mood);
	if (event_is_sudden(meaning->kind) && mood.modality == MODALITY_HAPPENED) {
		m->head = meaning;
		m->verb = content;
		m->confidence = 65;
	} else if (content->token < m->head->token) {
		m->shown = meaning;
		m->shown_verb = content;
	}
}

/* "The summit will end on Monday", after "will meet from Sunday": the end of an event that is known. */
static bool event_ends_known(struct event_reader *r, struct event_reading *n, const struct event_make *m)
{
	enum { LONGEST = 31 };
	const struct event_scan *s = &r->scan;
	size_t known = event_is_definite(s, m->head) ? event_merge_known(&r->drafts, m->head->kind) : SIZE_MAX;
	if (known == SIZE_MAX || !m->verb || !event_scan_is(s, m->verb->token, EVENT_BIT(ENDS)) || m->precision != PRECISION_DAY)
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
	event_extend(r, n, known);
	return true;
}

static void event_dated(struct event_reader *r, struct event_reading *n, const struct event_date *date,
			const struct event_head *at, bool noun, int32_t to)
{
	const struct event_scan *s = &r->scan;
	const struct timex3 *t = &s->in->timexes[date->timex];
	struct event_make m = {.date = date->timex, .precision = t->precision, .basis = BASIS_STATED, .confidence = 90};
	if (!event_resolve(r, n, at, noun, &m) || event_is_vague(s, &m))
		return;
	m.when = timex_interval(s->in->timexes, s->in->timex_count, (size_t)date->timex);
	if (interval_known(m.when) && to > m.when.to)
		m.when.to = to;
	m.narrow = noun && date->bound;
	m.from = noun && at->token >= date->end ? date->end : 0;
	if (at->clause != s->marks[date->begin].clause)
		m.confidence = 70;
	if (m.head->verb && m.head->kind == EVENT_STATEMENT && m.head->strength == STRENGTH_WEAK)
		event_report(r, n, &m);
	m.when = event_anchor_stretch(s, m.head, m.verb, m.when);
	if (!event_ends_known(r, n, &m))
		event_make(r, n, &m);
}

/* The dates of a sentence, each with the word that it belongs to. */
struct event_dating {
	struct event_date dates[EVENT_DATES];
	const struct event_head *at[EVENT_DATES];
	bool noun[EVENT_DATES];
	size_t count;
};

/* Two dates of one head that say one thing: "Thursday, February 20". */
static bool event_dates_are_one(const struct event_scan *s, const struct event_dating *d, size_t a, size_t b)
{
	struct interval x = timex_interval(s->in->timexes, s->in->timex_count, (size_t)d->dates[a].timex);
	struct interval y = timex_interval(s->in->timexes, s->in->timex_count, (size_t)d->dates[b].timex);
	return d->dates[a].end == d->dates[b].begin || !interval_known(x) || !interval_known(y) || interval_gap(x, y) <= 1;
}

static bool event_is_report(const struct event_head *h)
{
	return h && h->verb && h->kind == EVENT_STATEMENT && h->strength == STRENGTH_WEAK;
}

/* One event a date: "met in Bonn in 2001 and in Rome in 2003" tells two events, each with the place that stands
 * at its date. What is reported goes before who said so when, if it has a date of its own. */
static void event_dates(struct event_reader *r, struct event_reading *n)
{
	struct event_dating d;
	struct event_scope whole = n->scope;
	bool content = false;
	d.count = event_anchor_dates(&r->scan, n->scope.begin, n->scope.end, d.dates);
	for (size_t i = 0; i < d.count; i++) {
		d.at[i] = event_anchor_head(&r->scan, n->heads, n->head_count, &d.dates[i], &d.noun[i]);
		content |= d.at[i] && !event_is_report(d.at[i]) && !event_scan_is(&r->scan, d.at[i]->token, EVENT_BIT(FIGURE)) &&
			   r->scan.in->timexes[d.dates[i].timex].precision == PRECISION_DAY;
	}
	for (size_t i = 0; i < d.count; i++) {
		bool one = !d.at[i] || (content && event_is_report(d.at[i]));
		int32_t to = DAY_NONE;
		n->scope.part_begin = 0;
		n->scope.part_end = UINT32_MAX;
		for (size_t k = 0; k < d.count && !one; k++) {
			if (k == i || d.at[k] != d.at[i])
				continue;
			bool same = event_dates_are_one(&r->scan, &d, k < i ? k : i, k < i ? i : k);
			one = same && k < i;
			/* "on Saturday and Sunday" */
			const struct timex3 *other = &r->scan.in->timexes[d.dates[k].timex];
			if (same && other->precision == PRECISION_DAY && interval_known(other->when))
				to = other->when.to;
			if (!same && k < i)
				n->scope.part_begin = d.dates[k].end;
			if (!same)
				n->scope.part_end = d.dates[i].end;
		}
		if (!one)
			event_dated(r, n, &d.dates[i], d.at[i], d.noun[i], to);
	}
	n->scope = whole;
}

/* ---- sentences without a date ---- */

/* What a verb tells, with the verb that gives it its tense in *verb: the noun of a verb of no meaning, the
 * content of a report. NULL when it tells nothing. */
static const struct event_head *event_told(const struct event_reader *r, const struct event_reading *n,
					   const struct event_head **verb)
{
	const struct event_head *told = event_head_meaning(&r->scan, n->heads, n->head_count, *verb);
	if (told->verb && told->strength == STRENGTH_SUPPORT)
		return NULL;
	if (!told->verb || told->kind != EVENT_STATEMENT || told->strength == STRENGTH_STRONG)
		return told;
	const struct event_head *content = event_content(n, told);
	const struct event_head *meaning = content ? event_head_meaning(&r->scan, n->heads, n->head_count, content) : NULL;
	if (!meaning || meaning->strength != STRENGTH_STRONG)
		return told;
	*verb = content;
	return meaning;
}

/* Whether a verb stands in an inner clause: "whose term expires", "if it rains". */
static bool event_is_inner(const struct event_scan *s, const struct event_head *v)
{
	return event_scan_is(s, s->marks[v->token].clause_begin, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF));
}

/* The head of a sentence without a date: what its first verb with a tense tells that has happened, a strong one
 * before a weak one, those of inner clauses last; else whatever the first one tells; for a title without a verb
 * its first strong noun. */
static const struct event_head *event_main(const struct event_reader *r, const struct event_reading *n,
					   const struct event_head **verb)
{
	const struct event_head *found = NULL;
	bool happened = false;
	for (size_t i = 0; i < 2 * n->head_count; i++) {
		bool inner = i >= n->head_count;
		const struct event_head *v = &n->heads[i % n->head_count];
		/* beside a verb that is no event the rest of its clause is none */
		bool fits = v->verb && v->finite && event_is_inner(&r->scan, v) == inner && (!found || v->clause != (*verb)->clause);
		const struct event_head *told = fits ? event_told(r, n, &v) : NULL;
		struct event_mood mood;
		if (!told)
			continue;
		event_modality_read(&r->scan, told, v, &mood);
		bool stronger = mood.modality == MODALITY_HAPPENED && (!happened || told->strength > found->strength);
		if (found && !stronger)
			continue;
		found = told;
		*verb = v;
		happened = mood.modality == MODALITY_HAPPENED;
		if (happened && told->strength == STRENGTH_STRONG)
			return found;
	}
	for (size_t i = 0; i < n->head_count && !found && n->sentence->heading; i++)
		if (!n->heads[i].verb && n->heads[i].strength == STRENGTH_STRONG) {
			found = &n->heads[i];
			*verb = event_head_governor(n->heads, n->head_count, found);
		}
	return found;
}

/* "At the meeting, ...", "He also ...": the sentence goes on with the event before it. */
static bool event_goes_on(const struct event_reader *r, const struct event_reading *n, enum event_kind kind)
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
	if (r->previous != SIZE_MAX && r->drafts.list.v[r->previous].e.precision != PRECISION_DAY)
		return false;
	return kind != EVENT_STATEMENT && event_scan_is(s, i, EVENT_BIT(HE));
}

/* The day that "on the first day" names, of the event that was told before. */
static bool event_day_of(const struct event_reader *r, const struct event_reading *n, struct interval *out,
			 size_t *whole)
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
				*whole = back - 1;
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
	event_make(r, n, m);
}

static void event_carried(struct event_reader *r, struct event_reading *n, struct event_make *m, size_t from, bool goes_on)
{
	const struct event *e = &r->drafts.list.v[from].e;
	m->basis = e->basis == BASIS_PUBLISHED ? BASIS_PUBLISHED : BASIS_CARRIED;
	m->when = e->when;
	m->precision = e->precision;
	m->date = e->date;
	m->confidence = goes_on ? 65 : 55;
	size_t i = event_make(r, n, m);
	/* who acts is who acted before: "During the visit, the adviser met ..." */
	if (goes_on && i != from && r->drafts.list.v[i].e.country_count <= 1)
		event_role_join(&r->drafts.list.v[i].e, &r->drafts.list.v[from].e, r->scan.arena);
}

/* The event of the sentence before that this one tells again, as little known as there: "will take part in
 * drills. Troops will take part in the drill in Russia." */
static size_t event_told_before(const struct event_reader *r, const struct event_reading *n, const struct event_head *head,
				enum event_modality modality)
{
	if (r->previous == SIZE_MAX || head->strength < STRENGTH_STRONG)
		return SIZE_MAX;
	const struct event_draft *d = &r->drafts.list.v[r->previous];
	struct event_draft words = {0};
	event_merge_words(&r->scan, n->scope.begin, n->scope.end, &words);
	bool same = d->last + 1 == n->index && d->e.kind == head->kind && d->e.modality == modality && !d->heading;
	unsigned enough = modality == MODALITY_HAPPENED ? EVENT_RETOLD_WORDS : EVENT_TOLD_WORDS;
	return same && event_merge_overlap(d, &words) >= enough ? r->previous : SIZE_MAX;
}

/* The event whose date the narrative carries on to this sentence: the one told before it in the paragraph,
 * else the article's news; only what has happened carries, and not far. */
static size_t event_carrier(const struct event_reader *r, const struct event_reading *n)
{
	size_t from = r->previous;
	if (from == SIZE_MAX)
		return SIZE_MAX;
	bool paragraph = true;
	for (uint32_t i = r->drafts.list.v[from].sentence + 1; i <= n->index; i++)
		paragraph &= !r->scan.l->sentences[i].paragraph_start;
	if (!paragraph && r->lead != SIZE_MAX)
		from = r->lead;
	const struct event_draft *d = &r->drafts.list.v[from];
	bool near = n->index - r->drafts.list.v[r->previous].last <= EVENT_CARRY;
	bool close = d->e.precision <= PRECISION_WEEK || !interval_known(d->e.when);
	return near && close && d->e.modality == MODALITY_HAPPENED && !d->narrow ? from : SIZE_MAX;
}

static void event_undated(struct event_reader *r, struct event_reading *n)
{
	const struct event_head *verb = NULL, *head = event_main(r, n, &verb);
	struct event_make m = {.head = head, .verb = verb, .date = -1};
	if (!head && !n->sentence->heading)
		event_extend(r, n, r->previous);
	if (!head || event_is_told(n, head, verb))
		return;
	struct event_mood mood;
	event_modality_read(&r->scan, head, verb, &mood);
	bool happened = mood.modality == MODALITY_HAPPENED && !mood.infinitive && !mood.pluperfect;
	bool strong = head->strength == STRENGTH_STRONG && !(verb && event_is_inner(&r->scan, verb));
	struct interval day;
	if (n->sentence->heading || (n->lead && happened)) {
		event_published(r, n, &m);
		return;
	}
	size_t known = event_is_definite(&r->scan, head) ? event_merge_known(&r->drafts, head->kind) : SIZE_MAX;
	if (known == SIZE_MAX)
		known = event_told_before(r, n, head, mood.modality);
	size_t whole, from = event_carrier(r, n);
	if (strong && event_day_of(r, n, &day, &whole)) {
		m.when = day;
		m.basis = BASIS_CARRIED;
		m.confidence = 70;
		size_t made = event_make(r, n, &m);
		event_role_join_host(&r->drafts.list.v[made].e, &r->drafts.list.v[whole].e, r->scan.arena);
	} else if (known != SIZE_MAX) {
		struct event told = {0};
		event_role_read(&r->scan, &n->scope, head, &told);
		struct event *e = &r->drafts.list.v[known].e;
		event_role_join(e, &told, r->scan.arena);
		e->when = event_anchor_stretch(&r->scan, head, verb, e->when);
		event_extend(r, n, known);
	} else if (happened && strong && r->body <= EVENT_NEWS && mood.perfect) {
		event_published(r, n, &m);
	} else if (happened && strong && event_goes_on(r, n, head->kind) && r->previous != SIZE_MAX) {
		event_carried(r, n, &m, r->previous, true);
	} else if (happened && !mood.perfect && strong && head->kind != EVENT_OTHER && head->kind != EVENT_STATEMENT &&
		   from != SIZE_MAX) {
		event_carried(r, n, &m, from, false);
	} else if (happened) {
		event_extend(r, n, r->previous);
	}
}

/* Whether the sentence's dates leave nothing to tell. A lead can tell its news beside them: "who tested positive
 * yesterday, tests negative"; "said it lost money in the first quarter". */
static bool event_dates_suffice(const struct event_reader *r, const struct event_reading *n)
{
	if (n->told_count == 0 || !n->lead)
		return n->told_count > 0;
	const struct event_head *verb = NULL, *head = event_main(r, n, &verb);
	if (!head || event_is_told(n, head, verb))
		return true;
	bool report = head->verb && head->kind == EVENT_STATEMENT && head->strength == STRENGTH_WEAK;
	for (size_t i = 0; i < r->drafts.list.n; i++) {
		const struct event_draft *d = &r->drafts.list.v[i];
		if (report && d->sentence == n->index && !d->narrow && d->e.precision == PRECISION_DAY)
			return true;
	}
	return false;
}

/* The news goes on in a sentence that tells of months and years past beside it. */
static void event_extend_lead(struct event_reader *r, const struct event_reading *n)
{
	if (r->lead == SIZE_MAX || n->lead)
		return;
	for (size_t i = 0; i < r->drafts.list.n; i++)
		if (r->drafts.list.v[i].last == n->index && r->drafts.list.v[i].e.precision <= PRECISION_WEEK)
			return;
	event_extend(r, n, r->lead);
}

static void event_sentence(struct event_reader *r, uint32_t index)
{
	const struct sentence *e = &r->scan.l->sentences[index];
	if (e->furniture || e->token_begin == e->token_end || (e->heading && r->body))
		return;
	struct event_reading n = {.index = index, .sentence = e};
	if (!e->heading)
		r->body++;
	n.scope = (struct event_scope){.sentence = e, .begin = event_role_dateline(&r->scan, e), .heads = n.heads, .lead = r->body == 1, .part_end = UINT32_MAX};
	n.scope.end = e->token_end - n.scope.begin > EVENT_WINDOW ? n.scope.begin + EVENT_WINDOW : e->token_end;
	if (e->heading && !r->title.word_count) {
		event_merge_words(&r->scan, n.scope.begin, n.scope.end, &r->title);
		r->title.first = index;
	}
	n.lead = r->lead == SIZE_MAX && r->body <= EVENT_LEAD;
	n.head_count = event_head_find(&r->scan, e, n.heads);
	n.scope.head_count = n.head_count;
	event_dates(r, &n);
	if (!event_dates_suffice(r, &n))
		event_undated(r, &n);
	else
		event_extend_lead(r, &n);
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
