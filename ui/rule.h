/* rule: what a rule that read a date looks for, in a plain sentence (data/rule_words.tsv). */
#ifndef DATELINE_UI_RULE_H
#define DATELINE_UI_RULE_H

#include "base/str.h"

/* "a month and a day; …" of "month-day"; empty: the table does not tell of the rule. Static. Cost: a pass over the table of 16 kB. */
struct str rule_words(struct str name);

#endif
