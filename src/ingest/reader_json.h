/* reader_json: the fields of an article in one line of JSON, read in one pass.
 *
 * Nearly every line of a large file is one flat object of texts; such a line is read here some ten times faster than
 * through a tree of values. What is anything else (a list, an object in it, a number that is not whole, an escape or a
 * byte that is not as it should be) is left to jansson, which knows all of JSON and says what is wrong. */
#ifndef DATELINE_INGEST_READER_JSON_H
#define DATELINE_INGEST_READER_JSON_H

#include "base/str.h"

enum reader_json_field {
	READER_JSON_ID, READER_JSON_DATE, READER_JSON_TITLE, READER_JSON_SOURCE, READER_JSON_URL, READER_JSON_DATELINE, READER_JSON_TEXT,
};
enum { READER_JSON_FIELDS = READER_JSON_TEXT + 1 };

const char *reader_json_name(enum reader_json_field f); /* "id" */

/* False: not such a line, or without a text; then `fields` is of no use. A field that is absent or null is empty. Whole
 * numbers are the text that they are written as. The texts point into line and scratch. */
bool reader_json_flat(struct str line, struct buf *scratch, struct str fields[static READER_JSON_FIELDS]);

#endif
