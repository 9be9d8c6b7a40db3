#include "config.h"

#include "app/facet.h"

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
	size_t up = rows < 0 ? (size_t)-rows : 0, down = rows > 0 ? (size_t)rows : 0;
	facet_line(m, up > m->country ? 0 : m->country - up + down);
}

bool facet_toggle(struct model *m)
{
	if (model_country_count(m) == 0)
		return false;
	struct country_count c = model_country(m, m->country);
	memcpy(m->country_code, c.code, sizeof m->country_code);
	m->filter.off = false;
	filter_toggle_country(&m->filter, c.code);
	return true;
}
