#include "config.h"

#include "text/token.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/sentence.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the table ---- */

struct token_words {
	const struct vocabulary *vocabulary;
	struct vocabulary_map classes; /* enum token_class */
};

static const char *const token_class_names[] = {
	[TOKEN_TITLE] = "title",
	[TOKEN_ABBREVIATION] = "other",
	[TOKEN_BEFORE_NUMBER] = "number",
	[TOKEN_CAPITALISED] = "capital",
	[TOKEN_OPENER] = "opener",
};

static enum token_class token_class_parse(const struct table_row *row)
{
	for (enum token_class c = TOKEN_TITLE; c <= TOKEN_OPENER; c++)
		if (str_eq(row->field[0], str_of(token_class_names[c])))
			return c;
	fprintf(stderr, "dateline: abbreviations.en.tsv:%d: unknown class; see the head of the table\n", row->line);
	abort();
}

struct token_words *token_words_open(struct vocabulary *v, const char *language)
{
	struct token_words *w = mem_zero(1, sizeof *w);
	w->vocabulary = v;
	struct str rest = table_in("abbreviations", language);
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		enum token_class class = token_class_parse(&row);
		struct str words = row.field[1], word;
		while (str_split(&words, ' ', &word))
			if (word.n)
				vocabulary_map_set(&w->classes, vocabulary_add(v, word), class);
	}
	return w;
}

void token_words_close(struct token_words *w)
{
	if (w)
		vocabulary_map_free(&w->classes);
	mem_free(w);
}

enum token_class token_class_of(const struct token_words *w, uint32_t word)
{
	return (enum token_class)vocabulary_map_get(&w->classes, word);
}

enum token_class token_class_of_text(const struct token_words *w, struct str lower)
{
	return token_class_of(w, vocabulary_get(w->vocabulary, lower));
}

/* ---- the scanner ---- */

struct token_scan {
	struct str text;
	char *fold;                    /* the text with ASCII letters folded: what most words' `lower` points into */
	const struct token_words *words;
	struct arena *arena;
	struct buf scratch;
	struct token_list *list;
	size_t capacity;
	bool space, line;              /* seen since the last token */
};

enum token_char { CHAR_MARK, CHAR_SPACE, CHAR_LINE, CHAR_LETTER, CHAR_DIGIT };

static const uint8_t token_ascii[128] = {
	['a' ... 'z'] = CHAR_LETTER, ['A' ... 'Z'] = CHAR_LETTER, ['0' ... '9'] = CHAR_DIGIT,
	[' '] = CHAR_SPACE, ['\t'] = CHAR_SPACE, ['\n'] = CHAR_LINE, ['\v' ... '\r'] = CHAR_SPACE,
};

static bool token_ascii_letter(char c)
{
	return (unsigned char)c < 0x80 && token_ascii[(unsigned char)c] == CHAR_LETTER;
}

static bool token_ascii_digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* What stands at i, and how many bytes it has. */
static enum token_char token_char_at(struct str text, size_t i, size_t *n, uint32_t *cp)
{
	unsigned char c = (unsigned char)text.p[i];
	*n = 1;
	*cp = c;
	if (c < 0x80)
		return (enum token_char)token_ascii[c];
	*n = utf8_decode(str_sub(text, i, text.n), cp, NULL);
	if (utf8_is_letter(*cp))
		return CHAR_LETTER;
	return utf8_is_space(*cp) ? CHAR_SPACE : CHAR_MARK;
}

static bool token_letter_at(struct str text, size_t i)
{
	size_t n;
	uint32_t cp;
	return i < text.n && token_char_at(text, i, &n, &cp) == CHAR_LETTER;
}

static struct token *token_push(struct token_scan *s, enum token_kind kind, size_t begin, size_t end)
{
	struct token_list *l = s->list;
	if (l->count == s->capacity) {
		s->capacity = l->count + (s->text.n - begin); /* a byte is a token at the least */
		struct token *more = arena_take(s->arena, s->capacity, sizeof *more);
		memcpy(more, l->tokens, l->count * sizeof *more);
		l->tokens = more;
	}
	struct token *t = &l->tokens[l->count++];
	*t = (struct token){
		.span = {(uint32_t)begin, (uint32_t)end},
		.lower = {s->fold + begin, end - begin},
		.kind = kind,
		.space_before = s->space,
		.line_before = s->line,
		.number = -1,
	};
	s->space = s->line = false;
	return t;
}

/* "U.S." and "a.m" have a letter and a point at least twice (the last point may be missing); a single
 * capital and its point are an initial. Returns the end of it, or begin when there is none. */
