#include "config.h"

#include "text/place_mention.h"

#include "base/country.h"

#include <string.h>

/* The figures: points, ten of which make a good reason. Found by trial on annotated news, one set of
 * figures for all; each stands where it is used. */
enum {
	POINTS_ENOUGH = 12,       /* what a reading needs to be believed */
	POINTS_CONTEXT_MOST = 25, /* what the article's other places can add */
	POINTS_STRANGER = -10,    /* a country of which the article, being about others, says nothing */
	POINTS_RULED_OUT = -80,
};

int place_weigh_index(const char country[static 2])
{
	return (country[0] - 'A') * 26 + (country[1] - 'A');
}

static bool place_weigh_has_country(const struct gazetteer_entry *e)
{
	return e->country[0] != '\0';
}

static bool place_weigh_is_town(const struct gazetteer_entry *e)
{
	return e->kind == GAZETTEER_CITY || e->kind == GAZETTEER_DIVISION;
}

/* ---- what a name is worth by itself ---- */

static int place_weigh_log2(uint32_t n)
{
	return n ? 31 - __builtin_clz(n) : 0;
}

/* 32,000 people are worth nothing, a million 15, ten million 24. */
static int place_weigh_city(const struct gazetteer_entry *e)
{
	int points = 3 * place_weigh_log2(e->population) - 44;
	if (points < -12)
		points = -12;
	if (e->form & GAZETTEER_CAPITAL)
		points = (points < 6 ? 6 : points) + 12;
	if (e->form & GAZETTEER_SEAT)
		points += 3;
	if (e->form & GAZETTEER_QUARTER)
		points -= 9;
	return points;
}

static int place_weigh_kind(const struct gazetteer_entry *e)
{
	switch ((enum gazetteer_kind)e->kind) {
	case GAZETTEER_COUNTRY:
	case GAZETTEER_DEMONYM:
	case GAZETTEER_ORGANISATION:
	case GAZETTEER_AREA:
	case GAZETTEER_NONE:
		return 40;
	case GAZETTEER_METONYM:
	case GAZETTEER_INSTITUTION:
		return 35;
	case GAZETTEER_REGION:
		return e->population ? (int)e->population : 32;
	case GAZETTEER_DIVISION:
		return 10;
	case GAZETTEER_CITY:
		return place_weigh_city(e);
	case GAZETTEER_HINT:
	case GAZETTEER_LOCAL:
		return 0;
	}
	return 0;
}

/* Names that are first of all words or persons. */
static int place_weigh_class(const struct place_mention *m, const struct gazetteer_entry *e)
{
	if (!place_weigh_is_town(e))
		return 0;
	int points = m->end - m->begin > 1 ? 6 : 0;
	if (m->class & WORD_COMMON)
		points -= m->around & (PLACE_SHOUTED | PLACE_SENTENCE_START) ? 40 : 30;
	/* a great city is itself first, whoever is called by its name */
	int weight = e->population > 1000000 || (e->form & GAZETTEER_CAPITAL) ? 2 : 1;
	if (m->class & WORD_FORENAME)
		points -= 20 / weight;
	else if (m->class & WORD_SURNAME)
		points -= 12 / weight;
	return points;
}

/* ---- what the words around say ---- */

static int place_weigh_person(const struct place_mention *m, const struct gazetteer_entry *e)
{
	bool name = m->class & (WORD_FORENAME | WORD_SURNAME);
	if (e->kind == GAZETTEER_NONE || e->kind == GAZETTEER_ORGANISATION || e->kind == GAZETTEER_INSTITUTION)
		return 0;
	if (m->around & PLACE_TITLED)
		return place_weigh_is_town(e) || name ? POINTS_RULED_OUT : 0;
	return m->around & PLACE_PERSON ? POINTS_RULED_OUT : 0;
}

