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

struct overlay {
	VEC(struct overlay_mark) marks;    /* by id */
	VEC(struct row_mark) flags;        /* of those that a row shows, by id */
};

void overlay_free(struct overlay *o);
/* Replaces *t by a table that has the store's notes laid over it, if any moves, changes or hides a row. Notes
 * on what is not in the corpus are passed over. */
bool overlay_lay(struct overlay *o, struct store *s, struct rows_table **t, struct error *err);
/* Do the store's notes, as they are now, say anything of this corpus? *hides: anything that hides or adds events. */
bool overlay_asks(struct store *s, bool *any, bool *hides, struct error *err);

#endif
