#include "config.h"

#include "base/outline.h"

#include "base/embed.h"
#include "base/mem.h"
#include "base/vec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

EMBED(outlines, DATA_FOLDER "/outlines.tsv")

enum { NORTH = 840, SOUTH = -560, WEST = -1800, EAST = 1800 }; /* tenths of a degree */

struct outline_point {
	int32_t x, y; /* tenths of a degree, east and north */
};

/* The rings of one country end to end; each ends where the next begins. */
struct outline_rings {
	VEC(struct outline_point) points;
	VEC(size_t) ends;
};

static int32_t outline_number(struct str *s)
{
	bool minus = s->n > 0 && s->p[0] == '-';
	int32_t v = 0;
	size_t i = minus;
	for (; i < s->n && s->p[i] >= '0' && s->p[i] <= '9'; i++)
		v = v * 10 + (s->p[i] - '0');
	*s = str_sub(*s, i, s->n);
	return minus ? -v : v;
}

static void outline_read(struct str text, struct outline_rings *r)
{
	struct str ring, point;
	r->points.n = r->ends.n = 0;
	while (str_split(&text, '|', &ring)) {
		while (str_split(&ring, ' ', &point)) {
			struct outline_point p = {.x = outline_number(&point)};
			point = str_sub(point, 1, point.n);
			p.y = outline_number(&point);
			*vec_push(&r->points) = p;
		}
		*vec_push(&r->ends) = r->points.n;
	}
}

static void outline_rings_free(struct outline_rings *r)
{
	vec_free(&r->points);
	vec_free(&r->ends);
}

/* The rows without the comments, which stand at the head only. */
static struct str outline_rows(void)
{
	struct str rows = embed_str(outlines), line;
	while (rows.n > 0 && rows.p[0] == '#')
		str_split(&rows, '\n', &line);
	return rows;
}

/* ---- the grid ---- */

int outline_height(int w)
{
	int h = (int)lround((double)w * (NORTH - SOUTH) / (EAST - WEST));
	return h > 0 ? h : 1;
}

static int outline_column(const struct outline *o, double x)
{
	int column = (int)floor((x - WEST) * o->w / (EAST - WEST));
	return column < 0 ? 0 : column >= o->w ? o->w - 1 : column;
}

static int outline_row(const struct outline *o, double y)
{
	int row = (int)floor((NORTH - y) * o->h / (NORTH - SOUTH));
	return row < 0 ? 0 : row >= o->h ? o->h - 1 : row;
}

/* Where the border of a country crosses the middle of a row of dots. */
struct outline_crossing {
	int row;
	double x;
};
struct outline_crossings {
	VEC(struct outline_crossing) v;
};

static int outline_order(const void *a, const void *b)
{
	const struct outline_crossing *p = a, *q = b;
	return p->row != q->row ? (p->row > q->row) - (p->row < q->row) : (p->x > q->x) - (p->x < q->x);
}

/* Only the rows that a line can cross are looked at, so that all lines cost little more than their crossings. */
static void outline_cross(const struct outline *o, struct outline_point a, struct outline_point b, struct outline_crossings *out)
{
	int last = outline_row(o, a.y < b.y ? a.y : b.y);
	for (int row = outline_row(o, a.y > b.y ? a.y : b.y); a.y != b.y && row <= last; row++) {
		double y = NORTH - (row + 0.5) * (NORTH - SOUTH) / o->h;
		if ((a.y > y) != (b.y > y))
			*vec_push(&out->v) = (struct outline_crossing){row, a.x + (y - a.y) * (b.x - a.x) / (double)(b.y - a.y)};
	}
}

/* By rows from the north on, in a row from west to east. */
static void outline_cross_all(const struct outline *o, const struct outline_rings *r, struct outline_crossings *out)
{
	out->v.n = 0;
	for (size_t ring = 0, begin = 0; ring < r->ends.n; begin = r->ends.v[ring++]) {
		size_t end = r->ends.v[ring];
		for (size_t i = begin; end - begin > 2 && i < end; i++)
			outline_cross(o, r->points.v[i], r->points.v[i + 1 < end ? i + 1 : begin], out);
	}
	if (out->v.n)
		qsort(out->v.v, out->v.n, sizeof *out->v.v, outline_order);
}

