#include "config.h"

#include "ingest/linker_digest.h"

#include "ingest/linker.h"

#include <stdlib.h>
#include <string.h>

struct link_article linker_digest_source(const struct article *a, const struct extraction *x)
{
	return (struct link_article){.text = a->text, .title = a->title, .published = x->published.when, .places = x->places,
				     .place_count = x->place_count};
}

static int linker_digest_by_key(const void *x, const void *y)
{
	const struct linker_key *a = x, *b = y;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

static void linker_digest_keys(struct linker_prepared *p, struct arena *scratch, struct arena *arena)
{
	struct link_key keys[LINK_KEYS];
	p->keys = arena_take(scratch, p->count * LINK_KEYS, sizeof *p->keys);
	for (size_t i = 0; i < p->count; i++) {
		size_t n = link_keys(&p->events[i], keys);
		for (size_t k = 0; k < n; k++)
			p->keys[p->key_count++] = (struct linker_key){keys[k].key, keys[k].bits, (uint32_t)i, keys[k].first, keys[k].sketch};
	}
	if (p->key_count)
		qsort(p->keys, p->key_count, sizeof *p->keys, linker_digest_by_key);
	struct linker_key *kept = arena_take(arena, p->key_count, sizeof *kept);
	if (p->key_count)
		memcpy(kept, p->keys, p->key_count * sizeof *kept);
	p->keys = kept;
}

struct linker_prepared *linker_digest_article(const struct link_tables *t, const struct rarity *r, const struct article *a,
					      const struct extraction *x, struct arena *scratch, struct arena *arena)
{
	struct link_article source = linker_digest_source(a, x);
	struct linker_prepared *p = arena_alloc(arena, 1, sizeof *p);
	p->rarity = r;
	p->count = x->event_count <= LINKER_EVENTS ? x->event_count : 0;
	p->events = arena_take(arena, p->count, sizeof *p->events);
	for (size_t i = 0; i < p->count; i++)
		link_digest(&source, &x->events[i], 0, t, r, arena, &p->events[i]);
	linker_digest_keys(p, scratch, arena);
	return p;
}

struct link_event *linker_digest_copy(const struct link_event *e, struct arena *arena)
{
	struct link_event *copy = arena_take(arena, 1, sizeof *copy);
	*copy = *e;
	copy->words = arena_take(arena, e->word_count, sizeof *copy->words);
	for (size_t i = 0; i < e->word_count; i++) {
		copy->words[i] = e->words[i];
		copy->words[i].text = arena_str(arena, e->words[i].text);
	}
	copy->place = arena_str(arena, e->place);
	copy->series_name = arena_str(arena, e->series_name);
	return copy;
}
