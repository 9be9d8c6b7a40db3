/* The linker over a corpus: however the articles are cut into batches, the links are the same. */
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
#include "base/vec.h"
#include "ingest/linker.h"
#include "ingest/linker_ahead.h"
#include "store/inside.h"

#define CORPUS "test_linker.corpus"

static void corpus_remove(void)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[100];
		snprintf(name, sizeof name, CORPUS "%s", tails[i]);
		unlink(name);
	}
}

/* ---- a made-up world: happenings, each told in some articles, ahead, as news, and again later ---- */

static uint32_t world_random(uint32_t seed)
{
	seed ^= seed >> 16;
	seed *= 0x7feb352du;
	seed ^= seed >> 15;
	seed *= 0x846ca68bu;
	return seed ^ seed >> 16;
}

static const char *const world_codes[] = {"PK", "IN", "CN", "RU", "KZ", "UZ"};
static struct str world_organisation = {"SCO", 3};

static void world_article(uint32_t number, struct arena *arena, struct article *a, struct extraction *x)
{
	uint32_t happening = world_random(number) % (number / 3 + 1), seed = world_random(happening + 77777);
	int32_t day = 15000 + (int32_t)(seed % 900);
	int32_t told = day + (int32_t)(world_random(number * 3) % 60) - 20;
	bool ahead = told < day, series = seed % 5 == 0;
	struct buf text = BUF_INIT;
	buf_addf(&text, "The %s of w%ux and w%ux at place%ux %s.", series ? "summit" : "affair", seed % 997, seed / 997 % 997, seed % 50,
		 ahead ? "will be held" : "was held");
	uint32_t end = (uint32_t)text.n;
	buf_addf(&text, " Filler number w%ux says w%ux.", number, world_random(number) % 300);
	*a = (struct article){.text = arena_str(arena, buf_str(&text)), .title = STR("A title"), .reader = "text"};
	buf_free(&text);
	digest_text(a->text, a->id);
	struct event *e = arena_alloc(arena, 1, sizeof *e);
	*e = (struct event){.span = {0, end}, .head = {4, 10}, .headline = STR("An affair"), .kind = EVENT_MEETING,
			    .when = {day, day + (int32_t)(seed % 3)}, .date = -1, .basis = BASIS_STATED, .confidence = 80,
			    .modality = ahead ? MODALITY_ANNOUNCED : MODALITY_HAPPENED};
	e->countries = arena_alloc(arena, 1, sizeof *e->countries);
	*e->countries = (struct event_country){.role = ROLE_HOST, .rule = "made"};
	memcpy(e->countries->code, world_codes[seed % 6], 3);
	e->country_count = 1;
	struct place *p = arena_alloc(arena, 1, sizeof *p);
	*p = (struct place){.span = {4, 10}, .kind = PLACE_ORGANISATION, .name = world_organisation, .rule = "made"};
	*x = (struct extraction){.published = {.when = {told, told}, .basis = PUBLISHED_GIVEN}, .language = "en",
				 .events = e, .event_count = 1, .places = p, .place_count = 1};
}

/* ---- a corpus of it, in batches ---- */

/* With a linker the article is linked at once where that can be, else when the batch ends. */
static void corpus_add(struct store *s, struct linker *l, uint32_t number)
{
	struct arena arena = ARENA_INIT;
	struct article a;
	struct extraction x;
	int64_t row;
	bool known;
	struct error err = ERROR_INIT;
	world_article(number, &arena, &a, &x);
	if (!store_add(s, &a, &x, NULL, &row, &known, &err) || (l && !linker_add(l, row, &a, &x, NULL, &err)))
		fail_msg("%s", err.msg);
	arena_free(&arena);
}

/* Articles 1..count; a batch has 1..most of them. `anew`: each batch is linked by a linker that knows no event yet, as if by
 * another process. */
static struct store *corpus_make(uint32_t count, uint32_t most, bool anew)
{
	struct error err = ERROR_INIT;
	struct store *s;
	corpus_remove();
	if (!store_open(CORPUS, STORE_WRITE, &s, &err))
		fail_msg("%s", err.msg);
	struct linker *l = linker_open(s);
	for (uint32_t n = 1; n <= count;) {
		assert_true(store_begin(s, &err));
		for (uint32_t left = world_random(n) % most + 1; left && n <= count; left--)
			corpus_add(s, world_random(n) % 5 ? l : NULL, n), n++;
		if (!linker_run(l, &err) || !store_commit(s, &err))
			fail_msg("%s", err.msg);
		if (anew) {
			linker_close(l);
			l = linker_open(s);
		}
	}
	linker_close(l);
	return s;
}

