#include "config.h"

#include "text/language.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/table.h"
#include "text/vocabulary.h"

#include <string.h>

enum {
	LANGUAGE_MAX = 64,    /* rows of language.tsv: a word's languages are bits */
	LANGUAGE_READ = 1024, /* bytes that decide */
	LANGUAGE_WORD = 32,   /* a longer word is no little word */
	LANGUAGE_MARGIN = 3,  /* little words by which another language must lead English */
	LANGUAGE_FEW = 3,     /* little words that tell a language */
	LANGUAGE_TOLD = 6,    /* words of its own beside quotations that an article needs to be judged by */
};

struct language_word {
	uint64_t languages; /* that have it as a little word */
	uint64_t letter_of; /* that have it as a letter */
};

struct language_words {
	char code[LANGUAGE_MAX][4];
	size_t count;
	struct vocabulary *vocabulary;
	struct vocabulary_map map;       /* of words and letters: their indexes in `words` */
	VEC(struct language_word) words; /* the first is of those that no language has */
};

/* By its key in the vocabulary. */
static const struct language_word *language_known(const struct language_words *w, uint64_t key)
{
	return &w->words.v[vocabulary_map_get(&w->map, vocabulary_find(w->vocabulary, key))];
}

/* The entry of a word, made when it is new. Holds until the next call. */
static struct language_word *language_entry(struct language_words *w, struct str word)
{
	uint32_t number = vocabulary_add(w->vocabulary, word), at = vocabulary_map_get(&w->map, number);
	if (!at) {
		at = (uint32_t)w->words.n;
		*vec_push(&w->words) = (struct language_word){0};
		vocabulary_map_set(&w->map, number, at);
	}
	return &w->words.v[at];
}

/* The bit of a code of language.tsv, which is made when it has none. */
static uint64_t language_bit(struct language_words *w, struct str code)
{
	size_t i = 0;
	while (i < w->count && !str_eq(str_of(w->code[i]), code))
		i++;
	if (i == w->count) {
		memcpy(w->code[i], code.p, code.n < 3 ? code.n : 3);
		w->count++;
	}
	return UINT64_C(1) << i;
}

/* Rows of a code and its words, or its letters. One hash holds both: a letter that is a word is marked as a
 * letter by the bits of its own. */
