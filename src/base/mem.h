/* mem: allocation that cannot fail.
 *
 * Out of memory ends the program with a message and exit status 3: the corpus is transactional, so
 * nothing that was committed is lost, and no caller carries a path that no test can reach. Sizes
 * that would overflow end it the same way. Release with mem_free (NULL is allowed). */
#ifndef DATELINE_BASE_MEM_H
#define DATELINE_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                        /* uninitialised */
void *mem_zero(size_t count, size_t size);           /* count * size bytes of zeros */
void *mem_zero_lines(size_t count, size_t size);     /* the same, beginning at a line of memory (64 bytes); size a multiple of it */
void *mem_resize(void *p, size_t count, size_t size); /* p may be NULL */
char *mem_copy(const char *s, size_t n);             /* n bytes and a terminating NUL */
void mem_free(void *p);

#endif
