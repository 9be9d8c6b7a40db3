#include "config.h"

#include "app/update.h"

#include "app/ask.h"
#include "app/facet.h"
#include "app/grid.h"
#include "app/nav.h"
#include "app/update_filter.h"
#include "app/update_move.h"
#include "app/walk.h"

static void mouse_line(struct model *m, size_t line, bool twice)
{
	if (line >= lines_count(&m->lines))
		return;
	bool heading = lines_at(&m->lines, line).type != LINE_ROW;
	nav_line(m, line);
	if (twice && heading)
		update_action(m, ACTION_ZOOM_IN);
	else if (twice)
		update_action(m, ACTION_OPEN);
}

static void mouse_strip(struct model *m, int x, bool twice)
{
	for (size_t i = 0; i < m->density.bars.n; i++) {
		if (m->density.bars.v[i].x < x)
			continue;
		struct density_bar bar = m->density.bars.v[i];
		if (twice) {
			update_filter_period(m, (struct interval){bar.from, bar.to});
			return;
		}
		walk_leave(m);
		nav_day(m, bar.from);
		return;
	}
}

static void mouse_link(struct model *m, size_t link, bool twice)
{
	if (!model_linked(m) || link >= model_linked(m)->count)
		return;
	m->link = link;
	if (twice)
		update_action(m, ACTION_OPEN);
}

void update_click(struct model *m, enum pane pane, int x, int y, bool twice)
{
	m->message[0] = '\0';
	int strip = m->room.strip_h;
	if (x < 0 || y < 0)
		return;
	update_move_focus(m, pane);
	if (pane == PANE_TIMELINE && y < strip) {
		mouse_strip(m, x, twice);
	} else if (pane == PANE_TIMELINE) {
		mouse_line(m, m->top + (size_t)(y - strip), twice);
	} else if (pane == PANE_COUNTRIES && m->country_top + (size_t)y < model_country_count(m)) {
		facet_line(m, m->country_top + (size_t)y);
		if (twice)
			update_filter_toggle(m);
	} else if (pane == PANE_MAP) {
		if (facet_dot(m, (x - m->room.map_x) * MODEL_DOTS_X + 1, (y - m->room.map_y) * MODEL_DOTS_Y + 2) && twice)
			update_filter_toggle(m);
	} else if (pane == PANE_GRID) {
		size_t country, period;
		if (grid_at(m, x, y, &country, &period)) {
			grid_go(m, country, period);
			if (twice)
				update_action(m, ACTION_OPEN);
		}
	} else if (pane == PANE_LINKS) {
		mouse_link(m, m->link_top + (size_t)(y / MODEL_LINK_LINES), twice);
	}
	ask_settle(m);
}

void update_wheel(struct model *m, enum pane pane, int lines)
{
	update_move(m, pane, lines);
	ask_settle(m);
}
