/* The corpus file: what goes in comes out, and what is not a corpus is told so. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/digest.h"
#include "store/inside.h"
#include "store/pack.h"
#include "store/store.h"

#define CORPUS "test_store.corpus"

static void store_remove(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[200];
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
}

static int store_setup(void **state)
{
	(void)state;
	store_remove(CORPUS);
	return 0;
}

/* ---- one article with everything in it ---- */

static struct event_country full_countries[] = {
	{"PK", ROLE_HOST, {31, 40}, "hosted-by"},
	{"IN", ROLE_PARTICIPANT, {10, 16}, "demonym"},
};

static struct timex3 full_timexes[] = {
	{.span = {41, 54},
	 .type = TIMEX_DATE,
	 .value = {"2018-05-23", 10},
	 .when = {17674, 17676},
	 .precision = PRECISION_DAY,
	 .rule = "month-day",
	 .confidence = 97,
	 .approximate = true,
	 .anchor = TIMEX_ANCHOR_PUBLISHED,
	 .tense = TENSE_FUTURE,
	 .tense_span = {56, 59},
	 .range_with = 1},
	{.span = {60, 69},
	 .type = TIMEX_DURATION,
	 .value = {"P2D", 3},
	 .when = {DAY_NONE, DAY_NONE},
	 .rule = "count-unit",
	 .confidence = 80,
	 .anchor = 0,
	 .symbolic = {"two days", 8},
	 .range_with = -1},
};

/* Values that are the interval written out are not kept; they must come back all the same. */
static struct timex3 usual_timexes[] = {
	{.span = {0, 3}, .value = {"2018-05", 7}, .when = {17652, 17682}, .precision = PRECISION_MONTH, .rule = "month-year", .anchor = -1},
	{.span = {4, 9}, .value = {"2018-05-23", 10}, .when = {17674, 17674}, .rule = "day", .anchor = -1},
	{.span = {10, 12}, .value = {"2018-W21", 8}, .when = {17672, 17678}, .precision = PRECISION_WEEK, .rule = "week", .anchor = -1},
	{.span = {13, 20}, .value = {"2018-05-23TMO", 13}, .type = TIMEX_TIME, .when = {17674, 17674}, .rule = "part-of-day", .anchor = 1},
	{.span = {21, 22}, .value = {"", 0}, .when = {DAY_NONE, DAY_NONE}, .rule = "none", .anchor = -1},
};

static struct place full_places[] = {
	{.span = {10, 16}, .kind = PLACE_DEMONYM, .country = "IN", .name = {"India", 5}, .rule = "demonym", .confidence = 95},
	{.span = {20, 23}, .kind = PLACE_ORGANISATION, .name = {"SCO", 3}, .rule = "name", .confidence = 90},
};

static struct event full_events[] = {
	{.span = {0, 70},
	 .head = {24, 30},
	 .headline = {"Indian experts meet", 19},
	 .headline_span = {10, 29},
	 .kind = EVENT_MEETING,
	 .when = {17674, 17676},
	 .precision = PRECISION_DAY,
	 .basis = BASIS_STATED,
	 .date = 0,
	 .modality = MODALITY_ANNOUNCED,
	 .modality_span = {35, 39},
	 .countries = full_countries,
	 .country_count = 2,
	 .place = {"Islamabad", 9},
	 .place_span = {31, 40},
	 .place_country = "PK",
	 .confidence = 88},
	{.span = {71, 90}, .headline = {"Undated", 7}, .when = {DAY_NONE, DAY_NONE}, .date = -1, .basis = BASIS_PUBLISHED},
};

static struct span full_furniture[] = {{91, 104}};

static const char full_text[] =
	"The first Indian delegation will reach Islamabad on 23 May for a stay of two days.\nNobody said when it ends.\nAdvertisement";

static struct extraction full_extraction(void)
{
	return (struct extraction){
		.published = {{17670, 17670}, PRECISION_DAY, PUBLISHED_BYLINE, {3, 9}, STR("the byline")},
		.language = "en",
		.furniture = full_furniture,
		.furniture_count = 1,
		.timexes = full_timexes,
		.timex_count = 2,
		.places = full_places,
		.place_count = 2,
		.events = full_events,
		.event_count = 2,
	};
}