/* The dots whose middles lie between two crossings, of which a row has an even number. */
static void outline_fill(struct outline *o, const struct outline_crossings *crossings, uint16_t country)
{
	for (size_t i = 0; i + 1 < crossings->v.n; i += 2) {
		const struct outline_crossing *c = &crossings->v.v[i];
		int from = (int)ceil((c[0].x - WEST) * o->w / (EAST - WEST) - 0.5);
		int to = (int)floor((c[1].x - WEST) * o->w / (EAST - WEST) - 0.5);
		for (int x = from < 0 ? 0 : from; x <= to && x < o->w; x++) {
			o->at[(size_t)c->row * (size_t)o->w + (size_t)x] = country;
			o->countries[country - 1].dots++;
		}
	}
}

/* The middle of the first ring, which is the largest: in the box around it, so that it lies near its weight. */
static struct outline_point outline_ring_middle(const struct outline_rings *r)
{
	int64_t x = 0, y = 0, weight = 0;
	size_t n = r->ends.n > 0 ? r->ends.v[0] : 0;
	/* centre of mass by the shoelace formula; of a point or a line, the mean */
	for (size_t i = 0; i < n; i++) {
		struct outline_point a = r->points.v[i], b = r->points.v[i + 1 < n ? i + 1 : 0];
		int64_t cross = (int64_t)a.x * b.y - (int64_t)b.x * a.y;
		x += (a.x + b.x) * cross;
		y += (a.y + b.y) * cross;
		weight += cross * 3;
	}
	if (weight != 0)
		return (struct outline_point){(int32_t)(x / weight), (int32_t)(y / weight)};
	for (size_t i = 0; i < n; i++) {
		x += r->points.v[i].x;
		y += r->points.v[i].y;
	}
	return n > 0 ? (struct outline_point){(int32_t)(x / (int64_t)n), (int32_t)(y / (int64_t)n)} : (struct outline_point){0, 0};
}

/* A country without a dot takes that of its middle: after all others, so that none is drawn over it. */
static void outline_point_out(struct outline *o, uint16_t country)
{
	struct outline_country *c = &o->countries[country - 1];
	if (c->dots > 0)
		return;
	uint16_t *dot = &o->at[(size_t)c->y * (size_t)o->w + (size_t)c->x];
	if (*dot != OUTLINE_SEA && o->countries[*dot - 1].dots == 1)
		return; /* another small one has it */
	if (*dot != OUTLINE_SEA)
		o->countries[*dot - 1].dots--;
	*dot = country;
	c->dots = 1;
}

void outline_make(struct outline *o, int w)
{
	*o = (struct outline){.w = w, .h = outline_height(w)};
	o->at = mem_zero((size_t)o->w * (size_t)o->h, sizeof *o->at);
	struct outline_rings rings = {0};
	VEC(struct outline_country) countries = {0};
	struct str rest = outline_rows(), line, code;
	struct outline_crossings crossings = {0};
	while (str_split(&rest, '\n', &line) && line.n > 0) {
		str_split(&line, '\t', &code);
		outline_read(line, &rings);
		struct outline_point middle = outline_ring_middle(&rings);
		struct outline_country *c = vec_push(&countries);
		*c = (struct outline_country){.x = (int16_t)outline_column(o, middle.x), .y = (int16_t)outline_row(o, middle.y)};
		memcpy(c->code, code.p, 2);
		o->countries = countries.v;
		outline_cross_all(o, &rings, &crossings);
		outline_fill(o, &crossings, (uint16_t)countries.n);
	}
	o->count = countries.n;
	for (size_t i = 1; i <= o->count; i++)
		outline_point_out(o, (uint16_t)i);
	vec_free(&crossings.v);
	outline_rings_free(&rings);
}

void outline_free(struct outline *o)
{
	mem_free(o->at);
	mem_free(o->countries);
	*o = (struct outline){0};
}

int outline_find(const struct outline *o, struct str code)
{
	size_t low = 0, high = o->count;
	while (code.n == 2 && low < high) {
		size_t at = low + (high - low) / 2;
		int order = memcmp(code.p, o->countries[at].code, 2);
		if (order == 0)
			return (int)at;
		if (order < 0)
			high = at;
		else
			low = at + 1;
	}
	return -1;
}
