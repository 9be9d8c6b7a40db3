#include "config.h"

#include "store/keys.h"

#include "base/radix.h"
#include "store/keys_run.h"

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

static void keys_new_node(struct keys *k, struct keys_slot *s)
{
	vec_push(&k->nodes)->next = 0;
	uint32_t node = (uint32_t)k->nodes.n;
	if (s->last)
		k->nodes.v[s->last - 1].next = node;
	else
		s->first = node;
	s->last = node;
}

static void keys_append(struct keys *k, struct keys_slot *s, struct store_key_event event)
{
	size_t at = s->count % KEYS_NODE;
	if (!at)
		keys_new_node(k, s);
	k->nodes.v[s->last - 1].events[at] = event.event;
	k->nodes.v[s->last - 1].sketches[at] = event.sketch;
	s->count++;
}

static int64_t keys_last_event(const struct keys *k, const struct keys_slot *s)
{
	return s->count ? k->nodes.v[s->last - 1].events[(s->count - 1) % KEYS_NODE] : 0;
}

void keys_add(struct keys *k, uint64_t key, struct store_key_event event)
{
	struct keys_slot *s = keys_take(k, key);
	if (s->count < KEYS_MOST && keys_last_event(k, s) < event.event)
		keys_append(k, s, event);
}

void keys_expect(const struct keys *k, const uint64_t *keys, size_t n)
{
	size_t mask = k->slots.n - 1;
	for (size_t i = 0; k->slots.n && i < n; i++)
		__builtin_prefetch(&k->slots.v[keys_hash(keys[i]) & mask]);
	for (size_t i = 0; k->slots.n && i < n; i++) {
		uint32_t first = k->slots.v[keys_hash(keys[i]) & mask].first;
		if (first)
			__builtin_prefetch(&k->nodes.v[first - 1]);
	}
}

size_t keys_events(const struct keys *k, uint64_t key, struct store_key_event out[static KEYS_MOST])
{
	size_t n = 0;
	const struct keys_slot *s = k->slots.n ? keys_slot(k, key) : NULL;
	for (uint32_t next = s && s->used ? s->first : 0; next;) {
		const struct keys_node *node = &k->nodes.v[next - 1];
		for (size_t i = 0; i < KEYS_NODE && n < s->count; i++, n++)
			out[n] = (struct store_key_event){node->events[i], node->sketches[i]};
		next = node->next;
	}
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

/* Those that are not in memory, each once, rising. */
static size_t keys_take_unknown(struct keys *k, const uint64_t *wanted, size_t n, uint64_t *out)
{
	VEC(struct radix_entry) unknown = {0};
	for (size_t i = 0; i < n; i++) {
		size_t used = k->used;
		keys_take(k, wanted[i]);
		if (k->used > used)
			*vec_push(&unknown) = (struct radix_entry){wanted[i], 0};
	}
	radix_sort(unknown.v, unknown.n);
	for (size_t i = 0; i < unknown.n; i++)
		out[i] = unknown.v[i].key;
	n = unknown.n;
	vec_free(&unknown);
	return n;
}

bool keys_fetch(struct keys *k, struct db *db, const uint64_t *wanted, size_t n, struct error *err)
{
	uint64_t *unknown = mem_alloc((n + 1) * sizeof *unknown);
	size_t unknown_count = keys_take_unknown(k, wanted, n, unknown);
	struct tier_segment *runs = NULL;
	size_t count = 0;
	bool ok = !unknown_count || keys_run_list(db, &runs, &count, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = keys_run_find(db, runs[i].id, unknown, unknown_count, keys_take_entry, k, err);
	mem_free(runs);
	mem_free(unknown);
	return ok;
}

/* ---- flushing ---- */

/* The slots that hold what the file does not, by key. */
static struct radix_entry *keys_new_slots(const struct keys *k, size_t *count)
{
	struct radix_entry *out = mem_alloc((k->used + 1) * sizeof *out);
	size_t n = 0;
	for (size_t i = 0; i < k->slots.n; i++)
		if (k->slots.v[i].used && k->slots.v[i].count > k->slots.v[i].old)
			out[n++] = (struct radix_entry){k->slots.v[i].key, (uint32_t)i};
	radix_sort(out, n);
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
	struct radix_entry *slots = keys_new_slots(k, &n);
	bool ok = keys_run_begin(&run, db, err);
	for (size_t i = 0; ok && i < n; i++) {
		struct keys_entry e;
		keys_new_entry(k, &k->slots.v[slots[i].value], &e);
		ok = keys_run_add(&run, &e);
	}
	ok = ok && (!n || (keys_run_end(&run) && keys_run_merge_due(db, 0, err)));
	keys_run_free(&run);
	mem_free(slots);
	keys_free(k);
	return ok;
}
