/* search: the threads that look things up, so that the one that draws never waits.
 *
 * Three of them, each with a read-only connection of its own: one runs queries, one reads what
 * the screen shows (rows, articles, links), so that a long search does not keep the list from scrolling; the third
 * writes what the user says into the notes. Once a second the first looks whether another process changed the
 * corpus or the notes (the files' stamps, some microseconds), and has the model ask anew. When nobody has asked for anything
 * for a while after a query, it makes ready, once, what the first query of its sort would wait for (look_ahead).
 * Requests and answers cross in a mailbox under one lock; a newer request of a kind replaces a waiting
 * older one and stops a running one (query_watch). wake is called from those threads whenever an
 * answer or progress is there. */
#ifndef DATELINE_APP_SEARCH_H
#define DATELINE_APP_SEARCH_H

#include "app/model.h"

struct search;

/* Opens the corpus and starts. Failures are those of store_open. */
bool search_open(const char *corpus, void (*wake)(void *ctx), void *ctx, struct search **out, struct error *err);
void search_close(struct search *s); /* stops what runs; NULL is allowed */

/* Hands the model's wanted requests on. */
void search_post(struct search *s, struct model *m);
/* Feeds the model all answers that are ready, and progress. True when it changed. */
bool search_collect(struct search *s, struct model *m);
/* Waits until an answer is there, at most that long. True: there is one. */
bool search_wait(struct search *s, int milliseconds);

#endif
