#include "config.h"

#include "text/vocabulary.h"

#include "base/vec.h"

#include <string.h>

/* A line of memory, so that a look-up nearly always touches one: the words whose keys lead here, and of those that found no room
 * in it that they went on to the next one. What has no number is free. */
enum { VOCABULARY_WAYS = 5 };

struct vocabulary_bucket {
	uint64_t keys[VOCABULARY_WAYS];
	uint32_t numbers[VOCABULARY_WAYS];
	uint32_t spilled;
};
_Static_assert(sizeof(struct vocabulary_bucket) == 64, "a bucket is a line of memory");

struct vocabulary_pair {
	uint32_t from, word, number;
};

struct vocabulary {
	struct vocabulary_bucket *buckets;
	struct vocabulary_pair *pairs;
	size_t bucket_size, pair_size; /* powers of two */
	size_t bucket_count, pair_count; /* of words and pairs: at most 3 a bucket, and half of the pairs */
	VEC(uint32_t) more; /* by number, what can go on from it: a bit each for the numbers that are the same in their last five bits */
};

enum {
	VOCABULARY_SHORT = 8,          /* bytes of a word that its key is */
	VOCABULARY_FULL = 3,           /* words a bucket: of the buckets one in twelve then spills */
	VOCABULARY_BUCKETS = 1 << 8,   /* the fewest */
	VOCABULARY_PAIRS = 1 << 10,
};

static uint32_t vocabulary_number(struct vocabulary *v)
{
	*vec_push(&v->more) = 0;
	return (uint32_t)v->more.n - 1;
}

struct vocabulary *vocabulary_open(size_t words)
{
	struct vocabulary *v = mem_zero(1, sizeof *v);
	v->bucket_size = VOCABULARY_BUCKETS;
	while (v->bucket_size * VOCABULARY_FULL < words)
		v->bucket_size *= 2;
	v->pair_size = VOCABULARY_PAIRS;
	v->buckets = mem_zero_lines(v->bucket_size, sizeof *v->buckets);
	v->pairs = mem_zero(v->pair_size, sizeof *v->pairs);
	vocabulary_number(v); /* that of no word */
	return v;
}

void vocabulary_close(struct vocabulary *v)
{
	if (!v)
		return;
	mem_free(v->buckets);
	mem_free(v->pairs);
	vec_free(&v->more);
	mem_free(v);
}

/* ---- keys ---- */

static const uint64_t vocabulary_factor = UINT64_C(0x9E3779B97F4A7C15);
static const uint64_t vocabulary_long = UINT64_C(0xFF) << 56; /* a byte that UTF-8 has not */

static uint64_t vocabulary_mix(uint64_t hash, uint64_t bytes)
{
	hash = (hash ^ bytes) * vocabulary_factor;
	return hash ^ hash >> 32;
}

static uint64_t vocabulary_eight(const char *p)
{
	uint64_t bytes;
	memcpy(&bytes, p, sizeof bytes);
	return bytes;
}

/* Eight bytes at a time, each mixed in by a multiplication; the last eight overlap those before. */
static uint64_t vocabulary_long_key(struct str word)
{
	uint64_t hash = word.n * vocabulary_factor;
	for (size_t i = 0; i + 8 < word.n; i += 8)
		hash = vocabulary_mix(hash, vocabulary_eight(word.p + i));
	return vocabulary_mix(hash, vocabulary_eight(word.p + word.n - 8)) | vocabulary_long;
}

uint64_t vocabulary_key(struct str word)
{
	uint64_t key = 0;
	if (word.n > VOCABULARY_SHORT)
		return vocabulary_long_key(word);
	for (size_t i = 0; i < word.n; i++)
		key |= (uint64_t)(unsigned char)word.p[i] << 8 * i;
	return key;
}

/* The bucket of a key, told by the highest bits of the product: on them all bytes of the key work. */
static size_t vocabulary_home(const struct vocabulary *v, uint64_t key)
{
	return (key * vocabulary_factor) >> 40 & (v->bucket_size - 1);
}

/* No branch but for buckets that spilled. */
uint32_t vocabulary_find(const struct vocabulary *v, uint64_t key)
{
	for (size_t i = vocabulary_home(v, key);; i = (i + 1) & (v->bucket_size - 1)) {
		const struct vocabulary_bucket *b = &v->buckets[i];
		uint32_t number = 0;
#pragma GCC unroll 5
		for (size_t k = 0; k < VOCABULARY_WAYS; k++)
			number |= b->numbers[k] & -(uint32_t)(b->keys[k] == key);
		if (!b->spilled || number)
			return number;
	}
}

