/* rule: what a rule of the extractor looks for, in a plain sentence (data/rule_words.tsv, data/place_words.tsv). */
#ifndef DATELINE_UI_RULE_H
#define DATELINE_UI_RULE_H

#include "base/str.h"

/* "a month and a day; …" of "month-day"; empty: the table does not tell of the rule. Static. Cost: a pass over the table of 16 kB. */
struct str rule_words(struct str name);
/* The same of a rule that gave an event a country, and of one that read the name of a place. Cost: a table of 2 kB. */
struct str rule_role_words(struct str name);
struct str rule_place_words(struct str name);

#endif
