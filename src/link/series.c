#include "config.h"

#include "link/series.h"

#include "base/embed.h"
#include "base/era.h"
#include "base/mem.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

EMBED(series_en, DATA_FOLDER "/series.en.tsv")

enum { SERIES_PATTERN = 6, SERIES_HAPPENED = 1 << 24 /* in a rank */ };

struct series_pattern {
	uint32_t words[SERIES_PATTERN];
	bool plural[SERIES_PATTERN]; /* wants an s at its end */
	size_t count;
	size_t row;
};

struct series_row {
	struct str name;
	unsigned kinds; /* a bit an event_kind */
};

struct series_table {
	VEC(struct series_row) rows;
	VEC(struct series_pattern) patterns; /* by row */
	uint64_t firsts[4];                  /* the low 8 bits of first words that occur: most words stop here */
};

/* ---- the table ---- */

static void series_bad(struct str row)
{
	fprintf(stderr, "dateline: series.en.tsv: %.*s: not a name, kinds of event and words\n", STR_ARG(row));
	abort();
}

static void series_add_pattern(struct series_table *t, const struct stem_table *stems, struct str words)
{
	struct series_pattern *p = vec_push(&t->patterns);
	*p = (struct series_pattern){.row = t->rows.n - 1};
	struct stem s;
	while (p->count < SERIES_PATTERN && stem_next(stems, &words, &s)) {
		p->plural[p->count] = str_ends(s.text, STR("s"));
		p->words[p->count++] = s.hash;
	}
	if (!p->count)
		series_bad(t->rows.v[p->row].name);
	t->firsts[p->words[0] >> 6 & 3] |= (uint64_t)1 << (p->words[0] & 63);
}

static void series_add_row(struct series_table *t, const struct stem_table *stems, struct str line)
{
	struct str name, kinds, words, piece, rest = line;
	if (!str_split(&rest, '\t', &name) || !str_split(&rest, '\t', &kinds) || !str_split(&rest, '\t', &words))
		series_bad(line);
	struct series_row *row = vec_push(&t->rows);
	*row = (struct series_row){.name = name};
	while (str_split(&kinds, ',', &piece)) {
		enum event_kind k;
		if (!event_kind_parse(piece, &k))
			series_bad(line);
		row->kinds |= 1u << k;
	}
	while (str_split(&words, ',', &piece))
		series_add_pattern(t, stems, piece);
}

struct series_table *series_open(const struct stem_table *stems)
{
	struct series_table *t = mem_zero(1, sizeof *t);
	struct str rest = embed_str(series_en), line;
	while (str_split(&rest, '\n', &line))
		if (line.n && line.p[0] != '#')
			series_add_row(t, stems, line);
	return t;
}

void series_close(struct series_table *t)
{
	if (!t)
		return;
	vec_free(&t->rows);
	vec_free(&t->patterns);
	mem_free(t);
}

/* ---- which series ---- */

static bool series_fits(const struct series_pattern *p, const struct stem *words, size_t count)
{
	if (p->count > count)
		return false;
	for (size_t i = 0; i < p->count; i++)
		if (p->words[i] != words[i].hash || (p->plural[i] && !str_ends(words[i].text, STR("s"))))
			return false;
	return true;
}

/* The first row of the table whose words stand in the passage; SIZE_MAX for none. */
static size_t series_row_of(const struct series_table *t, const struct stem *words, size_t count, enum event_kind kind)
{
	size_t best = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		uint32_t h = words[i].hash;
		if (!(t->firsts[h >> 6 & 3] >> (h & 63) & 1))
			continue;
		for (size_t j = 0; j < t->patterns.n && t->patterns.v[j].row < best; j++)
			if (t->rows.v[t->patterns.v[j].row].kinds >> kind & 1 &&
			    series_fits(&t->patterns.v[j], words + i, count - i))
				best = t->patterns.v[j].row;
	}
	return best;
}

