/* Keys: those of data/config.default are whole and unambiguous, and lines of a user's own are read strictly. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/settings.h"

static void test_defaults_are_whole(void **state)
{
	(void)state;
	struct settings s;
	settings_init(&s);
	for (int a = 0; a < ACTION_COUNT; a++) {
		const struct action_info *info = action_info((enum action)a);
		if (!*keymap_key(&s.keys, (enum action)a))
			fail_msg("no key for %s", info->name);
		assert_int_equal(action_of(str_of(info->name)), a);
		assert_true(info->panes != 0);
		assert_true(*info->hint && *info->help);
	}
	settings_free(&s);
}

static void test_names(void **state)
{
	(void)state;
	static const char *const good[] = {"j", "G", "?", "#", "é", "日", "-", "Enter", "S-Tab", "F12", "C-f",
					   "C-Space", "C-]", "M-x", "M-Left", "M--"};
	static const char *const bad[] = {"", " ", "jj", "enter", "F13", "F0", "C-", "C-i", "C-m", "C-h", "C-[", "C-F1",
					  "M-", "M-C-x", "\x1b", "\xff", "\xCC\x81"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!keymap_is_key(str_of(good[i])))
			fail_msg("%s is a key", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (keymap_is_key(str_of(bad[i])))
			fail_msg("%s is no key", bad[i]);
}

/* Reads lines as a file does; false at the first that is wrong. */
static bool read(struct keymap *k, const char *lines, struct error *err)
{
	struct keymap claimed = {0};
	struct str rest = str_of(lines), line;
	bool good = true;
	while (good && str_split(&rest, '\n', &line))
		good = keymap_line(k, &claimed, line, err);
	keymap_free(&claimed);
	return good;
}

static void test_own_lines(void **state)
{
	(void)state;
	struct settings s;
	struct error err = ERROR_INIT;
	struct buf keys = BUF_INIT;
	settings_init(&s);
	assert_true(read(&s.keys, "down\tx  Down\nquit\nhelp q", &err));
	keymap_keys(&s.keys, ACTION_DOWN, &keys);
	assert_string_equal(buf_cstr(&keys), "x Down");
	assert_int_equal(keymap_action(&s.keys, "x", PANE_TIMELINE), ACTION_DOWN);
	assert_int_equal(keymap_action(&s.keys, "j", PANE_TIMELINE), ACTION_NONE);
	assert_string_equal(keymap_key(&s.keys, ACTION_QUIT), "");
	assert_int_equal(keymap_action(&s.keys, "q", PANE_TIMELINE), ACTION_HELP); /* taken from back */
	assert_string_equal(keymap_key(&s.keys, ACTION_BACK), "");
	buf_free(&keys);
	settings_free(&s);
}

static void test_faults(void **state)
{
	(void)state;
	static const struct {
		const char *text, *message;
	} rows[] = {
		{"fly x", "no action fly; dateline's help (?) lists them"},
		{"up jj", "no key jj; write j, Enter, F1, C-f, M-x, e,d"},
		{"up y jj", "no key jj; write j, Enter, F1, C-f, M-x, e,d"},
		{"open X\nup X", "key X has the action open already; give it to one"},
		{"open X\nup X,y", "key X,y: X has the action open already; give it to one"},
		{"open X,y\nup X", "key X: X,y has the action open already; give it to one"},
		{"up x,jj", "no key x,jj; write j, Enter, F1, C-f, M-x, e,d"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct settings s;
		struct error err = ERROR_INIT;
		settings_init(&s);
		assert_false(read(&s.keys, rows[i].text, &err));
		assert_string_equal(err.msg, rows[i].message);
		assert_int_equal(err.code, ERROR_SYNTAX);
		assert_int_equal(keymap_action(&s.keys, "k", PANE_TIMELINE), ACTION_UP); /* as before the wrong line */
		assert_int_equal(keymap_action(&s.keys, "y", PANE_TIMELINE), ACTION_COPY);
		settings_free(&s);
	}
}

/* Keys one after the other: a key is the beginning of some or has an action, never both. */
static void test_sequences(void **state)
{
	(void)state;
	struct settings s;
	struct keymap *k = &s.keys;
	char keys[KEY_BYTES];
	settings_init(&s);
	assert_true(keymap_begins(k, "e"));
	assert_false(keymap_begins(k, "e,d"));
	assert_false(keymap_begins(k, "j"));
	assert_int_equal(keymap_action(k, "e", PANE_TIMELINE), ACTION_NONE);
	assert_int_equal(keymap_action(k, "e,d", PANE_TIMELINE), ACTION_CORRECT_DATE);
	assert_true(keymap_join("e", "d", keys));
	assert_string_equal(keys, "e,d");
	assert_true(read(k, "star e\ntag , g,g\nnote x,,", NULL));
	assert_int_equal(keymap_action(k, "e", PANE_TIMELINE), ACTION_STAR);
	assert_string_equal(keymap_key(k, ACTION_CORRECT_DATE), ""); /* taken away with its beginning */
	assert_int_equal(keymap_action(k, ",", PANE_TIMELINE), ACTION_TAG);
	assert_int_equal(keymap_action(k, "g,g", PANE_TIMELINE), ACTION_TAG);
	assert_int_equal(keymap_action(k, "g", PANE_TIMELINE), ACTION_NONE);
	assert_int_equal(keymap_action(k, "x,,", PANE_TIMELINE), ACTION_NOTE);
	settings_free(&s);
}

/* A key can mean one thing in a pane and another elsewhere, but not two in one. */
static void test_panes(void **state)
{
	(void)state;
	struct settings s;
	struct keymap *k = &s.keys;
	struct error err = ERROR_INIT;
	settings_init(&s);
	assert_int_equal(keymap_action(k, "l", PANE_ARTICLE), ACTION_LINKS);
	assert_int_equal(keymap_action(k, "l", PANE_GRID), ACTION_RIGHT);
	assert_int_equal(keymap_action(k, "h", PANE_COMPARE), ACTION_LEFT);
	assert_int_equal(keymap_action(k, "l", PANE_COUNTRIES), ACTION_LINKS); /* to be told where it works: beside it, */
	assert_int_equal(keymap_action(k, "l", PANE_LINKS), ACTION_LINKS);
	assert_int_equal(keymap_action(k, "Right", PANE_WHY), ACTION_PANE_RIGHT); /* or under it, */
	assert_int_equal(keymap_action(k, "h", PANE_LINKS), ACTION_LEFT);         /* else in a view */
	assert_true(read(k, "star X\nright X", NULL));
	assert_int_equal(keymap_action(k, "X", PANE_TIMELINE), ACTION_STAR);
	assert_int_equal(keymap_action(k, "X", PANE_MAP), ACTION_RIGHT);
	assert_int_equal(keymap_action(k, "l", PANE_MAP), ACTION_LINKS); /* elsewhere */
	assert_false(read(k, "star X\nright X\ntag X", &err));
	assert_string_equal(err.msg, "key X has the action star already; give it to one");
	assert_true(read(k, "down X", NULL)); /* works in every pane: taken from both */
	assert_int_equal(keymap_action(k, "X", PANE_TIMELINE), ACTION_DOWN);
	assert_int_equal(keymap_action(k, "X", PANE_MAP), ACTION_DOWN);
	settings_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults_are_whole),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_own_lines),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_sequences),
		cmocka_unit_test(test_panes),
	};
	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
