/* The words and patterns of a query over the texts of the rows that its fields left.
 *
 * Rows are taken in pieces, from the place that the caller looks at outwards, so that what its screen needs comes
 * first; until the screen is full, a piece has few articles. The articles of a
 * piece are read in their own order, for their texts lie so, by two threads; then its rows are told by their articles'
 * verdicts. An article is read once, however many rows it has. Where the query before looked, and this one is narrower,
 * only what it left is looked at.
 *
 * Who waits for a screen often has it before the word index could be asked. Then it is asked window by window, when rows
 * of many of its articles come: what happened at a time was mostly read in together. */
#include "config.h"

#include "store/readers.h"

#include <stdlib.h>
#include <string.h>

enum {
	SCAN_FIRST = 64,            /* rows of the first piece; the next ones are larger */
	SCAN_MOST = 256 * 1024,
	SCAN_HURRIED = 256,         /* articles of a piece, until the screen is full */
	SCAN_UNPLANNED = 256,       /* texts that are fetched before the word index is asked: often they fill the screen; */
	SCAN_HOPEFUL = 4096,        /*   so many when half of the hits that fill it are there */
	SCAN_MET = 1024,            /* one row in so many articles of a window is looked at before it is asked of: that costs as much */
	SCAN_HURRIED_MOST = 8192,   /*   twice as many after each piece, up to these: they are read faster, for they lie closer together */
	SCAN_SCREEN = 50,           /* hits that fill a screen */
	SCAN_LEFT_MOST = 1024 * 1024, /* rows that are left to a narrower query: more would not narrow it */
};

struct scan {
	struct query_run *r;
	const struct rows_table *t;
	struct readers readers;
	struct verdict *verdicts;        /* of each article */
	uint64_t *known;                 /* which have one, as bits */
	VEC(uint32_t) rows, articles;    /* of the piece: what is to be told, what is to be read */
	size_t most;                     /* articles of a piece */
	size_t run;                      /* of the row that was looked at last */
	size_t begin, end;               /* ranks that are done */
	VEC(uint32_t) before, after;     /* hits, away from the middle */
	size_t told;                     /* hits at the last telling */
	bool narrowed;                   /* what the query before left holds for this one */
	size_t fetched;                  /* texts that were not kept nearby */
	size_t unplanned;                /* so many of them come before the word index is asked */
	bool planned;                    /* it was, or will be, window by window: */
	struct scan_windows {
		struct scan_window {
			struct words_window window;
			size_t met;      /* rows */
			bool planned;
		} *v;
		size_t n, cap;
	} windows;
	size_t open;                     /*   those that it was not asked of yet, */
	size_t here;                     /*   and the one that was looked up last */
	bool wanted;                     /* it must be asked of that one before the next row */
	bool eager;                      /* each is asked of at its first row: that costs little, or all of them will be */
};

static bool scan_is_watched(const struct query_run *r)
{
	return r->watch && r->watch->found;
}

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

/* ---- windows ---- */

/* Who wants the whole answer asks once, who compares plans with what is there of each segment. */
static int64_t scan_window_least(const struct scan *s, int64_t n)
{
	enum { WINDOWS = 16, LEAST = 4096 };
	if (s->r->s->planning == STORE_PLAN_ALWAYS)
		return 1;
	return !scan_is_watched(s->r) ? n : n / WINDOWS > LEAST ? n / WINDOWS : LEAST;
}

/* What many words answer is no plan: to list their articles would take longer than to look. */
static bool scan_plan(struct scan *s, struct error *err)
{
	enum { ONE_IN = 4 };
	int64_t n = s->t->sources.n ? s->t->first + (int64_t)s->t->sources.n - 1 : 0;
	s->planned = true;
	s->r->plan_share = ONE_IN;
	if (!query_plan_begin(s->r, n, err))
		return false;
	s->eager = query_plan_is_cheap(s->r);
	for (int64_t next = 1; s->r->candidates.bits && next <= n; next = s->windows.v[s->open++].window.last + 1)
		*vec_push(&s->windows) = (struct scan_window){
			.window = words_index_window(&s->r->s->index, WORDS_TEXT, next, scan_window_least(s, n), n)};
	return true;
}

static struct scan_window *scan_window_of(struct scan *s, uint32_t article)
{
	while (s->windows.v[s->here].window.last < article)
		s->here++;
	while (s->windows.v[s->here].window.first > article)
		s->here--;
	return &s->windows.v[s->here];
}

/* Is it known of the article's window what is to be read of it, or is that not worth a question yet? */
static bool scan_is_ready(struct scan *s, uint32_t article)
{
	if (s->open == 0)
		return true;
	struct scan_window *w = scan_window_of(s, article);
	s->wanted = !w->planned && (s->eager || ++w->met > words_window_size(w->window) / SCAN_MET);
	return !s->wanted;
}

