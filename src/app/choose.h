/* choose: the rows that the next word of the user is said of. Kept by id, whatever the filter hides. */
#ifndef DATELINE_APP_CHOOSE_H
#define DATELINE_APP_CHOOSE_H

#include "app/model.h"

enum choose_many { CHOOSE_PERIOD, CHOOSE_ALL, CHOOSE_NONE };
enum { CHOOSE_MOST = 10000 /* rows at once: each note is laid over the corpus anew with every change */ };

bool choose_has(const struct model *m, int64_t id, uint8_t type);
/* What is shown, or no longer; false: nothing is. */
bool choose_shown(struct model *m);
/* Adds the rows of the period under the cursor, or all of the filter; or forgets all. False, and nothing is chosen, when
 * that were more than CHOOSE_MOST. */
bool choose_many(struct model *m, enum choose_many what);

#endif
