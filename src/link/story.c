#include "config.h"

#include "link/story.h"

#include "base/day.h"
#include "base/vec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	STORY_TEXT = 16 << 10,  /* bytes that are read: the head of an article says what it is about */
	STORY_GATHER = 4096,    /* words of it */
	STORY_RARE = 16,        /* heaviest words by which articles are found */
	STORY_LIST = 256,       /* a word with more articles finds none */
	STORY_ASKED = 12,       /* articles of a cluster that are asked whether to join another */
};

/* Set on a corpus of local crime, where all articles have the same vocabulary (sameevent-incidents). */
static const float story_alike = 0.14f;      /* two articles */
static const float story_alike_all = 0.12f; /* on average, two clusters */

/* ---- digest ---- */

struct story_seen {
	struct stem stem;
	unsigned times;
};

static size_t story_gather(struct str text, unsigned times, const struct stem_table *t, struct story_seen *out, size_t n)
{
	struct stem s;
	while (n < STORY_GATHER && stem_next(t, &text, &s))
		if (s.class != STEM_STOP)
			out[n++] = (struct story_seen){s, times};
	return n;
}

static int story_by_hash(const void *x, const void *y)
{
	const struct story_seen *a = x, *b = y;
	return (a->stem.hash > b->stem.hash) - (a->stem.hash < b->stem.hash);
}

static int story_by_weight(const void *x, const void *y)
{
	const struct story_word *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->hash > b->hash) - (a->hash < b->hash);
}

static int story_words_by_hash(const void *x, const void *y)
{
	const struct story_word *a = x, *b = y;
	return (a->hash > b->hash) - (a->hash < b->hash);
}

/* Each word once, with its weight; words of one article only are left out. */
static size_t story_weigh(struct story_seen *seen, size_t n, const struct rarity *r, struct story_word *out)
{
	size_t words = 0;
	qsort(seen, n, sizeof *seen, story_by_hash);
	for (size_t i = 0, j; i < n; i = j) {
		unsigned times = 0;
		const struct stem *s = &seen[i].stem;
		for (j = i; j < n && seen[j].stem.hash == s->hash; j++)
			times += seen[j].times;
		if (rarity_seen(r, s->hash) >= 2)
			out[words++] = (struct story_word){s->hash, (1 + log2f((float)times)) * rarity_bits(r, s)};
	}
	return words;
}

void story_digest(struct str title, struct str text, int32_t day, const struct stem_table *t, const struct rarity *r,
		  struct story_article *out)
{
	struct story_seen *seen = mem_alloc(STORY_GATHER * sizeof *seen);
	struct story_word *words = mem_alloc(STORY_GATHER * sizeof *words);
	size_t n = story_gather(title, 2, t, seen, 0);
	n = story_gather(str_sub(text, 0, STORY_TEXT), 1, t, seen, n);
	n = story_weigh(seen, n, r, words);
	qsort(words, n, sizeof *words, story_by_weight);
	*out = (struct story_article){.day = day, .count = n < STORY_WORDS ? (uint32_t)n : STORY_WORDS};
	float squares = 0;
	for (size_t i = 0; i < out->count; i++)
		squares += words[i].weight * words[i].weight;
	for (size_t i = 0; i < out->count; i++)
		out->words[i] = (struct story_word){words[i].hash, squares > 0 ? words[i].weight / sqrtf(squares) : 0};
	qsort(out->words, out->count, sizeof *out->words, story_words_by_hash);
	mem_free(seen);
	mem_free(words);
}

/* ---- likeness ---- */

static float story_likeness(const struct story_article *a, const struct story_article *b)
{
	float cosine = 0;
	size_t i = 0, j = 0;
	while (i < a->count && j < b->count) {
		uint32_t x = a->words[i].hash, y = b->words[j].hash;
		if (x == y)
			cosine += a->words[i].weight * b->words[j].weight;
		i += x <= y;
		j += y <= x;
	}
	if (a->day == DAY_NONE || b->day == DAY_NONE)
		return cosine;
	return cosine * exp2f(-fabsf((float)a->day - (float)b->day) / STORY_HALF);
}

/* ---- pairs ---- */

struct story_post {
	uint32_t hash, article;
};

struct story_pair {
	float likeness;
	uint32_t a, b; /* a < b */
};

struct story_work {
	const struct story_article *articles;
	VEC(struct story_post) posts;
	VEC(struct story_pair) pairs;
	uint32_t *next;  /* the next member of the cluster, a ring */
	uint32_t *first; /* of the cluster that an article is in */
};

