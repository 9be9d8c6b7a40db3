#include "config.h"

#include "ingest/linker_series.h"

#include <stdlib.h>

void linker_series_free(struct linker_series *l)
{
	arena_free(&l->scratch);
	vec_free(&l->touched);
}

bool linker_series_add(struct linker_series *l, struct link_event *const *events, size_t n, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		struct series_member m;
		if (!series_member(events[i], &m))
			continue;
		struct store_series kept = {m.event, m.when, m.precision, m.rank, m.name};
		if (!store_add_series(l->store, events[i]->series, &kept, err))
			return false;
		*vec_push(&l->touched) = events[i]->series;
	}
	return true;
}

static int linker_series_by_ends(const void *x, const void *y)
{
	const struct link *a = x, *b = y;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to > b->to) - (a->to < b->to);
}

/* Takes away the links from an event that are no longer among the n, and marks those that stay as they are. */
static bool linker_series_unchain(struct linker_series *l, int64_t event, const struct link *links, size_t n, bool *stays, struct error *err)
{
	struct link *old;
	size_t count;
	if (!store_series_links(l->store, event, &l->scratch, &old, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct link *link = n ? bsearch(&old[i], links, n, sizeof *links, linker_series_by_ends) : NULL;
		if (link)
			stays[link - links] = link->score == old[i].score && str_eq(link->reason, old[i].reason);
		else if (!store_remove_link(l->store, &old[i], err))
			return false;
	}
	return true;
}

/* Only what changes is written: a link is far from the next one in the file. A series of too many reports lost its links
 * when it came to that, and stays as it is. */
static bool linker_series_chain(struct linker_series *l, uint64_t key, struct error *err)
{
	struct store_series *kept;
	struct link *links;
	size_t count;
	arena_reset(&l->scratch);
	if (!store_series(l->store, key, SERIES_MOST + 1, &l->scratch, &kept, &count, err))
		return false;
	if (count > SERIES_MOST && store_event_article(kept[SERIES_MOST].event) <= l->chained)
		return true;
	struct series_member *members = arena_alloc(&l->scratch, count, sizeof *members);
	for (size_t i = 0; i < count; i++)
		members[i] = (struct series_member){kept[i].event, store_event_article(kept[i].event), kept[i].when,
						    kept[i].precision, kept[i].rank, kept[i].name};
	size_t n = series_chain(members, count, &l->scratch, &links);
	bool *stays = arena_alloc(&l->scratch, n, sizeof *stays);
	if (n)
		qsort(links, n, sizeof *links, linker_series_by_ends);
	for (size_t i = 0; i < count; i++)
		if (!linker_series_unchain(l, kept[i].event, links, n, stays, err))
			return false;
	for (size_t i = 0; i < n; i++)
		if (!stays[i] && !store_add_link(l->store, &links[i], err))
			return false;
	return true;
}

static int linker_series_by_key(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;
	return (*a > *b) - (*a < *b);
}

bool linker_series_link(struct linker_series *l, int64_t linked, struct error *err)
{
	if (l->touched.n)
		qsort(l->touched.v, l->touched.n, sizeof *l->touched.v, linker_series_by_key);
	for (size_t i = 0; i < l->touched.n; i++)
		if ((i == 0 || l->touched.v[i] != l->touched.v[i - 1]) && !linker_series_chain(l, l->touched.v[i], err))
			return false;
	l->touched.n = 0;
	l->chained = linked;
	return true;
}
