/* The fields of a query against rows: countries, dates, kinds, sources, tags, links.
 *
 * What depends on a row's interval is decided once a run, what depends on its countries once a list of them, what
 * depends on its kind and modality once for each of them, what depends on its article once an article, and what depends on its
 * links once while the corpus stays (linked.h); a row then is a few look-ups. */
#include "config.h"

#include "store/query_run.h"
#include "store/query_sets.h"

#include <assert.h>
#include <string.h>

/* All that a row's kind, its modality, whether it is an event and whether it is dated can be together. */
enum { FIELDS_SORTS = 1 << 8, FIELDS_EVENT = 1 << 6, FIELDS_DATED = 1 << 7, FIELDS_KINDS = 15 };

struct query_fields {
	const struct query_run *r;
	const struct rows_table *t;
	bool *runs;               /* can a row of this run answer? */
	bool *lists;              /* can a row with this list of countries? */
	uint8_t sorts[FIELDS_SORTS]; /* can a row of this sort? */
	const uint8_t *linked;    /* of each row, what linked.h knows of it; NULL: nobody asks */
	bool links[1 << LINKED_BITS]; /* can a row of which that is known? */
	uint64_t *articles;       /* can a row of this article, as bits; NULL: any */
	uint64_t *named;          /* articles with an event that names what -country: leaves out; NULL: no report is asked */
	struct ids *sets;         /* of each term the sources or rows that it accepts (reports as minus their article); empty for
	                           * those that need none */
	VEC(size_t) rest;         /* terms that every row is asked for */
};

/* ---- once a run, a list, an article ---- */

static bool fields_has_country(const uint16_t *codes, size_t n, uint16_t code)
{
	for (size_t i = 0; i < n; i++)
		if (rows_bare(codes[i]) == code)
			return true;
	return false;
}

static bool fields_list_holds(const struct rows_table *t, uint32_t list, const struct term *term)
{
	size_t n;
	const uint16_t *codes = rows_lists_get(&t->lists, list, &n);
	for (size_t i = 0; i < term->either_count; i++) {
		const struct term_countries *all = &term->either[i];
		size_t held = 0;
		while (held < all->count && fields_has_country(codes, n, all->codes[held]))
			held++;
		if (held == all->count)
			return true;
	}
	return false;
}

static bool fields_run_holds(struct interval when, const struct term *t)
{
	switch (t->type) {
	case TERM_FROM:
		return interval_known(when) && when.to >= t->when.from;
	case TERM_TO:
		return interval_known(when) && when.from <= t->when.to;
	case TERM_ON:
		return interval_meets(when, t->when);
	case TERM_WORDS:
	case TERM_REGEX:
	case TERM_COUNTRY:
	case TERM_KIND:
	case TERM_SOURCE:
	case TERM_TAG:
	case TERM_IS:
	case TERM_LINK:
		break;
	}
	return true;
}

static void fields_keep_runs(struct query_fields *f, const struct term *t)
{
	for (size_t i = 0; i < f->t->runs.n; i++)
		f->runs[i] = f->runs[i] && fields_run_holds(f->t->runs.v[i].when, t) != t->negated;
}

static void fields_keep_lists(struct query_fields *f, const struct term *t)
{
	for (uint32_t i = 0; i < f->t->lists.ends.n; i++)
		f->lists[i] = f->lists[i] && fields_list_holds(f->t, i, t) != t->negated;
}

/* What of `is:` is known of a row by its sort alone. */
enum { FIELDS_IS = 1 << IS_ANNOUNCED | 1 << IS_DENIED | 1 << IS_HYPOTHETICAL | 1 << IS_REPORT | 1 << IS_UNDATED };

static uint32_t fields_sort(uint32_t traits, bool event)
{
	_Static_assert(ROWS_MODALITY == ROWS_KIND + 4, "they stand side by side");
	return rows_trait(traits, ROWS_KIND, 6) | (event ? FIELDS_EVENT : 0);
}

static bool fields_sort_holds(uint32_t sort, enum term_type type, uint32_t any)
{
	bool event = sort & FIELDS_EVENT;
	uint32_t modality = sort >> 4 & 3;
	if (type == TERM_KIND)
		return event && (any >> (sort & FIELDS_KINDS) & 1);
	if (!(sort & FIELDS_DATED) && (any >> IS_UNDATED & 1))
		return true;
	return event ? (modality == MODALITY_ANNOUNCED && (any >> IS_ANNOUNCED & 1)) || (modality == MODALITY_DENIED && (any >> IS_DENIED & 1)) ||
			       (modality == MODALITY_HYPOTHETICAL && (any >> IS_HYPOTHETICAL & 1))
		     : any >> IS_REPORT & 1;
}

static void fields_keep_sorts(struct query_fields *f, const struct term *t)
{
	for (uint32_t sort = 0; sort < FIELDS_SORTS; sort++)
		f->sorts[sort] = f->sorts[sort] && fields_sort_holds(sort, t->type, t->any) != t->negated;
}