static struct article full_article(void)
{
	struct article a = {
		.given_id = STR("g-1"),
		.title = STR("A title with <b> & \x1b[2J"),
		.source = STR("desk A"),
		.url = STR("http://example.org/1"),
		.text = {full_text, sizeof full_text - 1},
		.original = STR("raw\r\nbytes\xFF"),
		.path = STR("a.jsonl:12"),
		.reader = "jsonl",
		.repaired = 3,
	};
	digest_text(a.text, a.id);
	return a;
}

static struct store *store_with(const struct article *a, const struct extraction *x, int64_t *row)
{
	struct store *s = NULL;
	struct error err = ERROR_INIT;
	bool known = true;
	if (!store_open(CORPUS, STORE_WRITE, &s, &err) || !store_begin(s, &err) || !store_add(s, a, x, NULL, row, &known, &err) ||
	    !store_commit(s, &err))
		fail_msg("%s", err.msg);
	assert_false(known);
	return s;
}

static struct store *store_opened(enum store_mode mode)
{
	struct store *s = NULL;
	struct error err = ERROR_INIT;
	if (!store_open(CORPUS, mode, &s, &err))
		fail_msg("%s", err.msg);
	return s;
}

static struct store *store_reopened(struct store *s, enum store_mode mode)
{
	store_close(s);
	return store_opened(mode);
}

static void assert_str(struct str got, struct str want)
{
	if (!str_eq(got, want))
		fail_msg("got \"%.*s\", want \"%.*s\"", STR_ARG(got), STR_ARG(want));
}

static void assert_span(struct span got, struct span want)
{
	assert_int_equal(got.begin, want.begin);
	assert_int_equal(got.end, want.end);
}

static void assert_interval(struct interval got, struct interval want)
{
	assert_int_equal(got.from, want.from);
	assert_int_equal(got.to, want.to);
}

static void test_article_round_trip(void **state)
{
	(void)state;
	struct article a = full_article(), got;
	struct extraction x = full_extraction();
	int64_t row = 0;
	struct store *s = store_reopened(store_with(&a, &x, &row), STORE_READ);
	struct arena arena = ARENA_INIT;
	assert_true(store_article(s, row, &arena, &got, NULL));
	assert_string_equal(got.id, a.id);
	assert_str(got.given_id, a.given_id);
	assert_str(got.title, a.title);
	assert_str(got.source, a.source);
	assert_str(got.url, a.url);
	assert_str(got.text, a.text);
	assert_str(got.original, a.original);
	assert_str(got.path, a.path);
	assert_string_equal(got.reader, "jsonl");
	assert_string_equal(got.language, "en");
	assert_int_equal(got.repaired, 3);
	assert_interval(got.published.when, x.published.when);
	assert_int_equal(got.published.basis, PUBLISHED_BYLINE);
	assert_span(got.published.span, x.published.span);
	assert_str(got.published.evidence, x.published.evidence);
	assert_int_equal(got.furniture_count, 1);
	assert_span(got.furniture[0], full_furniture[0]);
	assert_true(store_article_head(s, row, &arena, &got, NULL));
	assert_str(got.title, a.title);
	assert_int_equal(got.text.n, 0);
	arena_free(&arena);
	store_close(s);
}

static void assert_timex(const struct timex3 *got, const struct timex3 *want)
{
	assert_span(got->span, want->span);
	assert_int_equal(got->type, want->type);
	assert_str(got->value, want->value);
	assert_interval(got->when, want->when);
	assert_int_equal(got->precision, want->precision);
	assert_string_equal(got->rule, want->rule);
	assert_int_equal(got->confidence, want->confidence);
	assert_int_equal(got->approximate, want->approximate);
	assert_int_equal(got->anchor, want->anchor);
	assert_int_equal(got->tense, want->tense);
	assert_span(got->tense_span, want->tense_span);
	assert_str(got->symbolic, want->symbolic);
	assert_int_equal(got->range_with, want->range_with);
}

static void assert_event(const struct event *got, const struct event *want)
{
	assert_span(got->span, want->span);
	assert_span(got->head, want->head);
	assert_str(got->headline, want->headline);
	assert_span(got->headline_span, want->headline_span);
	assert_int_equal(got->kind, want->kind);
	assert_interval(got->when, want->when);
	assert_int_equal(got->precision, want->precision);
	assert_int_equal(got->basis, want->basis);
	assert_int_equal(got->date, want->date);
	assert_int_equal(got->modality, want->modality);
	assert_span(got->modality_span, want->modality_span);
	assert_str(got->place, want->place);
	assert_span(got->place_span, want->place_span);
	assert_string_equal(got->place_country, want->place_country);
	assert_int_equal(got->confidence, want->confidence);
	assert_int_equal(got->country_count, want->country_count);
	for (size_t i = 0; i < want->country_count; i++) {
		assert_string_equal(got->countries[i].code, want->countries[i].code);
		assert_int_equal(got->countries[i].role, want->countries[i].role);
		assert_span(got->countries[i].span, want->countries[i].span);
		assert_string_equal(got->countries[i].rule, want->countries[i].rule);
	}
}

