/* Results: ranks in the table of rows, and the sums over them. */
#include "config.h"

#include "store/best.h"
#include "store/query_run.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

size_t result_run(const struct result *r, size_t i)
{
	return rows_run_of(r->runs, r->run_count, i);
}

static int result_compare_mark(const void *key, const void *mark)
{
	int64_t x = *(const int64_t *)key, y = ((const struct row_mark *)mark)->id;
	return (x > y) - (x < y);
}

static uint8_t result_flags(const struct result *r, enum row_type type, int64_t id)
{
	if (type == ROW_REPORT)
		id = -id;
	const struct row_mark *m = r->mark_count ? bsearch(&id, r->marks, r->mark_count, sizeof *m, result_compare_mark) : NULL;
	return m ? m->flags : 0;
}

struct row result_row(const struct result *r, size_t i)
{
	struct row row = rows_row(r->table, r->ranks ? r->ranks[i] : i, r->runs[result_run(r, i)].when);
	row.flags = result_flags(r, (enum row_type)row.type, row.id);
	return row;
}

uint16_t result_importance(const struct result *r, size_t i)
{
	return rows_weight(r->table->column[ROWS_TRAITS][r->ranks ? r->ranks[i] : i]);
}

size_t result_at_day(const struct result *r, int32_t day)
{
	size_t run = rows_run_at(r->runs, r->run_count, rows_time((struct interval){day, day}));
	return rows_run_begin(r->runs, run);
}

size_t result_dated(const struct result *r)
{
	size_t n = r->run_count;
	return rows_run_begin(r->runs, n > 0 && !interval_known(r->runs[n - 1].when) ? n - 1 : n);
}

/* Who does not know that the user moved a row finds it all the same. */
static size_t result_find_moved(const struct rows_table *t, int64_t article, uint32_t event)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->column[ROWS_ARTICLE][i] == article && t->column[ROWS_EVENT][i] == event)
			return i;
	return SIZE_MAX;
}

size_t result_find(const struct result *r, enum row_type type, int64_t id, int64_t article, struct interval when)
{
	uint32_t event = type == ROW_EVENT ? (uint32_t)store_event_index(id) + 1 : 0;
	size_t rank = rows_find(r->table, when, article, event);
	if (rank == SIZE_MAX && (result_flags(r, type, id) & ROW_CORRECTED))
		rank = result_find_moved(r->table, article, event);
	if (rank == SIZE_MAX || !r->ranks)
		return rank;
	size_t low = 0, high = r->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->ranks[middle] < rank)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->count && r->ranks[low] == rank ? low : SIZE_MAX;
}

struct result *result_share(struct result *r)
{
	if (r)
		atomic_fetch_add(&r->users, 1);
	return r;
}

void result_free(struct result *r)
{
	if (!r || atomic_fetch_sub(&r->users, 1) > 1)
		return;
	rows_free(r->table);
	mem_free(r->ranks);
	mem_free(r->own_runs);
	mem_free(r->marks);
	mem_free(r->countries);
	mem_free(r->sums);
	mem_free(r);
}

/* ---- making ---- */

static int result_compare_countries(const void *a, const void *b)
{
	const struct country_count *x = a, *y = b;
	if (x->events != y->events)
		return x->events < y->events ? 1 : -1;
	return memcmp(x->code, y->code, 2);
}

static void result_list_countries(struct result *out, const uint32_t counts[static ROWS_CODES])
{
	for (size_t i = 0; i < ROWS_CODES; i++)
		out->country_count += counts[i] > 0;
	out->countries = mem_zero(out->country_count, sizeof *out->countries);
	size_t n = 0;
	for (size_t i = 0; i < ROWS_CODES; i++) {
		if (!counts[i])
			continue;
		rows_code_name((uint16_t)i, out->countries[n].code);
		out->countries[n++].events = counts[i];
	}
	if (n)
		qsort(out->countries, n, sizeof *out->countries, result_compare_countries);
}

static struct result *result_begin(struct rows_table *t, const struct overlay *o)
{
	struct result *out = mem_zero(1, sizeof *out);
	atomic_init(&out->users, 1);
	out->table = rows_share(t);
	out->total = t->n;
	out->mark_count = o ? o->flags.n : 0;
	out->marks = mem_alloc(out->mark_count * sizeof *out->marks + 1);
	if (out->mark_count)
		memcpy(out->marks, o->flags.v, out->mark_count * sizeof *out->marks);
	return out;
}

