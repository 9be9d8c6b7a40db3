/* event_clause: a sentence cut into clauses.
 *
 * A clause begins behind a stop within the sentence, at a word that joins clauses ("who", "after", "if"), at a participle
 * behind a comma, at a bracket, a dash or a quotation. An inner one closes at its comma, and the outer one goes on behind
 * it. A dateline is a clause of its own. */
#ifndef DATELINE_TEXT_EVENT_CLAUSE_H
#define DATELINE_TEXT_EVENT_CLAUSE_H

#include "text/event_scan.h"

/* Gives each token of the sentence that was scanned last its clause. */
void event_clause_read(struct event_scan *s);

#endif
