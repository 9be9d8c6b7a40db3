/* The pure parts of the app layer: lines of text, density, filter text, typed dates. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/date.h"
#include "app/density.h"
#include "app/compare.h"
#include "app/filter.h"
#include "app/stories.h"
#include "app/telling.h"
#include "app/wrap.h"
#include "base/mem.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- wrap ---- */

static void show_lines(struct str text, const struct wrap *w, struct buf *out)
{
	for (size_t i = 0; i < w->lines.n; i++) {
		buf_add_str(out, str_sub(text, w->lines.v[i].begin, w->lines.v[i].end));
		buf_add_char(out, '|');
	}
}

static void test_wrap(void **state)
{
	(void)state;
	static const struct {
		int width;
		const char *text, *lines;
	} rows[] = {
		{10, "", ""},
		{10, "short", "short|"},
		{10, "a few words in a row", "a few |words in a |row|"},
		{10, "exactly te n", "exactly te |n|"},
		{5, "unbreakable", "unbre|akabl|e|"},
		{10, "well-known names", "well-known |names|"},
		{8, "well-known", "well-|known|"},
		{10, "one\ntwo", "one|two|"},
		{10, "\n\none\n\n\n \ntwo\n\n", "one||two|"},
		{6, "日本と韓国の協定", "日本と|韓国の|協定|"},
		{3, "éà e\xcc\x81o", "éà |e\xcc\x81o|"},
		{1, "日本", "日|本|"},
		{0, "ab", "a|b|"},
		{4, "a\x1b[m b", "a\x1b[|m b|"},       /* ^[ takes two columns */
		{9, "ab\xe2\x80\xae" "c d", "ab\xe2\x80\xae" "c |d|"}, /* <202E> takes six */
		{10, "“Quoted words” end", "“Quoted |words” end|"},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wrap w = {0};
		struct buf b = BUF_INIT;
		struct str text = str_of(rows[i].text);
		wrap_text(&w, text, NULL, 0, rows[i].width);
		show_lines(text, &w, &b);
		assert_string_equal(buf_cstr(&b), rows[i].lines);
		buf_free(&b);
		wrap_free(&w);
	}
}

/* Lines cut by hand are set anew; a list, a poem and a paragraph a line stay as they are. */
static void test_wrap_by_hand(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t lines;
	} rows[] = {
		{"The first line was cut where the page was at an\nend, and so was the second, at the very same\n"
		 "column as the first.\n\nA paragraph.", 4},
		{"The first paragraph is a line that has some length.\nThe second one is a line that also has some.\n"
		 "And so is the third.", 3},
		{"some verses are short\nand end where they\nwant to end", 3},
		{"A list of things that have rather long names:\n- the first of the things that are in the list\n"
		 "- the second of them", 3},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wrap w = {0};
		wrap_text(&w, str_of(rows[i].text), NULL, 0, 70);
		assert_int_equal(w.lines.n, rows[i].lines);
		wrap_free(&w);
	}
}

static void test_wrap_folds(void **state)
{
	(void)state;
	struct str text = STR("Advertisement\nFirst line.\nSimilar posts\nSecond line. Share this");
	static const struct span folded[] = {{0, 13}, {26, 39}, {53, 63}};
	struct wrap w = {0};
	struct buf b = BUF_INIT;
	wrap_text(&w, text, folded, COUNT(folded), 40);
	show_lines(text, &w, &b);
	assert_string_equal(buf_cstr(&b), "First line.|Second line. |");
	assert_int_equal(wrap_line_at(&w, 0), 0);
	assert_int_equal(wrap_line_at(&w, 45), 1);
	assert_int_equal(wrap_line_at(&w, 999), 1);
	buf_free(&b);
	wrap_free(&w);
}

/* A blank line has the byte of the line after it: the text is what is looked for. */
static void test_wrap_line_at(void **state)
{
	(void)state;
	struct wrap w = {0};
	wrap_text(&w, STR("one\n\ntwo"), NULL, 0, 10);
	assert_int_equal(w.lines.n, 3);
	assert_int_equal(wrap_line_at(&w, 0), 0);
	assert_int_equal(wrap_line_at(&w, 5), 2);
	wrap_free(&w);
}

/* A text of some parts: paragraphs, then one without an end in sight, then letters of several bytes without a blank. */
static void large_text(struct buf *b)
{
	while (b->n < 4 * WRAP_PART)
		buf_addf(b, "Paragraph at %zu says this and that and a word more, so that it is set in some lines.\n\n", b->n);
	while (b->n < 6 * WRAP_PART)
		buf_addf(b, "and %zu words on, ", b->n);
	while (b->n < 8 * WRAP_PART)
		buf_add_cstr(b, "é日");
}

