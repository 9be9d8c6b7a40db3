#include "config.h"

#include "store/best.h"

#include "store/rows.h"

#include <stdlib.h>

static uint32_t best_traits(const struct result *r, size_t i)
{
	return r->table->column[ROWS_TRAITS][r->ranks ? r->ranks[i] : i];
}

static bool best_is_vague(uint32_t traits, enum precision unit)
{
	return rows_trait(traits, ROWS_PRECISION, 3) > (uint32_t)unit;
}

/* ---- the sums ---- */

static const struct best_sum best_none = {0, UINT8_MAX, 0};

static void best_add(struct best_sum *s, const struct best_sum *more)
{
	s->importance = more->importance > s->importance ? more->importance : s->importance;
	s->finest = more->finest < s->finest ? more->finest : s->finest;
	s->vaguest = more->vaguest > s->vaguest ? more->vaguest : s->vaguest;
}

/* Of rows that are of one block and of one run. */
static struct best_sum best_sum_rows(const struct result *r, size_t begin, size_t end)
{
	uint32_t importance = 0, finest = UINT8_MAX, vaguest = 0;
	for (size_t i = begin; i < end; i++) {
		uint32_t traits = best_traits(r, i), weight = rows_weight(traits), precision = rows_trait(traits, ROWS_PRECISION, 3);
		importance = weight > importance ? weight : importance;
		finest = precision < finest ? precision : finest;
		vaguest = precision > vaguest ? precision : vaguest;
	}
	return (struct best_sum){(uint16_t)importance, (uint8_t)finest, (uint8_t)vaguest};
}

/* Where the block of a row ends, or the stretch. */
static size_t best_block_end(size_t i, size_t end)
{
	size_t next = (i / BEST_BLOCK + 1) * BEST_BLOCK;
	return next < end ? next : end;
}

void best_make(struct result *r)
{
	size_t blocks = r->count / BEST_BLOCK + 1;
	r->sums = mem_alloc((blocks + r->run_count) * sizeof *r->sums);
	for (size_t i = 0; i < blocks + r->run_count; i++)
		r->sums[i] = best_none;
	r->run_sums = r->sums + blocks;
	for (size_t run = 0, i = 0; run < r->run_count; run++)
		for (size_t next; i < r->runs[run].end; i = next) {
			next = best_block_end(i, r->runs[run].end);
			struct best_sum sum = best_sum_rows(r, i, next);
			best_add(&r->sums[i / BEST_BLOCK], &sum);
			best_add(&r->run_sums[run], &sum);
		}
}

/* ---- stretches ---- */

size_t best_vague(const struct result *r, size_t run, enum precision unit)
{
	size_t begin = rows_run_begin(r->runs, run), end = r->runs[run].end, n = 0;
	if (r->run_sums[run].vaguest <= unit)
		return 0;
	if (r->run_sums[run].finest > unit)
		return end - begin;
	for (size_t i = begin; i < end; i++)
		n += best_is_vague(best_traits(r, i), unit);
	return n;
}

/* Has a block none of the kind that is asked for? */
static bool best_lacks(const struct best_sum *b, enum precision unit, bool vague)
{
	return vague ? b->vaguest <= unit : b->finest > unit;
}

size_t best_first(const struct result *r, size_t begin, size_t end, enum precision unit, bool vague)
{
	for (size_t i = begin, next; i < end; i = next) {
		next = best_block_end(i, end);
		for (; i < next && !best_lacks(&r->sums[i / BEST_BLOCK], unit, vague); i++)
			if (best_is_vague(best_traits(r, i), unit) == vague)
				return i;
	}
	return end;
}

/* The best so far, the most important first. */
struct best {
	size_t n, most;
	uint16_t importance[BEST_MOST];
	uint32_t rows[BEST_MOST];
};

static bool best_takes(const struct best *b, uint16_t importance)
{
	return b->n < b->most || importance > b->importance[b->n - 1];
}

static void best_take(struct best *b, uint16_t importance, size_t row)
{
	size_t at = b->n < b->most ? b->n++ : b->n - 1;
	for (; at > 0 && importance > b->importance[at - 1]; at--) {
		b->importance[at] = b->importance[at - 1];
		b->rows[at] = b->rows[at - 1];
	}
	b->importance[at] = importance;
	b->rows[at] = (uint32_t)row;
}

/* An importance that as many rows as are wanted have at least: that many whole blocks have such a row, and nothing but rows
 * of the kind that is wanted. */
static uint16_t best_floor(const struct result *r, size_t begin, size_t end, enum precision unit, bool vague, size_t most)
{
	struct best b = {.most = most};
	for (size_t at = (begin + BEST_BLOCK - 1) / BEST_BLOCK; (at + 1) * BEST_BLOCK <= end; at++) {
		const struct best_sum *block = &r->sums[at];
		if (best_lacks(block, unit, !vague) && best_takes(&b, block->importance))
			best_take(&b, block->importance, at);
	}
	return b.n == most ? b.importance[most - 1] : 0;
}

static int best_order(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

size_t best_rows(const struct result *r, size_t begin, size_t end, enum precision unit, bool vague, size_t most,
		 uint32_t out[static BEST_MOST])
{
	struct best b = {.most = most};
	uint16_t floor = best_floor(r, begin, end, unit, vague, most);
	for (size_t i = begin, next; i < end; i = next) {
		const struct best_sum *block = &r->sums[i / BEST_BLOCK];
		next = best_block_end(i, end);
		if (block->importance < floor || !best_takes(&b, block->importance) || best_lacks(block, unit, vague))
			continue;
		for (; i < next; i++) {
			uint32_t traits = best_traits(r, i);
			uint16_t importance = rows_weight(traits);
			if (importance >= floor && best_takes(&b, importance) && best_is_vague(traits, unit) == vague)
				best_take(&b, importance, i);
		}
	}
	memcpy(out, b.rows, b.n * sizeof *out);
	if (b.n)
		qsort(out, b.n, sizeof *out, best_order);
	return b.n;
}
