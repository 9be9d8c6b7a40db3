#include "config.h"

#include "text/sentence.h"

#include "base/vec.h"

#include <string.h>

enum {
	SENTENCE_WRAP_MIN = 50,   /* a block narrower than this was never wrapped: its lines are lines */
	SENTENCE_WRAP_MAX = 120,  /* a block wider than this neither: its lines are paragraphs */
	SENTENCE_RAGGED = 10,     /* columns that a wrapped line may stay short of the width */
	SENTENCE_HEADING = 25,    /* the most words of a heading */
	SENTENCE_LONGEST = 1000,  /* tokens: what is longer is no sentence, and is cut, so that no step meets one without end */
	SENTENCE_SHOUT = 20,      /* letters that a sentence needs to be judged alone */
};

struct sentence_scan {
	struct token_list *l;
	const struct token_words *words;
	const struct span *furniture;
	size_t furniture_count, furniture_at;
	VEC(uint32_t) breaks;  /* offsets of the line ends that end a paragraph */
	size_t break_at;
	bool caseless;         /* next to no capitals in the whole text: they cannot open sentences */
	bool shouting;         /* next to nothing else */
	/* asked at the first word that could end its sentences */
	enum { TELEGRAM_UNKNOWN, TELEGRAM_NO, TELEGRAM_YES } telegram;
	size_t letters, upper; /* of the sentence so far */
	size_t capacity;
	struct arena *arena;
};

/* ---- paragraphs ---- */

static struct str sentence_line(struct str text, size_t from)
{
	const char *end = memchr(text.p + from, '\n', text.n - from);
	return (struct str){text.p + from, end ? (size_t)(end - text.p) - from : text.n - from};
}

static size_t sentence_first_word(struct str line)
{
	size_t n = 0;
	while (n < line.n && line.p[n] != ' ')
		n++;
	return n;
}

static bool sentence_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "* India tests", "- 9 June: talks", "• Chad": an item of a list. */
static bool sentence_is_item(struct str line)
{
	static const char *const bullets[] = {"* ", "- ", "• ", "– "};
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
		size_t n = strlen(bullets[i]);
		if (line.n > n && !memcmp(line.p, bullets[i], n))
			return (line.p[n] >= 'A' && line.p[n] <= 'Z') || sentence_is_digit(line.p[n]);
	}
	return false;
}

/* Was the line end between these two only a wrapping of a block of that width? */
static bool sentence_is_wrap(struct str line, struct str next, size_t width)
{
	struct str a = str_trim(line), b = str_trim(next);
	char last = a.p[a.n - 1];
	bool numbered = sentence_is_item(a) || sentence_is_digit(a.p[0]); /* "1965: War ends" below "1947: War begins" */
	if (sentence_is_item(b) || (numbered && sentence_is_digit(b.p[0])))
		return false;
	bool lower = b.p[0] >= 'a' && b.p[0] <= 'z';
	if (last == ',' || (lower && !strchr(".!?:;", last)))
		return true; /* a sentence goes on, whatever the widths */
	if (width > SENTENCE_WRAP_MAX)
		return false;
	if (lower)
		return true;
	return width >= SENTENCE_WRAP_MIN && a.n + 1 + sentence_first_word(b) + SENTENCE_RAGGED > width;
}

/* The breaks of one block of lines with no empty one among them. Returns where it ends. */
static size_t sentence_block(struct sentence_scan *s, struct str text, size_t begin)
{
	size_t width = 0, end = begin;
	while (end < text.n) {
		struct str line = str_trim(sentence_line(text, end));
		if (!line.n)
			break;
		width = line.n > width ? line.n : width;
		end += sentence_line(text, end).n + 1;
	}
	for (size_t at = begin; at < end && at < text.n;) {
		struct str line = sentence_line(text, at);
		size_t next = at + line.n + 1;
		if (next >= end || !sentence_is_wrap(line, sentence_line(text, next), width))
			*vec_push(&s->breaks) = (uint32_t)(at + line.n);
		at = next;
	}
	return end;
}

static void sentence_find_breaks(struct sentence_scan *s, struct str text)
{
	for (size_t at = 0; at < text.n;) {
		size_t end = sentence_block(s, text, at);
		at = end > at ? end : at + sentence_line(text, at).n + 1;
	}
}

