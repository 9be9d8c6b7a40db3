#include "config.h"

#include "store/words_set.h"

#include "base/mem.h"

#include <string.h>

static size_t words_set_words(int64_t n)
{
	return (size_t)(n / 64 + 1);
}

struct words_set words_set_new(int64_t n)
{
	return (struct words_set){mem_zero(words_set_words(n), sizeof(uint64_t)), n};
}

void words_set_free(struct words_set *s)
{
	mem_free(s->bits);
	s->bits = NULL;
}

void words_set_fill(struct words_set *s)
{
	memset(s->bits, 0xFF, words_set_words(s->n) * sizeof *s->bits);
	s->bits[0] &= ~UINT64_C(1);
	s->bits[s->n / 64] &= UINT64_MAX >> (63 - s->n % 64);
}

void words_set_add(struct words_set *s, int64_t article)
{
	if (article > 0 && article <= s->n)
		s->bits[article / 64] |= UINT64_C(1) << article % 64;
}

bool words_set_has(const struct words_set *s, int64_t article)
{
	return article > 0 && article <= s->n && s->bits[article / 64] >> article % 64 & 1;
}

size_t words_set_count(const struct words_set *s)
{
	size_t n = 0;
	for (size_t i = 0; i < words_set_words(s->n); i++)
		n += (size_t)__builtin_popcountll(s->bits[i]);
	return n;
}

void words_set_and(struct words_set *s, const struct words_set *other)
{
	for (size_t i = 0; i < words_set_words(s->n); i++)
		s->bits[i] &= other->bits[i];
}

void words_set_or(struct words_set *s, const struct words_set *other)
{
	for (size_t i = 0; i < words_set_words(s->n); i++)
		s->bits[i] |= other->bits[i];
}

void words_set_narrow(struct words_set *s, const struct words_set *other, struct words_window w)
{
	enum { BITS = 64 };
	for (int64_t i = w.first / BITS; i <= w.last / BITS; i++) {
		uint64_t inside = UINT64_MAX;
		if (i == w.first / BITS)
			inside &= UINT64_MAX << w.first % BITS;
		if (i == w.last / BITS)
			inside &= UINT64_MAX >> (BITS - 1 - w.last % BITS);
		s->bits[i] &= other->bits[i] | ~inside;
	}
}
