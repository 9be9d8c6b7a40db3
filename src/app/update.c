#include "config.h"

#include "app/update.h"

#include "app/ask.h"
#include "app/choose.h"
#include "app/compare.h"
#include "app/date.h"
#include "app/edit.h"
#include "app/facet.h"
#include "app/grid.h"
#include "app/nav.h"
#include "app/page.h"
#include "app/pair.h"
#include "app/walk.h"

#include <stdio.h>
#include <string.h>

void update_say(struct model *m, bool error, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(m->message, sizeof m->message, fmt, ap);
	va_end(ap);
	m->message_is_error = error;
}

/* ---- focus ---- */

static void update_focus(struct model *m, enum pane pane)
{
	m->focus = pane;
	if (pane <= PANE_ARTICLE)
		m->under = pane;
}

static void update_overlay(struct model *m, int pane)
{
	if (model_shown(m).id == 0) {
		update_say(m, false, "Nothing is chosen: there is no event here");
		return;
	}
	m->why_top = m->link = m->link_top = 0;
	update_focus(m, (enum pane)pane);
}

static void update_map(struct model *m, int unused)
{
	(void)unused;
	update_focus(m, PANE_MAP);
}

static void update_pair(struct model *m, int unused)
{
	(void)unused;
	if (pair_open(m))
		update_focus(m, PANE_PAIR);
	else
		update_say(m, false, "No event here names a country");
}

static void update_compare(struct model *m, int unused)
{
	(void)unused;
	if (compare_open(m))
		update_focus(m, PANE_COMPARE);
	else
		update_say(m, false, "No other article tells this event");
}

static void update_grid(struct model *m, int unused)
{
	(void)unused;
	grid_open(m);
	update_focus(m, PANE_GRID);
}

static void update_step(struct model *m, int x, int y)
{
	static const char *const ways[] = {"north", "west", "", "east", "south"};
	if (!facet_step(m, x, y))
		update_say(m, false, "No country of the list lies further %s", ways[2 + x + 2 * y]);
}

static void update_step_aside(struct model *m, int way)
{
	if (m->focus == PANE_MAP)
		update_step(m, way, 0);
	else if (m->focus == PANE_GRID)
		grid_move(m, 0, way);
	else if (m->focus == PANE_COMPARE)
		compare_move(m, way);
	else if (!pair_turn(m, way))
		update_say(m, false, way > 0 ? "No other country stands beside it less often" : "No other country stands beside it more often");
}

static void update_next_pane(struct model *m, int way)
{
	int n = PANE_ARTICLE + 1;
	if (m->focus <= PANE_ARTICLE)
		update_focus(m, (enum pane)(((int)m->focus + way + n) % n));
}

/* ---- moving in the pane that has the focus ---- */

static void update_move_link(struct model *m, long rows)
{
	const struct linked *l = model_linked(m);
	size_t n = l ? l->count : 0, h = m->room.links_h > 0 ? (size_t)m->room.links_h : 1;
	size_t up = rows < 0 ? (size_t)-rows : 0, down = rows > 0 ? (size_t)rows : 0;
	m->link = up > m->link ? 0 : m->link - up + down;
	if (m->link >= n)
		m->link = n > 0 ? n - 1 : 0;
	if (m->link_top > m->link)
		m->link_top = m->link;
	if (m->link >= m->link_top + h)
		m->link_top = m->link - h + 1;
}

static void update_move_why(struct model *m, long rows)
{
	size_t n = (size_t)m->room.why_n, h = (size_t)m->room.why_h;
	size_t last = n > h ? n - h : 0;
	size_t up = rows < 0 ? (size_t)-rows : 0, down = rows > 0 ? (size_t)rows : 0;
	m->why_top = up > m->why_top ? 0 : m->why_top - up + down;
	if (m->why_top > last)
		m->why_top = last;
}

static void update_move(struct model *m, enum pane pane, long rows)
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
		update_move_link(m, rows);
		break;
	case PANE_WHY:
		update_move_why(m, rows);
		break;
	case PANE_PAIR:
		pair_move(m, rows);
		break;
	case PANE_GRID:
		grid_move(m, rows, 0);
		break;
	case PANE_COMPARE:
		compare_move(m, rows);
		break;
	case PANE_MAP: /* a page is a country too; the ends of the list are its first and last */
		if (rows > INT16_MAX || rows < -INT16_MAX)
			facet_move(m, rows);
		else
			update_step(m, 0, rows > 0 ? 1 : -1);
		break;
	}
}