static int place_weigh_town_around(const struct place_mention *m)
{
	int points = 0;
	if (m->around & PLACE_FIRM)
		points -= 14;
	if (m->around & PLACE_CIVIC)
		points += 10;
	if (m->around & PLACE_AFTER_NAME)
		points -= 15;
	if (m->around & PLACE_BEFORE_NAME)
		points -= m->class & WORD_FORENAME ? 40 : 15;
	if ((m->around & PLACE_SPEAKS) && (m->class & (WORD_FORENAME | WORD_SURNAME)))
		points -= 15;
	return points;
}

/* A firm called after an American state is American: there the name still tells the country. */
static bool place_weigh_may_be_firm(const struct gazetteer_entry *e)
{
	return place_weigh_is_town(e) || (e->kind == GAZETTEER_REGION && memcmp(e->country, "US", 2) != 0 &&
					  memcmp(e->country, "CA", 2) != 0);
}

static int place_weigh_around(const struct place_work *w, const struct place_mention *m,
			      const struct gazetteer_entry *e)
{
	int points = place_weigh_person(m, e);
	if (m->around & PLACE_STREET)
		points += POINTS_RULED_OUT;
	if (m->around & PLACE_IN)
		points += 20;
	else if (m->around & PLACE_TO)
		points += 10;
	if (m->around & PLACE_DATELINE)
		points += 20;
	if (!place_weigh_is_town(e) && (m->class & WORD_FORENAME) && (m->around & PLACE_BEFORE_NAME))
		points -= 30;
	if (place_weigh_is_town(e))
		points += place_weigh_town_around(m);
	if ((m->around & PLACE_THING) && (e->kind == GAZETTEER_DEMONYM || e->kind == GAZETTEER_REGION))
		points -= 60;
	if ((m->around & PLACE_SUM) && e->kind <= GAZETTEER_REGION)
		points += POINTS_RULED_OUT;
	if (m->around & PLACE_COUNTY)
		points += memcmp(e->country, "US", 2) == 0 ? 15 : e->kind == GAZETTEER_COUNTRY ? -40 : -10;
	bool name = m->class & (WORD_FORENAME | WORD_SURNAME);
	const struct token *head = m->source != PLACE_IN_TEXT ? NULL : &w->tokens->tokens[m->begin];
	if (head && m->begin + 1 == m->end && !(m->around & (PLACE_IN | PLACE_CIVIC)) &&
	    (place_weigh_is_town(e) || name || e->kind == GAZETTEER_DEMONYM) && place_match_is_person(w, head->lower))
		points -= 30;
	if (head && !(m->around & (PLACE_IN | PLACE_CIVIC | PLACE_FIRM)) &&
	    place_weigh_may_be_firm(e) && place_match_is_firm(w, head->lower))
		points -= 30;
	return points;
}

/* ---- what the article says ---- */

static int place_weigh_of(const struct place_work *w, const char *country)
{
	return w->weight[place_weigh_index(country)];
}

/* For a state that shares its name with a part of another ("Georgia"), its neighbours speak too. */
static int place_weigh_neighbours(const struct place_work *w, const struct gazetteer_entry *e)
{
	struct country c;
	if (e->kind != GAZETTEER_COUNTRY || !country_find(str_of(e->country), &c))
		return 0;
	int points = 0;
	struct str code;
	while (str_split(&c.neighbours, '|', &code))
		if (code.n == 2)
			points += place_weigh_of(w, code.p) / 2;
	return points;
}

static int place_weigh_context(const struct place_work *w, const struct gazetteer_entry *e, bool shared)
{
	if (!place_weigh_has_country(e))
		return 0;
	int points = place_weigh_of(w, e->country);
	if (shared)
		points += place_weigh_neighbours(w, e);
	if (points == 0 && w->most_local >= 5)
		return 2 * POINTS_STRANGER;
	if (points == 0 && w->total >= 10)
		return e->population > 500000 ? POINTS_STRANGER / 2 : POINTS_STRANGER;
	int most = POINTS_CONTEXT_MOST;
	int local = w->local[place_weigh_index(e->country)];
	if (e->kind == GAZETTEER_CITY)
		most = local < 10 ? 15 : 15 + local;
	if (most > 40)
		most = 40;
	if (points > most)
		points = most;
	/* beside a country that the article is far more about, a small place of another is less likely */
	if (place_weigh_is_town(e) && w->most > 0 && 4 * place_weigh_of(w, e->country) < w->most)
		points -= 12;
	return points;
}

