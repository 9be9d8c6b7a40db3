/* session: where the user was in a corpus, for the next time. The place, the zoom and the marks, never a filter: nothing is
 * hidden that the user did not hide now.
 *
 * A file a corpus in $XDG_STATE_HOME/dateline (~/.local/state/dateline), named by the digest of the
 * corpus's path, readable by the user alone. It is a help, not a promise: what cannot be read is as if it were not
 * there, what cannot be written is let go. */
#ifndef DATELINE_APP_SESSION_H
#define DATELINE_APP_SESSION_H

#include "app/model.h"

/* Before the corpus is there. A row that is no longer what it was (another corpus at the same path) is found by its
 * date. False, and m untouched, when there is nothing to go back to. */
bool session_load(const char *corpus, struct model *m);
void session_save(const char *corpus, const struct model *m);

/* Any file of that folder, whole: read (appended, cut at `most` and a little more; false when it is not there), and
 * written. */
bool session_read(const char *name, size_t most, struct buf *out);
void session_write(const char *name, struct str text);

#endif
