#include "config.h"

#include "store/notes_move.h"

#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* ---- the moves, by article and the span of before ---- */

static int notes_move_order(const void *moved, const void *target)
{
	const struct notes_moved *m = moved;
	const struct note_target *t = target;
	return notes_target_order(&m->from, t->article, t->span);
}

/* Where it is or belongs. */
static size_t notes_move_place(const struct notes_sum *s, const struct note_target *t, bool *there)
{
	return vec_place(&s->moves, t, notes_move_order, there);
}

struct note_target notes_move_target(const struct notes_sum *s, const struct note_target *t)
{
	struct note_target now = *t;
	bool there = s->moves.n > 0;
	/* a moved passage may be moved again; never in a circle: where something is, nothing moves away from */
	for (size_t i = there ? notes_move_place(s, &now, &there) : 0; there; i = notes_move_place(s, &now, &there))
		now.span = s->moves.v[i].to;
	return now;
}

bool notes_move_name(const struct notes_sum *s, struct str name, struct note_target *now)
{
	struct str article;
	struct note_target t = {.article = ""};
	if (!store_event_id_parse(name, &article, &t.span) || article.n >= sizeof t.article)
		return false;
	memcpy(t.article, article.p, article.n);
	*now = notes_move_target(s, &t);
	return true;
}

bool notes_move_same_event(const struct notes_sum *s, struct str a, struct str b)
{
	struct note_target x, y;
	if (str_eq(a, b))
		return true;
	return s->moves.n && notes_move_name(s, a, &x) && notes_move_name(s, b, &y) &&
	       notes_target_order(&x, y.article, y.span) == 0;
}

static void notes_move_add(struct notes_sum *s, const struct note_target *from, struct span to)
{
	struct note_target place = *from;
	bool there;
	place.span = to;
	size_t at = notes_move_place(s, &place, &there);
	if (there)
		vec_remove(&s->moves, at);
	at = notes_move_place(s, from, &there);
	if (!there)
		vec_insert(&s->moves, at);
	s->moves.v[at] = (struct notes_moved){.from = *from, .to = to};
}

/* ---- finding them ---- */

static bool notes_move_same(struct span a, struct span b)
{
	return a.begin == b.begin && a.end == b.end;
}

static bool notes_move_has(const struct event *events, size_t count, struct span span)
{
	size_t i = 0;
	while (i < count && !notes_move_same(events[i].span, span))
		i++;
	return i < count;
}

/* Bytes of both, when they are at least half of each; else 0. */
static uint32_t notes_move_shared(struct span a, struct span b)
{
	uint32_t begin = a.begin > b.begin ? a.begin : b.begin, end = a.end < b.end ? a.end : b.end;
	uint32_t shared = end > begin ? end - begin : 0,
		 longer = a.end - a.begin > b.end - b.begin ? a.end - a.begin : b.end - b.begin;
	return shared >= longer - shared ? shared : 0;
}

/* The event that has most of a passage and of which nothing is said, or NULL. */
static const struct event *notes_move_find(const struct notes_sum *s, const struct note_target *t, const struct event *events,
					   size_t count)
{
	const struct event *best = NULL;
	uint32_t most = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t shared = notes_move_shared(t->span, events[i].span);
		if (shared <= most || notes_sum_find(s, t->article, events[i].span))
			continue;
		best = &events[i];
		most = shared;
	}
	return best;
}

static int notes_move_by_span(const void *a, const void *b)
{
	const struct note_state *x = a, *y = b;
	if (x->target.span.begin != y->target.span.begin)
		return x->target.span.begin < y->target.span.begin ? -1 : 1;
	return (x->target.span.end > y->target.span.end) - (x->target.span.end < y->target.span.end);
}

bool notes_move(struct notes_sum *s, const char article[24], const struct event *events, size_t count)
{
	size_t n, first = notes_sum_article(s, article, &n);
	bool moved = false;
	for (size_t i = first; i < first + n; i++) {
		struct note_state *state = &s->states.v[i];
		if (state->target.span.end == 0 || notes_move_has(events, count, state->target.span))
			continue;
		const struct event *e = notes_move_find(s, &state->target, events, count);
		if (!e)
			continue;
		notes_move_add(s, &state->target, e->span);
		state->target.span = e->span;
		qsort(s->states.v + first, n, sizeof *s->states.v, notes_move_by_span);
		s->ordered = s->order.n = 0; /* the log is put in order anew when it grows */
		moved = true;
		i = first - 1; /* the order is another; each state is moved once at most, for then it has an event */
	}
	return moved;
}
