#include "config.h"

#include "app/periods.h"

#include "base/vec.h"
#include "store/best.h"

/* Rows under one heading: of [begin, end) those of a period, or those that are vaguer than the unit. "In 2018" by months
 * is no row of a month: it stands before the one that it begins in, under what it names. */
struct period {
	uint32_t begin, end;
	uint32_t count, shown;  /* rows; those that have a line */
	uint32_t first;         /* where its first row and the shown ones were put when it was looked at; UINT32_MAX: not yet */
	uint32_t candidates, candidate_count; /* the same of what it may show; 0: not yet asked for */
	bool vague, undated, told;
};

struct periods {
	struct result *result;
	struct lines_how how;
	VEC(struct period) v;   /* in order of time */
	const struct period *keeps; /* shows the kept row beside the most important ones; NULL: none does */
	size_t dated;           /* of them; the last may be the undated rows */
	VEC(uint32_t) ends;     /* in order of lines: the line behind each period */
	VEC(uint32_t) found;    /* rows, as periods were looked at */
};

/* Undated rows are no vaguer than anything. */
static enum precision periods_unit(const struct periods *p, const struct period *g)
{
	return g->undated ? PRECISION_DECADE : p->how.unit;
}

/* ---- which there are ---- */

static bool periods_is_dated(const struct periods *p, size_t run)
{
	return interval_known(p->result->runs[run].when);
}

static void periods_add(struct periods *p, size_t begin, size_t end, size_t count, bool vague, bool undated)
{
	*vec_push(&p->v) = (struct period){(uint32_t)begin, (uint32_t)end, (uint32_t)count, 0, UINT32_MAX, 0, 0, vague, undated, false};
	p->dated += !undated;
}

/* The period that begins with a run; returns the run behind it. */
static size_t periods_add_runs(struct periods *p, size_t run)
{
	const struct row_run *runs = p->result->runs;
	bool undated = !periods_is_dated(p, run);
	size_t begin = rows_run_begin(runs, run), end = begin, vague = 0;
	int32_t last = undated ? INT32_MAX : interval_around(runs[run].when.from, p->how.unit).to;
	for (; run < p->result->run_count && periods_is_dated(p, run) != undated && (undated || runs[run].when.from <= last); run++) {
		size_t n = undated ? 0 : best_vague(p->result, run, p->how.unit);
		if (n > 0)
			periods_add(p, end, runs[run].end, n, true, false);
		vague += n;
		end = runs[run].end;
	}
	if (vague < end - begin)
		periods_add(p, begin, end, end - begin - vague, false, undated);
	return run;
}

/* ---- which lines they have ---- */

static uint32_t periods_shown(const struct period *g, size_t shown)
{
	return g->count <= shown + 1 ? g->count : (uint32_t)shown;
}

/* Has the screen room for all periods of at least so many rows when they show so many, and for the kept row? */
static bool periods_fit(const struct periods *p, size_t shown, size_t least)
{
	size_t lines = 0;
	bool hides = false;
	for (size_t i = 0; i < p->v.n && lines <= p->how.room; i++) {
		size_t rows = p->v.v[i].count >= least ? periods_shown(&p->v.v[i], shown) : 0;
		lines += rows > 0 ? 1 + rows : 0;
		hides |= rows < p->v.v[i].count;
	}
	return lines + (hides && p->how.kept != SIZE_MAX) <= p->how.room;
}

/* How many rows a period shows. Where many centuries have an event each, it is the few periods with most of the rows that the
 * screen is to show at once, none of them on more than a third of it. */
static size_t periods_choose(const struct periods *p)
{
	size_t shown = PERIODS_SHOWN, most = BEST_MOST - 2, largest = 0, least = 0;
	if (!periods_fit(p, shown, least)) {
		for (size_t i = 0; i < p->v.n; i++)
			largest = p->v.v[i].count > largest ? p->v.v[i].count : largest;
		least = largest / 10 + 1;
		most = p->how.room / 3;
	}
	while (shown < most && periods_fit(p, shown + 1, least))
		shown++;
	return shown;
}

/* From the newest on, the last dated period comes first. Either way. */
static bool periods_are_turned(const struct periods *p, size_t i)
{
	return p->how.by == ORDER_NEWEST && i < p->dated;
}

