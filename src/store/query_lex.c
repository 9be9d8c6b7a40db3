#include "config.h"

#include "store/query_lex.h"

#include <string.h>

static bool query_lex_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool query_lex_done(const struct query_lexer *p)
{
	return p->at >= p->text.n;
}

bool query_lex_at_space(const struct query_lexer *p)
{
	return query_lex_done(p) || query_lex_is_space(p->text.p[p->at]);
}

void query_lex_skip(struct query_lexer *p)
{
	while (!query_lex_done(p) && query_lex_is_space(p->text.p[p->at]))
		p->at++;
}

struct str query_lex_word(const struct query_lexer *p)
{
	struct query_lexer end = *p;
	while (!query_lex_at_space(&end))
		end.at++;
	return str_sub(p->text, p->at, end.at);
}

bool query_lex_quoted(struct query_lexer *p, struct buf *out)
{
	size_t open = p->at++;
	for (; !query_lex_done(p) && p->text.p[p->at] != '"'; p->at++) {
		char next = p->at + 1 < p->text.n ? p->text.p[p->at + 1] : '\0';
		if (p->text.p[p->at] == '\\' && (next == '"' || next == '\\'))
			p->at++;
		buf_add_char(out, p->text.p[p->at]);
	}
	if (query_lex_done(p))
		return error_set_at(p->err, ERROR_USAGE, (int)open,
				    "query: the quote at column %zu is not closed; add another \"", open + 1);
	p->at++;
	return true;
}

bool query_lex_ends(struct query_lexer *p, const char *what)
{
	if (query_lex_at_space(p))
		return true;
	return error_set_at(p->err, ERROR_USAGE, (int)p->at, "query: a space must follow the %s at column %zu; put one there",
			    what, p->at + 1);
}

bool query_lex_pattern(struct query_lexer *p, struct str *out)
{
	size_t open = p->at++;
	while (!query_lex_done(p) && p->text.p[p->at] != '/')
		p->at += p->text.p[p->at] == '\\' ? 2 : 1;
	if (query_lex_done(p))
		return error_set_at(p->err, ERROR_USAGE, (int)open,
				    "query: the / at column %zu is not closed; end the pattern with another /", open + 1);
	*out = str_sub(p->text, open + 1, p->at++);
	if (out->n == 0)
		return error_set_at(p->err, ERROR_USAGE, (int)open,
				    "query: nothing between the slashes at column %zu; write a pattern there", open + 1);
	return query_lex_ends(p, "pattern");
}

bool query_lex_value(struct query_lexer *p, const char *separators, struct buf *out, char *separator)
{
	size_t column = p->at;
	buf_clear(out);
	while (!query_lex_at_space(p) && !(p->text.p[p->at] && strchr(separators, p->text.p[p->at]))) {
		if (p->text.p[p->at] != '"')
			buf_add_char(out, p->text.p[p->at++]);
		else if (!query_lex_quoted(p, out))
			return false;
	}
	if (str_trim(buf_str(out)).n == 0)
		return error_set_at(p->err, ERROR_USAGE, (int)column,
				    "query: a value is missing at column %zu; a field is written field:value", column + 1);
	bool more = !query_lex_at_space(p);
	*separator = more ? p->text.p[p->at++] : '\0';
	return true;
}
