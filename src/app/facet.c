#include "config.h"

#include "app/facet.h"

#include "base/country.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void facet_show(struct model *m)
{
	size_t n = model_country_count(m), h = m->room.country_h > 0 ? (size_t)m->room.country_h : 1;
	if (m->country >= n)
		m->country = n > 0 ? n - 1 : 0;
	if (m->country_top > m->country)
		m->country_top = m->country;
	if (m->country >= m->country_top + h)
		m->country_top = m->country - h + 1;
	if (m->country_top + h > n)
		m->country_top = n > h ? n - h : 0;
}

void facet_locate(struct model *m)
{
	size_t n = model_country_count(m);
	if (!m->country_code[0]) /* not moved yet: on the first that has events */
		for (m->country = 0; m->country + 1 < n && model_country(m, m->country).events == 0;)
			m->country++;
	for (size_t i = 0; i < n; i++)
		if (strcmp(model_country(m, i).code, m->country_code) == 0)
			m->country = i;
	facet_show(m);
}

void facet_line(struct model *m, size_t i)
{
	m->country = i;
	facet_show(m);
	if (model_country_count(m) > 0)
		memcpy(m->country_code, model_country(m, m->country).code, sizeof m->country_code);
}

void facet_move(struct model *m, long rows)
{
	facet_line(m, model_moved(m->country, rows));
}

/* ---- finding ---- */

/* How well a country is meant by a text: 3 its code, 2 the beginning of its name, 1 a part of it, 0 not at all. */
static int facet_meant(const char *code, struct str text)
{
	struct str name = country_name(str_of(code));
	if (str_eq_nocase(str_of(code), text))
		return 3;
	for (size_t i = 0; i + text.n <= name.n; i++)
		if (str_eq_nocase(str_sub(name, i, i + text.n), text))
			return i == 0 ? 2 : 1;
	return 0;
}

bool facet_find(struct model *m, struct str text)
{
	size_t n = model_country_count(m), best = SIZE_MAX;
	int most = 0;
	for (size_t i = 0; text.n && i < n; i++) {
		int meant = facet_meant(model_country(m, i).code, text);
		if (meant <= most)
			continue;
		most = meant;
		best = i;
	}
	if (best == SIZE_MAX)
		return false;
	facet_line(m, best);
	return true;
}

/* ---- the map ---- */

enum { FACET_NEAR = 4 }; /* dots that a click may miss a small country by */

static const struct outline_country *facet_place(const struct model *m, size_t i)
{
	int at = outline_find(&m->world, str_of(model_country(m, i).code));
	return at >= 0 ? &m->world.countries[at] : NULL;
}

bool facet_step(struct model *m, int x, int y)
{
	size_t n = model_country_count(m), best = SIZE_MAX;
	const struct outline_country *here = n > 0 ? facet_place(m, m->country) : NULL;
	int least = INT_MAX;
	for (size_t i = 0; i < n; i++) {
		const struct outline_country *c = facet_place(m, i);
		int dx = c && here ? c->x - here->x : 0, dy = c && here ? c->y - here->y : 0;
		int ahead = dx * x + dy * y, aside = abs(dx * y) + abs(dy * x);
		if (!c || i == m->country || (here && ahead <= 0) || ahead + 2 * aside >= least)
			continue;
		least = ahead + 2 * aside;
		best = i;
	}
	if (best == SIZE_MAX)
		return false;
	facet_line(m, best);
	return true;
}

bool facet_dot(struct model *m, int x, int y)
{
	size_t n = model_country_count(m), best = SIZE_MAX;
	int least = FACET_NEAR;
	if (x < 0 || y < 0 || x >= m->world.w || y >= m->world.h)
		return false;
	uint16_t under = m->world.at[(size_t)y * (size_t)m->world.w + (size_t)x];
	for (size_t i = 0; i < n && least > 0; i++) {
		const struct outline_country *c = facet_place(m, i);
		if (!c)
			continue;
		int away = under != OUTLINE_SEA && c == &m->world.countries[under - 1] ? 0 : abs(c->x - x) + abs(c->y - y);
		if (away < least) {
			least = away;
			best = i;
		}
	}
	if (best == SIZE_MAX)
		return false;
	facet_line(m, best);
	return true;
}

bool facet_toggle(struct model *m, bool without)
{
	if (model_country_count(m) == 0)
		return false;
	struct country_count c = model_country(m, m->country);
	memcpy(m->country_code, c.code, sizeof m->country_code);
	bool off = m->filter.off;
	m->filter.off = false;
	if (off && (without ? filter_lacks_country : filter_has_country)(&m->filter, c.code))
		return true; /* it was switched off with the others: it is put on again */
	if (without)
		filter_toggle_without(&m->filter, c.code);
	else
		filter_toggle_country(&m->filter, c.code);
	return true;
}
