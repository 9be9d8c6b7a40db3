#include "config.h"

#include "base/arena.h"

#include "base/mem.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct arena_block {
	struct arena_block *older;
	size_t size;
	_Alignas(max_align_t) char bytes[];
};

enum { ARENA_FIRST = 16 * 1024 };

void arena_free(struct arena *a)
{
	for (struct arena_block *b = a->block; b;) {
		struct arena_block *older = b->older;
		mem_free(b);
		b = older;
	}
	*a = (struct arena)ARENA_INIT;
}

void arena_reset(struct arena *a)
{
	/* blocks grow, so the newest is the largest */
	if (!a->block)
		return;
	struct arena rest = {a->block->older, 0};
	arena_free(&rest);
	a->block->older = NULL;
	a->used = 0;
}

static void arena_grow(struct arena *a, size_t need)
{
	size_t size = a->block ? a->block->size * 2 : ARENA_FIRST;
	while (size < need)
		size *= 2;
	struct arena_block *b = mem_alloc(sizeof *b + size);
	b->older = a->block;
	b->size = size;
	a->block = b;
	a->used = 0;
}

/* Reserves n bytes, rounded up to the unit of alignment. */
static void *arena_reserve(struct arena *a, size_t n)
{
	size_t unit = _Alignof(max_align_t);
	n = (n + unit - 1) / unit * unit;
	if (!a->block || a->block->size - a->used < n)
		arena_grow(a, n);
	void *p = a->block->bytes + a->used;
	a->used += n;
	return p;
}

size_t arena_size(const struct arena *a)
{
	size_t size = 0;
	for (const struct arena_block *b = a->block; b; b = b->older)
		size += b->size;
	return size;
}

void *arena_take(struct arena *a, size_t count, size_t size)
{
	size_t n;
	bool overflow = __builtin_mul_overflow(count, size, &n);
	assert(!overflow && n < SIZE_MAX / 4);
	(void)overflow;
	return arena_reserve(a, n);
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
	void *p = arena_take(a, count, size);
	return memset(p, 0, count * size);
}

char *arena_cstr(struct arena *a, struct str s)
{
	char *p = arena_take(a, s.n + 1, 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = 0;
	return p;
}

struct str arena_str(struct arena *a, struct str s)
{
	return (struct str){arena_cstr(a, s), s.n};
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
	char few[64];
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(few, sizeof few, fmt, ap);
	va_end(ap);
	assert(n >= 0);
	char *p = arena_take(a, (size_t)n + 1, 1);
	if ((size_t)n < sizeof few)
		memcpy(p, few, (size_t)n + 1);
	else
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct str){p, (size_t)n};
}
