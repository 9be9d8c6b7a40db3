/* The threads on a real corpus: every request is answered, an old one is stopped, and the model comes to rest; an export
 * leaves a whole file or nothing. */
#include "config.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/save.h"
#include "app/search.h"
#include "app/update.h"
#include "base/digest.h"
#include "base/mem.h"
#include "store/store.h"

enum { ARTICLES = 400 };

static const char corpus[] = "search.corpus";
static atomic_int wakes;

static void wake(void *ctx)
{
	(void)ctx;
	atomic_fetch_add(&wakes, 1);
}

/* Article i: one event on the i-th day of 2018 and after, its sentence, its country. */
static void add_article(struct store *s, int i)
{
	struct buf text = BUF_INIT;
	buf_addf(&text, "Meeting number %d was held in Oslo. Nothing else %s.", i, i % 2 ? "happened" : "was said");
	struct str t = buf_str(&text);
	struct event_country country = {.code = "NO", .role = ROLE_HOST, .span = {0, 0}, .rule = "name"};
	struct event e = {.span = {0, (uint32_t)str_find(t, STR("."), 0) + 1}, .headline = STR("A meeting"),
			  .kind = EVENT_MEETING, .when = interval_day(day_of(2018, 1, 1) + i), .date = -1,
			  .countries = &country, .country_count = 1, .confidence = 80, .place = STR("Oslo"),
			  .place_country = "NO"};
	struct article a = {.title = STR("A meeting in Oslo"), .source = STR("desk"), .text = t, .reader = "text",
			    .language = "en"};
	struct extraction x = {.events = &e, .event_count = 1, .language = "en"};
	struct error err = ERROR_INIT;
	int64_t row;
	bool known;
	digest_text(t, a.id);
	a.published = x.published = (struct published){.when = e.when, .basis = PUBLISHED_GIVEN};
	if (!store_add(s, &a, &x, NULL, &row, &known, &err))
		fail_msg("%s", err.msg);
	buf_free(&text);
}

static int set_up(void **state)
{
	(void)state;
	struct store *s;
	struct error err = ERROR_INIT;
	unlink(corpus);
	if (!store_open(corpus, STORE_WRITE, &s, &err) || !store_begin(s, &err))
		fail_msg("%s", err.msg);
	for (int i = 0; i < ARTICLES; i++)
		add_article(s, i);
	if (!store_commit(s, &err))
		fail_msg("%s", err.msg);
	store_close(s);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	return unlink(corpus);
}

static void open_on(const char *path, struct model *m, struct search **s)
{
	struct error err = ERROR_INIT;
	struct room room = {.list_h = 10, .strip_w = 40, .country_h = 5, .page_w = 40, .page_h = 10};
	model_init(m);
	update_room(m, &room);
	if (!search_open(path, wake, NULL, s, &err))
		fail_msg("%s", err.msg);
}

static void open_both(struct model *m, struct search **s)
{
	open_on(corpus, m, s);
}

static void rest(struct search *s, struct model *m)
{
	for (int i = 0; i < 1000; i++) {
		search_collect(s, m);
		search_post(s, m); /* an answer may have led to another request */
		if (model_is_idle(m))
			return;
		search_wait(s, 100);
	}
	fail_msg("the model does not come to rest");
}

static void test_everything_arrives(void **state)
{
	(void)state;
	struct model m;
	struct search *s;
	open_both(&m, &s);
	rest(s, &m);
	assert_int_equal(m.all->counts.articles, ARTICLES);
	assert_int_equal(model_result(&m)->count, 2 * ARTICLES);
	struct row row = model_row(&m);
	assert_true(row.id != 0);
	assert_non_null(model_text(&m, &row));
	assert_non_null(model_opened(&m));
	assert_true(m.page.lines.n > 0);
	assert_string_equal(model_country(&m, 0).code, "NO");
	assert_true(atomic_load(&wakes) > 0);
	search_close(s);
	model_free(&m);
}

