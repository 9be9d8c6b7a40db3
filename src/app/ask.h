/* ask: what the model needs that it has not got, as requests. */
#ifndef DATELINE_APP_ASK_H
#define DATELINE_APP_ASK_H

#include "app/model.h"

/* Brings everything that follows from the model's state up to date: the article set and scrolled, the
 * requests for what is shown and not there. To be called at the end of every update. */
void ask_settle(struct model *m);

/* The request of a kind, to be filled: a new one, which makes an older answer outdated. */
struct request *ask_new(struct model *m, enum request_kind kind);
/* Gives it the rows that are shown, and all. */
void ask_results(const struct model *m, struct request *r);

/* Asks for everything anew that a change of the corpus or of the notes may have changed; what is shown stays until it
 * is there. */
void ask_anew(struct model *m);
/* Asks for the names that completion offers, when they were never asked for. */
void ask_names(struct model *m);

/* Asks for the rows of the filter, or takes all rows when it is empty. Nothing when they are asked for. */
void ask_search(struct model *m);

#endif
