#include "config.h"

#include "text/portion.h"

#include <string.h>

/* ---- cutting ---- */

/* Behind the last of these marks that begins in [begin, end), or 0. */
static size_t portion_behind(struct str text, size_t begin, size_t end, struct str mark)
{
	for (size_t at = end; at > begin; at--)
		if (text.p[at - 1] == mark.p[0] && str_starts(str_sub(text, at - 1, text.n), mark))
			return at - 1 + mark.n;
	return 0;
}

size_t portion_end(struct str text, size_t begin, size_t most)
{
	const struct str marks[] = {STR("\n\n"), STR("\n"), STR(" ")};
	size_t rest = text.n - begin;
	if (rest <= most)
		return text.n;
	size_t parts = (rest + most - 1) / most, end = begin + (rest + parts - 1) / parts, slack = (end - begin) / 4;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = portion_behind(text, end - slack, end - marks[i].n + 1, marks[i]);
		if (at)
			return at;
	}
	while (((unsigned char)text.p[end] & 0xC0) == 0x80)
		end--;
	return end;
}

/* ---- putting together ---- */

static void portion_move(struct span *s, uint32_t by)
{
	if (s->begin == s->end)
		return;
	s->begin += by;
	s->end += by;
}

static struct str portion_copy(struct portion_list *l, struct str s)
{
	return s.n ? arena_str(l->arena, s) : STR_NONE;
}

static void portion_add_timexes(struct portion_list *l, const struct extraction *x, uint32_t by)
{
	int before = (int)l->timexes.n;
	for (size_t i = 0; i < x->timex_count; i++) {
		struct timex3 *t = vec_push(&l->timexes);
		*t = x->timexes[i];
		portion_move(&t->span, by);
		portion_move(&t->tense_span, by);
		t->value = portion_copy(l, t->value);
		t->symbolic = portion_copy(l, t->symbolic);
		t->anchor += t->anchor >= 0 ? before : 0;
		t->range_with += t->range_with >= 0 ? before : 0;
	}
}

/* What stands beside the text is found with each portion; the first one tells it, at the end of all. */
static void portion_add_places(struct portion_list *l, const struct extraction *x, uint32_t by)
{
	size_t in = x->place_count;
	while (in && x->places[in - 1].span.begin == x->places[in - 1].span.end)
		in--;
	for (size_t i = 0; i < in; i++) {
		struct place *p = vec_insert(&l->places, l->places.n - l->beside);
		*p = x->places[i];
		portion_move(&p->span, by);
	}
	for (size_t i = in; !by && i < x->place_count; i++, l->beside++)
		*vec_push(&l->places) = x->places[i];
}

static void portion_add_events(struct portion_list *l, const struct extraction *x, uint32_t by, int dates)
{
	for (size_t i = 0; i < x->event_count; i++) {
		struct event *e = vec_push(&l->events);
		*e = x->events[i];
		struct span *spans[] = {&e->span, &e->head, &e->headline_span, &e->modality_span, &e->place_span};
		for (size_t k = 0; k < sizeof spans / sizeof *spans; k++)
			portion_move(spans[k], by);
		e->headline = portion_copy(l, e->headline);
		e->date += e->date >= 0 ? dates : 0;
		e->countries = arena_take(l->arena, e->country_count, sizeof *e->countries);
		for (size_t k = 0; k < e->country_count; k++) {
			e->countries[k] = x->events[i].countries[k];
			portion_move(&e->countries[k].span, by);
		}
	}
}

void portion_add(struct portion_list *l, const struct extraction *x, size_t begin)
{
	uint32_t by = (uint32_t)begin;
	int dates = (int)l->timexes.n;
	for (size_t i = 0; i < x->furniture_count; i++) {
		struct span *s = vec_push(&l->furniture);
		*s = x->furniture[i];
		portion_move(s, by);
	}
	portion_add_timexes(l, x, by);
	portion_add_places(l, x, by);
	portion_add_events(l, x, by, dates);
}

struct published portion_published(struct portion_list *l, const struct extraction *first)
{
	struct published p = first->published;
	p.evidence = portion_copy(l, p.evidence);
	return p;
}

/* A country that only the title names in one portion may be named in another. */
static void portion_forget_told(struct portion_list *l)
{
	size_t told = l->places.n - l->beside, kept = told;
	for (size_t i = told; i < l->places.n; i++) {
		bool is = false;
		for (size_t k = 0; k < told && !is; k++)
			is = !strcmp(l->places.v[k].country, l->places.v[i].country);
		if (!is)
			l->places.v[kept++] = l->places.v[i];
	}
	l->places.n = kept;
}

static void *portion_keep(struct portion_list *l, const void *v, size_t n, size_t size)
{
	void *kept = arena_take(l->arena, n, size);
	return n ? memcpy(kept, v, n * size) : kept;
}

void portion_finish(struct portion_list *l, struct extraction *out)
{
	portion_forget_told(l);
	out->furniture = portion_keep(l, l->furniture.v, out->furniture_count = l->furniture.n, sizeof *l->furniture.v);
	vec_free(&l->furniture);
	out->timexes = portion_keep(l, l->timexes.v, out->timex_count = l->timexes.n, sizeof *l->timexes.v);
	vec_free(&l->timexes);
	out->places = portion_keep(l, l->places.v, out->place_count = l->places.n, sizeof *l->places.v);
	vec_free(&l->places);
	out->events = portion_keep(l, l->events.v, out->event_count = l->events.n, sizeof *l->events.v);
	vec_free(&l->events);
}