/* Parts of a large text have the same lines wherever one looks from, leave nothing out, and are no more than three. */
static void test_wrap_near(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	large_text(&b);
	struct str text = buf_str(&b);
	static const struct span folded[] = {{5, 30}, {2 * WRAP_PART - 50, 2 * WRAP_PART + 60}, {5 * WRAP_PART, 5 * WRAP_PART + 9}};
	uint32_t *ends = mem_zero(text.n, sizeof *ends);
	size_t covered = 0;
	struct wrap w = {0};
	for (uint32_t at = 0; at < text.n; at += WRAP_PART / 2) {
		wrap_near(&w, text, folded, COUNT(folded), 60, at);
		assert_true(wrap_is_near(&w, text, at));
		assert_true(w.begin <= at && at < w.end && w.begin <= covered);
		assert_true(w.end - w.begin <= 3 * WRAP_PART + 16 * 1024);
		const struct wrap_line *line = &w.lines.v[wrap_line_at(&w, at)];
		assert_true(line->begin <= at || line == w.lines.v);
		uint32_t last = w.begin;
		for (size_t i = 0; i < w.lines.n; i++) {
			const struct wrap_line *l = &w.lines.v[i];
			if (l->begin == l->end)
				continue;
			for (uint32_t k = last; k < l->begin; k++) /* blanks around a paragraph are left out */
				assert_true(text.p[k] == '\n' || text.p[k] == ' ' || (k >= folded[0].begin && k < folded[0].end) ||
					    (k >= folded[1].begin && k < folded[1].end) || (k >= folded[2].begin && k < folded[2].end));
			if (l->begin < covered)
				assert_int_equal(ends[l->begin], l->end);
			ends[l->begin] = last = l->end;
		}
		covered = w.end;
	}
	assert_int_equal(covered, text.n);
	mem_free(ends);
	wrap_free(&w);
	buf_free(&b);
}

/* As it was read: every line and blank stays, bytes that are no character are shown as four columns each and never cut. */
static void test_wrap_original(void **state)
{
	(void)state;
	static const struct {
		int width;
		const char *bytes, *lines;
	} rows[] = {
		{10, "short", "short|"},
		{10, "one\ntwo", "one|two|"},
		{10, "\n\none\n\n\ntwo\n\n", "||one|||two|||"},
		{10, " one\n  two", " one|  two|"},
		{10, "a few words in a row", "a few |words in a |row|"},
		{6, "one\r\ntwo\r\n", "one\r|two\r||"},
		{5, "four\r\n", "four|\r||"}, /* ^M takes two columns */
		{8, "ab\xFF" "c d", "ab\xFF" "c |d|"},
		{9, "\xFF\xFE\xFF\xFE\xFF", "\xFF\xFE|\xFF\xFE|\xFF|"},
		{3, "\xFF\xFE", "\xFF|\xFE|"},
		{8, "\xE2\x82 a", "\xE2\x82 |a|"},   /* the front of a character: two bytes of it */
		{4, "\x80\xCC\x81", "\x80\xCC\x81|"}, /* an accent on a bad byte */
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct wrap w = {0};
		struct buf b = BUF_INIT;
		struct str bytes = str_of(rows[i].bytes);
		wrap_original_near(&w, bytes, rows[i].width, 0);
		for (size_t k = 0; k < w.lines.n; k++)
			buf_addf(&b, "%.*s|", STR_ARG(str_sub(bytes, w.lines.v[k].begin, w.lines.v[k].end)));
		assert_string_equal(buf_cstr(&b), rows[i].lines);
		buf_free(&b);
		wrap_free(&w);
	}
}

/* Its parts leave nothing out and are no larger than those of a text, whatever the bytes are. */
static void test_wrap_original_near(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	large_text(&b);
	while (b.n < 12 * WRAP_PART)
		buf_add_cstr(&b, b.n < 10 * WRAP_PART ? "\x80" : "\xFF\r\n");
	struct str bytes = buf_str(&b);
	struct wrap w = {0};
	uint32_t covered = 0;
	for (uint32_t at = 0; at < bytes.n; at += WRAP_PART / 2) {
		wrap_original_near(&w, bytes, 60, at);
		assert_true(wrap_is_near(&w, bytes, at));
		assert_true(w.begin <= at && at < w.end && w.begin <= covered);
		assert_true(w.end - w.begin <= 3 * WRAP_PART + 16 * 1024);
		uint32_t last = w.begin;
		for (size_t i = 0; i < w.lines.n; i++) {
			const struct wrap_line *l = &w.lines.v[i];
			assert_true(l->begin == last || (l->begin == last + 1 && bytes.p[last] == '\n'));
			last = l->end;
		}
		assert_true(last == w.end || (last + 1 == w.end && bytes.p[last] == '\n'));
		covered = w.end;
	}
	assert_int_equal(covered, bytes.n);
	wrap_free(&w);
	buf_free(&b);
}

