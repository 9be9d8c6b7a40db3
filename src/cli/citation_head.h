/* citation_head: what an export tells above or beside a quote: the event's date and countries, and what of them the user
 * corrected. */
#ifndef DATELINE_CLI_CITATION_HEAD_H
#define DATELINE_CLI_CITATION_HEAD_H

#include "base/arena.h"
#include "cli/citation.h"

/* Reads what stands before a quote, back to the name before it: the last heading in it as --md, --html or --org write one, with
 * the kind of the event below; of other words nothing is taken. Memory of what is found in arena. */
void citation_head_read(struct str text, struct arena *arena, struct str fields[static CITATION_FIELDS]);
/* A whole line of a calendar, "DTSTART;VALUE=DATE:20180523", in the same way. */
void citation_head_calendar(struct str line, struct arena *arena, struct str fields[static CITATION_FIELDS]);
/* The date and the text of a slide of TimelineJS. */
void citation_head_slide(struct str date, struct str text, struct str fields[static CITATION_FIELDS]);

#endif
