#include "config.h"

#include "cli/sheaf.h"

#include "base/mem.h"

#include <stdlib.h>

static int sheaf_order_article(const void *pa, const void *pb)
{
	const struct sheaf_article *a = pa, *b = pb;
	return (a->article > b->article) - (a->article < b->article);
}

static int sheaf_order_time(const void *pa, const void *pb)
{
	const struct sheaf_article *a = pa, *b = pb;
	int32_t x = a->when.from == DAY_NONE ? INT32_MAX : a->when.from;
	int32_t y = b->when.from == DAY_NONE ? INT32_MAX : b->when.from;
	return x != y ? (x > y) - (x < y) : sheaf_order_article(pa, pb);
}

/* Two entries of one article become one. */
static void sheaf_join(struct sheaf_article *to, const struct sheaf_article *from)
{
	to->events += from->events;
	if (from->report || (!to->report && from->when.from != DAY_NONE && from->when.from < to->when.from))
		to->when = from->when;
	to->report = to->report || from->report;
}

struct sheaf_article *sheaf_by_article(const struct result *r, size_t *count)
{
	struct sheaf_article *all = mem_alloc((r->count + 1) * sizeof *all);
	size_t n = 0;
	for (size_t i = 0; i < r->count; i++) {
		struct row row = result_row(r, i);
		bool report = row.type == ROW_REPORT;
		all[i] = (struct sheaf_article){row.article, row.when, report, !report};
	}
	qsort(all, r->count, sizeof *all, sheaf_order_article);
	for (size_t i = 0; i < r->count; i++) {
		if (n && all[n - 1].article == all[i].article)
			sheaf_join(&all[n - 1], &all[i]);
		else
			all[n++] = all[i];
	}
	qsort(all, n, sizeof *all, sheaf_order_time);
	*count = n;
	return all;
}
