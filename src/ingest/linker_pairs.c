#include "config.h"

#include "ingest/linker_pairs.h"

#include "ingest/linker.h"

#include <stdlib.h>

void linker_pairs_free(struct linker_pairs *l)
{
	linker_cache_free(&l->cache);
	linker_ahead_free(&l->ahead);
	arena_free(&l->scratch);
	vec_free(&l->candidates);
	vec_free(&l->pairs);
}

/* ---- candidates ---- */

/* What one of the article's events answers to the sketches of a month, a bit each: the same ones come again and again,
 * and to ask took a third of looking for candidates. */
struct linker_answers {
	int32_t first;
	uint64_t known[(UINT8_MAX + 1) / 64], may[(UINT8_MAX + 1) / 64];
};

static bool linker_pairs_may(struct linker_answers *m, const struct link_event *e, int32_t first, uint8_t sketch)
{
	uint64_t bit = UINT64_C(1) << sketch % 64;
	if (m->first != first)
		*m = (struct linker_answers){.first = first};
	if (!(m->known[sketch / 64] & bit)) {
		m->known[sketch / 64] |= bit;
		m->may[sketch / 64] |= link_may_pair(e, first, sketch) ? bit : 0;
	}
	return m->may[sketch / 64] & bit;
}

/* The events that share a key with one of the article's, but those that cannot have a link with it. */
static void linker_pairs_add_candidates(struct linker_pairs *l, const struct linker_article *a, const struct linker_key *k,
					struct linker_answers *answers, const struct store_key_event *events, size_t n)
{
	l->work.met += n;
	for (size_t i = 0; i < n; i++)
		if (linker_pairs_may(&answers[k->event], a->events[k->event], k->first, events[i].sketch))
			*vec_push(&l->candidates) = (struct linker_candidate){events[i].event, k->bits, k->event};
}

/* Asks for each key, and adds the article's events to it unless it is full. An event that no key has room for is not asked
 * for any more. */
static void linker_pairs_use_keys(struct linker_pairs *l, const struct linker_article *a)
{
	struct store_key_event events[STORE_KEY_MOST];
	bool *kept = arena_alloc(&l->scratch, a->count, sizeof *kept);
	struct linker_answers *answers = arena_alloc(&l->scratch, a->count, sizeof *answers);
	uint64_t *keys = arena_take(&l->scratch, a->key_count, sizeof *keys);
	for (size_t i = 0; i < a->key_count; i++)
		keys[i] = a->keys[i].key;
	store_expect_link_keys(l->store, keys, a->key_count);
	for (size_t i = 0, j; i < a->key_count; i = j) {
		size_t n = store_link_key(l->store, a->keys[i].key, events);
		for (j = i; j < a->key_count && a->keys[j].key == a->keys[i].key; j++) {
			const struct linker_key *k = &a->keys[j];
			if (n == STORE_KEY_MOST)
				continue;
			linker_pairs_add_candidates(l, a, k, answers, events, n);
			store_add_link_key(l->store, k->key, (struct store_key_event){a->events[k->event]->id, k->sketch});
			if (!kept[k->event])
				linker_cache_put(&l->cache, a->events[k->event]);
			kept[k->event] = true;
		}
	}
}

static int linker_pairs_by_candidate(const void *x, const void *y)
{
	const struct linker_candidate *a = x, *b = y;
	if (a->event != b->event)
		return a->event < b->event ? -1 : 1;
	return (a->mine > b->mine) - (a->mine < b->mine);
}

/* Candidates from `begin` on that came by several keys become one. */
static void linker_pairs_sum_candidates(struct linker_pairs *l, size_t begin)
{
	struct linker_candidate *v = l->candidates.v;
	size_t n = begin;
	if (l->candidates.n > begin)
		qsort(v + begin, l->candidates.n - begin, sizeof *v, linker_pairs_by_candidate);
	for (size_t i = begin; i < l->candidates.n; i++) {
		if (n > begin && linker_pairs_by_candidate(&v[n - 1], &v[i]) == 0)
			v[n - 1].bits += v[i].bits;
		else
			v[n++] = v[i];
	}
	l->candidates.n = n;
}

