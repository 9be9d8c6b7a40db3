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

/* Every term must be answered: candidates are of all of them, heads of any. */
static void query_plan_keep(struct query_run *r, struct words_found *text, struct words_found *heads)
{
	words_set_or(&text->set, &heads->set);
	if (r->candidates.bits) {
		words_set_and(&r->candidates, &text->set);
		words_set_or(&r->heads, &heads->set);
		plan_found_free(text);
		plan_found_free(heads);
		return;
	}
	if (text->unsure.bits)
		words_set_or(&text->unsure, &heads->unsure);
	words_set_free(&heads->unsure);
	r->candidates = text->set;
	r->unsure = text->unsure;
	r->heads = heads->set;
}

static bool query_plan_term(struct query_run *r, const struct term *t, int64_t n, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct words_found text, heads;
	const struct plan *p = query_plan_of(t, &arena);
	struct words_index *x = &r->s->index;
	bool any = true, any_head = true;
	bool ok = plan_run(p, x, &r->s->db, WORDS_TEXT, n, r->plan_most, &text, &any, err);
	if (ok && !any) {
		ok = plan_run(p, x, &r->s->db, WORDS_HEADS, n, r->plan_most, &heads, &any_head, err);
		if (ok && !any_head)
			query_plan_keep(r, &text, &heads);
		else
			plan_found_free(&text);
	}
	any |= any_head;
	r->local = r->local && !any && p->local;
	r->exact = r->exact && !any && p->exact;
	arena_free(&arena);
	return ok;
}

/* A search through the vocabularies costs as much as some dozen texts. */
static bool query_plan_pays(const struct query_run *r, int64_t n)
{
	enum { FEW = 64 };
	if (r->s->planning != STORE_PLAN_WHEN_WORTH)
		return r->s->planning == STORE_PLAN_ALWAYS;
	return n > FEW;
}

bool query_plan(struct query_run *r, int64_t n, struct error *err)
{
	if (!query_plan_pays(r, n))
		return true;
	if (!words_index_load(&r->s->index, &r->s->db, err))
		return false;
	r->exact = r->q->text_terms == 1;
	r->local = true;
	for (size_t i = 0; i < r->q->terms.n; i++) {
		const struct term *t = &r->q->terms.v[i];
		if (term_is_text(t) && t->negated)
			r->local = r->exact = false;
		else if (term_is_text(t) && (query_cancelled(r, err) || !query_plan_term(r, t, n, err)))
			return false;
	}
	return true;
}
