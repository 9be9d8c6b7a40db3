/* menu: what is to be taken away, and as what: the choice before an export. */
#ifndef DATELINE_UI_MENU_H
#define DATELINE_UI_MENU_H

#include "export/export.h"
#include "ui/canvas.h"

enum menu_what {
	MENU_FILTER,  /* the events that the filter leaves */
	MENU_STARRED, /* all starred ones of the corpus */
};
enum { MENU_WHATS = MENU_STARRED + 1 };

enum menu_event { MENU_NOTHING, MENU_CLOSE, MENU_TAKE };

struct menu {
	bool open;
	enum menu_what what;
	size_t format; /* of export_format_at */
};

void menu_open(struct menu *m); /* with what was chosen the last time */
enum menu_event menu_key(struct menu *m, const char *key);
/* A click in a cell of the inside marks; twice takes. */
enum menu_event menu_click(struct menu *m, int x, int y, bool twice);
/* The frame that it needs on a screen of w x h, in the middle. */
struct rect menu_rect(int w, int h);
/* events: how many the filter leaves. */
void menu_draw(const struct menu *m, struct canvas *c, struct rect r, size_t events);

#endif
