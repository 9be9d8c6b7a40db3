/* A plan put to the word index. */
#include "config.h"

#include "store/plan.h"

#include "store/words_list.h"

#include <string.h>

struct plan_runner {
	const struct plan_question *q;
	size_t most;                 /* as in the question, for what is asked now */
	bool sure;
	struct error *err;
};

/* What AND and PHRASE have found so far. */
struct plan_narrowed {
	struct words_found found;
	bool have;
};

void plan_found_free(struct words_found *f)
{
	words_set_free(&f->set);
	words_set_free(&f->unsure);
	mem_free(f->places);
	f->places = NULL;
}

static bool plan_run_one(struct plan_runner *r, struct plan *p, struct words_found *out, bool *any);

/* ---- one word ---- */

/* Places stand a byte an article, and are worked on eight articles at a time. */
enum { PLAN_AT_ONCE = 8 };

static size_t plan_places_bytes(struct words_window w)
{
	return (words_window_size(w) / PLAN_AT_ONCE + 1) * PLAN_AT_ONCE;
}

static bool plan_run_word(struct plan_runner *r, struct plan *p, bool places, struct words_found *out, bool *any)
{
	enum regex_outcome outcome;
	/* the pattern as a whole was compiled; that a stretch of it cannot be would be strange, not wrong */
	*any = !p->regex && !regex_compile(p->pattern, 0, &p->regex, NULL);
	if (*any)
		return true;
	struct words_pattern pattern = {p->regex, p->begins, p->begin_count, p->odd, p->holds};
	*out = (struct words_found){.window = r->q->window, .set = words_set_new(r->q->n), .most = r->most};
	if (r->sure)
		out->unsure = words_set_new(r->q->n);
	if (places)
		out->places = mem_zero(plan_places_bytes(r->q->window), 1);
	bool ok = words_index_match(r->q->index, r->q->db, r->q->scope, &pattern, out, &outcome, r->err);
	*any = ok && outcome == REGEX_UNDECIDED;
	if (!ok || *any)
		plan_found_free(out);
	return ok;
}

/* ---- parts that must all hold ---- */

bool plan_is_cheap(const struct plan *p)
{
	size_t cheap = 0;
	for (size_t i = 0; i < p->count; i++)
		cheap += plan_is_cheap(p->parts[i]);
	switch (p->op) {
	case PLAN_WORD:
		return p->begin_count > 0;
	case PLAN_ANY:
		return true;
	case PLAN_OR:
		return cheap == p->count;
	case PLAN_AND:
	case PLAN_PHRASE:
		return cheap > 0;
	}
	return false;
}

/* To read so few texts is less work than to go through the vocabularies for fewer. */
static bool plan_is_narrow(const struct plan_runner *r, const struct plan_narrowed *n)
{
	enum { FEW = 64, ONE_IN = 512 };
	return n->have && words_set_count(&n->found.set) <= FEW + words_window_size(r->q->window) / ONE_IN;
}

/* The places of the i-th word as places where the phrase would begin: each byte turned by i. */
static uint64_t plan_places_back(uint64_t places, size_t i)
{
	const uint64_t each = UINT64_C(0x0101010101010101);
	unsigned by = (unsigned)(i % WORDS_PLACES);
	uint64_t low = each * (0xFFu >> by);
	return (places >> by & low) | (places << (WORDS_PLACES - by) % WORDS_PLACES & ~low);
}

/* Leaves of `all`, which may be `one` itself, the places of the i-th word. */
static void plan_narrow_places(uint8_t *all, uint8_t *one, struct words_window window, size_t i)
{
	for (size_t k = 0; k < plan_places_bytes(window); k += PLAN_AT_ONCE) {
		uint64_t a = UINT64_MAX, b;
		memcpy(&b, one + k, sizeof b);
		if (all != one)
			memcpy(&a, all + k, sizeof a);
		a &= plan_places_back(b, i);
		memcpy(all + k, &a, sizeof a);
	}
}

