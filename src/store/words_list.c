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

static void words_list_set(char *p, size_t at)
{
	p[at / 8] = (char)(p[at / 8] | 1 << at % 8);
}

/* Bits that are written end to end. One at a time, they took a twentieth of all ingest. */
struct words_list_writer {
	char *p;        /* the next byte */
	uint64_t v;     /* what waits, */
	unsigned count; /*   bits, fewer than 32 */
};

/* Of 32 bits at most; `v` has no others. */
static inline void words_list_write(struct words_list_writer *w, uint32_t v, unsigned count)
{
	w->v |= (uint64_t)v << w->count;
	w->count += count;
	if (w->count < 32)
		return;
	uint32_t out = htole32((uint32_t)w->v);
	memcpy(w->p, &out, sizeof out);
	w->p += sizeof out;
	w->v >>= 32;
	w->count -= 32;
}

/* The last byte may be shared with what is set behind it. */
static void words_list_write_end(struct words_list_writer *w)
{
	for (; w->count; w->v >>= 8, w->count -= w->count < 8 ? w->count : 8)
		*w->p++ = (char)w->v;
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
	size_t bytes = (s.bits + 7) / 8, high = s.dense ? 0 : s.high;
	buf_reserve(out, bytes);
	char *p = out->p + out->n;
	memset(p, 0, bytes + 1);
	struct words_list_writer low = {.p = p};
	for (size_t i = 0; !s.dense && s.low && i < n; i++)
		words_list_write(&low, articles[i] & ((UINT32_C(1) << s.low) - 1), s.low);
	words_list_write_end(&low);
	for (size_t i = 0; i < n; i++)
		words_list_set(p, s.dense ? articles[i] : high + (articles[i] >> s.low) + i);
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
	buf_reserve(out, (n * WORDS_PLACES_MOST * (1 + PLACE_BITS) + 7) / 8);
	struct words_list_writer w = {.p = out->p + out->n};
	for (size_t i = 0; i < n; i++) {
		uint32_t each = 0;
		unsigned count = 0;
		for (unsigned left = places[i]; left; left &= left - 1)
			each |= (uint32_t)__builtin_ctz(left) << PLACE_BITS * count++;
		if (count > WORDS_PLACES_MOST)
			words_list_write(&w, 7, WORDS_PLACES_MOST);
		else
			words_list_write(&w, each << count | ((1u << (count - 1)) - 1), count * (1 + PLACE_BITS));
	}
	words_list_write_end(&w);
	out->n = (size_t)(w.p - out->p);
	*w.p = '\0';
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
