#include "config.h"

#include "app/update.h"

#include "app/ask.h"
#include "app/choose.h"
#include "app/compare.h"
#include "app/date.h"
#include "app/edit.h"
#include "app/facet.h"
#include "app/find.h"
#include "app/grid.h"
#include "app/nav.h"
#include "app/page.h"
#include "app/pair.h"
#include "app/update_filter.h"
#include "app/update_move.h"
#include "app/walk.h"
#include "base/era.h"

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

/* ---- what lies over the panes ---- */

static void update_overlay(struct model *m, int pane)
{
	if (model_shown(m).id == 0) {
		update_say(m, false, "Nothing is chosen: there is no event here");
		return;
	}
	m->why_top = m->link = m->link_top = 0;
	update_move_focus(m, (enum pane)pane);
}

static void update_map(struct model *m, int unused)
{
	(void)unused;
	update_move_focus(m, PANE_MAP);
}

static void update_pair(struct model *m, int unused)
{
	(void)unused;
	if (pair_open(m))
		update_move_focus(m, PANE_PAIR);
	else
		update_say(m, false, "No event here names a country");
}

static void update_compare(struct model *m, int unused)
{
	(void)unused;
	if (!compare_open(m)) {
		update_say(m, false, model_shown(m).type == ROW_REPORT ? "A report is a whole article; its events can be compared: ( and ) step through them"
								       : "No other article tells this event; v chooses events to compare it with");
		return;
	}
	update_move_focus(m, PANE_COMPARE);
	if (m->compare.with.n >= REQUEST_REPORTS)
		update_say(m, false, "%zu are chosen; the first %d stand side by side", m->compare.with.n, REQUEST_REPORTS - 1);
}

static void update_grid(struct model *m, int unused)
{
	(void)unused;
	grid_open(m);
	update_move_focus(m, PANE_GRID);
}

static void update_step_aside(struct model *m, int way)
{
	if (m->focus == PANE_MAP)
		update_move_on_map(m, way, 0);
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
		update_move_focus(m, (enum pane)(((int)m->focus + way + n) % n));
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
		update_move_focus(m, m->under);
	else if (m->focus != PANE_TIMELINE)
		update_move_focus(m, PANE_TIMELINE);
	else
		m->quit = true;
}

static void update_cancel(struct model *m, int unused)
{
	(void)unused;
	if (m->focus > PANE_ARTICLE) {
		update_move_focus(m, m->under);
	} else if (find_is_on(m)) {
		find_end(m);
	} else if (m->filter.pattern.n > 0) {
		buf_clear(&m->filter.pattern);
		ask_search(m);
	} else if (model_is_searching(m)) {
		m->filter.off = true;
		ask_search(m);
		update_say(m, false, "Stopped; the filter is off, F puts it on again");
	}
}

static void update_filter(struct model *m, int action)
{
	if (action == ACTION_TOGGLE)
		update_filter_toggle(m);
	else if (action == ACTION_WITHOUT)
		update_filter_without(m);
	else if (action == ACTION_EITHER)
		update_filter_either(m);
	else if (action == ACTION_ANNOUNCED)
		update_filter_announced(m);
	else
		update_filter_bar(m);
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

/* From a view over the panes to a row of the timeline. */
static void update_open_row(struct model *m, struct row r)
{
	if (!r.id) {
		update_say(m, false, "There is no event here");
		return;
	}
	walk_leave(m);
	update_move_focus(m, PANE_TIMELINE);
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
		update_move_focus(m, m->under);
		walk_follow(m, link);
	} else if (m->focus == PANE_COUNTRIES || m->focus == PANE_MAP) {
		update_filter_toggle(m);
	} else if (m->focus == PANE_PAIR) {
		update_open_row(m, pair_here(m) ? pair_here(m)->first : (struct row){.when = INTERVAL_NONE});
	} else if (m->focus == PANE_GRID) {
		update_open_row(m, grid_first(m));
	} else if (m->focus == PANE_COMPARE) {
		update_open_report(m);
	} else if (model_shown(m).id) {
		walk_end(m);
		update_move_focus(m, PANE_ARTICLE);
	}
}

static void update_hit(struct model *m, int way)
{
	if (m->focus == PANE_COMPARE) {
		compare_move(m, way);
		return;
	}
	if (m->focus == PANE_ARTICLE && find_is_on(m)) {
		find_next(m, way);
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
	if (m->focus == PANE_TIMELINE && !order_is_of_time(m->by)) {
		update_say(m, false, "Periods are in order of time; this is %s", order_words(m->by));
		return;
	}
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
	if (m->original)
		update_say(m, false, "%zu bytes, as the %s reader read them %s%.*s", page_text(m).n, a->reader,
			   a->path.n ? "from " : "from it is not known where", STR_ARG(str_sub(a->path, 0, 300)));
}

static void update_scroll(struct model *m, int way)
{
	update_move(m, m->focus, way);
}

static void update_scroll_page(struct model *m, int way)
{
	update_move(m, m->focus, way * update_move_page(m));
}

static void update_scroll_half(struct model *m, int way)
{
	update_move(m, m->focus, way * ((update_move_page(m) + 1) / 2));
}

static void update_go(struct model *m, int pane)
{
	update_move_focus(m, (enum pane)pane);
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
	[ACTION_TOGGLE] = {update_filter, ACTION_TOGGLE},
	[ACTION_BAR] = {update_filter, ACTION_BAR},
	[ACTION_ANNOUNCED] = {update_filter, ACTION_ANNOUNCED},
	[ACTION_WITHOUT] = {update_filter, ACTION_WITHOUT},
	[ACTION_EITHER] = {update_filter, ACTION_EITHER},
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
	bool relative;
	m->fault = (struct error)ERROR_INIT;
	if (!date_read_from(text, nav_date(m), &when, &relative, &m->fault))
		return false;
	walk_leave(m);
	char name[40];
	era_day(when.from, name);
	if (!nav_day(m, when.from))
		update_say(m, false, "Nothing on or after %s", name);
	else if (model_row(m).when.from > when.to)
		update_say(m, false, "Nothing of %.*s itself; this is the next after it", STR_ARG(str_trim(text)));
	ask_settle(m);
	return true;
}

bool update_sort(struct model *m, struct str name)
{
	int by = order_named(str_trim(name));
	m->fault = (struct error)ERROR_INIT;
	if (by < 0)
		return error_set_at(&m->fault, ERROR_USAGE, 0, "sort: there is no order `%.*s`; Tab goes through what there is", STR_ARG(name));
	nav_order(m, (enum order_by)by);
	update_say(m, false, "Sorted %s", order_words(m->by));
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

/* ---- the room ---- */

void update_room(struct model *m, const struct room *room)
{
	if (memcmp(&m->room, room, sizeof *room) == 0)
		return;
	m->room = *room;
	if (room->map_w > 0 && room->map_w != m->world.w) {
		outline_free(&m->world);
		outline_make(&m->world, room->map_w);
	}
	nav_fit(m);
	if (room->grid_h > 0) /* while the view is open */
		grid_settle(m);
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
