/* timex_lexer: tokens to items (timex_lex.c), and the numbers (timex_number.c), times of day (timex_clock.c) and dates in
 * digits (timex_digits.c) among them; what of it is in doubt is settled by the words around (timex_doubt.c). */
#ifndef DATELINE_TEXT_TIMEX_LEXER_H
#define DATELINE_TEXT_TIMEX_LEXER_H

#include "text/timex_grammar.h"

enum {
	LEX_YEAR_MIN = 1000, LEX_YEAR_MAX = 2100, LEX_ANCIENT_MIN = 100,
	LEX_LIKELY_MIN = 1900, LEX_LIKELY_MAX = 2049, /* a number that is a year unless something speaks against it */
	LEX_AT = 2,            /* the value of "about" and "for" in its class; behind it "after", "by", "until", */
	LEX_ON = 6,            /* that of "on", */
	LEX_HOUR = 8,          /* that of "at" */
	LEX_HOURS = 1,         /* that of "hours" in the class of zones */
	LEX_NUMBERED = 1,      /* that of "flight", "room" in the class of amounts */
	LEX_LEAST = 10,        /* those of "at least" and its like in their class begin with it */
};

struct timex_lexer {
	const struct token_list *l;
	const struct time_words *w;
	enum timex_scope scope;
	const struct time_word *words; /* of w, the first of them; in digits alone none but the one that says nothing */
	uint32_t word_count;
	struct timex_items *out;
	bool ancient;          /* the article has told of a year by its era: "264 BC", so "in 262" is one, too */
	int day_first;         /* "13/2/04": the article writes days first 1, months first 0, -1 not asked yet */
	size_t from;           /* the first token that no item has yet: a number in words may end past its sentence */
	uint32_t *again;       /* items of which the neighbours may take a class away, */
	size_t again_count;    /* as many as there are items at most */
};

/* May the sentence have an item that is a trigger? Told by its words alone, since half of all sentences have none. */
bool timex_lex_may_tell(const struct timex_lexer *x, const struct sentence *e);
/* The items of a sentence into x->out, in the place of the last sentence's. */
void timex_lex(struct timex_lexer *x, const struct sentence *e);

static inline struct timex_item *timex_lex_push(struct timex_lexer *x, size_t begin, size_t end, time_classes classes)
{
	struct timex_item *item = &x->out->v[x->out->n++];
	*item = (struct timex_item){.token_begin = (uint32_t)begin, .token_end = (uint32_t)end, .classes = classes};
	return item;
}

/* Token i, when nothing stands between it and the token before; else NULL. */
static inline const struct token *timex_lex_glued(const struct timex_lexer *x, size_t i)
{
	return i < x->l->count && !x->l->tokens[i].space_before ? &x->l->tokens[i] : NULL;
}

static inline bool timex_lex_is(const struct token *t, char mark) /* t may be NULL */
{
	return t && token_is_mark(t, mark);
}

/* The classes of the item beside one; 0 where there is none. */
static inline time_classes timex_lex_neighbour(const struct timex_lexer *x, size_t at, int step)
{
	size_t other = at + (size_t)step;
	return other < x->out->n ? x->out->v[other].classes : 0;
}

/* Takes classes away that the words around an item speak against, of the items in x->again. */
void timex_doubt(struct timex_lexer *x);

/* The value of token i in a class, when it is a word of one; else TIMEX_NONE. */
int timex_lex_value(const struct timex_lexer *x, size_t i, enum time_class class);
bool timex_lex_has(const struct timex_lexer *x, size_t i, enum time_class class);
/* That of the longest phrase that begins there: "local time". */
int timex_lex_phrase_value(const struct timex_lexer *x, size_t i, enum time_class class);

/* One to ninety-nine in words at token *i, past which it goes, or TIMEX_NONE. An ordinal at its end is told in *ordinal. */
int timex_number_small(const struct timex_lexer *x, size_t *i, bool *ordinal);
/* A number in words at token i becomes an item; *end is past it. "nineteen ninety-six" is a year. */
bool timex_number_words(struct timex_lexer *x, size_t i, size_t *end);
/* The number in digits at token i becomes an item, with what belongs to it: "10:35", "1990s", "7th", and all dates in
 * digits. */
void timex_number_digits(struct timex_lexer *x, size_t i, size_t *end);

/* "10:35", "10.35 p.m.", "at 10.35 on Friday", "20h30", "0735 GMT" at token i become an item; *end is past it. */
bool timex_clock_digits(struct timex_lexer *x, size_t i, size_t *end);
/* The same for "half past ten", "at five to six". */
bool timex_clock_words(struct timex_lexer *x, size_t i, size_t *end);

/* A date that begins with the number at token i becomes an item; *end is past it: "2018-05-23", "5/23/18", "23.05.2018",
 * "2018-W21", "3.IV.1992", "3Q", "2018Q3". */
bool timex_digits(struct timex_lexer *x, size_t i, size_t *end);
/* The same for "Q3", "3Q", "H1", "Q3'12", whose letter may come first. */
bool timex_digits_quarter(struct timex_lexer *x, size_t i, size_t *end);
/* Do tokens [begin, end) stand alone, not cut out of a longer run of digits and marks ("1-800-555-2020")? */
bool timex_digits_fenced(const struct timex_lexer *x, size_t begin, size_t end);
int timex_digits_roman(const struct token *t); /* "XI" is 11; 0 for what is no month */
int timex_digits_value(struct str digits);     /* of up to eight */

/* Are they the words before an hour, which are seldom those before a year? A value of the class. */
static inline bool timex_lex_is_at(int when)
{
	return when == LEX_AT || when == LEX_HOUR;
}

#endif
