#include "config.h"

#include "text/event_scene.h"

#include <string.h>

enum {
	SCENE_DAYS = 366,     /* what lies further back than this from publication may have happened anywhere */
	SCENE_CONFIDENCE = 8, /* percent that the event loses */
};

static const struct event_country *event_scene_host(const struct event *e)
{
	for (size_t i = 0; i < e->country_count; i++)
		if (e->countries[i].role == ROLE_HOST)
			return &e->countries[i];
	return NULL;
}

struct event_scene {
	const struct event_country *country; /* the only one that is host of anything; NULL where there are two, or none */
	bool force, disaster;                /* what took place there */
};

static struct event_scene event_scene_of(const struct event_drafts *drafts)
{
	struct event_scene s = {0};
	for (size_t i = 0; i < drafts->list.n; i++) {
		const struct event *e = &drafts->list.v[i].e;
		const struct event_country *host = event_scene_host(e);
		if (host && s.country && strcmp(host->code, s.country->code))
			return (struct event_scene){0};
		s.country = host && !s.country ? host : s.country;
		s.disaster |= host && e->kind == EVENT_DISASTER;
		s.force |= host && (e->kind == EVENT_ATTACK || e->kind == EVENT_CONFLICT);
	}
	return s;
}

/* Does the sentence that tells it name another country? */
static bool event_scene_is_elsewhere(const struct event_input *in, const struct event_draft *d, const char *scene)
{
	struct span told = in->tokens->sentences[d->sentence].span;
	size_t first = 0, past = in->place_count;
	while (past > 0 && in->places[past - 1].span.end == 0) /* named by no word of the text */
		past--;
	while (first < past) { /* the others stand in order of text */
		size_t middle = first + (past - first) / 2;
		if (in->places[middle].span.begin < told.begin)
			first = middle + 1;
		else
			past = middle;
	}
	for (size_t i = first; i < in->place_count && in->places[i].span.begin < told.end; i++)
		if (in->places[i].country[0] && strcmp(in->places[i].country, scene))
			return true;
	return false;
}

/* May the event have happened there, and does nothing tell where? */
static bool event_scene_takes(const struct event_input *in, const struct event_scene *s, const struct event_draft *d)
{
	const struct event *e = &d->e;
	bool kind = e->kind == EVENT_DISASTER ? s->disaster
					      : (e->kind == EVENT_ATTACK || e->kind == EVENT_CONFLICT) && s->force;
	if (!kind || d->narrow || e->country_count || e->place.n || e->modality != MODALITY_HAPPENED ||
	    event_scene_is_elsewhere(in, d, s->country->code))
		return false;
	return !interval_known(e->when) || !interval_known(in->published.when) ||
	       interval_gap(e->when, in->published.when) <= SCENE_DAYS;
}

void event_scene_share(const struct event_input *in, struct event_drafts *drafts, struct arena *arena)
{
	struct event_scene s = event_scene_of(drafts);
	for (size_t i = 0; s.country && i < drafts->list.n; i++) {
		struct event_draft *d = &drafts->list.v[i];
		if (!event_scene_takes(in, &s, d))
			continue;
		struct event_country *c = arena_take(arena, 1, sizeof *c);
		*c = *s.country;
		c->rule = "scene";
		d->e.countries = c;
		d->e.country_count = 1;
		d->e.confidence = d->e.confidence > SCENE_CONFIDENCE ? (uint8_t)(d->e.confidence - SCENE_CONFIDENCE) : 1;
	}
}
