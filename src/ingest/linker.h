/* linker: keeps the links of a corpus true while articles are added.
 *
 * It takes the articles that were added since it last ran, one after the other in order of rows, looks for
 * events that share keys with theirs (link/link.h), judges the pairs, and keeps the best: one link of a
 * kind for an event and another article, at most LINKER_MOST of a kind for a new event. Series are chained
 * anew where they were touched.
 *
 * What it does depends on the articles and their order only, not on how they were cut into batches: a run over
 * the whole corpus gives what many small runs gave. The snapshot of how rare words are is taken at every
 * article whose number is a power of two (a sample of LINKER_SAMPLE articles when there are more); up to
 * LINKER_SMALL articles all links are then made again with it, since a few articles know little of
 * what is rare.
 *
 * However many articles tell of one day in like words, an event is compared with LINKER_JUDGED others at most.
 * Cost: near-linear in the articles, some 0.1 ms each; a small corpus is linked twice over. */
#ifndef DATELINE_INGEST_LINKER_H
#define DATELINE_INGEST_LINKER_H

#include "store/store.h"

enum {
	LINKER_MOST = 8,
	LINKER_JUDGED = 128,  /* candidates that an event is compared with, those that share the most */
	LINKER_SMALL = 1024,
	LINKER_SAMPLE = 2048,
	LINKER_EVENTS = 1024, /* an article with more of them (half a megabyte) is a collection, and is not linked */
};

struct linker;
struct linker_prepared;

/* What it has done since it was opened: measures that no clock disturbs. */
struct linker_work {
	uint64_t met;    /* events that share a key, each time that they do */
	uint64_t judged; /* pairs of events */
};

struct linker *linker_open(struct store *s);
void linker_close(struct linker *l); /* NULL is allowed */

/* Links what was added since it last ran. Inside a transaction, before its commit. After a failure the batch must
 * be rolled back; after a rollback the linker is of no use any more: open another. */
bool linker_run(struct linker *l, struct error *err);
/* The same for the article that was just added, as it was added: saves reading it again. linker_run is called
 * all the same; what could not be done one by one it does. `p` is of linker_prepare, or NULL. */
bool linker_add(struct linker *l, int64_t row, const struct article *a, const struct extraction *x, const struct linker_prepared *p,
		struct error *err);

/* What linking asks of an article, made in any thread, in arena; points into the article. NULL before linker_ready. */
struct linker_prepared *linker_prepare(const struct linker *l, const struct article *a, const struct extraction *x, struct arena *scratch,
				       struct arena *arena);
bool linker_ready(struct linker *l, struct error *err);
struct linker_work linker_work(const struct linker *l);
/* Makes all that is derived again, links included, in a transaction of its own. watch may be NULL. */
bool linker_rebuild(struct linker *l, const struct store_watch *watch, struct error *err);

#endif