static void test_extraction_round_trip(void **state)
{
	(void)state;
	struct article a = full_article();
	struct extraction x = full_extraction(), got;
	int64_t row = 0, *event_rows, article = 0;
	struct store *s = store_reopened(store_with(&a, &x, &row), STORE_READ);
	struct arena arena = ARENA_INIT;
	assert_true(store_extraction(s, row, &arena, &got, &event_rows, NULL));
	assert_int_equal(got.timex_count, x.timex_count);
	for (size_t i = 0; i < x.timex_count; i++)
		assert_timex(&got.timexes[i], &x.timexes[i]);
	assert_int_equal(got.place_count, x.place_count);
	for (size_t i = 0; i < x.place_count; i++) {
		assert_span(got.places[i].span, x.places[i].span);
		assert_int_equal(got.places[i].kind, x.places[i].kind);
		assert_string_equal(got.places[i].country, x.places[i].country);
		assert_str(got.places[i].name, x.places[i].name);
		assert_string_equal(got.places[i].rule, x.places[i].rule);
		assert_int_equal(got.places[i].confidence, x.places[i].confidence);
	}
	assert_int_equal(got.event_count, x.event_count);
	for (size_t i = 0; i < x.event_count; i++) {
		struct event e;
		assert_event(&got.events[i], &x.events[i]);
		assert_true(store_event(s, event_rows[i], &arena, &e, &article, NULL));
		assert_event(&e, &x.events[i]);
		assert_int_equal(article, row);
	}
	arena_free(&arena);
	store_close(s);
}

static void test_usual_values(void **state)
{
	(void)state;
	struct article a = full_article();
	struct extraction x = {.published = {.when = INTERVAL_NONE}, .timexes = usual_timexes}, got;
	x.timex_count = sizeof usual_timexes / sizeof *usual_timexes;
	int64_t row = 0;
	struct store *s = store_with(&a, &x, &row);
	struct arena arena = ARENA_INIT;
	assert_true(store_extraction(s, row, &arena, &got, NULL, NULL));
	assert_int_equal(got.timex_count, x.timex_count);
	for (size_t i = 0; i < x.timex_count; i++)
		assert_timex(&got.timexes[i], &x.timexes[i]);
	arena_free(&arena);
	store_close(s);
}

static void test_same_article_twice(void **state)
{
	(void)state;
	struct article a = full_article();
	struct extraction x = full_extraction();
	int64_t row = 0, again = 0;
	struct store *s = store_with(&a, &x, &row);
	bool known = false;
	assert_true(store_begin(s, NULL));
	assert_true(store_add(s, &a, &x, NULL, &again, &known, NULL));
	assert_true(known);
	assert_int_equal(again, row);
	assert_true(store_commit(s, NULL));
	struct store_counts c;
	assert_true(store_count(s, &c, NULL));
	assert_int_equal(c.articles, 1);
	assert_int_equal(c.events, 2);
	assert_int_equal(c.dated, 1);
	assert_int_equal(c.text_bytes, a.text.n);
	assert_interval(c.span, full_events[0].when);
	store_close(s);
}

