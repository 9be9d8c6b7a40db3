#include "config.h"

#include "store/words.h"

#include "base/utf8.h"
#include "store/words_merge.h"
#include "store/words_segment.h"

#include <assert.h>
#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum {
	WORDS_LARGE = 4 * 1000 * 1000, /* postings */
	WORDS_MOST = (1 << 24) - 2,    /* different ones, as a posting can number them: a text with more is huge */
};

enum words_class words_class_of(uint32_t cp)
{
	if (!utf8_is_word(cp))
		return WORDS_NONE;
	return utf8_is_unspaced(cp) && !utf8_is_digit(cp) ? WORDS_UNIT : WORDS_PART;
}

bool words_is_mark(uint32_t cp)
{
	return cp > ' ' && cp < 0x80 && strchr("#*+<=>@[\\]^`{|}~", (int)cp);
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

/* There is room. */
static void words_post(struct words *w, int64_t article, const struct words_item *item)
{
	w->postings.v[w->postings.n++] = (struct words_posting){words_number(w, item), item->places, (uint32_t)(article - w->first)};
}

/* What no number is left for is the word that every search finds, once an article. */
static void words_post_rest(struct words *w, int64_t article, size_t begin)
{
	static const struct words_item any = {.places = WORDS_PLACES_ALL};
	uint32_t number = words_number(w, &any);
	for (size_t i = begin; i < w->postings.n; i++)
		if (w->postings.v[i].word == number)
			return;
	words_post(w, article, &any);
}

void words_add(struct words *w, int64_t article, const struct words_gathered *l)
{
	enum { AT_ONCE = 256 };
	if (!w->first)
		w->first = article;
	w->last = article;
	while (2 * (w->entries.n + l->n) >= w->slots.n)
		words_grow(w);
	vec_reserve(&w->postings, l->n + 1);
	size_t begin = w->postings.n, i = 0;
	for (; i < l->n && w->entries.n < WORDS_MOST; i++) {
		if (i % AT_ONCE == 0)
			words_fetch(w, l->v + i, l->n - i < AT_ONCE ? l->n - i : AT_ONCE);
		words_post(w, article, &l->v[i]);
	}
	if (i < l->n)
		words_post_rest(w, article, begin);
}

/* ---- keys ---- */

/* Letters that are of \w, and of no other kind, in every version of Unicode that is in use. */
static bool words_is_odd(uint32_t cp)
{
	enum { SETTLED = 0x530 /* Latin, Greek, Cyrillic */ };
	return cp >= 0x80 && (cp >= SETTLED || !utf8_is_letter(cp) || utf8_is_mark(cp));
}

void words_key(struct str word, struct buf *out)
{
	size_t begin = out->n;
	bool odd = false;
	uint32_t cp;
	if (utf8_is_ascii(word)) {
		buf_reserve(out, word.n);
		utf8_fold_ascii(word, out->p + begin);
		out->n += word.n;
		out->p[out->n] = '\0';
		return;
	}
	for (size_t i = 0; i < word.n;) {
		i += utf8_decode(str_sub(word, i, word.n), &cp, NULL);
		odd |= words_is_odd(cp);
	}
	if (odd)
		buf_add_char(out, WORDS_ODD);
	buf_reserve(out, 2 * word.n);
	for (size_t i = 0; i < word.n;) {
		i += utf8_decode(str_sub(word, i, word.n), &cp, NULL);
		out->n += utf8_encode(utf8_fold_one(cp), out->p + out->n);
	}
	out->p[out->n] = '\0';
	assert(out->n - begin <= 2 * word.n + 1);
}

/* ---- sealing ---- */

uint64_t words_head(struct str key)
{
	uint64_t head = 0;
	memcpy(&head, key.p, key.n < sizeof head ? key.n : sizeof head);
	return be64toh(head);
}

struct words_order {
	uint64_t head;         /* of the key */
	struct str key, text;
	uint32_t entry;
};

static int words_compare(const void *a, const void *b)
{
	const struct words_order *x = a, *y = b;
	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	int order = str_cmp(x->key, y->key);
	return order ? order : str_cmp(x->text, y->text);
}

static struct words_order *words_sorted(const struct words *w, struct buf *keys)
{
	struct words_order *order = mem_alloc(w->entries.n * sizeof *order);
	size_t *ends = mem_alloc((w->entries.n + 1) * sizeof *ends);
	for (size_t i = 0; i < w->entries.n; i++) {
		const struct words_entry *e = &w->entries.v[i];
		order[i] = (struct words_order){.text = {w->pool.p + e->text, e->length}, .entry = (uint32_t)i};
		words_key(order[i].text, keys);
		ends[i] = keys->n;
	}
	for (size_t i = 0; i < w->entries.n; i++) {
		order[i].key = str_sub(buf_str(keys), i ? ends[i - 1] : 0, ends[i]);
		order[i].head = words_head(order[i].key);
	}
	mem_free(ends);
	qsort(order, w->entries.n, sizeof *order, words_compare);
	return order;
}

/* The postings of all words, those of one together: a counting sort by word, which keeps the order. */
static void words_by_word(const struct words *w, size_t *begins, uint32_t *articles, uint8_t *places)
{
	for (size_t i = 0; i < w->postings.n; i++)
		begins[w->postings.v[i].word + 1]++;
	for (size_t i = 0; i < w->entries.n; i++)
		begins[i + 1] += begins[i];
	size_t *at = mem_alloc((w->entries.n + 1) * sizeof *at);
	memcpy(at, begins, (w->entries.n + 1) * sizeof *at);
	for (size_t i = 0; i < w->postings.n; i++) {
		const struct words_posting *p = &w->postings.v[i];
		articles[at[p->word]] = p->article;
		places[at[p->word]++] = p->places;
	}
	mem_free(at);
}

void words_seal(struct words *w, enum words_scope scope, struct words_segment *out)
{
	*out = (struct words_segment){.first = w->first, .last = w->last, .scope = scope};
	struct buf keys = BUF_INIT;
	struct words_order *order = words_sorted(w, &keys);
	size_t *begins = mem_zero(w->entries.n + 1, sizeof *begins);
	uint32_t *articles = mem_alloc(w->postings.n * sizeof *articles);
	uint8_t *places = mem_alloc(w->postings.n * sizeof *places);
	words_by_word(w, begins, articles, places);
	for (size_t i = 0; i < w->entries.n; i++) {
		size_t begin = begins[order[i].entry];
		words_segment_put(out, order[i].text, articles + begin, places + begin, begins[order[i].entry + 1] - begin);
	}
	buf_free(&keys);
	mem_free(order);
	mem_free(begins);
	mem_free(articles);
	mem_free(places);
	words_clear(w);
}

bool words_flush(struct words *w, enum words_scope scope, struct db *db, struct error *err)
{
	if (!w->first)
		return true;
	struct words_segment s;
	words_seal(w, scope, &s);
	bool ok = words_segment_write(&s, db, err) && words_merge_due(scope, db, 0, err);
	words_segment_free(&s);
	return ok;
}
