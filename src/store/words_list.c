#include "config.h"

#include "store/words_list.h"

#include <endian.h>
#include <string.h>

/* The 64 bits that begin at bit `at`, at least 56 of them of use; past the end they are zeros. */
static inline uint64_t words_list_bits(struct str bytes, size_t at)
{
	uint64_t v = 0;
	size_t from = at / 8;
	if (from + sizeof v <= bytes.n) {
		memcpy(&v, bytes.p + from, sizeof v);
		return le64toh(v) >> at % 8;
	}
	for (size_t i = bytes.n; i-- > from;)
		v = v << 8 | (unsigned char)bytes.p[i];
	return v >> at % 8;
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

static void words_list_put_low(char *p, const uint32_t *articles, size_t n, unsigned low)
{
	struct words_list_writer w = {.p = p};
	for (size_t i = 0; i < n; i++)
		words_list_write(&w, articles[i] & ((UINT32_C(1) << low) - 1), low);
	words_list_write_end(&w);
}

void words_list_put(struct buf *out, const uint32_t *articles, size_t n, uint32_t range)
{
	struct words_list_shape s = words_list_shape(n, range);
	size_t bytes = (s.bits + 7) / 8;
	buf_reserve(out, bytes);
	char *p = out->p + out->n;
	memset(p, 0, bytes + 1);
	if (s.dense) {
		for (size_t i = 0; i < n; i++)
			words_list_set(p, articles[i]);
	} else {
		words_list_put_low(p, articles, n, s.low);
		for (size_t i = 0; i < n; i++)
			words_list_set(p, s.high + (articles[i] >> s.low) + i);
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

enum { PLACE_BITS = 3, PLACE_ALL = (1 << WORDS_PLACES_MOST) - 1 };

/* What stands for a set of places, and its length behind it in four bits. */
#define PLACE_NEXT(set, skipped) ((uint32_t)__builtin_ctz((set) >> (skipped) | 1 << WORDS_PLACES) + (skipped))
/* What stands for some places, and how many bits that is. */
static inline uint32_t words_list_place(uint8_t places, unsigned *bits)
{
	unsigned left = places, count = 0;
	*bits = 1 + PLACE_BITS;
	if (!(left & (left - 1)))
		return (uint32_t)__builtin_ctz(left) << 1;
	uint32_t each = 0;
	for (; left; left &= left - 1)
		each |= (uint32_t)__builtin_ctz(left) << PLACE_BITS * count++;
	*bits = count > WORDS_PLACES_MOST ? WORDS_PLACES_MOST : count * (1 + PLACE_BITS);
	return count > WORDS_PLACES_MOST ? PLACE_ALL : each << count | ((1u << (count - 1)) - 1);
}

void words_list_put_places(struct buf *out, const uint8_t *places, size_t n)
{
	buf_reserve(out, (n * WORDS_PLACES_MOST * (1 + PLACE_BITS) + 7) / 8);
	struct words_list_writer w = {.p = out->p + out->n};
	for (size_t i = 0; i < n; i++) {
		unsigned bits;
		uint32_t v = words_list_place(places[i], &bits);
		words_list_write(&w, v, bits);
	}
	words_list_write_end(&w);
	out->n = (size_t)(w.p - out->p);
	*w.p = '\0';
}

/* How many bits the places at the beginning of v take. */
static inline unsigned words_list_place_bits(uint64_t v)
{
	unsigned more = (unsigned)__builtin_ctzll(~v | 1 << WORDS_PLACES_MOST);
	return more == WORDS_PLACES_MOST ? WORDS_PLACES_MOST : (more + 1) * (1 + PLACE_BITS);
}

/* The bits that the places in n articles take. */
static size_t words_list_places_bits(struct str bytes, size_t n)
{
	enum { SURE = 56, MOST = WORDS_PLACES_MOST * (1 + PLACE_BITS) };
	size_t at = 0;
	while (n) {
		uint64_t v = words_list_bits(bytes, at);
		for (unsigned used = 0, each; n && used <= SURE - MOST; used += each, n--, v >>= each, at += each)
			each = words_list_place_bits(v);
	}
	return at;
}

bool words_list_add_places(struct words_list_places *w, struct str bytes, size_t n)
{
	size_t bits = words_list_places_bits(bytes, n);
	if (bits > bytes.n * 8)
		return false;
	buf_reserve(&w->bytes, bytes.n + 8);
	struct words_list_writer to = {.p = w->bytes.p + w->bytes.n, .v = w->bits, .count = w->count};
	for (size_t at = 0; at < bits; at += 32) {
		unsigned some = bits - at < 32 ? (unsigned)(bits - at) : 32;
		words_list_write(&to, (uint32_t)(words_list_bits(bytes, at) & ((UINT64_C(1) << some) - 1)), some);
	}
	w->bytes.n = (size_t)(to.p - w->bytes.p);
	w->bits = (uint32_t)to.v;
	w->count = to.count;
	return true;
}

void words_list_end_places(struct words_list_places *w, struct buf *out)
{
	buf_add_str(out, buf_str(&w->bytes));
	for (; w->count; w->bits >>= 8, w->count -= w->count < 8 ? w->count : 8)
		buf_add_char(out, (char)w->bits);
	buf_clear(&w->bytes);
	w->bits = 0;
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
