/* What a terminal sends and is sent: keys by their names, mouse reports, the clipboard; and the words of a command. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ui/glyph.h"
#include "ui/keymap.h"
#include "ui/launch.h"
#include "ui/mouse.h"
#include "ui/osc52.h"
#include "ui/term.h"

static void test_key_names(void **state)
{
	(void)state;
	static const struct {
		uint32_t character;
		bool alt;
		const char *name; /* NULL: no key */
	} rows[] = {
		{'j', false, "j"},	 {'j', true, "M-j"},	   {6, false, "C-f"},	  {0, false, "C-Space"},
		{0x1C, false, "C-\\"},	 {0x1F, false, "C-_"},	   {0x1B, false, "Esc"},  {'\r', false, "Enter"},
		{'\n', false, "Enter"},	 {'\t', false, "Tab"},	   {0x7F, false, "Backspace"}, {8, false, "Backspace"},
		{' ', false, "Space"},	 {0x7F, true, "M-Backspace"}, {6, true, NULL},	  {0xE9, false, "é"},
		{0x65E5, false, "日"},	 {0x1F680, true, "M-🚀"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char name[KEY_BYTES] = "";
		assert_int_equal(keymap_name(rows[i].character, rows[i].alt, name), rows[i].name != NULL);
		assert_string_equal(name, rows[i].name ? rows[i].name : "");
		if (rows[i].name)
			assert_true(keymap_is_key(str_of(name)));
	}
}

static void test_mouse(void **state)
{
	(void)state;
	static const struct {
		const char *report;
		long ms;
		bool any;
		enum mouse_button button;
		int x, y;
		bool twice;
	} rows[] = {
		{"0;11;7M", 0, true, MOUSE_LEFT, 10, 6, false},
		{"0;11;7m", 10, true, MOUSE_RELEASE, 10, 6, false},
		{"0;11;7M", 300, true, MOUSE_LEFT, 10, 6, true},
		{"0;11;7M", 500, true, MOUSE_LEFT, 10, 6, false}, /* a third is a first again */
		{"0;11;8M", 600, true, MOUSE_LEFT, 10, 7, false}, /* another place */
		{"0;11;8M", 1600, true, MOUSE_LEFT, 10, 7, false}, /* too late */
		{"4;1;1M", 9000, true, MOUSE_LEFT, 0, 0, false},  /* with Shift */
		{"2;1;1M", 0, true, MOUSE_RIGHT, 0, 0, false},
		{"32;3;1M", 0, true, MOUSE_DRAG, 2, 0, false},
		{"64;200;60M", 0, true, MOUSE_WHEEL_UP, 199, 59, false},
		{"65;1;1M", 0, true, MOUSE_WHEEL_DOWN, 0, 0, false},
		{"1;1;1M", 0, false, 0, 0, 0, false},
		{"0;0;0M", 0, false, 0, 0, 0, false},
		{"0;11", 0, false, 0, 0, 0, false},
		{"", 0, false, 0, 0, 0, false},
		{"99999999999;99999999999;99999999999M", 0, false, 0, 0, 0, false},
	};
	struct mouse m = {-1, -1, 0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct input in = {0};
		assert_int_equal(mouse_read(&m, rows[i].report, rows[i].ms, &in), rows[i].any);
		if (!rows[i].any)
			continue;
		assert_int_equal(in.button, rows[i].button);
		assert_int_equal(in.x, rows[i].x);
		assert_int_equal(in.y, rows[i].y);
		assert_int_equal(in.twice, rows[i].twice);
	}
}

/* The rows of RFC 4648, section 10. */
static void test_clipboard(void **state)
{
	(void)state;
	static const struct {
		const char *text, *base64;
	} rows[] = {{"", ""},	       {"f", "Zg=="},	     {"fo", "Zm8="},	     {"foo", "Zm9v"},
		    {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}, {"\x1b]\xff\a", "G13/Bw=="}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf got = BUF_INIT, want = BUF_INIT;
		osc52_write(str_of(rows[i].text), &got);
		buf_addf(&want, "\033]52;c;%s\a", rows[i].base64);
		assert_string_equal(buf_cstr(&got), buf_cstr(&want));
		buf_free(&got);
		buf_free(&want);
	}
}

