#include "config.h"

#include "text/gazetteer.h"

#include "base/country.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>
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

static void gazetteer_add_class(struct gazetteer *g, uint64_t word, uint32_t class)
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

/* Enters a name; the order of entries of one name is that of the tables. */
static void gazetteer_add(struct gazetteer *g, struct str name, struct gazetteer_entry e)
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

static void gazetteer_set_country(struct gazetteer_entry *e, struct str code)
{
	memcpy(e->country, code.p, code.n == 2 ? 2 : 0);
}

/* Names between bars, all of one entry; the first is the usual one unless e.name is set. */
static void gazetteer_add_all(struct gazetteer *g, struct str names, struct gazetteer_entry e)
{
	struct str name;
	while (str_split(&names, '|', &name)) {
		if (!e.name.p)
			e.name = name;
		if (name.n)
			gazetteer_add(g, name, e);
	}
}

static void gazetteer_fault(const char *table, int line, const char *reason)
{
	fprintf(stderr, "dateline: %s:%d: %s; see the head of the table\n", table, line, reason);
	abort();
}

static uint32_t gazetteer_number(struct str s)
{
	uint32_t n = 0;
	for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + (uint32_t)(s.p[i] - '0');
	return n;
}

static uint16_t gazetteer_rank(struct str field)
{
	if (!field.n)
		return 0;
	switch (field.p[0]) {
	case 'C': return GAZETTEER_CAPITAL;
	case 'S': return GAZETTEER_SEAT;
	default: return GAZETTEER_QUARTER;
	}
}

static void gazetteer_read_countries(struct gazetteer *g)
{
	struct str rest = country_all();
	struct country c;
	while (country_next(&rest, &c)) {
		struct gazetteer_entry e = {.name = c.name, .kind = GAZETTEER_COUNTRY};
		gazetteer_set_country(&e, c.code);
		gazetteer_add(g, c.name, e);
		gazetteer_add_all(g, c.others, e);
		g->neighbours[(c.code.p[0] - 'A') * 26 + (c.code.p[1] - 'A')] = c.neighbours;
	}
}

static void gazetteer_read_demonyms(struct gazetteer *g, const char *language)
{
	struct str rest = table_in("demonyms", language);
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		struct gazetteer_entry e = {.name = country_name(row.field[0]), .kind = GAZETTEER_DEMONYM};
		gazetteer_set_country(&e, row.field[0]);
		gazetteer_add_all(g, row.field[1], e);
	}
}

static const struct {
	const char *name;
	enum gazetteer_kind kind;
} gazetteer_kinds[] = {
	{"prefix", GAZETTEER_PREFIX}, {"metonym", GAZETTEER_METONYM}, {"institution", GAZETTEER_INSTITUTION},
	{"organisation", GAZETTEER_ORGANISATION}, {"area", GAZETTEER_AREA}, {"none", GAZETTEER_NONE},
	{"region", GAZETTEER_REGION}, {"city", GAZETTEER_CITY}, {"hint", GAZETTEER_HINT}, {"local", GAZETTEER_LOCAL},
};

static enum gazetteer_kind gazetteer_kind_parse(const char *table, const struct table_row *row)
{
	for (size_t i = 0; i < sizeof gazetteer_kinds / sizeof *gazetteer_kinds; i++)
		if (str_eq(row->field[0], str_of(gazetteer_kinds[i].name)))
			return gazetteer_kinds[i].kind;
	gazetteer_fault(table, row->line, "unknown kind");
	return GAZETTEER_NONE;
}

static void gazetteer_read_places(struct gazetteer *g, const char *table, const char *language)
{
	struct str rest = table_in(table, language);
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		struct gazetteer_entry e = {
			.kind = (uint8_t)gazetteer_kind_parse(table, &row),
			.population = gazetteer_number(row.field[3]),
			.form = gazetteer_rank(row.field[4]),
		};
		gazetteer_set_country(&e, row.field[1]);
		gazetteer_add_all(g, row.field[2], e);
	}
}

