/* query_lex: the pieces that the text of a query is made of. Asks no corpus anything, and knows no field.
 *
 * What is wrong is ERROR_USAGE with its column. */
#ifndef DATELINE_STORE_QUERY_LEX_H
#define DATELINE_STORE_QUERY_LEX_H

#include "base/error.h"
#include "base/str.h"

struct query_lexer {
	struct str text;
	size_t at;         /* the byte that is next */
	struct error *err;
};

bool query_lex_done(const struct query_lexer *p);
bool query_lex_at_space(const struct query_lexer *p); /* or at the end */
void query_lex_skip(struct query_lexer *p);           /* white space */
/* What stands here up to the next white space; nothing is taken. */
struct str query_lex_word(const struct query_lexer *p);
/* A quoted piece: at the quote before, after the closing one behind. \" is a quote, \\ a backslash. Appended to out. */
bool query_lex_quoted(struct query_lexer *p, struct buf *out);
/* A pattern between slashes, and what must follow it; borrowed from the text. */
bool query_lex_pattern(struct query_lexer *p, struct str *out);
/* What follows a quoted piece or a pattern must be a space. */
bool query_lex_ends(struct query_lexer *p, const char *what);
/* The next of a list's values, up to one of `separators`, which is left in *separator (0 at the end). Replaces out. */
bool query_lex_value(struct query_lexer *p, const char *separators, struct buf *out, char *separator);

#endif