/* The article's events one after the other, of each the best candidates first. */
static int linker_pairs_by_bits(const void *x, const void *y)
{
	const struct linker_candidate *a = x, *b = y;
	if (a->mine != b->mine)
		return a->mine < b->mine ? -1 : 1;
	if (a->bits != b->bits)
		return a->bits > b->bits ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

/* Leaves of an article's candidates those that are worth a look. */
static void linker_pairs_cut_candidates(struct linker_pairs *l, const struct linker_article *a)
{
	struct linker_candidate *v = l->candidates.v;
	size_t n = a->begin, judged = 0;
	uint32_t mine = UINT32_MAX;
	if (l->candidates.n > a->begin)
		qsort(v + a->begin, l->candidates.n - a->begin, sizeof *v, linker_pairs_by_bits);
	for (size_t i = a->begin; i < l->candidates.n; i++) {
		if (v[i].mine != mine)
			judged = 0;
		mine = v[i].mine;
		if (v[i].bits < LINK_ENOUGH || judged == LINKER_JUDGED)
			continue;
		judged++;
		if (store_event_article(v[i].event) != a->id)
			v[n++] = v[i];
	}
	l->candidates.n = n;
}

void linker_pairs_find(struct linker_pairs *l, struct linker_article *a)
{
	arena_reset(&l->scratch);
	a->begin = l->candidates.n;
	linker_pairs_use_keys(l, a);
	linker_pairs_sum_candidates(l, a->begin);
	linker_pairs_cut_candidates(l, a);
	a->end = l->candidates.n;
	for (size_t i = a->begin; i < a->end; i++)
		if (!linker_cache_has(&l->cache, l->candidates.v[i].event))
			linker_ahead_want(&l->ahead, l->candidates.v[i].event);
}

bool linker_pairs_fetch(struct linker_pairs *l, struct error *err)
{
	return linker_ahead_run(&l->ahead, l->store, l->tables, l->rarity, &l->cache, err);
}

void linker_pairs_forget(struct linker_pairs *l)
{
	l->candidates.n = 0;
	l->ahead.events.n = 0;
}

/* ---- judging ---- */

static bool linker_pairs_judge(struct linker_pairs *l, const struct link_event *mine, int64_t event, struct error *err)
{
	const struct link_event *other;
	l->work.judged++;
	if (!linker_cache_get(&l->cache, l->store, l->tables, l->rarity, event, &other, err))
		return false;
	struct linker_pair p = {.mine = mine->id, .other = event};
	if (other && link_pair(mine, other, &l->scratch, &p.link))
		*vec_push(&l->pairs) = p;
	return true;
}

static bool linker_pairs_judge_all(struct linker_pairs *l, const struct linker_article *a, struct error *err)
{
	l->pairs.n = 0;
	for (size_t i = a->begin; i < a->end; i++) {
		const struct linker_candidate *c = &l->candidates.v[i];
		if (!linker_pairs_judge(l, a->events[c->mine], c->event, err))
			return false;
	}
	return true;
}

/* ---- choosing ---- */

static int linker_pairs_by_score(const void *x, const void *y)
{
	const struct linker_pair *a = x, *b = y;
	if (a->link.score != b->link.score)
		return a->link.score > b->link.score ? -1 : 1;
	if (a->mine != b->mine)
		return a->mine < b->mine ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

/* Same and background say that it is one event, outcome that it came true: of each a pair has one. */
static bool linker_pairs_is_rival(const struct linker_pair *a, const struct linker_pair *b)
{
	return (a->link.kind == LINK_OUTCOME) == (b->link.kind == LINK_OUTCOME);
}

static bool linker_pairs_has_room(const struct linker_pair *taken, size_t count, const struct linker_pair *p)
{
	size_t links = 0;
	for (size_t i = 0; i < count; i++) {
		if (!linker_pairs_is_rival(&taken[i], p))
			continue;
		bool articles = store_event_article(taken[i].other) == store_event_article(p->other);
		if (taken[i].other == p->other || (taken[i].mine == p->mine && articles))
			return false;
		links += taken[i].mine == p->mine;
	}
	return links < LINKER_MOST;
}

static bool linker_pairs_choose(struct linker_pairs *l, struct error *err)
{
	size_t taken = 0;
	if (l->pairs.n)
		qsort(l->pairs.v, l->pairs.n, sizeof *l->pairs.v, linker_pairs_by_score);
	for (size_t i = 0; i < l->pairs.n; i++) {
		struct linker_pair p = l->pairs.v[i];
		if (!linker_pairs_has_room(l->pairs.v, taken, &p))
			continue;
		if (!store_add_link(l->store, &p.link, err))
			return false;
		l->pairs.v[taken++] = p;
	}
	return true;
}

bool linker_pairs_link(struct linker_pairs *l, const struct linker_article *a, struct error *err)
{
	arena_reset(&l->scratch);
	return linker_pairs_judge_all(l, a, err) && linker_pairs_choose(l, err);
}
