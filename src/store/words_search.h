/* words_search: a search through one segment of the word index: its vocabulary part by part, and the lists of its words. */
#ifndef DATELINE_STORE_WORDS_SEARCH_H
#define DATELINE_STORE_WORDS_SEARCH_H

#include "store/extents.h"
#include "store/words_index.h"
#include "store/words_segment.h"

/* A word that was found: its list. */
struct words_hit {
	size_t list;
	struct words_count count;
};

/* A search through one segment. */
struct words_search {
	struct words_index *index;
	struct words_index_segment *segment;
	uint32_t range;               /* articles of the segment */
	struct db *db;
	struct extents_file *file;    /* the table of segments */
	struct words_found *found;
	sqlite3_blob *piece;
	size_t opened;                /* which one that is, if there is one */
	VEC(struct words_hit) hits;   /* words that the pattern matches, in order */
	struct buf list;
	VEC(uint32_t) articles;       /* of the word that was read last */
	VEC(uint8_t) places;
	enum regex_outcome *outcome;
	struct error *err;
};

/* A part of a vocabulary, and the way through it. */
struct words_part {
	struct str words;
	struct unpack counts;
	size_t at, list;           /* of the next word: in words, and of its list in all of them */
};

/* What is done with every part that is wanted. `ctx` is the caller's. */
typedef bool words_search_visit(struct words_search *w, struct words_part *p, void *ctx);

/* Says so in *w->err; false. */
bool words_search_damaged(struct words_search *w);
/* True, with ERROR_INTERRUPTED: nobody waits for the answer any more. */
bool words_search_cancelled(struct words_search *w);
/* Every part that can have a word which the pattern matches; a part by its number. */
bool words_search_parts(struct words_search *w, const struct words_pattern *pattern, words_search_visit *visit, void *ctx);
bool words_search_part(struct words_search *w, int64_t part, words_search_visit *visit, void *ctx);
/* The count of the word that begins at `begin`, of which none before was asked later; its list is at p->list. articles 0:
 * damaged. */
struct words_count words_search_skip(struct words_search *w, struct words_part *p, size_t begin);
/* Adds the articles of a word, whose list begins at that byte of all of them, to a set; its places, where they are asked
 * for, with the next call. */
bool words_search_add(struct words_search *w, size_t begin, struct words_count c, struct words_set *set);
void words_search_put_places(struct words_search *w);
void words_search_end(struct words_search *w);

#endif
