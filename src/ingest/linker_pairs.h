/* linker_pairs: of the events that share keys with an article's, the pairs that are worth a link. */
#ifndef DATELINE_INGEST_LINKER_PAIRS_H
#define DATELINE_INGEST_LINKER_PAIRS_H

#include "base/vec.h"
#include "ingest/linker.h"
#include "ingest/linker_cache.h"
#include "ingest/linker_digest.h"

/* An article that waits to be linked. */
struct linker_article {
	int64_t id;
	struct link_event **events;
	size_t count;
	struct linker_key *keys;    /* of all its events, by key */
	size_t key_count;
};

struct linker_candidate {
	int64_t event;
	float bits;
	uint32_t mine;
};

struct linker_pair {
	struct link link;
	int64_t mine, other; /* events */
};

struct linker_pairs {
	struct store *store;
	const struct link_tables *tables;
	const struct rarity *rarity;
	struct linker_cache cache;
	struct arena scratch;  /* of one article's work */
	VEC(struct linker_candidate) candidates;
	VEC(struct linker_pair) pairs;
	struct linker_work work;
};

void linker_pairs_free(struct linker_pairs *l);
/* Finds, judges and stores the links of an article, whose keys were fetched, and adds its keys: its events are
 * candidates of those behind it. */
bool linker_pairs_link(struct linker_pairs *l, const struct linker_article *a, struct error *err);

#endif
