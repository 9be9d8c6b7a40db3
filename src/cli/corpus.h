/* corpus: which corpus a command works on. */
#ifndef DATELINE_CLI_CORPUS_H
#define DATELINE_CLI_CORPUS_H

#include "base/str.h"
#include "store/store.h"

/* The path of the sample corpus: sample.dateline in $DATELINE_DATA, else where it was installed. */
void corpus_sample(struct buf *path);
/* Opens the named corpus for reading, without a name the sample. */
bool corpus_open(const char *named, struct store **out, struct error *err);

#endif
