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
#include "ui/settings.h"

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
	struct settings s;
	settings_init(&s);
	for (int a = 0; a < ACTION_COUNT; a++) {
		const char *const typed[] = {action_info((enum action)a)->help, action_info((enum action)a)->name};
		for (size_t i = 0; i < 2; i++) {
			struct help h = {0};
			enum action done = ACTION_HELP;
			help_open(&h);
			help_type(&h, &s.keys, str_of(typed[i]));
			if (help_key(&h, &s.keys, "Enter", &done) != HELP_DO || (int)done != a)
				fail_msg("%s: Enter does %s", typed[i], action_info(done)->name);
			help_free(&h);
		}
	}
	settings_free(&s);
}

static void test_keys(void **state)
{
	(void)state;
	static const struct {
		const char *keys;
		enum help_event event;
		int action; /* that Enter would do, or did */
	} rows[] = {
		{"Enter", HELP_DO, ACTION_DOWN},
		{"Down Down Enter", HELP_DO, ACTION_PAGE_DOWN},
		{"End Enter", HELP_NOTHING, ACTION_NONE}, /* a mark that is explained */
		{"End Home Up Enter", HELP_DO, ACTION_DOWN},
		{"e v i d e n c e Enter", HELP_DO, ACTION_WHY},
		{"E V I D Space W O R D Enter", HELP_DO, ACTION_WHY}, /* all words, any case */
		{"z z z z Enter", HELP_NOTHING, ACTION_NONE},
		{"z z z z C-w Enter", HELP_DO, ACTION_DOWN},
		{"a t Space o n c e Enter", HELP_DO, ACTION_QUIT},
		{"Up Up Up Enter", HELP_DO, ACTION_DOWN}, /* headings are passed over */
		{"PgDn PgUp PgUp Enter", HELP_DO, ACTION_DOWN},
		{"q", HELP_CLOSE, ACTION_NONE},
		{"z q", HELP_NOTHING, ACTION_NONE}, /* a letter like others once one types */
		{"?", HELP_CLOSE, ACTION_NONE},
		{"Esc", HELP_CLOSE, ACTION_NONE},
		{"z Esc", HELP_CLOSE, ACTION_NONE},
		{"z Backspace Backspace", HELP_CLOSE, ACTION_NONE},
	};
	struct settings s;
	settings_init(&s);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct help h = {0};
		enum action a = ACTION_HELP;
		help_open(&h);
		help_fit(&h, (struct rect){0, 0, 72, 18});
		assert_int_equal(play(&h, &s.keys, rows[i].keys, &a), rows[i].event);
		if (rows[i].event == HELP_DO)
			assert_int_equal(a, rows[i].action);
		help_free(&h);
	}
	settings_free(&s);
}

static void picture(const char *words, const char *expected)
{
	struct settings s;
	struct help h = {0};
	struct canvas c;
	struct buf got = BUF_INIT;
	settings_init(&s);
	canvas_init(&c, 76, 9);
	help_open(&h);
	help_fit(&h, (struct rect){0, 0, 76, 9});
	if (*words)
		help_type(&h, &s.keys, str_of(words));
	help_draw(&h, &s.keys, &c, (struct rect){0, 0, 76, 9});
	canvas_dump(&c, &got);
	assert_string_equal(buf_cstr(&got), expected);
	buf_free(&got);
	help_free(&h);
	settings_free(&s);
	canvas_free(&c);
}

static void test_pictures(void **state)
{
	(void)state;
	picture("", "┌ Help ────────────────────────────────────────────────────────────────────┐\n"
		    "│  type to search; Enter does it; Esc closes                               │\n"
		    "│                                                                          │\n"
		    "│ Moving                                                                   │\n"
		    "│▌ j Down C-n         Go one row down                                      │\n"
		    "│  k Up C-p           Go one row up                                        │\n"
		    "│  C-f PgDn           Go one screenful down                                │\n"
		    "│  C-b PgUp           Go one screenful up                                  │\n"
		    "└──────────────────────────────────────────────────────────────────────────┘\n");
	picture("zoom", "┌ Help ────────────────────────────────────────────────────────── 2 found ─┐\n"
			"│  zoom                                                                    │\n"
			"│                                                                          │\n"
			"│▌ z                  Zoom in: decade, year, quarter, month, week, day     │\n"
			"│  Z                  Zoom out: day, week, month, quarter, year, decade    │\n"
			"│                                                                          │\n"
			"│                                                                          │\n"
			"│                                                                          │\n"
			"└──────────────────────────────────────────────────────────────────────────┘\n");
	picture("article event", "┌ Help ────────────────────────────────────────────────────────── 4 found ─┐\n"
		"│  article event                                                           │\n"
		"│                                                                          │\n"
		"│▌ Enter              Read the event in its article; take link or country  │\n"
		"│  )                  Go to the article's next event               article │\n"
		"│  (                  Go to the article's previous event           article │\n"
		"│  ▐                  The event's passage in its article                   │\n"
		"│                                                                          │\n"
		"└──────────────────────────────────────────────────────────────────────────┘\n");
}

/* No sentence is cut on a screen of 80 columns. */
static void test_sentences_fit(void **state)
{
	(void)state;
	struct settings s;
	struct help h = {0};
	struct canvas c;
	struct buf got = BUF_INIT;
	settings_init(&s);
	canvas_init(&c, 80, 300);
	help_open(&h);
	help_fit(&h, (struct rect){0, 0, 80, 300});
	help_draw(&h, &s.keys, &c, (struct rect){0, 0, 80, 300});
	canvas_dump(&c, &got);
	for (int a = 0; a < ACTION_COUNT; a++)
		if (str_find(buf_str(&got), str_of(action_info((enum action)a)->help), 0) == SIZE_MAX)
			fail_msg("%s: its sentence is too long", action_info((enum action)a)->name);
	buf_free(&got);
	help_free(&h);
	settings_free(&s);
	canvas_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_action_by_name),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_pictures),
		cmocka_unit_test(test_sentences_fit),
	};
	return cmocka_run_group_tests_name("help", tests, NULL, NULL);
}