static size_t periods_turn(const struct periods *p, size_t i)
{
	return periods_are_turned(p, i) ? p->dated - 1 - i : i;
}

/* The period of a row; of each, the vague ones stand before. */
static size_t periods_of(const struct periods *p, size_t row)
{
	size_t low = 0, high = p->v.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->v.v[middle].end <= row)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < p->v.n; low++) {
		const struct period *g = &p->v.v[low];
		if (row >= g->begin && row < g->end && best_first(p->result, row, row + 1, periods_unit(p, g), g->vague) == row)
			break;
	}
	return low;
}

/* The rows that a period shows, in order. */
static size_t periods_rows(const struct periods *p, const struct period *g, uint32_t rows[static BEST_MOST])
{
	bool more = g == p->keeps;
	size_t n = best_rows(p->result, g->begin, g->end, periods_unit(p, g), g->vague, g->shown - more, rows), at = n;
	if (!more)
		return n;
	for (; at > 0 && rows[at - 1] > p->how.kept; at--)
		rows[at] = rows[at - 1];
	rows[at] = (uint32_t)p->how.kept;
	return n + 1;
}

/* The kept row has its line, whether it is one of the most important or not. */
static void periods_keep(struct periods *p)
{
	uint32_t rows[BEST_MOST];
	size_t at = p->how.kept < p->result->count ? periods_of(p, p->how.kept) : p->v.n;
	size_t n = at < p->v.n ? periods_rows(p, &p->v.v[at], rows) : 0;
	for (size_t i = 0; i < n; i++)
		if (rows[i] == p->how.kept)
			return;
	if (n == 0)
		return;
	p->keeps = &p->v.v[at];
	p->v.v[at].shown++;
}

struct periods *periods_new(const struct result *r, const struct lines_how *how)
{
	struct periods *p = mem_zero(1, sizeof *p);
	p->result = result_share((struct result *)r);
	p->how = *how;
	for (size_t run = 0; run < r->run_count;)
		run = periods_add_runs(p, run);
	size_t shown = periods_choose(p), line = 0;
	for (size_t i = 0; i < p->v.n; i++)
		p->v.v[i].shown = periods_shown(&p->v.v[i], shown);
	periods_keep(p);
	for (size_t i = 0; i < p->v.n; i++)
		*vec_push(&p->ends) = (uint32_t)(line += 1 + p->v.v[periods_turn(p, i)].shown);
	return p;
}

void periods_free(struct periods *p)
{
	if (!p)
		return;
	result_free(p->result);
	vec_free(&p->v);
	vec_free(&p->ends);
	vec_free(&p->found);
	mem_free(p);
}

/* ---- what stands in a line ---- */

size_t periods_lines(const struct periods *p)
{
	return p->ends.n ? p->ends.v[p->ends.n - 1] : 0;
}

/* The first line of a place in the order of lines. */
static size_t periods_begin(const struct periods *p, size_t at)
{
	return at ? p->ends.v[at - 1] : 0;
}