/* ---- the choice ---- */

/* Do all entries of the name lie in one country? */
static bool place_weigh_shared(const struct place_work *w, const struct place_mention *m)
{
	const struct gazetteer_entry *first = gazetteer_entry(w->g, m->entry), *e = first;
	for (; e->next != GAZETTEER_END; e = gazetteer_entry(w->g, e->next))
		if (memcmp(first->country, gazetteer_entry(w->g, e->next)->country, 2) != 0)
			return true;
	return false;
}

static int place_weigh_entry(const struct place_work *w, const struct place_mention *m,
			     const struct gazetteer_entry *e, bool shared)
{
	return place_weigh_kind(e) + place_weigh_class(m, e) + place_weigh_around(w, m, e) +
	       place_weigh_context(w, e, shared);
}

/* "X County" is most often American, whatever else is called X. */
static void place_weigh_county(const struct place_work *w, struct place_mention *m)
{
	static const struct gazetteer_entry county = {.country = "US", .kind = GAZETTEER_CITY};
	int score = 20 + place_weigh_context(w, &county, false) + (m->around & PLACE_IN ? 20 : 0);
	if (!w->english || !(m->around & PLACE_COUNTY) || score < POINTS_ENOUGH || score <= m->score)
		return;
	if (m->chosen != GAZETTEER_END && memcmp(gazetteer_entry(w->g, m->chosen)->country, "US", 2) == 0)
		return;
	m->settled = true;
	m->chosen = GAZETTEER_END;
	m->score = score;
	memcpy(m->country, "US", 3);
}

/* In a text of another language: a country's whole name, that is nothing else. */
static bool place_weigh_plain(const struct place_mention *m, const struct gazetteer_entry *e, bool shared)
{
	return e->kind == GAZETTEER_COUNTRY && !shared && !m->class && !(e->form & (GAZETTEER_ACRONYM | GAZETTEER_POINTED));
}

/* "New York", "Washington": the great city, unless the state is said. */
static void place_weigh_prefer_city(const struct place_work *w, struct place_mention *m)
{
	const struct gazetteer_entry *chosen = gazetteer_entry(w->g, m->chosen);
	if (chosen->kind != GAZETTEER_REGION || (m->around & PLACE_CIVIC))
		return;
	for (uint32_t i = m->entry; i != GAZETTEER_END; i = gazetteer_entry(w->g, i)->next) {
		const struct gazetteer_entry *e = gazetteer_entry(w->g, i);
		bool great = e->population > 1000000 || (e->form & GAZETTEER_CAPITAL);
		if (e->kind == GAZETTEER_CITY && great && memcmp(e->country, chosen->country, 2) == 0) {
			m->chosen = i;
			return;
		}
	}
}

static void place_weigh_choose(const struct place_work *w, struct place_mention *m)
{
	bool shared = place_weigh_shared(w, m);
	m->chosen = GAZETTEER_END;
	m->score = 0;
	for (uint32_t i = m->entry; i != GAZETTEER_END; i = gazetteer_entry(w->g, i)->next) {
		const struct gazetteer_entry *e = gazetteer_entry(w->g, i);
		if (e->kind >= GAZETTEER_HINT || !place_match_may_be(m, e) || (!w->english && !place_weigh_plain(m, e, shared)))
			continue;
		int score = place_weigh_entry(w, m, e, shared);
		if (score >= POINTS_ENOUGH && (m->chosen == GAZETTEER_END || score > m->score)) {
			m->chosen = i;
			m->score = score;
		}
	}
	place_weigh_prefer_city(w, m);
	place_weigh_county(w, m);
}

/* ---- evidence ---- */

