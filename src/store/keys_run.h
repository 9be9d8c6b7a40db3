/* keys_run: the runs that the keys of links are kept in (keys.h): the pages (keys_page.h) of a batch or of several,
 * from the lowest key to the highest. */
#ifndef DATELINE_STORE_KEYS_RUN_H
#define DATELINE_STORE_KEYS_RUN_H

#include "store/db.h"
#include "store/keys_page.h"
#include "store/tiers.h"

/* ---- writing ---- */

struct keys_run {
	struct db *db;
	struct error *err;
	int64_t id, entries;
	struct keys_draft page;
	struct buf packed;
};

/* A run of the next number. */
bool keys_run_begin(struct keys_run *r, struct db *db, struct error *err);
/* Adds an entry; keys rise. */
bool keys_run_add(struct keys_run *r, const struct keys_entry *e);
bool keys_run_end(struct keys_run *r);
void keys_run_free(struct keys_run *r);

/* Merges the last runs that are due (tiers.h); `added` is 0 in the midst of an ingest, at its end how many articles it
 * added. Merging uses the room of what it has read. */
bool keys_run_merge_due(struct db *db, int64_t added, struct error *err);

/* ---- reading ---- */

/* The runs, oldest first; *out is freed by the caller. */
bool keys_run_list(struct db *db, struct tier_segment **out, size_t *count, struct error *err);
/* `each` is told the entries of a run that have one of these keys, rising. */
bool keys_run_find(struct db *db, int64_t run, const uint64_t *keys, size_t n, void (*each)(void *ctx, const struct keys_entry *e), void *ctx,
		   struct error *err);
/* Every entry of the file, by run and key. */
bool keys_run_walk(struct db *db, void (*each)(void *ctx, const struct keys_entry *e), void *ctx, struct error *err);

#endif
