/* Time expressions and dates of publication: the tables time.cases, tense.cases, mod.cases and published.cases
 * of tests/text, and noise. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "cases.h"
#include "text/published.h"
#include "text/table.h"
#include "text/timex.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct kit {
	struct vocabulary *vocabulary;
	struct token_words *tokens;
	struct time_words *time;
	struct arena arena;
};

static int open_kit(void **state)
{
	static struct kit kit;
	struct vocabulary *v = vocabulary_open(0);
	kit = (struct kit){v, token_words_open(v, "en"), time_words_open(v, "en"), ARENA_INIT};
	*state = &kit;
	return 0;
}

static int close_kit(void **state)
{
	struct kit *kit = *state;
	token_words_close(kit->tokens);
	time_words_close(kit->time);
	vocabulary_close(kit->vocabulary);
	arena_free(&kit->arena);
	return 0;
}

struct result {
	struct token_list tokens;
	struct published published;
	struct timex3 *v;
	size_t n;
};

static struct result read_time(struct kit *kit, struct str text, struct str title, struct str published, enum timex_scope scope)
{
	struct result r;
	struct timex_readings readings;
	struct published given = {.when = INTERVAL_NONE};
	if (published.n) {
		assert_true(interval_parse(published, &given.when, &given.precision));
		given.basis = PUBLISHED_GIVEN;
	}
	struct token_list title_tokens;
	token_split(text, kit->tokens, NULL, 0, &kit->arena, &r.tokens);
	token_split(title, kit->tokens, NULL, 0, &kit->arena, &title_tokens);
	timex_find(&r.tokens, kit->time, scope, &kit->arena, &readings);
	published_find(&r.tokens, kit->time, &readings, &title_tokens, &given, &kit->arena, &r.published);
	struct published written = published_written(&r.tokens, kit->time, &readings, &r.published);
	timex_resolve(&r.tokens, kit->time, &readings, &written, &kit->arena, &r.v, &r.n);
	return r;
}

static void print_interval(struct interval i, struct buf *out)
{
	char from[16], to[16];
	if (!interval_known(i)) {
		buf_add_char(out, '-');
		return;
	}
	day_format(i.from, from);
	day_format(i.to, to);
	buf_addf(out, i.from == i.to ? "%s" : "%s..%s", from, to);
}

static void print_result(const struct result *r, struct buf *out)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct timex3 *t = &r->v[i];
		struct str span = token_text(&r->tokens, t->span);
		buf_addf(out, "%s%.*s | %s | %.*s | ", i ? " ; " : "", STR_ARG(span), timex_type_name(t->type), STR_ARG(t->value));
		print_interval(timex_interval(r->v, r->n, i), out);
	}
}

static void print_tenses(const struct result *r, struct buf *out)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct timex3 *t = &r->v[i];
		if (t->tense)
			buf_addf(out, "%s%.*s | %s | %.*s", out->n ? " ; " : "", STR_ARG(token_text(&r->tokens, t->span)),
				 timex_tense_name(t->tense), STR_ARG(token_text(&r->tokens, t->tense_span)));
	}
}

static void print_mods(const struct result *r, struct buf *out)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].mod)
			buf_addf(out, "%s%.*s | %s", out->n ? " ; " : "", STR_ARG(token_text(&r->tokens, r->v[i].span)), r->v[i].mod);
}

/* Cuts "left SEP right" at the first SEP; both trimmed. */
static bool cut_at(struct str line, const char *sep, struct str *left, struct str *right)
{
	size_t at = str_find(line, str_of(sep), 0);
	if (at == SIZE_MAX)
		return false;
	*left = str_trim(str_sub(line, 0, at));
	*right = str_trim(str_sub(line, at + strlen(sep), line.n));
	return true;
}

/* Remembers the names of rules that a result used, between blanks. */
static void note_rules(const struct result *r, struct buf *used)
{
	for (size_t i = 0; i < r->n; i++)
		buf_addf(used, "%s ", r->v[i].rule);
}

/* A rule that no case uses may be one that never matches. Rules of the kind "nothing" leave no trace. */
static int unused_rules(const struct buf *used)
{
	struct str table = table_text("time_rules.en.tsv");
	struct table_row row;
	int unused = 0;
	struct buf name = BUF_INIT;
	for (int line = 0; table_next(&table, &line, &row);) {
		buf_clear(&name);
		buf_addf(&name, " %.*s ", STR_ARG(row.field[0]));
		if (str_eq(row.field[1], STR("nothing")) || str_find(buf_str(used), buf_str(&name), 0) != SIZE_MAX)
			continue;
		print_error("time_rules.en.tsv:%d: no case uses \"%.*s\"\n", line, STR_ARG(row.field[0]));
		unused++;
	}
	buf_free(&name);
	return unused;
}

