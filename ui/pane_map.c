#include "config.h"

#include "ui/pane_map.h"

#include "base/country.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { MAP_LINES_BELOW = 1, LABEL_DOTS = 20, LABELS = 60 };

/* How dense a country is drawn. */
enum map_level { MAP_LAND, MAP_FEW, MAP_SOME, MAP_MANY, MAP_CHOSEN, MAP_HERE };

struct map {
	const struct model *m;
	const struct outline *world;
	struct canvas *c;
	uint8_t *levels; /* enum map_level of each country of the world */
	bool *labelled;  /* a cell each: a code stands there */
	int x, y, w, h;  /* of the map in the pane, in cells */
};

void pane_map_fit(struct rect inside, struct room *room)
{
	int lines = inside.h - MAP_LINES_BELOW > 1 ? inside.h - MAP_LINES_BELOW : 1;
	int w = (inside.w > 1 ? inside.w : 1) * MODEL_DOTS_X;
	while (w > MODEL_DOTS_X && outline_height(w) > lines * MODEL_DOTS_Y)
		w -= MODEL_DOTS_X;
	int h = (outline_height(w) + MODEL_DOTS_Y - 1) / MODEL_DOTS_Y;
	room->map_w = w;
	room->map_x = (inside.w - w / MODEL_DOTS_X) / 2;
	room->map_y = (lines - h) / 2 > 0 ? (lines - h) / 2 : 0;
}

/* Thirds of the largest count on a logarithmic scale: one event differs from none more than 90 from 89. */
static enum map_level map_level(uint32_t events, uint32_t most)
{
	if (events == 0)
		return MAP_LAND;
	double share = log1p(events) / log1p(most);
	return share > 0.67 ? MAP_MANY : share > 0.33 ? MAP_SOME : MAP_FEW;
}

static void map_levels(struct map *p)
{
	const struct result *r = model_result(p->m);
	uint32_t most = r && r->country_count > 0 ? r->countries[0].events : 1;
	for (size_t i = 0; i < model_country_count(p->m); i++) {
		struct country_count k = model_country(p->m, i);
		int at = outline_find(p->world, str_of(k.code));
		if (at < 0)
			continue;
		bool chosen = !p->m->filter.off && filter_has_country(&p->m->filter, k.code);
		p->levels[at] = i == p->m->country ? MAP_HERE : chosen ? MAP_CHOSEN : (uint8_t)map_level(k.events, most);
	}
}

static uint16_t map_at(const struct map *p, int x, int y)
{
	const struct outline *o = p->world;
	if (x < 0 || y < 0 || x >= o->w || y >= o->h)
		return OUTLINE_SEA;
	return o->at[(size_t)y * (size_t)o->w + (size_t)x];
}

/* Borders and coasts are dots always: where the country to the right or below is another. */
static bool map_lit(const struct map *p, int x, int y)
{
	uint16_t here = map_at(p, x, y);
	if (here == OUTLINE_SEA)
		return false;
	if (map_at(p, x + 1, y) != here || map_at(p, x, y + 1) != here)
		return true;
	switch ((enum map_level)p->levels[here - 1]) {
	case MAP_LAND: return map_at(p, x - 1, y) == OUTLINE_SEA || map_at(p, x, y - 1) == OUTLINE_SEA;
	case MAP_FEW: return x % 2 == 0 && y % 2 == 0;
	case MAP_SOME: return (x + y) % 2 == 0;
	case MAP_MANY: return (x + y) % 2 == 0 || y % 2 == 0;
	case MAP_CHOSEN:
	case MAP_HERE: break;
	}
	return true;
}

/* The level of the cell's most important country, and its dots as braille numbers them (Unicode 15, 2800). */
static enum map_level map_cell(const struct map *p, int cx, int cy, unsigned *dots)
{
	static const uint8_t bits[MODEL_DOTS_Y][MODEL_DOTS_X] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
	enum map_level level = MAP_LAND;
	*dots = 0;
	for (int dy = 0; dy < MODEL_DOTS_Y; dy++)
		for (int dx = 0; dx < MODEL_DOTS_X; dx++) {
			int x = cx * MODEL_DOTS_X + dx, y = cy * MODEL_DOTS_Y + dy;
			uint16_t country = map_at(p, x, y);
			if (country != OUTLINE_SEA && p->levels[country - 1] > level)
				level = (enum map_level)p->levels[country - 1];
			if (map_lit(p, x, y))
				*dots |= bits[dy][dx];
		}
	return level;
}

static enum style map_style(const struct map *p, enum map_level level)
{
	if (p->m->dimmed)
		return STYLE_DIM;
	switch (level) {
	case MAP_LAND: break;
	case MAP_FEW:
	case MAP_SOME:
	case MAP_MANY: return STYLE_BAR;
	case MAP_CHOSEN: return STYLE_STAR;
	case MAP_HERE: return STYLE_TITLE;
	}
	return STYLE_DIM;
}

static void map_draw_cell(const struct map *p, int cx, int cy)
{
	static const char ascii[] = ".-+#*@";
	unsigned dots;
	enum map_level level = map_cell(p, cx, cy, &dots);
	if (dots == 0)
		return;
	char bytes[4];
	size_t n = 1;
	if (p->c->ascii)
		bytes[0] = ascii[level];
	else
		n = utf8_encode(0x2800 + dots, bytes);
	canvas_text(p->c, p->x + cx, p->y + cy, 1, map_style(p, level), (struct str){bytes, n});
}

