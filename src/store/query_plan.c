/* The word index before the texts: which articles can answer at all.
 *
 * Titles and headlines are asked of at once, for all of the corpus: their index is small. That of the texts is asked of
 * window by window, as a scan comes to its articles: what fills a screen mostly lies in few of them. */
#include "config.h"

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

static struct plan_question query_plan_question(const struct query_run *r, enum words_scope scope, struct words_window window)
{
	struct store *s = r->s;
	return (struct plan_question){.index = &s->index, .db = &s->db, .scope = scope, .n = r->plans.n, .window = window,
				      .most = r->plan_share ? words_window_size(window) / r->plan_share + 1 : 0, .sure = r->exact};
}

void query_plan_forget(struct query_run *r)
{
	for (size_t i = 0; i < r->plans.v.n; i++) {
		plan_free(r->plans.v.v[i].plan);
		plan_found_free(&r->plans.v.v[i].heads);
	}
	vec_free(&r->plans.v);
	arena_free(&r->plans.arena);
	words_set_free(&r->candidates);
	words_set_free(&r->heads);
	words_set_free(&r->unsure);
}

/* ---- titles and headlines ---- */

static struct words_set query_plan_all(int64_t n)
{
	struct words_set s = words_set_new(n);
	words_set_fill(&s);
	return s;
}

/* Who may answer by a head that is not known of can answer without a word of its text. */
static bool query_plan_heads(struct query_run *r, const struct term *t, struct error *err)
{
	struct plan_question q = query_plan_question(r, WORDS_HEADS, (struct words_window){1, r->plans.n});
	struct query_plan_term p = {.plan = query_plan_of(t, &r->plans.arena)};
	bool any;
	if (!plan_run(p.plan, &q, &p.heads, &any, err)) {
		plan_free(p.plan);
		return false;
	}
	r->local = r->local && !any && p.plan->local;
	r->exact = r->exact && !any && p.plan->exact;
	if (any) {
		plan_free(p.plan);
		return true;
	}
	if (!r->heads.bits)
		r->heads = words_set_new(r->plans.n);
	words_set_or(&r->heads, &p.heads.set);
	*vec_push(&r->plans.v) = p;
	return true;
}

/* A search through the vocabularies costs as much as some dozen texts. */
static bool query_plan_pays(const struct query_run *r, int64_t n)
{
	enum { FEW = 64 };
	if (r->s->planning != STORE_PLAN_WHEN_WORTH)
		return r->s->planning == STORE_PLAN_ALWAYS;
	return n > FEW;
}

bool query_plan_begin(struct query_run *r, int64_t n, struct error *err)
{
	if (!query_plan_pays(r, n))
		return true;
	if (!store_load_index(r->s, err))
		return false;
	r->s->index.keeps = r->watch && r->watch->found;
	r->s->index.cancel = r->watch ? r->watch->cancel : NULL;
	r->plans.n = n;
	r->exact = r->exact && r->q->text_terms == 1;
	r->local = true;
	for (size_t i = 0; i < r->q->terms.n; i++) {
		const struct term *t = &r->q->terms.v[i];
		if (term_is_text(t) && t->negated)
			r->local = r->exact = false;
		else if (term_is_text(t) && (query_cancelled(r, err) || !query_plan_heads(r, t, err)))
			return false;
	}
	if (r->plans.v.n)
		r->candidates = query_plan_all(n);
	return true;
}

/* ---- texts ---- */

/* Every term must be answered. */
static void query_plan_keep(struct query_run *r, const struct query_plan_term *p, struct words_found *text)
{
	words_set_or(&text->set, &p->heads.set);
	words_set_narrow(&r->candidates, &text->set, text->window);
	if (r->exact) {
		words_set_or(&text->unsure, &p->heads.unsure);
		r->unsure = text->unsure;
		text->unsure.bits = NULL;
	}
	plan_found_free(text);
}

bool query_plan_is_cheap(const struct query_run *r)
{
	bool cheap = true;
	for (size_t i = 0; i < r->plans.v.n; i++)
		cheap = cheap && plan_is_cheap(r->plans.v.v[i].plan);
	return cheap;
}

bool query_plan_window(struct query_run *r, struct words_window window, struct error *err)
{
	for (size_t i = 0; i < r->plans.v.n; i++) {
		struct query_plan_term *p = &r->plans.v.v[i];
		struct plan_question q = query_plan_question(r, WORDS_TEXT, window);
		struct words_found text;
		bool any;
		if (query_cancelled(r, err) || !plan_run(p->plan, &q, &text, &any, err))
			return false;
		if (any)
			r->exact = false;
		else
			query_plan_keep(r, p, &text);
	}
	return true;
}