/* ---- density ---- */

enum { ROWS_MAX = 64 };

static struct result *rows_of(const char *days)
{
	struct row rows[ROWS_MAX];
	size_t n = 0;
	struct str rest = str_of(days), day;
	while (str_split(&rest, ' ', &day)) {
		enum precision p;
		struct row *row = &rows[n++];
		*row = (struct row){.id = (int64_t)n, .article = (int64_t)n, .type = ROW_REPORT, .when = INTERVAL_NONE};
		if (!str_eq(day, STR("-")))
			assert_true(interval_parse(day, &row->when, &p));
	}
	return result_of(rows, n);
}

/* Labels as they stand, bars as their counts: "2001" then "1.2" is one row, none, two. */
static void picture(const struct density *d, char *out, size_t size)
{
	memset(out, ' ', size);
	out[size - 1] = '\0';
	for (size_t i = 0; i < d->labels.n; i++) {
		char year[16];
		int n = snprintf(year, sizeof year, "%04d", d->labels.v[i].year);
		memcpy(out + d->labels.v[i].x, year, (size_t)n);
	}
	size_t end = 0;
	for (size_t i = 0; i < d->bars.n; i++) {
		end = (size_t)d->bars.v[i].x + 1;
		out[d->bars.v[i].x] = (char)(d->bars.v[i].all ? '0' + d->bars.v[i].all : '.');
	}
	out[end] = '\0';
}

static void test_density(void **state)
{
	(void)state;
	static const struct {
		const char *days;
		int width;
		const char *unit;
		int step;
		const char *picture;
	} rows[] = {
		{"2018-05-23", 40, "day", 1, "20181"},
		{"2018-05-23 2018-05-23 2018-05-26 -", 40, "day", 1, "20182..1"},
		{"2018-01-01 2018-03-05", 40, "week", 1, "20181........1"},
		{"2017-12-20 2018-03-05", 40, "week", 1, "1.2018.........1"},
		{"2015-01-01 2017-02-01", 40, "month", 1, "20151...........2016............2017.1"},
		{"2001-06-15 2005-07-05 2010-01-01 2018-05-23", 57, "quarter", 2, "20011.......2005.1........20101.........2015......1"},
		{"2001-06-15 2018-05-23", 30, "year", 1, "20011........2010........1"},
		{"-0044-03-15 2018-05-23", 20, "decade", 50, ""},
		{"2001 2018", 5, "decade", 2, "20002"},
		{"-9999-01-01 9999-12-31", 10, "decade", 2500, ""},
		{"2001-06-15 2018-05-23", 1, "decade", 2500, "2"},
		{"-", 40, "day", 1, ""},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct result *all = rows_of(rows[i].days);
		struct density d = {0};
		char line[128];
		density_make(&d, all, all, rows[i].width);
		if (*rows[i].picture) {
			picture(&d, line, sizeof line);
			assert_string_equal(line, rows[i].picture);
		}
		assert_true(d.bars.n == 0 || d.bars.v[d.bars.n - 1].x < rows[i].width);
		if (d.bars.n > 0) {
			assert_string_equal(precision_name(d.unit), rows[i].unit);
			assert_int_equal(d.step, rows[i].step);
		}
		density_free(&d);
		result_free(all);
	}
}

/* Whatever the width, the bars hold every dated row once and meet without a gap. */
static void test_density_any_width(void **state)
{
	(void)state;
	struct result *all = rows_of("-0500 0800-01-02 1914-07-28 1989-11-09 2018-05-23 2018-05-23 2025 - -");
	struct density d = {0};
	for (int width = 1; width < 300; width++) {
		density_make(&d, all, all, width);
		uint32_t sum = 0;
		for (size_t i = 0; i < d.bars.n; i++) {
			sum += d.bars.v[i].all;
			assert_true(d.bars.v[i].x >= 0 && d.bars.v[i].x < width);
			if (i > 0)
				assert_int_equal(d.bars.v[i].from, d.bars.v[i - 1].to + 1);
		}
		assert_int_equal(sum, 7);
		assert_true(density_at(&d, result_row(all, 0).when.from) == 0);
		assert_int_equal(density_at(&d, result_row(all, 6).when.from), (int)d.bars.n - 1);
	}
	density_free(&d);
	result_free(all);
}

