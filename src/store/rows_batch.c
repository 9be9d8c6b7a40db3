#include "config.h"

#include "store/rows_batch.h"

#include "store/store.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_COUNTRIES_MOST = 255 };

void rows_batch_free(struct rows_batch *b)
{
	vec_free(&b->entries);
	vec_free(&b->sources);
	vec_free(&b->links);
	rows_lists_free(&b->lists);
	b->first = b->last = 0;
}

struct rows_entry rows_batch_event(struct rows_batch *b, int64_t article, size_t index, const struct event *e)
{
	uint16_t codes[ROWS_COUNTRIES_MOST];
	size_t n = e->country_count < ROWS_COUNTRIES_MOST ? e->country_count : ROWS_COUNTRIES_MOST;
	for (size_t i = 0; i < n; i++)
		codes[i] = (uint16_t)(rows_code(e->countries[i].code) | (e->countries[i].role == ROLE_HOST ? ROWS_HOST : 0));
	return (struct rows_entry){e->when, {(uint32_t)article, (uint32_t)index + 1, rows_traits_of_event(e), rows_lists_number(&b->lists, codes, n)}};
}

void rows_batch_add(struct rows_batch *b, int64_t article, const struct extraction *x, uint32_t source)
{
	if (!b->first)
		b->first = article;
	b->last = article;
	*vec_push(&b->sources) = source;
	*vec_push(&b->entries) = (struct rows_entry){
		x->published.when, {(uint32_t)article, 0, rows_traits_of_report(&x->published), rows_lists_number(&b->lists, NULL, 0)}};
	for (size_t i = 0; i < x->event_count; i++)
		*vec_push(&b->entries) = rows_batch_event(b, article, i, &x->events[i]);
}

void rows_batch_link(struct rows_batch *b, int64_t event, int32_t more)
{
	*vec_push(&b->links) = (struct rows_link){(uint32_t)store_event_article(event), (uint32_t)store_event_index(event) + 1, more};
}

/* ---- order of time ---- */

struct rows_key {
	uint64_t time;
	uint32_t entry;
};

/* Sorts by one byte of the key, keeping the order of equals; false when the byte is the same in all. */
static bool rows_sort_byte(const struct rows_key *from, struct rows_key *to, size_t n, int shift)
{
	size_t counts[256] = {0}, at = 0;
	for (size_t i = 0; i < n; i++)
		counts[from[i].time >> shift & 0xFF]++;
	if (n && counts[from[0].time >> shift & 0xFF] == n)
		return false;
	for (size_t b = 0; b < 256; b++) {
		size_t count = counts[b];
		counts[b] = at;
		at += count;
	}
	for (size_t i = 0; i < n; i++)
		to[counts[from[i].time >> shift & 0xFF]++] = from[i];
	return true;
}

/* Byte by byte, the lowest first: a third of qsort's time, and equals stay in order of article. */
static void rows_sort(struct rows_key **keys, size_t n)
{
	struct rows_key *other = mem_alloc(n * sizeof *other);
	for (int shift = 0; shift < 64; shift += 8) {
		if (!rows_sort_byte(*keys, other, n, shift))
			continue;
		struct rows_key *sorted = other;
		other = *keys;
		*keys = sorted;
	}
	mem_free(other);
}

struct rows_table *rows_batch_seal(struct rows_batch *b)
{
	size_t n = b->entries.n;
	struct rows_table *t = rows_new(n);
	struct rows_key *keys = mem_alloc(n * sizeof *keys);
	for (size_t i = 0; i < n; i++)
		keys[i] = (struct rows_key){rows_time(b->entries.v[i].when), (uint32_t)i};
	rows_sort(&keys, n);
	for (size_t i = 0; i < n; i++)
		rows_put(t, i, &b->entries.v[keys[i].entry]);
	mem_free(keys);
	t->first = b->first;
	memcpy(&t->sources, &b->sources, sizeof t->sources);
	memset(&b->sources, 0, sizeof b->sources);
	t->lists = b->lists;
	b->lists = (struct rows_lists){0};
	vec_free(&b->entries);
	b->first = b->last = 0;
	return t;
}

/* ---- links ---- */

static int rows_link_order(const void *pa, const void *pb)
{
	const struct rows_link *a = pa, *b = pb;
	if (a->article != b->article)
		return a->article < b->article ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

/* The sum of an event's links among those of its article, [low, high). */
static int32_t rows_links_of(const struct rows_link *low, const struct rows_link *end, uint32_t event)
{
	for (const struct rows_link *high = end; low < high;) {
		const struct rows_link *middle = low + (high - low) / 2;
		if (middle->event < event)
			low = middle + 1;
		else
			high = middle;
	}
	int32_t more = 0;
	for (; low < end && low->event == event; low++)
		more += low->more;
	return more;
}

void rows_batch_add_links(struct rows_table *t, const struct rows_link *links, size_t n, int32_t (*count)(void *ctx, int64_t event),
			  void *ctx)
{
	if (n == 0)
		return;
	struct rows_link *sorted = mem_alloc(n * sizeof *sorted);
	memcpy(sorted, links, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, rows_link_order);
	uint32_t first = sorted[0].article, last = sorted[n - 1].article;
	/* where the links of each article begin: most rows are passed over by a look at it */
	size_t width = (size_t)last - first + 2;
	uint32_t *begins = mem_zero(width, sizeof *begins);
	for (size_t i = 0; i < n; i++)
		begins[sorted[i].article - first + 1]++;
	for (size_t i = 1; i < width; i++)
		begins[i] += begins[i - 1];
	for (size_t r = 0; r < t->n; r++) {
		uint32_t article = t->column[ROWS_ARTICLE][r];
		if (article < first || article > last)
			continue;
		uint32_t *begin = &begins[article - first];
		if (begin[0] == begin[1])
			continue;
		uint32_t event = t->column[ROWS_EVENT][r], *traits = &t->column[ROWS_TRAITS][r];
		int32_t more = rows_links_of(sorted + begin[0], sorted + begin[1], event);
		if (more < 0 && *traits >> ROWS_LINKS == ROWS_LINKS_MOST) {
			*traits = rows_traits_add_links(*traits, -ROWS_LINKS_MOST);
			more = count(ctx, store_event_row(article, event - 1));
		}
		*traits = rows_traits_add_links(*traits, more);
	}
	mem_free(begins);
	mem_free(sorted);
}
