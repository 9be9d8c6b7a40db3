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

/* A word that the vocabulary has is told by its number: no key has this byte last and none before it. */
#define EVENT_NUMBERED (UINT64_C(0x80) << 56)

static uint64_t event_merge_bit(uint64_t word)
{
	return UINT64_C(1) << (word * UINT64_C(0x9E3779B97F4A7C15) >> 58);
}

static bool event_merge_has(const struct event_gist *g, uint64_t word)
{
	if (!(g->bits & event_merge_bit(word)))
		return false;
	for (uint32_t i = 0; i < g->count; i++)
		if (g->words[i] == word)
			return true;
	return false;
}

static uint64_t event_merge_word(const struct token *t)
{
	return t->word ? EVENT_NUMBERED | t->word : vocabulary_key(t->lower);
}

bool event_merge_names(const struct event_gist *g, const struct token *t)
{
	return event_merge_has(g, event_merge_word(t));
}

void event_merge_gist(const struct event_scan *s, uint32_t begin, uint32_t end, struct event_gist *out)
{
	out->count = 0;
	out->bits = 0;
	for (uint32_t i = begin; i < end && out->count < sizeof out->words / sizeof *out->words; i++) {
		const struct token *t = &s->tokens[i];
		if (t->kind != TOKEN_WORD || t->lower.n < EVENT_WORD_BYTES || event_scan_is(s, i, EVENT_BIT(DATE)) ||
		    (s->marks[i].word.classes & ~EVENT_TELLING))
			continue;
		uint64_t word = event_merge_word(t);
		if (!event_merge_has(out, word))
			out->words[out->count++] = word;
		out->bits |= event_merge_bit(word);
	}
}

unsigned event_merge_overlap(const struct event_gist *a, const struct event_gist *b)
{
	unsigned shared = 0, shorter = a->count < b->count ? a->count : b->count;
	for (uint32_t i = 0; i < a->count; i++)
		shared += event_merge_has(b, a->words[i]);
	return shorter ? 100 * shared / shorter : 0;
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
	unsigned overlap = event_merge_overlap(&a->gist, &b->gist);
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

/* Whether both tell of the same for sure: "the report" can be another one, "the summit" hardly. */
static bool event_merge_is_one(const struct event_draft *a, const struct event_draft *b)
{
	enum { SHARED = 25 };
	bool vague = a->e.kind == EVENT_STATEMENT || a->e.kind == EVENT_OTHER;
	return !vague || b->sentence <= a->sentence + 1 || event_merge_overlap(&a->gist, &b->gist) >= SHARED;
}

/* The telling that says more about the date is kept; countries of both count where they are one for sure. */
static void event_merge_join(const struct event_scan *s, struct event_draft *to, const struct event_draft *from)
{
	bool adjacent = from->first == to->last || from->first == to->last + 1;
	bool better = event_merge_says_more(&from->e, &to->e, adjacent);
	bool one = event_merge_is_one(to, from);
	struct event_draft old = *to;
	if (better) {
		struct event_draft joined = *from;
		if (one)
			event_role_join(&joined.e, &old.e, s->arena);
		if (adjacent)
			joined.first = old.first;
		joined.definite = old.definite;
		*to = joined;
	} else {
		if (one)
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
