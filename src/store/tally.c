#include "config.h"

#include "store/tally.h"

#include "store/rows.h"

#include <stdlib.h>
#include <string.h>

/* The column's value of the i-th row. */
static uint32_t tally_value(const struct result *r, size_t i, enum rows_column c)
{
	return r->table->column[c][r->ranks ? r->ranks[i] : i];
}

static size_t tally_begin(const struct result *r, size_t run)
{
	return rows_run_begin(r->runs, run);
}

/* ---- the grid ---- */

/* The period of a run, or SIZE_MAX; `at` is where to look from: runs come in order of time. */
static size_t tally_period_of(const struct interval *periods, size_t n, struct interval when, size_t *at)
{
	if (!interval_known(when) || n == 0 || when.from < periods[0].from)
		return SIZE_MAX;
	while (*at < n && when.from > periods[*at].to)
		++*at;
	if (*at == n)
		return SIZE_MAX;
	int64_t room = (int64_t)periods[*at].to - periods[*at].from;
	return (int64_t)when.to - when.from <= room ? *at : SIZE_MAX;
}

static void tally_add_sources(struct tally_grid *g, const struct result *all)
{
	size_t at = 0;
	for (size_t run = 0; run < all->run_count; run++) {
		size_t begin = tally_begin(all, run), end = all->runs[run].end;
		size_t p = tally_period_of(g->periods, g->period_count, all->runs[run].when, &at);
		if (p == SIZE_MAX)
			continue;
		g->rows[p] += (uint32_t)(end - begin);
		for (size_t i = begin; i < end; i++)
			g->articles[p] += tally_value(all, i, ROWS_EVENT) == 0;
	}
}

static void tally_add_events(struct tally_grid *g, const struct result *now, const uint16_t *place)
{
	size_t at = 0;
	for (size_t run = 0; run < now->run_count; run++) {
		size_t begin = tally_begin(now, run), end = now->runs[run].end;
		size_t p = tally_period_of(g->periods, g->period_count, now->runs[run].when, &at);
		g->outside += p == SIZE_MAX ? end - begin : 0;
		for (size_t i = begin; p != SIZE_MAX && i < end; i++) {
			size_t n;
			const uint16_t *codes = rows_lists_get(&now->table->lists, tally_value(now, i, ROWS_COUNTRIES), &n);
			for (size_t k = 0; k < n; k++) {
				size_t cell = place[rows_bare(codes[k])] * g->period_count + p;
				if (g->events[cell]++ == 0)
					g->first[cell] = (uint32_t)i;
			}
		}
	}
}

static void *tally_copy(const void *from, size_t n, size_t size)
{
	void *to = mem_alloc(n * size + 1);
	if (n)
		memcpy(to, from, n * size);
	return to;
}

void tally_grid(const struct result *now, const struct result *all, const struct interval *periods, size_t n,
		struct tally_grid *out)
{
	uint16_t place[ROWS_CODES] = {0};
	*out = (struct tally_grid){.period_count = n, .country_count = now->country_count};
	out->periods = tally_copy(periods, n, sizeof *periods);
	out->countries = tally_copy(now->countries, now->country_count, sizeof *now->countries);
	out->events = mem_zero(n * now->country_count + 1, sizeof *out->events);
	out->first = mem_zero(n * now->country_count + 1, sizeof *out->first);
	out->articles = mem_zero(n + 1, sizeof *out->articles);
	out->rows = mem_zero(n + 1, sizeof *out->rows);
	for (size_t i = 0; i < now->country_count; i++)
		place[rows_code(now->countries[i].code)] = (uint16_t)i;
	tally_add_sources(out, all);
	tally_add_events(out, now, place);
	for (size_t i = 0; i < n * now->country_count; i++)
		out->most = out->events[i] > out->most ? out->events[i] : out->most;
}

void tally_grid_free(struct tally_grid *g)
{
	mem_free(g->periods);
	mem_free(g->countries);
	mem_free(g->events);
	mem_free(g->first);
	mem_free(g->articles);
	mem_free(g->rows);
	*g = (struct tally_grid){0};
}

/* ---- the pair ---- */

static bool tally_holds(const uint16_t *codes, size_t n, uint16_t code)
{
	for (size_t i = 0; i < n; i++)
		if (rows_bare(codes[i]) == code)
			return true;
	return false;
}

static int tally_compare_counts(const void *a, const void *b)
{
	const struct country_count *x = a, *y = b;
	if (x->events != y->events)
		return x->events < y->events ? 1 : -1;
	return memcmp(x->code, y->code, 2);
}

