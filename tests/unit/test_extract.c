/* What holds for every extraction, whatever the text: spans on characters, inside the text, in order; dates the
 * right way round; a country once an event; the same answer twice. Texts are random bytes, and splices of
 * the sentences of tests/text/event.cases; the seed is fixed, so a failure can be run again. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "cases.h"
#include "text/extract.h"
#include "text/portion.h"

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33);
}

static bool on_character(struct str text, uint32_t at)
{
	return at == text.n || ((unsigned char)text.p[at] & 0xc0) != 0x80;
}

static void check_span(struct str text, struct span s)
{
	assert_true(s.begin <= s.end && s.end <= text.n);
	assert_true(on_character(text, s.begin) && on_character(text, s.end));
}

static void check_order(struct str text, struct span before, struct span s)
{
	if (before.end > s.begin)
		fail_msg("%u-%u and %u-%u overlap in: %.*s", before.begin, before.end, s.begin, s.end, STR_ARG(text));
}

static void check_interval(struct interval when)
{
	if (interval_known(when))
		assert_true(when.from <= when.to);
	else
		assert_true(when.from == DAY_NONE && when.to == DAY_NONE);
}

static void check_event(struct str text, const struct extraction *x, const struct event *e)
{
	check_span(text, e->span);
	check_span(text, e->head);
	check_span(text, e->headline_span);
	check_span(text, e->modality_span);
	check_span(text, e->place_span);
	check_interval(e->when);
	assert_true(e->span.begin < e->span.end);
	assert_true(e->headline.n > 0 && utf8_is_valid(e->headline));
	assert_true(e->date >= -1 && e->date < (int)x->timex_count);
	assert_true(e->confidence > 0 && e->confidence <= 100);
	for (size_t i = 0; i < e->country_count; i++) {
		check_span(text, e->countries[i].span);
		assert_int_equal(strlen(e->countries[i].code), 2);
		assert_non_null(e->countries[i].rule);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(e->countries[i].code, e->countries[k].code);
		if (i > 0)
			assert_true(e->countries[i - 1].role >= e->countries[i].role);
	}
}

static void check(struct str text, const struct extraction *x)
{
	for (size_t i = 0; i < x->furniture_count; i++) {
		check_span(text, x->furniture[i]);
		assert_true(i == 0 || x->furniture[i - 1].end <= x->furniture[i].begin);
	}
	for (size_t i = 0; i < x->timex_count; i++) {
		check_span(text, x->timexes[i].span);
		check_span(text, x->timexes[i].tense_span);
		check_interval(x->timexes[i].when);
		check_order(text, i ? x->timexes[i - 1].span : SPAN_NONE, x->timexes[i].span);
	}
	for (size_t i = 0; i < x->place_count; i++) {
		check_span(text, x->places[i].span);
		if (x->places[i].span.end) /* the title's places have none, and come last */
			check_order(text, i ? x->places[i - 1].span : SPAN_NONE, x->places[i].span);
	}
	for (size_t i = 0; i < x->event_count; i++) {
		check_event(text, x, &x->events[i]);
		for (size_t k = 0; k < i; k++) { /* the passage is the event's name */
			struct span a = x->events[k].span, b = x->events[i].span;
			assert_false(a.begin == b.begin && a.end == b.end);
		}
	}
	assert_true(strlen(x->language) == 0 || strlen(x->language) == 2);
}

static void run(struct str text, bool given)
{
	struct arena a = ARENA_INIT, b = ARENA_INIT, scratch = ARENA_INIT;
	struct extract_input in = {.text = text, .published = {.when = INTERVAL_NONE}};
	if (given)
		in.published = (struct published){.when = interval_day(day_of(2019, 5, 14)), .basis = PUBLISHED_GIVEN};
	struct extraction x, again;
	extract(&in, cases_lexicon, &scratch, &a, &x);
	check(text, &x);
	extract(&in, cases_lexicon, &scratch, &b, &again);
	arena_free(&scratch); /* nothing that was found may lie in it */
	assert_int_equal(x.event_count, again.event_count);
	for (size_t i = 0; i < x.event_count; i++) {
		assert_true(str_eq(x.events[i].headline, again.events[i].headline));
		assert_memory_equal(&x.events[i].when, &again.events[i].when, sizeof x.events[i].when);
		assert_int_equal(x.events[i].country_count, again.events[i].country_count);
	}
	arena_free(&a);
	arena_free(&b);
}

