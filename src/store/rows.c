#include "config.h"

#include "store/rows.h"

#include "store/store.h"

#include <string.h>

/* ---- countries ---- */

uint16_t rows_code(const char code[3])
{
	return (uint16_t)((code[0] - 'A') * 26 + (code[1] - 'A'));
}

void rows_code_name(uint16_t code, char out[static 3])
{
	out[0] = (char)('A' + code / 26);
	out[1] = (char)('A' + code % 26);
	out[2] = '\0';
}

void rows_lists_free(struct rows_lists *l)
{
	vec_free(&l->ends);
	vec_free(&l->codes);
	vec_free(&l->slots);
}

const uint16_t *rows_lists_get(const struct rows_lists *l, uint32_t number, size_t *n)
{
	if (number >= l->ends.n) {
		*n = 0;
		return NULL;
	}
	uint32_t begin = number ? l->ends.v[number - 1] : 0;
	*n = l->ends.v[number] - begin;
	return *n ? l->codes.v + begin : NULL;
}

static uint32_t rows_lists_hash(const uint16_t *codes, size_t n)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ codes[i]) * 16777619u;
	return h ^ h >> 15;
}

/* The slot of a list, or the empty one where it belongs. */
static uint32_t *rows_lists_slot(struct rows_lists *l, const uint16_t *codes, size_t n)
{
	size_t mask = l->slots.n - 1, at = rows_lists_hash(codes, n) & mask;
	for (; l->slots.v[at]; at = (at + 1) & mask) {
		size_t count;
		const uint16_t *other = rows_lists_get(l, l->slots.v[at] - 1, &count);
		if (count == n && (n == 0 || memcmp(other, codes, n * sizeof *codes) == 0))
			break;
	}
	return &l->slots.v[at];
}

static void rows_lists_grow(struct rows_lists *l)
{
	size_t size = l->slots.n ? l->slots.n * 2 : 256;
	while (size < 2 * (l->ends.n + 1))
		size *= 2;
	vec_free(&l->slots);
	l->slots.v = mem_zero(size, sizeof *l->slots.v);
	l->slots.n = l->slots.cap = size;
	for (uint32_t i = 0; i < l->ends.n; i++) {
		size_t n;
		const uint16_t *codes = rows_lists_get(l, i, &n);
		*rows_lists_slot(l, codes, n) = i + 1;
	}
}

uint32_t rows_lists_number(struct rows_lists *l, const uint16_t *codes, size_t n)
{
	if (l->ends.n == 0)
		*vec_push(&l->ends) = 0;
	if (2 * (l->ends.n + 1) > l->slots.n)
		rows_lists_grow(l);
	uint32_t *slot = rows_lists_slot(l, codes, n);
	if (*slot)
		return *slot - 1;
	for (size_t i = 0; i < n; i++)
		*vec_push(&l->codes) = codes[i];
	*vec_push(&l->ends) = (uint32_t)l->codes.n;
	*slot = (uint32_t)l->ends.n;
	return *slot - 1;
}

/* ---- traits ---- */

/* How much an event deserves to stand for its period, 0..1000, before its links are counted. */
static uint16_t rows_importance(const struct event *e)
{
	/* what changes the world before what is said about it */
	static const uint8_t kinds[EVENT_KIND_COUNT] = {
		[EVENT_OTHER] = 0,       [EVENT_MEETING] = 90,   [EVENT_VISIT] = 80,     [EVENT_AGREEMENT] = 140,
		[EVENT_EXERCISE] = 90,   [EVENT_ATTACK] = 140,   [EVENT_CONFLICT] = 140, [EVENT_STATEMENT] = 20,
		[EVENT_ACCESSION] = 200, [EVENT_ELECTION] = 160, [EVENT_DISASTER] = 150,
	};
	size_t countries = e->country_count < 8 ? e->country_count : 8;
	unsigned sum = 2u * e->confidence + kinds[e->kind] + 30u * (unsigned)countries;
	if (e->modality == MODALITY_HAPPENED)
		sum += 60;
	if (e->basis == BASIS_STATED || e->basis == BASIS_CORRECTED)
		sum += 60;
	if (interval_known(e->when) && e->when.to - e->when.from < 31)
		sum += 40;
	return (uint16_t)sum;
}

uint32_t rows_traits_of_event(const struct event *e)
{
	return (uint32_t)e->precision << ROWS_PRECISION | (uint32_t)e->kind << ROWS_KIND | (uint32_t)e->modality << ROWS_MODALITY |
	       (uint32_t)e->confidence << ROWS_CONFIDENCE | (uint32_t)rows_importance(e) << ROWS_IMPORTANCE;
}

uint32_t rows_traits_of_report(const struct published *p)
{
	return (uint32_t)p->precision << ROWS_PRECISION | UINT32_C(100) << ROWS_CONFIDENCE;
}

uint32_t rows_traits_add_links(uint32_t traits, int32_t links)
{
	int64_t sum = (int64_t)(traits >> ROWS_LINKS) + links;
	sum = sum < 0 ? 0 : sum > ROWS_LINKS_MOST ? ROWS_LINKS_MOST : sum;
	return (traits & ((UINT32_C(1) << ROWS_LINKS) - 1)) | (uint32_t)sum << ROWS_LINKS;
}

