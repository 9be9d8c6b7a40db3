#include "config.h"

#include "link/rarity.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct rarity_entry {
	uint32_t hash, articles; /* hash 0: free */
};

/* A word of the snapshot, with what it says as a plain word and as a common one. */
struct rarity_word {
	struct rarity_entry entry;
	float bits[2];
};

struct rarity {
	uint32_t articles;
	size_t mask;         /* of the slots: a power of two, less one */
	float unseen[2];     /* what a word says that is not in the snapshot */
	struct rarity_word slots[];
};

/* What is known beforehand weighs as much as this many articles. */
static const float rarity_prior = 24;

static uint32_t rarity_read32(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;
	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static void rarity_write32(struct buf *out, uint32_t v)
{
	unsigned char b[4] = {v & 255, v >> 8 & 255, v >> 16 & 255, v >> 24};
	buf_add(out, b, 4);
}

static float rarity_share(uint32_t articles, float seen, enum stem_class class)
{
	float all = (float)articles + rarity_prior;
	float before = class == STEM_COMMON ? rarity_prior / 8 : rarity_prior / 64;
	float share = log2f(all / (seen + before)) / log2f(all / (rarity_prior / 64));
	return share < 0 ? 0 : share > 1 ? RARITY_MOST : RARITY_MOST * share;
}

static struct rarity_word *rarity_word(const struct rarity *r, uint32_t hash)
{
	size_t i = hash & r->mask;
	while (r->slots[i].entry.hash && r->slots[i].entry.hash != hash)
		i = (i + 1) & r->mask;
	return (struct rarity_word *)&r->slots[i];
}

static struct rarity *rarity_new(uint32_t articles, uint32_t words)
{
	size_t size = 16;
	while (size < 2 * (size_t)words)
		size *= 2;
	struct rarity *r = mem_zero(1, sizeof *r + size * sizeof r->slots[0]);
	r->articles = articles;
	r->mask = size - 1;
	for (int class = STEM_PLAIN; class <= STEM_COMMON; class++)
		r->unseen[class] = rarity_share(articles, (float)articles / 8192, (enum stem_class)class);
	return r;
}

bool rarity_open(struct str snapshot, struct rarity **out)
{
	uint32_t articles = 0, count = 0;
	if (snapshot.n) {
		if (snapshot.n < 8)
			return false;
		articles = rarity_read32(snapshot.p);
		count = rarity_read32(snapshot.p + 4);
		if (snapshot.n != 8 + 8 * (size_t)count)
			return false;
	}
	struct rarity *r = rarity_new(articles, count);
	for (uint32_t i = 0; i < count; i++) {
		struct rarity_entry e = {rarity_read32(snapshot.p + 8 + 8 * i), rarity_read32(snapshot.p + 12 + 8 * i)};
		struct rarity_word *w = rarity_word(r, e.hash);
		w->entry = e;
		for (int class = STEM_PLAIN; class <= STEM_COMMON; class++)
			w->bits[class] = rarity_share(articles, (float)e.articles, (enum stem_class)class);
	}
	*out = r;
	return true;
}

void rarity_close(struct rarity *r)
{
	mem_free(r);
}

uint32_t rarity_articles(const struct rarity *r)
{
	return r->articles;
}

uint32_t rarity_seen(const struct rarity *r, uint32_t hash)
{
	return rarity_word(r, hash)->entry.articles;
}

void rarity_fetch(const struct rarity *r, uint32_t hash)
{
	__builtin_prefetch(&r->slots[hash & r->mask]);
}

float rarity_bits(const struct rarity *r, const struct stem *s)
{
	if (s->class == STEM_STOP)
		return 0;
	const struct rarity_word *w = rarity_word(r, s->hash);
	return w->entry.hash ? w->bits[s->class] : r->unseen[s->class];
}

static int rarity_compare(const void *a, const void *b)
{
	const struct rarity_entry *x = a, *y = b;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* ---- counting ---- */

struct rarity_slot {
	uint32_t hash, articles, last; /* last: number of the article that counted it last */
};

struct rarity_counter {
	struct rarity_slot *slots; /* open addressing, a power of two */
	size_t size, used;
	uint32_t articles;
};

struct rarity_counter *rarity_counter_new(void)
{
	struct rarity_counter *c = mem_zero(1, sizeof *c);
	c->size = 1 << 12;
	c->slots = mem_zero(c->size, sizeof *c->slots);
	return c;
}

void rarity_counter_free(struct rarity_counter *c)
{
	if (c)
		mem_free(c->slots);
	mem_free(c);
}

static struct rarity_slot *rarity_slot(struct rarity_slot *slots, size_t size, uint32_t hash)
{
	size_t i = hash & (size - 1);
	while (slots[i].hash && slots[i].hash != hash)
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static void rarity_grow(struct rarity_counter *c)
{
	struct rarity_slot *larger = mem_zero(c->size * 2, sizeof *larger);
	for (size_t i = 0; i < c->size; i++)
		if (c->slots[i].hash)
			*rarity_slot(larger, c->size * 2, c->slots[i].hash) = c->slots[i];
	mem_free(c->slots);
	c->slots = larger;
	c->size *= 2;
}

void rarity_counter_add(struct rarity_counter *c, const struct stem_table *t, struct str article)
{
	c->articles++;
	struct stem s;
	while (stem_next(t, &article, &s)) {
		if (s.class == STEM_STOP)
			continue;
		struct rarity_slot *slot = rarity_slot(c->slots, c->size, s.hash);
		if (slot->last == c->articles)
			continue;
		if (!slot->hash && ++c->used * 2 > c->size) {
			rarity_grow(c);
			slot = rarity_slot(c->slots, c->size, s.hash);
		}
		slot->hash = s.hash;
		slot->articles++;
		slot->last = c->articles;
	}
}

uint32_t rarity_counter_articles(const struct rarity_counter *c)
{
	return c->articles;
}

void rarity_counter_snapshot(const struct rarity_counter *c, uint32_t least, struct buf *out)
{
	uint32_t count = 0;
	struct rarity_entry *entries = mem_alloc((c->used + 1) * sizeof *entries);
	for (size_t i = 0; i < c->size; i++)
		if (c->slots[i].hash && c->slots[i].articles >= least)
			entries[count++] = (struct rarity_entry){c->slots[i].hash, c->slots[i].articles};
	qsort(entries, count, sizeof *entries, rarity_compare);
	rarity_write32(out, c->articles);
	rarity_write32(out, count);
	for (uint32_t i = 0; i < count; i++) {
		rarity_write32(out, entries[i].hash);
		rarity_write32(out, entries[i].articles);
	}
	mem_free(entries);
}
