/* plan: what a pattern must find among the words of a text, if it is to match at all.
 *
 * The pattern is read as PCRE2 reads it. A stretch of it that can only match word characters must match
 * inside one word of the text: so it is matched, by PCRE2 itself and with the pattern's own options,
 * against the vocabulary, held to the word's ends where its neighbours in the pattern show that the word ends
 * there. Stretches that all must match are and-ed, alternatives or-ed; those of words that must follow one another
 * are a phrase, and the places of the words tell most texts apart that have the words but not the phrase.
 *
 * Whatever is not understood for certain (backreferences, lookaround, verbs, \Q, options, \p, names,
 * recursion ...) gives no plan, and every text is read. A plan may let too much through, never too little: a
 * property test holds it to that on random patterns. */
#ifndef DATELINE_STORE_PLAN_H
#define DATELINE_STORE_PLAN_H

#include "base/arena.h"
#include "store/words_index.h"

enum plan_op {
	PLAN_ANY,   /* says nothing */
	PLAN_AND,
	PLAN_OR,
	PLAN_PHRASE, /* words, one after the other */
	PLAN_WORD,  /* a word in which the pattern matches */
};

struct plan {
	enum plan_op op;
	struct plan **parts; /* AND, OR, PHRASE */
	size_t count;
	struct str pattern;  /* WORD */
	struct regex *regex; /*   compiled when it is first run */
	struct str *begins;  /* of one that is held to the word's beginning: how the words' keys begin */
	size_t begin_count;  /* 0: anyhow */
	struct str holds;    /* letters that the keys of all these words hold; "": nothing is known */
	bool odd;            /* odd words (words.h) may also match anywhere */
	/* Of the whole pattern: */
	bool exact;          /* the articles with such a word are the answer, and no text need be read; */
	bool bordered;       /*   but for those with characters that are words by themselves: \b knows no border there */
	bool local;          /* what is found in a piece of a text, cut between words, is found in the text */
};

/* Memory in arena. folds: the pattern was compiled to fold case. Never NULL. */
struct plan *plan_make(struct str pattern, bool folds, struct arena *arena);

/* What a plan is asked. */
struct plan_question {
	struct words_index *index;
	struct db *db;
	enum words_scope scope;
	int64_t n;                   /* articles 1 .. n are known */
	struct words_window window;  /*   and these are asked for */
	size_t most;                 /* words of more articles together are left aside, so that more is let through; 0: of any number */
	bool sure;                   /* of an exact plan, which of those that it lets through are so wrongly, perhaps: `unsure` */
};

/* The articles that the plan lets through, by one index; the caller frees both sets. *any: all of them, and no set is
 * made. */
bool plan_run(struct plan *p, const struct plan_question *q, struct words_found *out, bool *any, struct error *err);
/* Is it known of enough words how they begin, so that no vocabulary is gone through? */
bool plan_is_cheap(const struct plan *p);
/* What running it made. */
void plan_free(struct plan *p);
void plan_found_free(struct words_found *f);

/* "(met|meets) x" as "AND(^(?:(met|meets))$ ^(?:x))": for tests. */
void plan_describe(const struct plan *p, struct buf *out);

#endif
