/* monkey_screen: a real terminal for the monkey's pictures: standard output, with `redrawn` on its other side. What the
 * monkey does to it never comes from there; it is only asked, by sequences that no terminal knows, to take another size and
 * to tell whether its screen is the same as before. */
#ifndef DATELINE_TESTS_TUI_MONKEY_SCREEN_H
#define DATELINE_TESTS_TUI_MONKEY_SCREEN_H

#include "ui/term.h"

/* Asked by the monkey, each answered before it goes on: the first two with a key, the size by the size. */
#define MONKEY_SCREEN_KEEP "\033]keep\a" /* the screen of now */
#define MONKEY_SCREEN_SAME "\033]same\a" /* y: it is as it was when kept */
#define MONKEY_SCREEN_SIZE "\033]size;%d;%d\a" /* w, h */
#define MONKEY_SCREEN_END "\033]end\a"   /* not answered: what follows is words */

void monkey_screen_close(struct term *real); /* one of term_curses_open, as all here */
void monkey_screen_size(struct term *real, int w, int h);
/* Sends what differs from the picture before. With `compare`, then all of it again, drawn from nothing; false when the
 * terminal's screen was not the same before. */
bool monkey_screen_blit(struct term *real, const struct canvas *c, bool compare);

#endif
