/* words_index: the word index as a search sees it: vocabularies in memory, lists of articles in the file. */
#ifndef DATELINE_STORE_WORDS_INDEX_H
#define DATELINE_STORE_WORDS_INDEX_H

#include "store/words.h"

/* Articles 1 .. n as bits. */
struct words_set {
	uint64_t *bits;
	int64_t n;
};

struct words_set words_set_new(int64_t n); /* empty */
void words_set_free(struct words_set *s);
void words_set_add(struct words_set *s, int64_t article); /* one past n is passed over */
bool words_set_has(const struct words_set *s, int64_t article);
/* Numbers of two sets of the same corpus: keeps what both have, or what either has. */
void words_set_and(struct words_set *s, const struct words_set *other);
void words_set_or(struct words_set *s, const struct words_set *other);

struct words_index {
	VEC(struct words_segment) segments; /* by first article; without their postings */
};

void words_index_free(struct words_index *x);
/* Reads the vocabularies that are not in memory yet. */
bool words_index_load(struct words_index *x, struct db *db, struct error *err);
/* Adds the articles that hold a word in which the pattern matches; with them those that the index says nothing
 * about. The pattern is matched against vocabularies, a word a line: it may use ^ and $, and nothing
 * in it may match a line feed. REGEX_UNDECIDED in *outcome: a limit was reached, and the set says nothing. */
bool words_index_match(const struct words_index *x, struct db *db, const struct regex *pattern, struct words_set *set,
		       enum regex_outcome *outcome, struct error *err);

#endif
