#include "config.h"

#include "ui/pane_links.h"

#include "app/walk.h"
#include "base/era.h"
#include "base/utf8.h"

enum { WORDS_COLUMNS = 20, DATE_COLUMNS = 14, WORDS_FROM = 60 };

static void links_draw_first(struct canvas *c, int y, int w, const struct linked_end *e)
{
	char date[48] = "no date";
	int x = 1;
	x += canvas_text(c, x, y, 2, STYLE_LINK, str_of(walk_mark(e, c->ascii))) + 1;
	if (w >= WORDS_FROM) {
		canvas_text_cut(c, x, y, WORDS_COLUMNS, STYLE_LINK, str_of(walk_words(e)));
		x += WORDS_COLUMNS;
	}
	canvas_printf(c, x, y, 6, STYLE_DIM, "%3u %%", e->link.score);
	x += 7;
	if (interval_known(e->row.when))
		era_interval(e->row.when, (enum precision)e->row.precision, c->ascii, date);
	int used = canvas_text(c, x, y, w - x, e->row.flags & ROW_NEW_DATE ? STYLE_CORRECTED : STYLE_DATE, str_of(date));
	x += (used > DATE_COLUMNS ? used : DATE_COLUMNS) + 1;
	if (e->link.rejected)
		x += canvas_text(c, x, y, w - 1 - x, STYLE_CORRECTED, STR("rejected")) + 1;
	canvas_text_cut(c, x, y, w - 1 - x, e->link.rejected ? STYLE_DIM : STYLE_TEXT, e->headline);
}

static void links_draw_second(struct canvas *c, int y, int w, const struct linked_end *e)
{
	int x = 4; /* below the words: the reason needs the columns */
	struct str source = e->source.n > 0 ? e->source : e->title;
	x += canvas_text_cut(c, x, y, (w - x) / 3, STYLE_DIM, source);
	if (e->link.reason.n > 0) {
		x += canvas_text(c, x, y, 2, STYLE_DIM, STR(": "));
		canvas_text_cut(c, x, y, w - 1 - x, STYLE_DIM, e->link.reason);
	}
}

static void links_draw_one(const struct model *m, struct canvas *c, int y, int w, const struct linked_end *e, bool here)
{
	links_draw_first(c, y, w, e);
	links_draw_second(c, y + 1, w, e);
	if (!here || m->focus != PANE_LINKS)
		return;
	canvas_restyle(c, (struct rect){0, y, w, 1}, STYLE_SELECTED);
	canvas_text(c, 0, y, 1, STYLE_SELECTED, pane_mark(c, PANE_CURSOR));
	canvas_cursor(c, 0, y);
}

void pane_links_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	const struct linked *k = model_linked(m);
	struct buf count = BUF_INIT;
	if (k && k->count > 0)
		buf_addf(&count, "%zu of %zu", m->link + 1, k->count);
	struct buf title = BUF_INIT;
	pane_popup_title(m, c, "Links", &title);
	struct rect in = pane_open(c, l, m, PANE_LINKS, buf_str(&title), buf_str(&count));
	buf_free(&title);
	buf_free(&count);
	canvas_fill(c, in, STYLE_TEXT, STR(" "));
	if (!k || k->count == 0)
		pane_say(c, in, model_shown(m).type == ROW_REPORT ? "A report has no links; its events have: ( and ) step through them"
			 : !k ? "Looking up the links …"
			      : "This event is linked to no other");
	for (size_t i = m->link_top; k && i < k->count; i++) {
		int y = (int)(i - m->link_top) * MODEL_LINK_LINES;
		if (y >= in.h)
			break;
		links_draw_one(m, c, y, in.w, &k->ends[i], i == m->link);
	}
}
