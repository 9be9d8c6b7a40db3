#include "config.h"

#include "app/search.h"

#include "app/look.h"
#include "app/update.h"
#include "base/mem.h"
#include "store/notes.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

enum { SEARCH_WORKERS = 2 };

struct search_worker {
	struct search *search;
	pthread_t thread;
	bool started;
	struct store *store;
	struct notes *notes; /* the user's, as `is:starred` and corrections ask for them; may be NULL */
	const int *kinds; /* what it looks up (enum request_kind), the most urgent first; ends with -1 */
	int running;                    /* enum request_kind, or -1 */
	atomic_bool cancel;
};

struct search {
	void (*wake)(void *ctx);
	void *ctx;
	struct search_worker worker[SEARCH_WORKERS];
	pthread_mutex_t lock;   /* guards what follows, and each worker's `running` */
	pthread_cond_t asked;   /* waited on by the workers */
	pthread_cond_t ready;   /* waited on by search_wait */
	bool ending;
	struct request waiting[REQUEST_COUNT]; /* those that are wanted; `number` is always the newest */
	VEC(struct answer) answers;
	size_t done, todo;
	bool progressed;
};

static const int search_queries[] = {REQUEST_CORPUS, REQUEST_SEARCH, -1};
static const int search_reading[] = {REQUEST_ARTICLE, REQUEST_ROWS, REQUEST_LINKS, -1};

/* ---- in the threads ---- */

static void search_free_request(struct request *r)
{
	buf_free(&r->query);
	mem_free(r->rows);
	*r = (struct request){0};
}

/* Under the lock: takes the most urgent request of the worker, leaving its number behind. */
static bool search_next(struct search_worker *w, struct request *out)
{
	for (const int *k = w->kinds; *k >= 0; k++) {
		struct request *r = &w->search->waiting[*k];
		if (!r->wanted)
			continue;
		*out = *r;
		*r = (struct request){.number = out->number};
		w->running = *k;
		atomic_store(&w->cancel, false);
		return true;
	}
	return false;
}

static void search_progress(void *ctx, size_t done, size_t all, size_t hits)
{
	(void)hits;
	struct search_worker *w = ctx;
	struct search *s = w->search;
	pthread_mutex_lock(&s->lock);
	bool tell = all > 0 && (s->todo != all || done * 100 / all != s->done * 100 / all);
	s->done = done;
	s->todo = all;
	s->progressed = s->progressed || tell;
	pthread_mutex_unlock(&s->lock);
	if (tell)
		s->wake(s->ctx);
}

/* Under the lock. What was stopped has a newer request behind it. */
static bool search_deliver(struct search_worker *w, struct answer *a)
{
	struct search *s = w->search;
	w->running = -1;
	if (a->error.code == ERROR_INTERRUPTED || a->number != s->waiting[a->kind].number) {
		request_answer_free(a);
		return false;
	}
	*vec_push(&s->answers) = *a;
	pthread_cond_broadcast(&s->ready);
	return true;
}

