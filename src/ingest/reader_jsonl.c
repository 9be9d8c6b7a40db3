#include "config.h"

#include "ingest/reader_run.h"

#include "base/utf8.h"
#include "ingest/reader_json.h"

#include <jansson.h>
#include <string.h>

/* Does an escape for half of a surrogate pair (\ud83d without its \ude00) begin here? Such halves are
 * what some programs write for text that they cut in the middle. */
static bool reader_jsonl_escape(struct str s, size_t at, unsigned *unit)
{
	if (at + 6 > s.n || s.p[at] != '\\' || s.p[at + 1] != 'u')
		return false;
	unsigned value = 0;
	for (size_t i = at + 2; i < at + 6; i++) {
		char c = s.p[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
		if (digit < 0)
			return false;
		value = value * 16 + (unsigned)digit;
	}
	*unit = value;
	return true;
}

/* Appends the line with halves of surrogate pairs replaced by \ufffd; returns how many. */
static size_t reader_jsonl_repair_escapes(struct str s, struct buf *out)
{
	size_t repaired = 0;
	for (size_t i = 0; i < s.n;) {
		unsigned high, low;
		size_t n = 1;
		if (reader_jsonl_escape(s, i, &high) && (high & 0xF800) == 0xD800) {
			n = 6;
			if (high < 0xDC00 && reader_jsonl_escape(s, i + 6, &low) && (low & 0xFC00) == 0xDC00) {
				n = 12;
			} else {
				buf_add_str(out, STR("\\ufffd"));
				i += 6;
				repaired++;
				continue;
			}
		} else if (s.p[i] == '\\' && i + 1 < s.n) {
			n = 2;
		}
		buf_add(out, s.p + i, n);
		i += n;
	}
	return repaired;
}

/* A number of more than 64 bits, in some field that is not asked for, is no reason to lose an article. */
static json_t *reader_jsonl_load(struct str line, json_error_t *e)
{
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, e);
	if (!o && json_error_code(e) == json_error_numeric_overflow)
		o = json_loadb(line.p, line.n, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, e);
	return o;
}

/* The line as JSON; on failure once more with its bytes and escapes repaired. */
static json_t *reader_jsonl_parse(struct reader_run *r, struct str line, size_t *repaired, json_error_t *e)
{
	json_t *o = reader_jsonl_load(line, e);
	*repaired = 0;
	if (o)
		return o;
	struct buf bytes = BUF_INIT;
	size_t n = utf8_repair(line, &bytes);
	buf_clear(&r->scratch);
	n += reader_jsonl_repair_escapes(buf_str(&bytes), &r->scratch);
	buf_free(&bytes);
	if (n || str_starts(line, STR("\xEF\xBB\xBF")))
		o = reader_jsonl_load(buf_str(&r->scratch), e);
	*repaired = n;
	return o;
}

/* A field that is a text, or a number written as one. Absent and null give the empty text. */
static struct str reader_jsonl_field(struct reader_run *r, uint64_t line, json_t *o, const char *name)
{
	json_t *v = json_object_get(o, name);
	if (json_is_string(v))
		return (struct str){json_string_value(v), json_string_length(v)};
	if (json_is_integer(v))
		return arena_printf(&r->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	if (v && !json_is_null(v)) {
		r->counts->flawed++;
		reader_report(r, line, "\"%s\" is no text and is left out; write it in quotes", name);
	}
	return STR_NONE;
}

static void reader_jsonl_emit(struct reader_run *r, uint64_t line, const struct str fields[static READER_JSON_FIELDS], size_t repaired,
			      struct str original)
{
	struct article a = {
		.reader = "jsonl", .repaired = (uint32_t)repaired, .original = original,
		.text = fields[READER_JSON_TEXT], .given_id = fields[READER_JSON_ID], .title = fields[READER_JSON_TITLE],
		.source = fields[READER_JSON_SOURCE], .url = fields[READER_JSON_URL], .dateline = fields[READER_JSON_DATELINE],
	};
	reader_date_field(r, line, fields[READER_JSON_DATE], &a);
	reader_emit(r, &a, line);
}

/* A line that is no flat object of texts. False: it is no article, and the reason was reported. */
static bool reader_jsonl_other(struct reader_run *r, uint64_t line, struct str bytes)
{
	json_error_t e;
	size_t repaired;
	json_t *o = reader_jsonl_parse(r, bytes, &repaired, &e);
	json_t *text = o ? json_object_get(o, "text") : NULL;
	bool good = false;
	if (!o)
		reader_report(r, line, "column %d: %s; a line must hold one JSON object", e.column, e.text);
	else if (!json_is_object(o))
		reader_report(r, line, "is no JSON object; write one object a line (jq -c '.[]' takes a list apart)");
	else if (!json_is_string(text))
		reader_report(r, line, "has no text; give the article's text as \"text\"");
	else
		good = true;
	if (good) {
		struct str fields[READER_JSON_FIELDS];
		for (int i = 0; i < READER_JSON_FIELDS; i++)
			fields[i] = reader_jsonl_field(r, line, o, reader_json_name((enum reader_json_field)i));
		reader_jsonl_emit(r, line, fields, repaired, repaired ? bytes : STR_NONE);
	}
	json_decref(o);
	return good;
}

/* One line is one article. */
static bool reader_jsonl_article(struct reader_run *r, uint64_t line, struct str bytes)
{
	struct str fields[READER_JSON_FIELDS];
	if (!reader_json_flat(bytes, &r->scratch, fields))
		return reader_jsonl_other(r, line, bytes);
	reader_jsonl_emit(r, line, fields, 0, STR_NONE);
	return true;
}

void reader_jsonl(struct reader_run *r)
{
	struct error err = ERROR_INIT;
	for (uint64_t line = 1; !r->stop; line++) {
		struct str bytes;
		switch (stream_line(r->stream, &bytes, &err)) {
		case STREAM_PIECE:
			if (str_trim(bytes).n && !reader_jsonl_article(r, line, bytes))
				r->counts->bad++;
			break;
		case STREAM_LONG:
			r->counts->bad++;
			reader_report(r, line, "longer than %d MiB; split the article", STREAM_TEXT_MAX >> 20);
			break;
		case STREAM_FAILED:
			if (err.code != ERROR_INTERRUPTED) {
				r->counts->bad++;
				reader_report(r, line, "%s", err.msg);
			}
			return;
		case STREAM_END:
			return;
		}
	}
}
