/* The panes as pictures: what view_draw puts on a small canvas, on the corpus of fixture.h. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"
#include "ui/view.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void settle(struct model *m, int w, int h)
{
	do {
		view_fit(m, w, h);
		fixture_feed(m);
		view_fit(m, w, h);
	} while (!model_is_idle(m));
}

static void play(struct model *m, int w, int h, struct str script)
{
	struct str word;
	while (script.n > 0 && str_split(&script, ' ', &word)) {
		struct str inner = str_sub(word, 1, word.n);
		if (word.p[0] == '@') {
			update_date(m, inner);
		} else if (word.p[0] == '/') {
			update_prompt_begin(m, UPDATE_SEARCH);
			update_prompt_type(m, UPDATE_SEARCH, inner);
			fixture_feed(m);
		} else {
			int a = action_of(word);
			if (a == ACTION_NONE)
				fail_msg("no action %.*s", STR_ARG(word));
			update_action(m, (enum action)a);
		}
		settle(m, w, h);
	}
}

static void draw(struct str script, int w, int h, bool styles, bool ascii, struct buf *out)
{
	struct model m;
	struct canvas c;
	model_init(&m);
	settle(&m, w, h);
	play(&m, w, h, script);
	canvas_init(&c, w, h);
	c.ascii = ascii;
	view_draw(&m, &c);
	if (styles)
		canvas_dump_styles(&c, out);
	else
		canvas_dump(&c, out);
	canvas_free(&c);
	model_free(&m);
}

/* tests/unit/pane.screens: "== WxH [styles|ascii] SCRIPT", then the screen that it must give, up to the next
 * "==" line. GENERATE=1 writes the file anew into the source folder; the difference is to be read like code. */
static void screens_path(char *out, size_t size)
{
	const char *srcdir = getenv("srcdir");
	snprintf(out, size, "%s/tests/unit/pane.screens", srcdir ? srcdir : ".");
}

static void screens_read(struct buf *out)
{
	char path[4096], bytes[4096];
	screens_path(path, sizeof path);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(out, bytes, n);
	fclose(f);
}

static bool mode_word(struct str *script, const char *word)
{
	size_t n = strlen(word);
	if (!str_starts(*script, str_of(word)))
		return false;
	*script = str_trim(str_sub(*script, n, script->n));
	return true;
}

/* The screen of a "== ..." line, with that line. */
static void screen_of(struct str head, struct buf *out)
{
	int w, h, used;
	char line[256];
	snprintf(line, sizeof line, "%.*s", STR_ARG(head));
	assert_int_equal(sscanf(line, "== %dx%d%n", &w, &h, &used), 2);
	struct str script = str_trim(str_of(line + used));
	bool styles = mode_word(&script, "styles"), ascii = mode_word(&script, "ascii");
	buf_addf(out, "%s\n", line);
	draw(script, w, h, styles, ascii, out);
}

static void test_screens(void **state)
{
	(void)state;
	struct buf expected = BUF_INIT, drawn = BUF_INIT;
	screens_read(&expected);
	struct str rest = buf_str(&expected), line;
	size_t count = 0;
	while (str_split(&rest, '\n', &line))
		if (str_starts(line, STR("== "))) {
			screen_of(line, &drawn);
			count++;
		}
	assert_true(count > 10);
	if (getenv("GENERATE")) {
		char path[4096];
		screens_path(path, sizeof path);
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		fwrite(drawn.p, 1, drawn.n, f);
		fclose(f);
	} else if (!str_eq(buf_str(&expected), buf_str(&drawn))) {
		FILE *f = fopen("pane.screens.out", "w");
		assert_non_null(f);
		fwrite(drawn.p, 1, drawn.n, f);
		fclose(f);
		fail_msg("the screens differ: compare pane.screens.out with tests/unit/pane.screens");
	}
	buf_free(&expected);
	buf_free(&drawn);
}

/* Every size from 1x1 up, every overlay, with rows and without: nothing is drawn outside, nothing fails, and the
 * row under the cursor can be seen. */
static void test_any_size(void **state)
{
	(void)state;
	static const char *const scripts[] = {"", "@2018-05-23", "article", "countries", "@2018-05-23 links", "@2018-05-23 why",
					      "zoom-out zoom-out zoom-out", "/nothing"};
	for (size_t i = 0; i < COUNT(scripts); i++) {
		struct model m;
		struct canvas c;
		model_init(&m);
		settle(&m, 80, 24);
		play(&m, 80, 24, str_of(scripts[i]));
		canvas_init(&c, 1, 1);
		for (int h = 1; h < 30; h += 1 + h / 6)
			for (int w = 1; w < 140; w += 1 + w / 8) {
				settle(&m, w, h);
				canvas_resize(&c, w, h);
				canvas_clear(&c);
				view_draw(&m, &c);
				assert_true(c.cursor_x < w && c.cursor_y < h);
			}
		canvas_free(&c);
		model_free(&m);
	}
}

/* Before anything is known, and on a corpus with nothing in it. */
static void test_nothing(void **state)
{
	(void)state;
	for (int there = 0; there < 2; there++)
		for (int pane = 0; pane < PANE_COUNT; pane++)
			for (int w = 1; w < 130; w += 9) {
				struct model m;
				struct canvas c;
				model_init(&m);
				if (there)
					fixture_feed_empty(&m);
				m.focus = (enum pane)pane;
				view_fit(&m, w, 17);
				canvas_init(&c, w, 17);
				view_draw(&m, &c);
				canvas_free(&c);
				model_free(&m);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_screens),
		cmocka_unit_test(test_any_size),
		cmocka_unit_test(test_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
