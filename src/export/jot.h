/* jot: writing JSON, straight into a buffer.
 *
 *     struct jot j = {&out};
 *     jot_open(&j, '{');
 *     jot_key(&j, "id"), jot_str(&j, id);
 *     jot_close(&j, '}');
 *
 * Commas are put by themselves. The output is plain JSON in UTF-8, safe to show: controls, C1, bidi marks
 * and other characters that utf8_visible would not let pass are written as \uXXXX escapes, which a
 * reader of JSON turns back into what they were. (Not "json": that is jansson's, with which it is read.) */
#ifndef DATELINE_EXPORT_JOT_H
#define DATELINE_EXPORT_JOT_H

#include "base/str.h"

#include <stdint.h>

struct jot {
	struct buf *out;
	bool comma; /* something stands before */
};

void jot_open(struct jot *j, char bracket);  /* '{' or '[' */
void jot_close(struct jot *j, char bracket); /* '}' or ']' */
void jot_key(struct jot *j, const char *key); /* a literal that needs no escapes */
void jot_str(struct jot *j, struct str s);   /* valid UTF-8 */
void jot_str_or_null(struct jot *j, struct str s); /* null for the empty text */
void jot_int(struct jot *j, int64_t n);
void jot_true(struct jot *j);
void jot_null(struct jot *j);

#endif
