/* plan_keys: with which letters the words begin that a stretch of a pattern can match in, and which they hold. */
#ifndef DATELINE_STORE_PLAN_KEYS_H
#define DATELINE_STORE_PLAN_KEYS_H

#include "store/plan_read.h"

/* How the keys (words.h) of all words begin in which the pieces [from, to), which match only characters of words, match
 * at the beginning; in arena. Returns how many: 0, they can begin with anything. */
size_t plan_keys(const struct plan_sequence *s, size_t from, size_t to, struct arena *arena, struct str **out);
/* The longest run of letters that those keys hold wherever the pieces match in their words; "" when none is known. */
struct str plan_keys_hold(const struct plan_sequence *s, size_t from, size_t to, struct arena *arena);

#endif
