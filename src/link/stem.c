#include "config.h"

#include "link/stem.h"

#include "base/embed.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

EMBED(link_en, DATA_FOLDER "/link.en.tsv")

enum { STEM_LONGEST = 40, STEM_SLOTS = 4096 };

struct stem_slot {
	uint32_t hash;   /* of the folded, cut form; 0: free */
	uint32_t alias;  /* the hash it is read as, or 0 */
	enum stem_class class;
};

/* Open addressing; the table has some 600 rows, so a slot is found at once. */
struct stem_table {
	struct stem_slot slots[STEM_SLOTS];
	uint64_t taken[STEM_SLOTS / 64]; /* a bit a slot: most words are not in the table, and this fits any cache */
};

/* FNV-1a, with the bits mixed once more so that the low ones may serve as an index. */
static uint32_t stem_mix(const char *p, size_t n)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 16777619u;
	h ^= h >> 15;
	h *= 0x2c1b3c6du;
	h ^= h >> 12;
	return h ? h : 1;
}

static bool stem_is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool stem_has_vowel(const char *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (stem_is_vowel(w[i]))
			return true;
	return false;
}

static inline bool stem_ends(const char *w, size_t n, const char *end)
{
	size_t m = strlen(end);
	return n > m && memcmp(w + n - m, end, m) == 0;
}

static size_t stem_cut_plural(char *w, size_t n)
{
	if (w[n - 1] != 's')
		return n;
	if (n > 4 && stem_ends(w, n, "ies")) {
		w[n - 3] = 'y';
		return n - 2;
	}
	if (n > 4 && (stem_ends(w, n, "sses") || stem_ends(w, n, "xes") || stem_ends(w, n, "ches") || stem_ends(w, n, "shes")))
		return n - 2;
	if (n > 3 && w[n - 1] == 's' && w[n - 2] != 's' && w[n - 2] != 'u' && w[n - 2] != 'i')
		return n - 1;
	return n;
}

/* "stopped" -> "stop", "hosting" -> "host"; a final e goes too, so that "hosted" and "host", "signing"
 * and "sign", "voting" and "vote" meet. */
static size_t stem_cut_verb(char *w, size_t n)
{
	size_t m = n;
	if (n > 3 && w[n - 1] != 'g' && w[n - 1] != 'd')
		return w[n - 1] == 'e' ? n - 1 : n;
	if (stem_ends(w, n, "ing") && n >= 6 && stem_has_vowel(w, n - 3))
		m = n - 3;
	else if (stem_ends(w, n, "ed") && n >= 5 && stem_has_vowel(w, n - 2))
		m = n - 2;
	if (m < n && m > 3 && w[m - 1] == w[m - 2] && !strchr("lsz", w[m - 1]))
		m--;
	if (m > 3 && w[m - 1] == 'e')
		m--;
	return m;
}

/* "organization" -> "organisation" */
static void stem_british(char *w, size_t n)
{
	for (size_t i = 3; i + 2 < n; i++)
		if (w[i] == 'z' && w[i - 1] == 'i' && (w[i + 1] == 'a' || w[i + 1] == 'e' || w[i + 1] == 'i'))
			w[i] = 's';
}

static size_t stem_cut(char *w, size_t n)
{
	stem_british(w, n);
	return stem_cut_verb(w, stem_cut_plural(w, n));
}

