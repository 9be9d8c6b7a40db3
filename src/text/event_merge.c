#include "config.h"

#include "text/event_merge.h"

enum {
	EVENT_WORD_BYTES = 3,  /* a shorter word is not compared */
	EVENT_RECENT = 64,     /* events that sentences to come can still speak of: far more than EVENT_KNOWN */
	EVENT_KNOWN = 12,      /* how many events back "the meeting" looks, and a second telling is sought */
};

/* Classes of words that say what happened; words of all others are small words. */
#define EVENT_TELLING                                                                                            \
	(EVENT_BIT(THING) | EVENT_BIT(FIGURE) | EVENT_BIT(ATTENDS) | EVENT_BIT(HOST) | EVENT_BIT(BEGINS) | EVENT_BIT(ENDS) | \
	 EVENT_BIT(OCCURS))

static uint32_t event_merge_hash(struct str word)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)word.p[i]) * 16777619u;
	return h;
}

void event_merge_words(const struct event_scan *s, uint32_t begin, uint32_t end, struct event_draft *d)
{
	d->word_count = 0;
	for (uint32_t i = begin; i < end && d->word_count < EVENT_WORDS; i++) {
		const struct token *t = &s->tokens[i];
		if (t->kind != TOKEN_WORD || t->lower.n < EVENT_WORD_BYTES || s->marks[i].timex >= 0 ||
		    (s->marks[i].word.classes & ~EVENT_TELLING))
			continue;
		uint32_t h = event_merge_hash(t->lower);
		bool known = false;
		for (size_t k = 0; k < d->word_count; k++)
			known |= d->words[k] == h;
		if (!known)
			d->words[d->word_count++] = h;
	}
}

unsigned event_merge_overlap(const struct event_draft *a, const struct event_draft *b)
{
	size_t shared = 0, shorter = a->word_count < b->word_count ? a->word_count : b->word_count;
	for (size_t i = 0; i < a->word_count; i++)
		for (size_t k = 0; k < b->word_count; k++)
			shared += a->words[i] == b->words[k];
	return shorter ? (unsigned)(100 * shared / shorter) : 0;
}

/* Days that wait for the publication date agree when the words do: "on Tuesday" is no other day than that, and not
 * the day of what has none. */
static bool event_merge_dates_agree(const struct event_scan *s, const struct event *a, const struct event *b)
{
	if (!interval_known(a->when) && !interval_known(b->when)) {
		if (a->date < 0 || b->date < 0)
			return a->date < 0 && b->date < 0;
		return str_eq(s->in->timexes[a->date].value, s->in->timexes[b->date].value);
	}
	if (!interval_known(a->when) || !interval_known(b->when))
		return false;
	return interval_contains(a->when, b->when) || interval_contains(b->when, a->when);
}

static bool event_merge_same(const struct event_scan *s, const struct event_draft *a, const struct event_draft *b)
{
	if (!event_merge_dates_agree(s, &a->e, &b->e) || a->narrow != b->narrow || a->sentence == b->sentence)
		return false;
	bool kinds = a->e.kind == b->e.kind;
	bool exact = a->e.when.from == b->e.when.from && a->e.when.to == b->e.when.to;
	bool near = b->first - a->last <= 1;
	unsigned overlap = event_merge_overlap(a, b);
	if (kinds && b->definite)
		return true;
	return overlap >= (kinds ? (near && !exact ? 25u : exact ? 40u : 50u) : 75u);
}

/* Whether a says more of the date than b: a finer one, more days of one event, a stated one beside it. */
static bool event_merge_says_more(const struct event *a, const struct event *b, bool adjacent)
{
	enum { LONGEST = 31 };
	if (!interval_known(a->when) || !interval_known(b->when))
		return interval_known(a->when);
	if (a->precision != b->precision)
		return a->precision < b->precision;
	bool longer = a->when.to > b->when.to && a->when.from <= b->when.from && a->when.to - a->when.from < LONGEST;
	bool whole = a->when.from < b->when.from && a->when.to >= b->when.to && a->when.to - a->when.from < LONGEST;
	return longer || whole || (adjacent && a->basis < b->basis);
}

/* The telling that says more about the date is kept; countries of both count. */
static void event_merge_join(const struct event_scan *s, struct event_draft *to, const struct event_draft *from)
{
	bool adjacent = from->first == to->last || from->first == to->last + 1;
	bool better = event_merge_says_more(&from->e, &to->e, adjacent);
	struct event_draft old = *to;
	if (better) {
		struct event_draft joined = *from;
		event_role_join(&joined.e, &old.e, s->arena);
		if (adjacent)
			joined.first = old.first;
		joined.definite = old.definite;
		*to = joined;
	} else {
		event_role_join(&to->e, &from->e, s->arena);
		if (adjacent && from->last > to->last)
			to->last = from->last;
	}
}

size_t event_merge_add(const struct event_scan *s, struct event_drafts *drafts, const struct event_draft *d)
{
	size_t n = drafts->list.n;
	for (size_t back = 1; back <= EVENT_KNOWN && back <= n && !d->heading; back++) {
		struct event_draft *old = &drafts->list.v[n - back];
		if (!old->heading && event_merge_same(s, old, d)) {
			event_merge_join(s, old, d);
			return n - back;
		}
	}
	*vec_push(&drafts->list) = *d;
	return n;
}

size_t event_merge_recent(const struct event_drafts *drafts)
{
	return drafts->list.n > EVENT_RECENT ? drafts->list.n - EVENT_RECENT : 0;
}

size_t event_merge_known(const struct event_drafts *drafts, enum event_kind kind)
{
	for (size_t back = 1; back <= EVENT_KNOWN && back <= drafts->list.n; back++) {
		const struct event_draft *d = &drafts->list.v[drafts->list.n - back];
		if (d->e.kind == kind && !d->heading)
			return drafts->list.n - back;
	}
	return SIZE_MAX;
}

void event_merge_titles(struct event_drafts *drafts)
{
	bool body = false;
	for (size_t i = 0; i < drafts->list.n; i++)
		body |= !drafts->list.v[i].heading;
	if (!body)
		return;
	size_t n = 0;
	for (size_t i = 0; i < drafts->list.n; i++)
		if (!drafts->list.v[i].heading)
			drafts->list.v[n++] = drafts->list.v[i];
	drafts->list.n = n;
}
