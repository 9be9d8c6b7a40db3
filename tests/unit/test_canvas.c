/* The canvas: what is drawn is what a person reads, whatever the text holds. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/canvas.h"

static void expect(const struct canvas *c, const char *picture)
{
	struct buf got = BUF_INIT;
	canvas_dump(c, &got);
	assert_string_equal(buf_cstr(&got), picture);
	buf_free(&got);
}

static void expect_styles(const struct canvas *c, const char *picture)
{
	struct buf got = BUF_INIT;
	canvas_dump_styles(c, &got);
	assert_string_equal(buf_cstr(&got), picture);
	buf_free(&got);
}

/* Text of every kind between two bars: the right bar must stand in column 11 of all rows. */
static void test_columns_hold(void **state)
{
	(void)state;
	static const struct {
		const char *text, *shown;
	} rows[] = {
		{"plain", "|plain     |\n"},
		{"", "|          |\n"},
		{"longer than ten", "|longer tha|\n"},
		{"日本語", "|日本語    |\n"},
		{"日本語日本語", "|日本語日本|\n"},
		{"a日本語日本語", "|a日本語日 |\n"},         /* half of a wide cluster is a space */
		{"e\xCC\x81t\xC3\xA9", "|e\xCC\x81té       |\n"}, /* combining */
		{"\xCC\x81x", "| \xCC\x81x        |\n"},          /* a mark with nothing to stand on */
		{"👩‍🚀 up", "|👩‍🚀 up   |\n"}, /* joined emoji take their own columns each: what terminals agree on */
		{"🇵🇰🇮🇳", "|🇵🇰🇮🇳      |\n"},
		{"a\x1b[2Jb", "|a^[[2Jb   |\n"},
		{"a\xC2\x9b" "2J", "|a<9B>2J   |\n"},
		{"x\u202Ey", "|x<202E>y  |\n"},
		{"tab\tnl\n.", "|tab nl .  |\n"},
		{"שלום", "|שלום      |\n"}, /* logical order */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct canvas c;
		canvas_init(&c, 12, 1);
		canvas_text(&c, 0, 0, 1, STYLE_TEXT, STR("|"));
		canvas_text(&c, 1, 0, 10, STYLE_TEXT, str_of(rows[i].text));
		canvas_text(&c, 11, 0, 1, STYLE_TEXT, STR("|"));
		expect(&c, rows[i].shown);
		canvas_free(&c);
	}
}

static void test_text_cut(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int columns;
		const char *shown;
		int used;
	} rows[] = {
		{"Qingdao", 7, "Qingdao\n", 7},
		{"Qingdao", 6, "Qingd…\n", 6},
		{"to Qingdao", 4, "to…\n", 3}, /* no blank before the mark */
		{"日本語", 5, "日本…\n", 5},
		{"日本語", 4, "日…\n", 3},
		{"x", 0, "\n", 0},
		{"xy", 1, "…\n", 1},
		{"\x1b\x1b", 3, "^[…\n", 3},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct canvas c;
		canvas_init(&c, 12, 1);
		int used = canvas_text_cut(&c, 0, 0, rows[i].columns, STYLE_TEXT, str_of(rows[i].text));
		expect(&c, rows[i].shown);
		assert_int_equal(used, rows[i].used);
		canvas_free(&c);
	}
}

/* Writing over one half of a wide cluster leaves no broken half behind. */
static void test_halves(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 6, 3);
	for (int y = 0; y < 3; y++)
		canvas_text(&c, 0, y, 6, STYLE_TEXT, STR("日本語"));
	canvas_text(&c, 1, 0, 1, STYLE_TEXT, STR("x"));
	canvas_text(&c, 2, 1, 1, STYLE_TEXT, STR("x"));
	canvas_text(&c, 1, 2, 2, STYLE_TEXT, STR("中"));
	expect(&c, " x本語\n日x 語\n 中 語\n");
	canvas_free(&c);
}

static void test_clip_and_frame(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 20, 5);
	canvas_frame(&c, (struct rect){0, 0, 12, 4}, STYLE_BORDER_FOCUS, STYLE_TITLE, STR("Countries"));
	canvas_frame(&c, (struct rect){12, 0, 8, 4}, STYLE_BORDER, STYLE_DIM, STR("Too long"));
	struct rect old = canvas_clip(&c, (struct rect){1, 1, 10, 2});
	canvas_text(&c, -3, 0, 40, STYLE_DATE, STR("left and right are cut"));
	canvas_text(&c, 0, 1, 40, STYLE_COUNTRY, STR("PK"));
	canvas_text(&c, 0, 2, 40, STYLE_COUNTRY, STR("below"));
	canvas_text(&c, 0, -1, 40, STYLE_COUNTRY, STR("above"));
	canvas_restyle(&c, (struct rect){0, 1, 99, 1}, STYLE_SELECTED);
	canvas_cursor(&c, 0, 1);
	canvas_clip(&c, old);
	expect(&c, "┌ Countri… ┐┌ Too… ┐\n"
		   "│t and righ││      │\n"
		   "│PK        ││      │\n"
		   "└──────────┘└──────┘\n"
		   "\n");
	expect_styles(&c, "BBTTTTTTTTBBbbddddbb\n"
			  "BDDDDDDDDDDBb......b\n"
			  "BSSSSSSSSSSBb......b\n"
			  "BBBBBBBBBBBBbbbbbbbb\n"
			  "\n");
	assert_int_equal(c.cursor_x, 1);
	assert_int_equal(c.cursor_y, 2);
	canvas_free(&c);
}

