#include "config.h"

#include "text/gazetteer_read.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

enum {
	GAZETTEER_WORD = 64,         /* bytes of the longest word of a name */
	GAZETTEER_WORDS = 48 * 1000, /* about as many words are in names, */
	GAZETTEER_NAMES = 56 * 1000, /* and as many names in the tables */
};

/* ---- words ---- */

/* Letters that have no canonical decomposition into an ASCII letter and marks. */
static const char *gazetteer_plain_letter(uint32_t cp)
{
	switch (cp) {
	case 0xC6: case 0xE6: return "ae";
	case 0xD0: case 0xF0: case 0x110: case 0x111: return "d";
	case 0xD8: case 0xF8: return "o";
	case 0xDE: case 0xFE: return "th";
	case 0xDF: return "ss";
	case 0x126: case 0x127: return "h";
	case 0x131: return "i";
	case 0x141: case 0x142: return "l";
	case 0x14A: case 0x14B: return "n";
	case 0x152: case 0x153: return "oe";
	case 0x166: case 0x167: return "t";
	case 0x18F: case 0x259: return "a";
	default: return NULL;
	}
}

static bool gazetteer_is_currency(uint32_t cp)
{
	return cp == 0xA3 || cp == 0xA5 || (cp >= 0x20A0 && cp <= 0x20CF);
}

/* One character past ASCII: its plain letters, nothing for a mark, itself for another script. */
static size_t gazetteer_plain_wide(uint32_t cp, char out[static 4])
{
	const char *plain = gazetteer_plain_letter(cp);
	if (plain) {
		memcpy(out, plain, strlen(plain));
		return strlen(plain);
	}
	uint32_t base = utf8_base(cp);
	if (base >= 0x80)
		return utf8_is_letter(base) || gazetteer_is_currency(base) ? utf8_encode(base, out) : 0;
	out[0] = (char)(base >= 'A' && base <= 'Z' ? base | 0x20 : base);
	return 1;
}

/* The bytes of names: those before GAZETTEER_DIGIT are not compared. */
enum gazetteer_char {
	GAZETTEER_SPACE, GAZETTEER_POINT, GAZETTEER_DIGIT, GAZETTEER_UPPER, GAZETTEER_LOWER, GAZETTEER_WIDE, GAZETTEER_CHARS
};

static const uint8_t gazetteer_chars[256] = {
	['.'] = GAZETTEER_POINT, ['0' ... '9'] = GAZETTEER_DIGIT, ['A' ... 'Z'] = GAZETTEER_UPPER, ['a' ... 'z'] = GAZETTEER_LOWER,
	[0x80 ... 0xFF] = GAZETTEER_WIDE,
};

static inline enum gazetteer_char gazetteer_char_of(char c)
{
	return (enum gazetteer_char)gazetteer_chars[(unsigned char)c];
}

/* A word as names are compared: small letters without accents, and digits. Empty for a word that is too long to
 * be in a name. */
static struct str gazetteer_plain(struct str word, char out[static GAZETTEER_WORD])
{
	size_t n = 0;
	for (size_t i = 0; i < word.n;) {
		enum gazetteer_char c = gazetteer_char_of(word.p[i]);
		if (n + 4 > GAZETTEER_WORD)
			return STR_NONE;
		if (c != GAZETTEER_WIDE) {
			out[n] = (char)(word.p[i++] | 0x20); /* a digit stays what it is */
			n += c >= GAZETTEER_DIGIT;
			continue;
		}
		uint32_t cp;
		i += utf8_decode(str_sub(word, i, word.n), &cp, NULL);
		n += gazetteer_plain_wide(cp, out + n);
	}
	return (struct str){out, n};
}

/* Cuts the next word of a name off *rest as token_split would cut it out of a text: letters or digits,
 * points inside ("U.S."), all else between words. */
static bool gazetteer_next_word(struct str *rest, struct str *word)
{
	size_t begin = 0;
	while (begin < rest->n && gazetteer_char_of(rest->p[begin]) == GAZETTEER_SPACE)
		begin++;
	if (begin == rest->n)
		return false;
	bool digit = gazetteer_char_of(rest->p[begin]) == GAZETTEER_DIGIT;
	size_t end = begin + 1;
	for (; end < rest->n; end++) {
		enum gazetteer_char c = gazetteer_char_of(rest->p[end]);
		if (c == GAZETTEER_SPACE || (c == GAZETTEER_DIGIT) != digit)
			break;
	}
	*word = str_sub(*rest, begin, end);
	*rest = str_sub(*rest, end, rest->n);
	return true;
}

/* ---- names ---- */

uint64_t gazetteer_key(const struct token *t)
{
	char plain[GAZETTEER_WORD];
	return vocabulary_key(t->plain ? t->lower : gazetteer_plain(t->lower, plain));
}

uint32_t gazetteer_name_word(const struct gazetteer *g, const struct token *t)
{
	return gazetteer_find(g, gazetteer_key(t));
}

uint32_t gazetteer_go_on(const struct gazetteer *g, uint32_t name, const struct token *t)
{
	return vocabulary_goes_on(g->vocabulary, name) ? vocabulary_get_next(g->vocabulary, name, gazetteer_name_word(g, t))
						       : 0;
}

