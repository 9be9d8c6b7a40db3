/* Looks: every theme can be read on the backgrounds that it is for, reckoned by WCAG 2's contrast; names and colours as a
 * user writes them. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <math.h>

#include <cmocka.h>

#include "ui/style.h"

/* Relative luminance (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance). */
static double luminance(int colour)
{
	static const double weight[3] = {0.2126, 0.7152, 0.0722};
	int rgb[3];
	double sum = 0;
	style_rgb(colour, rgb);
	for (int i = 0; i < 3; i++) {
		double c = rgb[i] / 255.0;
		sum += weight[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(int a, int b)
{
	double x = luminance(a), y = luminance(b);
	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void test_contrast(void **state)
{
	(void)state;
	enum { BLACK = 16, WHITE = 231 };
	static const struct {
		enum style_theme theme;
		int paper;    /* the background that the theme is for */
		double least; /* contrast of words; */
	} rows[] = {
		{STYLE_AUTO, BLACK, 3.5}, {STYLE_AUTO, WHITE, 3.5},
		{STYLE_DARK, BLACK, 4.5}, {STYLE_LIGHT, WHITE, 4.5},
		{STYLE_CONTRAST, BLACK, 7}, {STYLE_CONTRAST, WHITE, 7},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int role = 0; role < STYLE_COUNT; role++) {
			struct style_look look = style_look(&(struct style_set){.theme = rows[i].theme}, (enum style)role, 256);
			int bg = look.bg == STYLE_DEFAULT ? rows[i].paper : look.bg;
			int fg = look.fg == STYLE_DEFAULT ? (rows[i].paper == BLACK ? WHITE : BLACK) : look.fg;
			double got = contrast(fg, bg), least = role == STYLE_BAR && rows[i].least < 7 ? 3 : rows[i].least;
			if (got < least)
				fail_msg("%s of %s: %d on %d has %.2f", style_name((enum style)role), style_theme_name(rows[i].theme), fg, bg, got);
		}
}

/* With eight colours, and with none: what is marked differs from what is not. */
static void test_told_apart(void **state)
{
	(void)state;
	static const enum style marked[] = {STYLE_SELECTED, STYLE_SELECTED_BLUR, STYLE_HIT, STYLE_HIT_CURRENT, STYLE_ERROR,
					    STYLE_STRIP_HERE, STYLE_CORRECTED, STYLE_PASSAGE};
	static const int colours[] = {0, 8, 16, 256};
	for (int theme = 0; theme < STYLE_THEMES; theme++)
		for (size_t k = 0; k < 4; k++) {
			struct style_set set = {.theme = (enum style_theme)theme};
			struct style_look text = style_look(&set, STYLE_TEXT, colours[k]);
			for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
				struct style_look look = style_look(&set, marked[i], colours[k]);
				assert_true(look.fg < colours[k] && look.bg < colours[k]);
				if (look.fg == text.fg && look.bg == text.bg && look.attributes == text.attributes)
					fail_msg("%s of %s with %d colours is like text", style_name(marked[i]), style_theme_name(set.theme),
						 colours[k]);
			}
			struct style_look a = style_look(&set, STYLE_HIT, colours[k]), b = style_look(&set, STYLE_HIT_CURRENT, colours[k]);
			assert_true(a.fg != b.fg || a.bg != b.bg || a.attributes != b.attributes);
		}
}

static void test_names(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int colour; /* -2: none */
	} rows[] = {{"default", -1}, {"cyan", 6}, {"bright-black", 8}, {"bright-white", 15}, {"0", 0}, {"255", 255}, {"#ffaf00", 214},
		    {"#ffb000", 214}, {"#000000", 16}, {"", -2}, {"256", -2}, {"-1", -2}, {"blau", -2}, {"#ffaf0", -2}, {"#ffaf0g", -2},
		    {"bright-", -2}, {"bright-default", -2}, {"1e1", -2}, {"00000000000000000000000001", -2}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		short got = -2;
		bool good = style_colour(str_of(rows[i].name), &got);
		if (good != (rows[i].colour != -2) || (good && got != rows[i].colour))
			fail_msg("%s is %d", rows[i].name, good ? got : -2);
	}
	for (int i = 0; i < STYLE_COUNT; i++)
		assert_int_equal(style_of(str_of(style_name((enum style)i))), i);
	for (int i = 0; i < STYLE_THEMES; i++)
		assert_int_equal(style_theme_of(str_of(style_theme_name((enum style_theme)i))), i);
	assert_int_equal(style_theme_of(STR("x")), -1);
}

static void test_settled(void **state)
{
	(void)state;
	static const struct {
		enum style_theme theme;
		const char *colorfgbg, *terminal;
		enum style_theme settled;
	} rows[] = {
		{STYLE_AUTO, NULL, "xterm", STYLE_AUTO},       {STYLE_AUTO, "15;0", "xterm", STYLE_DARK},
		{STYLE_AUTO, "0;15", "xterm", STYLE_LIGHT},    {STYLE_AUTO, "0;default;15", "rxvt", STYLE_LIGHT},
		{STYLE_AUTO, "0;7", NULL, STYLE_LIGHT},        {STYLE_AUTO, "12;8", NULL, STYLE_DARK},
		{STYLE_AUTO, "default;default", "xterm", STYLE_AUTO}, {STYLE_AUTO, "", "xterm", STYLE_AUTO},
		{STYLE_AUTO, ";", "xterm", STYLE_AUTO},        {STYLE_AUTO, NULL, "linux", STYLE_DARK},
		{STYLE_AUTO, NULL, "linux-16color", STYLE_DARK}, {STYLE_LIGHT, "15;0", "linux", STYLE_LIGHT},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(style_settle(rows[i].theme, rows[i].colorfgbg, rows[i].terminal), rows[i].settled);
}

/* The user's own looks, on terminals that have less. */
static void test_own(void **state)
{
	(void)state;
	struct style_set set = {.theme = STYLE_DARK};
	set.own[STYLE_DATE].given = set.own[STYLE_SELECTED].given = true;
	set.own[STYLE_DATE].look = (struct style_look){214, 15, STYLE_ITALIC};
	set.own[STYLE_SELECTED].look = (struct style_look){0, 6, 0};
	struct style_look look = style_look(&set, STYLE_DATE, 256);
	assert_true(look.fg == 214 && look.bg == 15 && look.attributes == STYLE_ITALIC);
	look = style_look(&set, STYLE_DATE, 8);
	assert_true(look.fg == 3 && look.bg == 7);
	look = style_look(&set, STYLE_DATE, 0);
	assert_true(look.fg == STYLE_DEFAULT && look.attributes == STYLE_ITALIC);
	look = style_look(&set, STYLE_SELECTED, 0); /* it had only colours: the row must still be seen */
	assert_int_equal(look.attributes, STYLE_REVERSE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast), cmocka_unit_test(test_told_apart), cmocka_unit_test(test_names),
		cmocka_unit_test(test_settled),  cmocka_unit_test(test_own),
	};
	return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
