#include "config.h"

#include "app/update_filter.h"

#include "app/ask.h"
#include "app/facet.h"
#include "app/grid.h"
#include "app/nav.h"
#include "app/pair.h"
#include "app/update.h"

static void filter_say_countries(struct model *m)
{
	bool several = m->filter.country_count > 1;
	update_say(m, false, m->filter.either ? "%s any of them; + wants all of them" : "%s all of them; + takes any of them",
		   several ? "Several countries: events of" : "Several countries would show events of");
}

/* A country is added, never taken away: the period is what is chosen. */
static void filter_want_country(struct model *m, const char *code)
{
	if (code[0] && !filter_has_country(&m->filter, code))
		filter_toggle_country(&m->filter, code);
}

void update_filter_period(struct model *m, struct interval when)
{
	if (!interval_known(when))
		return;
	if (filter_toggle_period(&m->filter, when))
		update_say(m, false, "Only what meets that time; F switches the filters off");
	else
		update_say(m, false, "No longer of that time alone");
	ask_search(m);
}

/* The bar of the strip that the row under the cursor is in; without a strip, the period of the zoom. */
void update_filter_bar(struct model *m)
{
	struct row r = model_row(m);
	int bar = r.id && interval_known(r.when) ? density_at(&m->density, r.when.from) : -1;
	if (bar >= 0)
		update_filter_period(m, (struct interval){m->density.bars.v[bar].from, m->density.bars.v[bar].to});
	else if (r.id && interval_known(r.when))
		update_filter_period(m, nav_period_of(m, r));
	else
		update_say(m, false, "What stands here has no date");
}

static void filter_by_pair(struct model *m)
{
	const struct tally_period *here = pair_here(m);
	m->filter.either = false;
	filter_want_country(m, m->pair.codes[0]);
	filter_want_country(m, m->pair.codes[1]);
	if (here && interval_known(here->when))
		update_filter_period(m, here->when);
	else
		ask_search(m);
}

static void filter_by_cell(struct model *m)
{
	const struct gridded *g = m->grid.gridded;
	if (!g || g->tally.period_count == 0)
		return;
	if (grid_events(m, m->grid.row, m->grid.column) == 0) {
		update_say(m, false, "There is no event here");
		return;
	}
	struct interval when = g->tally.periods[m->grid.column];
	filter_want_country(m, m->grid.code);
	update_filter_period(m, when);
}

void update_filter_toggle(struct model *m)
{
	if (m->focus == PANE_PAIR) {
		filter_by_pair(m);
		return;
	}
	if (m->focus == PANE_GRID) {
		filter_by_cell(m);
		return;
	}
	if (!facet_toggle(m, false))
		return;
	if (m->filter.country_count > 1)
		filter_say_countries(m);
	ask_search(m);
}

void update_filter_without(struct model *m)
{
	if (!facet_toggle(m, true))
		return;
	update_say(m, false, filter_lacks_country(&m->filter, m->country_code) ? "Without %s; - takes it in again" : "%s is in again",
		   m->country_code);
	ask_search(m);
}

void update_filter_either(struct model *m)
{
	m->filter.either = !m->filter.either;
	filter_say_countries(m);
	ask_search(m);
}

void update_filter_announced(struct model *m)
{
	const struct str announced = STR("is:announced"), open = STR("is:open");
	struct filter *f = &m->filter;
	bool off = f->off, was_open = filter_has_term(f, open), was_announced = filter_has_term(f, announced);
	f->off = false; /* what is switched off is put on again first */
	if (!off && was_open) {
		filter_toggle_term(f, open);
	} else if (!off && was_announced) {
		filter_toggle_term(f, announced);
		filter_toggle_term(f, open);
	} else if (!was_open && !was_announced) {
		filter_toggle_term(f, announced);
	}
	update_say(m, false, filter_has_term(f, open) ? "Announced, and nothing is known that came of it"
			     : filter_has_term(f, announced) ? "What was announced; once more shows what is still open of it"
							  : "No longer of what was announced alone");
	ask_search(m);
}
