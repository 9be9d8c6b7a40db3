/* sheaf: the rows of an answer gathered by article. */
#ifndef DATELINE_CLI_SHEAF_H
#define DATELINE_CLI_SHEAF_H

#include "store/query.h"

struct sheaf_article {
	int64_t article;
	struct interval when; /* of its report, else of the first of its events in the answer */
	bool report;          /* the report itself is in the answer */
	uint32_t events;      /* of it in the answer */
};

/* A new array, by time (undated last), then by article; the count of them in *count. mem_free it. */
struct sheaf_article *sheaf_by_article(const struct result *r, size_t *count);

#endif
