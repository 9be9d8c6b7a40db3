/* Items to readings: the rules matched, the longest first. */
#include "config.h"

#include "text/timex_lexer.h"
#include "text/timex_match.h"

#include "base/vec.h"

#include <string.h>

struct timex_finder {
	const struct token_list *l;
	const struct time_words *w;
	const struct timex_items *items; /* of one sentence */
	uint64_t rules[RULE_WORDS];      /* those that have all that they need in it, */
	time_classes begin;              /* and what they begin with */
	VEC(struct timex_reading) found;
};

static const struct token *timex_find_token(const struct timex_finder *f, size_t at)
{
	return &f->l->tokens[f->items->v[at].token_begin];
}

/* ---- matching ---- */

static bool timex_find_fits(const struct timex_finder *f, const struct time_element *e, size_t at, uint32_t sentence)
{
	if (at >= f->items->n || timex_find_token(f, at)->sentence != sentence)
		return false;
	const struct timex_item *item = &f->items->v[at];
	time_classes both = item->classes & e->classes;
	if (!both || (e->adjacent && timex_find_token(f, at)->space_before))
		return false;
	for (time_classes c = e->value_count ? both : 0; c; c &= c - 1) {
		enum time_class class = (enum time_class)__builtin_ctzll(c);
		int value = class == CLASS_NUM ? item->num : timex_lex_value_of(item, class);
		for (int i = 0; i < e->value_count; i++)
			if (e->values[i] == value)
				return true;
	}
	return e->value_count == 0;
}

static bool timex_find_behind(const struct timex_finder *f, const struct time_rule *r, size_t at, uint32_t sentence)
{
	for (int e = r->first; e-- > 0;) {
		bool fits = at-- > 0 && timex_find_fits(f, &r->elements[e], at, sentence);
		if (fits == r->elements[e].negative)
			return false;
	}
	return true;
}

static bool timex_find_ahead(const struct timex_finder *f, const struct time_rule *r, size_t at, uint32_t sentence)
{
	for (int e = r->last; e < r->count; e++) {
		bool fits = timex_find_fits(f, &r->elements[e], at, sentence);
		if (fits == r->elements[e].negative)
			return false;
		at += !r->elements[e].negative;
	}
	return true;
}

/* Elements from e on at item `at`; optional ones take an item where they can, unless the rest then fails. */
static bool timex_find_elements(const struct timex_finder *f, struct timex_match *m, int e, size_t at, uint32_t sentence)
{
	const struct time_rule *r = m->rule;
	if (e == r->last) {
		m->end = at;
		return timex_find_ahead(f, r, at, sentence);
	}
	if (timex_find_fits(f, &r->elements[e], at, sentence)) {
		m->item[e] = at;
		if (timex_find_elements(f, m, e + 1, at + 1, sentence))
			return true;
	}
	m->item[e] = MATCH_NOTHING;
	return r->elements[e].optional && timex_find_elements(f, m, e + 1, at, sentence);
}

/* ---- all of it ---- */

/* Tries one rule at an item; a longer match than *best replaces it. */
static void timex_find_try(const struct timex_finder *f, const struct time_rule *rule, size_t at, struct timex_match *best)
{
	uint32_t sentence = timex_find_token(f, at)->sentence;
	struct timex_match m;
	m.rule = rule;
	m.begin = at;
	if (!timex_find_behind(f, rule, at, sentence) || !timex_find_elements(f, &m, rule->first, at, sentence) ||
	    m.end <= best->end)
		return;
	timex_fill_match(f->l, f->items, &m);
	if (timex_fill_is_valid(&m))
		*best = m;
}

