/* The help: every action can be found in it by its words and done from it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ui/help.h"

static enum help_event play(struct help *h, const struct keymap *k, const char *keys, enum action *a)
{
	enum help_event event = HELP_NOTHING;
	struct str rest = str_of(keys), key;
	while (event == HELP_NOTHING && str_split(&rest, ' ', &key)) {
		char name[32];
		snprintf(name, sizeof name, "%.*s", STR_ARG(key));
		event = help_key(h, k, name, a);
	}
	return event;
}

static void test_every_action_by_name(void **state)
{
	(void)state;
	struct keymap k;
	keymap_init(&k);
	for (int a = 0; a < ACTION_COUNT; a++) {
		struct help h = {0};
		help_open(&h);
		help_type(&h, &k, str_of(action_info((enum action)a)->help));
		enum action done;
		assert_int_equal(help_key(&h, &k, "Enter", &done), HELP_DO);
		assert_int_equal(done, a);
		help_free(&h);
	}
	keymap_free(&k);
}

static void test_keys(void **state)
{
	(void)state;
	static const struct {
		const char *keys;
		enum help_event event;
		int action; /* that Enter would do, or did */
	} rows[] = {
		{"Down Down Enter", HELP_DO, ACTION_PAGE_DOWN},
		{"End Enter", HELP_DO, ACTION_QUIT},
		{"End Home Up Enter", HELP_DO, ACTION_DOWN},
		{"e v i d e n c e Enter", HELP_DO, ACTION_WHY},
		{"E V I D Space W O R D Enter", HELP_DO, ACTION_WHY}, /* all words, any case */
		{"z z z z Enter", HELP_NOTHING, ACTION_NONE},
		{"z z z z C-w End Enter", HELP_DO, ACTION_QUIT},
		{"q", HELP_CLOSE, ACTION_NONE},
		{"z q", HELP_NOTHING, ACTION_NONE}, /* a letter like others once one types */
		{"?", HELP_CLOSE, ACTION_NONE},
		{"Esc", HELP_CLOSE, ACTION_NONE},
		{"z Esc", HELP_CLOSE, ACTION_NONE},
		{"z Backspace Backspace", HELP_CLOSE, ACTION_NONE},
	};
	struct keymap k;
	keymap_init(&k);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct help h = {0};
		enum action a = ACTION_HELP;
		help_open(&h);
		help_fit(&h, (struct rect){0, 0, 72, 18});
		assert_int_equal(play(&h, &k, rows[i].keys, &a), rows[i].event);
		if (rows[i].event == HELP_DO)
			assert_int_equal(a, rows[i].action);
		help_free(&h);
	}
	keymap_free(&k);
}

static void test_picture(void **state)
{
	(void)state;
	struct keymap k;
	struct help h = {0};
	struct canvas c;
	struct buf got = BUF_INIT;
	keymap_init(&k);
	canvas_init(&c, 76, 8);
	help_open(&h);
	help_fit(&h, (struct rect){0, 0, 76, 8});
	help_type(&h, &k, STR("zoom"));
	help_draw(&h, &k, &c, (struct rect){0, 0, 76, 8});
	canvas_dump(&c, &got);
	assert_string_equal(buf_cstr(&got),
		"┌ Help ──────────────────────────────────────────────────────────── 1 of 2 ┐\n"
		"│  zoom                                                                    │\n"
		"│                                                                          │\n"
		"│▌ z                 Zoom in: decade, year, quarter, month, wee…  timeline │\n"
		"│  Z                 Zoom out: day, week, month, quarter, year,…  timeline │\n"
		"│                                                                          │\n"
		"│                                                                          │\n"
		"└──────────────────────────────────────────────────────────────────────────┘\n");
	buf_free(&got);
	help_free(&h);
	keymap_free(&k);
	canvas_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_action_by_name),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_picture),
	};
	return cmocka_run_group_tests_name("help", tests, NULL, NULL);
}
