/* notes_sum: what a log of notes comes to. Pure: entries in, states out. */
#ifndef DATELINE_STORE_NOTES_SUM_H
#define DATELINE_STORE_NOTES_SUM_H

#include "base/vec.h"
#include "store/notes.h"

struct notes_sum {
	struct arena arena;
	VEC(struct note_state) states; /* by article, then span */
	VEC(struct note_search) searches;
	size_t splits; /* events that were split */
	size_t unlinks; /* links that were rejected; one that was taken back still counts */
};

void notes_sum_free(struct notes_sum *s);
/* Marks the entries that an undo holds off. */
void notes_sum_undone(struct note_entry *log, size_t count);
/* Sums the log up. Takes the arena that the log is in, which is empty afterwards. */
void notes_sum_make(struct notes_sum *s, struct arena *arena, const struct note_entry *log, size_t count);
const struct note_state *notes_sum_find(const struct notes_sum *s, const char *article, struct span span);

#endif
