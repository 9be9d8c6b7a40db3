/* date: a date as a user types it. Pure.
 *
 * In digits, in haste, or in English words:
 *
 *     2018  2018-05  2018-05-23  2018-5-23  2018/5  23.5.2018  2018-W21  2018-Q2  2010s  19th century
 *     520   44 BC   15 March 44 BC   5th century BC   79 AD
 *     may 2018   23 May 2018   May 23, 2018   summer 2019   q2 2018   second quarter of 2018   early 2018   late may 2018
 *     june   12 june   monday   summer                      the nearest one
 *     last may   next friday   this year   last week        wholly before, behind, around
 *     yesterday   tomorrow   3 weeks ago   two years later   in 10 days
 *
 * What stands in the last three rows depends on the day that one speaks from. Winter begins in December of its year. */
#ifndef DATELINE_APP_DATE_H
#define DATELINE_APP_DATE_H

#include "base/day.h"
#include "base/error.h"

/* Only dates that depend on no day. ERROR_USAGE, with examples, for anything else; *out is then untouched. */
bool date_read(struct str text, struct interval *out, struct error *err);
/* All of them, spoken on `from` (DAY_NONE: only those of date_read). *relative: did it depend on that day? */
bool date_read_from(struct str text, int32_t from, struct interval *out, bool *relative, struct error *err);

/* A word that could stand next, for completion: the i-th; NULL behind the last. */
const char *date_word(size_t i);

#endif
