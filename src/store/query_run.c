#include "config.h"

#include "store/query_run.h"

bool query_cancelled(const struct query_run *r, struct error *err)
{
	if (!r->watch || !r->watch->cancel || !atomic_load_explicit(r->watch->cancel, memory_order_relaxed))
		return false;
	error_set(err, ERROR_INTERRUPTED, "query: stopped");
	return true;
}

/* No words to look for: all rows that the fields leave. */
static bool query_filter(struct query_run *r, struct error *err)
{
	const struct rows_table *t = r->s->table;
	for (size_t run = 0; run < t->runs.n; run++) {
		if (query_cancelled(r, err))
			return false;
		vec_reserve(&r->ranks.v, t->runs.v[run].end - rows_run_begin(t->runs.v, run) + 1);
		r->ranks.v.n += query_fields_choose(r->fields, run, r->ranks.v.v + r->ranks.v.n);
	}
	return true;
}

static bool query_run_inside(struct query_run *r, struct result **out, struct error *err)
{
	if (!store_load_rows(r->s, r->q->rejected, err))
		return false;
	bool all = r->q->terms.n == 0;
	if (!all && (!query_fields_make(r, err) ||
		     !(r->q->text_terms ? query_scan(r, err) : query_filter(r, err))))
		return false;
	*out = result_make(r, all);
	return true;
}

bool query_run_begin(struct query_run *r, struct error *err)
{
	/* one state of the corpus from the first row to the last text */
	int64_t version;
	r->transaction = sqlite3_get_autocommit(r->s->db.handle);
	if ((r->transaction && !store_hold(r->s, err)) || !store_version(r->s, &version, err))
		return false;
	nearby_begin(&r->s->nearby, version);
	return true;
}

void query_run_end(struct query_run *r)
{
	if (r->transaction)
		store_release(r->s);
	query_fields_free(r->fields);
	query_plan_forget(r);
	vec_free(&r->ranks.v);
}

bool query_run(struct store *s, const struct query *q, const struct query_watch *watch, struct result **out, struct error *err)
{
	struct query_run r = {.s = s, .q = q, .watch = watch};
	bool ok = query_run_begin(&r, err) && query_run_inside(&r, out, err);
	query_run_end(&r);
	return ok;
}

bool query_keep_links(struct store *s, size_t least, const struct query_watch *watch, struct error *err)
{
	struct query_run r = {.s = s};
	bool changed = true;
	if (!s->table || s->table->n <= least)
		return true;
	bool ok = query_run_begin(&r, err) && store_changed(s, &changed, err) && (changed || linked_load(s, watch->cancel, err));
	query_run_end(&r);
	return ok;
}

bool query_beginning(struct store *s, size_t least, size_t rows, struct result **out, struct error *err)
{
	struct rows_sums sums;
	struct rows_table *t = NULL;
	bool whole = false;
	*out = NULL;
	struct query_run r = {.s = s};
	struct overlay marks = {0};
	bool ok = query_run_begin(&r, err) && rows_segment_read_beginning(&s->db, rows, least, &sums, &t, err);
	if (ok && t && overlay_mark_beginning(&marks, s, t, &whole, err) && !whole)
		*out = result_make_beginning(t, &sums, &marks);
	else
		ok = ok && (!t || whole);
	query_run_end(&r);
	overlay_free(&marks);
	if (t)
		rows_free(t);
	return ok;
}
