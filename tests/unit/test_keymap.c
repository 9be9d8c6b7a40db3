/* Keys: data/keys.default is whole and unambiguous, and a user's own file is read strictly. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/keymap.h"

static void test_defaults_are_whole(void **state)
{
	(void)state;
	struct keymap k;
	keymap_init(&k);
	for (int a = 0; a < ACTION_COUNT; a++) {
		const struct action_info *info = action_info((enum action)a);
		if (!*keymap_key(&k, (enum action)a))
			fail_msg("no key for %s", info->name);
		assert_int_equal(action_of(str_of(info->name)), a);
		assert_true(info->panes != 0);
		assert_true(*info->hint && *info->help);
	}
	keymap_free(&k);
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

static void test_own_file(void **state)
{
	(void)state;
	struct keymap k;
	struct error err = ERROR_INIT;
	keymap_init(&k);
	struct buf keys = BUF_INIT;
	assert_true(keymap_read(&k, STR("# mine\n\ndown\tx  Down\nquit\nhelp q"), "keys", &err));
	keymap_keys(&k, ACTION_DOWN, &keys);
	assert_string_equal(buf_cstr(&keys), "x Down");
	assert_int_equal(keymap_action(&k, "x"), ACTION_DOWN);
	assert_int_equal(keymap_action(&k, "j"), ACTION_NONE);
	assert_string_equal(keymap_key(&k, ACTION_QUIT), "");
	assert_int_equal(keymap_action(&k, "q"), ACTION_HELP); /* taken from back */
	assert_string_equal(keymap_key(&k, ACTION_BACK), "");
	buf_free(&keys);
	keymap_free(&k);
}

static void test_faults(void **state)
{
	(void)state;
	static const struct {
		const char *text, *message;
	} rows[] = {
		{"down j\n\nfly x\n", "my keys:3: no action fly; dateline's help (?) lists them"},
		{"down jj", "my keys:1: no key jj; write j, Enter, F1, C-f, M-x, e,d"},
		{"down x\nup x", "my keys:2: key x has the action down already; give it to one"},
		{"down x\nup x,y", "my keys:2: key x,y: x has the action down already; give it to one"},
		{"down x,y\nup x", "my keys:2: key x: x,y has the action down already; give it to one"},
		{"down x,jj", "my keys:1: no key x,jj; write j, Enter, F1, C-f, M-x, e,d"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct keymap k;
		struct error err = ERROR_INIT;
		keymap_init(&k);
		assert_false(keymap_read(&k, str_of(rows[i].text), "my keys", &err));
		assert_string_equal(err.msg, rows[i].message);
		assert_int_equal(err.code, ERROR_SYNTAX);
		assert_int_equal(keymap_action(&k, "j"), ACTION_DOWN); /* as before */
		keymap_free(&k);
	}
}

/* Keys one after the other: a key is the beginning of some or has an action, never both. */
static void test_sequences(void **state)
{
	(void)state;
	struct keymap k;
	char keys[KEY_BYTES];
	keymap_init(&k);
	assert_true(keymap_begins(&k, "e"));
	assert_false(keymap_begins(&k, "e,d"));
	assert_false(keymap_begins(&k, "j"));
	assert_int_equal(keymap_action(&k, "e"), ACTION_NONE);
	assert_int_equal(keymap_action(&k, "e,d"), ACTION_CORRECT_DATE);
	assert_true(keymap_join("e", "d", keys));
	assert_string_equal(keys, "e,d");
	assert_true(keymap_read(&k, STR("star e\ntag , g,g\nnote x,,"), "my keys", NULL));
	assert_int_equal(keymap_action(&k, "e"), ACTION_STAR);
	assert_string_equal(keymap_key(&k, ACTION_CORRECT_DATE), ""); /* taken away with its beginning */
	assert_int_equal(keymap_action(&k, ","), ACTION_TAG);
	assert_int_equal(keymap_action(&k, "g,g"), ACTION_TAG);
	assert_int_equal(keymap_action(&k, "g"), ACTION_NONE);
	assert_int_equal(keymap_action(&k, "x,,"), ACTION_NOTE);
	keymap_free(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults_are_whole),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_own_file),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_sequences),
	};
	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
