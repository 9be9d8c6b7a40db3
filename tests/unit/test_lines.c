/* The timeline's lines by coarser units, held against a plain account of the same: which rows stand under a heading, and
 * which of them it shows. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "app/periods.h"
#include "base/mem.h"
#include "store/best.h"

enum { ROWS = 1500 };

static uint32_t below(uint32_t *random, uint32_t n)
{
	*random = *random * 1664525 + 1013904223; /* Numerical Recipes */
	return (*random >> 8) % n;
}

static int compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	if (interval_known(x->when) != interval_known(y->when))
		return interval_known(x->when) ? -1 : 1;
	if (x->when.from != y->when.from)
		return x->when.from < y->when.from ? -1 : 1;
	if (x->when.to != y->when.to)
		return x->when.to < y->when.to ? -1 : 1;
	return (x->article > y->article) - (x->article < y->article);
}

/* Rows of few intervals, so that some hold hundreds of rows and some one; a day may be named as a month, and many
 * are as important as can be. */
static struct result *some_rows(uint32_t seed)
{
	struct row *rows = mem_zero(ROWS, sizeof *rows);
	uint32_t random = seed, days = below(&random, 2) ? 20 : 3000;
	for (int i = 0; i < ROWS; i++) {
		enum precision p = (enum precision)below(&random, PRECISION_COUNT), said = below(&random, 9) ? p : PRECISION_MONTH;
		int32_t day = day_of(2000, 1, 1) + (int32_t)below(&random, days);
		rows[i] = (struct row){
			.id = i + 1,
			.article = i + 1,
			.type = ROW_REPORT,
			.when = below(&random, 20) ? interval_around(day, p) : INTERVAL_NONE,
			.precision = (uint8_t)said,
			.importance = (uint16_t)(below(&random, 3) ? below(&random, 5) : 990 + below(&random, 11)),
		};
	}
	qsort(rows, ROWS, sizeof *rows, compare);
	struct result *r = result_of(rows, ROWS);
	mem_free(rows);
	return r;
}

/* What a filter leaves: two rows of three, in `ranks` and `runs`. */
static struct result filtered(const struct result *all, uint32_t *ranks, struct row_run *runs)
{
	struct result r = *all;
	r.count = r.run_count = 0;
	for (size_t i = 0; i < all->count; i++) {
		if (i % 3 == 0)
			continue;
		struct interval when = result_row(all, i).when;
		if (r.run_count == 0 || runs[r.run_count - 1].when.from != when.from || runs[r.run_count - 1].when.to != when.to)
			runs[r.run_count++].when = when;
		ranks[r.count++] = (uint32_t)i;
		runs[r.run_count - 1].end = (uint32_t)r.count;
	}
	r.ranks = ranks;
	r.runs = runs;
	best_make(&r);
	return r;
}

static bool same_group(struct row a, struct row b, enum precision unit)
{
	if (!interval_known(a.when) || !interval_known(b.when))
		return interval_known(a.when) == interval_known(b.when);
	bool vague = a.precision > unit;
	struct interval x = vague ? a.when : interval_around(a.when.from, unit), y = vague ? b.when : interval_around(b.when.from, unit);
	return vague == (b.precision > unit) && x.from == y.from && x.to == y.to;
}

/* Of the group of row `first`: how many they are, and which are shown where a period shows so many. */
static size_t group_of(const struct row *rows, size_t n, size_t first, enum precision unit, size_t kept, size_t most,
		       bool *shown)
{
	size_t count = 0, group[ROWS];
	for (size_t i = 0; i < n; i++)
		if (same_group(rows[first], rows[i], unit))
			group[count++] = i;
	for (size_t i = 0; i < count; i++) {
		size_t before = 0;
		uint16_t importance = rows[group[i]].importance;
		for (size_t k = 0; k < count; k++) {
			uint16_t other = rows[group[k]].importance;
			before += other > importance || (other == importance && k < i);
		}
		shown[group[i]] = count <= most + 1 || before < most || group[i] == kept;
	}
	return count;
}

/* The lines of a result that shows so many rows a period. */
static void check(const struct result *r, const struct lines_how *how, size_t most)
{
	struct lines l = {0};
	struct row row[ROWS];
	bool shown[ROWS] = {false};
	size_t headings = 0, rows = 0, head = 0;
	for (size_t i = 0; i < r->count; i++)
		row[i] = result_row(r, i);
	lines_make(&l, r, how);
	for (size_t i = 0; i < lines_count(&l); i++) {
		struct line line = lines_at(&l, i);
		if (line.type == LINE_ROW) {
			assert_true(same_group(row[head], row[line.row], how->unit));
			assert_true(shown[line.row]);
			shown[line.row] = false; /* once */
			continue;
		}
		head = line.row;
		assert_int_equal(line.type == LINE_UNDATED, !interval_known(row[head].when));
		assert_int_equal(line.count, group_of(row, r->count, head, how->unit, how->kept, most, shown));
		rows += line.count;
		headings++;
	}
	for (size_t i = 0; i < r->count; i++)
		assert_false(shown[i]); /* nothing that is to be shown is missing */
	assert_int_equal(rows, r->count);
	assert_true(headings > 0);
	lines_free(&l);
}

/* Lines that are shown where a period shows so many of its rows. */
static size_t lines_with(const struct result *r, enum precision unit, size_t most)
{
	struct lines l = {0};
	size_t lines = 0;
	lines_make(&l, r, &(struct lines_how){unit, ORDER_OLDEST, NULL, SIZE_MAX, 0});
	for (size_t i = 0; i < lines_count(&l); i++) {
		size_t count = lines_at(&l, i).count;
		if (lines_at(&l, i).type != LINE_ROW)
			lines += 1 + (count <= most + 1 ? count : most);
	}
	lines_free(&l);
	return lines;
}