static void language_read(struct language_words *w, const char *table, char between, bool letters)
{
	struct str rest = table_text(table), line, word;
	while (str_split(&rest, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		str_split(&line, '\t', &word);
		uint64_t bit = language_bit(w, word);
		while (str_split(&line, between, &word)) {
			if (!word.n)
				continue;
			struct language_word *e = language_entry(w, word);
			*(letters ? &e->letter_of : &e->languages) |= bit;
		}
	}
}

struct language_words *language_words_open(void)
{
	struct language_words *w = mem_zero(1, sizeof *w);
	w->vocabulary = vocabulary_open(0);
	*vec_push(&w->words) = (struct language_word){0};
	language_read(w, "language.tsv", '\t', false);
	language_read(w, "language_letters.tsv", ' ', true);
	return w;
}

void language_words_close(struct language_words *w)
{
	if (!w)
		return;
	vocabulary_close(w->vocabulary);
	vocabulary_map_free(&w->map);
	vec_free(&w->words);
	mem_free(w);
}

/* What little words say. */
struct language_tally {
	unsigned hits[LANGUAGE_MAX];
	unsigned words;
};

/* What a text's letters and little words say. */
struct language_count {
	struct language_tally own, quoted;
	unsigned letters, han, kana, hangul, arabic, persian, urdu, hebrew, greek, thai, devanagari, bengali, other;
};

static void language_letter(struct language_count *c, uint32_t cp)
{
	c->letters++;
	if (cp < 0x370 || (cp >= 0x400 && cp < 0x530) || (cp >= 0x1e00 && cp < 0x1f00))
		return; /* the languages of Latin and Cyrillic are told apart by words */
	if (cp >= 0x600 && cp < 0x780) {
		c->arabic++;
		c->persian += cp == 0x67e || cp == 0x686 || cp == 0x698 || cp == 0x6af || cp == 0x6cc;
		c->urdu += cp == 0x679 || cp == 0x688 || cp == 0x691 || cp == 0x6ba || cp == 0x6d2;
	} else if (cp >= 0x3040 && cp < 0x3100) {
		c->kana++;
	} else if ((cp >= 0x3400 && cp < 0xa000) || (cp >= 0x20000 && cp < 0x32000)) {
		c->han++;
	} else if ((cp >= 0xac00 && cp < 0xd7b0) || (cp >= 0x1100 && cp < 0x1200)) {
		c->hangul++;
	} else {
		*(cp < 0x400 || (cp >= 0x1f00 && cp < 0x2000) ? &c->greek :
		  cp >= 0x590 && cp < 0x600 ? &c->hebrew :
		  cp >= 0x900 && cp < 0x980 ? &c->devanagari :
		  cp >= 0x980 && cp < 0xa00 ? &c->bengali :
		  cp >= 0xe00 && cp < 0xe80 ? &c->thai : &c->other) += 1;
	}
}

static const char *language_of_script(const struct language_count *c)
{
	unsigned half = c->letters / 2;
	if (c->han + c->kana > c->letters / 3)
		return c->kana * 20 > c->han ? "ja" : "zh";
	if (c->hangul > c->letters / 3)
		return "ko";
	if (c->arabic > half)
		return c->urdu * 50 > c->arabic ? "ur" : c->persian * 50 > c->arabic ? "fa" : "ar";
	return c->hebrew > half ? "he" : c->greek > half ? "el" : c->thai > half ? "th" :
	       c->devanagari > half ? "hi" : c->bengali > half ? "bn" : NULL;
}

static void language_word(const struct language_words *w, struct str word, struct language_tally *t)
{
	if (word.n == 0)
		return;
	t->words++;
	uint64_t languages = word.n <= LANGUAGE_WORD ? language_known(w, vocabulary_key_padded(word))->languages : 0;
	for (; languages; languages &= languages - 1)
		t->hits[__builtin_ctzll(languages)]++;
}

/* Does a quotation begin or end here? Single marks are apostrophes too often. */
static bool language_quotes(uint32_t cp, bool quoted)
{
	switch (cp) {
	case '"': return !quoted;
	case 0x201c: case 0x201e: case 0xab: return true;
	case 0x201d: case 0xbb: return false;
	default: return quoted;
	}
}

/* "U.S.", "Obama's": a letter that is no word, though another language has such a word. */
static bool language_is_letter(struct str word, uint32_t before, uint32_t after)
{
	return word.n == 1 && (before == '.' || after == '.' || before == '\'' || before == 0x2019);
}

static struct str language_head(struct str text)
{
	size_t n = text.n < LANGUAGE_READ ? text.n : LANGUAGE_READ;
	while (n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n++;
	return str_sub(text, 0, n);
}

static void language_count(struct str head, const struct language_words *w, struct language_count *c)
{
	static const char padding[8] = ""; /* letters are counted eight bytes at a time */
	struct buf folded = BUF_INIT;
	utf8_fold(head, &folded);
	size_t n = folded.n;
	buf_add(&folded, padding, sizeof padding);
	struct str s = {folded.p, n};
	bool quoted = false;
	uint32_t before = ' ';
	size_t begin = 0;
	for (size_t i = 0, step; i <= s.n; i += step) {
		step = utf8_small_letters(utf8_eight(s.p + i));
		if (step) { /* nearly always, so without decoding */
			c->letters += (unsigned)step;
			continue;
		}
		uint32_t cp = i < s.n ? (unsigned char)s.p[i] : ' ';
		step = 1;
		if (cp >= 0x80) {
			step = utf8_decode(str_sub(s, i, s.n), &cp, NULL);
			if (utf8_is_letter(cp)) {
				language_letter(c, cp);
				continue;
			}
		}
		struct str word = str_sub(s, begin, i);
		if (!language_is_letter(word, before, cp))
			language_word(w, word, quoted ? &c->quoted : &c->own);
		quoted = language_quotes(cp, quoted);
		before = cp;
		begin = i + step;
	}
	buf_free(&folded);
}

/* An article's language is that of its own words, not of a foreign title that it quotes; a text that is all
 * quotation is judged by it. */
static void language_weigh_quotes(struct language_count *c)
{
	if (c->own.words >= LANGUAGE_TOLD)
		return;
	c->own.words += c->quoted.words;
	for (size_t i = 0; i < LANGUAGE_MAX; i++)
		c->own.hits[i] += c->quoted.hits[i];
}

/* ---- texts too short for little words ---- */

static uint64_t language_of_letter(const struct language_words *w, struct str letter)
{
	return language_known(w, vocabulary_key(letter))->letter_of;
}

/* The languages that have all the letters of a word; none for a name, or a word of plain letters. */
static uint64_t language_of_letters(const struct language_words *w, struct str word)
{
	uint64_t languages = UINT64_MAX;
	uint32_t cp;
	for (size_t i = 0, step; i < word.n; i += step) {
		step = utf8_decode(str_sub(word, i, word.n), &cp, NULL);
		if (i == 0 && utf8_is_upper(cp))
			return 0;
		if (cp >= 0x80)
			languages &= language_of_letter(w, str_sub(word, i, i + step));
	}
	return languages == UINT64_MAX ? 0 : languages;
}

/* Adds to each language's little words those that its letters write. */
static void language_add_letters(const struct language_words *w, struct str head, unsigned hits[static LANGUAGE_MAX])
{
	size_t begin = 0;
	for (size_t i = 0, step; i <= head.n; i += step) {
		uint32_t cp = ' ';
		step = i < head.n ? utf8_decode(str_sub(head, i, head.n), &cp, NULL) : 1;
		if (utf8_is_letter(cp))
			continue;
		uint64_t languages = language_of_letters(w, str_sub(head, begin, i < head.n ? i : head.n));
		for (size_t k = 0; languages; k++, languages >>= 1)
			hits[k] += languages & 1;
		begin = i + step;
	}
}

static size_t language_best(const struct language_words *w, const unsigned *hits)
{
	size_t best = 0;
	for (size_t i = 1; i < w->count; i++)
		if (hits[i] > hits[best])
			best = i;
	return best;
}

/* Too few little words: those of English tell it where no other language has as many; else letters do that
 * English has not. -1: nothing tells. */
static int language_of_few(const struct language_words *w, const struct language_count *c, struct str head)
{
	const unsigned *hits = c->own.hits;
	size_t other = 1;
	for (size_t i = 2; i < w->count; i++)
		if (hits[i] > hits[other])
			other = i;
	if (hits[0] > hits[other])
		return 0;
	if (hits[0])
		return -1;
	unsigned all[LANGUAGE_MAX], little = hits[other];
	memcpy(all, hits, sizeof all);
	language_add_letters(w, head, all);
	size_t best = language_best(w, all);
	return all[best] > little ? (int)best : -1;
}

void language_guess(struct str text, const struct language_words *w, char out[static 4])
{
	struct language_count c = {0};
	struct str head = language_head(text);
	language_count(head, w, &c);
	language_weigh_quotes(&c);
	memset(out, 0, 4);
	const char *by_script = language_of_script(&c);
	if (by_script) {
		memcpy(out, by_script, 3);
		return;
	}
	/* English is row 0 and wins a draw. Names and lists have no little words: too little evidence is
	 * no evidence; and against English it takes more than a few words that both have. */
	size_t best = language_best(w, c.own.hits);
	unsigned most = c.own.hits[best];
	bool told = most >= LANGUAGE_FEW && most * 12 >= c.own.words && (!best || most >= c.own.hits[0] + LANGUAGE_MARGIN);
	int guess = told ? (int)best : language_of_few(w, &c, head);
	if (guess >= 0)
		memcpy(out, w->code[guess], 4);
}
