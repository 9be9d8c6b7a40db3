/* rarity: how much it says that two reports share a word.
 *
 * From 0 for a word of every article to RARITY_MOST for one that hardly any has: the inverse document
 * frequency, as a share of the highest that a corpus of this size can give, since in a small corpus there
 * is less that could be mistaken for it. Before any article was read a plain word is as rare as can be,
 * a common one half as rare, and a stop word says nothing, ever. In a corpus about one organisation its name
 * says nothing; in the news of the world it says a lot.
 *
 * The counts are a snapshot, taken whenever the corpus has doubled (ingest/linker.h), so that links do not
 * depend on when they were made. As a value it keeps only words in so many articles (`least`); the rest is
 * rare by its absence. */
#ifndef DATELINE_LINK_RARITY_H
#define DATELINE_LINK_RARITY_H

#include "base/str.h"
#include "link/stem.h"

struct rarity;
struct rarity_counter;

/* A snapshot as the counter wrote it; the empty text is one of no article. False when it is not one. */
bool rarity_open(struct str snapshot, struct rarity **out);
void rarity_close(struct rarity *r);
uint32_t rarity_articles(const struct rarity *r); /* of the snapshot */

enum { RARITY_MOST = 12 };
/* In how many articles the word stands; 0 when the snapshot does not say. */
uint32_t rarity_seen(const struct rarity *r, uint32_t hash);
/* Asks for the place of a word, so that it is there when rarity_bits needs it. */
void rarity_fetch(const struct rarity *r, uint32_t hash);
/* 0 .. RARITY_MOST */
float rarity_bits(const struct rarity *r, const struct stem *s);

/* Counts in how many articles a word stands. Memory: 12 bytes a distinct word. */
struct rarity_counter *rarity_counter_new(void);
void rarity_counter_free(struct rarity_counter *c);
void rarity_counter_add(struct rarity_counter *c, const struct stem_table *t, struct str article);
uint32_t rarity_counter_articles(const struct rarity_counter *c);
void rarity_counter_snapshot(const struct rarity_counter *c, uint32_t least, struct buf *out);

#endif
