#include "config.h"

#include "text/place_mention.h"

#include "base/country.h"

#include <string.h>

static const char place_history_gone[][3] = {"SU", "YU", "CS"};

/* Countries that the article calls by name, or whose people. */
static void place_history_spoken(const struct place_work *w, bool spoken[static PLACE_COUNTRIES])
{
	for (size_t i = 0; i < w->n; i++) {
		const struct gazetteer_entry *e = gazetteer_entry(w->g, w->v[i].chosen);
		if (e->country[0] && (e->kind == GAZETTEER_COUNTRY || e->kind == GAZETTEER_DEMONYM))
			spoken[place_weigh_index(e->country)] = true;
	}
}

static bool place_history_is_heir(const struct country *gone, const char *code)
{
	struct str heirs = gone->neighbours, heir;
	while (str_split(&heirs, '|', &heir))
		if (str_eq(heir, str_of(code)))
			return true;
	return false;
}

void place_history_return(const struct place_work *w, struct place *v, size_t n)
{
	bool spoken[PLACE_COUNTRIES] = {false};
	place_history_spoken(w, spoken);
	for (size_t k = 0; k < sizeof place_history_gone / sizeof *place_history_gone; k++) {
		struct country gone;
		const char *code = place_history_gone[k];
		if (!spoken[place_weigh_index(code)] || !country_find(str_of(code), &gone))
			continue;
		for (size_t i = 0; i < n; i++)
			if (v[i].country[0] && !spoken[place_weigh_index(v[i].country)] &&
			    place_history_is_heir(&gone, v[i].country))
				memcpy(v[i].country, code, sizeof v[i].country);
	}
}