/* Folds into out (room for STEM_LONGEST bytes), without the possessive; a longer word is cut. */
static size_t stem_fold(struct str s, char *out)
{
	size_t n = 0;
	bool ascii = true;
	for (size_t i = 0; i < s.n && n < STEM_LONGEST; i++) {
		char c = s.p[i];
		ascii &= (signed char)c >= 0;
		out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	if (ascii)
		return n;
	struct buf folded = BUF_INIT;
	utf8_fold(s, &folded);
	n = folded.n < STEM_LONGEST ? folded.n : STEM_LONGEST;
	memcpy(out, folded.p, n);
	buf_free(&folded);
	return n;
}

static struct stem_slot *stem_slot(const struct stem_table *t, uint32_t hash)
{
	uint32_t i = hash % STEM_SLOTS;
	while (t->slots[i].hash && t->slots[i].hash != hash)
		i = (i + 1) % STEM_SLOTS;
	return (struct stem_slot *)&t->slots[i];
}

static uint32_t stem_plain_hash(struct str word)
{
	char w[STEM_LONGEST];
	size_t n = stem_fold(word, w);
	return stem_mix(w, stem_cut(w, n));
}

uint32_t stem_hash(const struct stem_table *t, struct str word)
{
	uint32_t hash = stem_plain_hash(word);
	const struct stem_slot *s = stem_slot(t, hash);
	return s->hash && s->alias ? s->alias : hash;
}

/* ---- cutting a text ---- */

/* The first bytes of characters that are part of words: ASCII letters and digits, and the rest beyond ASCII but
 * what stem_gap looks at more closely. */
static const bool stem_part[256] = {
	['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true,
	[0x80 ... 0xC1] = true, [0xC3 ... 0xE1] = true, [0xE4 ... 0xFF] = true,
};

/* The bytes of the character at p when it parts words: 0 when it is part of one. All of ASCII but
 * letters and digits; of the rest the marks of U+0080-00BF, U+2000-206F and U+3000-303F. */
static inline size_t stem_gap(struct str s)
{
	unsigned char c = (unsigned char)s.p[0];
	if (c < 0x80 || stem_part[c])
		return stem_part[c] ? 0 : 1;
	if (c == 0xC2)
		return s.n < 2 ? s.n : 2;
	if (s.n >= 3 && ((c == 0xE2 && ((unsigned char)s.p[1] & 0xFE) == 0x80) || (c == 0xE3 && (unsigned char)s.p[1] == 0x80)))
		return 3;
	return 0;
}

/* An apostrophe (straight or curly) at p with "s" and a gap behind it, or inside a name: its bytes, or 0. */
static size_t stem_apostrophe(struct str s)
{
	if (s.n && s.p[0] == '\'')
		return 1;
	return s.n >= 3 && memcmp(s.p, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool stem_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t stem_number_end(struct str s)
{
	size_t n = 0;
	while (n < s.n && (stem_is_digit(s.p[n]) ||
			   ((s.p[n] == ',' || s.p[n] == '.') && n + 1 < s.n && stem_is_digit(s.p[n + 1]))))
		n++;
	return n;
}

static size_t stem_word_end(struct str s)
{
	size_t n = 0;
	while (n < s.n) {
		if (stem_part[(unsigned char)s.p[n]]) {
			n++;
			continue;
		}
		struct str rest = str_sub(s, n, s.n);
		if (!stem_gap(rest)) {
			n++;
			continue;
		}
		/* "O'Brien" is one word; "Pakistan's" ends before its apostrophe */
		size_t mark = stem_apostrophe(rest);
		if (!mark || n + mark + 1 >= s.n || stem_gap(str_sub(rest, mark, rest.n)) || n > 2)
			break;
		n += mark;
	}
	return n;
}

/* Numbers that name a day or a year, and single digits, say nothing; "45.4" and "1,200" do. */
static bool stem_number_speaks(struct str s)
{
	if (s.n <= 1 || memchr(s.p, '.', s.n) || memchr(s.p, ',', s.n))
		return s.n > 1;
	int v = 0;
	for (size_t i = 0; i < s.n && v < 100000; i++)
		v = v * 10 + (s.p[i] - '0');
	return v > 31 && !(s.n == 4 && v >= 1800 && v < 2100);
}

/* What the table knows of a word, whose text is filled in. */
static void stem_know(const struct stem_table *t, uint32_t hash, struct stem *out)
{
	out->hash = hash;
	out->class = STEM_PLAIN;
	if (t->taken[hash % STEM_SLOTS / 64] >> hash % 64 & 1 && stem_slot(t, hash)->hash) {
		const struct stem_slot *s = stem_slot(t, hash);
		out->class = s->class;
		if (s->alias) {
			out->hash = s->alias;
			const struct stem_slot *to = stem_slot(t, s->alias);
			out->class = to->hash ? to->class : STEM_PLAIN;
		}
	}
	if (out->text.n < 2)
		out->class = STEM_STOP;
}

/* A word of plain letters with a plain gap behind it, as nearly all are: cut and folded in one go. False: it is not one,
 * and nothing is taken. */
static bool stem_next_plain(const struct stem_table *t, struct str *rest, struct stem *out)
{
	char w[STEM_LONGEST];
	size_t n = 0, most = rest->n < STEM_LONGEST ? rest->n : STEM_LONGEST;
	for (; n < most && (unsigned char)((rest->p[n] | 0x20) - 'a') < 26; n++)
		w[n] = (char)(rest->p[n] | 0x20);
	if (!n || n == most || rest->p[n] == '\'' || (signed char)rest->p[n] < 0 || stem_part[(unsigned char)rest->p[n]])
		return false;
	out->text = (struct str){rest->p, n};
	rest->p += n;
	rest->n -= n;
	stem_know(t, stem_mix(w, stem_cut(w, n)), out);
	return true;
}

bool stem_next(const struct stem_table *t, struct str *rest, struct stem *out)
{
	size_t gap;
	while (rest->n && !stem_part[(unsigned char)rest->p[0]] && (signed char)rest->p[0] >= 0) {
		rest->p++;
		rest->n--;
	}
	if (stem_next_plain(t, rest, out))
		return true;
	while (rest->n && (gap = stem_gap(*rest)) > 0)
		*rest = str_sub(*rest, gap, rest->n);
	if (!rest->n)
		return false;
	bool number = stem_is_digit(rest->p[0]);
	size_t n = number ? stem_number_end(*rest) : stem_word_end(*rest);
	struct str word = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->n);
	/* the "s" of a possessive */
	size_t mark = stem_apostrophe(*rest);
	if (mark && rest->n > mark && (rest->p[mark] | 32) == 's' && (rest->n == mark + 1 || stem_gap(str_sub(*rest, mark + 1, rest->n))))
		*rest = str_sub(*rest, mark + 1, rest->n);
	*out = (struct stem){.text = word};
	if (!number) {
		stem_know(t, stem_plain_hash(word), out);
	} else {
		out->hash = stem_mix(word.p, word.n);
		out->class = stem_number_speaks(word) ? STEM_PLAIN : STEM_STOP;
	}
	return true;
}

/* ---- the table ---- */

static void stem_put(struct stem_table *t, struct str word, enum stem_class class, uint32_t alias)
{
	uint32_t hash = stem_plain_hash(word);
	struct stem_slot *s = stem_slot(t, hash);
	if (s->hash)
		return; /* the first row holds: "may" is a month before it is anything else */
	*s = (struct stem_slot){hash, alias, class};
	size_t at = (size_t)(s - t->slots);
	t->taken[at / 64] |= UINT64_C(1) << at % 64;
}

static void stem_add_row(struct stem_table *t, struct str row)
{
	struct str kind, words, word;
	str_split(&row, '\t', &kind);
	if (!str_split(&row, '\t', &words)) {
		fprintf(stderr, "dateline: link.en.tsv: %.*s: a row has words after its kind\n", STR_ARG(kind));
		abort();
	}
	if (str_eq(kind, STR("alias"))) {
		struct str to = row;
		stem_put(t, words, STEM_PLAIN, stem_plain_hash(to));
		return;
	}
	while (str_split(&words, ' ', &word))
		stem_put(t, word, str_eq(kind, STR("stop")) ? STEM_STOP : STEM_COMMON, 0);
}

struct stem_table *stem_open(void)
{
	struct stem_table *t = mem_zero(1, sizeof *t);
	struct str rest = embed_str(link_en), row;
	while (str_split(&rest, '\n', &row))
		if (row.n && row.p[0] != '#')
			stem_add_row(t, row);
	return t;
}

void stem_close(struct stem_table *t)
{
	mem_free(t);
}
