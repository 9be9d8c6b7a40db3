#include "config.h"

#include "ingest/linker.h"

#include "base/vec.h"
#include "link/link.h"
#include "link/series.h"

#include <stdlib.h>
#include <string.h>

enum {
	LINKER_CACHE = 1 << 16, /* events whose digests are kept: some 60 MB */
	LINKER_QUEUE = 1024,    /* articles that wait, for their keys are fetched together */
};

struct linker_key {
	uint64_t key;
	float bits;
	uint32_t event; /* index in the article */
	int32_t first;
	uint8_t day;
};

/* An article that waits to be linked. */
struct linker_article {
	int64_t id;
	struct link_event *events;
	size_t count;
	struct linker_key *keys; /* of all its events, by key */
	size_t key_count;
};

/* An event that was linked. */
struct linker_slot {
	int64_t id; /* 0: free */
	struct link_event *event; /* in one piece of memory with what it points at */
};

struct linker_candidate {
	int64_t event;
	float bits;
	uint32_t mine;
};

struct linker_pair {
	struct link link;
	int64_t mine, other; /* events */
};

struct linker {
	struct store *store;
	struct link_tables tables;
	struct rarity *rarity;
	struct linker_slot cache[LINKER_CACHE];    /* by the hash of their id */
	struct linker_article queue[LINKER_QUEUE]; /* articles linked + 1 .. linked + queued */
	size_t queued;
	struct arena waiting;                      /* their digests and keys */
	struct arena source;                       /* an article as the store gives it, until it is digested */
	struct arena scratch;                      /* of one article's work */
	VEC(struct linker_key) keys;
	VEC(uint64_t) wanted;                      /* the keys of the queue */
	VEC(struct linker_candidate) candidates;
	VEC(struct linker_pair) pairs;
	VEC(uint64_t) touched;                     /* series with new members */
	int64_t linked;                            /* articles 1 .. linked have their links */
	uint64_t judged;                           /* pairs, since it was opened */
	int64_t chained;                           /* of these the series, too */
	bool resumed;                              /* linked is of this transaction */
};

struct linker *linker_open(struct store *s)
{
	struct linker *l = mem_zero(1, sizeof *l);
	l->store = s;
	link_open(&l->tables);
	return l;
}

uint64_t linker_judged(const struct linker *l)
{
	return l->judged;
}

static void linker_forget(struct linker *l)
{
	for (size_t i = 0; i < LINKER_CACHE; i++) {
		mem_free(l->cache[i].event);
		l->cache[i] = (struct linker_slot){0};
	}
}

void linker_close(struct linker *l)
{
	if (!l)
		return;
	linker_forget(l);
	link_close(&l->tables);
	rarity_close(l->rarity);
	arena_free(&l->waiting);
	arena_free(&l->source);
	arena_free(&l->scratch);
	vec_free(&l->keys);
	vec_free(&l->wanted);
	vec_free(&l->candidates);
	vec_free(&l->pairs);
	vec_free(&l->touched);
	mem_free(l);
}

/* ---- digests ---- */

/* The article as it waits: its texts are copied, for it has to outlive its source. */
static void linker_digest(struct linker *l, const struct link_article *a, const struct extraction *x, struct linker_article *out)
{
	struct arena *arena = &l->waiting;
	out->id = a->id;
	out->count = x->event_count <= LINKER_EVENTS ? x->event_count : 0;
	out->events = arena_alloc(arena, out->count, sizeof *out->events);
	for (size_t i = 0; i < out->count; i++) {
		struct link_event *e = &out->events[i];
		link_digest(a, &x->events[i], store_event_row(a->id, i), &l->tables, l->rarity, arena, e);
		for (size_t w = 0; w < e->word_count; w++)
			e->words[w].text = arena_str(arena, e->words[w].text);
		e->place = arena_str(arena, e->place);
	}
}

static bool linker_fetch(struct linker *l, int64_t id, struct link_article *out, struct extraction *x, struct error *err)
{
	struct article a;
	arena_reset(&l->source);
	if (!store_article(l->store, id, &l->source, &a, err) || !store_extraction(l->store, id, &l->source, x, NULL, err))
		return false;
	*out = (struct link_article){.id = id, .text = a.text, .title = a.title, .published = a.published.when, .places = x->places,
				     .place_count = x->place_count};
	return true;
}

