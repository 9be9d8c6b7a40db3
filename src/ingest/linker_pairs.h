/* linker_pairs: of the events that share keys with an article's, the pairs that are worth a link. */
#ifndef DATELINE_INGEST_LINKER_PAIRS_H
#define DATELINE_INGEST_LINKER_PAIRS_H

#include "base/vec.h"
#include "ingest/linker.h"
#include "ingest/linker_ahead.h"
#include "ingest/linker_cache.h"
#include "ingest/linker_digest.h"

/* An article that waits to be linked. */
struct linker_article {
	int64_t id;
	struct link_event **events;
	size_t count;
	struct linker_key *keys;    /* of all its events, by key */
	size_t key_count;
	size_t begin, end;          /* its candidates, by event, the best first */
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
	struct linker_ahead ahead;
	struct arena scratch;  /* of one article's work */
	VEC(struct linker_candidate) candidates; /* of all articles that wait, one behind the other */
	VEC(struct linker_pair) pairs;
	struct linker_work work;
};

void linker_pairs_free(struct linker_pairs *l);
/* Finds the candidates of an article whose keys were fetched, and adds its keys: its events are candidates of those
 * behind it. */
void linker_pairs_find(struct linker_pairs *l, struct linker_article *a);
/* When all that wait have theirs: makes ready what they will be compared with. */
bool linker_pairs_fetch(struct linker_pairs *l, struct error *err);
/* Judges the candidates of an article and stores its links. */
bool linker_pairs_link(struct linker_pairs *l, const struct linker_article *a, struct error *err);
/* When all that waited are linked. */
void linker_pairs_forget(struct linker_pairs *l);

#endif
