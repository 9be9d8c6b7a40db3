/* Items to readings: the rules matched, the longest first. */
#include "config.h"

#include "text/timex_lexer.h"
#include "text/timex_sense.h"

#include "base/vec.h"

#include <string.h>

struct timex_finder {
	const struct token_list *l;
	const struct time_words *w;
	const struct timex_items *items; /* of one sentence */
	struct timex_match *best, *other; /* the longest match at a place, and the room for the next */
	VEC(struct timex_reading) found;
};

static const struct token *timex_find_token(const struct timex_finder *f, size_t at)
{
	return &f->l->tokens[f->items->v[at].token_begin];
}

/* ---- matching ---- */

/* What an element asks beside the class. */
static bool timex_find_fits_closely(const struct timex_finder *f, const struct time_element *e, size_t at)
{
	const struct timex_item *item = &f->items->v[at];
	if (e->adjacent && timex_find_token(f, at)->space_before)
		return false;
	for (time_classes c = e->value_count ? item->classes & e->classes : 0; c; c &= c - 1) {
		enum time_class class = (enum time_class)__builtin_ctzll(c);
		int value = class == CLASS_NUM ? item->num : timex_lex_value_of(item, class);
		for (int i = 0; i < e->value_count; i++)
			if (e->values[i] == value)
				return true;
	}
	return e->value_count == 0;
}

static inline bool timex_find_fits(const struct timex_finder *f, const struct time_element *e, size_t at)
{
	return at < f->items->n && (f->items->v[at].classes & e->classes) &&
	       (!(e->adjacent || e->value_count) || timex_find_fits_closely(f, e, at));
}

static bool timex_find_behind(const struct timex_finder *f, const struct time_rule *r, size_t at)
{
	for (int e = r->first; e-- > 0;) {
		bool fits = at-- > 0 && timex_find_fits(f, &r->elements[e], at);
		if (fits == r->elements[e].negative)
			return false;
	}
	return true;
}

static bool timex_find_ahead(const struct timex_finder *f, const struct time_rule *r, size_t at)
{
	for (int e = r->last; e < r->count; e++) {
		bool fits = timex_find_fits(f, &r->elements[e], at);
		if (fits == r->elements[e].negative)
			return false;
		at += !r->elements[e].negative;
	}
	return true;
}

/* Elements from e on at item `at`; optional ones take an item where they can, unless the rest then fails. */
static bool timex_find_elements(const struct timex_finder *f, struct timex_match *m, int e, size_t at)
{
	const struct time_rule *r = m->rule;
	for (; e < r->last; e++) {
		const struct time_element *element = &r->elements[e];
		bool fits = timex_find_fits(f, element, at);
		if (!fits && !element->optional)
			return false;
		m->item[e] = fits ? at : MATCH_NOTHING;
		if (fits && element->optional && timex_find_elements(f, m, e + 1, at + 1))
			return true;
		if (element->optional)
			m->item[e] = MATCH_NOTHING;
		else
			at++;
	}
	m->end = at;
	return timex_find_ahead(f, r, at);
}

/* ---- all of it ---- */

/* Tries one rule at an item; a longer match than the best replaces it. */
static void timex_find_try(struct timex_finder *f, const struct time_rule *rule, size_t at)
{
	struct timex_match *m = f->other;
	m->rule = rule;
	m->begin = at;
	if (!timex_find_behind(f, rule, at) || !timex_find_elements(f, m, rule->first, at) || m->end <= f->best->end)
		return;
	timex_fill_match(f->l, f->items, m);
	if (!timex_sense_has(m))
		return;
	f->other = f->best;
	f->best = m;
}

/* The rules that can begin with items of these classes; false: none can. */
static bool timex_find_rules(const struct time_words *w, time_classes first, time_classes second, struct time_rules *out)
{
	time_classes follows = 0;
	for (time_classes c = first; c; c &= c - 1)
		follows |= w->follows[__builtin_ctzll(c)];
	if (!(first & w->alone) && !(second & follows))
		return false;
	*out = (struct time_rules){0};
	for (; first; first &= first - 1) {
		int class = __builtin_ctzll(first);
		for (size_t i = 0; i < RULE_WORDS; i++)
			out->words[i] |= w->alones[class].words[i];
		for (time_classes c = second & w->follows[class]; c; c &= c - 1) {
			const struct time_rules *pair = &w->pairs[w->pair[class][__builtin_ctzll(c)]];
			for (size_t i = 0; i < RULE_WORDS; i++)
				out->words[i] |= pair->words[i];
		}
	}
	return true;
}

static bool timex_find_at(struct timex_finder *f, size_t at)
{
	const struct timex_item *item = &f->items->v[at];
	struct time_rules rules;
	f->best->end = 0;
	if (!timex_find_rules(f->w, item->classes, at + 1 < f->items->n ? item[1].classes : 0, &rules))
		return false;
	time_classes near = 0;
	for (size_t i = at; i < f->items->n && i < at + RULE_NEAR; i++)
		near |= f->items->v[i].classes;
	for (size_t i = 0; i < RULE_WORDS; i++)
		for (uint64_t left = rules.words[i]; left; left &= left - 1) {
			size_t rule = 64 * i + (size_t)__builtin_ctzll(left);
			if (!(f->w->near[rule] & ~near))
				timex_find_try(f, &f->w->rules[rule], at);
		}
	return f->best->end > 0;
}

