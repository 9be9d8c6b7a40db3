/* linked: which rows have links, and which announced events are open, a byte a row.
 *
 * For link: and is:open. An announced event is open until it is linked to its outcome, or another article tells the same
 * event as one that happened, or that holds for another announcement of the same. Links that the user rejected do not count.
 * The links of the corpus are gone through once, about 0.2 us each, and then the rows, some ns each; after that a query
 * passes over the bytes at 1 ns a row until the corpus, the rows that notes give it or the rejected links change. That is done in pieces of less than a
 * millisecond (the first 5, for a million articles: its memory is new), and who is stopped between two of them goes on from
 * there the next time. A byte a row stays; until all is made it takes another one an event and 8 an article. */
#ifndef DATELINE_STORE_LINKED_H
#define DATELINE_STORE_LINKED_H

#include "record.h"
#include "store/rows.h"

#include <stdatomic.h>

struct store;
struct linked_work;

/* Of a row: a bit for each kind of link (enum link_kind) and */
enum { LINKED_OPEN = 1 << LINK_KIND_COUNT, LINKED_BITS = LINK_KIND_COUNT + 1 };

struct linked {
	struct rows_table *table; /* of whose rows these are; NULL: not made */
	uint64_t doubts;          /* of the links that the user rejected: it changes with them */
	uint8_t *rows;            /* by rank; NULL: they are still being made */
	struct linked_work *work; /* what there is of them; NULL: nothing, or all */
};

void linked_free(struct linked *l);
/* Makes s->linked what it is for s->table, which is of the transaction that is open. ERROR_INTERRUPTED when it was cancelled
 * (NULL: it cannot be): at least one piece was made. */
bool linked_load(struct store *s, const atomic_bool *cancel, struct error *err);

#endif
