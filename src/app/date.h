/* date: a date as a user types it. */
#ifndef DATELINE_APP_DATE_H
#define DATELINE_APP_DATE_H

#include "base/day.h"
#include "base/error.h"

/* "2018", "2018-05", "2018-05-23", "2010s", in haste "2018-5-23" or "2018/5", and with an English month: "may 2018", "23 May 2018", "May 23 2018",
 * "May 23, 2018". ERROR_USAGE, with examples, for anything else; *out is then untouched. */
bool date_read(struct str text, struct interval *out, struct error *err);

#endif
