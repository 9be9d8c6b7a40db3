/* narrow: what the query before left, for one that can only answer with less.
 *
 * Who types a pattern lengthens it: what its beginning did not match, it does not match. So a query leaves behind which
 * rows it looked at and which of them answered, also when the next key stopped it; if the next query is narrower, only
 * these are asked again, and what lies beyond is looked at as ever. Narrower is a query with the same terms of which one
 * pattern goes on where that of the other ended (plan_goes_on). */
#ifndef DATELINE_STORE_NARROW_H
#define DATELINE_STORE_NARROW_H

#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

struct query;
struct rows_table;

struct narrow {
	struct rows_table *table;     /* whose ranks these are; NULL: nothing was left */
	uint64_t notes;               /* notes_version of that moment: fields ask for what the user says */
	struct buf terms;             /* of the query, but for its pattern */
	struct buf pattern;
	bool folds;
	size_t begin, end;            /* ranks that were looked at */
	struct narrow_ranks {
		VEC(uint32_t) v;
	} ranks;                      /* those of them that can answer, rising */
};

void narrow_free(struct narrow *n);
/* Can only what is left answer the query, as far as was looked? `at`: a rank that must have been looked at. */
bool narrow_holds(const struct narrow *n, const struct rows_table *t, uint64_t notes, const struct query *q, size_t at);
/* Leaves what a query found in [begin, end), instead of what was there; `held`: which held for it, and it stays beyond. */
void narrow_leave(struct narrow *n, struct rows_table *t, uint64_t notes, const struct query *q, bool held, size_t begin, size_t end,
		  const uint32_t *ranks, size_t count);
/* How many of the ranks left lie before one. */
size_t narrow_before(const struct narrow *n, size_t rank);

#endif
