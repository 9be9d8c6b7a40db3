#include "config.h"

#include "ingest/ingest.h"

#include "base/thread.h"
#include "ingest/linker.h"
#include "ingest/pipeline.h"

#include <stdatomic.h>
#include <unistd.h>

enum { INGEST_PATIENCE = 12 }; /* times the store's own: a minute */

struct ingest {
	const char *corpus;
	struct store *store;       /* NULL until it is needed */
	struct store *seen;        /* a second connection, of the reader's thread: what was committed before */
	_Atomic(struct linker *) linker; /* the threads that extract ask for it, too */
	const struct ingest_options *options;
	struct ingest_counts *counts;
	struct error *err;
	bool failed;               /* err is set */
	bool open;                 /* a transaction */
	bool large;                /* of one article that is as large as a batch */
	size_t articles, bytes;    /* in it */
	uint64_t added, events;    /* in it: counted when it is kept */
};

/* Made of an article before its turn comes. */
struct ingest_prepared {
	struct store_prepared *store;
	struct linker_prepared *linker;
};

static bool ingest_stopped(void *ctx)
{
	const struct ingest_options *o = ((struct ingest *)ctx)->options;
	return o->stopped && o->stopped(o->ctx);
}

static bool ingest_interrupted(struct ingest *in)
{
	return error_set(in->err, ERROR_INTERRUPTED, "interrupted; what was read is kept, run it again for the rest");
}

/* What is done is kept when the user says stop, but for a large article, which would keep him waiting. */
static bool ingest_may_go_on(struct ingest *in)
{
	return !in->large || !ingest_stopped(in) || ingest_interrupted(in);
}

static bool ingest_commit(struct ingest *in)
{
	if (!in->open)
		return true;
	in->failed = !ingest_may_go_on(in) || !linker_run(in->linker, in->err) || !ingest_may_go_on(in) ||
		     !store_commit(in->store, in->err);
	if (!in->failed) {
		in->counts->added += in->added;
		in->counts->events += in->events;
	}
	in->open = in->large = false;
	in->articles = in->bytes = 0;
	in->added = in->events = 0;
	return !in->failed;
}

static bool ingest_open(struct ingest *in)
{
	if (!in->store && !store_open(in->corpus, STORE_WRITE, &in->store, in->err))
		return false;
	if (in->linker)
		return true;
	struct linker *l = linker_open(in->store);
	bool ok = linker_ready(l, in->err);
	in->linker = l;
	return ok;
}

/* A corpus that is there is opened before anything is read. What is not is made for the first article; then
 * there is nothing that could have been seen. */
static bool ingest_open_old(struct ingest *in)
{
	int64_t last;
	if (access(in->corpus, F_OK) != 0)
		return true;
	if (!ingest_open(in) || !store_last_article(in->store, &last, in->err))
		return false;
	/* without it all goes the same way, only slower */
	if (last && !store_open(in->corpus, STORE_READ, &in->seen, NULL))
		in->seen = NULL;
	return true;
}

static void ingest_close(struct ingest *in)
{
	store_close(in->seen);
	linker_close(in->linker);
	store_close(in->store); /* rolls back what is not committed */
}

/* Another process may be at work on the same corpus: it lets others in between its batches, now and then. */
static bool ingest_begin(struct ingest *in)
{
	struct error e = ERROR_INIT;
	if (!ingest_open(in))
		return false;
	for (int tries = 1; !store_begin(in->store, &e); tries++) {
		if (e.code != ERROR_BUSY || tries == INGEST_PATIENCE || ingest_stopped(in))
			return error_set(in->err, e.code, "%s", e.msg);
	}
	in->open = true;
	return true;
}

