#include "config.h"

#include "text/place.h"

#include "base/country.h"
#include "text/place_mention.h"

#include <string.h>

/* ---- containers: "Paris, Texas" ---- */

/* The first entry of the mention that lies in `country` and is a town, region or country. */
static uint32_t place_entry_in(const struct place_work *w, const struct place_mention *m, const char *country)
{
	for (uint32_t i = m->entry; i != GAZETTEER_END; i = gazetteer_entry(w->g, i)->next) {
		const struct gazetteer_entry *e = gazetteer_entry(w->g, i);
		bool town = e->kind == GAZETTEER_CITY || e->kind == GAZETTEER_REGION || e->kind == GAZETTEER_DIVISION;
		if (town && memcmp(e->country, country, 2) == 0 && !(e->form & (GAZETTEER_ABBREVIATION | GAZETTEER_POSTAL)))
			return i;
	}
	return GAZETTEER_END;
}

static void place_settle(struct place_mention *m, uint32_t entry, const char *country)
{
	m->settled = true;
	m->chosen = entry;
	m->score = 60;
	memcpy(m->country, country, 3);
}

static bool place_is_city_name(const struct place_work *w, const struct place_mention *m)
{
	return m->entry == GAZETTEER_END || place_weigh_is_town(gazetteer_entry(w->g, m->entry));
}

/* A capital or a city that is known by its name alone: "Mexico City, New Mexico and the coast" is a list. */
static bool place_is_known_city(const struct place_work *w, const struct place_mention *m)
{
	enum { KNOWN = 100000 };
	const struct gazetteer_entry *e = gazetteer_entry(w->g, m->entry);
	return m->entry != GAZETTEER_END && ((e->form & GAZETTEER_CAPITAL) || e->population > KNOWN);
}

/* A name and its container decide each other: the first country that both can be in. A container that can
 * be nothing but one settles even a name that the gazetteer has elsewhere only. */
static void place_settle_pair(struct place_work *w, struct place_mention *m, struct place_mention *container)
{
	for (uint32_t i = container->entry; i != GAZETTEER_END; i = gazetteer_entry(w->g, i)->next) {
		const struct gazetteer_entry *state = gazetteer_entry(w->g, i);
		uint32_t entry = state->country[0] ? place_entry_in(w, m, state->country) : (uint32_t)GAZETTEER_END;
		bool abbreviated = state->form & (GAZETTEER_ABBREVIATION | GAZETTEER_POSTAL);
		bool region = state->kind == GAZETTEER_REGION && state->next == GAZETTEER_END;
		bool alone = abbreviated || (m->around & PLACE_COUNTY) || (region && !place_is_known_city(w, m));
		if (entry == GAZETTEER_END && !(alone && place_is_city_name(w, m)))
			continue;
		place_settle(m, entry, state->country);
		place_settle(container, i, state->country);
		return;
	}
}

static void place_settle_containers(struct place_work *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct place_mention *m = &w->v[i];
		if (m->container >= 0 && !(m->around & (PLACE_PERSON | PLACE_STREET)))
			place_settle_pair(w, m, &w->v[m->container]);
	}
}

/* ---- the answer ---- */

static enum place_kind place_kind_of(const struct gazetteer_entry *e)
{
	switch ((enum gazetteer_kind)e->kind) {
	case GAZETTEER_COUNTRY: return PLACE_COUNTRY;
	case GAZETTEER_DEMONYM:
	case GAZETTEER_PREFIX: return PLACE_DEMONYM;
	case GAZETTEER_METONYM:
	case GAZETTEER_INSTITUTION:
	case GAZETTEER_HINT:
	case GAZETTEER_LOCAL: return PLACE_METONYM;
	case GAZETTEER_ORGANISATION: return PLACE_ORGANISATION;
	case GAZETTEER_AREA:
	case GAZETTEER_NONE: return PLACE_AREA;
	case GAZETTEER_REGION:
	case GAZETTEER_DIVISION: return PLACE_REGION;
	case GAZETTEER_CITY: return e->form & GAZETTEER_CAPITAL ? PLACE_CAPITAL : PLACE_CITY;
	}
	return PLACE_AREA;
}

