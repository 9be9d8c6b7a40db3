#include "config.h"

#include "store/file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* ---- what is it? Asked of the file itself ---- */

enum file_state { FILE_ABSENT, FILE_EMPTY, FILE_OURS, FILE_REFUSED };

/* Where these stand in the header of an SQLite file (sqlite.org/fileformat.html, 1.3). */
enum {
	FILE_HEADER = 100,
	FILE_HEADER_PAGE = 16,     /* bytes a page; 1: 65536 */
	FILE_HEADER_CHANGE = 24,   /* how many changes there were */
	FILE_HEADER_PAGES = 28,
	FILE_HEADER_VERSION = 60,
	FILE_HEADER_APPLICATION = 68,
	FILE_HEADER_COUNTED = 92,  /* the change after which the pages were counted */
};

static uint32_t file_header_number(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool file_version_is_known(const struct file_kind *kind, const char *path, int64_t version, struct error *err)
{
	if (version == kind->version)
		return true;
	bool newer = version > kind->version;
	return error_set(err, ERROR_SCHEMA,
			 "%s: a %s of version %lld, made by %s dateline than this one, which knows version %d; %s", path,
			 kind->noun, (long long)version, newer ? "a newer" : "an older", kind->version,
			 newer ? "use that one" : kind->older);
}

static enum file_state file_refuse(const struct file_kind *kind, const char *path, const char *what, struct error *err)
{
	error_set(err, ERROR_SCHEMA, "%s: %s, not a %s; %s", path, what, kind->noun, kind->other);
	return FILE_REFUSED;
}

/* Through SQLite, which takes no lock for it: a descriptor of our own would at its end take away the locks that
 * other connections of this process hold on the file (fcntl(2)), and another process would tidy up under them. */
static bool file_read_header(const char *path, unsigned char h[static FILE_HEADER], int64_t *size, struct error *err)
{
	sqlite3 *handle = NULL;
	sqlite3_file *f = NULL;
	sqlite3_int64 n = 0;
	memset(h, 0, FILE_HEADER);
	bool ok = db_open_file(path, SQLITE_OPEN_READONLY, &handle) == SQLITE_OK;
	int why = handle ? sqlite3_system_errno(handle) : ENOMEM;
	if (ok)
		ok = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &f) == SQLITE_OK && f->pMethods &&
		     f->pMethods->xFileSize(f, &n) == SQLITE_OK;
	int r = ok ? f->pMethods->xRead(f, h, FILE_HEADER, 0) : SQLITE_OK;
	sqlite3_close(handle);
	if (!ok || (r != SQLITE_OK && r != SQLITE_IOERR_SHORT_READ))
		return error_set(err, ERROR_IO, "%s: cannot be read (%s); check its permissions", path,
				 strerror(why ? why : EIO));
	*size = n;
	return true;
}

static enum file_state file_look_inside(const struct file_kind *kind, const char *path, struct error *err)
{
	unsigned char h[FILE_HEADER];
	int64_t n;
	if (!file_read_header(path, h, &n, err))
		return FILE_REFUSED;
	if (n == 0)
		return FILE_EMPTY;
	if (n < FILE_HEADER || memcmp(h, "SQLite format 3", 16) != 0)
		return file_refuse(kind, path, "some other file", err);
	if (file_header_number(h + FILE_HEADER_APPLICATION) != kind->application)
		return file_refuse(kind, path, "a database of another kind", err);
	return file_version_is_known(kind, path, file_header_number(h + FILE_HEADER_VERSION), err) ? FILE_OURS : FILE_REFUSED;
}

static enum file_state file_look(const struct file_kind *kind, const char *path, struct error *err)
{
	struct stat st;
	if (stat(path, &st) != 0) {
		if (errno == ENOENT)
			return FILE_ABSENT;
		error_set(err, ERROR_IO, "%s: cannot be read (%s); check the path and its permissions", path, strerror(errno));
		return FILE_REFUSED;
	}
	if (S_ISDIR(st.st_mode)) {
		file_refuse(kind, path, "a folder", err);
		return FILE_REFUSED;
	}
	if (!S_ISREG(st.st_mode))
		return file_refuse(kind, path, "not an ordinary file", err);
	return file_look_inside(kind, path, err);
}

