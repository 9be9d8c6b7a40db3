/* columns: lines of aligned cells for people; whatever an article wrote is made visible on the way. */
#ifndef DATELINE_CLI_COLUMNS_H
#define DATELINE_CLI_COLUMNS_H

#include "base/str.h"

/* Columns of the terminal that standard output is; 0 when it is none: nothing need be cut. */
int columns_width(void);
/* Appends s as one line, made visible. In a cell of `width` columns it is cut with an ellipsis or filled
 * with blanks; width 0: as long as it is. */
void columns_add(struct buf *out, struct str s, int width);
/* Takes blanks off the end of the line and ends it. */
void columns_end(struct buf *out);

#endif
