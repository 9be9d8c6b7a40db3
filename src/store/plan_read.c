#include "config.h"

#include "store/plan_read.h"

#include "base/utf8.h"
#include "store/terms.h"

#include <string.h>

enum { PLAN_DEEPEST = 40 };

struct plan_reader {
	struct str text;
	size_t at;
	struct arena *arena;
	int depth;
};

static bool plan_done(const struct plan_reader *r)
{
	return r->at >= r->text.n;
}

/* The byte `ahead` of here, or 0 past the end (a NUL in a pattern is not understood anyway). */
static char plan_peek(const struct plan_reader *r, size_t ahead)
{
	return r->at + ahead < r->text.n ? r->text.p[r->at + ahead] : '\0';
}

static bool plan_take(struct plan_reader *r, struct str s)
{
	if (!str_starts(str_sub(r->text, r->at, r->text.n), s))
		return false;
	r->at += s.n;
	return true;
}

static enum plan_kind plan_kind_of(uint32_t cp)
{
	switch (words_class_of(cp)) {
	case WORDS_NONE:
		return PLAN_NONE;
	case WORDS_PART:
		return PLAN_PART;
	case WORDS_UNIT:
		return PLAN_UNIT;
	}
	return PLAN_MIXED;
}

static bool plan_is_punctuation(char c)
{
	return c > ' ' && c < 0x7F && plan_kind_of((uint32_t)c) == PLAN_NONE;
}

/* ---- quantifiers ---- */

static bool plan_number(struct plan_reader *r, unsigned *out)
{
	size_t digits = 0;
	for (*out = 0; plan_peek(r, 0) >= '0' && plan_peek(r, 0) <= '9'; r->at++, digits++)
		*out = *out * 10 + (unsigned)(plan_peek(r, 0) - '0');
	return digits > 0 && digits < 6;
}

/* {n} {n,} {n,m}, and nothing that only some versions take for one. */
static bool plan_braces(struct plan_reader *r, unsigned *least)
{
	unsigned most;
	r->at++;
	if (!plan_number(r, least))
		return false;
	if (plan_peek(r, 0) == ',') {
		r->at++;
		if (plan_peek(r, 0) != '}' && !plan_number(r, &most))
			return false;
	}
	return plan_take(r, STR("}"));
}

/* A brace that can be no quantifier in any version of PCRE2 stands for itself: \d{3 while it is typed, {x}. */
static bool plan_is_literal_brace(const struct plan_reader *r)
{
	size_t n = 1;
	char c;
	while ((c = plan_peek(r, n)) && strchr("0123456789, \t", c))
		n++;
	return plan_peek(r, 0) == '{' && c != '}';
}

static bool plan_quantifies(const struct plan_reader *r)
{
	char c = plan_peek(r, 0);
	return c && strchr("*+?{", c) && !plan_is_literal_brace(r);
}

/* What may follow a piece: a quantifier, lazy or possessive, once. */
static bool plan_quantifier(struct plan_reader *r, struct plan_piece *p)
{
	unsigned least = 1;
	char c = plan_peek(r, 0);
	if (!plan_quantifies(r))
		return true;
	if (p->kind == PLAN_BORDER || p->kind == PLAN_EDGE)
		return false;
	if (c == '{') {
		if (!plan_braces(r, &least))
			return false;
	} else {
		least = c == '+';
		r->at++;
	}
	p->possessive = plan_peek(r, 0) == '+';
	if (plan_peek(r, 0) == '?' || p->possessive)
		r->at++;
	p->optional |= least == 0;
	p->quantified = true;
	return !plan_quantifies(r);
}

/* ---- classes ---- */

static bool plan_is_sure(uint32_t cp)
{
	return cp < 0x80 && plan_kind_of(cp) == PLAN_PART;
}

/* Members so far: PLAN_MIXED once they are not all of a kind. */
static void plan_join(enum plan_kind *all, bool *first, enum plan_kind kind)
{
	if (*first)
		*all = kind;
	else if (*all != kind)
		*all = PLAN_MIXED;
	*first = false;
	if (*all == PLAN_UNIT)
		*all = PLAN_MIXED;
}