static void vocabulary_put(struct vocabulary *v, uint64_t key, uint32_t number)
{
	for (size_t i = vocabulary_home(v, key);; i = (i + 1) & (v->bucket_size - 1)) {
		struct vocabulary_bucket *b = &v->buckets[i];
		for (size_t k = 0; k < VOCABULARY_WAYS; k++)
			if (!b->numbers[k]) {
				b->keys[k] = key;
				b->numbers[k] = number;
				return;
			}
		b->spilled = 1;
	}
}

static void vocabulary_grow_buckets(struct vocabulary *v)
{
	struct vocabulary_bucket *old = v->buckets;
	size_t size = v->bucket_size;
	v->bucket_size *= 2;
	v->buckets = mem_zero_lines(v->bucket_size, sizeof *v->buckets);
	for (size_t i = 0; i < size; i++)
		for (size_t k = 0; k < VOCABULARY_WAYS; k++)
			if (old[i].numbers[k])
				vocabulary_put(v, old[i].keys[k], old[i].numbers[k]);
	mem_free(old);
}

/* ---- pairs ---- */

static struct vocabulary_pair *vocabulary_pair(const struct vocabulary *v, uint32_t from, uint32_t word)
{
	size_t i = vocabulary_mix(from, (uint64_t)word << 32) & (v->pair_size - 1);
	while (v->pairs[i].number && (v->pairs[i].from != from || v->pairs[i].word != word))
		i = (i + 1) & (v->pair_size - 1);
	return &v->pairs[i];
}

static void vocabulary_grow_pairs(struct vocabulary *v)
{
	struct vocabulary_pair *old = v->pairs;
	size_t size = v->pair_size;
	v->pair_size *= 2;
	v->pairs = mem_zero(v->pair_size, sizeof *v->pairs);
	for (size_t i = 0; i < size; i++)
		if (old[i].number)
			*vocabulary_pair(v, old[i].from, old[i].word) = old[i];
	mem_free(old);
}

/* ---- words and phrases ---- */

uint32_t vocabulary_add(struct vocabulary *v, struct str word)
{
	uint64_t key = vocabulary_key(word);
	uint32_t number = vocabulary_find(v, key);
	if (number)
		return number;
	if (v->bucket_count == VOCABULARY_FULL * v->bucket_size)
		vocabulary_grow_buckets(v);
	v->bucket_count++;
	number = vocabulary_number(v);
	vocabulary_put(v, key, number);
	return number;
}

uint32_t vocabulary_get(const struct vocabulary *v, struct str word)
{
	return vocabulary_find(v, vocabulary_key(word));
}

void vocabulary_expect(const struct vocabulary *v, uint64_t key)
{
	__builtin_prefetch(&v->buckets[vocabulary_home(v, key)]);
}

static uint32_t vocabulary_bit(uint32_t word)
{
	return UINT32_C(1) << word % 32;
}

uint32_t vocabulary_add_next(struct vocabulary *v, uint32_t from, uint32_t word)
{
	if (2 * (v->pair_count + 1) > v->pair_size)
		vocabulary_grow_pairs(v);
	struct vocabulary_pair *p = vocabulary_pair(v, from, word);
	if (p->number)
		return p->number;
	v->pair_count++;
	v->more.v[from] |= vocabulary_bit(word);
	*p = (struct vocabulary_pair){from, word, vocabulary_number(v)};
	return p->number;
}

uint32_t vocabulary_get_next(const struct vocabulary *v, uint32_t from, uint32_t word)
{
	bool may = word && (v->more.v[from] & vocabulary_bit(word));
	return may ? vocabulary_pair(v, from, word)->number : 0;
}

bool vocabulary_goes_on(const struct vocabulary *v, uint32_t from)
{
	return v->more.v[from];
}

uint32_t vocabulary_add_phrase(struct vocabulary *v, struct str phrase, char between, uint32_t *first)
{
	struct str word;
	uint32_t number = *first = 0;
	while (str_split(&phrase, between, &word)) {
		if (!word.n)
			continue;
		uint32_t one = vocabulary_add(v, word);
		number = number ? vocabulary_add_next(v, number, one) : one;
		if (!*first)
			*first = one;
	}
	return number;
}

/* ---- what a table says ---- */

void vocabulary_map_free(struct vocabulary_map *m)
{
	mem_free(m->values);
	*m = (struct vocabulary_map){0};
}

void vocabulary_map_set(struct vocabulary_map *m, uint32_t number, uint32_t value)
{
	if (number >= m->count) {
		uint32_t count = number < 512 ? 1024 : number * 2;
		m->values = mem_resize(m->values, count, sizeof *m->values);
		memset(m->values + m->count, 0, (count - m->count) * sizeof *m->values);
		m->count = count;
	}
	m->values[number] = value;
}