/* Returns how many rows of a table read otherwise than it says. */
static int read_cases(struct kit *kit, const char *name, void (*print)(const struct result *, struct buf *), struct buf *used)
{
	struct buf file = BUF_INIT, got = BUF_INIT;
	struct str rest = cases_read(name, &file), line;
	int number = 0, wrong = 0, rows = 0;
	while (str_split(&rest, '\n', &line)) {
		struct str text = STR_NONE, published = STR_NONE, want = STR_NONE;
		number++;
		if (!line.n || line.p[0] == '#')
			continue;
		assert_true(cut_at(line, " =>", &text, &want) && cut_at(text, " |", &text, &published));
		struct result r = read_time(kit, text, STR_NONE, published, TIMEX_SCOPE_ALL);
		buf_clear(&got);
		print(&r, &got);
		note_rules(&r, used);
		rows++;
		if (!str_eq(buf_str(&got), want)) {
			print_error("%s:%d: %.*s\n  want %.*s\n  got  %s\n", name, number, STR_ARG(text), STR_ARG(want), buf_cstr(&got));
			wrong++;
		}
		arena_reset(&kit->arena);
	}
	buf_free(&file);
	buf_free(&got);
	assert_true(rows > 10);
	return wrong;
}

static void test_cases(void **state)
{
	struct buf used = BUF_INIT;
	buf_add_char(&used, ' ');
	int wrong = read_cases(*state, "time.cases", print_result, &used);
	wrong += unused_rules(&used);
	buf_free(&used);
	assert_int_equal(wrong, 0);
}

static void test_tenses(void **state)
{
	struct buf used = BUF_INIT;
	assert_int_equal(read_cases(*state, "tense.cases", print_tenses, &used), 0);
	buf_free(&used);
}

static void test_mods(void **state)
{
	struct buf used = BUF_INIT;
	assert_int_equal(read_cases(*state, "mod.cases", print_mods, &used), 0);
	buf_free(&used);
}

static void test_published(void **state)
{
	struct kit *kit = *state;
	struct buf file = BUF_INIT, got = BUF_INIT, text = BUF_INIT;
	struct str rest = cases_read("published.cases", &file), line, left, title, want, one;
	int number = 0, wrong = 0, rows = 0;
	while (str_split(&rest, '\n', &line)) {
		number++;
		if (!line.n || line.p[0] == '#')
			continue;
		assert_true(cut_at(line, "=>", &left, &want) && cut_at(left, "|", &left, &title));
		buf_clear(&text);
		while (cut_at(left, " / ", &one, &left)) {
			buf_add_str(&text, one);
			buf_add_char(&text, '\n');
		}
		buf_add_str(&text, left);
		struct result r = read_time(kit, buf_str(&text), title, STR_NONE, TIMEX_SCOPE_ALL);
		buf_clear(&got);
		buf_addf(&got, "%s | ", published_basis_name(r.published.basis));
		print_interval(r.published.when, &got);
		assert_true((r.published.basis == PUBLISHED_INFERRED) == (r.published.evidence.n > 0));
		rows++;
		if (!str_eq(buf_str(&got), want)) {
			print_error("published.cases:%d: want %.*s, got %s\n", number, STR_ARG(want), buf_cstr(&got));
			wrong++;
		}
		arena_reset(&kit->arena);
	}
	buf_free(&file);
	buf_free(&got);
	buf_free(&text);
	assert_true(rows > 10);
	assert_int_equal(wrong, 0);
}

