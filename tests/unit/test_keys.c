/* The keys of links: whatever is added in whatever batches, a key gives its earliest events. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/vec.h"
#include "store/inside.h"

#define CORPUS "test_keys.corpus"

enum { KEYS = 3000, ARTICLES = 6000, EACH = 12 };

struct known {
	struct store_key_event events[STORE_KEY_MOST];
	size_t n;
};

static uint32_t keys_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Few keys are common, most are rare; spread over all bits, the ends included. */
static uint64_t keys_of(uint32_t number)
{
	uint64_t last = (UINT64_C(1) << KEYS_BITS) - 1;
	return number == 0 ? 0 : number == KEYS - 1 ? last : last / KEYS * number + number % 7;
}

static uint32_t keys_number(uint32_t *state)
{
	uint32_t wide = keys_random(state) % KEYS, narrow = keys_random(state) % (wide + 1);
	return keys_random(state) % 4 ? wide : narrow % 50;
}

static struct store *keys_store(void)
{
	struct error err = ERROR_INIT;
	struct store *s;
	assert_true(store_open(CORPUS, STORE_WRITE, &s, &err));
	return s;
}

static void keys_commit(struct store *s)
{
	struct error err = ERROR_INIT;
	if (!store_commit(s, &err))
		fail_msg("%s", err.msg);
}

static void keys_fetch_all(struct store *s)
{
	static uint64_t all[KEYS];
	struct error err = ERROR_INIT;
	for (uint32_t i = 0; i < KEYS; i++)
		all[i] = keys_of(i);
	if (!store_fetch_link_keys(s, all, KEYS, &err))
		fail_msg("%s", err.msg);
}

static void keys_compare(struct store *s, const struct known *known)
{
	keys_fetch_all(s);
	for (uint32_t i = 0; i < KEYS; i++) {
		struct store_key_event events[STORE_KEY_MOST];
		assert_int_equal(store_link_key(s, keys_of(i), events), known[i].n);
		for (size_t k = 0; k < known[i].n; k++) {
			assert_int_equal(events[k].event, known[i].events[k].event);
			assert_int_equal(events[k].sketch, known[i].events[k].sketch);
		}
	}
}

static void keys_know(struct known *k, struct store_key_event event)
{
	if (k->n < STORE_KEY_MOST && !(k->n && k->events[k->n - 1].event == event.event))
		k->events[k->n++] = event;
}

/* One article: fetched are its own keys only, as the linker does it. */
static void keys_article(struct store *s, struct known *known, int64_t article, uint32_t *state)
{
	struct error err = ERROR_INIT;
	for (uint32_t i = 0; i < EACH; i++) {
		uint32_t number = keys_number(state);
		uint64_t key = keys_of(number);
		struct store_key_event event = {store_event_row(article, i * i * i), (uint8_t)(keys_random(state) % 256)};
		assert_true(store_fetch_link_keys(s, &key, 1, &err));
		store_add_link_key(s, key, event);
		keys_know(&known[number], event);
	}
}

static void test_batches(void **state)
{
	(void)state;
	struct known *known = mem_zero(KEYS, sizeof *known);
	struct error err = ERROR_INIT;
	struct store *s = keys_store();
	uint32_t random = 5, number = 0;
	for (int64_t article = 1; article <= ARTICLES;) {
		assert_true(store_begin(s, &err));
		int64_t end = article + (++number % 8 ? keys_random(&random) % 40 : keys_random(&random) % 1500);
		for (; article <= end && article <= ARTICLES; article++)
			keys_article(s, known, article, &random);
		keys_commit(s);
		if (number % 16 == 0) {
			assert_true(store_begin(s, &err));
			keys_compare(s, known);
			store_rollback(s);
		}
	}
	store_close(s);
	s = keys_store();
	assert_true(store_begin(s, &err));
	keys_compare(s, known);
	store_rollback(s);
	/* merged as they grew */
	int64_t runs;
	assert_true(db_integer(&s->db, "SELECT count(*) FROM link_run", 0, &runs, &err));
	assert_true(runs <= 24);
	store_close(s);
	mem_free(known);
}

