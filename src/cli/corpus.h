/* corpus: which corpus a command works on. */
#ifndef DATELINE_CLI_CORPUS_H
#define DATELINE_CLI_CORPUS_H

#include "base/str.h"
#include "store/notes.h"
#include "store/store.h"

/* The path of the sample corpus: sample.dateline in $DATELINE_DATA, else where it was installed. False when it is not there:
 * who names no corpus is told what was looked for, and that he may name one. */
bool corpus_sample(struct buf *path, struct error *err);
/* The user's notes, when there are any: corrections are then seen and is:starred answered. NULL when there
 * are none; a file of notes that cannot be read is told, and the corpus shown without them. */
struct notes *corpus_notes(void);
/* Opens the named corpus for reading, without a name the sample. */
bool corpus_open(const char *named, struct store **out, struct error *err);
/* The same, a damaged one as far as it can be read: for store_check. */
bool corpus_open_damaged(const char *named, struct store **out, struct error *err);

#endif
