#include "config.h"

#include "ingest/linker.h"

#include "base/vec.h"
#include "ingest/linker_digest.h"
#include "ingest/linker_pairs.h"
#include "ingest/linker_series.h"

#include <stdatomic.h>
#include <string.h>

enum {
	LINKER_QUEUE = 4096,      /* articles that wait, for their keys are fetched together */
	LINKER_COUNTED = 1 << 20, /* bytes of an article whose words are counted */
};

/* How rare words are. Those that hold no longer are kept: what was digested with them says so. */
struct linker_snapshot {
	struct rarity *rarity;
	struct buf bytes;
};

struct linker {
	struct store *store;
	struct link_tables tables;
	VEC(struct linker_snapshot) snapshots;
	_Atomic(struct rarity *) rarity;           /* of the one that holds; NULL: not known yet. Read by all threads */
	struct linker_article queue[LINKER_QUEUE]; /* articles linked + 1 .. linked + queued */
	size_t queued;
	struct arena waiting;                      /* what they point at */
	struct arena scratch;                      /* of one article's work */
	VEC(uint64_t) wanted;                      /* the keys of the queue */
	struct linker_pairs pairs;
	struct linker_series series;
	int64_t linked;                            /* articles 1 .. linked have their links */
	bool resumed;                              /* linked is of this transaction */
};

struct linker *linker_open(struct store *s)
{
	struct linker *l = mem_zero(1, sizeof *l);
	l->store = l->pairs.store = l->series.store = s;
	link_open(&l->tables);
	l->pairs.tables = &l->tables;
	return l;
}

struct linker_work linker_work(const struct linker *l)
{
	return l->pairs.work;
}

static void linker_empty_queue(struct linker *l)
{
	l->queued = 0;
	arena_reset(&l->waiting);
	linker_pairs_forget(&l->pairs);
}

void linker_close(struct linker *l)
{
	if (!l)
		return;
	linker_empty_queue(l);
	linker_pairs_free(&l->pairs);
	linker_series_free(&l->series);
	link_close(&l->tables);
	for (size_t i = 0; i < l->snapshots.n; i++) {
		rarity_close(l->snapshots.v[i].rarity);
		buf_free(&l->snapshots.v[i].bytes);
	}
	vec_free(&l->snapshots);
	arena_free(&l->waiting);
	arena_free(&l->scratch);
	vec_free(&l->wanted);
	mem_free(l);
}

/* ---- how rare words are ---- */

static struct rarity *linker_snapshot(struct linker *l, struct str bytes)
{
	for (size_t i = l->snapshots.n; i-- > 0;)
		if (str_eq(buf_str(&l->snapshots.v[i].bytes), bytes))
			return l->snapshots.v[i].rarity;
	struct linker_snapshot new = {0};
	if (!rarity_open(bytes, &new.rarity))
		return NULL;
	buf_add_str(&new.bytes, bytes);
	*vec_push(&l->snapshots) = new;
	return new.rarity;
}

static bool linker_load_words(struct linker *l, struct str words, struct error *err)
{
	struct rarity *r = linker_snapshot(l, words);
	if (!r)
		return error_set(err, ERROR_CORRUPT, "%s: its word counts cannot be read; make the links again with `dateline check --rebuild`",
				 store_path(l->store));
	if (r != l->pairs.rarity)
		linker_cache_forget(&l->pairs.cache);
	l->pairs.rarity = r;
	l->rarity = r;
	return true;
}

/* Counts words in articles 1..n, or in LINKER_SAMPLE of them, evenly spread. */
static bool linker_count_words(struct linker *l, int64_t n, struct error *err)
{
	struct rarity_counter *c = rarity_counter_new();
	struct arena arena = ARENA_INIT;
	int64_t step = n > LINKER_SAMPLE ? n / LINKER_SAMPLE : 1;
	bool ok = true;
	for (int64_t id = 1; ok && id <= n; id += step) {
		struct str text;
		size_t events;
		arena_reset(&arena);
		ok = store_glance(l->store, id, LINKER_COUNTED, &arena, &text, &events, err);
		if (ok)
			rarity_counter_add(c, l->tables.stems, text);
	}
	struct buf snapshot = BUF_INIT;
	/* a few thousand words even of a large corpus: what stands in one article of 4,096 or more */
	if (ok)
		rarity_counter_snapshot(c, rarity_counter_articles(c) / 4096 + 2, &snapshot);
	ok = ok && store_set_link_words(l->store, buf_str(&snapshot), err) && linker_load_words(l, buf_str(&snapshot), err);
	buf_free(&snapshot);
	rarity_counter_free(c);
	arena_free(&arena);
	return ok;
}

static bool linker_is_power(int64_t n)
{
	return n > 0 && (n & (n - 1)) == 0;
}

/* ---- one article after the other ---- */

static bool linker_fetch_keys(struct linker *l, struct error *err)
{
	l->wanted.n = 0;
	for (size_t i = 0; i < l->queued; i++)
		for (size_t k = 0; k < l->queue[i].key_count; k++)
			*vec_push(&l->wanted) = l->queue[i].keys[k].key;
	return store_fetch_link_keys(l->store, l->wanted.v, l->wanted.n, err);
}

static bool linker_link(struct linker *l, const struct linker_article *a, struct error *err)
{
	return linker_pairs_link(&l->pairs, a, err) && linker_series_add(&l->series, a->events, a->count, err);
}

/* Links what waits. */
static bool linker_drain(struct linker *l, struct error *err)
{
	bool ok = linker_fetch_keys(l, err);
	for (size_t i = 0; ok && i < l->queued; i++)
		linker_pairs_find(&l->pairs, &l->queue[i]);
	ok = ok && linker_pairs_fetch(&l->pairs, err);
	for (size_t i = 0; ok && i < l->queued; i++)
		ok = linker_link(l, &l->queue[i], err);
	if (ok)
		l->linked += (int64_t)l->queued;
	linker_empty_queue(l);
	return ok;
}

