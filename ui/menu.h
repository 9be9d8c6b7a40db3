/* menu: what is to be taken away, and as what: the choice before an export. */
#ifndef DATELINE_UI_MENU_H
#define DATELINE_UI_MENU_H

#include "export/export.h"
#include "ui/canvas.h"

enum menu_what {
	MENU_FILTER,  /* the events that the filter leaves */
	MENU_STARRED, /* all starred ones of the corpus */
	MENU_CHOSEN,  /* those that the user chose; offered when there are any */
};
enum { MENU_WHATS = MENU_CHOSEN + 1 };

enum menu_event { MENU_NOTHING, MENU_CLOSE, MENU_TAKE };

struct menu {
	bool open;
	enum menu_what what;
	size_t counts[MENU_WHATS]; /* how many there are, STARRED aside */
	size_t all;                /* in the corpus */
	size_t format; /* of export_format_at */
};

/* With the format of the last time, and what is chosen when there is something; the filter leaves so many of all events. */
void menu_open(struct menu *m, size_t filter, size_t all, size_t chosen);
enum menu_event menu_key(struct menu *m, const char *key);
/* A click in a cell of the inside marks; twice takes. */
enum menu_event menu_click(struct menu *m, int x, int y, bool twice);
/* The frame that it needs on a screen of w x h, in the middle. */
struct rect menu_rect(int w, int h);
void menu_draw(const struct menu *m, struct canvas *c, struct rect r);

#endif
