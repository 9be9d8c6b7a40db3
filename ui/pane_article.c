#include "config.h"

#include "ui/pane_article.h"

#include "app/find.h"
#include "app/page.h"
#include "base/era.h"
#include "base/utf8.h"
#include "ui/pane_facts.h"
#include "ui/pane_why.h"

#include <stdio.h>

enum {
	MARGIN = 3,        /* a blank, the bar, a blank */
	HEADING = 2,       /* title and source, and a blank line */
	HEADING_FROM = 5,  /* rows of the inside */
	WHY_FROM = 30,
};

struct rect pane_article_page(struct rect in)
{
	int margin = in.w >= 20 ? MARGIN : 0, top = in.h >= HEADING_FROM ? HEADING : 0;
	int w = in.w - margin - (margin ? 1 : 0) - pane_facts_columns(in.w), h = in.h - top;
	if (in.h >= WHY_FROM)
		h -= in.h / 3;
	return (struct rect){margin, top, w > LAYOUT_ARTICLE_COLUMNS ? LAYOUT_ARTICLE_COLUMNS : w > 0 ? w : 0, h};
}

/* ---- the heading ---- */

static void article_date(const struct model *m, const struct canvas *c, struct buf *out)
{
	const struct published *p = &m->opened->article.published;
	char date[48];
	if (!interval_known(p->when)) {
		buf_add_cstr(out, "no date");
		return;
	}
	era_interval(p->when, p->precision, c->ascii, date);
	buf_add_cstr(out, date);
	if (p->basis != PUBLISHED_GIVEN)
		buf_addf(out, " (%s)", published_basis_name(p->basis));
}

static void article_draw_heading(const struct model *m, struct canvas *c, int w)
{
	const struct opened *o = m->opened;
	struct str dot = pane_mark(c, PANE_DOT);
	struct buf source = BUF_INIT, b = BUF_INIT;
	int event = model_event(m);
	utf8_visible(str_sub(o->article.source, 0, 400), false, &source);
	if (source.n > 0 && w >= 50)
		buf_addf(&b, "%.*s %.*s ", STR_ARG(utf8_prefix(buf_str(&source), w / 3)), STR_ARG(dot));
	article_date(m, c, &b);
	if (event >= 0 && w >= 70)
		buf_addf(&b, " %.*s event %d of %zu", STR_ARG(dot), event + 1, o->found.event_count);
	else if (event >= 0 && o->found.event_count > 1) /* the title has more to say than "1/1" */
		buf_addf(&b, " %.*s %d/%zu", STR_ARG(dot), event + 1, o->found.event_count);
	int right = utf8_width(buf_str(&b)), room = w - 2;
	if (w >= 40 && room - right >= 14) {
		canvas_text(c, w - 1 - right, 0, right, STYLE_DIM, buf_str(&b));
		room -= right + 2;
	}
	canvas_text_cut(c, 1, 0, room, STYLE_TITLE, o->article.title);
	buf_free(&source);
	buf_free(&b);
}

/* ---- the text ---- */

/* The lines on the screen. */
struct article_lines {
	const struct wrap_line *v;
	size_t n;
	struct span all; /* from the first to the last byte of them */
};

static struct article_lines article_lines(const struct model *m, int h)
{
	struct article_lines l = {.v = m->page.lines.v + m->page_top, .all = SPAN_NONE};
	size_t left = m->page_top < m->page.lines.n ? m->page.lines.n - m->page_top : 0;
	l.n = h < 0 ? 0 : left < (size_t)h ? left : (size_t)h;
	if (l.n)
		l.all = (struct span){l.v[0].begin, l.v[l.n - 1].end};
	return l;
}

/* A large article has a hundred thousand spans, of which a few are on the screen. */
static void article_light(const struct model *m, struct canvas *c, struct rect page, const struct article_lines *l, struct span s,
			  enum style style)
{
	if (s.begin >= l->all.end || s.end <= l->all.begin)
		return;
	for (size_t y = 0; y < l->n; y++)
		pane_light(c, page.x, page.y + (int)y, m->opened->article.text, &l->v[y], s, style);
}

static void article_light_all(const struct model *m, struct canvas *c, struct rect page, const struct article_lines *l)
{
	const struct opened *o = m->opened;
	article_light(m, c, page, l, page_passage(m), STYLE_PASSAGE);
	for (size_t i = 0; i < o->found.timex_count; i++)
		article_light(m, c, page, l, o->found.timexes[i].span, STYLE_DATE);
	for (size_t i = 0; i < o->found.place_count; i++)
		if (o->found.places[i].country[0])
			article_light(m, c, page, l, o->found.places[i].span, STYLE_COUNTRY);
	for (size_t i = 0; i < o->hit_count; i++)
		article_light(m, c, page, l, o->hits[i], i == m->hit ? STYLE_HIT_CURRENT : STYLE_HIT);
}

