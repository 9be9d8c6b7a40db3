/* The small tools of the command line: JSON, CSV, columns, suggestions, the progress line. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/columns.h"
#include "export/csv.h"
#include "export/jot.h"
#include "cli/message.h"
#include "cli/progress.h"

static void test_jot_text(void **state)
{
	(void)state;
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"plain", "\"plain\""},
		{"", "\"\""},
		{"a \"quote\", a \\ and a /", "\"a \\\"quote\\\", a \\\\ and a /\""},
		{"line\nand\ttab\r", "\"line\\nand\\ttab\\u000d\""},
		{"\x1b[2J\x07\x7f", "\"\\u001b[2J\\u0007\\u007f\""},
		{"c1 \xC2\x9B, bidi \xE2\x80\xAE, BOM \xEF\xBB\xBF", "\"c1 \\u009b, bidi \\u202e, BOM \\ufeff\""},
		{"日本 é \xF0\x9F\x98\x80", "\"日本 é \xF0\x9F\x98\x80\""},
		{"tag \xF3\xA0\x81\x81", "\"tag \\udb40\\udc41\""}, /* U+E0041, invisible: a surrogate pair */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;
		struct jot j = {&b, false};
		jot_str(&j, str_of(rows[i].in));
		assert_string_equal(buf_cstr(&b), rows[i].out);
		buf_free(&b);
	}
	struct buf b = BUF_INIT;
	struct jot j = {&b, false};
	jot_str(&j, (struct str){"a\0b", 3});
	assert_string_equal(buf_cstr(&b), "\"a\\u0000b\"");
	buf_free(&b);
}

static void test_jot_structure(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	struct jot j = {&b, false};
	jot_open(&j, '{');
	jot_key(&j, "a"), jot_int(&j, 0);
	jot_key(&j, "b"), jot_open(&j, '[');
	jot_int(&j, -7), jot_null(&j), jot_str(&j, STR("x"));
	jot_open(&j, '{'), jot_close(&j, '}');
	jot_open(&j, '['), jot_close(&j, ']');
	jot_close(&j, ']');
	jot_key(&j, "c"), jot_str_or_null(&j, STR_NONE);
	jot_key(&j, "d"), jot_int(&j, INT64_MIN);
	jot_close(&j, '}');
	assert_string_equal(buf_cstr(&b), "{\"a\":0,\"b\":[-7,null,\"x\",{},[]],\"c\":null,\"d\":-9223372036854775808}");
	buf_free(&b);
}

static void test_csv(void **state)
{
	(void)state;
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"plain", "plain"},
		{"a, b", "\"a, b\""},
		{"a \"b\"", "\"a \"\"b\"\"\""},
		{"two\nlines", "\"two\nlines\""},
		{"=HYPERLINK(1)", "'=HYPERLINK(1)"},
		{"+1", "'+1"},
		{"-2+3", "'-2+3"},
		{"@cmd", "'@cmd"},
		{"\tx", "'\tx"},
		{"\rx", "'^Mx"},
		{"=a,b", "\"'=a,b\""},
		{"\x1b[31m", "^[[31m"},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;
		struct csv c = {&b, false};
		csv_text(&c, str_of(rows[i].in));
		assert_string_equal(buf_cstr(&b), rows[i].out);
		buf_free(&b);
	}
	struct buf b = BUF_INIT;
	struct csv c = {&b, false};
	csv_plain(&c, "2018-05-22"), csv_text(&c, STR("x")), csv_int(&c, -3), csv_end(&c);
	csv_plain(&c, ""), csv_end(&c);
	assert_string_equal(buf_cstr(&b), "2018-05-22,x,-3\r\n\r\n");
	buf_free(&b);
}

static void test_columns(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		int width;
		const char *out;
	} rows[] = {
		{"abc", 5, "abc  "},
		{"abcdef", 5, "abcd…"},
		{"abcde", 5, "abcde"},
		{"日本語", 5, "日本…"},
		{"日本語", 4, "日… "}, /* half of a wide character is not shown */
		{"a\nb\x1b", 0, "a b^["},
		{"", 2, "  "},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;
		columns_add(&b, str_of(rows[i].in), rows[i].width);
		assert_string_equal(buf_cstr(&b), rows[i].out);
		buf_free(&b);
	}
	struct buf b = BUF_INIT;
	columns_add(&b, STR("x"), 5);
	columns_end(&b);
	assert_string_equal(buf_cstr(&b), "x\n");
	buf_free(&b);
}

static void test_suggestions(void **state)
{
	(void)state;
	static const char *const names[] = {"ingest", "events", "articles", "search", "show"};
	static const struct {
		const char *typed, *meant;
	} rows[] = {
		{"evnts", "events"}, {"event", "events"}, {"sowh", "show"}, {"artikels", "articles"},
		{"serach", "search"}, {"xyzzy", NULL}, {"a", NULL},
		{"a-very-long-word-that-no-command-was-ever-named-after", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *meant = message_suggest(rows[i].typed, names, 5);
		if (rows[i].meant)
			assert_string_equal(meant, rows[i].meant);
		else
			assert_null(meant);
	}
}

static void test_progress(void **state)
{
	(void)state;
	static const struct {
		uint64_t articles, bytes, done, all;
		double seconds;
		const char *line;
	} rows[] = {
		{12000, 24000000, 0, 0, 2.0, "12000 articles, 6000/s, 12.0 MB/s"},
		{500, 1000000, 250, 1000, 1.0, "500 articles, 500/s, 1.0 MB/s, 25 %, 0:03 left"},
		{500, 1000000, 1, 1000, 10.0, "500 articles, 50/s, 0.1 MB/s, 0 %, 166:30 left"},
		{0, 0, 0, 1000, 0.0, "0 articles, 0/s, 0.0 MB/s"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char line[80];
		progress_line(rows[i].articles, rows[i].bytes, rows[i].done, rows[i].all, rows[i].seconds, line, sizeof line);
		assert_string_equal(line, rows[i].line);
	}
}

static void test_progress_of_a_task(void **state)
{
	(void)state;
	static const struct {
		uint64_t done, all;
		double seconds;
		const char *line;
	} rows[] = {
		{0, 0, 3.0, "links"},
		{0, 1000, 3.0, "links"},
		{250, 1000, 1.0, "links, 25 %, 0:03 left"},
		{1000, 1000, 9.0, "links, 100 %, 0:00 left"},
		{250, 0, 1.0, "links, 250"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char line[80];
		progress_task_line("links", rows[i].done, rows[i].all, rows[i].seconds, line, sizeof line);
		assert_string_equal(line, rows[i].line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jot_text), cmocka_unit_test(test_jot_structure), cmocka_unit_test(test_csv),
		cmocka_unit_test(test_columns),  cmocka_unit_test(test_suggestions),   cmocka_unit_test(test_progress),
		cmocka_unit_test(test_progress_of_a_task),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