static long update_page(const struct model *m)
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
	case PANE_MAP:
	case PANE_COMPARE:
		break;
	}
	return h > 2 ? h - 1 : 1; /* a line of the page before stays */
}

/* To the first or last row: a jump that < takes back. */
static void update_end(struct model *m, int way)
{
	if (m->focus == PANE_TIMELINE)
		walk_leave(m);
	update_move(m, m->focus, way * 1000000000L);
}

/* ---- what the keys do ---- */

static void update_quit(struct model *m, int unused)
{
	(void)unused;
	m->quit = true;
}

static void update_back(struct model *m, int unused)
{
	(void)unused;
	if (m->focus > PANE_ARTICLE)
		update_focus(m, m->under);
	else if (m->focus != PANE_TIMELINE)
		update_focus(m, PANE_TIMELINE);
	else
		m->quit = true;
}

static void update_cancel(struct model *m, int unused)
{
	(void)unused;
	if (m->focus > PANE_ARTICLE) {
		update_focus(m, m->under);
	} else if (m->filter.pattern.n > 0) {
		buf_clear(&m->filter.pattern);
		ask_search(m);
	} else if (model_is_searching(m)) {
		m->filter.off = true;
		ask_search(m);
		update_say(m, false, "Stopped; the filter is off, F puts it on again");
	}
}

static void update_toggle_filters(struct model *m, int unused)
{
	(void)unused;
	if (filter_is_empty(&m->filter)) {
		update_say(m, false, "There is no filter: / searches, f filters, Space chooses a country");
		return;
	}
	m->filter.off = !m->filter.off;
	update_say(m, false, m->filter.off ? "All filters off; F puts them on again" : "All filters on");
	ask_search(m);
}

static void update_say_countries(struct model *m)
{
	bool several = m->filter.country_count > 1;
	update_say(m, false, m->filter.either ? "%s any of them; + wants all of them" : "%s all of them; + takes any of them",
		   several ? "Several countries: events of" : "Several countries would show events of");
}

/* A country is added, never taken away: the period is what is chosen. */
static void update_want_country(struct model *m, const char *code)
{
	if (code[0] && !filter_has_country(&m->filter, code))
		filter_toggle_country(&m->filter, code);
}

static void update_filter_period(struct model *m, struct interval when)
{
	if (!interval_known(when))
		return;
	if (filter_toggle_period(&m->filter, when))
		update_say(m, false, "Only what meets that time; F switches the filters off");
	else
		update_say(m, false, "No longer of that time alone");
	ask_search(m);
}

/* The bar of the strip that the row under the cursor is in; without a strip, the period of the zoom. */
static void update_filter_bar(struct model *m, int unused)
{
	(void)unused;
	struct row r = model_row(m);
	int bar = r.id && interval_known(r.when) ? density_at(&m->density, r.when.from) : -1;
	if (bar >= 0)
		update_filter_period(m, (struct interval){m->density.bars.v[bar].from, m->density.bars.v[bar].to});
	else if (r.id && interval_known(r.when))
		update_filter_period(m, nav_period_of(m, r));
	else
		update_say(m, false, "What stands here has no date");
}

static void update_filter_pair(struct model *m)
{
	const struct tally_period *here = pair_here(m);
	m->filter.either = false;
	update_want_country(m, m->pair.codes[0]);
	update_want_country(m, m->pair.codes[1]);
	update_filter_period(m, here ? here->when : INTERVAL_NONE);
	ask_search(m);
}

static void update_filter_cell(struct model *m)
{
	const struct gridded *g = m->grid.gridded;
	if (!g || g->tally.period_count == 0)
		return;
	if (grid_events(m, m->grid.row, m->grid.column) == 0) {
		update_say(m, false, "There is no event here");
		return;
	}
	struct interval when = g->tally.periods[m->grid.column];
	update_want_country(m, m->grid.code);
	update_filter_period(m, when);
}

static void update_toggle_country(struct model *m, int unused)
{
	(void)unused;
	if (m->focus == PANE_PAIR) {
		update_filter_pair(m);
		return;
	}
	if (m->focus == PANE_GRID) {
		update_filter_cell(m);
		return;
	}
	if (!facet_toggle(m, false))
		return;
	if (m->filter.country_count > 1)
		update_say_countries(m);
	ask_search(m);
}

static void update_toggle_without(struct model *m, int unused)
{
	(void)unused;
	if (!facet_toggle(m, true))
		return;
	update_say(m, false, filter_lacks_country(&m->filter, m->country_code) ? "Without %s; - takes it in again" : "%s is in again",
		   m->country_code);
	ask_search(m);
}

