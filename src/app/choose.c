#include "config.h"

#include "app/choose.h"

#include "app/nav.h"

#include <stdlib.h>
#include <string.h>

static int choose_compare(const void *a, const void *b)
{
	const struct change_row *x = a, *y = b;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (int)x->type - (int)y->type;
}

/* Where it is or belongs. */
static size_t choose_place(const struct model *m, struct change_row row, bool *there)
{
	return vec_place(&m->chosen, &row, choose_compare, there);
}

bool choose_has(const struct model *m, int64_t id, uint8_t type)
{
	bool there;
	choose_place(m, (struct change_row){id, type}, &there);
	return there;
}

bool choose_shown(struct model *m)
{
	struct spot s = model_shown(m);
	bool there;
	if (!s.id)
		return false;
	struct change_row row = {s.id, s.type};
	size_t at = choose_place(m, row, &there);
	if (there)
		vec_remove(&m->chosen, at);
	else
		*vec_insert(&m->chosen, at) = row;
	return true;
}

/* Sorts what was added to the end in among the rest, each once. */
static void choose_settle(struct model *m)
{
	size_t n = 0;
	if (m->chosen.n)
		qsort(m->chosen.v, m->chosen.n, sizeof *m->chosen.v, choose_compare);
	for (size_t i = 0; i < m->chosen.n; i++)
		if (!n || choose_compare(&m->chosen.v[n - 1], &m->chosen.v[i]) != 0)
			m->chosen.v[n++] = m->chosen.v[i];
	m->chosen.n = n;
}

static bool choose_same(struct interval a, struct interval b)
{
	return a.from == b.from && a.to == b.to;
}

bool choose_many(struct model *m, enum choose_many what)
{
	const struct result *r = model_result(m);
	if (what == CHOOSE_NONE) {
		m->chosen.n = 0;
		return true;
	}
	if (!r || m->cursor == SIZE_MAX)
		return true;
	struct interval here = nav_period_of(m, model_row(m));
	size_t first = 0, end = r->count;
	if (what == CHOOSE_PERIOD) {
		first = interval_known(here) ? result_at_day(r, here.from) : result_dated(r);
		end = interval_known(here) ? result_at_day(r, here.to + 1) : r->count;
	}
	if (end - first + m->chosen.n > CHOOSE_MOST)
		return false;
	for (size_t i = first; i < end; i++) {
		struct row row = result_row(r, i);
		if (what == CHOOSE_ALL || choose_same(nav_period_of(m, row), here))
			*vec_push(&m->chosen) = (struct change_row){row.id, row.type};
	}
	choose_settle(m);
	return true;
}
