/* event_subject: whom "it", "he" and "they" stand for.
 *
 * "The pact ended a long war. It was signed in Lima": who reads the second sentence alone asks what. The pronoun
 * stands for the subject of its own sentence, if that comes before it, else for that of the sentence before; only where
 * their words agree: a name of two words for "he", a thing, a firm or a country for "it", several for "they", a firm for "the company". */
#ifndef DATELINE_TEXT_EVENT_SUBJECT_H
#define DATELINE_TEXT_EVENT_SUBJECT_H

#include "text/event_role.h"

/* The subject of a sentence's main clause. */
struct event_subject event_subject_find(const struct event_scan *s, const struct event_scope *c);

/* What the pronoun at a token stands for, or what is called "the company": a subject of the scope, or none. */
struct event_subject event_subject_of(const struct event_scan *s, uint32_t pronoun, const struct event_scope *c);

/* Whether a phrase at the token stands for a firm as "it" does: "the company". */
bool event_subject_is_called(const struct event_scan *s, uint32_t token);

/* Whether the token is a pronoun that can be replaced. */
bool event_subject_is_pronoun(const struct event_scan *s, uint32_t token);

#endif
