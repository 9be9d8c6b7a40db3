/* plan_read: a pattern as a tree of what its pieces can match. */
#ifndef DATELINE_STORE_PLAN_READ_H
#define DATELINE_STORE_PLAN_READ_H

#include "base/arena.h"
#include "base/vec.h"
#include "store/words.h"

enum plan_kind {
	PLAN_PART,   /* only characters of words */
	PLAN_NONE,   /* only characters between words */
	PLAN_UNIT,   /* one character that is a word by itself */
	PLAN_MIXED,  /* anything */
	PLAN_BORDER, /* no character: a test of word characters at its place, as \b */
	PLAN_EDGE,   /* no character: a line begins or ends here */
};

struct plan_sequence;

struct plan_piece {
	enum plan_kind kind;
	size_t begin, end;                 /* in the pattern, with its quantifier */
	size_t bare_end;                   /* without */
	uint32_t literal;                  /* the character that it is, case aside; 0: it is more than one */
	bool optional;                     /* can match nothing */
	bool quantified;
	bool possessive;                   /* gives back nothing that it took */
	/* PART: every character is of \w in any version of PCRE2 (marks are in some). BORDER: tells the same at
	 * the end of a word whatever the characters are, which \b does only where they are sure. */
	bool sure;
	struct plan_sequence *either;      /* of a group: its alternatives; NULL for single pieces */
	size_t either_count;
};

struct plan_sequence {
	struct plan_piece *pieces;
	size_t count;
};

/* The whole pattern as alternatives. False when there is something in it that this does not understand.
 * *folds is set by a (?i) in front. */
bool plan_read(struct str pattern, bool *folds, struct arena *arena, struct plan_sequence **out, size_t *count);
/* Is `narrow` the pattern `wide` with more behind it, so that it matches only where that matches? False when it is not
 * understood. */
bool plan_goes_on(struct str wide, struct str narrow);

#endif
