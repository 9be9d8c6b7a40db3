/* story: which articles tell one and the same event as a whole.
 *
 * Where links tie single events, a story is a cluster of articles: five papers on one fire. An article is the
 * STORY_WORDS words that tell most (how often it says them, by how rare they are; the title counts double);
 * two are as alike as the cosine of their words, halved for every STORY_HALF days between their
 * publications. From the most alike pair down, clusters are joined while all their articles together are
 * alike enough (average link), so that a chain of small resemblances joins nothing.
 *
 * Pure and of no memory; near-linear, since only articles with rare words in common are compared. */
#ifndef DATELINE_LINK_STORY_H
#define DATELINE_LINK_STORY_H

#include "link/rarity.h"
#include "link/stem.h"

enum { STORY_WORDS = 32, STORY_HALF = 20 };

struct story_word {
	uint32_t hash;
	float weight; /* the weights of an article have length 1 */
};

struct story_article {
	int32_t day; /* of publication; DAY_NONE: unknown, which neither joins nor parts */
	uint32_t count;
	struct story_word words[STORY_WORDS]; /* by hash */
};

/* r must be of the articles at hand, with least 2: a word that one article has alone ties nothing. */
void story_digest(struct str title, struct str text, int32_t day, const struct stem_table *t, const struct rarity *r,
		  struct story_article *out);

/* Fills story[0..count): the index of the first article of each one's story. */
void story_cluster(const struct story_article *articles, size_t count, uint32_t *story);

#endif
