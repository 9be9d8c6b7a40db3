/* query_sets: which sources and which rows a name in a query stands for: source:NAME, tag:NAME. */
#ifndef DATELINE_STORE_QUERY_SETS_H
#define DATELINE_STORE_QUERY_SETS_H

#include "store/ids.h"
#include "store/query_run.h"

/* Appends the numbers of the sources of which the term's text is the name or whole words, letter case aside. ERROR_USAGE
 * when the corpus has none, with what was probably meant. */
bool query_sets_sources(struct query_run *r, const struct term *t, struct ids *set, struct error *err);
/* Appends the rows (reports as minus their article) that the user's notes give this tag, letter case aside. */
void query_sets_tags(struct query_run *r, const struct term *t, struct ids *set);

#endif