static void timex_find_add(struct timex_finder *f, const struct timex_match *m)
{
	if (m->rule->kind == KIND_NOTHING)
		return;
	int first = (int)f->found.n;
	for (int s = 0; s < m->rule->spans; s++) {
		struct timex_reading *r = vec_push(&f->found);
		*r = m->readings[s];
		if (m->rule->range)
			r->range_with = s == 0 ? first + m->rule->spans - 1 : first;
		if (m->rule->kind != KIND_DURATION && m->rule->kind != KIND_SET)
			r->tense = timex_tense_at(f->l, f->w, f->items, m->begin, m->end, &r->tense_span);
	}
}

static bool timex_find_can_range(const struct timex_reading *r)
{
	return (r->kind == KIND_DATE || r->kind == KIND_DAYREF || r->kind == KIND_RELATIVE) && r->range_with < 0;
}

/* "from June 5 to July 3", "between 1985 and 1987": two expressions that were matched apart. before and
 * between are the items beside them. */
static bool timex_find_is_range(time_classes before, time_classes between)
{
	return (between & (CLASS_BIT(TO) | CLASS_BIT(HYPHEN))) || ((between & CLASS_BIT(AND)) && (before & CLASS_BIT(BETWEEN)));
}

static void timex_find_join(struct timex_finder *f, time_classes before, time_classes between)
{
	size_t n = f->found.n;
	struct timex_reading *a = &f->found.v[n - 2], *b = &f->found.v[n - 1];
	if (a->sentence != b->sentence || !timex_find_can_range(a) || !timex_find_can_range(b) ||
	    !timex_find_is_range(before, between))
		return;
	a->range_with = (int)n - 1;
	b->range_with = (int)n - 2;
	if (a->kind == KIND_DATE && b->kind == KIND_DATE && a->month != TIMEX_NONE && b->month != TIMEX_NONE && b->year_own)
		timex_fill_set(&a->year, b->month < a->month ? b->year - 1 : b->year);
}

/* "Between now and the end of June", "from now until Christmas": what now leads to is to come. */
static void timex_find_ahead_of_now(struct timex_finder *f, size_t now, time_classes between)
{
	const struct timex_reading *last = &f->found.v[now];
	bool leads = last->kind == KIND_REF && last->ref == REF_PRESENT && (between & (CLASS_BIT(AND) | CLASS_BIT(TO)));
	struct span told = last->span;
	for (size_t i = now + 1; leads && i < f->found.n; i++) {
		f->found.v[i].tense = TENSE_FUTURE;
		f->found.v[i].tense_span = told;
	}
}

static void timex_find_sentence(struct timex_finder *f)
{
	const struct timex_items *items = f->items;
	size_t first = f->found.n, last_begin = 0, last_end = 0;
	for (size_t at = 0; at < items->n;) {
		if (!(items->v[at].classes & f->w->begins) || !timex_find_at(f, at)) {
			at++;
			continue;
		}
		const struct timex_match *m = f->best;
		size_t before = f->found.n;
		timex_find_add(f, m);
		if (before > first && m->rule->spans == 1 && f->found.n > before && last_end + 1 == m->begin)
			timex_find_join(f, last_begin ? items->v[last_begin - 1].classes : 0, items->v[last_end].classes);
		if (before > first && last_end + 1 == m->begin)
			timex_find_ahead_of_now(f, before - 1, items->v[last_end].classes);
		last_begin = m->begin;
		last_end = m->end;
		at = m->end;
	}
}

static size_t timex_find_longest_sentence(const struct token_list *l)
{
	size_t longest = 0;
	for (size_t i = 0; i < l->sentence_count; i++) {
		size_t n = l->sentences[i].token_end - l->sentences[i].token_begin;
		longest = n > longest ? n : longest;
	}
	return longest;
}

void timex_find(const struct token_list *l, const struct time_words *w, enum timex_scope scope, struct arena *arena,
		struct timex_readings *out)
{
	size_t longest = timex_find_longest_sentence(l) + 1;
	struct timex_items items = {.v = arena_take(arena, longest, sizeof *items.v)};
	struct timex_lexer x = {
		.l = l, .w = w, .scope = scope, .out = &items, .day_first = -1,
		.words = w->words, .word_count = scope == TIMEX_SCOPE_DIGITS ? 0 : w->word_count,
		.again = arena_take(arena, longest, sizeof *x.again),
	};
	struct timex_match matches[2];
	struct timex_finder f = {.l = l, .w = w, .items = &items, .best = &matches[0], .other = &matches[1]};
	for (size_t i = 0; i < l->sentence_count; i++) {
		if (!timex_lex_may_tell(&x, &l->sentences[i]))
			continue;
		timex_lex(&x, &l->sentences[i]);
		timex_find_sentence(&f);
	}
	out->n = f.found.n;
	out->v = arena_take(arena, f.found.n + 1, sizeof *out->v);
	if (f.found.n)
		memcpy(out->v, f.found.v, f.found.n * sizeof *out->v);
	vec_free(&f.found);
}
