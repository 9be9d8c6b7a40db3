/* overlay: the user's notes laid over the rows: stars and tags as flags, corrected dates, kinds and countries
 * in place of what was read, rejected events gone. The notes name articles and passages by content; here
 * they find the rows of this corpus. */
#ifndef DATELINE_STORE_OVERLAY_H
#define DATELINE_STORE_OVERLAY_H

#include "base/vec.h"
#include "store/notes.h"
#include "store/rows.h"

struct overlay_mark {
	int64_t id;                        /* of the event; of a report, minus its article */
	const struct note_state *state;    /* lives until the notes change */
};

struct overlay {
	VEC(struct overlay_mark) marks;
};

void overlay_free(struct overlay *o);
/* Before rows_arrange. Notes on what is not in the corpus are passed over. */
bool overlay_apply(struct overlay *o, const struct notes *n, struct store *s, struct rows_table *rows, struct error *err);

#endif
