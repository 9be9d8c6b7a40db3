/* layout: the size of the screen -> where the panes stand. Pure; no pane knows another.
 *
 *     from 120 columns   countries | timeline | article, side by side; from 194 the article has its facts beside it
 *     from 60 x 16       timeline and countries above, article below
 *     smaller            one pane, the focused one, over the whole screen
 *     below 20 or 4      the focused pane bare: no frame, no status line; at 1 row, the row under the cursor
 *
 * The rectangles of panes include their frames; frames of neighbours stand side by side, they do not
 * overlap. A pane that is not shown has an empty rectangle (w == 0). The last row is the status line
 * with the hints; the row above it, on screens of 16 rows and more, is for messages and the prompt, else
 * these take the status line's place, or a bare pane's last row, while there is something to say. */
#ifndef DATELINE_UI_LAYOUT_H
#define DATELINE_UI_LAYOUT_H

#include "app/action.h"
#include "ui/canvas.h"

enum layout_kind { LAYOUT_BARE, LAYOUT_ONE, LAYOUT_STACKED, LAYOUT_SIDE };

enum { LAYOUT_ARTICLE_COLUMNS = 100, /* text is never set wider */ LAYOUT_FACTS_COLUMNS = 36 /* beside it on wide screens */ };

struct layout {
	enum layout_kind kind;
	struct rect pane[PANE_COUNT]; /* LINKS and what follows: where they lie when they are open */
	struct rect message;          /* prompt and messages; may be the same row as status */
	struct rect status;           /* empty in LAYOUT_BARE */
	bool frames;                  /* false: panes have no frame, the rectangle is all text */
};

struct sizes;

/* w, h >= 1. focus chooses the pane of LAYOUT_ONE and LAYOUT_BARE; in LAYOUT_STACKED the article is taller
 * while it has the focus. While focus is one that lies over them, `under` is the pane that had it before. */
struct layout layout_of(int w, int h, enum pane focus, enum pane under);
/* The same with the borders where the user put them, as far as every pane keeps room to be read. */
struct layout layout_sized(int w, int h, enum pane focus, enum pane under, const struct sizes *sizes);
/* Borders that can be moved: of the countries, and of the article. */
enum layout_border { LAYOUT_NO_BORDER, LAYOUT_COUNTRIES, LAYOUT_ARTICLE };
/* The border at a cell: the frames of both neighbours are it. */
enum layout_border layout_border_at(const struct layout *l, int x, int y);
/* What sizes are to be so that a border comes to stand at a cell; focus as layout_of had it. */
void layout_move(const struct layout *l, enum layout_border b, int x, int y, enum pane focus, struct sizes *sizes);
/* The same for a pane that becomes larger by so many cells (or smaller) at one of its borders: the article's for choice. */
void layout_grow(const struct layout *l, enum pane p, int by, enum pane focus, struct sizes *sizes);
/* What is inside the frame of a pane: the rectangle itself when there are no frames. */
struct rect layout_inside(const struct layout *l, enum pane p);
/* The pane on the left (-1) or the right (1) of one; where a pane has the whole screen the one before or after it; -1: none. */
int layout_beside(const struct layout *l, enum pane p, int way);
bool layout_shows(const struct layout *l, enum pane p);
/* The pane at a cell of the screen, or -1; overlays are looked at by the caller first. */
int layout_at(const struct layout *l, int x, int y);

#endif
