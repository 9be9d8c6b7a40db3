/* rows: the list rows of the whole corpus, small enough to filter at the speed of memory.
 *
 * A block's rows are packed beside its text: for each article its report and then its events, 14 bytes a
 * row and 2 a country. Reading them all costs about 30 ns a row; a connection does it once and again only
 * after a commit. A query then is one pass over an array in order of time. */
#ifndef DATELINE_STORE_ROWS_H
#define DATELINE_STORE_ROWS_H

#include "record.h"
#include "store/db.h"
#include "store/query.h"

struct rows_entry {
	struct row row;
	uint32_t source;      /* name, 0 for none */
	uint32_t codes;       /* the first of its countries in rows_table.codes */
	uint8_t code_count;
	bool rejected;        /* by the user: goes when the rows are arranged */
};

struct rows_table {
	VEC(struct rows_entry) entries; /* by first day, last day, article, report before events; undated last */
	VEC(uint16_t) codes;            /* rows_code() of each country */
	VEC(uint32_t) by_id;            /* entries in order of article, report first, then its events */
};

void rows_free(struct rows_table *t);

/* "PK" as a number below ROWS_CODES, and back. */
enum { ROWS_CODES = 26 * 26 };
uint16_t rows_code(const char code[3]);
void rows_code_name(uint16_t code, char out[static 3]);

/* Appends the rows of one article. */
void rows_pack(const struct extraction *x, uint32_t source, struct buf *out);

/* Reads all rows, as yet in order of by_id; then arranges them: what is rejected goes, the rest by time. */
bool rows_read(struct rows_table *t, struct db *db, struct error *err);
void rows_arrange(struct rows_table *t);
/* The entry of an article's report (event false) or of an event, by row id; NULL when there is none. */
struct rows_entry *rows_find(struct rows_table *t, int64_t id, bool event);

/* Before rows_arrange: adds an event that no block has, behind the others of its article. Nothing when it is there or
 * its article is not. */
void rows_add(struct rows_table *t, int64_t article, size_t index, const struct event *e);

/* How much an event deserves to stand for its period: 0..1000. */
uint16_t rows_importance(const struct event *e);

#endif
