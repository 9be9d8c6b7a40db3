/* line: what the lines that are typed do to the model: search, filter, date, command, and what the user says. */
#ifndef DATELINE_UI_LINE_H
#define DATELINE_UI_LINE_H

#include "app/update.h"
#include "ui/prompt.h"

/* The prompt that an action opens in a pane, or -1. */
int line_of_action(enum action a, enum pane focus);
/* What such a line may look like, of the action's sentence in the help: "PK:host IN RU:mentioned"; empty: that tells nothing. */
struct str line_example(enum prompt_kind kind);
/* Opens it with the text that it begins with; nothing, and the model says why, when there is nothing to ask for. */
void line_open(struct prompt *p, struct model *m, enum prompt_kind kind);
/* What happened to the prompt, done to the model. A command that is kept is the answer: its action, and in *argument
 * (replaced) what stands behind its name; else ACTION_NONE. */
int line_event(struct prompt *p, struct model *m, enum prompt_event event, struct buf *argument);

#endif
