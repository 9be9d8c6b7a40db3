/* mark: places that the user gave a key ("m a"), and the way back to them ("' a"). */
#ifndef DATELINE_APP_MARK_H
#define DATELINE_APP_MARK_H

#include "app/model.h"

/* Marks what is shown. The key is a character; anything else is told to be none. */
void mark_set(struct model *m, const char *key);
/* Goes to a mark; "'" is where the last jump began, so that twice is there and back. */
void mark_go(struct model *m, const char *key);
/* Adds one, for a session; replaces one of the same key. */
void mark_put(struct model *m, const struct mark *mark);

#endif
