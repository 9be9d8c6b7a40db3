#include "config.h"

#include "link/link.h"
#include "link/outcome.h"
#include "link/same.h"
#include "link/series.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ---- stems ---- */

static void test_stems_meet(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		bool equal;
	} rows[] = {
		{"summit", "Summits", true},
		{"sign", "signing", true},
		{"signed", "SIGN", true},
		{"stopped", "stop", true},
		{"voting", "votes", true},
		{"armies", "army", true},
		{"met", "meeting", true},
		{"defense", "defence", true},
		{"organization", "Organisation", true},
		{"Pakistan's", "pakistan", true},
		{"Pakistan\xE2\x80\x99s", "pakistan", true},
		{"\xC3\x89vian", "\xC3\xA9vian", true},
		{"crisis", "crise", false},
		{"status", "statu", false},
		{"king", "k", false},
		{"bus", "bu", false},
		{"1,200", "1200", false},
	};
	struct stem_table *t = stem_open();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str a = str_of(rows[i].a), b = str_of(rows[i].b);
		struct stem x, y;
		assert_true(stem_next(t, &a, &x));
		assert_true(stem_next(t, &b, &y));
		if ((x.hash == y.hash) != rows[i].equal)
			fail_msg("%s and %s", rows[i].a, rows[i].b);
		assert_int_equal(a.n, 0);
	}
	stem_close(t);
}

static void test_stems_speak(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		enum stem_class class;
	} rows[] = {
		{"the", STEM_STOP}, {"Thursday", STEM_STOP}, {"said", STEM_STOP}, {"2018", STEM_STOP}, {"31", STEM_STOP},
		{"x", STEM_STOP}, {"ministers", STEM_COMMON}, {"met", STEM_COMMON}, {"killed", STEM_COMMON}, {"45", STEM_PLAIN},
		{"1,200", STEM_PLAIN}, {"2500", STEM_PLAIN}, {"Chebarkul", STEM_PLAIN}, {"\xE6\x97\xA5\xE6\x9C\xAC", STEM_PLAIN},
	};
	struct stem_table *t = stem_open();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str rest = str_of(rows[i].word);
		struct stem s;
		assert_true(stem_next(t, &rest, &s));
		if (s.class != rows[i].class)
			fail_msg("%s: class %d", rows[i].word, s.class);
	}
	stem_close(t);
}

/* Any bytes are cut into words that lie in the text and move on. */
static void test_stems_of_anything(void **state)
{
	(void)state;
	struct stem_table *t = stem_open();
	uint32_t seed = 7;
	char text[64];
	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < sizeof text; i++) {
			seed = seed * 1664525 + 1013904223;
			text[i] = round % 2 ? (char)(seed >> 24) : "a's9,.\xE2\x80"[seed >> 28 & 7];
		}
		struct str rest = {text, sizeof text};
		struct stem s;
		while (rest.n) {
			size_t before = rest.n;
			if (!stem_next(t, &rest, &s))
				break;
			assert_true(rest.n < before);
			assert_true(s.text.p >= text && s.text.p + s.text.n <= text + sizeof text && s.text.n);
		}
	}
	stem_close(t);
}

/* ---- rarity ---- */

static void test_rarity(void **state)
{
	(void)state;
	struct stem_table *t = stem_open();
	struct rarity_counter *c = rarity_counter_new();
	char text[64];
	for (int i = 0; i < 1024; i++) {
		snprintf(text, sizeof text, "Organisation organisation %s w%dx", i % 64 ? "talks" : "Pabbi", i);
		rarity_counter_add(c, t, str_of(text));
	}
	struct buf snapshot = BUF_INIT;
	rarity_counter_snapshot(c, 2, &snapshot);
	rarity_counter_free(c);
	struct rarity *r, *none;
	assert_true(rarity_open(buf_str(&snapshot), &r));
	assert_true(rarity_open(STR_NONE, &none));
	assert_int_equal(rarity_articles(r), 1024);
	struct str words = STR("organisation Pabbi unseen the talks");
	struct stem s[5];
	for (size_t i = 0; i < 5; i++)
		assert_true(stem_next(t, &words, &s[i]));
	assert_true(rarity_bits(r, &s[0]) < 0.1f);
	assert_true(rarity_bits(r, &s[1]) > 5.5f && rarity_bits(r, &s[1]) < 6.7f);
	assert_true(rarity_bits(r, &s[2]) > 11);
	assert_true(rarity_bits(r, &s[3]) == 0);
	assert_true(rarity_bits(none, &s[1]) == RARITY_MOST);
	assert_true(rarity_bits(none, &s[4]) == RARITY_MOST / 2);
	rarity_close(r);
	rarity_close(none);
	assert_false(rarity_open(str_sub(buf_str(&snapshot), 0, snapshot.n - 1), &r));
	assert_false(rarity_open(STR("short"), &r));
	buf_free(&snapshot);
	stem_close(t);
}