/* One member of a class. *cp is 0 for a set (\d), which no range may begin or end with. */
static bool plan_member(struct plan_reader *r, uint32_t *cp, enum plan_kind *kind)
{
	char c = plan_peek(r, 0);
	if (c != '\\') {
		if (plan_done(r) || c == '[' || c == '\0')
			return false;
		r->at += utf8_decode(str_sub(r->text, r->at, r->text.n), cp, NULL);
		*kind = plan_kind_of(*cp);
		return true;
	}
	c = plan_peek(r, 1);
	r->at += 2;
	*cp = 0;
	if (c == 'd')
		*kind = PLAN_PART;
	else if (c == 's' || c == 'n' || c == 't' || c == 'r')
		*kind = PLAN_NONE;
	else if (c == 'w')
		*kind = PLAN_MIXED;
	else if (plan_is_punctuation(c))
		*kind = plan_kind_of(*cp = (uint32_t)c);
	else
		return false;
	return true;
}

/* A range within ASCII is looked through; another one can hold anything. */
static enum plan_kind plan_range(uint32_t from, uint32_t to)
{
	enum plan_kind all = PLAN_MIXED;
	bool first = true;
	if (to >= 0x80)
		return PLAN_MIXED;
	for (uint32_t cp = from; cp <= to; cp++)
		plan_join(&all, &first, plan_kind_of(cp));
	return all;
}

static bool plan_class(struct plan_reader *r, struct plan_piece *p)
{
	bool first = true, negated;
	r->at++;
	p->sure = true;
	negated = plan_take(r, STR("^"));
	if (plan_peek(r, 0) == ']')
		return false; /* a literal ] in front: rare, and read differently elsewhere */
	while (!plan_take(r, STR("]"))) {
		uint32_t from, to;
		enum plan_kind kind, last;
		if (!plan_member(r, &from, &kind))
			return false;
		if (plan_peek(r, 0) == '-' && plan_peek(r, 1) != ']') {
			r->at++;
			if (!from || !plan_member(r, &to, &last) || to < from)
				return false;
			kind = plan_range(from, to);
		}
		p->sure &= from == 0 || plan_is_sure(from);
		plan_join(&p->kind, &first, kind);
	}
	if (negated)
		p->kind = PLAN_MIXED;
	return true;
}

/* ---- single pieces ---- */

static bool plan_escape(struct plan_reader *r, struct plan_piece *p)
{
	char c = plan_peek(r, 1);
	r->at += 2;
	switch (c) {
	case 'd':
		p->kind = PLAN_PART;
		p->sure = true;
		return true;
	case 's':
	case 'n':
	case 't':
	case 'r':
		p->kind = PLAN_NONE;
		return true;
	case 'w': /* also the characters that are words by themselves */
	case 'D':
	case 'W':
	case 'S':
		p->kind = PLAN_MIXED;
		return true;
	case 'b':
		p->kind = PLAN_BORDER;
		return true;
	default:
		p->kind = PLAN_NONE;
		p->literal = (unsigned char)c;
		return plan_is_punctuation(c);
	}
}

static bool plan_alternatives(struct plan_reader *r, struct plan_sequence **out, size_t *count);

static bool plan_all_parts(const struct plan_sequence *s, bool *sure)
{
	for (size_t i = 0; i < s->count; i++) {
		if (s->pieces[i].kind != PLAN_PART)
			return false;
		*sure &= s->pieces[i].sure;
	}
	return true;
}

static bool plan_can_be_empty(const struct plan_sequence *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (!s->pieces[i].optional && s->pieces[i].kind != PLAN_BORDER && s->pieces[i].kind != PLAN_EDGE)
			return false;
	return true;
}

