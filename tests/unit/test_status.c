/* The last row: what is dropped first when room is short, and that no number is ever cut. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "ui/status.h"

static struct model model_with(size_t rows, size_t total)
{
	struct model m;
	model_init(&m);
	struct row *row = mem_zero(rows, sizeof *row);
	for (size_t i = 0; i < rows; i++)
		row[i] = (struct row){.id = store_event_row(1, i), .article = 1, .when = interval_day(day_of(2018, 5, 23))};
	m.now = m.all = mem_zero(1, sizeof *m.all);
	m.all->result = result_of(row, rows);
	m.all->result->total = total;
	mem_free(row);
	lines_make(&m.lines, m.all->result, PRECISION_DAY, SIZE_MAX);
	m.cursor = rows - 1;
	m.spot = (struct spot){ROW_EVENT, store_event_row(1, rows - 1), 1, interval_day(day_of(2018, 5, 23))};
	m.answered[REQUEST_CORPUS] = m.requests[REQUEST_CORPUS].number;
	return m;
}

static void test_room(void **state)
{
	(void)state;
	static const struct {
		int w;
		const char *filter, *shown;
	} rows[] = {
		{80, "", " 123456 of 123456 (980940)  2018-05-23        ⏎ read  ][ link  / search  ? help\n"},
		{60, "", " 123456 of 123456 (980940)  2018-05-23       ⏎ read  ? help\n"},
		{40, "", " 123456 of 123456 (980940)       ? help\n"},
		{30, "", " 123456 of 123456      ? help\n"},
		{26, "", " 123456 of 123456  ? help\n"},
		{24, "", " 123k of 123k    ? help\n"},
		{20, "", " 123k        ? help\n"},
		{16, "", " 123k    ? help\n"},
		{80, "kind:meeting", " 123456 of 123456 (980940)  kind:meeting  2018-05-23             ⏎ read  ? help\n"},
		{56, "kind:meeting", " 123456 of 123456 (980940)  kind:meeting         ? help\n"},
	};
	struct keymap k;
	keymap_init(&k);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct model m = model_with(123456, 980940);
		struct canvas c;
		struct buf got = BUF_INIT;
		buf_add_cstr(&m.filter.line, rows[i].filter);
		canvas_init(&c, rows[i].w, 1);
		status_draw(&m, &k, &c, (struct rect){0, 0, rows[i].w, 1});
		canvas_dump(&c, &got);
		assert_string_equal(buf_cstr(&got), rows[i].shown);
		buf_free(&got);
		canvas_free(&c);
		model_free(&m);
	}
	keymap_free(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_room),
	};
	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
