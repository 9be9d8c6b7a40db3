/* era: dates as people read them: what is before the year 1 says "BC" in place of an astronomer's sign.
 *
 * The forms of day.h, which data and queries keep ("-0043-03-15"), for all that is read on a screen or in a document.
 * Dates from the year 1 on are the same in both. */
#ifndef DATELINE_BASE_ERA_H
#define DATELINE_BASE_ERA_H

#include "base/day.h"

/* "2018", "476", "44 BC" */
void era_year(int year, char out[static 16]);
/* "2018-05-23", "44-03-15 BC" */
void era_day(int32_t day, char out[static 40]);
/* As interval_format has it, and "44 BC", "44-03 BC", "264…146 BC", "44 BC…AD 14"; a decade is told by its years. */
void era_interval(struct interval i, enum precision p, bool ascii, char out[static 40]);

#endif