static void test_random_bytes(void **state)
{
	(void)state;
	uint64_t seed = 11;
	for (int round = 0; round < 150; round++) {
		char raw[400];
		size_t n = next_random(&seed) % sizeof raw;
		for (size_t i = 0; i < n; i++)
			raw[i] = (char)(next_random(&seed) % (round % 2 ? 256 : 96) + (round % 2 ? 0 : 32));
		struct buf text = BUF_INIT;
		utf8_repair((struct str){raw, n}, &text);
		run(buf_str(&text), round % 3);
		buf_free(&text);
	}
}

/* Pieces of the cases, cut anywhere on a character, put together in any order. */
static void test_splices(void **state)
{
	(void)state;
	static const char *const glue[] = {" ", "\n\n", ". ", ", ", "", " and ", "\n", " which ", "; ", " (", ") ", "\""};
	struct buf cases = BUF_INIT;
	cases_read("event.cases", &cases);
	uint64_t seed = 7;
	for (int round = 0; round < 400; round++) {
		struct buf text = BUF_INIT;
		for (uint32_t pieces = 1 + next_random(&seed) % 12; pieces > 0; pieces--) {
			size_t begin = next_random(&seed) % cases.n, n = next_random(&seed) % 160;
			struct str piece = str_sub(buf_str(&cases), begin, begin + n);
			utf8_repair(piece, &text);
			buf_add_cstr(&text, glue[next_random(&seed) % (sizeof glue / sizeof *glue)]);
		}
		run(buf_str(&text), round % 2);
		buf_free(&text);
	}
	buf_free(&cases);
}

/* One kind of thing, over and over. */
static const char *const units[] = {
	"1", "1234567890 ", "the ", "the the ", "a ", "France ", "India Pakistan ", "met on Monday ", "on Tuesday ", "killed, ",
	"the two countries ", "(", ") ", "\n", "a\n", "A\n\n", "\"", "\" ", "' ", "Jan. ", "a-", "1/2/", "which said that ",
	"In May 2001 they met in Paris. ", "The attack in Lima killed ten people. ", "On the first day the ministers met. ",
	"They met yesterday. ", "from May 5 to ", "Paris, Texas, ", "Mr. A. ", "in Ghouta ", "\xc3\xa9", "\xe4\xb8\xad",
	"the minister of the country went to see a friend in the old town and ",
};

static void repeat(const char *unit, size_t n, struct buf *text)
{
	buf_clear(text);
	while (text->n < n)
		buf_add_cstr(text, unit);
}

static void test_long(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		repeat(units[i], 30000, &text);
		run(buf_str(&text), true);
	}
	buf_free(&text);
}

/* Bytes of both arenas. */
static size_t bytes_of(struct str text)
{
	struct arena scratch = ARENA_INIT, arena = ARENA_INIT;
	struct extract_input in = {.text = text, .published = {.when = interval_day(day_of(2019, 5, 14)), .basis = PUBLISHED_GIVEN}};
	struct extraction x;
	extract(&in, cases_lexicon, &scratch, &arena, &x);
	size_t bytes = arena_size(&scratch) + arena_size(&arena);
	arena_free(&scratch);
	arena_free(&arena);
	return bytes;
}

static const char *at_work;

static void too_long(int signal)
{
	static const char message[] = "more than a minute of CPU for a megabyte of: ";
	(void)signal;
	if (write(STDERR_FILENO, message, sizeof message - 1) < 0 || write(STDERR_FILENO, at_work, strlen(at_work)) < 0)
		_exit(2);
	_exit(1);
}

/* Allows a minute of CPU from now on. What is linear takes a tenth of a second, or a few under sanitizers; what walks through
 * all tokens for each of them takes an hour: so this is no bound on a clock, but it ends. */
static void allow_a_minute(const char *unit)
{
	at_work = unit;
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_CPU, &limit), 0);
	limit.rlim_cur = (rlim_t)(clock() / CLOCKS_PER_SEC) + 60;
	assert_int_equal(setrlimit(RLIMIT_CPU, &limit), 0);
}

