#include "config.h"

#include "text/token.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/sentence.h"

#include <string.h>

/* ---- the scanner ---- */

enum { TOKEN_AHEAD = 8 }; /* words whose memory in the vocabulary is on its way: a power of two */

struct token_scan {
	struct str text;
	char *fold;                    /* the text with ASCII letters folded: what most words' `lower` points into; padded */
	const struct token_words *words;
	const struct vocabulary *vocabulary; /* of words */
	struct arena *arena;
	struct buf scratch;
	struct token_list *list;
	size_t capacity;
	uint64_t keys[TOKEN_AHEAD];    /* in the vocabulary, of the last tokens, by their indexes modulo TOKEN_AHEAD */
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

/* A word's place in the vocabulary is seldom near: it is sent for when the word is cut, and read a few words later. */
static void token_number_one(struct token_scan *s, size_t i)
{
	s->list->tokens[i].word = vocabulary_find(s->vocabulary, s->keys[i % TOKEN_AHEAD]);
}

static void token_number_last(struct token_scan *s)
{
	for (size_t i = s->list->count > TOKEN_AHEAD ? s->list->count - TOKEN_AHEAD : 0; i < s->list->count; i++)
		token_number_one(s, i);
}

/* The room for one more token, which begins at `begin`. */
static struct token *token_room(struct token_scan *s, size_t begin)
{
	struct token_list *l = s->list;
	if (l->count == s->capacity) {
		s->capacity = l->count + (s->text.n - begin); /* a byte is a token at the least */
		struct token *more = arena_take(s->arena, s->capacity, sizeof *more);
		memcpy(more, l->tokens, l->count * sizeof *more);
		l->tokens = more;
	}
	if (l->count >= TOKEN_AHEAD)
		token_number_one(s, l->count - TOKEN_AHEAD);
	return &l->tokens[l->count];
}

/* Counts the token that was made in that room, whose word has that key. */
static void token_add(struct token_scan *s, uint64_t key)
{
	s->keys[s->list->count++ % TOKEN_AHEAD] = key;
	vocabulary_expect(s->vocabulary, key);
	s->space = s->line = false;
}

static void token_count(struct token_scan *s, bool first, bool all)
{
	s->list->words++;
	s->list->capitals += first;
	s->list->shouts += first && all;
}

static void token_push(struct token_scan *s, enum token_kind kind, struct span span, struct str lower, int32_t number,
		       bool plain)
{
	*token_room(s, span.begin) = (struct token){
		.span = span, .lower = lower, .kind = kind, .number = number, .plain = plain,
		.space_before = s->space, .line_before = s->line,
	};
	token_add(s, vocabulary_key(lower));
}

/* ---- words ---- */

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
	bool decade = begin && token_ascii_digit(text.p[begin - 1]); /* "THE 1990S." */
	bool initial = letters == 1 && text.p[begin] <= 'Z' && !token_letter_at(text, i) && !decade;
	return letters > 1 || initial ? i : begin;
}

/* Does the point after a word belong to it? Not after "3rd", which is no road. */
static bool token_takes_point(const struct token_scan *s, struct str lower, bool capital, size_t at)
{
	if (at >= s->text.n || s->text.p[at] != '.' || (at > lower.n && token_ascii_digit(s->text.p[at - lower.n - 1])))
		return false;
	switch (token_words_class_of(s->words, lower)) {
	case TOKEN_PLAIN:
	case TOKEN_OPENER:
	case TOKEN_LEADER:
	case TOKEN_STOP:
		return false;
	case TOKEN_TITLE:
	case TOKEN_ABBREVIATION:
		return true;
	case TOKEN_CAPITALISED:
		return capital;
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

/* The letters of a word. */
struct token_letters {
	size_t end, count;
	bool ascii, first, all; /* first: the first one is a capital; all: so are all of two or more */
};

static struct token_letters token_letters(const struct token_scan *s, size_t begin)
{
	struct token_letters l = {.end = begin, .ascii = true};
	size_t n, upper = 0;
	uint32_t cp;
	for (; l.end < s->text.n && token_char_at(s->text, l.end, &n, &cp) == CHAR_LETTER; l.end += n, l.count++) {
		bool capital = utf8_is_upper(cp);
		l.first |= capital && !l.count;
		upper += capital;
		l.ascii &= n == 1;
	}
	l.all = l.count > 1 && upper == l.count;
	return l;
}

/* Any word from begin on; `apostrophe` bytes of it are the apostrophe that it begins with. A curly one becomes straight. */
static size_t token_word(struct token_scan *s, size_t begin, size_t apostrophe)
{
	struct token_letters found = token_letters(s, begin + apostrophe);
	size_t pointed = found.count == 1 && found.ascii && !apostrophe ? token_pointed(s->text, begin) : begin;
	size_t end = pointed > begin ? pointed : found.end;
	struct str lower = found.ascii ? (struct str){s->fold + begin, end - begin}
				       : token_fold(s, str_sub(s->text, begin, end));
	if (apostrophe > 1)
		lower = arena_printf(s->arena, "'%.*s", STR_ARG(str_sub(lower, apostrophe, lower.n)));
	bool takes = pointed == begin && token_takes_point(s, lower, found.first, end);
	if (takes) {
		end++;
		lower = found.ascii ? (struct str){lower.p, lower.n + 1} : arena_printf(s->arena, "%.*s.", STR_ARG(lower));
	}
	bool all = pointed > begin ? found.first && pointed - begin > 2 : found.all;
	*token_room(s, begin) = (struct token){
		.span = {(uint32_t)begin, (uint32_t)end},
		.lower = lower,
		.number = -1,
		.kind = TOKEN_WORD,
		.upper_first = found.first,
		.upper_all = all,
		.space_before = s->space,
		.line_before = s->line,
		.plain = found.ascii && pointed == begin && !apostrophe && !takes,
	};
	token_count(s, found.first, all);
	token_add(s, vocabulary_key(lower));
	return end;
}

static bool token_all_capital(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] > 'Z')
			return false;
	return n > 1;
}

