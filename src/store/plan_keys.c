#include "config.h"

#include "store/plan_keys.h"

#include "base/utf8.h"

#include <string.h>

enum {
	PLAN_KEYS_MOST = 32,   /* alternatives that are told apart */
	PLAN_KEY_ENOUGH = 24,  /* bytes: more of a key tells nothing more */
};

/* Beginnings of keys; the open ones end where the next piece begins. */
struct plan_beginnings {
	struct plan_beginning {
		struct str text;
		bool closed;
	} v[PLAN_KEYS_MOST];
	size_t n;
	struct arena *arena;
};

static void plan_keys_close(struct plan_beginnings *b)
{
	for (size_t i = 0; i < b->n; i++)
		b->v[i].closed = true;
}

static void plan_keys_add_letter(struct plan_beginnings *b, uint32_t cp)
{
	char letter[4];
	size_t n = utf8_encode(utf8_fold_one(cp), letter);
	for (size_t i = 0; i < b->n; i++) {
		if (b->v[i].closed)
			continue;
		b->v[i].text = arena_printf(b->arena, "%.*s%.*s", STR_ARG(b->v[i].text), (int)n, letter);
		b->v[i].closed = b->v[i].text.n >= PLAN_KEY_ENOUGH;
	}
}

static bool plan_keys_any_open(const struct plan_beginnings *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (!b->v[i].closed)
			return true;
	return false;
}

static void plan_keys_add(struct plan_beginnings *b, const struct plan_sequence *s, size_t from, size_t to);

/* Each open one goes on in as many ways as there are alternatives; where that would be too many, it ends. */
static void plan_keys_add_either(struct plan_beginnings *b, const struct plan_piece *p)
{
	struct plan_beginnings all = {.arena = b->arena};
	for (size_t k = 0; k < b->n; k++)
		if (b->v[k].closed)
			all.v[all.n++] = b->v[k];
	for (size_t i = 0; i < p->either_count; i++) {
		struct plan_beginnings one = {.arena = b->arena};
		for (size_t k = 0; k < b->n; k++)
			if (!b->v[k].closed)
				one.v[one.n++] = b->v[k];
		plan_keys_add(&one, &p->either[i], 0, p->either[i].count);
		if (all.n + one.n > PLAN_KEYS_MOST) {
			plan_keys_close(b);
			return;
		}
		memcpy(all.v + all.n, one.v, one.n * sizeof *one.v);
		all.n += one.n;
	}
	*b = all;
}

static void plan_keys_add(struct plan_beginnings *b, const struct plan_sequence *s, size_t from, size_t to)
{
	for (size_t i = from; i < to && plan_keys_any_open(b); i++) {
		const struct plan_piece *p = &s->pieces[i];
		if (p->kind == PLAN_BORDER)
			continue;
		if (p->literal && !p->quantified)
			plan_keys_add_letter(b, p->literal);
		else if (p->either && !p->quantified)
			plan_keys_add_either(b, p);
		else
			plan_keys_close(b);
	}
}

size_t plan_keys(const struct plan_sequence *s, size_t from, size_t to, struct arena *arena, struct str **out)
{
	struct plan_beginnings b = {.v = {{STR(""), false}}, .n = 1, .arena = arena};
	plan_keys_add(&b, s, from, to);
	*out = arena_alloc(arena, b.n, sizeof **out);
	for (size_t i = 0; i < b.n; i++) {
		if (b.v[i].text.n == 0)
			return 0;
		(*out)[i] = b.v[i].text;
	}
	return b.n;
}

struct str plan_keys_hold(const struct plan_sequence *s, size_t from, size_t to, struct arena *arena)
{
	struct buf run = BUF_INIT;
	struct str longest = STR("");
	for (size_t i = from; i < to; i++) {
		const struct plan_piece *p = &s->pieces[i];
		char letter[4];
		if (p->kind == PLAN_BORDER)
			continue;
		if (p->literal && !p->quantified)
			buf_add(&run, letter, utf8_encode(utf8_fold_one(p->literal), letter));
		else
			buf_clear(&run);
		if (run.n > longest.n)
			longest = arena_str(arena, buf_str(&run));
	}
	buf_free(&run);
	return longest;
}
