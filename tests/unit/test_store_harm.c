/* What can happen to a corpus file, and what it may not do to us: no crash, no wrong answer, nothing lost that
 * was committed, and a message that names the file and the remedy. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "store/inside.h"
#include "store/query.h"

#define CORPUS "test_store_harm.corpus"
#define GOOD "test_store_good.corpus"
#define FOLDER "test_store_harm.folder"

static void forget(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[200];
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
}

static int harm_setup(void **state)
{
	(void)state;
	forget(CORPUS);
	return 0;
}

/* ---- a corpus of numbered articles, each with an event ---- */

static bool add_of(struct store *s, int number, const char *source, size_t bytes, struct error *err)
{
	struct buf b = BUF_INIT;
	struct event_country countries[] = {{.code = "IN", .span = {0, 7}, .rule = "name"}};
	struct event e = {.span = {0, 20}, .headline = STR("An event"), .when = {number, number}, .date = -1, .countries = countries, .country_count = 1};
	struct extraction x = {.published = {.when = {number, number}}, .events = &e, .event_count = 1, .language = "en"};
	while (b.n < bytes)
		buf_addf(&b, "Article %d says that it is number %d of many, and says it again. ", number, number);
	struct article a = {.text = buf_str(&b), .title = STR("Title"), .source = str_of(source), .url = STR("http://example.org"), .reader = "text"};
	digest_text(a.text, a.id);
	int64_t row;
	bool known;
	bool ok = store_add(s, &a, &x, NULL, &row, &known, err);
	buf_free(&b);
	return ok;
}

static bool add_one(struct store *s, int number, size_t bytes, struct error *err)
{
	return add_of(s, number, "desk A", bytes, err);
}

static bool add_many(struct store *s, int from, int to, size_t bytes, struct error *err)
{
	if (!store_begin(s, err))
		return false;
	for (int i = from; i < to; i++)
		if (!add_one(s, i, bytes, err)) {
			store_rollback(s);
			return false;
		}
	return store_commit(s, err);
}

static struct store *opened(const char *path, enum store_mode mode)
{
	struct store *s = NULL;
	struct error err = ERROR_INIT;
	if (!store_open(path, mode, &s, &err))
		fail_msg("%s", err.msg);
	return s;
}

static int64_t articles_of(struct store *s)
{
	struct store_counts c;
	assert_true(store_count(s, &c, NULL));
	return c.articles;
}

static void collect_line(void *ctx, const char *line)
{
	struct buf *lines = ctx;
	buf_addf(lines, "%s\n", line);
}

static int64_t check(struct store *s, struct buf *lines)
{
	struct store_damages damages = {-1, 0};
	struct error err = ERROR_INIT;
	struct store_watch watch = {.report = collect_line, .ctx = lines};
	if (!store_check(s, &watch, &damages, &err))
		buf_addf(lines, "%s\n", err.msg);
	return damages.all;
}

static void assert_sound(struct store *s)
{
	struct buf lines = BUF_INIT;
	if (check(s, &lines) != 0)
		fail_msg("%s", buf_cstr(&lines));
	buf_free(&lines);
}

/* A checkpointed corpus of about forty articles in several blocks, made once. */
static int good_setup(void **state)
{
	(void)state;
	forget(GOOD);
	struct store *s = opened(GOOD, STORE_WRITE);
	struct error err = ERROR_INIT;
	if (!add_many(s, 1, 40, 60000, &err))
		fail_msg("%s", err.msg);
	struct link l = {store_event_row(1, 0), store_event_row(2, 0), LINK_SAME, 90, STR("date"), false};
	struct link next = {store_event_row(3, 0), store_event_row(4, 0), LINK_SERIES, 80, STR("a series"), false};
	struct store_series reports[] = {{.event = next.from, .name = STR("a series")}, {.event = next.to, .name = STR("a series")}};
	assert_true(store_begin(s, NULL));
	assert_true(store_add_link(s, &l, NULL) && store_add_link(s, &next, NULL));
	assert_true(store_add_series(s, 5, &reports[0], NULL) && store_add_series(s, 5, &reports[1], NULL));
	assert_true(store_commit(s, NULL));
	store_close(s);
	return 0;
}

static struct buf file_read(const char *path)
{
	struct buf b = BUF_INIT;
	char piece[65536];
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
		buf_add(&b, piece, n);
	fclose(f);
	return b;
}