static struct str linker_put(char **at, struct str s)
{
	struct str put = {*at, s.n};
	if (s.n)
		memcpy(*at, s.p, s.n);
	*at += s.n;
	return put;
}

/* The digest in one piece of memory, without what is of no use after linking. */
static struct link_event *linker_copy(const struct link_event *e)
{
	size_t size = sizeof *e + e->word_count * sizeof *e->words + e->place.n;
	for (size_t i = 0; i < e->word_count; i++)
		size += e->words[i].text.n;
	struct link_event *copy = mem_alloc(size);
	*copy = *e;
	copy->words = (struct link_word *)(copy + 1);
	char *at = (char *)(copy->words + e->word_count);
	for (size_t i = 0; i < e->word_count; i++) {
		copy->words[i] = e->words[i];
		copy->words[i].text = linker_put(&at, e->words[i].text);
	}
	copy->place = linker_put(&at, e->place);
	copy->series_name = STR_NONE;
	return copy;
}

static struct linker_slot *linker_slot(struct linker *l, int64_t event)
{
	return &l->cache[(uint64_t)event * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (LINKER_CACHE - 1)];
}

static const struct link_event *linker_remember(struct linker *l, const struct link_event *e)
{
	struct linker_slot *slot = linker_slot(l, e->id);
	mem_free(slot->event);
	*slot = (struct linker_slot){e->id, linker_copy(e)};
	return slot->event;
}

/* The digest of an event that was linked, from memory or made from the store; NULL when there is no such
 * event. It lives until another takes its place. */
static bool linker_earlier(struct linker *l, int64_t event, const struct link_event **out, struct error *err)
{
	struct linker_slot *slot = linker_slot(l, event);
	struct link_article a;
	struct extraction x;
	struct link_event e;
	*out = slot->event;
	if (slot->id == event)
		return true;
	if (!linker_fetch(l, store_event_article(event), &a, &x, err))
		return false;
	size_t index = store_event_index(event);
	*out = NULL;
	if (index >= x.event_count)
		return true;
	link_digest(&a, &x.events[index], event, &l->tables, l->rarity, &l->source, &e);
	*out = linker_remember(l, &e);
	return true;
}

/* ---- candidates ---- */

static int linker_by_key(const void *x, const void *y)
{
	const struct linker_key *a = x, *b = y;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

/* Gives a waiting article its keys. */
static void linker_collect_keys(struct linker *l, struct linker_article *a)
{
	struct link_key keys[LINK_KEYS];
	l->keys.n = 0;
	for (size_t i = 0; i < a->count; i++) {
		size_t n = link_keys(&a->events[i], keys);
		for (size_t k = 0; k < n; k++)
			*vec_push(&l->keys) = (struct linker_key){keys[k].key, keys[k].bits, (uint32_t)i, keys[k].first, keys[k].day};
	}
	if (l->keys.n)
		qsort(l->keys.v, l->keys.n, sizeof *l->keys.v, linker_by_key);
	a->key_count = l->keys.n;
	a->keys = arena_alloc(&l->waiting, l->keys.n, sizeof *a->keys);
	for (size_t i = 0; i < l->keys.n; i++)
		a->keys[i] = l->keys.v[i];
}

/* The events that share a key with one of the article's, but those of another day. */
static void linker_add_candidates(struct linker *l, const struct linker_article *a, const struct linker_key *k,
				  const struct store_key_event *events, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!events[i].day || link_may_meet(&a->events[k->event], k->first + events[i].day - 1))
			*vec_push(&l->candidates) = (struct linker_candidate){events[i].event, k->bits, k->event};
}

