#include "config.h"

#include "ui/view.h"

#include "ui/pane_article.h"
#include "ui/pane_compare.h"
#include "ui/pane_country.h"
#include "ui/pane_grid.h"
#include "ui/pane_links.h"
#include "ui/pane_map.h"
#include "ui/pane_pair.h"
#include "ui/pane_timeline.h"
#include "ui/pane_why.h"
#include "ui/strip.h"

enum { VIEW_POPUP_LEAST = 5 }; /* lines inside a popup: room to say why it is empty */

/* Lines that the open popup has to show. */
static int view_popup_lines(const struct model *m, int width)
{
	const struct linked *k = model_linked(m);
	int n = m->focus == PANE_WHY ? pane_why_count(m, width) : k ? (int)k->count * MODEL_LINK_LINES : 0;
	return n < VIEW_POPUP_LEAST ? VIEW_POPUP_LEAST : n;
}

/* What stands under the article already, as wide as it would be over it, is not shown a second time: the keys go there, and it
 * takes the lines that it needs. */
static bool view_why_below(const struct model *m, struct layout *l)
{
	struct rect article = l->pane[PANE_ARTICLE];
	int below = m->focus == PANE_WHY ? pane_article_why(layout_inside(l, PANE_ARTICLE)) + 1 : 1;
	if (below == 1 || article.w < l->pane[PANE_WHY].w)
		return false;
	int needed = view_popup_lines(m, article.w - 4) + 2;
	int h = needed < below ? below : needed < article.h ? needed : article.h;
	l->pane[PANE_WHY] = (struct rect){article.x, article.y + article.h - h, article.w, h};
	return true;
}

struct layout view_layout(const struct model *m, int w, int h)
{
	struct layout l = layout_sized(w, h, m->focus, m->under, &m->sizes);
	if ((m->focus != PANE_LINKS && m->focus != PANE_WHY) || !l.frames || view_why_below(m, &l))
		return l;
	struct rect *r = &l.pane[m->focus];
	int needed = view_popup_lines(m, r->w - 4) + 2;
	if (needed < r->h)
		r->h = needed;
	return l;
}

void view_fit(struct model *m, int w, int h)
{
	struct layout l = view_layout(m, w, h);
	struct rect timeline = layout_inside(&l, PANE_TIMELINE), page = pane_article_page(layout_inside(&l, PANE_ARTICLE));
	struct rect links = layout_inside(&l, PANE_LINKS), why = layout_inside(&l, PANE_WHY);
	int strip = strip_lines(timeline);
	struct room room = {
		.list_h = timeline.h - strip,
		.strip_w = strip ? timeline.w : 0,
		.strip_h = strip,
		.country_h = layout_inside(&l, PANE_COUNTRIES).h,
		.page_w = page.w,
		.page_h = page.h,
		.links_h = links.h / MODEL_LINK_LINES,
		.why_h = why.h,
		.why_n = m->focus == PANE_WHY ? pane_why_count(m, why.w - 2) : 0,
	};
	if (m->focus == PANE_MAP)
		pane_map_fit(layout_inside(&l, PANE_MAP), &room);
	if (m->focus == PANE_PAIR)
		room.pair_h = pane_pair_lines(layout_inside(&l, PANE_PAIR));
	if (m->focus == PANE_COMPARE)
		pane_compare_fit(m, layout_inside(&l, PANE_COMPARE), &room);
	if (m->focus == PANE_GRID)
		pane_grid_fit(layout_inside(&l, PANE_GRID), &room);
	update_room(m, &room);
}

void view_draw(const struct model *m, struct canvas *c)
{
	struct layout l = view_layout(m, c->w, c->h);
	if (layout_shows(&l, PANE_TIMELINE))
		pane_timeline_draw(m, &l, c);
	if (layout_shows(&l, PANE_COUNTRIES))
		pane_country_draw(m, &l, c);
	if (layout_shows(&l, PANE_ARTICLE))
		pane_article_draw(m, &l, c);
	if (m->focus == PANE_LINKS)
		pane_links_draw(m, &l, c);
	if (m->focus == PANE_WHY)
		pane_why_draw(m, &l, c);
	if (m->focus == PANE_MAP)
		pane_map_draw(m, &l, c);
	if (m->focus == PANE_COMPARE)
		pane_compare_draw(m, &l, c);
	if (m->focus == PANE_PAIR)
		pane_pair_draw(m, &l, c);
	if (m->focus == PANE_GRID)
		pane_grid_draw(m, &l, c);
	canvas_clip(c, (struct rect){0, 0, c->w, c->h});
	struct rect inside = layout_inside(&l, m->focus);
	if (c->cursor_x < 0 && inside.w > 0 && inside.h > 0) /* nothing is chosen there */
		canvas_cursor(c, inside.x, inside.y);
}
