/* The user's config: what is right holds, each wrong line is told with its number and left out, and no file locks out. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/model.h"
#include "ui/settings.h"

static void test_defaults(void **state)
{
	(void)state;
	struct settings s;
	settings_init(&s);
	assert_int_equal(s.style.theme, STYLE_AUTO);
	assert_true(s.mouse == SETTINGS_AUTO && s.ascii == SETTINGS_AUTO);
	for (int role = 0; role < STYLE_COUNT; role++) {
		struct buf remark = BUF_INIT; /* each role is told of there */
		buf_addf(&remark, "\n#\t%s\t", style_name((enum style)role));
		assert_false(s.style.own[role].given);
		if (str_find(settings_default(), buf_str(&remark), 0) == SIZE_MAX)
			fail_msg("config.default does not tell of %s", style_name((enum style)role));
		buf_free(&remark);
	}
	settings_free(&s);
}

static void test_right(void **state)
{
	(void)state;
	struct settings s;
	struct buf faults = BUF_INIT;
	settings_init(&s);
	assert_int_equal(settings_read(&s, STR("\xEF\xBB\xBF# mine\r\n [options] \n theme  light\nmouse off\nascii on\n\n[colours]\n"
					       "date 214 on default bold underline\nselected bold\n[keys]\ndown x"), "config", &faults), 0);
	assert_int_equal(faults.n, 0);
	assert_true(s.style.theme == STYLE_LIGHT && s.mouse == SETTINGS_OFF && s.ascii == SETTINGS_ON);
	struct style_look look = style_look(&s.style, STYLE_DATE, 256);
	assert_true(look.fg == 214 && look.bg == STYLE_DEFAULT && look.attributes == (STYLE_BOLD | STYLE_UNDERLINE));
	assert_int_equal(keymap_action(&s.keys, "x", PANE_TIMELINE), ACTION_DOWN);
	assert_int_equal(keymap_action(&s.keys, "k", PANE_TIMELINE), ACTION_UP);
	settings_free(&s);
}

static void test_wrong(void **state)
{
	(void)state;
	static const char text[] = "down j\n[options]\ntheme pink\nmouse\ncolour on\nmouse off\n[keys]\nfly x\nup K\nopen K\n[colors]\n"
				   "date red\n[colours]\nday red\ndate on\ndate red blue\ndate red on\ntitle red\n";
	static const char told[] =
		"f:1: a line before the first heading; write [keys] or [options] above it\n"
		"f:3: theme cannot be pink; write one of auto dark light high-contrast mono\n"
		"f:4: mouse has no value; write one of auto on off\n"
		"f:5: no option colour; there are theme, mouse and ascii\n"
		"f:8: no action fly; dateline's help (?) lists them\n"
		"f:10: key K has the action up already; give it to one\n"
		"f:11: no heading [colors]; there are [options], [keys] and [colours]\n"
		"f:14: no role day; dateline config lists them\n"
		"f:15: a colour is missing; write COLOUR, or COLOUR on COLOUR\n"
		"f:16: no look blue; write COLOUR or COLOUR on COLOUR (cyan, bright-red, 0 to 255, #ffaf00, default), bold, faint, "
		"reverse, underline, italic\n"
		"f:17: a colour is missing; write COLOUR, or COLOUR on COLOUR\n";
	struct settings s;
	struct buf faults = BUF_INIT;
	settings_init(&s);
	assert_int_equal(settings_read(&s, str_of(text), "f", &faults), 11);
	assert_string_equal(buf_cstr(&faults), told);
	assert_true(s.style.theme == STYLE_AUTO && s.mouse == SETTINGS_OFF);
	assert_int_equal(keymap_action(&s.keys, "K", PANE_TIMELINE), ACTION_UP); /* what is right holds */
	assert_string_equal(keymap_key(&s.keys, ACTION_OPEN), "Enter");
	assert_false(s.style.own[STYLE_DATE].given);
	assert_true(s.style.own[STYLE_TITLE].given);
	buf_free(&faults);
	settings_free(&s);
}

/* All ways out taken away: one comes back, and it is said. */
static void test_exit_remains(void **state)
{
	(void)state;
	struct settings s;
	struct buf faults = BUF_INIT;
	settings_init(&s);
	assert_int_equal(settings_read(&s, STR("[keys]\nquit\nback\nhelp\ncommand\ndown Q"), "f", &faults), 1);
	assert_string_equal(buf_cstr(&faults), "f: no key is left to leave by; quit keeps Q\n");
	assert_int_equal(keymap_action(&s.keys, "Q", PANE_TIMELINE), ACTION_QUIT);
	buf_free(&faults);
	settings_free(&s);
}

/* Random bytes and random pieces of right lines: never a crash, and always a way out. */
static void test_any_bytes(void **state)
{
	(void)state;
	static const char *const pieces[] = {"[keys]\n", "[options]\n", "[colours]\n", "down", " ", "\t", "j", "\n", "theme", "dark", "on", "date",
					     "red", "#", "quit", "\xff", "[", "]", ",", "e,d", "C-", "M-x", "bold", "256", "\r", "help ", "back ", "command "};
	uint32_t random = 7;
	for (int round = 0; round < 300; round++) {
		struct settings s;
		struct buf text = BUF_INIT;
		for (int i = 0; i < 120; i++) {
			random = random * 1664525 + 1013904223; /* Numerical Recipes */
			if (random >> 28 == 0)
				buf_add_char(&text, (char)(random >> 8));
			else
				buf_add_cstr(&text, pieces[(random >> 10) % (sizeof pieces / sizeof *pieces)]);
		}
		settings_init(&s);
		settings_read(&s, buf_str(&text), "f", NULL);
		assert_true(*keymap_key(&s.keys, ACTION_QUIT) || *keymap_key(&s.keys, ACTION_BACK) ||
			    *keymap_key(&s.keys, ACTION_COMMAND) || *keymap_key(&s.keys, ACTION_HELP));
		buf_free(&text);
		settings_free(&s);
	}
}

/* A theme and sizes that were switched are there the next time; a theme that the files change wins. */
static void test_remembered(void **state)
{
	(void)state;
	char folder[] = "/tmp/dateline-settings-XXXXXX", path[100];
	struct settings s;
	struct sizes sizes = {25, 400, {0, 700}}, got = {0};
	assert_non_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	settings_init(&s);
	s.kept = s.style.theme = STYLE_LIGHT;
	settings_remember(&s, &sizes);
	settings_free(&s);
	settings_init(&s);
	settings_recall(&s, &got);
	assert_int_equal(s.style.theme, STYLE_LIGHT);
	assert_memory_equal(&sizes, &got, sizeof got);
	settings_free(&s);
	settings_init(&s);
	settings_read(&s, STR("[options]\ntheme dark"), "f", NULL);
	settings_recall(&s, &got);
	assert_int_equal(s.style.theme, STYLE_DARK);
	settings_free(&s);
	snprintf(path, sizeof path, "%s/dateline/screen", folder);
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),       cmocka_unit_test(test_right),     cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_exit_remains),   cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_remembered),
	};
	return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
