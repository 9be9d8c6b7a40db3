#include "config.h"

#include "text/place_mention.h"

#include <string.h>

enum {
	POINTS_ENOUGH = 12,  /* what a reading needs to be believed */
	POINTS_SURE = 15,    /* and without the article's help, to be evidence */
	POINTS_SHADOW = 8,   /* what a small place loses to a great namesake */
	POINTS_SETTLED = 10, /* what a name that its container decided says of its country */
};

/* ---- readings ---- */

/* What the mention may mean, and what speaks for it whatever the article is about: weighed once, chosen from twice. */
static void place_choose_read(struct place_work *w, struct place_mention *m)
{
	const struct gazetteer_entry *e, *name = gazetteer_entry(w->g, m->entry);
	bool told = m->source == PLACE_IN_TEXT && !(m->around & (PLACE_IN | PLACE_CIVIC));
	m->known = told ? place_match_known(w, place_match_word(w, m)) : 0;
	m->first = (uint32_t)w->readings.n;
	m->shared = false;
	for (uint32_t i = m->entry; i != GAZETTEER_END; i = e->next) {
		e = gazetteer_entry(w->g, i);
		m->shared |= memcmp(e->country, name->country, 2) != 0;
		if (e->kind >= GAZETTEER_HINT || !place_match_may_be(m, e))
			continue;
		*vec_push(&w->readings) = (struct place_reading){i, place_weigh_alone(m, e)};
	}
	m->count = (uint32_t)w->readings.n - m->first;
}

/* The points of the mention as that entry; without the reading, none. */
static int place_choose_points(const struct place_work *w, const struct place_mention *m, uint32_t entry)
{
	for (size_t i = m->first; i < m->first + m->count; i++)
		if (w->readings.v[i].entry == entry)
			return w->readings.v[i].points;
	return 0;
}

/* ---- the choice ---- */

/* "X County" is most often American, whatever else is called X. */
static void place_choose_county(const struct place_work *w, struct place_mention *m)
{
	static const struct gazetteer_entry county = {.country = "US", .kind = GAZETTEER_CITY};
	if (!w->known || !(m->around & PLACE_COUNTY) || place_weigh_is_american(gazetteer_entry(w->g, m->chosen)))
		return;
	int score = 14 + place_weigh_context(w, &county, false);
	if (score < POINTS_ENOUGH || score <= m->score)
		return;
	m->settled = true;
	m->chosen = GAZETTEER_END;
	m->score = score;
	memcpy(m->country, "US", 3);
}

/* In a text of another language: a country's whole name, that is nothing else. */
static bool place_choose_plain(const struct place_mention *m, const struct gazetteer_entry *e, bool shared)
{
	return e->kind == GAZETTEER_COUNTRY && !shared && !m->class && !(e->form & (GAZETTEER_ACRONYM | GAZETTEER_POINTED));
}

/* Of two entries of one country, is `e` what is meant rather than `chosen`? "New York" and "Washington" are the
 * great cities, unless the state is said; "Singapore" is the country. */
static bool place_choose_prefers(const struct place_mention *m, const struct gazetteer_entry *e,
				 const struct gazetteer_entry *chosen)
{
	bool great = e->population > 1000000 || (e->form & GAZETTEER_CAPITAL);
	if (chosen->kind == GAZETTEER_REGION)
		return e->kind == GAZETTEER_CITY && great && !(m->around & PLACE_CIVIC);
	return chosen->kind == GAZETTEER_CITY && e->kind == GAZETTEER_COUNTRY;
}

static void place_choose_within_country(const struct place_work *w, struct place_mention *m)
{
	const struct gazetteer_entry *chosen = gazetteer_entry(w->g, m->chosen);
	for (uint32_t i = m->chosen ? m->entry : GAZETTEER_END; i != GAZETTEER_END; i = gazetteer_entry(w->g, i)->next) {
		const struct gazetteer_entry *e = gazetteer_entry(w->g, i);
		if (memcmp(e->country, chosen->country, 2) == 0 && place_choose_prefers(m, e, chosen)) {
			m->chosen = i;
			return;
		}
	}
}

/* Is there a great city of the same name, ten times as large, in another country? Then it takes more than talk of
 * the small one's country: local news, which place_weigh_context counts. */
static bool place_choose_is_overshadowed(const struct place_work *w, const struct place_mention *m,
					 const struct gazetteer_entry *e)
{
	if (e->kind != GAZETTEER_CITY || w->local[place_weigh_index(e->country)] >= 10)
		return false;
	for (uint32_t i = m->entry; i != GAZETTEER_END; i = gazetteer_entry(w->g, i)->next) {
		const struct gazetteer_entry *great = gazetteer_entry(w->g, i);
		if (great->population > 500000 && great->population / 10 > e->population &&
		    memcmp(great->country, e->country, 2) != 0)
			return true;
	}
	return false;
}

static void place_choose_one(const struct place_work *w, struct place_mention *m)
{
	m->chosen = GAZETTEER_END;
	m->score = 0;
	for (size_t i = m->first; i < m->first + m->count; i++) {
		const struct place_reading *r = &w->readings.v[i];
		const struct gazetteer_entry *e = gazetteer_entry(w->g, r->entry);
		if (!w->known && !place_choose_plain(m, e, m->shared))
			continue;
		int score = r->points + place_weigh_context(w, e, m->shared);
		if (m->shared && place_choose_is_overshadowed(w, m, e))
			score -= POINTS_SHADOW;
		if (score >= POINTS_ENOUGH && (m->chosen == GAZETTEER_END || score > m->score)) {
			m->chosen = r->entry;
			m->score = score;
		}
	}
	place_choose_within_country(w, m);
	place_choose_county(w, m);
}