static bool file_is_ours(struct db *db, const struct file_kind *kind, struct error *err)
{
	int64_t application, version;
	if (!db_integer(db, "PRAGMA application_id", 0, &application, err) ||
	    !db_integer(db, "PRAGMA user_version", 0, &version, err))
		return false;
	if (application != (int64_t)kind->application)
		return file_refuse(kind, db->path, "a database of another kind", err) == FILE_OURS;
	return file_version_is_known(kind, db->path, version, err);
}

static bool file_has_wal(const char *path)
{
	struct buf name = BUF_INIT;
	struct stat st;
	buf_addf(&name, "%s-wal", path);
	bool has = stat(buf_cstr(&name), &st) == 0 && st.st_size > 0;
	buf_free(&name);
	return has;
}

bool file_is_cut(const char *path, int64_t *is, int64_t *should)
{
	unsigned char h[FILE_HEADER];
	int64_t n;
	bool ok = !file_has_wal(path) && file_read_header(path, h, &n, NULL);
	/* a count of pages that is older than the last change is none */
	if (!ok || memcmp(h + FILE_HEADER_CHANGE, h + FILE_HEADER_COUNTED, 4) != 0)
		return false;
	int64_t page = h[FILE_HEADER_PAGE] << 8 | h[FILE_HEADER_PAGE + 1];
	*is = n;
	*should = (page == 1 ? 65536 : page) * file_header_number(h + FILE_HEADER_PAGES);
	return *is < *should;
}

bool file_is_moved(struct db *db)
{
	int moved = 0;
	return sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved;
}

/* ---- writing ---- */

static bool file_create(struct db *db, const struct file_kind *kind, struct error *err)
{
	struct buf sql = BUF_INIT;
	/* with the map of pages that this brings, a piece of a large value is found without reading what stands before
	 * it; set in the transaction, and so before it takes the lock */
	buf_addf(&sql, "BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = %u; PRAGMA user_version = %d;",
		 (unsigned)kind->application, kind->version);
	buf_add_str(&sql, kind->schema);
	buf_add_cstr(&sql, "COMMIT;");
	bool ok = db_exec(db, buf_cstr(&sql), err);
	buf_free(&sql);
	return ok;
}

/* The file is in the journal mode WAL while writers are at it. To say so changes a few bytes of its head, so that
 * nothing is torn, and whichever mode a loss of power leaves there, SQLite takes up a -wal that lies beside the file:
 * it need not wait for the disk, which it would do four times. The way back empties the -wal first (file_settle). */
static bool file_use_wal(struct db *db, struct error *err)
{
	bool ok = db_exec(db, "PRAGMA synchronous = OFF", err) && db_exec(db, "PRAGMA journal_mode = WAL", err);
	return db_exec(db, "PRAGMA synchronous = NORMAL", ok ? err : NULL) && ok;
}

/* A file may be empty because its creation was cut off: then it is made again. Of two that make it at once
 * the second finds it made. */
static bool file_prepare(struct db *db, const struct file_kind *kind, struct error *err)
{
	int64_t pages;
	if (!db_exec(db, "PRAGMA page_size = 16384", err) || !db_integer(db, "PRAGMA page_count", 0, &pages, err))
		return false;
	struct error why = ERROR_INIT;
	if (pages == 0 && !file_create(db, kind, &why)) {
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
		if (!db_integer(db, "PRAGMA page_count", 0, &pages, err) || pages == 0)
			return error_set(err, why.code, "%s", why.msg);
	}
	/* one who reads all the time can keep it from the other journal: then it waits at every commit */
	if (!file_use_wal(db, &why) && why.code != ERROR_BUSY)
		return error_set(err, why.code, "%s", why.msg);
	return db_exec(db, "PRAGMA cache_size = -32768", err);
}

