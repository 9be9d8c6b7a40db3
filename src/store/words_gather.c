#include "config.h"

#include "store/words_gather.h"

#include "base/utf8.h"
#include "store/words.h"

#include <endian.h>
#include <string.h>

enum {
	WORDS_LONGEST = 200, /* bytes */
	WORDS_EACH = 8,      /* bytes of a text for each different word of it, about */
	WORDS_FEW = 16, WORDS_MANY = 4096, /* room for so many at first, at least and at most */
};

/* The first bytes of a word; after the word, `after` more bytes may be read. */
static inline uint64_t words_gather_head(struct str word, size_t after)
{
	uint64_t head = 0;
	if (word.n + after >= sizeof head)
		memcpy(&head, word.p, sizeof head);
	else
		memcpy(&head, word.p, word.n);
	head = be64toh(head);
	return word.n >= sizeof head ? head : head & ~(UINT64_MAX >> 8 * word.n);
}

static inline uint32_t words_gather_hash(uint64_t head, struct str word)
{
	/* a short word fills the upper half only, and a product carries upwards */
	uint64_t h = head ^ word.n;
	h = (h ^ h >> 32) * UINT64_C(0x9E3779B97F4A7C15);
	for (size_t i = sizeof head; i < word.n; i += sizeof head)
		h = (h ^ h >> 29 ^ words_gather_head(str_sub(word, i, word.n), 0)) * UINT64_C(0xBF58476D1CE4E5B9);
	return (uint32_t)(h >> 32);
}

static void words_gather_resize(struct words_gathered *l, size_t cap)
{
	const struct words_item *old = l->v;
	l->cap = cap;
	l->v = arena_take(l->arena, l->cap, sizeof *l->v);
	if (l->n)
		memcpy(l->v, old, l->n * sizeof *l->v);
	l->slots = arena_alloc(l->arena, 2 * l->cap, sizeof *l->slots);
	for (uint32_t i = 0; i < l->n; i++) {
		size_t mask = 2 * l->cap - 1, at = l->v[i].hash & mask;
		while (l->slots[at])
			at = (at + 1) & mask;
		l->slots[at] = i + 1;
	}
}

/* As the list seldom has to grow then. */
static void words_gather_begin(struct words_gathered *l, struct str text)
{
	size_t cap = WORDS_FEW;
	while (cap < WORDS_MANY && cap < text.n / WORDS_EACH)
		cap *= 2;
	words_gather_resize(l, cap);
}

static void words_gather_put(struct words_gathered *l, struct str word, size_t after, uint8_t places)
{
	if (word.n > WORDS_LONGEST) {
		word = STR(""); /* the word that every search finds */
		after = 0;
	}
	uint64_t head = words_gather_head(word, after);
	uint32_t hash = words_gather_hash(head, word), slot;
	if (l->n == l->cap)
		words_gather_resize(l, 2 * l->cap);
	size_t mask = 2 * l->cap - 1, at = hash & mask;
	for (; (slot = l->slots[at]) != 0; at = (at + 1) & mask) {
		struct words_item *item = &l->v[slot - 1];
		if (item->head == head && item->hash == hash && item->text.n == word.n &&
		    (word.n <= sizeof head || memcmp(item->text.p, word.p, word.n) == 0)) {
			item->places |= places;
			return;
		}
	}
	l->v[l->n] = (struct words_item){head, word, hash, places};
	l->slots[at] = (uint32_t)++l->n;
}

/* The bytes that are of words, and characters by themselves. */
static const bool words_gather_part[256] = {['0' ... '9'] = true, ['A' ... 'Z'] = true, ['_'] = true, ['a' ... 'z'] = true};

/* The class of the character at `at` and where the next one begins. */
static enum words_class words_gather_look(struct str text, size_t at, size_t *next)
{
	unsigned char c = (unsigned char)text.p[at];
	if (c < 0x80) {
		*next = at + 1;
		return words_gather_part[c] ? WORDS_PART : WORDS_NONE;
	}
	uint32_t cp;
	*next = at + utf8_decode(str_sub(text, at, text.n), &cp, NULL);
	return words_class_of(cp);
}

/* Of the word that has so many before it in its text. */
static uint8_t words_gather_place(uint32_t count)
{
	return (uint8_t)(1 << count % WORDS_PLACES);
}

void words_gather(struct words_gathered *l, struct str text)
{
	size_t begin = 0, next;
	uint32_t count = 0;
	if (!l->cap)
		words_gather_begin(l, text);
	for (size_t at = 0; at < text.n; at = next) {
		while (at < text.n && words_gather_part[(unsigned char)text.p[at]])
			at++;
		if (at == text.n)
			break;
		enum words_class class = words_gather_look(text, at, &next);
		if (class == WORDS_PART)
			continue;
		if (begin < at)
			words_gather_put(l, str_sub(text, begin, at), text.n - at, words_gather_place(count++));
		if (class == WORDS_UNIT)
			words_gather_put(l, str_sub(text, at, next), text.n - next, words_gather_place(count++));
		else if (text.p[at] > ' ' && words_is_mark((unsigned char)text.p[at]))
			words_gather_put(l, str_sub(text, at, next), text.n - next, WORDS_PLACES_ALL);
		begin = next;
	}
	if (begin < text.n)
		words_gather_put(l, str_sub(text, begin, text.n), 0, words_gather_place(count));
}

void words_gather_keep(struct words_gathered *l, struct arena *arena)
{
	struct words_item *v = arena_take(arena, l->n, sizeof *v);
	if (l->n)
		memcpy(v, l->v, l->n * sizeof *v);
	*l = (struct words_gathered){.arena = arena, .v = v, .n = l->n};
}
