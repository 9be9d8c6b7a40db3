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

/* What more than one term asks for must be there together. */
static void query_plan_keep(struct query_run *r, struct words_set set)
{
	if (!r->candidates.bits) {
		r->candidates = set;
		return;
	}
	words_set_and(&r->candidates, &set);
	words_set_free(&set);
}

/* The newest article. */
static int64_t query_plan_articles(const struct rows_table *t)
{
	return t->first + (int64_t)t->sources.n - 1;
}

static bool query_plan_term(struct query_run *r, const struct term *t, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct words_set set;
	bool any;
	bool ok = plan_run(query_plan_of(t, &arena), &r->s->index, &r->s->db, query_plan_articles(r->s->table), &set, &any, err);
	if (ok && !any)
		query_plan_keep(r, set);
	arena_free(&arena);
	return ok;
}

/* A search through the vocabularies costs as much as some dozen texts. */
static bool query_plan_pays(const struct query_run *r)
{
	enum { FEW = 64 };
	if (r->s->planning != STORE_PLAN_WHEN_WORTH)
		return r->s->planning == STORE_PLAN_ALWAYS;
	return r->s->table->sources.n > FEW;
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