static void gazetteer_read_divisions(struct gazetteer *g)
{
	struct str rest = table_text("divisions.tsv");
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		/* a division with abbreviations is one that the news names every day */
		bool known = row.count > 2;
		struct gazetteer_entry e = {.name = row.field[1], .kind = known ? GAZETTEER_REGION : GAZETTEER_DIVISION};
		gazetteer_set_country(&e, str_sub(row.field[0], 0, 2));
		gazetteer_add(g, row.field[1], e);
		gazetteer_add_all(g, row.field[2], e);
		e.form = GAZETTEER_POSTAL;
		if (row.field[3].n)
			gazetteer_add(g, row.field[3], e);
	}
}

/* Most rows of all tables: read without table_next, in a quarter of its time. Behind the name stand two letters of the
 * country, digits, and perhaps a rank. */
static void gazetteer_read_cities(struct gazetteer *g)
{
	struct str rest = table_text("cities.tsv"), line, name;
	for (int n = 1; str_split(&rest, '\n', &line); n++) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		str_split(&line, '\t', &name);
		if (line.n < 4 || line.p[2] != '\t')
			gazetteer_fault("cities", n, "no country and population");
		struct str last = str_sub(line, line.n - 1, line.n);
		struct gazetteer_entry e = {
			.name = name,
			.kind = GAZETTEER_CITY,
			.population = gazetteer_number(str_sub(line, 3, line.n)),
			.form = gazetteer_rank(gazetteer_char_of(*last.p) == GAZETTEER_DIGIT ? STR_NONE : last),
		};
		gazetteer_set_country(&e, str_sub(line, 0, 2));
		gazetteer_add(g, name, e);
	}
}

static const struct {
	const char *name;
	enum gazetteer_word class;
} gazetteer_classes[] = {
	{"title", WORD_TITLE}, {"civil", WORD_CIVIL}, {"forename", WORD_FORENAME}, {"surname", WORD_SURNAME}, {"common", WORD_COMMON},
	{"street", WORD_STREET}, {"company", WORD_COMPANY}, {"paper", WORD_PAPER}, {"team", WORD_TEAM},
	{"civic", WORD_CIVIC}, {"locative", WORD_LOCATIVE}, {"noun", WORD_NOUN}, {"speech", WORD_SPEECH},
	{"direction", WORD_DIRECTION}, {"thing", WORD_THING}, {"tongue", WORD_TONGUE},
	{"toward", WORD_TOWARD}, {"sum", WORD_SUM}, {"credit", WORD_CREDIT},
	{"state", WORD_STATE}, {"small", WORD_SMALL}, {"county", WORD_COUNTY}, {"council", WORD_COUNCIL},
	{"family", WORD_FAMILY}, {"of", WORD_OF}, {"by", WORD_BY}, {"the", WORD_THE}, {"within", WORD_WITHIN},
	{"feature", WORD_FEATURE}, {"legal", WORD_LEGAL}, {"share", WORD_SHARE},
};

static enum gazetteer_word gazetteer_class_parse(const struct table_row *row)
{
	for (size_t i = 0; i < sizeof gazetteer_classes / sizeof *gazetteer_classes; i++)
		if (str_eq(row->field[0], str_of(gazetteer_classes[i].name)))
			return gazetteer_classes[i].class;
	gazetteer_fault("name_words", row->line, "unknown class");
	return 0;
}

static void gazetteer_read_words(struct gazetteer *g, const char *language)
{
	struct str rest = table_in("name_words", language);
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		enum gazetteer_word class = gazetteer_class_parse(&row);
		struct str words = row.field[1], word;
		while (str_split(&words, ' ', &word))
			if (word.n)
				gazetteer_add_class(g, vocabulary_key(word), class);
	}
}

struct gazetteer *gazetteer_open(struct vocabulary *v, const char *language)
{
	struct gazetteer *g = mem_zero(1, sizeof *g);
	g->vocabulary = vocabulary_open(GAZETTEER_WORDS);
	g->others = v;
	vec_reserve(&g->entries, GAZETTEER_NAMES);
	*vec_push(&g->entries) = (struct gazetteer_entry){.kind = GAZETTEER_NONE}; /* GAZETTEER_END */
	gazetteer_read_words(g, language);
	gazetteer_read_countries(g);
	gazetteer_read_demonyms(g, language);
	gazetteer_read_places(g, "places", language);
	gazetteer_read_places(g, "place_hints", language);
	gazetteer_read_divisions(g);
	gazetteer_read_cities(g);
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
