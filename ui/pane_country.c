#include "config.h"

#include "ui/pane_country.h"

#include "base/country.h"
#include "base/utf8.h"

#include <string.h>

enum { NAMES_FROM = 34, NAME_COLUMNS = 18 };

static bool country_is_chosen(const struct model *m, const char *code)
{
	return !m->filter.off && filter_has_country(&m->filter, code);
}

static void country_draw_row(const struct model *m, struct canvas *c, int y, int w, size_t i)
{
	struct country_count k = model_country(m, i);
	const struct result *r = model_result(m);
	uint32_t most = r && r->country_count > 0 ? r->countries[0].events : 1;
	char number[8];
	pane_number(k.events, number);
	int count = (int)strlen(number), x = 1;
	bool without = !m->filter.off && filter_lacks_country(&m->filter, k.code);
	bool marked = without || country_is_chosen(m, k.code);
	if (marked)
		canvas_text(c, 0, y, 1, STYLE_STAR, pane_mark(c, without ? PANE_WITHOUT : PANE_CHOSEN));
	if (w >= NAMES_FROM) {
		canvas_text_cut(c, x, y, NAME_COLUMNS, STYLE_COUNTRY, country_name(str_of(k.code)));
		x += NAME_COLUMNS + 1;
	} else {
		x += canvas_text(c, x, y, 2, STYLE_COUNTRY, str_of(k.code)) + 1;
	}
	char widest[8];
	pane_number(most, widest);
	int room = w - x - (int)strlen(widest) - 1;
	if (room > 1 && k.events > 0) {
		struct buf bar = BUF_INIT;
		int eighths = (int)((uint64_t)k.events * (uint64_t)room * 8 / (most ? most : 1));
		pane_bar(c, eighths > 0 ? eighths : 1, &bar);
		canvas_text(c, x, y, room, m->dimmed ? STYLE_DIM : STYLE_BAR, buf_str(&bar));
		buf_free(&bar);
	}
	canvas_text(c, w - count > x ? w - count : x, y, count, m->dimmed ? STYLE_DIM : STYLE_TEXT, str_of(number));
	if (i != m->country || m->focus != PANE_COUNTRIES)
		return;
	canvas_restyle(c, (struct rect){0, y, w, 1}, STYLE_SELECTED);
	if (!marked)
		canvas_text(c, 0, y, 1, STYLE_SELECTED, pane_mark(c, PANE_CURSOR));
	canvas_cursor(c, 0, y);
}

static struct str country_title(const struct model *m)
{
	if (m->focus != PANE_COUNTRIES || model_country_count(m) == 0)
		return STR("Countries");
	return country_name(str_of(model_country(m, m->country).code));
}

void pane_country_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	bool several = m->filter.country_count > 1 && !m->filter.off;
	struct str joint = !several ? STR_NONE : m->filter.either ? STR("or") : STR("and");
	struct rect in = pane_open(c, l, m, PANE_COUNTRIES, country_title(m), joint);
	size_t n = model_country_count(m);
	for (int y = 0; y < in.h && m->country_top + (size_t)y < n; y++)
		country_draw_row(m, c, y, in.w, m->country_top + (size_t)y);
	if (n == 0 && m->all)
		pane_say(c, in, m->all->result->events == 0 ? "No events, so no countries" : "No countries here");
}
