/* Where the user was: kept and found again, and what a wrong file does (nothing). */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/session.h"
#include "base/digest.h"
#include "fixture.h"

static const char corpus[] = "session.corpus";
static char folder[] = "session.state.XXXXXX";

static void state_file(char *out, size_t size)
{
	char name[DIGEST_LENGTH + 1];
	char *real = realpath(corpus, NULL);
	assert_non_null(real);
	digest_text(str_of(real), name);
	free(real);
	snprintf(out, size, "%s/dateline/%s", getenv("XDG_STATE_HOME"), name);
}

static int set_up(void **state)
{
	(void)state;
	char here[2048], path[4096];
	FILE *f = fopen(corpus, "w");
	assert_non_null(f);
	fclose(f);
	assert_non_null(mkdtemp(folder));
	assert_non_null(getcwd(here, sizeof here));
	snprintf(path, sizeof path, "%s/%s/deep", here, folder);
	return setenv("XDG_STATE_HOME", path, 1);
}

static int tear_down(void **state)
{
	(void)state;
	char path[4096];
	state_file(path, sizeof path);
	unlink(path);
	for (int i = 0; i < 3; i++) {
		*strrchr(path, '/') = '\0';
		rmdir(path);
	}
	return unlink(corpus);
}

static void test_kept(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	update_date(&m, STR("2018-09"));
	update_action(&m, ACTION_ZOOM_OUT);
	assert_true(update_sort(&m, STR("newest")));
	session_save(corpus, &m);
	model_free(&m);

	struct stat st;
	char path[4096];
	state_file(path, sizeof path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);

	model_init(&m);
	assert_true(session_load(corpus, &m));
	fixture_feed(&m);
	assert_int_equal(store_event_index(model_shown(&m).id), 4);
	assert_int_equal(m.unit, PRECISION_WEEK);
	assert_int_equal(m.by, ORDER_NEWEST);
	assert_non_null(strstr(m.message, "newest first"));
	assert_string_not_equal(m.message, "");
	model_free(&m);
}

static void write_state(const char *text)
{
	char path[4096];
	state_file(path, sizeof path);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void test_other_rows(void **state)
{
	(void)state;
	static const struct {
		const char *row;
		size_t shown; /* 0: the file is not taken */
	} rows[] = {
		{"row 0 33554434 2 17674 17676\nzoom 0\n", 2},
		{"row 0 33554434 2 17674 17676\nzoom 0\nsort newest\n", 2},
		{"row 0 33554434 2 17674 17676\nzoom 0\nsort by nothing\n", 2}, /* of another version: as at first */
		{"row 0 99 2 17674 17676\nzoom 0\n", 2},  /* no such row: the first of that day */
		{"row 0 16777217 1 17674 17676\nzoom 0\n", 2},   /* another row by now */
		{"row 7 2 2 17674 17676\nzoom 0\n", 0},
		{"row 0 2 2 17674 17673\nzoom 0\n", 0},
		{"row 0 2 2 17674 17676\nzoom 9\n", 0},
		{"row 0 -2 2 17674 17676\nzoom 1\n", 0},
		{"row 0 2 2 99999999 99999999\nzoom 1\n", 0},
		{"row", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct model m;
		char text[256];
		snprintf(text, sizeof text, "dateline session 1\n%s", rows[i].row);
		write_state(text);
		model_init(&m);
		assert_int_equal(session_load(corpus, &m), rows[i].shown != 0);
		fixture_feed(&m);
		assert_int_equal(store_event_index(model_shown(&m).id), rows[i].shown ? rows[i].shown : 1);
		model_free(&m);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_kept), cmocka_unit_test(test_other_rows)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
