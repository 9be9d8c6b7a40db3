/* stories: which articles of a corpus tell of the same thing (link/story.h). */
#ifndef DATELINE_CLI_STORIES_H
#define DATELINE_CLI_STORIES_H

#include "store/store.h"

struct stories {
	size_t count;
	int64_t *articles; /* rows, in order */
	int64_t *first;    /* of each one's story: the row of its first article */
};

/* Reads the given articles twice: to count their words, and to compare them. rows: in any order, the same
 * one may come again. */
bool stories_read(struct stories *s, struct store *store, const int64_t *rows, size_t count, struct error *err);
void stories_free(struct stories *s);

#endif
