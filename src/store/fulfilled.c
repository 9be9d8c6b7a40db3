#include "config.h"

#include "store/fulfilled.h"

static bool fulfilled_look(struct store *s, int64_t event, bool further, struct arena *arena, struct fulfilled_outcome *out,
			   struct error *err)
{
	struct link *links;
	size_t n;
	if (!store_links_of(s, event, arena, &links, &n, err))
		return false;
	/* outcomes stand behind what is the same: their date is the better one */
	for (size_t i = n; i-- > 0 && !out->is;) {
		struct event e;
		int64_t article, other = links[i].from == event ? links[i].to : links[i].from;
		bool outcome = links[i].kind == LINK_OUTCOME && links[i].from == event;
		if (links[i].rejected || !(outcome || links[i].kind == LINK_SAME))
			continue;
		if (!store_event(s, other, arena, &e, &article, err))
			return false;
		if (outcome || e.modality == MODALITY_HAPPENED)
			*out = (struct fulfilled_outcome){true, e.when, e.precision, e.headline};
		else if (further && !fulfilled_look(s, other, false, arena, out, err))
			return false;
	}
	return true;
}

bool fulfilled_one(struct store *s, int64_t event, struct arena *arena, struct fulfilled_outcome *out, struct error *err)
{
	*out = (struct fulfilled_outcome){.when = INTERVAL_NONE};
	return fulfilled_look(s, event, true, arena, out, err);
}
