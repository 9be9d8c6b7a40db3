/* edit: what the user says of events and reports: stars, tags, notes, corrections; undo.
 *
 * It is said of all that is chosen (choose.h), else of what is shown. Each of these leaves a change in m->changes, which
 * is written by a thread of its own; the answer has everything asked for anew. Values are checked here, as
 * they are typed, by the rules of the notes themselves. */
#ifndef DATELINE_APP_EDIT_H
#define DATELINE_APP_EDIT_H

#include "app/model.h"

/* ---- with a text: TAG, TEXT, DATE, COUNTRIES, KIND, SPLIT; SEARCH (a name for the filter), UNSEARCH (a name) ---- */

/* Opens: puts the present value into `out`, when there is one thing to say it of. False, and told why, when there is
 * nothing that it could be said of. */
bool edit_begin(struct model *m, enum note_field field, struct buf *out);
/* Checks a text; m->fault says what is wrong with it. */
bool edit_check(struct model *m, enum note_field field, struct str text);
/* Says it. False, with the fault standing, when it is wrong. An empty text takes a value away. Tags: some, with commas
 * between; one with a - before it goes. */
bool edit_keep(struct model *m, enum note_field field, struct str text);

/* ---- without ---- */

void edit_star(struct model *m);        /* star, or when all are starred, no longer */
void edit_reject(struct model *m);      /* "this is no event", or it is one after all */
void edit_merge(struct model *m);       /* the chosen ones are the shown one, told again */
void edit_link(struct model *m);        /* the link under the cursor of the list: rejected, or not */
void edit_turn(struct model *m, enum change_type type); /* undo, redo */

/* What was done, when it is written. */
void edit_told(struct model *m, const struct changed *c);

#endif
