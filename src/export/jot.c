#include "config.h"

#include "export/jot.h"

#include "base/utf8.h"

#include <string.h>

static void jot_comma(struct jot *j)
{
	if (j->comma)
		buf_add_char(j->out, ',');
	j->comma = true;
}

void jot_open(struct jot *j, char bracket)
{
	jot_comma(j);
	buf_add_char(j->out, bracket);
	j->comma = false;
}

void jot_close(struct jot *j, char bracket)
{
	buf_add_char(j->out, bracket);
	j->comma = true;
}

void jot_key(struct jot *j, const char *key)
{
	jot_comma(j);
	buf_add_char(j->out, '"');
	buf_add_cstr(j->out, key);
	buf_add_str(j->out, STR("\":"));
	j->comma = false;
}

static void jot_escape(struct buf *out, uint32_t cp)
{
	if (cp >= 0x10000) {
		buf_addf(out, "\\u%04x", (unsigned)(0xD800 + ((cp - 0x10000) >> 10)));
		cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
	}
	buf_addf(out, "\\u%04x", (unsigned)cp);
}

/* One character that is not a plain ASCII one; returns its length. */
static size_t jot_char(struct buf *out, struct str s)
{
	switch (s.p[0]) {
	case '"':
		buf_add_str(out, STR("\\\""));
		return 1;
	case '\\':
		buf_add_str(out, STR("\\\\"));
		return 1;
	case '\n':
		buf_add_str(out, STR("\\n"));
		return 1;
	case '\t':
		buf_add_str(out, STR("\\t"));
		return 1;
	}
	uint32_t cp;
	size_t n = utf8_decode(s, &cp, NULL);
	if (cp < 0x20 || utf8_is_hidden(cp))
		jot_escape(out, cp);
	else
		buf_add(out, s.p, n);
	return n;
}

static bool jot_is_plain(char c)
{
	return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

void jot_str(struct jot *j, struct str s)
{
	jot_comma(j);
	buf_add_char(j->out, '"');
	for (size_t i = 0; i < s.n;) {
		size_t run = i;
		while (run < s.n && jot_is_plain(s.p[run]))
			run++;
		buf_add(j->out, s.p + i, run - i);
		i = run;
		if (i < s.n)
			i += jot_char(j->out, str_sub(s, i, s.n));
	}
	buf_add_char(j->out, '"');
}

void jot_str_or_null(struct jot *j, struct str s)
{
	if (s.n)
		jot_str(j, s);
	else
		jot_null(j);
}

void jot_int(struct jot *j, int64_t n)
{
	jot_comma(j);
	char digits[24], *p = digits + sizeof digits;
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	do
		*--p = (char)('0' + rest % 10);
	while (rest /= 10);
	if (n < 0)
		*--p = '-';
	buf_add(j->out, p, (size_t)(digits + sizeof digits - p));
}

void jot_true(struct jot *j)
{
	jot_comma(j);
	buf_add_str(j->out, STR("true"));
}

void jot_null(struct jot *j)
{
	jot_comma(j);
	buf_add_str(j->out, STR("null"));
}
