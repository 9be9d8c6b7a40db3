/* cite: what is shown, as a citation that can be checked.
 *
 *     “Legal experts ... will meet ... from May 23 to 25.” Title, Desk A, 2018-05-22. dl:1f0c...#b120-188
 *
 * An event is quoted with its passage; a report is named only. The id is the one that `dateline show` takes.
 * The words are those of an export (export/export_words.h): line breaks of the passage become blanks, its own double
 * quotes single ones, and nothing in it can act on a terminal. `dateline verify` proves it. */
#ifndef DATELINE_APP_CITE_H
#define DATELINE_APP_CITE_H

#include "app/model.h"

/* Replaces what out held. False when the article is not there (yet). */
bool cite_shown(const struct model *m, struct buf *out);

#endif
