/* page: the opened article as lines, scrolled to what matters, with its hits. */
#ifndef DATELINE_APP_PAGE_H
#define DATELINE_APP_PAGE_H

#include "app/model.h"

/* Sets the opened article for the room there is, when it is not, and scrolls to the shown event's passage
 * when that is another than before. */
void page_set(struct model *m);
void page_scroll(struct model *m, long lines);
/* The text whose lines the page has: the article's or, of page_original, the bytes that were read, which may be no UTF-8. */
struct str page_text(const struct model *m);
/* Shows the article as it was read, byte for byte (nothing folded, no line set anew, bad bytes as <FF>), or its text again.
 * Choosing another event or hit ends it. False: no article is there. */
bool page_original(struct model *m);
/* Are all its lines set, or, of a large text, those around the place that is shown? */
bool page_is_whole(const struct model *m);
/* Byte of the article at the top of the pane, and the way back to it (also when the article is still to come). */
uint32_t page_at(const struct model *m);
void page_restore(struct model *m, uint32_t at);
/* Scrolls so that this byte is at the top; to a hit, which is the current one then. */
void page_show(struct model *m, uint32_t at);
void page_go_hit(struct model *m, size_t hit);
/* The passage of the shown event; of a report, the whole: SPAN_NONE. */
struct span page_passage(const struct model *m);
/* To the next (1) or previous (-1) hit; false: there is none further in this article. */
bool page_hit(struct model *m, int way);
/* To the next (1) or previous (-1) event of the article. False: there is none. */
bool page_event(struct model *m, int way);

#endif
