/* csv: rows as RFC 4180 writes them, safe to open in a spreadsheet.
 *
 * Fields are parted by commas, lines end in CR LF, a field with a comma, a quote or a line end stands in
 * quotes. Text that a spreadsheet would take for a formula (= + - @, also as full-width signs, TAB, CR or LF at its front) gets an
 * apostrophe before it, a date before the year 0 too; controls and bidi marks are made visible (utf8_visible). */
#ifndef DATELINE_EXPORT_CSV_H
#define DATELINE_EXPORT_CSV_H

#include "base/str.h"

#include <stdint.h>

struct csv {
	struct buf *out;
	bool comma; /* a field stands before */
};

void csv_text(struct csv *c, struct str s);   /* what an article or a user wrote */
void csv_plain(struct csv *c, const char *s); /* a number that is not negative, a code or a name of our own */
void csv_int(struct csv *c, int64_t n);
void csv_end(struct csv *c);
/* A line of plain fields: the head of the table. */
void csv_head(struct csv *c, const char *const *names, size_t n);

#endif
