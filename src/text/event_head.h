/* event_head: the words of a sentence that tell an event. */
#ifndef DATELINE_TEXT_EVENT_HEAD_H
#define DATELINE_TEXT_EVENT_HEAD_H

#include "text/event_scan.h"

struct event_head {
	uint32_t token;  /* the first of the word or phrase */
	uint32_t length; /* in tokens */
	bool verb;
	uint8_t forms;   /* of a verb: the forms that it can be here */
	enum event_kind kind;
	enum event_strength strength;
	uint16_t clause;
	bool helped;     /* a verb that an auxiliary or "to" leads to */
	bool finite;     /* a verb with a tense: "met", "has met", "will meet"; not "to meet", "meeting" */
};

enum { EVENT_HEADS = 64 }; /* of a sentence; later ones are not read */

/* The heads of the sentence, past its dateline, in order of text. */
size_t event_head_find(const struct event_scan *s, struct event_head out[static EVENT_HEADS]);

/* The verb that gives a noun its tense: in its clause, before it, else after it; a verb is its own. NULL
 * when the clause has none. */
const struct event_head *event_head_governor(const struct event_head *heads, size_t count, const struct event_head *h);

/* Whether a noun stands in a phrase under a preposition: "contact at the FORUM". */
bool event_head_is_under(const struct event_scan *s, uint32_t noun);

/* The noun that says what a verb of no meaning of its own is about: "held TALKS", "a BLAST occurred"; the head
 * itself when there is none. */
const struct event_head *event_head_meaning(const struct event_scan *s, const struct event_head *heads, size_t count,
					    const struct event_head *verb);

#endif
