#include "config.h"

#include "ingest/linker_cache.h"

#include "base/mem.h"
#include "ingest/linker_digest.h"

static void linker_cache_set(struct link_event **slot, struct link_event *e)
{
	mem_free(*slot);
	*slot = e;
}

void linker_cache_forget(struct linker_cache *c)
{
	for (size_t i = 0; c->used && i < LINKER_CACHE_ASKED; i++)
		linker_cache_set(&c->asked[i], NULL);
	for (size_t i = 0; c->used && i < LINKER_CACHE_NEW; i++)
		linker_cache_set(&c->new[i], NULL);
	c->used = false;
}

void linker_cache_free(struct linker_cache *c)
{
	linker_cache_forget(c);
	arena_free(&c->arena);
}

static struct link_event **linker_cache_slot(struct link_event **slots, size_t n, int64_t event)
{
	return &slots[(uint64_t)event * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (n - 1)];
}

void linker_cache_put(struct linker_cache *c, struct link_event *e)
{
	c->used = true;
	linker_cache_set(linker_cache_slot(c->new, LINKER_CACHE_NEW, e->id), e);
}

bool linker_cache_fetch(struct linker_cache *c, struct store *s, int64_t id, struct article *a, struct extraction *x, struct error *err)
{
	arena_reset(&c->arena);
	return store_article_and_extraction(s, id, &c->arena, a, x, err);
}

/* The digest of an event made again; NULL when there is no such event. */
static bool linker_cache_make(struct linker_cache *c, struct store *s, const struct link_tables *t, const struct rarity *r, int64_t event,
			      struct link_event **out, struct error *err)
{
	size_t index = store_event_index(event);
	struct article a;
	struct extraction x;
	struct link_event e;
	if (!linker_cache_fetch(c, s, store_event_article(event), &a, &x, err))
		return false;
	*out = NULL;
	if (index >= x.event_count)
		return true;
	struct link_article source = linker_digest_source(&a, &x);
	source.id = store_event_article(event);
	link_digest(&source, &x.events[index], event, t, r, &c->arena, &e);
	*out = linker_digest_copy(&e);
	return true;
}

bool linker_cache_get(struct linker_cache *c, struct store *s, const struct link_tables *t, const struct rarity *r, int64_t event,
		      const struct link_event **out, struct error *err)
{
	struct link_event **asked = linker_cache_slot(c->asked, LINKER_CACHE_ASKED, event);
	struct link_event **new = linker_cache_slot(c->new, LINKER_CACHE_NEW, event), *found;
	if (*asked && (*asked)->id == event) {
		*out = *asked;
		return true;
	}
	if (*new && (*new)->id == event) {
		found = *new;
		*new = NULL;
	} else if (!linker_cache_make(c, s, t, r, event, &found, err)) {
		return false;
	}
	*out = found;
	if (found)
		linker_cache_set(asked, found);
	c->used = true;
	return true;
}
