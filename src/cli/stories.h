/* stories: which articles tell of the same thing: those whose events are linked as the same. */
#ifndef DATELINE_CLI_STORIES_H
#define DATELINE_CLI_STORIES_H

#include "base/vec.h"
#include "store/query.h"

struct stories_article {
	int64_t article;
	size_t parent; /* towards the first article of the story */
};

struct stories {
	VEC(struct stories_article) articles; /* by row */
};

/* Reads the articles and links of all rows of an answer (of the whole corpus, that is). */
bool stories_read(struct stories *s, struct store *store, const struct result *r, struct error *err);
/* The first article of the story that the i-th one tells. */
int64_t stories_of(struct stories *s, size_t i);
void stories_free(struct stories *s);

#endif