/* Asks for each key, and adds the article's events to it unless it is full. */
static void linker_use_keys(struct linker *l, const struct linker_article *a)
{
	struct store_key_event events[STORE_KEY_MOST];
	l->candidates.n = 0;
	for (size_t i = 0, j; i < a->key_count; i = j) {
		size_t n = store_link_key(l->store, a->keys[i].key, events);
		for (j = i; j < a->key_count && a->keys[j].key == a->keys[i].key; j++) {
			const struct linker_key *k = &a->keys[j];
			if (n == STORE_KEY_MOST)
				continue;
			linker_add_candidates(l, a, k, events, n);
			store_add_link_key(l->store, k->key, (struct store_key_event){a->events[k->event].id, k->day});
		}
	}
}

static int linker_by_candidate(const void *x, const void *y)
{
	const struct linker_candidate *a = x, *b = y;
	if (a->event != b->event)
		return a->event < b->event ? -1 : 1;
	return (a->mine > b->mine) - (a->mine < b->mine);
}

static bool linker_judge(struct linker *l, const struct link_event *mine, int64_t event, struct error *err)
{
	const struct link_event *other;
	if (store_event_article(event) == mine->article)
		return true;
	l->judged++;
	if (!linker_earlier(l, event, &other, err))
		return false;
	struct linker_pair p = {.mine = mine->id, .other = event};
	if (other && link_pair(mine, other, &l->scratch, &p.link))
		*vec_push(&l->pairs) = p;
	return true;
}

/* Candidates that came by several keys become one. */
static void linker_sum_candidates(struct linker *l)
{
	size_t n = 0;
	if (l->candidates.n)
		qsort(l->candidates.v, l->candidates.n, sizeof *l->candidates.v, linker_by_candidate);
	for (size_t i = 0; i < l->candidates.n; i++) {
		struct linker_candidate *last = n ? &l->candidates.v[n - 1] : NULL;
		if (last && linker_by_candidate(last, &l->candidates.v[i]) == 0)
			last->bits += l->candidates.v[i].bits;
		else
			l->candidates.v[n++] = l->candidates.v[i];
	}
	l->candidates.n = n;
}