/* Most words: two letters or more, all of ASCII, no point behind them. Their eight bytes at a time tell where they end and are
 * their keys. Returns 0 for any other. */
static size_t token_plain_word(struct token_scan *s, size_t begin)
{
	const char *fold = s->fold + begin;
	size_t n = 0, more;
	do
		n += more = utf8_small_letters(utf8_eight(fold + n));
	while (more == 8);
	if (n < 2 || fold[n] == '.' || (unsigned char)fold[n] >= 0x80)
		return 0;
	const char *text = s->text.p + begin;
	bool capital = text[0] <= 'Z';
	bool all = capital && token_all_capital(text, n);
	*token_room(s, begin) = (struct token){
		.span = {(uint32_t)begin, (uint32_t)(begin + n)},
		.lower = {fold, n},
		.number = -1,
		.kind = TOKEN_WORD,
		.upper_first = capital,
		.upper_all = all,
		.space_before = s->space,
		.line_before = s->line,
		.plain = true,
	};
	token_count(s, capital, all);
	token_add(s, vocabulary_key_padded((struct str){fold, n}));
	return begin + n;
}

/* ---- numbers and marks ---- */

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
	token_push(s, TOKEN_NUMBER, (struct span){(uint32_t)begin, (uint32_t)i}, (struct str){s->fold + begin, i - begin},
		   plain && i - begin <= 9 ? value : -1, plain);
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
	/* "Talks fail– The ministers": a long dash with a space behind it lacks the one before it, being no hyphen of "two-
	 * and" */
	bool dash = (cp == 0x2013 || cp == 0x2014) && begin + n < s->text.n && s->text.p[begin + n] == ' ';
	s->space |= dash;
	token_push(s, TOKEN_MARK, (struct span){(uint32_t)begin, (uint32_t)(begin + n)}, plain, -1, false);
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
		size_t n, end = (unsigned char)(s->fold[i] - 'a') < 26 ? token_plain_word(s, i) : 0;
		uint32_t cp;
		if (end) {
			i = end;
			continue;
		}
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

static char *token_fold_ascii(struct str text, struct arena *arena)
{
	enum { PADDING = 8 }; /* words are read eight bytes at a time */
	char *fold = arena_take(arena, text.n + PADDING, 1);
	utf8_fold_ascii(text, fold);
	memset(fold + text.n, 0, PADDING);
	return fold;
}

void token_split(struct str text, const struct token_words *w, const struct span *furniture, size_t furniture_count,
		 struct arena *arena, struct token_list *out)
{
	*out = (struct token_list){.text = text};
	struct token_scan s = {
		.text = text,
		.fold = token_fold_ascii(text, arena),
		.words = w, .vocabulary = token_words_vocabulary(w),
		.arena = arena,
		.list = out,
		.capacity = text.n / 2 + 16,
		.space = true,
	};
	out->tokens = arena_take(arena, s.capacity, sizeof *out->tokens);
	token_scan_all(&s);
	token_number_last(&s);
	buf_free(&s.scratch);
	sentence_split(out, w, furniture, furniture_count, arena);
}

struct str token_text(const struct token_list *l, struct span s)
{
	return str_sub(l->text, s.begin, s.end);
}
