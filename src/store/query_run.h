/* query_run: a query at work, from the inside: first the fields over all rows, then the word index,
 * then the texts of what is left. Shared by the query_*.c files. */
#ifndef DATELINE_STORE_QUERY_RUN_H
#define DATELINE_STORE_QUERY_RUN_H

#include "store/inside.h"
#include "store/terms.h"

/* Row ids (events as they are, reports as minus their article) or source numbers that a term accepts. */
struct query_set {
	VEC(int64_t) ids; /* sorted */
};

struct query_run {
	struct store *s;
	const struct query *q;
	const struct query_watch *watch;
	struct query_set *sets;  /* one a term; empty for those that need none */
	uint8_t *keep;           /* one an entry of s->rows: is it in the answer so far? */
	size_t undecided;        /* articles */
};

/* ERROR_INTERRUPTED when the caller wants no answer any more. */
bool query_cancelled(const struct query_run *r, struct error *err);
/* How many articles have a row that is kept. */
size_t query_count_articles(const struct query_run *r);
/* Clears keep of the rows whose articles lack a word that the query must find (plan.h). */
bool query_plan(struct query_run *r, struct error *err);
/* Clears keep of the rows whose texts do not answer the query's words and patterns. */
bool query_scan(struct query_run *r, struct error *err);

#endif
