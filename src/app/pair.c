#include "config.h"

#include "app/pair.h"

#include "app/ask.h"

#include <string.h>

bool pair_open(struct model *m)
{
	struct pair_view *v = &m->pair;
	size_t n = model_country_count(m);
	size_t chosen = m->filter.off || m->filter.country_count > 2 ? 0 : m->filter.country_count;
	if (chosen < 2 && n == 0)
		return false;
	struct country_count here = n ? model_country(m, m->country < n ? m->country : 0) : (struct country_count){"", 0};
	const char *first = chosen ? m->filter.countries[0] : here.code, *second = "\0\0";
	if (chosen == 2)
		second = m->filter.countries[1];
	else if (chosen == 1 && m->focus == PANE_COUNTRIES && strcmp(here.code, first) != 0)
		second = here.code;
	memcpy(v->codes[0], first, sizeof v->codes[0]);
	memcpy(v->codes[1], second, sizeof v->codes[1]);
	v->unit = m->unit > PRECISION_YEAR ? m->unit : PRECISION_YEAR; /* where gaps are seen; z zooms in */
	v->asked = 0;
	v->day = model_shown(m).id ? model_shown(m).when.from : DAY_NONE;
	return true;
}

void pair_ask(struct model *m)
{
	struct pair_view *v = &m->pair;
	if (!m->now || model_is_beginning(m) || v->asked == m->rows)
		return;
	struct request *r = ask_new(m, REQUEST_PAIR);
	ask_results(m, r);
	r->unit = v->unit;
	r->within = !m->filter.off && filter_has_period(&m->filter);
	memcpy(r->codes, v->codes, sizeof r->codes);
	v->asked = m->rows;
}

static void pair_show(struct model *m)
{
	struct pair_view *v = &m->pair;
	size_t n = v->paired ? v->paired->tally.periods.n : 0;
	v->at = v->at < n ? v->at : n ? n - 1 : 0;
}

/* To the last period that has begun by the day. */
void pair_take(struct model *m, struct paired *p)
{
	struct pair_view *v = &m->pair;
	v->at = 0;
	for (size_t i = 0; i < p->tally.periods.n && p->tally.periods.v[i].when.from <= v->day; i++)
		v->at = interval_known(p->tally.periods.v[i].when) ? i : v->at;
	request_paired_free(v->paired);
	v->paired = p;
	memcpy(v->codes, p->tally.codes, sizeof v->codes);
	pair_show(m);
}

void pair_move(struct model *m, long rows)
{
	m->pair.at = model_moved(m->pair.at, rows);
	pair_show(m);
	if (pair_here(m))
		m->pair.day = pair_here(m)->first.when.from;
}

bool pair_turn(struct model *m, int way)
{
	struct pair_view *v = &m->pair;
	const struct tally_pair *t = v->paired ? &v->paired->tally : NULL;
	size_t at = 0;
	while (t && at < t->beside_count && strcmp(t->beside[at].code, v->codes[1]) != 0)
		at++;
	if (!t || at + (size_t)way >= t->beside_count) /* both ends: 0 - 1 wraps */
		return false;
	memcpy(v->codes[1], t->beside[at + (size_t)way].code, sizeof v->codes[1]);
	v->asked = 0;
	return true;
}

bool pair_zoom(struct model *m, int steps)
{
	int unit = (int)m->pair.unit + steps;
	if (unit < PRECISION_DAY || unit > PRECISION_DECADE)
		return false;
	m->pair.unit = (enum precision)unit;
	m->pair.asked = 0;
	return true;
}

const struct tally_period *pair_here(const struct model *m)
{
	const struct paired *p = m->pair.paired;
	return p && m->pair.at < p->tally.periods.n ? &p->tally.periods.v[m->pair.at] : NULL;
}
