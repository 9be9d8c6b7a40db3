/* readers: two threads that read articles for a query.
 *
 * The second has a connection of its own, opened when there is enough to read; without it the first goes on
 * alone. Cancelling is looked for between any two articles. */
#ifndef DATELINE_STORE_READERS_H
#define DATELINE_STORE_READERS_H

#include "store/verdict.h"

#include <pthread.h>

struct readers;

struct readers_one {
	struct readers *all;
	struct verdict_reader reader;
	size_t undecided, holding;     /* articles */
	struct error error;
};

struct readers {
	struct query_run *r;
	struct readers_one one[2];
	const uint32_t *articles;      /* of the work at hand */
	size_t count, handful;         /* handful: what a thread takes at a time */
	/* What watch->progress is told between handfuls: so much was done before, so much the work at hand adds, of all; 0:
	 * nothing is told. */
	size_t done, more, all;
	struct verdict *verdicts;      /* of each article, by its number; NULL: only `holding` is asked for */
	bool only_keep;                /* or nothing is: they are read to be kept nearby */
	atomic_size_t next;
	atomic_bool failed;
};

void readers_begin(struct readers *s, struct query_run *r, struct verdict *verdicts);
void readers_end(struct readers *s);
/* Reads articles, in rising order so that texts are read as they lie. ERROR_INTERRUPTED when cancelled. */
bool readers_read(struct readers *s, const uint32_t *articles, size_t count, struct error *err);
size_t readers_undecided(const struct readers *s);
size_t readers_holding(const struct readers *s);

#endif
