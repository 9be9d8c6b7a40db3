/* Where the panes stand: a letter a pane with its corner and size, the rows of messages and of the status. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/model.h"
#include "ui/layout.h"

static void test_kinds(void **state)
{
	(void)state;
	static const struct {
		int w, h;
		enum pane focus;
		const char *panes; /* Timeline, Countries, Article, Links, Why, Map, Pair, Grid, Reports: x,y wxh; m, s: rows */
	} rows[] = {
		{80, 24, PANE_TIMELINE, "T0,0 61x11 C61,0 19x11 A0,11 80x11 m22 s23"},
		{80, 24, PANE_ARTICLE, "T0,0 61x8 C61,0 19x8 A0,8 80x14 m22 s23"},
		{80, 24, PANE_WHY, "T0,0 61x11 C61,0 19x11 A0,11 80x11 W0,0 80x22 m22 s23"},
		{80, 24, PANE_MAP, "T0,0 61x11 C61,0 19x11 A0,11 80x11 M0,0 80x22 m22 s23"},
		{80, 24, PANE_PAIR, "T0,0 61x11 C61,0 19x11 A0,11 80x11 P0,0 80x22 m22 s23"},
		{80, 24, PANE_GRID, "T0,0 61x11 C61,0 19x11 A0,11 80x11 G0,0 80x22 m22 s23"},
		{120, 40, PANE_TIMELINE, "T19,0 58x38 C0,0 19x38 A77,0 43x38 m38 s39"},
		{200, 60, PANE_ARTICLE, "T19,0 75x58 C0,0 19x58 A94,0 106x58 m58 s59"},
		{300, 60, PANE_ARTICLE, "T19,0 139x58 C0,0 19x58 A158,0 142x58 m58 s59"},
		{60, 16, PANE_COUNTRIES, "T0,0 41x7 C41,0 19x7 A0,7 60x7 m14 s15"},
		{59, 24, PANE_COUNTRIES, "C0,0 59x22 m22 s23"},
		{130, 15, PANE_ARTICLE, "A0,0 130x14 m14 s14"},
		{20, 4, PANE_TIMELINE, "T0,0 20x3 m3 s3"},
		{19, 4, PANE_TIMELINE, "T0,0 19x4 m3"},
		{80, 3, PANE_ARTICLE, "A0,0 80x3 m2"},
		{1, 1, PANE_TIMELINE, "T0,0 1x1 m0"},
		{1, 1, PANE_LINKS, "L0,0 1x1 m0"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct layout l = layout_of(rows[i].w, rows[i].h, rows[i].focus, PANE_TIMELINE);
		char got[160];
		size_t n = 0;
		for (int p = 0; p < PANE_COUNT; p++)
			if (layout_shows(&l, (enum pane)p) && (p <= PANE_ARTICLE || p == (int)rows[i].focus))
				n += (size_t)snprintf(got + n, sizeof got - n, "%c%d,%d %dx%d ", "TCALWMPGR"[p], l.pane[p].x,
						      l.pane[p].y, l.pane[p].w, l.pane[p].h);
		n += (size_t)snprintf(got + n, sizeof got - n, "m%d", l.message.y);
		if (l.status.h)
			snprintf(got + n, sizeof got - n, " s%d", l.status.y);
		assert_string_equal(got, rows[i].panes);
	}
}

