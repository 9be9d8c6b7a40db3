/* walk: along links, and back through where one has been.
 *
 * ] begins a walk at the shown event: it goes to the other end of its first link, ] again to that of its
 * second, [ back, and from the first to where the walk began. Choosing anything else ends the
 * walk, and the next ] begins one there. Why each step was taken stands in m->note. */
#ifndef DATELINE_APP_WALK_H
#define DATELINE_APP_WALK_H

#include "app/model.h"

void walk_step(struct model *m, int way); /* 1: ], -1: [ */
void walk_end(struct model *m);
/* Follows one of the shown event's links. */
void walk_follow(struct model *m, size_t link);
/* To the next (1) or previous (-1) event of the series that the shown one belongs to. */
void walk_series(struct model *m, int way);

/* ⇄ same, ↑ ↓ series, ↤ ↦ outcome, « » background: by kind and direction; in ASCII = ^ v < > " */
const char *walk_mark(const struct linked_end *e, bool ascii);
/* "same event", "announced before", ... */
const char *walk_words(const struct linked_end *e);

/* Remembers where the user is, before a jump; what lay forward is forgotten. */
void walk_leave(struct model *m);
/* Goes back (-1) or forward (1) in history; false: there is nothing. */
bool walk_history(struct model *m, int way);

#endif