static void *search_work(void *arg)
{
	struct search_worker *w = arg;
	struct search *s = w->search;
	struct query_watch watch = {.cancel = &w->cancel, .progress = search_progress, .near = INTERVAL_NONE, .ctx = w};
	struct request r;
	struct answer a;
	pthread_mutex_lock(&s->lock);
	while (!s->ending) {
		if (!search_next(w, &r)) {
			pthread_cond_wait(&s->asked, &s->lock);
			continue;
		}
		enum request_kind kind = (enum request_kind)w->running;
		pthread_mutex_unlock(&s->lock);
		look_up(w->store, &r, kind, &watch, &a);
		search_free_request(&r);
		pthread_mutex_lock(&s->lock);
		if (search_deliver(w, &a)) {
			pthread_mutex_unlock(&s->lock);
			s->wake(s->ctx);
			pthread_mutex_lock(&s->lock);
		}
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

/* ---- in the drawing thread ---- */

/* Signals are the drawing thread's. */
static bool search_start(struct search_worker *w, struct error *err)
{
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	w->started = pthread_create(&w->thread, NULL, search_work, w) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return w->started || error_set(err, ERROR_IO, "searching thread: cannot be started; free some memory");
}

bool search_open(const char *corpus, void (*wake)(void *ctx), void *ctx, struct search **out, struct error *err)
{
	struct search *s = mem_zero(1, sizeof *s);
	s->wake = wake;
	s->ctx = ctx;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->asked, NULL);
	pthread_cond_init(&s->ready, NULL);
	for (int i = 0; i < SEARCH_WORKERS; i++) {
		struct search_worker *w = &s->worker[i];
		w->search = s;
		w->running = -1;
		w->kinds = i == 0 ? search_queries : search_reading;
		if (!store_open(corpus, STORE_READ, &w->store, err) || !notes_open_own(&w->notes, err)) {
			search_close(s);
			return false;
		}
		notes_attach(w->notes, w->store);
		if (!search_start(w, err)) {
			search_close(s);
			return false;
		}
	}
	*out = s;
	return true;
}

void search_close(struct search *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->ending = true;
	for (int i = 0; i < SEARCH_WORKERS; i++)
		atomic_store(&s->worker[i].cancel, true);
	pthread_cond_broadcast(&s->asked);
	pthread_mutex_unlock(&s->lock);
	for (int i = 0; i < SEARCH_WORKERS; i++) {
		if (s->worker[i].started)
			pthread_join(s->worker[i].thread, NULL);
		store_close(s->worker[i].store);
		notes_close(s->worker[i].notes);
	}
	for (int k = 0; k < REQUEST_COUNT; k++)
		search_free_request(&s->waiting[k]);
	for (size_t i = 0; i < s->answers.n; i++)
		request_answer_free(&s->answers.v[i]);
	vec_free(&s->answers);
	pthread_cond_destroy(&s->ready);
	pthread_cond_destroy(&s->asked);
	pthread_mutex_destroy(&s->lock);
	mem_free(s);
}

/* Under the lock: hands one request on; a number without a request drops what it overtook. */
static void search_take(struct search *s, enum request_kind kind, struct request *r)
{
	struct request *to = &s->waiting[kind];
	if (to->number == r->number)
		return;
	search_free_request(to);
	to->number = r->number;
	for (int i = 0; i < SEARCH_WORKERS; i++)
		if (s->worker[i].running == (int)kind)
			atomic_store(&s->worker[i].cancel, true);
	if (!r->wanted)
		return;
	to->wanted = true;
	to->id = r->id;
	buf_add_str(&to->query, buf_str(&r->query));
	to->rows = r->rows;
	to->row_count = r->row_count;
	r->wanted = false;
	r->rows = NULL;
	r->row_count = 0;
}

void search_post(struct search *s, struct model *m)
{
	pthread_mutex_lock(&s->lock);
	for (int k = 0; k < REQUEST_COUNT; k++)
		search_take(s, (enum request_kind)k, &m->requests[k]);
	pthread_cond_broadcast(&s->asked);
	pthread_mutex_unlock(&s->lock);
}

/* Under the lock: the oldest answer. */
static bool search_pop(struct search *s, struct answer *out)
{
	if (s->answers.n == 0)
		return false;
	*out = s->answers.v[0];
	s->answers.n--;
	for (size_t i = 0; i < s->answers.n; i++)
		s->answers.v[i] = s->answers.v[i + 1];
	return true;
}

bool search_collect(struct search *s, struct model *m)
{
	struct answer a;
	bool changed = false;
	pthread_mutex_lock(&s->lock);
	while (search_pop(s, &a)) {
		pthread_mutex_unlock(&s->lock);
		update_answer(m, &a);
		changed = true;
		pthread_mutex_lock(&s->lock);
	}
	if (s->progressed) {
		update_progress(m, s->done, s->todo);
		s->progressed = false;
		changed = true;
	}
	pthread_mutex_unlock(&s->lock);
	return changed;
}

bool search_wait(struct search *s, int milliseconds)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += milliseconds / 1000;
	until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	pthread_mutex_lock(&s->lock);
	int status = 0;
	while (s->answers.n == 0 && status != ETIMEDOUT)
		status = pthread_cond_timedwait(&s->ready, &s->lock, &until);
	bool there = s->answers.n > 0;
	pthread_mutex_unlock(&s->lock);
	return there;
}