static bool scan_plan_wanted(struct scan *s, struct error *err)
{
	struct scan_window *w = &s->windows.v[s->here];
	const struct words_set *candidates = &s->r->candidates;
	size_t size = words_window_size(w->window), before = words_set_count(candidates);
	s->wanted = false;
	w->planned = true;
	s->open--;
	if (!query_plan_window(s->r, w->window, err))
		return false;
	size_t left = words_set_count(candidates) + size - before;
	s->eager = s->eager || left * ((size_t)candidates->n / (size + 1)) < SCAN_SCREEN;
	return true;
}

/* ---- the rows of a piece ---- */

/* Can the row's article answer, as far as is known? */
static bool scan_may_answer(const struct scan *s, uint32_t rank)
{
	const uint64_t *bits = s->r->candidates.bits;
	uint32_t article = s->t->column[ROWS_ARTICLE][rank];
	return !bits || (bits[article / 64] >> article % 64 & 1);
}

/* False: not yet. */
static bool scan_take(struct scan *s, uint32_t rank)
{
	const struct rows_table *t = s->t;
	uint32_t article = t->column[ROWS_ARTICLE][rank];
	if (!scan_may_answer(s, rank))
		return true;
	if (!scan_is_ready(s, article))
		return false;
	while (t->runs.v[s->run].end <= rank)
		s->run++;
	while (s->run > 0 && t->runs.v[s->run - 1].end > rank)
		s->run--;
	if (!query_fields_hold(s->r->fields, rank, s->run))
		return true;
	*vec_push(&s->rows) = rank;
	uint64_t bit = UINT64_C(1) << article % 64;
	if (s->known[article / 64] & bit)
		return true;
	s->known[article / 64] |= bit;
	s->fetched += !nearby_get(&s->r->s->nearby, article);
	*vec_push(&s->articles) = article;
	return true;
}

/* Does the piece from one rank to another begin where the query before looked? Then it ends there too. */
static bool scan_is_narrow(const struct scan *s, size_t from, size_t *to)
{
	const struct narrow *n = &s->r->s->narrow;
	if (!s->narrowed || (*to > from ? from < n->begin || from >= n->end : from <= n->begin || from > n->end))
		return false;
	*to = *to > n->end ? n->end : *to < n->begin ? n->begin : *to;
	return true;
}

/* The rows between two ranks, away from the middle; returns how far it came. */
static size_t scan_choose(struct scan *s, size_t from, size_t to)
{
	const struct narrow *n = &s->r->s->narrow;
	bool narrow = scan_is_narrow(s, from, &to);
	size_t begin = narrow ? narrow_before(n, from) : from, stop = narrow ? narrow_before(n, to) : to, at = begin;
	s->rows.n = s->articles.n = 0;
	while (at < stop && s->articles.n < s->most && scan_take(s, narrow ? n->ranks.v.v[at] : (uint32_t)at))
		at++;
	while (at > stop && s->articles.n < s->most && scan_take(s, narrow ? n->ranks.v.v[at - 1] : (uint32_t)at - 1))
		at--;
	return at == stop ? to : at == begin ? from : narrow ? n->ranks.v.v[at] : at;
}

static bool scan_is_hit(const struct scan *s, uint32_t rank)
{
	return verdict_holds(&s->verdicts[s->t->column[ROWS_ARTICLE][rank]], s->t->column[ROWS_EVENT][rank]);
}

/* From *done on, which moves. */
static bool scan_piece(struct scan *s, size_t *done, size_t to, struct error *err)
{
	bool before = to < *done;
	size_t end = scan_choose(s, *done, to);
	for (; s->wanted; end = scan_choose(s, *done, to)) {
		if (end != *done)
			break;
		if (!scan_plan_wanted(s, err))
			return false;
	}
	s->readers.more = before ? *done - end : end - *done;
	if (!scan_articles(s, err))
		return false;
	s->readers.done += s->readers.more;
	for (size_t i = 0; i < s->rows.n; i++) {
		if (!scan_is_hit(s, s->rows.v[i]))
			continue;
		if (before)
			*vec_push(&s->before) = s->rows.v[i];
		else
			*vec_push(&s->after) = s->rows.v[i];
	}
	*done = end;
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
	s->most = SIZE_MAX;
	w->found(w->ctx, result_make(&part, false));
}

/* ---- all ---- */

/* Is it time to ask the word index? Where hits are not rare, to go on looking may fill the screen sooner. */
static bool scan_must_plan(const struct scan *s)
{
	bool hopeful = scan_is_watched(s->r) && !s->told && 2 * (s->before.n + s->after.n) >= SCAN_SCREEN;
	return !s->planned && s->fetched >= s->unplanned && (!hopeful || s->fetched >= SCAN_HOPEFUL);
}

