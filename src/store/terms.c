/* The vocabulary of queries, and terms as text again. */
#include "config.h"

#include "store/terms.h"

#include "store/rows.h"

const struct term_field *term_fields(void)
{
	static const struct term_field fields[TERM_FIELD_COUNT] = {
		{"country", TERM_COUNTRY}, {"from", TERM_FROM}, {"to", TERM_TO}, {"on", TERM_ON},     {"kind", TERM_KIND},
		{"source", TERM_SOURCE},   {"tag", TERM_TAG},   {"is", TERM_IS}, {"link", TERM_LINK},
	};
	return fields;
}

const char *const *term_is_names(void)
{
	static const char *const names[TERM_IS_COUNT] = {
		[IS_ANNOUNCED] = "announced", [IS_CORRECTED] = "corrected", [IS_DENIED] = "denied",
		[IS_DOUBTFUL] = "doubtful",
		[IS_HYPOTHETICAL] = "hypothetical", [IS_NOTED] = "noted",   [IS_OPEN] = "open",
		[IS_REJECTED] = "rejected",   [IS_REPORT] = "report",
		[IS_STARRED] = "starred",     [IS_TAGGED] = "tagged",       [IS_UNDATED] = "undated",
	};
	return names;
}

/* "country:" at the front of a word: its length without the colon, or 0. */
size_t term_field_length(struct str word)
{
	size_t n = 0;
	while (n < word.n && ((word.p[n] | 0x20) >= 'a' && (word.p[n] | 0x20) <= 'z'))
		n++;
	return n < word.n && word.p[n] == ':' ? n : 0;
}

static void term_write_words(struct buf *out, struct str text)
{
	bool plain = text.p[0] != '-' && text.p[0] != '/' && !term_field_length(text);
	for (size_t i = 0; i < text.n; i++)
		plain = plain && (unsigned char)text.p[i] > ' ' && text.p[i] != '"';
	if (plain) {
		buf_add_str(out, text);
		return;
	}
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"' || text.p[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, text.p[i]);
	}
	buf_add_char(out, '"');
}

static void term_write_countries(struct buf *out, const struct term *t)
{
	for (size_t i = 0; i < t->either_count; i++)
		for (size_t j = 0; j < t->either[i].count; j++) {
			char code[3];
			rows_code_name(t->either[i].codes[j], code);
			buf_addf(out, "%s%s", j ? "+" : i ? "," : "", code);
		}
}

static void term_write_bits(struct buf *out, const struct term *t)
{
	const char *comma = "";
	for (unsigned i = 0; i < 32; i++) {
		if (!(t->any >> i & 1))
			continue;
		buf_add_cstr(out, comma);
		buf_add_cstr(out, t->type == TERM_KIND  ? event_kind_name((enum event_kind)i)
				  : t->type == TERM_LINK ? link_kind_name((enum link_kind)i)
							 : term_is_names()[i]);
		comma = ",";
	}
}

void term_write(struct buf *out, const struct term *t)
{
	buf_add_cstr(out, out->n ? " " : "");
	buf_add_cstr(out, t->negated ? "-" : "");
	for (size_t i = 0; i < TERM_FIELD_COUNT; i++)
		if (term_fields()[i].type == t->type)
			buf_addf(out, "%s:", term_fields()[i].name);
	switch (t->type) {
	case TERM_REGEX:
		buf_addf(out, "/%.*s/", STR_ARG(t->text));
		break;
	case TERM_WORDS:
	case TERM_SOURCE:
	case TERM_TAG:
		term_write_words(out, t->text);
		break;
	case TERM_FROM:
	case TERM_TO:
	case TERM_ON:
		buf_add_str(out, t->text);
		break;
	case TERM_COUNTRY:
		term_write_countries(out, t);
		break;
	case TERM_KIND:
	case TERM_IS:
	case TERM_LINK:
		term_write_bits(out, t);
		break;
	}
}