static void test_find_by_name(void **state)
{
	(void)state;
	struct article a = full_article();
	struct extraction x = full_extraction();
	int64_t row = 0, found = 0;
	struct store *s = store_with(&a, &x, &row);
	struct arena arena = ARENA_INIT;
	struct error err = ERROR_INIT;
	/* whole, even and odd prefixes, then what is absent or no digest at all */
	static const struct {
		size_t digits;
		bool found;
	} rows[] = {{20, true}, {8, true}, {7, true}, {1, true}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(store_find_article(s, (struct str){a.id, rows[i].digits}, &found, NULL));
		assert_int_equal(found, rows[i].found ? row : 0);
	}
	static const char *const absent[] = {"", "00000000000000000000", "no digest", "ffffffffffffffffffffffff"};
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
		assert_true(store_find_article(s, str_of(absent[i]), &found, NULL));
		assert_int_equal(found, 0);
	}
	struct str id = store_event_id(&arena, a.id, full_events[1].span);
	assert_true(store_find_event(s, id, &found, NULL));
	assert_int_equal(found, store_event_row(row, 1));
	assert_true(store_find_event(s, store_event_id(&arena, a.id, (struct span){1, 2}), &found, NULL));
	assert_int_equal(found, 0);
	static const char *const bad[] = {"", "dl:", "dl:abc#b1", "dl:abc#b1-2x", "dl:abc#b99999999999-1", "abc#b1-2"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(store_find_event(s, str_of(bad[i]), &found, &err));
		assert_int_equal(err.code, ERROR_USAGE);
	}
	arena_free(&arena);
	store_close(s);
}

/* ---- many articles: blocks fill up, small batches share one ---- */

static struct article numbered_article(struct arena *arena, int number, size_t bytes)
{
	struct buf b = BUF_INIT;
	while (b.n < bytes)
		buf_addf(&b, "Article %d says this again and again. ", number);
	struct article a = {.text = arena_str(arena, buf_str(&b)), .title = arena_printf(arena, "No. %d", number), .reader = "text"};
	buf_free(&b);
	digest_text(a.text, a.id);
	return a;
}

static void add_numbered(struct store *s, int from, int to, size_t bytes)
{
	struct arena arena = ARENA_INIT;
	struct extraction x = {.published = {INTERVAL_NONE, PRECISION_DAY, PUBLISHED_UNKNOWN, SPAN_NONE, STR_NONE}};
	struct error err = ERROR_INIT;
	assert_true(store_begin(s, NULL));
	for (int i = from; i < to; i++) {
		struct article a = numbered_article(&arena, i, bytes);
		int64_t row;
		bool known;
		if (!store_add(s, &a, &x, NULL, &row, &known, &err))
			fail_msg("%s", err.msg);
		assert_int_equal(row, i);
	}
	assert_true(store_commit(s, NULL));
	arena_free(&arena);
}

static void assert_numbered(struct store *s, int from, int to, size_t bytes)
{
	struct arena arena = ARENA_INIT;
	struct error err = ERROR_INIT;
	for (int i = from; i < to; i++) {
		struct article want = numbered_article(&arena, i, bytes), got;
		if (!store_article(s, i, &arena, &got, &err))
			fail_msg("%s", err.msg);
		assert_str(got.text, want.text);
	}
	arena_free(&arena);
}

static void test_blocks(void **state)
{
	(void)state;
	struct store *s = store_opened(STORE_WRITE);
	add_numbered(s, 1, 20, 100);
	add_numbered(s, 20, 21, 3000000); /* larger than a block */
	for (int i = 21; i < 60; i++)
		add_numbered(s, i, i + 1, 20000); /* many small batches */
	int64_t blocks;
	assert_true(db_integer(&s->db, "SELECT count(*) FROM block", 0, &blocks, NULL));
	assert_in_range(blocks, 3, 8);
	s = store_reopened(s, STORE_READ);
	assert_numbered(s, 1, 20, 100);
	assert_numbered(s, 20, 21, 3000000);
	assert_numbered(s, 21, 60, 20000);
	store_close(s);
}

static void test_read_inside_batch(void **state)
{
	(void)state;
	struct store *s = store_opened(STORE_WRITE);
	struct arena arena = ARENA_INIT;
	struct article a = numbered_article(&arena, 1, 50), got;
	struct extraction x = {.published = {.when = INTERVAL_NONE}};
	int64_t row;
	bool known;
	assert_true(store_begin(s, NULL));
	assert_true(store_add(s, &a, &x, NULL, &row, &known, NULL));
	assert_true(store_article(s, row, &arena, &got, NULL));
	assert_str(got.text, a.text);
	store_rollback(s);
	assert_false(store_article(s, row, &arena, &got, NULL));
	struct store_counts c;
	assert_true(store_count(s, &c, NULL));
	assert_int_equal(c.articles, 0);
	add_numbered(s, 1, 3, 50); /* numbers begin again where the file ends */
	assert_numbered(s, 1, 3, 50);
	arena_free(&arena);
	store_close(s);
}

