/* rows_batch: rows on their way from the extractor into a table. */
#ifndef DATELINE_STORE_ROWS_BATCH_H
#define DATELINE_STORE_ROWS_BATCH_H

#include "store/rows.h"

struct rows_link {
	uint32_t article, event; /* as the columns have them */
	int32_t more;            /* links that it has gained, or lost */
};

struct rows_batch {
	int64_t first, last;             /* articles; first 0: none */
	VEC(struct rows_entry) entries;  /* in order of article */
	VEC(uint32_t) sources;
	struct rows_lists lists;
	VEC(struct rows_link) links;     /* of any event of the corpus */
};

void rows_batch_free(struct rows_batch *b); /* and makes it empty */
/* Adds the rows of an article; articles come in order, one after the other. */
void rows_batch_add(struct rows_batch *b, int64_t article, const struct extraction *x, uint32_t source);
/* The row of one event with its countries numbered among the batch's lists. */
struct rows_entry rows_batch_event(struct rows_batch *b, int64_t article, size_t index, const struct event *e);
/* An event was linked (1), or a link of it taken away (-1). */
void rows_batch_link(struct rows_batch *b, int64_t event, int32_t more);
/* The table of what was added, links apart; b is left without rows. */
struct rows_table *rows_batch_seal(struct rows_batch *b);

/* Adds links to the rows that they belong to. At a few ns a row, a few hundred a link. A row with as many as it can tell may
 * have had more: when it loses some, `count` tells how many its event has now. */
void rows_batch_add_links(struct rows_table *t, const struct rows_link *links, size_t n, int32_t (*count)(void *ctx, int64_t event),
			  void *ctx);

#endif
