#include "config.h"

#include "link/passage.h"

#include "base/utf8.h"

#include <math.h>

/* ---- what a word says ---- */

/* A name or a figure. The first word of a sentence is not taken for one. */
static bool passage_is_name(struct str word, bool first)
{
	uint32_t cp = (unsigned char)word.p[0];
	if (first)
		return false;
	if (cp < 0x80)
		return (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9');
	utf8_decode(word, &cp, NULL);
	return utf8_is_upper(cp) || utf8_is_digit(cp);
}

/* Names tell events apart; other words often only that reports are cut from one pattern ("reports a record
 * number of new cases"), and come together where they come at all. */
static float passage_bits(const struct rarity *r, const struct stem *s, bool first)
{
	return rarity_bits(r, s) * (passage_is_name(s->text, first) ? 1 : 0.6f);
}

/* ---- in order of hash ---- */

/* Of n words in order of place, their order by hash, each the first time that it comes: numbers of words, returned how many.
 * By insertion: a passage has some thirty words. */
static size_t passage_order(const struct link_word *words, size_t n, uint16_t *out)
{
	uint64_t keys[PASSAGE_WORDS];
	for (size_t i = 0; i < n; i++) {
		uint64_t key = (uint64_t)words[i].hash << 16 | i;
		size_t j = i;
		for (; j && key < keys[j - 1]; j--)
			keys[j] = keys[j - 1];
		keys[j] = key;
	}
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		if (!i || keys[i] >> 16 != keys[i - 1] >> 16)
			out[count++] = (uint16_t)(keys[i] & UINT16_MAX);
	return count;
}

/* ---- reading ---- */

void passage_read_title(struct str title, const struct stem_table *t, const struct rarity *r, struct passage_title *out)
{
	struct link_word words[PASSAGE_TITLE];
	uint16_t order[PASSAGE_WORDS];
	struct stem s;
	size_t n = 0;
	for (uint16_t at = LINK_TITLE; at < LINK_TITLE + PASSAGE_TITLE && stem_next(t, &title, &s); at++) {
		float bits = passage_bits(r, &s, at == LINK_TITLE) / 2;
		if (bits > 0)
			words[n++] = (struct link_word){s.text, s.hash, bits, at};
	}
	out->count = passage_order(words, n, order);
	for (size_t i = 0; i < out->count; i++)
		out->words[i] = words[order[i]];
}

void passage_read(const struct link_article *a, struct span span, const struct stem_table *t, const struct rarity *r, struct passage *out)
{
	struct str rest = str_sub(a->text, span.begin, span.end);
	for (out->count = 0; out->count < PASSAGE_WORDS && stem_next(t, &rest, &out->stems[out->count]); out->count++)
		rarity_fetch(r, out->stems[out->count].hash);
}

/* ---- weighing ---- */

/* Does a country's name stand here? *next goes through the places with the words. */
static bool passage_is_country(const struct link_article *a, size_t *next, struct span word)
{
	while (*next < a->place_count && a->places[*next].span.end <= word.begin)
		++*next;
	if (*next == a->place_count || a->places[*next].span.begin >= word.end)
		return false;
	return a->places[*next].kind == PLACE_COUNTRY || a->places[*next].kind == PLACE_DEMONYM;
}

static size_t passage_first_place(const struct link_article *a, uint32_t begin)
{
	size_t low = 0, high = a->place_count;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (a->places[mid].span.end <= begin)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The words of the passage that say something, in order of place. */
static size_t passage_gather(const struct passage *p, const struct link_article *a, const struct rarity *r, struct link_word *out)
{
	size_t n = 0, next = p->count ? passage_first_place(a, (uint32_t)(p->stems[0].text.p - a->text.p)) : 0;
	for (size_t i = 0; i < p->count; i++) {
		const struct stem *s = &p->stems[i];
		struct span word;
		word.begin = (uint32_t)(s->text.p - a->text.p);
		word.end = word.begin + (uint32_t)s->text.n;
		if (s->class == STEM_STOP || passage_is_country(a, &next, word))
			continue;
		float bits = passage_bits(r, s, i == 0);
		if (bits > 0)
			out[n++] = (struct link_word){s->text, s->hash, bits, (uint16_t)i};
	}
	return n;
}

/* The passage's words and the title's, by hash; what stands in both is the passage's. */
static size_t passage_join(const struct link_word *words, size_t n, const struct passage_title *title, const struct link_word **out)
{
	uint16_t order[PASSAGE_WORDS];
	size_t count = 0, t = 0, titles = title ? title->count : 0;
	n = passage_order(words, n, order);
	for (size_t i = 0; i < n; i++) {
		const struct link_word *w = &words[order[i]];
		for (; t < titles && title->words[t].hash < w->hash; t++)
			out[count++] = &title->words[t];
		t += t < titles && title->words[t].hash == w->hash;
		out[count++] = w;
	}
	for (; t < titles; t++)
		out[count++] = &title->words[t];
	return count;
}

/* What the LINK_WORDS-th rarest of n words says. */
static float passage_least_bits(const struct link_word *const *words, size_t n)
{
	float best[LINK_WORDS];
	size_t m = 0;
	for (size_t i = 0; i < n; i++) {
		float bits = words[i]->bits;
		if (m == LINK_WORDS && bits <= best[m - 1])
			continue;
		size_t j = m < LINK_WORDS ? m++ : m - 1;
		for (; j && best[j - 1] < bits; j--)
			best[j] = best[j - 1];
		best[j] = bits;
	}
	return best[m - 1];
}

void passage_weigh(const struct passage *p, const struct passage_title *title, const struct link_article *a, const struct rarity *r,
		   struct arena *arena, struct link_event *out)
{
	struct link_word words[PASSAGE_WORDS];
	const struct link_word *all[PASSAGE_WORDS + PASSAGE_TITLE];
	size_t n = passage_join(words, passage_gather(p, a, r, words), title, all);
	float least = n > LINK_WORDS ? passage_least_bits(all, n) : 0, squares = 0;
	out->words = arena_take(arena, n < LINK_WORDS ? n : LINK_WORDS, sizeof *out->words);
	for (size_t i = 0; i < n && out->word_count < LINK_WORDS; i++) {
		if (all[i]->bits < least)
			continue;
		out->words[out->word_count++] = *all[i];
		squares += all[i]->bits * all[i]->bits;
	}
	out->weight = sqrtf(squares);
}