static const char *place_rule_of(const struct place_mention *m, const struct gazetteer_entry *e)
{
	if (m->around & PLACE_SHOWN)
		return "shown";
	if (m->settled)
		return m->container >= 0 ? "city-container" : "container";
	if (m->around & PLACE_DATELINE)
		return "dateline";
	switch ((enum gazetteer_kind)e->kind) {
	case GAZETTEER_COUNTRY: return "name";
	case GAZETTEER_DEMONYM:
	case GAZETTEER_PREFIX: return "demonym";
	case GAZETTEER_METONYM: return "metonym";
	case GAZETTEER_INSTITUTION: return "institution";
	case GAZETTEER_ORGANISATION: return "organisation";
	case GAZETTEER_AREA:
	case GAZETTEER_NONE: return "area";
	case GAZETTEER_REGION: return "region";
	case GAZETTEER_DIVISION: return "division";
	case GAZETTEER_CITY: return m->around & PLACE_SPEAKS ? "city-speaks" : "city";
	case GAZETTEER_HINT:
	case GAZETTEER_LOCAL: return "hint";
	}
	return "name";
}

static uint8_t place_confidence(int score)
{
	int percent = 45 + score;
	return (uint8_t)(percent > 99 ? 99 : percent < 10 ? 10 : percent);
}

static struct span place_span(const struct token_list *l, const struct place_mention *m)
{
	return (struct span){l->tokens[m->begin].span.begin, l->tokens[m->end - 1].span.end};
}

static bool place_is_answer(const struct place_work *w, const struct place_mention *m)
{
	if (m->source != PLACE_IN_TEXT)
		return false;
	if (m->settled)
		return true;
	return m->chosen != GAZETTEER_END && gazetteer_entry(w->g, m->chosen)->kind != GAZETTEER_NONE;
}

/* "Orange County", "Hudson River": the word that says what it is belongs to the name, as it does to one that no table has. */
static bool place_goes_on(const struct place_work *w, const struct place_mention *m, const struct gazetteer_entry *e)
{
	const struct token_list *l = w->tokens;
	bool land = e->kind == GAZETTEER_CITY || e->kind == GAZETTEER_DIVISION || e->kind == GAZETTEER_REGION;
	if (m->source != PLACE_IN_TEXT || !land || !place_around_same(l, m->begin, m->end) || !place_around_capital(l, m->end) ||
	    l->sentences[l->tokens[m->end].sentence].shouting)
		return false;
	return place_around_is_county(w, l, m->end) || (gazetteer_word(w->g, l->tokens[m->end].word) & WORD_FEATURE);
}

static struct place place_of(const struct place_work *w, const struct place_mention *m)
{
	const struct gazetteer_entry *e = gazetteer_entry(w->g, m->chosen);
	struct place p = {
		.span = place_span(w->tokens, m),
		.kind = place_kind_of(e),
		.name = e->name,
		.rule = place_rule_of(m, e),
		.confidence = place_confidence(m->score),
	};
	memcpy(p.country, m->settled ? m->country : e->country, sizeof p.country);
	if (place_goes_on(w, m, e)) {
		p.kind = PLACE_REGION;
		p.span.end = w->tokens->tokens[m->end].span.end;
		p.name = token_text(w->tokens, p.span);
	}
	if (m->chosen == GAZETTEER_END) {
		p.kind = PLACE_CITY;
		p.name = token_text(w->tokens, p.span);
	}
	return p;
}

/* ---- what the text itself does not name ---- */

struct place_answer {
	struct place *v;
	size_t n;
	bool told[PLACE_COUNTRIES]; /* countries that are in it */
};

static void place_tell(struct place_answer *a, struct place p)
{
	if (p.country[0])
		a->told[place_weigh_index(p.country)] = true;
	a->v[a->n++] = p;
}

/* The dateline's place, and countries that only the title names: without words in the text. */
static void place_tell_outside(const struct place_work *w, struct place_answer *a)
{
	for (size_t i = 0; i < w->n; i++) {
		const struct place_mention *m = &w->v[i];
		const struct gazetteer_entry *e = gazetteer_entry(w->g, m->chosen);
		if (m->source == PLACE_IN_TEXT || (!m->settled && m->chosen == GAZETTEER_END))
			continue;
		struct place p = place_of(w, m);
		if (!p.country[0] || a->told[place_weigh_index(p.country)])
			continue;
		p.span = SPAN_NONE;
		p.rule = m->source == PLACE_IN_TITLE ? "title" : "dateline";
		if (m->chosen == GAZETTEER_END)
			p.name = country_name(str_of(p.country));
		if (m->source == PLACE_IN_DATELINE || e->kind != GAZETTEER_CITY)
			place_tell(a, p);
	}
}