static void test_a_search(void **state)
{
	(void)state;
	struct model m;
	struct search *s;
	open_both(&m, &s);
	rest(s, &m);
	update_prompt_begin(&m, UPDATE_SEARCH);
	update_prompt_type(&m, UPDATE_SEARCH, STR("number 7\\b"));
	rest(s, &m);
	assert_int_equal(model_result(&m)->events, 1);
	assert_int_equal(model_opened(&m)->hit_count, 1);
	struct str hit = str_sub(m.opened->article.text, m.opened->hits[0].begin, m.opened->hits[0].end);
	assert_true(str_eq(hit, STR("number 7")));
	update_prompt_drop(&m);
	rest(s, &m);
	assert_int_equal(model_result(&m)->count, 2 * ARTICLES);
	search_close(s);
	model_free(&m);
}

/* As fast as hands type, and faster: what is asked for last is what is shown. */
static void test_typing(void **state)
{
	(void)state;
	static const char text[] = "meeting number 39[0-4] was";
	struct model m;
	struct search *s;
	open_both(&m, &s);
	for (int round = 0; round < 20; round++) {
		update_prompt_begin(&m, UPDATE_SEARCH);
		for (size_t n = 1; n < sizeof text; n++) {
			update_prompt_type(&m, UPDATE_SEARCH, (struct str){text, n});
			search_post(s, &m);
			if (n % 5 == (size_t)round % 5)
				search_collect(s, &m);
		}
		rest(s, &m);
		assert_int_equal(model_result(&m)->events, 5);
		update_prompt_drop(&m);
		search_post(s, &m);
	}
	rest(s, &m);
	assert_int_equal(model_result(&m)->count, 2 * ARTICLES);
	search_close(s);
	model_free(&m);
}

static void test_closing_while_it_runs(void **state)
{
	(void)state;
	for (int i = 0; i < 10; i++) {
		struct model m;
		struct search *s;
		open_both(&m, &s);
		search_post(s, &m);
		if (i % 2)
			search_wait(s, i);
		search_close(s);
		model_free(&m);
	}
}

static void test_no_corpus(void **state)
{
	(void)state;
	struct search *s = NULL;
	struct error err = ERROR_INIT;
	assert_false(search_open("no/such/corpus", wake, NULL, &s, &err));
	assert_int_equal(err.code, ERROR_IO);
	assert_null(s);
}

/* ---- exports ---- */

struct folder {
	char path[64];
	atomic_int seen; /* names in it while an export was written, at most */
};

