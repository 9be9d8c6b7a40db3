#include "config.h"

#include "store/store.h"

#include "base/embed.h"
#include "store/inside.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

EMBED(schema, SOURCE_FOLDER "/store/schema.sql")

/* ---- is it a corpus? Asked of the file itself, before SQLite may touch it ---- */

enum store_file { STORE_FILE_ABSENT, STORE_FILE_EMPTY, STORE_FILE_CORPUS, STORE_FILE_REFUSED };

enum { STORE_HEADER = 100, STORE_HEADER_VERSION = 60, STORE_HEADER_APPLICATION = 68 };

static uint32_t store_header_number(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool store_version_is_known(const char *path, int64_t version, struct error *err)
{
	if (version == STORE_VERSION)
		return true;
	return error_set(err, ERROR_SCHEMA, "%s: a corpus of version %lld, and this dateline knows version %d; use a %s dateline, or ingest the articles again",
			 path, (long long)version, STORE_VERSION, version > STORE_VERSION ? "newer" : "older");
}

static enum store_file store_refuse(const char *path, const char *what, struct error *err)
{
	error_set(err, ERROR_SCHEMA, "%s: %s, not a corpus; name a file that `dateline ingest` made", path, what);
	return STORE_FILE_REFUSED;
}

static enum store_file store_look_inside(const char *path, FILE *f, struct error *err)
{
	unsigned char h[STORE_HEADER];
	size_t n = fread(h, 1, sizeof h, f);
	if (n == 0 && !ferror(f))
		return STORE_FILE_EMPTY;
	if (n < sizeof h || memcmp(h, "SQLite format 3", 16) != 0)
		return store_refuse(path, "some other file", err);
	if (store_header_number(h + STORE_HEADER_APPLICATION) != STORE_APPLICATION)
		return store_refuse(path, "a database of another program", err);
	return store_version_is_known(path, store_header_number(h + STORE_HEADER_VERSION), err) ? STORE_FILE_CORPUS : STORE_FILE_REFUSED;
}

static enum store_file store_look(const char *path, struct error *err)
{
	struct stat st;
	if (stat(path, &st) != 0 && errno == ENOENT)
		return STORE_FILE_ABSENT;
	FILE *f = fopen(path, "rbe");
	if (!f) {
		error_set(err, ERROR_IO, "%s: cannot be read (%s); check the path and its permissions", path, strerror(errno));
		return STORE_FILE_REFUSED;
	}
	enum store_file what = STORE_FILE_REFUSED;
	if (fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode))
		error_set(err, ERROR_SCHEMA, "%s: a folder, not a corpus; ingest it with `dateline ingest --corpus FILE %s`", path, path);
	else if (!S_ISREG(st.st_mode))
		error_set(err, ERROR_SCHEMA, "%s: not an ordinary file; a corpus is one", path);
	else
		what = store_look_inside(path, f, err);
	fclose(f);
	return what;
}

/* ---- opening ---- */

static bool store_create(struct store *s, struct error *err)
{
	struct buf sql = BUF_INIT;
	buf_addf(&sql, "BEGIN IMMEDIATE; PRAGMA application_id = %d; PRAGMA user_version = %d;", STORE_APPLICATION, STORE_VERSION);
	buf_add_str(&sql, embed_str(schema));
	buf_add_cstr(&sql, "COMMIT;");
	bool ok = db_exec(&s->db, buf_cstr(&sql), err);
	buf_free(&sql);
	return ok;
}

/* A file may be empty because its creation was cut off: then it is made again. Two that make it at once: the
 * second finds it made. */
static bool store_prepare_to_write(struct store *s, struct error *err)
{
	int64_t pages;
	if (!db_exec(&s->db, "PRAGMA page_size = 16384", err) || !db_integer(&s->db, "PRAGMA page_count", 0, &pages, err))
		return false;
	if (pages == 0) {
		struct error why = ERROR_INIT;
		bool made = store_create(s, &why);
		if (!made)
			sqlite3_exec(s->db.handle, "ROLLBACK", NULL, NULL, NULL);
		if (!made && (!db_integer(&s->db, "PRAGMA page_count", 0, &pages, err) || pages == 0))
			return error_set(err, why.code, "%s", why.msg);
	}
	return db_exec(&s->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768", err);
}

static bool store_is_corpus(struct store *s, struct error *err)
{
	int64_t application, version;
	if (!db_integer(&s->db, "PRAGMA application_id", 0, &application, err) ||
	    !db_integer(&s->db, "PRAGMA user_version", 0, &version, err))
		return false;
	if (application != STORE_APPLICATION)
		return error_set(err, ERROR_SCHEMA, "%s: a database of another program, not a corpus; name a file that `dateline ingest` made",
				 s->db.path);
	return store_version_is_known(s->db.path, version, err);
}

static bool store_open_writing(struct store *s, const char *path, struct error *err)
{
	return db_open(&s->db, path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err) && store_prepare_to_write(s, err) &&
	       store_is_corpus(s, err);
}

/* "file:" and the path with what a URI would misread as %XX. */
static void store_immutable_name(const char *path, struct buf *out)
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
static bool store_open_immutable(struct store *s, const char *path, struct error *err)
{
	struct buf name = BUF_INIT;
	buf_addf(&name, "%s-wal", path);
	struct stat st;
	bool behind = stat(buf_cstr(&name), &st) == 0 && st.st_size > 0;
	buf_clear(&name);
	store_immutable_name(path, &name);
	bool ok = behind ? error_set(err, ERROR_IO,
				     "%s: its newest articles are still in %s-wal, which cannot be read where nothing can be written; copy both to a folder of yours",
				     path, path)
			 : db_open(&s->db, path, buf_cstr(&name), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err) && store_is_corpus(s, err);
	buf_free(&name);
	return ok;
}

static bool store_open_reading(struct store *s, const char *path, struct error *err)
{
	struct error first = ERROR_INIT;
	if (db_open(&s->db, path, path, SQLITE_OPEN_READONLY, &first) && store_is_corpus(s, &first))
		return true;
	int code = s->db.handle ? sqlite3_errcode(s->db.handle) & 0xFF : SQLITE_OK;
	if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY)
		return error_set(err, first.code, "%s", first.msg);
	db_close(&s->db);
	return store_open_immutable(s, path, err);
}

