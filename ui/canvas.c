#include "config.h"

#include "ui/canvas.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

static const struct cell canvas_blank = {" ", 1, STYLE_TEXT};

void canvas_init(struct canvas *c, int w, int h)
{
	*c = (struct canvas){.cursor_x = -1, .cursor_y = -1};
	canvas_resize(c, w, h);
}

void canvas_free(struct canvas *c)
{
	mem_free(c->cells);
	c->cells = NULL;
}

void canvas_resize(struct canvas *c, int w, int h)
{
	assert(w >= 1 && h >= 1);
	c->cells = mem_resize(c->cells, (size_t)w * (size_t)h, sizeof *c->cells);
	c->w = w;
	c->h = h;
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	c->frame_count = c->button_count = 0;
	for (int i = 0; i < c->w * c->h; i++)
		c->cells[i] = canvas_blank;
	c->clip = (struct rect){0, 0, c->w, c->h};
	c->cursor_x = c->cursor_y = -1;
}

static struct rect canvas_meet(struct rect a, struct rect b)
{
	int x0 = a.x > b.x ? a.x : b.x;
	int y0 = a.y > b.y ? a.y : b.y;
	int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
	int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
	return (struct rect){x0, y0, x1 > x0 ? x1 - x0 : 0, y1 > y0 ? y1 - y0 : 0};
}

struct rect canvas_clip(struct canvas *c, struct rect r)
{
	struct rect old = c->clip;
	c->clip = canvas_meet(r, (struct rect){0, 0, c->w, c->h});
	return old;
}

static struct cell *canvas_at(const struct canvas *c, int x, int y)
{
	return &c->cells[y * c->w + x];
}

/* Before columns [x, x + n) are overwritten: a wide cluster that would lose one half becomes spaces. */
static void canvas_split(struct canvas *c, int x, int n, int y)
{
	if (canvas_at(c, x, y)->n == 0) {
		uint8_t style = canvas_at(c, x - 1, y)->style;
		*canvas_at(c, x - 1, y) = canvas_blank;
		canvas_at(c, x - 1, y)->style = style;
	}
	if (x + n < c->w && canvas_at(c, x + n, y)->n == 0) {
		uint8_t style = canvas_at(c, x + n, y)->style;
		*canvas_at(c, x + n, y) = canvas_blank;
		canvas_at(c, x + n, y)->style = style;
	}
}

/* One cluster of one or two columns that is known to lie on the canvas. */
static void canvas_put(struct canvas *c, int x, int y, int width, enum style style, struct str cluster)
{
	canvas_split(c, x, width, y);
	struct cell *cell = canvas_at(c, x, y);
	*cell = (struct cell){.style = (uint8_t)style};
	if (cluster.n > CELL_BYTES) {
		uint32_t cp;
		cluster.n = utf8_decode(cluster, &cp, NULL);
	}
	memcpy(cell->bytes, cluster.p, cluster.n);
	cell->n = (uint8_t)cluster.n;
	if (width == 2)
		cell[1] = (struct cell){.style = (uint8_t)style};
}

/* Where a text stands while it is written: columns of the whole canvas. */
struct canvas_pen {
	int x, y;     /* next column */
	int from, to; /* columns that may be written */
	enum style style;
};

static struct canvas_pen canvas_pen(const struct canvas *c, int x, int y, int columns, enum style style)
{
	struct canvas_pen pen = {c->clip.x + x, c->clip.y + y, c->clip.x, c->clip.x + c->clip.w, style};
	if (columns < c->clip.w - x)
		pen.to = pen.x + (columns > 0 ? columns : 0);
	if (y < 0 || y >= c->clip.h)
		pen.to = pen.from;
	return pen;
}

