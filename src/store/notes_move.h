/* notes_move: what was said of a passage that is no event's any more. A better extractor may begin or end a passage
 * elsewhere; then the word is of the event that has most of it. The log stays as it was written: the moves are of the
 * sum, and found anew by who reads the article. Pure. */
#ifndef DATELINE_STORE_NOTES_MOVE_H
#define DATELINE_STORE_NOTES_MOVE_H

#include "store/notes_sum.h"

/* Finds events for the states of an article that have none: one that nothing is said of and whose passage shares at
 * least half of both. True when a state was moved; states and their order within the article are others then. */
bool notes_move(struct notes_sum *s, const char article[24], const struct event *events, size_t count);
/* Where the target of an entry is now. */
struct note_target notes_move_target(const struct notes_sum *s, const struct note_target *t);
/* Where the event of a name ("dl:...") is now; false when it is no such name. */
bool notes_move_name(const struct notes_sum *s, struct str name, struct note_target *now);
/* Do two names ("dl:...") name one event, whose passage may have moved since one of them was written? */
bool notes_move_same_event(const struct notes_sum *s, struct str a, struct str b);

#endif
