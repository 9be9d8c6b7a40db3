/* linker_series: chains the reports of series anew where they were touched (link/series.h). */
#ifndef DATELINE_INGEST_LINKER_SERIES_H
#define DATELINE_INGEST_LINKER_SERIES_H

#include "base/vec.h"
#include "link/series.h"
#include "store/store.h"

struct linker_series {
	struct store *store;
	struct arena scratch;
	VEC(uint64_t) touched; /* series with new members */
	int64_t chained;       /* articles 1 .. chained have their links of series */
};

void linker_series_free(struct linker_series *l);
/* Keeps those events of an article that belong to a series. */
bool linker_series_add(struct linker_series *l, struct link_event *const *events, size_t n, struct error *err);
/* Links the series that were touched; articles 1 .. linked were added. */
bool linker_series_link(struct linker_series *l, int64_t linked, struct error *err);

#endif
