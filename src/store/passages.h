/* passages: the titles, passages and headlines of the articles of a corpus for who goes through many.
 *
 * In rising order, the next article's row is mostly found from the one before, which takes half as long as to look for it.
 * One struct passages is of one thread, one connection and, as far as it is used, one read transaction. */
#ifndef DATELINE_STORE_PASSAGES_H
#define DATELINE_STORE_PASSAGES_H

#include "store/found.h"

struct passages {
	struct db *db;
	sqlite3_stmt *st; /* NULL: at no row */
	int64_t at;       /* the row's article */
};

void passages_begin(struct passages *p, struct db *db);
void passages_end(struct passages *p);
/* Of an article whose text is known; the title is borrowed until the next call, the rest is in arena. */
bool passages_get(struct passages *p, int64_t article, struct str text, struct arena *arena, struct str *title, struct found_passage **out,
		  size_t *count, struct error *err);

#endif