static void test_links(void **state)
{
	(void)state;
	struct article a = full_article();
	struct extraction x = full_extraction();
	int64_t row = 0;
	struct store *s = store_with(&a, &x, &row);
	const struct link rows[] = {
		{1, 2, LINK_SERIES, 50, STR("a series"), false},
		{3, 1, LINK_SAME, 60, STR("weak"), false},
		{1, 3, LINK_SAME, 90, STR("date, place"), false}, /* replaces the one above, turned round */
		{4, 1, LINK_SAME, 70, STR("date"), false},
		{2, 3, LINK_OUTCOME, 70, STR("elsewhere"), false},
	};
	assert_true(store_begin(s, NULL));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(store_add_link(s, &rows[i], NULL));
	assert_true(store_commit(s, NULL));
	struct arena arena = ARENA_INIT;
	struct link *links;
	size_t n;
	assert_true(store_links_of(s, 1, &arena, &links, &n, NULL));
	assert_int_equal(n, 3);
	assert_str(links[0].reason, STR("date, place"));
	assert_str(links[1].reason, STR("date"));
	assert_int_equal(links[2].kind, LINK_SERIES);
	arena_free(&arena);
	store_close(s);
}

/* Events of a large article are read one by one without a copy of it each, and never from before a change. */
static void test_events_of_a_large_article(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT, text = ARENA_INIT;
	struct article a = full_article(), head;
	struct extraction x = full_extraction();
	struct event e;
	struct str passage;
	int64_t row = 0, of;
	char *p = arena_alloc(&text, 3 * LARGE_FROM, 1);
	memset(p, '.', 3 * LARGE_FROM);
	memcpy(p, full_text, sizeof full_text - 1);
	a.text = (struct str){p, 3 * LARGE_FROM};
	digest_text(a.text, a.id);
	struct store *s = store_with(&a, &x, &row);
	for (size_t i = 0; i < 40; i++) {
		size_t k = i % 2;
		assert_true(store_event(s, store_event_row(row, k), &arena, &e, &of, NULL));
		assert_int_equal(of, row);
		assert_str(e.headline, full_events[k].headline);
		assert_int_equal(e.country_count, full_events[k].country_count);
		assert_true(store_event_passage(s, store_event_row(row, k), &arena, &e, &head, &passage, NULL));
		assert_str(passage, str_sub(a.text, full_events[k].span.begin, full_events[k].span.end));
		assert_str(head.title, a.title);
	}
	assert_true(arena_size(&arena) < LARGE_FROM);
	assert_false(store_event(s, store_event_row(row, 2), &arena, &e, &of, NULL));
	struct store *other = store_opened(STORE_WRITE);
	assert_int_equal(sqlite3_exec(other->db.handle, "UPDATE article SET found = x'00'", NULL, NULL, NULL), SQLITE_OK);
	store_close(other);
	assert_false(store_event(s, store_event_row(row, 0), &arena, &e, &of, NULL));
	arena_free(&arena);
	arena_free(&text);
	store_close(s);
}

static void test_pack(void **state)
{
	(void)state;
	static const int64_t numbers[] = {0, 1, -1, 63, -64, 64, 1 << 20, INT32_MIN, INT64_MAX, INT64_MIN};
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		pack_signed(&b, numbers[i]);
	pack_str(&b, STR("text"));
	struct unpack u = unpack_of(buf_str(&b));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_true(unpack_signed(&u) == numbers[i]);
	assert_str(unpack_str(&u), STR("text"));
	assert_false(u.bad);
	assert_int_equal(unpack_unsigned(&u), 0);
	assert_true(u.bad);
	static const struct str bad[] = {{"\xFF", 1}, {"\x05" "abc", 4}, {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 11}, {NULL, 0}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		u = unpack_of(bad[i]);
		assert_int_equal(unpack_str(&u).n, 0);
		assert_true(u.bad);
	}
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pack),
		cmocka_unit_test_setup(test_article_round_trip, store_setup),
		cmocka_unit_test_setup(test_extraction_round_trip, store_setup),
		cmocka_unit_test_setup(test_usual_values, store_setup),
		cmocka_unit_test_setup(test_same_article_twice, store_setup),
		cmocka_unit_test_setup(test_find_by_name, store_setup),
		cmocka_unit_test_setup(test_blocks, store_setup),
		cmocka_unit_test_setup(test_read_inside_batch, store_setup),
		cmocka_unit_test_setup(test_links, store_setup),
		cmocka_unit_test_setup(test_events_of_a_large_article, store_setup),
	};
	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