static void test_rollback(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	struct store *s = keys_store();
	uint64_t key = 7;
	struct store_key_event events[STORE_KEY_MOST];
	assert_true(store_begin(s, &err));
	assert_true(store_fetch_link_keys(s, &key, 1, &err));
	store_add_link_key(s, key, (struct store_key_event){99, 0});
	store_rollback(s);
	assert_true(store_begin(s, &err));
	assert_true(store_fetch_link_keys(s, &key, 1, &err));
	assert_int_equal(store_link_key(s, key, events), 0);
	store_rollback(s);
	store_close(s);
}

/* Pages of garbage: an error that says what to do, no crash. */
static void test_damage(void **state)
{
	(void)state;
	uint32_t random = 9;
	for (int round = 0; round < 200; round++) {
		struct error err = ERROR_INIT;
		struct store *s = keys_store();
		assert_true(store_begin(s, &err));
		unsigned char garbage[64];
		for (size_t i = 0; i < sizeof garbage; i++)
			garbage[i] = (unsigned char)keys_random(&random);
		sqlite3_stmt *st = db_prepare(&s->db, "INSERT INTO link_page VALUES (?, ?)", &err);
		assert_non_null(st);
		sqlite3_bind_int64(st, 1, (int64_t)1 << KEYS_BITS);
		db_bind_blob(st, 2, (struct str){(const char *)garbage, keys_random(&random) % sizeof garbage});
		assert_true(db_finish(&s->db, st, &err));
		assert_true(db_exec(&s->db, "INSERT INTO link_run VALUES (1, 9)", &err));
		uint64_t wanted[] = {0, 5, UINT64_C(1) << 40};
		if (!store_fetch_link_keys(s, wanted, 3, &err)) {
			assert_int_equal(err.code, ERROR_CORRUPT);
			assert_non_null(strstr(err.msg, "check --rebuild"));
		}
		store_rollback(s);
		store_close(s);
	}
}

/* A page that is readable but for one value. */
static void assert_page_refused(struct str page)
{
	struct error err = ERROR_INIT;
	struct store *s = keys_store();
	assert_true(store_begin(s, &err));
	sqlite3_stmt *st = db_prepare(&s->db, "INSERT INTO link_page VALUES (?, ?)", &err);
	assert_non_null(st);
	sqlite3_bind_int64(st, 1, (int64_t)1 << KEYS_BITS);
	db_bind_blob(st, 2, page);
	assert_true(db_finish(&s->db, st, &err));
	assert_true(db_exec(&s->db, "INSERT INTO link_run VALUES (1, 1)", &err));
	uint64_t wanted = 0;
	assert_false(store_fetch_link_keys(s, &wanted, 1, &err));
	assert_int_equal(err.code, ERROR_CORRUPT);
	store_rollback(s);
	store_close(s);
}

/* An article to reckon from that leaves no room for the distance. */
static void test_far_base(void **state)
{
	(void)state;
	assert_page_refused(STR("\0" "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F" "\2\0\3" "\0\x80\x20"));
}

/* A key that no event has. */
static void test_no_events(void **state)
{
	(void)state;
	assert_page_refused(STR("\0" "\1" "\2\0\2" "\1\0"));
}

static int keys_clean(void **state)
{
	(void)state;
	static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		char name[100];
		snprintf(name, sizeof name, CORPUS "%s", tails[i]);
		unlink(name);
	}
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_batches, keys_clean, keys_clean),
		cmocka_unit_test_setup_teardown(test_rollback, keys_clean, keys_clean),
		cmocka_unit_test_setup_teardown(test_damage, keys_clean, keys_clean),
		cmocka_unit_test_setup_teardown(test_far_base, keys_clean, keys_clean),
		cmocka_unit_test_setup_teardown(test_no_events, keys_clean, keys_clean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
