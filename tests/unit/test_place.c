/* Places: the tables of names are sound, and tests/text/place*.cases come out as they are written. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/country.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cases.h"
#include "text/gazetteer.h"
#include "text/place.h"
#include "text/table.h"

/* ---- the tables ---- */

static const char *const tables[] = {"demonyms.en.tsv", "places.en.tsv", "place_hints.en.tsv", "divisions.tsv", "cities.tsv",
				     "name_words.en.tsv"};

static void test_tables_are_nfc(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct buf nfc = BUF_INIT;
		assert_true(utf8_is_valid(table_text(tables[i])));
		utf8_nfc(table_text(tables[i]), &nfc);
		if (!str_eq(buf_str(&nfc), table_text(tables[i])))
			fail_msg("%s is not in NFC", tables[i]);
		buf_free(&nfc);
	}
}

static void check_code(const char *table, int line, struct str code, bool may_be_empty)
{
	struct country c;
	if (!(code.n == 0 && may_be_empty) && !country_find(code, &c))
		fail_msg("%s:%d: %.*s is the code of no country", table, line, STR_ARG(code));
}

static void test_rows_have_codes(void **state)
{
	(void)state;
	static const struct {
		const char *table;
		int column;
		bool may_be_empty;
	} rows[] = {
		{"demonyms.en.tsv", 0, false}, {"places.en.tsv", 1, true}, {"place_hints.en.tsv", 1, false},
		{"divisions.tsv", 0, false}, {"cities.tsv", 1, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str rest = table_text(rows[i].table);
		struct table_row row;
		for (int line = 0; table_next(&rest, &line, &row);)
			check_code(rows[i].table, line, str_sub(row.field[rows[i].column], 0, 2), rows[i].may_be_empty);
	}
}

/* Kinds whose rows have no country, and kinds whose rows must. */
static void test_kinds_and_countries_agree(void **state)
{
	(void)state;
	struct str rest = table_text("places.en.tsv");
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		struct str kind = row.field[0];
		bool none = str_eq(kind, STR("organisation")) || str_eq(kind, STR("area")) || str_eq(kind, STR("none"));
		if (none != (row.field[1].n == 0))
			fail_msg("places.en.tsv:%d: a row of kind %.*s", line, STR_ARG(kind));
		if (row.field[2].n == 0)
			fail_msg("places.en.tsv:%d: no name", line);
	}
}

static void check_sorted(const char *table, int columns)
{
	struct str rest = table_text(table);
	struct table_row row, last = {.count = 0};
	for (int line = 0; table_next(&rest, &line, &row); last = row) {
		int order = 0;
		for (int i = 0; i < columns && order == 0 && last.count; i++)
			order = str_cmp(last.field[i], row.field[i]);
		if (last.count && order >= 0)
			fail_msg("%s:%d: not after the row before it, or there twice", table, line);
	}
}

static void test_tables_are_sorted(void **state)
{
	(void)state;
	check_sorted("demonyms.en.tsv", 1);
	check_sorted("divisions.tsv", 1);
	check_sorted("place_hints.en.tsv", 3);
}

/* cities.tsv by country, then name, none twice. */
static void test_cities_are_sorted(void **state)
{
	(void)state;
	struct str rest = table_text("cities.tsv");
	struct table_row row, last = {.count = 0};
	for (int line = 0; table_next(&rest, &line, &row); last = row) {
		int order = last.count ? str_cmp(last.field[1], row.field[1]) : -1;
		if (order == 0)
			order = str_cmp(last.field[0], row.field[0]);
		if (order >= 0)
			fail_msg("cities.tsv:%d: not after the row before it, or there twice", line);
	}
}

/* ---- cases ---- */

struct fixture {
	struct vocabulary *vocabulary;
	struct gazetteer *g;
	struct token_words *words;
	struct arena arena;
	int failures;
};

struct a_case {
	struct str text, title, dateline;
	bool foreign;
	int line;
};

static void describe(const struct token_list *l, const struct place *p, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		struct str words = token_text(l, p[i].span);
		buf_addf(out, "%s[%.*s] %s %s", i ? ", " : "", STR_ARG(words), place_kind_name(p[i].kind),
			 p[i].country[0] ? p[i].country : "-");
	}
}

static const struct token_list *tokens_of(struct fixture *f, struct str text)
{
	if (!text.n)
		return NULL;
	struct token_list *l = arena_alloc(&f->arena, 1, sizeof *l);
	token_split(text, f->words, NULL, 0, &f->arena, l);
	return l;
}

