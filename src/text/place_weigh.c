#include "config.h"

#include "text/place_mention.h"

#include <string.h>

/* The figures: points, ten of which make a good reason. Found by trial on annotated news, one set of
 * figures for all; each stands where it is used. */
enum {
	POINTS_CONTEXT_MOST = 25, /* what the article's other places can add, */
	POINTS_CONTEXT_TOWN = 15, /* and to a town */
	POINTS_STRANGER = -10,
	POINTS_RULED_OUT = -80,
};

int place_weigh_index(const char country[static 2])
{
	return (country[0] - 'A') * 26 + (country[1] - 'A');
}

bool place_weigh_has_country(const struct gazetteer_entry *e)
{
	return e->country[0] != '\0';
}

bool place_weigh_is_american(const struct gazetteer_entry *e)
{
	return memcmp(e->country, "US", 2) == 0;
}

bool place_weigh_is_town(const struct gazetteer_entry *e)
{
	return e->kind == GAZETTEER_CITY || e->kind == GAZETTEER_DIVISION;
}

static bool place_weigh_is_great(const struct gazetteer_entry *e)
{
	return e->kind == GAZETTEER_CITY && e->population > 500000;
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
	case GAZETTEER_PREFIX:
	case GAZETTEER_ORGANISATION:
	case GAZETTEER_AREA:
	case GAZETTEER_NONE:
		return 40;
	case GAZETTEER_METONYM:
	case GAZETTEER_INSTITUTION:
		return e->population ? (int)e->population : 35;
	case GAZETTEER_REGION:
		return e->population ? (int)e->population : 32;
	case GAZETTEER_DIVISION:
		return 8;
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
	int weight = e->population > 1000000 || (e->form & GAZETTEER_CAPITAL) || (m->around & PLACE_IN) ? 2 : 1;
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

static int place_weigh_town_around(const struct place_mention *m, const struct gazetteer_entry *e)
{
	int points = 0;
	if (m->around & PLACE_FIRM)
		points -= place_weigh_is_great(e) ? 14 : 20;
	if (m->around & PLACE_LEGAL)
		points -= 20;
	if (m->around & PLACE_CIVIC)
		points += 10;
	if (m->around & PLACE_AGAIN)
		points += 12;
	/* where all words have capitals, none shows that a name goes on */
	if ((m->around & PLACE_SHOUTED) && !(m->around & (PLACE_IN | PLACE_CIVIC)) && !place_weigh_is_great(e))
		points -= 6;
	if (m->around & PLACE_AFTER_NAME)
		points -= 15;
	if (m->around & PLACE_BEFORE_NAME)
		points -= m->class & WORD_FORENAME ? 40 : 15;
	if ((m->around & PLACE_SPEAKS) && ((m->class & (WORD_FORENAME | WORD_SURNAME)) || (m->around & PLACE_AFTER_NAME)))
		points -= 15;
	return points;
}

/* A firm called after an American state is American: there the name still tells the country. A great city is
 * named beside the firms and papers that are called after it. */
static bool place_weigh_may_be_firm(const struct gazetteer_entry *e)
{
	bool canadian = memcmp(e->country, "CA", 2) == 0;
	if (place_weigh_is_great(e))
		return false;
	return place_weigh_is_town(e) || (e->kind == GAZETTEER_REGION && !place_weigh_is_american(e) && !canadian);
}

/* "in X" and the like; a dateline; "X County". */
static int place_weigh_position(const struct place_mention *m, const struct gazetteer_entry *e)
{
	int points = 0;
	if (m->around & PLACE_IN)
		points += 20;
	else if (m->around & PLACE_TO)
		points += 10;
	if (m->around & PLACE_DATELINE)
		points += 20;
	if ((m->around & PLACE_STATE) && (e->kind == GAZETTEER_REGION || e->kind == GAZETTEER_DIVISION))
		points += 20;
	if (m->around & PLACE_COUNTY)
		points += place_weigh_is_american(e) ? 15 : e->kind == GAZETTEER_COUNTRY ? -40 : -10;
	return points;
}

/* Things, sums and streets that are only called after a place. */
static int place_weigh_use(const struct place_mention *m, const struct gazetteer_entry *e)
{
	int points = 0;
	if (m->around & PLACE_STREET)
		points += POINTS_RULED_OUT;
	bool tongue = e->kind == GAZETTEER_DEMONYM || (e->kind == GAZETTEER_REGION && !place_weigh_is_american(e));
	if ((m->around & PLACE_THING) && tongue)
		points -= 60;
	if ((m->around & PLACE_SUM) && e->kind <= GAZETTEER_CITY)
		points += POINTS_RULED_OUT;
	if ((m->around & PLACE_FIRM) && e->kind == GAZETTEER_REGION && place_weigh_may_be_firm(e))
		points -= 30;
	/* "Chad Fenwick"; "N.C. Fenwick" */
	bool given = (m->class & WORD_FORENAME) || (e->form & GAZETTEER_POINTED && e->kind == GAZETTEER_REGION);
	if (!place_weigh_is_town(e) && given && (m->around & PLACE_BEFORE_NAME) && !(m->around & PLACE_HELD))
		points -= 30;
	return points;
}

/* Words that are persons' or firms' names elsewhere in the article. */
static int place_weigh_known(const struct place_mention *m, const struct gazetteer_entry *e)
{
	unsigned known = m->known;
	if (!known)
		return 0;
	bool name = m->class & (WORD_FORENAME | WORD_SURNAME);
	bool may_be_person = place_weigh_is_town(e) || name || e->kind == GAZETTEER_DEMONYM;
	int points = 0;
	if ((known & PLACE_PERSON) && (m->written & PLACE_SINGLE) && may_be_person)
		points -= 30;
	/* a city of some size has firms and papers of its name, and is named beside them */
	if ((known & PLACE_FIRM) && !(m->around & PLACE_FIRM) && place_weigh_may_be_firm(e))
		points -= e->population > 100000 || (e->form & GAZETTEER_SEAT) ? 10 : 45;
	/* where every word has a capital, a word that has none elsewhere is that word */
	if ((known & PLACE_THING) && (m->around & PLACE_SENTENCE_START) && e->kind == GAZETTEER_COUNTRY &&
	    !(m->around & (PLACE_SPEAKS | PLACE_POSSESSIVE | PLACE_DATELINE)))
		points -= 40;
	return points;
}

static int place_weigh_around(const struct place_mention *m, const struct gazetteer_entry *e)
{
	return place_weigh_person(m, e) + place_weigh_position(m, e) + place_weigh_use(m, e) +
	       (place_weigh_is_town(e) ? place_weigh_town_around(m, e) : 0) + place_weigh_known(m, e);
}

/* ---- what the article says ---- */

static int place_weigh_of(const struct place_work *w, const char *country)
{
	return w->weight[place_weigh_index(country)];
}

/* For a state that shares its name with a part of another ("Georgia"), its neighbours speak too. */
static int place_weigh_neighbours(const struct place_work *w, const struct gazetteer_entry *e)
{
	if (e->kind != GAZETTEER_COUNTRY)
		return 0;
	int points = 0;
	struct str codes = gazetteer_neighbours(w->g, e->country), code;
	while (str_split(&codes, '|', &code))
		if (code.n == 2)
			points += place_weigh_of(w, code.p) / 2;
	return points;
}

/* The most that the article's other places can add: to towns less, unless it is local news of their country. */
static int place_weigh_most(const struct place_work *w, const struct gazetteer_entry *e)
{
	int local = w->local[place_weigh_index(e->country)];
	if (e->kind != GAZETTEER_CITY)
		return POINTS_CONTEXT_MOST;
	if (local < 10)
		return POINTS_CONTEXT_TOWN;
	return local < POINTS_CONTEXT_MOST ? POINTS_CONTEXT_TOWN + local : POINTS_CONTEXT_TOWN + POINTS_CONTEXT_MOST;
}

/* A country of which the article, being about others, says nothing. */
static int place_weigh_stranger(const struct place_work *w, const struct gazetteer_entry *e)
{
	if (w->most_local >= 5)
		return 2 * POINTS_STRANGER;
	return place_weigh_is_great(e) ? POINTS_STRANGER / 3 : POINTS_STRANGER;
}

int place_weigh_context(const struct place_work *w, const struct gazetteer_entry *e, bool shared)
{
	if (!place_weigh_has_country(e))
		return 0;
	int own = place_weigh_of(w, e->country), points = own + (shared ? place_weigh_neighbours(w, e) : 0);
	if (points == 0 && (w->total >= 10 || w->most_local >= 5))
		return place_weigh_stranger(w, e);
	int most = place_weigh_most(w, e);
	if (points > most)
		points = most;
	/* beside a country that the article is far more about, a town of another is less likely */
	if (place_weigh_is_town(e) && 4 * own < w->most)
		points -= !place_weigh_is_great(e) ? 12 : w->total >= 10 ? 6 : 0;
	return points;
}

int place_weigh_alone(const struct place_mention *m, const struct gazetteer_entry *e)
{
	return place_weigh_kind(e) + place_weigh_class(m, e) + place_weigh_around(m, e);
}
