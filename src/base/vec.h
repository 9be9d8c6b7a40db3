/* vec: a growing array of any type, on the heap.
 *
 *     struct { struct event *v; size_t n, cap; } events = {0};
 *     *vec_push(&events) = e;
 *     vec_free(&events);
 *
 * Any struct with members v, n and cap is one; a header may name the type with VEC(T). */
#ifndef DATELINE_BASE_VEC_H
#define DATELINE_BASE_VEC_H

#include "base/mem.h"

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

#define vec_free(a)                 \
	do {                        \
		mem_free((a)->v);   \
		(a)->v = NULL;      \
		(a)->n = (a)->cap = 0; \
	} while (0)

#endif
