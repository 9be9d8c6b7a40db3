#include "config.h"

#include "store/ids.h"

#include <stdlib.h>

static int ids_compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

void ids_sort(struct ids *l)
{
	if (l->n)
		qsort(l->v, l->n, sizeof *l->v, ids_compare);
}

/* Where it first stands, or belongs. */
static size_t ids_place(const struct ids *l, int64_t id)
{
	size_t low = 0, high = l->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (l->v[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool ids_has(const struct ids *l, int64_t id)
{
	size_t at = ids_place(l, id);
	return at < l->n && l->v[at] == id;
}

size_t ids_count(const struct ids *l, int64_t id)
{
	size_t at = ids_place(l, id), n = 0;
	while (at + n < l->n && l->v[at + n] == id)
		n++;
	return n;
}
