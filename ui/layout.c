#include "config.h"

#include "ui/layout.h"

#include "app/model.h"

enum {
	BARE_BELOW_W = 20,
	BARE_BELOW_H = 4,
	STACKED_FROM_W = 60,
	STACKED_FROM_H = 16,
	SIDE_FROM_W = 120,
	COUNTRIES_W = 19,
	TIMELINE_W = 58, /* date, some words of the headline, links, countries */
	WIDE_FROM_W = 194, TIMELINE_WIDE_W = 75, /* more countries */
	MESSAGE_FROM_H = 16,
	POPUP_W = 100,
	LEAST_COUNTRIES = 10, /* a code and its count */
	LEAST_W = 30, LEAST_H = 4,
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

static int layout_within(int n, int least, int most)
{
	return n < least || most < least ? least : n > most ? most : n;
}

/* Thousandths of a whole, and back: exact up to 500. */
static int layout_share(int n, int whole)
{
	return (n * 1000 + whole / 2) / whole;
}

static int layout_part(int share, int whole)
{
	return (layout_within(share, 0, 1000) * whole + 500) / 1000;
}

static int layout_countries(const struct sizes *sizes, int w, int rest)
{
	return sizes->countries ? layout_within(sizes->countries, LEAST_COUNTRIES, w - rest) : COUNTRIES_W;
}

/* Timeline and countries above; the article gets the larger part while it is read. */
static void layout_stack(struct layout *l, int w, int h, enum pane shown, const struct sizes *sizes)
{
	int body = h - 2;
	int article = shown == PANE_ARTICLE ? body * 2 / 3 : body / 2;
	int share = sizes->below[shown == PANE_ARTICLE];
	if (share)
		article = layout_within(layout_part(share, body), LEAST_H, body - LEAST_H);
	int top = body - article, countries = layout_countries(sizes, w, LEAST_W);
	l->pane[PANE_TIMELINE] = layout_rect(0, 0, w - countries, top);
	l->pane[PANE_COUNTRIES] = layout_rect(w - countries, 0, countries, top);
	l->pane[PANE_ARTICLE] = layout_rect(0, top, w, article);
}

/* The article takes what it can use: at most its columns and its frame and margins, half of the width, and what a
 * readable timeline leaves. */
static void layout_side(struct layout *l, int w, int h, const struct sizes *sizes)
{
	int body = h - 2;
	int countries = layout_countries(sizes, w, 2 * LEAST_W);
	int rest = w - countries;
	int article = rest / 2 < rest - TIMELINE_W ? rest / 2 : rest - TIMELINE_W;
	if (w >= WIDE_FROM_W) /* there is room for what is known of it beside the text */
		article = rest * 3 / 5 < rest - TIMELINE_WIDE_W ? rest * 3 / 5 : rest - TIMELINE_WIDE_W;
	int most = LAYOUT_ARTICLE_COLUMNS + 6 + (w >= WIDE_FROM_W ? LAYOUT_FACTS_COLUMNS : 0);
	if (article > most)
		article = most;
	if (sizes->article)
		article = layout_part(sizes->article, w);
	article = layout_within(article, LEAST_W, rest - LEAST_W);
	l->pane[PANE_COUNTRIES] = layout_rect(0, 0, countries, body);
	l->pane[PANE_TIMELINE] = layout_rect(countries, 0, rest - article, body);
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
	return layout_sized(w, h, focus, under, &(struct sizes){0});
}

struct layout layout_sized(int w, int h, enum pane focus, enum pane under, const struct sizes *sizes)
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
		layout_side(&l, w, h, sizes);
	} else if (w >= STACKED_FROM_W && h >= STACKED_FROM_H) {
		l.kind = LAYOUT_STACKED;
		layout_stack(&l, w, h, shown, sizes);
	} else {
		l.kind = LAYOUT_ONE;
		l.pane[shown] = layout_rect(0, 0, w, h - below);
	}
	l.pane[PANE_LINKS] = l.pane[PANE_WHY] = layout_popup(w, h, below);
	l.pane[PANE_MAP] = l.pane[PANE_PAIR] = l.pane[PANE_GRID] = l.pane[PANE_COMPARE] = layout_rect(0, 0, w, h - below);
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

