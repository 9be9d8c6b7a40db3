#include "config.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEM_LINE = 64 };

static void *mem_or_end(void *p, size_t size)
{
	if (p)
		return p;
	fprintf(stderr, "dateline: memory: %zu bytes are not to be had; what was committed is kept\n", size);
	exit(3);
}

static size_t mem_product(size_t count, size_t size)
{
	size_t n;
	if (__builtin_mul_overflow(count, size, &n))
		mem_or_end(NULL, (size_t)-1);
	return n ? n : 1;
}

void *mem_alloc(size_t size)
{
	size = mem_product(1, size);
	return mem_or_end(malloc(size), size);
}

void *mem_zero(size_t count, size_t size)
{
	size_t n = mem_product(count, size);
	return mem_or_end(calloc(1, n), n);
}

void *mem_zero_lines(size_t count, size_t size)
{
	size_t n = mem_product(count, size);
	return memset(mem_or_end(aligned_alloc(MEM_LINE, n), n), 0, n);
}

void *mem_resize(void *p, size_t count, size_t size)
{
	size_t n = mem_product(count, size);
	return mem_or_end(realloc(p, n), n);
}

char *mem_copy(const char *s, size_t n)
{
	char *p = mem_alloc(n + 1);
	if (n)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

void mem_free(void *p)
{
	free(p);
}