/* The article's events one after the other, of each the best candidates first. */
static int linker_by_bits(const void *x, const void *y)
{
	const struct linker_candidate *a = x, *b = y;
	if (a->mine != b->mine)
		return a->mine < b->mine ? -1 : 1;
	if (a->bits != b->bits)
		return a->bits > b->bits ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

static bool linker_judge_all(struct linker *l, const struct linker_article *a, struct error *err)
{
	l->pairs.n = 0;
	linker_sum_candidates(l);
	if (l->candidates.n)
		qsort(l->candidates.v, l->candidates.n, sizeof *l->candidates.v, linker_by_bits);
	size_t judged = 0;
	for (size_t i = 0; i < l->candidates.n; i++) {
		const struct linker_candidate *c = &l->candidates.v[i];
		if (i && c->mine != c[-1].mine)
			judged = 0;
		if (c->bits < LINK_ENOUGH || judged == LINKER_JUDGED)
			continue;
		judged++;
		if (!linker_judge(l, &a->events[c->mine], c->event, err))
			return false;
	}
	return true;
}

/* ---- choosing ---- */

static int linker_by_score(const void *x, const void *y)
{
	const struct linker_pair *a = x, *b = y;
	if (a->link.score != b->link.score)
		return a->link.score > b->link.score ? -1 : 1;
	if (a->mine != b->mine)
		return a->mine < b->mine ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

/* Same and background say that it is one event, outcome that it came true: of each a pair has one. */
static bool linker_is_rival(const struct linker_pair *a, const struct linker_pair *b)
{
	return (a->link.kind == LINK_OUTCOME) == (b->link.kind == LINK_OUTCOME);
}

static bool linker_has_room(const struct linker_pair *taken, size_t count, const struct linker_pair *p)
{
	size_t links = 0;
	for (size_t i = 0; i < count; i++) {
		if (!linker_is_rival(&taken[i], p))
			continue;
		bool articles = store_event_article(taken[i].other) == store_event_article(p->other);
		if (taken[i].other == p->other || (taken[i].mine == p->mine && articles))
			return false;
		links += taken[i].mine == p->mine;
	}
	return links < LINKER_MOST;
}

static bool linker_choose(struct linker *l, struct error *err)
{
	size_t taken = 0;
	if (l->pairs.n)
		qsort(l->pairs.v, l->pairs.n, sizeof *l->pairs.v, linker_by_score);
	for (size_t i = 0; i < l->pairs.n; i++) {
		struct linker_pair p = l->pairs.v[i];
		if (!linker_has_room(l->pairs.v, taken, &p))
			continue;
		if (!store_add_link(l->store, &p.link, err))
			return false;
		l->pairs.v[taken++] = p;
	}
	return true;
}

/* ---- series ---- */

static bool linker_add_series(struct linker *l, const struct linker_article *a, struct error *err)
{
	for (size_t i = 0; i < a->count; i++) {
		struct series_member m;
		if (!series_member(&a->events[i], &m))
			continue;
		struct store_series kept = {m.event, m.when, m.precision, m.rank, m.name};
		if (!store_add_series(l->store, a->events[i].series, &kept, err))
			return false;
		*vec_push(&l->touched) = a->events[i].series;
	}
	return true;
}

static int linker_by_ends(const void *x, const void *y)
{
	const struct link *a = x, *b = y;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to > b->to) - (a->to < b->to);
}

/* Takes away the links from an event that are no longer among the n, and marks those that stay as they are. */
static bool linker_unchain(struct linker *l, int64_t event, const struct link *links, size_t n, bool *stays, struct error *err)
{
	struct link *old;
	size_t count;
	if (!store_series_links(l->store, event, &l->scratch, &old, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct link *link = n ? bsearch(&old[i], links, n, sizeof *links, linker_by_ends) : NULL;
		if (link)
			stays[link - links] = link->score == old[i].score && str_eq(link->reason, old[i].reason);
		else if (!store_remove_link(l->store, &old[i], err))
			return false;
	}
	return true;
}

/* Only what changes is written: a link is far from the next one in the file. A series of too many reports lost its links
 * when it came to that, and stays as it is. */
static bool linker_chain(struct linker *l, uint64_t key, struct error *err)
{
	struct store_series *kept;
	struct link *links;
	size_t count;
	arena_reset(&l->scratch);
	if (!store_series(l->store, key, SERIES_MOST + 1, &l->scratch, &kept, &count, err))
		return false;
	if (count > SERIES_MOST && store_event_article(kept[SERIES_MOST].event) <= l->chained)
		return true;
	struct series_member *members = arena_alloc(&l->scratch, count, sizeof *members);
	for (size_t i = 0; i < count; i++)
		members[i] = (struct series_member){kept[i].event, store_event_article(kept[i].event), kept[i].when,
						    kept[i].precision, kept[i].rank, kept[i].name};
	size_t n = series_chain(members, count, &l->scratch, &links);
	bool *stays = arena_alloc(&l->scratch, n, sizeof *stays);
	if (n)
		qsort(links, n, sizeof *links, linker_by_ends);
	for (size_t i = 0; i < count; i++)
		if (!linker_unchain(l, kept[i].event, links, n, stays, err))
			return false;
	for (size_t i = 0; i < n; i++)
		if (!stays[i] && !store_add_link(l->store, &links[i], err))
			return false;
	return true;
}

static int linker_by_number(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;
	return (*a > *b) - (*a < *b);
}

static bool linker_chain_touched(struct linker *l, struct error *err)
{
	if (l->touched.n)
		qsort(l->touched.v, l->touched.n, sizeof *l->touched.v, linker_by_number);
	for (size_t i = 0; i < l->touched.n; i++)
		if ((i == 0 || l->touched.v[i] != l->touched.v[i - 1]) && !linker_chain(l, l->touched.v[i], err))
			return false;
	l->touched.n = 0;
	l->chained = l->linked;
	return true;
}

/* ---- one article after the other ---- */

static bool linker_link(struct linker *l, const struct linker_article *a, struct error *err)
{
	arena_reset(&l->scratch);
	linker_use_keys(l, a);
	if (!linker_judge_all(l, a, err) || !linker_choose(l, err) || !linker_add_series(l, a, err))
		return false;
	for (size_t i = 0; i < a->count; i++)
		linker_remember(l, &a->events[i]);
	return true;
}

/* Links what waits. */
static bool linker_drain(struct linker *l, struct error *err)
{
	l->wanted.n = 0;
	for (size_t i = 0; i < l->queued; i++)
		for (size_t k = 0; k < l->queue[i].key_count; k++)
			*vec_push(&l->wanted) = l->queue[i].keys[k].key;
	if (l->wanted.n)
		qsort(l->wanted.v, l->wanted.n, sizeof *l->wanted.v, linker_by_number);
	if (!store_fetch_link_keys(l->store, l->wanted.v, l->wanted.n, err))
		return false;
	for (size_t i = 0; i < l->queued; i++)
		if (!linker_link(l, &l->queue[i], err))
			return false;
	l->linked += (int64_t)l->queued;
	l->queued = 0;
	arena_reset(&l->waiting);
	return true;
}

static bool linker_load_words(struct linker *l, struct str words, struct error *err)
{
	struct rarity *r;
	if (!rarity_open(words, &r))
		return error_set(err, ERROR_CORRUPT, "%s: its word counts cannot be read; make the links again with `dateline check --rebuild`",
				 store_path(l->store));
	rarity_close(l->rarity);
	l->rarity = r;
	linker_forget(l);
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
		struct article a;
		arena_reset(&arena);
		ok = store_article(l->store, id, &arena, &a, err);
		if (ok)
			rarity_counter_add(c, l->tables.stems, a.text);
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

/* Takes the snapshot that holds from article id on, if one does. */
static bool linker_turn(struct linker *l, int64_t id, struct error *err)
{
	return id <= LINKER_SMALL || !linker_is_power(id) || (linker_drain(l, err) && linker_count_words(l, id, err));
}

/* The article that was digested waits no longer alone. */
static bool linker_push(struct linker *l, struct error *err)
{
	linker_collect_keys(l, &l->queue[l->queued]);
	return ++l->queued < LINKER_QUEUE || linker_drain(l, err);
}

static int64_t linker_next(const struct linker *l)
{
	return l->linked + (int64_t)l->queued + 1;
}

static bool linker_range(struct linker *l, int64_t to, struct error *err)
{
	struct link_article a;
	struct extraction x;
	for (int64_t id = linker_next(l); id <= to; id++) {
		if (!linker_turn(l, id, err) || !linker_fetch(l, id, &a, &x, err))
			return false;
		linker_digest(l, &a, &x, &l->queue[l->queued]);
		if (!linker_push(l, err))
			return false;
	}
	return linker_drain(l, err) && linker_chain_touched(l, err) && store_set_link_articles(l->store, to, err);
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
	l->chained = linked;
	l->touched.n = 0;
	l->queued = 0;
	arena_reset(&l->waiting);
	if (l->rarity && linked == l->linked)
		return true;
	l->linked = linked;
	return linker_load_words(l, words, err);
}

bool linker_add(struct linker *l, int64_t row, const struct article *a, const struct extraction *x, struct error *err)
{
	if (!l->resumed && !linker_resume(l, err))
		return false;
	if (row <= LINKER_SMALL || row != linker_next(l))
		return true;
	struct link_article source = {.id = row, .text = a->text, .title = a->title, .published = x->published.when,
				      .places = x->places, .place_count = x->place_count};
	if (!linker_turn(l, row, err))
		return false;
	linker_digest(l, &source, x, &l->queue[l->queued]);
	return linker_push(l, err);
}

bool linker_run(struct linker *l, struct error *err)
{
	int64_t last;
	if (!store_last_article(l->store, &last, err) || (!l->resumed && !linker_resume(l, err)))
		return false;
	l->resumed = false;
	int64_t doubling = linker_doubling(l->linked, last);
	if (doubling) {
		if (!store_remove_links(l->store, err) || !linker_count_words(l, doubling, err))
			return false;
		l->linked = l->chained = 0;
	}
	return linker_range(l, last, err);
}

bool linker_rebuild(struct linker *l, struct error *err)
{
	if (!store_begin(l->store, err))
		return false;
	l->resumed = false;
	if (store_rebuild(l->store, err) && linker_run(l, err))
		return store_commit(l->store, err) && store_tidy(l->store, l->linked, err);
	store_rollback(l->store);
	return false;
}
