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

static void query_plan_keep_heads(struct query_run *r, struct words_found *heads)
{
	words_set_free(&heads->unsure);
	if (!r->heads.bits) {
		r->heads = heads->set;
		return;
	}
	words_set_or(&r->heads, &heads->set);
	words_set_free(&heads->set);
}

/* Every term must be answered: candidates are of all of them, heads of any. */
static void query_plan_keep(struct query_run *r, struct words_found *text, struct words_found *heads)
{
	words_set_or(&text->set, &heads->set);
	if (text->unsure.bits)
		words_set_or(&text->unsure, &heads->unsure);
	query_plan_keep_heads(r, heads);
	if (!r->candidates.bits) {
		r->candidates = text->set;
		r->unsure = text->unsure;
		return;
	}
	words_set_and(&r->candidates, &text->set);
	plan_found_free(text);
}

/* Where every text must be read, the heads may still be known: then passages and headlines are read of few. */
static bool query_plan_term(struct query_run *r, const struct term *t, int64_t n, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct words_found text, heads;
	const struct plan *p = query_plan_of(t, &arena);
	struct words_index *x = &r->s->index;
	bool all = true, all_heads = true;
	bool ok = plan_run(p, x, &r->s->db, WORDS_TEXT, n, (struct plan_effort){r->plan_most, r->plan_quick}, &text, &all, err);
	bool have = ok && !all;
	ok = ok && plan_run(p, x, &r->s->db, WORDS_HEADS, n, (struct plan_effort){r->plan_most, false}, &heads, &all_heads, err);
	if (ok && !all_heads && have)
		query_plan_keep(r, &text, &heads);
	else if (ok && !all_heads)
		query_plan_keep_heads(r, &heads);
	else if (have)
		plan_found_free(&text);
	r->local = r->local && !all_heads && p->local;
	r->exact = r->exact && !all && !all_heads && p->exact;
	arena_free(&arena);
	return ok;
}

void query_plan_forget(struct query_run *r)
{
	words_set_free(&r->candidates);
	words_set_free(&r->heads);
	words_set_free(&r->unsure);
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
	if (!store_load_index(r->s, err))
		return false;
	r->s->index.keeps = r->watch && r->watch->found;
	r->s->index.cancel = r->watch ? r->watch->cancel : NULL;
	query_plan_forget(r);
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
