#include "config.h"

#include "text/vocabulary.h"

#include "base/vec.h"

#include <string.h>

/* A line of memory, so that a look-up nearly always touches one: the keys that lead here, and of those that found no room
 * in it that they went on to the next one. What has no number is free. */
enum { VOCABULARY_WAYS = 5 };

struct vocabulary_bucket {
	uint64_t keys[VOCABULARY_WAYS];
	uint32_t numbers[VOCABULARY_WAYS];
	uint32_t spilled;
};
_Static_assert(sizeof(struct vocabulary_bucket) == 64, "a bucket is a line of memory");

struct vocabulary_table {
	struct vocabulary_bucket *buckets;
	size_t size;  /* of these; a power of two */
	size_t count; /* of keys: at most VOCABULARY_FULL a bucket */
};

struct vocabulary {
	struct vocabulary_table words, nexts; /* by the key of a word; by that of a phrase and what goes on from it */
	/* by number, what can go on from it: a bit each for the numbers that are the same in their last five bits */
	VEC(uint32_t) more;
};

enum {
	VOCABULARY_SHORT = 8,        /* bytes of a word that its key is */
	VOCABULARY_FULL = 3,         /* keys a bucket: of the buckets one in twelve then spills */
	VOCABULARY_BUCKETS = 1 << 8, /* the fewest */
};

static uint32_t vocabulary_number(struct vocabulary *v)
{
	*vec_push(&v->more) = 0;
	return (uint32_t)v->more.n - 1;
}

static void vocabulary_table_open(struct vocabulary_table *t, size_t keys)
{
	t->size = VOCABULARY_BUCKETS;
	while (t->size * VOCABULARY_FULL < keys)
		t->size *= 2;
	t->buckets = mem_zero_lines(t->size, sizeof *t->buckets);
	t->count = 0;
}

struct vocabulary *vocabulary_open(size_t words)
{
	struct vocabulary *v = mem_zero(1, sizeof *v);
	vocabulary_table_open(&v->words, words);
	vocabulary_table_open(&v->nexts, 0);
	vocabulary_number(v); /* that of no word */
	return v;
}

void vocabulary_close(struct vocabulary *v)
{
	if (!v)
		return;
	mem_free(v->words.buckets);
	mem_free(v->nexts.buckets);
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

static uint64_t vocabulary_four(const char *p)
{
	uint32_t bytes;
	memcpy(&bytes, p, sizeof bytes);
	return le32toh(bytes);
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
	if (word.n >= 4) /* two reads that overlap cover any number of bytes */
		return vocabulary_four(word.p) | vocabulary_four(word.p + word.n - 4) << 8 * (word.n - 4);
	for (size_t i = 0; i < word.n; i++)
		key |= (uint64_t)(unsigned char)word.p[i] << 8 * i;
	return key;
}

/* ---- numbers by keys ---- */

/* The bucket of a key, told by the highest bits of the product: on them all bytes of the key work. */
static size_t vocabulary_home(const struct vocabulary_table *t, uint64_t key)
{
	return (key * vocabulary_factor) >> 40 & (t->size - 1);
}

/* No branch but for buckets that spilled. */
static uint32_t vocabulary_number_of(const struct vocabulary_table *t, uint64_t key)
{
	for (size_t i = vocabulary_home(t, key);; i = (i + 1) & (t->size - 1)) {
		const struct vocabulary_bucket *b = &t->buckets[i];
		uint32_t number = 0;
#pragma GCC unroll 5
		for (size_t k = 0; k < VOCABULARY_WAYS; k++)
			number |= b->numbers[k] & -(uint32_t)(b->keys[k] == key);
		if (!b->spilled || number)
			return number;
	}
}

static void vocabulary_put(struct vocabulary_table *t, uint64_t key, uint32_t number)
{
	for (size_t i = vocabulary_home(t, key);; i = (i + 1) & (t->size - 1)) {
		struct vocabulary_bucket *b = &t->buckets[i];
		for (size_t k = 0; k < VOCABULARY_WAYS; k++)
			if (!b->numbers[k]) {
				b->keys[k] = key;
				b->numbers[k] = number;
				t->count++;
				return;
			}
		b->spilled = 1;
	}
}

static void vocabulary_grow(struct vocabulary_table *t)
{
	struct vocabulary_table old = *t;
	vocabulary_table_open(t, 2 * VOCABULARY_FULL * old.size);
	for (size_t i = 0; i < old.size; i++)
		for (size_t k = 0; k < VOCABULARY_WAYS; k++)
			if (old.buckets[i].numbers[k])
				vocabulary_put(t, old.buckets[i].keys[k], old.buckets[i].numbers[k]);
	mem_free(old.buckets);
}

/* The number of a key, which gets a new one where it has none. */
static uint32_t vocabulary_enter(struct vocabulary *v, struct vocabulary_table *t, uint64_t key)
{
	uint32_t number = vocabulary_number_of(t, key);
	if (number)
		return number;
	if (t->count == VOCABULARY_FULL * t->size)
		vocabulary_grow(t);
	number = vocabulary_number(v);
	vocabulary_put(t, key, number);
	return number;
}

/* ---- words and phrases ---- */

uint32_t vocabulary_add(struct vocabulary *v, struct str word)
{
	return vocabulary_add_key(v, vocabulary_key(word));
}

uint32_t vocabulary_add_key(struct vocabulary *v, uint64_t key)
{
	return vocabulary_enter(v, &v->words, key);
}

uint32_t vocabulary_get(const struct vocabulary *v, struct str word)
{
	return vocabulary_find(v, vocabulary_key(word));
}

void vocabulary_expect(const struct vocabulary *v, uint64_t key)
{
	__builtin_prefetch(&v->words.buckets[vocabulary_home(&v->words, key)]);
}

uint32_t vocabulary_find(const struct vocabulary *v, uint64_t key)
{
	return vocabulary_number_of(&v->words, key);
}

static uint64_t vocabulary_next_key(uint32_t from, uint32_t word)
{
	return (uint64_t)from << 32 | word;
}

static uint32_t vocabulary_bit(uint32_t word)
{
	return UINT32_C(1) << word % 32;
}

uint32_t vocabulary_add_next(struct vocabulary *v, uint32_t from, uint32_t word)
{
	v->more.v[from] |= vocabulary_bit(word);
	return vocabulary_enter(v, &v->nexts, vocabulary_next_key(from, word));
}

uint32_t vocabulary_get_next(const struct vocabulary *v, uint32_t from, uint32_t word)
{
	bool may = word && (v->more.v[from] & vocabulary_bit(word));
	return may ? vocabulary_number_of(&v->nexts, vocabulary_next_key(from, word)) : 0;
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

void vocabulary_map_grow(struct vocabulary_map *m, uint32_t number)
{
	uint32_t count = number < 512 ? 1024 : number * 2;
	m->values = mem_resize(m->values, count, sizeof *m->values);
	memset(m->values + m->count, 0, (count - m->count) * sizeof *m->values);
	m->count = count;
}
