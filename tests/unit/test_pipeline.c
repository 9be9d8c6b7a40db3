/* Many threads, one order: what the caller of the pipeline sees does not depend on how many work. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "ingest/pipeline.h"

enum { ARTICLES = 3000, BAD_EVERY = 97 };

static const char path[] = "test_pipeline.jsonl";
static struct lexicon *lexicon;

struct seen {
	int next;        /* the article that must come now */
	int reports, progress;
	int stop_at;     /* 0: never */
	bool wrong;
};

static void work(void *ctx, struct pipeline_item *item, struct arena *scratch, struct arena *arena, struct buf *out)
{
	(void)ctx;
	(void)scratch;
	(void)arena;
	buf_add_str(out, item->article.given_id);
	buf_add_char(out, '!');
}

static bool article(void *ctx, struct pipeline_item *item)
{
	struct seen *s = ctx;
	char id[32];
	while (s->next % BAD_EVERY == BAD_EVERY - 1)
		s->next++;
	snprintf(id, sizeof id, "%d!", s->next++);
	s->wrong = s->wrong || !str_eq(item->made, str_of(id)) || item->article.title.n == 0;
	return s->next != s->stop_at;
}

static void report(void *ctx, const char *where, const char *reason)
{
	(void)where;
	(void)reason;
	((struct seen *)ctx)->reports++;
}

static void progress(void *ctx, uint64_t done, uint64_t all)
{
	struct seen *s = ctx;
	s->progress++;
	s->wrong = s->wrong || (all && done > all);
}

static bool stopped(void *ctx)
{
	(void)ctx;
	return true;
}

static struct seen run(int workers, int stop_at, bool (*stop)(void *), int *failed, struct reader_counts *counts)
{
	struct seen s = {.stop_at = stop_at};
	struct pipeline_options o = {
		.workers = workers, .work = work, .article = article, .report = report, .progress = progress,
		.stopped = stop, .ctx = &s,
	};
	char name[sizeof path], nothing[] = "test_pipeline.nothing";
	snprintf(name, sizeof name, "%s", path);
	char *paths[] = {name, nothing};
	*failed = pipeline_run(paths, 2, &o, lexicon, counts);
	return s;
}

static void test_order(void **state)
{
	(void)state;
	for (int workers = 1; workers <= 8; workers *= 2) {
		int failed;
		struct reader_counts counts;
		struct seen s = run(workers, 0, NULL, &failed, &counts);
		assert_false(s.wrong);
		assert_int_equal(s.next, ARTICLES);
		assert_int_equal(counts.articles + counts.bad, ARTICLES);
		assert_int_equal(s.reports, ARTICLES / BAD_EVERY + 1); /* and the path that is not there */
		assert_int_equal(failed, 1);
		assert_true(s.progress > 1);
	}
}

static void test_stop(void **state)
{
	(void)state;
	int failed;
	struct reader_counts counts;
	struct seen s = run(3, 700, NULL, &failed, &counts);
	assert_false(s.wrong);
	assert_int_equal(s.next, 700); /* nothing comes after the caller has enough */
	s = run(3, 0, stopped, &failed, &counts);
	assert_int_equal(s.next, 0);
}

static int write_articles(void **state)
{
	(void)state;
	FILE *f = fopen(path, "wb");
	if (!f)
		return -1;
	for (int i = 0; i < ARTICLES; i++) {
		if (i % BAD_EVERY == BAD_EVERY - 1)
			fputs("bad\n", f);
		else
			fprintf(f, "{\"id\":%d,\"text\":\"Report %d tells of a drill on %d May 2019.\"}\n", i, i, i % 31 + 1);
	}
	lexicon = lexicon_open();
	return fclose(f);
}

static int remove_articles(void **state)
{
	(void)state;
	lexicon_close(lexicon);
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_stop)};
	return cmocka_run_group_tests(tests, write_articles, remove_articles);
}