/* Does a paragraph end between the end of one token and the next? Offsets only grow. */
static bool sentence_paragraph_between(struct sentence_scan *s, const struct token *a, const struct token *b)
{
	if (!b->line_before)
		return false;
	while (s->break_at < s->breaks.n && s->breaks.v[s->break_at] < a->span.end)
		s->break_at++;
	return s->break_at < s->breaks.n && s->breaks.v[s->break_at] < b->span.begin;
}

/* The furniture that holds an offset, as index + 1; 0 for none. Offsets only grow. */
static size_t sentence_furniture_at(struct sentence_scan *s, uint32_t offset)
{
	while (s->furniture_at < s->furniture_count && s->furniture[s->furniture_at].end <= offset)
		s->furniture_at++;
	bool inside = s->furniture_at < s->furniture_count && s->furniture[s->furniture_at].begin <= offset;
	return inside ? s->furniture_at + 1 : 0;
}

/* ---- sentence ends ---- */

static bool sentence_mark_in(const struct token *t, const char *marks)
{
	return t->kind == TOKEN_MARK && t->lower.n == 1 && t->lower.p[0] && strchr(marks, t->lower.p[0]);
}

static bool sentence_is_ellipsis(const struct token *t)
{
	return t->kind == TOKEN_MARK && str_eq(t->lower, STR("…"));
}

/* Can this token be the first of a sentence? */
static bool sentence_can_open(const struct sentence_scan *s, const struct token *t)
{
	if (t->kind == TOKEN_WORD)
		return t->upper_first || s->caseless || (unsigned char)t->lower.p[0] >= 0x80;
	return t->kind == TOKEN_NUMBER || sentence_mark_in(t, "\"'([#$*@<") || (unsigned char)t->lower.p[0] >= 0x80;
}

/* A word that carries its own point: may the sentence end here? */
static bool sentence_ends_at_abbreviation(const struct sentence_scan *s, const struct token *t, const struct token *next)
{
	struct str bare = {t->lower.p, t->lower.n - 1};
	if (token_words_class_of(s->words, bare) == TOKEN_TITLE)
		return false;
	enum token_class opens = token_words_class(s->words, next->word);
	return next->upper_first && (opens == TOKEN_OPENER || (opens == TOKEN_LEADER && !next->upper_all));
}

static bool sentence_is_stop(const struct sentence_scan *s, const struct token *t)
{
	return t->upper_all && token_words_class(s->words, t->word) == TOKEN_STOP;
}

/* "ARRIVED LIMA STOP LEAVE FRIDAY STOP": more such words than full stops, and they are meant for them. */
static bool sentence_is_telegram(struct sentence_scan *s)
{
	enum { STOPS = 2 };
	size_t stops = 0, points = 0;
	for (size_t i = 0; s->telegram == TELEGRAM_UNKNOWN && i < s->l->count; i++) {
		stops += sentence_is_stop(s, &s->l->tokens[i]);
		points += sentence_mark_in(&s->l->tokens[i], ".");
	}
	if (s->telegram == TELEGRAM_UNKNOWN)
		s->telegram = stops >= STOPS && stops > points ? TELEGRAM_YES : TELEGRAM_NO;
	return s->telegram == TELEGRAM_YES;
}

static void sentence_put_stop(struct token *t)
{
	t->kind = TOKEN_MARK;
	t->lower = STR(".");
	t->word = 0;
	t->plain = t->upper_first = t->upper_all = false;
}

/* Does the sentence end after token i, its closing marks seen past? */
static bool sentence_ends_after(const struct sentence_scan *s, size_t i)
{
	const struct token *t = s->l->tokens, *next = &t[i + 1];
	/* words, nearly all: none but one with a point in it ends a sentence */
	if (t[i].plain || !next->space_before || sentence_mark_in(next, ".,;:!?)]}"))
		return false;
	size_t stop = i;
	while (stop > 0 && sentence_mark_in(&t[stop], "\"')]") && !t[stop].space_before)
		stop--;
	if (t[stop].kind == TOKEN_WORD && t[stop].lower.n > 1 && t[stop].lower.p[t[stop].lower.n - 1] == '.')
		return sentence_ends_at_abbreviation(s, &t[stop], next);
	if (!sentence_mark_in(&t[stop], ".!?") && !sentence_is_ellipsis(&t[stop]))
		return false;
	return sentence_can_open(s, next);
}

