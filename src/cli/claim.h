/* claim: what a file says beside a quote, in fields of its own (JSON, a table) or in the heading above it, held against the
 * corpus. */
#ifndef DATELINE_CLI_CLAIM_H
#define DATELINE_CLI_CLAIM_H

#include "cli/citation.h"
#include "base/arena.h"
#include "record.h"

/* What differs, by the names of the fields: "title, countries"; empty: nothing. Title, source and day of publication are
 * the article's; dates and countries those that were read in the event, NULL where the corpus has none of that passage:
 * then these are not compared. What the user corrected counts as it was read. Memory in arena. */
struct str claim_differs(const struct citation *c, const struct article *a, const struct event *e, struct arena *arena);
/* Does it say anything of the event itself? */
bool claim_tells_event(const struct citation *c);

#endif
