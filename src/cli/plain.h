/* plain: texts as they compare, whatever wrote, quoted or folded them. */
#ifndef DATELINE_CLI_PLAIN_H
#define DATELINE_CLI_PLAIN_H

#include "base/arena.h"
#include "base/str.h"

/* One kind of quotes and blanks, so that neither the breaking of lines nor the habit of who quotes matters; Org's zero width
 * space is no text. Memory in arena. */
struct str plain_text(struct str from, struct arena *arena);
/* A text of a file as it may be meant, each in plain: as it stands there, without the backslashes of Markdown and of
 * calendars, with the five entities that an export writes as what they stand for. */
enum { PLAIN_FORMS = 3 };
void plain_forms(struct str from, struct arena *arena, struct str out[static PLAIN_FORMS]);

#endif
