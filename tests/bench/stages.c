/* stages PATH [ROUNDS]: how fast the steps of extract() are, one by one, on one core.
 *
 * Reads the articles of PATH (a file or folder, any format) into memory and extracts all of them twice ROUNDS times (7),
 * with the arenas kept as ingest keeps them: once for the whole, and once with a look at the clock behind each step, which
 * costs a few hundredths. Prints the rounds of median length, in CPU time: MB of text a second, and what each step took. No
 * reading, writing or linking is in it. */
#include "config.h"

#include "base/vec.h"
#include "ingest/reader.h"
#include "text/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STAGES_ROUNDS = 7, STAGES_ROUNDS_MAX = 99 };

struct stages_article {
	struct str text, title, dateline;
	struct published published;
};

struct stages {
	struct arena arena;
	VEC(struct stages_article) articles;
	size_t bytes;
};

struct stages_round {
	double at;                    /* the last mark, in seconds */
	double steps[EXTRACT_STEPS];
	double all;
};

static double stages_clock(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool stages_article(void *ctx, struct article *a)
{
	struct stages *s = ctx;
	*vec_push(&s->articles) = (struct stages_article){
		.text = arena_str(&s->arena, a->text), .title = arena_str(&s->arena, a->title),
		.dateline = arena_str(&s->arena, a->dateline), .published = a->published,
	};
	s->bytes += a->text.n;
	return true;
}

static void stages_report(void *ctx, const char *where, const char *reason)
{
	(void)ctx;
	fprintf(stderr, "stages: %s: %s\n", where, reason);
}

static void stages_done(void *ctx, enum extract_step step)
{
	struct stages_round *r = ctx;
	double now = stages_clock();
	r->steps[step] += now - r->at;
	r->at = now;
}

/* Into r->all the time of all of it; with `steps` that of each step too. */
static void stages_run(const struct stages *s, const struct lexicon *l, bool steps, struct stages_round *r)
{
	struct arena scratch = ARENA_INIT, arena = ARENA_INIT;
	*r = (struct stages_round){.at = stages_clock()};
	double begin = r->at;
	for (size_t i = 0; i < s->articles.n; i++) {
		const struct stages_article *a = &s->articles.v[i];
		struct extract_input in = {
			.text = a->text, .title = a->title, .dateline = a->dateline, .published = a->published,
			.done = steps ? stages_done : NULL, .ctx = r,
		};
		struct extraction x;
		arena_reset(&scratch);
		arena_reset(&arena);
		if (steps)
			r->at = stages_clock();
		extract(&in, l, &scratch, &arena, &x);
	}
	r->all = stages_clock() - begin;
	arena_free(&scratch);
	arena_free(&arena);
}

static int stages_compare(const void *a, const void *b)
{
	double x = ((const struct stages_round *)a)->all, y = ((const struct stages_round *)b)->all;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static const char *const names[EXTRACT_STEPS] = {
		[EXTRACT_CLEAN] = "clean", [EXTRACT_LANGUAGE] = "language", [EXTRACT_SENTENCE] = "sentence", [EXTRACT_TIMEX] = "timex",
		[EXTRACT_PUBLISHED] = "published", [EXTRACT_RESOLVE] = "resolve", [EXTRACT_PLACE] = "place", [EXTRACT_EVENT] = "event",
	};
	int rounds = argc > 2 ? atoi(argv[2]) : STAGES_ROUNDS;
	if (argc < 2 || rounds < 1 || rounds > STAGES_ROUNDS_MAX) {
		fprintf(stderr, "usage: stages PATH [ROUNDS]\n");
		return 2;
	}
	struct stages s = {.bytes = 0};
	struct reader_options o = {.article = stages_article, .report = stages_report, .ctx = &s};
	struct reader_counts counts = {0};
	struct error err = ERROR_INIT;
	if (!reader_read(argv[1], &o, &counts, &err) || !s.bytes) {
		fprintf(stderr, "stages: %s: %s\n", argv[1], err.msg);
		return 3;
	}
	double begin = stages_clock();
	struct lexicon *l = lexicon_open();
	double open = stages_clock() - begin;
	struct stages_round whole[STAGES_ROUNDS_MAX], steps[STAGES_ROUNDS_MAX];
	for (int i = 0; i < rounds; i++) {
		stages_run(&s, l, false, &whole[i]);
		stages_run(&s, l, true, &steps[i]);
	}
	qsort(whole, (size_t)rounds, sizeof *whole, stages_compare);
	qsort(steps, (size_t)rounds, sizeof *steps, stages_compare);
	const struct stages_round *m = &steps[rounds / 2];
	double mb = (double)s.bytes / 1e6;
	printf("%zu articles, %.1f MB of text: %.1f MB/s (best %.1f), tables opened in %.1f ms\n", s.articles.n, mb,
	       mb / whole[rounds / 2].all, mb / whole[0].all, open * 1e3);
	for (int i = 0; i < EXTRACT_STEPS; i++)
		printf("  %-10s %6.1f %%  %8.1f MB/s  %6.2f ns/byte\n", names[i], 100 * m->steps[i] / m->all, mb / m->steps[i],
		       m->steps[i] * 1e3 / mb);
	lexicon_close(l);
	vec_free(&s.articles);
	arena_free(&s.arena);
	return 0;
}