static int folder_count(const struct folder *f)
{
	int n = 0;
	DIR *d = opendir(f->path);
	if (!d)
		return -1;
	for (struct dirent *e; (e = readdir(d));)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

/* Called by the thread that writes, in the midst of it. */
static void look_into(void *ctx)
{
	struct folder *f = ctx;
	int n = folder_count(f);
	if (n > atomic_load(&f->seen))
		atomic_store(&f->seen, n);
}

static enum save_event save_and_wait(struct save *s, const char *path, bool overwrite, struct buf *message)
{
	struct save_job job = {.corpus = corpus, .format = export_format(STR("json")), .path = str_of(path), .overwrite = overwrite};
	enum save_event event = SAVE_NOTHING;
	assert_true(save_start(s, &job));
	for (int i = 0; i < 20000 && event == SAVE_NOTHING; i++, usleep(1000))
		event = save_collect(s, message);
	return event;
}

/* Who is killed while an export is written leaves nothing behind: it has no name before it is whole. */
static void test_save(void **state)
{
	(void)state;
	struct folder f = {.path = "test-save-XXXXXX"};
	char path[100], other[100];
	struct buf message = BUF_INIT;
	struct stat before, after;
	assert_non_null(mkdtemp(f.path));
	snprintf(path, sizeof path, "%s/a.json", f.path);
	snprintf(other, sizeof other, "%s/none/b.json", f.path);
	int probe = open(f.path, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	struct save *s = save_open(look_into, &f);
	assert_int_equal(save_and_wait(s, path, false, &message), SAVE_DONE);
	assert_int_equal(stat(path, &before), 0);
	assert_true(before.st_size > 1 << 16); /* more than one piece of writing */
	assert_int_equal(save_and_wait(s, path, false, &message), SAVE_EXISTS);
	assert_int_equal(folder_count(&f), 1);
	atomic_store(&f.seen, 0);
	assert_int_equal(save_and_wait(s, path, true, &message), SAVE_DONE);
	assert_int_equal(stat(path, &after), 0);
	assert_true(after.st_ino != before.st_ino && after.st_size == before.st_size);
	assert_int_equal(folder_count(&f), 1);
	if (probe >= 0)
		assert_int_equal(atomic_load(&f.seen), 1); /* the old one alone */
	assert_int_equal(save_and_wait(s, other, false, &message), SAVE_FAILED);
	assert_true(str_starts(buf_str(&message), str_of(other)));
	save_close(s);
	if (probe >= 0)
		close(probe);
	unlink(path);
	assert_int_equal(rmdir(f.path), 0);
	buf_free(&message);
}

/* ---- a corpus so large that the searching thread gets ready for queries that nobody asked yet ---- */

enum { LARGE_ARTICLES = 13, LARGE_EVENTS = 8000, LARGE_LINKS = 5000 };
static const char large[] = "search.large";

static void large_add(struct store *s, int number)
{
	struct buf text = BUF_INIT;
	struct event *found = mem_zero(LARGE_EVENTS, sizeof *found);
	buf_addf(&text, "%*d", LARGE_EVENTS, number);
	for (uint32_t i = 0; i < LARGE_EVENTS; i++)
		found[i] = (struct event){.span = {i, i + 1}, .when = interval_day((int32_t)(i * 7 % 1000)), .date = -1};
	struct article a = {.text = buf_str(&text), .reader = "text"};
	struct extraction x = {.published = {.when = INTERVAL_NONE}, .events = found, .event_count = LARGE_EVENTS};
	int64_t row;
	bool known;
	digest_text(a.text, a.id);
	assert_true(store_add(s, &a, &x, NULL, &row, &known, NULL));
	mem_free(found);
	buf_free(&text);
}

static void large_make(void)
{
	struct store *s;
	unlink(large);
	assert_true(store_open(large, STORE_WRITE, &s, NULL));
	assert_true(store_begin(s, NULL));
	for (int i = 1; i <= LARGE_ARTICLES; i++)
		large_add(s, i);
	for (size_t i = 0; i < LARGE_LINKS; i++)
		assert_true(store_add_link(s, &(struct link){store_event_row(1, i), store_event_row(2, i), LINK_SAME, 80, STR("made"), false}, NULL));
	assert_true(store_commit(s, NULL));
	store_close(s);
}

/* Whenever the request comes, while it gets ready or before or after, the answer is the same; and so it ends whenever. */
static void test_looking_ahead(void **state)
{
	(void)state;
	static const int pauses[] = {0, 299, 301, 303, 400}; /* ms, about when it begins */
	large_make();
	for (size_t i = 0; i < sizeof pauses / sizeof *pauses; i++) {
		struct model m;
		struct search *s;
		open_on(large, &m, &s);
		rest(s, &m);
		update_whole(&m);
		rest(s, &m);
		nanosleep(&(struct timespec){.tv_nsec = pauses[i] * 1000000L}, NULL);
		if (i % 2 == 0) {
			update_prompt_begin(&m, UPDATE_FILTER);
			update_prompt_type(&m, UPDATE_FILTER, STR("link:same"));
			rest(s, &m);
			assert_int_equal(model_result(&m)->count, 2 * LARGE_LINKS);
		}
		search_close(s);
		model_free(&m);
	}
	unlink(large);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_arrives),    cmocka_unit_test(test_a_search), cmocka_unit_test(test_typing),
		cmocka_unit_test(test_closing_while_it_runs), cmocka_unit_test(test_no_corpus),
		cmocka_unit_test(test_save),                  cmocka_unit_test(test_looking_ahead),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
