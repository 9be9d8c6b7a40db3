#include "config.h"

#include "app/density.h"

#include "base/era.h"

#include <limits.h>
#include <string.h>

/* From fine to coarse; the last ones hold 20,000 years in a few columns. */
static const struct {
	enum precision unit;
	int step;
} density_scales[] = {
	{PRECISION_DAY, 1},      {PRECISION_WEEK, 1},    {PRECISION_WEEK, 2},    {PRECISION_MONTH, 1},
	{PRECISION_MONTH, 2},    {PRECISION_QUARTER, 1}, {PRECISION_QUARTER, 2}, {PRECISION_YEAR, 1},
	{PRECISION_YEAR, 2},     {PRECISION_YEAR, 5},    {PRECISION_DECADE, 1},  {PRECISION_DECADE, 2},
	{PRECISION_DECADE, 5},   {PRECISION_DECADE, 10}, {PRECISION_DECADE, 20}, {PRECISION_DECADE, 50},
	{PRECISION_DECADE, 100}, {PRECISION_DECADE, 500}, {PRECISION_DECADE, 2500},
};
enum { DENSITY_GATHER = 16 }; /* columns from which on what is far off has its own */
enum { DENSITY_SCALES = sizeof density_scales / sizeof *density_scales };

void density_free(struct density *d)
{
	vec_free(&d->bars);
	vec_free(&d->labels);
}

static int32_t density_day(const struct result *r, size_t i)
{
	return r->runs[result_run(r, i)].when.from;
}

/* What the strip is about: the first days of the dated rows, which stand before the undated ones in order. */
bool density_span(const struct result *r, int32_t *first, int32_t *last, bool *earlier, bool *later)
{
	bool gather_earlier = *earlier, gather_later = *later;
	size_t n = r ? result_dated(r) : 0;
	*earlier = *later = false;
	if (n == 0)
		return false;
	size_t cut = n / 100;
	*first = density_day(r, 0);
	*last = density_day(r, n - 1);
	int32_t low = density_day(r, cut), high = density_day(r, n - 1 - cut), near = (high - low) / 8;
	size_t first_near = result_at_day(r, low - near), last_near = result_at_day(r, high + near + 1);
	low = density_day(r, first_near < cut ? first_near : cut);
	high = density_day(r, last_near > n - cut ? last_near - 1 : n - 1 - cut);
	int64_t half = ((int64_t)high - low + 1) / 2;
	*earlier = gather_earlier && (int64_t)low - *first > half;
	*later = gather_later && (int64_t)*last - high > half;
	*first = *earlier ? low : *first;
	*last = *later ? high : *last;
	return true;
}

size_t density_start(const struct result *r)
{
	int32_t first, last;
	bool earlier = true, later = false;
	return density_span(r, &first, &last, &earlier, &later) && earlier ? result_at_day(r, first) : 0;
}

static int32_t density_floor(int32_t value, int32_t step)
{
	int32_t rest = value % step;
	return value - (rest < 0 ? rest + step : rest);
}

/* The start of the bar that a day falls in: years that a step of years divides, quarters that start a half
 * year, so that bars stand where an eye expects them. */
static struct interval density_first(int32_t day, enum precision unit, int step)
{
	struct interval i = interval_around(day, unit);
	struct civil c = day_civil(i.from);
	switch (unit) {
	case PRECISION_MONTH:
		return interval_month(c.year, 1 + density_floor(c.month - 1, step));
	case PRECISION_QUARTER:
		return interval_quarter(c.year, 1 + density_floor((c.month - 1) / 3, step));
	case PRECISION_YEAR:
		return interval_year(density_floor(c.year, step));
	case PRECISION_DECADE:
		return interval_around(day_of(density_floor(c.year, step * 10), 1, 1), unit);
	case PRECISION_DAY:
	case PRECISION_WEEK:
		break;
	}
	return i;
}

static void density_bars(struct density *d, int32_t first, int32_t last, int most)
{
	struct interval i = density_first(first, d->unit, d->step);
	d->bars.n = 0;
	while (i.from <= last && (int)d->bars.n < most) {
		struct interval next = interval_step(i, d->unit, d->step);
		*vec_push(&d->bars) = (struct density_bar){.from = i.from, .to = next.from - 1};
		i = next;
	}
}

/* Does a year begin in this bar? The first bar always tells its own. */
static bool density_year(const struct density *d, size_t i, int *year)
{
	struct density_bar b = d->bars.v[i];
	*year = day_civil(b.from).year;
	if (i == 0)
		return true;
	int end = day_civil(b.to).year;
	if (day_of(end, 1, 1) >= b.from && end != day_civil(d->bars.v[i - 1].to).year) {
		*year = d->unit < PRECISION_YEAR ? end : *year;
		return true;
	}
	return false;
}

static int density_label_width(int year)
{
	char text[16];
	era_year(year, text);
	return (int)strlen(text);
}

/* Does bar i carry a label when every such year has one (0: none but the first)? */
static bool density_labelled(const struct density *d, size_t i, int every, int *year)
{
	return density_year(d, i, year) && (i == 0 || (every > 0 && *year % every == 0));
}

