/* found: what was found in an article, packed into one value (found_pack.c) and back (found_unpack.c).
 *
 * The events' passages and headlines first (a search needs no more), then furniture, dates, places and
 * the rest of the events, each a count and its members. A span is the distance from the one before and a length; a day
 * counts from the publication date; what comes again and again together (the country and name of a place,
 * the type, precision, confidence and rule of a date) is one name, given by its number (names.h). A headline is a few of
 * its passage's words, and is kept as where they stand: so the text is needed to unpack it.
 * About 7 bytes a date or place, 35 an event. Unpacking trusts nothing: a value that is cut or changed is
 * ERROR_CORRUPT, never a wild span or an enum out of range. */
#ifndef DATELINE_STORE_FOUND_H
#define DATELINE_STORE_FOUND_H

#include "base/arena.h"
#include "record.h"
#include "store/names.h"

/* Appends to out. published and language are not part of it: they are columns of the article. */
bool found_pack(struct names *n, struct db *db, struct str text, const struct extraction *x, struct buf *out, struct error *err);
/* Fills the arrays of *out, whose publication date is there; memory in arena, rules in n. `what` names the article in
 * messages. */
bool found_unpack(struct names *n, struct db *db, struct str packed, struct str text, int64_t what, struct arena *arena, struct extraction *out,
		  struct error *err);
/* Of an event, what a search needs. */
struct found_passage {
	struct span span;
	struct str headline; /* p NULL: none */
};

/* Only these, in arena. */
bool found_unpack_passages(struct db *db, struct str packed, struct str text, int64_t what, struct arena *arena, struct found_passage **out,
			   size_t *count, struct error *err);

#endif