/* The signs of print that stand in many articles, and that fonts of consoles lack, as a typewriter has them. */
static struct str canvas_typed(struct str cluster)
{
	static const struct {
		const char *sign, *typed;
	} rows[] = {{"“", "\""}, {"”", "\""}, {"„", "\""}, {"«", "\""}, {"»", "\""}, {"‘", "'"}, {"’", "'"}, {"‚", "'"},
		    {"–", "-"},  {"—", "-"},  {"―", "-"},  {"‐", "-"},  {"‑", "-"},  {"−", "-"}, {"…", "."}, {"•", "*"},
		    {"·", "-"},  {"→", ">"},  {"×", "x"},  {"≤", "<"},  {"≥", ">"},  {"\xC2\xA0", " "}};
	for (size_t i = 0; cluster.n > 1 && i < sizeof rows / sizeof *rows; i++)
		if (str_eq(cluster, str_of(rows[i].sign)))
			return str_of(rows[i].typed);
	return cluster;
}

/* Writes a cluster of `width` columns, or the part of it that is inside as spaces. */
static void canvas_pen_put(struct canvas *c, struct canvas_pen *pen, int width, struct str cluster)
{
	char spaced[CELL_BYTES] = " ";
	if (width == 0 && cluster.n < sizeof spaced) { /* a mark with nothing to stand on */
		memcpy(spaced + 1, cluster.p, cluster.n);
		cluster = (struct str){spaced, cluster.n + 1};
	}
	if (width == 0)
		width = 1;
	if (c->ascii)
		cluster = canvas_typed(cluster);
	if (pen->x >= pen->from && pen->x + width <= pen->to)
		canvas_put(c, pen->x, pen->y, width, pen->style, cluster);
	else if (pen->x >= pen->from && pen->x < pen->to)
		canvas_put(c, pen->x, pen->y, 1, pen->style, STR(" "));
	else if (pen->x < pen->from && pen->x + width > pen->from && pen->from < pen->to)
		canvas_put(c, pen->from, pen->y, 1, pen->style, STR(" "));
	pen->x += width;
}

static bool canvas_is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || (unsigned char)s.p[i] >= 0x7F)
			return false;
	return true;
}

static void canvas_write(struct canvas *c, struct canvas_pen *pen, struct str visible)
{
	for (size_t i = 0; i < visible.n && pen->x < pen->to;) {
		int width;
		size_t n = utf8_cluster(str_sub(visible, i, visible.n), &width);
		canvas_pen_put(c, pen, width, str_sub(visible, i, i + n));
		i += n;
	}
}

/* A line can show a few bytes a column; what is beyond is not even looked at, so that a text of a megabyte
 * costs no more than a line. */
static struct str canvas_front(struct str text, int columns)
{
	size_t most = columns > 0 ? (size_t)columns * 8 + 256 : 0;
	if (text.n <= most)
		return text;
	while (most > 0 && ((unsigned char)text.p[most] & 0xC0) == 0x80)
		most--;
	return str_sub(text, 0, most);
}

int canvas_text(struct canvas *c, int x, int y, int columns, enum style style, struct str text)
{
	struct canvas_pen pen = canvas_pen(c, x, y, columns, style);
	int start = pen.x;
	if (pen.to <= pen.from)
		return 0;
	text = canvas_front(text, pen.to - start);
	if (canvas_is_plain(text)) {
		canvas_write(c, &pen, text);
	} else {
		struct buf visible = BUF_INIT;
		utf8_visible(text, false, &visible);
		canvas_write(c, &pen, buf_str(&visible));
		buf_free(&visible);
	}
	return (pen.x < pen.to ? pen.x : pen.to) - start;
}

int canvas_text_cut(struct canvas *c, int x, int y, int columns, enum style style, struct str text)
{
	if (columns > c->clip.w - x)
		columns = c->clip.w - x;
	if (columns <= 0)
		return 0;
	struct buf visible = BUF_INIT;
	utf8_visible(canvas_front(text, columns), false, &visible);
	struct str all = buf_str(&visible);
	struct str fits = utf8_prefix(all, columns);
	if (fits.n < all.n)
		fits = utf8_prefix(all, columns - 1);
	while (fits.n < all.n && fits.n && fits.p[fits.n - 1] == ' ')
		fits.n--;
	int used = canvas_text(c, x, y, columns, style, fits);
	if (fits.n < all.n)
		used += canvas_text(c, x + used, y, 1, style, c->ascii ? STR(">") : STR("…"));
	buf_free(&visible);
	return used;
}

