/* token: words, numbers and marks of a text, with what the grammars ask of them.
 *
 * Tokens cover all but white space, in order, never overlapping. A word is a run of letters (with
 * inner apostrophes kept apart: "Pakistan's" is "Pakistan" + "'s"); a number is a run of digits with
 * inner commas or points ("1,500", "2.5"); hyphens, slashes and all else are one mark each, so
 * "two-year-old" is five tokens. Abbreviations with points are one word ("U.S.", "Gen.", "a.m.").
 * `lower` is the folded word (utf8_fold), interned per article: the same word has the same pointer
 * within one token list only by accident, so compare with str_eq. Straight and curly quotes and
 * apostrophes give the same `lower`. */
#ifndef DATELINE_TEXT_TOKEN_H
#define DATELINE_TEXT_TOKEN_H

#include "base/arena.h"
#include "record.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK };

struct token {
	struct span span;
	struct str lower;     /* folded; for marks: the mark, quotes and dashes made plain (' " -) */
	enum token_kind kind;
	bool upper_first;     /* begins with a capital */
	bool upper_all;       /* two letters or more, all capital */
	bool space_before;    /* white space (or the start of the text) stands before it */
	bool line_before;     /* a line end stands before it */
	uint32_t sentence;    /* index of its sentence */
	int32_t number;       /* TOKEN_NUMBER of plain digits up to 9 long: its value; else -1 */
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
	struct sentence *sentences;
	size_t sentence_count;
};

/* Splits text into tokens and sentences. furniture: spans that become sentences of their own, marked.
 * Linear in the text. */
void token_split(struct str text, const struct span *furniture, size_t furniture_count, struct arena *arena,
		 struct token_list *out);

/* The text under a span. */
struct str token_text(const struct token_list *l, struct span s);

#endif
