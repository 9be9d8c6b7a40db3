#include "config.h"

#include "store/words.h"

#include "base/utf8.h"
#include "store/pack.h"
#include "store/words_segment.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum {
	WORDS_LONGEST = 200,              /* bytes */
	WORDS_LARGE = 4 * 1000 * 1000,    /* postings */
};

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

/* The first bytes of a word, as a number that sorts as they do. */
static uint64_t words_head(struct str word)
{
	uint64_t head = 0;
	if (word.n >= sizeof head)
		memcpy(&head, word.p, sizeof head);
	else
		for (size_t i = 0; i < word.n; i++)
			head |= (uint64_t)(unsigned char)word.p[i] << (56 - 8 * i);
	return word.n >= sizeof head ? be64toh(head) : head;
}

static uint32_t words_hash(uint64_t head, struct str word)
{
	uint64_t h = (head ^ word.n) * UINT64_C(0x9E3779B97F4A7C15);
	for (size_t i = sizeof head; i < word.n; i += sizeof head)
		h = (h ^ h >> 29 ^ words_head(str_sub(word, i, word.n))) * UINT64_C(0xBF58476D1CE4E5B9);
	return (uint32_t)(h >> 32);
}

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

static bool words_is(const struct words *w, const struct words_entry *e, uint64_t head, struct str word)
{
	return e->head == head && e->length == word.n &&
	       (word.n <= sizeof head || memcmp(w->pool.p + e->text, word.p, word.n) == 0);
}

static struct words_entry *words_entry_of(struct words *w, struct str word)
{
	if (w->entries.n * 2 >= w->slots.n)
		words_grow(w);
	uint64_t head = words_head(word);
	uint32_t hash = words_hash(head, word);
	size_t mask = w->slots.n - 1, at = hash & mask;
	for (; w->slots.v[at].entry; at = (at + 1) & mask) {
		if (w->slots.v[at].hash != hash)
			continue;
		struct words_entry *e = &w->entries.v[w->slots.v[at].entry - 1];
		if (words_is(w, e, head, word))
			return e;
	}
	struct words_entry *e = vec_push(&w->entries);
	*e = (struct words_entry){head, (uint32_t)w->pool.n, (uint32_t)word.n, 0};
	buf_add_str(&w->pool, word);
	w->slots.v[at] = (struct words_slot){hash, (uint32_t)w->entries.n};
	return e;
}

static void words_add_one(struct words *w, int64_t article, struct str word)
{
	if (word.n > WORDS_LONGEST)
		word = STR(""); /* the word that every search finds */
	struct words_entry *e = words_entry_of(w, word);
	uint32_t number = (uint32_t)(article - w->first);
	if (e->last == number + 1)
		return;
	e->last = number + 1;
	*vec_push(&w->postings) = (struct words_posting){(uint32_t)(e - w->entries.v), number};
}

/* ---- texts into words ---- */

static const bool words_ascii[128] = {
	['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1, ['_'] = 1,
	['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1,
	['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1,
	['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1,
	['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1,
	['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

/* The class of the character at `at` and where the next one begins. */
static enum words_class words_look(struct str text, size_t at, size_t *next)
{
	unsigned char c = (unsigned char)text.p[at];
	if (c < 0x80) {
		*next = at + 1;
		return words_ascii[c] ? WORDS_PART : WORDS_NONE;
	}
	uint32_t cp;
	*next = at + utf8_decode(str_sub(text, at, text.n), &cp, NULL);
	return words_class_of(cp);
}

void words_add(struct words *w, int64_t article, struct str text)
{
	if (!w->first)
		w->first = article;
	w->last = article;
	size_t begin = 0, next;
	for (size_t at = 0; at < text.n; at = next) {
		while (at < text.n && (unsigned char)text.p[at] < 0x80 && words_ascii[(unsigned char)text.p[at]])
			at++;
		if (at == text.n)
			break;
		enum words_class class = words_look(text, at, &next);
		if (class == WORDS_PART)
			continue;
		if (begin < at)
			words_add_one(w, article, str_sub(text, begin, at));
		if (class == WORDS_UNIT)
			words_add_one(w, article, str_sub(text, at, next));
		begin = next;
	}
	if (begin < text.n)
		words_add_one(w, article, str_sub(text, begin, text.n));
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
static uint32_t *words_gather(const struct words *w, size_t *begins)
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
	uint32_t *articles = words_gather(w, begins);
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