static int place_weigh_evidence(const struct gazetteer_entry *e)
{
	switch ((enum gazetteer_kind)e->kind) {
	case GAZETTEER_COUNTRY:
		return 10;
	case GAZETTEER_DEMONYM:
	case GAZETTEER_REGION:
		return 8;
	case GAZETTEER_METONYM:
	case GAZETTEER_INSTITUTION:
	case GAZETTEER_CITY:
		return 6;
	case GAZETTEER_DIVISION:
		return 4;
	case GAZETTEER_HINT:
	case GAZETTEER_LOCAL:
		return (int)e->population;
	case GAZETTEER_ORGANISATION:
	case GAZETTEER_AREA:
	case GAZETTEER_NONE:
		return 0;
	}
	return 0;
}

static void place_weigh_credit(struct place_work *w, const char *country, int points)
{
	int16_t *weight = &w->weight[place_weigh_index(country)];
	if (*weight < 1000)
		*weight = (int16_t)(*weight + points);
	if (w->total < 1000)
		w->total += points;
	if (*weight > w->most)
		w->most = *weight;
}

static void place_weigh_credit_local(struct place_work *w, const char *country, int points)
{
	int16_t *local = &w->local[place_weigh_index(country)];
	if (*local < 1000)
		*local = (int16_t)(*local + points);
	if (*local > w->most_local)
		w->most_local = *local;
}

static void place_weigh_credit_entry(struct place_work *w, const struct place_mention *m, uint32_t entry)
{
	const struct gazetteer_entry *e = gazetteer_entry(w->g, entry);
	if (!place_weigh_has_country(e))
		return;
	bool county = (m->around & PLACE_COUNTY) && memcmp(e->country, "US", 2) == 0;
	if (e->kind == GAZETTEER_LOCAL || county)
		place_weigh_credit_local(w, e->country, county ? 5 : (int)e->population);
	int points = place_weigh_evidence(e) * (m->source != PLACE_IN_TEXT || (m->around & PLACE_DATELINE) ? 2 : 1);
	/* what a namesake was taken for must not prove itself */
	if (place_weigh_is_town(e) && place_weigh_shared(w, m))
		points /= 3;
	place_weigh_credit(w, e->country, points);
}

/* Names that mean one thing whatever the article is about; hints too. */
static bool place_weigh_is_sure(const struct place_work *w, const struct place_mention *m)
{
	const struct gazetteer_entry *e = gazetteer_entry(w->g, m->entry);
	if (e->kind >= GAZETTEER_HINT)
		return true;
	return !place_weigh_shared(w, m) && place_match_may_be(m, e) &&
	       place_weigh_kind(e) + place_weigh_class(m, e) + place_weigh_around(w, m, e) >= POINTS_ENOUGH + 3;
}

static void place_weigh_forget(struct place_work *w)
{
	memset(w->weight, 0, PLACE_COUNTRIES * sizeof *w->weight);
	memset(w->local, 0, PLACE_COUNTRIES * sizeof *w->local);
	w->total = 0;
	w->most = w->most_local = 0;
}

static void place_weigh_credit_county(struct place_work *w)
{
	place_weigh_credit(w, "US", 6);
	place_weigh_credit_local(w, "US", 5);
}

void place_weigh_all(struct place_work *w)
{
	place_weigh_forget(w);
	for (size_t i = 0; i < w->n; i++) {
		struct place_mention *m = &w->v[i];
		if (m->settled)
			place_weigh_credit(w, m->country, 10);
		else if (m->entry == GAZETTEER_END && (m->around & PLACE_COUNTY))
			place_weigh_credit_county(w);
		else if (place_weigh_is_sure(w, m))
			place_weigh_credit_entry(w, m, m->entry);
	}
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < w->n; i++)
			if (!w->v[i].settled)
				place_weigh_choose(w, &w->v[i]);
		if (round)
			break;
		place_weigh_forget(w);
		for (size_t i = 0; i < w->n; i++) {
			struct place_mention *m = &w->v[i];
			if (m->settled)
				place_weigh_credit(w, m->country, 10);
			else if (m->chosen != GAZETTEER_END)
				place_weigh_credit_entry(w, m, m->chosen);
			else if (gazetteer_entry(w->g, m->entry)->kind >= GAZETTEER_HINT)
				place_weigh_credit_entry(w, m, m->entry);
		}
	}
}
