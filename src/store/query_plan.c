/* The word index before the texts: which articles can answer at all. */
#include "config.h"

#include "store/plan.h"
#include "store/query_run.h"

/* The pattern of a term as it was compiled. */
static struct plan *query_plan_of(const struct term *t, struct arena *arena)
{
	if (t->type == TERM_REGEX)
		return plan_make(t->text, regex_folds_case(t->regex), arena);
	struct buf pattern = BUF_INIT;
	query_words_pattern(t->text, &pattern);
	struct plan *p = plan_make(arena_str(arena, buf_str(&pattern)), regex_folds_case(t->regex), arena);
	buf_free(&pattern);
	return p;
}

static void query_plan_keep(struct query_run *r, const struct words_set *set)
{
	for (size_t i = 0; i < r->s->rows.entries.n; i++)
		r->keep[i] = r->keep[i] && words_set_has(set, r->s->rows.entries.v[i].row.article);
}

/* The newest article: the last of by_id. */
static int64_t query_plan_articles(const struct rows_table *rows)
{
	return rows->by_id.n ? rows->entries.v[rows->by_id.v[rows->by_id.n - 1]].row.article : 0;
}

static bool query_plan_term(struct query_run *r, const struct term *t, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct words_set set;
	bool any;
	bool ok = plan_run(query_plan_of(t, &arena), &r->s->index, &r->s->db, query_plan_articles(&r->s->rows), &set, &any, err);
	if (ok && !any) {
		query_plan_keep(r, &set);
		words_set_free(&set);
	}
	arena_free(&arena);
	return ok;
}

/* A search through the vocabularies costs as much as some dozen texts. */
static bool query_plan_pays(const struct query_run *r)
{
	enum { FEW = 64 };
	if (r->s->planning != STORE_PLAN_WHEN_WORTH)
		return r->s->planning == STORE_PLAN_ALWAYS;
	return query_count_articles(r) > FEW;
}

bool query_plan(struct query_run *r, struct error *err)
{
	if (!query_plan_pays(r))
		return true;
	if (!words_index_load(&r->s->index, &r->s->db, err))
		return false;
	for (size_t i = 0; i < r->q->terms.n; i++) {
		const struct term *t = &r->q->terms.v[i];
		if (term_is_text(t) && !t->negated && (query_cancelled(r, err) || !query_plan_term(r, t, err)))
			return false;
	}
	return true;
}
