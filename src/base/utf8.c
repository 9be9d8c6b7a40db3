#include "config.h"

#include "base/utf8.h"

#include "base/mem.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

enum { UTF8_REPLACEMENT = 0xFFFD };

/* How many bytes a lead byte announces, and the range of the byte after it (Unicode table 3-7). */
static size_t utf8_lead(unsigned char b, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xBF;
	if (b < 0x80)
		return 1;
	if (b >= 0xC2 && b <= 0xDF)
		return 2;
	if (b >= 0xE0 && b <= 0xEF) {
		if (b == 0xE0)
			*low = 0xA0;
		if (b == 0xED)
			*high = 0x9F;
		return 3;
	}
	if (b >= 0xF0 && b <= 0xF4) {
		if (b == 0xF0)
			*low = 0x90;
		if (b == 0xF4)
			*high = 0x8F;
		return 4;
	}
	return 0;
}

size_t utf8_decode(struct str s, uint32_t *cp, bool *bad)
{
	const unsigned char *p = (const unsigned char *)s.p;
	unsigned char low, high;
	size_t need = utf8_lead(p[0], &low, &high);
	if (bad)
		*bad = false;
	if (need == 1) {
		*cp = p[0];
		return 1;
	}
	uint32_t v = need ? p[0] & (0xFFu >> (need + 1)) : 0;
	size_t i = 1;
	for (; i < need && i < s.n && p[i] >= low && p[i] <= high; i++) {
		v = v << 6 | (p[i] & 0x3F);
		low = 0x80;
		high = 0xBF;
	}
	if (need && i == need) {
		*cp = v;
		return need;
	}
	if (bad)
		*bad = true;
	*cp = UTF8_REPLACEMENT;
	return i;
}

size_t utf8_encode(uint32_t cp, char out[static 4])
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = UTF8_REPLACEMENT;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

static void utf8_add(struct buf *out, uint32_t cp)
{
	char bytes[4];
	buf_add(out, bytes, utf8_encode(cp, bytes));
}

/* The bytes past ASCII among eight, by their highest bits. */
static uint64_t utf8_past_ascii(const char *p)
{
	uint64_t eight;
	memcpy(&eight, p, sizeof eight);
	return le64toh(eight) & UINT64_C(0x8080808080808080);
}

/* Length of the run of ASCII at the front, 32 bytes at a time. */
static size_t utf8_ascii_run(struct str s)
{
	enum { EIGHT = 8, LANES = 4 * EIGHT };
	size_t i = 0;
	for (; i + LANES <= s.n; i += LANES) {
		const char *p = s.p + i;
		if (utf8_past_ascii(p) | utf8_past_ascii(p + EIGHT) | utf8_past_ascii(p + 2 * EIGHT) | utf8_past_ascii(p + 3 * EIGHT))
			break;
	}
	for (; i + EIGHT <= s.n; i += EIGHT) {
		uint64_t past = utf8_past_ascii(s.p + i);
		if (past)
			return i + (size_t)__builtin_ctzll(past) / EIGHT;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

bool utf8_is_ascii(struct str s)
{
	return utf8_ascii_run(s) == s.n;
}

bool utf8_is_valid(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		i += utf8_ascii_run(str_sub(s, i, s.n));
		if (i == s.n)
			break;
		uint32_t cp;
		bool bad;
		i += utf8_decode(str_sub(s, i, s.n), &cp, &bad);
		if (bad)
			return false;
	}
	return true;
}

size_t utf8_repair(struct str s, struct buf *out)
{
	size_t repaired = 0;
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_sub(s, 3, s.n);
	buf_reserve(out, s.n);
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		bool bad;
		size_t n = utf8_decode(str_sub(s, i, s.n), &cp, &bad);
		if (cp == '\r') {
			if (i + 1 == s.n || s.p[i + 1] != '\n')
				buf_add_char(out, '\n');
		} else if (bad || cp == 0) {
			utf8_add(out, UTF8_REPLACEMENT);
			repaired++;
		} else {
			buf_add(out, s.p + i, n);
		}
		i += n;
	}
	return repaired;
}

bool utf8_is_clean(struct str s)
{
	return utf8_is_valid(s) && !(s.n && memchr(s.p, '\0', s.n));
}

