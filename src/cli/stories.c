#include "config.h"

#include "cli/stories.h"

#include "base/mem.h"
#include "link/story.h"

#include <stdlib.h>
#include <string.h>

static int stories_order(const void *pa, const void *pb)
{
	const int64_t *a = pa, *b = pb;
	return (*a > *b) - (*a < *b);
}

static void stories_list(struct stories *s, const int64_t *rows, size_t count)
{
	s->articles = mem_alloc((count + 1) * sizeof *s->articles);
	s->first = mem_alloc((count + 1) * sizeof *s->first);
	memcpy(s->articles, rows, count * sizeof *rows);
	qsort(s->articles, count, sizeof *s->articles, stories_order);
	for (size_t i = 0; i < count; i++) {
		if (s->count == 0 || s->articles[s->count - 1] != s->articles[i])
			s->articles[s->count++] = s->articles[i];
	}
}

/* How rare the words are among these articles. */
static bool stories_rarity(const struct stories *s, struct store *store, const struct stem_table *t, struct rarity **out,
			   struct error *err)
{
	struct rarity_counter *c = rarity_counter_new();
	struct arena arena = ARENA_INIT;
	struct buf snapshot = BUF_INIT;
	bool ok = true;
	for (size_t i = 0; ok && i < s->count; i++) {
		struct article a;
		ok = store_article(store, s->articles[i], &arena, &a, err);
		if (ok)
			rarity_counter_add(c, t, a.text);
		arena_reset(&arena);
	}
	rarity_counter_snapshot(c, 2, &snapshot);
	ok = ok && rarity_open(buf_str(&snapshot), out);
	buf_free(&snapshot);
	arena_free(&arena);
	rarity_counter_free(c);
	return ok;
}

static bool stories_digest(const struct stories *s, struct store *store, const struct stem_table *t, const struct rarity *r,
			   struct story_article *out, struct error *err)
{
	struct arena arena = ARENA_INIT;
	bool ok = true;
	for (size_t i = 0; ok && i < s->count; i++) {
		struct article a;
		ok = store_article(store, s->articles[i], &arena, &a, err);
		if (ok)
			story_digest(a.title, a.text, a.published.when.from, t, r, &out[i]);
		arena_reset(&arena);
	}
	arena_free(&arena);
	return ok;
}

bool stories_read(struct stories *s, struct store *store, const int64_t *rows, size_t count, struct error *err)
{
	struct stem_table *t = stem_open();
	struct rarity *r = NULL;
	stories_list(s, rows, count);
	struct story_article *digests = mem_zero(s->count + 1, sizeof *digests);
	uint32_t *story = mem_zero(s->count + 1, sizeof *story);
	bool ok = stories_rarity(s, store, t, &r, err) && stories_digest(s, store, t, r, digests, err);
	if (ok)
		story_cluster(digests, s->count, story);
	for (size_t i = 0; i < s->count; i++)
		s->first[i] = s->articles[story[i]];
	mem_free(story);
	mem_free(digests);
	rarity_close(r);
	stem_close(t);
	return ok;
}

void stories_free(struct stories *s)
{
	mem_free(s->articles);
	mem_free(s->first);
}
