#include "config.h"

#include "ingest/linker_ahead.h"

#include "base/thread.h"
#include "ingest/linker_digest.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
	LINKER_AHEAD_WORTH = 64, /* events that a thread is worth */
	LINKER_AHEAD_PIECE = 16, /* events that a thread takes at a time */
};

void linker_ahead_free(struct linker_ahead *a)
{
	store_close(a->second);
	vec_free(&a->events);
}

void linker_ahead_want(struct linker_ahead *a, int64_t event)
{
	if (store_event_article(event) <= a->committed)
		*vec_push(&a->events) = event;
}

/* ---- in both threads ---- */

/* What they share. */
struct linker_ahead_work {
	const struct link_tables *tables;
	const struct rarity *rarity;
	const int64_t *events;      /* rising */
	struct link_event **made;   /* of each; NULL: there is no such event */
	size_t n;
	atomic_size_t taken;
	atomic_bool failed;
};

/* What each has. */
struct linker_ahead_thread {
	struct linker_ahead_work *work;
	struct store *store;
	struct arena read, kept;
	struct error err;
	bool ok;
};

/* Events [begin, end) are of one article. */
static bool linker_ahead_article(struct linker_ahead_thread *t, size_t begin, size_t end)
{
	struct linker_ahead_work *w = t->work;
	int64_t id = store_event_article(w->events[begin]);
	struct article a;
	struct extraction x;
	arena_reset(&t->read);
	if (!store_text_and_extraction(t->store, id, &t->read, &a, &x, &t->err))
		return false;
	struct link_article source = linker_digest_source(&a, &x);
	source.id = id;
	for (size_t i = begin; i < end; i++) {
		size_t index = store_event_index(w->events[i]);
		struct link_event e;
		if (index >= x.event_count)
			continue;
		link_digest(&source, &x.events[index], w->events[i], w->tables, w->rarity, &t->read, &e);
		w->made[i] = linker_digest_copy(&e, &t->kept);
	}
	return true;
}

static void *linker_ahead_thread(void *arg)
{
	struct linker_ahead_thread *t = arg;
	struct linker_ahead_work *w = t->work;
	t->ok = true;
	while (t->ok && !atomic_load(&w->failed)) {
		size_t i = atomic_fetch_add(&w->taken, LINKER_AHEAD_PIECE), end = i + LINKER_AHEAD_PIECE < w->n ? i + LINKER_AHEAD_PIECE : w->n;
		if (i >= w->n)
			break;
		for (size_t next; t->ok && i < end; i = next) {
			for (next = i + 1; next < end && store_event_article(w->events[next]) == store_event_article(w->events[i]);)
				next++;
			t->ok = linker_ahead_article(t, i, next);
		}
	}
	if (!t->ok)
		atomic_store(&w->failed, true);
	return NULL;
}

/* ---- */

/* In order, each once. */
static void linker_ahead_sort(struct linker_ahead *a)
{
	size_t n = 0;
	ids_sort(&a->events);
	for (size_t i = 0; i < a->events.n; i++)
		if (!n || a->events.v[n - 1] != a->events.v[i])
			a->events.v[n++] = a->events.v[i];
	a->events.n = n;
}

/* The thread that helps reads by a connection of its own what was committed. Without one the other does all. */
static bool linker_ahead_begin(struct linker_ahead *a, struct linker_ahead_thread *helper, struct store *s, pthread_t *thread)
{
	if (helper->work->n < LINKER_AHEAD_WORTH)
		return false;
	if ((!a->second && !store_open_again(s, &a->second)) || !store_hold(a->second, NULL))
		return false;
	helper->store = a->second;
	return thread_start(thread, linker_ahead_thread, helper);
}

bool linker_ahead_run(struct linker_ahead *a, struct store *s, const struct link_tables *t, const struct rarity *r, struct linker_cache *c,
		      struct error *err)
{
	linker_ahead_sort(a);
	struct link_event **made = mem_zero(a->events.n + 1, sizeof *made);
	struct linker_ahead_work work = {.tables = t, .rarity = r, .events = a->events.v, .made = made, .n = a->events.n};
	struct linker_ahead_thread own = {.work = &work, .store = s}, helper = {.work = &work, .ok = true};
	pthread_t thread;
	bool helped = linker_ahead_begin(a, &helper, s, &thread);
	linker_ahead_thread(&own);
	if (helped)
		pthread_join(thread, NULL);
	if (a->second)
		store_release(a->second);
	bool ok = own.ok && helper.ok;
	if (!ok)
		error_set(err, own.ok ? helper.err.code : own.err.code, "%s", own.ok ? helper.err.msg : own.err.msg);
	for (size_t i = 0; ok && i < work.n; i++)
		if (made[i])
			linker_cache_put(c, made[i]);
	arena_free(&own.read);
	arena_free(&own.kept);
	arena_free(&helper.read);
	arena_free(&helper.kept);
	mem_free(made);
	a->events.n = 0;
	return ok;
}
