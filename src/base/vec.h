/* vec: a growing array of any type, on the heap.
 *
 *     struct { struct event *v; size_t n, cap; } events = {0};
 *     *vec_push(&events) = e;
 *     vec_free(&events);
 *
 * Any struct with members v, n and cap is one; a header may name the type with VEC(T). One that is kept in order is
 * searched with vec_place, by halving. */
#ifndef DATELINE_BASE_VEC_H
#define DATELINE_BASE_VEC_H

#include "base/mem.h"

#include <stdbool.h>
#include <string.h>

#define VEC(T) struct { T *v; size_t n, cap; }

#define vec_reserve(a, more)                                                         \
	do {                                                                         \
		if ((a)->n + (more) > (a)->cap) {                                    \
			size_t vec_cap_ = (a)->cap ? (a)->cap : 8;                   \
			while (vec_cap_ < (a)->n + (more))                           \
				vec_cap_ *= 2;                                       \
			(a)->v = mem_resize((a)->v, vec_cap_, sizeof *(a)->v);       \
			(a)->cap = vec_cap_;                                         \
		}                                                                    \
	} while (0)

/* The address of a new last element, uninitialised. */
#define vec_push(a) \
	(__extension__({ vec_reserve((a), 1); &(a)->v[(a)->n++]; }))

/* The address of a new element of index i, uninitialised; those from there on move up. */
#define vec_insert(a, i)                                                                            \
	(__extension__({                                                                            \
		size_t vec_i_ = (i);                                                                \
		vec_push(a);                                                                        \
		memmove((a)->v + vec_i_ + 1, (a)->v + vec_i_, ((a)->n - 1 - vec_i_) * sizeof *(a)->v); \
		&(a)->v[vec_i_];                                                                    \
	}))

/* Takes the element of index i out; those behind it move down. */
#define vec_remove(a, i)                                                                            \
	do {                                                                                        \
		size_t vec_i_ = (i);                                                                \
		(a)->n--;                                                                           \
		memmove((a)->v + vec_i_, (a)->v + vec_i_ + 1, ((a)->n - vec_i_) * sizeof *(a)->v);     \
	} while (0)

/* The index of the element that is `key`, or where it belongs; *there tells which. `order` compares an element with a key,
 * as for qsort. */
#define vec_place(a, key, order, there) vec_place_in((a)->v, (a)->n, sizeof *(a)->v, key, order, there)

static inline size_t vec_place_in(const void *v, size_t n, size_t size, const void *key, int (*order)(const void *, const void *),
				  bool *there)
{
	size_t low = 0, high = n;
	*there = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int is = order((const char *)v + middle * size, key);
		if (is == 0) {
			*there = true;
			return middle;
		}
		if (is < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

#define vec_free(a)                 \
	do {                        \
		mem_free((a)->v);   \
		(a)->v = NULL;      \
		(a)->n = (a)->cap = 0; \
	} while (0)

#endif
