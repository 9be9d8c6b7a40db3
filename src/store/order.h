/* order: the rows of a result in another order than that of time.
 *
 * By time a result is in order as it is, and from its end as well. For the others the rows are counted and sorted
 * once, by whoever has a store and time to wait: about 0.1 s for a million of rows. */
#ifndef DATELINE_STORE_ORDER_H
#define DATELINE_STORE_ORDER_H

#include "store/query.h"

enum order_by {
	ORDER_OLDEST,     /* as the result is: undated rows at the end, also of ORDER_NEWEST */
	ORDER_NEWEST,
	ORDER_IMPORTANCE, /* the most important first (struct row) */
	ORDER_REPORTS,    /* what most articles tell first, then by importance; a link that the user rejected counts no more */
	ORDER_PUBLISHED,  /* what appeared last first; of what has no publication date last */
};
enum { ORDER_COUNT = ORDER_PUBLISHED + 1 };

const char *order_name(enum order_by by);  /* "importance" */
const char *order_words(enum order_by by); /* "by importance", of a list in that order */
const char *order_help(enum order_by by);
int order_named(struct str name);          /* enum order_by; -1: none */
/* A list in order of time has periods, and can be reckoned from its numbers alone. */
bool order_is_of_time(enum order_by by);

struct order {
	enum order_by by;
	size_t n;
	uint32_t *rows;   /* in this order: the rows of the result; */
	uint32_t *places; /* and where each of them stands */
};

void order_free(struct order *o); /* NULL is allowed */
/* Of a result whose rows are all there (query_beginning), for the orders that are not of time. The store is asked for
 * links only (ORDER_REPORTS). ERROR_INTERRUPTED when watch->cancel was set. */
bool order_make(struct store *s, const struct result *r, enum order_by by, const struct query_watch *watch, struct order **out,
		struct error *err);

#endif
