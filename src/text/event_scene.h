/* event_scene: the one country that an article tells its incidents from. */
#ifndef DATELINE_TEXT_EVENT_SCENE_H
#define DATELINE_TEXT_EVENT_SCENE_H

#include "text/event_draft.h"

/* Gives an attack, a battle or a disaster that has no country of its own that of the article's scene: the one where all of the
 * article's events took place that have a host, one of its kind among them: "A bomb exploded in Lima. ... The judge had been
 * shot on 3 May." Not what is told in passing, beside the name of another country, or of a time long before the article. */
void event_scene_share(const struct event_input *in, struct event_drafts *drafts, struct arena *arena);

#endif
