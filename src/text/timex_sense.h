/* timex_sense: whether what a match says can be: no 31 June, no range that runs backwards. A rule may fit words that mean
 * something else; a match without sense is dropped, and the next rule is tried. */
#ifndef DATELINE_TEXT_TIMEX_SENSE_H
#define DATELINE_TEXT_TIMEX_SENSE_H

#include "text/timex_match.h"

/* Of a match whose readings timex_fill has filled. */
bool timex_sense_has(const struct timex_match *m);

#endif