/* Two days far from all others leave the others their bars; what is vaguer than a bar is in none. */
static void test_density_far(void **state)
{
	(void)state;
	struct row rows[304] = {0};
	for (int i = 0; i < 304; i++)
		rows[i].type = ROW_REPORT;
	struct density d = {0};
	rows[0].when = interval_day(day_of(-500, 3, 15));
	rows[1].when = interval_years(2018, 2030);
	for (int i = 2; i < 303; i++)
		rows[i].when = interval_day(day_of(2018, 1, 1) + i);
	rows[303].when = interval_day(day_of(2300, 1, 1));
	struct result *all = result_of(rows, 304);
	density_make(&d, all, all, 70);
	assert_true(d.earlier && d.later);
	assert_int_equal(d.unit, PRECISION_WEEK);
	assert_int_equal(d.bars.v[0].all, 1);
	assert_int_equal(d.bars.v[d.bars.n - 1].all, 1);
	assert_int_equal(d.most, 7);
	assert_int_equal(density_at(&d, day_of(-9999, 1, 1)), 0);
	assert_int_equal(density_at(&d, DAY_MAX), (int)d.bars.n - 1);
	uint32_t sum = 0;
	for (size_t i = 0; i < d.bars.n; i++) {
		sum += d.bars.v[i].all;
		assert_true(d.bars.v[i].x < 70);
	}
	assert_int_equal(sum, 303);
	density_free(&d);
	result_free(all);
}

/* ---- filter ---- */

static void test_filter_text(void **state)
{
	(void)state;
	static const struct {
		const char *line, *countries, *pattern, *text;
		bool either;
	} rows[] = {
		{"", "", "", "", false},
		{"kind:meeting", "", "", "kind:meeting", false},
		{"", "PK IN", "", "country:PK+IN", false},
		{"", "PK IN", "", "country:PK,IN", true},
		{"", "PK -IN -RU", "", "country:PK -country:IN,RU", false},
		{"", "", "RATS\\b", "/RATS\\b/", false},
		{"from:2018", "PK", "a/b", "from:2018 country:PK /a\\/b/", false},
		{"", "", "a\\/b", "/a\\/b/", false},
		{"\"joint statement\" -kind:visit", "", "", "\"joint statement\" -kind:visit", false},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct filter f = {.either = rows[i].either};
		struct buf text = BUF_INIT;
		buf_add_cstr(&f.line, rows[i].line);
		buf_add_cstr(&f.pattern, rows[i].pattern);
		struct str rest = str_of(rows[i].countries), code;
		while (str_split(&rest, ' ', &code)) {
			char c[3] = "";
			if (code.n == 2)
				filter_toggle_country(&f, memcpy(c, code.p, 2));
			else if (code.n == 3)
				filter_toggle_without(&f, memcpy(c, code.p + 1, 2));
		}
		filter_text(&f, &text);
		assert_string_equal(buf_cstr(&text), rows[i].text);
		f.off = true;
		filter_text(&f, &text);
		assert_string_equal(buf_cstr(&text), "");
		buf_free(&text);
		filter_free(&f);
	}
}

static void test_filter_read(void **state)
{
	(void)state;
	static const struct {
		const char *text, *line, *countries, *pattern;
	} rows[] = {
		{"", "", "", ""},
		{"  kind:meeting   from:2018 ", "kind:meeting from:2018", "", ""},
		{"country:PK+IN /border/", "", "PK IN", "border"},
		{"country:PK country:IN", "country:IN", "PK", ""},
		{"-country:PK", "", "-PK", ""},
		{"country:IN -country:PK,RU", "", "IN -PK -RU", ""},
		{"-country:PK+RU", "-country:PK+RU", "", ""},
		{"country:Pakistan", "country:Pakistan", "", ""},
		{"country:PK+IN,CN", "country:PK+IN,CN", "", ""},
		{"/a b/ /c/", "/c/", "", "a b"},
		{"/a\\/b\\b/", "", "", "a/b\\b"},
		{"-/a/", "-/a/", "", ""},
		{"source:\"desk A\" x", "source:\"desk A\" x", "", ""},
		{"\"a  b\"", "\"a  b\"", "", ""},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct filter f = {0};
		struct buf countries = BUF_INIT;
		filter_read(&f, str_of(rows[i].text));
		for (size_t k = 0; k < f.country_count; k++)
			buf_addf(&countries, "%s%s", k ? " " : "", f.countries[k]);
		for (size_t k = 0; k < f.without_count; k++)
			buf_addf(&countries, "%s-%s", countries.n ? " " : "", f.without[k]);
		assert_string_equal(buf_cstr(&f.line), rows[i].line);
		assert_string_equal(buf_cstr(&countries), rows[i].countries);
		assert_string_equal(buf_cstr(&f.pattern), rows[i].pattern);
		buf_free(&countries);
		filter_free(&f);
	}
}

