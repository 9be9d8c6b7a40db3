/* terms: a parsed query from the inside. Shared by the query_*.c files only. */
#ifndef DATELINE_STORE_TERMS_H
#define DATELINE_STORE_TERMS_H

#include "base/arena.h"
#include "base/regex.h"
#include "base/vec.h"
#include "store/needle.h"
#include "store/query.h"
#include "store/tail.h"

enum term_type {
	TERM_WORDS,   /* a word or a phrase */
	TERM_REGEX,
	TERM_COUNTRY,
	TERM_FROM,
	TERM_TO,
	TERM_ON,
	TERM_KIND,
	TERM_SOURCE,
	TERM_TAG,
	TERM_IS,
	TERM_LINK,
};

/* What is: can ask for, as bits. */
enum term_is {
	IS_ANNOUNCED,
	IS_CORRECTED,
	IS_DENIED,
	IS_DOUBTFUL,
	IS_HYPOTHETICAL,
	IS_NOTED,
	IS_OPEN,
	IS_REJECTED,
	IS_REPORT,
	IS_STARRED,
	IS_TAGGED,
	IS_UNDATED,
};
enum { TERM_IS_COUNT = IS_UNDATED + 1 };

struct term_field {
	const char *name;
	enum term_type type;
};
enum { TERM_FIELD_COUNT = 9 };
const struct term_field *term_fields(void);  /* TERM_FIELD_COUNT of them */
const char *const *term_is_names(void);       /* TERM_IS_COUNT, by enum term_is */

/* One alternative of country:PK+IN,RU: all of its countries must be there. */
struct term_countries {
	uint16_t *codes; /* rows_code() */
	size_t count;
};

struct term {
	enum term_type type;
	bool negated;
	int column;               /* of the term's text in the query */
	struct str text;          /* words, pattern, source, tag; a date as it was typed */
	struct regex *regex;      /* words and regex */
	struct needle needle;     /* words and regex */
	struct tail tail;         /* regex */
	struct interval when;     /* from, to, on */
	uint32_t any;             /* kind, is, link: bits of which one must hold */
	struct term_countries *either; /* country */
	size_t either_count;
};

struct query {
	struct arena arena;
	struct buf text;          /* normalised */
	VEC(struct term) terms;
	bool no_reports;          /* asks for what only events have */
	bool rejected;            /* asks for what the user rejected, which else nothing finds */
	size_t text_terms;        /* how many need the words of an article */
};

static inline bool term_is_text(const struct term *t)
{
	return t->type == TERM_WORDS || t->type == TERM_REGEX;
}

/* "country:" at the front of a word: its length without the colon, or 0. */
size_t term_field_length(struct str word);
/* Appends the term as a query would have it, after a space if something stands before. */
void term_write(struct buf *out, const struct term *t);

/* An end before the beginning is a slip: nothing could ever answer. */
bool query_days_check(const struct query *q, struct error *err);

/* Where a word begins and ends: as \b, but a combining mark belongs to the word before it. */
#define QUERY_WORD_BEGIN "(?<![\\w\\p{M}])"
#define QUERY_WORD_END "(?![\\w\\p{M}])"

/* Appends the pattern that finds these words. */
void query_words_pattern(struct str words, struct buf *out);
/* Compiles the text of a words or regex term. */
bool query_compile(struct term *t, struct error *err);

#endif
