#include "config.h"

#include "ingest/pipeline.h"

#include "base/vec.h"
#include "ingest/title.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIPELINE_WORKERS_MAX = 8, PIPELINE_ARENA_KEPT = 1 << 20 };

/* An article, or a report that stands between two of them. */
struct pipeline_entry {
	struct pipeline_item item;
	size_t made_begin, made_end; /* in the batch's buffer */
	const char *where, *reason;  /* reason NULL: an article */
};

struct pipeline_batch {
	VEC(struct pipeline_entry) entries;
	struct arena arena;
	struct buf made;
	size_t bytes;
	uint64_t done, all;
	bool ready; /* extracted */
};

/* A ring of batches. Those numbered [out, work) are with or past the workers, [work, in) wait for one;
 * the reader fills number `in` without the lock. */
struct pipeline {
	const struct pipeline_options *options;
	const struct lexicon *lexicon;
	char *const *paths;
	int path_count;
	struct reader_counts counts;
	uint64_t total, before; /* bytes of all paths, of those that are read; the reader's own */
	int failed;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct pipeline_batch ring[PIPELINE_BATCHES];
	uint64_t in, work, out;
	size_t bytes;       /* in the ring */
	bool read_all;
	atomic_bool cancel;
};

static bool pipeline_stopped(void *ctx)
{
	struct pipeline *p = ctx;
	return atomic_load(&p->cancel) || (p->options->stopped && p->options->stopped(p->options->ctx));
}

/* ---- the reader's thread ---- */

static struct pipeline_batch *pipeline_filling(struct pipeline *p)
{
	return &p->ring[p->in % PIPELINE_BATCHES];
}

/* Hands the batch over and waits until the next one is free. */
static void pipeline_push(struct pipeline *p)
{
	pthread_mutex_lock(&p->lock);
	p->bytes += pipeline_filling(p)->bytes;
	p->in++;
	pthread_cond_broadcast(&p->changed);
	while (!p->cancel && p->in > p->out && (p->in - p->out >= PIPELINE_BATCHES || p->bytes >= PIPELINE_BYTES))
		pthread_cond_wait(&p->changed, &p->lock);
	pthread_mutex_unlock(&p->lock);
}

static void pipeline_copy(struct pipeline_batch *b, const struct article *a, struct article *out)
{
	*out = *a;
	struct str *texts[] = {&out->given_id, &out->title, &out->source, &out->url, &out->dateline, &out->text, &out->original, &out->path};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (texts[i]->n)
			*texts[i] = arena_str(&b->arena, *texts[i]);
	}
}

static bool pipeline_read_article(void *ctx, struct article *a)
{
	struct pipeline *p = ctx;
	struct pipeline_batch *b = pipeline_filling(p);
	struct pipeline_entry *e = vec_push(&b->entries);
	memset(e, 0, sizeof *e);
	e->item.bytes = a->text.n;
	e->item.skipped = p->options->skip && p->options->skip(p->options->ctx, a);
	if (!e->item.skipped) {
		pipeline_copy(b, a, &e->item.article);
		b->bytes += a->text.n + a->original.n;
	}
	if (b->entries.n >= PIPELINE_BATCH_ARTICLES || b->bytes >= PIPELINE_BATCH_BYTES)
		pipeline_push(p);
	return !pipeline_stopped(p);
}

static void pipeline_read_report(void *ctx, const char *where, const char *reason)
{
	struct pipeline *p = ctx;
	struct pipeline_batch *b = pipeline_filling(p);
	struct pipeline_entry *e = vec_push(&b->entries);
	memset(e, 0, sizeof *e);
	e->where = where ? arena_cstr(&b->arena, str_of(where)) : NULL;
	e->reason = arena_cstr(&b->arena, str_of(reason));
	if (b->entries.n >= PIPELINE_BATCH_ARTICLES)
		pipeline_push(p);
}

static void pipeline_read_progress(void *ctx, uint64_t done, uint64_t all)
{
	struct pipeline *p = ctx;
	struct pipeline_batch *b = pipeline_filling(p);
	b->done = p->before + done;
	b->all = p->path_count == 1 ? all : p->total;
}

