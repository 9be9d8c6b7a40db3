#include "config.h"

#include "store/pack.h"

void pack_long(struct buf *out, uint64_t v)
{
	char bytes[10];
	size_t n = 0;
	for (; v >= 0x80; v >>= 7)
		bytes[n++] = (char)(v | 0x80);
	bytes[n++] = (char)v;
	buf_add(out, bytes, n);
}

void pack_signed(struct buf *out, int64_t v)
{
	pack_unsigned(out, ((uint64_t)v << 1) ^ (v < 0 ? UINT64_MAX : 0));
}

void pack_str(struct buf *out, struct str s)
{
	pack_unsigned(out, s.n);
	buf_add_str(out, s);
}

void pack_fixed16(struct buf *out, uint16_t v)
{
	char bytes[2] = {(char)v, (char)(v >> 8)};
	buf_add(out, bytes, sizeof bytes);
}

void pack_fixed32(struct buf *out, uint32_t v)
{
	char bytes[4] = {(char)v, (char)(v >> 8), (char)(v >> 16), (char)(v >> 24)};
	buf_add(out, bytes, sizeof bytes);
}

enum { PACK_AS_IN_MEMORY = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ };

void pack_array32(struct buf *out, const uint32_t *v, size_t n)
{
	if (PACK_AS_IN_MEMORY)
		buf_add(out, v, n * sizeof *v);
	else
		for (size_t i = 0; i < n; i++)
			pack_fixed32(out, v[i]);
}

void unpack_array32(struct str s, uint32_t *out)
{
	if (s.n >= 4 && PACK_AS_IN_MEMORY)
		memcpy(out, s.p, s.n / 4 * 4);
	else
		for (size_t i = 0; i < s.n / 4; i++)
			out[i] = unpack_at32(s, i);
}

struct unpack unpack_of(struct str s)
{
	return (struct unpack){s.p, s.p ? s.p + s.n : NULL, false};
}

uint64_t unpack_bad(struct unpack *u)
{
	u->bad = true;
	u->p = u->end;
	return 0;
}

uint64_t unpack_long(struct unpack *u)
{
	uint64_t v = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (u->p == u->end)
			return unpack_bad(u);
		unsigned char byte = (unsigned char)*u->p++;
		v |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return v;
	}
	return unpack_bad(u);
}

int64_t unpack_signed(struct unpack *u)
{
	uint64_t v = unpack_unsigned(u);
	return (int64_t)((v >> 1) ^ (v & 1 ? UINT64_MAX : 0));
}

struct str unpack_str(struct unpack *u)
{
	size_t n = unpack_count(u);
	struct str s = {u->p, n};
	u->p = n ? u->p + n : u->p;
	return s;
}

static uint32_t unpack_fixed(struct unpack *u, size_t bytes)
{
	if ((size_t)(u->end - u->p) < bytes)
		return (uint32_t)unpack_bad(u);
	uint32_t v = 0;
	for (size_t i = 0; i < bytes; i++)
		v |= (uint32_t)(unsigned char)u->p[i] << 8 * i;
	u->p += bytes;
	return v;
}

uint8_t unpack_fixed8(struct unpack *u)
{
	return (uint8_t)unpack_fixed(u, 1);
}

uint16_t unpack_fixed16(struct unpack *u)
{
	return (uint16_t)unpack_fixed(u, 2);
}

uint32_t unpack_fixed32(struct unpack *u)
{
	return unpack_fixed(u, 4);
}

uint32_t unpack_at32(struct str s, size_t i)
{
	struct unpack u = unpack_of(str_sub(s, 4 * i, 4 * i + 4));
	return unpack_fixed32(&u);
}
