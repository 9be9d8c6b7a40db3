#include "config.h"

#include "ui/layout.h"

enum {
	BARE_BELOW_W = 20,
	BARE_BELOW_H = 4,
	STACKED_FROM_W = 60,
	STACKED_FROM_H = 16,
	SIDE_FROM_W = 120,
	COUNTRIES_W = 19,
	TIMELINE_W = 58, /* date, some words of the headline, links, countries */
	MESSAGE_FROM_H = 16,
	POPUP_W = 100,
};

static struct rect layout_rect(int x, int y, int w, int h)
{
	return (struct rect){x, y, w, h};
}

static void layout_rows_below(struct layout *l, int w, int h)
{
	l->status = layout_rect(0, h - 1, w, 1);
	l->message = h >= MESSAGE_FROM_H ? layout_rect(0, h - 2, w, 1) : l->status;
}

/* Timeline and countries above; the article gets the larger part while it is read. */
static void layout_stack(struct layout *l, int w, int h, enum pane shown)
{
	int body = h - 2;
	int article = shown == PANE_ARTICLE ? body * 2 / 3 : body / 2;
	int top = body - article;
	l->pane[PANE_TIMELINE] = layout_rect(0, 0, w - COUNTRIES_W, top);
	l->pane[PANE_COUNTRIES] = layout_rect(w - COUNTRIES_W, 0, COUNTRIES_W, top);
	l->pane[PANE_ARTICLE] = layout_rect(0, top, w, article);
}

/* The article takes what it can use: at most its columns and its frame and margins, half of the width, and what a
 * readable timeline leaves. */
static void layout_side(struct layout *l, int w, int h)
{
	int body = h - 2;
	int rest = w - COUNTRIES_W;
	int article = rest / 2 < rest - TIMELINE_W ? rest / 2 : rest - TIMELINE_W;
	if (article > LAYOUT_ARTICLE_COLUMNS + 6)
		article = LAYOUT_ARTICLE_COLUMNS + 6;
	l->pane[PANE_COUNTRIES] = layout_rect(0, 0, COUNTRIES_W, body);
	l->pane[PANE_TIMELINE] = layout_rect(COUNTRIES_W, 0, rest - article, body);
	l->pane[PANE_ARTICLE] = layout_rect(w - article, 0, article, body);
}

/* Popups keep a margin where there is room for one; on a small screen they take all of it. */
static struct rect layout_popup(int w, int h, int rows_below)
{
	int body = h - rows_below;
	int margin_y = body >= 30 ? 2 : 0;
	int width = w < POPUP_W + 8 ? w : POPUP_W;
	return layout_rect((w - width) / 2, margin_y, width, body - 2 * margin_y);
}

struct layout layout_of(int w, int h, enum pane focus, enum pane under)
{
	struct layout l = {.frames = true};
	enum pane shown = focus <= PANE_ARTICLE ? focus : under;
	if (w < BARE_BELOW_W || h < BARE_BELOW_H) {
		l.kind = LAYOUT_BARE;
		l.frames = false;
		l.pane[focus] = layout_rect(0, 0, w, h);
		l.message = layout_rect(0, h - 1, w, 1);
		return l;
	}
	layout_rows_below(&l, w, h);
	int below = l.message.y == l.status.y ? 1 : 2;
	if (w >= SIDE_FROM_W && h >= STACKED_FROM_H) {
		l.kind = LAYOUT_SIDE;
		layout_side(&l, w, h);
	} else if (w >= STACKED_FROM_W && h >= STACKED_FROM_H) {
		l.kind = LAYOUT_STACKED;
		layout_stack(&l, w, h, shown);
	} else {
		l.kind = LAYOUT_ONE;
		l.pane[shown] = layout_rect(0, 0, w, h - below);
	}
	l.pane[PANE_LINKS] = l.pane[PANE_WHY] = layout_popup(w, h, below);
	l.pane[PANE_MAP] = layout_rect(0, 0, w, h - below);
	return l;
}

struct rect layout_inside(const struct layout *l, enum pane p)
{
	struct rect r = l->pane[p];
	if (!l->frames)
		return r;
	if (r.w < 2 || r.h < 2)
		return layout_rect(r.x, r.y, 0, 0);
	return layout_rect(r.x + 1, r.y + 1, r.w - 2, r.h - 2);
}

bool layout_shows(const struct layout *l, enum pane p)
{
	return l->pane[p].w > 0 && l->pane[p].h > 0;
}

int layout_at(const struct layout *l, int x, int y)
{
	for (int p = PANE_TIMELINE; p <= PANE_ARTICLE; p++) {
		struct rect r = l->pane[p];
		if (x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h)
			return p;
	}
	return -1;
}
