/* words_index: the word indexes as a search sees them: which segments there are in memory, all else in the file. */
#ifndef DATELINE_STORE_WORDS_INDEX_H
#define DATELINE_STORE_WORDS_INDEX_H

#include "store/words.h"
#include "store/words_set.h"

#include <stdatomic.h>

enum { WORDS_INDEX_KEPT = 48 * 1024 * 1024 };

struct words_index {
	struct words_index_segment {
		int64_t id, first, last;
		enum words_scope scope;
		struct buf keys;             /* of the parts' first words */
		struct buf grams;            /* a filter a part (words_grams.h); read when they are first asked for */
		struct words_index_part {
			struct buf words, counts;
			size_t list;         /* where the first word's begins */
		} *parts;                    /* by number, words empty: not kept; NULL: none is */
		size_t part_count;
	} *v;                                /* by scope, then first article */
	size_t n, cap;
	size_t kept;                         /* bytes of parts */
	bool keeps;                          /* the parts that are read, up to WORDS_INDEX_KEPT: the next search begins soon */
	const atomic_bool *cancel;           /* of the query that asks: it stops within a ms; NULL: it cannot be stopped */
};

void words_index_free(struct words_index *x);
/* Makes it what the file has now. */
bool words_index_load(struct words_index *x, struct db *db, struct error *err);

enum { WORDS_BEGIN_MOST = 40 }; /* bytes of a key that are looked at */

/* What is looked for: a pattern that is matched against vocabularies, a word a line: it may use ^ and $, and nothing in
 * it may match a line feed. */
struct words_pattern {
	const struct regex *regex;
	const struct str *begins;    /* every word that it matches has a key that begins with one of these, WORDS_ODD aside */
	size_t begin_count;          /* 0: any word may match */
	bool odd;                    /*   or it is an odd one, with any key */
	struct str holds;            /* the key of every word that it matches holds this; "": nothing is known */
};

/* A window for a search that need not know of all articles: the segment of a scope that holds one of them, and small ones
 * before it until they have `least` articles together. It ends with n, and windows one behind the other have all. */
struct words_window words_index_window(const struct words_index *x, enum words_scope scope, int64_t article, int64_t least, int64_t n);

/* What is found in one index. */
struct words_found {
	struct words_window window; /* of which it is asked */
	struct words_set set;    /* the articles that hold a word in which the pattern matches, and those below */
	size_t most, seen;       /* at most so many postings are read (0: all), then the outcome is undecided */
	struct words_set unsure; /* those of which the index does not know all words; bits NULL: not asked for */
	uint8_t *places;         /* of the window's articles, where in them (words_list.h): 0 if not in the set; NULL: not asked for */
};

/* Adds to the sets and places. REGEX_UNDECIDED in *outcome: a limit was reached, and they say nothing. ERROR_INTERRUPTED
 * when it was cancelled. */
bool words_index_match(struct words_index *x, struct db *db, enum words_scope scope, const struct words_pattern *pattern,
		       struct words_found *found, enum regex_outcome *outcome, struct error *err);
/* Adds the articles that hold characters that are words by themselves. */
bool words_index_units(struct words_index *x, struct db *db, enum words_scope scope, struct words_set *set, struct error *err);

#endif