static void fields_keep_articles(struct query_fields *f, const struct term *t, const struct ids *sources)
{
	size_t n = f->t->sources.n;
	if (!f->articles) {
		f->articles = mem_alloc((n / 64 + 1) * sizeof *f->articles);
		memset(f->articles, 0xFF, (n / 64 + 1) * sizeof *f->articles);
	}
	for (size_t i = 0; i < n; i++)
		if (ids_has(sources, f->t->sources.v[i]) == t->negated)
			f->articles[i / 64] &= ~(UINT64_C(1) << i % 64);
}

/* -country:PK leaves out the reports of Pakistan, too: articles of which some event names it. */
static void fields_name_articles(struct query_fields *f, const struct term *t)
{
	bool *names = mem_alloc(f->t->lists.ends.n + 1);
	if (!f->named)
		f->named = mem_zero(f->t->sources.n / 64 + 1, sizeof *f->named);
	for (uint32_t i = 0; i < f->t->lists.ends.n; i++)
		names[i] = fields_list_holds(f->t, i, t);
	for (size_t i = 0; i < f->t->n; i++) {
		uint32_t article = f->t->column[ROWS_ARTICLE][i] - (uint32_t)f->t->first;
		if (f->t->column[ROWS_EVENT][i] && names[f->t->column[ROWS_COUNTRIES][i]])
			f->named[article / 64] |= UINT64_C(1) << article % 64;
	}
	mem_free(names);
}

/* bits: of linked.h, of which a row must have one. */
static bool fields_keep_linked(struct query_fields *f, struct query_run *r, const struct term *t, uint32_t bits, struct error *err)
{
	if (!linked_load(r->s, r->watch ? r->watch->cancel : NULL, err))
		return false;
	f->linked = r->s->linked.rows;
	for (uint32_t known = 0; known < 1 << LINKED_BITS; known++)
		f->links[known] = f->links[known] && !!(known & bits) != t->negated;
	return true;
}

/* One bit alone is looked up for a row; with others it is asked of it. */
static bool fields_make_is(struct query_fields *f, struct query_run *r, size_t i, struct error *err)
{
	const struct term *t = &r->q->terms.v[i];
	if (t->any == 1 << IS_OPEN)
		return fields_keep_linked(f, r, t, LINKED_OPEN, err);
	if (!(t->any & ~(uint32_t)FIELDS_IS)) {
		fields_keep_sorts(f, t);
		return true;
	}
	*vec_push(&f->rest) = i;
	if (!(t->any >> IS_OPEN & 1))
		return true;
	bool ok = linked_load(r->s, r->watch ? r->watch->cancel : NULL, err);
	f->linked = r->s->linked.rows;
	return ok;
}

static bool fields_make_term(struct query_fields *f, struct query_run *r, size_t i, struct error *err)
{
	const struct term *t = &r->q->terms.v[i];
	struct ids *set = &f->sets[i];
	bool ok = true;
	switch (t->type) {
	case TERM_WORDS:
	case TERM_REGEX:
		return true;
	case TERM_FROM:
	case TERM_TO:
	case TERM_ON:
		fields_keep_runs(f, t);
		return true;
	case TERM_COUNTRY:
		fields_keep_lists(f, t);
		if (t->negated && !r->q->no_reports)
			fields_name_articles(f, t);
		return true;
	case TERM_SOURCE:
		ok = query_sets_sources(r, t, set, err);
		break;
	case TERM_LINK:
		return fields_keep_linked(f, r, t, t->any, err);
	case TERM_TAG:
		query_sets_tags(r, t, set);
		break;
	case TERM_IS:
		return fields_make_is(f, r, i, err);
	case TERM_KIND:
		fields_keep_sorts(f, t);
		return true;
	}
	ids_sort(set);
	if (ok && t->type == TERM_SOURCE)
		fields_keep_articles(f, t, set);
	else
		*vec_push(&f->rest) = i;
	return ok;
}

bool query_fields_make(struct query_run *r, struct error *err)
{
	const struct rows_table *t = r->s->table;
	struct query_fields *f = r->fields = mem_zero(1, sizeof *f);
	f->r = r;
	f->t = t;
	f->sets = mem_zero(r->q->terms.n, sizeof *f->sets);
	f->runs = mem_alloc(t->runs.n + 1);
	f->lists = mem_alloc(t->lists.ends.n + 1);
	memset(f->runs, true, t->runs.n + 1);
	memset(f->lists, true, t->lists.ends.n + 1);
	memset(f->links, true, sizeof f->links);
	for (uint32_t sort = 0; sort < FIELDS_SORTS; sort++)
		f->sorts[sort] = (sort & FIELDS_EVENT) || !r->q->no_reports;
	for (size_t i = 0; i < r->q->terms.n; i++)
		if (!fields_make_term(f, r, i, err))
			return false;
	return true;
}

