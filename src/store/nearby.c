#include "config.h"

#include "store/nearby.h"

enum {
	NEARBY_SLOTS = 1024, /* at first */
	NEARBY_FAR = 2048,   /* rows: half of what is kept is still of use */
};

void nearby_free(struct nearby *n)
{
	for (int i = 0; i < 2; i++) {
		arena_free(&n->shelf[i].arena);
		vec_free(&n->shelf[i].added);
	}
	vec_free(&n->slots);
	*n = (struct nearby){.count = 0};
}

void nearby_begin(struct nearby *n, int64_t version)
{
	if (n->version != version)
		nearby_free(n);
	n->version = version;
}

void nearby_move(struct nearby *n, size_t middle)
{
	size_t by = middle > n->middle ? middle - n->middle : n->middle - middle;
	int64_t version = n->version;
	if (by < NEARBY_FAR)
		return;
	if (nearby_is_full(n, 0) || nearby_is_full(n, 1))
		nearby_free(n);
	n->version = version;
	n->middle = middle;
}

static size_t nearby_slot(const struct nearby *n, int64_t article)
{
	size_t mask = n->slots.n - 1, at = (uint64_t)article * UINT64_C(0x9E3779B97F4A7C15) >> 32 & mask;
	while (n->slots.v[at] && n->slots.v[at]->article != article)
		at = (at + 1) & mask;
	return at;
}

struct nearby_article *nearby_get(const struct nearby *n, int64_t article)
{
	return n->slots.n ? n->slots.v[nearby_slot(n, article)] : NULL;
}

bool nearby_is_full(const struct nearby *n, int shelf)
{
	return arena_size(&n->shelf[shelf].arena) >= NEARBY_MOST / 2;
}

struct nearby_article *nearby_add(struct nearby *n, int shelf, int64_t article, struct str text)
{
	struct nearby_shelf *s = &n->shelf[shelf];
	struct nearby_article *a = arena_alloc(&s->arena, 1, sizeof *a);
	a->article = article;
	a->kept = true;
	a->text = arena_str(&s->arena, text);
	*vec_push(&s->added) = a;
	return a;
}

static void nearby_grow(struct nearby *n)
{
	struct nearby old = {.slots = {n->slots.v, n->slots.n, n->slots.cap}};
	n->slots.n = old.slots.n ? 2 * old.slots.n : NEARBY_SLOTS;
	n->slots.cap = n->slots.n;
	n->slots.v = mem_zero(n->slots.n, sizeof *n->slots.v);
	for (size_t i = 0; i < old.slots.n; i++)
		if (old.slots.v[i])
			n->slots.v[nearby_slot(n, old.slots.v[i]->article)] = old.slots.v[i];
	vec_free(&old.slots);
}

void nearby_settle(struct nearby *n)
{
	for (int i = 0; i < 2; i++) {
		for (size_t k = 0; k < n->shelf[i].added.n; k++) {
			struct nearby_article *a = n->shelf[i].added.v[k];
			if (2 * ++n->count > n->slots.n)
				nearby_grow(n);
			n->slots.v[nearby_slot(n, a->article)] = a;
		}
		n->shelf[i].added.n = 0;
	}
}
