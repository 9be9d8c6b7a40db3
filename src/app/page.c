#include "config.h"

#include "app/page.h"

#include "app/nav.h"

struct span page_passage(const struct model *m)
{
	int i = model_event(m);
	return i < 0 ? SPAN_NONE : m->opened->found.events[i].span;
}

uint32_t page_at(const struct model *m)
{
	return m->page_top < m->page.lines.n ? m->page.lines.v[m->page_top].begin : 0;
}

static size_t page_height(const struct model *m)
{
	return m->room.page_h > 0 ? (size_t)m->room.page_h : 1;
}

struct str page_text(const struct model *m)
{
	const struct article *a = &m->opened->article;
	return m->original && a->original.n ? a->original : a->text;
}

/* Sets the part that byte `at` is in. The line at the top stays there if it still is one. */
static void page_wrap(struct model *m, int width, uint32_t at)
{
	const struct article *a = &m->opened->article;
	uint32_t top = page_at(m);
	if (m->original)
		wrap_original_near(&m->page, page_text(m), width, at);
	else
		wrap_near(&m->page, a->text, a->furniture, a->furniture_count, width, at);
	m->page_top = wrap_line_at(&m->page, top);
}

static void page_near(struct model *m, uint32_t at)
{
	if (m->page.width != 0 && !wrap_is_near(&m->page, page_text(m), at))
		page_wrap(m, m->page.width, at);
}

static void page_clamp(struct model *m)
{
	size_t n = m->page.lines.n, h = page_height(m);
	if (m->page_top + h > n)
		m->page_top = n > h ? n - h : 0;
	if (model_opened(m))
		page_near(m, page_at(m));
}

/* Brings lines of a span into view: near the top third when they are not there whole. */
static void page_reveal(struct model *m, struct span s)
{
	page_near(m, s.begin);
	size_t first = wrap_line_at(&m->page, s.begin), h = page_height(m);
	size_t last = wrap_line_at(&m->page, s.end > s.begin ? s.end - 1 : s.begin);
	if (first >= m->page_top && last < m->page_top + h)
		return;
	size_t tall = last - first + 1;
	size_t above = tall >= h ? 0 : (h - tall) / 3;
	m->page_top = first > above ? first - above : 0;
	page_clamp(m);
}

/* The hit to stand on in a fresh article: the one asked for, else the first in the passage or after it. */
static void page_first_hit(struct model *m)
{
	const struct opened *o = m->opened;
	m->hit = SIZE_MAX;
	if (o->hit_count == 0)
		return;
	if (m->hit_wanted != 0)
		m->hit = m->hit_wanted > 0 ? 0 : o->hit_count - 1;
	else
		for (m->hit = 0; m->hit + 1 < o->hit_count && o->hits[m->hit].end <= page_passage(m).begin;)
			m->hit++;
}

static bool page_is_fresh(const struct model *m, struct spot s)
{
	return m->page_spot.id != s.id || m->page_spot.type != s.type;
}

/* ---- the original ---- */

static void page_leave_original(struct model *m)
{
	if (m->original)
		m->page.width = 0;
	m->original = false;
}

bool page_original(struct model *m)
{
	if (!model_opened(m))
		return false;
	if (m->original) {
		page_leave_original(m);
		m->page_spot = (struct spot){.when = INTERVAL_NONE}; /* the passage is scrolled to again */
		return true;
	}
	m->original = true;
	m->page.width = 0;
	m->page_top = 0;
	m->page.lines.n = 0;
	return true;
}

/* ---- setting ---- */

bool page_is_whole(const struct model *m)
{
	return m->page.begin == 0 && m->page.end >= page_text(m).n;
}

void page_set(struct model *m)
{
	const struct opened *o = model_opened(m);
	if (!o || m->room.page_w <= 0)
		return;
	struct spot s = model_shown(m);
	if (page_is_fresh(m, s))
		page_leave_original(m);
	if (m->page.width != m->room.page_w)
		page_wrap(m, m->room.page_w, page_at(m));
	page_clamp(m);
	if (!page_is_fresh(m, s))
		return;
	m->page_spot = s;
	page_first_hit(m);
	if (m->page_keep) {
		m->page_keep = false;
		page_show(m, m->page_keep_at);
	} else {
		page_reveal(m, page_passage(m));
		if (m->hit != SIZE_MAX && (m->hit_wanted != 0 || s.type == ROW_REPORT))
			page_reveal(m, o->hits[m->hit]);
	}
	m->hit_wanted = 0;
}

void page_scroll(struct model *m, long lines)
{
	bool opened = model_opened(m);
	size_t n = opened ? page_text(m).n : 0, far = lines < 0 ? (size_t)-lines : (size_t)lines;
	if (opened && far > n) /* no text has more lines than bytes: to its end */
		page_near(m, lines < 0 ? 0 : (uint32_t)n);
	m->page_top = model_moved(m->page_top, lines);
	page_clamp(m);
}

void page_restore(struct model *m, uint32_t at)
{
	m->page_keep = true;
	m->page_keep_at = at;
	m->page_spot = (struct spot){.when = INTERVAL_NONE};
}

void page_show(struct model *m, uint32_t at)
{
	if (model_opened(m))
		page_near(m, at);
	m->page_top = wrap_line_at(&m->page, at);
	page_clamp(m);
}

void page_go_hit(struct model *m, size_t hit)
{
	if (m->original)
		page_original(m), page_set(m); /* stands on the first hit */
	m->hit = hit;
	page_reveal(m, m->opened->hits[hit]);
}

bool page_hit(struct model *m, int way)
{
	const struct opened *o = model_opened(m);
	if (!o || o->hit_count == 0)
		return false;
	size_t next = m->hit == SIZE_MAX ? (way > 0 ? 0 : o->hit_count - 1) : m->hit + (size_t)way;
	if (next >= o->hit_count)
		return false;
	page_go_hit(m, next);
	return true;
}

bool page_event(struct model *m, int way)
{
	const struct opened *o = model_opened(m);
	if (!o || o->found.event_count == 0)
		return false;
	int here = model_event(m);
	size_t next = here < 0 ? (way > 0 ? 0 : o->found.event_count - 1) : (size_t)here + (size_t)way;
	if (next >= o->found.event_count)
		return false;
	nav_choose(m, (struct spot){ROW_EVENT, o->events[next], o->row, o->found.events[next].when});
	return true;
}