static void test_groups(void **state)
{
	(void)state;
	uint32_t *ranks = mem_zero(ROWS, sizeof *ranks), random = 1;
	struct row_run *runs = mem_zero(ROWS, sizeof *runs);
	for (uint32_t seed = 1; seed <= 4; seed++) {
		struct result *all = some_rows(seed), some = filtered(all, ranks, runs);
		for (int unit = seed < 3 ? PRECISION_MONTH : PRECISION_QUARTER; unit < PRECISION_COUNT; unit++) {
			check(all, &(struct lines_how){(enum precision)unit, ORDER_OLDEST, NULL, below(&random, ROWS), 1}, PERIODS_SHOWN);
			check(&some, &(struct lines_how){(enum precision)unit, ORDER_NEWEST, NULL, SIZE_MAX, 1}, PERIODS_SHOWN);
		}
		mem_free(some.sums);
		result_free(all);
	}
	mem_free(ranks);
	mem_free(runs);
}

/* A screen that has room for all periods with more rows of each than three is filled, and never overfilled. */
static void test_room(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 6; seed++) {
		struct result *all = some_rows(seed);
		for (size_t most = PERIODS_SHOWN; most < 40; most += 9) {
			struct lines_how how = {PRECISION_DECADE, ORDER_OLDEST, NULL, SIZE_MAX, lines_with(all, PRECISION_DECADE, most)};
			check(all, &how, most);
			how.kept = seed; /* for which a line more must be there */
			how.room++;
			check(all, &how, most);
		}
		result_free(all);
	}
}

/* Thirty decades with an event each do not keep the three that have most of the events from filling a screen; nor does one
 * that has them all fill more than a third of it. */
static void test_many_small(void **state)
{
	(void)state;
	struct row *rows = mem_zero(ROWS, sizeof *rows);
	for (int i = 0; i < ROWS; i++) {
		int year = i < 30 ? 1700 + 10 * i : 2000 + 10 * (3 * (i - 30) / (ROWS - 30));
		rows[i] = (struct row){.id = i + 1, .article = i + 1, .type = ROW_REPORT, .importance = (uint16_t)(i % 97)};
		rows[i].when = interval_around(day_of(year, 3, 1), PRECISION_DAY);
	}
	struct result *three = result_of(rows, ROWS), *one = result_of(rows, ROWS / 3);
	check(three, &(struct lines_how){PRECISION_DECADE, ORDER_OLDEST, NULL, SIZE_MAX, 39}, 12);
	check(three, &(struct lines_how){PRECISION_DECADE, ORDER_NEWEST, NULL, 700, 39}, 11);
	check(one, &(struct lines_how){PRECISION_DECADE, ORDER_OLDEST, NULL, SIZE_MAX, 39}, 13);
	result_free(three);
	result_free(one);
	mem_free(rows);
}

static size_t distinct(const uint32_t *stories, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < i && stories[k] != stories[i])
			k++;
		count += k == i;
	}
	return count;
}

/* Tells the period whose heading is a line, of rows of so many stories, and looks at what it shows then. */
static void tell(struct lines *l, size_t heading, size_t kept, uint32_t most)
{
	const uint32_t *rows;
	uint32_t stories[LINES_CANDIDATES], shown[LINES_CANDIDATES];
	size_t count = 0, last = SIZE_MAX, lines = lines_count(l), had = lines_of_row(l, kept), n = lines_candidates(l, heading, &rows);
	for (size_t i = 0; i < n; i++)
		stories[i] = rows[i] * 7919u % most;
	if (n == 0)
		return;
	assert_false(lines_was_told(l, heading));
	lines_tell(l, heading, stories);
	assert_true(lines_was_told(l, heading));
	assert_int_equal(lines_count(l), lines);
	for (size_t i = heading + 1; i < lines && !lines_is_heading(l, i); i++) {
		size_t row = lines_at(l, i).row;
		bool newest = l->how.by == ORDER_NEWEST && lines_at(l, heading).type == LINE_PERIOD;
		assert_true(last == SIZE_MAX || (newest ? row < last : row > last));
		assert_int_equal(lines_of_row(l, row), i);
		shown[count++] = (uint32_t)row * 7919u % most;
		last = row;
	}
	size_t there = distinct(stories, n);
	assert_int_equal(distinct(shown, count), there < count ? there : count);
	assert_true(had == SIZE_MAX || lines_of_row(l, kept) != SIZE_MAX);
}

/* What a period shows is of different events, as far as there are different ones among its most important rows; the row under the
 * cursor stays, and no period becomes longer or shorter. */
static void test_different_events(void **state)
{
	(void)state;
	uint32_t random = 3;
	for (uint32_t seed = 1; seed <= 12; seed++) {
		struct result *all = some_rows(seed);
		struct lines l = {0};
		size_t kept = below(&random, ROWS), told = 0;
		lines_make(&l, all, &(struct lines_how){PRECISION_MONTH, seed % 2 ? ORDER_OLDEST : ORDER_NEWEST, NULL, kept, seed % 3 ? 1 : 200});
		for (size_t i = 0; i < lines_count(&l); i++) {
			told += lines_is_heading(&l, i);
			if (lines_is_heading(&l, i))
				tell(&l, i, kept, seed < 6 ? 3 : 50);
		}
		assert_true(told > 0);
		assert_true(lines_of_row(&l, kept) != SIZE_MAX);
		lines_free(&l);
		result_free(all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_many_small),
		cmocka_unit_test(test_different_events),
	};
	return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
