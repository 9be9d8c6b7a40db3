/* words_set: articles as bits, and windows of them. */
#ifndef DATELINE_STORE_WORDS_SET_H
#define DATELINE_STORE_WORDS_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Articles 1 .. n as bits. */
struct words_set {
	uint64_t *bits;
	int64_t n;
};

struct words_set words_set_new(int64_t n); /* empty */
void words_set_free(struct words_set *s);
void words_set_fill(struct words_set *s); /* all of them */
void words_set_add(struct words_set *s, int64_t article); /* one past n is passed over */
bool words_set_has(const struct words_set *s, int64_t article);
size_t words_set_count(const struct words_set *s);
/* Numbers of two sets of the same corpus: keeps what both have, or what either has. */
void words_set_and(struct words_set *s, const struct words_set *other);
void words_set_or(struct words_set *s, const struct words_set *other);

/* Consecutive articles. */
struct words_window {
	int64_t first, last;
};

static inline size_t words_window_size(struct words_window w)
{
	return (size_t)(w.last - w.first + 1);
}

/* Leaves in s, of the articles of a window, those that the other has; the rest of it stays. */
void words_set_narrow(struct words_set *s, const struct words_set *other, struct words_window w);

#endif
