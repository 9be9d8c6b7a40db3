#include "config.h"

#include "app/update_move.h"

#include "app/compare.h"
#include "app/facet.h"
#include "app/grid.h"
#include "app/nav.h"
#include "app/page.h"
#include "app/pair.h"
#include "app/update.h"

void update_move_focus(struct model *m, enum pane pane)
{
	m->focus = pane;
	if (pane <= PANE_ARTICLE)
		m->under = pane;
}

void update_move_on_map(struct model *m, int x, int y)
{
	static const char *const ways[] = {"north", "west", "", "east", "south"};
	if (!facet_step(m, x, y))
		update_say(m, false, "No country of the list lies further %s", ways[2 + x + 2 * y]);
}

static void move_link(struct model *m, long rows)
{
	const struct linked *l = model_linked(m);
	size_t n = l ? l->count : 0, h = m->room.links_h > 0 ? (size_t)m->room.links_h : 1;
	m->link = model_moved(m->link, rows);
	if (m->link >= n)
		m->link = n > 0 ? n - 1 : 0;
	if (m->link_top > m->link)
		m->link_top = m->link;
	if (m->link >= m->link_top + h)
		m->link_top = m->link - h + 1;
}

static void move_why(struct model *m, long rows)
{
	size_t n = (size_t)m->room.why_n, h = (size_t)m->room.why_h;
	size_t last = n > h ? n - h : 0;
	m->why_top = model_moved(m->why_top, rows);
	if (m->why_top > last)
		m->why_top = last;
}

void update_move(struct model *m, enum pane pane, long rows)
{
	switch (pane) {
	case PANE_TIMELINE:
		nav_move(m, rows);
		break;
	case PANE_COUNTRIES:
		facet_move(m, rows);
		break;
	case PANE_ARTICLE:
		page_scroll(m, rows);
		break;
	case PANE_LINKS:
		move_link(m, rows);
		break;
	case PANE_WHY:
		move_why(m, rows);
		break;
	case PANE_PAIR:
		pair_move(m, rows);
		break;
	case PANE_GRID:
		grid_move(m, rows, 0);
		break;
	case PANE_COMPARE:
		compare_scroll(m, rows);
		break;
	case PANE_MAP: /* a page is a country too; the ends of the list are its first and last */
		if (rows > INT16_MAX || rows < -INT16_MAX)
			facet_move(m, rows);
		else
			update_move_on_map(m, 0, rows > 0 ? 1 : -1);
		break;
	}
}

long update_move_page(const struct model *m)
{
	int h = 0;
	switch (m->focus) {
	case PANE_TIMELINE:
		h = m->room.list_h;
		break;
	case PANE_COUNTRIES:
		h = m->room.country_h;
		break;
	case PANE_ARTICLE:
		h = m->room.page_h;
		break;
	case PANE_LINKS:
		h = m->room.links_h;
		break;
	case PANE_WHY:
		h = m->room.why_h;
		break;
	case PANE_PAIR:
		h = m->room.pair_h;
		break;
	case PANE_GRID:
		h = m->room.grid_h;
		break;
	case PANE_COMPARE:
		h = m->room.compare_h;
		break;
	case PANE_MAP:
		break;
	}
	return h > 2 ? h - 1 : 1; /* a line of the page before stays */
}
