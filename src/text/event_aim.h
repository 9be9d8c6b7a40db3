/* event_aim: what an event is about and not done by or at: the names in it are neither its participants nor its place, though
 * they stand in its own clause (for the others see event_own). */
#ifndef DATELINE_TEXT_EVENT_AIM_H
#define DATELINE_TEXT_EVENT_AIM_H

#include "text/event_role.h"

/* Whether a name only says who or what somebody is, wherever it stands: "Chad's envoy to [Mali]", "[Chilean]-born", "a cousin of
 * [Chad]'s president". */
bool event_aim_describes(const struct event_scan *s, uint32_t token);

/* Whether a name behind the head is only part of what is aimed at, or of why: "arrested for selling a [Tibetan] book", "agreed
 * to leave [Mali]", "resigned over the war in [Mali]". Who something is done with takes part. */
bool event_aim_has(const struct event_scan *s, const struct event_head *head, uint32_t token);

/* Whether "in" before a name tells where something else was, that is named with the event: "arrested two men over the bombing
 * in [Oslo]", "victims of the attack in [Oslo] met". */
bool event_aim_is_elsewhere(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head,
			    uint32_t token);

#endif
