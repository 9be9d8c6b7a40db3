/* The words and patterns of a query over the texts of the rows that its fields left.
 *
 * Rows are taken in pieces, from the place that the caller looks at outwards, so that what its screen needs comes
 * first. The articles of a piece are read in their own order, for their texts lie so, by two threads; then
 * its rows are told by their articles' verdicts. An article is read once, however many rows it has. */
#include "config.h"

#include "store/readers.h"

#include <stdlib.h>
#include <string.h>

enum {
	SCAN_FIRST = 64,            /* rows of the first piece; the next ones are larger */
	SCAN_MOST = 256 * 1024,
	SCAN_UNPLANNED = 256,       /* rows that are read before the word index is asked: often they fill the screen */
	SCAN_SPARSE = 16 * 1024,    /* of smaller pieces, few articles lie in one block */
	SCAN_SCREEN = 50,           /* hits that fill a screen */
};

struct scan {
	struct query_run *r;
	const struct rows_table *t;
	struct readers readers;
	struct verdict *verdicts;        /* of each article */
	uint64_t *known;                 /* which have one, as bits */
	VEC(uint32_t) rows, articles;    /* of the piece: what is to be told, what is to be read */
	size_t begin, end;               /* ranks that are done */
	VEC(uint32_t) before, after;     /* hits, away from the middle */
	size_t told;                     /* hits at the last telling */
	bool planned;
	size_t unplanned;                /* so many rows are read before */
};

/* ---- the articles of a piece ---- */

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
	return readers_read(&s->readers, s->articles.v, s->articles.n, err);
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
		uint32_t article = t->column[ROWS_ARTICLE][rank];
		if ((candidates->bits && !words_set_has(candidates, article)) || !query_fields_hold(s->r->fields, rank, run))
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
	return verdict_holds(&s->verdicts[s->t->column[ROWS_ARTICLE][rank]], s->t->column[ROWS_EVENT][rank]);
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

/* What there is so far, when it fills the screen, and then whenever it has doubled. */
static void scan_tell(struct scan *s)
{
	const struct query_watch *w = s->r->watch;
	size_t hits = s->before.n + s->after.n, done = s->end - s->begin;
	if (w && w->progress)
		w->progress(w->ctx, done, s->t->n, hits);
	if (!w || !w->found || done == s->t->n || hits < SCAN_SCREEN || hits < 2 * s->told)
		return;
	struct query_run part = {.s = s->r->s, .q = s->r->q, .undecided = readers_undecided(&s->readers)};
	scan_gather(s, &part.ranks);
	s->told = hits;
	w->found(w->ctx, result_make(&part, false));
}

/* ---- all ---- */

/* What many words answer is no plan: to list their articles would take longer than to look. */
static bool scan_plan(struct scan *s, struct error *err)
{
	enum { ONE_IN = 4 };
	int64_t n = s->t->sources.n ? s->t->first + (int64_t)s->t->sources.n - 1 : 0;
	s->planned = true;
	s->r->plan_most = (size_t)n / ONE_IN + 1;
	return query_plan(s->r, n, err);
}

static bool scan_all(struct scan *s, struct error *err)
{
	size_t piece = SCAN_FIRST, n = s->t->n;
	while (s->begin > 0 || s->end < n) {
		s->r->sparse = piece <= SCAN_SPARSE;
		if (!s->planned && s->end - s->begin >= s->unplanned && !scan_plan(s, err))
			return false;
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
	size_t articles = (size_t)t->first + t->sources.n;
	struct scan s = {.r = r, .t = t, .verdicts = mem_zero(articles, sizeof *s.verdicts), .known = mem_zero(articles / 64 + 1, sizeof *s.known)};
	/* who waits for the whole answer has no use for a part of it */
	s.unplanned = r->watch && r->watch->found ? SCAN_UNPLANNED : 0;
	if (r->watch && interval_known(r->watch->near)) {
		size_t run = rows_run_at(t->runs.v, t->runs.n, rows_time(r->watch->near));
		s.begin = s.end = rows_run_begin(t->runs.v, run);
	}
	readers_begin(&s.readers, r, s.verdicts);
	bool ok = scan_all(&s, err);
	scan_gather(&s, &r->ranks);
	r->undecided = readers_undecided(&s.readers);
	readers_end(&s.readers);
	mem_free(s.verdicts);
	mem_free(s.known);
	vec_free(&s.rows);
	vec_free(&s.articles);
	vec_free(&s.before);
	vec_free(&s.after);
	return ok;
}