static bool plan_group(struct plan_reader *r, struct plan_piece *p)
{
	if (plan_take(r, STR(QUERY_WORD_BEGIN)) || plan_take(r, STR(QUERY_WORD_END))) {
		p->kind = PLAN_BORDER;
		p->sure = true;
		return true;
	}
	r->at++;
	if (!plan_take(r, STR("?:")) && (plan_peek(r, 0) == '?' || plan_peek(r, 0) == '*'))
		return false;
	if (++r->depth > PLAN_DEEPEST || !plan_alternatives(r, &p->either, &p->either_count) || !plan_take(r, STR(")")))
		return false;
	r->depth--;
	p->kind = PLAN_PART;
	p->sure = true;
	for (size_t i = 0; i < p->either_count; i++) {
		if (!plan_all_parts(&p->either[i], &p->sure))
			p->kind = PLAN_MIXED;
		p->optional |= plan_can_be_empty(&p->either[i]);
	}
	return true;
}

static bool plan_piece(struct plan_reader *r, struct plan_piece *p)
{
	*p = (struct plan_piece){.begin = r->at};
	uint32_t cp;
	switch (plan_peek(r, 0)) {
	case '(':
		if (!plan_group(r, p))
			return false;
		break;
	case '[':
		if (!plan_class(r, p))
			return false;
		break;
	case '\\':
		if (!plan_escape(r, p))
			return false;
		break;
	case '^':
	case '$':
		p->kind = PLAN_EDGE;
		r->at++;
		break;
	case '.':
		p->kind = PLAN_MIXED;
		r->at++;
		break;
	case '*':
	case '+':
	case '?':
	case '\0':
		return false;
	default:
		if (plan_quantifies(r))
			return false;
		r->at += utf8_decode(str_sub(r->text, r->at, r->text.n), &cp, NULL);
		p->kind = plan_kind_of(cp);
		p->sure = plan_is_sure(cp);
		p->literal = cp;
	}
	p->bare_end = r->at;
	if (!plan_quantifier(r, p))
		return false;
	p->end = r->at;
	return true;
}

/* ---- sequences ---- */

static bool plan_sequence(struct plan_reader *r, struct plan_sequence *out)
{
	VEC(struct plan_piece) pieces = {0};
	bool ok = true;
	while (ok && !plan_done(r) && plan_peek(r, 0) != '|' && plan_peek(r, 0) != ')')
		ok = plan_piece(r, vec_push(&pieces));
	out->count = pieces.n;
	out->pieces = arena_alloc(r->arena, pieces.n, sizeof *out->pieces);
	if (pieces.n)
		memcpy(out->pieces, pieces.v, pieces.n * sizeof *out->pieces);
	vec_free(&pieces);
	return ok;
}

static bool plan_alternatives(struct plan_reader *r, struct plan_sequence **out, size_t *count)
{
	VEC(struct plan_sequence) either = {0};
	bool ok = true;
	do
		ok = plan_sequence(r, vec_push(&either));
	while (ok && plan_take(r, STR("|")));
	*count = either.n;
	*out = arena_alloc(r->arena, either.n, sizeof **out);
	memcpy(*out, either.v, either.n * sizeof **out);
	vec_free(&either);
	return ok;
}

bool plan_read(struct str pattern, bool *folds, struct arena *arena, struct plan_sequence **out, size_t *count)
{
	struct plan_reader r = {.text = pattern, .arena = arena};
	if (plan_take(&r, STR("(?i)")))
		*folds = true;
	return plan_alternatives(&r, out, count) && plan_done(&r);
}

bool plan_goes_on(struct str wide, struct str narrow)
{
	struct arena arena = ARENA_INIT;
	struct plan_sequence *a, *b;
	size_t n, m;
	bool folds, good = str_starts(narrow, wide) && plan_read(wide, &folds, &arena, &a, &n) && plan_read(narrow, &folds, &arena, &b, &m) &&
			   n == m && a[n - 1].count <= b[n - 1].count;
	/* what follows may be a quantifier, or make one of a brace */
	for (size_t i = 0; good && i < a[n - 1].count; i++)
		good = a[n - 1].pieces[i].end == b[n - 1].pieces[i].end;
	arena_free(&arena);
	return good;
}