/* ---- what a sentence is like ---- */

/* Counts the letters of one more token of the sentence. */
static void sentence_count_case(struct sentence_scan *s, const struct token *t)
{
	size_t n = t->kind == TOKEN_WORD ? t->span.end - t->span.begin : 0;
	s->letters += n;
	if (t->upper_first)
		s->upper += t->upper_all || n == 1 ? n : 1;
}

static bool sentence_is_shouting(const struct sentence_scan *s)
{
	return s->upper * 10 > s->letters * 7 && (s->letters >= SENTENCE_SHOUT || s->shouting);
}

static void sentence_add(struct sentence_scan *s, size_t begin, size_t end, bool paragraph_start, size_t furniture)
{
	struct token_list *l = s->l;
	if (l->sentence_count == s->capacity) {
		s->capacity *= 2;
		struct sentence *more = arena_take(s->arena, s->capacity, sizeof *more);
		memcpy(more, l->sentences, l->sentence_count * sizeof *more);
		l->sentences = more;
	}
	l->sentences[l->sentence_count++] = (struct sentence){
		.span = {l->tokens[begin].span.begin, l->tokens[end - 1].span.end},
		.token_begin = (uint32_t)begin,
		.token_end = (uint32_t)end,
		.paragraph_start = paragraph_start,
		.furniture = furniture != 0,
		.shouting = sentence_is_shouting(s),
	};
	s->letters = s->upper = 0;
}

/* A paragraph of one short sentence that does not end like one. */
static bool sentence_is_heading(const struct token_list *l, const struct sentence *e)
{
	const struct token *last = &l->tokens[e->token_end - 1];
	if (e->token_end - e->token_begin > SENTENCE_HEADING)
		return false;
	return !sentence_mark_in(last, ".,;:!\"'") && last->lower.p[last->lower.n - 1] != '.';
}

static void sentence_mark_headings(struct token_list *l)
{
	for (size_t i = 0; i < l->sentence_count; i++) {
		struct sentence *e = &l->sentences[i];
		bool alone = e->paragraph_start && (i + 1 == l->sentence_count || l->sentences[i + 1].paragraph_start);
		e->heading = alone && l->sentence_count > 1 && !e->furniture && sentence_is_heading(l, e);
	}
}

void sentence_split(struct token_list *l, const struct token_words *w, const struct span *furniture,
		    size_t furniture_count, struct arena *arena)
{
	struct sentence_scan s = {
		.l = l,
		.words = w,
		.furniture = furniture,
		.furniture_count = furniture_count,
		.caseless = l->capitals * 100 < l->words,
		.shouting = l->shouts * 10 > l->words * 6,
		.capacity = l->count / 16 + 8,
		.arena = arena,
	};
	l->sentences = arena_take(arena, s.capacity, sizeof *l->sentences);
	l->sentence_count = 0;
	sentence_find_breaks(&s, l->text);
	size_t begin = 0, inside = l->count ? sentence_furniture_at(&s, l->tokens[0].span.begin) : 0;
	bool paragraph = true;
	for (size_t i = 0; i < l->count; i++) {
		l->tokens[i].sentence = (uint32_t)l->sentence_count;
		sentence_count_case(&s, &l->tokens[i]);
		bool last = i + 1 == l->count;
		bool full = i + 1 - begin == SENTENCE_LONGEST;
		if ((l->tokens[i].plain & !l->tokens[i].upper_all) && !full && !last && !l->tokens[i + 1].line_before &&
		    !furniture_count)
			continue; /* most words */
		if (sentence_is_stop(&s, &l->tokens[i]) && sentence_is_telegram(&s))
			sentence_put_stop(&l->tokens[i]);
		size_t next = last ? 0 : sentence_furniture_at(&s, l->tokens[i + 1].span.begin);
		bool between = !last && sentence_paragraph_between(&s, &l->tokens[i], &l->tokens[i + 1]);
		if (!last && !full && !between && next == inside && !sentence_ends_after(&s, i))
			continue;
		sentence_add(&s, begin, i + 1, paragraph, inside);
		paragraph = between || next != inside;
		begin = i + 1;
		inside = next;
	}
	sentence_mark_headings(l);
	vec_free(&s.breaks);
}