/* A first label that the second would tread on is left out. */
static bool density_crowded(const struct density *d, int every)
{
	int year;
	for (size_t i = 1; i < 3 && i < d->bars.n; i++)
		if (density_labelled(d, i, every, &year))
			return true;
	return false;
}

/* Sets the columns of bars and labels; returns how many are used. */
static int density_place(struct density *d, int every)
{
	int x = 0;
	d->labels.n = 0;
	bool crowded = density_crowded(d, every);
	for (size_t i = 0; i < d->bars.n; i++) {
		int year;
		if (density_labelled(d, i, every, &year) && !(i == 0 && crowded)) {
			*vec_push(&d->labels) = (struct density_label){(int16_t)x, year};
			x += density_label_width(year);
		}
		d->bars.v[i].x = (int16_t)x++;
	}
	return x;
}

enum {
	DENSITY_BARS = 3,     /* at least, between two labels: they are to inform, not to fill */
	DENSITY_COLUMNS = 12, /* at most, when finer labels were possible: a year is to be found at a glance */
};

/* Tries one scale with labels as close as they make sense; false when it does not fit. */
static bool density_fits(struct density *d, int32_t first, int32_t last)
{
	static const int every[] = {1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000};
	density_bars(d, first, last, d->width + 1);
	int bars = (int)d->bars.n, years = day_civil(last).year - day_civil(first).year + 1;
	if (bars > d->width)
		return false;
	bool possible = false;
	for (size_t i = 0; i < sizeof every / sizeof *every; i++) {
		if ((years - 1) / every[i] * DENSITY_BARS > bars)
			continue;
		if (possible && (int64_t)bars * every[i] > (int64_t)years * DENSITY_COLUMNS)
			return false;
		if (density_place(d, every[i]) <= d->width)
			return true;
		possible = true;
	}
	return !possible && density_place(d, 0) <= d->width;
}

int density_at(const struct density *d, int32_t day)
{
	if (d->bars.n == 0 || day < d->bars.v[0].from || day > d->bars.v[d->bars.n - 1].to)
		return -1;
	size_t low = 0, high = d->bars.n;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		if (d->bars.v[middle].from <= day)
			low = middle;
		else
			high = middle;
	}
	return (int)low;
}

static void density_add(struct density *d, size_t bar, uint32_t rows, bool match)
{
	struct density_bar *b = &d->bars.v[bar];
	uint32_t n = match ? (b->match += rows) : (b->all += rows);
	uint32_t *most = match ? &d->most_match : &d->most;
	bool far = (d->earlier && bar == 0) || (d->later && bar + 1 == d->bars.n);
	if (!far && n > *most)
		*most = n;
}

static void density_count(struct density *d, const struct result *r, bool match)
{
	size_t bar = 0;
	uint32_t begin = 0;
	for (size_t i = 0; r && i < r->run_count && d->bars.n > 0; begin = r->runs[i++].end) {
		struct interval when = r->runs[i].when;
		if (!interval_known(when))
			break;
		while (bar + 1 < d->bars.n && when.from > d->bars.v[bar].to)
			bar++;
		if (when.to - when.from <= d->bars.v[bar].to - d->bars.v[bar].from)
			density_add(d, bar, r->runs[i].end - begin, match);
	}
}

/* The bars of what is far off, at either end. */
static void density_gather(struct density *d)
{
	if (d->earlier) {
		vec_push(&d->bars);
		for (size_t i = d->bars.n - 1; i > 0; i--) {
			d->bars.v[i] = d->bars.v[i - 1];
			d->bars.v[i].x++;
		}
		for (size_t i = 0; i < d->labels.n; i++)
			d->labels.v[i].x++;
		d->bars.v[0] = (struct density_bar){.from = DAY_MIN, .to = d->bars.v[1].from - 1, .x = 0};
	}
	if (d->later) {
		struct density_bar last = d->bars.v[d->bars.n - 1];
		*vec_push(&d->bars) = (struct density_bar){.from = last.to + 1, .to = DAY_MAX, .x = (int16_t)(last.x + 1)};
	}
}

/* Narrower than the calendar's eight coarsest bars: as many as there is room for, the last one holding the rest. */
static void density_unlabel(struct density *d)
{
	d->labels.n = 0;
	if ((int)d->bars.n > d->width) {
		d->bars.n = (size_t)d->width;
		d->bars.v[d->bars.n - 1].to = DAY_MAX;
	}
	for (size_t i = 0; i < d->bars.n; i++)
		d->bars.v[i].x = (int16_t)i;
}

void density_make(struct density *d, const struct result *all, const struct result *match, int width)
{
	int32_t first, last;
	d->width = width > INT16_MAX ? INT16_MAX : width;
	d->bars.n = d->labels.n = 0;
	d->most = d->most_match = 0;
	d->earlier = d->later = width >= DENSITY_GATHER;
	if (width < 1 || !density_span(all, &first, &last, &d->earlier, &d->later))
		return;
	d->width -= d->earlier + d->later;
	bool fits = false;
	for (int i = 0; i < DENSITY_SCALES && !fits; i++) {
		d->unit = density_scales[i].unit;
		d->step = density_scales[i].step;
		fits = density_fits(d, first, last);
	}
	if (!fits)
		density_unlabel(d);
	d->width += d->earlier + d->later;
	density_gather(d);
	density_count(d, all, false);
	density_count(d, match, true);
}
