/* The disk is full, or the program is killed, at any write of an ingest: in a batch, in a merge, while the store is
 * tidied, while it is closed. What was committed is there, the corpus is sound, and the rest can be added.
 *
 * Between SQLite and the files stands a file system of ours that counts writes. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/digest.h"
#include "ingest/linker.h"
#include "store/inside.h"

#define CORPUS "test_store_room.corpus"

enum { BATCHES = 18, BATCH = 5, ALL = BATCHES * BATCH };

/* ---- a disk that ends ---- */

enum disk_end { DISK_FULL, DISK_KILL };

static struct {
	long writes, most; /* most < 0: there is no end */
	enum disk_end end;
} disk = {0, -1, DISK_FULL};

struct disk_file {
	sqlite3_file base;
	sqlite3_file *real; /* behind it in memory */
};

static sqlite3_file *disk_real(sqlite3_file *f)
{
	return ((struct disk_file *)f)->real;
}

static int disk_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	sqlite3_file *real = disk_real(f);
	if (disk.most >= 0 && disk.writes >= disk.most) {
		if (disk.end == DISK_FULL)
			return SQLITE_FULL;
		real->pMethods->xWrite(real, p, n / 2, at);
		_exit(9);
	}
	disk.writes++;
	return real->pMethods->xWrite(real, p, n, at);
}

#define DISK_PASS(name, parameters, ...)                                \
	static int disk_##name parameters                               \
	{                                                               \
		sqlite3_file *real = disk_real(f);                      \
		return real->pMethods->name(real, ##__VA_ARGS__);       \
	}
DISK_PASS(xClose, (sqlite3_file *f))
DISK_PASS(xRead, (sqlite3_file *f, void *p, int n, sqlite3_int64 at), p, n, at)
DISK_PASS(xTruncate, (sqlite3_file *f, sqlite3_int64 n), n)
DISK_PASS(xFileSize, (sqlite3_file *f, sqlite3_int64 *n), n)
DISK_PASS(xLock, (sqlite3_file *f, int kind), kind)
DISK_PASS(xUnlock, (sqlite3_file *f, int kind), kind)
DISK_PASS(xCheckReservedLock, (sqlite3_file *f, int *out), out)
DISK_PASS(xFileControl, (sqlite3_file *f, int op, void *arg), op, arg)
DISK_PASS(xSectorSize, (sqlite3_file *f))
DISK_PASS(xDeviceCharacteristics, (sqlite3_file *f))
DISK_PASS(xShmMap, (sqlite3_file *f, int page, int size, int extend, void volatile **out), page, size, extend, out)
DISK_PASS(xShmLock, (sqlite3_file *f, int offset, int n, int flags), offset, n, flags)
DISK_PASS(xShmUnmap, (sqlite3_file *f, int del), del)
DISK_PASS(xFetch, (sqlite3_file *f, sqlite3_int64 at, int n, void **out), at, n, out)
DISK_PASS(xUnfetch, (sqlite3_file *f, sqlite3_int64 at, void *p), at, p)

/* Neither a full disk nor a kill loses what was written. */
static int disk_xSync(sqlite3_file *f, int flags)
{
	(void)f;
	(void)flags;
	return SQLITE_OK;
}

static void disk_xShmBarrier(sqlite3_file *f)
{
	disk_real(f)->pMethods->xShmBarrier(disk_real(f));
}

static const sqlite3_io_methods disk_methods = {
	.iVersion = 3, .xClose = disk_xClose, .xRead = disk_xRead, .xWrite = disk_write, .xTruncate = disk_xTruncate, .xSync = disk_xSync,
	.xFileSize = disk_xFileSize, .xLock = disk_xLock, .xUnlock = disk_xUnlock, .xCheckReservedLock = disk_xCheckReservedLock,
	.xFileControl = disk_xFileControl, .xSectorSize = disk_xSectorSize, .xDeviceCharacteristics = disk_xDeviceCharacteristics,
	.xShmMap = disk_xShmMap, .xShmLock = disk_xShmLock, .xShmBarrier = disk_xShmBarrier, .xShmUnmap = disk_xShmUnmap,
	.xFetch = disk_xFetch, .xUnfetch = disk_xUnfetch,
};

static sqlite3_vfs *disk_below;

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	(void)vfs;
	struct disk_file *file = (struct disk_file *)f;
	file->real = (sqlite3_file *)(file + 1);
	file->base.pMethods = NULL;
	int code = disk_below->xOpen(disk_below, name, file->real, flags, out);
	if (file->real->pMethods)
		file->base.pMethods = &disk_methods;
	return code;
}

static int disk_setup(void **state)
{
	(void)state;
	static sqlite3_vfs vfs;
	sqlite3_initialize();
	disk_below = sqlite3_vfs_find(NULL);
	vfs = *disk_below;
	vfs.zName = "disk";
	vfs.szOsFile = (int)sizeof(struct disk_file) + disk_below->szOsFile;
	vfs.xOpen = disk_open;
	return sqlite3_vfs_register(&vfs, 1);
}

/* ---- an ingest ---- */

static void forget(void)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[100];
		snprintf(name, sizeof name, CORPUS "%s", tails[i]);
		unlink(name);
	}
}

