/* canvas: a grid of cells, drawn on by the view and sent out by a terminal driver.
 *
 * A cell holds one grapheme cluster and a style role; the right half of a wide cluster is a cell of
 * length 0. The canvas knows no terminal and no colour: canvas_dump makes it a text that a test and a
 * person can read. All text is made visible (utf8_visible) on its way in: nothing that an article holds
 * can act on a terminal. Everything is clipped to the current rectangle; drawing outside is no error. */
#ifndef DATELINE_UI_CANVAS_H
#define DATELINE_UI_CANVAS_H

#include "base/str.h"

#include <stdint.h>

/* What a cell means, never how it looks: ui/style.c gives roles their colours and attributes. */
enum style {
	STYLE_TEXT,
	STYLE_DIM,        /* furniture, reports, what matters less */
	STYLE_BORDER,
	STYLE_BORDER_FOCUS,
	STYLE_TITLE,
	STYLE_SELECTED,   /* the row under the cursor in the focused pane */
	STYLE_SELECTED_BLUR, /* the same in another pane */
	STYLE_DATE,       /* date words, date column */
	STYLE_COUNTRY,    /* country words and codes */
	STYLE_PASSAGE,    /* the event's own passage */
	STYLE_HIT,        /* a search hit */
	STYLE_HIT_CURRENT,
	STYLE_LINK,
	STYLE_BAR,        /* count bars */
	STYLE_STRIP,      /* density strip: all */
	STYLE_STRIP_MATCH,/* density strip: matching */
	STYLE_STATUS,
	STYLE_HINT_KEY,
	STYLE_PROMPT,
	STYLE_ERROR,
	STYLE_STAR,
	STYLE_STRIP_HERE, /* density strip: where the user is */
	STYLE_CORRECTED,  /* a field that is as the user says */
};
enum { STYLE_COUNT = STYLE_CORRECTED + 1 };

struct rect {
	int x, y, w, h;
};

enum { CELL_BYTES = 22 }; /* a longer cluster is cut to its first character */

struct cell {
	char bytes[CELL_BYTES];
	uint8_t n;      /* 0: right half of the wide cell before it */
	uint8_t style;  /* enum style */
};

enum { CANVAS_FRAMES = 12, CANVAS_BUTTONS = 48, CANVAS_KEY_BYTES = 32 };

/* Cells that a click presses keys in: a hint is what it names. */
struct canvas_button {
	int x, y, w; /* of the whole canvas */
	char keys[CANVAS_KEY_BYTES];
};

struct canvas {
	int w, h;
	struct cell *cells; /* row by row */
	struct rect clip;   /* where drawing goes; its corner is (0, 0) of all calls */
	int cursor_x, cursor_y; /* where the hardware cursor rests, in cells of the whole canvas; -1: hidden */
	struct rect frames[CANVAS_FRAMES]; /* those drawn since canvas_clear, in order: what canvas_dump_plain goes by */
	size_t frame_count;
	struct canvas_button buttons[CANVAS_BUTTONS]; /* since canvas_clear */
	size_t button_count;
	bool ascii;         /* borders and marks in ASCII; quotes, dashes and the like as a typewriter has them */
};

void canvas_init(struct canvas *c, int w, int h); /* w, h >= 1 */
void canvas_free(struct canvas *c);
void canvas_resize(struct canvas *c, int w, int h);
void canvas_clear(struct canvas *c);
/* Sets the clip rectangle (in cells of the whole canvas) and returns the old one. */
struct rect canvas_clip(struct canvas *c, struct rect r);

/* Writes text at (x, y) of the clip rectangle, at most `columns` wide, on one line; returns the columns used.
 * A wide cluster that would be cut becomes a space. */
int canvas_text(struct canvas *c, int x, int y, int columns, enum style style, struct str text);
/* The same, with "…" as the last column when it does not fit. */
int canvas_text_cut(struct canvas *c, int x, int y, int columns, enum style style, struct str text);
int canvas_printf(struct canvas *c, int x, int y, int columns, enum style style, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));
void canvas_fill(struct canvas *c, struct rect r, enum style style, struct str cluster); /* one column wide */
/* Only the role of cells that are there: to light a span, to mark a row. */
void canvas_restyle(struct canvas *c, struct rect r, enum style style);
/* A frame with a title in its top edge, as "┌ Title ─────┐". A rectangle below 2 x 2 draws nothing. */
void canvas_frame(struct canvas *c, struct rect r, enum style border, enum style title, struct str text);
void canvas_cursor(struct canvas *c, int x, int y); /* of the clip rectangle; outside it: hidden */
/* A click in these cells, at most w of the clip rectangle, is to press keys ("q", "C-w,l"). Too many are forgotten. */
void canvas_button(struct canvas *c, int x, int y, int w, struct str keys);
/* What a click there presses, of the last button drawn there; NULL: nothing. Borrowed until something is drawn. */
const char *canvas_button_at(const struct canvas *c, int x, int y);

/* ---- canvas_dump.c ---- */

/* The screen as lines of text, trailing blanks kept off. */
void canvas_dump(const struct canvas *c, struct buf *out);
/* The same for who listens to it: one frame after the other as they were drawn, without what others lie over, then what is in
 * none; no lines of frames, and no two empty lines together. */
void canvas_dump_plain(const struct canvas *c, struct buf *out);
/* The same grid with a letter a role ('.' for STYLE_TEXT): what is lit, selected, dim. */
void canvas_dump_styles(const struct canvas *c, struct buf *out);

#endif