static size_t token_pointed(struct str text, size_t begin)
{
	size_t i = begin, letters = 0;
	while (i + 1 < text.n && token_ascii_letter(text.p[i]) && text.p[i + 1] == '.') {
		i += 2;
		letters++;
	}
	if (letters && i < text.n && token_ascii_letter(text.p[i]) && !token_letter_at(text, i + 1))
		return i + 1;
	bool initial = letters == 1 && text.p[begin] <= 'Z' && !token_letter_at(text, i);
	return letters > 1 || initial ? i : begin;
}

/* Does the point after a word belong to it? */
static bool token_takes_point(const struct token_scan *s, const struct token *t, size_t at)
{
	if (at >= s->text.n || s->text.p[at] != '.')
		return false;
	switch (token_class_of_text(s->words, t->lower)) {
	case TOKEN_PLAIN:
	case TOKEN_OPENER:
		return false;
	case TOKEN_TITLE:
	case TOKEN_ABBREVIATION:
		return true;
	case TOKEN_CAPITALISED:
		return t->upper_first;
	case TOKEN_BEFORE_NUMBER:
		at++;
		while (at < s->text.n && s->text.p[at] == ' ')
			at++;
		return at < s->text.n && token_ascii_digit(s->text.p[at]);
	}
	return false;
}

static struct str token_fold(struct token_scan *s, struct str word)
{
	buf_clear(&s->scratch);
	utf8_fold(word, &s->scratch);
	return arena_str(s->arena, buf_str(&s->scratch));
}

/* A curly apostrophe at the front of "’s" becomes a straight one. */
static struct str token_plain_apostrophe(struct token_scan *s, struct token *t, size_t apostrophe)
{
	struct str rest = {t->lower.p + apostrophe, t->lower.n - apostrophe};
	return apostrophe <= 1 ? t->lower : arena_printf(s->arena, "'%.*s", STR_ARG(rest));
}

/* The letters of a word: those of ASCII, nearly always all, without decoding. */
struct token_letters {
	size_t end, count;
	bool ascii, first, all; /* first: the first one is a capital; all: so are all of two or more */
};

static bool token_all_capital(struct str text, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		if (text.p[i] > 'Z')
			return false;
	return end - begin > 1;
}

static struct token_letters token_letters(const struct token_scan *s, size_t begin)
{
	const char *fold = s->fold; /* with a NUL at its end, which is no letter */
	size_t end = begin;
	while ((unsigned char)(fold[end] - 'a') < 26)
		end++;
	struct token_letters l = {.end = end, .count = end - begin, .ascii = true, .first = end > begin && s->text.p[begin] <= 'Z'};
	if ((unsigned char)fold[end] < 0x80) {
		l.all = l.first && token_all_capital(s->text, begin, end);
		return l;
	}
	size_t n, upper = 0;
	uint32_t cp;
	for (size_t i = begin; i < end; i++)
		upper += s->text.p[i] <= 'Z';
	for (; l.end < s->text.n && token_char_at(s->text, l.end, &n, &cp) == CHAR_LETTER; l.end += n, l.count++) {
		bool capital = utf8_is_upper(cp);
		l.first |= capital && !l.count;
		upper += capital;
		l.ascii &= n == 1;
	}
	l.all = l.count > 1 && upper == l.count;
	return l;
}

/* A word from begin on; `apostrophe` bytes of it are the apostrophe that it begins with. */
static size_t token_word(struct token_scan *s, size_t begin, size_t apostrophe)
{
	struct token_letters found = token_letters(s, begin + apostrophe);
	size_t i = found.end, pointed = found.count == 1 && found.ascii && !apostrophe ? token_pointed(s->text, begin) : begin;
	struct token *t = token_push(s, TOKEN_WORD, begin, pointed > begin ? pointed : i);
	t->upper_first = found.first;
	t->upper_all = pointed > begin ? found.first && pointed - begin > 2 : found.all;
	t->plain = found.ascii && pointed == begin && !apostrophe;
	if (t->plain && s->fold[i] != '.')
		return i; /* most words */
	if (!found.ascii)
		t->lower = token_fold(s, str_sub(s->text, begin, i));
	t->lower = token_plain_apostrophe(s, t, apostrophe);
	if (pointed == begin && token_takes_point(s, t, i)) {
		t->span.end++;
		t->lower = found.ascii ? (struct str){t->lower.p, t->lower.n + 1}
				       : arena_printf(s->arena, "%.*s.", STR_ARG(t->lower));
		t->plain = false;
	}
	return t->span.end;
}