/* ---- tables ---- */

struct rows_table *rows_new(size_t n)
{
	struct rows_table *t = mem_zero(1, sizeof *t);
	atomic_init(&t->users, 1);
	t->n = n;
	for (int c = 0; c < ROWS_COLUMNS; c++)
		t->column[c] = mem_alloc(n * sizeof *t->column[c] + 1);
	return t;
}

struct rows_table *rows_share(struct rows_table *t)
{
	if (t)
		atomic_fetch_add(&t->users, 1);
	return t;
}

void rows_free(struct rows_table *t)
{
	if (!t || atomic_fetch_sub(&t->users, 1) > 1)
		return;
	for (int c = 0; c < ROWS_COLUMNS; c++)
		mem_free(t->column[c]);
	vec_free(&t->runs);
	vec_free(&t->sources);
	rows_lists_free(&t->lists);
	mem_free(t);
}

/* ---- order ---- */

uint64_t rows_time(struct interval i)
{
	uint32_t undated = UINT32_MAX;
	uint32_t from = interval_known(i) ? (uint32_t)i.from + 0x80000000u : undated;
	uint32_t to = interval_known(i) ? (uint32_t)i.to + 0x80000000u : undated;
	return (uint64_t)from << 32 | to;
}

int rows_compare(const struct rows_entry *a, const struct rows_entry *b)
{
	uint64_t x = rows_time(a->when), y = rows_time(b->when);
	if (x == y) {
		x = (uint64_t)a->value[ROWS_ARTICLE] << 32 | a->value[ROWS_EVENT];
		y = (uint64_t)b->value[ROWS_ARTICLE] << 32 | b->value[ROWS_EVENT];
	}
	return (x > y) - (x < y);
}

struct rows_entry rows_entry(const struct rows_table *t, size_t rank, size_t run)
{
	struct rows_entry e = {.when = t->runs.v[run].when};
	for (int c = 0; c < ROWS_COLUMNS; c++)
		e.value[c] = t->column[c][rank];
	return e;
}

void rows_put(struct rows_table *t, size_t rank, const struct rows_entry *e)
{
	for (int c = 0; c < ROWS_COLUMNS; c++)
		t->column[c][rank] = e->value[c];
	struct row_run *last = t->runs.n ? &t->runs.v[t->runs.n - 1] : NULL;
	if (!last || last->when.from != e->when.from || last->when.to != e->when.to) {
		last = vec_push(&t->runs);
		last->when = e->when;
	}
	last->end = (uint32_t)rank + 1;
}

size_t rows_run_of(const struct row_run *runs, size_t count, size_t rank)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (runs[middle].end <= rank)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t rows_run_at(const struct row_run *runs, size_t count, uint64_t time)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (rows_time(runs[middle].when) < time)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t rows_find(const struct rows_table *t, struct interval when, int64_t article, uint32_t event)
{
	size_t run = rows_run_at(t->runs.v, t->runs.n, rows_time(when));
	if (run == t->runs.n || rows_time(t->runs.v[run].when) != rows_time(when))
		return SIZE_MAX;
	size_t low = rows_run_begin(t->runs.v, run), high = t->runs.v[run].end;
	high = high < t->n ? high : t->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int64_t a = t->column[ROWS_ARTICLE][middle];
		uint32_t e = t->column[ROWS_EVENT][middle];
		if (a == article && e == event)
			return middle;
		if (a < article || (a == article && e < event))
			low = middle + 1;
		else
			high = middle;
	}
	return SIZE_MAX;
}

struct row rows_row(const struct rows_table *t, size_t rank, struct interval when)
{
	struct row r = {.when = when};
	if (rank >= t->n)
		return r;
	uint32_t event = t->column[ROWS_EVENT][rank], traits = t->column[ROWS_TRAITS][rank];
	r.article = t->column[ROWS_ARTICLE][rank];
	r.id = event ? store_event_row(r.article, event - 1) : r.article;
	r.type = event ? ROW_EVENT : ROW_REPORT;
	r.precision = (uint8_t)rows_trait(traits, ROWS_PRECISION, 3);
	r.kind = (uint8_t)rows_trait(traits, ROWS_KIND, 4);
	r.modality = (uint8_t)rows_trait(traits, ROWS_MODALITY, 2);
	r.confidence = (uint8_t)rows_trait(traits, ROWS_CONFIDENCE, 7);
	r.importance = rows_weight(traits);
	return r;
}

void rows_count_countries(const struct rows_table *t, uint32_t counts[static ROWS_CODES])
{
	uint32_t *of_list = mem_zero(t->lists.ends.n + 1, sizeof *of_list);
	for (size_t i = 0; i < t->n; i++)
		of_list[t->column[ROWS_COUNTRIES][i]]++;
	for (uint32_t list = 0; list < t->lists.ends.n; list++) {
		size_t n;
		const uint16_t *codes = rows_lists_get(&t->lists, list, &n);
		for (size_t i = 0; i < n; i++)
			counts[rows_bare(codes[i])] += of_list[list];
	}
	mem_free(of_list);
}
