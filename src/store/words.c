#include "config.h"

#include "store/words.h"

#include "base/utf8.h"
#include "store/pack.h"
#include "store/words_segment.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_LARGE = 4 * 1000 * 1000 /* postings */ };

enum words_class words_class_of(uint32_t cp)
{
	if (!utf8_is_word(cp))
		return WORDS_NONE;
	return utf8_is_unspaced(cp) && !utf8_is_digit(cp) ? WORDS_UNIT : WORDS_PART;
}

void words_free(struct words *w)
{
	buf_free(&w->pool);
	vec_free(&w->entries);
	vec_free(&w->slots);
	vec_free(&w->postings);
	w->first = w->last = 0;
}

/* Empty, memory kept for the next batch. */
static void words_clear(struct words *w)
{
	buf_clear(&w->pool);
	w->entries.n = 0;
	w->postings.n = 0;
	if (w->slots.n)
		memset(w->slots.v, 0, w->slots.n * sizeof *w->slots.v);
	w->first = w->last = 0;
}

bool words_is_large(const struct words *w)
{
	return w->postings.n > WORDS_LARGE;
}

/* ---- the table of words ---- */

static void words_grow(struct words *w)
{
	struct words old = {.slots = {w->slots.v, w->slots.n, w->slots.cap}};
	size_t size = old.slots.n ? old.slots.n * 2 : 4096;
	memset(&w->slots, 0, sizeof w->slots);
	vec_reserve(&w->slots, size);
	w->slots.n = size;
	memset(w->slots.v, 0, size * sizeof *w->slots.v);
	for (size_t i = 0; i < old.slots.n; i++) {
		size_t at = old.slots.v[i].hash & (size - 1);
		if (!old.slots.v[i].entry)
			continue;
		while (w->slots.v[at].entry)
			at = (at + 1) & (size - 1);
		w->slots.v[at] = old.slots.v[i];
	}
	vec_free(&old.slots);
}

static bool words_is(const struct words *w, const struct words_entry *e, const struct words_item *item)
{
	return e->head == item->head && e->length == item->text.n &&
	       (e->length <= sizeof e->head || memcmp(w->pool.p + e->text, item->text.p, e->length) == 0);
}

static struct words_entry *words_new_entry(struct words *w, const struct words_item *item, size_t at)
{
	struct words_entry *e = vec_push(&w->entries);
	*e = (struct words_entry){item->head, (uint32_t)w->pool.n, (uint32_t)item->text.n};
	buf_add_str(&w->pool, item->text);
	w->slots.v[at] = (struct words_slot){item->hash, (uint32_t)w->entries.n};
	return e;
}

static uint32_t words_number(struct words *w, const struct words_item *item)
{
	size_t mask = w->slots.n - 1, at = item->hash & mask;
	for (; w->slots.v[at].entry; at = (at + 1) & mask)
		if (w->slots.v[at].hash == item->hash && words_is(w, &w->entries.v[w->slots.v[at].entry - 1], item))
			return w->slots.v[at].entry - 1;
	return (uint32_t)(words_new_entry(w, item, at) - w->entries.v);
}

/* The table is larger than a cache, and which places of it are needed is known beforehand: all of them are asked for
 * before the first one is waited for. */
static void words_fetch(const struct words *w, const struct words_item *v, size_t n)
{
	size_t mask = w->slots.n - 1;
	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(&w->slots.v[v[i].hash & mask]);
	for (size_t i = 0; i < n; i++) {
		uint32_t entry = w->slots.v[v[i].hash & mask].entry;
		if (entry)
			__builtin_prefetch(&w->entries.v[entry - 1]);
	}
}

void words_add(struct words *w, int64_t article, const struct words_gathered *l)
{
	enum { AT_ONCE = 256 };
	if (!w->first)
		w->first = article;
	w->last = article;
	while (2 * (w->entries.n + l->n) >= w->slots.n)
		words_grow(w);
	vec_reserve(&w->postings, l->n);
	for (size_t i = 0; i < l->n; i++) {
		if (i % AT_ONCE == 0)
			words_fetch(w, l->v + i, l->n - i < AT_ONCE ? l->n - i : AT_ONCE);
		*vec_push(&w->postings) = (struct words_posting){words_number(w, &l->v[i]), (uint32_t)(article - w->first)};
	}
}

/* ---- sealing ---- */

struct words_order {
	uint64_t head;
	struct str text;
	uint32_t entry;
};

static int words_compare(const void *a, const void *b)
{
	const struct words_order *x = a, *y = b;
	return x->head != y->head ? (x->head < y->head ? -1 : 1) : str_cmp(x->text, y->text);
}

static struct words_order *words_sorted(const struct words *w)
{
	struct words_order *order = mem_alloc(w->entries.n * sizeof *order);
	for (size_t i = 0; i < w->entries.n; i++) {
		const struct words_entry *e = &w->entries.v[i];
		order[i] = (struct words_order){e->head, {w->pool.p + e->text, e->length}, (uint32_t)i};
	}
	qsort(order, w->entries.n, sizeof *order, words_compare);
	return order;
}

/* The articles of all words, those of one together: a counting sort by word, which keeps the order. */
static uint32_t *words_articles(const struct words *w, size_t *begins)
{
	for (size_t i = 0; i < w->postings.n; i++)
		begins[w->postings.v[i].word + 1]++;
	for (size_t i = 0; i < w->entries.n; i++)
		begins[i + 1] += begins[i];
	uint32_t *articles = mem_alloc(w->postings.n * sizeof *articles);
	size_t *at = mem_alloc((w->entries.n + 1) * sizeof *at);
	memcpy(at, begins, (w->entries.n + 1) * sizeof *at);
	for (size_t i = 0; i < w->postings.n; i++)
		articles[at[w->postings.v[i].word]++] = w->postings.v[i].article;
	mem_free(at);
	return articles;
}

void words_seal(struct words *w, struct words_segment *out)
{
	*out = (struct words_segment){.first = w->first, .last = w->last};
	struct words_order *order = words_sorted(w);
	size_t *begins = mem_zero(w->entries.n + 1, sizeof *begins);
	uint32_t *articles = words_articles(w, begins);
	for (size_t i = 0; i < w->entries.n; i++) {
		uint32_t e = order[i].entry;
		words_segment_put(out, order[i].text, &articles[begins[e]], begins[e + 1] - begins[e]);
	}
	mem_free(order);
	mem_free(begins);
	mem_free(articles);
	words_clear(w);
}

bool words_flush(struct words *w, enum words_scope scope, struct db *db, struct error *err)
{
	if (!w->first)
		return true;
	struct words_segment s;
	words_seal(w, &s);
	s.scope = scope;
	bool ok = words_segment_write(&s, db, err) && words_segment_merge_due(scope, db, 0, err);
	words_segment_free(&s);
	return ok;
}