/* The first place that does not begin before `at`. */
static size_t series_place_from(const struct link_article *a, uint32_t at)
{
	size_t low = 0, high = a->place_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (a->places[middle].span.begin < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The only organisation that an article names, however often. */
static struct str series_only_organisation(const struct link_article *a)
{
	struct str only = STR_NONE;
	for (size_t i = 0; i < a->place_count; i++) {
		const struct place *p = &a->places[i];
		if (p->kind != PLACE_ORGANISATION)
			continue;
		if (only.n && !str_eq(only, p->name))
			return STR_NONE;
		only = p->name;
	}
	return only;
}

/* The organisation that the passage names first; for a meeting also the only one that its article
 * names. What is signed at some summit is not so sure. */
static struct str series_organisation(const struct link_article *a, struct span passage, bool meeting)
{
	for (size_t i = series_place_from(a, passage.begin); i < a->place_count && a->places[i].span.begin < passage.end; i++)
		if (a->places[i].kind == PLACE_ORGANISATION && a->places[i].span.end <= passage.end)
			return a->places[i].name;
	return meeting ? series_only_organisation(a) : STR_NONE;
}

static uint64_t series_key(size_t row, struct str organisation)
{
	uint64_t h = 1469598103934665603u ^ (row + 1);
	for (size_t i = 0; i < organisation.n; i++)
		h = (h ^ (unsigned char)organisation.p[i]) * 1099511628211u;
	/* the top bit tells a series from a month and word (link_keys), and is clear of the sign */
	return (h & ~(UINT64_C(3) << 62)) | UINT64_C(1) << 62;
}

uint64_t series_find(const struct series_table *t, const struct stem *words, size_t count, const struct link_article *a,
		     const struct event *e, struct arena *arena, struct str *name)
{
	size_t row = series_row_of(t, words, count, e->kind);
	if (row == SIZE_MAX)
		return 0;
	struct str organisation = series_organisation(a, e->span, e->kind == EVENT_MEETING || e->kind == EVENT_EXERCISE);
	if (!organisation.n)
		return 0;
	*name = arena_printf(arena, "%.*s %.*s", STR_ARG(organisation), STR_ARG(t->rows.v[row].name));
	return series_key(row, organisation);
}

/* ---- one after the other ---- */

bool series_member(const struct link_event *e, struct series_member *out)
{
	if (!e->series || !interval_known(e->when) || e->precision > PRECISION_MONTH || !link_is_news(e) ||
	    e->modality > MODALITY_ANNOUNCED)
		return false;
	uint32_t countries = e->country_count < 255 ? (uint32_t)e->country_count : 255;
	*out = (struct series_member){
		.event = e->id, .article = e->article, .when = e->when, .precision = e->precision, .name = e->series_name,
		.rank = (e->modality == MODALITY_HAPPENED ? SERIES_HAPPENED : 0) | (uint32_t)(PRECISION_COUNT - e->precision) << 16 |
			(e->place.n ? 1u << 8 : 0) | countries,
	};
	return true;
}

static int series_by_time(const void *x, const void *y)
{
	const struct series_member *a = *(const struct series_member *const *)x, *b = *(const struct series_member *const *)y;
	if (a->when.from != b->when.from)
		return a->when.from < b->when.from ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

static bool series_is_better(const struct series_member *a, const struct series_member *b)
{
	return a->rank != b->rank ? a->rank > b->rank : a->event < b->event;
}

/* Reports of one meeting, those of an announced month included: sorted[begin..end). */
struct series_occurrence {
	size_t begin, end;
	const struct series_member *best;
	int32_t to;
};

static bool series_has_happened(const struct series_member *m)
{
	return m->rank >= SERIES_HAPPENED;
}

static size_t series_occurrences(const struct series_member **sorted, size_t count, struct series_occurrence *out)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++) {
		if (n && sorted[i]->when.from <= out[n - 1].to + SERIES_GAP) {
			struct series_occurrence *o = &out[n - 1];
			o->end = i + 1;
			o->to = sorted[i]->when.to > o->to ? sorted[i]->when.to : o->to;
			o->best = series_is_better(sorted[i], o->best) ? sorted[i] : o->best;
		} else {
			out[n++] = (struct series_occurrence){i, i + 1, sorted[i], sorted[i]->when.to};
		}
	}
	return n;
}

/* What was announced, and nobody told that it happened, stands in the chain only as its end: it is still to
 * come. In the middle its date is as likely a mistake. */
static size_t series_drop_unheld(struct series_occurrence *o, size_t count)
{
	size_t last = 0, n = 0;
	for (size_t i = 0; i < count; i++)
		last = series_has_happened(o[i].best) ? i : last;
	for (size_t i = 0; i < count; i++)
		if (i > last || series_has_happened(o[i].best))
			o[n++] = o[i];
	return n;
}

static size_t series_link(const struct series_member *a, const struct series_member *b, struct arena *arena, struct link *out)
{
	if (a->article == b->article)
		return 0;
	char from[40], to[40];
	era_interval(a->when, a->precision, false, from);
	era_interval(b->when, b->precision, false, to);
	*out = (struct link){a->event, b->event, LINK_SERIES, 80,
			     arena_printf(arena, "%.*s: %s, then %s", STR_ARG(a->name), from, to), false};
	return 1;
}

/* Links the reports of two adjacent occurrences: all to the best of the other side. */
static size_t series_join(const struct series_member **sorted, const struct series_occurrence *x,
			  const struct series_occurrence *y, struct arena *arena, struct link *out)
{
	size_t n = 0;
	for (size_t i = x->begin; i < x->end; i++)
		n += series_link(sorted[i], y->best, arena, out + n);
	for (size_t i = y->begin; i < y->end; i++)
		if (sorted[i] != y->best)
			n += series_link(x->best, sorted[i], arena, out + n);
	return n;
}

size_t series_chain(const struct series_member *members, size_t count, struct arena *arena, struct link **out)
{
	*out = NULL;
	if (count < 2 || count > SERIES_MOST)
		return 0;
	const struct series_member **sorted = arena_alloc(arena, count, sizeof *sorted);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &members[i];
	qsort(sorted, count, sizeof *sorted, series_by_time);
	struct series_occurrence *occurrences = arena_alloc(arena, count, sizeof *occurrences);
	size_t m = series_occurrences(sorted, count, occurrences), links = 0;
	m = series_drop_unheld(occurrences, m);
	*out = arena_alloc(arena, 2 * count, sizeof **out);
	for (size_t i = 1; i < m; i++)
		if (occurrences[i].best->when.from - occurrences[i - 1].to <= SERIES_LONGEST)
			links += series_join(sorted, &occurrences[i - 1], &occurrences[i], arena, *out + links);
	return links;
}
