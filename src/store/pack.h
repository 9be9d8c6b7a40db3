/* pack: numbers and texts in few bytes.
 *
 * A number is written seven bits a byte, the low ones first, the top bit on all but the last (LEB128);
 * a signed one is folded first, so that small negatives stay small (0 -1 1 -2 ... as 0 1 2 3 ...); a text is
 * its length and its bytes. Reading trusts nothing: past the end, or on a number that cannot be, the
 * reader is `bad` and gives zeros from then on, so that one test at the end is enough. */
#ifndef DATELINE_STORE_PACK_H
#define DATELINE_STORE_PACK_H

#include "base/str.h"

#include <stdint.h>

void pack_long(struct buf *out, uint64_t v); /* pack_unsigned of any length */
static inline void pack_unsigned(struct buf *out, uint64_t v)
{
	if (v < 0x80)
		buf_add_char(out, (char)v);
	else
		pack_long(out, v);
}
void pack_signed(struct buf *out, int64_t v);
void pack_str(struct buf *out, struct str s);
/* 32 and 16 bits, low byte first: for arrays that are read without unpacking what stands before. */
void pack_fixed32(struct buf *out, uint32_t v);
void pack_fixed16(struct buf *out, uint16_t v);

/* As many of 32 bits, at the speed of memory. */
void pack_array32(struct buf *out, const uint32_t *v, size_t n);

struct unpack {
	const char *p, *end;
	bool bad;
};

struct unpack unpack_of(struct str s);
uint64_t unpack_long(struct unpack *u); /* unpack_unsigned of any length */
static inline uint64_t unpack_unsigned(struct unpack *u)
{
	return u->p < u->end && (unsigned char)*u->p < 0x80 ? (uint64_t)(unsigned char)*u->p++ : unpack_long(u);
}
int64_t unpack_signed(struct unpack *u);
uint64_t unpack_bad(struct unpack *u); /* makes it so; 0 */
/* A number below `limit`; anything else is bad and gives 0. */
static inline uint64_t unpack_below(struct unpack *u, uint64_t limit)
{
	uint64_t v = unpack_unsigned(u);
	return v < limit ? v : unpack_bad(u);
}
/* How many things follow, of at least one byte each: never more than the bytes that are left. */
static inline size_t unpack_count(struct unpack *u)
{
	uint64_t n = unpack_unsigned(u);
	return n <= (uint64_t)(u->end - u->p) ? (size_t)n : (size_t)unpack_bad(u);
}
struct str unpack_str(struct unpack *u); /* borrowed from what is read */
uint8_t unpack_fixed8(struct unpack *u);
uint16_t unpack_fixed16(struct unpack *u);
uint32_t unpack_fixed32(struct unpack *u);
/* The i-th of an array of 32 bits each; the caller knows that it is there. */
uint32_t unpack_at32(struct str s, size_t i);
/* s.n / 4 of them. */
void unpack_array32(struct str s, uint32_t *out);

#endif
