#include "config.h"

#include "store/keys.h"

#include "store/keys_run.h"

#include <stdlib.h>
#include <string.h>

/* ---- in memory ---- */

void keys_free(struct keys *k)
{
	vec_free(&k->slots);
	vec_free(&k->nodes);
	k->used = 0;
}

static uint64_t keys_hash(uint64_t key)
{
	key *= UINT64_C(0x9E3779B97F4A7C15);
	return key ^ key >> 32;
}

static struct keys_slot *keys_slot(const struct keys *k, uint64_t key)
{
	size_t mask = k->slots.n - 1, at = keys_hash(key) & mask;
	while (k->slots.v[at].used && k->slots.v[at].key != key)
		at = (at + 1) & mask;
	return &k->slots.v[at];
}

static void keys_grow(struct keys *k)
{
	struct keys old = *k;
	memset(&k->slots, 0, sizeof k->slots);
	size_t size = old.slots.n ? 2 * old.slots.n : 4096;
	vec_reserve(&k->slots, size);
	k->slots.n = size;
	memset(k->slots.v, 0, size * sizeof *k->slots.v);
	for (size_t i = 0; i < old.slots.n; i++)
		if (old.slots.v[i].used)
			*keys_slot(k, old.slots.v[i].key) = old.slots.v[i];
	vec_free(&old.slots);
}

/* The slot of a key, made when there is none. */
static struct keys_slot *keys_take(struct keys *k, uint64_t key)
{
	if (2 * k->used >= k->slots.n)
		keys_grow(k);
	struct keys_slot *s = keys_slot(k, key);
	if (!s->used) {
		*s = (struct keys_slot){.key = key, .used = true};
		k->used++;
	}
	return s;
}

static void keys_append(struct keys *k, struct keys_slot *s, struct store_key_event event)
{
	*vec_push(&k->nodes) = (struct keys_node){event, 0};
	uint32_t node = (uint32_t)k->nodes.n;
	if (s->last)
		k->nodes.v[s->last - 1].next = node;
	else
		s->first = node;
	s->last = node;
	s->count++;
}

void keys_add(struct keys *k, uint64_t key, struct store_key_event event)
{
	struct keys_slot *s = keys_take(k, key);
	if (s->count < KEYS_MOST && !(s->last && k->nodes.v[s->last - 1].event.event >= event.event))
		keys_append(k, s, event);
}

size_t keys_events(const struct keys *k, uint64_t key, struct store_key_event out[static KEYS_MOST])
{
	size_t n = 0;
	const struct keys_slot *s = k->slots.n ? keys_slot(k, key) : NULL;
	for (uint32_t node = s && s->used ? s->first : 0; node; node = k->nodes.v[node - 1].next)
		out[n++] = k->nodes.v[node - 1].event;
	return n;
}

/* ---- fetching ---- */

static void keys_take_entry(void *ctx, const struct keys_entry *e)
{
	struct keys *k = ctx;
	struct keys_slot *s = keys_slot(k, e->key);
	for (size_t i = 0; i < e->count && s->count < KEYS_MOST; i++)
		keys_append(k, s, e->events[i]);
	s->old = s->count;
}

bool keys_fetch(struct keys *k, struct db *db, const uint64_t *wanted, size_t n, struct error *err)
{
	VEC(uint64_t) unknown = {0};
	for (size_t i = 0; i < n; i++) {
		size_t used = k->used;
		keys_take(k, wanted[i]);
		if (k->used > used)
			*vec_push(&unknown) = wanted[i];
	}
	struct tier_segment *runs = NULL;
	size_t count = 0;
	bool ok = !unknown.n || keys_run_list(db, &runs, &count, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = keys_run_find(db, runs[i].id, unknown.v, unknown.n, keys_take_entry, k, err);
	mem_free(runs);
	vec_free(&unknown);
	return ok;
}

/* ---- flushing ---- */

static int keys_by_key(const void *x, const void *y)
{
	const struct keys_slot *a = *(const struct keys_slot *const *)x, *b = *(const struct keys_slot *const *)y;
	return (a->key > b->key) - (a->key < b->key);
}

/* The slots that hold what the file does not, by key. */
static const struct keys_slot **keys_new_slots(const struct keys *k, size_t *count)
{
	const struct keys_slot **out = mem_alloc((k->used + 1) * sizeof *out);
	size_t n = 0;
	for (size_t i = 0; i < k->slots.n; i++)
		if (k->slots.v[i].used && k->slots.v[i].count > k->slots.v[i].old)
			out[n++] = &k->slots.v[i];
	qsort(out, n, sizeof *out, keys_by_key);
	*count = n;
	return out;
}

static void keys_new_entry(const struct keys *k, const struct keys_slot *s, struct keys_entry *out)
{
	struct store_key_event events[KEYS_MOST];
	size_t n = keys_events(k, s->key, events);
	out->key = s->key;
	out->count = n - s->old;
	memcpy(out->events, events + s->old, out->count * sizeof *events);
}

bool keys_flush(struct keys *k, struct db *db, struct error *err)
{
	size_t n;
	struct keys_run run;
	const struct keys_slot **slots = keys_new_slots(k, &n);
	bool ok = keys_run_begin(&run, db, err);
	for (size_t i = 0; ok && i < n; i++) {
		struct keys_entry e;
		keys_new_entry(k, slots[i], &e);
		ok = keys_run_add(&run, &e);
	}
	ok = ok && (!n || (keys_run_end(&run) && keys_run_merge_due(db, 0, err)));
	keys_run_free(&run);
	mem_free(slots);
	keys_free(k);
	return ok;
}
