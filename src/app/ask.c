#include "config.h"

#include "app/ask.h"

#include "app/compare.h"
#include "app/facet.h"
#include "app/find.h"
#include "app/grid.h"
#include "app/nav.h"
#include "app/page.h"
#include "app/pair.h"

#include <string.h>

struct request *ask_new(struct model *m, enum request_kind kind)
{
	struct request *r = &m->requests[kind];
	r->number++;
	r->wanted = true;
	return r;
}

void ask_results(const struct model *m, struct request *r)
{
	result_free(r->now);
	result_free(r->all);
	r->now = result_share(m->now->result);
	r->all = result_share(m->all->result);
}

static void ask_query(struct request *r, const struct buf *text)
{
	buf_set(&r->query, buf_str(text));
}

static bool ask_pending(const struct model *m, enum request_kind kind)
{
	return m->requests[kind].number != m->answered[kind];
}

/* ---- the article and the links of what is shown ---- */

/* The query whose hits are lit: what is found in the article, else the filter; while a wrong one is typed, the last good one. */
static void ask_article(struct model *m, int64_t article)
{
	struct request *r = &m->requests[REQUEST_ARTICLE];
	struct buf text = BUF_INIT;
	if (find_is_on(m))
		filter_pattern_text(buf_str(&m->find.pattern), &text);
	else
		filter_text(&m->filter, &text);
	bool asked = r->number > 0 && r->id == article && str_eq(buf_str(&r->query), buf_str(&text));
	if (!asked) {
		ask_query(ask_new(m, REQUEST_ARTICLE), &text);
		r->id = article;
	}
	buf_free(&text);
}

static void ask_links(struct model *m, int64_t event)
{
	struct request *r = &m->requests[REQUEST_LINKS];
	if (r->id != event)
		ask_new(m, REQUEST_LINKS)->id = event;
}

/* ---- the list lines ---- */

struct ask_rows {
	struct row *v;
	size_t n, cap;
};

/* Rows of these lines: those that they show, and those that their periods may come to show. */
static void ask_gather(const struct model *m, size_t first, size_t end, struct ask_rows *out)
{
	const uint32_t *rows;
	size_t n = 0; /* candidates of the period: those that it shows are among them */
	for (size_t i = first; i < end && i < lines_count(&m->lines); i++) {
		bool heading = lines_is_heading(&m->lines, i), begins = heading || i == first;
		n = begins ? lines_candidates(&m->lines, i, &rows) : n;
		for (size_t k = 0; begins && k < n; k++)
			*vec_push(out) = result_row(m->now->result, rows[k]);
		if (!heading && n == 0)
			*vec_push(out) = model_line_row(m, i);
	}
}

static bool ask_missing(const struct model *m)
{
	struct ask_rows rows = {0};
	bool missing = false;
	ask_gather(m, m->top, m->top + (size_t)m->room.list_h, &rows);
	for (size_t i = 0; i < rows.n && !missing; i++)
		missing = !model_text(m, &rows.v[i]);
	vec_free(&rows);
	return missing;
}

/* A screenful more on either side, so that scrolling finds them there. */
static void ask_rows(struct model *m)
{
	size_t h = (size_t)m->room.list_h;
	if (!m->now || h == 0 || ask_pending(m, REQUEST_ROWS) || !(m->renew || ask_missing(m)))
		return;
	struct ask_rows rows = {0};
	struct request *r = ask_new(m, REQUEST_ROWS);
	m->renew = false;
	mem_free(r->rows);
	ask_gather(m, m->top > h ? m->top - h : 0, m->top + 2 * h, &rows);
	r->rows = rows.v;
	r->row_count = rows.n;
}

/* Not of rows that are still being found. */
static void ask_order(struct model *m)
{
	if (order_is_of_time(m->by) || !m->now || model_is_beginning(m) || model_is_searching(m) || m->order_asked == m->rows)
		return;
	struct request *r = ask_new(m, REQUEST_ORDER);
	ask_results(m, r);
	r->by = m->by;
	m->order_asked = m->rows;
}

static void ask_density(struct model *m)
{
	int w = m->room.strip_w;
	if (w > 0 && m->all && m->density.width != w)
		density_make(&m->density, m->all->result, m->now->result, w);
}

/* ---- changes ---- */

/* One after the other: each must be written. */
static void ask_change(struct model *m)
{
	if (m->changes.n == 0 || ask_pending(m, REQUEST_CHANGE))
		return;
	struct request *r = ask_new(m, REQUEST_CHANGE);
	request_change_free(&r->change);
	r->change = m->changes.v[0];
	vec_remove(&m->changes, 0);
}

void ask_names(struct model *m)
{
	if (m->requests[REQUEST_NAMES].number == 0)
		ask_new(m, REQUEST_NAMES);
}

void ask_anew(struct model *m)
{
	ask_new(m, REQUEST_CORPUS)->whole = true;
	if (m->requests[REQUEST_NAMES].number > 0)
		ask_new(m, REQUEST_NAMES);
	m->requests[REQUEST_ARTICLE].id = 0;
	m->requests[REQUEST_LINKS].id = 0;
	m->compare.asked = false;
	m->renew = true;
}

void ask_settle(struct model *m)
{
	ask_change(m);
	if (m->focus <= PANE_COUNTRIES && find_is_on(m))
		find_end(m);
	struct spot s = model_shown(m);
	if (s.id) {
		ask_article(m, s.article);
		if (s.type == ROW_EVENT)
			ask_links(m, s.id);
	}
	ask_order(m);
	nav_show(m);
	facet_locate(m);
	if (m->focus == PANE_COMPARE) {
		compare_ask(m);
		compare_scroll(m, 0);
	}
	if (m->focus == PANE_PAIR)
		pair_ask(m);
	if (m->focus == PANE_GRID)
		grid_ask(m);
	ask_rows(m);
	ask_density(m);
	page_set(m);
}

/* ---- the filter ---- */

static void ask_drop_now(struct model *m)
{
	if (m->now != m->all)
		request_snapshot_free(m->now);
	m->now = m->all;
	m->rows++;
	m->density.width = 0;
}

void ask_search(struct model *m)
{
	struct request *r = &m->requests[REQUEST_SEARCH];
	struct buf text = BUF_INIT;
	filter_text(&m->filter, &text);
	m->dimmed = false;
	if (text.n == 0) {
		/* an answer still on its way is outdated */
		if (r->query.n > 0)
			m->answered[REQUEST_SEARCH] = ++r->number;
		r->wanted = false;
		buf_clear(&r->query);
		if (m->now != m->all) {
			ask_drop_now(m);
			nav_lines(m);
		}
	} else if (!str_eq(buf_str(&text), buf_str(&r->query))) {
		ask_query(ask_new(m, REQUEST_SEARCH), &text);
		r->near = m->spot.id ? m->spot.when : INTERVAL_NONE;
	}
	buf_free(&text);
}
