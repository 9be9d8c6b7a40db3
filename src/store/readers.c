#include "config.h"

#include "store/readers.h"

#include "base/thread.h"

enum {
	READERS_ALONE = 32,    /* so few articles are not worth a second thread, */
	READERS_UNOPENED = 256, /*   so few not that its connection is opened */
	READERS_HANDFUL = 256, /* at most: about half a block */
};

void readers_begin(struct readers *s, struct query_run *r, struct verdict *verdicts)
{
	*s = (struct readers){.r = r, .verdicts = verdicts};
	for (int i = 0; i < 2; i++)
		s->one[i] = (struct readers_one){.all = s, .error = ERROR_INIT};
	verdict_begin(&s->one[0].reader, r, &r->s->db, 0);
}

void readers_end(struct readers *s)
{
	sqlite3 *second = s->r->s->second.handle;
	bool helped = s->one[1].reader.r;
	for (int i = 0; i < 2; i++)
		verdict_end(&s->one[i].reader);
	if (helped && !sqlite3_get_autocommit(second))
		sqlite3_exec(second, "COMMIT", NULL, NULL, NULL);
}

size_t readers_undecided(const struct readers *s)
{
	return s->one[0].undecided + s->one[1].undecided;
}

size_t readers_holding(const struct readers *s)
{
	return s->one[0].holding + s->one[1].holding;
}

static bool readers_stopped(const struct readers *s)
{
	const struct query_watch *w = s->r->watch;
	return atomic_load_explicit(&s->failed, memory_order_relaxed) ||
	       (w && w->cancel && atomic_load_explicit(w->cancel, memory_order_relaxed));
}

static bool readers_judge(struct readers_one *o, uint32_t article)
{
	struct verdict *verdicts = o->all->verdicts;
	bool undecided, holds = false;
	if (!(verdicts ? verdict_read(&o->reader, article, &verdicts[article], &undecided, &o->error)
		       : verdict_any(&o->reader, article, &holds, &undecided, &o->error)))
		return false;
	o->undecided += undecided;
	o->holding += holds;
	return true;
}

static bool readers_read_one(struct readers_one *o, uint32_t article)
{
	bool ok = o->all->only_keep ? verdict_keep(&o->reader, article, &o->error) : readers_judge(o, article);
	if (!ok)
		atomic_store(&o->all->failed, true);
	return ok;
}

/* In the caller's thread. */
static void readers_tell(const struct readers *s, size_t at)
{
	const struct query_watch *w = s->r->watch;
	if (s->all && w && w->progress)
		w->progress(w->ctx, s->done + (size_t)((double)s->more * (double)at / (double)s->count), s->all, s->one[0].holding);
}

static void readers_work(struct readers_one *o)
{
	struct readers *s = o->all;
	size_t at;
	while ((at = atomic_fetch_add(&s->next, s->handful)) < s->count) {
		if (o == &s->one[0])
			readers_tell(s, at);
		for (size_t i = at; i < at + s->handful && i < s->count; i++)
			if (readers_stopped(s) || !readers_read_one(o, s->articles[i]))
				return;
	}
}

static void *readers_help(void *arg)
{
	readers_work(arg);
	return NULL;
}

static bool readers_call_second(struct readers *s, pthread_t *thread)
{
	struct store *store = s->r->s;
	struct readers_one *o = &s->one[1];
	if (!store->second.handle && !store_open_second(store))
		return false;
	if (!o->reader.r && !db_exec(&store->second, "BEGIN", NULL))
		return false;
	if (!o->reader.r)
		verdict_begin(&o->reader, s->r, &store->second, 1);
	texts_expect(&o->reader.texts, s->articles, s->count);
	return thread_start(thread, readers_help, o);
}

bool readers_read(struct readers *s, const uint32_t *articles, size_t count, struct error *err)
{
	pthread_t thread;
	s->articles = articles;
	s->count = count;
	s->handful = count / 16 < READERS_HANDFUL ? count / 16 + 1 : READERS_HANDFUL;
	atomic_store(&s->next, 0);
	bool many = count > (s->r->s->second.handle ? READERS_ALONE : READERS_UNOPENED);
	bool helped = many && readers_call_second(s, &thread);
	texts_expect(&s->one[0].reader.texts, articles, count);
	readers_work(&s->one[0]);
	if (helped)
		pthread_join(thread, NULL);
	nearby_settle(&s->r->s->nearby);
	for (int i = 0; i < 2; i++)
		if (s->one[i].error.code != ERROR_NONE)
			return error_set(err, s->one[i].error.code, "%s", s->one[i].error.msg);
	return !query_cancelled(s->r, err);
}
