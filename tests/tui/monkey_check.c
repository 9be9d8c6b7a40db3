#include "config.h"

#include "monkey_check.h"

#include "app/nav.h"
#include "app/page.h"
#include "base/utf8.h"
#include "ui/view.h"

#include <string.h>

#define MUST(condition)                    \
	do {                               \
		if (!(condition))          \
			return #condition; \
	} while (0)

static const char *monkey_check_model(const struct model *m)
{
	size_t rows = m->room.list_h > 0 ? (size_t)m->room.list_h : 0;
	MUST((int)m->focus < PANE_COUNT && m->under <= PANE_ARTICLE);
	MUST(m->focus > PANE_ARTICLE || m->focus == m->under);
	MUST(m->cursor == SIZE_MAX || m->cursor < lines_count(&m->lines));
	MUST(m->cursor == SIZE_MAX || lines_at(&m->lines, m->cursor).type == LINE_ROW);
	MUST(lines_count(&m->lines) == 0 || m->top < lines_count(&m->lines));
	MUST(m->cursor == SIZE_MAX || !rows || (m->cursor >= m->top && m->cursor < m->top + rows));
	const struct result *r = model_result(m);
	for (size_t i = 0; i < lines_count(&m->lines); i++)
		MUST(r && lines_at(&m->lines, i).row < r->count);
	MUST(model_position(m) <= (r ? r->count : 0));
	size_t countries = model_country_count(m);
	MUST(m->country < countries || (!countries && m->country == 0));
	MUST(!m->opened || m->hit == SIZE_MAX || m->hit < m->opened->hit_count);
	MUST(!m->linked || !m->linked->count || m->link < m->linked->count);
	for (size_t i = 1; i < m->chosen.n; i++)
		MUST(m->chosen.v[i - 1].id < m->chosen.v[i].id ||
		     (m->chosen.v[i - 1].id == m->chosen.v[i].id && m->chosen.v[i - 1].type < m->chosen.v[i].type));
	for (size_t i = 1; i < m->marks.n; i++)
		MUST(strcmp(m->marks.v[i - 1].key, m->marks.v[i].key) < 0);
	for (size_t i = 0; i < m->back.n; i++)
		MUST(m->back.v[i].spot.id > 0 && (int)m->back.v[i].focus < PANE_COUNT);
	for (size_t i = 0; i < m->forward.n; i++)
		MUST(m->forward.v[i].spot.id > 0 && (int)m->forward.v[i].focus < PANE_COUNT);
	MUST(m->country_top <= m->country && m->link_top <= m->link);
	MUST(!m->walk.links || m->walk.at <= m->walk.links->count);
	MUST((int)m->unit < (int)PRECISION_COUNT);
	MUST(utf8_is_valid(str_of(m->message)) && utf8_is_valid(str_of(m->note)));
	MUST(m->page.lines.n == 0 || m->page_top < m->page.lines.n);
	return NULL;
}

/* Every wide cluster has its right half, and no half stands alone. */
static const char *monkey_check_canvas(const struct canvas *c)
{
	for (int y = 0; y < c->h; y++)
		for (int x = 0; x < c->w; x++) {
			const struct cell *cell = &c->cells[y * c->w + x];
			int width = 0;
			MUST(cell->style < STYLE_COUNT);
			if (cell->n == 0) {
				MUST(x > 0 && cell[-1].n > 0);
				continue;
			}
			MUST(cell->bytes[0] < 0 || (unsigned char)cell->bytes[0] >= 0x20);
			MUST(utf8_is_valid((struct str){cell->bytes, cell->n}));
			utf8_cluster((struct str){cell->bytes, cell->n}, &width);
			MUST(width != 2 || cell->n > 0xF0 || (x + 1 < c->w && cell[1].n == 0));
		}
	MUST(c->cursor_x < c->w && c->cursor_y < c->h);
	return NULL;
}

/* The terminal's cursor, which screen readers follow, rests on something wherever there is something. */
static const char *monkey_check_cursor(const struct canvas *c)
{
	if (c->w < 60 || c->h < 16) /* a popup may have no room for its rows */
		return NULL;
	MUST(c->cursor_x >= 0 && c->cursor_y >= 0);
	return NULL;
}

/* What the model keeps although it follows from the rest: the timeline's lines, the bars above them, the article set in lines,
 * the map. */
static void monkey_check_rebuild(struct browse *b)
{
	struct model *m = &b->model;
	struct lines_how how = {m->unit, m->by, model_order(m), m->lines.how.kept, m->lines.how.room};
	if (m->room.list_h > 0)
		how.room = (size_t)m->room.list_h;
	lines_make(&m->lines, model_result(m), &how);
	nav_tell(m);
	if (m->room.strip_w > 0 && m->all)
		density_make(&m->density, m->all->result, m->now->result, m->room.strip_w);
	if (m->focus == PANE_MAP) {
		outline_free(&m->world);
		outline_make(&m->world, m->room.map_w);
	}
	size_t top = m->page_top;
	m->page.width = 0;
	page_set(m);
	m->page_top = top;
	if (b->prompt.open)
		prompt_offer(&b->prompt);
}

/* A picture says what is, not what was: it is the same when it is drawn on a canvas that never held another, from a model that
 * keeps nothing of before. */
static const char *monkey_check_redrawn(struct browse *b)
{
	const struct canvas *c = &b->canvas;
	struct canvas fresh;
	const char *differs = NULL;
	canvas_init(&fresh, 1, 1);
	fresh.ascii = c->ascii;
	monkey_check_rebuild(b);
	browse_draw_on(b, &fresh);
	if (fresh.w != c->w || fresh.h != c->h || fresh.cursor_x != c->cursor_x || fresh.cursor_y != c->cursor_y)
		differs = "drawn from nothing, it has another size or cursor";
	for (int i = 0; !differs && i < c->w * c->h; i++) {
		const struct cell *is = &c->cells[i], *drawn = &fresh.cells[i];
		if (is->n != drawn->n || is->style != drawn->style || memcmp(is->bytes, drawn->bytes, is->n) != 0)
			differs = "drawn from nothing, it is another picture";
	}
	canvas_free(&fresh);
	return differs;
}

const char *monkey_check(struct browse *b)
{
	const char *wrong = b->canvas.w == b->term->w && b->canvas.h == b->term->h ? NULL : "the picture has the terminal's size";
	if (!wrong)
		wrong = monkey_check_cursor(&b->canvas);
	if (!wrong)
		wrong = monkey_check_model(&b->model);
	if (!wrong)
		wrong = monkey_check_canvas(&b->canvas);
	return wrong ? wrong : monkey_check_redrawn(b);
}