static void plan_narrow(struct plan_narrowed *n, const struct plan *p, size_t i, struct words_found *one)
{
	struct words_found *all = &n->found;
	bool phrase = p->op == PLAN_PHRASE && one->places;
	if (!n->have) {
		*all = *one;
		if (phrase)
			plan_narrow_places(all->places, all->places, all->window, i);
		n->have = true;
		return;
	}
	words_set_and(&all->set, &one->set);
	if (all->unsure.bits)
		words_set_or(&all->unsure, &one->unsure);
	if (phrase)
		plan_narrow_places(all->places, one->places, all->window, i);
	plan_found_free(one);
}

/* Leaves those that have all words of a phrase at places where it could stand. */
static void plan_keep_placed(struct words_found *f)
{
	for (int64_t word = f->window.first / 64; word <= f->window.last / 64; word++)
		for (uint64_t left = f->set.bits[word]; left; left &= left - 1) {
			int64_t article = word * 64 + __builtin_ctzll(left);
			bool inside = article >= f->window.first && article <= f->window.last;
			if (inside && !f->places[article - f->window.first])
				f->set.bits[word] &= ~(left & -left);
		}
	mem_free(f->places);
	f->places = NULL;
}

/* A part that lets all through leaves the others as they were. The cheap ones are asked first. */
static bool plan_run_all(struct plan_runner *r, struct plan *p, struct words_found *out, bool *any)
{
	enum { EACH = 2 };
	struct plan_runner inner = *r;
	struct plan_narrowed n = {.have = false};
	size_t most = words_window_size(r->q->window) * EACH + 1;
	bool ok = true, places = p->op == PLAN_PHRASE && r->q->scope == WORDS_TEXT;
	/* what most articles have tells little, and costs as much to read as some texts */
	inner.most = most;
	for (int dear = 0; ok && dear <= 1; dear++) {
		for (size_t i = 0; ok && i < p->count; i++) {
			struct words_found one;
			bool all = true;
			if (plan_is_cheap(p->parts[i]) == dear || (dear && plan_is_narrow(r, &n)))
				continue;
			ok = places ? plan_run_word(&inner, p->parts[i], true, &one, &all) : plan_run_one(&inner, p->parts[i], &one, &all);
			if (ok && !all)
				plan_narrow(&n, p, i, &one);
		}
	}
	*any = !n.have;
	if (n.have && !ok)
		plan_found_free(&n.found);
	else if (n.have && n.found.places)
		plan_keep_placed(&n.found);
	*out = n.found;
	return ok;
}

/* ---- parts of which one must hold ---- */

/* A part that lets all through makes the whole do so. */
static bool plan_run_either(struct plan_runner *r, struct plan *p, struct words_found *out, bool *any)
{
	*any = false;
	for (size_t i = 0; i < p->count; i++) {
		struct words_found one;
		bool ok = plan_run_one(r, p->parts[i], &one, any);
		if (!ok || *any) {
			if (i > 0)
				plan_found_free(out);
			return ok;
		}
		if (i == 0) {
			*out = one;
			continue;
		}
		words_set_or(&out->set, &one.set);
		if (out->unsure.bits)
			words_set_or(&out->unsure, &one.unsure);
		plan_found_free(&one);
	}
	return true;
}

static bool plan_run_one(struct plan_runner *r, struct plan *p, struct words_found *out, bool *any)
{
	switch (p->op) {
	case PLAN_ANY:
		*any = true;
		return true;
	case PLAN_WORD:
		return plan_run_word(r, p, false, out, any);
	case PLAN_AND:
	case PLAN_PHRASE:
		return plan_run_all(r, p, out, any);
	case PLAN_OR:
		return plan_run_either(r, p, out, any);
	}
	return false;
}

bool plan_run(struct plan *p, const struct plan_question *q, struct words_found *out, bool *any, struct error *err)
{
	struct plan_runner r = {q, q->most, q->sure && p->exact, err};
	if (!plan_run_one(&r, p, out, any))
		return false;
	if (*any || !r.sure || !p->bordered || words_index_units(q->index, q->db, q->scope, &out->unsure, err))
		return true;
	plan_found_free(out);
	return false;
}

void plan_free(struct plan *p)
{
	regex_free(p->regex);
	p->regex = NULL;
	for (size_t i = 0; i < p->count; i++)
		plan_free(p->parts[i]);
}