static void test_compare_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *text, *date, *numbers;
	} rows[] = {
		{"Five of 1,200 guests came on May 23; five left.", "May 23", "5 1200"},
		{"The G20 met for 3.5 hours, with 20 ministers and twelve aides.", "", "3.5 12 20"},
		{"Nobody was counted on 12 May 2018.", "12 May 2018", ""},
		{"42, 7, 7", "", "7 42"},
		{"The 20th meeting, the 1st of 3", "", "3"},
		{"", "", ""},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena arena = ARENA_INIT;
		struct report r = {0};
		struct str text = str_of(rows[i].text);
		size_t at = str_find(text, str_of(rows[i].date), 0);
		struct timex3 date = {.span = {(uint32_t)at, (uint32_t)(at + strlen(rows[i].date))}};
		compare_numbers(text, (struct span){0, (uint32_t)text.n}, &date, rows[i].date[0] != '\0', &arena, &r);
		struct buf got = BUF_INIT;
		for (size_t k = 0; k < r.number_count; k++)
			buf_addf(&got, "%s%.*s", k ? " " : "", STR_ARG(r.numbers[k]));
		assert_string_equal(buf_cstr(&got), rows[i].numbers);
		buf_free(&got);
		arena_free(&arena);
	}
}

/* The fields of which a report tells something unlike the others: "when kind", of each. */
static void unlike(struct report *reports, size_t n, struct buf *out)
{
	struct compared c = {.reports = reports, .count = n};
	compare_judge(&c);
	buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		buf_add_cstr(out, i ? "|" : "");
		for (int f = 0; f < COMPARE_FIELDS; f++)
			if (compare_is_unlike(&reports[i], (enum compare_field)f))
				buf_addf(out, "%s ", compare_field_name((enum compare_field)f));
	}
}

/* What only one of two reports tells is no difference; of two that differ both do, of three the odd one. */
static void test_compare_unlike(void **state)
{
	(void)state;
	struct event_country both[] = {{.code = "PK", .role = ROLE_HOST}, {.code = "IN"}}, turned[] = {{.code = "IN"}, {.code = "PK"}};
	struct report r[4] = {
		{.event = {.when = interval_year(2018), .precision = PRECISION_YEAR, .place = STR("Islamabad"), .countries = both, .country_count = 2}},
		{.event = {.when = interval_year(2019), .precision = PRECISION_YEAR, .countries = turned, .country_count = 2, .kind = EVENT_VISIT}},
	};
	struct buf got = BUF_INIT;
	unlike(r, 1, &got);
	assert_string_equal(buf_cstr(&got), "");
	unlike(r, 2, &got);
	assert_string_equal(buf_cstr(&got), "when kind |when kind ");
	r[1].event.country_count = 1;
	unlike(r, 2, &got);
	assert_string_equal(buf_cstr(&got), "when who kind |when who kind ");
	r[2] = r[0];
	unlike(r, 3, &got);
	assert_string_equal(buf_cstr(&got), "|when who kind |");
	r[2].event.place = STR("Lahore"); /* the second names none */
	unlike(r, 3, &got);
	assert_string_equal(buf_cstr(&got), "where |when who kind |where ");
	r[3] = r[1]; /* two against two */
	unlike(r, 4, &got);
	assert_string_equal(buf_cstr(&got), "when where who kind |when who kind |when where who kind |when who kind ");
	buf_free(&got);
}

/* Dates of which one is only vaguer agree; as exact as each other, they are the same or they differ. */
static void test_compare_dates(void **state)
{
	(void)state;
	int32_t d = interval_month(2018, 5).from;
	const struct {
		struct interval one, other;
		enum precision of_one, of_other;
		bool differ;
	} rows[] = {
		{interval_month(2018, 5), {d + 23, d + 24}, PRECISION_MONTH, PRECISION_DAY, false},
		{{d + 23, d + 24}, interval_year(2018), PRECISION_DAY, PRECISION_YEAR, false},
		{{d + 22, d + 24}, {d + 23, d + 24}, PRECISION_DAY, PRECISION_DAY, true}, /* a day less of it */
		{{d + 23, d + 23}, {d + 23, d + 24}, PRECISION_DAY, PRECISION_DAY, true},
		{{d + 23, d + 24}, {d + 23, d + 24}, PRECISION_DAY, PRECISION_DAY, false},
		{{d + 23, d + 23}, {d + 24, d + 24}, PRECISION_DAY, PRECISION_DAY, true},
		{{d + 22, d + 23}, {d + 23, d + 24}, PRECISION_DAY, PRECISION_DAY, true},
		{interval_month(2018, 5), interval_month(2018, 6), PRECISION_MONTH, PRECISION_MONTH, true},
		{interval_month(2018, 6), {d + 23, d + 24}, PRECISION_MONTH, PRECISION_DAY, true},
		{INTERVAL_NONE, interval_month(2018, 6), PRECISION_DAY, PRECISION_MONTH, false},
	};
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct report r[] = {{.event = {.when = rows[i].one, .precision = rows[i].of_one}},
				     {.event = {.when = rows[i].other, .precision = rows[i].of_other}}};
		unlike(r, 2, &got);
		assert_string_equal(buf_cstr(&got), rows[i].differ ? "when |when " : "|");
	}
	buf_free(&got);
}

