#include "config.h"

#include "ingest/linker_cache.h"

#include "base/mem.h"
#include "ingest/linker_digest.h"

void linker_cache_forget(struct linker_cache *c)
{
	for (size_t i = 0; c->used && i < LINKER_CACHE; i++) {
		c->used -= c->slots[i].id != 0;
		mem_free(c->slots[i].event);
		c->slots[i].event = NULL;
		c->slots[i].id = 0;
	}
}

void linker_cache_free(struct linker_cache *c)
{
	linker_cache_forget(c);
	arena_free(&c->arena);
}

static size_t linker_cache_slot(int64_t event)
{
	return (uint64_t)event * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (LINKER_CACHE - 1);
}

void linker_cache_put(struct linker_cache *c, struct link_event *e)
{
	size_t at = linker_cache_slot(e->id);
	mem_free(c->slots[at].event);
	c->used += c->slots[at].id == 0;
	c->slots[at].id = e->id;
	c->slots[at].event = e;
}

bool linker_cache_fetch(struct linker_cache *c, struct store *s, int64_t id, struct article *a, struct extraction *x, struct error *err)
{
	arena_reset(&c->arena);
	return store_article(s, id, &c->arena, a, err) && store_extraction(s, id, &c->arena, x, NULL, err);
}

bool linker_cache_get(struct linker_cache *c, struct store *s, const struct link_tables *t, const struct rarity *r, int64_t event,
		      const struct link_event **out, struct error *err)
{
	size_t at = linker_cache_slot(event), index = store_event_index(event);
	struct article a;
	struct extraction x;
	struct link_event e;
	*out = c->slots[at].event;
	if (c->slots[at].id == event)
		return true;
	if (!linker_cache_fetch(c, s, store_event_article(event), &a, &x, err))
		return false;
	*out = NULL;
	if (index >= x.event_count)
		return true;
	struct link_article source = linker_digest_source(&a, &x);
	source.id = store_event_article(event);
	link_digest(&source, &x.events[index], event, t, r, &c->arena, &e);
	struct link_event *copy = linker_digest_copy(&e);
	linker_cache_put(c, copy);
	*out = copy;
	return true;
}
