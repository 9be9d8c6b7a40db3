/* words_segment: the segments of the word index, in the file and out of it. */
#ifndef DATELINE_STORE_WORDS_SEGMENT_H
#define DATELINE_STORE_WORDS_SEGMENT_H

#include "store/pack.h"
#include "store/words.h"

/* Every piece but a segment's last has so many bytes: as fill SQLite's pages. */
enum { WORDS_PIECE = 8 * 16380 + 1900 };

/* The row of a segment's i-th part or piece. */
static inline int64_t words_segment_row(int64_t segment, int64_t i)
{
	return segment << 32 | i;
}

/* What is known of a word's list before it is read. */
struct words_count {
	size_t articles;         /* 0: damaged */
	size_t list, places;     /* bytes */
};

/* Unpacks the next one of a segment of that range of articles. */
struct words_count words_segment_count(struct unpack *counts, enum words_scope scope, int64_t range);

/* Appends a word, in order of keys and bytes, with its articles (from s->first on, rising) and places. */
void words_segment_put(struct words_segment *s, struct str word, const uint32_t *articles, const uint8_t *places, size_t n);
/* Gives it the next number and writes it. */
bool words_segment_write(struct words_segment *s, struct db *db, struct error *err);
/* Reads the whole of segment s->id, of which first, last and scope are known. Free it also after a failure, which is
 * ERROR_CORRUPT when its parts are not cut as they say. */
bool words_segment_read(struct words_segment *s, struct db *db, struct error *err);
/* Merges the last segments that are due (tiers.h); `added` is 0 in the midst of an ingest, at its end how many
 * articles it added. */
bool words_segment_merge_due(enum words_scope scope, struct db *db, int64_t added, struct error *err);
/* Merges segments of consecutive articles into one. False when one of them is damaged. */
bool words_segment_merge(const struct words_segment *parts, size_t n, struct words_segment *out);

#endif