static void test_filter_period(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		int32_t from, to; /* DAY_MIN, DAY_MAX or ymd */
		const char *want;
		bool off;
	} rows[] = {
		{"on:2018-05", 20180501, 20180531, "on:2018-05", true},
		{"on:2018-05", 20180101, 20181231, "on:2018", true},
		{"", 20180501, 20180531, "on:2018-05", false},
		{"kind:visit", 20180101, 20181231, "kind:visit on:2018", false},
		{"from:2001 x to:2003", 20180523, 20180523, "x on:2018-05-23", false},
		{"on:2018-05", 20180101, 20180331, "from:2018-01 to:2018-03", false},
		{"on:2018-05", 20180501, 20180531, "", false},
		{"", 20100101, 20191231, "from:2010 to:2019", false},
		{"", 20180521, 20180527, "from:2018-05-21 to:2018-05-27", false},
		{"", DAY_MIN, 20101231, "to:2010", false},
		{"", 20110101, DAY_MAX, "from:2011", false},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct filter f = {.off = rows[i].off};
		struct interval when = {rows[i].from, rows[i].to};
		buf_add_cstr(&f.line, rows[i].line);
		if (when.from != DAY_MIN)
			when.from = day_of(when.from / 10000, when.from / 100 % 100, when.from % 100);
		if (when.to != DAY_MAX)
			when.to = day_of(when.to / 10000, when.to / 100 % 100, when.to % 100);
		bool sets = filter_toggle_period(&f, when);
		assert_string_equal(buf_cstr(&f.line), rows[i].want);
		assert_int_equal(sets, filter_has_period(&f));
		assert_false(f.off);
		filter_free(&f);
	}
}

/* A term is one where it stands by itself, not within quotes or a pattern. */
static void test_filter_term(void **state)
{
	static const struct {
		const char *line, *toggled;
		bool has;
	} rows[] = {
		{"", "is:open", false},
		{"is:open", "", true},
		{"border is:open x", "border x", true},
		{"is:opened", "is:opened is:open", false},
		{"\"x is:open y\"", "\"x is:open y\" is:open", false},
		{"/x is:open y/", "/x is:open y/ is:open", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct filter f = {0};
		buf_add_cstr(&f.line, rows[i].line);
		assert_int_equal(filter_has_term(&f, STR("is:open")), rows[i].has);
		assert_int_equal(filter_toggle_term(&f, STR("is:open")), !rows[i].has);
		assert_string_equal(buf_cstr(&f.line), rows[i].toggled);
		filter_free(&f);
	}
}

static void test_filter_toggle(void **state)
{
	(void)state;
	struct filter f = {0};
	filter_toggle_country(&f, "PK");
	filter_toggle_country(&f, "IN");
	assert_true(filter_has_country(&f, "IN"));
	filter_toggle_country(&f, "PK");
	assert_int_equal(f.country_count, 1);
	assert_string_equal(f.countries[0], "IN");
	for (char a = 'A'; a <= 'Z'; a++)
		for (char b = 'A'; b < 'F'; b++)
			filter_toggle_country(&f, (char[3]){a, b, 0});
	assert_int_equal(f.country_count, FILTER_COUNTRIES);
	filter_free(&f);
}

/* ---- dates ---- */

static void test_date(void **state)
{
	(void)state;
	static const struct {
		const char *text, *from; /* NULL: no date */
	} rows[] = {
		{"2018", "2018-01-01"},        {" 2018-05 ", "2018-05-01"},   {"2018-05-23", "2018-05-23"},
		{"may 2018", "2018-05-01"},    {"May 23, 2018", "2018-05-23"}, {"23 may 2018", "2018-05-23"},
		{"Sept. 2018", "2018-09-01"},  {"2018 dec 9", "2018-12-09"},  {"2010s", "2010-01-01"},
		{"-0044-03-15", "-0044-03-15"}, {"", NULL},                   {"soon", NULL},
		{"2018-5-3", "2018-05-03"},    {"2018/5", "2018-05-01"},      {"18-5-3", NULL},
		{"2018-5-", NULL},             {"2018-2-30", NULL},
		{"may", NULL},                 {"31 feb 2018", NULL},         {"2018-13", NULL},
		{"may 2018 23 4", NULL},       {"0 may 2018", NULL},
		{"summer 2019", "2019-06-01"}, {"winter 2019", "2019-12-01"}, {"q2 2018", "2018-04-01"},
		{"23.5.2018", "2018-05-23"},   {"5.2018", NULL},              {"2018-Q2", "2018-04-01"},
		{"last may", NULL},            {"the 1990s", "1990-01-01"},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct interval when = INTERVAL_NONE;
		struct error err = ERROR_INIT;
		bool good = date_read(str_of(rows[i].text), &when, &err);
		assert_int_equal(good, rows[i].from != NULL);
		if (good) {
			char day[16];
			day_format(when.from, day);
			assert_string_equal(day, rows[i].from);
		} else {
			assert_int_equal(err.code, ERROR_USAGE);
			assert_false(interval_known(when));
		}
	}
}

/* The pieces of the first passage that are its own: words that no other has, numbers that not most have. */
static void test_telling(void **state)
{
	(void)state;
	static const struct {
		const char *told[4], *own; /* NULL: no more reports */
		int percent;
	} rows[] = {
		{{"The ministers met in Islamabad.", "Ministers were meeting at Islamabad"}, "", 0},
		{{"Five ministers met", "Six ministers met"}, "Five", 0},
		{{"5 ministers met", "five ministers met"}, "", 0},
		{{"Lawyers gather behind closed doors", "Experts gather"}, "Lawyers,closed,doors", 75},
		{{"", "Experts"}, "", -1},
		{{"They said that it was so", ""}, "", -1},
		{{"Five ministers met", "Six ministers met", "Five ministers met"}, "", 0},
		{{"Six ministers met", "Five ministers met", "Five envoys met"}, "Six", 0},
		{{"Six ministers met", "Five envoys met", "Six envoys met", "Nine envoys met"}, "Six,ministers", 50},
	};
	struct stem_table *stems = stem_open();
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct report r[4] = {{0}};
		struct compared c = {.arena = ARENA_INIT, .reports = r};
		struct extraction none = {0};
		struct buf got = BUF_INIT;
		for (; c.count < 4 && rows[i].told[c.count]; c.count++) {
			struct str told = str_of(rows[i].told[c.count]);
			telling_read(stems, told, (struct span){0, (uint32_t)told.n}, &none, &c.arena, &r[c.count]);
		}
		telling_judge(&c);
		for (size_t k = 0; k < r->told_count; k++)
			if (r->told[k].own)
				buf_addf(&got, "%s%.*s", got.n ? "," : "", STR_ARG(str_sub(str_of(rows[i].told[0]), r->told[k].span.begin, r->told[k].span.end)));
		assert_string_equal(buf_cstr(&got), rows[i].own);
		assert_int_equal(r->own, rows[i].percent);
		buf_free(&got);
		arena_free(&c.arena);
	}
	stem_close(stems);
}

