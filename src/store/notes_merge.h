/* notes_merge: what was merged into what, from one event to the next. Pure.
 *
 * An event that was merged is hidden, and the one at the end of the way stands for it. A ring has no end: all of it
 * would be hidden. So none is added; and one that came about otherwise (by redoing, or by two processes at once) is
 * opened when the log is summed up: the merge of its first event is passed over. */
#ifndef DATELINE_STORE_NOTES_MERGE_H
#define DATELINE_STORE_NOTES_MERGE_H

#include "store/notes_sum.h"

/* Would a merge close a ring, after the entries `before`? At some us a step of the way. */
bool notes_merge_closes(const struct notes_sum *s, const struct note_entry *before, size_t count, const struct note_entry *e);
/* Opens the rings among the states of the sum. */
void notes_merge_open(struct notes_sum *s);
/* The last name of the way that begins with this one; borrowed of the log, or the name itself. */
struct str notes_merge_last(const struct notes_sum *s, struct str name);
/* notes_merged_into, of the sum. */
struct str *notes_merge_into(const struct notes_sum *s, struct str name, struct arena *arena, size_t *count);

#endif