static void update_toggle_either(struct model *m, int unused)
{
	(void)unused;
	m->filter.either = !m->filter.either;
	update_say_countries(m);
	ask_search(m);
}

/* From a view over the panes to a row of the timeline. */
static void update_open_row(struct model *m, struct row r)
{
	if (!r.id) {
		update_say(m, false, "There is no event here");
		return;
	}
	walk_leave(m);
	update_focus(m, PANE_TIMELINE);
	nav_choose(m, (struct spot){r.type, r.id, r.article, r.when});
}

static void update_open_report(struct model *m)
{
	const struct compared *c = compare_reports(m);
	if (!c || m->compare.at >= c->count)
		return;
	const struct report *r = &c->reports[m->compare.at];
	update_open_row(m, (struct row){.id = r->id, .article = r->article, .type = ROW_EVENT, .when = r->event.when});
}

static void update_open(struct model *m, int unused)
{
	(void)unused;
	if (m->focus == PANE_LINKS) {
		if (!model_linked(m) || model_linked(m)->count == 0)
			return;
		size_t link = m->link;
		update_focus(m, m->under);
		walk_follow(m, link);
	} else if (m->focus == PANE_COUNTRIES) {
		update_toggle_country(m, 0);
	} else if (m->focus == PANE_PAIR) {
		update_open_row(m, pair_here(m) ? pair_here(m)->first : (struct row){.when = INTERVAL_NONE});
	} else if (m->focus == PANE_GRID) {
		update_open_row(m, grid_first(m));
	} else if (m->focus == PANE_COMPARE) {
		update_open_report(m);
	} else if (model_shown(m).id) {
		walk_end(m);
		update_focus(m, PANE_ARTICLE);
	}
}

static void update_hit(struct model *m, int way)
{
	if (m->focus == PANE_COMPARE) {
		compare_move(m, way);
		return;
	}
	if (page_hit(m, way))
		return;
	if (filter_is_empty(&m->filter) || m->filter.off) {
		update_say(m, false, "Nothing is searched for; / starts a search");
		return;
	}
	if (nav_article(m, way))
		m->hit_wanted = way;
	else
		update_say(m, false, way > 0 ? "That was the last hit; N goes back" : "That was the first hit; n goes on");
}

static void update_event(struct model *m, int way)
{
	if (!page_event(m, way))
		update_say(m, false, way > 0 ? "That was the article's last event" : "That was the article's first event");
}

static void update_period(struct model *m, int way)
{
	if (m->focus == PANE_GRID) {
		if (!grid_next(m, way))
			update_say(m, false, way > 0 ? "No events of this country after it" : "No events of this country before it");
		return;
	}
	if (!nav_period(m, way))
		update_say(m, false, way > 0 ? "Nothing after this %s" : "Nothing before this %s", precision_name(m->unit));
}

static void update_zoom(struct model *m, int steps)
{
	bool done = m->focus == PANE_PAIR ? pair_zoom(m, steps) : m->focus == PANE_GRID ? grid_zoom(m, steps) : nav_zoom(m, steps);
	if (!done)
		update_say(m, false, steps > 0 ? "A decade is the coarsest zoom" : "A day is the finest zoom");
}

static void update_history(struct model *m, int way)
{
	if (!walk_history(m, way))
		update_say(m, false, way < 0 ? "There is nowhere to go back to" : "There is nowhere to go forward to");
}

static void update_original(struct model *m, int unused)
{
	(void)unused;
	if (!page_original(m)) {
		update_say(m, false, "Nothing is shown: there is no article here");
		return;
	}
	const struct article *a = &m->opened->article;
	struct str bytes = a->original.n ? a->original : a->text;
	if (m->original)
		update_say(m, false, "%zu bytes, as the %s reader read them %s%.*s", bytes.n, a->reader,
			   a->path.n ? "from " : "from it is not known where", STR_ARG(str_sub(a->path, 0, 300)));
}

static void update_scroll(struct model *m, int way)
{
	update_move(m, m->focus, way);
}

static void update_scroll_page(struct model *m, int way)
{
	update_move(m, m->focus, way * update_page(m));
}

static void update_scroll_half(struct model *m, int way)
{
	update_move(m, m->focus, way * ((update_page(m) + 1) / 2));
}

static void update_go(struct model *m, int pane)
{
	update_focus(m, (enum pane)pane);
}

