#include "config.h"

#include "base/radix.h"

#include "base/mem.h"

#include <string.h>

enum { RADIX_BITS = 11, RADIX_DIGITS = 1 << RADIX_BITS, RADIX_FEW = 64 };

static void radix_sort_few(struct radix_entry *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct radix_entry e = v[i];
		size_t j = i;
		for (; j && v[j - 1].key > e.key; j--)
			v[j] = v[j - 1];
		v[j] = e;
	}
}

static size_t radix_digit(uint64_t key, unsigned shift)
{
	return key >> shift & (RADIX_DIGITS - 1);
}

/* By one digit, from -> to. */
static void radix_pass(const struct radix_entry *from, size_t n, unsigned shift, struct radix_entry *to)
{
	size_t begins[RADIX_DIGITS + 1] = {0};
	for (size_t i = 0; i < n; i++)
		begins[radix_digit(from[i].key, shift) + 1]++;
	for (size_t i = 1; i < RADIX_DIGITS; i++)
		begins[i] += begins[i - 1];
	for (size_t i = 0; i < n; i++)
		to[begins[radix_digit(from[i].key, shift)]++] = from[i];
}

void radix_sort(struct radix_entry *v, size_t n)
{
	uint64_t all = 0;
	if (n <= RADIX_FEW) {
		radix_sort_few(v, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		all |= v[i].key ^ v[0].key;
	struct radix_entry *other = mem_alloc(n * sizeof *other), *from = v, *to = other;
	for (unsigned shift = 0; shift < 64; shift += RADIX_BITS) {
		if (!radix_digit(all, shift))
			continue; /* the same in all */
		radix_pass(from, n, shift, to);
		struct radix_entry *swap = from;
		from = to;
		to = swap;
	}
	if (from != v)
		memcpy(v, from, n * sizeof *v);
	mem_free(other);
}
