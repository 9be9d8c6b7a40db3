#include "config.h"

#include "text/wordmap.h"

#include "base/mem.h"

void wordmap_free(struct wordmap *m)
{
	mem_free(m->entries);
	*m = (struct wordmap)WORDMAP_INIT;
}

static uint32_t wordmap_hash(struct str key)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 16777619u;
	return h ^ h >> 15;
}

/* The entry of key, or the free one where it belongs. */
static struct wordmap_entry *wordmap_slot(const struct wordmap *m, struct str key, uint32_t hash)
{
	size_t i = hash & (m->size - 1);
	while (m->entries[i].key.p && (m->entries[i].hash != hash || !str_eq(m->entries[i].key, key)))
		i = (i + 1) & (m->size - 1);
	return &m->entries[i];
}

static void wordmap_grow(struct wordmap *m)
{
	struct wordmap old = *m;
	m->size = old.size ? old.size * 2 : 64;
	m->entries = mem_zero(m->size, sizeof *m->entries);
	for (size_t i = 0; i < old.size; i++)
		if (old.entries[i].key.p)
			*wordmap_slot(m, old.entries[i].key, old.entries[i].hash) = old.entries[i];
	mem_free(old.entries);
}

void wordmap_set(struct wordmap *m, struct str key, uint32_t value)
{
	if (2 * (m->count + 1) > m->size)
		wordmap_grow(m);
	uint32_t hash = wordmap_hash(key);
	struct wordmap_entry *e = wordmap_slot(m, key, hash);
	m->count += e->key.p == NULL;
	*e = (struct wordmap_entry){.key = key, .hash = hash, .value = value};
}

uint32_t wordmap_get(const struct wordmap *m, struct str key)
{
	if (!m->size || !key.n)
		return WORDMAP_NONE;
	const struct wordmap_entry *e = wordmap_slot(m, key, wordmap_hash(key));
	return e->key.p ? e->value : WORDMAP_NONE;
}
