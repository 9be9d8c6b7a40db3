#include "config.h"

#include "ingest/linker_cache.h"

#include "base/mem.h"
#include "ingest/linker_digest.h"

#include <string.h>

enum {
	LINKER_CACHE_SETS = 1 << 17,
	LINKER_CACHE_WAYS = 4,
	LINKER_CACHE_LARGEST = 4096,    /* what takes more, for its words are no words, is made again each time */
};

void linker_cache_free(struct linker_cache *c)
{
	mem_free(c->ring);
	mem_free(c->slots);
	arena_free(&c->arena);
	*c = (struct linker_cache){0};
}

void linker_cache_forget(struct linker_cache *c)
{
	linker_cache_free(c);
}

/* ---- packing ---- */

/* An event as the ring has it: this, its countries, its words, their texts and its place. */
struct linker_packed {
	struct interval when, published;
	uint64_t series;
	float weight;
	uint32_t head, key_words;
	uint16_t size;                 /* of all, a multiple of 8 */
	uint16_t place;                /* bytes */
	uint8_t precision, kind, basis, modality, confidence;
	uint8_t countries, words;
	char place_country[3];
};

struct linker_packed_word {
	uint32_t hash;
	float bits;
	uint16_t at, length;
};

static size_t linker_cache_size(const struct link_event *e)
{
	size_t size = sizeof(struct linker_packed) + e->country_count * sizeof *e->countries +
		      e->word_count * sizeof(struct linker_packed_word) + e->place.n;
	for (size_t i = 0; i < e->word_count; i++)
		size += e->words[i].text.n;
	return (size + 7) & ~(size_t)7;
}

static char *linker_cache_add(char *at, const void *from, size_t n)
{
	if (n)
		memcpy(at, from, n);
	return at + n;
}

static void linker_cache_pack(const struct link_event *e, size_t size, char *at)
{
	struct linker_packed p = {
		.when = e->when, .published = e->published, .series = e->series, .weight = e->weight, .head = e->head,
		.key_words = (uint32_t)e->key_words, .size = (uint16_t)size, .place = (uint16_t)e->place.n,
		.precision = (uint8_t)e->precision, .kind = (uint8_t)e->kind, .basis = (uint8_t)e->basis,
		.modality = (uint8_t)e->modality, .confidence = e->confidence, .countries = (uint8_t)e->country_count,
		.words = (uint8_t)e->word_count,
	};
	memcpy(p.place_country, e->place_country, sizeof p.place_country);
	at = linker_cache_add(at, &p, sizeof p);
	at = linker_cache_add(at, e->countries, e->country_count * sizeof *e->countries);
	for (size_t i = 0; i < e->word_count; i++) {
		const struct link_word *w = &e->words[i];
		struct linker_packed_word word = {w->hash, w->bits, w->at, (uint16_t)w->text.n};
		at = linker_cache_add(at, &word, sizeof word);
	}
	for (size_t i = 0; i < e->word_count; i++)
		at = linker_cache_add(at, e->words[i].text.p, e->words[i].text.n);
	linker_cache_add(at, e->place.p, e->place.n);
}

/* Into c->event; its texts are the ring's. */
static void linker_cache_unpack(struct linker_cache *c, int64_t event, const char *at)
{
	struct linker_packed p;
	memcpy(&p, at, sizeof p);
	at += sizeof p;
	struct link_event *e = &c->event;
	*e = (struct link_event){
		.id = event, .article = store_event_article(event), .when = p.when, .published = p.published,
		.precision = p.precision, .kind = p.kind, .basis = p.basis, .modality = p.modality, .confidence = p.confidence,
		.country_count = p.countries, .head = p.head, .words = c->words, .word_count = p.words, .key_words = p.key_words,
		.weight = p.weight, .series = p.series,
	};
	memcpy(e->place_country, p.place_country, sizeof e->place_country);
	memcpy(e->countries, at, p.countries * sizeof *e->countries);
	at += p.countries * sizeof *e->countries;
	const char *text = at + p.words * sizeof(struct linker_packed_word);
	for (size_t i = 0; i < p.words; i++, at += sizeof(struct linker_packed_word)) {
		struct linker_packed_word w;
		memcpy(&w, at, sizeof w);
		c->words[i] = (struct link_word){{text, w.length}, w.hash, w.bits, w.at};
		text += w.length;
	}
	e->place = (struct str){text, p.place};
}