/* What screen is given, without its envelopes, is what other terminals get; and no envelope is too long for it. */
static void test_clipboard_through_screen(void **state)
{
	(void)state;
	char text[1000];
	struct buf got = BUF_INIT, want = BUF_INIT, inside = BUF_INIT;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)(i * 7);
	osc52_write_through((struct str){text, sizeof text}, &got);
	osc52_write((struct str){text, sizeof text}, &want);
	for (struct str rest = buf_str(&got); rest.n;) {
		size_t end = str_find(rest, STR("\033\\"), 0);
		assert_true(str_starts(rest, STR("\033P")) && end < 250);
		buf_add_str(&inside, str_sub(rest, 2, end));
		rest = str_sub(rest, end + 2, rest.n);
	}
	assert_string_equal(buf_cstr(&inside), buf_cstr(&want));
	buf_free(&got);
	buf_free(&want);
	buf_free(&inside);
}

static void test_clipboard_through_tmux(void **state)
{
	(void)state;
	struct buf got = BUF_INIT;
	osc52_write_through_tmux(STR("foo"), &got);
	assert_string_equal(buf_cstr(&got), "\033Ptmux;\033\033]52;c;Zm9v\a\033\\");
	buf_free(&got);
}

/* The cell's text, its columns, and the one or two things that are drawn (between bars when two). */
static void test_glyphs(void **state)
{
	(void)state;
	static const struct {
		const char *cell;
		int columns;
		const char *drawn;
	} rows[] = {
		{"a", 1, "a"},
		{" ", 1, " "},
		{"日", 2, "日"},
		{"e\xCC\x81", 1, "e\xCC\x81"},
		{"e\xCC\x81\xCC\x82\xCC\x83\xCC\x84", 1, "e\xCC\x81\xCC\x82\xCC\x83"}, /* a few marks */
		{"👩\xE2\x80\x8D", 2, "👩"},		 /* no joiner */
		{"☀\xEF\xB8\x8F", 2, "☀| "},		 /* no selector, a space */
		{"🇵🇰", 2, "🇵|🇰"},
		{"\xE2\x80\x8B", 1, "\xEF\xBF\xBD"}, /* no width of its own */
		{"日", 1, "\xEF\xBF\xBD"},		 /* wider than its cell */
	};
	setlocale(LC_CTYPE, "C.UTF-8");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cell cell = {.n = (uint8_t)strlen(rows[i].cell)};
		char drawn[64] = "";
		memcpy(cell.bytes, rows[i].cell, cell.n);
		struct glyph g = glyph_of(&cell, rows[i].columns);
		if (g.second)
			snprintf(drawn, sizeof drawn, "%ls|%lc", g.text, (wint_t)g.second);
		else
			snprintf(drawn, sizeof drawn, "%ls", g.text);
		assert_string_equal(drawn, rows[i].drawn);
	}
}

/* As a shell cuts them, with nothing expanded; an address is one word whatever it holds. */
static void test_command_words(void **state)
{
	(void)state;
	static const struct {
		const char *command, *words; /* each word in brackets */
		bool with;                   /* with the address "http://a/ %s;x" */
	} rows[] = {
		{"vi", "[vi]", false},
		{"  vi\t-n  ", "[vi][-n]", false},
		{"'/a folder/vi' -c \"set nu\" a\\ b", "[/a folder/vi][-c][set nu][a b]", false},
		{"a'b'\"c\"d ''", "[abcd][]", false},
		{"$HOME `id` ~ *", "[$HOME][`id`][~][*]", false},
		{"'open ", "[open ]", false},
		{"", "", false},
		{"firefox", "[firefox][http://a/ %s;x]", true},
		{"firefox --url=%s --x", "[firefox][--url=http://a/ %s;x][--x]", true},
		{"'a b' 100%% %s%s", "[a b][100%][http://a/ %s;xhttp://a/ %s;x]", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena arena = ARENA_INIT;
		struct buf now = BUF_INIT;
		struct str command = str_of(rows[i].command);
		struct launch_words w =
			rows[i].with ? launch_words_with(command, "http://a/ %s;x", &arena) : launch_words(command, &arena);
		for (size_t k = 0; k < w.n; k++)
			buf_addf(&now, "[%s]", w.v[k]);
		assert_string_equal(buf_cstr(&now), rows[i].words);
		assert_null(w.v[w.n]);
		buf_free(&now);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_key_names),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_clipboard),
		cmocka_unit_test(test_clipboard_through_screen), cmocka_unit_test(test_clipboard_through_tmux),
		cmocka_unit_test(test_glyphs),
		cmocka_unit_test(test_command_words),
	};
	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
