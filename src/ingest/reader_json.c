#include "config.h"

#include "ingest/reader_json.h"

#include "base/utf8.h"

#include <string.h>

static const char *const reader_json_names[READER_JSON_FIELDS] = {"id", "date", "title", "source", "url", "dateline", "text"};

const char *reader_json_name(enum reader_json_field f)
{
	return reader_json_names[f];
}

struct reader_json {
	const char *p, *end;
	char *out; /* where the next text with escapes goes */
};

static bool reader_json_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The next character that is no white space; 0 at the end. */
static char reader_json_next(struct reader_json *r)
{
	while (r->p < r->end && reader_json_is_space(*r->p))
		r->p++;
	return r->p < r->end ? *r->p : '\0';
}

static bool reader_json_take(struct reader_json *r, char c)
{
	bool there = reader_json_next(r) == c && r->p < r->end;
	r->p += there;
	return there;
}

static bool reader_json_hex(struct reader_json *r, uint32_t *out)
{
	uint32_t v = 0;
	if (r->end - r->p < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		char c = *r->p++;
		int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
		if (digit < 0)
			return false;
		v = v << 4 | (uint32_t)digit;
	}
	*out = v;
	return true;
}

static bool reader_json_code(struct reader_json *r)
{
	uint32_t cp, low;
	if (!reader_json_hex(r, &cp) || (cp & 0xFC00) == 0xDC00)
		return false;
	if ((cp & 0xFC00) == 0xD800) {
		if (r->end - r->p < 2 || r->p[0] != '\\' || r->p[1] != 'u')
			return false;
		r->p += 2;
		if (!reader_json_hex(r, &low) || (low & 0xFC00) != 0xDC00)
			return false;
		cp = 0x10000 + ((cp & 0x3FF) << 10) + (low & 0x3FF);
	}
	r->out += utf8_encode(cp, r->out);
	return true;
}

/* What stands behind a backslash. */
static bool reader_json_escape(struct reader_json *r)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	if (r->p == r->end)
		return false;
	char c = *r->p++;
	if (c == 'u')
		return reader_json_code(r);
	const char *at = c ? strchr(from, c) : NULL;
	if (at)
		*r->out++ = to[at - from];
	return at;
}

/* The bytes up to a quote, a backslash or a control character. */
static size_t reader_json_plain(const char *p, const char *end)
{
	const char *at = p;
	for (; end - at >= 8; at += 8) {
		uint64_t v, ones = UINT64_C(0x0101010101010101), tops = ones << 7;
		memcpy(&v, at, 8);
		uint64_t quote = v ^ ones * '"', slash = v ^ ones * '\\';
		/* a byte that is zero, or below 0x20: exact for the lowest such byte, and any is enough */
		if ((((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((v - ones * 0x20) & ~v)) & tops)
			break;
	}
	while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
		at++;
	return (size_t)(at - p);
}

static bool reader_json_text(struct reader_json *r, struct str *out)
{
	if (!reader_json_take(r, '"'))
		return false;
	const char *begin = r->p;
	r->p += reader_json_plain(r->p, r->end);
	if (r->p < r->end && *r->p == '"') {
		*out = (struct str){begin, (size_t)(r->p++ - begin)};
		return true;
	}
	char *made = r->out;
	const char *from = begin;
	for (;;) {
		size_t n = (size_t)(r->p - from);
		memcpy(r->out, from, n);
		r->out += n;
		if (r->p == r->end || (unsigned char)*r->p < 0x20)
			return false;
		if (*r->p++ == '"')
			break;
		if (!reader_json_escape(r))
			return false;
		from = r->p;
		r->p += reader_json_plain(r->p, r->end);
	}
	*out = (struct str){made, (size_t)(r->out - made)};
	return true;
}

/* A whole number, as it is written. */
static bool reader_json_number(struct reader_json *r, struct str *out)
{
	const char *begin = r->p;
	r->p += r->p < r->end && *r->p == '-';
	const char *digits = r->p;
	while (r->p < r->end && *r->p >= '0' && *r->p <= '9')
		r->p++;
	size_t n = (size_t)(r->p - digits);
	*out = (struct str){begin, (size_t)(r->p - begin)};
	bool whole = r->p == r->end || *r->p == ',' || *r->p == '}' || reader_json_is_space(*r->p);
	return whole && n > 0 && (digits[0] != '0' || (n == 1 && digits == begin));
}

static bool reader_json_value(struct reader_json *r, struct str *out)
{
	*out = STR_NONE;
	char c = reader_json_next(r);
	if (c == '"')
		return reader_json_text(r, out);
	if (c != 'n')
		return reader_json_number(r, out);
	bool null = r->end - r->p >= 4 && memcmp(r->p, "null", 4) == 0;
	r->p += null ? 4 : 0;
	return null;
}

static bool reader_json_pair(struct reader_json *r, struct str fields[static READER_JSON_FIELDS], bool *has_text)
{
	struct str key, value;
	if (!reader_json_text(r, &key) || !reader_json_take(r, ':'))
		return false;
	bool text = reader_json_next(r) == '"';
	if (!reader_json_value(r, &value))
		return false;
	for (int i = 0; i < READER_JSON_FIELDS; i++)
		if (str_eq(key, str_of(reader_json_names[i]))) {
			fields[i] = value;
			if (i == READER_JSON_TEXT)
				*has_text = text;
		}
	return true;
}

bool reader_json_flat(struct str line, struct buf *scratch, struct str fields[static READER_JSON_FIELDS])
{
	bool has_text = false;
	if (!utf8_is_valid(line))
		return false;
	buf_clear(scratch);
	buf_reserve(scratch, line.n); /* no text is longer than it is written */
	struct reader_json r = {line.p, line.p + line.n, scratch->p};
	for (int i = 0; i < READER_JSON_FIELDS; i++)
		fields[i] = STR_NONE;
	if (!reader_json_take(&r, '{'))
		return false;
	do
		if (!reader_json_pair(&r, fields, &has_text))
			return false;
	while (reader_json_take(&r, ','));
	return reader_json_take(&r, '}') && !reader_json_next(&r) && r.p == r.end && has_text;
}