/* The panes on either side. */
static void test_beside(void **state)
{
	(void)state;
	static const struct {
		int w, h;
		const char *beside; /* of T, C, A: what is on the left, what on the right */
	} rows[] = {
		{80, 24, "-C T- --"}, {120, 40, "CA -T T-"}, {200, 60, "CA -T T-"}, {59, 24, "-C TA C-"}, {10, 3, "-C TA C-"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char got[16] = "";
		for (int p = PANE_TIMELINE; p <= PANE_ARTICLE; p++) {
			struct layout l = layout_of(rows[i].w, rows[i].h, (enum pane)p, PANE_TIMELINE);
			int left = layout_beside(&l, (enum pane)p, -1), right = layout_beside(&l, (enum pane)p, 1);
			snprintf(got + 3 * p, 4, "%c%c%s", left < 0 ? '-' : "TCA"[left], right < 0 ? '-' : "TCA"[right], p < PANE_ARTICLE ? " " : "");
		}
		assert_string_equal(got, rows[i].beside);
	}
}

/* At every size and focus: the focused pane is there, all is on the screen, no pane covers another. */
static void test_all_sizes(void **state)
{
	(void)state;
	for (int w = 1; w < 220; w++)
		for (int h = 1; h < 70; h++)
			for (int focus = 0; focus < PANE_COUNT; focus++) {
				struct layout l = layout_of(w, h, (enum pane)focus, PANE_COUNTRIES);
				assert_true(layout_shows(&l, (enum pane)focus));
				for (int p = 0; p < PANE_COUNT; p++) {
					struct rect r = l.pane[p], inside = layout_inside(&l, (enum pane)p);
					assert_true(r.x >= 0 && r.y >= 0 && r.w >= 0 && r.h >= 0);
					assert_true(r.x + r.w <= w && r.y + r.h <= h);
					assert_true(inside.w >= 0 && inside.h >= 0);
					if (p <= PANE_ARTICLE && r.w)
						assert_int_equal(layout_at(&l, r.x + r.w - 1, r.y + r.h - 1), p);
				}
				assert_true(layout_inside(&l, (enum pane)focus).h >= 1);
			}
}

/* A border comes to stand where it was dragged, as far as its neighbours can be read; nothing covers anything, and another
 * size of the screen takes what was given for this one. */
static void test_borders(void **state)
{
	(void)state;
	for (int w = 60; w < 300; w += 7)
		for (int to = -5; to < 310; to += 3)
			for (int border = LAYOUT_COUNTRIES; border <= LAYOUT_ARTICLE; border++)
				for (int focus = PANE_TIMELINE; focus <= PANE_ARTICLE; focus++) {
					struct sizes sizes = {0};
					enum pane f = (enum pane)focus;
					int h = 16 + w % 50;
					struct layout l = layout_of(w, h, f, f);
					bool side = l.kind == LAYOUT_SIDE;
					layout_move(&l, (enum layout_border)border, to, to, f, &sizes);
					l = layout_sized(w, h, f, f, &sizes);
					struct rect t = l.pane[PANE_TIMELINE], c = l.pane[PANE_COUNTRIES], a = l.pane[PANE_ARTICLE];
					assert_true(t.w >= 30 && c.w >= 10 && a.w >= 30 && t.h >= 4 && c.h >= 4 && a.h >= 4);
					assert_int_equal(t.w * t.h + c.w * c.h + a.w * a.h, w * (h - 2));
					int at = border == LAYOUT_COUNTRIES ? (side ? t.x : c.x) : side ? a.x : a.y;
					bool room = border == LAYOUT_COUNTRIES ? (side ? to >= 10 && to <= w - 60 : to >= 30 && to <= w - 10)
						    : side ? to >= c.w + 30 && to <= w - 30 : to >= 4 && to <= h - 2 - 4;
					if (room)
						assert_int_equal(at, to);
					if (side || border == LAYOUT_COUNTRIES)
						assert_int_equal(layout_border_at(&l, at, 1), border);
					l = layout_sized(200, 60, f, f, &sizes);
					assert_true(l.pane[PANE_TIMELINE].w >= 30 && l.pane[PANE_ARTICLE].w >= 30);
				}
}

/* Ten steps larger and ten smaller: as before. */
static void test_grow(void **state)
{
	(void)state;
	for (int w = 100; w <= 200; w += 50)
		for (int pane = PANE_TIMELINE; pane <= PANE_ARTICLE; pane++) {
			enum pane p = (enum pane)pane;
			struct sizes sizes = {0};
			struct layout first = layout_of(w, 50, p, p), l = first;
			for (int i = 0; i < 20; i++) {
				int before = l.pane[p].w * l.pane[p].h;
				layout_grow(&l, p, i < 10 ? 1 : -1, p, &sizes);
				l = layout_sized(w, 50, p, p, &sizes);
				assert_true(i < 10 ? l.pane[p].w * l.pane[p].h > before : l.pane[p].w * l.pane[p].h < before);
			}
			assert_memory_equal(&l, &first, sizeof l);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_beside),
		cmocka_unit_test(test_all_sizes),
		cmocka_unit_test(test_borders),
		cmocka_unit_test(test_grow),
	};
	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
