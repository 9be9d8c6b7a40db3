/* monkey CORPUS [INPUTS [SEED]]: random keys, texts, resizes and mouse events, without waiting for what they lead to;
 * after each picture the model must be whole and the picture well made. On a fault, the seed and the last
 * inputs are told. */
#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/browse.h"
#include "ui/layout.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECENT = 40, LONGEST_RUN = 600 };

struct monkey {
	struct term term;
	uint32_t random;
	long left;    /* inputs of all runs */
	long run;     /* of this one */
	struct input recent[RECENT];
	size_t count;
};

static void monkey_fail(const struct monkey *m, const char *what)
{
	printf("monkey: %s; the last inputs were:\n", what);
	for (size_t i = m->count > RECENT ? m->count - RECENT : 0; i < m->count; i++) {
		const struct input *in = &m->recent[i % RECENT];
		if (in->type == INPUT_RESIZE)
			printf(":size %dx%d\n", in->w, in->h);
		else if (in->type == INPUT_MOUSE)
			printf(":mouse %d%s %d %d\n", in->button, in->twice ? " twice" : "", in->x, in->y);
		else
			printf("%s\n", in->key);
	}
	exit(1);
}

static uint32_t monkey_random(struct monkey *m, uint32_t below)
{
	m->random ^= m->random << 13; /* xorshift32, Marsaglia 2003 */
	m->random ^= m->random >> 17;
	m->random ^= m->random << 5;
	return m->random % below;
}

/* ---- what must always be true ---- */

#define MUST(condition)                           \
	do {                                      \
		if (!(condition))                 \
			monkey_fail(k, #condition); \
	} while (0)

static void monkey_check_model(const struct monkey *k, const struct model *m)
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
		MUST(m->chosen.v[i - 1].id < m->chosen.v[i].id || (m->chosen.v[i - 1].id == m->chosen.v[i].id && m->chosen.v[i - 1].type < m->chosen.v[i].type));
	for (size_t i = 1; i < m->marks.n; i++)
		MUST(strcmp(m->marks.v[i - 1].key, m->marks.v[i].key) < 0);
	for (size_t i = 0; i < m->back.n; i++)
		MUST(m->back.v[i].spot.id > 0);
	MUST(m->page.lines.n == 0 || m->page_top < m->page.lines.n);
}

/* Every wide cluster has its right half, and no half stands alone. */
static void monkey_check_canvas(const struct monkey *k, const struct canvas *c)
{
	MUST(c->w == k->term.w && c->h == k->term.h);
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
}

static void monkey_watch(void *ctx, const struct model *m, const struct canvas *c)
{
	monkey_check_model(ctx, m);
	monkey_check_canvas(ctx, c);
}

/* ---- what the monkey does ---- */

static void monkey_key(struct monkey *k, struct input *in)
{
	static const char *const keys[] = {
		"j", "k", "Down", "Up", "C-f", "C-b", "C-d", "C-u", "PgDn", "PgUp", "g", "G", "Home", "End", "Enter", "Enter",
		"Esc", "Tab", "S-Tab", "1", "2", "3", "/", "n", "N", "f", "F", "Space", "+", "]", "[", "l", "w", "<", ">",
		"Backspace", "}", "{", "z", "Z", "d", ")", "(", "?", "C-l", "q", "C-w", "C-a", "C-k", "Delete", "F5", "M-x", "é",
		"s", "T", "c", "e", "e", "x", "v", "v", "V", "p", "a", "u", "u", "C-r", "m", "'", ":", "S", "o",
	};
	in->type = INPUT_KEY;
	snprintf(in->key, sizeof in->key, "%s", keys[monkey_random(k, sizeof keys / sizeof *keys)]);
}

