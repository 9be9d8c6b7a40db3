/* names: the words that a corpus says again and again (rules, places, sources), as numbers.
 *
 * Number 0 is no name (NULL). Texts that names_text hands out live until names_free, rollbacks included:
 * a struct event may keep its rule as long as the corpus is open. Looked up once each, then in memory. */
#ifndef DATELINE_STORE_NAMES_H
#define DATELINE_STORE_NAMES_H

#include "base/arena.h"
#include "store/db.h"

struct names_slot {
	uint32_t hash, number; /* number 0: empty */
};

struct names {
	struct arena arena;
	VEC(const char *) texts;      /* by number; NULL: not looked up yet */
	VEC(struct names_slot) slots; /* by the hash of their text: those that were asked for by it */
	size_t used;
};

void names_free(struct names *n);
/* What was added since the last commit is gone. */
void names_forget(struct names *n);
/* The number of a text, added when it is new. An empty text is 0. */
bool names_number(struct names *n, struct db *db, struct str text, uint32_t *out, struct error *err);
/* The text of a number: NULL for 0, ERROR_CORRUPT when there is none. NUL-terminated. */
bool names_text(struct names *n, struct db *db, uint64_t number, const char **out, struct error *err);

#endif