/* Rows with the events that they are linked to, and their stories. */
static void test_stories(void **state)
{
	(void)state;
	struct {
		int64_t id, told[3];
		uint32_t story;
	} rows[] = {
		{10, {20}, 0},      {20, {10}, 0},     {30, {0}, 2},     {40, {99}, 3},
		{50, {99, 98}, 3},  {60, {98}, 3},     {70, {80}, 2},    {80, {0}, 2},
		{90, {30, 70}, 2},  {95, {95}, 9}, {0, {10}, 10}, {0, {0}, 11}, /* reports; 90 joins the others, which say nothing of it */
	};
	struct row_text texts[COUNT(rows)] = {{.outcome = INTERVAL_NONE}};
	const struct row_text *pointers[COUNT(rows)];
	int64_t ids[COUNT(rows)];
	uint32_t stories[COUNT(rows)];
	for (size_t i = 0; i < COUNT(rows); i++) {
		texts[i].told = rows[i].told;
		while (texts[i].told_count < 3 && rows[i].told[texts[i].told_count])
			texts[i].told_count++;
		pointers[i] = &texts[i];
		ids[i] = rows[i].id;
	}
	stories_number(ids, pointers, COUNT(rows), stories);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(stories[i], rows[i].story);
}

/* Spoken on Wednesday, 23 May 2018. */
static void test_date_words(void **state)
{
	(void)state;
	static const struct {
		const char *text, *when; /* NULL: no date */
		bool relative;
	} rows[] = {
		/* those that name a year depend on no day */
		{"march 2020", "2020-03", false},        {"summer 2019", "2019-06…08", false},   {"winter 2019", "2019-12…2020-02", false},
		{"Second quarter of 2018", "2018-Q2", false}, {"q4 1999", "1999-Q4", false},     {"early 2018", "2018-01…04", false},
		{"mid-2018", "2018-05…08", false},       {"late May 2018", "2018-05-21…31", false}, {"the 1990s", "1990s", false},
		{"19th century", "1800…1899", false},    {"12th of june 2017", "2017-06-12", false}, {"late 1990s", "1996…1999", false},
		/* of other eras; the formats count the year 0 */
		{"44 BC", "-0043", false},               {"15 March 44 bce", "-0043-03-15", false}, {"79 ad", "0079", false},
		{"march 520", "0520-03", false},         {"520", "0520", false},                 {"5th century BC", "-0499…-0400", false},
		{"1st century", "0000…0099", false},     {"0 bc", NULL, false},                  {"bc", NULL, false},
		{"12 bc 2018", NULL, false},             {"may bc", NULL, false},                {"44 ad bc", NULL, false},
		/* the nearest one */
		{"june", "2018-06", true},               {"12 june", "2018-06-12", true},        {"january", "2018-01", true},
		{"december", "2017-12", true},           {"may", "2018-05", true},               {"23 may", "2018-05-23", true},
		{"29 february", "2020-02-29", true},     {"summer", "2018-06…08", true},         {"monday", "2018-05-21", true},
		{"sunday", "2018-05-20", true},          {"the 7th", "2018-05-07", true},        {"q1", "2018-Q1", true},
		/* on one side */
		{"last may", "2017-05", true},           {"next may", "2019-05", true},          {"this may", "2018-05", true},
		{"last april", "2018-04", true},         {"last summer", "2017-06…08", true},    {"last friday", "2018-05-18", true},
		{"next friday", "2018-05-25", true},     {"last wednesday", "2018-05-16", true}, {"this friday", "2018-05-25", true},
		{"last 29 february", "2016-02-29", true}, {"next spring", "2019-03…05", true},   {"late last year", "2017-09…12", true},
		{"last year", "2017", true},             {"last month", "2018-04", true},        {"next week", "2018-W22", true},
		{"this quarter", "2018-Q2", true},       {"previous decade", "2000s", true},     {"early next month", "2018-06-01…10", true},
		/* so far away */
		{"yesterday", "2018-05-22", true},       {"tomorrow", "2018-05-24", true},       {"today", "2018-05-23", true},
		{"3 weeks ago", "2018-W18", true},       {"two years later", "2020", true},      {"a month before", "2018-04", true},
		{"in 10 days", "2018-06-02", true},      {"in june 2019", "2019-06", false},      {"10 days", NULL, false},
		{"10 days ago", "2018-05-13", true},
		/* none */
		{"soon", NULL, false},                   {"last", NULL, false},                  {"week", NULL, false},
		{"may june", NULL, false},               {"30 february", NULL, false},           {"12", NULL, false},
		{"last may 2018", NULL, false},          {"yesterday 2018", NULL, false},        {"early monday", NULL, false},
		{"ago", NULL, false},                    {"3 ago", NULL, false},                 {"-", NULL, false},
		{"last last may", NULL, false},          {"may 23 2018 2019", NULL, false},      {"century", NULL, false},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct interval when = INTERVAL_NONE;
		struct error err = ERROR_INIT;
		bool relative;
		char text[40] = "no date";
		bool good = date_read_from(str_of(rows[i].text), day_of(2018, 5, 23), &when, &relative, &err);
		enum precision p = PRECISION_DAY;
		for (int k = PRECISION_WEEK; k <= PRECISION_DECADE; k++) {
			struct interval around = interval_around(interval_known(when) ? when.from : 0, (enum precision)k);
			p = around.from == when.from && around.to == when.to ? (enum precision)k : p;
		}
		if (p == PRECISION_DAY && interval_known(when) && when.to - when.from > 31)
			p = when.to - when.from > 366 ? PRECISION_YEAR : PRECISION_MONTH;
		if (good)
			interval_format(when, p, false, text);
		if (good != (rows[i].when != NULL) || (good && (strcmp(text, rows[i].when) != 0 || relative != rows[i].relative)))
			fail_msg("%s: %s%s, not %s", rows[i].text, text, relative ? ", relative" : "", rows[i].when ? rows[i].when : "no date");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap),          cmocka_unit_test(test_wrap_folds),
		cmocka_unit_test(test_wrap_by_hand),
		cmocka_unit_test(test_wrap_near),     cmocka_unit_test(test_wrap_original),
		cmocka_unit_test(test_wrap_original_near),
		cmocka_unit_test(test_wrap_line_at),  cmocka_unit_test(test_density),
		cmocka_unit_test(test_density_any_width),
		cmocka_unit_test(test_density_far), cmocka_unit_test(test_filter_text),
		cmocka_unit_test(test_filter_read),   cmocka_unit_test(test_filter_term), cmocka_unit_test(test_filter_toggle), cmocka_unit_test(test_filter_period), cmocka_unit_test(test_compare_numbers), cmocka_unit_test(test_compare_unlike), cmocka_unit_test(test_compare_dates),
		cmocka_unit_test(test_telling), cmocka_unit_test(test_stories), cmocka_unit_test(test_date), cmocka_unit_test(test_date_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