/* Takes the snapshot that holds from article id on, if one does. */
static bool linker_turn(struct linker *l, int64_t id, struct error *err)
{
	return id <= LINKER_SMALL || !linker_is_power(id) || (linker_drain(l, err) && linker_count_words(l, id, err));
}

/* Puts an article last in the queue. */
static bool linker_push(struct linker *l, int64_t id, const struct linker_prepared *p, struct error *err)
{
	struct linker_article *a = &l->queue[l->queued];
	*a = (struct linker_article){.id = id, .count = p->count, .key_count = p->key_count};
	a->events = arena_take(&l->waiting, p->count, sizeof *a->events);
	for (size_t i = 0; i < p->count; i++) {
		a->events[i] = linker_digest_copy(&p->events[i], &l->waiting);
		a->events[i]->article = id;
		a->events[i]->id = store_event_row(id, i);
	}
	a->keys = arena_take(&l->waiting, p->key_count, sizeof *a->keys);
	if (p->key_count)
		memcpy(a->keys, p->keys, p->key_count * sizeof *a->keys);
	return ++l->queued < LINKER_QUEUE || linker_drain(l, err);
}

static int64_t linker_next(const struct linker *l)
{
	return l->linked + (int64_t)l->queued + 1;
}

static void linker_tell(const struct store_watch *watch, int64_t done, int64_t all)
{
	enum { EACH = 256 };
	if (watch && watch->progress && (done % EACH == 0 || done == all))
		watch->progress(watch->ctx, "links", done, all);
}

/* Articles up to `to`, as the store has them. */
static bool linker_range(struct linker *l, int64_t to, const struct store_watch *watch, struct error *err)
{
	for (int64_t id = linker_next(l); id <= to; id++) {
		struct article a = {.text = STR_NONE};
		struct extraction x = {.event_count = 0};
		struct str text;
		size_t events;
		arena_reset(&l->scratch);
		if (!linker_turn(l, id, err) || !store_glance(l->store, id, 0, &l->scratch, &text, &events, err) ||
		    (events <= LINKER_EVENTS && !linker_cache_fetch(&l->pairs.cache, l->store, id, &a, &x, err)) ||
		    !linker_push(l, id, linker_digest_article(&l->tables, l->rarity, &a, &x, &l->scratch, &l->scratch), err))
			return false;
		linker_tell(watch, id, to);
	}
	return linker_drain(l, err) && linker_series_link(&l->series, l->linked, err) && store_set_link_articles(l->store, to, err);
}

/* The largest power of two in (linked, last] at which all is made again, or 0. */
static int64_t linker_doubling(int64_t linked, int64_t last)
{
	int64_t top = last < LINKER_SMALL ? last : LINKER_SMALL, power = 1;
	while (power * 2 <= top)
		power *= 2;
	return power > linked && power <= top ? power : 0;
}

/* Where linking stands in the corpus. Another process may have linked since the last batch: then what is in
 * memory is of no use. */
static bool linker_resume(struct linker *l, struct error *err)
{
	int64_t linked;
	struct str words;
	arena_reset(&l->scratch);
	if (!store_link_state(l->store, &l->scratch, &linked, &words, err))
		return false;
	l->resumed = true;
	l->pairs.ahead.committed = store_committed_article(l->store);
	l->series.chained = linked;
	l->series.touched.n = 0;
	linker_empty_queue(l);
	if (l->rarity && linked == l->linked)
		return true;
	l->linked = linked;
	return linker_load_words(l, words, err);
}

bool linker_ready(struct linker *l, struct error *err)
{
	bool ok = linker_resume(l, err);
	l->resumed = false;
	return ok;
}

struct linker_prepared *linker_prepare(const struct linker *l, const struct article *a, const struct extraction *x, struct arena *scratch,
				       struct arena *arena)
{
	const struct rarity *r = l->rarity;
	return r ? linker_digest_article(&l->tables, r, a, x, scratch, arena) : NULL;
}

bool linker_add(struct linker *l, int64_t row, const struct article *a, const struct extraction *x, const struct linker_prepared *p,
		struct error *err)
{
	if (!l->resumed && !linker_resume(l, err))
		return false;
	if (row <= LINKER_SMALL || row != linker_next(l))
		return true;
	if (!linker_turn(l, row, err))
		return false;
	arena_reset(&l->scratch);
	if (!p || p->rarity != l->rarity)
		p = linker_digest_article(&l->tables, l->rarity, a, x, &l->scratch, &l->scratch);
	return linker_push(l, row, p, err);
}

static bool linker_run_watched(struct linker *l, const struct store_watch *watch, struct error *err)
{
	int64_t last;
	if (!store_last_article(l->store, &last, err) || (!l->resumed && !linker_resume(l, err)))
		return false;
	l->resumed = false;
	int64_t doubling = linker_doubling(l->linked, last);
	if (doubling) {
		if (!store_remove_links(l->store, err) || !linker_count_words(l, doubling, err))
			return false;
		l->linked = l->series.chained = 0;
	}
	return linker_range(l, last, watch, err);
}

bool linker_run(struct linker *l, struct error *err)
{
	return linker_run_watched(l, NULL, err);
}

bool linker_rebuild(struct linker *l, const struct store_watch *watch, struct error *err)
{
	if (!store_begin(l->store, err))
		return false;
	l->resumed = false;
	if (store_rebuild(l->store, watch, err) && linker_run_watched(l, watch, err))
		return store_commit(l->store, err) && store_tidy(l->store, l->linked, err);
	store_rollback(l->store);
	return false;
}