static void test_ascii(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 9, 3);
	c.ascii = true;
	canvas_frame(&c, (struct rect){0, 0, 9, 3}, STYLE_BORDER, STYLE_TITLE, STR("Why"));
	canvas_text_cut(&c, 1, 1, 7, STYLE_TEXT, STR("evidence"));
	expect(&c, "+ Why --+\n|eviden>|\n+-------+\n");
	canvas_clear(&c); /* what an article has of the signs of print, too; its letters stay */
	canvas_text(&c, 0, 0, 9, STYLE_TEXT, STR("“«don’t»”"));
	canvas_text(&c, 0, 1, 9, STYLE_TEXT, STR("1–2 — é…"));
	expect(&c, "\"\"don't\"\"\n1-2 - é.\n\n");
	canvas_free(&c);
}

/* Who listens hears one frame after the other, nothing of one that lies beneath another, and at last what is in none. */
static void test_plain(void **state)
{
	(void)state;
	struct canvas c;
	struct buf got = BUF_INIT;
	canvas_init(&c, 20, 6);
	for (int i = 0; i < 2; i++) {
		canvas_frame(&c, (struct rect){i * 10, 0, 10, 4}, STYLE_BORDER, STYLE_TITLE, i ? STR("Two") : STR("One"));
		canvas_text(&c, i * 10 + 1, 1, 8, STYLE_TEXT, i ? STR("right") : STR("left"));
	}
	canvas_text(&c, 0, 5, 20, STYLE_STATUS, STR("status"));
	canvas_dump_plain(&c, &got);
	assert_true(str_eq(buf_str(&got), STR("  One\n left\n\n  Two\n right\n\nstatus\n")));
	buf_clear(&got);
	canvas_clip(&c, (struct rect){12, 1, 6, 3});
	canvas_frame(&c, (struct rect){0, 0, 6, 3}, STYLE_BORDER, STYLE_TITLE, STR("P"));
	canvas_dump_plain(&c, &got);
	assert_true(str_eq(buf_str(&got), STR("  One\n left\n\n  P\n\nstatus\n")));
	buf_clear(&got);
	canvas_clear(&c);
	canvas_text(&c, 0, 2, 20, STYLE_TEXT, STR("no frame"));
	canvas_dump_plain(&c, &got);
	assert_true(str_eq(buf_str(&got), STR("no frame\n\n")));
	buf_free(&got);
	canvas_free(&c);
}

/* Any rectangle and any bytes: nothing is written outside (the sanitizer watches). */
static void test_buttons(void **state)
{
	(void)state;
	struct canvas c;
	canvas_init(&c, 20, 5);
	canvas_clip(&c, (struct rect){10, 2, 5, 2});
	canvas_button(&c, 0, 0, 9, STR("q"));   /* cut to the clip rectangle */
	canvas_button(&c, 2, 0, 2, STR("V,n")); /* the last one drawn lies above */
	canvas_button(&c, 0, 5, 2, STR("x"));   /* outside */
	canvas_button(&c, 0, 1, 3, STR(""));    /* no key */
	assert_string_equal(canvas_button_at(&c, 10, 2), "q");
	assert_string_equal(canvas_button_at(&c, 12, 2), "V,n");
	assert_string_equal(canvas_button_at(&c, 14, 2), "q");
	assert_null(canvas_button_at(&c, 15, 2));
	assert_null(canvas_button_at(&c, 9, 2));
	assert_null(canvas_button_at(&c, 10, 3));
	for (int i = 0; i < CANVAS_BUTTONS + 3; i++)
		canvas_button(&c, 0, 1, 1, STR("k"));
	canvas_clear(&c);
	assert_null(canvas_button_at(&c, 10, 2));
	canvas_free(&c);
}

static void test_anything(void **state)
{
	(void)state;
	uint32_t random = 1;
	for (int round = 0; round < 3000; round++) {
		int v[6];
		for (int i = 0; i < 6; i++) {
			random = random * 1664525u + 1013904223u;
			v[i] = (int)(random >> 16 & 31) - 8;
		}
		struct canvas c;
		canvas_init(&c, v[0] < 1 ? 1 : v[0], v[1] < 1 ? 1 : v[1]);
		canvas_clip(&c, (struct rect){v[2], v[3], v[4], v[5]});
		canvas_text(&c, v[3], v[2], v[5], STYLE_TEXT, STR("x日\xCC\x81\xCC\x81🇵🇰👩‍🚀\x1b"));
		canvas_text_cut(&c, v[2], v[3], v[4], STYLE_TEXT, STR("日本語日本語"));
		canvas_frame(&c, (struct rect){v[5], v[4], v[3], v[2]}, STYLE_BORDER, STYLE_TITLE, STR("日本"));
		canvas_restyle(&c, (struct rect){v[2], v[2], v[3], v[3]}, STYLE_HIT);
		struct buf out = BUF_INIT;
		canvas_dump(&c, &out);
		canvas_dump_styles(&c, &out);
		buf_free(&out);
		canvas_free(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_hold), cmocka_unit_test(test_text_cut),
		cmocka_unit_test(test_halves),	     cmocka_unit_test(test_clip_and_frame),
		cmocka_unit_test(test_ascii), cmocka_unit_test(test_plain), cmocka_unit_test(test_buttons),	     cmocka_unit_test(test_anything),
	};
	return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
