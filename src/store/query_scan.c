/* The words and patterns of a query over the texts of the rows that its fields left.
 *
 * Rows are taken in pieces, from the place that the caller looks at outwards, so that what its screen needs comes
 * first. The articles of a piece are read in their own order, for their texts lie so, by two threads; then
 * its rows are told by their articles' verdicts. An article is read once, however many rows it has. */
#include "config.h"

#include "store/file.h"
#include "store/verdict.h"
#include "store/query_run.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum {
	SCAN_FIRST = 512,           /* rows of the first piece; the next ones are larger */
	SCAN_MOST = 256 * 1024,
	SCAN_ALONE = 32,            /* so few articles are not worth a second thread */
	SCAN_HANDFUL = 8,           /* articles that a thread takes at a time */
	SCAN_SCREEN = 50,           /* hits that fill a screen */
};

struct scan;

struct scan_reader {
	struct scan *scan;
	struct verdict_reader reader;
	bool open;
	size_t undecided;
	struct error error;
};

struct scan {
	struct query_run *r;
	const struct rows_table *t;
	struct scan_reader readers[2];
	pthread_t thread;
	bool helped;                     /* the second reader is there */
	struct verdict *verdicts;        /* of each article, from t->first on */
	uint64_t *known;                 /* which have one, as bits */
	VEC(uint32_t) rows, articles;    /* of the piece: what is to be told, what is to be read */
	atomic_size_t next;              /* of the articles */
	atomic_bool failed;
	size_t begin, end;               /* ranks that are done */
	VEC(uint32_t) before, after;     /* hits, away from the middle */
	size_t told;                     /* hits at the last telling */
};

/* ---- the articles of a piece ---- */

static bool scan_stopped(const struct scan *s)
{
	const struct query_watch *w = s->r->watch;
	return atomic_load_explicit(&s->failed, memory_order_relaxed) ||
	       (w && w->cancel && atomic_load_explicit(w->cancel, memory_order_relaxed));
}

static bool scan_read_one(struct scan_reader *reader, uint32_t article)
{
	struct scan *s = reader->scan;
	bool undecided;
	if (!verdict_read(&reader->reader, (int64_t)article + s->t->first, &s->verdicts[article], &undecided, &reader->error)) {
		atomic_store(&s->failed, true);
		return false;
	}
	reader->undecided += undecided;
	return true;
}

static void scan_read(struct scan_reader *reader)
{
	struct scan *s = reader->scan;
	size_t at;
	while ((at = atomic_fetch_add(&s->next, SCAN_HANDFUL)) < s->articles.n)
		for (size_t i = at; i < at + SCAN_HANDFUL && i < s->articles.n; i++)
			if (scan_stopped(s) || !scan_read_one(reader, s->articles.v[i]))
				return;
}

static void *scan_help(void *arg)
{
	scan_read(arg);
	return NULL;
}

/* A second connection and a second thread. Without them the first goes on alone. */
static bool scan_call_helper(struct scan *s)
{
	struct store *store = s->r->s;
	struct scan_reader *reader = &s->readers[1];
	if (!store->second.handle && !store_open_second(store))
		return false;
	if (!reader->open &&
	    !(reader->open = verdict_begin(&reader->reader, s->r->q, &store->second, &s->r->candidates, NULL)))
		return false;
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	bool ok = pthread_create(&s->thread, NULL, scan_help, reader) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return ok;
}

