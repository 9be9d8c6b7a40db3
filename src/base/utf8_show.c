/* Clusters, widths, and text made visible. */
#include "config.h"

#include "base/utf8.h"

#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

static bool utf8_is_regional(uint32_t cp)
{
	return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

size_t utf8_cluster(struct str s, int *width)
{
	unsigned char first = (unsigned char)s.p[0];
	if (first < 0x80 && (s.n == 1 || (unsigned char)s.p[1] < 0x80)) {
		*width = first >= 0x20 && first != 0x7F;
		return 1;
	}
	const uint8_t *begin = (const uint8_t *)s.p;
	const uint8_t *end = u8_grapheme_next(begin, begin + s.n);
	size_t n = end ? (size_t)(end - begin) : s.n;
	uint32_t cp;
	size_t at = utf8_decode(s, &cp, NULL);
	int w = uc_width(cp, "UTF-8");
	if (w < 0)
		w = 0;
	if (utf8_is_regional(cp) && at < n)
		w = 2;
	/* U+FE0F asks for the picture of a character that also has a plain form */
	if (w == 1 && n > at && str_find(str_sub(s, 0, n), STR("\xEF\xB8\x8F"), at) != SIZE_MAX)
		w = 2;
	*width = w;
	return n;
}

int utf8_width(struct str s)
{
	int total = 0;
	for (size_t i = 0; i < s.n;) {
		int w;
		i += utf8_cluster(str_sub(s, i, s.n), &w);
		total += w;
	}
	return total;
}

struct str utf8_prefix(struct str s, int columns)
{
	size_t i = 0;
	while (i < s.n) {
		int w;
		size_t n = utf8_cluster(str_sub(s, i, s.n), &w);
		if (w > columns)
			break;
		columns -= w;
		i += n;
	}
	return str_sub(s, 0, i);
}

static bool utf8_is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F);
}

static bool utf8_is_emoji_like(uint32_t cp)
{
	return (cp >= 0x1F000 && cp <= 0x1FAFF) || (cp >= 0x2190 && cp <= 0x2BFF) || cp == 0xFE0F || cp == 0x200D ||
	       cp == 0x20E3;
}

/* Scripts whose spelling needs joiners: Arabic and its kin, the scripts of India, Mongolian. */
static bool utf8_uses_joiners(uint32_t cp)
{
	return (cp >= 0x0600 && cp <= 0x08FF) || (cp >= 0x0900 && cp <= 0x0DFF) || (cp >= 0x0F00 && cp <= 0x109F) ||
	       (cp >= 0x1780 && cp <= 0x18AF);
}

/* May this format character stand between these neighbours as it is? */
static bool utf8_format_allowed(uint32_t cp, uint32_t before, uint32_t after)
{
	if (cp == 0x200D && utf8_is_emoji_like(before) && utf8_is_emoji_like(after))
		return true;
	return (cp == 0x200C || cp == 0x200D) && utf8_uses_joiners(before) && utf8_uses_joiners(after);
}

static bool utf8_is_selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* Invisible though of other categories: line separators, fillers that draw nothing. */
static bool utf8_is_deceiving(uint32_t cp)
{
	return cp == 0x2028 || cp == 0x2029 || cp == 0x115F || cp == 0x1160 || cp == 0x3164 || cp == 0xFFA0 ||
	       cp == 0x034F || (cp >= 0xE0000 && cp <= 0xE0FFF && !utf8_is_selector(cp));
}

bool utf8_is_hidden(uint32_t cp)
{
	return utf8_is_control(cp) || utf8_is_deceiving(cp) ||
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cf);
}

static void utf8_visible_char(uint32_t cp, uint32_t before, uint32_t after, bool lines, struct buf *out)
{
	char bytes[4];
	if (cp == '\n' || cp == '\t')
		buf_add_char(out, lines ? (char)cp : ' ');
	else if (cp < 0x20 || cp == 0x7F)
		buf_addf(out, "^%c", (char)(cp ^ 0x40));
	else if (utf8_is_control(cp))
		buf_addf(out, "<%02X>", (unsigned)cp);
	else if (utf8_is_selector(cp) && !utf8_is_emoji_like(before) && before < 0x80)
		buf_addf(out, "<%04X>", (unsigned)cp);
	else if (utf8_is_deceiving(cp) ||
		 (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cf) && !utf8_format_allowed(cp, before, after)))
		buf_addf(out, "<%04X>", (unsigned)cp);
	else
		buf_add(out, bytes, utf8_encode(cp, bytes));
}

void utf8_visible(struct str s, bool lines, struct buf *out)
{
	uint32_t before = 0;
	buf_reserve(out, s.n);
	for (size_t i = 0; i < s.n;) {
		unsigned char b = (unsigned char)s.p[i];
		if (b >= 0x20 && b < 0x7F) {
			buf_add_char(out, (char)b);
			before = b;
			i++;
			continue;
		}
		uint32_t cp, after = 0;
		i += utf8_decode(str_sub(s, i, s.n), &cp, NULL);
		if (i < s.n)
			utf8_decode(str_sub(s, i, s.n), &after, NULL);
		utf8_visible_char(cp, before, after, lines, out);
		before = cp;
	}
}

void utf8_visible_bytes(struct str bytes, bool lines, struct buf *out)
{
	size_t from = 0; /* the characters from here on are still to be shown */
	for (size_t i = 0, n; i < bytes.n; i += n) {
		uint32_t cp;
		bool bad;
		n = utf8_decode(str_sub(bytes, i, bytes.n), &cp, &bad);
		if (!bad)
			continue;
		utf8_visible(str_sub(bytes, from, i), lines, out);
		for (from = i; from < i + n; from++)
			buf_addf(out, "<%02X>", (unsigned)(unsigned char)bytes.p[from]);
	}
	utf8_visible(str_sub(bytes, from, bytes.n), lines, out);
}