void query_fields_free(struct query_fields *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->r->q->terms.n; i++)
		vec_free(&f->sets[i]);
	mem_free(f->sets);
	mem_free(f->runs);
	mem_free(f->lists);
	mem_free(f->articles);
	mem_free(f->named);
	vec_free(&f->rest);
	mem_free(f);
}

/* ---- once a row ---- */

static uint8_t fields_flags(const struct query_fields *f, int64_t id)
{
	const struct overlay *o = &f->r->s->overlay;
	for (size_t low = 0, high = o->flags.n; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (o->flags.v[middle].id == id)
			return o->flags.v[middle].flags;
		if (o->flags.v[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

/* What of `is:` is not known by the sort. */
static uint32_t fields_is_bits(const struct query_fields *f, size_t rank, const struct row *r)
{
	uint8_t flags = fields_flags(f, r->type == ROW_EVENT ? r->id : -r->id);
	bool doubtful = r->type == ROW_EVENT && interval_known(r->when) && r->confidence < ROW_DOUBT_BELOW && !(flags & ROW_NEW_DATE);
	return (uint32_t)doubtful << IS_DOUBTFUL | (uint32_t)(f->linked && (f->linked[rank] & LINKED_OPEN)) << IS_OPEN |
	       (uint32_t)!!(flags & ROW_STARRED) << IS_STARRED | (uint32_t)!!(flags & ROW_TAGGED) << IS_TAGGED |
	       (uint32_t)!!(flags & ROW_NOTED) << IS_NOTED | (uint32_t)!!(flags & ROW_REJECTED) << IS_REJECTED | (uint32_t)!!(flags & ROW_CORRECTED) << IS_CORRECTED;
}

static bool fields_row_holds(const struct query_fields *f, size_t i, size_t rank, uint32_t sort, const struct row *r)
{
	const struct term *t = &f->r->q->terms.v[i];
	if (t->type == TERM_IS)
		return fields_sort_holds(sort, TERM_IS, t->any & FIELDS_IS) || (t->any & fields_is_bits(f, rank, r));
	return ids_has(&f->sets[i], r->type == ROW_EVENT ? r->id : -r->id);
}

static bool fields_article_holds(const struct query_fields *f, size_t rank, bool event)
{
	uint32_t article = f->t->column[ROWS_ARTICLE][rank] - (uint32_t)f->t->first;
	return (event || !f->named || !(f->named[article / 64] >> article % 64 & 1)) &&
	       (!f->articles || (f->articles[article / 64] >> article % 64 & 1));
}

static bool fields_links_hold(const struct query_fields *f, size_t rank)
{
	return !f->linked || f->links[f->linked[rank]];
}

static bool fields_rest_holds(const struct query_fields *f, size_t rank, size_t run, uint32_t sort)
{
	struct row row = rows_row(f->t, rank, f->t->runs.v[run].when);
	for (size_t i = 0; i < f->rest.n; i++)
		if (fields_row_holds(f, f->rest.v[i], rank, sort, &row) == f->r->q->terms.v[f->rest.v[i]].negated)
			return false;
	return true;
}

bool query_fields_hold(const struct query_fields *f, size_t rank, size_t run)
{
	const struct rows_table *t = f->t;
	bool event = t->column[ROWS_EVENT][rank];
	uint32_t sort = fields_sort(t->column[ROWS_TRAITS][rank], event) | (interval_known(t->runs.v[run].when) ? FIELDS_DATED : 0);
	return f->runs[run] && f->lists[t->column[ROWS_COUNTRIES][rank]] && f->sorts[sort] && fields_links_hold(f, rank) &&
	       fields_article_holds(f, rank, event) && (f->rest.n == 0 || fields_rest_holds(f, rank, run, sort));
}

size_t query_fields_choose(const struct query_fields *f, size_t run, uint32_t *ranks)
{
	const struct rows_table *t = f->t;
	size_t n = 0, rank = rows_run_begin(t->runs.v, run), end = t->runs.v[run].end;
	if (!f->runs[run])
		return 0;
	if (f->rest.n) {
		for (; rank < end; rank++)
			if (query_fields_hold(f, rank, run))
				ranks[n++] = (uint32_t)rank;
		return n;
	}
	const uint32_t *events = t->column[ROWS_EVENT], *traits = t->column[ROWS_TRAITS], *lists = t->column[ROWS_COUNTRIES];
	const uint8_t *sorts = f->sorts + (interval_known(t->runs.v[run].when) ? FIELDS_DATED : 0);
	bool any_article = !f->articles && !f->named;
	/* without a branch, for whether a row answers cannot be foretold */
	for (; rank < end; rank++) {
		bool good = f->lists[lists[rank]] & sorts[fields_sort(traits[rank], events[rank])] & fields_links_hold(f, rank);
		ranks[n] = (uint32_t)rank;
		n += good & (any_article || fields_article_holds(f, rank, events[rank]));
	}
	return n;
}
