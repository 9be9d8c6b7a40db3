/* The links of the sample corpus, read from the reports themselves: tests/link/sample.cases. */
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

#include "ingest/ingest.h"

#define CORPUS "test_sample_links.corpus"

enum { REPORTS = 200 };

struct sample {
	struct arena arena;
	struct store *store;
	int64_t rows[REPORTS]; /* by number of the report; 0: none */
	struct extraction found[REPORTS];
};

static void sample_report(void *ctx, const char *where, const char *reason)
{
	(void)ctx;
	fail_msg("%s: %s", where ? where : "", reason);
}

static void sample_remove(void)
{
	unlink(CORPUS);
	unlink(CORPUS "-wal");
	unlink(CORPUS "-shm");
}

/* The number in ".../027-rats-experts-end-talks.md". */
static int sample_number(struct str path)
{
	size_t i = path.n;
	while (i && path.p[i - 1] != '/')
		i--;
	return path.n - i > 3 ? atoi(path.p + i) : 0;
}

static void sample_load(struct sample *s)
{
	struct error err = ERROR_INIT;
	int64_t last;
	assert_true(store_last_article(s->store, &last, &err));
	for (int64_t row = 1; row <= last; row++) {
		struct article a = {0};
		struct extraction x = {0};
		if (!store_article(s->store, row, &s->arena, &a, &err) || !store_extraction(s->store, row, &s->arena, &x, NULL, &err))
			fail_msg("%s", err.msg);
		int n = sample_number(a.path);
		assert_true(n > 0 && n < REPORTS);
		s->rows[n] = row;
		s->found[n] = x;
	}
}

static void sample_open(struct sample *s)
{
	struct error err = ERROR_INIT;
	struct ingest_counts counts = {0};
	struct ingest_options o = {.workers = 1, .report = sample_report};
	char folder[1000];
	const char *srcdir = getenv("srcdir");
	snprintf(folder, sizeof folder, "%s/data/sample", srcdir ? srcdir : ".");
	char *paths[] = {folder};
	*s = (struct sample){.arena = ARENA_INIT};
	sample_remove();
	if (!ingest_run(CORPUS, paths, 1, &o, &counts, &err) || !store_open(CORPUS, STORE_WRITE, &s->store, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(counts.failed, 0);
	sample_load(s);
}

static void sample_close(struct sample *s)
{
	store_close(s->store);
	arena_free(&s->arena);
	sample_remove();
}

/* ---- a row of the table ---- */

struct side {
	int number;
	struct interval when;
};

static bool side_has(const struct sample *s, const struct side *side, int64_t event)
{
	if (store_event_article(event) != s->rows[side->number])
		return false;
	const struct extraction *x = &s->found[side->number];
	const struct event *e = &x->events[store_event_index(event)];
	return interval_known(e->when) && interval_meets(e->when, side->when);
}

/* Is there a link from an event of a to one of b? kind -1: of any kind but series; -2: of any. */
static bool sample_linked(struct sample *s, const struct side *a, const struct side *b, int kind)
{
	struct error err = ERROR_INIT;
	bool linked = false;
	for (size_t i = 0; i < s->found[a->number].event_count; i++) {
		struct link *links;
		size_t n;
		int64_t event = store_event_row(s->rows[a->number], i);
		if (!side_has(s, a, event))
			continue;
		if (!store_links_of(s->store, event, &s->arena, &links, &n, &err))
			fail_msg("%s", err.msg);
		for (size_t k = 0; k < n; k++) {
			bool fits = kind >= 0 ? (int)links[k].kind == kind : links[k].kind != LINK_SERIES || kind == -2;
			linked |= fits && (side_has(s, b, links[k].to) ||
					   ((kind < 0 || kind == LINK_SAME) && side_has(s, b, links[k].from)));
		}
	}
	return linked;
}

static bool side_parse(const struct sample *s, struct str *row, struct side *out)
{
	struct str number, date;
	enum precision p;
	if (!str_split(row, '\t', &number) || !str_split(row, '\t', &date) || !interval_parse(date, &out->when, &p))
		return false;
	out->number = number.n ? atoi(number.p) : 0;
	return out->number > 0 && out->number < REPORTS && s->rows[out->number];
}

/* True when the row holds. */
static bool sample_row(struct sample *s, struct str row)
{
	struct str kind, rest = row;
	struct side a, b;
	enum link_kind k = LINK_SAME;
	if (!str_split(&rest, '\t', &kind) || !side_parse(s, &rest, &a) || !side_parse(s, &rest, &b))
		fail_msg("not a row: %.*s", STR_ARG(row));
	if (str_starts(kind, STR("never")))
		return !sample_linked(s, &a, &b, str_ends(kind, STR("series")) ? -2 : -1);
	if (!link_kind_parse(kind, &k))
		fail_msg("not a kind: %.*s", STR_ARG(row));
	return sample_linked(s, &a, &b, (int)k);
}

static struct str cases_text(struct arena *arena)
{
	char path[1000], text[1 << 14];
	const char *srcdir = getenv("srcdir");
	snprintf(path, sizeof path, "%s/tests/link/sample.cases", srcdir ? srcdir : ".");
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	size_t n = fread(text, 1, sizeof text, f);
	assert_true(n < sizeof text);
	fclose(f);
	return arena_str(arena, (struct str){text, n});
}

static void test_sample_links(void **state)
{
	(void)state;
	struct sample s;
	sample_open(&s);
	struct str rest = cases_text(&s.arena), row;
	int rows = 0, wrong = 0;
	while (str_split(&rest, '\n', &row)) {
		if (!row.n || row.p[0] == '#')
			continue;
		rows++;
		if (sample_row(&s, row))
			continue;
		wrong++;
		print_error("%.*s\n", STR_ARG(row));
	}
	sample_close(&s);
	if (wrong)
		fail_msg("%d of %d rows do not hold", wrong, rows);
	assert_true(rows > 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample_links)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
