#include "config.h"

#include "text/vocabulary.h"

#include "base/vec.h"

/* A slot knows a short word by itself: its bytes as vocabulary_tail reads them and their number, which together are no other
 * word's. Of a longer one it has the hash, and the bytes are compared where that is the same. So a look-up nearly always
 * touches one line of memory. */
struct vocabulary_slot {
	uint64_t key;
	uint32_t number; /* 0: free */
	uint32_t n;      /* bytes of the word */
};

struct vocabulary_pair {
	uint32_t from, word, number;
};

struct vocabulary_word {
	uint32_t at;    /* its bytes; of a phrase 0 */
	uint32_t more;  /* what can go on from it: a bit each for the numbers that are the same in their last five bits */
};

struct vocabulary {
	struct vocabulary_slot *slots;
	struct vocabulary_pair *pairs;
	size_t slot_size, pair_size; /* powers of two, at least twice the counts */
	size_t slot_count, pair_count;
	VEC(struct vocabulary_word) words; /* by number */
	struct buf bytes;
};

enum {
	VOCABULARY_SHORT = 8,       /* bytes of a word that a slot can know */
	VOCABULARY_SLOTS = 1 << 10, /* the fewest */
};

struct vocabulary *vocabulary_open(size_t words)
{
	struct vocabulary *v = mem_zero(1, sizeof *v);
	v->slot_size = v->pair_size = VOCABULARY_SLOTS;
	while (v->slot_size < 2 * words)
		v->slot_size *= 2;
	v->slots = mem_zero(v->slot_size, sizeof *v->slots);
	v->pairs = mem_zero(v->pair_size, sizeof *v->pairs);
	*vec_push(&v->words) = (struct vocabulary_word){0};
	return v;
}

void vocabulary_close(struct vocabulary *v)
{
	if (!v)
		return;
	mem_free(v->slots);
	mem_free(v->pairs);
	vec_free(&v->words);
	buf_free(&v->bytes);
	mem_free(v);
}

/* ---- hashes ---- */

/* Eight bytes at a time, each mixed in by a multiplication. */
static uint64_t vocabulary_mix(uint64_t hash, uint64_t bytes)
{
	hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 32;
}

/* The last one to eight bytes: two reads that overlap cover any number of them. */
static uint64_t vocabulary_tail(const char *p, size_t n)
{
	uint32_t low, high;
	if (n < 4)
		return (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1];
	memcpy(&low, p, 4);
	memcpy(&high, p + n - 4, 4);
	return (uint64_t)high << 32 | low;
}

uint32_t vocabulary_hash(struct str word)
{
	uint64_t hash = word.n, bytes;
	if (!word.n)
		return 0;
	for (; word.n > 8; word.p += 8, word.n -= 8) {
		memcpy(&bytes, word.p, 8);
		hash = vocabulary_mix(hash, bytes);
	}
	return (uint32_t)vocabulary_mix(hash, vocabulary_tail(word.p, word.n));
}

/* The slot of a word, or the free one where it belongs. */
static struct vocabulary_slot *vocabulary_slot(const struct vocabulary *v, struct str word, uint32_t hash)
{
	uint64_t key = word.n <= VOCABULARY_SHORT ? vocabulary_tail(word.p, word.n) : hash;
	size_t i = hash & (v->slot_size - 1);
	for (; v->slots[i].number; i = (i + 1) & (v->slot_size - 1))
		if (v->slots[i].key == key && v->slots[i].n == word.n &&
		    (word.n <= VOCABULARY_SHORT || memcmp(v->bytes.p + v->words.v[v->slots[i].number].at, word.p, word.n) == 0))
			break;
	return &v->slots[i];
}

static struct vocabulary_pair *vocabulary_pair(const struct vocabulary *v, uint32_t from, uint32_t word)
{
	size_t i = vocabulary_mix(from, (uint64_t)word << 32) & (v->pair_size - 1);
	while (v->pairs[i].number && (v->pairs[i].from != from || v->pairs[i].word != word))
		i = (i + 1) & (v->pair_size - 1);
	return &v->pairs[i];
}

static void vocabulary_grow_slots(struct vocabulary *v)
{
	struct vocabulary_slot *old = v->slots;
	size_t size = v->slot_size;
	v->slot_size *= 2;
	v->slots = mem_zero(v->slot_size, sizeof *v->slots);
	for (size_t i = 0; i < size; i++)
		if (old[i].number) {
			struct str word = {v->bytes.p + v->words.v[old[i].number].at, old[i].n};
			*vocabulary_slot(v, word, vocabulary_hash(word)) = old[i];
		}
	mem_free(old);
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

static uint32_t vocabulary_number(struct vocabulary *v, struct vocabulary_word word)
{
	*vec_push(&v->words) = word;
	return (uint32_t)v->words.n - 1;
}

uint32_t vocabulary_add(struct vocabulary *v, struct str word)
{
	if (2 * (v->slot_count + 1) > v->slot_size)
		vocabulary_grow_slots(v);
	uint32_t hash = vocabulary_hash(word);
	struct vocabulary_slot *s = vocabulary_slot(v, word, hash);
	if (s->number)
		return s->number;
	v->slot_count++;
	*s = (struct vocabulary_slot){
		.key = word.n <= VOCABULARY_SHORT ? vocabulary_tail(word.p, word.n) : hash,
		.number = vocabulary_number(v, (struct vocabulary_word){.at = (uint32_t)v->bytes.n}),
		.n = (uint32_t)word.n,
	};
	buf_add_str(&v->bytes, word);
	return s->number;
}

uint32_t vocabulary_get(const struct vocabulary *v, struct str word)
{
	return vocabulary_find(v, word, vocabulary_hash(word));
}

void vocabulary_expect(const struct vocabulary *v, uint32_t hash)
{
	__builtin_prefetch(&v->slots[hash & (v->slot_size - 1)]);
}

uint32_t vocabulary_find(const struct vocabulary *v, struct str word, uint32_t hash)
{
	return word.n ? vocabulary_slot(v, word, hash)->number : 0;
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
	v->words.v[from].more |= vocabulary_bit(word);
	*p = (struct vocabulary_pair){from, word, vocabulary_number(v, (struct vocabulary_word){0})};
	return p->number;
}

uint32_t vocabulary_get_next(const struct vocabulary *v, uint32_t from, uint32_t word)
{
	bool may = word && (v->words.v[from].more & vocabulary_bit(word));
	return may ? vocabulary_pair(v, from, word)->number : 0;
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