int canvas_printf(struct canvas *c, int x, int y, int columns, enum style style, const char *fmt, ...)
{
	struct buf text = BUF_INIT;
	va_list ap;
	va_start(ap, fmt);
	buf_addv(&text, fmt, ap);
	va_end(ap);
	int used = canvas_text(c, x, y, columns, style, buf_str(&text));
	buf_free(&text);
	return used;
}

static struct rect canvas_absolute(const struct canvas *c, struct rect r)
{
	r.x += c->clip.x;
	r.y += c->clip.y;
	return canvas_meet(r, c->clip);
}

void canvas_fill(struct canvas *c, struct rect r, enum style style, struct str cluster)
{
	r = canvas_absolute(c, r);
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			canvas_put(c, x, y, 1, style, cluster);
}

void canvas_restyle(struct canvas *c, struct rect r, enum style style)
{
	r = canvas_absolute(c, r);
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			canvas_at(c, x, y)->style = (uint8_t)style;
}

/* For canvas_dump_plain: the part of a frame that is on the canvas. */
static void canvas_note_frame(struct canvas *c, struct rect r)
{
	struct rect at = {c->clip.x + r.x, c->clip.y + r.y, r.w, r.h};
	if (c->frame_count < CANVAS_FRAMES)
		c->frames[c->frame_count++] = canvas_meet(at, (struct rect){0, 0, c->w, c->h});
}

void canvas_frame(struct canvas *c, struct rect r, enum style border, enum style title, struct str text)
{
	static const char *const lines[] = {"─", "│", "┌", "┐", "└", "┘"};
	static const char *const ascii[] = {"-", "|", "+", "+", "+", "+"};
	const char *const *line = c->ascii ? ascii : lines;
	if (r.w < 2 || r.h < 2)
		return;
	canvas_note_frame(c, r);
	int right = r.x + r.w - 1, bottom = r.y + r.h - 1;
	canvas_fill(c, (struct rect){r.x + 1, r.y, r.w - 2, 1}, border, str_of(line[0]));
	canvas_fill(c, (struct rect){r.x + 1, bottom, r.w - 2, 1}, border, str_of(line[0]));
	canvas_fill(c, (struct rect){r.x, r.y + 1, 1, r.h - 2}, border, str_of(line[1]));
	canvas_fill(c, (struct rect){right, r.y + 1, 1, r.h - 2}, border, str_of(line[1]));
	canvas_text(c, r.x, r.y, 1, border, str_of(line[2]));
	canvas_text(c, right, r.y, 1, border, str_of(line[3]));
	canvas_text(c, r.x, bottom, 1, border, str_of(line[4]));
	canvas_text(c, right, bottom, 1, border, str_of(line[5]));
	if (r.w < 6 || !text.n)
		return;
	int used = canvas_text_cut(c, r.x + 2, r.y, r.w - 4, title, text);
	canvas_text(c, r.x + 1, r.y, 1, border, STR(" "));
	canvas_text(c, r.x + 2 + used, r.y, 1, border, STR(" "));
}

void canvas_cursor(struct canvas *c, int x, int y)
{
	bool inside = x >= 0 && x < c->clip.w && y >= 0 && y < c->clip.h;
	c->cursor_x = inside ? c->clip.x + x : -1;
	c->cursor_y = inside ? c->clip.y + y : -1;
}

void canvas_button(struct canvas *c, int x, int y, int w, struct str keys)
{
	struct rect r = canvas_meet((struct rect){c->clip.x + x, c->clip.y + y, w, 1}, c->clip);
	if (!r.w || !r.h || !keys.n || keys.n >= CANVAS_KEY_BYTES || c->button_count == CANVAS_BUTTONS)
		return;
	struct canvas_button *b = &c->buttons[c->button_count++];
	*b = (struct canvas_button){.x = r.x, .y = r.y, .w = r.w};
	memcpy(b->keys, keys.p, keys.n);
}

const char *canvas_button_at(const struct canvas *c, int x, int y)
{
	for (size_t i = c->button_count; i-- > 0;) {
		const struct canvas_button *b = &c->buttons[i];
		if (y == b->y && x >= b->x && x < b->x + b->w)
			return b->keys;
	}
	return NULL;
}
