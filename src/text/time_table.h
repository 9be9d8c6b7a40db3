/* time_table: what the readers of data/time.*.tsv (time_words.c) and data/time_rules.*.tsv (time_rules.c) share. */
#ifndef DATELINE_TEXT_TIME_TABLE_H
#define DATELINE_TEXT_TIME_TABLE_H

#include "text/timex_grammar.h"

/* A row that is not understood is a fault of the program: says where it stands, and ends it. */
_Noreturn void time_words_fail(const char *table, int line, struct str what);
int time_words_class(struct str name);           /* enum time_class; -1: no class has that name */
bool time_words_int(struct str s, int *out);

/* Reads the patterns into w, and what finds them by the classes of an item. */
void time_rules_read(struct time_words *w, const char *language);

#endif