/* Reports of a few happenings, so that there are keys and links. */
static bool add_one(struct store *s, struct linker *l, int number, struct error *err)
{
	struct buf b = BUF_INIT;
	int day = 15000 + number / 4;
	buf_addf(&b, "Delegates of town%dx and harbour%dx signed the accord. ", number / 4, number / 4);
	struct event e = {.span = {0, (uint32_t)b.n}, .head = {0, 9}, .headline = STR("Delegates sign"), .when = {day, day}, .date = -1, .kind = EVENT_AGREEMENT,
			  .confidence = 90};
	struct extraction x = {.published = {.when = {day, day}}, .events = &e, .event_count = 1, .language = "en"};
	for (int i = 0; i < 60; i++)
		buf_addf(&b, "Report %d says so in line %d of word%d. ", number, i, number * 60 + i);
	struct article a = {.text = buf_str(&b), .title = STR("Accord"), .source = STR("desk"), .reader = "text"};
	digest_text(a.text, a.id);
	int64_t row;
	bool known;
	bool ok = store_add(s, &a, &x, NULL, &row, &known, err) && (known || linker_add(l, row, &a, &x, NULL, err));
	buf_free(&b);
	return ok;
}

/* Adds what is missing, in batches; counts what was committed. */
static bool ingest(int *committed, struct error *err)
{
	struct store *s;
	if (!store_open(CORPUS, STORE_WRITE, &s, err))
		return false;
	struct linker *l = linker_open(s);
	bool ok = true;
	for (int batch = 0; ok && batch < BATCHES; batch++) {
		ok = store_begin(s, err);
		for (int i = 0; ok && i < BATCH; i++)
			ok = add_one(s, l, batch * BATCH + i, err);
		ok = ok && linker_run(l, err) && store_commit(s, err);
		*committed += ok ? BATCH : 0;
	}
	ok = ok && store_tidy(s, ALL, err);
	linker_close(l);
	store_close(s);
	return ok;
}

static void say(void *ctx, const char *line)
{
	buf_addf(ctx, "%s\n", line);
}

static int64_t assert_sound(long writes)
{
	struct store *s;
	struct error err = ERROR_INIT;
	struct store_counts counts;
	struct buf lines = BUF_INIT;
	struct store_damages damages = {0};
	if (access(CORPUS, F_OK) != 0)
		return 0;
	struct store_watch watch = {.report = say, .ctx = &lines};
	if (!store_open(CORPUS, STORE_WRITE, &s, &err) || !store_check(s, &watch, &damages, &err) || !store_count(s, &counts, &err))
		fail_msg("after %ld writes: %s", writes, err.msg);
	if (damages.all)
		fail_msg("after %ld writes: %s", writes, buf_cstr(&lines));
	buf_free(&lines);
	store_close(s);
	return counts.articles;
}

/* How many writes the whole takes. */
static long writes_of_all(void)
{
	int committed = 0;
	struct error err = ERROR_INIT;
	forget();
	disk.writes = 0;
	disk.most = -1;
	if (!ingest(&committed, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(committed, ALL);
	assert_int_equal(assert_sound(disk.writes), ALL);
	return disk.writes;
}

static void assert_completes(long writes)
{
	int committed = 0;
	struct error err = ERROR_INIT;
	if (!ingest(&committed, &err))
		fail_msg("after %ld writes: %s", writes, err.msg);
	assert_int_equal(assert_sound(writes), ALL);
}

enum { POINTS = 40 };

static void test_full(void **state)
{
	(void)state;
	long all = writes_of_all(), failures = 0;
	for (int i = 0; i < POINTS; i++) {
		int committed = 0;
		struct error err = ERROR_INIT;
		long most = all * i / POINTS;
		forget();
		disk.writes = 0;
		disk.most = most;
		disk.end = DISK_FULL;
		bool ok = ingest(&committed, &err);
		disk.most = -1;
		if (!ok && (err.code != ERROR_IO || !strstr(err.msg, "the disk is full; what was committed is kept")))
			fail_msg("after %ld writes: %s", most, err.msg);
		failures += !ok;
		/* nothing lost, and nothing kept that was said to have failed */
		assert_int_equal(assert_sound(most), committed);
		assert_completes(most);
	}
	/* the last writes are those of closing, which can be left to the next one */
	assert_true(failures > POINTS * 3 / 4);
}

static void test_killed(void **state)
{
	(void)state;
	long all = writes_of_all();
	for (int i = 0; i < POINTS; i++) {
		int committed = 0, status;
		long most = all * i / POINTS + 1;
		forget();
		pid_t pid = fork();
		assert_true(pid >= 0);
		if (pid == 0) {
			disk.writes = 0;
			disk.most = most;
			disk.end = DISK_KILL;
			_exit(ingest(&committed, NULL) ? 0 : 1);
		}
		waitpid(pid, &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 9);
		assert_int_equal(assert_sound(most) % BATCH, 0);
		assert_completes(most);
	}
}

static int room_clean(void **state)
{
	(void)state;
	forget();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_full, room_clean),
		cmocka_unit_test_teardown(test_killed, room_clean),
	};
	return cmocka_run_group_tests(tests, disk_setup, NULL);
}