static bool scan_all(struct scan *s, struct error *err)
{
	size_t piece = SCAN_FIRST, n = s->t->n;
	while (s->begin > 0 || s->end < n) {
		if (scan_must_plan(s) && !scan_plan(s, err))
			return false;
		s->r->keeps = scan_is_watched(s->r) && !s->planned;
		size_t end = n - s->end < piece ? n : s->end + piece, begin = s->begin < piece ? 0 : s->begin - piece;
		if ((s->end < n && !scan_piece(s, &s->end, end, err)) ||
		    (s->begin > 0 && !scan_piece(s, &s->begin, begin, err)))
			return false;
		scan_tell(s);
		piece = piece < SCAN_MOST ? 2 * piece : piece;
		s->most = s->planned && s->most < SCAN_HURRIED_MOST ? 2 * s->most : s->most;
	}
	return true;
}

/* The rank that the caller looks at. */
static size_t scan_middle(const struct rows_table *t, struct interval near)
{
	return interval_known(near) ? rows_run_begin(t->runs.v, rows_run_at(t->runs.v, t->runs.n, rows_time(near))) : 0;
}

/* What could not be decided may yet answer a narrower query. */
static void scan_leave(struct scan *s)
{
	struct query_ranks *found = &s->r->ranks;
	struct narrow *n = &s->r->s->narrow;
	if (s->r->undecided || found->v.n > SCAN_LEFT_MOST)
		narrow_free(n);
	else
		narrow_leave(n, s->r->s->table, s->r->s->table_notes, s->r->q, s->narrowed, s->begin, s->end, found->v.v,
			     found->v.n);
}

bool query_scan(struct query_run *r, struct error *err)
{
	const struct rows_table *t = r->s->table;
	size_t articles = (size_t)t->first + t->sources.n;
	/* verdicts need no zeros: who is known has one, and to write 16 bytes an article would take a third of a short query */
	struct scan s = {.r = r,
			 .t = t,
			 .verdicts = mem_alloc(articles * sizeof *s.verdicts),
			 .known = mem_zero(articles / 64 + 1, sizeof *s.known)};
	/* who waits for the whole answer has no use for a part of it */
	s.unplanned = scan_is_watched(r) && r->s->planning != STORE_PLAN_ALWAYS ? SCAN_UNPLANNED : 0;
	s.most = scan_is_watched(r) ? SCAN_HURRIED : SIZE_MAX;
	s.begin = s.end = r->watch ? scan_middle(t, r->watch->near) : 0;
	s.narrowed = scan_is_watched(r) && narrow_holds(&r->s->narrow, t, r->s->table_notes, r->q, s.begin);
	readers_begin(&s.readers, r, s.verdicts);
	s.readers.all = t->n;
	bool ok = scan_all(&s, err);
	scan_gather(&s, &r->ranks);
	r->undecided = readers_undecided(&s.readers);
	if (scan_is_watched(r))
		scan_leave(&s);
	readers_end(&s.readers);
	mem_free(s.verdicts);
	mem_free(s.known);
	vec_free(&s.windows);
	vec_free(&s.rows);
	vec_free(&s.articles);
	vec_free(&s.before);
	vec_free(&s.after);
	return ok;
}

/* ---- before the next query ---- */

static bool scan_keep_around(struct query_run *r, struct error *err)
{
	enum { ROWS = 256, FAR = 64 * 1024 };
	const struct rows_table *t = r->s->table;
	struct nearby *nearby = &r->s->nearby;
	size_t middle = scan_middle(t, r->watch->near);
	struct readers readers;
	VEC(uint32_t) articles = {0};
	bool ok = true;
	nearby_move(nearby, middle);
	readers_begin(&readers, r, NULL);
	readers.only_keep = true;
	for (size_t far = 0; ok && far < FAR && !(nearby_is_full(nearby, 0) && nearby_is_full(nearby, 1)); far += ROWS) {
		articles.n = 0;
		for (size_t rank = middle + far; rank < t->n && rank < middle + far + ROWS; rank++)
			*vec_push(&articles) = t->column[ROWS_ARTICLE][rank];
		for (size_t back = far + 1; back <= middle && back <= far + ROWS; back++)
			*vec_push(&articles) = t->column[ROWS_ARTICLE][middle - back];
		if (articles.n == 0)
			break;
		qsort(articles.v, articles.n, sizeof *articles.v, scan_compare);
		size_t n = 0;
		for (size_t i = 0; i < articles.n; i++)
			if ((n == 0 || articles.v[n - 1] != articles.v[i]) && !nearby_get(nearby, articles.v[i]))
				articles.v[n++] = articles.v[i];
		ok = readers_read(&readers, articles.v, n, err);
	}
	readers_end(&readers);
	vec_free(&articles);
	return ok;
}

bool query_keep_near(struct store *s, const struct query_watch *watch, struct error *err)
{
	static const struct query none;
	struct query_run r = {.s = s, .q = &none, .watch = watch, .keeps = true};
	bool ok = s->table && query_run_begin(&r, err) && scan_keep_around(&r, err);
	query_run_end(&r);
	return ok;
}
