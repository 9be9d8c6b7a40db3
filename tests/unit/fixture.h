/* fixture: a corpus of six articles made by hand, and the answers that the searching threads would give.
 *
 *     id  when            of  what
 *      1  2017-06-09       1  Two countries join the group            KZ IN PK
 *      2  2018-05-23…25    2  Experts meet in the capital             PK IN CN RU KZ KG TJ UZ   = 3
 *      3  2018-05-23…25    3  Lawyers gather in the capital           PK IN                     = 2, next 5
 *      4  2018-09          2  Joint drills will be held (announced)   RU IN PK                  -> 6
 *      5  2019-05-20       4  Experts meet again                      UZ PK                     previous 3
 *      6  2018-08-22…29    4  Drills were held                        RU IN PK                  <- 4
 *      7  no date          5  A pipeline is spoken of                 TM
 * Reports: articles 1 to 6, each on its publication date; 6 has no event, 5 no date. */
#ifndef DATELINE_TESTS_FIXTURE_H
#define DATELINE_TESTS_FIXTURE_H

#include "app/update.h"

/* What the newest change said: "star= e1 e2", "tag=key e3", "undo". */
extern struct buf fixture_said;
/* Rows that a query leaves: country:XX (one or more joined with +), /literal/; "" is all. */
struct result *fixture_result(struct str query);
/* Answers what the model wants until it wants nothing. */
void fixture_feed(struct model *m);
/* Answers one kind only; false when it was not wanted. */
bool fixture_answer(struct model *m, enum request_kind kind);
/* A corpus without any row in it: CORPUS is answered with nothing. */
void fixture_feed_empty(struct model *m);
/* A model that knows the corpus, with room for panes of that many lines. */
void fixture_model(struct model *m, int lines);

#endif
