/* notebook: the user's notes for a request. Runs in the searching threads; knows no thread itself. */
#ifndef DATELINE_APP_NOTEBOOK_H
#define DATELINE_APP_NOTEBOOK_H

#include "app/request.h"

/* Writes the request's change down as one action, naming its rows by content; *a gets what was done, or why not. */
void notebook_change(struct store *s, struct notes *n, const struct request *r, struct answer *a);
/* The names that completion offers; n may be NULL. */
bool notebook_names(struct store *s, const struct notes *n, struct names_known *out, struct error *err);
/* Lays what the user says (n, may be NULL) over an opened article: found.events are as corrected, `read` as read. */
bool notebook_article(struct store *s, const struct notes *n, struct opened *o, struct error *err);

#endif
