/* event_range: where the words of a headline stand: which tokens of the sentence say who did what. */
#ifndef DATELINE_TEXT_EVENT_RANGE_H
#define DATELINE_TEXT_EVENT_RANGE_H

#include "text/event_role.h"

struct event_range {
	uint32_t begin, end;
	uint32_t gap_begin, gap_end;   /* left out: what stands between the subject and its verb */
	uint32_t part_begin, part_end; /* past the head only what stands at the event's own date */
	uint32_t head_end;             /* past the head's own tokens */
	uint32_t object_end;           /* past what the verb is done to, where that stands before its subject; or 0 */
	bool acts;                     /* the head is a verb or has one */
};

/* The range of a head's headline. `verb` governs the head, or is NULL; `from` is where a noun told with its date
 * begins, 0 for any other. */
struct event_range event_range_find(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				    const struct event_head *verb, uint32_t from);

/* Whether at token i, behind the head, an inner clause begins that tells how and why it came: "ten died | WHEN a lift fell", or
 * what came of it: ", KILLING five". Who says so is none. */
bool event_range_is_scene(const struct event_scan *s, const struct event_range *r, const struct event_head *head, uint32_t i);

/* Whether what a verb says stands behind it: "said", "ruled that". */
bool event_range_reports(const struct event_scan *s, const struct event_head *head);

/* Whether a report in a sentence that begins at token `begin` reports nothing of what stands before its clause: ", while the
 * mayor SAID that". */
bool event_range_is_apart(const struct event_scan *s, uint32_t begin, const struct event_head *report);

/* First token of the subject of a verb or noun at `head`, in a clause that begins at `begin`: past what leads in ("In September
 * 2019, ", "Meanwhile, "). */
uint32_t event_range_subject(const struct event_scan *s, uint32_t begin, uint32_t head);

#endif
