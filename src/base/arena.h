/* arena: memory that is released all at once.
 *
 * One arena an article (extraction) or a query (rows). Nothing in it is freed alone; arena_reset
 * empties it and keeps its largest block, so a loop over articles soon allocates nothing.
 * Pointers into it live until arena_reset or arena_free. Aligned for any type. Not for threads. */
#ifndef DATELINE_BASE_ARENA_H
#define DATELINE_BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *block; /* the newest, which points at the older ones */
	size_t used;
};

#define ARENA_INIT {NULL, 0}

void arena_free(struct arena *a);  /* and makes it empty again */
void arena_reset(struct arena *a);
void *arena_alloc(struct arena *a, size_t count, size_t size);  /* zeroed */
void *arena_take(struct arena *a, size_t count, size_t size);   /* uninitialised: for large arrays that are written at once */
size_t arena_size(const struct arena *a);                         /* bytes that it holds */
struct str arena_str(struct arena *a, struct str s);            /* a copy, NUL after it */
char *arena_cstr(struct arena *a, struct str s);                /* a copy as a C string */
struct str arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
