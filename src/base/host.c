#include "config.h"

#include "base/host.h"

#include "base/utf8.h"

#include <idn2.h>
#include <unictype.h>

/* Where ":8080" begins, or the end. */
static size_t host_port(struct str host)
{
	size_t at = host.n;
	while (at && host.p[at - 1] >= '0' && host.p[at - 1] <= '9')
		at--;
	return at && host.p[at - 1] == ':' ? at - 1 : host.n;
}

static int host_hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* The name without percent-encoding, as browsers take it; *international: not all of it is ASCII. False: a byte of it
 * is none that a name has. */
static bool host_decode(struct str name, struct buf *out, bool *international)
{
	bool address = str_starts(name, STR("[")); /* "[::1]" */
	for (size_t i = 0; i < name.n; i++) {
		int high = i + 2 < name.n ? host_hex(name.p[i + 1]) : -1, low = high < 0 ? -1 : host_hex(name.p[i + 2]);
		bool encoded = name.p[i] == '%' && low >= 0;
		unsigned char c = (unsigned char)(encoded ? high * 16 + low : name.p[i]);
		bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (c < 0x80 && !letter && !(c && strchr("-._", c)) && !(address && c && strchr("[]:", c)))
			return false;
		*international |= c >= 0x80;
		buf_add_char(out, (char)c);
		i += encoded ? 2 : 0;
	}
	return utf8_is_valid(buf_str(out));
}

bool host_ascii(struct str host, struct buf *out)
{
	struct buf name = BUF_INIT;
	size_t port = host_port(host);
	bool international = false, ok = port > 0 && host_decode(str_sub(host, 0, port), &name, &international);
	uint8_t *ascii = NULL;
	if (ok && international)
		ok = idn2_lookup_u8((const uint8_t *)buf_cstr(&name), &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK;
	if (ok) {
		buf_add_cstr(out, ascii ? (const char *)ascii : buf_cstr(&name));
		buf_add_str(out, str_sub(host, port, host.n));
	}
	idn2_free(ascii);
	buf_free(&name);
	return ok;
}

/* ---- look-alikes ---- */

enum { HOST_LATIN = 1, HOST_HAN = 2, HOST_KANA = 4, HOST_HANGUL = 8, HOST_BOPOMOFO = 16, HOST_OTHER = 32 };

static unsigned host_script(const char *name)
{
	static const struct {
		const char *name;
		unsigned bit;
	} rows[] = {{"Latin", HOST_LATIN}, {"Han", HOST_HAN}, {"Hiragana", HOST_KANA}, {"Katakana", HOST_KANA},
		    {"Hangul", HOST_HANGUL}, {"Bopomofo", HOST_BOPOMOFO}, {"Common", 0}, {"Inherited", 0}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(name, rows[i].name) == 0)
			return rows[i].bit;
	return HOST_OTHER;
}

/* Is it of one script, or of those that are written together in Japan, Korea and Taiwan? ("Highly restrictive" of UTS 39.) */
static bool host_is_one_script(struct str label)
{
	static const unsigned together[] = {HOST_LATIN | HOST_HAN | HOST_KANA, HOST_LATIN | HOST_HAN | HOST_HANGUL,
					    HOST_LATIN | HOST_HAN | HOST_BOPOMOFO};
	unsigned scripts = 0;
	const char *other = NULL;
	for (size_t i = 0; i < label.n;) {
		uint32_t c;
		i += utf8_decode(str_sub(label, i, label.n), &c, NULL);
		const uc_script_t *s = uc_script(c);
		unsigned bit = s ? host_script(s->name) : HOST_OTHER;
		if (bit == HOST_OTHER && other && (!s || strcmp(other, s->name) != 0))
			return false;
		if (bit == HOST_OTHER)
			other = s ? s->name : "";
		scripts |= bit;
	}
	bool one = (scripts & (scripts - 1)) == 0;
	for (size_t i = 0; i < sizeof together / sizeof *together; i++)
		one = one || (scripts & ~together[i]) == 0;
	return one;
}

/* Has it letters, and do all of them look like Latin ones? Cyrillic and Greek as Unicode's confusables.txt has them. */
static bool host_looks_latin(struct str label)
{
	static const char alike[] = "асԁеһіјӏорԛѕԝхуѵьгпωηνικραυοτ";
	bool letters = false;
	for (size_t i = 0; i < label.n;) {
		uint32_t c;
		size_t n = utf8_decode(str_sub(label, i, label.n), &c, NULL);
		if (c >= 0x80 && str_find(str_of(alike), str_sub(label, i, i + n), 0) == SIZE_MAX)
			return false;
		letters |= c >= 0x80;
		i += n;
	}
	return letters;
}

static bool host_is_plain(struct str name)
{
	struct str label;
	while (str_split(&name, '.', &label))
		if (!host_is_one_script(label) || host_looks_latin(label))
			return false;
	return true;
}

void host_shown(struct str ascii, struct buf *out)
{
	struct buf name = BUF_INIT;
	size_t port = host_port(ascii);
	char *read = NULL;
	buf_add_str(&name, str_sub(ascii, 0, port));
	bool international = idn2_to_unicode_8z8z(buf_cstr(&name), &read, 0) == IDN2_OK && !str_eq_nocase(str_of(read), buf_str(&name));
	bool plain = international && host_is_plain(str_of(read));
	if (plain)
		buf_addf(out, "%s%.*s (%.*s)", read, STR_ARG(str_sub(ascii, port, ascii.n)), STR_ARG(buf_str(&name)));
	else
		buf_addf(out, "%.*s%s", STR_ARG(ascii), international ? " (letters that look like others)" : "");
	idn2_free(read);
	buf_free(&name);
}