/* ---- evidence ---- */

static int place_choose_evidence(const struct gazetteer_entry *e)
{
	switch ((enum gazetteer_kind)e->kind) {
	case GAZETTEER_COUNTRY:
		return 10;
	case GAZETTEER_DEMONYM:
	case GAZETTEER_PREFIX:
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

static void place_choose_credit(struct place_work *w, const char *country, int points)
{
	int16_t *weight = &w->weight[place_weigh_index(country)];
	if (*weight < 1000)
		*weight = (int16_t)(*weight + points);
	if (w->total < 1000)
		w->total += points;
	if (*weight > w->most)
		w->most = *weight;
}

static void place_choose_credit_local(struct place_work *w, const char *country, int points)
{
	int16_t *local = &w->local[place_weigh_index(country)];
	if (*local < 1000)
		*local = (int16_t)(*local + points);
	if (*local > w->most_local)
		w->most_local = *local;
}

static void place_choose_credit_entry(struct place_work *w, const struct place_mention *m, uint32_t entry)
{
	const struct gazetteer_entry *e = gazetteer_entry(w->g, entry);
	if (!place_weigh_has_country(e))
		return;
	bool county = (m->around & PLACE_COUNTY) && place_weigh_is_american(e);
	if (e->kind == GAZETTEER_LOCAL || county)
		place_choose_credit_local(w, e->country, county ? 5 : (int)e->population);
	int points = place_choose_evidence(e) * (m->source != PLACE_IN_TEXT || (m->around & PLACE_DATELINE) ? 2 : 1);
	/* what a namesake was taken for must not prove itself */
	if (place_weigh_is_town(e) && (m->shared || place_choose_points(w, m, entry) < POINTS_SURE))
		points /= 3;
	place_choose_credit(w, e->country, points);
}

/* Names that mean one thing whatever the article is about; hints too. */
static bool place_choose_is_sure(const struct place_work *w, const struct place_mention *m)
{
	if (gazetteer_entry(w->g, m->entry)->kind >= GAZETTEER_HINT)
		return true;
	return !m->shared && place_choose_points(w, m, m->entry) >= POINTS_SURE;
}

static void place_choose_forget(struct place_work *w)
{
	memset(w->weight, 0, PLACE_COUNTRIES * sizeof *w->weight);
	memset(w->local, 0, PLACE_COUNTRIES * sizeof *w->local);
	w->total = 0;
	w->most = w->most_local = 0;
}

static void place_choose_credit_county(struct place_work *w)
{
	place_choose_credit(w, "US", 6);
	place_choose_credit_local(w, "US", 5);
}

/* First evidence: what is settled, and what is sure. */
static void place_choose_gather_sure(struct place_work *w)
{
	place_choose_forget(w);
	for (size_t i = 0; i < w->n; i++) {
		const struct place_mention *m = &w->v[i];
		if (m->settled)
			place_choose_credit(w, m->country, POINTS_SETTLED);
		else if (m->entry == GAZETTEER_END && (m->around & PLACE_COUNTY))
			place_choose_credit_county(w);
		else if (place_choose_is_sure(w, m))
			place_choose_credit_entry(w, m, m->entry);
	}
}

/* Second evidence: what was chosen by the first. */
static void place_choose_gather_chosen(struct place_work *w)
{
	place_choose_forget(w);
	for (size_t i = 0; i < w->n; i++) {
		const struct place_mention *m = &w->v[i];
		bool hint = gazetteer_entry(w->g, m->entry)->kind >= GAZETTEER_HINT;
		if (m->settled)
			place_choose_credit(w, m->country, POINTS_SETTLED);
		else if (m->chosen != GAZETTEER_END || hint)
			place_choose_credit_entry(w, m, hint ? m->entry : m->chosen);
	}
}

static void place_choose_each(struct place_work *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (!w->v[i].settled)
			place_choose_one(w, &w->v[i]);
}

/* A name that is a place once is more likely one again: its other mentions are looked at once more. */
static void place_choose_again(struct place_work *w)
{
	struct wordmap seen = WORDMAP_INIT;
	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].chosen != GAZETTEER_END && place_weigh_is_town(gazetteer_entry(w->g, w->v[i].chosen)))
			wordmap_set(&seen, place_match_word(w, &w->v[i]), w->v[i].entry);
	for (size_t i = 0; i < w->n && seen.count; i++) {
		struct place_mention *m = &w->v[i];
		if (m->chosen != GAZETTEER_END || m->settled || (m->around & PLACE_FIRM) ||
		    wordmap_get(&seen, place_match_word(w, m)) != m->entry)
			continue;
		m->around |= PLACE_AGAIN;
		place_choose_read(w, m);
		place_choose_one(w, m);
	}
	wordmap_free(&seen);
}

void place_choose_all(struct place_work *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (!w->v[i].settled)
			place_choose_read(w, &w->v[i]);
	place_choose_gather_sure(w);
	place_choose_each(w);
	place_choose_gather_chosen(w);
	place_choose_each(w);
	place_choose_again(w);
}
