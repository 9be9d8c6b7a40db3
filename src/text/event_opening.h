/* event_opening: what the words from a token on are, as far as cutting a sentence into clauses asks: a participle, a clause
 * with a subject and a verb, or only who said so. Each looks a few words ahead of the token and no further. */
#ifndef DATELINE_TEXT_EVENT_OPENING_H
#define DATELINE_TEXT_EVENT_OPENING_H

#include "text/event_scan.h"

/* What only says who reports it: ", Iraqi officials said.", ", the ministry said on Tuesday, will". Past its end: the comma
 * or the end of the sentence; i when it is none. Behind its verb stand a date and who was told, no verb. */
uint32_t event_opening_report(const struct event_scan *s, uint32_t i);

/* ", unveiled in April", ", signed last year", ", led by": a participle after a comma with what belongs to it. Without a `verb`
 * in the sentence before it, it is one only when another goes on. */
bool event_opening_is_participle(const struct event_scan *s, uint32_t i, bool verb);

/* ", MATCHING the price of", ", DELIGHTING Chad": a word that no table has, by its ending and its object. */
bool event_opening_is_doing(const struct event_scan *s, uint32_t i);

/* The end of what stands between token `k` and the verb of its subject: the second comma of ", who had met in Lima,", of ", the
 * mayor of Lima,", the bracket of "(NRD.N)". k itself when nothing does, or where no end of it is near. */
uint32_t event_opening_past_aside(const struct event_scan *s, uint32_t k);

/* "prices fell [AS demand waned]": behind "as" at token i a subject and a verb. */
bool event_opening_is_while(const struct event_scan *s, uint32_t i);

/* "The ministers met in May, THE EXPERTS MET in June": a subject and its verb after a comma, no comma between. */
bool event_opening_is_main(const struct event_scan *s, uint32_t i);

/* "prices rose in May AND DEMAND for tin FELL": a subject without an article, and its verb. "An exercise or event HELD in May"
 * is none: what can be a participle is a verb only where the first clause has told its day or place. */
bool event_opening_is_plain(const struct event_scan *s, uint32_t i);

/* Behind "and", a verb with a tense and no subject of its own: "and FLEW", "and later DIED". */
bool event_opening_is_verb_behind(const struct event_scan *s, uint32_t and);

#endif