struct corpus_links {
	struct arena arena;
	VEC(struct link) list;
	size_t kinds[LINK_KIND_COUNT];
};

static void corpus_links(struct store *s, uint32_t count, struct corpus_links *out)
{
	struct error err = ERROR_INIT;
	*out = (struct corpus_links){.arena = ARENA_INIT};
	for (uint32_t n = 1; n <= count; n++) {
		struct link *links;
		size_t m;
		if (!store_links_of(s, store_event_row(n, 0), &out->arena, &links, &m, &err))
			fail_msg("%s", err.msg);
		for (size_t i = 0; i < m; i++) {
			*vec_push(&out->list) = links[i];
			out->kinds[links[i].kind]++;
		}
	}
}

static void corpus_links_free(struct corpus_links *c)
{
	vec_free(&c->list);
	arena_free(&c->arena);
}

static void assert_links_equal(const struct corpus_links *a, const struct corpus_links *b)
{
	assert_int_equal(a->list.n, b->list.n);
	for (size_t i = 0; i < a->list.n; i++) {
		const struct link *x = &a->list.v[i], *y = &b->list.v[i];
		if (x->from != y->from || x->to != y->to || x->kind != y->kind || x->score != y->score || !str_eq(x->reason, y->reason))
			fail_msg("link %zu: %s %lld-%lld %d and %s %lld-%lld %d", i, link_kind_name(x->kind), (long long)x->from,
				 (long long)x->to, x->score, link_kind_name(y->kind), (long long)y->from, (long long)y->to, y->score);
	}
}

/* count articles in batches of up to `most` give what one batch gives, what a rebuild gives, and what a linker a batch gives. */
static void check_batches(uint32_t count, uint32_t most, bool all_kinds)
{
	struct error err = ERROR_INIT;
	struct corpus_links small, rebuilt, whole, anew;
	struct store *s = corpus_make(count, most, false);
	corpus_links(s, count, &small);
	struct linker *l = linker_open(s);
	assert_true(linker_rebuild(l, NULL, &err));
	linker_close(l);
	corpus_links(s, count, &rebuilt);
	store_close(s);
	assert_links_equal(&small, &rebuilt);
	s = corpus_make(count, 1u << 30, false);
	corpus_links(s, count, &whole);
	store_close(s);
	assert_links_equal(&small, &whole);
	s = corpus_make(count, most, true);
	corpus_links(s, count, &anew);
	store_close(s);
	assert_links_equal(&small, &anew);
	for (int k = 0; all_kinds && k < LINK_KIND_COUNT; k++)
		assert_true(small.kinds[k] > 0);
	corpus_links_free(&small);
	corpus_links_free(&rebuilt);
	corpus_links_free(&whole);
	corpus_links_free(&anew);
	corpus_remove();
}

static void test_batches_of_a_small_corpus(void **state)
{
	(void)state;
	check_batches(5, 1, false);
	check_batches(300, 40, true);
	check_batches(300, 3, true);
}

static void test_batches_of_a_larger_corpus(void **state)
{
	(void)state;
	check_batches(LINKER_SMALL * 4 + 300, 1500, true);
}

/* One event of one day, told again and again: each report has `own` of `words` words. */
static void crowd_article(uint32_t number, uint32_t own, uint32_t words, struct arena *arena, struct article *a, struct extraction *x)
{
	world_article(1, arena, a, x);
	struct buf text = BUF_INIT;
	buf_add_cstr(&text, "The affair was held by");
	for (uint32_t i = 0; i < own; i++)
		buf_addf(&text, " w%ux", world_random(number * 16 + i) % words);
	x->events->span.end = (uint32_t)text.n;
	x->events->when = x->published.when = (struct interval){15000, 15000};
	x->events->modality = MODALITY_HAPPENED;
	buf_addf(&text, ". Filler number w%ux says nothing.", number);
	a->text = arena_str(arena, buf_str(&text));
	buf_free(&text);
	digest_text(a->text, a->id);
}

/* Links articles 1..count of a crowd, `batch` at a time; work[i] is what was done up to the end of batch i. */
static void crowd_link(uint32_t count, uint32_t batch, uint32_t own, uint32_t words, struct linker_work *work)
{
	struct error err = ERROR_INIT;
	struct store *s;
	corpus_remove();
	assert_true(store_open(CORPUS, STORE_WRITE, &s, &err));
	struct linker *l = linker_open(s);
	assert_true(store_begin(s, &err));
	for (uint32_t n = 1; n <= count; n++) {
		struct arena arena = ARENA_INIT;
		struct article a;
		struct extraction x;
		int64_t row;
		bool known;
		crowd_article(n, own, words, &arena, &a, &x);
		assert_true(store_add(s, &a, &x, NULL, &row, &known, &err) && !known);
		if (n % batch == 0) {
			assert_true(linker_run(l, &err));
			work[n / batch - 1] = linker_work(l);
		}
		arena_free(&arena);
	}
	linker_close(l);
	assert_true(store_commit(s, &err));
	store_close(s);
	corpus_remove();
}