/* ---- pairs ---- */

/* An event in one line: the passage, when it was published, its date as interval_parse reads it ("2018-05-23",
 * "2018-05") or two of them with "..", and what the extractor would say of it. */
struct told {
	const char *text, *published, *when;
	enum event_kind kind;
	enum event_modality modality;
	enum event_basis basis;
	const char *countries; /* codes; a host has a star: "PK* IN" */
	const char *place;     /* "Islamabad/PK" */
	const char *organisation;
};

struct bench {
	struct arena arena;
	struct link_tables tables;
	struct rarity *rarity;
};

static void bench_open(struct bench *b)
{
	*b = (struct bench){.arena = ARENA_INIT};
	link_open(&b->tables);
	rarity_open(STR_NONE, &b->rarity);
}

static void bench_close(struct bench *b)
{
	rarity_close(b->rarity);
	link_close(&b->tables);
	arena_free(&b->arena);
}

static struct interval told_interval(const char *s, enum precision *p)
{
	struct str whole = str_of(s);
	size_t dots = str_find(whole, STR(".."), 0);
	struct interval a, b;
	if (dots == SIZE_MAX) {
		assert_true(interval_parse(whole, &a, p));
		return a;
	}
	assert_true(interval_parse(str_sub(whole, 0, dots), &a, p));
	assert_true(interval_parse(str_sub(whole, dots + 2, whole.n), &b, p));
	return (struct interval){a.from, b.to};
}

static void told_countries(struct bench *b, const char *codes, struct event *e)
{
	struct str rest = str_of(codes), code;
	e->countries = arena_alloc(&b->arena, LINK_COUNTRIES, sizeof *e->countries);
	while (str_split(&rest, ' ', &code)) {
		struct event_country *c = &e->countries[e->country_count++];
		memcpy(c->code, code.p, 2);
		c->role = code.n > 2 ? ROLE_HOST : ROLE_PARTICIPANT;
	}
}

static struct link_event *told_digest(struct bench *b, const struct told *t, int64_t id)
{
	enum precision p;
	struct link_article a = {.id = id, .text = str_of(t->text), .published = told_interval(t->published, &p)};
	struct event e = {.span = {0, (uint32_t)a.text.n}, .kind = t->kind, .modality = t->modality, .basis = t->basis,
			  .confidence = 80};
	e.when = told_interval(t->when, &e.precision);
	told_countries(b, t->countries, &e);
	if (t->place) {
		struct str place = str_of(t->place);
		e.place = str_sub(place, 0, place.n - 3);
		memcpy(e.place_country, place.p + place.n - 2, 2);
	}
	struct place organisation = {.kind = PLACE_ORGANISATION, .name = str_of(t->organisation)};
	a.places = &organisation;
	a.place_count = t->organisation ? 1 : 0;
	struct link_event *out = arena_alloc(&b->arena, 1, sizeof *out);
	link_digest(&a, &e, id, &b->tables, b->rarity, &b->arena, out);
	return out;
}

static bool keys_meet(const struct link_event *a, const struct link_event *b)
{
	struct link_key x[LINK_KEYS], y[LINK_KEYS];
	size_t n = link_keys(a, x), m = link_keys(b, y);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (x[i].key == y[j].key)
				return true;
	return false;
}

#define EIGHT "CN IN KZ KG PK RU TJ UZ"

