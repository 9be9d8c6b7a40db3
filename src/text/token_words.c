/* The table of abbreviations and openers, read. */
#include "config.h"

#include "text/token.h"

#include "base/mem.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>

struct token_words {
	const struct vocabulary *vocabulary;
	struct vocabulary_map classes; /* enum token_class */
};

static const char *const token_words_classes[] = {
	[TOKEN_TITLE] = "title",
	[TOKEN_ABBREVIATION] = "other",
	[TOKEN_BEFORE_NUMBER] = "number",
	[TOKEN_CAPITALISED] = "capital",
	[TOKEN_OPENER] = "opener",
	[TOKEN_LEADER] = "leader",
	[TOKEN_STOP] = "stop",
};

static enum token_class token_words_parse(const struct table_row *row)
{
	for (enum token_class c = TOKEN_TITLE; c <= TOKEN_STOP; c++)
		if (str_eq(row->field[0], str_of(token_words_classes[c])))
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
		enum token_class class = token_words_parse(&row);
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

enum token_class token_words_class(const struct token_words *w, uint32_t word)
{
	return (enum token_class)vocabulary_map_get(&w->classes, word);
}

enum token_class token_words_class_of(const struct token_words *w, struct str lower)
{
	return token_words_class(w, vocabulary_get(w->vocabulary, lower));
}

const struct vocabulary *token_words_vocabulary(const struct token_words *w)
{
	return w->vocabulary;
}