static void run_case(struct fixture *f, const char *file, const struct a_case *c, struct str expected)
{
	struct token_list l;
	token_split(c->text, f->words, NULL, 0, &f->arena, &l);
	struct place_input in = {
		.tokens = &l, .title = tokens_of(f, c->title), .dateline = tokens_of(f, c->dateline), .known = !c->foreign,
	};
	struct place *places;
	size_t n;
	place_find(&in, f->g, &f->arena, &places, &n);
	struct buf got = BUF_INIT;
	describe(&l, places, n, &got);
	if (!str_eq(buf_str(&got), expected)) {
		f->failures++;
		print_error("%s:%d: %.*s\n  wanted %.*s\n  got    %s\n", file, c->line, STR_ARG(c->text), STR_ARG(expected),
			    buf_cstr(&got));
	}
	buf_free(&got);
	arena_reset(&f->arena);
}

/* "title: words" sets the member and is eaten. */
static bool case_field(struct str line, struct str name, struct str *out)
{
	if (!str_starts(line, name))
		return false;
	*out = str_trim(str_sub(line, name.n, line.n));
	return true;
}

static void run_cases(struct fixture *f, const char *file, struct str rest)
{
	struct a_case c = {.line = 0};
	struct str line, expected;
	for (int number = 1; str_split(&rest, '\n', &line); number++) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (case_field(line, STR("=>"), &expected)) {
			run_case(f, file, &c, expected);
			c = (struct a_case){.line = 0};
		} else if (str_eq(line, STR("foreign"))) {
			c.foreign = true;
		} else if (!case_field(line, STR("title:"), &c.title) && !case_field(line, STR("dateline:"), &c.dateline)) {
			c.text = line;
			c.line = number;
		}
	}
	assert_null(c.text.p); /* a case without its answer */
}

static void test_cases(void **state)
{
	struct fixture *f = *state;
	static const char *const files[] = {"place.cases", "place_namesakes.cases"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct buf text = BUF_INIT;
		run_cases(f, files[i], cases_read(files[i], &text));
		buf_free(&text);
	}
	assert_int_equal(f->failures, 0);
}

/* Whatever the bytes: spans inside the text, in order, on character boundaries. */
static void test_hostile_text(void **state)
{
	struct fixture *f = *state;
	static const char *const pieces[] = {"Paris, Texas ", "U.S.", "\xEF\xBF\xBD", "County ", "the the ", "Bank of ", "\"",
					     "São Paulo-", "La. ", "(", "\n\n", "Georgia", "’s ", "1,000 ", "St. ", ", "};
	uint32_t seed = 7;
	for (int round = 0; round < 200; round++) {
		struct buf text = BUF_INIT;
		for (int i = 0; i < 60; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_add_cstr(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
		}
		struct token_list l;
		token_split(buf_str(&text), f->words, NULL, 0, &f->arena, &l);
		struct place *p;
		size_t n;
		place_find(&(struct place_input){.tokens = &l, .title = &l, .known = true}, f->g, &f->arena, &p, &n);
		uint32_t last = 0;
		for (size_t i = 0; i < n; i++) {
			if (p[i].span.begin == p[i].span.end)
				continue;
			assert_true(p[i].span.begin >= last && p[i].span.begin < p[i].span.end && p[i].span.end <= text.n);
			assert_true(((unsigned char)text.p[p[i].span.begin] & 0xC0) != 0x80);
			last = p[i].span.end;
		}
		buf_free(&text);
		arena_reset(&f->arena);
	}
}

static int open_fixture(void **state)
{
	struct fixture *f = mem_zero(1, sizeof *f);
	f->vocabulary = vocabulary_open(0);
	f->words = token_words_open(f->vocabulary, "en");
	f->g = gazetteer_open(f->vocabulary, "en");
	*state = f;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	gazetteer_close(f->g);
	token_words_close(f->words);
	vocabulary_close(f->vocabulary);
	arena_free(&f->arena);
	mem_free(f);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_are_nfc),
		cmocka_unit_test(test_rows_have_codes),
		cmocka_unit_test(test_kinds_and_countries_agree),
		cmocka_unit_test(test_tables_are_sorted),
		cmocka_unit_test(test_cities_are_sorted),
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_hostile_text),
	};
	return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