static const struct told
	experts_a = {"Legal experts of the anti-terrorist structure ended a three-day meeting in the Pakistani capital on Friday.",
		     "2018-05-25", "2018-05-23..2018-05-25", EVENT_MEETING, MODALITY_HAPPENED, BASIS_STATED, "PK* IN CN", "Islamabad/PK", "SCO"},
	experts_b = {"An Indian delegation attended a meeting of legal experts in Islamabad that ended on Friday.",
		     "2018-05-26", "2018-05-24..2018-05-25", EVENT_MEETING, MODALITY_HAPPENED, BASIS_STATED, "PK* IN", "Islamabad/PK", "SCO"},
	experts_ahead = {"Legal experts from eight states are due in Islamabad this week for a meeting of the anti-terrorist structure.",
			 "2018-05-21", "2018-05-23..2018-05-25", EVENT_MEETING, MODALITY_ANNOUNCED, BASIS_STATED, "PK* IN", "Islamabad/PK", "SCO"},
	experts_later = {"In May 2018 legal experts from India had travelled to Islamabad for a meeting of the anti-terrorist structure.",
			 "2020-02-20", "2018-05", EVENT_MEETING, MODALITY_HAPPENED, BASIS_STATED, "IN PK", "Islamabad/PK", "SCO"},
	drill_ahead = {"Troops of both countries will take part in the exercise Peace Mission at Chebarkul in September.",
		       "2018-05-30", "2018-09", EVENT_EXERCISE, MODALITY_ANNOUNCED, BASIS_STATED, "IN PK RU*", "Chebarkul/RU", "SCO"},
	drill = {"The exercise Peace Mission ended on Wednesday after a week at Chebarkul in Russia.",
		 "2018-08-29", "2018-08-22..2018-08-29", EVENT_EXERCISE, MODALITY_HAPPENED, BASIS_STATED, "RU* IN PK", "Chebarkul/RU", "SCO"},
	summit_2018 = {"The summit of the organisation in Qingdao ended on Sunday.",
		       "2018-06-10", "2018-06-09..2018-06-10", EVENT_MEETING, MODALITY_HAPPENED, BASIS_STATED, "CN* " "IN PK", "Qingdao/CN", "SCO"},
	summit_2019 = {"The summit of the organisation in Bishkek ended on Friday.",
		       "2019-06-14", "2019-06-13..2019-06-14", EVENT_MEETING, MODALITY_HAPPENED, BASIS_STATED, "KG* IN PK", "Bishkek/KG", "SCO"},
	attack = {"An attack on a convoy at Pulwama killed soldiers on Thursday.",
		  "2019-02-14", "2019-02-14", EVENT_ATTACK, MODALITY_HAPPENED, BASIS_STATED, "IN", "Pulwama/IN", NULL},
	attack_abroad = {"An attack on a convoy of soldiers near Mopti killed two on Thursday.",
			 "2019-02-14", "2019-02-14", EVENT_ATTACK, MODALITY_HAPPENED, BASIS_STATED, "ML", "Mopti/ML", NULL},
	talks_same_day = {"The ministers of trade held talks about tariffs in Delhi on Thursday.",
			  "2019-02-14", "2019-02-14", EVENT_MEETING, MODALITY_HAPPENED, BASIS_STATED, "IN", "Delhi/IN", NULL};

static void test_pairs(void **state)
{
	(void)state;
	static const struct {
		const struct told *a, *b;
		int kind;        /* -1: no link */
		bool found;      /* shares a key */
		const char *reason;
	} rows[] = {
		{&experts_a, &experts_b, LINK_SAME, true, "days in common, Islamabad, PK IN; “Legal experts”"},
		{&experts_ahead, &experts_a, LINK_OUTCOME, true, "same days, Islamabad, PK IN; “Legal experts”"},
		{&experts_a, &experts_later, LINK_BACKGROUND, true, NULL},
		{&drill_ahead, &drill, LINK_OUTCOME, true, NULL},
		{&summit_2018, &summit_2019, -1, false, NULL},
		{&attack, &attack_abroad, -1, true, NULL},
		{&attack, &talks_same_day, -1, false, NULL},
		{&experts_a, &summit_2018, -1, false, NULL},
		{&drill, &drill_ahead, LINK_OUTCOME, true, NULL},
	};
	struct bench b;
	bench_open(&b);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct link_event *x = told_digest(&b, rows[i].a, 10), *y = told_digest(&b, rows[i].b, 20);
		struct link l;
		bool linked = link_pair(x, y, &b.arena, &l);
		if (linked != (rows[i].kind >= 0) || (linked && (int)l.kind != rows[i].kind))
			fail_msg("row %zu: %s %d%% (%.*s)", i, linked ? link_kind_name(l.kind) : "no link", linked ? l.score : 0,
				 STR_ARG(linked ? l.reason : STR_NONE));
		if (rows[i].found && !keys_meet(x, y))
			fail_msg("row %zu: no key in common", i);
		if (rows[i].reason)
			assert_string_equal(arena_cstr(&b.arena, l.reason), rows[i].reason);
		struct link back;
		assert_int_equal(link_pair(y, x, &b.arena, &back), linked);
		if (linked) {
			assert_int_equal(back.from, l.from);
			assert_int_equal(back.score, l.score);
		}
	}
	bench_close(&b);
}

/* ---- sketches ---- */

static uint32_t sketch_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Within some months, half of them in one week, of all lengths that have keys. */
static struct link_event sketch_event(uint32_t *state, struct link_word *word)
{
	static const enum precision usual[] = {PRECISION_DAY, PRECISION_WEEK, PRECISION_MONTH};
	int32_t from = day_of(2020, 1, 28) + (int32_t)(sketch_random(state) % 2 ? sketch_random(state) % 7 : sketch_random(state) % 90);
	struct link_event e = {.words = word, .word_count = 1, .key_words = 1, .modality = sketch_random(state) % 2,
			       .precision = usual[sketch_random(state) % 3]};
	e.when = sketch_random(state) % 4 ? interval_around(from, e.precision) : (struct interval){from, from + (int32_t)(sketch_random(state) % 62)};
	if (sketch_random(state) % 8)
		e.published.from = e.published.to = e.when.to - 10 + (int32_t)(sketch_random(state) % 30);
	else
		e.published = INTERVAL_NONE;
	return e;
}

