#include "config.h"

#include "store/plan.h"

#include "store/plan_keys.h"

#include <string.h>

struct plan_maker {
	struct str text;
	bool folds;
	struct arena *arena;
};

/* Do words end at the beginning and at the end of a stretch, by what stands beside it? */
struct plan_ends {
	bool left, right;
};

struct plan_parts {
	VEC(struct plan *) parts;
};

/* ---- making ---- */

static struct plan *plan_new(struct plan_maker *m, enum plan_op op)
{
	struct plan *p = arena_alloc(m->arena, 1, sizeof *p);
	p->op = op;
	return p;
}

static struct plan *plan_gather(struct plan_maker *m, enum plan_op op, struct plan_parts *parts)
{
	struct plan *p;
	if (parts->parts.n == 0) {
		p = plan_new(m, PLAN_ANY);
	} else if (parts->parts.n == 1) {
		p = parts->parts.v[0];
	} else {
		p = plan_new(m, op);
		p->count = parts->parts.n;
		p->parts = arena_alloc(m->arena, p->count, sizeof *p->parts);
		memcpy(p->parts, parts->parts.v, p->count * sizeof *p->parts);
	}
	vec_free(&parts->parts);
	return p;
}

/* Is this piece, where it stands, the end of any word beside it? */
static bool plan_ends_words(const struct plan_piece *p)
{
	return p->kind == PLAN_EDGE || ((p->kind == PLAN_NONE || p->kind == PLAN_UNIT) && !p->optional);
}

/* Of the pieces [from, to) of a sequence, whose own ends are `outer`. */
static struct plan_ends plan_ends_of(const struct plan_sequence *s, size_t from, size_t to, struct plan_ends outer)
{
	return (struct plan_ends){
		.left = from > 0 ? plan_ends_words(&s->pieces[from - 1]) : outer.left,
		.right = to < s->count ? plan_ends_words(&s->pieces[to]) : outer.right,
	};
}

/* The pieces [from, to) as a pattern for the vocabulary. */
static struct plan *plan_word(struct plan_maker *m, const struct plan_sequence *s, size_t from, size_t to, struct plan_ends outer)
{
	struct plan_ends ends = plan_ends_of(s, from, to, outer);
	bool unit = s->pieces[from].kind == PLAN_UNIT;
	struct str text = str_sub(m->text, s->pieces[from].begin, unit ? s->pieces[from].bare_end : s->pieces[to - 1].end);
	struct plan *p = plan_new(m, PLAN_WORD);
	const char *folds = m->folds ? "(?i)" : "", *end = ends.right || unit ? "$" : "";
	bool begins = ends.left || unit;
	p->pattern = arena_printf(m->arena, "%s%s(?:%.*s)%s", folds, begins ? "^" : "", STR_ARG(text), end);
	p->odd = !begins;
	p->holds = plan_keys_hold(s, from, unit ? from + 1 : to, m->arena);
	if (begins || s->pieces[from].kind == PLAN_BORDER)
		p->begin_count = plan_keys(s, from, unit ? from + 1 : to, m->arena, &p->begins);
	return p;
}

static bool plan_is_run(const struct plan_piece *p)
{
	return p->kind == PLAN_PART || p->kind == PLAN_BORDER;
}

/* Where the stretch that begins at `from` ends. A \b in it must tell the same of a word in the vocabulary as
 * of the word in its text, so it may only stand among characters that are sure; else it parts the stretch. */
static size_t plan_run_end(const struct plan_sequence *s, size_t from)
{
	bool sure = true, border = false;
	size_t to = from, parted = from;
	for (; to < s->count && plan_is_run(&s->pieces[to]); to++) {
		bool is_border = s->pieces[to].kind == PLAN_BORDER;
		sure &= is_border || s->pieces[to].sure;
		border |= is_border && !s->pieces[to].sure;
		if (!border)
			parted = to + 1;
	}
	if (sure || !border)
		return to;
	return parted > from ? parted : from + 1;
}

/* A stretch that can match nothing asks for nothing. */
static bool plan_asks(const struct plan_sequence *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->pieces[i].kind == PLAN_PART && !s->pieces[i].optional)
			return true;
	return false;
}

static struct plan *plan_of_either(struct plan_maker *m, const struct plan_sequence *either, size_t count, struct plan_ends ends);

static void plan_add(struct plan_parts *parts, struct plan *p)
{
	if (p->op != PLAN_ANY)
		*vec_push(&parts->parts) = p;
}

/* Words that follow one another, as far as the pieces were read. */
struct plan_chain {
	struct plan_parts words;
	size_t end;              /* the piece behind the last of them */
};

static void plan_end_chain(struct plan_maker *m, struct plan_chain *c, struct plan_parts *parts)
{
	if (c->words.parts.n)
		plan_add(parts, plan_gather(m, PLAN_PHRASE, &c->words));
}

/* Is the word at piece `at` the next one after the chain's last? Then only characters between words stand between them,
 * or nothing where one of them is a word by itself. */
static bool plan_follows(const struct plan_sequence *s, const struct plan_chain *c, size_t at)
{
	bool apart = false;
	const struct plan_piece *last = &s->pieces[c->end - 1], *next = &s->pieces[at];
	if ((last->kind == PLAN_UNIT && last->quantified) || (next->kind == PLAN_UNIT && next->quantified))
		return false;
	for (size_t i = c->end; i < at; i++) {
		if (s->pieces[i].kind != PLAN_NONE)
			return false;
		apart |= !s->pieces[i].optional;
	}
	return apart || (c->end == at && (last->kind == PLAN_UNIT || next->kind == PLAN_UNIT));
}