/* Letters are keys as well: outside a prompt they do what their keys do. */
static void monkey_text(struct monkey *k, struct input *in)
{
	static const char *const texts[] = {"Pak", "(", "drill|map", "country:PK", "country:CN+IN ", "kind:meeting", "2018", "2018-05",
					    "-", "\\b", "日本", "is:starred", "from:2010 ", "key, later", "-key", "none", "CN:host RU", "meeting", "star", "tag:key", "the", "zz", "[a-", "\x1b[2J", "."};
	in->type = INPUT_TEXT;
	snprintf(in->key, sizeof in->key, "%s", texts[monkey_random(k, sizeof texts / sizeof *texts)]);
}

static void monkey_resize(struct monkey *k, struct input *in)
{
	static const int sizes[][2] = {{80, 24}, {120, 40}, {200, 60}, {60, 16}, {59, 15}, {20, 4}, {19, 3}, {1, 1}, {2, 30}, {100, 2}};
	uint32_t i = monkey_random(k, 14);
	in->type = INPUT_RESIZE;
	in->w = i < 10 ? sizes[i][0] : (int)monkey_random(k, 210) + 1;
	in->h = i < 10 ? sizes[i][1] : (int)monkey_random(k, 70) + 1;
	k->term.w = in->w;
	k->term.h = in->h;
}

static void monkey_mouse(struct monkey *k, struct input *in)
{
	static const enum mouse_button buttons[] = {MOUSE_LEFT, MOUSE_LEFT, MOUSE_LEFT, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN,
						    MOUSE_RIGHT, MOUSE_RELEASE, MOUSE_DRAG};
	in->type = INPUT_MOUSE;
	in->button = buttons[monkey_random(k, 8)];
	in->twice = monkey_random(k, 3) == 0;
	in->x = (int)monkey_random(k, (uint32_t)k->term.w);
	in->y = (int)monkey_random(k, (uint32_t)k->term.h);
}

static bool monkey_next(struct term *t, struct input *in, struct error *err)
{
	(void)err;
	struct monkey *k = (struct monkey *)t;
	*in = (struct input){.type = INPUT_END};
	if (k->left-- <= 0 || k->run++ > LONGEST_RUN)
		return true;
	uint32_t what = monkey_random(k, 100);
	if (what < 70)
		monkey_key(k, in);
	else if (what < 80)
		monkey_text(k, in);
	else if (what < 86)
		monkey_resize(k, in);
	else if (what < 96)
		monkey_mouse(k, in);
	else
		in->type = what < 98 ? INPUT_WAKE : INPUT_WAIT;
	k->recent[k->count++ % RECENT] = *in;
	return true;
}

static void monkey_blit(struct term *t, const struct canvas *c)
{
	(void)t;
	(void)c;
}

static void monkey_style(struct term *t, const struct style_set *set)
{
	(void)t;
	(void)set;
}

static void monkey_mouse_on(struct term *t, bool on)
{
	(void)t;
	(void)on;
}

static void monkey_nothing(struct term *t)
{
	(void)t;
}

int main(int argc, char **argv)
{
	static const struct term_driver driver = {
		.next = monkey_next, .blit = monkey_blit, .redraw = monkey_nothing,
		.style = monkey_style, .mouse = monkey_mouse_on, .suspend = monkey_nothing,
		.resume = monkey_nothing, .stop = monkey_nothing, .wake = monkey_nothing, .close = monkey_nothing,
	};
	struct monkey k = {.left = argc > 2 ? atol(argv[2]) : 3000, .random = argc > 3 ? (uint32_t)atol(argv[3]) : 1};
	struct browse_options o = {.corpus = argc > 1 ? argv[1] : "", .term = &k.term, .watch = monkey_watch, .ctx = &k, .harmless = true};
	struct error err = ERROR_INIT;
	while (k.left > 0) {
		k.term = (struct term){.driver = &driver, .w = 80, .h = 24};
		k.run = 0;
		k.count = 0;
		if (!browse_run(&o, &err))
			monkey_fail(&k, err.msg);
	}
	return 0;
}
