#include "config.h"

#include "store/narrow.h"

#include "store/plan_read.h"
#include "store/rows.h"
#include "store/terms.h"

void narrow_free(struct narrow *n)
{
	rows_free(n->table);
	buf_free(&n->terms);
	buf_free(&n->pattern);
	vec_free(&n->ranks.v);
	*n = (struct narrow){.table = NULL};
}

/* The one pattern of a query, and all its other terms as text. NULL: it has none, or several. */
static const struct term *narrow_pattern(const struct query *q, struct buf *terms)
{
	const struct term *pattern = NULL;
	for (size_t i = 0; i < q->terms.n; i++) {
		const struct term *t = &q->terms.v[i];
		if (t->type != TERM_REGEX || t->negated) {
			term_write(terms, t);
			continue;
		}
		if (pattern)
			return NULL;
		pattern = t;
	}
	return pattern;
}

bool narrow_holds(const struct narrow *n, const struct rows_table *t, uint64_t notes, const struct query *q, size_t at)
{
	struct buf terms = BUF_INIT;
	bool same = n->table == t && n->notes == notes;
	const struct term *p = same && at >= n->begin && at <= n->end ? narrow_pattern(q, &terms) : NULL;
	bool holds = p && str_eq(buf_str(&terms), buf_str(&n->terms)) && (n->folds || !regex_folds_case(p->regex)) &&
		     plan_goes_on(buf_str(&n->pattern), p->text);
	buf_free(&terms);
	return holds;
}

size_t narrow_before(const struct narrow *n, size_t rank)
{
	size_t low = 0, high = n->ranks.v.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (n->ranks.v.v[middle] < rank)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void narrow_add(struct narrow_ranks *r, const uint32_t *ranks, size_t count)
{
	vec_reserve(&r->v, count);
	for (size_t i = 0; i < count; i++)
		r->v.v[r->v.n++] = ranks[i];
}

void narrow_leave(struct narrow *n, struct rows_table *t, uint64_t notes, const struct query *q, bool held, size_t begin, size_t end,
		  const uint32_t *ranks, size_t count)
{
	struct narrow next = {.notes = notes, .begin = begin, .end = end};
	const struct term *p = narrow_pattern(q, &next.terms);
	if (p && held && n->begin < begin) {
		next.begin = n->begin;
		narrow_add(&next.ranks, n->ranks.v.v, narrow_before(n, begin));
	}
	if (p)
		narrow_add(&next.ranks, ranks, count);
	if (p && held && n->end > end) {
		size_t from = narrow_before(n, end);
		next.end = n->end;
		narrow_add(&next.ranks, n->ranks.v.v + from, n->ranks.v.n - from);
	}
	if (p) {
		next.table = rows_share(t);
		next.folds = regex_folds_case(p->regex);
		buf_add_str(&next.pattern, p->text);
	} else {
		buf_free(&next.terms);
	}
	narrow_free(n);
	*n = next;
}
