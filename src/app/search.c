#include "config.h"

#include "app/search.h"

#include "app/search_worker.h"
#include "app/update.h"
#include "base/mem.h"
#include "base/thread.h"

#include <errno.h>

/* Changes have a worker of their own: to write is to wait for the disk. It opens the corpus with the first one. */
static const int *const search_kinds[SEARCH_WORKERS] = {
	(const int[]){REQUEST_CORPUS, REQUEST_SEARCH, -1},
	(const int[]){REQUEST_ORDER, REQUEST_ARTICLE, REQUEST_ROWS, REQUEST_LINKS, REQUEST_COMPARE, REQUEST_PAIR, REQUEST_GRID, REQUEST_NAMES, -1},
	(const int[]){REQUEST_CHANGE, -1},
};

static bool search_start(struct search_worker *w, struct error *err)
{
	w->started = thread_start(&w->thread, search_worker_run, w);
	return w->started || error_set(err, ERROR_IO, "searching thread: cannot be started; free some memory");
}

bool search_open(const char *corpus, void (*wake)(void *ctx), void *ctx, struct search **out, struct error *err)
{
	struct search *s = mem_zero(1, sizeof *s);
	s->wake = wake;
	s->ctx = ctx;
	buf_add_cstr(&s->corpus, corpus);
	notes_default_path(&s->notes);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->asked, NULL);
	pthread_cond_init(&s->ready, NULL);
	for (int i = 0; i < SEARCH_WORKERS; i++) {
		struct search_worker *w = &s->worker[i];
		w->search = s;
		w->running = -1;
		w->kinds = search_kinds[i];
		bool writes = w->kinds[0] == REQUEST_CHANGE;
		if ((!writes && !search_worker_open(w, false, err)) || !search_start(w, err)) {
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
		request_free(&s->waiting[k]);
	for (size_t i = 0; i < s->answers.n; i++)
		request_answer_free(&s->answers.v[i]);
	vec_free(&s->answers);
	buf_free(&s->corpus);
	buf_free(&s->notes);
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
	request_free(to);
	to->number = r->number;
	for (int i = 0; i < SEARCH_WORKERS; i++)
		if (s->worker[i].running == SEARCH_AHEAD || (s->worker[i].running == (int)kind && kind != REQUEST_CHANGE))
			atomic_store(&s->worker[i].cancel, true);
	if (!r->wanted)
		return;
	*to = *r;
	to->query = (struct buf)BUF_INIT;
	buf_add_str(&to->query, buf_str(&r->query));
	/* what was asked for stays with the model, what it is asked of goes */
	r->wanted = false;
	r->change = (struct change){0};
	r->rows = NULL;
	r->row_count = 0;
	r->now = r->all = NULL;
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
	if (s->stale) {
		s->stale = false;
		update_refresh(m);
		changed = true;
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
	search_worker_deadline(milliseconds, &until);
	pthread_mutex_lock(&s->lock);
	int status = 0;
	while (s->answers.n == 0 && status != ETIMEDOUT)
		status = pthread_cond_timedwait(&s->ready, &s->lock, &until);
	bool there = s->answers.n > 0;
	pthread_mutex_unlock(&s->lock);
	return there;
}
