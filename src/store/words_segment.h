/* words_segment: the segments of the word index as values, in the file and out of it. */
#ifndef DATELINE_STORE_WORDS_SEGMENT_H
#define DATELINE_STORE_WORDS_SEGMENT_H

#include "store/words.h"

/* Appends a word, in order of bytes, with its articles (from s->first on, rising). */
void words_segment_put(struct words_segment *s, struct str word, const uint32_t *articles, size_t n);
/* Gives it the next number and writes it. */
bool words_segment_write(struct words_segment *s, struct db *db, struct error *err);
/* Merges the last segments that are due (tiers.h); `added` is 0 in the midst of an ingest, at its end how many
 * articles it added. */
bool words_segment_merge_due(enum words_scope scope, struct db *db, int64_t added, struct error *err);
/* Merges segments of consecutive articles into one. False when one of them is damaged. */
bool words_segment_merge(const struct words_segment *parts, size_t n, struct words_segment *out);

#endif
