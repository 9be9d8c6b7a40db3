/* pane_article: the article at the event's passage.
 *
 *      Pakistan to host first SCO talks       desk A · 2018-05-22 · event 1 of 3
 *
 *        Before the passage. Legal experts of the SCO’s
 *      ▐ Regional Anti-Terrorist Structure will meet in the Pakistani capital from
 *
 * The passage is lit and barred, date and country words and hits are lit, lines where another event begins
 * have a dot. Where the pane is tall, what `w` would show stands under the text: where it is as wide, `w` goes there. */
#ifndef DATELINE_UI_PANE_ARTICLE_H
#define DATELINE_UI_PANE_ARTICLE_H

#include "ui/pane.h"

/* Where in the inside the text goes: the margin is left of it, the heading above. */
struct rect pane_article_page(struct rect inside);
/* Lines at the bottom of the inside that tell why, their rule among them; 0: none. */
int pane_article_why(struct rect inside);
void pane_article_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