/* What many share says nothing any more: without a bound on the events of a key, the second half would meet ten times as
 * many as the first. */
static void test_crowd_of_one_day(void **state)
{
	(void)state;
	enum { HALF = 4096 };
	struct linker_work work[2];
	crowd_link(2 * HALF, HALF, 10, 400, work);
	assert_true(work[0].met > HALF * 50); /* it is a crowd */
	assert_true(work[1].met - work[0].met <= work[0].met);
}

/* Nor is a report compared with all that share something with it: here each does with three of four. */
static void test_crowd_is_judged_in_part(void **state)
{
	(void)state;
	enum { COUNT = 512 };
	struct linker_work work;
	crowd_link(COUNT, COUNT, 16, 200, &work);
	assert_true(work.judged > COUNT * LINKER_JUDGED / 2);
	assert_true(work.judged <= COUNT * LINKER_JUDGED);
}

/* A batch that is rolled back leaves nothing, and the next one begins where the last one ended. */
static void test_rollback(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	struct corpus_links before, after;
	struct store *s = corpus_make(200, 50, false);
	corpus_links(s, 200, &before);
	struct linker *l = linker_open(s);
	assert_true(store_begin(s, &err));
	for (uint32_t n = 201; n <= 260; n++)
		corpus_add(s, l, n);
	assert_true(linker_run(l, &err));
	store_rollback(s);
	linker_close(l);
	l = linker_open(s);
	corpus_links(s, 200, &after);
	assert_links_equal(&before, &after);
	corpus_links_free(&before);
	corpus_links_free(&after);

	assert_true(store_begin(s, &err));
	for (uint32_t n = 201; n <= 300; n++)
		corpus_add(s, l, n);
	assert_true(linker_run(l, &err) && store_commit(s, &err));
	linker_close(l);
	corpus_links(s, 300, &before);
	store_close(s);
	s = corpus_make(300, 1000, false);
	corpus_links(s, 300, &after);
	assert_links_equal(&before, &after);
	corpus_links_free(&before);
	corpus_links_free(&after);
	store_close(s);
	corpus_remove();
}

/* ---- a second reader ---- */

/* Makes the digests of the events of articles 1..count. Did another connection help? */
static bool ahead_is_helped(struct store *s, uint32_t count)
{
	struct error err = ERROR_INIT;
	struct arena arena = ARENA_INIT;
	struct linker_ahead ahead = {.committed = count};
	struct linker_cache *cache = mem_zero(1, sizeof *cache);
	struct link_tables tables;
	struct rarity *rarity;
	struct str words;
	int64_t linked;
	link_open(&tables);
	assert_true(store_link_state(s, &arena, &linked, &words, &err) && rarity_open(words, &rarity));
	for (uint32_t n = 1; n <= count; n++)
		linker_ahead_want(&ahead, store_event_row(n, 0));
	if (!linker_ahead_run(&ahead, s, &tables, rarity, cache, &err))
		fail_msg("%s", err.msg);
	for (uint32_t n = 1; n <= count; n++)
		assert_true(linker_cache_has(cache, store_event_row(n, 0)));
	bool helped = ahead.second != NULL;
	linker_ahead_free(&ahead);
	linker_cache_free(cache);
	mem_free(cache);
	rarity_close(rarity);
	link_close(&tables);
	arena_free(&arena);
	return helped;
}

/* So many events ask for one; not when another corpus came to the place of the one that is linked. */
static void test_replaced(void **state)
{
	(void)state;
	enum { COUNT = 200 };
	struct error err = ERROR_INIT;
	struct store *s;
	store_close(corpus_make(COUNT, COUNT, false));
	assert_int_equal(rename(CORPUS, CORPUS ".other"), 0);
	store_close(corpus_make(COUNT, COUNT, false));
	assert_true(store_open(CORPUS, STORE_WRITE, &s, &err));
	assert_true(ahead_is_helped(s, COUNT));
	assert_int_equal(rename(CORPUS ".other", CORPUS), 0);
	assert_false(ahead_is_helped(s, COUNT));
	store_close(s);
	corpus_remove();
}

/* ---- what the corpus lost ---- */

static void corpus_keep_silent(void *ctx, const char *line)
{
	(void)ctx;
	(void)line;
}

