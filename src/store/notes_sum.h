/* notes_sum: what a log of notes comes to. Pure: entries in, states out. Here are also notes_copy, notes_order and
 * notes_target_order of notes.h. */
#ifndef DATELINE_STORE_NOTES_SUM_H
#define DATELINE_STORE_NOTES_SUM_H

#include "base/vec.h"
#include "store/notes.h"

/* A passage that is no event's any more, and the one that took its place (notes_move.h). */
struct notes_moved {
	struct note_target from;
	struct span to;
};

/* An event that was merged into another. */
struct notes_merge {
	struct note_target target;
	struct str into; /* "dl:..." */
};

struct notes_sum {
	struct arena arena;            /* lists; texts are the log's */
	VEC(struct note_state) states; /* by article, then span */
	VEC(struct note_search) searches;
	VEC(uint32_t) order; /* entries of the log, undone ones too, by target, then time */
	size_t ordered;      /* how much of the log they are of */
	VEC(struct notes_moved) moves;
	VEC(struct notes_merge) merges; /* by target */
	size_t splits; /* events that were split */
	size_t unlinks; /* links that were rejected; one that was taken back still counts */
};

void notes_sum_free(struct notes_sum *s);
/* The first entry of the action that the entry `turn`, an undo or a redo, is of; NULL: it is not in the log. */
const struct note_entry *notes_sum_turned(const struct note_entry *log, size_t turn);
/* Marks the entries that an undo from `first` on holds off. */
void notes_sum_undone(struct note_entry *log, size_t first, size_t count);
/* Sums the log up, which must live as long as the sum and only grows: what it gained is put in its place. */
void notes_sum_make(struct notes_sum *s, const struct note_entry *log, size_t count);
/* The first state of an article, and how many it has. */
size_t notes_sum_article(const struct notes_sum *s, const char *article, size_t *count);
const struct note_state *notes_sum_find(const struct notes_sum *s, const char *article, struct span span);
/* Appends the events that the user split off (notes_split). */
void notes_sum_split(const struct notes_sum *s, const char article[24], struct arena *arena, struct extraction *x);

#endif
