/* history: what was typed before, kept from one session to the next in $XDG_STATE_HOME/dateline/history (the user's
 * alone). A help, not a promise: what cannot be read or written is let go. */
#ifndef DATELINE_UI_HISTORY_H
#define DATELINE_UI_HISTORY_H

#include "ui/prompt.h"

void history_load(struct prompt *p);
/* Adds what this session kept to what is there by now (another session may have ended meanwhile), the newest last. */
void history_save(const struct prompt *p);

#endif
