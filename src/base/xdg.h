/* xdg: where a user's own files are (XDG Base Directory Specification). */
#ifndef DATELINE_BASE_XDG_H
#define DATELINE_BASE_XDG_H

#include "base/str.h"

/* Appends $VARIABLE/dateline/NAME, or ~/OTHERWISE/dateline/NAME where the variable is not set. Relative paths in the
 * environment do not count. False, and nothing is appended, when neither folder is to be known. */
bool xdg_path(const char *variable, const char *otherwise, const char *name, struct buf *out);
/* Makes every folder on the way to a file, for the user alone. What cannot be made shows when the file is opened. */
void xdg_make_folders(const char *path);

#endif
