/* event_modality: whether an event happened, is announced, is denied, or is only thought of. */
#ifndef DATELINE_TEXT_EVENT_MODALITY_H
#define DATELINE_TEXT_EVENT_MODALITY_H

#include "text/event_head.h"

struct event_mood {
	enum event_modality modality;
	struct span span;  /* the words that say so; SPAN_NONE for the plain past and present */
	bool perfect;      /* "has begun", "is being held": news without a date is of the day */
	bool pluperfect;   /* "had begun": before the narrative's time */
	bool infinitive;   /* "to discuss": an aim of another verb, seldom an event */
};

/* The mood of a head, read off the verb group that governs it (`verb` may be the head or NULL), the words
 * before a noun, and the clause. */
void event_modality_read(const struct event_scan *s, const struct event_head *head, const struct event_head *verb,
			 struct event_mood *out);

/* Makes the mood of an announced event, told by a noun, denied where the sentence says that it will not be: "called off
 * the visit planned for June", "the talks set for June were cancelled". */
void event_modality_off(const struct event_scan *s, const struct event_head *head, struct event_mood *mood);

#endif
