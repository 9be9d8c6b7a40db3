#include "config.h"

#include "store/words_list.h"

#include <endian.h>
#include <string.h>

/* The 64 bits that begin at bit `at`, at least 56 of them of use; past the end they are zeros. */
static uint64_t words_list_bits(struct str bytes, size_t at)
{
	uint64_t v = 0;
	size_t from = at / 8;
	if (from + sizeof v <= bytes.n)
		memcpy(&v, bytes.p + from, sizeof v);
	else if (from < bytes.n)
		memcpy(&v, bytes.p + from, bytes.n - from);
	return le64toh(v) >> at % 8;
}

static void words_list_set(char *p, size_t at, uint64_t v)
{
	for (; v; v >>= 1, at++)
		if (v & 1)
			p[at / 8] = (char)(p[at / 8] | 1 << at % 8);
}

/* ---- articles ---- */

/* How the list is laid out. */
struct words_list_shape {
	unsigned low;        /* bits of each number that stand end to end; of no meaning when dense */
	size_t high;         /* the bit where the high ones begin */
	size_t bits;         /* of all */
	bool dense;
};

static struct words_list_shape words_list_shape(size_t n, uint32_t range)
{
	struct words_list_shape s = {0};
	uint64_t each = n ? range / n : 0;
	s.low = each ? 63 - (unsigned)__builtin_clzll(each) : 0;
	s.high = n * s.low;
	s.bits = s.high + n + (range >> s.low) + 1;
	s.dense = s.bits >= range;
	if (s.dense)
		s.bits = range;
	return s;
}

size_t words_list_bytes(size_t n, uint32_t range)
{
	return (words_list_shape(n, range).bits + 7) / 8;
}

void words_list_put(struct buf *out, const uint32_t *articles, size_t n, uint32_t range)
{
	struct words_list_shape s = words_list_shape(n, range);
	size_t bytes = (s.bits + 7) / 8;
	buf_reserve(out, bytes);
	char *p = out->p + out->n;
	memset(p, 0, bytes + 1);
	for (size_t i = 0; i < n; i++) {
		if (s.dense) {
			words_list_set(p, articles[i], 1);
			continue;
		}
		words_list_set(p, i * s.low, articles[i] & ((UINT32_C(1) << s.low) - 1));
		words_list_set(p, s.high + (articles[i] >> s.low) + i, 1);
	}
	out->n += bytes;
}

/* Where ones stand from bit `at` on, n of them. */
static bool words_list_ones(struct str bytes, size_t at, size_t n, uint32_t *out)
{
	size_t end = bytes.n * 8, found = 0, base = at;
	while (found < n && base < end) {
		uint64_t v = words_list_bits(bytes, base);
		size_t width = 64 - base % 8;
		while (v && found < n) {
			out[found++] = (uint32_t)(base - at + (size_t)__builtin_ctzll(v));
			v &= v - 1;
		}
		base += width;
	}
	return found == n;
}

bool words_list_get(struct str bytes, size_t n, uint32_t range, uint32_t *articles)
{
	struct words_list_shape s = words_list_shape(n, range);
	if (n == 0 || n > range || bytes.n != (s.bits + 7) / 8 || !words_list_ones(bytes, s.dense ? 0 : s.high, n, articles))
		return false;
	uint64_t mask = (UINT64_C(1) << s.low) - 1;
	bool rising = true;
	for (size_t i = 0; !s.dense && i < n; i++) {
		articles[i] = (uint32_t)((uint64_t)(articles[i] - i) << s.low | (words_list_bits(bytes, i * s.low) & mask));
		rising &= i == 0 || articles[i] > articles[i - 1];
	}
	return rising && articles[n - 1] < range;
}

/* ---- places ----
 *
 * As many ones as there are places but the first, a zero, then three bits a place; three ones alone: all. */

enum { PLACE_BITS = 3 };

void words_list_put_places(struct buf *out, const uint8_t *places, size_t n)
{
	uint64_t v = 0;
	unsigned bits = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned count = (unsigned)__builtin_popcount(places[i]);
		if (count > WORDS_PLACES_MOST) {
			v |= (uint64_t)7 << bits;
			bits += WORDS_PLACES_MOST;
		} else {
			v |= (uint64_t)((1u << (count - 1)) - 1) << bits;
			bits += count;
			for (unsigned left = places[i]; left; left &= left - 1, bits += PLACE_BITS)
				v |= (uint64_t)__builtin_ctz(left) << bits;
		}
		for (; bits >= 8; bits -= 8, v >>= 8)
			buf_add_char(out, (char)v);
	}
	if (bits)
		buf_add_char(out, (char)v);
}

bool words_list_get_places(struct str bytes, size_t n, uint8_t *places)
{
	size_t at = 0;
	for (size_t i = 0; i < n; i++) {
		uint64_t v = words_list_bits(bytes, at);
		unsigned more = (unsigned)__builtin_ctzll(~v | 1 << WORDS_PLACES_MOST);
		if (more == WORDS_PLACES_MOST) {
			places[i] = WORDS_PLACES_ALL;
			at += WORDS_PLACES_MOST;
			continue;
		}
		at += (more + 1) * (1 + PLACE_BITS);
		v >>= more + 1;
		unsigned set = 0;
		for (unsigned k = 0; k <= more; k++, v >>= PLACE_BITS)
			set |= 1u << (v & (WORDS_PLACES - 1));
		places[i] = (uint8_t)set;
	}
	return at <= bytes.n * 8;
}
