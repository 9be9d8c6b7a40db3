#include "config.h"

#include "cli/stories.h"

#include <stdlib.h>

enum { STORIES_LEAST = 50 }; /* percent: the score that makes two events tell one story */

static int stories_order(const void *pa, const void *pb)
{
	const struct stories_article *a = pa, *b = pb;
	return (a->article > b->article) - (a->article < b->article);
}

static void stories_list(struct stories *s, const struct result *r)
{
	for (size_t i = 0; i < r->count; i++)
		*vec_push(&s->articles) = (struct stories_article){r->rows[i].article, 0};
	if (s->articles.n)
		qsort(s->articles.v, s->articles.n, sizeof *s->articles.v, stories_order);
	size_t n = 0;
	for (size_t i = 0; i < s->articles.n; i++) {
		if (n == 0 || s->articles.v[n - 1].article != s->articles.v[i].article) {
			s->articles.v[n] = (struct stories_article){s->articles.v[i].article, n};
			n++;
		}
	}
	s->articles.n = n;
}

static size_t stories_find(const struct stories *s, int64_t article)
{
	struct stories_article key = {article, 0};
	struct stories_article *at = bsearch(&key, s->articles.v, s->articles.n, sizeof key, stories_order);
	return at ? (size_t)(at - s->articles.v) : SIZE_MAX;
}

static size_t stories_root(struct stories *s, size_t i)
{
	while (s->articles.v[i].parent != i) {
		s->articles.v[i].parent = s->articles.v[s->articles.v[i].parent].parent;
		i = s->articles.v[i].parent;
	}
	return i;
}

static void stories_join(struct stories *s, const struct link *k)
{
	size_t a = stories_find(s, store_event_article(k->from)), b = stories_find(s, store_event_article(k->to));
	if (k->kind != LINK_SAME || k->score < STORIES_LEAST || a == SIZE_MAX || b == SIZE_MAX)
		return;
	a = stories_root(s, a);
	b = stories_root(s, b);
	if (a < b)
		s->articles.v[b].parent = a;
	else
		s->articles.v[a].parent = b;
}

bool stories_read(struct stories *s, struct store *store, const struct result *r, struct error *err)
{
	struct arena arena = ARENA_INIT;
	bool ok = true;
	stories_list(s, r);
	for (size_t i = 0; ok && i < r->count; i++) {
		struct link *links = NULL;
		size_t count = 0;
		if (r->rows[i].type != ROW_EVENT)
			continue;
		ok = store_links_of(store, r->rows[i].id, &arena, &links, &count, err);
		for (size_t k = 0; ok && k < count; k++)
			stories_join(s, &links[k]);
		arena_reset(&arena);
	}
	arena_free(&arena);
	return ok;
}

int64_t stories_of(struct stories *s, size_t i)
{
	return s->articles.v[stories_root(s, i)].article;
}

void stories_free(struct stories *s)
{
	vec_free(&s->articles);
}
