/* title: what to call an article that came without a title. */
#ifndef DATELINE_INGEST_TITLE_H
#define DATELINE_INGEST_TITLE_H

#include "base/arena.h"
#include "record.h"

enum { TITLE_COLUMNS = 90 };

/* The text's own first line when it stands alone like a headline, else its first sentence, cut at
 * TITLE_COLUMNS with an ellipsis. Page furniture and `byline` (SPAN_NONE for none) are passed over. White
 * space is made single; "" for a text without words. Memory in arena; cost that of the first lines. */
struct str title_of(struct str text, const struct span *furniture, size_t furniture_count, struct span byline,
		    struct arena *arena);

#endif
