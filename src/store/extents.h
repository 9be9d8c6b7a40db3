/* extents: where in the file the bytes of a large value lie, for who reads small pieces of many.
 *
 * SQLite reads a file in pages. A text of 2 KB costs it one or two pages of 16, which is most of what a phrase search
 * costs that reads some ten thousand texts. The format of the file is settled (sqlite.org/fileformat2.html): a row's page
 * tells on which page its value goes on (1.6), each page of the value names the next one (1.6.1), and the map of pages says
 * the same in less room (1.8). So pieces are read where they lie, by SQLite's own handle of the file.
 *
 * That is right only while nobody changes these bytes: in a read transaction, and with nothing of the corpus in a -wal.
 * In the journal mode DELETE nobody writes to the file while there is a reader; in WAL nothing goes from the -wal into the
 * file that is not of the state of its oldest reader, and a -wal that is empty after the transaction began had nothing of
 * that state. Where that does not hold, and where anything in the file is not as it should be, extents_begin or extents_find
 * say no, and the caller reads through SQLite, which says what is wrong. */
#ifndef DATELINE_STORE_EXTENTS_H
#define DATELINE_STORE_EXTENTS_H

#include "store/db.h"

enum { EXTENTS_DEEPEST = 4 };

/* The file as one table is read in it. Of one thread and one read transaction. */
struct extents_file {
	sqlite3_file *file;           /* NULL: it is read through SQLite */
	uint32_t pages, page, usable; /* how many; bytes of each; those that are not reserved */
	uint32_t root;
	struct extents_page {
		uint32_t number;      /* 0: none */
		struct buf bytes;
	} way[EXTENTS_DEEPEST], map;  /* the pages from the root to the row that was found last, and of the map */
};

/* One row's value, the columns end to end as a record. */
struct extents {
	size_t size;
	size_t local;                 /* so many bytes of it are on the row's page, */
	int64_t at;                   /*   from this byte of the file on */
	VEC(uint32_t) pages;          /* where the rest is */
};

/* A column of a row, in the bytes of its value. */
struct extents_column {
	size_t at, n;
};

/* False: not now. */
bool extents_begin(struct extents_file *f, struct db *db, const char *table);
void extents_end(struct extents_file *f);
/* Some us. False: not there, or not as it should be. */
bool extents_find(struct extents_file *f, int64_t row, struct extents *out);
void extents_free(struct extents *e);
/* The first `count` columns; of one that is the row's number nothing is kept. False: not as it should be. */
bool extents_columns(const struct extents_file *f, const struct extents *e, struct extents_column *out, size_t count);
/* Bytes [from, from + n) of the value; half a us for a text. */
bool extents_read(const struct extents_file *f, const struct extents *e, size_t from, size_t n, char *out);

#endif
