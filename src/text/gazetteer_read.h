/* gazetteer_read: the tables of names, and how their rows come into the gazetteer. */
#ifndef DATELINE_TEXT_GAZETTEER_READ_H
#define DATELINE_TEXT_GAZETTEER_READ_H

#include "text/gazetteer.h"

/* Reads all tables of a language, and those of none. A row that is not understood ends the program with its line. */
void gazetteer_read(struct gazetteer *g, const char *language);

/* Enters a name; the order of entries of one name is that of the tables. (gazetteer.c) */
void gazetteer_add(struct gazetteer *g, struct str name, struct gazetteer_entry e);
/* Adds a class (enum gazetteer_word) to a word, by its key. */
void gazetteer_add_class(struct gazetteer *g, uint64_t word, uint32_t class);

#endif
