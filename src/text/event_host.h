/* event_host: whether an event takes place at a name or is held by it, as the words around the name tell. */
#ifndef DATELINE_TEXT_EVENT_HOST_H
#define DATELINE_TEXT_EVENT_HOST_H

#include "text/event_head.h"

/* The place at a token, if it is in a country; or NULL. */
const struct place *event_host_place(const struct event_scan *s, uint32_t token);

/* Whether the place at a token is a town or a region; whether a place is one where something can happen, no people, no
 * organisation. */
bool event_host_is_town(const struct event_scan *s, uint32_t token);
bool event_host_is_location(const struct place *p);

/* Whether a phrase of these classes leads to the name at a token, from token `begin` on: "in", "in China's eastern", "in the
 * port of" before a town, "hosted by". */
bool event_host_led_by(const struct event_scan *s, uint32_t token, uint32_t begin, uint64_t classes);

/* "said on Monday IN LIMA": whether the name follows right behind the head, dates left out. */
bool event_host_is_said_at(const struct event_scan *s, const struct event_head *head, uint32_t token);

/* Host or participant: the role that a name has in the event of `head`, and the rule that tells it. The name is `p`, its tokens
 * token..end of a sentence that is read from `begin` on. */
enum event_role event_host_role(const struct event_scan *s, const struct event_head *head, uint32_t token, uint32_t end,
				uint32_t begin, const struct place *p, const char **rule);

#endif
