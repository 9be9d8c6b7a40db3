#include "config.h"

#include "text/event_pair.h"

#include <string.h>

static bool event_pair_is(const struct event_pair *p, const struct place *a, const struct place *b)
{
	return (!strcmp(p->place[0]->country, a->country) && !strcmp(p->place[1]->country, b->country)) ||
	       (!strcmp(p->place[0]->country, b->country) && !strcmp(p->place[1]->country, a->country));
}

static void event_pair_count(struct event_pairs *p, const struct place *a, const struct place *b)
{
	size_t k = 0;
	while (k < p->n && !event_pair_is(&p->seen[k], a, b))
		k++;
	if (k == EVENT_PAIRS)
		return;
	if (k == p->n)
		p->seen[p->n++] = (struct event_pair){{a, b}, 0};
	if (++p->seen[k].count, !p->best || p->seen[k].count >= p->seen[p->best - 1].count)
		p->best = k + 1;
}

void event_pair_read(struct event_pairs *p, const struct event_input *in, uint32_t before)
{
	enum { APART = 120 };
	for (; p->next < in->place_count && in->places[p->next].span.begin < before; p->next++) {
		const struct place *place = &in->places[p->next];
		if (!place->country[0])
			continue;
		if (p->last && strcmp(p->last->country, place->country) && place->span.begin - p->last->span.end < APART)
			event_pair_count(p, p->last, place);
		p->last = place;
	}
}

bool event_pair_most(const struct event_pairs *p, const struct place *pair[static 2])
{
	if (!p->best)
		return false;
	pair[0] = p->seen[p->best - 1].place[0];
	pair[1] = p->seen[p->best - 1].place[1];
	return true;
}
