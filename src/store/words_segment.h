/* words_segment: the segments of the word index, in the file and out of it. */
#ifndef DATELINE_STORE_WORDS_SEGMENT_H
#define DATELINE_STORE_WORDS_SEGMENT_H

#include "store/pack.h"
#include "store/words.h"
#include "store/words_list.h"

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
uint32_t words_segment_range(const struct words_segment *s);

/* Appends a word, in order of keys and bytes, with its articles (from s->first on, rising) and places. */
void words_segment_put(struct words_segment *s, struct str word, const uint32_t *articles, const uint8_t *places, size_t n);
/* The same with places that were added to *places: of those articles, in that order. */
void words_segment_put_joined(struct words_segment *s, struct str word, const uint32_t *articles, size_t n, struct words_list_places *places);
/* Gives it the next number and writes it; it is empty afterwards. */
bool words_segment_write(struct words_segment *s, struct db *db, struct error *err);
/* Reads the whole of segment s->id, of which first, last and scope are known. Free it also after a failure, which is
 * ERROR_CORRUPT when its parts are not cut as they say. */
bool words_segment_read(struct words_segment *s, struct db *db, struct error *err);
/* Says so in *err; false. */
bool words_segment_damaged(struct db *db, struct error *err);

/* ---- a segment that is written while it is made ---- */

/* What is known of the parts of a segment without reading them. */
struct words_outline {
	struct buf keys;              /* of their first words, a line feed after each */
	struct buf grams;             /* a filter each */
	struct buf key;               /* of a word */
};

struct words_writer {
	struct words_segment *s;      /* what is not written yet */
	struct db *db;
	struct words_outline outline;
	int64_t parts, pieces;        /* written; */
	size_t list, size;            /*   bytes of their words' lists, of all */
};

/* Gives s the next number; its first, last and scope are known. */
bool words_segment_begin(struct words_writer *w, struct words_segment *s, struct db *db, struct error *err);
/* Writes of what was put into the segment the parts and pieces that are full. */
bool words_segment_go_on(struct words_writer *w, struct error *err);
/* Writes the rest, and the segment's row. */
bool words_segment_end(struct words_writer *w, struct error *err);
void words_segment_leave(struct words_writer *w);

#endif
