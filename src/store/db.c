#include "config.h"

#include "store/db.h"

#include <string.h>

/* How long a writer waits for another one. */
enum { DB_PATIENCE_MS = 5000 };

bool db_fail(struct db *db, struct error *err)
{
	int code = db->handle ? sqlite3_extended_errcode(db->handle) : SQLITE_NOMEM;
	const char *why = db->handle ? sqlite3_errmsg(db->handle) : "out of memory";
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, ERROR_BUSY,
				 "%s: another process is writing to it, and this one has waited long enough; try again when that one is done",
				 db->path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_FORMAT:
		return error_set(err, ERROR_CORRUPT, "%s: damaged (%s); %sa copy or a new ingest mends it", db->path, why,
				 db->checking ? "" : "`dateline check` says where, ");
	case SQLITE_ERROR:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		/* our own SQL is right, so the file is not what it says it is */
		return error_set(err, ERROR_CORRUPT,
				 "%s: not built as dateline builds it (%s); restore it from a copy or make it again", db->path,
				 why);
	case SQLITE_FULL:
		return error_set(err, ERROR_IO,
				 "%s: the disk is full; what was committed is kept, free some space and run it again",
				 db->path);
	case SQLITE_READONLY:
		return error_set(err, ERROR_IO, "%s: cannot be written (%s); check the permissions of the file and its folder",
				 db->path, why);
	case SQLITE_CANTOPEN:
		return error_set(err, ERROR_IO, "%s: cannot be opened (%s); check the permissions of the file and its folder",
				 db->path, why);
	case SQLITE_INTERRUPT:
		return error_set(err, ERROR_INTERRUPTED, "%s: interrupted", db->path);
	default:
		return error_set(err, ERROR_IO, "%s: %s; what was committed is kept", db->path, why);
	}
}

int db_open_file(const char *path, int flags, sqlite3 **out)
{
	struct buf name = BUF_INIT;
	bool relative = path[0] != '/' && !(flags & SQLITE_OPEN_URI);
	buf_addf(&name, "%s%s", relative ? "./" : "", path);
	int result = sqlite3_open_v2(buf_cstr(&name), out, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	buf_free(&name);
	return result;
}

bool db_open(struct db *db, const char *path, const char *name, int flags, struct error *err)
{
	*db = (struct db){.path = mem_copy(path, strlen(path))};
	if (db_open_file(name, flags, &db->handle) != SQLITE_OK)
		return db_fail(db, err);
	sqlite3_busy_timeout(db->handle, DB_PATIENCE_MS);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	return db_exec(db, "PRAGMA cell_size_check = ON; PRAGMA secure_delete = OFF", err);
}

bool db_open_damaged(struct db *db, struct error *err)
{
	/* SQLite takes a writable schema for the sign of a repair, and is lenient; nothing is written */
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	db->checking = true;
	return db_exec(db, "PRAGMA writable_schema = ON", err);
}

void db_close(struct db *db)
{
	for (size_t i = 0; i < db->statements.n; i++)
		sqlite3_finalize(db->statements.v[i].st);
	vec_free(&db->statements);
	sqlite3_close(db->handle);
	db->handle = NULL;
	mem_free(db->path);
	db->path = NULL;
}

sqlite3_stmt *db_prepare(struct db *db, const char *sql, struct error *err)
{
	for (size_t i = 0; i < db->statements.n; i++) {
		sqlite3_stmt *st = db->statements.v[i].st;
		if (db->statements.v[i].sql == sql) {
			sqlite3_reset(st);
			sqlite3_clear_bindings(st);
			return st;
		}
	}
	sqlite3_stmt *st;
	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL) != SQLITE_OK) {
		db_fail(db, err);
		return NULL;
	}
	*vec_push(&db->statements) = (struct db_statement){sql, st};
	return st;
}

enum db_result db_step(struct db *db, sqlite3_stmt *st, struct error *err)
{
	switch (sqlite3_step(st)) {
	case SQLITE_ROW:
		return DB_ROW;
	case SQLITE_DONE:
		sqlite3_reset(st);
		return DB_DONE;
	}
	db_fail(db, err);
	sqlite3_reset(st);
	return DB_FAILED;
}

bool db_finish(struct db *db, sqlite3_stmt *st, struct error *err)
{
	enum db_result r;
	do
		r = db_step(db, st, err);
	while (r == DB_ROW);
	return r == DB_DONE;
}

void db_done(sqlite3_stmt *st)
{
	sqlite3_reset(st);
}

bool db_exec(struct db *db, const char *sql, struct error *err)
{
	return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(db, err);
}

bool db_integer(struct db *db, const char *sql, int64_t absent, int64_t *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, sql, err);
	if (!st)
		return false;
	enum db_result r = db_step(db, st, err);
	if (r == DB_FAILED)
		return false;
	*out = r == DB_ROW && sqlite3_column_type(st, 0) != SQLITE_NULL ? sqlite3_column_int64(st, 0) : absent;
	db_done(st);
	return true;
}

void db_bind_text(sqlite3_stmt *st, int i, struct str s)
{
	sqlite3_bind_text64(st, i, s.p ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}

void db_bind_blob(sqlite3_stmt *st, int i, struct str s)
{
	sqlite3_bind_blob64(st, i, s.p ? s.p : "", s.n, SQLITE_STATIC);
}

struct str db_column(sqlite3_stmt *st, int i)
{
	const char *p = sqlite3_column_blob(st, i);
	return (struct str){p, p ? (size_t)sqlite3_column_bytes(st, i) : 0};
}
