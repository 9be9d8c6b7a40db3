/* vocabulary: every word and phrase that a table knows, numbered.
 *
 * A token's folded word is looked up once, when it is cut; after that it is a number, and what a table
 * says of it is an array's entry (vocabulary_map), not another search. 0 is the word that no table knows.
 * Numbers are given in the order of adding, so a table that is opened early has low ones and a short array.
 *
 * A phrase has a number too: that of a shorter phrase (or word) and the word that goes on with it make
 * one. So phrases of all tables are one tree, walked a word at a time, and a walk ends with the first word that
 * leads to no phrase.
 *
 * Filled by the tables as they are opened, then read only, by any number of threads. Words are copied. */
#ifndef DATELINE_TEXT_VOCABULARY_H
#define DATELINE_TEXT_VOCABULARY_H

#include "base/utf8.h"

struct vocabulary;

struct vocabulary *vocabulary_open(size_t words); /* empty; it grows less often when as many words are added as are told */
void vocabulary_close(struct vocabulary *v);

/* The number of a word, given to it when it is new. Not for the empty word. */
uint32_t vocabulary_add(struct vocabulary *v, struct str word);
/* The number of a word, or 0. About 5 ns, whatever the word. */
uint32_t vocabulary_get(const struct vocabulary *v, struct str word);

/* The same in steps, for who looks many words up: first the key, then the number when the memory that it points at had
 * the time to come near. A key stands for its word: of a word of up to eight bytes it is those bytes, of a longer one a
 * hash of 56 bits, which no eight bytes of UTF-8 are like. So of 10^12 long words that no table knows one may be
 * taken for one that it knows; asking for their bytes would cost more than all else here. 0 for the empty word. */
uint64_t vocabulary_key(struct str word);
/* The same, faster, for a word from whose first byte on eight can be read. */
static inline uint64_t vocabulary_key_padded(struct str word)
{
	return word.n < 8 ? utf8_eight(word.p) & ((UINT64_C(1) << 8 * word.n) - 1) : vocabulary_key(word);
}

void vocabulary_expect(const struct vocabulary *v, uint64_t key);
uint32_t vocabulary_find(const struct vocabulary *v, uint64_t key);
uint32_t vocabulary_add_key(struct vocabulary *v, uint64_t key);

/* The same for the phrase that goes on from phrase `from` with `word`. */
uint32_t vocabulary_add_next(struct vocabulary *v, uint32_t from, uint32_t word);
uint32_t vocabulary_get_next(const struct vocabulary *v, uint32_t from, uint32_t word);
/* Does any phrase go on from it? Spares looking the next word up. */
bool vocabulary_goes_on(const struct vocabulary *v, uint32_t from);
/* The number of a phrase whose words have `between` between them; *first is that of its first word. */
uint32_t vocabulary_add_phrase(struct vocabulary *v, struct str phrase, char between, uint32_t *first);

/* What one table says of words and phrases: a value by number, 0 for those that it says nothing of. Zeros make
 * an empty one. */
struct vocabulary_map {
	uint32_t *values;
	uint32_t count;
};

void vocabulary_map_free(struct vocabulary_map *m);
void vocabulary_map_grow(struct vocabulary_map *m, uint32_t number); /* until it has room for this one */

static inline void vocabulary_map_set(struct vocabulary_map *m, uint32_t number, uint32_t value)
{
	if (number >= m->count)
		vocabulary_map_grow(m, number);
	m->values[number] = value;
}

static inline uint32_t vocabulary_map_get(const struct vocabulary_map *m, uint32_t number)
{
	return number < m->count ? m->values[number] : 0;
}

#endif