static void plan_add_word(struct plan_maker *m, const struct plan_sequence *s, size_t from, size_t to, struct plan_ends outer,
			  struct plan_chain *c, struct plan_parts *parts)
{
	if (c->words.parts.n && !plan_follows(s, c, from))
		plan_end_chain(m, c, parts);
	plan_add(&c->words, plan_word(m, s, from, to, outer));
	c->end = to;
}

/* A mark that the vocabulary has (words.h). It is no word of a phrase. */
static struct plan *plan_mark(struct plan_maker *m, uint32_t mark)
{
	struct plan *p = plan_new(m, PLAN_WORD);
	p->pattern = arena_printf(m->arena, "^\\%c$", (int)mark);
	p->begins = arena_alloc(m->arena, 1, sizeof *p->begins);
	p->begins[0] = arena_printf(m->arena, "%c", (int)mark);
	p->begin_count = 1;
	return p;
}

/* A group that is gone through once has the neighbours of its place; another one may follow itself. */
static struct plan *plan_of_group(struct plan_maker *m, const struct plan_sequence *s, size_t i, struct plan_ends outer)
{
	const struct plan_piece *p = &s->pieces[i];
	struct plan_ends ends = p->quantified ? (struct plan_ends){false, false} : plan_ends_of(s, i, i + 1, outer);
	return plan_of_either(m, p->either, p->either_count, ends);
}

static struct plan *plan_of_sequence(struct plan_maker *m, const struct plan_sequence *s, struct plan_ends outer)
{
	struct plan_parts parts = {0};
	struct plan_chain chain = {0};
	size_t to;
	for (size_t i = 0; i < s->count; i = to) {
		const struct plan_piece *p = &s->pieces[i];
		to = i + 1;
		if (plan_is_run(p)) {
			to = plan_run_end(s, i);
			if (plan_asks(s, i, to))
				plan_add_word(m, s, i, to, outer, &chain, &parts);
		} else if (p->kind == PLAN_UNIT && !p->optional) {
			plan_add_word(m, s, i, to, outer, &chain, &parts);
		} else if (words_is_mark(p->literal) && !p->optional) {
			plan_add(&parts, plan_mark(m, p->literal));
		} else if (p->either && !p->optional) {
			plan_end_chain(m, &chain, &parts);
			plan_add(&parts, plan_of_group(m, s, i, outer));
		}
	}
	plan_end_chain(m, &chain, &parts);
	return plan_gather(m, PLAN_AND, &parts);
}

static struct plan *plan_of_either(struct plan_maker *m, const struct plan_sequence *either, size_t count, struct plan_ends ends)
{
	struct plan_parts parts = {0};
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		struct plan *p = plan_of_sequence(m, &either[i], ends);
		any |= p->op == PLAN_ANY;
		*vec_push(&parts.parts) = p;
	}
	if (!any)
		return plan_gather(m, PLAN_OR, &parts);
	vec_free(&parts.parts);
	return plan_new(m, PLAN_ANY);
}

/* ---- what is known of the whole ---- */

static bool plan_is_exact(const struct plan_sequence *s)
{
	return s->count > 0 && plan_is_run(&s->pieces[0]) && plan_run_end(s, 0) == s->count && plan_asks(s, 0, s->count);
}

static bool plan_has_border(const struct plan_sequence *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->pieces[i].kind == PLAN_BORDER)
			return true;
	return false;
}

/* A line's end is also a piece's, and what gives nothing back may run on behind the piece. */
static bool plan_is_local(const struct plan_sequence *either, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < either[i].count; k++) {
			const struct plan_piece *p = &either[i].pieces[k];
			if (p->kind == PLAN_EDGE || p->possessive || !plan_is_local(p->either, p->either_count))
				return false;
		}
	return true;
}

struct plan *plan_make(struct str pattern, bool folds, struct arena *arena)
{
	struct plan_maker m = {pattern, folds, arena};
	struct plan_sequence *either;
	size_t count;
	if (!plan_read(pattern, &m.folds, arena, &either, &count))
		return plan_new(&m, PLAN_ANY);
	struct plan *p = plan_of_either(&m, either, count, (struct plan_ends){false, false});
	p->local = plan_is_local(either, count);
	p->exact = p->op != PLAN_ANY;
	for (size_t i = 0; i < count; i++) {
		p->exact = p->exact && plan_is_exact(&either[i]);
		p->bordered = p->bordered || plan_has_border(&either[i]);
	}
	return p;
}

void plan_describe(const struct plan *p, struct buf *out)
{
	switch (p->op) {
	case PLAN_ANY:
		buf_add_cstr(out, "ANY");
		break;
	case PLAN_WORD:
		buf_add_str(out, p->pattern);
		break;
	case PLAN_AND:
	case PLAN_OR:
	case PLAN_PHRASE:
		buf_add_cstr(out, p->op == PLAN_AND ? "AND(" : p->op == PLAN_OR ? "OR(" : "PHRASE(");
		for (size_t i = 0; i < p->count; i++) {
			buf_add_cstr(out, i ? " " : "");
			plan_describe(p->parts[i], out);
		}
		buf_add_char(out, ')');
		break;
	}
}
