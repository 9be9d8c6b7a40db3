#include "config.h"

#include "ui/canvas.h"

#include "base/utf8.h"

static const struct cell *dump_at(const struct canvas *c, int x, int y)
{
	return &c->cells[y * c->w + x];
}

static size_t dump_line_end(const struct canvas *c, int y, bool styles)
{
	size_t end = (size_t)c->w;
	while (end > 0) {
		const struct cell *cell = dump_at(c, (int)end - 1, y);
		bool blank = styles ? cell->style == STYLE_TEXT : cell->n == 1 && cell->bytes[0] == ' ';
		if (!blank)
			break;
		end--;
	}
	return end;
}

void canvas_dump(const struct canvas *c, struct buf *out)
{
	for (int y = 0; y < c->h; y++) {
		size_t end = dump_line_end(c, y, false);
		for (size_t x = 0; x < end; x++) {
			const struct cell *cell = dump_at(c, (int)x, y);
			buf_add(out, cell->bytes, cell->n);
		}
		buf_add_char(out, '\n');
	}
}

/* A line of a frame; the titles within it are none. */
static bool dump_is_frame(const struct cell *cell)
{
	bool border = cell->style == STYLE_BORDER || cell->style == STYLE_BORDER_FOCUS;
	uint32_t cp = 0;
	if (border && cell->n)
		utf8_decode((struct str){cell->bytes, cell->n}, &cp, NULL);
	return border && ((cp >= 0x2500 && cp <= 0x257F) || cp == '+' || cp == '-' || cp == '|');
}

/* The cells of a rectangle; *gap: the last line was empty. */
static void dump_part(const struct canvas *c, struct rect r, bool *gap, struct buf *out)
{
	for (int y = r.y; y < r.y + r.h; y++) {
		size_t begin = out->n;
		for (int x = r.x; x < r.x + r.w; x++) {
			const struct cell *cell = dump_at(c, x, y);
			if (dump_is_frame(cell))
				buf_add_char(out, ' ');
			else
				buf_add(out, cell->bytes, cell->n);
		}
		while (out->n > begin && out->p[out->n - 1] == ' ')
			out->n--;
		bool empty = out->n == begin;
		if (!empty || !*gap)
			buf_add_char(out, '\n');
		*gap = empty;
	}
}

/* Does one of the frames from `first` on meet the rectangle? */
static bool dump_framed(const struct canvas *c, size_t first, struct rect r)
{
	bool meets = false;
	for (size_t i = first; i < c->frame_count; i++) {
		struct rect f = c->frames[i];
		meets |= f.x < r.x + r.w && r.x < f.x + f.w && f.y < r.y + r.h && r.y < f.y + f.h;
	}
	return meets;
}

void canvas_dump_plain(const struct canvas *c, struct buf *out)
{
	bool gap = true; /* none at the beginning either */
	for (size_t i = 0; i < c->frame_count; i++)
		if (!dump_framed(c, i + 1, c->frames[i]))
			dump_part(c, c->frames[i], &gap, out);
	for (int y = 0; y < c->h; y++)
		if (!dump_framed(c, 0, (struct rect){0, y, c->w, 1}))
			dump_part(c, (struct rect){0, y, c->w, 1}, &gap, out);
}

void canvas_dump_styles(const struct canvas *c, struct buf *out)
{
	static const char letters[STYLE_COUNT] = {
		[STYLE_TEXT] = '.',	[STYLE_DIM] = 'd',	[STYLE_BORDER] = 'b',
		[STYLE_BORDER_FOCUS] = 'B', [STYLE_TITLE] = 'T', [STYLE_SELECTED] = 'S',
		[STYLE_SELECTED_BLUR] = 's', [STYLE_DATE] = 'D', [STYLE_COUNTRY] = 'C',
		[STYLE_PASSAGE] = 'P',	[STYLE_HIT] = 'h',	[STYLE_HIT_CURRENT] = 'H',
		[STYLE_LINK] = 'l',	[STYLE_BAR] = 'a',	[STYLE_STRIP] = 'y',
		[STYLE_STRIP_MATCH] = 'Y', [STYLE_STATUS] = 't', [STYLE_HINT_KEY] = 'k',
		[STYLE_PROMPT] = 'p',	[STYLE_ERROR] = 'E',	[STYLE_STAR] = '*',
		[STYLE_STRIP_HERE] = 'V', [STYLE_CORRECTED] = 'c',
	};
	for (int y = 0; y < c->h; y++) {
		size_t end = dump_line_end(c, y, true);
		for (size_t x = 0; x < end; x++)
			buf_add_char(out, letters[dump_at(c, (int)x, y)->style]);
		buf_add_char(out, '\n');
	}
}