/* The size of all paths together when all are plain files, else 0: folders are not walked twice. */
static uint64_t pipeline_total(char *const *paths, int n)
{
	uint64_t total = 0;
	for (int i = 0; i < n; i++) {
		struct stat st;
		if (stat(paths[i], &st) != 0 || !S_ISREG(st.st_mode))
			return 0;
		total += (uint64_t)st.st_size;
	}
	return total;
}

static void *pipeline_read(void *arg)
{
	struct pipeline *p = arg;
	const struct pipeline_options *o = p->options;
	struct reader_options r = {
		.format = o->format, .published = o->published, .source = o->source,
		.article = pipeline_read_article, .report = pipeline_read_report,
		.progress = pipeline_read_progress, .stopped = pipeline_stopped, .ctx = p,
	};
	p->total = pipeline_total(p->paths, p->path_count);
	for (int i = 0; i < p->path_count && !pipeline_stopped(p); i++) {
		struct error err = ERROR_INIT;
		bool ok = reader_read(p->paths[i], &r, &p->counts, &err);
		p->before += pipeline_total(&p->paths[i], 1);
		if (ok || err.code == ERROR_INTERRUPTED)
			continue;
		p->failed++;
		pipeline_read_report(p, NULL, err.msg);
	}
	if (pipeline_filling(p)->entries.n)
		pipeline_push(p);
	pthread_mutex_lock(&p->lock);
	p->read_all = true;
	pthread_cond_broadcast(&p->changed);
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* ---- the workers ---- */

/* An arena keeps its memory for the next articles, but not that of a huge one. */
static void pipeline_arena_empty(struct arena *a, size_t bytes)
{
	if (bytes > PIPELINE_ARENA_KEPT)
		arena_free(a);
	else
		arena_reset(a);
}

static void pipeline_extract(struct pipeline *p, struct pipeline_batch *b, struct pipeline_entry *e, struct arena *scratch)
{
	struct article *a = &e->item.article;
	struct extraction *x = &e->item.found;
	struct extract_input in = {
		.text = a->text, .title = a->title, .dateline = a->dateline, .published = a->published,
		.stopped = pipeline_stopped, .ctx = p,
	};
	extract(&in, p->lexicon, scratch, &b->arena, x);
	if (pipeline_stopped(p))
		return; /* and what was found may lack its end */
	a->published = x->published;
	memcpy(a->language, x->language, sizeof a->language);
	a->furniture = x->furniture;
	a->furniture_count = x->furniture_count;
	struct span byline = x->published.basis == PUBLISHED_BYLINE ? x->published.span : SPAN_NONE;
	if (!a->title.n)
		a->title = title_of(a->text, x->furniture, x->furniture_count, byline, &b->arena);
	e->made_begin = b->made.n;
	if (p->options->work)
		p->options->work(p->options->ctx, &e->item, scratch, &b->arena, &b->made);
	e->made_end = b->made.n;
}

static void *pipeline_work(void *arg)
{
	struct pipeline *p = arg;
	struct arena scratch = ARENA_INIT;
	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->work == p->in && !p->read_all && !p->cancel)
			pthread_cond_wait(&p->changed, &p->lock);
		if (p->work == p->in || p->cancel)
			break;
		struct pipeline_batch *b = &p->ring[p->work++ % PIPELINE_BATCHES];
		pthread_mutex_unlock(&p->lock);
		for (size_t i = 0; i < b->entries.n && !pipeline_stopped(p); i++) {
			if (b->entries.v[i].reason || b->entries.v[i].item.skipped)
				continue;
			pipeline_extract(p, b, &b->entries.v[i], &scratch);
			pipeline_arena_empty(&scratch, b->entries.v[i].item.bytes);
		}
		pthread_mutex_lock(&p->lock);
		b->ready = true;
		pthread_cond_broadcast(&p->changed);
	}
	pthread_mutex_unlock(&p->lock);
	arena_free(&scratch);
	return NULL;
}

/* ---- the caller's thread ---- */

