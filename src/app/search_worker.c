#include "config.h"

#include "app/search_worker.h"

#include "app/look.h"
#include "app/stamp.h"

#include <errno.h>

enum { SEARCH_POLL_MS = 1000, SEARCH_REST = 10, SEARCH_CALM_MS = 300 };

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

/* The newest of what was found so far: one that nobody has taken yet is overtaken. */
static void search_found(void *ctx, struct result *part)
{
	struct search_worker *w = ctx;
	struct search *s = w->search;
	struct answer a = {.kind = REQUEST_SEARCH, .number = w->number, .partial = true, .error = ERROR_INIT};
	a.snapshot = mem_zero(1, sizeof *a.snapshot);
	a.snapshot->result = part;
	pthread_mutex_lock(&s->lock);
	struct answer *last = s->answers.n ? &s->answers.v[s->answers.n - 1] : NULL;
	if (last && last->partial)
		request_answer_free(last);
	else
		last = vec_push(&s->answers);
	*last = a;
	pthread_cond_broadcast(&s->ready);
	pthread_mutex_unlock(&s->lock);
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

void search_worker_deadline(int milliseconds, struct timespec *until)
{
	clock_gettime(CLOCK_REALTIME, until);
	until->tv_sec += milliseconds / 1000;
	until->tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (until->tv_nsec >= 1000000000) {
		until->tv_nsec -= 1000000000;
		until->tv_sec++;
	}
}

bool search_worker_open(struct search_worker *w, bool write, struct error *err)
{
	struct search *s = w->search;
	if (!w->store && !store_open(buf_cstr(&s->corpus), STORE_READ, &w->store, err))
		return false;
	if (w->notes)
		return notes_refresh(w->notes, err);
	if (write && s->notes.n == 0)
		return error_set(err, ERROR_IO, "notes: there is no folder for them; set HOME or XDG_DATA_HOME");
	if (!(write ? notes_open(buf_cstr(&s->notes), &w->notes, err) : notes_open_own(&w->notes, err)))
		return false;
	if (w->notes)
		notes_attach(w->notes, w->store);
	return true;
}

static void search_look(struct search_worker *w, const struct request *r, enum request_kind kind, struct answer *a)
{
	struct query_watch watch = {.cancel = &w->cancel, .progress = search_progress, .found = search_found, .near = r->near, .ctx = w};
	if (kind != REQUEST_SEARCH) {
		watch.found = NULL;
		watch.near = INTERVAL_NONE;
	}
	w->number = r->number;
	struct error err = ERROR_INIT;
	if (search_worker_open(w, kind == REQUEST_CHANGE, &err))
		look_up(w->store, w->notes, r, kind, &watch, a);
	else
		*a = (struct answer){.kind = kind, .number = r->number, .error = err};
}

/* Under the lock, which it leaves for a while: nobody waits for the searching thread, so it gets ready for the next key. */
static void search_prepare(struct search_worker *w, struct interval near)
{
	struct search *s = w->search;
	if (s->ending || s->waiting[REQUEST_CORPUS].wanted || s->waiting[REQUEST_SEARCH].wanted)
		return;
	w->running = REQUEST_SEARCH;
	atomic_store(&w->cancel, false);
	pthread_mutex_unlock(&s->lock);
	query_keep_near(w->store, &(struct query_watch){.cancel = &w->cancel, .near = near}, NULL);
	pthread_mutex_lock(&s->lock);
	w->running = -1;
}

/* ---- looking for what other processes did ----
 *
 * The first worker looks at the files once a second while it has nothing to do; only when they changed does it ask the
 * store. While another process ingests, they change all the time: a tenth of a core is the most that following it
 * may take. */

struct search_poll {
	struct stamp stamp;
	struct timespec next;
	bool ahead;           /* there is something to make ready, when it is */
	struct timespec calm;
};

static void search_poll_begin(const struct search_worker *w, struct search_poll *p)
{
	stamp_take(buf_cstr(&w->search->corpus), buf_cstr(&w->search->notes), &p->stamp);
}

static void search_poll_rest(struct search_poll *p, const struct timespec *begun)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	int64_t took = ((int64_t)now.tv_sec - begun->tv_sec) * 1000 + (now.tv_nsec - begun->tv_nsec) / 1000000;
	int64_t rest = took * SEARCH_REST;
	search_worker_deadline(rest < SEARCH_POLL_MS ? SEARCH_POLL_MS : rest > 60000 ? 60000 : (int)rest, &p->next);
}