static size_t periods_at(const struct periods *p, size_t line)
{
	size_t low = 0, high = p->ends.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (p->ends.v[middle] <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool periods_is_heading(const struct periods *p, size_t line)
{
	return line == periods_begin(p, periods_at(p, line));
}

/* The first row of a period, and those that it shows in order of lines. */
static const uint32_t *periods_look(struct periods *p, size_t at)
{
	struct period *g = &p->v.v[periods_turn(p, at)];
	if (g->first != UINT32_MAX)
		return p->found.v + g->first;
	uint32_t rows[BEST_MOST];
	size_t n = periods_rows(p, g, rows);
	g->first = (uint32_t)p->found.n;
	*vec_push(&p->found) = (uint32_t)best_first(p->result, g->begin, g->end, periods_unit(p, g), g->vague);
	for (size_t i = 0; i < n; i++)
		*vec_push(&p->found) = rows[periods_are_turned(p, at) ? n - 1 - i : i];
	return p->found.v + g->first;
}

struct line periods_line(struct periods *p, size_t line)
{
	size_t at = periods_at(p, line), n = line - periods_begin(p, at);
	const uint32_t *rows = periods_look(p, at);
	const struct period *g = &p->v.v[periods_turn(p, at)];
	if (n == 0)
		return (struct line){g->undated ? LINE_UNDATED : LINE_PERIOD, rows[0], g->count};
	return (struct line){LINE_ROW, rows[n], 1};
}

/* ---- different events ---- */

enum { PERIODS_CHOICE = 2, PERIODS_MORE = 3 }; /* candidates for each row that is shown, and some more */

_Static_assert((int)PERIODS_CANDIDATES <= (int)BEST_MOST, "best_rows finds no more");

/* Finds the candidates of a period of which nobody asked before. */
static void periods_find(struct periods *p, struct period *g)
{
	uint32_t rows[BEST_MOST];
	size_t most = PERIODS_CHOICE * (size_t)g->shown + PERIODS_MORE, at = 0;
	most = most < PERIODS_CANDIDATES - 1 ? most : PERIODS_CANDIDATES - 1;
	size_t n = best_rows(p->result, g->begin, g->end, periods_unit(p, g), g->vague, most, rows);
	while (at < n && rows[at] < p->how.kept)
		at++;
	if (g == p->keeps && (at == n || rows[at] != p->how.kept)) {
		memmove(rows + at + 1, rows + at, (n - at) * sizeof *rows);
		rows[at] = (uint32_t)p->how.kept;
		n++;
	}
	g->candidates = (uint32_t)p->found.n;
	g->candidate_count = (uint32_t)n;
	for (size_t i = 0; i < n; i++)
		*vec_push(&p->found) = rows[i];
}

size_t periods_candidates(struct periods *p, size_t line, const uint32_t **rows)
{
	struct period *g = &p->v.v[periods_turn(p, periods_at(p, line))];
	if (g->shown >= g->count)
		return 0;
	if (g->candidate_count == 0)
		periods_find(p, g);
	*rows = p->found.v + g->candidates;
	return g->candidate_count;
}

bool periods_was_told(const struct periods *p, size_t line)
{
	return p->v.v[periods_turn(p, periods_at(p, line))].told;
}

/* What a period is filled with: an event that no row of it tells yet, then reports, whose articles tell much, then what is told
 * a second time. */
enum periods_fill { PERIODS_OTHER, PERIODS_REPORTS, PERIODS_AGAIN };

/* The best of the candidates that are not taken; n: there is none. */
static size_t periods_next(const struct periods *p, const uint32_t *rows, size_t n, const uint32_t *stories, const bool *taken,
			   enum periods_fill fill)
{
	size_t best = n;
	for (size_t i = 0; i < n; i++) {
		bool told = taken[i] || (fill == PERIODS_OTHER && result_row(p->result, rows[i]).type == ROW_REPORT);
		for (size_t k = 0; k < n && !told && fill != PERIODS_AGAIN; k++)
			told = taken[k] && stories[k] == stories[i];
		if (!told && (best == n || result_importance(p->result, rows[i]) > result_importance(p->result, rows[best])))
			best = i;
	}
	return best;
}

void periods_tell(struct periods *p, size_t line, const uint32_t *stories)
{
	const uint32_t *rows;
	bool taken[PERIODS_CANDIDATES] = {false};
	size_t at = periods_at(p, line);
	struct period *g = &p->v.v[periods_turn(p, at)];
	periods_look(p, at);
	size_t n = periods_candidates(p, line, &rows), left = n ? g->shown : 0;
	for (size_t i = 0; i < n && left; i++) {
		taken[i] = rows[i] == p->how.kept;
		left -= taken[i];
	}
	for (int fill = PERIODS_OTHER; fill <= PERIODS_AGAIN; fill++)
		for (size_t next; left && (next = periods_next(p, rows, n, stories, taken, (enum periods_fill)fill)) < n; left--)
			taken[next] = true;
	uint32_t *to = p->found.v + g->first + 1;
	g->told = true;
	for (size_t i = 0; i < n; i++) {
		size_t k = periods_are_turned(p, at) ? n - 1 - i : i;
		if (taken[k])
			*to++ = rows[k];
	}
}

size_t periods_of_row(struct periods *p, size_t row)
{
	size_t at = periods_of(p, row);
	if (at == p->v.n)
		return SIZE_MAX;
	at = periods_turn(p, at);
	const uint32_t *rows = periods_look(p, at);
	for (size_t i = 1; i <= p->v.v[periods_turn(p, at)].shown; i++)
		if (rows[i] == row)
			return periods_begin(p, at) + i;
	return SIZE_MAX;
}