/* Is it of the filter, and which mark has it then? */
static bool map_marked(const struct map *p, const char *code, enum pane_mark *mark)
{
	const struct filter *f = &p->m->filter;
	*mark = filter_lacks_country(f, code) ? PANE_WITHOUT : PANE_CHOSEN;
	return !f->off && (filter_has_country(f, code) || *mark == PANE_WITHOUT);
}

static bool map_label_fits(const struct map *p, int cx, int cy, int columns)
{
	for (int x = cx - 1; x < cx + columns + 1; x++)
		if (x >= 0 && x < p->w && p->labelled[(size_t)cy * (size_t)p->w + (size_t)x])
			return false;
	return true;
}

/* The code of a country in its middle, where no other stands or touches; of the filter with its mark. */
static void map_label(struct map *p, size_t i, bool here)
{
	struct country_count k = model_country(p->m, i);
	enum pane_mark mark;
	bool marked = map_marked(p, k.code, &mark);
	int at = outline_find(p->world, str_of(k.code)), columns = marked ? 3 : 2;
	if (at < 0 || p->w < columns || (!here && !marked && (k.events == 0 || p->world->countries[at].dots < LABEL_DOTS)))
		return;
	int cx = p->world->countries[at].x / MODEL_DOTS_X - columns / 2, cy = p->world->countries[at].y / MODEL_DOTS_Y;
	cx = cx < 0 ? 0 : cx + columns > p->w ? p->w - columns : cx;
	if (!map_label_fits(p, cx, cy, columns))
		return;
	for (int x = cx; x < cx + columns; x++)
		p->labelled[(size_t)cy * (size_t)p->w + (size_t)x] = true;
	if (marked)
		canvas_text(p->c, p->x + cx, p->y + cy, 1, STYLE_STAR, pane_mark(p->c, mark));
	cx += marked;
	canvas_text(p->c, p->x + cx, p->y + cy, 2, here ? STYLE_SELECTED : marked ? STYLE_STAR : STYLE_COUNTRY, str_of(k.code));
	if (here)
		canvas_cursor(p->c, p->x + cx, p->y + cy);
}

static void map_draw_world(struct map *p)
{
	map_levels(p);
	for (int y = 0; y < p->h; y++)
		for (int x = 0; x < p->w; x++)
			map_draw_cell(p, x, y);
	size_t n = model_country_count(p->m);
	if (p->w < 2)
		return;
	if (p->m->country < n)
		map_label(p, p->m->country, true);
	enum pane_mark mark;
	for (size_t i = 0; i < n; i++) /* those of the filter before the others */
		if (map_marked(p, model_country(p->m, i).code, &mark))
			map_label(p, i, false);
	for (size_t i = 0; i < n && i < LABELS; i++)
		map_label(p, i, false);
}

/* "Pakistan  88 events   filter: IN and CN": the country under the cursor, and what is chosen. */
static void map_draw_line(const struct model *m, struct canvas *c, struct rect in)
{
	struct buf line = BUF_INIT;
	struct country_count k = model_country(m, m->country);
	buf_add_str(&line, country_name(str_of(k.code)));
	buf_addf(&line, "  %u event%s", k.events, k.events == 1 ? "" : "s");
	if (outline_find(&m->world, str_of(k.code)) < 0)
		buf_add_cstr(&line, ", no longer on the map");
	if (filter_countries(&m->filter) > 0 && !m->filter.off) {
		buf_add_cstr(&line, "   filter:");
		for (size_t i = 0; i < m->filter.country_count; i++)
			buf_addf(&line, "%s %s", i == 0 ? "" : m->filter.either ? " or" : " and", m->filter.countries[i]);
		for (size_t i = 0; i < m->filter.without_count; i++)
			buf_addf(&line, " not %s", m->filter.without[i]);
	}
	canvas_text_cut(c, 1, in.h - 1, in.w - 2, STYLE_TEXT, buf_str(&line));
	buf_free(&line);
}

void pane_map_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	size_t n = model_country_count(m);
	struct buf count = BUF_INIT;
	buf_addf(&count, "%zu countr%s", n, n == 1 ? "y" : "ies");
	struct rect in = pane_open(c, l, m, PANE_MAP, STR("Map"), buf_str(&count));
	buf_free(&count);
	canvas_fill(c, in, STYLE_TEXT, STR(" "));
	if (m->world.w != m->room.map_w || m->world.w == 0)
		return; /* the room for it is still to come */
	struct map p = {.m = m, .world = &m->world, .c = c, .x = m->room.map_x, .y = m->room.map_y};
	p.w = m->world.w / MODEL_DOTS_X;
	p.h = (m->world.h + MODEL_DOTS_Y - 1) / MODEL_DOTS_Y;
	p.levels = mem_zero(m->world.count, sizeof *p.levels);
	p.labelled = mem_zero((size_t)p.w * (size_t)p.h, sizeof *p.labelled);
	map_draw_world(&p);
	mem_free(p.levels);
	mem_free(p.labelled);
	if (n > 0)
		map_draw_line(m, c, in);
	else
		canvas_text_cut(c, 1, in.h - 1, in.w - 2, STYLE_DIM, STR("No event here names a country"));
}
