/* prompt: one line that is typed and edited.
 *
 * Moves by grapheme clusters. The keys are those of readline that hands know: C-a C-e C-b C-f M-b M-f,
 * arrows, Home, End, Backspace, Delete, C-d, C-w, C-u, C-k, Up (C-p) to what was kept before, Down (C-n) back and on
 * to what the text could become, Tab and S-Tab round through that, Enter, Esc. */
#ifndef DATELINE_UI_PROMPT_H
#define DATELINE_UI_PROMPT_H

#include "base/error.h"
#include "base/vec.h"
#include "ui/canvas.h"
#include "ui/complete.h"

enum prompt_kind {
	PROMPT_SEARCH, PROMPT_WITHIN, PROMPT_FILTER, PROMPT_SORT, PROMPT_DATE, PROMPT_FIND, PROMPT_COMMAND,
	PROMPT_FILE, PROMPT_PIPE,                                        /* what leaves the browser (away.h) */
	PROMPT_SAVED, PROMPT_SAVE, PROMPT_FORGET,                        /* searches by name */
	PROMPT_TAG, PROMPT_NOTE,
	PROMPT_WHEN, PROMPT_COUNTRIES, PROMPT_KIND, PROMPT_SPLIT,        /* corrections */
	PROMPT_THEME,
};
enum { PROMPT_KINDS = PROMPT_THEME + 1, PROMPT_LONGEST = 4096 /* bytes; more is not taken */ };

struct prompt_info {
	const char *name;        /* of its lines in the history file; NULL: they are not kept there */
	const char *label;       /* before the text */
	enum complete_what what; /* that Tab goes through */
	bool offered;            /* what the text could become is shown all the time, not only after Tab */
};
const struct prompt_info *prompt_info(enum prompt_kind kind);

enum prompt_event {
	PROMPT_NOTHING, /* perhaps the cursor moved */
	PROMPT_CHANGED, /* another text */
	PROMPT_KEEP,    /* Enter */
	PROMPT_DROP,    /* Esc, or Backspace in an empty line */
};

struct prompt {
	bool open;
	enum prompt_kind kind;
	struct buf text;
	size_t cursor; /* byte of text */
	VEC(struct buf) past[PROMPT_KINDS]; /* what was kept, oldest first; no line twice in a row */
	size_t loaded[PROMPT_KINDS]; /* how many of them are of earlier sessions; what is remembered again becomes this one's */
	size_t at;     /* which of past is shown; past.n: the one being written */
	struct buf draft; /* the one being written, while an older is shown */
	struct complete_known known; /* for what Tab offers; borrowed */
	struct complete offers; /* what Tab goes through: */
	size_t turn;            /*   the one that is in the text, from 1; 0: what was typed */
	struct buf typed;       /* what was typed, while an offer is in the text; and where its cursor was */
	size_t typed_cursor;
};

void prompt_free(struct prompt *p);
/* Adds a line to what was kept before; one that is there already becomes the newest. */
void prompt_remember(struct prompt *p, enum prompt_kind kind, struct str text);
/* Finds what is offered all the time anew: the names may have come after the prompt was opened. */
void prompt_offer(struct prompt *p);
void prompt_open(struct prompt *p, enum prompt_kind kind, struct str text);
enum prompt_event prompt_key(struct prompt *p, const char *key);
enum prompt_event prompt_type(struct prompt *p, struct str text); /* typed or pasted */
/* Closes it; a kept text goes to the past. */
void prompt_close(struct prompt *p, bool keep);
/* The byte of the text behind the cluster that begins at one. */
size_t prompt_after(const struct prompt *p, size_t at);

/* Draws the line in `line`, with `info` at its right end, and the cursor. A fault is told in `below`, under
 * its column, or, when that is the same row, in place of the info. */
void prompt_draw(const struct prompt *p, struct canvas *c, struct rect line, struct rect below, struct str info,
		 const struct error *fault);
/* What the text could become, when it is to be seen, in a box that stands on the row `bottom`. */
void prompt_draw_offers(const struct prompt *p, struct canvas *c, int bottom);

#endif