static void update_choose(struct model *m, int unused)
{
	(void)unused;
	if (!choose_shown(m))
		update_say(m, false, "Nothing is chosen: there is no event here");
	else if (m->focus == PANE_TIMELINE)
		nav_move(m, 1);
}

static void update_choose_many(struct model *m, int what)
{
	if (!choose_many(m, (enum choose_many)what))
		update_say(m, false, "That would be more than %d at once; f filters, z zooms in", CHOOSE_MOST);
	else if (m->chosen.n)
		update_say(m, false, "%zu chosen: s stars, T tags, c notes, e corrects them all", m->chosen.n);
	else
		update_say(m, false, "Nothing is chosen");
}

static void update_star(struct model *m, int unused)
{
	(void)unused;
	edit_star(m);
}

static void update_reject(struct model *m, int unused)
{
	(void)unused;
	edit_reject(m);
}

static void update_merge(struct model *m, int unused)
{
	(void)unused;
	edit_merge(m);
}

static void update_reject_link(struct model *m, int unused)
{
	(void)unused;
	edit_link(m);
}

static void update_turn(struct model *m, int type)
{
	edit_turn(m, (enum change_type)type);
}

/* What has no row here is the loop's own (action.h). */
static const struct {
	void (*run)(struct model *m, int way);
	int way;
} update_table[ACTION_COUNT] = {
	[ACTION_DOWN] = {update_scroll, 1},
	[ACTION_UP] = {update_scroll, -1},
	[ACTION_PAGE_DOWN] = {update_scroll_page, 1},
	[ACTION_PAGE_UP] = {update_scroll_page, -1},
	[ACTION_HALF_DOWN] = {update_scroll_half, 1},
	[ACTION_HALF_UP] = {update_scroll_half, -1},
	[ACTION_FIRST] = {update_end, -1},
	[ACTION_LAST] = {update_end, 1},
	[ACTION_OPEN] = {update_open, 0},
	[ACTION_BACK] = {update_back, 0},
	[ACTION_CANCEL] = {update_cancel, 0},
	[ACTION_PANE_NEXT] = {update_next_pane, 1},
	[ACTION_PANE_PREVIOUS] = {update_next_pane, -1},
	[ACTION_GO_TIMELINE] = {update_go, PANE_TIMELINE},
	[ACTION_GO_COUNTRIES] = {update_go, PANE_COUNTRIES},
	[ACTION_GO_ARTICLE] = {update_go, PANE_ARTICLE},
	[ACTION_HIT_NEXT] = {update_hit, 1},
	[ACTION_HIT_PREVIOUS] = {update_hit, -1},
	[ACTION_FILTERS_TOGGLE] = {update_toggle_filters, 0},
	[ACTION_TOGGLE] = {update_toggle_country, 0},
	[ACTION_BAR] = {update_filter_bar, 0},
	[ACTION_WITHOUT] = {update_toggle_without, 0},
	[ACTION_EITHER] = {update_toggle_either, 0},
	[ACTION_LEFT] = {update_step_aside, -1},
	[ACTION_RIGHT] = {update_step_aside, 1},
	[ACTION_MAP] = {update_map, 0},
	[ACTION_PAIR] = {update_pair, 0},
	[ACTION_GRID] = {update_grid, 0},
	[ACTION_LINK_NEXT] = {walk_step, 1},
	[ACTION_LINK_PREVIOUS] = {walk_step, -1},
	[ACTION_COMPARE] = {update_compare, 0},
	[ACTION_SERIES_NEXT] = {walk_series, 1},
	[ACTION_SERIES_PREVIOUS] = {walk_series, -1},
	[ACTION_LINKS] = {update_overlay, PANE_LINKS},
	[ACTION_WHY] = {update_overlay, PANE_WHY},
	[ACTION_HISTORY_BACK] = {update_history, -1},
	[ACTION_HISTORY_FORWARD] = {update_history, 1},
	[ACTION_PERIOD_NEXT] = {update_period, 1},
	[ACTION_PERIOD_PREVIOUS] = {update_period, -1},
	[ACTION_ZOOM_IN] = {update_zoom, -1},
	[ACTION_ZOOM_OUT] = {update_zoom, 1},
	[ACTION_EVENT_NEXT] = {update_event, 1},
	[ACTION_EVENT_PREVIOUS] = {update_event, -1},
	[ACTION_ORIGINAL] = {update_original, 0},
	[ACTION_CHOOSE] = {update_choose, 0},
	[ACTION_CHOOSE_PERIOD] = {update_choose_many, CHOOSE_PERIOD},
	[ACTION_CHOOSE_ALL] = {update_choose_many, CHOOSE_ALL},
	[ACTION_CHOOSE_NONE] = {update_choose_many, CHOOSE_NONE},
	[ACTION_STAR] = {update_star, 0},
	[ACTION_REJECT] = {update_reject, 0},
	[ACTION_MERGE] = {update_merge, 0},
	[ACTION_REJECT_LINK] = {update_reject_link, 0},
	[ACTION_UNDO] = {update_turn, CHANGE_UNDO},
	[ACTION_REDO] = {update_turn, CHANGE_REDO},
	[ACTION_QUIT] = {update_quit, 0},
};

