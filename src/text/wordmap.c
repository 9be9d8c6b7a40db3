#include "config.h"

#include "text/wordmap.h"

#include "base/mem.h"
#include "text/vocabulary.h"

enum { WORDMAP_FIRST = 64 };

void wordmap_free(struct wordmap *m)
{
	mem_free(m->entries);
	*m = (struct wordmap)WORDMAP_INIT;
}

/* The entry of a key, or the free one where it belongs. */
static struct wordmap_entry *wordmap_slot(const struct wordmap *m, uint64_t key)
{
	size_t i = (key * UINT64_C(0x9E3779B97F4A7C15)) >> 40 & (m->size - 1);
	while (m->entries[i].key && m->entries[i].key != key)
		i = (i + 1) & (m->size - 1);
	return &m->entries[i];
}

static void wordmap_grow(struct wordmap *m)
{
	struct wordmap old = *m;
	m->size = old.size ? old.size * 2 : WORDMAP_FIRST;
	m->entries = mem_zero(m->size, sizeof *m->entries);
	for (size_t i = 0; i < old.size; i++)
		if (old.entries[i].key)
			*wordmap_slot(m, old.entries[i].key) = old.entries[i];
	mem_free(old.entries);
}

void wordmap_set(struct wordmap *m, struct str word, uint32_t value)
{
	if (2 * (m->count + 1) > m->size)
		wordmap_grow(m);
	uint64_t key = vocabulary_key(word);
	struct wordmap_entry *e = wordmap_slot(m, key);
	m->count += !e->key;
	*e = (struct wordmap_entry){key, value};
}

uint32_t wordmap_get(const struct wordmap *m, struct str word)
{
	if (!m->count || !word.n)
		return WORDMAP_NONE;
	const struct wordmap_entry *e = wordmap_slot(m, vocabulary_key(word));
	return e->key ? e->value : WORDMAP_NONE;
}