static void file_write(const char *path, const void *p, size_t n)
{
	forget(path);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(p, 1, n, f), n);
	fclose(f);
}

/* Uses all of it; nothing is expected but that it ends. */
static void use_everything(struct store *s)
{
	struct arena arena = ARENA_INIT;
	struct query *q;
	struct result *r = NULL;
	assert_true(query_parse(STR("number country:IN"), &q, NULL));
	if (query_run(s, q, NULL, &r, NULL))
		result_free(r);
	query_free(q);
	for (int64_t i = 1; i <= 40; i++) {
		struct article a;
		struct extraction x;
		struct event e;
		int64_t article;
		if (store_article(s, i, &arena, &a, NULL)) {
			assert_true(utf8_is_valid(a.text));
			assert_true(utf8_is_valid(a.title));
		}
		store_extraction(s, i, &arena, &x, NULL, NULL);
		store_event(s, store_event_row(i, 0), &arena, &e, &article, NULL);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

/* ---- opening what is no corpus ---- */

static void sql(const char *path, const char *text)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	char *why = NULL;
	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", text, why);
	sqlite3_close(db);
}

static void assert_refused(const char *path, enum store_mode mode, enum error_code code, const char *says)
{
	struct store *s = NULL;
	struct error err = ERROR_INIT;
	if (store_open(path, mode, &s, &err))
		fail_msg("%s: opened", path);
	assert_null(s);
	if (err.code != code || !strstr(err.msg, says) || !strstr(err.msg, path) || !strchr(err.msg, ';'))
		fail_msg("%d %s\n  wants %d, %s", err.code, err.msg, code, says);
}

static void test_not_a_corpus(void **state)
{
	(void)state;
	static const char text[] = "This is a text about something, and long enough to be the header of a database, which it is not at all.";
	assert_refused("nowhere.corpus", STORE_READ, ERROR_IO, "no such file");
	assert_refused("nowhere/deep.corpus", STORE_WRITE, ERROR_IO, "there is no folder nowhere");
	assert_refused(CORPUS "/under", STORE_READ, ERROR_IO, "no such file");
	mkdir(FOLDER, 0700);
	assert_refused(FOLDER, STORE_READ, ERROR_SCHEMA, "a folder");
	assert_refused(FOLDER, STORE_WRITE, ERROR_SCHEMA, "a folder");
	rmdir(FOLDER);
	assert_refused("/dev/null", STORE_WRITE, ERROR_SCHEMA, "not an ordinary file");
	for (int mode = STORE_READ; mode <= STORE_WRITE; mode++) {
		file_write(CORPUS, text, sizeof text - 1);
		assert_refused(CORPUS, (enum store_mode)mode, ERROR_SCHEMA, "some other file");
		file_write(CORPUS, text, 7);
		assert_refused(CORPUS, (enum store_mode)mode, ERROR_SCHEMA, "some other file");
		forget(CORPUS);
		sql(CORPUS, "CREATE TABLE article (id)");
		assert_refused(CORPUS, (enum store_mode)mode, ERROR_SCHEMA, "a database of another kind");
		sql(CORPUS, "PRAGMA application_id = 0x644C6E65; PRAGMA user_version = 99");
		assert_refused(CORPUS, (enum store_mode)mode, ERROR_SCHEMA, "version 99, made by a newer dateline than this one");
		sql(CORPUS, "PRAGMA user_version = 1");
		assert_refused(CORPUS, (enum store_mode)mode, ERROR_SCHEMA, "made by an older dateline than this one, which knows version 9; ingest its");
	}
	file_write(CORPUS, "", 0);
	assert_refused(CORPUS, STORE_READ, ERROR_SCHEMA, "an empty file");
	struct store *s = opened(CORPUS, STORE_WRITE); /* as mktemp leaves one */
	assert_sound(s);
	store_close(s);
}

/* A file that says it is a corpus and is built otherwise: an error, from whatever touches the difference. */
static void test_hostile_schema(void **state)
{
	(void)state;
	sql(CORPUS, "PRAGMA application_id = 0x644C6E65; PRAGMA user_version = 9; CREATE TABLE secret (x);"
		    "CREATE VIEW total AS SELECT 1 articles, 1 events, 1 dated, 1 text_bytes, 1 first_day, 1 last_day FROM secret;"
		    "CREATE VIEW block AS SELECT load_extension('x') id");
	struct store *s = opened(CORPUS, STORE_READ);
	struct store_counts c;
	struct error err = ERROR_INIT;
	assert_false(store_count(s, &c, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	use_everything(s);
	struct buf lines = BUF_INIT;
	assert_true(check(s, &lines) > 0);
	buf_free(&lines);
	store_close(s);
}

static void test_trigger_does_not_fire(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	store_close(opened(CORPUS, STORE_WRITE));
	sql(CORPUS, "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM name; UPDATE total SET articles = 666; END");
	struct store *s = opened(CORPUS, STORE_WRITE);
	if (!add_many(s, 1, 3, 100, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(articles_of(s), 2);
	assert_sound(s);
	store_close(s);
}

/* ---- damage ---- */

static void test_sound(void **state)
{
	(void)state;
	struct store *s = opened(GOOD, STORE_READ);
	assert_sound(s);
	use_everything(s);
	store_close(s);
}

static void test_truncated(void **state)
{
	(void)state;
	struct buf good = file_read(GOOD);
	for (size_t n = 0; n < good.n; n += good.n / 23) {
		file_write(CORPUS, good.p, n);
		struct store *s = NULL;
		struct error err = ERROR_INIT;
		if (!store_open(CORPUS, STORE_READ, &s, &err)) {
			assert_true(err.code == ERROR_SCHEMA || err.code == ERROR_CORRUPT);
			continue;
		}
		struct buf lines = BUF_INIT;
		assert_int_not_equal(check(s, &lines), 0);
		use_everything(s);
		buf_free(&lines);
		store_close(s);
	}
	buf_free(&good);
}

static bool harm_is_found(struct buf *file, size_t at, int bit)
{
	struct store *s = NULL;
	bool found = true;
	file->p[at] ^= (char)(1 << bit);
	file_write(CORPUS, file->p, file->n);
	file->p[at] ^= (char)(1 << bit);
	if (store_open(CORPUS, STORE_READ, &s, NULL)) {
		struct buf lines = BUF_INIT;
		found = check(s, &lines) != 0;
		use_everything(s);
		buf_free(&lines);
		store_close(s);
	}
	return found;
}

/* One bit turned: in an article's text the check finds it, unless it is a remnant (SQLite leaves some of a
 * value that it moved in the unused part of a page); elsewhere it must at least do no harm. */
static void test_flipped(void **state)
{
	(void)state;
	struct buf good = file_read(GOOD);
	uint64_t random = 12345;
	int texts = 0, found = 0;
	for (int i = 0; i < 120; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		/* every other in the first pages, where the structure is */
		size_t at = (size_t)(random >> 33) % (i % 2 ? good.n : 200000);
		size_t text = i % 4 == 3 ? str_find(buf_str(&good), STR("says it again"), at) : SIZE_MAX;
		bool told = harm_is_found(&good, text == SIZE_MAX ? at : text, i % 7);
		texts += text != SIZE_MAX;
		found += text != SIZE_MAX && told;
	}
	assert_true(texts > 20 && found * 10 > texts * 8);
	buf_free(&good);
}

static const struct {
	const char *sql, *says;
} check_names_rows[] = {
	{"UPDATE block SET text = CAST(replace(CAST(text AS TEXT), 'number 7 ', 'number 8 ') AS BLOB)", "article 7: its text is not the one"},
	{"DELETE FROM article WHERE id = 5", "article 5: missing"},
	{"UPDATE article SET title = CAST(x'61FF62' AS TEXT) WHERE id = 3", "article 3: its title is not valid UTF-8"},
	{"UPDATE article SET url = 'a' || char(0) || 'b' WHERE id = 3", "article 3: its url is not valid UTF-8"},
	{"UPDATE article SET block = 99 WHERE id = 4", "article 4: claims block 99"},
	{"UPDATE article SET found = x'05' WHERE id = 2", "findings of article 2 are damaged"},
	{"UPDATE article SET published_end = 99999999 WHERE id = 2", "article 2: publication date 0 claims bytes 0-99999999"},
	{"UPDATE block SET ends = x'00' WHERE id = 2", "block 2: its list of texts"},
	{"DELETE FROM block WHERE id = 2", "block 3: begins with article"},
	{"DELETE FROM block WHERE id = (SELECT max(id) FROM block)", "their texts are missing"},
	{"UPDATE row_segment SET runs = substr(runs, 1, length(runs) - 1)", "list rows: part 1 of its list rows is damaged"},
	{"DELETE FROM row_part", "list rows: part 1 of its list rows is damaged"},
	{"UPDATE row_segment SET countries = substr(countries, 7)", "list rows of articles 1 to"},
	{"DELETE FROM row_segment", "list rows: end before article 1"},
	{"DELETE FROM link", "say another number of links"},
	{"UPDATE total SET events = 7", "sums: 39 articles and 7 events are claimed, 39 and 39 are there"},
	{"DELETE FROM total", "its sums are missing"},
	{"UPDATE source SET articles = 3", "3 articles are claimed, 39 are there"},
	{"DELETE FROM source", "missing; 39 articles are of it"},
	{"DELETE FROM name WHERE text LIKE 'c%name'", "name"},
	{"INSERT INTO link VALUES (1 << 24, 999 << 24, 0, 90, '')", "one of the two events is not there"},
	{"UPDATE link SET kind = 9", "kind 9"},
	{"DELETE FROM link_series", "series: 1 links are there, and the reports of 0 of them"},
	{"DELETE FROM link_series WHERE event = 4 << 24", "series: 1 links are there, and the reports of 0 of them"},
	{"UPDATE link_series SET key = event", "series: 1 links are there, and the reports of 0 of them"},
	{"UPDATE link_series SET event = 999 << 24 WHERE event = 4 << 24", "series of event 16760438784: the event is not there"},
	{"INSERT INTO original VALUES (77, x'00')", "original of article 77: the article is not there"},
	{"UPDATE word_part SET words = CAST(replace(CAST(words AS TEXT), 'says', 'sags') AS BLOB)", "word index of articles 1 to 39"},
	{"UPDATE word_part SET counts = zeroblob(length(counts))", "word index of articles 1 to 39"},
	{"UPDATE word_part SET counts = x'FFFFFFFF7F'", "word index of articles 1 to 39"},
	{"UPDATE word_part SET begin = begin + 1", "word index of articles 1 to 39"},
	{"DELETE FROM word_part", "word index of articles 1 to 39"},
	{"UPDATE word_piece SET lists = zeroblob(9)", "word index of articles 1 to 39"},
	{"UPDATE word_piece SET lists = zeroblob(length(lists))", "word index of articles 1 to 39"},
	{"UPDATE word_piece SET lists = CAST(replace(hex(lists), '0', 'F') AS BLOB)", "word index of articles 1 to 39"},
	{"DELETE FROM word_piece", "word index of articles 1 to 39"},
	{"UPDATE word_segment SET keys = x'0A'", "word index of articles 1 to 39"},
	{"UPDATE word_segment SET grams = zeroblob(length(grams))", "word index of articles 1 to 39"},
	{"UPDATE word_segment SET last = 7", "word index: ends before article 8 of 39"},
	{"UPDATE word_segment SET first = 3", "of articles 3 to 39, should begin with 1"},
	{"DELETE FROM word_segment", "word index: ends before article 1 of 39"},
	{"DROP TABLE word_segment", "no such table: word_segment"},
	{"DROP TABLE link", "no such table"},
};

/* What the check says, damage by damage. */
static void test_check_names(void **state)
{
	(void)state;
	struct buf good = file_read(GOOD);
	for (size_t i = 0; i < sizeof check_names_rows / sizeof *check_names_rows; i++) {
		file_write(CORPUS, good.p, good.n);
		sql(CORPUS, check_names_rows[i].sql);
		struct store *s = opened(CORPUS, STORE_READ);
		struct buf lines = BUF_INIT;
		int64_t damages = check(s, &lines);
		if (damages < 1 || !strstr(buf_cstr(&lines), check_names_rows[i].says))
			fail_msg("%s\n  says %s\n  wants %s", check_names_rows[i].sql, buf_cstr(&lines), check_names_rows[i].says);
		use_everything(s);
		buf_free(&lines);
		store_close(s);
	}
	buf_free(&good);
}

static const struct link *series_link(int to, struct link *l)
{
	*l = (struct link){store_event_row(1, 0), store_event_row(to, 0), LINK_SERIES, 80, STR("a series"), false};
	return l;
}

/* An event of more links than its row can tell loses all but two: the row tells those. */
static void test_many_links_go(void **state)
{
	(void)state;
	enum { LAST = ROWS_LINKS_MOST + 10 };
	struct store *s = opened(CORPUS, STORE_WRITE);
	struct link l;
	assert_true(store_begin(s, NULL));
	for (int i = 1; i <= LAST; i++)
		assert_true(add_one(s, i, 100, NULL));
	for (int i = 2; i <= LAST; i++)
		assert_true(store_add_link(s, series_link(i, &l), NULL));
	assert_true(store_commit(s, NULL) && store_begin(s, NULL));
	for (int i = 4; i <= LAST; i++)
		assert_true(store_remove_link(s, series_link(i, &l), NULL));
	assert_true(store_commit(s, NULL));
	assert_true(store_load_rows(s, false, NULL));
	for (size_t i = 0; i < s->table->n; i++)
		if (s->table->column[ROWS_ARTICLE][i] == 1 && s->table->column[ROWS_EVENT][i])
			assert_int_equal(s->table->column[ROWS_TRAITS][i] >> ROWS_LINKS, 2);
	struct buf lines = BUF_INIT;
	check(s, &lines);
	if (strstr(buf_cstr(&lines), "another number of links"))
		fail_msg("%s", buf_cstr(&lines));
	buf_free(&lines);
	store_close(s);
}

/* Events of so large a number that no room is large enough for all before them. */
static void test_far_events(void **state)
{
	(void)state;
	struct store *s = opened(CORPUS, STORE_WRITE);
	sqlite3_blob *blob;
	assert_true(add_many(s, 1, 40, 100, NULL));
	assert_int_equal(sqlite3_blob_open(s->db.handle, "main", "row_part", "packed", 1 << 16, 1, &blob), SQLITE_OK);
	int column = sqlite3_blob_bytes(blob) / ROWS_COLUMNS;
	for (int at = 0; at < column; at += 4)
		assert_int_equal(sqlite3_blob_write(blob, "\xFF\xFF\xFF\xFF", 4, ROWS_EVENT * column + at), SQLITE_OK);
	sqlite3_blob_close(blob);
	store_close(s);
	s = opened(CORPUS, STORE_READ);
	struct query *q;
	struct result *r;
	struct error err = ERROR_INIT;
	assert_true(query_parse(STR("link:same"), &q, NULL));
	assert_false(query_run(s, q, NULL, &r, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	query_free(q);
	store_close(s);
}

static void test_bad_utf8_is_repaired(void **state)
{
	(void)state;
	struct buf good = file_read(GOOD);
	file_write(CORPUS, good.p, good.n);
	buf_free(&good);
	sql(CORPUS, "UPDATE article SET title = CAST(x'61FF62' AS TEXT) WHERE id = 1;"
		    "UPDATE name SET text = CAST(x'64FE' AS TEXT) WHERE text = 'desk A'");
	struct store *s = opened(CORPUS, STORE_READ);
	struct arena arena = ARENA_INIT;
	struct article a;
	assert_true(store_article(s, 1, &arena, &a, NULL));
	assert_true(str_eq(a.title, STR("a\xEF\xBF\xBD" "b")));
	assert_true(str_eq(a.source, STR("d\xEF\xBF\xBD")));
	use_everything(s);
	arena_free(&arena);
	store_close(s);
}

/* ---- in another process ---- */

/* Runs `work` in a child, as nobody when this is root and `humble`; true when it returned true. */
static bool in_child(bool (*work)(void), bool humble)
{
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (humble && geteuid() == 0 && (setgid(65534) || setuid(65534)))
			_exit(2);
		_exit(work() ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool read_in_folder(void)
{
	struct store *s;
	struct store_counts c;
	struct query *q;
	struct result *r;
	if (!store_open(FOLDER "/c 100%.corpus", STORE_READ, &s, NULL))
		return false;
	bool ok = store_count(s, &c, NULL) && c.articles == 39 && query_parse(STR("number"), &q, NULL) && query_run(s, q, NULL, &r, NULL) &&
		  r->reports == 39;
	return ok;
}

static bool write_in_folder(void)
{
	struct store *s;
	struct error err = ERROR_INIT;
	bool ok = store_open(FOLDER "/c 100%.corpus", STORE_WRITE, &s, &err) && store_begin(s, &err);
	return !ok && err.code == ERROR_IO && strstr(err.msg, "permission");
}

static bool make_in_folder(void)
{
	struct store *s;
	struct error err = ERROR_INIT;
	return !store_open(FOLDER "/new.corpus", STORE_WRITE, &s, &err) && err.code == ERROR_IO && strstr(err.msg, "permission");
}

/* Another user cannot look into a build under a private home: then there is nothing to test there. */
static bool reach_folder(void)
{
	char *path = realpath(FOLDER "/c 100%.corpus", NULL); /* the whole way, as SQLite goes it */
	bool reached = path && access(path, R_OK) == 0;
	free(path);
	return reached;
}

static void test_read_only_place(void **state)
{
	(void)state;
	struct buf good = file_read(GOOD);
	mkdir(FOLDER, 0700);
	file_write(FOLDER "/c 100%.corpus", good.p, good.n);
	assert_int_equal(chmod(FOLDER "/c 100%.corpus", 0444), 0);
	assert_int_equal(chmod(FOLDER, 0555), 0);
	bool reached = in_child(reach_folder, true);
	bool read = in_child(read_in_folder, true), write = in_child(write_in_folder, true), make = in_child(make_in_folder, true);
	assert_int_equal(chmod(FOLDER, 0700), 0);
	forget(FOLDER "/c 100%.corpus");
	rmdir(FOLDER);
	buf_free(&good);
	if (!reached)
		skip();
	assert_true(read);
	assert_true(write);
	assert_true(make);
}

/* A child adds batches of ten and writes a byte for each that is committed, until it is killed. */
static void add_until_killed(int out)
{
	struct store *s;
	if (!store_open(CORPUS, STORE_WRITE, &s, NULL))
		_exit(1);
	for (int i = 0;; i++) {
		if (!add_many(s, 1 + 10 * i, 11 + 10 * i, 5000, NULL) || write(out, "c", 1) != 1)
			_exit(1);
	}
}

static int kill_after(int batches)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		add_until_killed(ends[1]);
	close(ends[1]);
	char c;
	int committed = 0;
	while (committed < batches && read(ends[0], &c, 1) == 1)
		committed++;
	usleep((useconds_t)(batches * 137 % 1000));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	while (read(ends[0], &c, 1) == 1)
		committed++;
	close(ends[0]);
	return committed;
}

static void test_killed(void **state)
{
	(void)state;
	for (int batches = 1; batches < 40; batches += 7) {
		forget(CORPUS);
		int committed = kill_after(batches);
		struct store *s = opened(CORPUS, STORE_WRITE);
		int64_t there = articles_of(s);
		assert_true(there >= 10 * committed);
		assert_int_equal(there % 10, 0);
		assert_sound(s);
		/* running it again completes it */
		assert_true(add_many(s, 1, (int)there + 21, 5000, NULL));
		assert_int_equal(articles_of(s), there + 20);
		assert_sound(s);
		store_close(s);
	}
}

static bool add_with_little_room(void)
{
	struct rlimit most = {600 * 1000, 600 * 1000};
	struct store *s;
	struct error err = ERROR_INIT;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &most);
	if (!store_open(CORPUS, STORE_WRITE, &s, &err))
		return false;
	for (int i = 0; i < 100; i++)
		if (!add_many(s, 100 + 10 * i, 110 + 10 * i, 9000, &err))
			return err.code == ERROR_IO && strstr(err.msg, "what was committed is kept") && !s->writing;
	return false;
}

static void test_disk_full(void **state)
{
	(void)state;
	struct store *s = opened(CORPUS, STORE_WRITE);
	assert_true(add_many(s, 1, 10, 2000, NULL));
	store_close(s);
	assert_true(in_child(add_with_little_room, false));
	s = opened(CORPUS, STORE_WRITE);
	assert_true(articles_of(s) >= 9);
	assert_sound(s);
	assert_true(add_many(s, 5000, 5010, 2000, NULL));
	assert_sound(s);
	store_close(s);
}

/* ---- two at once ---- */

static void test_two_writers(void **state)
{
	(void)state;
	struct store *a = opened(CORPUS, STORE_WRITE), *b = opened(CORPUS, STORE_WRITE);
	struct error err = ERROR_INIT;
	sqlite3_busy_timeout(b->db.handle, 30);
	assert_true(store_begin(a, NULL));
	assert_false(store_begin(b, &err));
	assert_int_equal(err.code, ERROR_BUSY);
	assert_non_null(strstr(err.msg, "another process is writing"));
	assert_true(add_one(a, 1, 100, NULL));
	assert_true(store_commit(a, NULL));
	assert_true(add_many(b, 2, 4, 100, NULL));
	assert_true(add_many(a, 4, 6, 100, NULL)); /* a goes on where b ended */
	assert_int_equal(articles_of(b), 5);
	assert_sound(a);
	store_close(a);
	store_close(b);
}

/* What one writer learned, the other must not learn anew: sources and rules are numbered once. */
static void test_two_writers_of_names(void **state)
{
	(void)state;
	struct store *writers[] = {opened(CORPUS, STORE_WRITE), opened(CORPUS, STORE_WRITE)};
	static const char *const sources[] = {"desk A", "desk B", "desk B", "desk C", "desk C", "desk A"};
	struct error err = ERROR_INIT;
	for (int i = 0; i < 6; i++)
		if (!store_begin(writers[i % 2], &err) || !add_of(writers[i % 2], i, sources[i], 100, &err) ||
		    !store_commit(writers[i % 2], &err))
			fail_msg("%s", err.msg);
	assert_sound(writers[0]);
	store_close(writers[0]);
	store_close(writers[1]);
}

static void assert_found(struct store *s, size_t reports)
{
	struct query *q;
	struct result *r;
	assert_true(query_parse(STR("number is:report"), &q, NULL));
	assert_true(query_run(s, q, NULL, &r, NULL));
	assert_int_equal(r->count, reports);
	result_free(r);
	query_free(q);
}

static void test_reader_meanwhile(void **state)
{
	(void)state;
	struct store *w = opened(CORPUS, STORE_WRITE);
	assert_true(add_many(w, 1, 4, 100, NULL));
	struct store *r = opened(CORPUS, STORE_READ);
	assert_found(r, 3);
	assert_true(store_begin(w, NULL));
	assert_true(add_one(w, 4, 100, NULL));
	assert_found(r, 3);
	assert_true(store_commit(w, NULL));
	assert_found(r, 4);
	assert_false(store_begin(r, NULL));
	store_close(w);
	assert_found(r, 4);
	store_close(r);
}

/* Who has a corpus open reads on in it when another one comes to its place, though so many texts ask for a second handle. */
static void test_replaced(void **state)
{
	enum { MANY = 999 };
	(void)state;
	struct store *w = opened(CORPUS ".new", STORE_WRITE);
	assert_true(add_many(w, 1001, 1001 + MANY, 3000, NULL));
	store_close(w);
	w = opened(CORPUS, STORE_WRITE);
	assert_true(add_many(w, 1, 1 + MANY, 3000, NULL));
	store_close(w);
	struct store *r = opened(CORPUS, STORE_READ);
	assert_int_equal(rename(CORPUS ".new", CORPUS), 0);
	struct query *q;
	struct result *found;
	assert_true(query_parse(STR("/is number [0-9]{1,3} of/ is:report"), &q, NULL));
	r->planning = STORE_PLAN_NEVER;
	assert_true(query_run(r, q, NULL, &found, NULL));
	assert_int_equal(found->count, MANY);
	assert_null(r->second.handle);
	result_free(found);
	query_free(q);
	store_close(r);
}

static void test_reader_writes_nothing(void **state)
{
	(void)state;
	struct buf before = file_read(GOOD);
	struct store *s = opened(GOOD, STORE_READ);
	use_everything(s);
	assert_sound(s);
	store_close(s);
	struct buf after = file_read(GOOD);
	assert_true(str_eq(buf_str(&before), buf_str(&after)));
	buf_free(&before);
	buf_free(&after);
}

static int harm_teardown(void **state)
{
	(void)state;
	forget(CORPUS);
	forget(GOOD);
	return 0;
}

#define HARM(test) cmocka_unit_test_setup(test, harm_setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HARM(test_not_a_corpus), HARM(test_hostile_schema), HARM(test_trigger_does_not_fire),
		cmocka_unit_test_setup(test_many_links_go, harm_setup),
		HARM(test_sound), HARM(test_truncated), HARM(test_flipped), HARM(test_check_names), HARM(test_far_events), HARM(test_bad_utf8_is_repaired),
		HARM(test_read_only_place), HARM(test_killed), HARM(test_disk_full),
		HARM(test_two_writers), HARM(test_two_writers_of_names), HARM(test_reader_meanwhile), HARM(test_replaced), HARM(test_reader_writes_nothing),
	};
	return cmocka_run_group_tests_name("harm", tests, good_setup, harm_teardown);
}
