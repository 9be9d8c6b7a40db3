#include "config.h"

#include "app/lines.h"

/* The rows of one period, as they come. */
struct lines_group {
	size_t first, count;
	uint32_t few[LINES_SHOWN + 1];         /* the first of them */
	uint32_t best[LINES_SHOWN];            /* the most important, the most first */
	uint16_t importance[LINES_SHOWN];
	size_t best_count;
	bool kept;                             /* is the row that must be shown among them? */
};

void lines_free(struct lines *l)
{
	vec_free(&l->listed);
	l->rows = l->dated = 0;
	l->order = NULL;
}

/* Undated rows have a heading where the others have their place in time. */
static bool lines_headed(const struct lines *l)
{
	return !l->order && l->dated < l->rows;
}

size_t lines_count(const struct lines *l)
{
	return l->listed.n ? l->listed.n : l->rows + lines_headed(l);
}

/* Either way: from the newest on, the last dated row is the first. */
static size_t lines_turn(const struct lines *l, size_t i)
{
	return l->newest && i < l->dated ? l->dated - 1 - i : i;
}

size_t lines_row(const struct lines *l, size_t i)
{
	return l->order ? l->order->rows[i] : lines_turn(l, i);
}

size_t lines_place(const struct lines *l, size_t row)
{
	return l->order ? l->order->places[row] : lines_turn(l, row);
}

struct line lines_at(const struct lines *l, size_t i)
{
	if (l->listed.n)
		return l->listed.v[i];
	if (i == l->dated && lines_headed(l))
		return (struct line){LINE_UNDATED, (uint32_t)i, (uint32_t)(l->rows - l->dated)};
	return (struct line){LINE_ROW, (uint32_t)lines_row(l, i - (lines_headed(l) && i > l->dated)), 1};
}

size_t lines_of_row(const struct lines *l, size_t row)
{
	size_t at = lines_place(l, row);
	return at + (lines_headed(l) && at >= l->dated);
}

static void lines_add(struct lines_group *g, size_t row, uint16_t importance, size_t kept)
{
	if (g->count == 0)
		g->first = row;
	if (g->count <= LINES_SHOWN)
		g->few[g->count] = (uint32_t)row;
	g->count++;
	g->kept |= row == kept;
	if (g->best_count == LINES_SHOWN && importance <= g->importance[LINES_SHOWN - 1])
		return;
	size_t at = g->best_count < LINES_SHOWN ? g->best_count++ : LINES_SHOWN - 1;
	for (; at > 0 && importance > g->importance[at - 1]; at--) {
		g->best[at] = g->best[at - 1];
		g->importance[at] = g->importance[at - 1];
	}
	g->best[at] = (uint32_t)row;
	g->importance[at] = importance;
}

/* A heading, then the most important rows in order of time; the kept one is always among them, so that a zoom
 * never moves the cursor. One row more is not worth hiding. */
static void lines_end_group(struct lines *l, struct lines_group *g, enum line_type heading, size_t kept)
{
	uint32_t rows[LINES_SHOWN + 1];
	size_t n = 0;
	if (g->count == 0)
		return;
	if (g->count <= LINES_SHOWN + 1) {
		for (; n < g->count; n++)
			rows[n] = g->few[n];
	} else {
		bool held = !g->kept;
		for (; n < g->best_count; n++) {
			rows[n] = g->best[n];
			held |= g->best[n] == kept;
		}
		if (!held)
			rows[n++] = (uint32_t)kept;
		for (size_t i = 1; i < n; i++)
			for (size_t k = i; k > 0 && rows[k] < rows[k - 1]; k--) {
				uint32_t t = rows[k];
				rows[k] = rows[k - 1];
				rows[k - 1] = t;
			}
	}
	*vec_push(&l->listed) = (struct line){(uint8_t)heading, (uint32_t)g->first, (uint32_t)g->count};
	for (size_t i = 0; i < n; i++)
		*vec_push(&l->listed) = (struct line){LINE_ROW, rows[i], 1};
	*g = (struct lines_group){0};
}

/* A run's rows: its own period's, or vaguer ones than the unit: "in 2018" by months is no row of that month, and
 * stands before it under what it names. */
static void lines_add_run(struct lines *l, const struct result *r, size_t begin, size_t end, enum precision unit, size_t kept,
			  struct lines_group *own)
{
	struct lines_group vague = {0};
	for (size_t i = begin, next; i < end; i = next) {
		enum precision precision;
		uint16_t importance = result_importance(r, i, &precision);
		struct lines_group *g = precision <= unit ? own : &vague;
		lines_add(g, i, importance, kept);
		next = i + 1;
		if (g->count <= LINES_SHOWN)
			continue;
		/* what cannot be among the shown ones is only counted */
		next = result_outstanding(r, next, end, g->importance[LINES_SHOWN - 1], unit, g == &vague);
		g->count += next - i - 1;
		g->kept |= i < kept && kept < next;
	}
	lines_end_group(l, &vague, LINE_PERIOD, kept);
}

/* The groups of the dated rows from the last to the first, and so the rows of each. */
static void lines_reverse(struct lines *l)
{
	VEC(struct line) turned = {0};
	size_t end = l->listed.n, dated = end;
	while (dated > 0 && l->listed.v[dated - 1].row >= l->dated)
		dated--;
	for (size_t i = dated, last = dated; i > 0; i--) {
		if (l->listed.v[i - 1].type == LINE_ROW)
			continue;
		*vec_push(&turned) = l->listed.v[i - 1];
		for (size_t row = last; row > i; row--)
			*vec_push(&turned) = l->listed.v[row - 1];
		last = i - 1;
	}
	for (size_t i = 0; i < dated; i++)
		l->listed.v[i] = turned.v[i];
	vec_free(&turned);
}

static void lines_list(struct lines *l, const struct result *r, enum precision unit, size_t kept)
{
	struct lines_group own = {0};
	int32_t last = DAY_NONE; /* of the period */
	size_t begin = 0;
	for (size_t run = 0; run < (r ? r->run_count : 0); begin = r->runs[run++].end) {
		struct interval when = r->runs[run].when;
		if (begin < l->dated && when.from > last) {
			lines_end_group(l, &own, LINE_PERIOD, kept);
			last = interval_around(when.from, unit).to;
		}
		if (begin >= l->dated)
			lines_end_group(l, &own, LINE_PERIOD, kept);
		lines_add_run(l, r, begin, r->runs[run].end, begin < l->dated ? unit : PRECISION_DECADE, kept, &own);
	}
	lines_end_group(l, &own, l->dated < l->rows ? LINE_UNDATED : LINE_PERIOD, kept);
}

void lines_make(struct lines *l, const struct result *r, enum precision unit, enum order_by by, const struct order *order, size_t kept)
{
	l->listed.n = 0;
	l->rows = r ? r->count : 0;
	l->dated = r ? result_dated(r) : 0;
	l->newest = by == ORDER_NEWEST;
	l->order = order;
	if (unit == PRECISION_DAY || !order_is_of_time(by))
		return;
	lines_list(l, r, unit, kept);
	if (l->newest)
		lines_reverse(l);
}