/* Not under the lock. True: what was read is no longer what there is. */
static bool search_poll(struct search_worker *w, struct search_poll *p)
{
	struct stamp now;
	bool changed = false;
	stamp_take(buf_cstr(&w->search->corpus), buf_cstr(&w->search->notes), &now);
	search_worker_deadline(SEARCH_POLL_MS, &p->next);
	if (stamp_same(&now, &p->stamp))
		return false;
	p->stamp = now;
	return search_worker_open(w, false, NULL) && store_changed(w->store, &changed, NULL) && changed;
}

/* Under the lock, which it leaves for a while. */
static void search_poll_now(struct search_worker *w, struct search_poll *p)
{
	struct search *s = w->search;
	pthread_mutex_unlock(&s->lock);
	bool stale = search_poll(w, p);
	pthread_mutex_lock(&s->lock);
	s->stale |= stale;
	if (stale) {
		pthread_mutex_unlock(&s->lock);
		s->wake(s->ctx);
		pthread_mutex_lock(&s->lock);
	}
}

/* ---- what nobody asked for yet ---- */

/* Something was asked for: looking ahead waits until it is calm again. */
static void search_calm(struct search_poll *p)
{
	search_worker_deadline(SEARCH_CALM_MS, &p->calm);
}

/* Under the lock, which it leaves for a while: any request stops it. What it takes is part of following another process. */
static void search_look_ahead(struct search_worker *w, struct search_poll *p)
{
	struct search *s = w->search;
	struct timespec begun;
	if (s->ending || s->waiting[REQUEST_CORPUS].wanted || s->waiting[REQUEST_SEARCH].wanted)
		return;
	w->running = SEARCH_AHEAD;
	atomic_store(&w->cancel, false);
	pthread_mutex_unlock(&s->lock);
	clock_gettime(CLOCK_REALTIME, &begun);
	p->ahead = !look_ahead(w->store, &(struct query_watch){.cancel = &w->cancel});
	search_poll_rest(p, &begun);
	search_calm(p);
	pthread_mutex_lock(&s->lock);
	w->running = -1;
}

static bool search_is_before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

/* Under the lock: waits for a request, the first worker no longer than until it looks again, or ahead. */
static void search_sleep(struct search_worker *w, struct search_poll *p)
{
	struct search *s = w->search;
	bool ahead = p->ahead && search_is_before(&p->calm, &p->next);
	if (w != &s->worker[0])
		pthread_cond_wait(&s->asked, &s->lock);
	else if (pthread_cond_timedwait(&s->asked, &s->lock, ahead ? &p->calm : &p->next) != ETIMEDOUT)
		search_calm(p);
	else if (ahead)
		search_look_ahead(w, p);
	else
		search_poll_now(w, p);
}

void *search_worker_run(void *arg)
{
	struct search_worker *w = arg;
	struct search *s = w->search;
	struct request r;
	struct answer a;
	struct search_poll poll = {.ahead = false};
	struct timespec begun;
	search_poll_begin(w, &poll);
	search_worker_deadline(SEARCH_POLL_MS, &poll.next);
	pthread_mutex_lock(&s->lock);
	while (!s->ending) {
		if (!search_next(w, &r)) {
			search_sleep(w, &poll);
			continue;
		}
		enum request_kind kind = (enum request_kind)w->running;
		pthread_mutex_unlock(&s->lock);
		if (kind == REQUEST_CORPUS) {
			search_poll_begin(w, &poll); /* before it is read, so that no change is missed */
			clock_gettime(CLOCK_REALTIME, &begun);
		}
		search_look(w, &r, kind, &a);
		if (kind == REQUEST_CORPUS)
			search_poll_rest(&poll, &begun);
		poll.ahead = true;
		search_calm(&poll);
		struct interval near = r.near;
		request_free(&r);
		pthread_mutex_lock(&s->lock);
		if (search_deliver(w, &a)) {
			pthread_mutex_unlock(&s->lock);
			s->wake(s->ctx);
			pthread_mutex_lock(&s->lock);
			if (kind == REQUEST_SEARCH)
				search_prepare(w, near);
		}
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}
