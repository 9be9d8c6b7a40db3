/* The last row: what is dropped first when room is short, and that no number is ever cut. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "ui/settings.h"
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
	lines_make(&m.lines, m.all->result, &(struct lines_how){PRECISION_DAY, ORDER_OLDEST, NULL, SIZE_MAX, 1});
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
		{60, "", " 123456 of 123456 (980940)          ⏎ read  ][ link  ? help\n"},
		{48, "", " 123456 of 123456 (980940)       ⏎ read  ? help\n"},
		{40, "", " 123456 of 123456 (980940)       ? help\n"},
		{30, "", " 123456 of 123456      ? help\n"},
		{26, "", " 123456 of 123456  ? help\n"},
		{24, "", " 123k of 123k    ? help\n"},
		{20, "", " 123k        ? help\n"},
		{16, "", " 123k    ? help\n"},
		{80, "kind:meeting", " 123456 of 123456 (980940)  kind:meeting      ⏎ read  ][ link  / search  ? help\n"},
		{62, "kind:meeting", " 123456 of 123456 (980940)  kind:meeting       ⏎ read  ? help\n"},
		{56, "kind:meeting", " 123456 of 123456 (980940)  kind:meeting         ? help\n"},
	};
	struct settings s;
	settings_init(&s);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct model m = model_with(123456, 980940);
		struct canvas c;
		struct buf got = BUF_INIT;
		buf_add_cstr(&m.filter.line, rows[i].filter);
		canvas_init(&c, rows[i].w, 1);
		status_draw(&m, &s.keys, HINT_PANE, &c, (struct rect){0, 0, rows[i].w, 1});
		canvas_dump(&c, &got);
		assert_string_equal(buf_cstr(&got), rows[i].shown);
		buf_free(&got);
		canvas_free(&c);
		model_free(&m);
	}
	settings_free(&s);
}

/* A piece of the line that is neither place, filter nor date must be a whole hint: some keys, a blank, its label. */
static bool is_hint(const struct settings *s, struct str piece)
{
	static const char *const signs[][2] = {{"Enter", "⏎"}, {"Left", "←"}, {"Right", "→"}};
	for (int a = 0; a < ACTION_COUNT; a++) {
		const char *label = action_info((enum action)a)->hint, *key = keymap_key(&s->keys, (enum action)a);
		struct str keys = str_sub(piece, 0, piece.n > strlen(label) ? piece.n - strlen(label) - 1 : 0);
		if (!str_ends(piece, str_of(label)) || !keys.n || piece.p[keys.n] != ' ')
			continue;
		for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
			if (strcmp(key, signs[i][0]) == 0)
				key = signs[i][1];
		if (str_starts(keys, str_of(key)))
			return true;
	}
	return false;
}

/* At every width and in every pane only whole hints stand there, the help's last, and no number is cut. */
static void test_whole_items(void **state)
{
	(void)state;
	struct settings s;
	settings_init(&s);
	for (int focus = 0; focus < PANE_COUNT; focus++)
		for (int w = 20; w <= 200; w++) {
			struct model m = model_with(40, 980940);
			struct canvas c;
			struct buf got = BUF_INIT;
			m.focus = (enum pane)focus;
			canvas_init(&c, w, 1);
			status_draw(&m, &s.keys, HINT_PANE, &c, (struct rect){0, 0, w, 1});
			canvas_dump(&c, &got);
			struct str rest = str_trim(buf_str(&got));
			for (bool last = false; !last;) {
				size_t gap = str_find(rest, STR("  "), 0);
				struct str piece = str_sub(rest, 0, gap);
				last = gap == SIZE_MAX;
				rest = str_trim(str_sub(rest, piece.n, rest.n));
				if (!str_eq(piece, STR("40 of 40 (980940)")) && !str_eq(piece, STR("40 of 40")) && !str_eq(piece, STR("2018-05-23")) && !is_hint(&s, piece))
					fail_msg("at %d in the %s: %.*s", w, action_pane_name(m.focus), STR_ARG(piece));
				if (last)
					assert_true(str_eq(piece, STR("? help")));
			}
			buf_free(&got);
			canvas_free(&c);
			model_free(&m);
		}
	settings_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_whole_items),
	};
	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
