/* check: what the parts of store_check share. What is wrong is told by check_say, and the check goes on. */
#ifndef DATELINE_STORE_CHECK_H
#define DATELINE_STORE_CHECK_H

#include "store/ids.h"
#include "store/inside.h"

struct check {
	struct store *s;
	const struct store_watch *watch;
	struct store_damages found;
	const char *part;            /* what is being looked at, */
	bool derived;                /*   and whether it can be made again */
	struct arena arena;          /* of one article */
	int64_t newest;              /* the last article */
	int64_t next;                /* the article that should come next; 0: not to be known */
	bool unread;                 /* some articles could not be read: sums would be blamed for it */
	struct store_totals totals;  /* of what was read */
	VEC(uint32_t) sources;       /* articles of each source, by its number */
	struct ids events;           /* of the list rows */
};

/* One more damage. */
void check_say(struct check *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* What could not be read is one, too. */
void check_say_error(struct check *c, const struct error *err);
/* How much of the part is done, of all; 0: that cannot be told. */
void check_tell(const struct check *c, int64_t done, int64_t all);
/* A statement for a loop, and its next row; a failure is a damage. */
sqlite3_stmt *check_prepare(struct check *c, const char *sql);
bool check_step(struct check *c, sqlite3_stmt *st);

/* check_again.c: what is derived from the articles, made again, must come out the same. */
void check_again_rows(struct check *c);
void check_again_words(struct check *c);

/* check_links.c: links, their keys and their series join events that are there, and the rows count them right. */
void check_links(struct check *c);

#endif
