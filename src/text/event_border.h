/* event_border: how well a headline can end before a word: "met | in Lima".
 *
 * What goes with the word before it makes no border ("accused the bank of | hiding"), nor does "to" behind what somebody is
 * asked ("asked Chad | to close"). With whom something is makes a weak one. */
#ifndef DATELINE_TEXT_EVENT_BORDER_H
#define DATELINE_TEXT_EVENT_BORDER_H

#include "text/event_pick.h"

/* From none to the best. */
enum event_border { BORDER_NONE, BORDER_WEAK, BORDER_TO, BORDER_FIRM };

/* Whether a phrase can end before picked token k. */
enum event_border event_border_before(const struct event_scan *s, const struct event_pick *p, size_t k);

/* An adverb, by the tables or by its ending; "not" is one. */
bool event_border_is_adverb(const struct event_scan *s, uint32_t token);

#endif