static void pipeline_batch_empty(struct pipeline_batch *b)
{
	pipeline_arena_empty(&b->arena, b->bytes);
	if (b->bytes > PIPELINE_ARENA_KEPT)
		buf_free(&b->made);
	else
		buf_clear(&b->made);
	b->entries.n = 0;
	b->bytes = 0;
	b->ready = false;
}

/* The entries of a batch in order; false when the caller wants no more. */
static bool pipeline_deliver(struct pipeline *p, struct pipeline_batch *b)
{
	const struct pipeline_options *o = p->options;
	for (size_t i = 0; i < b->entries.n; i++) {
		struct pipeline_entry *e = &b->entries.v[i];
		if (pipeline_stopped(p))
			return false;
		if (e->reason) {
			o->report(o->ctx, e->where, e->reason);
			continue;
		}
		e->item.made = str_sub(buf_str(&b->made), e->made_begin, e->made_end);
		if (!o->article(o->ctx, &e->item))
			return false;
	}
	if (o->progress)
		o->progress(o->ctx, b->done, b->all);
	return true;
}

static void pipeline_consume(struct pipeline *p)
{
	pthread_mutex_lock(&p->lock);
	for (;;) {
		struct pipeline_batch *b = &p->ring[p->out % PIPELINE_BATCHES];
		while (!(p->out < p->work && b->ready) && !(p->read_all && p->out == p->in) && !p->cancel)
			pthread_cond_wait(&p->changed, &p->lock);
		if (p->cancel || (p->read_all && p->out == p->in))
			break;
		pthread_mutex_unlock(&p->lock);
		bool more = pipeline_deliver(p, b);
		size_t bytes = b->bytes;
		pipeline_batch_empty(b);
		pthread_mutex_lock(&p->lock);
		p->bytes -= bytes;
		p->out++;
		if (!more)
			p->cancel = true;
		pthread_cond_broadcast(&p->changed);
	}
	p->cancel = true; /* nobody fills the ring any more */
	pthread_cond_broadcast(&p->changed);
	pthread_mutex_unlock(&p->lock);
}

static int pipeline_workers(int wanted)
{
	long cores = wanted > 0 ? wanted : sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 1 ? 1 : cores > PIPELINE_WORKERS_MAX ? PIPELINE_WORKERS_MAX : (int)cores;
}

static void pipeline_free(struct pipeline *p)
{
	for (size_t i = 0; i < PIPELINE_BATCHES; i++) {
		vec_free(&p->ring[i].entries);
		arena_free(&p->ring[i].arena);
		buf_free(&p->ring[i].made);
	}
	pthread_cond_destroy(&p->changed);
	pthread_mutex_destroy(&p->lock);
	mem_free(p);
}

/* All threads, from their start to their end. False when the machine has no thread to give. */
static bool pipeline_threads(struct pipeline *p)
{
	pthread_t reader, workers[PIPELINE_WORKERS_MAX];
	int wanted = pipeline_workers(p->options->workers), n = 0;
	while (n < wanted && pthread_create(&workers[n], NULL, pipeline_work, p) == 0)
		n++;
	bool ok = n && pthread_create(&reader, NULL, pipeline_read, p) == 0;
	if (ok) {
		pipeline_consume(p);
		pthread_join(reader, NULL);
	}
	pthread_mutex_lock(&p->lock);
	p->cancel = true;
	pthread_cond_broadcast(&p->changed);
	pthread_mutex_unlock(&p->lock);
	while (n > 0)
		pthread_join(workers[--n], NULL);
	return ok;
}

int pipeline_run(char *const *paths, int n, const struct pipeline_options *o, const struct lexicon *l,
		 struct reader_counts *counts)
{
	struct pipeline *p = mem_zero(1, sizeof *p);
	p->options = o;
	p->lexicon = l;
	p->paths = paths;
	p->path_count = n;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->changed, NULL);
	bool ok = pipeline_threads(p);
	if (!ok)
		o->report(o->ctx, NULL, "threads: the machine has none to give; end other programs and try again");
	int failed = ok ? p->failed : n;
	*counts = p->counts;
	pipeline_free(p);
	return failed;
}
