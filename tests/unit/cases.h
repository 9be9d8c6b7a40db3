/* cases: what the tests that read tests/text share: its files, and the tables of extract(), opened once a program. */
#ifndef DATELINE_TESTS_CASES_H
#define DATELINE_TESTS_CASES_H

#include "base/str.h"
#include "text/extract.h"

/* A group's lexicon: between the two, which are its setup and its teardown. */
extern struct lexicon *cases_lexicon;
int cases_open(void **state);
int cases_close(void **state);

/* Adds a whole file to out; false when it cannot be opened. */
bool cases_read_path(const char *path, struct buf *out);
/* Adds a file of tests/text, which must be there, and gives all of out. */
struct str cases_read(const char *name, struct buf *out);

#endif
