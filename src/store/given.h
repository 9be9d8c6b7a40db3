/* given: what articles were called before they came: their ids, and where they were found.
 *
 * An id need not be unique, and an article has as many as it came under: the first in its own row, others as
 * aliases. Urls and paths that lie side by side begin alike: the beginning is a name (names.h), the end is the
 * article's own. */
#ifndef DATELINE_STORE_GIVEN_H
#define DATELINE_STORE_GIVEN_H

#include "record.h"
#include "store/store.h"

/* A path or url in two: up to the last slash, or up to the line in a file ("a.jsonl:12"); and the rest. */
struct str given_head(struct str path);
struct str given_tail(struct str path);

/* Adds the id of an article whose text is known, if it is another one. Inside a transaction. */
bool given_add_alias(struct store *s, int64_t row, const struct article *a, struct error *err);
/* Fills in a->also. */
bool given_aliases(struct store *s, int64_t row, struct arena *arena, struct article *a, struct error *err);

#endif