/* Counts by code as a list, most first. */
static struct country_count *tally_list(const uint32_t counts[static ROWS_CODES], size_t *n)
{
	struct country_count *list = mem_zero(ROWS_CODES, sizeof *list);
	*n = 0;
	for (uint16_t code = 0; code < ROWS_CODES; code++) {
		if (!counts[code])
			continue;
		rows_code_name(code, list[*n].code);
		list[(*n)++].events = counts[code];
	}
	qsort(list, *n, sizeof *list, tally_compare_counts);
	return list;
}

static void tally_beside(const struct result *r, struct tally_pair *p)
{
	const struct rows_lists *lists = &r->table->lists;
	uint16_t first = rows_code(p->codes[0]);
	uint32_t counts[ROWS_CODES] = {0}, *of_list = mem_zero(lists->ends.n + 1, sizeof *of_list);
	for (size_t i = 0; i < r->count; i++)
		of_list[tally_value(r, i, ROWS_COUNTRIES)]++;
	for (uint32_t list = 0; list < lists->ends.n; list++) {
		size_t n;
		const uint16_t *codes = rows_lists_get(lists, list, &n);
		for (size_t i = 0; of_list[list] && tally_holds(codes, n, first) && i < n; i++)
			counts[rows_bare(codes[i])] += of_list[list];
	}
	counts[first] = 0;
	p->beside = tally_list(counts, &p->beside_count);
	if (!p->codes[1][0] && p->beside_count)
		memcpy(p->codes[1], p->beside[0].code, sizeof p->codes[1]);
	mem_free(of_list);
}

/* Who of a list hosted; a third country is counted. */
static enum tally_host tally_host(const uint16_t *codes, size_t n, uint16_t first, uint16_t second,
				  uint32_t elsewhere[static ROWS_CODES])
{
	for (size_t i = 0; i < n; i++) {
		if (!(codes[i] & ROWS_HOST))
			continue;
		uint16_t code = rows_bare(codes[i]);
		if (code == first || code == second)
			return code == first ? TALLY_FIRST : TALLY_SECOND;
		elsewhere[code]++;
		return TALLY_ELSEWHERE;
	}
	return TALLY_UNKNOWN;
}

static void tally_sum_add(struct tally_sum *s, enum tally_host host, uint8_t kind)
{
	s->contacts++;
	s->hosts[host]++;
	s->kinds[kind < EVENT_KIND_COUNT ? kind : EVENT_OTHER]++;
}

/* The period of a contact, made when it is the first: the last but few, for rows come by their first days. */
static struct tally_period *tally_period(struct tally_pair *p, const struct row *r, enum precision unit)
{
	bool vague = r->precision > unit || !interval_known(r->when);
	enum precision precision = vague ? (enum precision)r->precision : unit;
	struct interval when = vague ? r->when : interval_around(r->when.from, unit);
	for (size_t i = p->periods.n; i-- > 0 && p->periods.v[i].when.from >= when.from;)
		if (p->periods.v[i].when.from == when.from && p->periods.v[i].when.to == when.to &&
		    (p->periods.v[i].precision > unit) == (precision > unit))
			return &p->periods.v[i];
	struct tally_period *at = vec_push(&p->periods);
	*at = (struct tally_period){.when = when, .precision = precision, .first = *r};
	return at;
}

static int tally_compare_periods(const void *a, const void *b)
{
	const struct tally_period *x = a, *y = b;
	bool known = interval_known(x->when);
	if (known != interval_known(y->when))
		return known ? -1 : 1;
	if (x->when.from != y->when.from)
		return x->when.from < y->when.from ? -1 : 1;
	return (x->when.to < y->when.to) - (x->when.to > y->when.to); /* what is vaguer first */
}

/* The articles of a corpus by the days on which they appeared: days[i] is in order, before[i] how many appeared before it. */
struct tally_sources {
	VEC(int32_t) days;
	VEC(uint32_t) before; /* one more than days */
};

static void tally_sources_make(struct tally_sources *s, const struct result *all)
{
	uint32_t n = 0;
	for (size_t run = 0; run < all->run_count; run++) {
		uint32_t before = n;
		for (size_t i = tally_begin(all, run); interval_known(all->runs[run].when) && i < all->runs[run].end; i++)
			n += tally_value(all, i, ROWS_EVENT) == 0;
		if (n == before)
			continue;
		*vec_push(&s->days) = all->runs[run].when.from;
		*vec_push(&s->before) = before;
	}
	*vec_push(&s->before) = n;
}

static void tally_sources_free(struct tally_sources *s)
{
	vec_free(&s->days);
	vec_free(&s->before);
}