void update_action(struct model *m, enum action a)
{
	m->message[0] = '\0';
	if (update_table[a].run)
		update_table[a].run(m, update_table[a].way);
	ask_settle(m);
}

bool update_date(struct model *m, struct str text)
{
	struct interval when;
	m->fault = (struct error)ERROR_INIT;
	if (!date_read(text, &when, &m->fault))
		return false;
	walk_leave(m);
	if (!nav_day(m, when.from))
		update_say(m, false, "Nothing on or after %.*s", STR_ARG(str_trim(text)));
	ask_settle(m);
	return true;
}

bool update_country(struct model *m, struct str text)
{
	m->fault = (struct error)ERROR_INIT;
	text = str_trim(text);
	bool found = text.n == 0 || facet_find(m, text);
	if (!found)
		error_set_at(&m->fault, ERROR_USAGE, 0, "%.*s: no country of the list has that name or code", STR_ARG(text));
	ask_settle(m);
	return found;
}

void update_refresh(struct model *m)
{
	ask_anew(m);
	ask_settle(m);
}

void update_progress(struct model *m, size_t done, size_t todo)
{
	m->done = done;
	m->todo = todo;
}

/* ---- the mouse and the room ---- */

static void update_click_line(struct model *m, size_t line, bool twice)
{
	if (line >= lines_count(&m->lines))
		return;
	bool heading = lines_at(&m->lines, line).type != LINE_ROW;
	nav_line(m, line);
	if (twice && heading)
		update_zoom(m, -1);
	else if (twice)
		update_open(m, 0);
}

static void update_click_strip(struct model *m, int x, bool twice)
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

static void update_click_link(struct model *m, size_t link, bool twice)
{
	if (!model_linked(m) || link >= model_linked(m)->count)
		return;
	m->link = link;
	if (twice)
		update_open(m, 0);
}

void update_click(struct model *m, enum pane pane, int x, int y, bool twice)
{
	m->message[0] = '\0';
	int strip = m->room.strip_w > 0;
	if (x < 0 || y < 0)
		return;
	update_focus(m, pane);
	if (pane == PANE_TIMELINE && y < strip) {
		update_click_strip(m, x, twice);
	} else if (pane == PANE_TIMELINE) {
		update_click_line(m, m->top + (size_t)(y - strip), twice);
	} else if (pane == PANE_COUNTRIES && m->country_top + (size_t)y < model_country_count(m)) {
		facet_line(m, m->country_top + (size_t)y);
		if (twice)
			update_toggle_country(m, 0);
	} else if (pane == PANE_MAP) {
		if (facet_dot(m, (x - m->room.map_x) * MODEL_DOTS_X + 1, (y - m->room.map_y) * MODEL_DOTS_Y + 2) && twice)
			update_toggle_country(m, 0);
	} else if (pane == PANE_GRID) {
		size_t country, period;
		if (grid_at(m, x, y, &country, &period)) {
			grid_go(m, country, period);
			if (twice)
				update_open(m, 0);
		}
	} else if (pane == PANE_LINKS) {
		update_click_link(m, m->link_top + (size_t)(y / MODEL_LINK_LINES), twice);
	}
	ask_settle(m);
}

void update_wheel(struct model *m, enum pane pane, int lines)
{
	update_move(m, pane, lines);
	ask_settle(m);
}

void update_room(struct model *m, const struct room *room)
{
	if (memcmp(&m->room, room, sizeof *room) == 0)
		return;
	m->room = *room;
	if (room->map_w > 0 && room->map_w != m->world.w) {
		outline_free(&m->world);
		outline_make(&m->world, room->map_w);
	}
	ask_settle(m);
}

void update_whole(struct model *m)
{
	struct request *r = &m->requests[REQUEST_CORPUS];
	r->whole = true;
	if (model_is_beginning(m) && m->answered[REQUEST_CORPUS] == r->number) {
		r->number++;
		r->wanted = true;
	}
}
