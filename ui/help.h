/* help: what the keys do, made from the action table, over the panes; typing in it searches.
 *
 * It is also a way to do things: Enter does what the marked row says. */
#ifndef DATELINE_UI_HELP_H
#define DATELINE_UI_HELP_H

#include "ui/canvas.h"
#include "ui/keymap.h"

enum help_event {
	HELP_NOTHING,
	HELP_CLOSE,
	HELP_DO, /* the action of the marked row; the help is to be closed first */
};

struct help {
	bool open;
	struct buf words; /* what is searched for: rows that hold all of these words */
	size_t cursor;    /* of the rows that match */
	size_t top;       /* first row shown */
	size_t rows;      /* that there is room for; help_fit */
};

void help_free(struct help *h);
void help_open(struct help *h);
void help_fit(struct help *h, struct rect r); /* the frame it will be drawn in */
/* *action is filled for HELP_DO. */
enum help_event help_key(struct help *h, const struct keymap *k, const char *key, enum action *action);
enum help_event help_type(struct help *h, const struct keymap *k, struct str text);
void help_wheel(struct help *h, const struct keymap *k, int lines);
/* A click at a cell inside the frame marks the row; twice does it. */
enum help_event help_click(struct help *h, const struct keymap *k, int y, bool twice, enum action *action);
void help_draw(const struct help *h, const struct keymap *k, struct canvas *c, struct rect r);

#endif