/* A text that is sixteen times as long asks for sixteen times the memory, never for more than some bytes a byte, and for no
 * time that is more than linear. */
static void test_linear(void **state)
{
	(void)state;
	enum { SHORT = 64 << 10, TIMES = 16, BYTES = 200 };
	struct buf text = BUF_INIT;
	struct rlimit before;
	assert_int_equal(getrlimit(RLIMIT_CPU, &before), 0);
	void (*handler)(int) = signal(SIGXCPU, too_long);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		allow_a_minute(units[i]);
		repeat(units[i], SHORT, &text);
		size_t few = bytes_of(buf_str(&text));
		repeat(units[i], TIMES * SHORT, &text);
		size_t many = bytes_of(buf_str(&text));
		if (many > BYTES * text.n || many > 2 * TIMES * few)
			fail_msg("%zu bytes a byte of \"%s\", %zu of a short text", many / text.n, units[i], few / SHORT);
	}
	/* what walks through all places for each sentence is told from what does not by a longer text */
	static const char places[] = "The two sides met in May 2001. Mali, Peru, Chad. ";
	allow_a_minute(places);
	repeat(places, 4 * TIMES * SHORT, &text);
	bytes_of(buf_str(&text));
	setrlimit(RLIMIT_CPU, &before);
	signal(SIGXCPU, handler);
	buf_free(&text);
}

/* ---- texts that are read in portions ---- */

static void test_portion_ends(void **state)
{
	(void)state;
	static const struct {
		const char *text; /* | where portions of 16 bytes at the most end */
	} rows[] = {
		{"no more than 16"},
		{"four words\n\n|a b c d e f"},
		{"four, words\n|a b c d e f g"},
		{"four, five |a b,c,d,e,f,g"},
		{"fourfivesix|seveneight"},
		{"ends\n\nearly |thenwords,words"}, /* an empty line far before the end is none */
		{"ééééé|éééééé"},
		{"one two three|,four,five,si|x,seven,eight"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str rest = str_of(rows[i].text), piece;
		struct buf text = BUF_INIT;
		while (str_split(&rest, '|', &piece))
			buf_add_str(&text, piece);
		rest = str_of(rows[i].text);
		for (size_t begin = 0; str_split(&rest, '|', &piece); begin += piece.n)
			if (portion_end(buf_str(&text), begin, 16) != begin + piece.n)
				fail_msg("%s: a portion from %zu to %zu", rows[i].text, begin, portion_end(buf_str(&text), begin, 16));
		buf_free(&text);
	}
}

/* Of each of so many kilobytes one paragraph tells an event; the further behind, the longer ago. */
static void long_text(size_t kilobytes, struct buf *text)
{
	static const char filler[] = "The paper was thin and the ink was pale, and nobody could say who had bound it. ";
	buf_add_cstr(text, "Updated May 15, 2019\n\n");
	for (size_t i = 0; i < kilobytes; i++) {
		buf_addf(text, "The ministers of Peru and Chad signed a treaty in Lima %zu days ago.\n\n", i + 1);
		while (text->n < (i + 1) << 10)
			buf_add_cstr(text, filler);
		buf_add_cstr(text, "\n\n");
	}
}

/* What stands in the last portion is found as in the first: with its place in the text, and the publication that the first
 * one told. */
static void test_portions(void **state)
{
	(void)state;
	enum { KILOBYTES = 3 * EXTRACT_PORTION / 1024 };
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	struct buf text = BUF_INIT;
	long_text(KILOBYTES, &text);
	struct extract_input in = {
		.text = buf_str(&text), .title = STR("Treaties of Peru and Fiji"), .published = {.when = INTERVAL_NONE},
	};
	struct extraction x;
	extract(&in, cases_lexicon, &scratch, &a, &x);
	check(in.text, &x);
	assert_int_equal(x.published.basis, PUBLISHED_BYLINE);
	assert_int_equal(x.event_count, KILOBYTES);
	for (size_t i = 0; i < x.event_count; i++) {
		const struct event *e = &x.events[i];
		char ago[32];
		sprintf(ago, "%zu days ago", i + 1);
		assert_true(str_find(str_sub(in.text, e->span.begin, e->span.end), str_of(ago), 0) != SIZE_MAX);
		assert_true(str_eq(str_sub(in.text, x.timexes[e->date].span.begin, x.timexes[e->date].span.end), str_of(ago)));
		assert_int_equal(e->when.from, day_of(2019, 5, 15) - (int)i - 1);
		assert_true(str_eq(str_sub(in.text, e->countries[0].span.begin, e->countries[0].span.end), STR("Lima")) ||
			    e->countries[0].role != ROLE_HOST);
	}
	/* named by the title alone, and told once */
	assert_string_equal(x.places[x.place_count - 1].country, "FJ");
	assert_true(x.places[x.place_count - 2].span.end > 0);
	buf_free(&text);
	arena_free(&a);
	arena_free(&scratch);
}

/* However long a text is, finding what is in it takes the memory of a portion. */
static void test_portions_need_no_more(void **state)
{
	(void)state;
	static const char *const some[] = {"! ", "a ", "In May 2001 they met in Paris. ", "1/2/", "\xe4\xb8\xad"};
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		struct arena scratch[2] = {ARENA_INIT, ARENA_INIT}, arena = ARENA_INIT;
		for (size_t k = 0; k < 2; k++) {
			struct extract_input in = {.published = {.when = INTERVAL_NONE}};
			struct extraction x;
			repeat(some[i], (k ? 4 : 1) * EXTRACT_PORTION, &text);
			in.text = buf_str(&text);
			extract(&in, cases_lexicon, &scratch[k], &arena, &x);
		}
		if (arena_size(&scratch[1]) > 2 * arena_size(&scratch[0]))
			fail_msg("\"%s\": %zu bytes of scratch for four portions, %zu for one", some[i], arena_size(&scratch[1]),
				 arena_size(&scratch[0]));
		arena_free(&scratch[0]);
		arena_free(&scratch[1]);
		arena_free(&arena);
	}
	buf_free(&text);
}