/* Everything is in the file itself, and on the disk, and nobody reads. */
static bool file_empty_wal(struct db *db)
{
	sqlite3_stmt *st = db_prepare(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
	bool emptied = st && db_step(db, st, NULL) == DB_ROW && sqlite3_column_int(st, 0) == 0 && sqlite3_column_int(st, 1) == 0;
	if (st)
		db_done(st);
	return emptied;
}

void file_settle(struct db *db)
{
	sqlite3_busy_timeout(db->handle, 0);
	/* the rest is the few bytes of file_use_wal once more, and need not wait for the disk either */
	if (file_empty_wal(db))
		sqlite3_exec(db->handle, "PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

/* SQLite says of a folder that is not there what it says of one that may not be written. */
static bool file_has_folder(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	struct stat st;
	struct str folder = {path, slash ? (size_t)(slash - path) : 0};
	if (!folder.n)
		return true;
	struct buf name = BUF_INIT;
	buf_add_str(&name, folder);
	bool ok = stat(buf_cstr(&name), &st) == 0 || errno != ENOENT ||
		  error_set(err, ERROR_IO, "%s: there is no folder %s; make it first", path, buf_cstr(&name));
	buf_free(&name);
	return ok;
}

static bool file_open_writing(struct db *db, const struct file_kind *kind, const char *path, struct error *err)
{
	if (!file_has_folder(path, err))
		return false;
	return db_open(db, path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err) && file_prepare(db, kind, err) &&
	       file_is_ours(db, kind, err);
}

/* ---- reading ---- */

/* "file:" and the path, with what a URI would misread as %XX. */
static void file_immutable_name(const char *path, struct buf *out)
{
	buf_add_cstr(out, "file:");
	for (const char *p = path; *p; p++) {
		if (strchr("%?#", *p))
			buf_addf(out, "%%%02X", (unsigned char)*p);
		else
			buf_add_char(out, *p);
	}
	buf_add_cstr(out, "?immutable=1");
}

/* Where no -shm can be made (a read-only medium) nobody writes either: SQLite may then read the file as it
 * lies. Not when a -wal holds commits that the file itself does not have. */
static bool file_open_immutable(struct db *db, const struct file_kind *kind, const char *path, struct error *err)
{
	struct buf name = BUF_INIT;
	file_immutable_name(path, &name);
	bool ok = file_has_wal(path) ? error_set(err, ERROR_IO,
				     "%s: its newest part is still in %s-wal, which cannot be read where nothing can be written; copy both to a folder of yours",
				     path, path)
			 : db_open(db, path, buf_cstr(&name), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err) && file_is_ours(db, kind, err);
	buf_free(&name);
	return ok;
}

static bool file_open_reading(struct db *db, const struct file_kind *kind, const char *path, enum store_mode mode,
			      struct error *err)
{
	struct error first = ERROR_INIT;
	int64_t is, should;
	if (db_open(db, path, path, SQLITE_OPEN_READONLY, &first) && (mode != STORE_CHECK || db_open_damaged(db, &first)) &&
	    file_is_ours(db, kind, &first))
		return true;
	int code = db->handle ? sqlite3_errcode(db->handle) & 0xFF : SQLITE_OK;
	if (first.code == ERROR_CORRUPT && file_is_cut(path, &is, &should))
		return error_set(err, ERROR_CORRUPT, "%s: cut off, %lld of %lld bytes are there; take a copy or make it again",
				 path, (long long)is, (long long)should);
	if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY)
		return error_set(err, first.code, "%s", first.msg);
	db_close(db);
	return file_open_immutable(db, kind, path, err);
}

bool file_open(struct db *db, const struct file_kind *kind, const char *path, enum store_mode mode, struct error *err)
{
	enum file_state state = file_look(kind, path, err);
	if (state == FILE_REFUSED)
		return false;
	if (mode != STORE_WRITE && state == FILE_ABSENT)
		return error_set(err, ERROR_IO, "%s: no such file; %s", path, kind->absent);
	if (mode != STORE_WRITE && state == FILE_EMPTY)
		return file_refuse(kind, path, "an empty file", err) == FILE_OURS;
	bool ok = mode == STORE_WRITE ? file_open_writing(db, kind, path, err) : file_open_reading(db, kind, path, mode, err);
	/* For reading the file is not mapped: what another process does to it meanwhile would go unchecked, and SQLite looks
	 * through the cells of a mapped page each time that it comes to it. Nor is its cache larger than SQLite makes it: new
	 * memory for pages that are read once costs more than to read one of them twice. */
	if (!ok)
		db_close(db);
	return ok;
}
