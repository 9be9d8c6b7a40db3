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
	if (from->report)
		to->when = from->when;
	to->report = to->report || from->report;
}

/* Rows of reports know the day; of what has none in the answer it is asked of the article. */
static bool sheaf_read_days(struct sheaf_article *all, size_t n, struct store *store, struct error *err)
{
	struct arena arena = ARENA_INIT;
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++) {
		struct article a;
		if (all[i].report)
			continue;
		ok = store_article_head(store, all[i].article, &arena, &a, err);
		if (ok)
			all[i].when = a.published.when;
		arena_reset(&arena);
	}
	arena_free(&arena);
	return ok;
}

bool sheaf_by_article(const struct result *r, struct store *store, struct sheaf_article **out, size_t *count, struct error *err)
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
	if (!sheaf_read_days(all, n, store, err)) {
		mem_free(all);
		return false;
	}
	qsort(all, n, sizeof *all, sheaf_order_time);
	*out = all;
	*count = n;
	return true;
}