static bool stop_at_third(void *ctx)
{
	return ++*(int *)ctx == 3;
}

static void test_portions_stop(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	struct buf text = BUF_INIT;
	int asked = 0;
	repeat("On 5 May 1987 they met in Paris.\n", 4 * EXTRACT_PORTION, &text);
	struct extract_input in = {.text = buf_str(&text), .published = {.when = INTERVAL_NONE}, .stopped = stop_at_third, .ctx = &asked};
	struct extraction x;
	extract(&in, cases_lexicon, &scratch, &a, &x);
	assert_int_equal(asked, 3);
	assert_true(x.event_count > 0 && x.events[x.event_count - 1].span.end <= 2 * EXTRACT_PORTION);
	buf_free(&text);
	arena_free(&a);
	arena_free(&scratch);
}

/* Another language: dates in digits, no English events. */
static void test_languages(void **state)
{
	(void)state;
	static const struct {
		const char *text, *language;
		size_t events;
	} rows[] = {
		{"Die Minister trafen sich am 14.05.2019 in Berlin und werden sich im Herbst mit den Experten wieder treffen.", "de", 0},
		{"Los ministros se reunieron en Lima el 2019-05-14 y no se van a ver de nuevo con los expertos de la zona.", "es", 0},
		{"The ministers met in Berlin on 14 May 2019 and will meet again with the experts of the region.", "en", 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = ARENA_INIT, scratch = ARENA_INIT;
		struct extract_input in = {.text = str_of(rows[i].text), .published = {.when = INTERVAL_NONE}};
		struct extraction x;
		extract(&in, cases_lexicon, &scratch, &a, &x);
		check(in.text, &x);
		assert_string_equal(x.language, rows[i].language);
		assert_int_equal(x.event_count, rows[i].events);
		assert_int_equal(x.timex_count, 1);
		assert_int_equal(x.timexes[0].when.from, day_of(2019, 5, 14));
		arena_free(&a);
		arena_free(&scratch);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_bytes),
		cmocka_unit_test(test_splices),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_linear),
		cmocka_unit_test(test_portion_ends),
		cmocka_unit_test(test_portions),
		cmocka_unit_test(test_portions_need_no_more),
		cmocka_unit_test(test_portions_stop),
		cmocka_unit_test(test_languages),
	};
	return cmocka_run_group_tests(tests, cases_open, cases_close);
}
