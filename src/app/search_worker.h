/* search_worker: one of the threads that look things up, and what it shares with the drawing one (search.c). */
#ifndef DATELINE_APP_SEARCH_WORKER_H
#define DATELINE_APP_SEARCH_WORKER_H

#include "app/model.h"
#include "store/notes.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum { SEARCH_WORKERS = 3 };
enum { SEARCH_AHEAD = REQUEST_COUNT }; /* what a worker runs that nobody asked for */

struct search;

struct search_worker {
	struct search *search;
	pthread_t thread;
	bool started;
	struct store *store;
	struct notes *notes; /* the user's, as `is:starred` and corrections ask for them; NULL: nothing was ever noted */
	const int *kinds; /* what it looks up (enum request_kind), the most urgent first; ends with -1 */
	int running;                    /* enum request_kind, SEARCH_AHEAD, or -1 */
	uint32_t number;                /* of that request */
	atomic_bool cancel;
};

struct search {
	void (*wake)(void *ctx);
	void *ctx;
	struct buf corpus, notes; /* paths; notes is empty when there is no folder for them */
	struct search_worker worker[SEARCH_WORKERS];
	pthread_mutex_t lock;   /* guards what follows, and each worker's `running` */
	pthread_cond_t asked;   /* waited on by the workers */
	pthread_cond_t ready;   /* waited on by search_wait */
	bool ending;
	struct request waiting[REQUEST_COUNT]; /* those that are wanted; `number` is always the newest */
	VEC(struct answer) answers;
	size_t done, todo;
	bool progressed;
	bool stale;             /* another process changed the corpus or the notes */
};

/* The thread: `arg` is its worker. Ends when search->ending is set. */
void *search_worker_run(void *arg);
/* The store, and the notes as they are now: another worker or another process may have made or changed them. */
bool search_worker_open(struct search_worker *w, bool write, struct error *err);
/* So many milliseconds from now, as conditions are waited for. */
void search_worker_deadline(int milliseconds, struct timespec *until);

#endif
