/* nearby: what was read of the articles around the place where the user looks, kept from one query to the next.
 *
 * While a pattern is typed, each key asks of the same few thousand articles what the one before it asked. Their texts,
 * titles and passages stay in memory, about NEARBY_MOST bytes of them, the first that are read: who reads begins with the
 * nearest. Two readers may look up and add at once, each on a shelf of its own; what they added is found after
 * nearby_settle, beside which neither of them may run. */
#ifndef DATELINE_STORE_NEARBY_H
#define DATELINE_STORE_NEARBY_H

#include "base/arena.h"
#include "base/vec.h"

#include <stdint.h>

enum { NEARBY_MOST = 16 * 1024 * 1024 };

/* A text of its own, an event answers by either. All of it is clean UTF-8. */
struct nearby_passage {
	struct str passage, headline;
};

struct nearby_article {
	int64_t article;
	bool kept;                     /* beyond the reader's next article */
	struct str text;
	bool whole;                    /* the rest is there, too */
	struct str title;
	struct nearby_passage *passages;
	size_t passage_count;
};

struct nearby {
	struct nearby_shelf {
		struct arena arena;
		VEC(struct nearby_article *) added; /* not settled yet */
	} shelf[2];
	VEC(struct nearby_article *) slots;         /* by article, open addressing; NULL: empty */
	size_t count;
	int64_t version;               /* store_version of what is kept */
	size_t middle;                 /* the row that it is near */
};

/* Forgets what is of another version. */
void nearby_begin(struct nearby *n, int64_t version);
/* The user looks at that row: when that is far from where what is kept was read, it makes room. */
void nearby_move(struct nearby *n, size_t middle);
void nearby_free(struct nearby *n);
/* NULL: it is not kept. */
struct nearby_article *nearby_get(const struct nearby *n, int64_t article);
/* Is there no room for another one? */
bool nearby_is_full(const struct nearby *n, int shelf);
/* Keeps the text of an article that is not kept yet. */
struct nearby_article *nearby_add(struct nearby *n, int shelf, int64_t article, struct str text);
void nearby_settle(struct nearby *n);

#endif
