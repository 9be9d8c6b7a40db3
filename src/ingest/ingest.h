/* ingest: articles into the corpus: reader -> extract() -> store, and the links of what is new.
 *
 * One transaction a batch: whatever ends the program, what was committed is there and the corpus opens;
 * running it again adds what is missing, for the same article twice is one article. */
#ifndef DATELINE_INGEST_INGEST_H
#define DATELINE_INGEST_INGEST_H

#include "ingest/reader.h"
#include "store/store.h"

enum { INGEST_BATCH_ARTICLES = 4096, INGEST_BATCH_BYTES = 16 << 20 };

struct ingest_counts {
	struct reader_counts read;
	uint64_t added;  /* articles that are new, and committed */
	uint64_t known;  /* that were there already, or came twice */
	uint64_t events; /* of the added ones */
	uint64_t bytes;  /* of the texts of all these */
	uint64_t failed; /* paths that could not be read at all */
};

struct ingest_options {
	enum reader_format format; /* these three as in struct reader_options */
	struct published published;
	struct str source;
	int workers;               /* threads that extract; 0: one a core */
	/* In the caller's thread. where NULL: a path that could not be read; the reason names it. */
	void (*report)(void *ctx, const char *where, const char *reason);
	/* In the caller's thread, many times a second: bytes of the files read, and all (0: unknown). */
	void (*progress)(void *ctx, const struct ingest_counts *counts, uint64_t done, uint64_t all);
	/* In any thread; true stops after a commit of what is done; a large article that is under way is given up. May be NULL. */
	bool (*stopped)(void *ctx);
	void *ctx;
};

/* Reads all paths into the corpus; where there is none it is made when there is an article for it. False: the
 * corpus could not be opened or written (what was committed before is kept), or ERROR_INTERRUPTED. Bad files
 * and lines are reported and counted, not failures. *counts is zero before. */
bool ingest_run(const char *corpus, char *const *paths, int n, const struct ingest_options *o, struct ingest_counts *counts,
		struct error *err);

#endif
