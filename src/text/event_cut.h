/* event_cut: where a headline begins and ends.
 *
 * What is no longer than some eighteen words stays whole. Else it holds its head, with some eleven words before it at most,
 * and ends at the border of a phrase after some fourteen words: "met | in Lima". The better border wins, then the later one;
 * an inner clause is not cut before its verb. Who reports ("the ministry said that") costs none of the words. */
#ifndef DATELINE_TEXT_EVENT_CUT_H
#define DATELINE_TEXT_EVENT_CUT_H

#include "text/event_pick.h"

/* Finds first and last of a pick. `verb` governs the head, `aim` is the same or NULL where the headline is not to be left
 * to it; `reach` is past the noun that is to be told with the clause, or 0. */
void event_cut_read(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
		    const struct event_head *verb, const struct event_head *aim, uint32_t reach, struct event_pick *p);

#endif
