#include "config.h"

#include "app/action.h"

static const struct action_info action_rows[] = {
#define X(id, name, panes, hint, help) {name, panes, hint, help},
	ACTION_TABLE(X)
#undef X
};

const struct action_info *action_info(enum action a)
{
	return &action_rows[a];
}

int action_of(struct str name)
{
	for (int a = 0; a < ACTION_COUNT; a++)
		if (str_eq(name, str_of(action_rows[a].name)))
			return a;
	return ACTION_NONE;
}

const char *action_pane_name(enum pane p)
{
	switch (p) {
	case PANE_TIMELINE: return "timeline";
	case PANE_COUNTRIES: return "countries";
	case PANE_ARTICLE: return "article";
	case PANE_LINKS: return "links";
	case PANE_WHY: return "why";
	case PANE_MAP: return "map";
	case PANE_PAIR: return "pair view";
	case PANE_GRID: return "grid";
	case PANE_COMPARE: return "compare view";
	}
	return "";
}
