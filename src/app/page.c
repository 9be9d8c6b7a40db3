#include "config.h"

#include "app/page.h"

#include "app/nav.h"
#include "base/utf8.h"

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

/* Sets the part of the text that byte `at` is in, unless it is set. The line at the top stays there if it still is one. */
static void page_near(struct model *m, uint32_t at)
{
	const struct article *a = &m->opened->article;
	if (m->original || m->page.width == 0 || wrap_is_near(&m->page, a->text, at))
		return;
	uint32_t top = page_at(m);
	wrap_near(&m->page, a->text, a->furniture, a->furniture_count, m->page.width, at);
	m->page_top = wrap_line_at(&m->page, top);
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

struct str page_text(const struct model *m)
{
	return m->original ? buf_str(&m->original_text) : m->opened->article.text;
}

/* Lines as they were, each wrapped by itself. */
static void page_wrap_original(struct model *m)
{
	struct wrap line = {0};
	struct str text = buf_str(&m->original_text), rest = text, piece;
	m->page.lines.n = 0;
	m->page.width = m->room.page_w;
	while (str_split(&rest, '\n', &piece)) {
		uint32_t at = piece.p ? (uint32_t)(piece.p - text.p) : (uint32_t)text.n;
		wrap_text(&line, piece, NULL, 0, m->room.page_w);
		if (line.lines.n == 0)
			*vec_push(&m->page.lines) = (struct wrap_line){at, at};
		for (size_t i = 0; i < line.lines.n; i++)
			*vec_push(&m->page.lines) = (struct wrap_line){at + line.lines.v[i].begin, at + line.lines.v[i].end};
	}
	wrap_free(&line);
}

/* What is no character becomes <FF>, a carriage return ^M: the eye sees what the reader met. */
static void page_show_bytes(struct str bytes, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0, n; i < bytes.n; i += n) {
		uint32_t cp;
		bool bad = false;
		size_t run = 0;
		while (i + run < bytes.n) {
			n = utf8_decode(str_sub(bytes, i + run, bytes.n), &cp, &bad);
			if (bad)
				break;
			run += n;
		}
		utf8_visible(str_sub(bytes, i, i + run), true, out);
		n = run + (bad ? n : 0);
		for (size_t k = run; k < n; k++)
			buf_addf(out, "<%02X>", (unsigned)(unsigned char)bytes.p[i + k]);
	}
}

static void page_leave_original(struct model *m)
{
	if (m->original)
		m->page.width = 0;
	m->original = false;
}

bool page_original(struct model *m)
{
	const struct opened *o = model_opened(m);
	if (!o)
		return false;
	if (m->original) {
		page_leave_original(m);
		m->page_spot = (struct spot){.when = INTERVAL_NONE}; /* the passage is scrolled to again */
		return true;
	}
	page_show_bytes(o->article.original.n ? o->article.original : o->article.text, &m->original_text);
	m->original = true;
	m->page.width = 0;
	m->page_top = 0;
	m->page.lines.n = 0;
	return true;
}

/* ---- setting ---- */

bool page_is_whole(const struct model *m)
{
	return m->original || (m->page.begin == 0 && m->page.end >= page_text(m).n);
}

void page_set(struct model *m)
{
	const struct opened *o = model_opened(m);
	if (!o || m->room.page_w <= 0)
		return;
	struct spot s = model_shown(m);
	if (page_is_fresh(m, s))
		page_leave_original(m);
	if (m->page.width != m->room.page_w) {
		uint32_t at = page_at(m);
		if (m->original)
			page_wrap_original(m);
		else
			wrap_near(&m->page, o->article.text, o->article.furniture, o->article.furniture_count, m->room.page_w, at);
		m->page_top = wrap_line_at(&m->page, at);
	}
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
	const struct opened *o = model_opened(m);
	size_t n = o ? o->article.text.n : 0, far = lines < 0 ? (size_t)-lines : (size_t)lines;
	if (o && !m->original && far > n) /* no text has more lines than bytes: to its end */
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
	m->hit = hit;
	if (m->original)
		page_original(m), page_set(m);
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