bool store_open(const char *path, enum store_mode mode, struct store **out, struct error *err)
{
	enum store_file what = store_look(path, err);
	if (what == STORE_FILE_REFUSED)
		return false;
	if (mode == STORE_READ && what == STORE_FILE_ABSENT)
		return error_set(err, ERROR_IO, "%s: no such file; make a corpus with `dateline ingest --corpus %s PATH...`", path, path);
	if (mode == STORE_READ && what == STORE_FILE_EMPTY)
		return store_refuse(path, "an empty file", err) == STORE_FILE_CORPUS;
	struct store *s = mem_zero(1, sizeof *s);
	s->mode = mode;
	bool ok = mode == STORE_WRITE ? store_open_writing(s, path, err) : store_open_reading(s, path, err);
	if (!ok) {
		store_close(s);
		return false;
	}
	*out = s;
	return true;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	store_rollback(s);
	rows_free(&s->rows);
	block_free(&s->block);
	names_free(&s->names);
	db_close(&s->db);
	mem_free(s);
}

const char *store_path(const struct store *s)
{
	return s->db.path;
}

bool store_version(struct store *s, int64_t *out, struct error *err)
{
	int64_t others;
	if (!db_integer(&s->db, "PRAGMA data_version", 0, &others, err))
		return false;
	*out = others + ((int64_t)s->own_writes << 32);
	return true;
}

bool store_load_rows(struct store *s, struct error *err)
{
	int64_t version;
	return store_version(s, &version, err) && rows_load(&s->rows, &s->db, version, err);
}

/* ---- batches ---- */

static bool store_read_totals(struct store *s, struct store_totals *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT articles, events, dated, text_bytes, first_day, last_day FROM total", err);
	if (!st)
		return false;
	enum db_result r = db_step(&s->db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: its sums are missing; `dateline check` says what is damaged", s->db.path);
	bool dated = sqlite3_column_type(st, 4) != SQLITE_NULL;
	*out = (struct store_totals){
		.articles = sqlite3_column_int64(st, 0),
		.events = sqlite3_column_int64(st, 1),
		.dated = sqlite3_column_int64(st, 2),
		.text_bytes = sqlite3_column_int64(st, 3),
		.first_day = dated ? sqlite3_column_int(st, 4) : DAY_NONE,
		.last_day = dated ? sqlite3_column_int(st, 5) : DAY_NONE,
	};
	db_done(st);
	return true;
}

static bool store_write_totals(struct store *s, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "UPDATE total SET articles = ?, events = ?, dated = ?, text_bytes = ?, first_day = ?, last_day = ?",
				      err);
	if (!st)
		return false;
	const struct store_totals *t = &s->totals;
	sqlite3_bind_int64(st, 1, t->articles);
	sqlite3_bind_int64(st, 2, t->events);
	sqlite3_bind_int64(st, 3, t->dated);
	sqlite3_bind_int64(st, 4, t->text_bytes);
	if (t->first_day != DAY_NONE) {
		sqlite3_bind_int(st, 5, t->first_day);
		sqlite3_bind_int(st, 6, t->last_day);
	}
	return db_finish(&s->db, st, err);
}

bool store_begin(struct store *s, struct error *err)
{
	assert(!s->writing);
	if (s->mode != STORE_WRITE)
		return error_set(err, ERROR_IO, "%s: opened for reading only", s->db.path);
	if (!db_exec(&s->db, "BEGIN IMMEDIATE", err))
		return false;
	s->writing = true;
	int64_t last;
	if (store_read_totals(s, &s->totals, err) && db_integer(&s->db, "SELECT max(id) FROM article", 0, &last, err) &&
	    block_resume(&s->block, &s->db, last + 1, err)) {
		s->next_article = last + 1;
		return true;
	}
	store_rollback(s);
	return false;
}

bool store_commit(struct store *s, struct error *err)
{
	assert(s->writing);
	if (!block_flush(&s->block, &s->db, err) || !store_write_totals(s, err) || !db_exec(&s->db, "COMMIT", err)) {
		store_rollback(s);
		return false;
	}
	s->writing = false;
	s->own_writes++;
	return true;
}

void store_rollback(struct store *s)
{
	if (!s->writing)
		return;
	/* some failures have rolled it back already */
	if (!sqlite3_get_autocommit(s->db.handle))
		sqlite3_exec(s->db.handle, "ROLLBACK", NULL, NULL, NULL);
	names_forget(&s->names);
	block_free(&s->block);
	s->writing = false;
	s->own_writes++;
}

bool store_count(struct store *s, struct store_counts *out, struct error *err)
{
	struct store_totals t;
	int64_t links, sources;
	if (!store_read_totals(s, &t, err) || !db_integer(&s->db, "SELECT count(*) FROM link", 0, &links, err) ||
	    !db_integer(&s->db, "SELECT count(*) FROM source", 0, &sources, err))
		return false;
	*out = (struct store_counts){
		.articles = t.articles,
		.events = t.events,
		.dated = t.dated,
		.links = links,
		.sources = sources,
		.text_bytes = t.text_bytes,
		.span = {t.first_day, t.last_day},
	};
	return true;
}
