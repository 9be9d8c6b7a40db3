/* db: SQLite behind one door: statements prepared once, failures told once.
 *
 * A struct db is one connection, of one thread. db_prepare keeps every statement for the connection's life,
 * by the address of its SQL: pass literals. The statement comes back reset and with nothing bound; who
 * steps it to a row resets it (db_done) before the next write, for an open statement holds a read lock. */
#ifndef DATELINE_STORE_DB_H
#define DATELINE_STORE_DB_H

#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

#include <sqlite3.h>
#include <stdint.h>

struct db_statement {
	const char *sql;
	sqlite3_stmt *st;
};

struct db {
	sqlite3 *handle;
	char *path; /* as the user named it, for messages */
	bool checking; /* by db_open_damaged: messages do not send the user to the check that is running */
	VEC(struct db_statement) statements;
};

enum db_result { DB_ROW, DB_DONE, DB_FAILED };

/* sqlite3_open_v2, for which ":memory:" and "file:x" are no files, of a file whatever its name; a URI with SQLITE_OPEN_URI. */
int db_open_file(const char *path, int flags, sqlite3 **out);
/* flags are sqlite3_open_v2's; SQLITE_OPEN_URI makes `name` a URI. Defensive mode on, schema not trusted,
 * views and triggers off: a file from elsewhere brings no code. db_close also after a failure. */
bool db_open(struct db *db, const char *path, const char *name, int flags, struct error *err);
void db_close(struct db *db);

/* Lets a file be read whose head or schema is damaged, or that is shorter than it should be, as far as it can
 * be. Before the first reading; for a connection that only reads. */
bool db_open_damaged(struct db *db, struct error *err);

/* NULL and *err on failure. */
sqlite3_stmt *db_prepare(struct db *db, const char *sql, struct error *err);
enum db_result db_step(struct db *db, sqlite3_stmt *st, struct error *err);
/* Steps to the end, resets. */
bool db_finish(struct db *db, sqlite3_stmt *st, struct error *err);
void db_done(sqlite3_stmt *st);
/* Statements without results or parameters, not kept. */
bool db_exec(struct db *db, const char *sql, struct error *err);
/* The first column of the first row, or `absent` when there is no row or it is NULL. */
bool db_integer(struct db *db, const char *sql, int64_t absent, int64_t *out, struct error *err);

/* Text and bytes are bound without a copy: they must live until the statement is done. */
void db_bind_text(sqlite3_stmt *st, int i, struct str s);
void db_bind_blob(sqlite3_stmt *st, int i, struct str s);
/* Borrowed until the statement's next step; NULL gives an empty text. */
struct str db_column(sqlite3_stmt *st, int i);

/* Fills *err from what SQLite said last and returns false. */
bool db_fail(struct db *db, struct error *err);

#endif
