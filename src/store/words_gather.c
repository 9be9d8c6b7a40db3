#include "config.h"

#include "store/words_gather.h"

#include "base/utf8.h"
#include "store/words.h"

#include <endian.h>
#include <string.h>

enum {
	WORDS_LONGEST = 200, /* bytes */
	WORDS_FIRST = 128,   /* room for so many words at first */
};

/* The first bytes of a word; after the word, `after` more bytes may be read. */
static uint64_t words_gather_head(struct str word, size_t after)
{
	uint64_t head = 0;
	if (word.n + after >= sizeof head)
		memcpy(&head, word.p, sizeof head);
	else
		memcpy(&head, word.p, word.n);
	head = be64toh(head);
	return word.n >= sizeof head ? head : word.n ? head & UINT64_MAX << (64 - 8 * word.n) : 0;
}

static uint32_t words_gather_hash(uint64_t head, struct str word)
{
	uint64_t h = (head ^ word.n) * UINT64_C(0x9E3779B97F4A7C15);
	for (size_t i = sizeof head; i < word.n; i += sizeof head)
		h = (h ^ h >> 29 ^ words_gather_head(str_sub(word, i, word.n), 0)) * UINT64_C(0xBF58476D1CE4E5B9);
	return (uint32_t)(h >> 32);
}

static void words_gather_grow(struct words_gathered *l)
{
	const struct words_item *old = l->v;
	l->cap = l->cap ? 2 * l->cap : WORDS_FIRST;
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

static bool words_gather_is(const struct words_item *a, const struct words_item *b)
{
	return a->head == b->head && a->hash == b->hash && a->text.n == b->text.n &&
	       (a->text.n <= sizeof a->head || memcmp(a->text.p, b->text.p, a->text.n) == 0);
}

static void words_gather_put(struct words_gathered *l, struct str word, size_t after, uint8_t places)
{
	if (word.n > WORDS_LONGEST) {
		word = STR(""); /* the word that every search finds */
		after = 0;
	}
	struct words_item item = {.head = words_gather_head(word, after), .text = word, .places = places};
	item.hash = words_gather_hash(item.head, word);
	if (l->n == l->cap)
		words_gather_grow(l);
	size_t mask = 2 * l->cap - 1, at = item.hash & mask;
	for (; l->slots[at]; at = (at + 1) & mask)
		if (words_gather_is(&l->v[l->slots[at] - 1], &item)) {
			l->v[l->slots[at] - 1].places |= item.places;
			return;
		}
	l->v[l->n++] = item;
	l->slots[at] = (uint32_t)l->n;
}

static const bool words_gather_ascii[128] = {
	['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1, ['_'] = 1,
	['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1,
	['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1,
	['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1,
	['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1,
	['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

/* The class of the character at `at` and where the next one begins. */
static enum words_class words_gather_look(struct str text, size_t at, size_t *next)
{
	unsigned char c = (unsigned char)text.p[at];
	if (c < 0x80) {
		*next = at + 1;
		return words_gather_ascii[c] ? WORDS_PART : WORDS_NONE;
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
	for (size_t at = 0; at < text.n; at = next) {
		while (at < text.n && (unsigned char)text.p[at] < 0x80 && words_gather_ascii[(unsigned char)text.p[at]])
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
		else if (words_is_mark((unsigned char)text.p[at]))
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