/* A comma joins digits when exactly three follow ("1,500", not "May 5,2001"), a point when any do. */
static bool token_joins(struct str text, size_t i)
{
	size_t digits = 0;
	while (digits < 4 && i + 1 + digits < text.n && token_ascii_digit(text.p[i + 1 + digits]))
		digits++;
	return text.p[i] == '.' ? digits > 0 : text.p[i] == ',' && digits == 3;
}

static size_t token_number(struct token_scan *s, size_t begin)
{
	struct str text = s->text;
	size_t i = begin;
	int32_t value = 0;
	bool plain = true;
	for (; i < text.n; i++) {
		if (token_ascii_digit(text.p[i]))
			value = i - begin < 9 ? value * 10 + (text.p[i] - '0') : -1;
		else if (token_joins(text, i))
			plain = false;
		else
			break;
	}
	struct token *t = token_push(s, TOKEN_NUMBER, begin, i);
	t->number = plain && i - begin <= 9 ? value : -1;
	t->plain = plain;
	return i;
}

/* Typographic marks and the plain ones that the tables are written with. */
static struct str token_plain_mark(uint32_t cp, struct str mark)
{
	switch (cp) {
	case 0x2018: case 0x2019: case 0x201B: case 0x02BC: case 0x2032: case '`':
		return STR("'");
	case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x00AB: case 0x00BB:
		return STR("\"");
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
		return STR("-");
	default:
		return mark;
	}
}

static size_t token_mark(struct token_scan *s, size_t begin, size_t n, uint32_t cp)
{
	struct str plain = token_plain_mark(cp, (struct str){s->fold + begin, n});
	bool touches = !s->space && s->list->count && s->list->tokens[s->list->count - 1].kind != TOKEN_MARK;
	if (touches && cp != '`' && plain.n == 1 && plain.p[0] == '\'' && token_letter_at(s->text, begin + n))
		return token_word(s, begin, n);
	struct token *t = token_push(s, TOKEN_MARK, begin, begin + n);
	t->lower = plain;
	return begin + n;
}

static void token_scan_all(struct token_scan *s)
{
	for (size_t i = 0; i < s->text.n;) {
		if (s->text.p[i] == ' ') { /* one byte in six */
			s->space = true;
			i++;
			continue;
		}
		if ((unsigned char)(s->fold[i] - 'a') < 26) {
			i = token_word(s, i, 0);
			continue;
		}
		size_t n;
		uint32_t cp;
		switch (token_char_at(s->text, i, &n, &cp)) {
		case CHAR_LINE:
			s->line = true;
			/* fall through */
		case CHAR_SPACE:
			s->space = true;
			i += n;
			break;
		case CHAR_LETTER:
			i = token_word(s, i, 0);
			break;
		case CHAR_DIGIT:
			i = token_number(s, i);
			break;
		case CHAR_MARK:
			i = token_mark(s, i, n, cp);
			break;
		}
	}
}

/* Looks all words up. A word's place in the vocabulary is seldom near: it is sent for a few words ahead. */
static void token_number_all(struct token_list *l, const struct vocabulary *v)
{
	enum { AHEAD = 8 };
	for (size_t i = 0; i < l->count + AHEAD; i++) {
		if (i < l->count) {
			l->tokens[i].word = vocabulary_hash(l->tokens[i].lower);
			vocabulary_expect(v, l->tokens[i].word);
		}
		if (i >= AHEAD)
			l->tokens[i - AHEAD].word = vocabulary_find(v, l->tokens[i - AHEAD].lower, l->tokens[i - AHEAD].word);
	}
}

static char *token_fold_ascii(struct str text, struct arena *arena)
{
	char *fold = arena_take(arena, text.n + 1, 1);
	utf8_fold_ascii(text, fold);
	fold[text.n] = '\0';
	return fold;
}

void token_split(struct str text, const struct token_words *w, const struct span *furniture, size_t furniture_count,
		 struct arena *arena, struct token_list *out)
{
	*out = (struct token_list){.text = text};
	struct token_scan s = {
		.text = text,
		.fold = token_fold_ascii(text, arena),
		.words = w,
		.arena = arena,
		.list = out,
		.capacity = text.n / 2 + 16,
		.space = true,
	};
	out->tokens = arena_take(arena, s.capacity, sizeof *out->tokens);
	token_scan_all(&s);
	token_number_all(out, w->vocabulary);
	buf_free(&s.scratch);
	sentence_split(out, w, furniture, furniture_count, arena);
}

struct str token_text(const struct token_list *l, struct span s)
{
	return str_sub(l->text, s.begin, s.end);
}