static int scan_compare(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static bool scan_articles(struct scan *s, struct error *err)
{
	if (s->articles.n == 0)
		return true;
	qsort(s->articles.v, s->articles.n, sizeof *s->articles.v, scan_compare);
	atomic_store(&s->next, 0);
	bool helped = s->articles.n > SCAN_ALONE && scan_call_helper(s);
	scan_read(&s->readers[0]);
	if (helped)
		pthread_join(s->thread, NULL);
	for (int i = 0; i < 2; i++)
		if (s->readers[i].error.code != ERROR_NONE)
			return error_set(err, s->readers[i].error.code, "%s", s->readers[i].error.msg);
	return !query_cancelled(s->r, err);
}

/* ---- the rows of a piece ---- */

static void scan_choose(struct scan *s, size_t begin, size_t end)
{
	const struct rows_table *t = s->t;
	const struct words_set *candidates = &s->r->candidates;
	size_t run = rows_run_of(t->runs.v, t->runs.n, begin);
	s->rows.n = s->articles.n = 0;
	for (size_t rank = begin; rank < end; rank++) {
		while (t->runs.v[run].end <= rank)
			run++;
		uint32_t article = t->column[ROWS_ARTICLE][rank] - (uint32_t)t->first;
		if ((candidates->bits && !words_set_has(candidates, (int64_t)article + t->first)) || !query_fields_hold(s->r->fields, rank, run))
			continue;
		*vec_push(&s->rows) = (uint32_t)rank;
		uint64_t bit = UINT64_C(1) << article % 64;
		if (!(s->known[article / 64] & bit))
			*vec_push(&s->articles) = article;
		s->known[article / 64] |= bit;
	}
}

static bool scan_is_hit(const struct scan *s, uint32_t rank)
{
	uint32_t article = s->t->column[ROWS_ARTICLE][rank] - (uint32_t)s->t->first;
	return verdict_holds(&s->verdicts[article], s->t->column[ROWS_EVENT][rank]);
}

static bool scan_piece(struct scan *s, size_t begin, size_t end, bool before, struct error *err)
{
	scan_choose(s, begin, end);
	if (!scan_articles(s, err))
		return false;
	for (size_t i = 0; i < s->rows.n; i++) {
		uint32_t rank = before ? s->rows.v[s->rows.n - 1 - i] : s->rows.v[i];
		if (!scan_is_hit(s, rank))
			continue;
		if (before)
			*vec_push(&s->before) = rank;
		else
			*vec_push(&s->after) = rank;
	}
	return true;
}

/* ---- telling ---- */

static void scan_gather(const struct scan *s, struct query_ranks *out)
{
	size_t n = s->before.n;
	vec_reserve(&out->v, n + s->after.n + 1);
	for (size_t i = 0; i < n; i++)
		out->v.v[i] = s->before.v[n - 1 - i];
	if (s->after.n)
		memcpy(out->v.v + n, s->after.v, s->after.n * sizeof *s->after.v);
	out->v.n = n + s->after.n;
}

static size_t scan_undecided(const struct scan *s)
{
	return s->readers[0].undecided + s->readers[1].undecided;
}

/* What there is so far, when it fills the screen, and then whenever it has doubled. */
static void scan_tell(struct scan *s)
{
	const struct query_watch *w = s->r->watch;
	size_t hits = s->before.n + s->after.n, done = s->end - s->begin;
	if (w && w->progress)
		w->progress(w->ctx, done, s->t->n, hits);
	if (!w || !w->found || done == s->t->n || hits < SCAN_SCREEN || hits < 2 * s->told)
		return;
	struct query_run part = {.s = s->r->s, .q = s->r->q, .undecided = scan_undecided(s)};
	scan_gather(s, &part.ranks);
	s->told = hits;
	w->found(w->ctx, result_make(&part, false));
}

/* ---- all ---- */

static bool scan_all(struct scan *s, struct error *err)
{
	size_t piece = SCAN_FIRST, n = s->t->n;
	while (s->begin > 0 || s->end < n) {
		size_t end = n - s->end < piece ? n : s->end + piece, begin = s->begin < piece ? 0 : s->begin - piece;
		if (!scan_piece(s, s->end, end, false, err))
			return false;
		s->end = end;
		if (begin < s->begin && !scan_piece(s, begin, s->begin, true, err))
			return false;
		s->begin = begin;
		scan_tell(s);
		piece = piece < SCAN_MOST ? 2 * piece : piece;
	}
	return true;
}

bool query_scan(struct query_run *r, struct error *err)
{
	const struct rows_table *t = r->s->table;
	struct scan s = {.r = r, .t = t, .verdicts = mem_zero(t->sources.n, sizeof *s.verdicts),
			 .known = mem_zero(t->sources.n / 64 + 1, sizeof *s.known)};
	for (int i = 0; i < 2; i++)
		s.readers[i] = (struct scan_reader){.scan = &s, .error = ERROR_INIT};
	if (r->watch && interval_known(r->watch->near)) {
		size_t run = rows_run_at(t->runs.v, t->runs.n, rows_time(r->watch->near));
		s.begin = s.end = rows_run_begin(t->runs.v, run);
	}
	s.readers[0].open = verdict_begin(&s.readers[0].reader, r->q, &r->s->db, &r->candidates, err);
	bool ok = s.readers[0].open && scan_all(&s, err);
	scan_gather(&s, &r->ranks);
	r->undecided = scan_undecided(&s);
	for (int i = 0; i < 2; i++)
		verdict_end(&s.readers[i].reader);
	mem_free(s.verdicts);
	mem_free(s.known);
	vec_free(&s.rows);
	vec_free(&s.articles);
	vec_free(&s.before);
	vec_free(&s.after);
	return ok;
}
