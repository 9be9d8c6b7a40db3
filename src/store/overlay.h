/* overlay: the user's notes laid over the rows: stars and tags as marks, corrected dates, kinds and countries
 * in place of what was read, rejected events gone, and what was split off in its place. The notes name articles
 * and passages by content; here they find the rows of this corpus. */
#ifndef DATELINE_STORE_OVERLAY_H
#define DATELINE_STORE_OVERLAY_H

#include "base/vec.h"
#include "store/notes.h"
#include "store/rows_batch.h"

struct overlay_mark {
	int64_t id;                        /* of the event; of a report, minus its article */
	const struct note_state *state;    /* lives until the notes change */
};

/* What the notes on one article come to. It is worked out again only when they are others. */
struct overlay_article {
	char id[24];
	uint64_t said;                     /* of all its states */
	size_t first, count;               /* among the parts */
};

struct overlay_part {
	int64_t id;                        /* as of a mark */
	int64_t article;
	uint32_t rank;                     /* among the rows as they were read; UINT32_MAX: none */
	uint32_t state;                    /* which of its article's; UINT32_MAX: none */
	bool goes;                         /* rejected, or merged into another */
	bool changes;                      /* has a row of its own in place of what was read: */
	struct rows_entry row;
};

struct overlay {
	VEC(struct overlay_mark) marks;    /* by id */
	VEC(struct row_mark) flags;        /* of those that a row shows, by id */
	/* of one state of the corpus: */
	VEC(struct overlay_article) articles; /* by id */
	VEC(struct overlay_part) parts;
	struct rows_lists lists;           /* countries of the parts' rows */
};

void overlay_free(struct overlay *o);
/* Forgets what was worked out, for the corpus or its notes are others. */
void overlay_forget(struct overlay *o);
/* *out is the table with the store's notes laid over it; the caller's. Notes on what is not in the corpus are passed
 * over. What was rejected stays, and is marked so, when `rejected`. At about 1 us a note that was there before, and
 * some tens for one that was not. */
bool overlay_lay(struct overlay *o, struct store *s, struct rows_table *t, bool rejected, struct rows_table **out, struct error *err);
/* Marks the rows of a beginning (rows_segment.h), which nobody changes: *whole is true when the notes do more to
 * them than mark them, and all rows must be read. Some us a note. */
bool overlay_mark_beginning(struct overlay *o, struct store *s, const struct rows_table *t, bool *whole, struct error *err);
/* Do the store's notes, as they are now, say anything of this corpus? *hides: anything that hides or adds events. */
bool overlay_asks(struct store *s, bool *any, bool *hides, struct error *err);

#endif