/* Every article has its report among the rows. */
static void result_sum_all(struct result *out)
{
	const struct rows_table *t = out->table;
	uint32_t counts[ROWS_CODES] = {0};
	out->count = t->n;
	out->articles = out->reports = t->sources.n;
	out->events = t->n - out->reports;
	out->runs = t->runs.v;
	out->run_count = t->runs.n;
	rows_count_countries(t, counts);
	result_list_countries(out, counts);
}

static void result_make_runs(struct result *out)
{
	const struct rows_table *t = out->table;
	VEC(struct row_run) runs = {0};
	size_t run = 0;
	for (size_t i = 0; i < out->count;) {
		if (t->runs.v[run].end <= out->ranks[i])
			run += rows_run_of(t->runs.v + run, t->runs.n - run, out->ranks[i]);
		while (i < out->count && out->ranks[i] < t->runs.v[run].end)
			i++;
		*vec_push(&runs) = (struct row_run){t->runs.v[run].when, (uint32_t)i};
	}
	out->runs = out->own_runs = runs.v;
	out->run_count = runs.n;
}

static void result_sum_ranks(struct result *out)
{
	const struct rows_table *t = out->table;
	uint32_t counts[ROWS_CODES] = {0}, *of_list = mem_zero(t->lists.ends.n + 1, sizeof *of_list);
	uint64_t *articles = mem_zero(t->sources.n / 64 + 1, sizeof *articles);
	for (size_t i = 0; i < out->count; i++) {
		uint32_t rank = out->ranks[i], article = t->column[ROWS_ARTICLE][rank] - (uint32_t)t->first;
		uint64_t bit = UINT64_C(1) << article % 64;
		out->articles += !(articles[article / 64] & bit);
		articles[article / 64] |= bit;
		out->events += t->column[ROWS_EVENT][rank] > 0;
		of_list[t->column[ROWS_COUNTRIES][rank]]++;
	}
	out->reports = out->count - out->events;
	for (uint32_t list = 0; list < t->lists.ends.n; list++) {
		size_t n;
		const uint16_t *codes = of_list[list] ? rows_lists_get(&t->lists, list, &n) : NULL;
		for (size_t i = 0; codes && i < n; i++)
			counts[rows_bare(codes[i])] += of_list[list];
	}
	result_list_countries(out, counts);
	result_make_runs(out);
	mem_free(of_list);
	mem_free(articles);
}

struct result *result_make(struct query_run *r, bool all)
{
	struct result *out = result_begin(r->s->table, &r->s->overlay);
	out->undecided = r->undecided;
	if (all) {
		result_sum_all(out);
	} else {
		out->count = r->ranks.v.n;
		vec_reserve(&r->ranks.v, 1);
		out->ranks = r->ranks.v.v;
		r->ranks = (struct query_ranks){0};
		result_sum_ranks(out);
	}
	best_make(out);
	return out;
}

struct result *result_make_beginning(struct rows_table *t, const struct rows_sums *sums, const struct overlay *marks)
{
	struct result *out = result_begin(t, marks);
	out->count = out->total = sums->rows;
	out->articles = out->reports = sums->articles;
	out->events = sums->rows - sums->articles;
	out->runs = t->runs.v;
	out->run_count = t->runs.n;
	result_list_countries(out, sums->countries);
	return out;
}

struct result *result_of(const struct row *rows, size_t n)
{
	struct rows_table *t = rows_new(n);
	int64_t last = 0;
	uint16_t none[1] = {0};
	rows_lists_number(&t->lists, none, 0);
	for (size_t i = 0; i < n; i++) {
		const struct row *r = &rows[i];
		uint32_t event = r->type == ROW_EVENT ? (uint32_t)store_event_index(r->id) + 1 : 0;
		uint32_t traits = (uint32_t)r->precision << ROWS_PRECISION | (uint32_t)r->kind << ROWS_KIND |
				  (uint32_t)r->modality << ROWS_MODALITY | (uint32_t)r->confidence << ROWS_CONFIDENCE |
				  (uint32_t)r->importance << ROWS_IMPORTANCE;
		rows_put(t, i, &(struct rows_entry){r->when, {(uint32_t)r->article, event, traits, 0}});
		last = r->article > last ? r->article : last;
	}
	for (int64_t i = 0; i <= last; i++)
		*vec_push(&t->sources) = 0;
	struct result *out = result_begin(t, NULL);
	for (size_t i = 0; i < n; i++)
		out->events += rows[i].type == ROW_EVENT;
	out->count = n;
	out->reports = n - out->events;
	out->runs = t->runs.v;
	out->run_count = t->runs.n;
	best_make(out);
	rows_free(t);
	return out;
}
