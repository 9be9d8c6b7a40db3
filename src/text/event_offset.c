#include "config.h"

#include "text/event_offset.h"

#include "text/event_merge.h"
#include "text/timex.h"

enum {
	OFFSET_DAYS = 60,  /* no day is counted from one further off */
	OFFSET_WORDS = 60, /* percent of its words that a clause shares with the event told before that it tells again */
	OFFSET_KNOWN = 12, /* events that it is sought among */
};

struct event_offset {
	int timex;           /* the length, */
	uint32_t begin, end; /* its tokens, */
	int days;            /* it in days, below 0 for "before", */
	uint32_t from, to;   /* and the tokens of what it is counted from */
};

/* 1 for "after", -1 for "before": the words that open a clause of time, but not "since" and "once". */
static int event_offset_side(const struct event_scan *s, uint32_t i)
{
	if (!event_scan_is(s, i, EVENT_BIT(TIME_SUB)) || event_scan_is(s, i, EVENT_BIT(COMPARE)))
		return 0;
	return event_scan_names(s, i, EVENT_SORT(SCENE)) ? 1 : event_scan_is(s, i, EVENT_BIT(BOUND)) ? -1 : 0;
}

static bool event_offset_find(const struct event_scan *s, const struct event_scope *c, struct event_offset *out)
{
	for (uint32_t i = c->begin; i + 2 < c->end; i++) {
		int timex = s->marks[i].timex;
		if (timex < 0 || s->marks[i + 1].timex == timex || s->in->timexes[timex].approximate)
			continue;
		int days = timex_days(&s->in->timexes[timex]);
		*out = (struct event_offset){.timex = timex, .end = i + 1, .days = days * event_offset_side(s, i + 1),
					     .from = i + 2};
		if (!out->days || days > OFFSET_DAYS)
			continue;
		for (out->begin = i; out->begin > c->begin && s->marks[out->begin - 1].timex == timex;)
			out->begin--;
		/* "worked FOR two weeks before the vote", "on June 1 OR ten days after it" */
		if (out->begin > c->begin && event_scan_is(s, out->begin - 1, EVENT_BIT(PREP) | EVENT_BIT(AND)))
			continue;
		for (out->to = out->from; out->to < c->end && !event_scan_is(s, out->to, EVENT_BIT(STOP));)
			out->to++;
		return true;
	}
	return false;
}

static bool event_offset_is_inside(const struct event_offset *o, uint32_t token)
{
	return token >= o->from && token < o->to;
}

static bool event_offset_is_day(struct interval when, enum precision precision)
{
	return precision == PRECISION_DAY && interval_known(when) && when.from == when.to;
}

/* The one day told on that side of the length; NULL for none or several. */
static const struct event_date *event_offset_dated(const struct event_offset *o, const struct event_date *dates, size_t count,
						   bool inside)
{
	const struct event_date *found = NULL;
	for (const struct event_date *d = dates; d < dates + count; d++) {
		if (event_offset_is_inside(o, d->begin) != inside)
			continue;
		if (found || !event_offset_is_day(d->when, d->precision))
			return NULL;
		found = d;
	}
	return found;
}

/* The event told before that is meant: "the blast", "rebels seized the town". */
static const struct event *event_offset_known(const struct event_reader *r, const struct event_reading *n,
					      const struct event_offset *o)
{
	struct event_gist gist;
	event_merge_gist(&r->scan, o->from, o->to, &gist);
	for (const struct event_head *h = n->heads; h < n->heads + n->head_count; h++) {
		if (!event_offset_is_inside(o, h->token) || h->strength == STRENGTH_SUPPORT)
			continue;
		bool definite = event_make_is_definite(&r->scan, h) && h->kind != EVENT_OTHER;
		for (size_t back = 1; back <= OFFSET_KNOWN && back <= r->drafts.list.n; back++) {
			const struct event_draft *d = &r->drafts.list.v[r->drafts.list.n - back];
			bool told = d->e.kind == h->kind && !d->heading && d->e.modality == MODALITY_HAPPENED;
			if (told && (definite || event_merge_overlap(&gist, &d->gist) >= OFFSET_WORDS))
				return event_offset_is_day(d->e.when, d->e.precision) ? &d->e : NULL;
		}
	}
	return NULL;
}

size_t event_offset_add(const struct event_reader *r, const struct event_reading *n,
			struct event_date dates[static EVENT_DATES], size_t count)
{
	const uint64_t needs = EVENT_BIT(DATE) | EVENT_BIT(TIME_SUB);
	struct event_offset o;
	if ((r->scan.classes & needs) != needs || count == EVENT_DATES || !event_offset_find(&r->scan, &n->scope, &o))
		return count;
	const struct event_date *own = event_offset_dated(&o, dates, count, false),
				*other = event_offset_dated(&o, dates, count, true);
	bool dated = false;
	for (size_t i = 0; i < count; i++)
		dated |= !event_offset_is_inside(&o, dates[i].begin);
	struct event_date d = {.timex = o.timex, .begin = o.begin, .end = o.end, .precision = PRECISION_DAY,
			       .from = o.from, .to = o.to, .when = INTERVAL_NONE};
	const struct event *known = dated || other ? NULL : event_offset_known(r, n, &o);
	if (own && !own->bound && !other) {
		d.when = interval_day(own->when.from - o.days);
		d.timex = own->timex;
		d.basis = BASIS_STATED;
		d.inside = true;
	} else if (other && !dated) {
		d.when = interval_day(other->when.from + o.days);
		d.timex = other->timex;
		d.basis = BASIS_STATED;
	} else if (known) {
		d.when = interval_day(known->when.from + o.days);
		d.timex = known->date;
		d.basis = BASIS_CARRIED;
	} else {
		return count;
	}
	dates[count] = d;
	return count + 1;
}
