/* file: is it ours, and opening it: what the corpus and the notes have in common.
 *
 * A file is asked what it is before SQLite may touch it, so that nothing that is not ours is ever written
 * to. Reading needs no right to write: where no -shm can be made, the file is read as it lies. */
#ifndef DATELINE_STORE_FILE_H
#define DATELINE_STORE_FILE_H

#include "store/db.h"
#include "store/store.h"

struct file_kind {
	const char *noun;      /* "corpus" */
	uint32_t application;  /* the header's application_id */
	int version;           /* of the schema; files of another are refused */
	struct str schema;     /* SQL */
	const char *absent;    /* the remedy when there is no such file: "make one with ..." */
	const char *other;     /* the remedy when it is something else */
	const char *older;     /* the remedy when it is of an older version */
};

/* Errors: store_open. On failure the db is closed. */
bool file_open(struct db *db, const struct file_kind *kind, const char *path, enum store_mode mode, struct error *err);

/* Before a writer's db_close: puts all into the one file, in the journal mode in which reading leaves nothing
 * beside it (who reads a WAL file without the right to write makes -wal and -shm and cannot remove them).
 * While another connection is open nothing happens: the last writer does it. */
void file_settle(struct db *db);

/* Is another file, or none, now where the open one was? */
bool file_is_moved(struct db *db);

/* Is the file shorter than its header says? *is and *should are bytes. False while commits wait in its -wal:
 * then the header is not the last word. */
bool file_is_cut(const char *path, int64_t *is, int64_t *should);

#endif
