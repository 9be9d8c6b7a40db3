/* sheaf: the rows of an answer gathered by article. */
#ifndef DATELINE_CLI_SHEAF_H
#define DATELINE_CLI_SHEAF_H

#include "store/query.h"

struct sheaf_article {
	int64_t article;
	struct interval when; /* of its publication */
	bool report;          /* the report itself is in the answer */
	uint32_t events;      /* of it in the answer */
};

/* A new array, by day of publication (unknown last), then by article; the count of them in *count. mem_free it. Of an
 * article without its report in the answer the head is read. */
bool sheaf_by_article(const struct result *r, struct store *store, struct sheaf_article **out, size_t *count, struct error *err);

#endif