static bool ingest_add(struct ingest *in, const struct pipeline_item *item)
{
	int64_t row;
	bool known;
	if (item->skipped) {
		in->counts->known++;
		return true;
	}
	bool large = item->article.text.n >= INGEST_BATCH_BYTES;
	if ((large && !ingest_commit(in)) || (!in->open && !ingest_begin(in)))
		return false;
	in->large = large;
	const struct ingest_prepared *p = item->prepared;
	if (!store_add(in->store, &item->article, &item->found, p->store, &row, &known, in->err) ||
	    (!known && !linker_add(in->linker, row, &item->article, &item->found, p->linker, in->err)))
		return false;
	if (known) {
		in->counts->known++;
	} else {
		in->added++;
		in->events += item->found.event_count;
		in->bytes += item->article.text.n;
	}
	return true;
}

static bool ingest_article(void *ctx, struct pipeline_item *item)
{
	struct ingest *in = ctx;
	in->failed = !ingest_add(in, item);
	in->counts->bytes += item->bytes;
	if (in->failed)
		return false;
	if (++in->articles < INGEST_BATCH_ARTICLES && in->bytes < INGEST_BATCH_BYTES)
		return true;
	return ingest_commit(in);
}

/* In the threads that extract. */
static void ingest_prepare(void *ctx, struct pipeline_item *item, struct arena *scratch, struct arena *arena, struct buf *out)
{
	struct ingest *in = ctx;
	struct linker *l = in->linker;
	struct ingest_prepared *p = arena_alloc(arena, 1, sizeof *p);
	(void)out;
	p->store = store_prepare(&item->article, &item->found, scratch, arena);
	p->linker = l ? linker_prepare(l, &item->article, &item->found, scratch, arena) : NULL;
	item->prepared = p;
}

/* An article that is in the corpus, with the id that it comes with, need not be looked into again: a second run over a folder soon comes to
 * what is new. */
static bool ingest_skip(void *ctx, const struct article *a)
{
	struct ingest *in = ctx;
	int64_t row = 0;
	bool is;
	return in->seen && store_find_article(in->seen, str_of(a->id), &row, NULL) && row != 0 &&
	       store_is_given(in->seen, row, a->given_id, &is, NULL) && is;
}

static void ingest_report(void *ctx, const char *where, const char *reason)
{
	const struct ingest_options *o = ((struct ingest *)ctx)->options;
	o->report(o->ctx, where, reason);
}

static void ingest_progress(void *ctx, uint64_t done, uint64_t all)
{
	struct ingest *in = ctx;
	if (in->options->progress)
		in->options->progress(in->options->ctx, in->counts, done, all);
}

static void *ingest_read_tables(void *arg)
{
	struct lexicon **l = arg;
	*l = lexicon_open();
	return NULL;
}

/* Reads the tables of the extractor while the corpus is opened: each takes some ms, and a small ingest little more. */
static struct lexicon *ingest_begin_all(struct ingest *in)
{
	struct lexicon *l;
	pthread_t thread;
	bool beside = thread_start(&thread, ingest_read_tables, &l);
	in->failed = !ingest_open_old(in);
	if (beside)
		pthread_join(thread, NULL);
	else
		l = lexicon_open();
	return l;
}

bool ingest_run(const char *corpus, char *const *paths, int n, const struct ingest_options *o, struct ingest_counts *counts,
		struct error *err)
{
	struct ingest in = {.corpus = corpus, .options = o, .counts = counts, .err = err};
	struct pipeline_options p = {
		.format = o->format, .published = o->published, .source = o->source, .workers = o->workers,
		.skip = ingest_skip, .work = ingest_prepare, .article = ingest_article, .report = ingest_report, .progress = ingest_progress,
		.stopped = ingest_stopped, .ctx = &in,
	};
	struct lexicon *l = ingest_begin_all(&in);
	if (!in.failed)
		counts->failed = (uint64_t)pipeline_run(paths, n, &p, l, &counts->read);
	lexicon_close(l);
	if (!in.failed && ingest_commit(&in) && counts->added && !ingest_stopped(&in))
		in.failed = !store_tidy(in.store, (int64_t)counts->added, err);
	ingest_close(&in);
	if (in.failed)
		return false;
	return !ingest_stopped(&in) || ingest_interrupted(&in);
}
