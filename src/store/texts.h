/* texts: the texts of a corpus for who reads many of them.
 *
 * Texts lie in blocks (block.h). Of a block of which many texts are wanted the whole is read, of another one
 * only the pieces, where they lie in the file if that may be (extents.h); the last few blocks stay open, for rows in order
 * of time come from blocks that lie close together. One struct texts is of one thread, one connection and, as far as it is
 * used, one read transaction. */
#ifndef DATELINE_STORE_TEXTS_H
#define DATELINE_STORE_TEXTS_H

#include "store/extents.h"

enum { TEXTS_OPEN = 8 };

struct texts {
	struct db *db;
	const uint32_t *articles;       /* rising: those that will be asked for next */
	size_t count;
	struct texts_open {
		int64_t id, first;      /* first: article; id 0: none */
		uint64_t used;          /* when, as a count */
		sqlite3_blob *blob;     /* NULL: it is read by its extents */
		struct extents extents;
		size_t begin, size;     /* where its texts begin in the extents; bytes of all of them */
		bool whole;             /* read as a whole, else in pieces */
		struct buf ends, text;  /* text: all of it, or the last piece */
	} open[TEXTS_OPEN];
	uint64_t uses;
	struct extents_file file;
	bool looked;                    /* whether they may be read by their extents */
};

void texts_begin(struct texts *t, struct db *db);
/* Of which articles the texts will be asked for next: borrowed as long as they are. */
void texts_expect(struct texts *t, const uint32_t *articles, size_t count);
void texts_end(struct texts *t);
/* The text of an article; borrowed until the next call. ERROR_CORRUPT when it is not there. */
bool texts_get(struct texts *t, int64_t article, struct str *out, struct error *err);

#endif