/* The heaviest words of every article, each with the articles that have it side by side. */
static void story_post(struct story_work *w, size_t count)
{
	for (uint32_t a = 0; a < count; a++) {
		struct story_word words[STORY_WORDS];
		size_t n = w->articles[a].count;
		memcpy(words, w->articles[a].words, n * sizeof *words);
		qsort(words, n, sizeof *words, story_by_weight);
		for (size_t i = 0; i < n && i < STORY_RARE; i++)
			*vec_push(&w->posts) = (struct story_post){words[i].hash, a};
	}
}

static int story_posts_by_hash(const void *x, const void *y)
{
	const struct story_post *a = x, *b = y;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->article > b->article) - (a->article < b->article);
}

static int story_pairs_by_ends(const void *x, const void *y)
{
	const struct story_pair *a = x, *b = y;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

static int story_pairs_by_likeness(const void *x, const void *y)
{
	const struct story_pair *a = x, *b = y;
	if (a->likeness != b->likeness)
		return a->likeness > b->likeness ? -1 : 1;
	return story_pairs_by_ends(x, y);
}

/* All pairs that share a heavy word and are alike. */
static void story_pair_up(struct story_work *w)
{
	if (w->posts.n)
		qsort(w->posts.v, w->posts.n, sizeof *w->posts.v, story_posts_by_hash);
	for (size_t i = 0, j; i < w->posts.n; i = j) {
		for (j = i; j < w->posts.n && w->posts.v[j].hash == w->posts.v[i].hash;)
			j++;
		for (size_t x = i; j - i <= STORY_LIST && x < j; x++)
			for (size_t y = x + 1; y < j; y++)
				*vec_push(&w->pairs) = (struct story_pair){0, w->posts.v[x].article, w->posts.v[y].article};
	}
	if (w->pairs.n)
		qsort(w->pairs.v, w->pairs.n, sizeof *w->pairs.v, story_pairs_by_ends);
	size_t n = 0;
	for (size_t i = 0; i < w->pairs.n; i++) {
		struct story_pair p = w->pairs.v[i];
		if (i && story_pairs_by_ends(&p, &w->pairs.v[i - 1]) == 0)
			continue;
		p.likeness = story_likeness(&w->articles[p.a], &w->articles[p.b]);
		if (p.likeness >= story_alike)
			w->pairs.v[n++] = p;
	}
	w->pairs.n = n;
	if (w->pairs.n)
		qsort(w->pairs.v, w->pairs.n, sizeof *w->pairs.v, story_pairs_by_likeness);
}

/* ---- clusters ---- */

/* Up to STORY_ASKED members of a cluster. */
static size_t story_members(const struct story_work *w, uint32_t article, uint32_t out[static STORY_ASKED])
{
	size_t n = 0;
	uint32_t a = article;
	do {
		out[n++] = a;
		a = w->next[a];
	} while (a != article && n < STORY_ASKED);
	return n;
}

static bool story_may_join(const struct story_work *w, uint32_t a, uint32_t b)
{
	uint32_t x[STORY_ASKED], y[STORY_ASKED];
	size_t n = story_members(w, a, x), m = story_members(w, b, y);
	float sum = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			sum += story_likeness(&w->articles[x[i]], &w->articles[y[j]]);
	return sum >= story_alike_all * (float)(n * m);
}

static void story_join(struct story_work *w, uint32_t a, uint32_t b)
{
	uint32_t first = w->first[a] < w->first[b] ? w->first[a] : w->first[b];
	uint32_t next = w->next[a];
	w->next[a] = w->next[b];
	w->next[b] = next;
	uint32_t i = a;
	do {
		w->first[i] = first;
		i = w->next[i];
	} while (i != a);
}

void story_cluster(const struct story_article *articles, size_t count, uint32_t *story)
{
	struct story_work w = {.articles = articles, .first = story};
	w.next = mem_zero(count + 1, sizeof *w.next);
	for (uint32_t i = 0; i < count; i++)
		w.first[i] = w.next[i] = i;
	story_post(&w, count);
	story_pair_up(&w);
	for (size_t i = 0; i < w.pairs.n; i++) {
		const struct story_pair *p = &w.pairs.v[i];
		if (w.first[p->a] != w.first[p->b] && story_may_join(&w, p->a, p->b))
			story_join(&w, p->a, p->b);
	}
	mem_free(w.next);
	vec_free(&w.posts);
	vec_free(&w.pairs);
}
