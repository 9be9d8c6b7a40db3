/* pipeline: articles through the extractor on several threads, and out again in order.
 *
 *     reader (a thread) -> batches -> workers: extract(), title, `work` -> the caller's thread: `article`
 *
 * The caller sees one thing after the other, as if all happened in its own thread; only `work` runs
 * elsewhere. At most PIPELINE_BATCHES batches and about PIPELINE_BYTES of text (or one longer article)
 * are under way at a time. */
#ifndef DATELINE_INGEST_PIPELINE_H
#define DATELINE_INGEST_PIPELINE_H

#include "base/arena.h"
#include "ingest/reader.h"
#include "text/extract.h"

enum {
	PIPELINE_BATCHES = 256, /* as many articles as the caller commits at once (ingest.h): they are extracted while it does */
	PIPELINE_BATCH_ARTICLES = 16,
	PIPELINE_BATCH_BYTES = 64 << 10,
	PIPELINE_BYTES = 32 << 20,
};

/* One article and what was found in it; lives until the call that got it returns. Title, language,
 * publication date and furniture of the article are filled in. */
struct pipeline_item {
	struct article article;
	struct extraction found;
	struct str made; /* what `work` appended for it */
	void *prepared;  /* what `work` left here: in its arena, so that it lives as long */
	size_t bytes;    /* of the article's text, also of a skipped one */
	bool skipped;    /* by `skip`: nothing was looked for in it, and its texts are not there */
};

struct pipeline_options {
	enum reader_format format;  /* the first three as in struct reader_options */
	struct published published;
	struct str source;
	int workers;                /* threads that extract; 0: as many as the machine has cores, at most 8 */
	/* In the reader's thread: true when nothing need be found in the article, as it is known. May be NULL. */
	bool (*skip)(void *ctx, const struct article *a);
	/* In a worker, articles in any order: makes of an article what can be made in parallel. What is in scratch
	 * goes when it returns. May be NULL. */
	void (*work)(void *ctx, struct pipeline_item *item, struct arena *scratch, struct arena *arena, struct buf *out);
	/* In the caller's thread, in order of input. False ends it all. */
	bool (*article)(void *ctx, struct pipeline_item *item);
	/* The same, between the articles: a bad file or line (reader.h). `where` is NULL for a path that could
	 * not be read at all; the reason then names it. */
	void (*report)(void *ctx, const char *where, const char *reason);
	/* In the caller's thread, after every batch: bytes read of the files and all of them (0: unknown). */
	void (*progress)(void *ctx, uint64_t done, uint64_t all);
	/* In any thread: true ends it all. May be NULL. */
	bool (*stopped)(void *ctx);
	void *ctx;
};

/* Returns when all paths are read or `article` or `stopped` ended it, all threads joined. Returns how many
 * paths could not be read at all (they were reported); *counts is what the reader counted. */
int pipeline_run(char *const *paths, int n, const struct pipeline_options *o, const struct lexicon *l,
		 struct reader_counts *counts);

#endif
