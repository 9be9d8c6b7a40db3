/* look: looking things up in a store, and in the user's notes (NULL: none yet), for a request. A CHANGE writes: n is
 * there then. Runs in the searching threads; knows no thread itself. */
#ifndef DATELINE_APP_LOOK_H
#define DATELINE_APP_LOOK_H

#include "app/request.h"

/* Fills *a for the request: the answer or its error. ROWS always has an answer: a row that cannot be read
 * has an empty text. ERROR_INTERRUPTED when watch->cancel was set on the way. */
void look_up(struct store *s, struct notes *n, const struct request *r, enum request_kind kind, const struct query_watch *watch,
	     struct answer *a);
/* While nobody asks: makes ready what a first query of its sort would wait for in a large corpus (query_keep_links). False: it
 * was stopped by watch->cancel, and goes on from there the next time. */
bool look_ahead(struct store *s, const struct query_watch *watch);

#endif
