#include "config.h"

#include "store/rows_merge.h"

#include <string.h>

/* A table on its way into another one. */
struct rows_source {
	const struct rows_table *t;
	uint32_t *lists; /* what its lists are numbered there */
	size_t run;      /* the next */
};

static uint32_t *rows_join_lists(struct rows_lists *to, const struct rows_lists *from)
{
	uint32_t *map = mem_alloc((from->ends.n + 1) * sizeof *map);
	for (uint32_t i = 0; i < from->ends.n; i++) {
		size_t n;
		const uint16_t *codes = rows_lists_get(from, i, &n);
		map[i] = rows_lists_number(to, codes, n);
	}
	return map;
}

/* Copies rows [begin, end) of a source, all of one interval, behind the rank. */
static size_t rows_copy(struct rows_table *to, size_t rank, const struct rows_source *s, size_t begin, size_t end, struct interval when)
{
	size_t n = end - begin;
	if (n == 0)
		return rank;
	for (int c = 0; c < ROWS_COUNTRIES; c++)
		memcpy(to->column[c] + rank, s->t->column[c] + begin, n * sizeof *to->column[c]);
	for (size_t i = 0; i < n; i++)
		to->column[ROWS_COUNTRIES][rank + i] = s->lists[s->t->column[ROWS_COUNTRIES][begin + i]];
	struct rows_entry last = {.when = when};
	for (int c = 0; c < ROWS_COLUMNS; c++)
		last.value[c] = to->column[c][rank + n - 1];
	rows_put(to, rank + n - 1, &last);
	return rank + n;
}

static uint64_t rows_next_time(const struct rows_source *s)
{
	return s->run < s->t->runs.n ? rows_time(s->t->runs.v[s->run].when) : 0;
}

struct rows_table *rows_merge(struct rows_table *const *parts, size_t n)
{
	size_t rows = 0, rank = 0;
	for (size_t i = 0; i < n; i++)
		rows += parts[i]->n;
	struct rows_table *t = rows_new(rows);
	struct rows_source *sources = mem_zero(n, sizeof *sources);
	t->first = n ? parts[0]->first : 0;
	for (size_t i = 0; i < n; i++) {
		sources[i] = (struct rows_source){parts[i], rows_join_lists(&t->lists, &parts[i]->lists), 0};
		for (size_t k = 0; k < parts[i]->sources.n; k++)
			*vec_push(&t->sources) = parts[i]->sources.v[k];
	}
	for (;;) {
		struct rows_source *least = NULL;
		for (size_t i = 0; i < n; i++)
			if (sources[i].run < parts[i]->runs.n && (!least || rows_next_time(&sources[i]) < rows_next_time(least)))
				least = &sources[i];
		if (!least)
			break;
		uint64_t time = rows_next_time(least);
		/* in order of parts, which is the order of articles */
		for (struct rows_source *s = least; s < sources + n; s++) {
			if (s->run == s->t->runs.n || rows_next_time(s) != time)
				continue;
			struct row_run run = s->t->runs.v[s->run];
			rank = rows_copy(t, rank, s, rows_run_begin(s->t->runs.v, s->run), run.end, run.when);
			s->run++;
		}
	}
	for (size_t i = 0; i < n; i++)
		mem_free(sources[i].lists);
	mem_free(sources);
	return t;
}

/* Copies a source's rows up to `end` without those that are gone. */
static size_t rows_copy_left(struct rows_table *to, size_t rank, struct rows_source *s, size_t *at, size_t end, const uint32_t **gone,
			     const uint32_t *gone_end)
{
	while (*at < end) {
		while (s->t->runs.v[s->run].end <= *at)
			s->run++;
		size_t stop = s->t->runs.v[s->run].end < end ? s->t->runs.v[s->run].end : end;
		bool goes = *gone < gone_end && **gone < stop;
		stop = goes ? **gone : stop;
		rank = rows_copy(to, rank, s, *at, stop, s->t->runs.v[s->run].when);
		*gone += goes;
		*at = stop + goes;
	}
	return rank;
}

/* The first rank at or after `at` whose row comes after an entry. */
static size_t rows_place(const struct rows_table *t, size_t at, const struct rows_entry *e)
{
	uint64_t time = rows_time(e->when);
	size_t run = rows_run_at(t->runs.v, t->runs.n, time), low = rows_run_begin(t->runs.v, run), high = low;
	if (run < t->runs.n && rows_time(t->runs.v[run].when) == time)
		high = t->runs.v[run].end;
	low = low < at ? at : low;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct rows_entry other = rows_entry(t, middle, run);
		if (rows_compare(&other, e) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct rows_table *rows_merge_patch(const struct rows_table *t, const uint32_t *gone, size_t n, const struct rows_table *more)
{
	struct rows_table *out = rows_new(t->n - n + more->n);
	struct rows_source s = {t, rows_join_lists(&out->lists, &t->lists), 0};
	uint32_t *lists = rows_join_lists(&out->lists, &more->lists);
	const uint32_t *gone_end = gone + n;
	size_t rank = 0, at = 0, run = 0;
	for (size_t i = 0; i < more->n; i++) {
		while (more->runs.v[run].end <= i)
			run++;
		struct rows_entry e = rows_entry(more, i, run);
		e.value[ROWS_COUNTRIES] = lists[e.value[ROWS_COUNTRIES]];
		rank = rows_copy_left(out, rank, &s, &at, rows_place(t, at, &e), &gone, gone_end);
		rows_put(out, rank++, &e);
	}
	rank = rows_copy_left(out, rank, &s, &at, t->n, &gone, gone_end);
	out->n = rank;
	out->first = t->first;
	vec_reserve(&out->sources, t->sources.n);
	memcpy(out->sources.v, t->sources.v, t->sources.n * sizeof *t->sources.v);
	out->sources.n = t->sources.n;
	mem_free(s.lists);
	mem_free(lists);
	return out;
}