/* How many of its days lie before one. */
static size_t tally_sources_at(const struct tally_sources *s, int32_t day)
{
	size_t low = 0, high = s->days.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->days.v[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t tally_sources_in(const struct tally_sources *s, struct interval when)
{
	return s->before.v[tally_sources_at(s, when.to + 1)] - s->before.v[tally_sources_at(s, when.from)];
}

/* The time that contacts took so far. */
struct tally_track {
	const struct tally_sources *sources;
	struct interval last; /* of contacts of which the year is known: what lies between is without any; INTERVAL_NONE: none yet */
	bool vague;           /* of the year none is known yet: last is of the 1970s, behind which there is none either */
};

static void tally_gap_between(struct tally_pair *p, struct tally_period *at, const struct tally_track *t, struct interval gap,
			      enum precision unit)
{
	int32_t days = gap.to - gap.from + 1, longest = interval_known(p->longest) ? p->longest.to - p->longest.from + 1 : 0;
	uint32_t silent = tally_sources_in(t->sources, gap);
	if (at->sum.contacts == 0 && interval_step(interval_around(gap.from - 1, unit), unit, 1).to <= gap.to) {
		at->gap = days;
		at->silent = silent;
	}
	if ((silent > 0) == (p->longest_silent > 0) ? days > longest : silent > 0) {
		p->longest = gap;
		p->longest_silent = silent;
	}
}

static void tally_gap(struct tally_pair *p, struct tally_period *at, struct tally_track *t, const struct row *r, enum precision unit)
{
	bool vague = r->precision > PRECISION_YEAR, first = !interval_known(t->last) || t->vague;
	if (!interval_known(r->when) || (vague && !first))
		return;
	if (interval_known(t->last) && r->when.from - t->last.to > 1)
		tally_gap_between(p, at, t, (struct interval){t->last.to + 1, r->when.from - 1}, unit);
	if (first || r->when.to > t->last.to)
		t->last = r->when;
	t->vague = vague;
}

/* The last day on which an article of the corpus is known to have appeared; DAY_NONE. */
static int32_t tally_last_day(const struct result *all)
{
	for (size_t run = all->run_count; run-- > 0;)
		for (size_t i = tally_begin(all, run); interval_known(all->runs[run].when) && i < all->runs[run].end; i++)
			if (tally_value(all, i, ROWS_EVENT) == 0)
				return all->runs[run].when.to;
	return DAY_NONE;
}

static void tally_since(struct tally_pair *p, const struct tally_track *t, int32_t last, enum precision unit)
{
	if (last == DAY_NONE || !interval_known(t->last) || t->last.to >= last)
		return;
	if (interval_around(t->last.to, unit).to < last)
		p->since = (struct interval){t->last.to + 1, last};
}

void tally_pair(const struct result *now, const struct result *until, const struct result *all, const char codes[2][3],
		enum precision unit, struct tally_pair *out)
{
	uint32_t elsewhere[ROWS_CODES] = {0};
	struct tally_sources sources = {0};
	struct tally_track track = {.sources = &sources, .last = INTERVAL_NONE};
	*out = (struct tally_pair){.longest = INTERVAL_NONE, .since = INTERVAL_NONE};
	memcpy(out->codes, codes, sizeof out->codes);
	if (!out->codes[0][0])
		return;
	tally_beside(now, out);
	tally_sources_make(&sources, all);
	uint16_t first = rows_code(out->codes[0]), second = out->codes[1][0] ? rows_code(out->codes[1]) : ROWS_CODES;
	for (size_t i = 0; i < now->count; i++) {
		size_t n;
		const uint16_t *list = rows_lists_get(&now->table->lists, tally_value(now, i, ROWS_COUNTRIES), &n);
		if (!tally_holds(list, n, first) || !tally_holds(list, n, second))
			continue;
		struct row r = result_row(now, i);
		enum tally_host host = tally_host(list, n, first, second, elsewhere);
		struct tally_period *at = tally_period(out, &r, unit);
		tally_gap(out, at, &track, &r, unit);
		tally_sum_add(&at->sum, host, r.kind);
		tally_sum_add(&out->sum, host, r.kind);
		if (r.type == ROW_EVENT && r.modality == MODALITY_ANNOUNCED)
			*vec_push(&out->announced) = r;
	}
	if (out->periods.n)
		qsort(out->periods.v, out->periods.n, sizeof *out->periods.v, tally_compare_periods);
	out->elsewhere = tally_list(elsewhere, &out->elsewhere_count);
	tally_since(out, &track, tally_last_day(until), unit);
	tally_sources_free(&sources);
}

void tally_pair_free(struct tally_pair *p)
{
	mem_free(p->beside);
	mem_free(p->elsewhere);
	vec_free(&p->announced);
	vec_free(&p->periods);
	*p = (struct tally_pair){0};
}
