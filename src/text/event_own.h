/* event_own: which part of a sentence is an event's own, so that no name of another part is taken for its actor or place.
 *
 * To an event belong the clause of its head, and the parts without a verb that hang on it: lists, brackets. A clause without a
 * noun for its subject shares that of another, and of that clause nothing else:
 *
 *     [Chile], which met Peru in Lima              what a relative pronoun stands for
 *     [Chile] left the talks, blaming Peru         the subject of the verb that a participle goes with
 *     [Chile] met Peru in Lima and flew to Rome    the subject of a first verb, not its place
 *     [Chile] said on Monday that it met Peru      what a pronoun stands for
 *     Chile said that rebels had met in Lima       nothing: the rebels met
 *
 * What the event is only about stands in its clause and is none of it: see event_aim.
 * Who only reports or condemns an event takes no part in it. */
#ifndef DATELINE_TEXT_EVENT_OWN_H
#define DATELINE_TEXT_EVENT_OWN_H

#include "text/event_role.h"

/* Whether a name at a token can belong to the event of `head`. */
bool event_own_has(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head, uint32_t token);

/* Whether a name only tells what somebody is or was: "Ana Diaz, the former ambassador to [France], was shot in Lima". Whose
 * minister he is ("of") tells for whom he acts. */
bool event_own_is_title(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head,
			uint32_t token);

/* Whether a name before the head stands in what is said of the subject between commas, where it may be at home: "Ana Diaz, a
 * miner in [Lima], resigned". */
bool event_own_is_apart(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head,
			uint32_t token);

/* Whether a name stands in a participle's part of the sentence: "shares fell, sparked by fears over [Mali]". Such a part tells
 * how an attack came: "shot at a bus, killing ten in [Mali]". */
bool event_own_is_aside(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head,
			uint32_t token);

/* Whether a name only says who reports what comes before token `end`: "[Chile] said rebels had left". */
bool event_own_speaks(const struct event_scan *s, const struct event_scope *scope, uint32_t name, uint32_t end);

/* Whether a pact is only called after the town at tokens begin..end: "the Treaty of [Lima]", "the [Oslo] accords". */
bool event_own_is_named_after(const struct event_scan *s, uint32_t begin, uint32_t end);

/* The tokens *begin..*end of the subject that the clause of `head` shares; false when it has one of its own, or none. */
bool event_own_subject(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head,
		       uint32_t *begin, uint32_t *end);

/* The main verb before a weak head of another clause ("Norda [sold] a mine, sending its shares up"), or 0. */
uint32_t event_own_beside(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head);

/* The verb of what a report at the end of its sentence says: "Chad [will leave] the union, the ministry said"; 0 for any other
 * head. */
uint32_t event_own_quoted(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head);

/* Whether a clause says who reports or what was said: "according to", ", police said", ", accusing Peru". */
bool event_own_is_attribution(const struct event_scan *s, const struct event_scope *scope, uint16_t clause);

/* Whether a clause tells how the event of `head` came, or goes on with its toll: "ten died [and two were hurt] [when a bus
 * crashed in Lima]". */
bool event_own_is_scene(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head,
			uint16_t clause);

#endif