/* ---- filling ---- */

/* What a name's own letters ask of a text. */
static unsigned gazetteer_form_of(struct str name)
{
	unsigned form = 0;
	size_t count[GAZETTEER_CHARS] = {0}, last = name.n - 1;
	while (last && name.p[last - 1] != ' ')
		last--;
	if (gazetteer_char_of(name.p[0]) == GAZETTEER_LOWER)
		form |= GAZETTEER_LOWER_HEAD;
	if (gazetteer_char_of(name.p[last]) == GAZETTEER_LOWER)
		form |= GAZETTEER_LOWER_TAIL;
	if (name.n > 1 && gazetteer_char_of(name.p[1]) == GAZETTEER_LOWER && !memchr(name.p, '.', name.n))
		return form; /* most names: neither points nor all capitals */
	for (size_t i = 0; i < name.n; i++)
		count[gazetteer_char_of(name.p[i])]++;
	size_t upper = count[GAZETTEER_UPPER], lower = count[GAZETTEER_LOWER] + count[GAZETTEER_WIDE],
	       points = count[GAZETTEER_POINT];
	if (!lower && !points && upper >= 2 && upper <= 5)
		form |= GAZETTEER_ACRONYM;
	if (points == 1 && last == 0 && name.p[name.n - 1] == '.')
		form |= GAZETTEER_ABBREVIATION;
	if (points >= 2 && points == upper && !lower)
		form |= GAZETTEER_POINTED;
	return form;
}

void gazetteer_add_class(struct gazetteer *g, uint64_t word, uint32_t class)
{
	uint32_t number = vocabulary_add_key(g->others, word);
	vocabulary_map_set(&g->words, number, vocabulary_map_get(&g->words, number) | class);
}

/* The key of the next word of a name. Most words are letters of ASCII: they are read eight at a time, which can be
 * read from every byte of a table on. */
static bool gazetteer_next_key(struct str *rest, uint64_t *key)
{
	char bytes[GAZETTEER_WORD];
	size_t n = 0, letters = 8;
	for (; letters == 8 && n + 8 <= sizeof bytes && n <= rest->n; n += letters) {
		uint64_t eight = utf8_eight(rest->p + n) | UINT64_C(0x2020202020202020); /* letters are small with that bit */
		uint64_t stored = htole64(eight);
		memcpy(bytes + n, &stored, sizeof stored);
		letters = utf8_small_letters(eight);
	}
	struct str word = {bytes, n};
	if (n && n <= rest->n && letters < 8 && (n == rest->n || gazetteer_char_of(rest->p[n]) == GAZETTEER_SPACE)) {
		*key = vocabulary_key_padded(word);
		*rest = str_sub(*rest, n + 1, rest->n);
		return true;
	}
	if (!gazetteer_next_word(rest, &word))
		return false;
	*key = vocabulary_key(gazetteer_plain(word, bytes));
	return true;
}

void gazetteer_add(struct gazetteer *g, struct str name, struct gazetteer_entry e)
{
	struct str rest = name;
	uint32_t number = 0;
	uint64_t key;
	e.form |= (uint16_t)gazetteer_form_of(name);
	e.next = GAZETTEER_END;
	while (gazetteer_next_key(&rest, &key)) {
		uint32_t one = vocabulary_add_key(g->vocabulary, key);
		if (!number && !gazetteer_begins(g, one))
			vocabulary_map_set(&g->names, one, vocabulary_map_get(&g->names, one) | 1);
		if (!number && (e.kind == GAZETTEER_COUNTRY || (e.form & GAZETTEER_LOWER_HEAD)))
			gazetteer_add_class(g, key, GAZETTEER_SMALL);
		number = number ? vocabulary_add_next(g->vocabulary, number, one) : one;
	}
	if (!number)
		return;
	uint32_t index = (uint32_t)g->entries.n, known = vocabulary_map_get(&g->names, number), last = known >> 1;
	*vec_push(&g->entries) = e;
	while (last && g->entries.v[last].next != GAZETTEER_END)
		last = g->entries.v[last].next;
	if (last)
		g->entries.v[last].next = index;
	else
		vocabulary_map_set(&g->names, number, index << 1 | (known & 1));
}

struct gazetteer *gazetteer_open(struct vocabulary *v, const char *language)
{
	struct gazetteer *g = mem_zero(1, sizeof *g);
	g->vocabulary = vocabulary_open(GAZETTEER_WORDS);
	g->others = v;
	vec_reserve(&g->entries, GAZETTEER_NAMES);
	*vec_push(&g->entries) = (struct gazetteer_entry){.kind = GAZETTEER_NONE}; /* GAZETTEER_END */
	gazetteer_read(g, language);
	return g;
}

void gazetteer_close(struct gazetteer *g)
{
	if (!g)
		return;
	vocabulary_close(g->vocabulary);
	vocabulary_map_free(&g->names);
	vocabulary_map_free(&g->words);
	vec_free(&g->entries);
	mem_free(g);
}