/* Any tokens in any order: spans lie in the text, in order, on the borders of tokens; values are made. */
static void test_noise(void **state)
{
	static const char *const pieces[] = {
		"May", "may", "5", "31", "1998", "'98", "1990s", "last", "this", "next", "the", "of", "year", "week", "quarter",
		"first", "second", "two", "twenty", "hundred", "ago", "later", "earlier", ",", "-", "/", ":", "10:35", "p.m.", "to",
		"and", "between", "Friday", "morning", "tonight", "BC", "half", "a", "every", "old", "2018-05-23", "31.02.2018",
		"99", "0000", "9999", "century", "decade", "Christmas", "recent", "few", "early", "end", ".", "\n\n", "é", "said",
		"will", "20th", "30", "2/3/04", "99999999999", "same", "that", "years", "days", "times", "twice", "$",
	};
	struct kit *kit = *state;
	struct buf text = BUF_INIT;
	uint32_t seed = 7;
	VEC(struct str) words = {0};
	struct str table = table_text("time.en.tsv"), word;
	struct table_row row;
	for (int line = 0; table_next(&table, &line, &row);)
		while (str_split(&row.field[2], ' ', &word))
			*vec_push(&words) = word;
	for (int round = 0; round < 20000; round++) {
		buf_clear(&text);
		for (int i = 0; i < 3 + round % 30; i++) {
			seed = seed * 1664525u + 1013904223u;
			if (seed >> 31)
				buf_add_cstr(&text, pieces[(seed >> 16) % COUNT(pieces)]);
			else
				buf_add_str(&text, words.v[(seed >> 8) % words.n]);
			if (seed & 0x60000000)
				buf_add_char(&text, ' ');
		}
		struct result r = read_time(kit, buf_str(&text), STR("In 1999"), round % 2 ? STR("2018-05-22") : STR_NONE,
					    round % 5 ? TIMEX_SCOPE_ALL : TIMEX_SCOPE_DIGITS);
		uint32_t at = 0;
		for (size_t i = 0; i < r.n; i++) {
			const struct timex3 *t = &r.v[i];
			assert_true(t->span.begin >= at && t->span.end > t->span.begin && t->span.end <= text.n);
			assert_true(t->value.n > 0 && t->rule && t->confidence <= 100);
			assert_true(!interval_known(t->when) || t->when.from <= t->when.to);
			assert_true(t->range_with < (int)r.n && t->anchor < (int)r.n);
			assert_true(t->tense_span.begin <= t->tense_span.end && t->tense_span.end <= text.n);
			assert_true((t->tense != TENSE_UNKNOWN) == (t->tense_span.end > 0));
			at = t->span.end;
		}
		arena_reset(&kit->arena);
	}
	vec_free(&words);
	buf_free(&text);
}

/* Where a sentence is cut for its length, a decade is found whichever side its apostrophe falls on. */
static void test_cut(void **state)
{
	struct kit *kit = *state;
	for (size_t words = 990; words < 1010; words++) {
		struct buf text = BUF_INIT;
		for (size_t i = 0; i < words; i++)
			buf_add_cstr(&text, "so ");
		buf_add_cstr(&text, "'80s");
		struct result r = read_time(kit, buf_str(&text), STR_NONE, STR("2020-01-01"), TIMEX_SCOPE_ALL);
		assert_int_equal(r.n, 1);
		assert_true(str_eq(r.v[0].value, STR("198")));
		buf_free(&text);
		arena_reset(&kit->arena);
	}
}

/* In a language that is not read, dates in digits are. */
static void test_digits_only(void **state)
{
	struct kit *kit = *state;
	struct buf got = BUF_INIT;
	struct result r = read_time(kit, STR("Am 03.10.1990 (Mai, 12 march) und 2018-05-23, last year 1999"), STR_NONE,
				    STR("2020-01-01"), TIMEX_SCOPE_DIGITS);
	print_result(&r, &got);
	assert_string_equal(buf_cstr(&got), "03.10.1990 | DATE | 1990-10-03 | 1990-10-03 ; 2018-05-23 | DATE | 2018-05-23 | 2018-05-23");
	buf_free(&got);
	arena_reset(&kit->arena);
}

static void test_days(void **state)
{
	static const struct {
		const char *text;
		int days;
	} rows[] = {{"two days", 2}, {"three weeks", 21}, {"a fortnight", 14}, {"two months", 0}, {"several days", 0}, {"2018", 0}};
	struct kit *kit = *state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct result r = read_time(kit, str_of(rows[i].text), STR_NONE, STR("2020-01-01"), TIMEX_SCOPE_ALL);
		assert_int_equal(r.n, 1);
		assert_int_equal(timex_days(&r.v[0]), rows[i].days);
		arena_reset(&kit->arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases), cmocka_unit_test(test_tenses),
		cmocka_unit_test(test_mods),
		cmocka_unit_test(test_published),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_digits_only),
		cmocka_unit_test(test_days),
	};
	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
