/* rows_merge: tables of rows made of tables of rows. What they are made of is not changed. */
#ifndef DATELINE_STORE_ROWS_MERGE_H
#define DATELINE_STORE_ROWS_MERGE_H

#include "store/rows.h"

/* Tables of consecutive articles as one: run by run, so at the speed of memory. */
struct rows_table *rows_merge(struct rows_table *const *parts, size_t n);
/* The table without some ranks (rising), and with the rows of another one among its own. */
struct rows_table *rows_merge_patch(const struct rows_table *t, const uint32_t *gone, size_t n, const struct rows_table *more);

#endif
