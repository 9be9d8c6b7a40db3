/* token: words, numbers and marks of a text, with what the grammars ask of them.
 *
 * Tokens cover all but white space, in order, never overlapping. A word is a run of letters (with
 * inner apostrophes kept apart: "Pakistan's" is "Pakistan" + "'s"); a number is a run of digits with
 * inner commas or points ("1,500", "2.5"); hyphens, slashes and all else are one mark each, so
 * "two-year-old" is five tokens and "1990s" is two. Abbreviations with points are one word ("U.S.",
 * "Gen.", "a.m."): runs of single letters by their form, others by the table abbreviations.*.tsv.
 * `lower` is the folded word (utf8_fold); straight and curly quotes and apostrophes give the same.
 * `word` is its number in the vocabulary, by which every table knows it without another search. */
#ifndef DATELINE_TEXT_TOKEN_H
#define DATELINE_TEXT_TOKEN_H

#include "base/arena.h"
#include "record.h"
#include "text/vocabulary.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK };

struct token {
	struct span span;
	struct str lower;     /* folded; for marks: the mark, quotes and dashes made plain (' " -) */
	uint32_t word;        /* of `lower` in the vocabulary; 0: no table knows it */
	uint32_t sentence;    /* index of its sentence */
	int32_t number;       /* TOKEN_NUMBER of plain digits up to 9 long: its value; else -1 */
	uint8_t kind;         /* enum token_kind */
	bool upper_first : 1;  /* begins with a capital */
	bool upper_all : 1;    /* two letters or more, all capital */
	bool space_before : 1; /* white space (or the start of the text) stands before it */
	bool line_before : 1;  /* a line end stands before it */
	bool plain : 1;        /* `lower` has letters and digits of ASCII only */
};

struct sentence {
	struct span span;           /* without white space at the ends */
	uint32_t token_begin, token_end;
	bool paragraph_start;       /* first of its paragraph */
	bool heading;               /* a line of its own without a full stop at its end: title, subtitle */
	bool shouting;              /* mostly capitals: capital letters say nothing here */
	bool furniture;             /* lies in page furniture: nothing is extracted from it */
};

struct token_list {
	struct str text;
	struct token *tokens;
	size_t count;
	size_t words, capitals, shouts; /* tokens that are words; those with a capital first; those all capitals */
	struct sentence *sentences;
	size_t sentence_count;
};

/* The vocabulary, and the abbreviations and sentence openers of a language. Opened once, read only. */
struct token_words;

struct token_words *token_words_open(struct vocabulary *v, const char *language); /* v lives longer */
void token_words_close(struct token_words *w);

/* What a word of the table is: see the head of data/abbreviations.en.tsv. */
enum token_class {
	TOKEN_PLAIN,        /* not in the table */
	TOKEN_TITLE,        /* a sentence never ends after it */
	TOKEN_ABBREVIATION, /* it may, when what follows can only open a sentence */
	TOKEN_BEFORE_NUMBER, /* an abbreviation only before a number */
	TOKEN_CAPITALISED,  /* an abbreviation only with a capital */
	TOKEN_OPENER,       /* "The", "But": opens a sentence when capitalised */
	TOKEN_LEADER,       /* "On", "After": the same, but where all is in capitals */
	TOKEN_STOP,         /* "STOP", with which a telegram ends its sentences */
};
enum token_class token_words_class(const struct token_words *w, uint32_t word);
/* For a word that is no token: without its point, say. */
enum token_class token_words_class_of(const struct token_words *w, struct str lower);
const struct vocabulary *token_words_vocabulary(const struct token_words *w); /* that it was opened with */

/* Splits text into tokens and sentences. furniture: spans that become sentences of their own, marked.
 * Linear in the text, about 10 ns a byte of English. */
void token_split(struct str text, const struct token_words *w, const struct span *furniture, size_t furniture_count,
		 struct arena *arena, struct token_list *out);

/* A mark of that one character. */
static inline bool token_is_mark(const struct token *t, char mark)
{
	return t->kind == TOKEN_MARK && t->lower.p[0] == mark && t->lower.n == 1;
}

/* The text under a span. */
struct str token_text(const struct token_list *l, struct span s);

#endif