/* The sketches of two events, seen from a key of both, rule out what the events themselves do; and of usual dates all of it. */
static bool sketch_compare(const struct link_event *a, const struct link_event *b, bool usual)
{
	struct link_key x[LINK_KEYS], y[LINK_KEYS];
	struct sketch s = sketch_of(a), t = sketch_of(b);
	size_t n = link_keys(a, x), m = link_keys(b, y), met = 0;
	bool may = same_may(&s, &t) || outcome_may(&s, &t) || outcome_may(&t, &s);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++) {
			if (x[i].key != y[j].key)
				continue;
			met++;
			assert_int_equal(x[i].first, y[j].first);
			bool told = link_may_pair(a, x[i].first, y[j].sketch);
			assert_true(told || !may);
			assert_true(!usual || told == may);
		}
	return met && !may;
}

static void test_sketches(void **state)
{
	(void)state;
	struct link_word word = {.text = STR("Chebarkul"), .hash = 0x12345678, .bits = 9};
	uint32_t random = 11;
	int ruled_out = 0;
	for (int i = 0; i < 20000; i++) {
		struct link_event a = sketch_event(&random, &word), b = sketch_event(&random, &word);
		int32_t days = b.when.to - b.when.from + 1;
		bool month = b.precision == PRECISION_MONTH && day_civil(b.when.from).day == 1 && day_civil(b.when.to + 1).day == 1 && days <= 31;
		ruled_out += sketch_compare(&a, &b, month || (b.precision <= PRECISION_WEEK && (days == 1 || days == 7)));
	}
	assert_in_range(ruled_out, 5000, 15000);
}

static void test_no_pair_within_an_article(void **state)
{
	(void)state;
	struct bench b;
	bench_open(&b);
	struct link_event *x = told_digest(&b, &experts_a, 1), *y = told_digest(&b, &experts_b, 2);
	y->article = x->article;
	struct link l;
	assert_false(link_pair(x, y, &b.arena, &l));
	bench_close(&b);
}

/* ---- series ---- */

static bool chain_has(const struct link *links, size_t n, int64_t from, int64_t to)
{
	for (size_t i = 0; i < n; i++)
		if (links[i].from == from && links[i].to == to && links[i].kind == LINK_SERIES)
			return true;
	return false;
}

static void test_series(void **state)
{
	(void)state;
	struct bench b;
	bench_open(&b);
	struct told summit_2017 = summit_2018, second_desk = summit_2018, summit_2021 = summit_2018, other = summit_2018;
	summit_2017.when = "2017-06-08..2017-06-09";
	summit_2017.published = "2017-06-09";
	second_desk.published = "2018-06-11";
	second_desk.place = NULL;
	summit_2021.when = "2021-09";
	summit_2021.published = "2021-09-20";
	other.organisation = "NATO";
	const struct link_event *e[] = {
		told_digest(&b, &summit_2019, 4), told_digest(&b, &summit_2018, 2), told_digest(&b, &second_desk, 3),
		told_digest(&b, &summit_2017, 1), told_digest(&b, &summit_2021, 5),
	};
	for (size_t i = 0; i < 5; i++)
		assert_true(e[i]->series && e[i]->series == e[0]->series);
	assert_true(told_digest(&b, &other, 9)->series != e[0]->series);
	assert_int_equal(told_digest(&b, &attack, 9)->series, 0);

	struct series_member members[5];
	for (size_t i = 0; i < 5; i++)
		assert_true(series_member(e[i], &members[i]));
	struct link *links;
	size_t n = series_chain(members, 5, &b.arena, &links);
	assert_int_equal(n, 5);
	assert_true(chain_has(links, n, 1, 2));
	assert_true(chain_has(links, n, 1, 3));
	assert_true(chain_has(links, n, 2, 4));
	assert_true(chain_has(links, n, 3, 4));
	assert_true(chain_has(links, n, 4, 5));
	assert_string_equal(arena_cstr(&b.arena, links[0].reason), "SCO summit: 2017-06-08…09, then 2018-06-09…10");
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stems_meet),
		cmocka_unit_test(test_stems_speak),
		cmocka_unit_test(test_stems_of_anything),
		cmocka_unit_test(test_rarity),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_sketches),
		cmocka_unit_test(test_no_pair_within_an_article),
		cmocka_unit_test(test_series),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
