/* away_inside: what the two files of away share: away.c asks and exports, away_text.c hands texts to other programs. */
#ifndef DATELINE_UI_AWAY_INSIDE_H
#define DATELINE_UI_AWAY_INSIDE_H

#include "ui/away.h"

/* Says why nothing can be started here; false: it can. */
bool away_refuses(const struct away *a, struct model *m);
/* The first of the environment's variables that is set, or what else. */
const char *away_first(const char *const names[], const char *otherwise);
/* False, and told, when a program did not end well; the variable, or NULL, is that of the environment which names another. */
bool away_ended_well(struct model *m, const char *name, int status, const char *variable);
/* What came of writing the chosen events for a command, which is run on them. */
void away_chosen(struct away *a, struct model *m, struct term *t, enum save_event event, struct str message);

#endif