/* ---- the ring ---- */

static struct linker_cache_slot *linker_cache_set(const struct linker_cache *c, int64_t event)
{
	uint64_t hash = (uint64_t)event * UINT64_C(0x9E3779B97F4A7C15) >> 32;
	return &c->slots[hash % LINKER_CACHE_SETS * LINKER_CACHE_WAYS];
}

/* The slot of an event that is in the ring; NULL: it is not. */
static struct linker_cache_slot *linker_cache_find(const struct linker_cache *c, int64_t event)
{
	struct linker_cache_slot *set = c->slots ? linker_cache_set(c, event) : NULL;
	for (size_t i = 0; set && i < LINKER_CACHE_WAYS; i++)
		if (set[i].event == event && set[i].at && c->added - set[i].at <= LINKER_CACHE_BYTES)
			return &set[i];
	return NULL;
}

bool linker_cache_has(const struct linker_cache *c, int64_t event)
{
	return linker_cache_find(c, event) != NULL;
}

/* Room at the ring's end, in one piece. */
static char *linker_cache_room(struct linker_cache *c, size_t size)
{
	size_t at = c->added % LINKER_CACHE_BYTES;
	if (at + size > LINKER_CACHE_BYTES) {
		c->added += LINKER_CACHE_BYTES - at;
		at = 0;
	}
	c->added += size;
	return c->ring + at;
}

void linker_cache_put(struct linker_cache *c, const struct link_event *e)
{
	size_t size = linker_cache_size(e);
	if (size > LINKER_CACHE_LARGEST)
		return;
	if (!c->ring) {
		c->ring = mem_zero(LINKER_CACHE_BYTES, 1);
		c->slots = mem_zero(LINKER_CACHE_SETS * LINKER_CACHE_WAYS, sizeof *c->slots);
		c->added = sizeof(struct linker_packed); /* 0 is no place */
	}
	struct linker_cache_slot *slot = linker_cache_set(c, e->id), *oldest = slot;
	for (size_t i = 1; i < LINKER_CACHE_WAYS; i++)
		if (slot[i].at < oldest->at)
			oldest = &slot[i];
	char *at = linker_cache_room(c, size);
	linker_cache_pack(e, size, at);
	*oldest = (struct linker_cache_slot){e->id, c->added - size};
}

/* What is old, and is asked for, becomes new. */
static const char *linker_cache_keep(struct linker_cache *c, struct linker_cache_slot *slot)
{
	const char *at = c->ring + slot->at % LINKER_CACHE_BYTES;
	if (c->added - slot->at < LINKER_CACHE_BYTES / 2)
		return at;
	struct linker_packed p;
	memcpy(&p, at, sizeof p);
	char *to = linker_cache_room(c, p.size);
	memmove(to, at, p.size);
	slot->at = c->added - p.size;
	return to;
}

/* ---- from the store ---- */

bool linker_cache_fetch(struct linker_cache *c, struct store *s, int64_t id, struct article *a, struct extraction *x, struct error *err)
{
	arena_reset(&c->arena);
	return store_text_and_extraction(s, id, &c->arena, a, x, err);
}

/* The digest of an event made again; NULL when there is no such event. */
static bool linker_cache_make(struct linker_cache *c, struct store *s, const struct link_tables *t, const struct rarity *r, int64_t event,
			      const struct link_event **out, struct error *err)
{
	size_t index = store_event_index(event);
	struct article a;
	struct extraction x;
	if (!linker_cache_fetch(c, s, store_event_article(event), &a, &x, err))
		return false;
	*out = NULL;
	if (index >= x.event_count)
		return true;
	struct link_article source = linker_digest_source(&a, &x);
	source.id = store_event_article(event);
	link_digest(&source, &x.events[index], event, t, r, &c->arena, &c->event);
	linker_cache_put(c, &c->event);
	*out = &c->event;
	return true;
}

bool linker_cache_get(struct linker_cache *c, struct store *s, const struct link_tables *t, const struct rarity *r, int64_t event,
		      const struct link_event **out, struct error *err)
{
	struct linker_cache_slot *slot = linker_cache_find(c, event);
	if (!slot)
		return linker_cache_make(c, s, t, r, event, out, err);
	linker_cache_unpack(c, event, linker_cache_keep(c, slot));
	*out = &c->event;
	return true;
}
