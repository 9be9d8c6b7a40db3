#include "config.h"

#include "text/language.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/table.h"

#include <string.h>

enum {
	LANGUAGE_MAX = 64,    /* rows of language.tsv: a word's languages are bits */
	LANGUAGE_SLOTS = 4096, /* of the open hash, more than twice the words */
	LANGUAGE_READ = 1024, /* bytes that decide */
	LANGUAGE_WORD = 32,   /* a longer word is no little word */
	LANGUAGE_MARGIN = 3,  /* little words by which another language must lead English */
};

struct language_slot {
	struct str word;
	uint64_t languages;
};

struct language_words {
	char code[LANGUAGE_MAX][4];
	size_t count;
	struct language_slot slots[LANGUAGE_SLOTS];
};

static struct language_slot *language_slot(const struct language_words *w, struct str word)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)word.p[i]) * 16777619u;
	size_t i = h % LANGUAGE_SLOTS;
	while (w->slots[i].word.n && !str_eq(w->slots[i].word, word))
		i = (i + 1) % LANGUAGE_SLOTS;
	return (struct language_slot *)&w->slots[i];
}

struct language_words *language_words_open(void)
{
	struct language_words *w = mem_zero(1, sizeof *w);
	struct str rest = table_text("language.tsv"), line;
	while (str_split(&rest, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		struct str word;
		str_split(&line, '\t', &word);
		memcpy(w->code[w->count], word.p, word.n < 3 ? word.n : 3);
		while (str_split(&line, '\t', &word)) {
			struct language_slot *s = language_slot(w, word);
			s->word = word;
			s->languages |= UINT64_C(1) << w->count;
		}
		w->count++;
	}
	return w;
}

void language_words_close(struct language_words *w)
{
	mem_free(w);
}

/* What a text's letters and little words say. */
struct language_count {
	unsigned hits[LANGUAGE_MAX];
	unsigned words;
	unsigned letters, han, kana, hangul, arabic, persian, urdu, hebrew, greek, thai, devanagari, bengali, other;
};

static void language_letter(struct language_count *c, uint32_t cp)
{
	c->letters++;
	if (cp < 0x370 || (cp >= 0x400 && cp < 0x530) || (cp >= 0x1e00 && cp < 0x1f00))
		return; /* Latin and Cyrillic are told apart by words */
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

static void language_word(const struct language_words *w, struct str word, struct language_count *c)
{
	if (word.n == 0)
		return;
	c->words++;
	uint64_t languages = word.n <= LANGUAGE_WORD ? language_slot(w, word)->languages : 0;
	for (size_t i = 0; languages; i++, languages >>= 1)
		c->hits[i] += languages & 1;
}

static void language_count(struct str text, const struct language_words *w, struct language_count *c)
{
	struct buf folded = BUF_INIT;
	size_t n = text.n < LANGUAGE_READ ? text.n : LANGUAGE_READ;
	while (n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n++;
	utf8_fold(str_sub(text, 0, n), &folded);
	struct str s = buf_str(&folded);
	size_t begin = 0;
	for (size_t i = 0, step; i < s.n; i += step) {
		uint32_t cp;
		step = utf8_decode(str_sub(s, i, s.n), &cp, NULL);
		if (utf8_is_letter(cp)) {
			language_letter(c, cp);
			continue;
		}
		language_word(w, str_sub(s, begin, i), c);
		begin = i + step;
	}
	language_word(w, str_sub(s, begin, s.n), c);
	buf_free(&folded);
}

void language_guess(struct str text, const struct language_words *w, char out[static 4])
{
	struct language_count c = {0};
	language_count(text, w, &c);
	memset(out, 0, 4);
	const char *by_script = language_of_script(&c);
	if (by_script) {
		memcpy(out, by_script, 3);
		return;
	}
	size_t best = 0;
	for (size_t i = 1; i < w->count; i++)
		if (c.hits[i] > c.hits[best])
			best = i;
	/* English is row 0 and wins a draw. Names and lists have no little words: too little evidence is
	 * no evidence; and against English it takes more than a few words that both have. */
	if (c.hits[best] < 3 || c.hits[best] * 12 < c.words || (best && c.hits[best] < c.hits[0] + LANGUAGE_MARGIN))
		return;
	memcpy(out, w->code[best], 4);
}
