/* linker_digest: articles and events as the linker looks at them.
 *
 * To digest an article takes the article and a snapshot of how rare words are, no store: it is done in the threads that
 * extract. When the snapshot has changed before the article's turn comes, it is digested again. */
#ifndef DATELINE_INGEST_LINKER_DIGEST_H
#define DATELINE_INGEST_LINKER_DIGEST_H

#include "link/link.h"
#include "store/store.h"

struct linker_key {
	uint64_t key;
	float bits;
	uint32_t event; /* index in the article */
	int32_t first;
	uint8_t sketch;
};

/* An article's digest; its texts point into the article. The events have no ids yet. */
struct linker_prepared {
	const struct rarity *rarity; /* that it was made with */
	struct link_event *events;
	size_t count;
	struct linker_key *keys;     /* of all its events, by key */
	size_t key_count;
};

/* All in arena; scratch may be emptied after it, and be the same. */
struct linker_prepared *linker_digest_article(const struct link_tables *t, const struct rarity *r, const struct article *a,
					      const struct extraction *x, struct arena *scratch, struct arena *arena);

/* What an event is digested from; its id is the caller's. */
struct link_article linker_digest_source(const struct article *a, const struct extraction *x);

/* An event's digest with what it points at, in arena. */
struct link_event *linker_digest_copy(const struct link_event *e, struct arena *arena);

#endif
