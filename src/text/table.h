/* table: the words of data/, compiled in.
 *
 * A table is a text: a row a line, fields between tabs, lines that begin with # are comments, empty
 * lines say nothing. The rows are the documentation: each readable, commented where it surprises. A
 * table of one language has that language in its name ("time.en.tsv"), so that a second language is
 * a second set of tables. */
#ifndef DATELINE_TEXT_TABLE_H
#define DATELINE_TEXT_TABLE_H

#include "base/str.h"

enum { TABLE_FIELDS = 16 };

struct table_row {
	struct str field[TABLE_FIELDS]; /* trimmed; absent ones are empty */
	size_t count;
	int line;                       /* from 1, for messages */
};

/* The whole text of a compiled-in table, by its file name in data/. Ends the program when there is none:
 * the list in table.c is short of a row. Lives as long as the program. */
struct str table_text(const char *name);

/* The table of that stem in a language: "time" and "en" are time.en.tsv. */
struct str table_in(const char *stem, const char *language);

/* Takes the next row off *rest; false at the end. */
bool table_next(struct str *rest, int *line, struct table_row *row);

#endif