static int64_t corpus_damages(struct store *s)
{
	struct error err = ERROR_INIT;
	struct store_damages damages;
	if (!store_check(s, &(struct store_watch){.report = corpus_keep_silent}, &damages, &err))
		fail_msg("%s", err.msg);
	return damages.all;
}

/* Reports that the list of series lost are missed, and made again with their links. */
static void test_lost_series(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	struct corpus_links before, after;
	struct store *s = corpus_make(300, 100, false);
	corpus_links(s, 300, &before);
	assert_true(before.kinds[LINK_SERIES] > 0);
	assert_int_equal(corpus_damages(s), 0);
	assert_true(db_exec(&s->db, "DELETE FROM link_series", &err));
	assert_true(corpus_damages(s) > 0);
	struct linker *l = linker_open(s);
	assert_true(linker_rebuild(l, NULL, &err));
	linker_close(l);
	assert_int_equal(corpus_damages(s), 0);
	corpus_links(s, 300, &after);
	assert_links_equal(&before, &after);
	corpus_links_free(&before);
	corpus_links_free(&after);
	store_close(s);
	corpus_remove();
}

/* ---- the cache of events ---- */

static struct link_event cache_event(uint32_t number, struct link_word *words, char text[static 16])
{
	snprintf(text, 16, "word%08u", number);
	for (size_t i = 0; i < LINK_WORDS; i++)
		words[i] = (struct link_word){.text = {text, 12}, .hash = number + (uint32_t)i, .bits = (float)i, .at = (uint16_t)i};
	return (struct link_event){
		.id = store_event_row(number, 0), .article = number, .when = {15000, 15003}, .published = {15001, 15001},
		.precision = PRECISION_WEEK, .kind = EVENT_VISIT, .basis = BASIS_CARRIED, .modality = MODALITY_ANNOUNCED, .confidence = 70,
		.countries = {{"PK", ROLE_HOST}, {"IN", ROLE_MENTIONED}}, .country_count = 2, .place = STR("Qingdao"), .place_country = "CN",
		.head = number * 3, .words = words, .word_count = LINK_WORDS, .key_words = 5, .weight = (float)number, .series = number * UINT64_C(5000000000),
	};
}

/* Without a store only what is in memory is found. */
static void assert_cached(struct linker_cache *c, uint32_t number)
{
	struct link_word words[LINK_WORDS];
	char text[16];
	const struct link_event *is;
	struct link_event e = cache_event(number, words, text);
	assert_true(linker_cache_get(c, NULL, NULL, NULL, e.id, &is, NULL));
	assert_true(is->id == e.id && is->article == e.article && is->when.from == e.when.from && is->when.to == e.when.to);
	assert_true(is->published.from == e.published.from && is->published.to == e.published.to && is->precision == e.precision);
	assert_true(is->kind == e.kind && is->basis == e.basis && is->modality == e.modality && is->confidence == e.confidence);
	assert_true(is->country_count == 2 && memcmp(is->countries, e.countries, sizeof e.countries) == 0 && str_eq(is->place, e.place));
	assert_true(memcmp(is->place_country, e.place_country, 3) == 0 && is->head == e.head && is->key_words == e.key_words);
	assert_true(is->weight == e.weight && is->series == e.series && is->word_count == LINK_WORDS);
	for (size_t i = 0; i < LINK_WORDS; i++)
		assert_true(str_eq(is->words[i].text, words[i].text) && is->words[i].hash == words[i].hash && is->words[i].bits == words[i].bits &&
			    is->words[i].at == words[i].at);
}

/* The ring goes round three times: what is asked for now and then is there all the time, and what came last is. */
static void test_cache(void **state)
{
	(void)state;
	enum { ROUND = LINKER_CACHE_BYTES / 512, LAST = 1000 };
	struct linker_cache *c = mem_zero(1, sizeof *c);
	struct link_word words[LINK_WORDS];
	char text[16];
	for (uint32_t n = 1; n <= 3 * ROUND; n++) {
		struct link_event e = cache_event(n, words, text);
		linker_cache_put(c, &e);
		if (n % (ROUND / 8) == 0)
			assert_cached(c, 7);
	}
	for (uint32_t n = 3 * ROUND - LAST; n <= 3 * ROUND; n++)
		assert_cached(c, n);
	linker_cache_free(c);
	mem_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_batches_of_a_small_corpus),
		cmocka_unit_test(test_batches_of_a_larger_corpus),
		cmocka_unit_test(test_crowd_of_one_day),
		cmocka_unit_test(test_crowd_is_judged_in_part),
		cmocka_unit_test(test_rollback),
		cmocka_unit_test(test_replaced),
		cmocka_unit_test(test_lost_series),
		cmocka_unit_test(test_cache),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