struct str utf8_clean(struct str s, struct arena *arena)
{
	if (utf8_is_clean(s))
		return s;
	struct buf b = BUF_INIT;
	utf8_repair(s, &b);
	struct str clean = arena_str(arena, buf_str(&b));
	buf_free(&b);
	return clean;
}

void utf8_fold_ascii(struct str s, char *out)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	size_t i = 0;
	for (; i + 8 <= s.n; i += 8) {
		uint64_t x;
		memcpy(&x, s.p + i, 8);
		/* the high bit of each byte: at least 'A', past 'Z', neither when it is no ASCII */
		uint64_t low = x & ~high, from = low + (0x80 - 'A') * ones, past = low + (0x80 - 'Z' - 1) * ones;
		x |= (from & ~past & ~x & high) >> 2;
		memcpy(out + i, &x, 8);
	}
	for (; i < s.n; i++)
		out[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] | 0x20 : s.p[i]);
}

/* Does folding change nothing but ASCII letters? So it is for small letters of Latin-1 and for the quotes, dashes and
 * dots of U+2010..205E, none of which composes with what is here. */
static bool utf8_folds_as_ascii(struct str s)
{
	size_t i = utf8_ascii_run(s);
	while (i < s.n) {
		const unsigned char *p = (const unsigned char *)s.p + i;
		if (s.n - i >= 2 && p[0] == 0xC3 && p[1] >= 0xA0)
			i += 2;
		else if (s.n - i >= 3 && p[0] == 0xE2 && ((p[1] == 0x80 && p[2] >= 0x90) || (p[1] == 0x81 && p[2] <= 0x9E)))
			i += 3;
		else
			return false;
		i += utf8_ascii_run(str_sub(s, i, s.n));
	}
	return true;
}

void utf8_fold(struct str s, struct buf *out)
{
	if (utf8_folds_as_ascii(s)) {
		buf_reserve(out, s.n);
		if (s.n) {
			utf8_fold_ascii(s, out->p + out->n);
			out->n += s.n;
			out->p[out->n] = 0;
		}
		return;
	}
	size_t n = 0;
	uint8_t *folded = u8_casefold((const uint8_t *)s.p, s.n, NULL, UNINORM_NFC, NULL, &n);
	if (folded)
		buf_add(out, folded, n);
	free(folded);
}

uint32_t utf8_fold_one(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp | 0x20 : cp;
	switch (cp) { /* each the same as another letter since a late version of Unicode, which no table of case says */
	case 0x1FD3:
		return 0x390;
	case 0x1FE3:
		return 0x3B0;
	case 0xFB06:
		return 0xFB05;
	}
	return uc_tolower(uc_toupper(cp));
}

static void utf8_normalize(struct str s, uninorm_t form, struct buf *out)
{
	if (utf8_ascii_run(s) == s.n) {
		buf_add_str(out, s);
		return;
	}
	size_t n = 0;
	uint8_t *normal = u8_normalize(form, (const uint8_t *)s.p, s.n, NULL, &n);
	if (normal)
		buf_add(out, normal, n);
	free(normal);
}

void utf8_nfc(struct str s, struct buf *out)
{
	utf8_normalize(s, UNINORM_NFC, out);
}

void utf8_nfd(struct str s, struct buf *out)
{
	utf8_normalize(s, UNINORM_NFD, out);
}

uint32_t utf8_base(uint32_t cp)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	while (cp >= 0x80 && uc_canonical_decomposition(cp, parts) > 0)
		cp = parts[0];
	return cp;
}

bool utf8_is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

bool utf8_is_mark(uint32_t cp)
{
	return cp >= 0x300 && uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

bool utf8_is_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

bool utf8_is_digit(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= '0' && cp <= '9';
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Nd);
}

bool utf8_is_word(uint32_t cp)
{
	if (cp < 0x80)
		return utf8_is_letter(cp) || utf8_is_digit(cp) || cp == '_';
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N |
							    UC_CATEGORY_MASK_Pc | UC_CATEGORY_MASK_Cn);
}

bool utf8_is_space(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return uc_is_property_white_space(cp);
}

bool utf8_is_unspaced(uint32_t cp)
{
	return (cp >= 0x2E80 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
	       (cp >= 0x20000 && cp <= 0x3FFFF) || (cp >= 0x0E00 && cp <= 0x0EFF) || (cp >= 0x1000 && cp <= 0x109F) ||
	       (cp >= 0x1780 && cp <= 0x17FF) || (cp >= 0xFF66 && cp <= 0xFF9D);
}