static bool timex_find_at(const struct timex_finder *f, size_t at, struct timex_match *best)
{
	best->end = 0;
	for (size_t word = 0; word < RULE_WORDS; word++) {
		if (!f->rules[word])
			continue;
		uint64_t rules = 0, seconds = f->w->singles[word];
		for (time_classes c = f->items->v[at].classes; c; c &= c - 1)
			rules |= f->w->begins[__builtin_ctzll(c)][word];
		for (time_classes c = at + 1 < f->items->n ? f->items->v[at + 1].classes : 0; c; c &= c - 1)
			seconds |= f->w->seconds[__builtin_ctzll(c)][word];
		for (rules &= seconds & f->rules[word]; rules; rules &= rules - 1)
			timex_find_try(f, &f->w->rules[64 * word + (size_t)__builtin_ctzll(rules)], at, best);
	}
	return best->end > 0;
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
		r->tense = timex_tense_at(f->l, f->w, f->items, m->begin, m->end);
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

/* Keeps the rules that can match among items of these classes; false when none can. */
static bool timex_find_keep(struct timex_finder *f, time_classes all)
{
	const time_classes cannot_begin = CLASS_BIT(WORD) | CLASS_BIT(COMMA) | CLASS_BIT(HYPHEN) | CLASS_BIT(SLASH) |
				   CLASS_BIT(OPEN) | CLASS_BIT(CLOSE);
	time_classes begin = 0;
	for (size_t word = 0; word < RULE_WORDS; word++) {
		const struct time_asked *asked = &f->w->asked[64 * word];
		uint64_t kept = f->rules[word];
		for (uint64_t left = kept; left; left &= left - 1) {
			const struct time_asked *r = &asked[__builtin_ctzll(left)];
			bool may = (r->needs[0] & all) && (r->needs[1] & all) && (r->needs[2] & all) && (r->needs[3] & all);
			begin |= may ? r->begin : 0;
			kept ^= may ? 0 : left & -left;
		}
		f->rules[word] = kept;
	}
	f->begin = begin & all & ~cannot_begin;
	return f->begin != 0;
}

/* The rules that can match among items of these classes; false when none can. */
static bool timex_find_rules(struct timex_finder *f, time_classes all)
{
	uint64_t rules[RULE_WORDS] = {0};
	for (const struct time_need *n = f->w->needs; n < f->w->needs + f->w->need_count; n++)
		if (n->classes & all)
			for (size_t word = 0; word < RULE_WORDS; word++)
				rules[word] |= n->rules[word];
	memcpy(f->rules, rules, sizeof rules);
	return timex_find_keep(f, all);
}

static time_classes timex_find_classes(const struct timex_items *items)
{
	time_classes all = 0;
	for (size_t at = 0; at < items->n; at++)
		all |= items->v[at].classes;
	return all;
}

static void timex_find_sentence(struct timex_finder *f)
{
	const struct timex_items *items = f->items;
	struct timex_match m;
	size_t first = f->found.n, last_begin = 0, last_end = 0;
	for (size_t at = 0; at < items->n;) {
		if (!(items->v[at].classes & f->begin) || !timex_find_at(f, at, &m)) {
			at++;
			continue;
		}
		size_t before = f->found.n;
		timex_find_add(f, &m);
		if (before > first && m.rule->spans == 1 && f->found.n > before && last_end + 1 == m.begin)
			timex_find_join(f, last_begin ? items->v[last_begin - 1].classes : 0, items->v[last_end].classes);
		last_begin = m.begin;
		last_end = m.end;
		at = m.end;
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
	struct timex_items items = {.v = arena_take(arena, timex_find_longest_sentence(l) + 1, sizeof *items.v)};
	struct timex_lexer x = {.l = l, .w = w, .scope = scope, .out = &items, .day_first = -1};
	struct timex_finder f = {.l = l, .w = w, .items = &items};
	for (size_t i = 0, from = 0; i < l->sentence_count; i++) {
		if (!timex_find_rules(&f, timex_lex_expect(&x, &l->sentences[i])))
			continue;
		from = timex_lex(&x, &l->sentences[i], from);
		if (timex_find_keep(&f, timex_find_classes(&items)))
			timex_find_sentence(&f);
	}
	out->n = f.found.n;
	out->v = arena_take(arena, f.found.n + 1, sizeof *out->v);
	if (f.found.n)
		memcpy(out->v, f.found.v, f.found.n * sizeof *out->v);
	vec_free(&f.found);
}
