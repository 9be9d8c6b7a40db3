/* rows: the list rows of a corpus in order of time, 16 bytes each, read at the speed of memory.
 *
 * A row's place in the order (its rank) stands for its first and last day: rows of one interval lie side by
 * side, a run, and a corpus has few thousands of runs however many rows. So a count by periods, a filter by
 * dates or the way to a day costs by runs, not by rows. What is left of a row are four numbers, each in
 * a column of its own: its article, which of its events, its traits, and its countries by the number
 * of their list, of which there are few thousands too. Undated rows are the last run.
 *
 * A table is made by sealing a batch (rows_batch.h), by reading a corpus or by merging other tables
 * (rows_segment.h), and never changes after that: results share it between threads and count its users. */
#ifndef DATELINE_STORE_ROWS_H
#define DATELINE_STORE_ROWS_H

#include "base/vec.h"
#include "record.h"
#include "store/query.h"

#include <stdatomic.h>

/* ---- countries ---- */

/* "PK" as a number below ROWS_CODES, and back. In a list the host's has ROWS_HOST beside it: who only asks which
 * country it is takes rows_bare. */
enum { ROWS_CODES = 26 * 26, ROWS_HOST = 1 << 15 };
uint16_t rows_code(const char code[3]);
static inline uint16_t rows_bare(uint16_t code)
{
	return code & (ROWS_HOST - 1);
}
void rows_code_name(uint16_t code, char out[static 3]);

/* Lists of countries, each kept once and known by its number; 0 is the empty one. */
struct rows_lists {
	VEC(uint32_t) ends;   /* of each list, in codes */
	VEC(uint16_t) codes;
	VEC(uint32_t) slots;  /* numbers + 1 by hash, 0: empty; made by the first rows_lists_number */
};

void rows_lists_free(struct rows_lists *l);
uint32_t rows_lists_number(struct rows_lists *l, const uint16_t *codes, size_t n);
const uint16_t *rows_lists_get(const struct rows_lists *l, uint32_t number, size_t *n);

/* ---- traits: what else is known of a row, in 32 bits ---- */

enum {
	ROWS_PRECISION = 0,   /* 3 bits */
	ROWS_KIND = 3,        /* 4 */
	ROWS_MODALITY = 7,    /* 2 */
	ROWS_CONFIDENCE = 9,  /* 7 */
	ROWS_IMPORTANCE = 16, /* 10, as rows_importance has it */
	ROWS_LINKS = 26,      /* 6: links of the event, at most ROWS_LINKS_MOST */
	ROWS_LINKS_MOST = 63,
};

uint32_t rows_traits_of_event(const struct event *e);
uint32_t rows_traits_of_report(const struct published *p);
uint32_t rows_traits_add_links(uint32_t traits, int32_t links);

static inline uint32_t rows_trait(uint32_t traits, int shift, int bits)
{
	return traits >> shift & ((UINT32_C(1) << bits) - 1);
}

/* The importance with what links add to it, at most 1000: being linked makes an event matter, what many tell, what belongs to
 * a series. */
enum { ROWS_WEIGHT_MOST = 1000, ROWS_WEIGHT_LINK = 25 };
static inline uint16_t rows_weight(uint32_t traits)
{
	uint32_t own = rows_trait(traits, ROWS_IMPORTANCE, 10), links = traits >> ROWS_LINKS;
	uint32_t room = own < ROWS_WEIGHT_MOST ? (ROWS_WEIGHT_MOST - own) / ROWS_WEIGHT_LINK : 0;
	return (uint16_t)(own + ROWS_WEIGHT_LINK * (links < room ? links : room));
}

/* ---- tables ---- */

enum rows_column {
	ROWS_ARTICLE,
	ROWS_EVENT,     /* 0 the report; else 1 + the event's index in its article */
	ROWS_TRAITS,
	ROWS_COUNTRIES, /* number of a list */
};
enum { ROWS_COLUMNS = ROWS_COUNTRIES + 1 };

struct rows_table {
	atomic_uint users;
	size_t n;                          /* rows in the columns; of a beginning (rows_segment.h) fewer than the runs tell */
	uint32_t *column[ROWS_COLUMNS];
	VEC(struct row_run) runs;          /* by time; undated last */
	struct rows_lists lists;
	int64_t first;                     /* article of sources.v[0] */
	VEC(uint32_t) sources;             /* of each article: name, 0 for none */
};

/* A row by itself, on its way into a table. */
struct rows_entry {
	struct interval when;
	uint32_t value[ROWS_COLUMNS];
};

struct rows_table *rows_new(size_t n); /* one user; columns of n rows, not filled */
struct rows_table *rows_share(struct rows_table *t);
void rows_free(struct rows_table *t);  /* one user less; NULL is allowed */

/* The order of rows: by first day, last day, article, report before events. Intervals as numbers. */
uint64_t rows_time(struct interval when);
int rows_compare(const struct rows_entry *a, const struct rows_entry *b);

struct rows_entry rows_entry(const struct rows_table *t, size_t rank, size_t run);
/* Puts an entry behind the last one of rank - 1: fills its columns and the runs. */
void rows_put(struct rows_table *t, size_t rank, const struct rows_entry *e);

/* The run of a rank. About 50 ns. */
size_t rows_run_of(const struct row_run *runs, size_t count, size_t rank);
/* The first run that is not before an interval of that time. */
size_t rows_run_at(const struct row_run *runs, size_t count, uint64_t time);

/* The rank of an article's report (event 0) or event (1 + index) of which the interval is known; SIZE_MAX: absent. */
size_t rows_find(const struct rows_table *t, struct interval when, int64_t article, uint32_t event);
/* Of a rank; the flags are the notes' and not filled. */
struct row rows_row(const struct rows_table *t, size_t rank, struct interval when);
/* How many rows name each country. */
void rows_count_countries(const struct rows_table *t, uint32_t counts[static ROWS_CODES]);

#endif
