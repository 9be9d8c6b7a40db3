/* block: the texts of the articles, laid end to end in values of about 1 MiB.
 *
 * One row an article would cost a tenth more room and twice the time of a scan; in a block, a text is a piece
 * of a value that a scan reads whole and a reader in part. A block that is still small when a batch begins
 * is taken up again, so that many small batches do not leave many small blocks. */
#ifndef DATELINE_STORE_BLOCK_H
#define DATELINE_STORE_BLOCK_H

#include "base/arena.h"
#include "store/db.h"

struct block {
	int64_t id, first;      /* id 0: none open */
	VEC(uint32_t) ends;     /* of each text, in text */
	struct buf text;
	bool dirty;             /* holds what the file does not */
	sqlite3_blob *piece;    /* where block_text read last; NULL: nowhere */
};

void block_free(struct block *b); /* and makes it closed */

/* Opens the last block of the corpus if there is room in it, else a new one whose first article is
 * `next`. */
bool block_resume(struct block *b, struct db *db, int64_t next, struct error *err);
/* Adds the next article; a full block is written and a new one begun. *id is the block of this text. */
bool block_add(struct block *b, struct db *db, struct str text, int64_t *id, struct error *err);
/* Writes what is not in the file yet. */
bool block_flush(struct block *b, struct db *db, struct error *err);

/* The text of an article whose block is known, or the first `most` bytes of it; copied into arena. An open block with it is asked first.
 * ERROR_CORRUPT when it is not there. Inside a transaction it leaves a handle open, which takes a third of the time to
 * open: block_release before the transaction ends. */
bool block_text(struct block *open, struct db *db, int64_t block, int64_t article, size_t most, struct arena *arena, struct str *out,
		struct error *err);
void block_release(struct block *b);

#endif