int layout_beside(const struct layout *l, enum pane p, int way)
{
	struct rect own = l->pane[p];
	int best = -1;
	if (l->kind != LAYOUT_SIDE && l->kind != LAYOUT_STACKED) {
		int next = (int)p + way;
		return next >= PANE_TIMELINE && next <= PANE_ARTICLE ? next : -1;
	}
	for (int q = PANE_TIMELINE; q <= PANE_ARTICLE; q++) {
		struct rect r = l->pane[q];
		bool level = r.y < own.y + own.h && own.y < r.y + r.h, there = way < 0 ? r.x + r.w <= own.x : r.x >= own.x + own.w;
		if (q != (int)p && level && there && (best < 0 || (way < 0) == (r.x > l->pane[best].x)))
			best = q;
	}
	return best;
}

/* ---- borders ---- */

/* In SIDE the first column of the timeline and of the article, in STACKED that of the countries and the article's row. */
static int layout_border_place(const struct layout *l, enum layout_border b)
{
	if (b == LAYOUT_COUNTRIES)
		return l->kind == LAYOUT_SIDE ? l->pane[PANE_TIMELINE].x : l->pane[PANE_COUNTRIES].x;
	return l->kind == LAYOUT_SIDE ? l->pane[PANE_ARTICLE].x : l->pane[PANE_ARTICLE].y;
}

enum layout_border layout_border_at(const struct layout *l, int x, int y)
{
	if (l->kind != LAYOUT_SIDE && l->kind != LAYOUT_STACKED)
		return LAYOUT_NO_BORDER;
	if (y < 0 || y >= l->message.y)
		return LAYOUT_NO_BORDER;
	int article = l->kind == LAYOUT_SIDE ? x : y, at = layout_border_place(l, LAYOUT_ARTICLE);
	if (article == at || article == at - 1)
		return LAYOUT_ARTICLE;
	at = layout_border_place(l, LAYOUT_COUNTRIES);
	if ((x == at || x == at - 1) && (l->kind == LAYOUT_SIDE || y < l->pane[PANE_ARTICLE].y))
		return LAYOUT_COUNTRIES;
	return LAYOUT_NO_BORDER;
}

void layout_move(const struct layout *l, enum layout_border b, int x, int y, enum pane focus, struct sizes *sizes)
{
	int w = l->status.w, body = l->message.y;
	bool side = l->kind == LAYOUT_SIDE;
	int countries = side ? x : w - x, article = side ? w - x : body - y;
	if (b == LAYOUT_COUNTRIES && (side || l->kind == LAYOUT_STACKED))
		sizes->countries = layout_within(countries, LEAST_COUNTRIES, w - (side ? 2 : 1) * LEAST_W);
	else if (b == LAYOUT_ARTICLE && side)
		sizes->article = layout_share(layout_within(article, LEAST_W, w - l->pane[PANE_COUNTRIES].w - LEAST_W), w);
	else if (b == LAYOUT_ARTICLE && l->kind == LAYOUT_STACKED)
		sizes->below[focus == PANE_ARTICLE] = layout_share(layout_within(article, LEAST_H, body - LEAST_H), body);
}

void layout_grow(const struct layout *l, enum pane p, int by, enum pane focus, struct sizes *sizes)
{
	enum layout_border b = p == PANE_COUNTRIES ? LAYOUT_COUNTRIES : LAYOUT_ARTICLE;
	bool side = l->kind == LAYOUT_SIDE;
	/* a border moves to the right or down for the pane that stands before it, else to the left or up */
	bool before = p == PANE_TIMELINE || (p == PANE_COUNTRIES && side);
	int at = layout_border_place(l, b) + (before ? by : -by);
	layout_move(l, b, at, at, focus, sizes);
}
