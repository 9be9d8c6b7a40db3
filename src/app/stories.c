#include "config.h"

#include "app/stories.h"

#include <stdlib.h>

/* An event that a row is, or is linked to. */
struct stories_end {
	int64_t event;
	uint32_t row;
};

static int stories_order(const void *a, const void *b)
{
	const struct stories_end *x = a, *y = b;
	return (x->event > y->event) - (x->event < y->event);
}

/* The first row of a story, as far as it is known: it has its own number. */
static uint32_t stories_first(const uint32_t *stories, uint32_t row)
{
	while (stories[row] != row)
		row = stories[row];
	return row;
}

/* The later of both stories becomes the earlier. */
static void stories_join(uint32_t *stories, uint32_t a, uint32_t b)
{
	a = stories_first(stories, a);
	b = stories_first(stories, b);
	stories[a > b ? a : b] = a > b ? b : a;
}

void stories_number(const int64_t *ids, const struct row_text *const *texts, size_t n, uint32_t *stories)
{
	VEC(struct stories_end) ends = {0};
	for (uint32_t i = 0; i < n; i++) {
		stories[i] = i;
		if (ids[i])
			*vec_push(&ends) = (struct stories_end){ids[i], i};
		for (size_t k = 0; ids[i] && k < texts[i]->told_count; k++)
			*vec_push(&ends) = (struct stories_end){texts[i]->told[k], i};
	}
	if (ends.n)
		qsort(ends.v, ends.n, sizeof *ends.v, stories_order);
	for (size_t i = 1; i < ends.n; i++)
		if (ends.v[i].event == ends.v[i - 1].event)
			stories_join(stories, ends.v[i].row, ends.v[i - 1].row);
	for (uint32_t i = 0; i < n; i++)
		stories[i] = stories_first(stories, i);
	vec_free(&ends);
}
