/* rows_segment: the list rows in the corpus file.
 *
 * A batch of articles makes a segment: its rows as a table in order of time, with sums that tell a reader
 * most of what a first screen needs. Segments of like size are merged (tiers.h). A segment's columns
 * lie in parts of 65,536 rows, 1 MiB, so that a window is read without the rest. Links that events gain
 * after their segment was written wait beside it and are counted in when it is merged. */
#ifndef DATELINE_STORE_ROWS_SEGMENT_H
#define DATELINE_STORE_ROWS_SEGMENT_H

#include "store/db.h"
#include "store/rows_batch.h"

/* Writes what was added as a segment, merges segments that are due, empties b. */
bool rows_segment_flush(struct rows_batch *b, struct db *db, struct error *err);
/* Merges the last segments that are due (tiers.h); `added` is 0 in the midst of an ingest, at its end how many
 * articles it added. */
bool rows_segment_merge_due(struct db *db, int64_t added, struct error *err);
/* All links are gone: forgets them in every row. */
bool rows_segment_forget_links(struct db *db, struct error *err);

/* All rows of the corpus as one table. About 10 ns a row. */
bool rows_segment_read_all(struct db *db, struct rows_table **out, struct error *err);

/* What is told before the rows are read. */
struct rows_sums {
	size_t rows, articles;
	uint32_t countries[ROWS_CODES]; /* rows that name each */
};
/* The sums and, as a table, the runs of all rows with the first `n` of them: some ms, however large the corpus is. *out
 * is NULL when there are no more than `least` rows. */
bool rows_segment_read_beginning(struct db *db, size_t n, size_t least, struct rows_sums *sums, struct rows_table **out, struct error *err);

/* One segment by its number, for who checks it. */
bool rows_segment_read(struct db *db, int64_t id, struct rows_table **out, struct error *err);

#endif
