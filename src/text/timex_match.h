/* timex_match: a rule that fits, and the readings that it gives. */
#ifndef DATELINE_TEXT_TIMEX_MATCH_H
#define DATELINE_TEXT_TIMEX_MATCH_H

#include "text/timex_grammar.h"

/* Which item each element of a rule took; MATCH_NOTHING for the optional ones that took none. */
#define MATCH_NOTHING SIZE_MAX

struct timex_match {
	const struct time_rule *rule;
	size_t item[RULE_ELEMENTS];
	size_t begin, end;        /* items of all its spans */
	struct timex_reading readings[RULE_SPANS];
};

/* Fills the readings of a match from its items, and shares between the ends of a range what one of them
 * leaves out. Sets m->end past the last word of its spans. */
void timex_fill_match(const struct token_list *l, const struct timex_items *items, struct timex_match *m);
void timex_fill_set(int *slot, int value); /* unless it is set */

#endif