/* A table of prices is about no country, whatever its currency. */
static bool place_is_prose(const struct place_work *w, const struct place_mention *m)
{
	enum { WORDS = 8 };
	const struct sentence *s = &w->tokens->sentences[w->tokens->tokens[m->begin].sentence];
	uint32_t lower = 0;
	for (uint32_t i = s->token_begin; i < s->token_end && lower < WORDS; i++)
		lower += w->tokens->tokens[i].kind == TOKEN_WORD && !w->tokens->tokens[i].upper_all;
	return !s->heading && !s->shouting && lower >= WORDS;
}

/* An article that names no country at all: the one that most of its hints speak for, at the first of them. */
static void place_tell_hint(const struct place_work *w, struct place_answer *a)
{
	const struct place_mention *best = NULL;
	int most = 0;
	for (size_t i = 0; i < w->n; i++) {
		const struct gazetteer_entry *e = gazetteer_entry(w->g, w->v[i].entry);
		if (w->v[i].source != PLACE_IN_TEXT || e->kind < GAZETTEER_HINT || !place_is_prose(w, &w->v[i]))
			continue;
		int points = w->weight[place_weigh_index(e->country)];
		if (points > most) {
			most = points;
			best = &w->v[i];
		}
	}
	enum { ENOUGH = 3 };
	if (most < ENOUGH)
		return;
	const struct gazetteer_entry *e = gazetteer_entry(w->g, best->entry);
	struct place p = {
		.span = place_span(w->tokens, best), .kind = PLACE_METONYM, .rule = "hint", .confidence = 40,
		.name = country_name(str_of(e->country)),
	};
	memcpy(p.country, e->country, sizeof p.country);
	place_tell(a, p);
}

static bool place_names_country(const struct place_answer *a)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i].country[0])
			return true;
	return false;
}

static void place_tell_text(const struct place_work *w, struct place_answer *a)
{
	for (size_t i = 0; i < w->n; i++)
		if (place_is_answer(w, &w->v[i]))
			place_tell(a, place_of(w, &w->v[i]));
}

/* A hint is found last and may stand first. */
static void place_order_last(struct place_answer *a)
{
	for (size_t i = a->n; i > 1 && a->v[i - 1].span.end && a->v[i - 2].span.begin > a->v[i - 1].span.begin; i--) {
		struct place swap = a->v[i - 1];
		a->v[i - 1] = a->v[i - 2];
		a->v[i - 2] = swap;
	}
}

void place_find(const struct place_input *in, const struct gazetteer *g, struct arena *arena, struct place **out,
		size_t *count)
{
	enum { ROOM = 64 }; /* for the names of most articles */
	int16_t weight[PLACE_COUNTRIES], local[PLACE_COUNTRIES];
	struct place_work w = {.g = g, .tokens = in->tokens, .known = in->known, .weight = weight,
			       .local = local};
	vec_reserve(&w, ROOM);
	vec_reserve(&w.readings, ROOM);
	vec_reserve(&w.capitals, ROOM);
	if (in->dateline)
		place_match_all(&w, in->dateline, PLACE_IN_DATELINE);
	if (in->title)
		place_match_all(&w, in->title, PLACE_IN_TITLE);
	place_match_all(&w, in->tokens, PLACE_IN_TEXT);
	if (in->known)
		place_settle_containers(&w);
	place_choose_all(&w);
	if (in->known)
		place_unknown_find(&w);
	struct place_answer a = {.v = arena_alloc(arena, w.n + 1, sizeof *a.v)};
	place_tell_text(&w, &a);
	place_tell_outside(&w, &a);
	if (in->known && !place_names_country(&a))
		place_tell_hint(&w, &a);
	place_order_last(&a);
	place_history_return(&w, a.v, a.n);
	wordmap_free(&w.names);
	vec_free(&w);
	vec_free(&w.readings);
	vec_free(&w.words);
	vec_free(&w.capitals);
	*out = a.v;
	*count = a.n;
}