static void article_mark(struct canvas *c, struct rect page, size_t y, enum style style, enum pane_mark mark)
{
	canvas_text(c, page.x - 2, page.y + (int)y, 1, style, pane_mark(c, mark));
}

/* Where events begin, and over them the passage. */
static void article_draw_margin(const struct model *m, struct canvas *c, struct rect page, const struct article_lines *l)
{
	const struct extraction *x = &m->opened->found;
	struct span s = page_passage(m);
	if (page.x < MARGIN)
		return;
	for (size_t i = 0; i < x->event_count; i++) {
		uint32_t at = x->events[i].span.begin;
		if (at < l->all.begin || at >= l->all.end)
			continue;
		for (size_t y = 0; y < l->n; y++)
			if (at >= l->v[y].begin && at < l->v[y].end)
				article_mark(c, page, y, STYLE_DIM, PANE_EVENT);
	}
	for (size_t y = 0; y < l->n; y++)
		if (l->v[y].begin < l->v[y].end && s.begin < s.end && s.begin < l->v[y].end && s.end > l->v[y].begin)
			article_mark(c, page, y, STYLE_PASSAGE, PANE_BAR);
}

static void article_draw_text(const struct model *m, struct canvas *c, struct rect page)
{
	struct str text = page_text(m);
	struct article_lines l = article_lines(m, page.h);
	struct buf line = BUF_INIT;
	for (size_t y = 0; y < l.n; y++) {
		buf_clear(&line);
		utf8_visible_bytes(str_sub(text, l.v[y].begin, l.v[y].end), false, &line);
		canvas_text(c, page.x, page.y + (int)y, page.w, STYLE_TEXT, buf_str(&line));
	}
	buf_free(&line);
	if (!m->original) { /* spans count in the text */
		article_draw_margin(m, c, page, &l);
		article_light_all(m, c, page, &l);
	}
	if (m->focus == PANE_ARTICLE)
		canvas_cursor(c, page.x, page.y);
}

/* ---- the rest ---- */

static void article_title(const struct model *m, const struct canvas *c, struct buf *out)
{
	size_t n = m->page.lines.n, h = m->room.page_h > 0 ? (size_t)m->room.page_h : 0;
	if (!model_opened(m))
		return;
	if (m->opened->hit_count > 0)
		buf_add_cstr(out, "hit ");
	find_count(m, out);
	if (n <= h)
		return;
	if (out->n > 0)
		buf_addf(out, " %.*s ", STR_ARG(pane_mark(c, PANE_DOT)));
	bool more = m->page_top + h < n;
	if (page_is_whole(m))
		buf_addf(out, "%zu %%", (m->page_top + h) * 100 / n);
	else /* in bytes: the lines of the rest are not known */
		buf_addf(out, "%zu %%", (size_t)m->page.lines.v[more ? m->page_top + h : n - 1].end * 100 / page_text(m).n);
	if (more)
		buf_addf(out, " %.*s", STR_ARG(pane_mark(c, PANE_MORE)));
}

int pane_article_why(struct rect inside)
{
	struct rect page = pane_article_page(inside);
	int y = page.y + page.h;
	return y + 3 <= inside.h && inside.h >= WHY_FROM ? inside.h - y : 0;
}

static void article_draw_why(const struct model *m, struct canvas *c, struct rect in)
{
	int h = pane_article_why(in), y = in.h - h;
	if (h == 0)
		return;
	canvas_fill(c, (struct rect){1, y, in.w - 2, 1}, STYLE_BORDER, pane_mark(c, PANE_RULE));
	canvas_text(c, 2, y, 7, STYLE_DIM, STR(" why "));
	pane_why_lines(m, c, (struct rect){1, y + 1, in.w - 2, h - 1}, 0);
}

static void article_say_empty(const struct model *m, struct canvas *c, struct rect in)
{
	if (model_shown(m).id)
		pane_say(c, in, "Reading …");
	else if (m->all && m->all->result->count == 0)
		pane_say(c, in, "No articles");
	else if (m->all)
		pane_say(c, in, "No event is chosen");
}

void pane_article_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	struct buf right = BUF_INIT;
	article_title(m, c, &right);
	struct str left = m->outside ? STR("Article (outside the filter)") : STR("Article");
	struct rect in = pane_open(c, l, m, PANE_ARTICLE, m->original ? STR("Article as it was read") : left, buf_str(&right));
	buf_free(&right);
	if (!model_opened(m)) {
		article_say_empty(m, c, in);
		return;
	}
	struct rect page = pane_article_page(in);
	if (page.y > 0)
		article_draw_heading(m, c, in.w);
	article_draw_text(m, c, page);
	article_draw_why(m, c, in);
	int facts = pane_facts_columns(in.w);
	if (facts)
		pane_facts_draw(m, c, (struct rect){in.w - facts + 1, page.y, facts - 2, page.h});
}
