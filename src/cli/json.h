/* json: writing JSON, straight into a buffer.
 *
 *     struct json j = {&out};
 *     json_open(&j, '{');
 *     json_key(&j, "id"), json_str(&j, id);
 *     json_close(&j, '}');
 *
 * Commas are put by themselves. The output is plain JSON in UTF-8, safe to show: controls, C1, bidi marks
 * and other characters that utf8_visible would not let pass are written as \uXXXX escapes, which a
 * reader of JSON turns back into what they were. */
#ifndef DATELINE_CLI_JSON_H
#define DATELINE_CLI_JSON_H

#include "base/str.h"

#include <stdint.h>

struct json {
	struct buf *out;
	bool comma; /* something stands before */
};

void json_open(struct json *j, char bracket);  /* '{' or '[' */
void json_close(struct json *j, char bracket); /* '}' or ']' */
void json_key(struct json *j, const char *key); /* a literal that needs no escapes */
void json_str(struct json *j, struct str s);   /* valid UTF-8 */
void json_str_or_null(struct json *j, struct str s); /* null for the empty text */
void json_int(struct json *j, int64_t n);
void json_null(struct json *j);

#endif
