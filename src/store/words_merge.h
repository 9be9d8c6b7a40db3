/* words_merge: several segments of the word index made one.
 *
 * They are read and written word by word: a merge takes a few parts and pieces of each in memory, however large they are. */
#ifndef DATELINE_STORE_WORDS_MERGE_H
#define DATELINE_STORE_WORDS_MERGE_H

#include "store/words.h"

/* Makes one of n segments (their ids; of consecutive articles, in order), and takes them away. ERROR_CORRUPT when one of them
 * is damaged. */
bool words_merge(const int64_t *ids, size_t n, struct db *db, struct error *err);
/* Merges the last segments that are due (tiers.h); `added` is 0 in the midst of an ingest, at its end how many
 * articles it added. */
bool words_merge_due(enum words_scope scope, struct db *db, int64_t added, struct error *err);

#endif
