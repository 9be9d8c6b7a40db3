/* radix: many numbers in order, without comparing them: some ns each, where qsort takes a hundred of a hundred thousand. */
#ifndef DATELINE_BASE_RADIX_H
#define DATELINE_BASE_RADIX_H

#include <stddef.h>
#include <stdint.h>

/* A number, and what is the caller's. */
struct radix_entry {
	uint64_t key;
	uint32_t value;
};

/* By key; those of equal keys keep their order. */
void radix_sort(struct radix_entry *v, size_t n);

#endif
