/* extents.h: what is read of a value where it lies in the file is what SQLite reads of it. */
#include "config.h"

#include "base/mem.h"
#include "store/extents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define CORPUS "test_extents.dateline"

static uint64_t chance = 7;

static unsigned pick(unsigned n)
{
	chance = chance * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(chance >> 33) % n;
}

static void forget(void)
{
	unlink(CORPUS);
	unlink(CORPUS "-wal");
	unlink(CORPUS "-shm");
}

static void open_file(struct db *db, int flags)
{
	struct error err = ERROR_INIT;
	if (!db_open(db, CORPUS, CORPUS, flags, &err))
		fail_msg("%s", err.msg);
}

static void exec(struct db *db, const char *sql)
{
	struct error err = ERROR_INIT;
	if (!db_exec(db, sql, &err))
		fail_msg("%s: %s", sql, err.msg);
}

/* Rows with numbers that are not consecutive and values from nothing to a hundred pages, some of them written where others
 * were taken away, so that their pages do not follow one another. */
static void make(const char *pragmas)
{
	struct db db;
	forget();
	open_file(&db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	exec(&db, "PRAGMA synchronous = OFF");
	exec(&db, pragmas);
	exec(&db, "CREATE TABLE other (x); CREATE TABLE v (id INTEGER PRIMARY KEY, head BLOB, text BLOB); BEGIN");
	for (int i = 0; i < 300; i++) {
		char sql[160];
		unsigned most = i % 50 == 0 ? 60000 : i % 7 == 0 ? 9000 : 700;
		snprintf(sql, sizeof sql, "INSERT INTO v VALUES (%d, randomblob(%u), randomblob(%u))", i * 3 + 2, pick(60), pick(most));
		exec(&db, sql);
		if (i % 11 == 10) {
			snprintf(sql, sizeof sql, "DELETE FROM v WHERE id = %d", (i - (int)pick(9)) * 3 + 2);
			exec(&db, sql);
		}
	}
	exec(&db, "COMMIT");
	db_close(&db);
}

/* Random pieces of every row, in any order; returns how many rows were read. */
static int compare(struct db *db, struct extents_file *f)
{
	struct extents e = {.size = 0};
	int rows = 0;
	for (int round = 0; round < 900; round++) {
		int64_t id = pick(910);
		sqlite3_blob *blob = NULL;
		bool there = sqlite3_blob_open(db->handle, "main", "v", "text", id, 0, &blob) == SQLITE_OK;
		if (extents_find(f, id, &e) != there)
			fail_msg("row %lld: %s", (long long)id, there ? "not found" : "found, but it is not there");
		if (there) {
			size_t size = (size_t)sqlite3_blob_bytes(blob), begin = pick((unsigned)size + 1), n = pick((unsigned)(size - begin) + 1);
			char *is = mem_alloc(n + 1), *should = mem_alloc(n + 1);
			struct extents_column c[3];
			assert_true(extents_columns(f, &e, c, 3));
			assert_int_equal(c[2].n, size);
			assert_int_equal(c[2].at, e.size - size);
			assert_true(extents_read(f, &e, c[2].at + begin, n, is));
			assert_int_equal(sqlite3_blob_read(blob, should, (int)n, (int)begin), SQLITE_OK);
			assert_memory_equal(is, should, n);
			assert_false(extents_read(f, &e, e.size - size + begin, size + 1, is));
			mem_free(is);
			mem_free(should);
			rows++;
		}
		sqlite3_blob_close(blob);
	}
	extents_free(&e);
	return rows;
}

static void test_same_bytes(void **state)
{
	(void)state;
	static const char *const kinds[] = {
		"PRAGMA page_size = 512; PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA page_size = 4096; PRAGMA auto_vacuum = FULL",
		"PRAGMA page_size = 65536; PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA page_size = 1024; PRAGMA auto_vacuum = FULL; PRAGMA journal_mode = WAL",
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct db db;
		struct extents_file f;
		make(kinds[i]);
		open_file(&db, SQLITE_OPEN_READONLY);
		exec(&db, "BEGIN");
		assert_true(extents_begin(&f, &db, "v"));
		assert_true(compare(&db, &f) > 200);
		extents_end(&f);
		exec(&db, "COMMIT");
		db_close(&db);
	}
	forget();
}

/* Whatever stands before it, a column is where it is. */
static void test_columns(void **state)
{
	(void)state;
	static const char *const values[] = {"NULL", "0", "1", "-1", "300", "70000", "-9000000", "1 << 40", "1 << 60", "1.5", "''", "'four'", "x''",
					     "zeroblob(70000)"};
	enum { VALUES = sizeof values / sizeof *values };
	struct db db;
	struct extents_file f;
	struct extents e = {.size = 0};
	struct extents_column c[4];
	char end[3];
	make("PRAGMA auto_vacuum = INCREMENTAL");
	open_file(&db, SQLITE_OPEN_READWRITE);
	exec(&db, "CREATE TABLE w (id INTEGER PRIMARY KEY, value, end TEXT)");
	for (int i = 0; i < VALUES; i++) {
		char sql[120];
		snprintf(sql, sizeof sql, "INSERT INTO w VALUES (%d, %s, 'end')", i, values[i]);
		exec(&db, sql);
	}
	exec(&db, "BEGIN; SELECT 1 FROM w");
	assert_true(extents_begin(&f, &db, "w"));
	for (int i = 0; i < VALUES; i++) {
		assert_true(extents_find(&f, i, &e) && extents_columns(&f, &e, c, 3));
		if (c[2].n != 3 || !extents_read(&f, &e, c[2].at, 3, end) || memcmp(end, "end", 3) != 0)
			fail_msg("behind %s", values[i]);
		assert_false(extents_columns(&f, &e, c, 4)); /* there is no fourth */
	}
	extents_free(&e);
	extents_end(&f);
	exec(&db, "COMMIT");
	db_close(&db);
	forget();
}

/* Where it would not be right to read so. */
static void test_not_now(void **state)
{
	(void)state;
	struct db db, writer;
	struct extents_file f;
	make("PRAGMA auto_vacuum = NONE");
	open_file(&db, SQLITE_OPEN_READONLY);
	exec(&db, "BEGIN");
	assert_false(extents_begin(&f, &db, "v")); /* without the map of pages a value would be gone through from its beginning */
	db_close(&db);

	make("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL");
	open_file(&db, SQLITE_OPEN_READONLY);
	exec(&db, "SELECT 1 FROM v");
	assert_false(extents_begin(&f, &db, "v")); /* no transaction */
	open_file(&writer, SQLITE_OPEN_READWRITE);
	exec(&writer, "UPDATE v SET text = randomblob(5000) WHERE id = 2");
	exec(&db, "BEGIN; SELECT 1 FROM v");
	assert_false(extents_begin(&f, &db, "v")); /* the row's newest text is in the -wal */
	exec(&writer, "BEGIN; UPDATE v SET text = randomblob(5000) WHERE id = 5");
	assert_false(extents_begin(&f, &writer, "v")); /* or in memory */
	exec(&db, "COMMIT");
	exec(&writer, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
	exec(&db, "BEGIN; SELECT 1 FROM v");
	assert_true(extents_begin(&f, &db, "v"));
	/* what is written now stays in the -wal while this reader is there */
	exec(&writer, "UPDATE v SET text = randomblob(6000); PRAGMA wal_checkpoint(PASSIVE)");
	assert_true(compare(&db, &f) > 200);
	extents_end(&f);
	db_close(&writer);
	db_close(&db);
	forget();
}

/* A file in which something is not as it should be: no answer, or a wrong one, but no harm. */
static void test_damaged(void **state)
{
	(void)state;
	int answers = 0;
	for (int round = 0; round < 200; round++) {
		struct db db;
		struct extents_file f;
		struct extents e = {.size = 0};
		if (round % 20 == 0)
			make("PRAGMA page_size = 512; PRAGMA auto_vacuum = FULL");
		FILE *file = fopen(CORPUS, "r+b");
		assert_non_null(file);
		for (int i = 0; i < 40; i++) {
			fseek(file, 512 * (2 + pick(900)) + pick(24), SEEK_SET);
			fputc((int)pick(256), file);
		}
		fclose(file);
		open_file(&db, SQLITE_OPEN_READONLY);
		if (db_exec(&db, "BEGIN", NULL) && extents_begin(&f, &db, "v")) {
			char bytes[64];
			for (int64_t id = 0; id < 910; id++)
				answers += extents_find(&f, id, &e) && extents_read(&f, &e, e.size / 2, e.size < 128 ? 0 : 64, bytes);
			extents_end(&f);
		}
		extents_free(&e);
		db_close(&db);
	}
	assert_true(answers > 1000);
	forget();
}

static void zero(int from, int n)
{
	FILE *file = fopen(CORPUS, "r+b");
	assert_non_null(file);
	fseek(file, from, SEEK_SET);
	while (n--)
		fputc(0, file);
	assert_int_equal(fclose(file), 0);
}

/* The root says that what stands behind it is on a page 0, and that is what is asked for first. */
static void test_no_page(void **state)
{
	enum { PAGE = 512, LAST_CHILD = 8 };
	(void)state;
	struct db db;
	struct extents_file f;
	struct extents e = {.size = 0};
	make("PRAGMA page_size = 512; PRAGMA auto_vacuum = FULL");
	open_file(&db, SQLITE_OPEN_READONLY);
	exec(&db, "BEGIN");
	assert_true(extents_begin(&f, &db, "v"));
	zero((int)(f.root - 1) * PAGE + LAST_CHILD, 4);
	assert_false(extents_find(&f, INT32_MAX, &e));
	extents_end(&f);
	extents_free(&e);
	db_close(&db);
	forget();
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_columns), cmocka_unit_test(test_not_now), cmocka_unit_test(test_damaged),
					   cmocka_unit_test(test_no_page)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
