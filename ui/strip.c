#include "config.h"

#include "ui/strip.h"

#include "base/era.h"

enum { TALL_FROM = 16 /* lines from which on it has two of them */ };

int strip_lines(struct rect inside)
{
	return inside.h < 4 || inside.w < 16 ? 0 : inside.h < TALL_FROM ? 1 : 2;
}

/* 0 for nothing, else 1..eighths. */
static int strip_height(uint32_t n, uint32_t most, int eighths)
{
	return n == 0 ? 0 : 1 + (int)((uint64_t)(n - 1) * (uint64_t)(eighths - 1) / (most > 1 ? most - 1 : 1));
}

/* What is far off has a mark instead of a height: it has no period. */
static bool strip_far(const struct model *m, const struct canvas *c, size_t i, struct str *mark)
{
	const struct density *d = &m->density;
	bool last = d->later && i + 1 == d->bars.n;
	*mark = pane_mark(c, last ? PANE_LATER : PANE_EARLIER);
	return last || (d->earlier && i == 0);
}

static void strip_draw_cell(const struct model *m, struct canvas *c, int y, size_t i, enum style style, uint32_t n, uint32_t most)
{
	struct str mark;
	if (!strip_far(m, c, i, &mark) || n == 0)
		mark = pane_column(c, strip_height(n, most, 8));
	canvas_text(c, m->density.bars.v[i].x, y, 1, n ? style : STYLE_DIM, mark);
}

/* What matches, and a dot where there is something and nothing of it does. */
static void strip_draw_match(const struct model *m, struct canvas *c, int y, size_t i)
{
	const struct density_bar *b = &m->density.bars.v[i];
	strip_draw_cell(m, c, y, i, STYLE_STRIP_MATCH, b->match, m->density.most_match);
	if (b->match == 0 && b->all > 0)
		canvas_text(c, b->x, y, 1, STYLE_DIM, pane_mark(c, PANE_NONE_HIT));
}

/* A bar over two lines. */
static void strip_draw_tall(const struct model *m, struct canvas *c, size_t i)
{
	const struct density_bar *b = &m->density.bars.v[i];
	struct str mark;
	bool far = strip_far(m, c, i, &mark);
	int height = strip_height(b->all, m->density.most, 16);
	if (far)
		strip_draw_cell(m, c, 1, i, STYLE_STRIP, b->all, 0);
	for (int y = 0; y < 2 && !far; y++)
		canvas_text(c, b->x, y, 1, STYLE_STRIP, pane_column(c, y ? height : height - 8));
}

/* One line: what matches, or all. Two, while there is a filter: all above what matches, each by its own scale. */
void strip_draw(const struct model *m, struct canvas *c, int lines)
{
	const struct density *d = &m->density;
	struct spot s = model_shown(m);
	bool filtered = m->now != m->all;
	for (size_t i = 0; i < d->labels.n; i++) {
		char year[16];
		era_year(d->labels.v[i].year, year);
		canvas_text(c, d->labels.v[i].x, lines - 1, 9, STYLE_DIM, str_of(year));
	}
	for (size_t i = 0; i < d->bars.n; i++) {
		if (filtered)
			strip_draw_match(m, c, lines - 1, i);
		else if (lines > 1)
			strip_draw_tall(m, c, i);
		if (lines > 1 ? filtered : !filtered)
			strip_draw_cell(m, c, 0, i, STYLE_STRIP, d->bars.v[i].all, d->most);
	}
	int at = s.id && interval_known(s.when) ? density_at(d, s.when.from) : -1;
	if (at >= 0)
		canvas_restyle(c, (struct rect){d->bars.v[at].x, 0, 1, lines}, STYLE_STRIP_HERE);
}
