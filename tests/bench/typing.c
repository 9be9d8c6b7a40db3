/* typing CORPUS PATTERN...: how long after each key the screen has something to show, every prefix of each pattern typed.
 *
 * As in the browser, one thread runs the query and then reads what lies near, and a key stops both: that is counted too. The time is from
 * the key to the first 50 hits, or to the whole answer where there are fewer; keys follow each other 100 ms after that.
 * Prints the median, the 95th percentile and the worst in ms, of the clock and then of the processors' time, and the
 * slowest prefixes. A prefix that is no pattern
 * yet is told at once, and not counted. */
#include "config.h"

#include "base/vec.h"
#include "store/query.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SCREEN = 50, PAUSE_US = 100 * 1000, SLOWEST = 8 };

struct typing {
	struct store *store;
	pthread_t thread;
	bool running;
	struct query *query;
	atomic_bool cancel, shown;
	struct typing_times {
		struct timespec clock, work;
	} key, first;               /* when it was pressed, when the first screen was there */
};

struct typing_key {
	double ms, work;
	char prefix[80];
};

static double typing_ms(const struct timespec *a, const struct timespec *b)
{
	return (double)(b->tv_sec - a->tv_sec) * 1e3 + (double)(b->tv_nsec - a->tv_nsec) / 1e6;
}

static void typing_now(struct typing_times *t)
{
	clock_gettime(CLOCK_MONOTONIC, &t->clock);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t->work);
}

static void typing_show(struct typing *t)
{
	if (!atomic_load(&t->shown))
		typing_now(&t->first);
	atomic_store(&t->shown, true);
}

static void typing_found(void *ctx, struct result *part)
{
	if (part->count >= SCREEN)
		typing_show(ctx);
	result_free(part);
}

static void *typing_run(void *arg)
{
	struct typing *t = arg;
	/* in the middle of what the generator makes */
	struct query_watch watch = {.cancel = &t->cancel, .found = typing_found, .near = {14610, 14610}, .ctx = t};
	struct result *r = NULL;
	struct error err = ERROR_INIT;
	if (query_run(t->store, t->query, &watch, &r, &err))
		typing_show(t);
	else if (err.code != ERROR_INTERRUPTED)
		fprintf(stderr, "typing: %s\n", err.msg);
	query_keep_near(t->store, &watch, NULL);
	result_free(r);
	return NULL;
}

static void typing_stop(struct typing *t)
{
	atomic_store(&t->cancel, true);
	if (t->running)
		pthread_join(t->thread, NULL);
	t->running = false;
	query_free(t->query);
	t->query = NULL;
}

/* False: the prefix is no pattern. */
static bool typing_press(struct typing *t, const char *pattern, size_t n)
{
	struct buf text = BUF_INIT;
	typing_now(&t->key);
	typing_stop(t);
	buf_addf(&text, "/%.*s/", (int)n, pattern);
	bool ok = query_parse(buf_str(&text), &t->query, NULL);
	buf_free(&text);
	if (!ok)
		return false;
	atomic_store(&t->cancel, false);
	atomic_store(&t->shown, false);
	t->running = pthread_create(&t->thread, NULL, typing_run, t) == 0;
	while (t->running && !atomic_load(&t->shown))
		usleep(100);
	return t->running;
}

static int typing_by_work(const void *a, const void *b)
{
	const struct typing_key *x = a, *y = b;
	return (x->work > y->work) - (x->work < y->work);
}

static int typing_by_clock(const void *a, const void *b)
{
	const struct typing_key *x = a, *y = b;
	return (x->ms > y->ms) - (x->ms < y->ms);
}

int main(int argc, char **argv)
{
	struct typing t = {0};
	struct error err = ERROR_INIT;
	VEC(struct typing_key) keys = {0};
	if (argc < 3 || !store_open(argv[1], STORE_READ, &t.store, &err)) {
		fprintf(stderr, "typing: %s\n", argc < 3 ? "CORPUS PATTERN..." : err.msg);
		return 2;
	}
	typing_press(&t, "a", 1); /* loads the rows */
	for (int i = 2; i < argc; i++) {
		for (size_t n = 1; n <= strlen(argv[i]); n++) {
			if (!typing_press(&t, argv[i], n))
				continue;
			struct typing_key *k = vec_push(&keys);
			k->ms = typing_ms(&t.key.clock, &t.first.clock);
			k->work = typing_ms(&t.key.work, &t.first.work);
			snprintf(k->prefix, sizeof k->prefix, "%.*s", (int)n, argv[i]);
			usleep(PAUSE_US);
		}
	}
	typing_stop(&t);
	store_close(t.store);
	if (keys.n == 0)
		return 1;
	struct typing_key *median = &keys.v[keys.n / 2], *most = &keys.v[keys.n * 95 / 100], *last = &keys.v[keys.n - 1];
	qsort(keys.v, keys.n, sizeof *keys.v, typing_by_clock);
	printf("%.2f %.2f %.2f ms; ", median->ms, most->ms, last->ms);
	qsort(keys.v, keys.n, sizeof *keys.v, typing_by_work);
	printf("%.2f %.2f %.2f ms of CPU; %zu keys\n", median->work, most->work, last->work, keys.n);
	for (size_t i = keys.n; i-- > 0 && i + SLOWEST >= keys.n;)
		printf("  %8.2f ms %8.2f ms of CPU  %s\n", keys.v[i].ms, keys.v[i].work, keys.v[i].prefix);
	vec_free(&keys);
	return 0;
}
