/* output: standard output, with its failures noticed. */
#ifndef DATELINE_CLI_OUTPUT_H
#define DATELINE_CLI_OUTPUT_H

#include "base/str.h"

/* False when standard output takes no more. */
bool output_write(struct str s);
/* Ends the output. Returns `status`, or 3 with a message when not all could be written (a full disk);
 * a reader that went away (head, a pager) is no failure. */
int output_end(int status);

#endif
